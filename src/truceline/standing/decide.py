"""State and evidence of one clause from its dates and what is known: the rules, one after the other.

Each rule that applies leaves a mark (`Reason`), so that the trace says why. Silence never
becomes compliance or failure; a party's word against the other is an allegation; the words
"breached" and "established" need a named verifier, the obligor's own admission or a person.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from truceline.model.accord import (
    Accord,
    Clause,
    ClauseKind,
    DeadlineKind,
    HolderRole,
    QuantityKind,
    RivalReading,
    SignalKind,
)
from truceline.model.standing import Dates, EvidenceLevel, Signal, State
from truceline.standing.tally import Tally, Voice

__all__ = ["Reason", "Verdict", "decide", "level", "standing_duty"]

K = SignalKind
ADVERSE = (K.NOT_PERFORMED, K.BREACH_ALLEGED)
PENDING = (K.PROMISED, K.POSTPONED, K.REFUSED, K.NOT_PERFORMED)
SPOKEN = (K.PROMISED, K.POSTPONED, K.BEGUN, K.CONDITION_MET, K.EXTENDED, K.DUTY_STATED, K.NOT_PERFORMED)
_AMOUNTS = (QuantityKind.EXACT, QuantityKind.AT_LEAST, QuantityKind.TARGET, QuantityKind.LUMP)
_AFTER_END = {
    K.SUSPENDED: "a halt reported",
    K.ENDED: "an end reported",
    K.NOT_PERFORMED: "a failing reported",
    K.BREACH_ALLEGED: "a breach alleged",
}
_GOING_ON = (State.IN_EFFECT, State.KEPT, State.KEPT_LATE)


@dataclass(frozen=True, slots=True)
class Reason:
    """One rule that was applied, what it gave, and the voices that it rests on."""

    rule: str
    says: str
    voices: tuple[Voice, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(slots=True)
class Verdict:
    """How a clause stands, before it is put into words."""

    state: State
    evidence: EvidenceLevel
    note: str = ""
    deciding: list[Voice] = field(default_factory=list)
    amounts: list[Signal] = field(default_factory=list)
    accusers: tuple[str, ...] = ()
    """Ids of the parties whose word is the only adverse evidence."""
    reasons: list[Reason] = field(default_factory=list)
    performed_on: str | None = None

    def because(
        self, rule: str, says: str, voices: Sequence[Voice] = (), signals: Sequence[Signal] = ()
    ) -> None:
        self.reasons.append(Reason(rule, says, tuple(voices), tuple(signals)))

    def noted(self, note: str) -> None:
        if note and note not in self.note:
            self.note = f"{self.note}; {note}" if self.note else note


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: this clause, these dates, this day, this much known."""

    accord: Accord
    clause: Clause
    dates: Dates
    tally: Tally
    as_of: str
    known_at: str
    rival: RivalReading | None = None
    others: Mapping[str, Verdict] = field(default_factory=dict)
    """How the clauses stand that this one depends on."""


def standing_duty(clause: Clause, kind: DeadlineKind) -> bool:
    """Whether the clause binds through a span of time instead of asking for one deed."""
    return (
        kind in (DeadlineKind.DURING, DeadlineKind.RECURRING)
        or (kind is DeadlineKind.NONE and clause.kind is ClauseKind.BAN)
        or (clause.quantity is not None and clause.quantity.kind is QuantityKind.SCHEDULE)
    )


def level(voices: Sequence[Voice], accord: Accord, clause: Clause, own: bool = True) -> EvidenceLevel:
    """How well something is known that these voices tell.

    Established by a named verifier; corroborated by two interests that do not stand on one side;
    alleged where only those who owe the deed say that it is done (`own`); else one origin.
    """
    if not voices:
        return EvidenceLevel.SILENT
    if any(v.role is HolderRole.VERIFIER and v.named is not None for v in voices):
        return EvidenceLevel.ESTABLISHED
    interests = {v.interest for v in voices}
    if len(interests) > 1:
        return EvidenceLevel.CORROBORATED
    if own and all(v.party in clause.obligors for v in voices):
        return EvidenceLevel.ALLEGED
    return EvidenceLevel.SINGLE_ORIGIN


def decide(q: Asked) -> Verdict:
    """How the clause stands."""
    changed = _changed(q)
    if changed is not None:
        return changed
    if q.clause.kind not in (ClauseKind.DUTY, ClauseKind.BAN):
        v = Verdict(State.IN_EFFECT, EvidenceLevel.SILENT)
        if q.dates.opens and q.as_of < q.dates.opens:
            v.state = State.NOT_DUE
        v.because("kind", f"a {q.clause.kind} is neither kept nor breached")
        spoken = q.tally.of(*SPOKEN, K.PERFORMED)
        v.deciding, v.evidence = spoken, level(spoken, q.accord, q.clause, own=False)
        return v
    deadline = (q.rival.deadline if q.rival else None) or q.clause.deadline
    if standing_duty(q.clause, deadline.kind):
        return _standing(q)
    return _deed(q)


def _changed(q: Asked) -> Verdict | None:
    """A later text that suspends, ends or replaces the clause."""
    state: State | None = None
    words = ""
    for change in sorted(q.accord.changes, key=lambda c: c.on):
        if change.on > min(q.as_of, q.known_at) or (change.clauses and q.clause.id not in change.clauses):
            continue
        if change.kind == "suspended" and not q.clause.survives_suspension:
            state, words = State.SUSPENDED, change.words
        elif change.kind == "resumed" and state is State.SUSPENDED:
            state = None
        elif change.kind == "superseded":
            state, words = State.SUPERSEDED, change.words
        elif change.kind == "ended":
            state, words = State.ENDED, change.words
    ended = q.accord.ended
    if state is None and ended and min(q.as_of, q.known_at) > ended and not q.clause.survives_suspension:
        state, words = State.ENDED, f"the agreement ended on {ended}"
    if state is None:
        return None
    v = Verdict(state, EvidenceLevel.SILENT, note=words)
    v.because("change", words)
    return v


# -- one deed by a day ---------------------------------------------------------------------


def _deed(q: Asked) -> Verdict:
    done = _performed(q)
    if done is not None:
        return done
    v = Verdict(State.NOT_DUE, EvidenceLevel.SILENT)
    opens, due = q.dates.opens, q.dates.due
    conditional = q.rival is not None and q.rival.effect == "contingent"
    if conditional or due is None or q.as_of < due:
        _before_due(q, v, open_now=bool(opens and opens <= q.as_of and not conditional))
    else:
        v.state = State.DUE
        v.because("calendar", f"due on {due}" if q.as_of == due else f"was due on {due}")
        _after_due(q, v, due)
    return _access(q, v)


def _performed(q: Asked) -> Verdict | None:
    """The deed is reported as done: kept or kept late, disputed where others say that it is not."""
    voices = q.tally.of(K.PERFORMED)
    if q.clause.deadline.begins:
        voices = [*voices, *q.tally.of(K.BEGUN)]
    amounts: list[Signal] = []
    first, since, dated = "", "", True
    target = _target(q.clause)
    if target is not None:
        amounts = q.tally.telling(target)
        days = [s.on or s.known_on or "" for s in amounts]
        first = min(days, default="")
        if not amounts:
            total, amounts = q.tally.summed()
            if total < target:
                return None
            first = max((s.on or s.known_on or "" for s in amounts), default="")
        since = first
        if q.dates.due and first > q.dates.due and q.tally.summed(q.dates.due)[0] >= target:
            first = q.dates.due
        interests = {s.interest for s in amounts}
        voices = [w for w in voices if w.interest in interests]
        dated = all(s.dated for s in amounts)
    elif not voices:
        return None
    else:
        earliest = min(voices, key=lambda w: w.first_on)
        since = first = earliest.first_on
        dated = earliest.dated
    v = Verdict(State.KEPT, EvidenceLevel.SILENT, deciding=list(voices), amounts=amounts, performed_on=first)
    due = q.dates.due
    if due and first > due and not _day_unknown(q, due, dated, target):
        v.state = State.KEPT_LATE
        v.noted(
            f"due on {due}, reported as done on {first}"
            if dated
            else f"due on {due}, first reported on {first}"
        )
    elif due and first > due:
        v.noted("whether in time is not reported")
    v.because("performed", f"reported as done{' on ' + first if first else ''}", voices, amounts)
    v.evidence = level(voices, q.accord, q.clause)
    against = [w for w in q.tally.of(*ADVERSE) if w.last_on >= since]
    against += [w for w in q.tally.of(K.DENIED) if w.role is HolderRole.COUNTERPART]
    telling = {w.interest for w in voices}
    against = [w for w in against if w.interest not in telling]
    if against:
        v.evidence = EvidenceLevel.CONTESTED
        v.deciding += against
        v.because("contested", "others say that it is not done", against)
    return v


def _day_unknown(q: Asked, due: str, dated: bool, target: float | None) -> bool:
    """Whether an undated total is all that speaks for lateness: it says that the deed was done by
    then, not when; a report that it was still undone after the day settles that it was late."""
    if dated or target is None:
        return False
    return not any(w.last_on >= due for w in q.tally.of(*PENDING))


def _before_due(q: Asked, v: Verdict, open_now: bool) -> None:
    due = q.dates.due
    v.because("calendar", f"due on {due}" if due else "no date is fixed, or what it hangs on is not reported")
    if not due:
        v.noted("no date is fixed" if q.clause.deadline.kind is DeadlineKind.NONE else "")
    partial = q.tally.of(K.PERFORMED, K.BEGUN)
    if partial and open_now:
        v.state = State.IN_EFFECT
        v.deciding, v.evidence = list(partial), level(partial, q.accord, q.clause)
        v.noted(_so_far(q))
        v.because("partly performed", "under way before its day", partial)
    no_date = q.clause.deadline.kind is DeadlineKind.NONE
    adverse = [w for w in q.tally.of(*ADVERSE) if open_now and w.last_on >= (q.dates.opens or "")]
    window = q.clause.deadline.kind is DeadlineKind.WINDOW or no_date
    if adverse and window:
        if not no_date:
            v.state = State.IN_EFFECT
        _weigh_adverse(q, v, [w for w in adverse if w.kind is K.BREACH_ALLEGED])
    elif adverse:
        v.noted("a breach is alleged before it is due")
    _refusal(q, v)
    _told_of(q, v)
    if v.evidence is EvidenceLevel.SILENT:
        spoken = q.tally.of(*SPOKEN)
        v.deciding, v.evidence = list(spoken), _not_established(level(spoken, q.accord, q.clause, own=False))
        if spoken:
            v.because("spoken of", "the reports speak of it and tell of no deed", spoken)


def _after_due(q: Asked, v: Verdict, due: str) -> None:
    since = [w for w in q.tally.of(*ADVERSE) if w.last_on >= due]
    late = q.as_of > due
    most, totals = q.tally.at_most()
    target = _target(q.clause)
    _refusal(q, v)
    if v.evidence is EvidenceLevel.CONTESTED:
        v.state = State.OVERDUE if late else State.DUE
        v.deciding += [w for w in since if w not in v.deciding]
        return
    if since:
        if late:
            v.state = State.OVERDUE
        _weigh_adverse(q, v, since)
    elif late and target is not None and most is not None and most < target:
        last = max((s.on or s.known_on or "" for s in totals), default="")
        if last >= due:
            v.state, v.amounts = State.OVERDUE, list(totals)
            v.deciding = [w for w in q.tally.of(K.PERFORMED) if w.interest in {s.interest for s in totals}]
            v.evidence = _not_established(level(v.deciding, q.accord, q.clause))
            v.noted(_so_far(q))
            v.because("shortfall", f"at most {most:g} of {target:g} reported", (), totals)
    _told_of(q, v)
    if v.evidence is EvidenceLevel.SILENT:
        pending = [w for w in q.tally.of(*PENDING, K.BEGUN) if w.last_on >= due]
        v.deciding, v.evidence = pending, _not_established(level(pending, q.accord, q.clause, own=False))
        if pending:
            v.because("still to come", "spoken of as still to be done on or after the day", pending)
        else:
            v.because("silence", "no report tells whether it was done")


# -- a duty or ban over a span of time -----------------------------------------------------


def _standing(q: Asked) -> Verdict:
    opens, until = q.dates.opens, q.dates.until
    v = Verdict(State.IN_EFFECT, EvidenceLevel.SILENT)
    if opens is None or q.as_of < opens:
        v.state = State.NOT_DUE
        v.because("calendar", f"from {opens} on" if opens else "what it hangs on is not reported")
        _refusal(q, v)
        _told_of(q, v)
        if v.evidence is EvidenceLevel.SILENT:
            spoken = q.tally.of(*SPOKEN)
            v.deciding, v.evidence = (
                list(spoken),
                _not_established(level(spoken, q.accord, q.clause, own=False)),
            )
        return _access(q, v)
    if (
        until
        and q.as_of > until
        and not any(w.last_on >= until or w.last_on >= opens for w in q.tally.of(K.EXTENDED))
    ):
        v.state = State.ENDED
        v.note = f"its time ended on {until}"
        v.because("calendar", f"bound until {until}")
        since = [w for w in q.tally.of(K.SUSPENDED, K.ENDED, *ADVERSE) if w.last_on > until]
        for w in since[:2]:
            v.noted(f"{_AFTER_END[w.kind]} after that by {w.last.holder}")
        if since:
            v.because("after its time", "reported after it had ended", since)
        return v
    v.because("calendar", f"binds since {opens}" + (f", until {until}" if until else ""))
    if not _condition(q, v):
        return v
    since = [w for w in q.tally.of(*ADVERSE) if w.last_on >= opens]
    good = [w for w in q.tally.of(K.PERFORMED, K.BEGUN, K.OBSERVED_NONE) if w.last_on >= opens]
    if _halted(q, v, good, opens):
        return _access(q, v)
    if since:
        _weigh_adverse(q, v, since)
    _refusal(q, v)
    _told_of(q, v)
    if v.evidence is EvidenceLevel.SILENT and good:
        v.deciding, v.evidence = list(good), level(good, q.accord, q.clause)
        v.because("reported as kept up", "reported as under way or in force", good)
        v.noted(_so_far(q))
        if q.clause.quantity is not None and v.evidence is EvidenceLevel.ESTABLISHED:
            v.evidence = (
                EvidenceLevel.CORROBORATED
                if len({w.interest for w in good}) > 1
                else EvidenceLevel.SINGLE_ORIGIN
            )
    if v.evidence is EvidenceLevel.SILENT:
        v.because("silence", "no report tells how it is kept")
    return _access(q, v)


def _condition(q: Asked, v: Verdict) -> bool:
    """Whether the condition on which the duty goes on can be said to hold; what is disputed there is
    disputed here."""
    needed = q.clause.deadline.condition_clause
    if needed is None:
        return True
    if q.rival is not None and q.rival.effect == "lapses" and q.clause.phase is None:
        v.noted(q.rival.words)
    other = q.others.get(needed)
    words = q.clause.deadline.condition or f"while {needed} goes on"
    if other is None or other.evidence is EvidenceLevel.SILENT:
        v.because("condition", f"no report tells whether its condition holds ({words})")
        return True
    if other.evidence is EvidenceLevel.CONTESTED:
        v.evidence, v.deciding = EvidenceLevel.CONTESTED, list(other.deciding)
        v.noted("its condition is disputed")
        v.because("condition", f"its condition is disputed ({words})", other.deciding)
        return True
    if other.state in _GOING_ON:
        v.because("condition", f"its condition is reported to hold ({words})", other.deciding)
        return True
    v.because("condition", f"its condition is not reported to hold ({words})", other.deciding)
    v.noted("its condition is not reported to hold")
    return True


def _halted(q: Asked, v: Verdict, good: Sequence[Voice], opens: str) -> bool:
    """Suspended or ended by those who owe it, as they or disinterested voices say."""
    for kind, state in ((K.SUSPENDED, State.SUSPENDED), (K.ENDED, State.ENDED)):
        told = [w for w in q.tally.of(kind) if w.last_on >= opens]
        if not told:
            continue
        last = max(w.last_on for w in told)
        after = [w for w in [*good, *q.tally.of(K.RESUMED)] if w.last_on > last]
        if after:
            v.because("resumed", f"{state} once, resumed since", [*told, *after])
            continue
        others = [w for w in told if w.role is not HolderRole.COUNTERPART]
        if not others:
            _weigh_adverse(q, v, told)
            continue
        v.state, v.deciding = state, others
        v.evidence = _not_established(level(others, q.accord, q.clause, own=False))
        v.noted(f"since {min(w.last_on for w in others)}")
        v.because(str(kind), f"reported as {state}", others)
        against = [w for w in q.tally.of(K.DENIED) if w.last_on >= last]
        if against:
            v.evidence = EvidenceLevel.CONTESTED
            v.deciding += against
        return True
    return False


# -- what both share -----------------------------------------------------------------------


def _weigh_adverse(q: Asked, v: Verdict, voices: Sequence[Voice]) -> None:
    """Who says so decides what can be said: a finding, an admission, an allegation, or a dispute."""
    if not voices or v.evidence is EvidenceLevel.CONTESTED:
        return
    found = [w for w in voices if w.role is HolderRole.VERIFIER and w.named is not None]
    admitted = [w for w in voices if w.role is HolderRole.OBLIGOR and w.named is not None]
    joint = len([o for o in q.clause.obligors if o in (*q.accord.parties, *q.accord.bound)]) > 1
    alleged = [
        w
        for w in voices
        # Where both owe it, to say that it is not done accuses nobody.
        if w.role is HolderRole.COUNTERPART and not (joint and w.kind is K.NOT_PERFORMED)
    ]
    others = [
        w for w in voices if w.role not in (HolderRole.COUNTERPART, HolderRole.OBLIGOR, HolderRole.VERIFIER)
    ]
    others += [w for w in voices if w.role is HolderRole.VERIFIER and w.named is None]
    others += [w for w in voices if w.role is HolderRole.COUNTERPART and w not in alleged]
    denials = [
        w
        for w in q.tally.of(K.DENIED)
        if w.role is not HolderRole.COUNTERPART or w.party in q.clause.obligors
    ]
    v.deciding = list(voices)
    if found or admitted:
        v.evidence = EvidenceLevel.ESTABLISHED
        if any(w.kind is K.BREACH_ALLEGED for w in (*found, *admitted)):
            v.state = State.BREACHED
        v.because(
            "finding" if found else "admission",
            "a named verifier or the obligor itself says so",
            found or admitted,
        )
        return
    accusers = tuple(dict.fromkeys(w.party for w in alleged if w.party))
    answered = [w for w in denials if w.interest not in {x.interest for x in voices}]
    if len(accusers) > 1 or answered:
        v.evidence = EvidenceLevel.CONTESTED
        v.deciding += answered
        v.because("contested", "those who are concerned contradict each other", [*voices, *answered])
        return
    if alleged and not others:
        v.evidence, v.accusers = EvidenceLevel.ALLEGED, accusers
        v.because("alleged", "only the other party or its institutions say so", alleged)
        return
    v.evidence = _not_established(level([*others, *alleged], q.accord, q.clause, own=False))
    v.because("reported", "told by others than the parties", [*others, *alleged])
    if v.state is State.IN_EFFECT or v.state is State.NOT_DUE:
        v.noted(f"breach reported by {others[0].first.holder}" if others else "breach reported")


def _refusal(q: Asked, v: Verdict) -> None:
    """A refusal by those who owe it, by their own word or as disinterested voices report it, and not
    taken back since, makes the clause disputed."""
    refused = [w for w in q.tally.of(K.REFUSED) if w.role is not HolderRole.COUNTERPART]
    back: dict[str, str] = {}
    for w in q.tally.of(K.PROMISED, K.RESUMED, K.BEGUN):
        back[w.interest] = max(back.get(w.interest, ""), w.last_on)
    done = max((w.last_on for w in q.tally.of(K.RESUMED, K.PERFORMED, K.BEGUN)), default="")
    standing = [w for w in refused if max(back.get(w.interest, ""), done) <= w.last_on]
    if not standing:
        if refused:
            v.because("refusal taken back", "announced, and taken back since", refused)
        return
    refusing = {w.interest for w in standing}
    against = [w for w in q.tally.of(*ADVERSE, K.DUTY_STATED) if w.interest not in refusing]
    v.evidence = EvidenceLevel.CONTESTED
    v.accusers = ()
    v.deciding = [*standing, *(w for w in against if w.role is HolderRole.COUNTERPART), *v.deciding]
    v.noted("refusal announced")
    v.because("refusal", "announced by those who owe it: disputed, not breached", [*standing, *against])


def _told_of(q: Asked, v: Verdict) -> None:
    """Notes that change no state."""
    if q.tally.of(K.POSTPONED):
        v.noted("postponement announced")
        v.because("postponement", "a postponement is announced", q.tally.of(K.POSTPONED))
    if q.tally.of(K.EXTENDED):
        v.noted("extension reported")
    denied = [w for w in q.tally.of(K.DENIED) if v.evidence is EvidenceLevel.ALLEGED]
    if denied:
        v.evidence = EvidenceLevel.CONTESTED
        v.accusers = ()
        v.deciding += denied


def _access(q: Asked, v: Verdict) -> Verdict:
    """Whoever could not look cannot say that there was nothing."""
    refused = q.tally.of(K.NO_ACCESS)
    if refused and v.evidence is EvidenceLevel.SILENT:
        v.evidence, v.deciding = EvidenceLevel.NO_ACCESS, list(refused)
        v.because("no access", "those who were to look could not", refused)
    elif refused:
        v.noted(f"no access for {refused[0].last.holder}")
        v.because("no access", "those who were to look could not everywhere", refused)
    return v


def _not_established(evidence: EvidenceLevel) -> EvidenceLevel:
    """What speaks only of plans, or is no finding, establishes nothing."""
    return EvidenceLevel.SINGLE_ORIGIN if evidence is EvidenceLevel.ESTABLISHED else evidence


def _target(clause: Clause) -> float | None:
    """The total that must be performed, where the clause owes one."""
    q = clause.quantity
    if q is None or q.period or q.value is None or q.kind not in _AMOUNTS:
        return None
    return q.value


def _so_far(q: Asked) -> str:
    """What is reported of an amount, against what was due by then: bounds, not points."""
    total, _ = q.tally.summed()
    owed = q.clause.quantity
    if not total or owed is None:
        return ""
    if owed.period == "day" and owed.value and q.tally.rounds:
        days = [min(s.low or 0 for s in voices.values()) for voices in q.tally.rounds.values()]
        due = (
            f", {owed.value * len(days):g} due on the {len(days)} days told of" if sum(days) == total else ""
        )
        return f"at least {total:g} reported{due}; lowest day told {min(days):g} of {owed.value:g}"
    if owed.schedule and q.dates.opens:
        first = dt.date.fromisoformat(q.dates.opens)
        passed = (dt.date.fromisoformat(q.as_of) - first).days + 1
        by_now = sum(amount for day, amount in owed.schedule if day <= passed)
        return f"at least {total:g} reported, {by_now:g} due by then"
    target = _target(q.clause)
    whole = f" of {target:g}" if target is not None else ""
    return f"at least {total:g}{whole} reported"
