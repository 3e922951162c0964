"""Whose side somebody is on, as the reports of a case have it: where one report names a speaker and leaves open for whom he
speaks, the words of another tell.

Words count that name the side beside the name ("Orlu's army spokesman Ole Tolle"), and what two reports guess alike; where two
reports give two sides, nobody's stays nobody's. A name in short ("FVM", a last name) is joined to the one in the case that
bears it. A page that tells itself what somebody is ("Omar Sall, a baker") is told nothing by one that calls him something else:
they may be two of one name. The words that told it are kept with the claim.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from truceline.model.accord import Vocabulary
from truceline.model.match import fold
from truceline.model.reading import ANONYMOUS, Claim, Manner, Mention, MentionType, Reading
from truceline.model.span import Span

__all__ = ["Whose", "as_the_reports_have_it"]

T = TypeVar("T")
_DIRECT = frozenset(
    ("name", "by capitals", "apposition", "after a title", "beside a role", "another spelling")
)
"""How a mention came to its party where words beside the name tell it."""
_STEM = 5
"""How many letters make two words for an office alike."""
_NAMED = frozenset(("name", "short form"))
_SIDES = (MentionType.PARTY, MentionType.ORGANISATION)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one report tells of who is whose."""

    sides: tuple[tuple[str, str, Span], ...] = ()
    """(somebody, party, the words that say so)."""
    guessed: tuple[tuple[str, str, Span], ...] = ()
    """The same by an office alone ("Prime Minister Ole Tolle", on a page of one state)."""
    names: tuple[tuple[str, str, str, Span], ...] = ()
    """(name without article, entity, party, where) of sides."""
    speakers: tuple[tuple[int, str | None, str, str | None], ...] = ()
    """(number of a claim, who speaks, his name without article or "", his side) for those whom others may tell of."""
    described: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """What the report says that somebody is, in its nouns."""


@dataclass(slots=True)
class Whose:
    """What was worked out of single reports, kept while they are asked for again and again."""

    _told: dict[str, tuple[Reading, _Told]] = field(default_factory=dict)
    _made: dict[str, tuple[Reading, tuple[object, ...], Reading]] = field(default_factory=dict)
    _last: tuple[dict[str, Reading], dict[str, Reading]] = field(default_factory=lambda: ({}, {}))

    def of(self, readings: Mapping[str, Reading], vocabulary: Vocabulary | None = None) -> dict[str, Reading]:
        """The readings with the sides of those who speak, as far as other reports tell them; a reading of which nothing
        changes stays the very same."""
        was, made = self._last
        if len(was) == len(readings) and all(was.get(id) is r for id, r in readings.items()):
            return dict(made)
        known = _Known([self._of_one(id, r) for id, r in readings.items()], vocabulary)
        made = {id: self._with_sides(id, r, known) for id, r in readings.items()}
        self._last = dict(readings), made
        return dict(made)

    def _of_one(self, id: str, reading: Reading) -> _Told:
        was = self._told.get(id)
        if was is None or was[0] is not reading:
            was = self._told[id] = (reading, _told(reading))
        return was[1]

    def _with_sides(self, id: str, reading: Reading, known: _Known) -> Reading:
        told = self._told[id][1]
        found = {
            n: w for n, e, name, party in told.speakers if (w := known.of(e, name, party, told)) is not None
        }
        if not found:
            return reading
        key = tuple(found.items())
        was = self._made.get(id)
        if was is None or was[0] is not reading or was[1] != key:
            claims = tuple(_of(c, *found[n]) if n in found else c for n, c in enumerate(reading.claims))
            was = self._made[id] = (reading, key, replace(reading, claims=claims))
        return was[2]


def as_the_reports_have_it(
    readings: Iterable[Reading], vocabulary: Vocabulary | None = None
) -> list[Reading]:
    """Readings with the sides of those who speak, as far as they tell them of one another."""
    return list(Whose().of({r.report: r for r in readings}, vocabulary).values())


def _told(reading: Reading) -> _Told:
    mentions = [m for m in reading.mentions if m.entity and not m.entity.startswith(ANONYMOUS)]
    sides = [
        (m.entity, m.party, m.span)
        for m in mentions
        if m.entity and m.party and m.party != m.entity and m.why in _DIRECT
    ]
    said = {(c.entity, c.party): c.source for c in reversed(reading.claims) if _may_tell(c)}
    for (entity, party), span in said.items():
        if entity and party and span and any(_names(m, entity, party, span) for m in mentions):
            sides.append((entity, party, span))
    told = {(e, p) for e, p, _ in sides}
    names = {
        _plain(m.span.quote): (m.entity, m.party, m.span)
        for m in mentions
        if m.entity and m.party and m.type in _SIDES and m.why in _NAMED and _is_name(m)
    }
    return _Told(
        tuple(sides),
        tuple((e, p, span) for (e, p), span in said.items() if e and p and span and (e, p) not in told),
        tuple((name, *of) for name, of in names.items()),
        tuple(_speakers(reading)),
        _described(mentions),
    )


def _described(mentions: Iterable[Mention]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for m in mentions:
        if m.entity and m.described:
            found[m.entity] |= {*m.described}
    return dict(found)


def _speakers(reading: Reading) -> Iterator[tuple[int, str | None, str, str | None]]:
    for n, c in enumerate(reading.claims):
        if c.manner is Manner.OWN or c.anonymous or not c.holder or (c.party and c.party == c.entity):
            continue
        if c.entity is not None:
            yield n, c.entity, "", c.party
        elif c.party is None and c.holder[:1].isupper():
            yield n, None, _plain(c.holder), None


def _may_tell(c: Claim) -> bool:
    """Whether a claim is of somebody with a name, for a side that is not himself."""
    return not (c.manner is Manner.OWN or c.anonymous) and c.party != c.entity


def _names(m: Mention, entity: str, party: str, words: Span) -> bool:
    """Whether the words for a speaker name his side."""
    return m.party == party and m.entity != entity and words.covers(m.span)


def _is_name(m: Mention) -> bool:
    words = re.sub(r"^[Tt]he\s+", "", m.span.quote)
    return words[:1].isupper()


def _plain(words: str) -> str:
    return fold(words).strip().removeprefix("the ")


class _Known:
    """Whose everybody is, by all the reports of a case."""

    def __init__(self, told: Sequence[_Told], vocabulary: Vocabulary | None) -> None:
        sides: dict[str, dict[str, Span]] = defaultdict(dict)
        names: dict[str, dict[tuple[str, str], Span]] = defaultdict(dict)
        guessed: dict[str, dict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
        for one in told:
            for entity, party, span in one.sides:
                _first(sides[entity], party, span)
            for entity, party, span in one.guessed:
                guessed[entity][party].append(span)
            for name, entity, party, span in one.names:
                _first(names[name], (entity, party), span)
        self._described: dict[tuple[str, str], frozenset[str]] = defaultdict(frozenset)
        for one in told:
            for entity, party, _ in (*one.sides, *one.guessed):
                self._described[entity, party] |= one.described.get(entity, frozenset())
        for entity, alike in guessed.items():
            if entity not in sides and len(alike) == 1 and len(spans := next(iter(alike.values()))) > 1:
                sides[entity] = {next(iter(alike)): min(spans)}
        fixed = {e.id for e in vocabulary.entities} if vocabulary else set[str]()
        self._sides = {
            e: (e, *next(iter(of.items()))) for e, of in sides.items() if len(of) == 1 and e not in fixed
        }
        self._names = {
            name: (*who, span) for name, of in names.items() if len(of) == 1 for who, span in of.items()
        }

    def of(
        self, entity: str | None, name: str, party: str | None, page: _Told
    ) -> tuple[str, str, Span] | None:
        """Who a speaker of a page is, of which side, by which words of the case; None where that changes nothing."""
        found = self._sides.get(entity) if entity else self._names.get(name)
        if found is None or found[1] == party:
            return None
        here, there = page.described.get(found[0]), self._described.get(found[:2], frozenset())
        return None if here and not any(_alike(x, y) for x in here for y in there) else found


def _alike(one: str, other: str) -> bool:
    """Whether two nouns for an office may be forms of one ("spokesman", "spokeswoman"; "gen", "general")."""
    short = min(len(one), len(other), _STEM)
    return short > 2 and one[:short] == other[:short]


def _first(found: dict[T, Span], key: T, span: Span) -> None:
    """Keep the first of the words that say the same, whatever the order of the reports."""
    found[key] = min(found.get(key, span), span)


def _of(claim: Claim, entity: str, party: str, span: Span) -> Claim:
    chain = claim.chain
    if chain and chain[-1].name == claim.holder:
        chain = (*chain[:-1], replace(chain[-1], entity=entity, party=party))
    return replace(claim, entity=entity, party=party, party_by=span, chain=chain)
