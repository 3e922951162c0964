"""What holds of every accord that Truceline ships."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import pairwise

import pytest

from truceline import accord
from truceline.model.accord import Accord, MomentKind, Situation

NAMES = accord.installed()
GAZA = [
    "A1",
    "A1b",
    "F2",
    "W1",
    "W2",
    "W3",
    "W4a",
    "W4b",
    "W4c",
    "E0",
    "E-sched",
    "R1",
    "R2",
    "R3",
    "R4",
    "R5",
    "R6",
    "R7",
    "INFO",
    "RAF1",
    "RAF2",
    "RAF3",
    "RET1",
    "RET2",
    "RET3",
    "AID1",
    "AID2",
    "AID3",
    "AID4",
    "P2-talks",
    "P2-end",
    "P2-main",
    "P3-main",
]


@cache
def loaded(name: str) -> Accord:
    return accord.load(accord.find(name))


@cache
def situations(name: str) -> tuple[Situation, ...]:
    return accord.cases(accord.find(name))


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_wrong_with_it(name: str) -> None:
    """Every file of the folder passes its own check."""
    assert [str(e) for e in accord.check(accord.find(name))] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_clause_says_where_it_was_published(name: str) -> None:
    """No clause without a source, and a draft never rests on nothing."""
    a = loaded(name)
    keys = {s.key for s in a.sources}
    assert all(c.sources and set(c.sources) <= keys for c in a.clauses)
    assert a.review in ("reviewed", "draft")


@pytest.mark.parametrize("name", NAMES)
def test_a_person_can_read_it(name: str) -> None:
    """Shown in words, every clause and every rival reading is there; a draft says that it is one."""
    a = loaded(name)
    shown = accord.show(a)
    flat = re.sub(r"\s+", " ", shown)
    assert all(f"{c.id} " in shown and c.title in flat for c in a.clauses)
    assert all(r.words in flat for c in a.clauses for r in c.readings)
    assert bool(a.banner) == (a.text_read != "whole" or a.review == "draft")
    assert a.banner in flat
    assert "None" not in shown


@pytest.mark.parametrize("name", NAMES)
def test_its_own_words_take_no_side(name: str) -> None:
    """No loaded label stands in the words of an accord file; addresses are not our words."""
    loaded_words = (
        r"(?i)\b(terroris\w+|regime|zionis\w+|occupier\w*|enemy|martyr\w*|liberat\w+|entity|aggressi\w+)\b"
    )
    own = re.sub(r'"[^"]*://[^"]*"', "", loaded(name).text)
    # Official names are their owners'; "the future regime of the areas" is a term of a text.
    own = re.sub(r'(?m)^\s*#.*$|regime of the areas|special regime|name: ("[^"]*"|[^,}\n]*)', "", own)
    assert re.findall(loaded_words, own) == []


def test_the_gaza_accord_has_all_its_clauses() -> None:
    """The 33 clauses of January 2025, by their ids and in their order."""
    a = loaded("gaza-2025-01")
    assert [c.id for c in a.clauses] == GAZA
    assert a.review == "reviewed"


def test_the_disputed_clauses_carry_both_readings_with_their_holders() -> None:
    """Where parties read a clause in two ways the accord says both, and whose each is."""
    a = loaded("gaza-2025-01")
    for id in ("A1", "P2-talks", "W4c", "E0"):
        clause = a.clause(id)
        assert clause and len(clause.readings) >= 2
        assert len({r.holders for r in clause.readings}) == len(clause.readings)
        assert {"israel", "hamas"} <= {h for r in clause.readings for h in r.holders}


@pytest.mark.parametrize(
    ("day", "first", "date"),
    [(n, 1, d) for n, d in ((7, "01-25"), (16, "02-03"), (22, "02-09"), (35, "02-22"), (42, "03-01"), (50, "03-09"))]
    + [(n, 0, d) for n, d in ((7, "01-26"), (16, "02-04"), (42, "03-02"), (50, "03-10"))],
)  # fmt: skip
def test_the_two_counts_of_days_give_the_published_dates(day: int, first: int, date: str) -> None:
    """Start and convention in the file are those that give the dates of published accounts."""
    a = loaded("gaza-2025-01")
    assert first in {c.first for c in a.day_counts}
    found = dt.date.fromisoformat(a.start) + dt.timedelta(days=day - first)
    assert found.isoformat() == f"2025-{date}"


def test_phases_follow_each_other_without_a_gap() -> None:
    """Where phases have lengths and day numbers, each starts on the day after the one before."""
    for name in NAMES:
        for one, two in pairwise(loaded(name).phases):
            if one.start and two.start and one.start.kind is two.start.kind is MomentKind.DAY:
                assert (one.start.n or 0) + (one.length_days or 0) == two.start.n


def test_a_ratio_closes_on_its_schedule() -> None:
    """The weekly schedule adds up to the captives owed, and split ratios to their whole."""
    a = loaded("gaza-2025-01")
    schedule, all_ = a.clause("E-sched"), a.clause("E0")
    assert schedule and schedule.quantity and all_ and all_.quantity
    assert sum(n for _, n in schedule.quantity.schedule) == all_.quantity.value == 33
    for id in ("R2", "R4"):
        clause = a.clause(id)
        assert clause and clause.quantity
        assert sum(n for _, n in clause.quantity.parts) == clause.quantity.value


@pytest.mark.parametrize("name", NAMES)
def test_there_are_enough_situations(name: str) -> None:
    """A reviewed accord has at least twelve worked situations, a draft at least six."""
    assert len(situations(name)) >= (12 if loaded(name).review == "reviewed" else 6)


@pytest.mark.parametrize("name", NAMES)
def test_each_situation_leads_to_its_source_or_says_that_its_facts_are_invented(name: str) -> None:
    """Dates alone follow from the terms, whose sources the clauses name; facts have theirs, or none is there."""
    for s in situations(name):
        told = s.sources or any(f.sources for f in s.facts) or "invented" in s.why
        assert told or not s.facts, s.name


def test_eleven_agreements_are_shipped_with_all_their_clauses() -> None:
    """186 clauses in all; what was not held against its sources by a second person is a draft."""
    counts = {name: len(loaded(name).clauses) for name in NAMES}
    assert counts == {
        "colombia-2016": 13,
        "ethiopia-pretoria-2022": 21,
        "gaza-2025-01": 33,
        "gaza-2025-10": 17,
        "good-friday-1998": 8,
        "korea-armistice-1953": 13,
        "lebanon-2024-11": 24,
        "minsk-2015-02": 22,
        "south-sudan-2018": 9,
        "sudan-jeddah-2023": 12,
        "yemen-stockholm-2018": 14,
    }
    assert sum(counts.values()) == 186


@pytest.mark.parametrize("name", NAMES)
def test_expected_totals_are_the_sum_of_the_facts_given(name: str) -> None:
    """A total that a situation expects is what its own dated facts add up to by that day."""
    for s in situations(name):
        for e in s.expect:
            if e.total is not None:
                told = [
                    f.low or 0
                    for f in s.facts
                    if f.clause == e.clause
                    and not f.shared
                    and f.known_on <= s.known_at
                    and (f.on or f.known_on) <= s.as_of
                ]
                assert sum(told) == e.total, (s.name, e.clause)


def test_the_published_exchange_totals_hold() -> None:
    """25 living and 8 dead are 33; the rounds up to 21 February make 1,135 prisoners."""
    by_name = {s.name: s for s in situations("gaza-2025-01")}
    freed = next(s for s in by_name.values() if s.name.startswith("The detainees from Gaza"))
    assert sum(f.low or 0 for f in freed.facts if f.known_on <= "2025-02-21") == 1135
    out = next(s for s in by_name.values() if s.name.startswith("All 33"))
    dead = sum(f.low or 0 for f in out.facts if "bodies" in f.words)
    assert (sum(f.low or 0 for f in out.facts) - dead, dead) == (25, 8)


@pytest.mark.parametrize("name", NAMES)
def test_its_sources_are_told_as_prose_too(name: str) -> None:
    """sources.md names every clause with its sources, every doubt and every address."""
    told = (accord.find(name) / "sources.md").read_text("utf-8")
    a = loaded(name)
    for c in a.clauses:
        assert f"| {c.id} | {c.title} | {c.ref or '-'} | {', '.join(c.sources)} | {c.confidence} |" in told
        assert all(f"**{c.id}**: {doubt}" in told for doubt in c.doubts)
    assert all(s.address in told for s in a.sources)
