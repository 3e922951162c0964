"""No word without a span: what a sentence says stands in what it cites."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as forall
from hypothesis import strategies as st

from truceline.brief.borne_out import unsupported
from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Sentence
from truceline.model.report import Handling

HERALD = """HARBOUR HERALD

Ferry to Sall is stopped again as truce frays

Mara Tolk, who keeps the mill at Sall, saw the guns on 3 May.

The League of Ports, which signed the truce, sent two boats.

"They shelled us twice although there is a ceasefire," she said.

The league's spokesman, Ole Brandt, said that 40 prisoners would be freed.

"The crews will not leave the harbour while the ceasefire is broken," he said.
"""
BARE_ID = re.compile(r"[a-z]+(?:-[a-z]+)+(?:, [a-z]+(?:-[a-z]+)*)*")
"""The inner name of somebody ("harbour-league"), which no reader should see."""
OF_THE_CLAUSES = ("moved", "moved-too", "alleged", "due", "settle", "unknown")
"""Sections that tell how a clause stands, in words of ours; their names and quotations are borne out all the same."""


def test_a_name_a_figure_and_a_place_need_a_span() -> None:
    """Each that the words cited do not have is told."""
    cited = ["The council of Vell said that 12 boats had left."]
    assert unsupported("3 May: The council of Vell said that 12 boats had left.", cited) == ()
    assert unsupported("3 May: Ole Brandt said that 14 boats had left Sall.", cited) == (
        "Ole",
        "Brandt",
        "14",
        "Sall",
    )


def test_a_noun_needs_a_span_and_our_frame_does_not() -> None:
    """ "Herald writes" is ours; "mayor" is not."""
    cited = ["Boats had left, he said.", "Herald"]
    assert unsupported("Herald writes: “Boats had left, he [the mayor] said.”", cited) == ("mayor",)


def test_initials_stand_for_a_name_and_a_name_for_its_initials() -> None:
    """The AU is the African Union."""
    assert unsupported("The AU said so.", ["The African Union said so."]) == ()
    assert unsupported("The African Union said so.", ["The AU said so."]) == ()


def test_words_are_known_in_their_forms_and_figures_are_not() -> None:
    """ "Warns" bears out "warned"; 40 does not bear out 41."""
    assert unsupported("The council warned Vell.", ["The council warns Vell."]) == ()
    assert unsupported("41 boats", ["40 boats"]) == ("41",)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # it tests no time
@forall(
    st.lists(st.sampled_from(["Vell", "mill", "40", "boats", "council", "shelled", "Brandt"]), min_size=1)
)
def test_words_bear_themselves_out(some: list[str]) -> None:
    """Whatever stands in the words cited is borne out, in any order."""
    assert unsupported(" ".join(reversed(some)), [" ".join(some)]) == ()


def _wanting(sentence: Sentence, outlets: dict[str, str], neutral: set[str]) -> tuple[str, ...]:
    cited = [s.quote for s in sentence.spans] + [outlets.get(s.report, "") for s in sentence.spans]
    told = sentence.text
    for words in neutral:
        told = told.replace(f"[{words}]", " ").replace(f"(for {words})", " ")
    return unsupported(told, cited)


def _check(folder: Path, files: list[Path], accord: str | None) -> int:
    with Case.create(folder / "c", accord, person="test") as case:
        case.add(files)
        made = brief_of(case, None, None, "2000-01-01", Handling.SHAREABLE)
        outlets = {r.id: r.outlet or f"report {Path(r.path).stem}" for r in case.reports()}
        loaded = [m for r in case.readings().values() for m in r.mentions if m.loaded]
    neutral = {m.neutral for m in loaded if m.neutral}
    count = 0
    for section in made.sections:
        for sentence in (s for i in section.items for s in i.sentences):
            missing = _wanting(sentence, outlets, neutral)
            if section.key in OF_THE_CLAUSES:
                missing = tuple(w for w in missing if w[:1].isupper())
            assert section.key == "told" or not missing, (section.key, missing, sentence.text)
            assert "anonymous-" not in sentence.text
            count += 1
        cells = [c.text for t in section.tables for row in t.rows for c in row]
        assert not any("anonymous-" in c or BARE_ID.fullmatch(c) for c in cells), cells
    return count


def test_what_the_agreement_says_would_settle_a_clause_is_cited(tmp_path: Path) -> None:
    """Be it written on one line of its file or on several."""
    (tmp_path / "a.txt").write_text(
        "Hamas said on Sunday that Israel had violated the ceasefire in Gaza 40 times since it took effect.\n",
        "utf-8",
    )
    (tmp_path / "a.meta.json").write_text('{"outlet": "Hill Post", "published": "2025-02-09"}', "utf-8")
    with Case.create(tmp_path / "c", "gaza-2025-01", person="test") as case:
        case.add([tmp_path / "a.txt"])
        made = brief_of(case, None, None, "2025-01-19", Handling.SHAREABLE)
    told = [
        s for section in made.sections if section.key == "settle" for i in section.items for s in i.sentences
    ]
    assert told
    for sentence in told:
        wanted = sentence.text.rpartition("”: ")[2].rstrip(".").casefold()
        assert wanted in " ".join(s.quote for s in sentence.spans).casefold(), sentence.text


def test_whoever_a_bracket_names_is_cited(tmp_path: Path) -> None:
    """ "She [Mara Tolk]" is told with the sentence that has her name."""
    (tmp_path / "a.txt").write_text(HERALD, "utf-8")
    assert _check(tmp_path, [tmp_path / "a.txt"], None)


@pytest.mark.parametrize("name", ["gaza-2025-01"])
def test_every_word_of_the_samples_brief_is_borne_out(name: str, tmp_path: Path) -> None:
    """Over all digests that come with the house."""
    sample = sorted(p for p in (Path(__file__).parents[2] / "sample").rglob("*.txt"))
    assert sample and _check(tmp_path, sample, name)


@pytest.mark.parametrize(("folder", "accord"), [("seeds", "gaza-2025-01"), ("seeds", None)])
def test_every_word_of_a_real_brief_is_borne_out(
    folder: str, accord: str | None, tmp_path: Path, shared: Path
) -> None:
    """With an agreement and without one."""
    assert _check(tmp_path, sorted((shared / folder).glob("*.txt")), accord)


def test_a_body_is_told_by_the_name_that_its_report_gives_it(tmp_path: Path) -> None:
    """A nameless holder with what is said of him, a rank whole, and an owner with what it owns."""
    text = (
        "HARBOUR HERALD\n\nTruce frays at Sall\n\n"
        "A source close to the Harbour League said on 3 May that the ceasefire at Sall was dead.\n\n"
        "Brig. Gen. Ole Brandt, a commander of the Orvel guard, said that 14 soldiers of Orvel had been wounded since the truce.\n"
    )
    (tmp_path / "a.txt").write_text(text, "utf-8")
    with Case.create(tmp_path / "c", None, person="test") as case:
        case.add([tmp_path / "a.txt"])
        made = brief_of(case, None, None, None, Handling.SHAREABLE)
    told = " ".join(t.text for s in made.sections for i in s.items for t in i.sentences)
    assert "source close to the Harbour League (not named) said" in told
    assert "Brig. Gen. Ole Brandt, a commander of the Orvel guard, said" in told


def _told(text: str, folder: Path) -> str:
    (folder / "a.txt").write_text(text, "utf-8")
    with Case.create(folder / "c", None, person="test") as case:
        case.add([folder / "a.txt"])
        made = brief_of(case, None, None, None, Handling.SHAREABLE)
    return "\n".join(t.text for s in made.sections for i in s.items for t in i.sentences)


def test_what_was_announced_by_somebody_is_no_clause_that_he_said(tmp_path: Path) -> None:
    """ "The truce had been announced by Ole Brandt" is told as written."""
    told = _told(
        "HARBOUR HERALD\n\nTruce at Sall\n\n"
        "The truce at Sall had been announced on 3 May by Ole Brandt, head of the Harbour League.\n\n"
        "Ole Brandt said that 14 soldiers of Orvel had been wounded since the truce began.\n",
        tmp_path,
    )
    assert "said that the truce at Sall." not in told
    assert "14 soldiers" in told


def test_a_stop_behind_a_word_that_cannot_be_spoken_cuts_no_statement(tmp_path: Path) -> None:
    """ "Blvd." ends no sentence."""
    told = _told(
        "HARBOUR HERALD\n\nTruce at Sall\n\n"
        "The Harbour League said on 3 May that the ceasefire was broken on Blvd. Orme by two gunboats of the Orvel navy.\n",
        tmp_path,
    )
    assert "Blvd.”" not in told and "Blvd. Orme" in told
    assert not any(line.rstrip(".").endswith("Blvd") for line in told.splitlines())


def test_a_sentence_of_which_something_was_told_is_not_shown_again(tmp_path: Path) -> None:
    """Each sentence of a report stands in one place of its brief."""
    told = _told(HERALD, tmp_path)
    assert all(told.count(words) <= 1 for words in ("40 prisoners", "shelled us twice", "sent two boats"))
