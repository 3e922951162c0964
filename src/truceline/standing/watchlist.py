"""What would settle each uncertain clause: the least evidence that would change it, tried out and ranked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from truceline.model.accord import Accord, Clause, ClauseKind, HolderRole, SignalKind
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.model.watching import Wanted, Watched
from truceline.standing.asked import Verdict
from truceline.standing.board import Board, added_up
from truceline.standing.dating import under
from truceline.standing.grounds import ADVERSE
from truceline.standing.names import called
from truceline.standing.observed import interest_of
from truceline.standing.plan import Plan
from truceline.standing.roles import role_of
from truceline.standing.shown import shown
from truceline.standing.sofar import target_of

__all__ = ["watch_list"]

K, E = SignalKind, EvidenceLevel
_STEPS = {
    E.SILENT: 0,
    E.NO_ACCESS: 0,
    E.CONTESTED: 1,
    E.ALLEGED: 1,
    E.SINGLE_ORIGIN: 2,
    E.CORROBORATED: 3,
    E.ESTABLISHED: 4,
}
_OPEN = {E.CONTESTED: 3, E.ALLEGED: 3, E.NO_ACCESS: 2, E.SILENT: 2, E.SINGLE_ORIGIN: 1}
_SETTLED = (State.ENDED, State.SUPERSEDED)
_COST = {
    HolderRole.OUTLET: 1,
    HolderRole.OBLIGOR: 2,
    HolderRole.COUNTERPART: 2,
    HolderRole.MEDIATOR: 2,
    HolderRole.VERIFIER: 3,
}
_DEED = ((K.PERFORMED, "that it is done"), (K.NOT_PERFORMED, "that it is not done"))
_BEGIN = ((K.BEGUN, "that it has begun"), (K.NOT_PERFORMED, "that it has not begun"))
_LASTING = ((K.OBSERVED_NONE, "that none was seen"), (K.BREACH_ALLEGED, "that it is broken"))
_KEPT_UP = ((K.PERFORMED, "that it is kept up"), (K.NOT_PERFORMED, "that it is not"))
_WORDS = 12
"""Words of a group that are given; the accord's watch rules have all."""
_MOST = 5


def watch_list(
    accord: Accord,
    signals: Iterable[Signal],
    as_of: str,
    known_at: str,
    reading: str | None = None,
) -> tuple[Watched, ...]:
    """The uncertain clauses, those first on which most hangs, each with the evidence that would change
    it most for least.

    Every piece of evidence is tried: what the clause would be shown as if that voice told each of two
    answers today. Evidence that would change nothing is left out. Nothing tried is kept.
    """
    board = Board.of(accord, signals, as_of, known_at)
    standings = {s.clause: s for s in board.standings(reading)}
    hanging = _hanging(accord)
    trial = _Trial(board, reading)
    out = []
    for clause in accord.clauses:
        s = standings[clause.id]
        if not _uncertain(clause, s):
            continue
        wanted = sorted(trial.wanted(clause, s), key=lambda w: (-w.gain / w.cost, w.cost, w.role, w.who))
        weight = _OPEN[s.evidence] + len(hanging[clause.id]) + (2 if _past_due(s) else 0)
        out.append(
            Watched(
                clause.id,
                clause.title,
                s,
                weight,
                _why(s, hanging[clause.id]),
                s.dates.due or s.dates.opens or accord.start,
                tuple(wanted[:_MOST]),
                clause.settles,
                _named(accord, clause),
                _words(accord, clause),
            )
        )
    return tuple(sorted(out, key=lambda w: (-w.weight, w.since, w.clause)))


def _uncertain(clause: Clause, s: Standing) -> bool:
    if clause.kind not in (ClauseKind.DUTY, ClauseKind.BAN) or s.confirmed or s.state in _SETTLED:
        return False
    if s.evidence not in _OPEN:
        return False
    return s.state is not State.NOT_DUE or s.evidence is E.CONTESTED


def _past_due(s: Standing) -> bool:
    return s.dates.due is not None and s.dates.due < s.as_of


def _why(s: Standing, hanging: Sequence[str]) -> str:
    words = [s.evidence.value.replace("_", " ")]
    if _past_due(s):
        words.append(f"its day, {s.dates.due}, has passed")
    if hanging:
        words.append(f"{', '.join(hanging)} hang{'s' if len(hanging) == 1 else ''} on it")
    return "; ".join(words)


class _Trial:
    """A board on which evidence is tried, clause by clause; what is tried is forgotten."""

    def __init__(self, board: Board, reading: str | None) -> None:
        self.board = board
        self.plan = Plan(board.accord, under(board.accord, reading))
        told = [s for own in board.signals.values() for s in own]
        happened = self.plan.happened(told)
        self.decided = self.plan.decide(board.tallies, board.as_of, board.known_at, happened)
        self.verdicts = {id: v for id, (_, v) in self.decided.items()}

    def wanted(self, clause: Clause, now: Standing) -> Iterator[Wanted]:
        """The evidence that would change the clause, voice by voice."""
        for who, role, entity in _voices(self.board.accord, clause):
            answers, gain = [], 0
            for kind, told in _questions(clause):
                then = self._if_told(clause, kind, who, role, entity)
                if (then.state, then.evidence) == (now.state, now.evidence):
                    continue
                seen = shown(then.state, then.evidence, [called(self.board.accord, p) for p in then.accusers])
                answers.append((told, f"{seen}, {then.evidence.value.replace('_', ' ')}"))
                gain = max(gain, _STEPS[then.evidence] - _STEPS[now.evidence])
            if gain > 0:
                entities = (entity,) if entity else ()
                yield Wanted(who, role.value, entities, tuple(answers), gain, _COST[role])

    def _if_told(
        self, clause: Clause, kind: SignalKind, who: str, role: HolderRole, entity: str | None
    ) -> Verdict:
        accord, board = self.board.accord, self.board
        party = interest_of(accord, entity)
        seen = role_of(accord, clause, entity, party, adverse=kind in ADVERSE) if entity else role
        amount = target_of(clause, board.as_of) if kind is K.PERFORMED else None
        tried = Signal(
            clause=clause.id,
            kind=kind,
            rule="tried",
            claim="tried",
            report="tried",
            spans=(clause.span,),
            origin="tried",
            holder=who,
            role=seen,
            party=party,
            entity=entity,
            on=board.as_of,
            known_on=board.known_at,
            low=amount,
            high=amount,
            dated=True,
            cumulative=True if amount is not None else None,
        )
        tally = added_up(clause, [*board.signals.get(clause.id, ()), tried])
        found = self.decided[clause.id][0]
        return self.plan.ask(clause, found, tally, board.as_of, board.known_at, self.verdicts)


def _questions(clause: Clause) -> tuple[tuple[SignalKind, str], ...]:
    if clause.kind is ClauseKind.BAN:
        return _LASTING
    if clause.deadline.begins:
        return _BEGIN
    if clause.deadline.kind in ("during", "recurring"):
        return _KEPT_UP
    return _DEED


def _voices(accord: Accord, clause: Clause) -> Iterator[tuple[str, HolderRole, str | None]]:
    """Who could tell of the clause: (name, role, entity). One of each sort is enough."""
    for v in (clause.verifiers or accord.verifiers)[:2]:
        yield called(accord, v), HolderRole.VERIFIER, v
    owing = [o for o in clause.obligors if o in (*accord.parties, *accord.bound)]
    for o in owing:
        yield f"{called(accord, o)}, by name", HolderRole.OBLIGOR, o
    for p in accord.parties:
        if p not in owing:
            yield f"{called(accord, p)}, by name", HolderRole.COUNTERPART, p
    for m in accord.mediators[:1]:
        yield called(accord, m), HolderRole.MEDIATOR, m
    yield "a report that goes back to nobody heard so far", HolderRole.OUTLET, None


def _hanging(accord: Accord) -> dict[str, tuple[str, ...]]:
    """By clause: those that wait for it, or go on only while it does."""
    out: dict[str, list[str]] = {c.id: [] for c in accord.clauses}
    for c in accord.clauses:
        needed = {*c.depends_on, c.deadline.condition_clause or ""}
        for id in needed & out.keys():
            out[id].append(c.id)
    return {id: tuple(own) for id, own in out.items()}


def _named(accord: Accord, clause: Clause) -> tuple[str, ...]:
    names = [called(accord, o) for o in clause.obligors if o != "unnamed"]
    return tuple(dict.fromkeys([*names, *([clause.place] if clause.place else [])]))


def _words(accord: Accord, clause: Clause) -> tuple[tuple[str, ...], ...]:
    """The groups of words of the first rule that listens for a deed of the clause."""
    kinds = (K.PERFORMED, K.BEGUN, K.BREACH_ALLEGED, K.NOT_PERFORMED)
    rules = [
        w
        for kind in kinds
        for w in accord.watches
        if w.clause == clause.id and w.signal is kind and w.patterns
    ]
    if not rules:
        return ()
    out = []
    for group in rules[0].patterns[0].all:
        plain = [called(accord, w[1:]) if w.startswith("@") else w for w in group if "~" not in w]
        out.append(tuple(dict.fromkeys(plain))[:_WORDS])
    return tuple(out)
