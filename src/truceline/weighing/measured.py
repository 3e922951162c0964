"""How likely two measures are of one thing: the log-odds as a sum of what speaks for it and against it.

What no report tells weighs nothing. The weights (`packs/measured.yaml`) are those of a logistic regression on what
careful readers of reports on nineteen conflicts set side by side (`evals.measured` makes them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log

from truceline.weighing.answers import Answer
from truceline.weighing.packed import packed
from truceline.weighing.profile import places_met
from truceline.weighing.verdicts import overlap

_LONG = 365.0
"""What lasts so many days is one thing, however it is told."""
CONVERTED = 0.08
"""A measure told in another unit is rounded by so much."""
_INEXACTLY = 0.15


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: what is measured (`head`), and the words around it."""

    answer: Answer
    dimension: str
    unit: str
    head: str
    words: frozenset[str]
    days: frozenset[int]
    """The days that its claim tells."""
    on: str
    """The sentence it stands in, by its report and place."""
    places: frozenset[str]
    """The places that its claim names."""
    known: bool = False
    """Whether what is measured is told by a noun that the language is known to measure."""
    going_on: bool = False
    """Whether it is what goes on: its length grows from day to day."""


@cache
def weights() -> Mapping[str, float]:
    """What each sign weighs, by its name."""
    data = packed("measured.yaml")
    return {name: float(told) for name, told in data["weights"].items()} if data else {}


def likely(one: Measure, other: Measure) -> float:
    """The log-odds that two measures are of one thing."""
    known = weights()
    return known.get("start", 0.0) + sum(
        known.get(name, 0.0) * much for name, much in signs(one, other).items()
    )


def signs(one: Measure, other: Measure) -> dict[str, float]:
    """What tells that two measures are of one thing, or are not, and how much there is of it."""
    a, b = one.answer, other.answer
    found: dict[str, float] = {}
    met = meet(one, other)
    if one.head and one.head == other.head:
        found["head" if met else "head, not met"] = 1.0
    elif one.known and other.known:
        found["other head"] = 1.0
    elif (one.head and one.head in other.words) or (other.head and other.head in one.words):
        found["head told"] = 1.0
    mine, theirs = one.words | {one.head} - {""}, other.words | {other.head} - {""}
    shared = len(mine & theirs)
    found["words"] = float(min(shared, 5))
    found["share of words"] = shared / max(min(len(mine), len(theirs)), 4)
    if met:
        found["met"] = 1.0
        if one.dimension != "time":
            found["met, no time"] = 1.0
        exact = a.low == a.high and b.low == b.high and not (a.approximate or b.approximate)
        if exact and one.unit == other.unit:
            found["exactly"] = 1.0
        if one.unit != other.unit:
            found["other unit"] = 1.0
    elif a.size > 0 and b.size > 0:
        found["off"] = min(abs(log(a.size / b.size)), 3.0)
    if one.days & other.days:
        found["day"] = 1.0
    if a.asof is not None and b.asof is not None:
        found["days between"] = min(abs(a.asof - b.asof), 30) / 10
    if a.mode != b.mode:
        found["other mode"] = 1.0
    if a.span.report == b.span.report:
        found["one report" if not met else "one report, met"] = 1.0
        if one.on == other.on and not met:
            found["one sentence"] = 1.0
    if began_together(one, other):
        found["beginning"] = 1.0
    if a.line.origin == b.line.origin or (a.line.party and a.line.party == b.line.party):
        found["one teller"] = 1.0
    if one.dimension == "time" and max(a.size, b.size) >= _LONG:
        found["long"] = 1.0
    if one.dimension == "time":
        found["time"] = 1.0
    return found


def apart(one: Measure, other: Measure) -> bool:
    """Whether two measures are for certain of two things: lengths of what was at different places, two that no number
    meets in one report, or each of its own day."""
    a, b = one.answer, other.answer
    brief = one.dimension == "time" and max(a.size, b.size) < _LONG and not one.going_on
    if brief and one.places and other.places and not places_met(one.places, other.places):
        return True
    if meet(one, other):
        return False
    days = one.days and other.days and not one.days & other.days
    return a.span.report == b.span.report or bool(brief and days and a.mode == b.mode == "done")


def began_together(one: Measure, other: Measure) -> bool:
    """Whether two lengths of what goes on, each told on its own day, reach back to one beginning."""
    a, b = one.answer, other.answer
    if not (one.going_on and other.going_on) or a.asof is None or b.asof is None:
        return False
    apart = abs((a.asof - a.size) - (b.asof - b.size))
    return apart <= max(1.0, _INEXACTLY * max(a.size, b.size))


def meet(one: Measure, other: Measure) -> bool:
    """Whether one number can meet both."""
    if overlap(one.answer, other.answer) or began_together(one, other):
        return True
    a, b = (m.answer.size for m in (one, other))
    return one.unit != other.unit and abs(a - b) <= CONVERTED * max(a, b)
