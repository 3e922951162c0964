"""State and evidence of one clause from its dates and what is known: the rules, one after the other.

Each rule that applies leaves a mark (`Reason`), so that the trace says why. Silence never
becomes compliance or failure; a party's word against the other is an allegation; the words
"breached" and "established" need a named verifier, the obligor's own admission or a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import ClauseKind, DeadlineKind, HolderRole
from truceline.model.standing import EvidenceLevel, Signal, State
from truceline.standing.amounts import shifted
from truceline.standing.asked import Asked, Verdict
from truceline.standing.beside import beside
from truceline.standing.grounds import (
    ADVERSE,
    PENDING,
    SPOKEN,
    K,
    level,
    not_established,
    nothing_heard,
    refusal,
    standing_duty,
    told_of,
    untold,
    weigh_adverse,
)
from truceline.standing.looked import access
from truceline.standing.sofar import adds_up, base_note, beyond, so_far, target_of
from truceline.standing.spans import standing
from truceline.standing.tally import Voice
from truceline.standing.waits import waiting

__all__ = ["decide"]


def decide(q: Asked) -> Verdict:
    """How the clause stands."""
    return beside(q, _decided(q))


def _decided(q: Asked) -> Verdict:
    changed = _changed(q)
    if changed is not None:
        return changed
    if q.clause.kind not in (ClauseKind.DUTY, ClauseKind.BAN):
        v = q.verdict(State.IN_EFFECT, EvidenceLevel.SILENT)
        if q.dates.opens and q.as_of < q.dates.opens:
            v.state = State.NOT_DUE
        v.because("kind", f"a {q.clause.kind} is neither kept nor breached")
        spoken = q.tally.of(*SPOKEN, K.PERFORMED)
        v.deciding, v.evidence = spoken, level(spoken, q.accord, q.clause, own=False)
        return v
    deadline = (q.rival.deadline if q.rival else None) or q.clause.deadline
    if standing_duty(q.clause, deadline.kind):
        return standing(q)
    return _deed(q)


def _changed(q: Asked) -> Verdict | None:
    """A later text that suspends, ends or replaces the clause."""
    if not q.accord.changes and not q.accord.ended:
        return None
    state: State | None = None
    words, last = "", None
    for change in sorted(q.accord.changes, key=lambda c: c.on):
        if change.on > min(q.as_of, q.known_at) or (change.clauses and q.clause.id not in change.clauses):
            continue
        if change.kind == "suspended" and not q.clause.survives_suspension:
            state, words = State.SUSPENDED, change.words
        elif change.kind == "resumed" and state is State.SUSPENDED:
            state = None
        elif change.kind == "superseded":
            state, words, last = State.SUPERSEDED, change.words, shifted(change.on, -1)
        elif change.kind == "ended":
            state, words, last = State.ENDED, change.words, change.on
    ended = q.accord.ended
    if state is None and ended and min(q.as_of, q.known_at) > ended and not q.clause.survives_suspension:
        state, words, last = State.ENDED, f"the agreement ended on {ended}", ended
    if state is None:
        return None
    v = q.verdict(state, EvidenceLevel.SILENT)
    v.note = words
    v.ended_on = None if state is State.SUSPENDED else last
    v.because("change", words)
    return v


# -- one deed by a day ---------------------------------------------------------------------


def _deed(q: Asked) -> Verdict:
    done = _performed(q)
    if done is not None:
        return done
    v = q.verdict(State.NOT_DUE, EvidenceLevel.SILENT)
    opens, due = q.dates.opens, q.dates.due
    conditional = q.rival is not None and q.rival.effect == "contingent"
    if conditional or due is None or q.as_of < due:
        # Where no report names what it hangs on, what is told of the deed says that it is open.
        _before_due(q, v, open_now=(opens is None or opens <= q.as_of) and not conditional)
    else:
        words, holds, other = waiting(q, (q.rival.deadline if q.rival else None) or q.clause.deadline, due)
        if holds is False:
            v.noted(f"waits: {words}, which is not reported as done")
            v.because(
                "condition", f"{words}: told not to be so on or after {due}", other.deciding if other else ()
            )
            _before_due(q, v, open_now=False)
            return access(q, v)
        v.state = State.DUE
        v.because("calendar", f"due on {due}" if q.as_of == due else f"was due on {due}")
        if holds is None:
            v.because("condition", f"{words}: no report settles whether that is so")
        _after_due(q, v, due)
    return access(q, v)


def _performed(q: Asked) -> Verdict | None:
    """The deed is reported as done: kept or kept late, disputed where others say that it is not."""
    kinds = (K.PERFORMED, K.COMPLETED, K.BEGUN) if q.clause.deadline.begins else (K.PERFORMED, K.COMPLETED)
    voices = q.tally.of(*kinds)
    amounts: list[Signal] = []
    first, since, dated = "", "", True
    target = target_of(q.clause, q.as_of)
    if target is not None:
        amounts = q.tally.amounts.telling(target)
        if not adds_up(q.clause):
            each = (s for o in q.tally.amounts.occasions() for s in o.signals)
            amounts += [s for s in each if (s.low or 0) >= target]
        days = [s.on or s.known_on or "" for s in amounts]
        total, parts = q.tally.summed()
        reached = _of_its_time(q)
        if reached and not amounts:
            days.append(reached)
            amounts = list(dict.fromkeys(parts))
        elif total >= target and adds_up(q.clause):
            days.append(max((s.on or s.known_on or "" for s in parts), default=""))
            amounts = list(dict.fromkeys([*amounts, *parts]))
        if not amounts:
            most, _ = q.tally.amounts.at_most()
            voices = [] if most is not None and most < target else q.tally.of(K.COMPLETED)
            if not voices:
                return None
            days = [w.first_on for w in voices]
        since = first = min(days)
        if q.dates.due and first > q.dates.due and q.tally.summed(q.dates.due)[0] >= target:
            first = q.dates.due
        interests = {s.interest for s in amounts}
        voices = [w for w in voices if w.interest in interests or w.kind is K.COMPLETED]
        dated = all(s.dated for s in amounts or [w.first for w in voices])
    elif (told := q.tally.since(*kinds)) is None or beyond(q):
        return None
    else:
        since = first = told[0]
        dated = not told[1]
    if q.rival is not None and q.rival.deed_on:
        since = first = q.rival.deed_on
        dated = True
    v = q.verdict(State.KEPT, EvidenceLevel.SILENT)
    v.deciding, v.amounts, v.performed_on = list(voices), amounts, first
    v.noted(base_note(q, first))
    if target is not None and not amounts:
        v.noted("reported as complete, how much is not")
    due = q.dates.due
    if due and first > due and not _day_unknown(q, due, first, dated):
        v.state = State.KEPT_LATE
        v.noted(
            f"due on {due}, reported as done on {first}"
            if dated
            else f"due on {due}, not done by then, first reported on {first}"
        )
    elif due and first > due:
        # An undated report bounds the day of the deed; what is counted from it keeps the day as planned.
        v.performed_on = due
    deed = "begun" if q.clause.deadline.begins else "done"
    v.because("performed", f"reported as {deed}{' on ' + first if first else ''}", voices, amounts)
    if _goes_on(q, voices, amounts):
        v.state = State.IN_EFFECT
        v.because(
            "undated", "the text names neither a day nor an amount: one deed is not the end of the duty"
        )
    v.evidence = level(voices, q.accord, q.clause)
    against = [w for w in q.tally.of(*ADVERSE) if w.last_on >= since]
    against += [w for w in q.tally.of(K.DENIED) if w.role is HolderRole.COUNTERPART]
    telling = {w.interest for w in voices} if against else ()
    against = [w for w in against if w.interest not in telling]
    if against:
        v.evidence = EvidenceLevel.CONTESTED
        v.deciding += against
        v.because("contested", f"others say that it is not {deed}", against)
    if due and first > due and v.state is not State.KEPT_LATE:
        v.noted(f"{'reported as done ' if against else ''}by {first} at the latest; due on {due}")
    return v


def _goes_on(q: Asked, voices: Sequence[Voice], amounts: Sequence[Signal]) -> bool:
    """Whether a deed may leave something to do: the text gives no day, no amount is reached, and nobody
    tells it as done once and for all."""
    undated = q.clause.deadline.kind is DeadlineKind.NONE and not (q.rival and q.rival.deed_on)
    return undated and not amounts and not any(w.kind is K.COMPLETED for w in voices)


def _of_its_time(q: Asked) -> str | None:
    """Of a percentage whose base grew: the first day by which enough was told of the base as known then."""
    owed = q.clause.quantity
    if owed is None or not owed.bases:
        return None
    told = q.tally.amounts
    for day in sorted({*told.rounds, *told.told}):
        needed = target_of(q.clause, day)
        if needed is not None and told.summed(day)[0] >= needed:
            return day
    return None


def _day_unknown(q: Asked, due: str, first: str, dated: bool) -> bool:
    """Whether an undated report is all that speaks for lateness: it says that the deed was done by then, not when;
    a report from after the day that it was still undone, refused, put off or to come settles that it was late. What
    is told on the day itself leaves the rest of the day."""
    undone = q.tally.of(*PENDING)
    return not dated and not any(due < day <= first for w in undone for day in (w.first_on, w.last_on))


def _before_due(q: Asked, v: Verdict, open_now: bool) -> None:
    due = q.dates.due
    v.because("calendar", f"due on {due}" if due else "no date is fixed, or what it hangs on is not reported")
    if not due:
        v.noted("no date is fixed" if q.clause.deadline.kind is DeadlineKind.NONE else "")
    partial = q.tally.of(K.PERFORMED, K.COMPLETED, K.BEGUN)
    if partial and open_now:
        # What is owed by a day is not due before it, however far it has gone.
        by_a_day = q.clause.deadline.kind is DeadlineKind.BY
        v.state = State.NOT_DUE if by_a_day else State.IN_EFFECT
        v.deciding, v.evidence = list(partial), level(partial, q.accord, q.clause)
        v.noted("reported as under way" if by_a_day else "")
        v.noted(so_far(q) or ("how much is not reported" if target_of(q.clause) else ""))
        v.because("partly performed", "under way before its day", partial)
    no_date = q.clause.deadline.kind is DeadlineKind.NONE
    adverse = [w for w in q.tally.of(*ADVERSE) if open_now and w.last_on >= (q.dates.opens or "")]
    window = q.clause.deadline.kind is DeadlineKind.WINDOW or no_date
    if adverse and window:
        if not no_date:
            v.state = State.IN_EFFECT
        weigh_adverse(q, v, [w for w in adverse if w.kind is K.BREACH_ALLEGED])
    elif adverse:
        v.noted("a breach is alleged before it is due")
    refusal(q, v)
    told_of(q, v)
    if v.evidence is EvidenceLevel.SILENT:
        spoken = [*q.tally.of(*SPOKEN), *(() if window else adverse)]
        v.deciding, v.evidence = list(spoken), not_established(spoken, q.accord, q.clause, own=False)
        if spoken:
            v.because("spoken of", "the reports speak of it; no deed was heard in them", spoken)
        kinds = {w.kind for w in spoken}
        waits = any(p.n == q.clause.phase and p.contingent for p in q.accord.phases)
        if no_date and open_now and not waits and kinds and kinds.isdisjoint((K.POSTPONED, K.NOT_PERFORMED)):
            # What has no day is not still to fall due: it binds from the start.
            v.state = State.IN_EFFECT
            v.noted(f"it binds; only spoken of, and {untold(q, 'whether it was done')}")


def _after_due(q: Asked, v: Verdict, due: str) -> None:
    since = [w for w in q.tally.of(*ADVERSE) if w.last_on >= due]
    late = q.as_of > due
    most, totals = q.tally.amounts.at_most()
    target = target_of(q.clause, q.as_of)
    # Where the text asks for effort and not for a result, no day makes the want of a result late.
    behind = State.DUE if q.clause.best_effort else State.OVERDUE
    refusal(q, v)
    if v.evidence is EvidenceLevel.CONTESTED:
        v.state = behind if late else State.DUE
        v.deciding += [w for w in since if w not in v.deciding]
        return
    if since:
        # That a breach is alleged does not say that the deed is still undone.
        if late and any(w.kind is K.NOT_PERFORMED for w in since):
            v.state = behind
            v.noted("the text asks for effort, not for a result" if q.clause.best_effort else "")
        weigh_adverse(q, v, since)
    elif late and target is not None and most is not None and most < target:
        last = max((s.on or s.known_on or "" for s in totals), default="")
        if last >= due:
            v.state, v.amounts = behind, list(totals)
            v.noted("the text asks for effort, not for a result" if q.clause.best_effort else "")
            v.deciding = [w for w in q.tally.of(K.PERFORMED) if w.interest in {s.interest for s in totals}]
            v.evidence = not_established(v.deciding, q.accord, q.clause)
            v.noted(so_far(q))
            v.because("shortfall", f"at most {most:,.10g} of {target:,.10g} reported", (), totals)
    told_of(q, v)
    some = q.tally.of(K.PERFORMED, K.BEGUN)
    if v.evidence is EvidenceLevel.SILENT and some:
        v.deciding, v.evidence = list(some), not_established(some, q.accord, q.clause)
        done = any(w.kind is K.PERFORMED for w in some)
        v.noted(
            so_far(q)
            or ("performance reported, how much is not" if done else "reported as begun, not as done")
        )
        v.because("some performance", "reported as begun or done, not as all that is owed", some)
    if v.evidence is EvidenceLevel.SILENT:
        # A refusal that stands was weighed above; one that is over tells of nothing to come.
        kinds = [k for k in (*PENDING, K.BEGUN) if k is not K.REFUSED]
        pending = [w for w in q.tally.of(*kinds) if w.last_on >= due]
        v.deciding, v.evidence = pending, not_established(pending, q.accord, q.clause, own=False)
        spoken = [] if pending else [w for w in q.tally.of(K.SPOKEN_OF) if w.last_on >= due]
        if pending:
            v.because("still to come", "spoken of as still to be done on or after the day", pending)
        elif spoken:
            v.deciding, v.evidence = spoken, not_established(spoken, q.accord, q.clause, own=False)
            v.noted(f"spoken of; {untold(q, 'whether it was done')}")
            v.because("spoken of", "the reports speak of it; neither the deed nor its want was heard", spoken)
        else:
            nothing_heard(q, v, "whether it was done")
