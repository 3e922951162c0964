"""What reports allege, as matters of the incident register: who alleges, where, when, of which clause.

Words are of one matter where they go back to one origin, or tell of a clause at one place
within a day of each other; words without a place, where one interest says them of one clause on one
day. A denial goes to the latest matter of its clause that somebody else alleges. People put words
to a matter, or keep them apart from it; that goes before any rule, and can be taken back.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from truceline.model.accord import Accord, HolderRole, SignalKind
from truceline.model.match import fold
from truceline.model.observation import Observation, Told
from truceline.model.standing import Signal
from truceline.standing.plan import first_day
from truceline.standing.tally import bears

__all__ = ["PREFIX", "Matter", "Word", "apart_from", "matters_of", "same_matter", "words_of"]

PREFIX = "alleged-"
"""Before the beginning of a claim's id: the name of a matter that reports opened."""
_REPLY = 10
"""Days within which a denial may answer an allegation."""
_NEAR = 1
"""Days between two accounts of one occurrence, at most."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one claim alleges, reports or denies."""

    claim: str
    kind: str
    """"allegation" (a breach is alleged), "report" (an occurrence is told) or "denial"."""
    told: Told
    clauses: tuple[str, ...]
    day: str
    """The day that the words give to it, else that on which they were said."""
    dated: bool
    places: tuple[str, ...]
    origin: str
    known_on: str
    outsider: bool
    """Whether whoever says so stands for no party."""
    interest: str

    @property
    def name(self) -> str:
        """What the matter is called that begins with these words."""
        return f"{PREFIX}{self.claim[:10]}"


@dataclass(frozen=True, slots=True)
class Matter:
    """Words about one matter; the first of them names it."""

    words: tuple[Word, ...]

    @property
    def name(self) -> str:
        return self.words[0].name

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(c for w in self.words for c in w.clauses))

    @property
    def places(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p for w in self.words for p in w.places))

    @property
    def days(self) -> tuple[str, str]:
        """First and last day: of the words that give one, where any does."""
        days = [w.day for w in self.words if w.dated and w.kind != "denial"]
        days = days or [w.day for w in self.words if w.kind != "denial"] or [w.day for w in self.words]
        return min(days), max(days)


def words_of(
    accord: Accord,
    signals: Iterable[Signal],
    places: Mapping[tuple[str, str], Sequence[str]],
    days: Mapping[tuple[str, str], str] | None = None,
) -> tuple[Word, ...]:
    """What the signals of reports allege, report or deny, one for each claim, in the order in which they
    could be known; nothing of before the agreement. `places` gives for (report, claim) the names of the
    places that its words name, `days` the one day that they name."""
    start = first_day(accord)
    kinds = {
        SignalKind.BREACH_ALLEGED: "allegation",
        SignalKind.INCIDENT: "report",
        SignalKind.DENIED: "denial",
    }
    by_claim: dict[tuple[str, str, str], list[Signal]] = defaultdict(list)
    for s in signals:
        if s.kind in kinds and bears(s, start):
            by_claim[(s.report, s.claim, kinds[s.kind])].append(s)
    out = []
    for (report, claim, kind), own in by_claim.items():
        if kind == "report" and (report, claim, "allegation") in by_claim:
            continue
        s = own[0]
        named = (days or {}).get((report, claim))
        day = named or s.on or s.known_on or ""
        if day < start:
            continue
        sided = s.role in (HolderRole.OBLIGOR, HolderRole.COUNTERPART)
        told = Told(s.holder, s.party, (s.on if s.dated else None) or s.known_on or day, report, s.spans[0])
        out.append(
            Word(
                claim,
                kind,
                told,
                tuple(sorted({x.clause for x in own})),
                day,
                s.dated or named is not None,
                tuple(places.get((report, claim), ())),
                s.origin,
                s.known_on or day,
                not sided,
                s.interest,
            )
        )
    return tuple(sorted(out, key=lambda w: (w.known_on, w.claim, w.kind)))


def matters_of(
    words: Sequence[Word], put: Mapping[str, str] | None = None, apart: Iterable[tuple[str, str]] = ()
) -> tuple[Matter, ...]:
    """The words by matter. `put` gives for a claim the name of the matter that a person put it to; `apart`
    are (claim, name of a matter) pairs that a person keeps apart."""
    chosen, never = dict(put or {}), {*apart}
    groups: list[list[Word]] = []
    of_claim: dict[str, list[Word]] = {}
    likely: dict[tuple[str, ...], list[list[Word]]] = defaultdict(list)

    def join(word: Word, group: list[Word] | None) -> None:
        if group is None:
            group = []
            groups.append(group)
        group.append(word)
        of_claim[word.claim] = group
        for key in _keys(word):
            if not any(g is group for g in likely[key]):
                likely[key].append(group)

    for word in sorted((w for w in words if w.kind != "denial"), key=lambda w: w.claim in chosen):
        named = next((g for c, g in of_claim.items() if chosen.get(word.claim) == f"{PREFIX}{c[:10]}"), None)
        found = named or next(
            (g for k in _keys(word) for g in likely[k] if _one(word, g) and not apart_from(word, g, never)),
            None,
        )
        join(word, found)
    for word in (w for w in words if w.kind == "denial"):
        named = next((g for c, g in of_claim.items() if chosen.get(word.claim) == f"{PREFIX}{c[:10]}"), None)
        group = named or _answered(word, groups, never)
        if group is not None:
            join(word, group)
    return tuple(Matter(tuple(g)) for g in groups)


def same_matter(matter: Matter, own: Sequence[Observation]) -> bool:
    """Whether observations of one incident tell of a matter: of a clause of it, at a place of it, within a
    day of it."""
    first, last = matter.days
    places = {fold(p).strip() for p in matter.places}
    for o in own:
        if not set(o.clauses) & set(matter.clauses):
            continue
        if first > _moved(o.until[:10], _NEAR) or last < _moved(o.since[:10], -_NEAR):
            continue
        here = fold(o.place)
        if any(p and f" {p} " in here for p in places) or fold(o.place).strip() in places:
            return True
    return False


def apart_from(word: Word, group: Iterable[Word], never: set[tuple[str, str]]) -> bool:
    """Whether a person keeps a word apart from a matter, or the matter from it."""
    return any((word.claim, w.name) in never or (w.claim, word.name) in never for w in group)


def _keys(word: Word) -> list[tuple[str, ...]]:
    """By what a word could meet others of its matter."""
    keys: list[tuple[str, ...]] = [("origin", word.origin, c) for c in word.clauses]
    for c in word.clauses:
        if word.places:
            days = [_moved(word.day, n) for n in range(-_NEAR, _NEAR + 1)]
            keys += [("place", c, fold(p), day) for p in word.places for day in days]
        else:
            keys.append(("said", c, word.interest, word.day))
    return keys


def _one(word: Word, group: Sequence[Word]) -> bool:
    """Whether a word is of the matter of a group that it met."""
    for w in group:
        if not set(w.clauses) & set(word.clauses):
            continue
        if w.origin == word.origin and w.day == word.day and (w.places == word.places or not w.outsider):
            return True
        if bool(w.places) != bool(word.places):
            continue
        if not w.places and w.interest == word.interest and w.day == word.day:
            return True
        shared = {fold(p) for p in w.places} & {fold(p) for p in word.places}
        if shared and abs(_day(w.day) - _day(word.day)).days <= _NEAR:
            return True
    return False


def _answered(word: Word, groups: Sequence[list[Word]], never: set[tuple[str, str]]) -> list[Word] | None:
    """The matter that a denial answers: of its clause, alleged by somebody else before it, at its place
    where it names one; the latest."""
    likely = []
    for group in groups:
        alleged = [w for w in group if w.kind == "allegation" and w.interest != word.interest]
        if not alleged or apart_from(word, group, never):
            continue
        first = min(w.known_on for w in alleged)
        if not any(set(w.clauses) & set(word.clauses) for w in alleged):
            continue
        if not first <= word.known_on <= _moved(first, _REPLY):
            continue
        places = {fold(p) for w in alleged for p in w.places}
        if word.places and places and not places & {fold(p) for p in word.places}:
            continue
        likely.append((max(w.known_on for w in alleged), group))
    return max(likely, key=lambda x: x[0])[1] if likely else None


def _day(day: str) -> dt.date:
    return dt.date.fromisoformat(day[:10])


def _moved(day: str, days: int) -> str:
    return (_day(day) + dt.timedelta(days=days)).isoformat()
