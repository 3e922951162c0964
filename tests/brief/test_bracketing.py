"""What a told sentence takes for known is named in it, in square brackets; the reports are invented."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from tests.brief.made import blocks, given, report

from truceline.brief.bracketing import with_names_in_brackets
from truceline.brief.material import Material
from truceline.brief.open_ends import leaning_in, open_end
from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Brief, Sentence
from truceline.model.reading import Mention, MentionType, Reading
from truceline.model.report import Handling
from truceline.model.span import Span

TRUCE = """LAKE POST

Guns fall silent at Vellin

The Orvel army and the Brunmark League signed a ceasefire brokered by the Red Cross in Dunmere on 4 May.

President Ilka Varga spoke to reporters at noon. A possible trade deal between Orvel and Sallund was put off.

The Brunmark League said that its 40 guns would honour the ceasefire.

"The shelling of Vellin stopped on Tuesday and not one of our 12 posts was hit since," the Orvel army said.
"""
UNDATED = """LAKE POST

Flour comes to Vellin

VELLIN, Sept 27 (Lake Post) - The Orvel army said that 14 trucks with flour crossed the bridge of Vellin.

The Brunmark League said that its 40 guns at Dunmere stayed silent.
"""
SPEECH = """LAKE POST

The bridge at Dunmere

The Brunmark League closed the Dunmere bridge to all 30 trucks of Orvel on 3 May.

The Orvel army opened 3 crossings with 40 guards at each after General Osk Tarn said that "no truck may wait".
"""


def made(folder: Path, text: str, published: str | None = "2021-05-07") -> Brief:
    (folder / "one.txt").write_text(text, "utf-8")
    side = {"outlet": "Orvel News", "title": "A day at the bridge"} | (
        {"published": published} if published else {}
    )
    (folder / "one.meta.json").write_text(json.dumps(side), "utf-8")
    with Case.create(folder / "case", None, person="t") as case:
        case.add([folder / "one.txt"])
        return brief_of(case, None, None, None, Handling.SHAREABLE)


def told(brief: Brief, words: str) -> list[Sentence]:
    return [t for s in brief.sections for i in s.items for t in i.sentences if words in t.text]


def test_a_pact_is_named_where_the_sentence_leaves_it_open(tmp_path: Path) -> None:
    """A few words of the report tell which ceasefire is meant, and the sentence that has them is cited."""
    found = told(made(tmp_path, TRUCE), "40 guns")
    assert found
    assert "honour the ceasefire [a ceasefire brokered by the Red Cross in Dunmere on 4 May]" in found[0].text
    assert any("signed a ceasefire" in s.quote for s in found[0].spans)


def test_a_deal_that_is_only_thought_of_names_no_ceasefire(tmp_path: Path) -> None:
    """A possible deal about trade is nearer, and is not what was signed."""
    assert not told(made(tmp_path, TRUCE), "ceasefire [a possible")


def test_a_weekday_within_a_quotation_bears_its_date(tmp_path: Path) -> None:
    """Who reads it alone cannot know of which week it is."""
    found = told(made(tmp_path, TRUCE), "The shelling of Vellin")
    assert found
    assert "on Tuesday [4 May]" in found[0].text


def test_a_report_without_a_date_is_told_with_its_dateline(tmp_path: Path) -> None:
    """The day is cited; sentences of dated reports bear the day of their report."""
    found = told(made(tmp_path, UNDATED, None), "40 guns")
    assert found
    assert found[0].text.startswith("Undated (dateline 27 September): ")
    assert any("Sept 27" in s.quote for s in found[0].spans)


def test_speech_is_not_told_as_the_voice_of_the_outlet(tmp_path: Path) -> None:
    """Where the words shown hold what somebody said, the outlet writes them."""
    brief = made(tmp_path, SPEECH)
    assert told(brief, "Orvel News writes: “The Orvel army opened 3 crossings")
    assert not told(brief, "in its own voice: “The Orvel army")


@pytest.mark.parametrize(
    ("words", "open_"),
    [
        ("The Orvel army said that the announcement came too late.", True),
        ("The Orvel army said that the announcement [by Brunmark] came too late.", False),
        ("The Orvel army said that an announcement came too late.", False),
        ("Orvel News writes: “He said that 12 trucks had crossed.”", True),
        ("Orvel News writes: “He [Osk Tarn] said that 12 trucks had crossed.”", False),
        ("Osk Tarn said that he had counted 12 trucks.", False),
        ("Twenty others were wounded.", True),
        ("The mayor of Vellin said that the town was calm.", False),
        ("Guards have not been let into the jail.", True),
        ("Orvel said that no truck was let through under that agreement.", True),
        ("“‘They left the posts,’ Osk Tarn of Orvel said.”", True),
        ("“In a statement, it said that Vellin was calm.”", True),
        ("“These posts were left, Osk Tarn said.”", True),
        ("“It is calm at Vellin, Osk Tarn said.”", False),
        ("“It [the Orvel army] left Vellin, Osk Tarn said.”", False),
    ],
)
def test_a_sentence_is_open_where_nothing_in_it_tells_which(words: str, open_: bool) -> None:
    """Brackets, "a" and a name before it tell."""
    material = Material.__new__(Material)
    material.accord = None
    assert (open_end(words, material) is not None) is open_


MEETING = """LAKE POST

The talks at Dunmere

The Orvel army and the Brunmark League signed a truce in Dunmere on 4 May.

The communique has 21 points and 3 maps. It does not name Sallund. It asks for the withdrawal of 400 "foreign soldiers".

The generals of Orvel are to meet within 5 days to say how it shall be put in place.

The Brunmark League gave up its 12 posts after what the Orvel army called long talks.
"""


def test_what_is_not_the_speakers_is_not_told_as_his(tmp_path: Path) -> None:
    """Not what "it" asks where an "it" before it is somebody else, not what is still to be said, and no bare name."""
    brief = made(tmp_path, MEETING)
    assert told(brief, "signed a truce")
    assert not told(brief, "Sallund asks")
    assert not told(brief, "said that how")
    assert not told(brief, "The Orvel army called long")


def test_a_weekday_just_past_is_not_dated_a_week_ahead(tmp_path: Path) -> None:
    """What somebody "had said on Monday" would begin on Tuesday has begun by Wednesday."""
    text = "LAKE POST\n\nGuns at Dunmere\n\nThe Orvel army and the Brunmark League signed a truce in Dunmere on 1 May.\n\n"
    text += "The Brunmark League had said on Monday that its 40 guns would keep silent from Tuesday.\n"
    brief = made(tmp_path, text, "2021-05-05")
    assert told(brief, "40 guns")
    assert not told(brief, "[11 May]")
    assert not any(i.lead.startswith("11 May") for s in brief.sections for i in s.items)


RELATIVE = """LAKE POST

Who decides at Dunmere

The Orvel army and the Brunmark League signed a truce in Dunmere on 4 May.

The visit follows remarks by President Ilka Varga of Orvel, who said that the 12 posts would be given up.
"""


def test_who_behind_one_name_is_that_person(tmp_path: Path) -> None:
    """What the clause tells is told without what its sentence leaves open ("the visit")."""
    found = told(made(tmp_path, RELATIVE), "the 12 posts would be given up")
    assert found
    assert "Varga said that the 12 posts" in found[0].text or "Orvel said that the 12 posts" in found[0].text


def test_what_is_bracketed_already_leans_no_more() -> None:
    """The same noun is explained once."""
    assert [x.words for x in leaning_in("They broke the deal.")] == [("deal",)]
    assert not leaning_in("They broke the deal [a deal with Orvel].")


HEARD = """LAKE POST

Guns at Dunmere

The Orvel army and the Brunmark League signed a truce in Dunmere on 4 May.

Orvel army spokesman Osk Tarn said that the deal of Dunmere bound 40 guns of the Brunmark League.

Orvel speaks no more to the Brunmark League, which it calls the Brunmark terrorists.

Vella Ros said that 30 shells fell on Vellin and that the Brunmark League broke the truce.

The Brunmark League violated the truce with 12 raids on Vellin.
"""


def test_the_voice_of_an_outlet_that_charges_a_side_comes_last(tmp_path: Path) -> None:
    """What somebody says of himself stands above it in short."""
    brief = made(tmp_path, HEARD)
    short = [i.sentences[0].text for s in brief.sections if s.key == "short" for i in s.items]
    assert len(short) > 1
    assert "violated the truce" in short[-1]


def test_what_somebody_calls_a_side_is_no_label_of_the_outlet(tmp_path: Path) -> None:
    """ "Which it calls ..." tells whose word it is."""
    brief = made(tmp_path, HEARD)
    assert not told(brief, "outside quotation marks: “the Brunmark terrorists")
    assert told(
        made_again(tmp_path, HEARD.replace("which it calls ", "")),
        "outside quotation marks: “the Brunmark terrorists",
    )


def made_again(folder: Path, text: str) -> Brief:
    other = folder / "again"
    other.mkdir()
    return made(other, text)


def test_somebody_of_no_side_and_no_office_is_told_in_quotation_marks_alone(tmp_path: Path) -> None:
    """What a bystander by name says, of whom nothing is told, is no side's word: it is quoted where little else is told."""
    more = "".join(
        f"\nVella Ros said that {n} shells fell on {at} and that the truce was broken.\n"
        for n, at in ((31, "Dunmere"), (14, "Sallund"), (9, "Tarn Hill"), (17, "Orvel Ford"))
    )
    brief = made(tmp_path, HEARD + more)
    some = {s.key for s in brief.sections for i in s.items for t in i.sentences if "shells fell on" in t.text}
    assert some == {"quoted"}
    assert "Vella Ros" not in [i.lead for s in brief.sections for i in s.items]


PAIR = "The officers of {above} met at Dunmere.\n\nBoth sides agreed to withdraw 40 guns from Vellin.\n"


@pytest.mark.parametrize(
    ("above", "named"),
    [("Orvel and Brunmark", True), ("Orvel", False), ("Sallund, Orvel and Brunmark", False)],
)
def test_both_sides_are_named_where_one_sentence_above_joins_them(above: str, named: bool) -> None:
    """And it is cited; where it names one, or a third, which two are meant stays open."""
    text = PAIR.format(above=above)
    found = [(n, m.start()) for n in ("Orvel", "Brunmark", "Sallund") for m in re.finditer(n, text)]
    mentions = tuple(
        Mention(Span.of("r", text, a, a + len(n)), n, MentionType.PARTY, n.casefold()) for n, a in found
    )
    reading = Reading("r", True, blocks=blocks(text), mentions=mentions)
    empty = given(accord=None, standings=(), before=(), by_day=())
    material = Material(
        replace(empty, reports=(report("r", text, "Post", "2031-03-13"),), readings=(reading,))
    )
    start = text.index("Both")
    one = Sentence(f"Post writes: “{text[start:].strip()}”", (Span.of("r", text, start, len(text) - 1),))
    whole = with_names_in_brackets(one, material)
    assert ("Both sides [Orvel and Brunmark] agreed" in whole.text) is named
    assert any("officers of Orvel" in s.quote for s in whole.spans) is named
