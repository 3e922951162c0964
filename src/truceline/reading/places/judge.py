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
from truceline.reading.places.signs import Sign

ENOUGH = 0.1
_SURE = 2.2
_FIRM = (Sign.STREET, Sign.AFTER_GIVEN, Sign.A_WORD, Sign.A_BODY)
"""Signs that weigh as much against a name of several words."""
_TOWN = {
    Sign.CONTAINED: 6.0,
    Sign.BEFORE_REGION: 0.8,
    Sign.LOCATED: 2.2,
    Sign.WAY: 1.2,
    Sign.LOCAL: 1.5,
    Sign.MODIFIES: 0.9,
    Sign.OF_NAME: 1.3,
    Sign.DATELINE: 5.0,
    Sign.NAMED: 1.5,
    Sign.CAPITALS: -2.0,
    Sign.A_BODY: -3.5,
    Sign.PART: -4.0,
    Sign.LISTED: 1.0,
    Sign.A_WORD: -4.0,
    Sign.A_PERSON: -3.5,
    Sign.IN_A_PERSON: -3.0,
    Sign.AFTER_GIVEN: -4.0,
    Sign.AFTER_NAME: -2.4,
    Sign.AFTER_HYPHEN: -0.6,
    Sign.AFTER_BODY: -2.0,
    Sign.SURNAME: -3.0,
    Sign.THEN_NAME: -2.2,
    Sign.THEN_KIND: -1.5,
    Sign.THEN_BODY: -0.2,
    Sign.THEN_TITLE: 0.2,
    Sign.IN_A_BODY: -0.4,
    Sign.OF_BODY: -0.2,
    Sign.SPEAKS: -2.2,
    Sign.TITLED: -4.0,
    Sign.GIVEN_NAME: -1.2,
    Sign.STREET: -4.5,
    Sign.NO_NAME: -1.5,
    Sign.OPENS: -0.3,
    Sign.OWNS: -0.3,
}
_LAND = {
    Sign.AFTER_GIVEN: -4.0,
    Sign.AFTER_NAME: -1.5,
    Sign.TITLED: -2.0,
    Sign.THEN_NAME: -0.4,
    Sign.THEN_BODY: -0.5,
    Sign.STREET: -2.0,
    Sign.SURNAME: -2.0,
    Sign.GIVEN_NAME: -0.8,
    Sign.A_PERSON: -0.6,
    Sign.LOCATED: 1.0,
    Sign.CONTAINED: 3.0,
    Sign.MODIFIES: 0.3,
    Sign.SPEAKS: -0.3,
    Sign.NO_NAME: -0.4,
}
_HELD = {Sign.MODIFIES, Sign.LOCAL, Sign.THEN_BODY, Sign.THEN_TITLE, Sign.THEN_NAME, Sign.THEN_KIND}
"""What follows a name that Sign.THE goes with."""
_WHERE = {Sign.LOCATED, Sign.CONTAINED, Sign.LOCAL, Sign.DATELINE}
_WHO = {Sign.TITLED, Sign.AFTER_GIVEN, Sign.SPEAKS}
_FEATURE = _LAND | {Sign.IN_A_BODY: -2.0, Sign.THEN_BODY: -1.5, Sign.THEN_NAME: -1.5}
_PEOPLE = _LAND | {Sign.NO_NAME: 0.2, Sign.AFTER_NAME: -0.9, Sign.THEN_BODY: -1.0, Sign.A_PERSON: 0.0}


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
        softer = sum(w * (0.5 if w < 0 and s not in _FIRM else 1.0) for s, w in _signed(c))
        return 1.6 + size * 0.5 + own + softer
    the = -1.5 if Sign.THE in c.signs and not c.signs & _HELD else 0.0
    return size + own + the + sum(w for _, w in _signed(c))


def _signed(c: Candidate) -> Iterable[tuple[Sign, float]]:
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
                c.score -= sum(_TOWN[s] for s in (Sign.SURNAME, Sign.A_PERSON) if s in c.signs)
        best = max(c.score for c in group)
        if best >= _SURE:
            for c in group:
                if not c.signs & {
                    Sign.AFTER_GIVEN,
                    Sign.IN_A_PERSON,
                    Sign.STREET,
                    Sign.TITLED,
                    Sign.THEN_NAME,
                    Sign.AFTER_NAME,
                }:
                    c.score += 1.6
    pairs = [(c.beside, c) for c in candidates if c.beside is not None]
    for known, c in (*pairs, *((c, x) for x, c in reversed(pairs))):
        if known.score >= ENOUGH and not known.people and not c.known and Sign.LISTED not in c.signs:
            c.signs.add(Sign.LISTED)
            c.score += _TOWN[Sign.LISTED]
    return [c for c in candidates if c.score >= ENOUGH]
