"""Conflicts that no pack and no accord knows: the brief finds their sides, denials, counts and dates itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Brief
from truceline.model.report import Handling

STRANGERS = Path(__file__).parents[2] / "evals" / "strangers"


@pytest.fixture(scope="module", params=["orsk", "tamba", "sella"])
def strange(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Brief]:
    """An invented conflict by name, and its brief."""
    with Case.create(tmp_path_factory.mktemp("case") / "c", None, person="test") as case:
        case.add([STRANGERS / request.param])
        return request.param, brief_of(case, None, None, None, Handling.SHAREABLE)


def told(made: Brief, *keys: str) -> str:
    """The words of some sections, of all where none is named."""
    some = [s for s in made.sections if not keys or s.key in keys]
    lines = [f"{i.lead}: {t.text}" for s in some for i in s.items for t in i.sentences]
    lines += [" | ".join(c.text for c in row) for s in some for t in s.tables for row in t.rows]
    return "\n".join(lines)


SIDES = {
    "orsk": ("Northland", "Northern Defence Forces", "Free Valley Movement", "Red Cross"),
    "tamba": ("People's Front of the Highlands", "Tamba", "Banda"),
    "sella": ("Sella Council", "OSCE", "Salgado"),
}
DENIALS = {
    "orsk": ("denied the accusation", "rejected the demand"),
    "tamba": ("No shot has been fired at Lume",),
    "sella": (),
}
COUNTS = {
    "orsk": ("96", "88", "12", "13", "14"),
    "tamba": ("22", "Nine", "17", "84"),
    "sella": ("three violations", "eleven violations", "40 prisoners", "112 separatist"),
}
DATES = {"orsk": "10 June", "tamba": "15 March", "sella": "15 November"}


def test_the_sides_are_found_in_the_reports(strange: tuple[str, Brief]) -> None:
    """Parties, bodies and the people who speak for them stand by name."""
    name, made = strange
    words = told(made)
    assert not [side for side in SIDES[name] if side not in words]


def test_a_denial_stands_beside_what_it_denies(strange: tuple[str, Brief]) -> None:
    """Told in one item, the words denied first."""
    name, made = strange
    words = told(made, "denied")
    assert not [d for d in DENIALS[name] if d not in words]


def test_counts_stand_side_by_side_in_their_own_words(strange: tuple[str, Brief]) -> None:
    """Each with who gives it; none is averaged, and none called wrong."""
    name, made = strange
    words = told(made, "figures", "answers")
    assert not [c for c in COUNTS[name] if c not in words]
    assert "Not weighed" in words or "Differing" in words


def test_what_is_due_is_told_by_its_day(strange: tuple[str, Brief]) -> None:
    """From the words of the reports, since no agreement gives it."""
    name, made = strange
    assert DATES[name] in told(made, "dates", "short")


def test_most_of_what_is_said_is_told(strange: tuple[str, Brief]) -> None:
    """So few statements can mostly be told: what does not stand by itself is left to the list of claims."""
    _, made = strange
    left = sum(int(n) for s in made.sections for n in re.findall(r"^(\d+) more statement", s.note))
    assert left <= 28


def test_no_holder_is_told_as_its_or_their(strange: tuple[str, Brief]) -> None:
    """Whose spokesman it is stands before him."""
    _, made = strange
    assert not re.search(
        r"(?:^|: )(?:Its|Their|His|Her) [a-z]+(?: [A-Za-z]+){0,3} (?:said|told|called)", told(made)
    )


def test_no_sentence_begins_with_what_only_another_explains(strange: tuple[str, Brief]) -> None:
    """An orphan word at the head of a sentence has its name in brackets, or the line before it."""
    _, made = strange
    orphans = re.compile(r"[“:] ?(?:But|And|That|This|It|They|He|She|Neither|These|Those) (?!\[)")
    heads = [t.text[:90] for s in made.sections for i in s.items for t in i.sentences]
    assert not [h for h in heads if orphans.search(h)]
