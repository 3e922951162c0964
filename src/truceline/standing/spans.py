"""A duty or ban over a span of time: the rules, one after the other, as in `decide`."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import HolderRole
from truceline.model.standing import EvidenceLevel, State
from truceline.standing.amounts import shifted
from truceline.standing.asked import Asked, Verdict
from truceline.standing.grounds import (
    ADVERSE,
    AFTER_END,
    GOING_ON,
    SPOKEN,
    K,
    level,
    not_established,
    nothing_heard,
    refusal,
    told_of,
    untold,
    weigh_adverse,
)
from truceline.standing.looked import access, incidents
from truceline.standing.sofar import daily, so_far
from truceline.standing.tally import FIRST_ON, HALT, LAST_ON, Voice, old

__all__ = ["standing"]


_KEEPING = (K.PERFORMED, K.COMPLETED, K.BEGUN, K.OBSERVED_NONE)
"""What tells that a duty is kept up."""


def standing(q: Asked) -> Verdict:
    """How a duty or ban over a span of time stands."""
    opens, until = q.dates.opens, q.dates.until
    v = q.verdict(State.IN_EFFECT, EvidenceLevel.SILENT)
    if opens is None and not until and (told := q.tally.of(*_KEEPING)):
        opens = min(map(FIRST_ON, told))
        v.noted(f"what it hangs on is not reported; reported as under way since {opens}")
        v.because("start", "no report names what it hangs on, but it is told as kept up", told)
        return _kept_up(q, v, opens)
    if opens is None or q.as_of < opens:
        v.state = State.NOT_DUE
        v.because("calendar", f"from {opens} on" if opens else "what it hangs on is not reported")
        refusal(q, v)
        told_of(q, v)
        if v.evidence is EvidenceLevel.SILENT:
            spoken = q.tally.of(*SPOKEN)
            v.deciding, v.evidence = (
                list(spoken),
                not_established(spoken, q.accord, q.clause, own=False),
            )
        return access(q, v)
    # What was extended on the day on which it opens is how it began, and makes it no longer.
    if until and q.as_of > until and not any(w.last_on > shifted(opens, 1) for w in q.tally.of(K.EXTENDED)):
        if _carried(q, v, until):
            return _kept_up(q, v, opens)
        v.state, v.ended_on = State.ENDED, until if until >= opens else None
        v.note = f"its time ended on {until}" + ("" if until >= opens else ", before it began")
        v.because("calendar", f"bound until {until}")
        since = [w for w in q.tally.of(K.SUSPENDED, K.ENDED, *ADVERSE) if w.last_on > until]
        for w in since[:2]:
            v.noted(f"{AFTER_END[w.kind]} after that by {w.last.holder}")
        if since:
            v.because("after its time", "reported after it had ended", since)
        return v
    v.because("calendar", f"binds since {opens}" + (f", until {until}" if until else ""))
    if not _condition(q, v, opens):
        return v
    return _kept_up(q, v, opens)


def _kept_up(q: Asked, v: Verdict, opens: str) -> Verdict:
    """What is told of a duty or ban while it binds."""
    if _halted(q, v, opens):
        _amounts(q, v)
        return access(q, v)
    if since := [w for w in q.tally.of(*ADVERSE) if w.last_on >= opens]:
        weigh_adverse(q, v, since)
    refusal(q, v)
    told_of(q, v)
    incidents(q, v, opens)
    silent = v.evidence is EvidenceLevel.SILENT
    good = [w for w in q.tally.of(*_KEEPING) if w.last_on >= opens] if silent else []
    if good:
        v.deciding, v.evidence = list(good), level(good, q.accord, q.clause)
        v.because("reported as kept up", "reported as under way or in force", good)
        if q.clause.quantity is not None and v.evidence is EvidenceLevel.ESTABLISHED:
            v.evidence = not_established(good, q.accord, q.clause)
    longer = [w for w in q.tally.of(K.EXTENDED) if w.last_on >= opens]
    if v.evidence is EvidenceLevel.SILENT and longer:
        v.deciding, v.evidence = longer, not_established(longer, q.accord, q.clause, own=False)
        v.because("extended", "reported as going on for longer", longer)
    _amounts(q, v)
    spoken = [w for w in q.tally.of(K.SPOKEN_OF) if w.last_on >= opens]
    if v.evidence is EvidenceLevel.SILENT and spoken:
        v.deciding, v.evidence = spoken, not_established(spoken, q.accord, q.clause, own=False)
        v.noted(f"it binds; only spoken of, and {untold(q, 'whether it is kept')}")
        v.because(
            "spoken of", "the reports speak of it; neither keeping nor breach was heard in them", spoken
        )
    if v.evidence is EvidenceLevel.SILENT:
        nothing_heard(q, v, "whether it is kept")
    return access(q, v)


def _amounts(q: Asked, v: Verdict) -> None:
    """What is told of the amount stands beside whatever else is said of the clause."""
    told = so_far(q)
    if told:
        _, own = q.tally.summed(daily=daily(q.clause))
        _, together = q.tally.shared.summed()
        v.noted(told)
        v.because("amounts", told, (), [*own, *together])


def _carried(q: Asked, v: Verdict, until: str) -> bool:
    """Whether another clause keeps the measure going after its own time: then it binds as that one does."""
    for id in q.carriers:
        other = q.others.get(id)
        if other is None or other.state is not State.IN_EFFECT:
            continue
        v.because("carried on", f"its own time ended on {until}; it goes on under {id}", other.deciding)
        v.noted(f"goes on after {until} under {id}")
        if other.evidence is EvidenceLevel.CONTESTED:
            v.evidence, v.deciding = EvidenceLevel.CONTESTED, list(other.deciding)
            v.noted(f"whether {id} is in force is disputed")
        return True
    return False


def _condition(q: Asked, v: Verdict, opens: str) -> bool:
    """Whether the condition on which the duty goes on can be said to hold; what is disputed there is
    disputed here. False where it is reported to have ended, and the duty with it."""
    if _condition_ended(q, v, opens):
        return False
    needed = q.clause.deadline.condition_clause
    if needed is None:
        return True
    if q.rival is not None and q.rival.effect == "lapses" and q.clause.phase is None:
        v.noted(q.rival.words)
    other = q.others.get(needed)
    words = q.clause.deadline.condition or f"while {needed} goes on"
    if other is None or other.evidence is EvidenceLevel.SILENT:
        v.because("condition", f"no report tells whether its condition holds ({words})")
    elif other.evidence is EvidenceLevel.CONTESTED:
        v.evidence, v.deciding = EvidenceLevel.CONTESTED, list(other.deciding)
        v.noted("its condition is disputed")
        v.because("condition", f"its condition is disputed ({words})", other.deciding)
    elif other.state in GOING_ON:
        v.because("condition", f"its condition is reported to hold ({words})", other.deciding)
    else:
        v.because("condition", f"its condition is not reported to hold ({words})", other.deciding)
        v.noted("its condition is not reported to hold")
    return True


def _condition_ended(q: Asked, v: Verdict, opens: str) -> bool:
    """Its condition is reported to have ended, and not to hold again since. Those who are no party end
    the duty with it; the word of one side alone does not, and is noted."""
    ended = q.tally.of(K.CONDITION_ENDED)
    if not ended:
        return False
    again = q.tally.latest(K.CONDITION_MET, K.RESUMED)
    ended = [w for w in ended if w.last_on >= again]
    if not ended:
        return False
    sides = {*q.accord.parties, *q.accord.bound}
    others = [w for w in ended if w.party not in sides]
    both = {w.party for w in ended} >= set(q.accord.parties)
    if not others and not both:
        v.noted("the end of its condition is told by " + " and ".join(w.last.holder for w in ended))
        v.because("condition", "one side says that its condition has ended", ended)
        return False
    day = min(w.first_on for w in (others or ended))
    v.state, v.ended_on = State.ENDED, shifted(max(day, opens), -1)
    v.deciding = list(others or ended)
    v.evidence = not_established(v.deciding, q.accord, q.clause, own=False)
    v.noted(f"its condition ended on {day}")
    v.because("condition", "its condition is reported to have ended", v.deciding)
    return True


def _halted(q: Asked, v: Verdict, opens: str) -> bool:
    """Suspended or ended by those who owe it, as they or disinterested voices say."""
    for kind, state in ((K.SUSPENDED, State.SUSPENDED), (K.ENDED, State.ENDED)):
        if q.tally.latest(kind) < opens:
            continue
        told = [w for w in q.tally.of(kind) if w.last_on >= opens]
        some = [w for w in told if kind is K.SUSPENDED and _in_part(q, w)]
        for w in some:
            v.noted(f"{w.last.low:,.10g} held back on {w.last_on}")
            v.because("held back in part", "more than was held back is reported as done at that time", [w])
        told = [w for w in told if w not in some]
        if not told:
            continue
        last = max(map(LAST_ON, told))
        if q.quiet and q.tally.latest(*_KEEPING, K.RESUMED) > last:
            continue  # who went on with it is named in notes alone
        after = [w for w in q.tally.of(*_KEEPING, K.RESUMED) if w.last_on > last]
        # An amount that is called too little is an amount: what falls short goes on.
        after += [w for w in q.tally.of(*ADVERSE) if w.last_on > last and (w.last.low or 0) > 0]
        if after:
            v.noted(f"{state} on {last}, resumed since")
            v.because("resumed", f"{state} once, resumed since", (), [w.last for w in (*told, *after)])
            continue
        others = [w for w in told if w.role is not HolderRole.COUNTERPART]
        if not others:
            weigh_adverse(q, v, told)
            continue
        if kind is K.SUSPENDED and _faded(q, others, last):
            v.noted(f"{state} on {last} by report; no later report repeats it")
            v.because(
                "halt not repeated", f"told more than {HALT} days ago, and not by those who owe it", others
            )
            v.deciding, v.evidence = others, not_established(others, q.accord, q.clause, own=False)
            continue
        v.state, v.deciding = state, others
        earliest = min(others, key=LAST_ON)
        halted = LAST_ON(earliest)
        if state is State.ENDED:
            v.ended_on = shifted(halted, -1)
        v.evidence = not_established(others, q.accord, q.clause, own=False)
        v.noted(f"since {halted}" if earliest.dated else f"since {halted} at the latest")
        v.because(str(kind), f"reported as {state}", others)
        given = [
            w
            for w in q.tally.of(K.REFUSED, K.POSTPONED, K.BREACH_ALLEGED)
            if w.party in q.clause.obligors and w.last_on >= halted
        ]
        if given:
            v.because("reason given", "what those who halted it say of it", given)
        against = [w for w in q.tally.of(K.DENIED) if w.last_on >= last]
        if against:
            v.evidence = EvidenceLevel.CONTESTED
            v.deciding += against
        return True
    return False


def _faded(q: Asked, told: Sequence[Voice], last: str) -> bool:
    """Whether a halt that others than those who owe the duty told is too long ago to be how it stands today:
    it is told of its day. What those who owe it announce stands until they are told to go on."""
    own = any(w.role is HolderRole.OBLIGOR for w in told)
    return not own and old(last, min(q.as_of, q.known_at))


def _in_part(q: Asked, halt: Voice) -> bool:
    """Whether a halt holds back a number less than what is told as done at that time: the clause goes
    on, a part of it waits."""
    held = halt.last.low
    if held is None:
        return False
    days = (shifted(halt.last_on, -1), halt.last_on)
    return held < max(a.of_day(d) for a in (q.tally.amounts, q.tally.shared) for d in days)
