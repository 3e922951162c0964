"""What the rules of standing rest on: who says what, how well that is known, how much is told.

Without a named verifier, the obligor's own admission or a person, nothing is breached and
nothing is established; a party's word against the other is an allegation.
"""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import (
    Accord,
    Clause,
    ClauseKind,
    DeadlineKind,
    HolderRole,
    QuantityKind,
    SignalKind,
)
from truceline.model.standing import EvidenceLevel, State
from truceline.standing.asked import Asked, Reason, Verdict
from truceline.standing.tally import Voice

__all__ = [
    "ADVERSE",
    "AFTER_END",
    "GOING_ON",
    "PENDING",
    "SPOKEN",
    "Asked",
    "K",
    "Reason",
    "Verdict",
    "level",
    "not_established",
    "nothing_heard",
    "refusal",
    "standing_duty",
    "told_of",
    "untold",
    "weigh_adverse",
]

K = SignalKind
ADVERSE = (K.NOT_PERFORMED, K.BREACH_ALLEGED)
PENDING = (K.PROMISED, K.POSTPONED, K.REFUSED, K.NOT_PERFORMED)
SPOKEN = (
    K.PROMISED,
    K.POSTPONED,
    K.BEGUN,
    K.CONDITION_MET,
    K.EXTENDED,
    K.DUTY_STATED,
    K.SPOKEN_OF,
    K.NOT_PERFORMED,
)
AFTER_END = {
    K.SUSPENDED: "a halt reported",
    K.ENDED: "an end reported",
    K.NOT_PERFORMED: "a failing reported",
    K.BREACH_ALLEGED: "a breach alleged",
}
_DONE = (K.PERFORMED, K.COMPLETED, K.BEGUN)
GOING_ON = (State.IN_EFFECT, State.KEPT, State.KEPT_LATE)


def standing_duty(clause: Clause, kind: DeadlineKind) -> bool:
    """Whether the clause binds through a span of time instead of asking for one deed."""
    return (
        kind in (DeadlineKind.DURING, DeadlineKind.RECURRING)
        or (kind is DeadlineKind.NONE and clause.kind is ClauseKind.BAN)
        or (clause.quantity is not None and clause.quantity.kind is QuantityKind.SCHEDULE)
    )


def level(
    voices: Sequence[Voice], accord: Accord, clause: Clause, own: bool = True, finds: bool = True
) -> EvidenceLevel:
    """How well something is known that these voices tell.

    Established by a named verifier; corroborated by two interests that do not stand on one side;
    alleged where only those who owe the deed say that it is done (`own`); else one origin. Of what is no finding
    (`finds` is False) a verifier is one voice beside the others.
    """
    if not voices:
        return EvidenceLevel.SILENT
    first, several = voices[0].interest, False
    for v in voices:  # one pass, for it is asked of every clause on every day
        if finds and v.role is HolderRole.VERIFIER and v.named is not None:
            return EvidenceLevel.ESTABLISHED
        several = several or v.interest != first
    if several:
        return EvidenceLevel.CORROBORATED
    if own and all(v.party in clause.obligors for v in voices):
        return EvidenceLevel.ALLEGED
    return EvidenceLevel.SINGLE_ORIGIN


def weigh_adverse(q: Asked, v: Verdict, voices: Sequence[Voice]) -> None:
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
    denials = _denials(q)
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
        if v.state in (State.IN_EFFECT, State.NOT_DUE, State.DUE):
            teller = (found or admitted)[0].last.holder
            v.noted(f"found not to be kept by {teller}" if found else f"not kept, by {teller}'s own word")
        return
    # Who tells that it does what it owes contradicts those who charge it.
    denials += [w for w in q.tally.of(*_DONE) if w.role is HolderRole.OBLIGOR]
    accusers = tuple(dict.fromkeys(w.party for w in alleged if w.party))
    answered = [w for w in denials if w.interest not in {x.interest for x in voices}]
    if not alleged:
        # What only others tell is disputed by those of whom it is told, by nobody else.
        answered = [w for w in answered if w.party in q.clause.obligors]
    if len(accusers) > 1 or answered:
        v.evidence = EvidenceLevel.CONTESTED
        v.deciding += answered
        v.because("contested", "those who are concerned contradict each other", [*voices, *answered])
        return
    if alleged and not others:
        v.evidence, v.accusers = EvidenceLevel.ALLEGED, accusers
        v.because("alleged", "only the other party or its institutions say so", alleged)
        return
    v.evidence = not_established([*others, *alleged], q.accord, q.clause, own=False)
    v.because("reported", "told by others than the parties", [*others, *alleged])
    if v.state in (State.IN_EFFECT, State.NOT_DUE, State.DUE):
        v.noted(f"breach reported by {others[0].first.holder}" if others else "breach reported")


def untold(q: Asked, what: str) -> str:
    """That of a clause which reports only speak of it is not known "whether it was done": a rule that listens heard
    nothing of it, or none listens. What no report tells, no rule can say."""
    return f"{what} {'is not watched' if q.clause.id in q.accord.unheard else 'was not heard'}"


def nothing_heard(q: Asked, v: Verdict, what: str) -> None:
    """Why a clause is silent."""
    v.because("not watched" if q.clause.id in q.accord.unheard else "silence", untold(q, what))


def refusal(q: Asked, v: Verdict) -> None:
    """A refusal by those who owe it, by their own word or as disinterested voices report it, and not
    taken back since, makes the clause disputed."""
    refused = [w for w in q.tally.of(K.REFUSED) if w.role is not HolderRole.COUNTERPART]
    if not refused:
        return
    done = q.tally.latest(K.RESUMED, *_DONE)
    back: dict[str, str] = {}
    for w in q.tally.of(K.PROMISED):
        back[w.interest] = max(back.get(w.interest, ""), w.last_on)
    standing = [w for w in refused if max(back.get(w.interest, ""), done) <= w.last_on]
    if not standing:
        if q.quiet:
            return
        refusers, since = {r.interest for r in refused}, min(r.last_on for r in refused)
        ended = [
            w.last
            for w in q.tally.of(K.PROMISED, K.RESUMED, *_DONE)
            if (w.kind is not K.PROMISED or w.interest in refusers) and w.last_on >= since
        ]
        says = "announced; taken back, settled or overtaken by the deed since"
        v.because("refusal over", says, (), [*(w.last for w in refused), *ended])
        return
    refusing = {w.interest for w in standing}
    against = [w for w in q.tally.of(*ADVERSE, K.DUTY_STATED) if w.interest not in refusing]
    v.evidence = EvidenceLevel.CONTESTED
    v.accusers = ()
    v.deciding = [*standing, *(w for w in against if w.role is HolderRole.COUNTERPART), *v.deciding]
    v.noted("refusal announced")
    v.because("refusal", "announced by those who owe it: disputed, not breached", [*standing, *against])


def _denials(q: Asked) -> list[Voice]:
    """The denials, but for those by a side that owes nothing here and is charged with nothing."""
    return [
        w
        for w in q.tally.of(K.DENIED)
        if w.role is not HolderRole.COUNTERPART or w.party in q.clause.obligors
    ]


def told_of(q: Asked, v: Verdict) -> None:
    """Notes that change no state, and a denial of what is only alleged."""
    put_off = [] if q.quiet else q.tally.of(K.POSTPONED)
    if put_off:
        done = max((w.last_on for w in q.tally.of(K.RESUMED, *_DONE) if w.last.dated), default="")
        put_off = [w for w in put_off if w.last_on > done]
    if put_off:
        v.noted("postponement announced")
        v.because("postponement", "a postponement is announced, and no deed is dated since", put_off)
    if q.tally.of(K.EXTENDED):
        v.noted("extension reported")
    denied = _denials(q) if v.evidence is EvidenceLevel.ALLEGED else []
    if denied:
        v.evidence = EvidenceLevel.CONTESTED
        v.accusers = ()
        v.deciding += denied


def not_established(
    voices: Sequence[Voice], accord: Accord, clause: Clause, own: bool = True
) -> EvidenceLevel:
    """How well that is known which speaks only of plans, or is no finding: nobody establishes it."""
    return level(voices, accord, clause, own, finds=False)
