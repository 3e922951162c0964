"""Who people said is one: every reading names them as one, so that every answer does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from truceline.errors import JudgementError
from truceline.model.accord import Vocabulary
from truceline.model.reading import Act, Claim, Link, Mention, MentionType, Participant, Reading

__all__ = ["Moved", "check_moved", "merged", "moved_by"]

FEW = 3
"""Holders named in an error; a preview has all."""
Held = TypeVar("Held", Claim, Link, Mention, Participant)


def merged(
    readings: Mapping[str, Reading], into: Mapping[str, str], vocabulary: Vocabulary | None
) -> dict[str, Reading]:
    """The readings with everybody under the id of whoever they were merged `into`, by name and by party.
    Readings that name none of them stay the very same."""
    if not into:
        return dict(readings)
    one = _One(into, readings.values(), vocabulary)
    return {id: one.reading(r) if one.touches(r) else r for id, r in readings.items()}


@dataclass(frozen=True, slots=True)
class Moved:
    """Statements that a merge gives to somebody else: whose they were, of which party, and whose they are then."""

    holder: str
    party: str | None
    to: str
    to_party: str | None
    into_party: bool
    """A person's, who would be the party itself."""
    statements: int


def moved_by(
    readings: Mapping[str, Reading], lead: str, others: Iterable[str], vocabulary: Vocabulary | None
) -> tuple[Moved, ...]:
    """What changes hands where the `others` are merged into `lead`, the most statements first."""
    then = merged(readings, dict.fromkeys(others, lead), vocabulary)
    people = {m.entity for r in readings.values() for m in r.mentions if m.type is MentionType.PERSON}
    found = Counter(
        (
            was.holder or "",
            was.party,
            now.holder or "",
            now.party,
            was.entity in people and now.entity == now.party,
        )
        for id, reading in readings.items()
        if then[id] is not reading
        for was, now in zip(reading.claims, then[id].claims, strict=True)
        if (was.entity, was.party) != (now.entity, now.party)
    )
    every = sorted(found.items(), key=lambda x: (-x[1], x[0][0], x[0][2]))
    return tuple(Moved(*who, statements=n) for who, n in every)


def check_moved(moved: Iterable[Moved], reason: str) -> None:
    """Raise `JudgementError` where statements of one party would be another's and nobody says why."""
    across = [m for m in moved if (m.party and m.party != m.to_party) or m.into_party]
    if across and not reason.strip():
        told = "; ".join(f"{m.statements} of {m.holder or 'nobody named'}" for m in across[:FEW])
        raise JudgementError(
            f"that makes statements of one the words of another, {across[0].to_party or 'of no party'}: {told}",
            mend="say with --why why they are one after all, or see all that it moves with --preview",
        )


class _One:
    def __init__(
        self, into: Mapping[str, str], readings: Iterable[Reading], vocabulary: Vocabulary | None
    ) -> None:
        self._into = into
        leads = set(into.values())
        known = [e for lead in leads if vocabulary and (e := vocabulary.entity(lead))]
        names: dict[str, Counter[str]] = {lead: Counter() for lead in leads}
        self._parties = {e.id: e.party for e in known if e.party}
        for r in readings:
            for c in r.claims:
                if c.entity in leads and c.holder:
                    names[c.entity][c.holder] += 1
            for party in (*(c.party for c in r.claims), *(m.party for m in r.mentions)):
                if party in into or party in leads:
                    lead = into.get(party or "", party or "")
                    self._parties.setdefault(lead, lead)
        self._names = {lead: min(n, key=lambda x: (-n[x], x)) for lead, n in names.items() if n}
        self._names |= {e.id: e.name for e in known if e.id not in self._names}

    def touches(self, r: Reading) -> bool:
        named = {i for m in r.mentions for i in (m.entity, m.party)}
        named |= {i for c in r.claims for i in (c.entity, c.party)}
        named |= {i for c in r.claims for link in c.chain for i in (link.entity, link.party)}
        return not named.isdisjoint(self._into)

    def reading(self, r: Reading) -> Reading:
        return replace(
            r,
            claims=tuple(self._claim(c) for c in r.claims),
            mentions=tuple(self._held(m) for m in r.mentions),
            acts=tuple(self._act(a) for a in r.acts),
        )

    def _held(self, held: Held) -> Held:
        entity, party = held.entity, held.party
        if entity not in self._into and party not in self._into:
            return held
        lead = self._into.get(entity or "")
        party = self._into.get(party or "", party)
        if lead in self._parties:
            party = self._parties[lead]
        return replace(held, entity=lead or entity, party=party)

    def _claim(self, claim: Claim) -> Claim:
        chain = tuple(self._link(link) for link in claim.chain)
        found = replace(self._held(claim), chain=chain) if chain != claim.chain else self._held(claim)
        name = self._names.get(found.entity or "") if found.entity != claim.entity else None
        return replace(found, holder=name) if name and not claim.anonymous else found

    def _link(self, link: Link) -> Link:
        found = self._held(link)
        name = self._names.get(found.entity or "") if found.entity != link.entity else None
        return replace(found, name=name) if name else found

    def _act(self, act: Act) -> Act:
        if self._into.keys().isdisjoint((*act.actor, *act.recipient)):
            return act
        return replace(
            act,
            actor=self._ids(act.actor),
            recipient=self._ids(act.recipient),
            actors=tuple(self._held(p) for p in act.actors),
            recipients=tuple(self._held(p) for p in act.recipients),
        )

    def _ids(self, ids: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._into.get(i, i) for i in ids))
