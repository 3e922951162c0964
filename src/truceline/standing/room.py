"""What is known of each claim while a board is heard: whose it is, what it carries, where it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from truceline.model.accord import (
    Accord,
    Clause,
    HolderRole,
    SignalKind,
)
from truceline.model.match import fold
from truceline.model.reading import (
    Act,
    Block,
    Claim,
    Figure,
    LinkKind,
    Manner,
    Mention,
    When,
)
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage, Why
from truceline.standing.belongs import Here, Setting, abroad, nominals
from truceline.standing.carried import by_claim
from truceline.standing.nearest import Nearest
from truceline.standing.put import ADVERSE
from truceline.standing.roles import is_verifier, role_of
from truceline.standing.rules import Piece
from truceline.standing.sides import Sides

__all__ = ["Room"]

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")


class Room:
    """The claims with all that they carry, looked up by claim."""

    def __init__(
        self,
        accord: Accord,
        claims: list[Claim],
        figures: Iterable[Figure],
        times: Iterable[When],
        acts: Iterable[Act],
        lineages: Iterable[Lineage],
        known_on: Mapping[str, str],
        mentions: Iterable[Mention],
        confirmed: frozenset[str],
        blocks: Mapping[str, Sequence[Block]],
    ) -> None:
        self.accord = accord
        self.known_on = known_on
        self.confirmed = confirmed
        self.clauses = {c.id: c for c in accord.clauses}
        self.sharing = Counter(c.topic for c in accord.clauses)
        """How many clauses are about a topic: terms of several are retold of those alone that the words name."""
        self.texts = {fold(n).removeprefix(" the").strip() for n in accord.vocabulary.agreement_names}
        self.figures = by_claim(figures)
        self.times = by_claim(times)
        self.acts = by_claim(acts)
        self.mentions: dict[str, list[Mention]] = defaultdict(list)
        for m in mentions:
            self.mentions[m.span.report].append(m)
        here = Here(accord)
        self.settings = {r: Setting(here, self.mentions.get(r, ()), own) for r, own in blocks.items()}
        lineages = list(lineages)
        self.lineage = {(x.report, x.claim): line for line in lineages for x in line.members}
        own_words = {(c.report, c.id) for c in claims if c.manner is Manner.OWN}
        for line in lineages:
            of_a_side = (
                line.party and line.vouched and not (line.own_voice or line.agreement or line.withdrawn)
            )
            for x in line.members if of_a_side else ():
                # What an outlet tells in words of its own that are only like a side's is the outlet's word.
                if x.why is Why.SAME_STATEMENT and (x.report, x.claim) in own_words:
                    self.lineage.pop((x.report, x.claim), None)
        self.by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            self.by_report[claim.report].append(claim)
        self.told = {(c.report, c.id): c for c in claims}
        self.nominal = nominals(accord)
        self.nearest = Nearest(accord)
        self.sides = Sides(accord, self.nominal, self.by_report, self.mentions, blocks)
        self.abroad = frozenset(r for r, own in self.mentions.items() if abroad(accord, own))
        self._is_text: dict[str, bool] = {}
        self._roles: dict[tuple[str, bool, str | None, str | None], HolderRole] = {}

    def _speech(self, claim: Claim) -> tuple[Claim, Lineage | None] | None:
        """An outlet's own sentence as the word of the side whose speech it goes on with."""
        told = self.sides.speech(claim)
        if told is None:
            return None
        said = replace(told, id=claim.id, content=claim.content, modality=claim.modality, stance=claim.stance)
        return said, self.lineage.get((told.report, told.id))

    def _document(self, claim: Claim) -> bool:
        """Whether the claim goes back to a document, as when the agreement's terms are retold."""
        if claim.chain and claim.chain[-1].kind is LinkKind.DOCUMENT:
            return True
        holder = claim.holder
        if not holder:
            return False
        if holder not in self._is_text:
            self._is_text[holder] = fold(holder).removeprefix(" the").strip() in self.texts
        return self._is_text[holder]

    def _named(self, piece: Piece) -> list[Mention]:
        return self._named_in(piece.span)

    def _named_in(self, span: Span) -> list[Mention]:
        return [m for m in self.mentions.get(span.report, ()) if m.span.overlaps(span)]

    def made(
        self,
        claim: Claim,
        line: Lineage | None,
        clause: Clause,
        kind: SignalKind,
        rule: str,
        spans: tuple[Span, ...],
        role: HolderRole,
        counted: Figure | None = None,
        low: float | None = None,
        on: str | None = None,
    ) -> Signal:
        """A signal; `counted` is the figure that it tells, `low` its lower bound, `on` the day that the
        words give to the deed."""
        entity, party = self.holder(claim, line)
        outlet = claim.chain[0].name if claim.chain else ""
        return Signal(
            clause=clause.id,
            kind=kind,
            rule=rule,
            claim=claim.id,
            report=claim.report,
            spans=tuple(dict.fromkeys(spans)) if len(spans) > 1 else spans,
            origin=line.origin if line else f"{claim.report}:{claim.origin or claim.id}",
            holder=claim.holder or (line.holder or line.label if line else "") or outlet,
            role=role,
            party=party,
            entity=entity,
            anonymous=claim.anonymous,
            on=on or self._said(claim),
            known_on=self.known_on.get(claim.report),
            low=low,
            high=counted.high if counted else None,
            confirmed=claim.id in self.confirmed,
            dated=bool(on),
            cumulative=counted.cumulative if counted else None,
            measure=counted.measure if counted else None,
            rate=counted.rate if counted else None,
        )

    def _said(self, claim: Claim) -> str | None:
        """The day on which it was said, else the day from which it could be known."""
        said = claim.said_on if claim.said_on and _DAY.match(claim.said_on) else None
        return said[:10] if said else self.known_on.get(claim.report)

    def holder(self, claim: Claim, line: Lineage | None) -> tuple[str | None, str | None]:
        """Entity and party whose word it is; nobody's where the agreement is retold."""
        if (line is not None and line.agreement) or self._document(claim):
            return None, None
        told = line if line and not _own(claim, line) else None
        entity = claim.entity or (told.entity if told else None)
        party = claim.party or (told.party if told else None) or self.sides.of(claim)
        if party != entity and self.sides.gone(claim):
            return entity, None
        if entity is None and party is None and claim.holder and not _own(claim, line):
            known = self.nominal.get(fold(claim.holder).removeprefix(" the").strip())
            return known or (self.sides.watcher(claim), None)
        return entity, party

    def role(self, claim: Claim, line: Lineage | None, clause: Clause, kind: SignalKind) -> HolderRole:
        """Who speaks, seen from the clause. Where both parties owe it, each speaks of the other's
        failing as the other side does."""
        if _own(claim, line):
            return HolderRole.OUTLET
        entity, party = self.holder(claim, line)
        key = (clause.id, kind in ADVERSE, entity, party)
        role = self._roles.get(key)
        if role is None:
            role = role_of(self.accord, clause, entity, party, adverse=kind in ADVERSE)
            self._roles[key] = role
        if role is HolderRole.VERIFIER and not is_verifier(self.accord, clause, entity, self._said(claim)):
            return HolderRole.OTHER  # its mandate had ended
        return role


def _own(claim: Claim, line: Lineage | None) -> bool:
    """Whether the outlet says it in its own voice, and is no body that publishes its own word."""
    return claim.manner is Manner.OWN and claim.entity is None and (line is None or line.own_voice)
