"""Why a clause stands as it does: what is told behind its standing, in whose words."""

from __future__ import annotations

from truceline.brief.answers import only_ready
from truceline.brief.carriers import joined
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket
from truceline.brief.owner import named as named_of
from truceline.brief.stands import OF_THE_CALENDAR, deeds, is_alleged
from truceline.model.accord import Clause, ClauseKind, SignalKind
from truceline.model.standing import EvidenceLevel, Standing
from truceline.model.weighing import Finding, QuestionKind, Verdict

__all__ = ["BINDS", "as_read", "as_told", "in_which_words"]

BINDS = "it binds, kept or not"
_READ = " by a reading ascribed to "
_AGAINST = (SignalKind.BREACH_ALLEGED, SignalKind.NOT_PERFORMED, SignalKind.INCIDENT)
_FOR = (SignalKind.PERFORMED, SignalKind.DENIED, SignalKind.COMPLETED)
_TOLD = 2
"""Names that are told of each side."""


def in_which_words(clause: Clause, standing: Standing, several: bool, material: Material) -> str:
    """That a refusal was made by nobody named, that a charge or refusal is one for `several` clauses, and that what is
    told as done is contested elsewhere."""
    some = [x for x in standing.signals if x.kind in (SignalKind.REFUSED, SignalKind.BREACH_ALLEGED)]
    claims = [c for x in some if (c := material.claims.get(x.claim)) is not None]
    adverse = is_alleged(standing) or standing.evidence is EvidenceLevel.CONTESTED
    found = ["speaker not named"] if adverse and claims and all(c.anonymous for c in claims) else []
    found += ["in general words"] if adverse and claims and several else []
    mine = {x.claim for x in deeds(standing)}
    against = (
        _against(f, material)
        for f in material.given.weighing.findings
        if material.accord is not None
        and f.verdict is Verdict.CONTESTED
        and f.kind is QuestionKind.OCCURRENCE
        and standing.state not in OF_THE_CALENDAR
        and not only_ready(f, material)
        and clause.kind is ClauseKind.DUTY
        and all(v.parties and all(map(material.accord.actor, v.parties)) for v in f.values)
        and any(e.claim in mine for v in f.values for e in v.evidence)
    )
    told = list(against)[:1] or [_for_and_against(standing, material)]
    return ", ".join([*found, *(x for x in told if x)])


def _against(finding: Finding, material: Material) -> str:
    """Who tells it as done, and who does not: of a side its name, else whoever speaks."""
    sides: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for v in finding.values:
        names = [material.name(p) or p for p in v.parties] or list(v.holders[:1])
        sides[v.mode == "done"].update(dict.fromkeys(names))
    first, second = (joined(list(sides[x])[:_TOLD]) for x in (True, False))
    if not first or not second or set(sides[True]) & set(sides[False]):
        return "contested: told as done, and as denied or still ahead"
    return f"contested: told as done by {first}, and as denied or still ahead by {second}"


def _for_and_against(standing: Standing, material: Material) -> str:
    """Of a contested clause who tells that it is broken or not done, and who that it is kept or done, or denies it."""
    voices: dict[bool, dict[str, None]] = {True: {}, False: {}}
    for x in standing.signals if standing.evidence is EvidenceLevel.CONTESTED else ():
        claim = material.claims.get(x.claim)
        if claim is None or x.kind not in (*_AGAINST, *_FOR):
            continue
        voice = (
            material.outlet(claim.report)
            if material.is_own(claim)
            else in_a_bracket(named_of(claim, material))
        )
        voices[x.kind in _AGAINST].setdefault(voice or x.holder)
    broken, kept = (joined(list(voices[x])[:_TOLD]) for x in (True, False))
    return (
        f"told as broken or not done by {broken}, and as kept, or not broken, by {kept}"
        if broken and kept
        else ""
    )


def as_told(note: str, standing: Standing, material: Material) -> str:
    """A note that speaks of a refusal, with who is told to refuse; where no side made it itself in words cited,
    an outlet reports it."""
    some = [
        c for x in standing.signals if x.kind is SignalKind.REFUSED if (c := material.claims.get(x.claim))
    ]
    if some and all(material.is_own(c) for c in some):
        outlets = joined(sorted({material.outlet(c.report) for c in some}))
        return note.replace("refusal announced", f"a refusal is told by {outlets}")
    sides = joined(sorted({in_a_bracket(named_of(c, material)) for c in some} - {""}))
    return note.replace(
        "refusal announced", f"a refusal by {sides} is reported" if sides else "refusal reported"
    )


def as_read(note: str, clause: Clause, standing: Standing) -> str:
    """A note in which a side reads the clause otherwise, with the words of that reading: how it stands by them is for
    the reader to say; and of what only binds, that nobody's word makes it kept."""
    pieces = [x for x in note.split("; ") if x and _READ not in x]
    steps = [x.says for x in standing.trace if x.rule == "rival reading"] if _READ in note else []
    for reading in clause.readings:
        told = next((x for x in steps if x.startswith(f"{reading.words} (")), None)
        if (
            told is not None
            and f"{_READ}{told.removeprefix(f'{reading.words} (').rsplit('): ', 1)[0]}" in note
        ):
            who = told.removeprefix(f"{reading.words} (").rsplit("): ", 1)[0]
            pieces.append(f"read otherwise by {who}, as the agreement’s file has it: “{reading.words}”")
            break
    binds = [BINDS] if standing.word.startswith("in effect") else []
    return "; ".join([*binds, *pieces])
