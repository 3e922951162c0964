"""Whether a candidate is a place: its signs weighed, and the report's other uses of the name.

The weights were set by hand from how names behave (a name after a given name is a person's, a
name before its region is a town's); they are sums of log-odds in spirit, not trained.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from truceline.reading.places.candidates import Candidate
from truceline.reading.places.gazetteer import Kind

ENOUGH = 0.4
_SURE = 2.2
_FIRM = ("street", "after given", "a word")
_TOWN = {
    "contained": 6.0,
    "before region": 0.8,
    "located": 2.2,
    "way": 1.2,
    "local": 1.5,
    "modifies": 0.9,
    "of name": 1.3,
    "dateline": 5.0,
    "named": 1.5,
    "capitals": -2.0,
    "a body": -1.5,
    "part": -4.0,
    "listed": 1.0,
    "a word": -3.5,
    "a person": -3.5,
    "in a person": -3.0,
    "after given": -4.0,
    "after name": -2.4,
    "after hyphen": -0.6,
    "after body": -2.0,
    "surname": -3.0,
    "then name": -2.2,
    "then kind": -1.5,
    "then body": -0.2,
    "then title": 0.2,
    "in a body": -0.4,
    "of body": -0.2,
    "speaks": -2.2,
    "titled": -4.0,
    "given name": -1.2,
    "street": -4.5,
    "no name": -1.5,
    "opens": -0.3,
    "owns": -0.3,
}
_LAND = {
    "after given": -4.0,
    "after name": -1.5,
    "titled": -2.0,
    "then name": -0.4,
    "then body": -0.5,
    "street": -2.0,
    "surname": -2.0,
    "given name": -0.8,
    "a person": -0.6,
    "located": 1.0,
    "contained": 3.0,
    "modifies": 0.3,
    "speaks": -0.3,
    "no name": -0.4,
}
_HELD = {"modifies", "local", "then body", "then title", "then name", "then kind"}
"""What follows a name that "the" goes with."""
_WHERE = {"located", "contained", "local", "dateline"}
_WHO = {"titled", "after given", "speaks"}
_FEATURE = _LAND | {"in a body": -2.0, "then body": -1.5, "then name": -1.5}
_PEOPLE = _LAND | {"no name": 0.2, "after name": -0.9, "then body": -1.0, "a person": 0.0}


def weigh(c: Candidate) -> float:
    """How much the words around a candidate speak for a place."""
    if c.people:
        return 1.6 + sum(_PEOPLE.get(s, 0.0) for s in c.signs)
    if c.known:
        if c.kinds == {Kind.FEATURE}:
            return 2.4 + sum(_FEATURE.get(s, 0.0) for s in c.signs)
        return 2.9 + sum(_LAND.get(s, 0.0) for s in c.signs)
    people = max(p.population for p in c.places)
    size = max(-1.0, min(2.2, 0.6 * (math.log10(max(people, 100)) - 4.3)))
    own = -1.2 if all(p.alternate for p in c.places) else 0.0
    if c.run[1] - c.run[0] > 1 and " " in c.key:
        softer = sum(
            w * (0.5 if w < 0 and s not in ("street", "after given") else 1.0) for s, w in _signed(c)
        )
        return 1.6 + size * 0.5 + own + softer
    the = -1.5 if "the" in c.signs and not c.signs & _HELD else 0.0
    return size + own + the + sum(w for _, w in _signed(c))


def _signed(c: Candidate) -> Iterable[tuple[str, float]]:
    return ((s, _TOWN[s]) for s in sorted(c.signs) if s in _TOWN)


def judged(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates that are places."""
    same: dict[str, list[Candidate]] = defaultdict(list)
    for c in candidates:
        c.score = weigh(c)
        same[c.key].append(c)
    for group in same.values():
        if group[0].known:
            continue
        where = sum(bool(c.signs & _WHERE) and not c.signs & _WHO for c in group)
        if where > 1 and where > sum(bool(c.signs & _WHO) for c in group):
            for c in group:
                c.score -= sum(_TOWN[s] for s in ("surname", "a person") if s in c.signs)
        best = max(c.score for c in group)
        if best >= _SURE:
            for c in group:
                if not c.signs & {
                    "after given",
                    "in a person",
                    "street",
                    "titled",
                    "then name",
                    "after name",
                }:
                    c.score += 1.6
    return [c for c in candidates if c.score >= ENOUGH]
