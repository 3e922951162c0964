"""What a person should look at first: claims by what depends on them.

For each clause it is asked what the board would say without a claim: of every claim that decides a
clause or is named on the way, on the whole board, where the case has up to `WHOLE` signals. In a larger one it is asked only
of claims that are the only word of their voice for a clause (what a party or body has said elsewhere
too stays said), and on a small board that holds, of each clause, the latest of each voice (`VOICES` of
a kind at most); there, a claim that only moves a date by being the first is not seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from truceline import standing
from truceline.case.looking import stands
from truceline.case.parts import Kind
from truceline.case.view import View
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.standing import Signal, Standing
from truceline.model.weighing import Verdict

__all__ = ["Change", "Waiting", "decided_claims", "effect", "queue", "turning", "without"]

WHOLE = 2000
VOICES = 40
ASKED = 150
"""Claims of which it is asked what the board would be without them, at most."""
DECIDES = (Decision.CONFIRM, Decision.CORRECT, Decision.REJECT)


@dataclass(frozen=True, slots=True)
class Change:
    """What a clause would read without a claim."""

    clause: str
    now: str
    then: str
    evidence_now: str = ""
    evidence_then: str = ""
    """How well it is known, where that was asked for."""

    @property
    def weight(self) -> int:
        """A change of the state weighs more than one of what is told beside it."""
        return 3 if self.now.partition(" (")[0] != self.then.partition(" (")[0] else 1


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim that waits for a person. `rank` 0: without it a clause would read otherwise; 1: it is among
    those that decide a clause; 2: it bears on a clause; 3: it gives an answer to a question on which
    answers differ; 4: any other."""

    claim: str
    report: str
    rank: int
    clauses: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    question: str = ""
    order: tuple[int, ...] = ()
    """What it is ordered by: smaller comes first."""


def decided_claims(decisions: Iterable[Judgement]) -> frozenset[str]:
    """The claims that a person confirmed, corrected or rejected."""
    return frozenset(j.subject for j in decisions if j.kind is SubjectKind.CLAIM and j.decision in DECIDES)


def queue(view: View, as_of: str, reading: str | None = None, deep: bool = True) -> tuple[Waiting, ...]:
    """Every claim of the view in the order in which a person should look at it, also those that a person
    has decided on (`decided_claims` tells which): what changes a standing first; within a rank those
    that more clauses hang on, more reports carry, and that came last go first. Without `deep`, a large
    board is not asked what it would be without a claim."""
    bears: dict[str, list[str]] = defaultdict(list)
    decides: dict[str, list[str]] = defaultdict(list)
    changes: dict[str, tuple[Change, ...]] = {}
    if view.accord is not None:
        for s in view.signals:
            if s.clause not in bears[s.claim]:
                bears[s.claim].append(s.clause)
        board = stands(view, as_of, reading)
        for one in board:
            for s in one.signals:
                if one.clause not in decides[s.claim]:
                    decides[s.claim].append(one.clause)
        few = len(view.signals) <= WHOLE
        if few or deep:
            changes = {t.claim: t.changes for t in turning(view, as_of, reading)}
    asked = _differing(view)
    carried = {m.claim: len(line.members) for line in view.lineages for m in line.members}
    days = {i: int((r.known_on or "0").replace("-", "")) for i, r in view.reports.items()}
    found = []
    for claim in view.claims:
        change, id = changes.get(claim.id, ()), claim.id
        rank = 0 if change else 1 if id in decides else 2 if id in bears else 3 if id in asked else 4
        clauses = tuple(decides.get(id) or bears.get(id) or ())
        weight = sum(c.weight for c in change)
        order = (rank, -weight, -len(clauses), -carried.get(id, 1), -days.get(claim.report, 0))
        found.append(Waiting(id, claim.report, rank, clauses, change, asked.get(id, ""), order))
    found.sort(key=lambda w: (w.order, w.claim))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Turns:
    """A claim, and the clauses that would read otherwise without it."""

    claim: str
    changes: tuple[Change, ...]


TURNS = Kind("turns", Turns, attrgetter("claim"), 16)


def turning(view: View, as_of: str, reading: str | None = None) -> tuple[Turns, ...]:
    """The claims of which it was asked what the board would be without them; of a large board only some."""
    if view.accord is None:
        return ()

    def made() -> list[Turns]:
        board = stands(view, as_of, reading)
        few = len(view.signals) <= WHOLE
        asked_of = _named(board) if few else _alone(view.signals, board)[:ASKED]
        return [Turns(c, x) for c, x in without(view, board, asked_of, as_of, reading).items()]

    return view.answer(TURNS, (as_of, reading), made)


def without(
    view: View, board: Sequence[Standing], claims: Sequence[str], as_of: str, reading: str | None
) -> dict[str, tuple[Change, ...]]:
    """For each of `claims`, the clauses that would read otherwise without it."""
    whole = len(view.signals) <= WHOLE
    small = view.signals if whole else _small(view.signals, board, set(claims), as_of)
    held: dict[str, set[str]] = defaultdict(set)
    for s in small:
        held[s.claim].add(s.clause)
    judged = [j for j in view.decisions if j.kind is SubjectKind.STANDING]

    def shown(signals: Iterable[Signal]) -> dict[str, str]:
        found = standing.stand(view.agreement, signals, as_of, view.known_at, reading, judged)
        return {s.clause: s.shown for s in found}

    now = shown(small)
    out: dict[str, tuple[Change, ...]] = {}
    for claim in claims:
        if claim not in held:
            continue
        then = shown(s for s in small if s.claim != claim)
        out[claim] = tuple(Change(c, now[c], then[c]) for c in now if now[c] != then[c])
    return out


def _named(board: Sequence[Standing]) -> list[str]:
    """The claims that decide a clause, or that a step on the way to its standing names."""
    named = (s for one in board for step in one.trace for s in step.signals)
    return list(dict.fromkeys([*(s.claim for one in board for s in one.signals), *(s.claim for s in named)]))


def _alone(signals: Sequence[Signal], board: Sequence[Standing]) -> list[str]:
    """The claims that decide a clause and are the only word of their voice for it, those of clauses with
    the fewest voices first."""
    said: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for s in signals:
        said[(s.clause, s.interest, s.kind.value)].add(s.claim)
    voices: dict[tuple[str, str], int] = defaultdict(int)
    for clause, _, kind in said:
        voices[(clause, kind)] += 1
    found: dict[str, int] = {}
    for one in board:
        for s in one.signals:
            if len(said[(s.clause, s.interest, s.kind.value)]) == 1:
                count = voices[(s.clause, s.kind.value)]
                found[s.claim] = min(count, found.get(s.claim, count))
    return sorted(found, key=lambda claim: (found[claim], claim))


def _small(
    signals: Sequence[Signal], board: Sequence[Standing], claims: set[str], as_of: str
) -> list[Signal]:
    """Of each clause the latest of each voice, and all of the claims asked about."""
    kept: set[int] = set()
    heard: set[tuple[str, str, str]] = set()
    count: dict[tuple[str, str], int] = defaultdict(int)
    deciding = {id(s) for one in board for s in one.signals}
    newest = sorted(signals, key=lambda s: (id(s) in deciding, s.known_on or "", s.claim), reverse=True)
    for s in newest:
        voice, kind = (s.clause, s.interest, s.kind.value), (s.clause, s.kind.value)
        if s.claim in claims:
            kept.add(id(s))
        elif (s.known_on or "") <= as_of and voice not in heard and count[kind] < VOICES:
            heard.add(voice)
            count[kind] += 1
            kept.add(id(s))
    return [s for s in signals if id(s) in kept]


def _differing(view: View) -> dict[str, str]:
    """The claims behind answers that differ, each with its question."""
    found: dict[str, str] = {}
    for f in view.weighing.findings:
        if f.verdict in (Verdict.CONTESTED, Verdict.DIFFERING):
            for value in f.values:
                for e in value.evidence:
                    if e.claim:
                        found.setdefault(e.claim, f.question)
    return found


def effect(
    view: View, claims: Sequence[str], decision: Decision, as_of: str, reading: str | None = None
) -> tuple[Change, ...]:
    """The clauses that would read otherwise if `claims` were all confirmed or all rejected, as far as
    their signals tell: lineages are taken as they are."""
    if view.accord is None:
        return ()
    chosen = set(claims)
    if decision is Decision.REJECT:
        other = [s for s in view.signals if s.claim not in chosen]
    else:
        other = [replace(s, confirmed=True) if s.claim in chosen else s for s in view.signals]
    judged = [j for j in view.decisions if j.kind is SubjectKind.STANDING]
    then = {s.clause: s for s in standing.stand(view.accord, other, as_of, view.known_at, reading, judged)}
    out = []
    for s in view.standings(as_of, reading):
        t = then[s.clause]
        if (s.shown, s.evidence) != (t.shown, t.evidence):
            out.append(Change(s.clause, s.shown, t.shown, s.evidence.value, t.evidence.value))
    return tuple(out)
