"""What leans on the rest of its report is not lost: it stands in the annex as the report has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Section
from truceline.model.report import Handling

PAGE = """HARBOUR HERALD

Ferry to Sall is stopped again as truce frays

The Harbour League said on 3 May that the ferry to Sall had been stopped by two gunboats of the Orme navy.

The navy declined to say how long the gunboats would stay. It said that both crews had kept to the terms.

Captain Ilse Brandt met the harbour master on 4 May. She told him that the lists would be handed over by noon.
"""


@pytest.fixture(scope="module")
def verbatim(tmp_path_factory: pytest.TempPathFactory) -> Section:
    folder = tmp_path_factory.mktemp("reports")
    for n in range(9):
        (folder / f"{n}.txt").write_text(PAGE.replace("3 May", f"{n + 3} May"), "utf-8")
    with Case.create(Path(tmp_path_factory.mktemp("case") / "c"), None, person="test") as case:
        case.add([folder])
        made = brief_of(case, None, None, None, Handling.SHAREABLE)
    return next(s for s in made.sections if s.key == "verbatim")


def test_each_passage_is_the_reports_own(verbatim: Section) -> None:
    """Letter for letter between the marks, but for days made plain in square brackets; behind the lines above that
    bring in what it takes for known."""
    for item in verbatim.items:
        for sentence in item.sentences:
            told = sentence.text.strip("“”").replace("‘", '"').replace("’", "'")
            assert told.split("[")[0].strip() in " ".join(sentence.spans[-1].quote.split())


def test_a_passage_does_not_begin_with_a_pronoun_that_nothing_explains(verbatim: Section) -> None:
    """The sentence that says who "she" is comes with it, or where that was told, her name in brackets."""
    told = [s.text.strip("“").split() for i in verbatim.items for s in i.sentences]
    assert told and all(w[0] not in {"It", "She", "He", "They"} or w[1].startswith("[") for w in told)


def test_a_passage_does_not_show_again_what_was_told(verbatim: Section) -> None:
    """The captain's meeting stands on the first page; the annex goes on from it, and cites it."""
    told = [s for i in verbatim.items for s in i.sentences]
    assert not any("met the harbour master" in s.text for s in told)
    assert any("met the harbour master" in x.quote for s in told for x in s.spans)


def test_it_stands_under_the_headline_of_its_report(verbatim: Section) -> None:
    """Which says what it is about."""
    assert all("Ferry to Sall is stopped again as truce frays" in i.lead for i in verbatim.items)


def test_it_is_left_to_the_annex(verbatim: Section) -> None:
    """The first page holds only what can be understood alone."""
    assert verbatim.annex


def test_nobody_without_a_name_is_named_by_an_inner_id(tmp_path: Path) -> None:
    """ "His commander", of a guard whose name no one gives, is nobody's commander by name."""
    page = (
        "HARBOUR HERALD\n\nThe truce holds at Sall\n\n"
        '"We keep the ceasefire," said a young guard at the gate of the Harbour League. '
        "His commander told him to be quiet about the rifles.\n"
    )
    (tmp_path / "a.txt").write_text(page, "utf-8")
    with Case.create(tmp_path / "c", None, person="test") as case:
        case.add([tmp_path / "a.txt"])
        made = brief_of(case, None, None, None, Handling.SHAREABLE)
    assert "nonymous" not in " ".join(t.text for s in made.sections for i in s.items for t in i.sentences)
