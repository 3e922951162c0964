"""What would settle each uncertain clause: the least evidence that would change it, tried out and ranked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from truceline.model.accord import Accord, Clause, ClauseKind, HolderRole, Pattern, SignalKind
from truceline.model.match import matches
from truceline.model.report import Report
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.model.watching import Met, Sought, Wanted, Watched
from truceline.standing.asked import Verdict
from truceline.standing.board import Board, added_up
from truceline.standing.dating import under
from truceline.standing.grounds import ADVERSE
from truceline.standing.names import called, seen
from truceline.standing.observed import interest_of
from truceline.standing.pieces import sentences
from truceline.standing.plan import Plan
from truceline.standing.roles import role_of
from truceline.standing.sofar import target_of

__all__ = ["met", "watch_list"]

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
_DEED = "Has it been done, and on which day?", ((K.PERFORMED, "done"), (K.NOT_PERFORMED, "not done"))
_BEGIN = "Has it begun, and on which day?", ((K.BEGUN, "begun"), (K.NOT_PERFORMED, "not begun"))
_LASTING = (
    "Was it broken, where and when?",
    ((K.OBSERVED_NONE, "none was seen"), (K.BREACH_ALLEGED, "broken")),
)
_KEPT_UP = (
    "Is it being kept up, and since when?",
    ((K.PERFORMED, "kept up"), (K.NOT_PERFORMED, "not kept up")),
)
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


def met(sought: Sequence[Sought], reports: Iterable[Report], signals: Iterable[Signal]) -> tuple[Met, ...]:
    """The items of a watch-list that reports meet, by report, then in the order of the list: first by what the
    accord's rules heard of the clause, else by a sentence in which the words that were looked for stand.

    A report that could be known only before the day from which an item is wanted does not meet it; one that only says
    what is owed, or speaks of the clause and tells nothing, meets it by its words alone.
    """
    heard: dict[tuple[str, str], list[Signal]] = defaultdict(list)
    for s in signals:
        if s.kind not in (K.DUTY_STATED, K.SPOKEN_OF) and s.spans:
            heard[(s.report, s.clause)].append(s)
    out = []
    for report in reports:
        for item in sought:
            if report.known_on is not None and report.known_on < item.since:
                continue
            told = [s for s in heard[(report.id, item.clause)] if (s.on or item.since) >= item.since]
            best = min(told, key=lambda s: (s.entity not in item.entities, s.spans[0].start), default=None)
            if best is not None:
                asked = best.entity is not None and best.entity in item.entities
                out.append(
                    Met(report.id, item.clause, item.title, best.spans[0], best.kind, best.holder, asked)
                )
            elif (span := _with_words(report, item.words)) is not None:
                out.append(Met(report.id, item.clause, item.title, span))
    return tuple(out)


def _with_words(report: Report, groups: tuple[tuple[str, ...], ...]) -> Span | None:
    """The first sentence in which a word of each group stands."""
    if not groups:
        return None
    pattern = Pattern(all=groups)
    for first, last in sentences(report.text):
        words = report.text[first:last]
        if matches(pattern, words):
            return Span(report.id, first, last, words)
    return None


def _uncertain(clause: Clause, s: Standing) -> bool:
    if clause.kind not in (ClauseKind.DUTY, ClauseKind.BAN) or s.confirmed or s.state in _SETTLED:
        return False
    if s.evidence not in _OPEN:
        return False
    return s.state is not State.NOT_DUE or s.evidence is E.CONTESTED


def _past_due(s: Standing) -> bool:
    return s.dates.due is not None and s.dates.due < s.as_of


def _why(s: Standing, hanging: Sequence[str]) -> str:
    words = [s.grade]
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
        question, kinds = _asked(clause, self.board.as_of)
        for who, role, entity in _voices(self.board.accord, clause):
            answers, gain = [], 0
            for kind, told in kinds:
                then = self._if_told(clause, kind, who, role, entity)
                if (then.state, then.evidence) == (now.state, now.evidence):
                    continue
                answers.append((told, self._would_stand(clause, then)))
                gain = max(gain, _STEPS[then.evidence] - _STEPS[now.evidence])
            if gain > 0:
                entities = (entity,) if entity else ()
                how = _BY_NAME.get(role, who).format(who)
                yield Wanted(how, role.value, entities, tuple(answers), gain, _COST[role], question)

    def _would_stand(self, clause: Clause, then: Verdict) -> str:
        """How the clause would be shown; where the word alone does not tell the answer, with what would be told
        beside it and is not told now."""
        noted = {*self.decided[clause.id][1].note.split("; "), ""}
        open_ = then.state in (State.IN_EFFECT, State.NOT_DUE, State.DUE)
        more = [n for n in then.note.split("; ") if open_ and n not in noted]
        stands = seen(self.board.accord, clause.id, then)
        return f"{stands} ({'; '.join([*more, then.evidence.value.replace('_', ' ')])})"

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


_BY_NAME = {
    HolderRole.OBLIGOR: "{}, in a statement by name",
    HolderRole.COUNTERPART: "{}, in a statement by name",
    HolderRole.OUTLET: "any report that goes back to nobody heard so far",
}


def _asked(clause: Clause, as_of: str) -> tuple[str, tuple[tuple[SignalKind, str], ...]]:
    """What to ask of a clause, and the answers that are tried."""
    if clause.kind is ClauseKind.BAN:
        return _LASTING
    if clause.deadline.begins:
        return _BEGIN
    if clause.deadline.kind in ("during", "recurring"):
        return _KEPT_UP
    question, kinds = _DEED
    target = target_of(clause, as_of)
    return (question.replace("done", f"done in full ({target:g})") if target else question), kinds


def _voices(accord: Accord, clause: Clause) -> Iterator[tuple[str, HolderRole, str | None]]:
    """Who could tell of the clause: (name, role, entity). One of each sort is enough."""
    for v in (clause.verifiers or accord.verifiers)[:2]:
        yield called(accord, v), HolderRole.VERIFIER, v
    owing = [o for o in clause.obligors if o in (*accord.parties, *accord.bound)]
    for o in owing:
        yield called(accord, o), HolderRole.OBLIGOR, o
    for p in accord.parties:
        if p not in owing:
            yield called(accord, p), HolderRole.COUNTERPART, p
    for m in accord.mediators[:1]:
        yield called(accord, m), HolderRole.MEDIATOR, m
    yield "another outlet", HolderRole.OUTLET, None


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
    """The groups of words of the first rule that listens for a deed of the clause; where none does, that hears it named."""
    kinds = (K.PERFORMED, K.BEGUN, K.BREACH_ALLEGED, K.NOT_PERFORMED, K.SPOKEN_OF)
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
