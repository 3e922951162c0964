"""Which claims are a signal for which clause: by the accord's watch rules, never by likeness.

A rule asks for words that stand together in one sentence of a claim, for topics, measures,
acts, places, and for how the claim is put and who puts it. Where it leaves modality or stance
open, the kind of signal asks: a deed must be told as fact, a plan is a promise at most. A
claim that retells the agreement's own terms says what is owed, whatever its verbs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from truceline.model.accord import (
    UNDONE,
    Accord,
    Clause,
    ClauseKind,
    HolderRole,
    SignalKind,
    Watch,
)
from truceline.model.reading import (
    Act,
    Block,
    Claim,
    Figure,
    Manner,
    Mention,
    Modality,
    Stance,
    When,
)
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage
from truceline.standing.amounts import widened
from truceline.standing.answering import Answers
from truceline.standing.belongs import elsewhere, with_another
from truceline.standing.charging import charges, each_side, in_return, mutual
from truceline.standing.daytold import day_told
from truceline.standing.figured import amounts_in
from truceline.standing.fitted import accuses, foremost, part_alone, whole
from truceline.standing.listen import Heard, Hit
from truceline.standing.nearest import NEAREST
from truceline.standing.put import ADVERSE, DEEDS, DENIED, GUARDED, MODALITIES, PLANNED, STANCES, TELLING
from truceline.standing.room import Room
from truceline.standing.rules import Piece, rules_of, untold

__all__ = ["Heard", "signals"]

K, M, S = SignalKind, Modality, Stance

_ANSWERS = attrgetter("answers")
_OF_SPEECH = frozenset({K.BREACH_ALLEGED, K.NOT_PERFORMED, K.DENIED})
"""What a side is heard to say in sentences that name nobody, where they go on with its speech."""
_OF_TWO = frozenset({K.BREACH_ALLEGED, K.DENIED, K.REFUSED})
"""What one side lays at the other's door, or says to that."""
_IN_PASSING = frozenset({K.DUTY_STATED, K.SPOKEN_OF})


def signals(
    accord: Accord,
    claims: Iterable[Claim],
    figures: Iterable[Figure],
    times: Iterable[When],
    acts: Iterable[Act],
    lineages: Iterable[Lineage],
    known_on: Mapping[str, str],
    mentions: Iterable[Mention] = (),
    confirmed: Collection[str] = (),
    heard: Heard | None = None,
    blocks: Mapping[str, Sequence[Block]] | None = None,
) -> tuple[Signal, ...]:
    """What the claims mean for the clauses of the accord, each by a named rule, with its words.

    `known_on` gives for each report id the day from which it could be known; `mentions` let
    rules ask for an entity by any of its names; `confirmed` are ids of claims that a person
    confirmed. Claims of lineages that are not vouched for, and claims with nobody behind
    them, give none; nor do words about another conflict, as the `blocks` (paragraphs) of each report
    show it. `heard` keeps what the rules found for the next call with the same claims.
    """
    claims = list(claims)
    room = _Listening(
        accord, claims, figures, times, acts, lineages, known_on, mentions, frozenset(confirmed), blocks or {}
    )
    rules, heard, pages = rules_of(accord.watches), heard or Heard(), blocks or {}
    hits = {
        report: iter(heard.hits(report, rules, own, room.mentions.get(report, ()), pages.get(report, ())))
        for report, own in room.by_report.items()
    }
    answers = Answers(accord, claims, room)
    return tuple(
        s for claim in claims for s in answers.of(claim, room.meant(claim, next(hits[claim.report])))
    )


class _Listening(Room):
    """The claims, listened to one by one."""

    def meant(self, claim: Claim, hits: Iterable[Hit]) -> Iterable[Signal]:
        """The signals of a claim, given what the rules found in it."""
        line = self.lineage.get((claim.report, claim.id))
        if line is not None and not line.vouched:
            return ()
        found: dict[tuple[str, SignalKind, bool, str | None], Signal] = {}
        retold = (line is not None and line.agreement) or self._document(claim)
        setting = self.settings.get(claim.report)
        named: set[str] = set()
        speech = self._speech(claim)
        hits = [*hits]
        for piece, fitting in hits:
            named.update(w.clause for w in fitting)
            if setting is not None and setting.elsewhere(piece.span):
                continue
            watches = sorted(foremost(fitting), key=_ANSWERS)
            undone = {w.id for w in watches}
            for watch in watches:
                if f"{watch.id}{UNDONE}" in undone:
                    continue  # what is told as not done is not told as done in the same words
                who, whose = speech if speech and watch.signal in _OF_SPEECH else (claim, line)
                for figure, day in self._amounts(claim, piece, watch):
                    made = self._signal(who, whose, piece, watch, retold, figure, day)
                    if made is None and speech:
                        made = self._signal(claim, line, piece, watch, retold, figure, day)
                    for signal in (
                        ()
                        if made is None
                        else each_side(self.accord, self.clauses[made.clause], claim, watch, made)
                    ):
                        key = (
                            signal.clause,
                            signal.kind,
                            signal.shared,
                            signal.party if watch.mutual else day,
                        )
                        kept = found.get(key)
                        if kept is None or (kept.low is None and signal.low is not None):
                            found[key] = signal
        if retold or (claim.modality is M.OBLIGATION and claim.manner is Manner.OWN):
            for clause in self.accord.clauses:
                retells = clause.id in named or self.sharing[clause.topic] == 1
                owed = retells and clause.topic in claim.topics
                if owed and (clause.id, K.DUTY_STATED, False, None) not in found:
                    role = self.role(claim, line, clause, K.DUTY_STATED)
                    found[(clause.id, K.DUTY_STATED, False, None)] = self.made(
                        claim, line, clause, K.DUTY_STATED, "terms-retold", claim.content, role
                    )
        if all(s.kind in _IN_PASSING for s in found.values()):
            near = self._nearest(claim, line, [p for p, _ in hits], retold)
            for s in near:
                found.setdefault((s.clause, s.kind, False, None), s)
        return in_return(found.values())

    def _nearest(
        self,
        claim: Claim,
        line: Lineage | None,
        pieces: Iterable[Piece],
        retold: bool,
    ) -> Iterator[Signal]:
        """What a claim tells in which no rule hears a deed, a failing or a plan: of the clause for which its words
        speak most."""
        setting = self.settings.get(claim.report)
        key = (claim.report, claim.id)
        times, figures = self.times.get(key, ()), self.figures.get(key, ())
        for piece in () if retold else pieces:
            if piece.cued or (setting is not None and setting.elsewhere(piece.span)):
                continue
            if elsewhere(self.accord, self._named(piece)):
                continue
            for told in self.nearest.told(claim, piece, self.holder(claim, line)[1], figures):
                clause = self.clauses[told.clause]
                role = self.role(claim, line, clause, told.kind)
                if told.admitted:
                    role = HolderRole.OBLIGOR
                elif told.kind is K.BREACH_ALLEGED and role not in (
                    HolderRole.COUNTERPART,
                    HolderRole.VERIFIER,
                ):
                    continue
                on = day_told(self.accord.start, piece, times, figures, None, self._said(claim), told.kind)
                rule = f"{NEAREST}{told.kind.value}"
                yield self.made(claim, line, clause, told.kind, rule, (piece.span,), role, on=on)

    def _amounts(self, claim: Claim, piece: Piece, watch: Watch) -> list[tuple[Figure | None, str | None]]:
        """The amounts that a rule asks for, each with its own day; one without where it asks for none."""
        if not watch.measures:
            return [(None, None)]
        key = (claim.report, claim.id)
        times, figures = self.times.get(key, ()), self.figures.get(key, ())
        clause = self.clauses.get(watch.clause)
        parts = len(clause.quantity.parts) if clause and clause.quantity else 0
        known = self.accord.vocabulary.measures
        return [*amounts_in(watch, piece, figures, times, self._said(claim), parts, known)]

    def _signal(
        self,
        claim: Claim,
        line: Lineage | None,
        piece: Piece,
        watch: Watch,
        retold: bool,
        figure: Figure | None,
        day: str | None,
    ) -> Signal | None:
        clause = self.clauses.get(watch.clause)
        if clause is None:
            return None
        if watch.topics and not set(watch.topics) & set(claim.topics):
            return None
        act = self._act(claim, piece, watch)
        if watch.acts and act is None:
            return None
        if watch.actors and not self._acted(watch, act, piece):
            return None
        if watch.places and not {*piece.entities, act.place if act else None} & set(watch.places):
            return None
        kind = self._kind(claim, watch, act, figure, retold, piece)
        if kind is None or (clause.kind is ClauseKind.BAN and elsewhere(self.accord, self._named(piece))):
            return None
        if claim.manner is Manner.UNSOURCED and kind is not K.DUTY_STATED:
            return None
        role = self.role(claim, line, clause, kind)
        if kind is K.BREACH_ALLEGED and not accuses(claim, piece, watch, role):
            kind = K.INCIDENT
            role = self.role(claim, line, clause, kind)
        each = mutual(claim, watch)
        if each and claim.source:
            named = self._named_in(claim.source)
            if elsewhere(self.accord, named) or with_another(self.accord, claim.source, named):
                return None  # two others accuse each other
        if kind in _OF_TWO and claim.report in self.abroad:
            return None
        by, told = self.holder(claim, line)[1], self.figures.get((claim.report, claim.id), ())
        if watch.foes and not (
            each or charges(self.accord, self.nominal, clause, by, claim, piece, watch, told)
        ):
            return None
        if watch.holders and not each and kind is not K.DUTY_STATED and role not in watch.holders:
            return None
        if kind in (K.BREACH_ALLEGED, K.INCIDENT) and self.nearest.no_charge(piece):
            return None
        if kind is K.REFUSED and not self._refuses(claim, piece, watch, clause, role):
            return None
        if kind in ADVERSE and claim.nested_in and self._mouthed(claim, clause):
            return None
        if kind in ADVERSE and (kind is not watch.signal or role not in watch.holders):
            # An admission or a finding weighs so much that a rule must name who can make it, or the words must.
            if role is HolderRole.OBLIGOR:
                return None
            if role is HolderRole.VERIFIER and not (
                kind is K.BREACH_ALLEGED
                and self.nearest.finds(claim, piece, self.figures.get((claim.report, claim.id), ()))
            ):
                role = HolderRole.OTHER
        counted = figure if kind is watch.signal else None
        if counted and counted.cumulative and (counted.window or self.accord.start) < self.accord.start:
            counted = replace(counted, cumulative=None)  # counted, or held, since long before the agreement
        low = (counted.low if counted.low is not None else counted.best) if counted else None
        owed = clause.quantity.value if clause.quantity is not None else None
        if watch.amount is not None and owed and (low or 0) < watch.amount * owed:
            return None
        spans = (piece.span, *((figure.span,) if figure else ()), *((act.span,) if act else ()))
        key = (claim.report, claim.id)
        times, figures = self.times.get(key, ()), self.figures.get(key, ())
        on = day or day_told(self.accord.start, piece, times, figures, act, self._said(claim), kind)
        if on and counted and counted.cumulative and (counted.window or "").startswith(on):
            on = None  # since when it is counted, not by when it was done
        if kind is K.PERFORMED and low is None and whole(clause, piece, watch):
            kind = K.COMPLETED
        elif kind is K.PERFORMED and part_alone(clause, piece, watch, figures):
            kind = K.BEGUN
        made = self.made(claim, line, clause, kind, watch.id, spans, role, counted, low, on)
        if retold and kind is K.NOT_PERFORMED and claim.chain:
            made = replace(made, holder=claim.chain[0].name, role=HolderRole.OUTLET)
        if counted is None or not (counted.approximate or watch.shared):
            return made
        low, high = widened(low, counted.high) if counted.approximate else (low, counted.high)
        return replace(made, low=low, high=high, shared=watch.shared)

    def _refuses(self, claim: Claim, piece: Piece, watch: Watch, clause: Clause, role: HolderRole) -> bool:
        """Whether it is the deed that is refused, and by somebody who owes it: who refuses is the holder, or, where
        others tell it, somebody named beside. Who refuses to comment refuses nothing."""
        if untold(watch, piece, len(piece.folded)):
            return False
        if role is HolderRole.OBLIGOR or claim.stance is S.REFUSES:
            return role is HolderRole.OBLIGOR or claim.manner is Manner.OWN
        owing = {o for o in clause.obligors if self.accord.actor(o)}
        named = {of for noun, (_, of) in self.nominal.items() if f" {noun} " in piece.folded}
        return not owing or not owing.isdisjoint({*piece.entities, *piece.named, *named})

    def _mouthed(self, claim: Claim, clause: Clause) -> bool:
        """Whether one who owes a clause only tells what unnamed others say of it ("they say that we have kept the guns"):
        it is nobody's word against him."""
        line = self.lineage.get((claim.report, claim.id))
        outer = self.told.get((claim.report, claim.nested_in or ""))
        if outer is None or self.holder(claim, line) != (None, None):
            return False
        return self.holder(outer, self.lineage.get((outer.report, outer.id)))[1] in clause.obligors

    def _kind(
        self, claim: Claim, watch: Watch, act: Act | None, figure: Figure | None, retold: bool, piece: Piece
    ) -> SignalKind | None:
        """The kind of signal that the claim can be at most, None where it is none."""
        kind = watch.signal
        modality = act.modality if act is not None else claim.modality
        if retold:  # what was not done is told by who retells the terms, never by them
            return kind if kind is K.NOT_PERFORMED and claim.manner is not Manner.DIRECT else K.DUTY_STATED
        if piece.question:
            return None
        if kind in DEEDS and M.OBLIGATION in {modality, claim.modality} - {*watch.modalities}:
            return K.DUTY_STATED
        if kind is K.SPOKEN_OF and modality in PLANNED:
            return K.DUTY_STATED  # what is to come tells what is owed, not how it is kept
        if claim.stance is S.DENIES and kind in DENIED:
            kind = DENIED[kind]
        allowed = watch.modalities or MODALITIES[kind]
        if watch.undone_by and not watch.modalities and kind in (*DEEDS, *ADVERSE):
            allowed = GUARDED - {M.FUTURE} if kind in (K.SUSPENDED, K.BREACH_ALLEGED) else GUARDED
        if modality not in allowed or (kind in DEEDS and claim.modality not in allowed):
            return None
        if claim.stance not in (watch.stances or STANCES.get(kind, TELLING)):
            return None
        if kind in DEEDS and act is not None and (act.refused or act.denied):
            return None
        if kind in DEEDS and figure is not None and figure.mode != "done":
            return K.DUTY_STATED if figure.mode == "planned" else None
        return kind

    def _act(self, claim: Claim, piece: Piece, watch: Watch) -> Act | None:
        if not watch.acts:
            return None
        for act in self.acts.get((claim.report, claim.id), ()):
            names = {act.root, f"{act.root}/{act.mode}"}
            fits = names & set(watch.acts) and act.span.overlaps(piece.span)
            if fits and (not watch.actors or set(act.actor) & set(watch.actors)):
                return act
        return None

    @staticmethod
    def _acted(watch: Watch, act: Act | None, piece: Piece) -> bool:
        wanted = set(watch.actors)
        return bool(wanted & set(act.actor)) if act is not None else bool(wanted & set(piece.entities))
