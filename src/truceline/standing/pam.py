"""How far each provision is implemented, on the four levels of the Peace Accords Matrix.

Derived from the standings by a written rule (`docs/reference/pam.md`), beside them and never in
their place: where nobody reports there is no level, and where accounts contradict there is a range.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import Accord, Clause, ClauseKind, DeadlineKind, SignalKind
from truceline.model.standing import MENTIONS, EvidenceLevel, Standing, State
from truceline.model.watching import Implemented, Level, Provision
from truceline.standing.grounds import standing_duty
from truceline.standing.sofar import target_of

__all__ = ["pam"]

K = SignalKind
_HALF = 0.5
_OTHER = "other"


def pam(accord: Accord, standings: Sequence[Standing]) -> tuple[Provision, ...]:
    """Each matter of the accord (a topic of its clauses) with the level of its clauses and of all of
    them together, in the order of the accord. Rights, definitions and procedures are not coded."""
    by_clause = {s.clause: s for s in standings}
    names = dict(accord.topics)
    groups: dict[str, list[Implemented]] = {}
    for clause in accord.clauses:
        if clause.kind not in (ClauseKind.DUTY, ClauseKind.BAN):
            continue
        topic = clause.topic or next(iter(clause.topics_also), _OTHER)
        groups.setdefault(topic, []).append(_coded(clause, by_clause[clause.id]))
    return tuple(_provision(id, names.get(id, id), own) for id, own in groups.items())


def _coded(clause: Clause, s: Standing) -> Implemented:
    """The level of one clause, by the first rule that fits."""
    done = s.last if s.last is not None else s
    state, evidence, signals = done.state, done.evidence, done.signals
    low, high, rule = _level(clause, s, state, evidence, [x.kind for x in signals])
    return Implemented(clause.id, clause.title, low, high, rule, s)


def _level(
    clause: Clause, s: Standing, state: State, evidence: EvidenceLevel, kinds: Sequence[SignalKind]
) -> tuple[Level | None, Level | None, str]:
    if evidence in (EvidenceLevel.SILENT, EvidenceLevel.NO_ACCESS):
        asked = state not in (State.NOT_DUE, State.ENDED, State.SUPERSEDED)
        if asked and evidence is EvidenceLevel.SILENT and not s.watched:
            return None, None, "not watched"
        return None, None, "no report" if asked else "nothing is asked yet, or any more, and nobody reports"
    if kinds and all(k in MENTIONS for k in kinds):
        return None, None, "only spoken of: " + ("no deed was heard" if s.watched else "not watched")
    share = _share(clause, s)
    if evidence is EvidenceLevel.CONTESTED:
        told = any(k in (K.PERFORMED, K.COMPLETED, K.BEGUN) for k in kinds)
        top = Level.COMPLETE if told and not share else _of_share(share) if share else Level.MINIMUM
        return Level.NOT_INITIATED, top, "accounts contradict: from the one to the other"
    if state in (State.KEPT, State.KEPT_LATE):
        return Level.COMPLETE, Level.COMPLETE, "reported as done in whole"
    if share:
        return _of_share(share), _of_share(share), f"{share:.0%} of the amount is reported"
    if standing_duty(clause, clause.deadline.kind):
        return _lasting(clause, s, state, kinds)
    if any(k in (K.PERFORMED, K.COMPLETED, K.BEGUN) for k in kinds):
        return Level.MINIMUM, Level.INTERMEDIATE, "begun, and how much is not reported"
    return Level.NOT_INITIATED, Level.NOT_INITIATED, "still to come or undone, and no deed is reported"


def _lasting(
    clause: Clause, s: Standing, state: State, kinds: Sequence[SignalKind]
) -> tuple[Level, Level, str]:
    over = s.state is State.ENDED or s.last is not None
    good = any(k in (K.PERFORMED, K.COMPLETED, K.BEGUN, K.OBSERVED_NONE) for k in kinds)
    bad = any(k in (K.BREACH_ALLEGED, K.NOT_PERFORMED) for k in kinds)
    if state is State.SUSPENDED:
        return Level.MINIMUM, Level.INTERMEDIATE, "kept up for a time, and halted"
    if state is State.BREACHED or (bad and not good):
        return Level.NOT_INITIATED, Level.INTERMEDIATE, "a failing is told, and not how far it goes"
    if bad:
        return Level.MINIMUM, Level.INTERMEDIATE, "kept up in part: both keeping and failing are told"
    if good and over and clause.deadline.kind is not DeadlineKind.NONE:
        return Level.COMPLETE, Level.COMPLETE, "kept up to its end, as reported"
    if good:
        return Level.INTERMEDIATE, Level.INTERMEDIATE, "kept up so far, and still binding"
    return Level.NOT_INITIATED, Level.MINIMUM, "spoken of, and no keeping is reported"


def _share(clause: Clause, s: Standing) -> float:
    target = target_of(clause, s.as_of)
    return (s.total or 0) / target if target and s.total else 0.0


def _of_share(share: float) -> Level:
    if share >= 1:
        return Level.COMPLETE
    return Level.INTERMEDIATE if share >= _HALF else Level.MINIMUM


def _provision(id: str, name: str, own: Sequence[Implemented]) -> Provision:
    lows = [i.low for i in own if i.low is not None]
    highs = [i.high for i in own if i.high is not None]
    return Provision(id, name, _together(lows), _together(highs), tuple(own), len(lows))


def _together(levels: Sequence[Level]) -> Level | None:
    """Complete where all are, not initiated where none is begun; else intermediate where at least
    half are intermediate or complete, and minimum where fewer are."""
    if not levels:
        return None
    if all(x is Level.COMPLETE for x in levels):
        return Level.COMPLETE
    if all(x is Level.NOT_INITIATED for x in levels):
        return Level.NOT_INITIATED
    far = sum(1 for x in levels if x >= Level.INTERMEDIATE)
    return Level.INTERMEDIATE if far * 2 >= len(levels) else Level.MINIMUM
