"""Why a clause stands as it does: what is told behind its standing, in whose words."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.brief.answers import only_ready
from truceline.brief.carriers import joined
from truceline.brief.english import day_in_words
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket
from truceline.brief.owner import named as named_of
from truceline.brief.stands import OF_THE_CALENDAR, deeds, is_alleged
from truceline.model.accord import Change, Clause, ClauseKind, SignalKind
from truceline.model.standing import EvidenceLevel, Standing
from truceline.model.weighing import Finding, QuestionKind, Verdict

__all__ = ["BINDS", "as_read", "as_told", "in_which_words"]

BINDS = "it binds; this does not say that it is kept"
_READ = " by a reading ascribed to "
_AGAINST = (SignalKind.BREACH_ALLEGED, SignalKind.NOT_PERFORMED)
_PUT_OFF = "postponement announced"
_INCIDENT = "incident reported by "
_FOR = (SignalKind.PERFORMED, SignalKind.DENIED, SignalKind.COMPLETED)
_TOLD = 2
"""Names that are told of each side."""


def in_which_words(clause: Clause, standing: Standing, material: Material) -> str:
    """That a refusal was made by nobody named, and who tells the one and who the other of what is contested."""
    some = [x for x in standing.signals if x.kind in (SignalKind.REFUSED, SignalKind.BREACH_ALLEGED)]
    claims = [c for x in some if (c := material.claims.get(x.claim)) is not None]
    adverse = is_alleged(standing) or standing.evidence is EvidenceLevel.CONTESTED
    found = ["speaker not named"] if adverse and claims and all(c.anonymous for c in claims) else []
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
    told = list(against)[:1] or list(_for_and_against(clause, standing, material))
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


def _for_and_against(clause: Clause, standing: Standing, material: Material) -> Iterator[str]:
    """Of a contested clause which sides charge each other; else who tells that it is broken or not done, or of deeds that
    would break it, and who that it is kept or done, or denies it."""
    if standing.evidence is not EvidenceLevel.CONTESTED:
        return
    some = [material.claims.get(x.claim) for x in standing.signals if x.kind in _AGAINST]
    actor = material.accord.actor if material.accord is not None else None
    sides = [a.name for a in dict.fromkeys(actor(c.party) for c in some if actor and c and c.party) if a]
    broken, kept = _voices(standing, _AGAINST, material), _voices(standing, _FOR, material)
    if len(sides) > 1 and not kept:
        yield f"charges of breach by {joined(sides)}, each against the other side"
    elif broken and (kept or clause.kind is ClauseKind.BAN):
        yield f"told as broken or not done by {broken}"
    elif told := _voices(standing, (SignalKind.INCIDENT,), material):
        yield f"deeds that would break it told by {told}"
    if kept:
        yield f"{'and ' if broken else 'told '}as kept, or not broken, by {kept}"


def _voices(standing: Standing, kinds: tuple[SignalKind, ...], material: Material) -> str:
    """Who stands behind the signals of some kinds: an outlet for its own words."""
    told: dict[str, None] = {}
    for x in standing.signals:
        claim = material.claims.get(x.claim)
        if claim is None or x.kind not in kinds:
            continue
        own = material.is_own(claim)
        voice = material.outlet(claim.report) if own else in_a_bracket(named_of(claim, material))
        told.setdefault(voice or x.holder)
    bare = {w.casefold().removeprefix("the "): w for w in told}
    return joined([*bare.values()][:_TOLD])


def as_told(note: str, clause: Clause, standing: Standing, material: Material) -> str:
    """A note with who put off, who extends until when, and who is told to refuse; where no side made it itself in words
    cited, an outlet reports it. Which incident is meant is told by the words behind the clause."""
    note = "; ".join(x for x in note.split("; ") if not x.startswith(_INCIDENT))
    longer, off = (_voices(standing, (k,), material) for k in (SignalKind.EXTENDED, SignalKind.POSTPONED))
    if off:
        pieces = note.split("; ")
        kept = f"told as put off by {off}"
        note = "; ".join(kept if x == _PUT_OFF else x for x in pieces if x != _PUT_OFF or not longer)
    if longer:
        until = [c.until for c in _changes(clause, material)]
        day = f" until {day_in_words(until[-1])}" if until else ""
        note = note.replace("extension reported", f"told as extended{day} by {longer}")
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


def _changes(clause: Clause, material: Material) -> list[Change]:
    """The later texts, known by then, that move its end."""
    some = material.accord.changes if material.accord else ()
    return [c for c in some if c.until and clause.id in c.clauses and c.on <= material.given.known_at]


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
