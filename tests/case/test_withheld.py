"""Private persons' names stay out of briefs, and everything else stays in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case.test_case import make, write

from truceline.brief.withheld import named_minors
from truceline.case import Library
from truceline.case.telling import brief_json, brief_of, brief_text
from truceline.errors import UsageError
from truceline.model.report import Handling, Withhold

TEXT = """Samir Odeh, 13, was shot dead by Israeli forces near the Netzarim corridor on Monday, Gaza's Health Ministry said.

The ministry said that his cousin, 9-year-old Lina Odeh, had been wounded by Israeli forces.

Hamas accused Israel of violating the ceasefire by the killing of Samir Odeh.

Hamas said that Omar Barakat, a baker, had been killed by Israeli forces on the same day.
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def brief_with(folder: Path, library: Library, withhold: Withhold | None) -> str:
    """All three forms of the brief of one report, as one text."""
    with make(folder / "c", library) as case:
        if withhold:
            case.change_settings(withhold=withhold)
        case.add([write(folder / "in", "a", TEXT, outlet="Hill Post", published="2025-03-03")])
        made = brief_of(case, "2025-03-03", "2025-03-03", "2025-03-01", Handling.SHAREABLE)
        forms = (
            brief_text(made, "md"),
            brief_text(made, "html"),
            json.dumps(brief_json(made), ensure_ascii=False),
        )
        return "\n".join(forms)


def test_names_of_minors_are_withheld_unless_the_case_says_otherwise(
    tmp_path: Path, library: Library
) -> None:
    """Neither our sentences nor the words cited nor the sources' paragraphs hold them; adults' stay."""
    text = brief_with(tmp_path, library, None)
    assert "Samir" not in text
    assert "Lina" not in text
    assert "Omar Barakat" in text
    assert "[name withheld]" in text
    assert "Names of private persons are withheld" in text


def test_a_case_can_be_set_to_withhold_nobody(tmp_path: Path, library: Library) -> None:
    """Then the words stand as they were published, and no banner speaks of names."""
    text = brief_with(tmp_path, library, Withhold.NOBODY)
    assert "Samir Odeh" in text
    assert "withheld" not in text


def test_private_persons_are_those_whom_nobody_knows_or_cites(tmp_path: Path, library: Library) -> None:
    """A baker who was killed is withheld; the parties are not."""
    text = brief_with(tmp_path, library, Withhold.PRIVATE)
    assert "Barakat" not in text
    assert "Samir" not in text
    assert "Hamas" in text


def test_an_unknown_choice_is_refused_and_nothing_is_changed(tmp_path: Path, library: Library) -> None:
    """The error lists what can be chosen."""
    with make(tmp_path / "c", library) as case:
        with pytest.raises(UsageError, match="minors"):
            case.change_settings(withhold="everyone")
        assert case.withhold is Withhold.MINORS


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Ahmed al-Masri, 17, and Abu Bakr (9) died.", {"Ahmed al-Masri", "Abu Bakr"}),
        ("A 15-year-old boy, Omar bin Said, fled.", {"Omar bin Said"}),
        ("Maya Cohen, a six-month-old baby, was found.", {"Maya Cohen"}),
        ("The schoolgirl Olena Kovalenko spoke.", {"Olena Kovalenko"}),
        ("Sara Levi, 19, lived. In Gaza, 13 were killed. On March 3, 12 died.", set()),
        ("The army of Military Region 4, and Route 9. He stayed.", set()),
        ("The 30-year-old Daniel Okoro left on Tuesday, 14 days later.", set()),
    ],
)
def test_minors_are_told_by_age_or_by_what_they_are_called(words: str, names: set[str]) -> None:
    """An adult's age, a count after a place and a date name nobody."""
    assert set(named_minors(words)) == names


@given(st.integers(18, 99), st.sampled_from(["Adaeze Obi", "Tomas Reyes", "Hanan al-Khatib"]))
def test_nobody_of_age_is_taken_for_a_minor(age: int, name: str) -> None:
    """Whatever the age, from eighteen on."""
    assert not set(named_minors(f"{name}, {age}, said so. The {age}-year-old {name} agreed."))
