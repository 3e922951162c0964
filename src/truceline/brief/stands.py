"""How a clause stands, in words: as a reader sees it, with its note, on whose word, and why."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from truceline.brief.answers import only_ready
from truceline.brief.carriers import joined
from truceline.brief.english import day_in_words
from truceline.brief.material import Material
from truceline.brief.owner import in_a_bracket, named
from truceline.brief.wording import days_plain
from truceline.model.accord import Change, Clause, ClauseKind, SignalKind
from truceline.model.reading import Claim
from truceline.model.standing import MENTIONS, EvidenceLevel, Signal, Standing, State
from truceline.model.weighing import Finding, QuestionKind, Verdict

__all__ = [
    "BINDS",
    "OF_THE_CALENDAR",
    "as_read",
    "as_told",
    "deeds",
    "in_which_words",
    "in_words",
    "is_alleged",
    "not_watched",
    "note_of",
    "on_whose_word",
    "sides_apart",
]

_EVIDENCE = {
    EvidenceLevel.ESTABLISHED: "established",
    EvidenceLevel.CORROBORATED: "",
    EvidenceLevel.SINGLE_ORIGIN: "",
    EvidenceLevel.ALLEGED: "alleged by one side",
    EvidenceLevel.CONTESTED: "contested",
    EvidenceLevel.SILENT: "no report",
    EvidenceLevel.NO_ACCESS: "no access",
}
_FIRST_REPORTED = re.compile(r", first reported on .*$")
_TELLS_WHOSE = ("disputed", "unknown", "breach")
OF_THE_CALENDAR = (State.NOT_DUE, State.DUE, State.OVERDUE)
"""States that a day makes, and nobody's word."""
_NAMES = 3
_FOR = (SignalKind.BEGUN, SignalKind.PERFORMED, SignalKind.COMPLETED, SignalKind.DENIED)
_AGAINST = (SignalKind.NOT_PERFORMED, SignalKind.BREACH_ALLEGED, SignalKind.REFUSED, SignalKind.INCIDENT)
BINDS = "it binds; this does not say that it is kept"
_READ = " by a reading ascribed to "
_CHARGED = (SignalKind.BREACH_ALLEGED, SignalKind.NOT_PERFORMED)
_PUT_OFF = "postponement announced"
_INCIDENT = "incident reported by "
_KEPT = (SignalKind.PERFORMED, SignalKind.DENIED, SignalKind.COMPLETED)
_A_DAY = len("2025-01-01")
_TOLD = 2
"""Names that are told of each side."""


def in_words(standing: Standing) -> str:
    """How it stands as a reader sees it, with its note: "kept late (due on 3 February)"."""
    note = note_of(standing, set())
    return days_plain(f"{standing.word} ({note})" if note else standing.word)


def note_of(standing: Standing, told: set[str]) -> str:
    """What of its note is not in `told`, to which it is added; when it was first reported is told with the words
    behind it."""
    pieces = standing.note.split("; ") if standing.note else []
    note = "; ".join(_FIRST_REPORTED.sub("", p) for p in pieces if p not in told)
    told |= set(pieces)
    return days_plain(note)


def on_whose_word(standing: Standing, material: Material) -> str:
    """ ", on the word of Egypt alone": who stands behind the word shown, one name for each voice; or what makes it
    certain, where it is more than words."""
    binds = standing.state in OF_THE_CALENDAR or standing.state is State.IN_EFFECT
    silent = standing.mentioned or standing.evidence is EvidenceLevel.SILENT or binds
    if silent or (standing.word.startswith(_TELLS_WHOSE) and not is_alleged(standing)):
        return ""
    if is_alleged(standing):
        return _by_an_institution(standing, material)
    if standing.evidence not in (EvidenceLevel.CORROBORATED, EvidenceLevel.SINGLE_ORIGIN):
        return f", {_EVIDENCE[standing.evidence]}"
    names: dict[str, str] = {}
    for x in deeds(standing):
        claim = material.claims.get(x.claim)
        voice = named(claim, material) if claim is not None else ""
        own = claim is not None and material.is_own(claim)
        names.setdefault(x.interest, material.outlet(claim.report) if claim and own else voice or x.holder)
    some = list(dict.fromkeys(names.values()))
    if not some:
        return ""
    if len(some) > _NAMES:
        some = [*some[:_NAMES], "others"]
    alone = " alone" if standing.evidence is EvidenceLevel.SINGLE_ORIGIN and len(some) == 1 else ""
    return f", on the word of {joined(some)}{alone}"


def _by_an_institution(standing: Standing, material: Material) -> str:
    """ ", on the word of the Relief Office (counted with Brunmark)": who alleges it, where the words cited name a body
    of the side that the standing names."""
    told = dict[str, None]()
    for x in standing.signals:
        claim = material.claims.get(x.claim)
        name, side = (named(claim, material), material.name(claim.party)) if claim is not None else ("", None)
        name = name.removesuffix(f" ({side})")
        if name and side and side.casefold() not in name.casefold():
            told[f"{name} (counted with {side})"] = None
    return f", on the word of {joined(list(told)[:_NAMES])}" if told else ""


def deeds(standing: Standing) -> list[Signal]:
    """The signals by which it stands so: what was done or said before what is owed."""
    return [x for x in standing.signals if x.kind not in MENTIONS] or list(standing.signals)


def sides_apart(standing: Standing, material: Material) -> list[frozenset[str]]:
    """Of a contested clause the claims by which it is kept or done and those by which it is not; where all charge, those
    of each side. None where one side speaks."""
    if standing.evidence is not EvidenceLevel.CONTESTED:
        return []
    found: dict[str, set[str]] = {}
    against = [x for x in standing.signals if x.kind in _AGAINST]
    done = {x.claim for x in standing.signals if x.kind in _FOR}
    for x in against:
        claim = material.claims.get(x.claim)
        found.setdefault("" if done else (claim.party if claim is not None else "") or "", set()).add(x.claim)
    actor = material.accord.actor if material.accord is not None else lambda _: None
    some = [done, *found.values()] if done else [x for k, x in found.items() if actor(k)]
    return [frozenset(s) for s in some] if len(some) > 1 else []


def not_watched(material: Material) -> str:
    """Behind a sentence that nothing was found: of how many clauses nothing would be heard."""
    words = material.accord.not_watched if material.accord else ""
    return f" {words} (see “Unknown”)." if words else ""


def is_alleged(standing: Standing) -> bool:
    """Whether the adverse word rests on one side alone."""
    return standing.evidence is EvidenceLevel.ALLEGED or standing.shown.startswith("breach alleged")


def in_which_words(clause: Clause, standing: Standing, material: Material) -> str:
    """That a refusal was made by nobody named, and who tells the one and who the other of what is contested."""
    some = [x for x in standing.signals if x.kind in (SignalKind.REFUSED, SignalKind.BREACH_ALLEGED)]
    claims = [c for x in some if (c := material.claims.get(x.claim)) is not None]
    adverse = is_alleged(standing) or standing.evidence is EvidenceLevel.CONTESTED
    found = ["speaker not named"] if adverse and claims and all(c.anonymous for c in claims) else []
    mine = {x.claim for x in deeds(standing)}
    against = (
        _against(f, {x.report for x in deeds(standing)}, material)
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


def _against(finding: Finding, cited: Container[str], material: Material) -> str:
    """Who tells it as done, and who does not: of a side its name, else whoever speaks; with the days of reports that
    are `cited`."""
    days: dict[bool, dict[str, list[Claim]]] = {True: {}, False: {}}
    for v in finding.values:
        names = [material.name(p) or p for p in v.parties] or list(v.holders[:1])
        some = [
            c
            for e in v.evidence
            if (c := material.claims.get(e.claim or "")) is not None and c.report in cited
        ]
        for name in names:
            days[v.mode == "done"].setdefault(name, []).extend(some)
    first, second = (
        joined([f"{n}{_reported(some, material)}" for n, some in [*days[x].items()][:_TOLD]])
        for x in (True, False)
    )
    if not first or not second or set(days[True]) & set(days[False]):
        return "contested: told as done, and as denied or still ahead"
    modes = {v.mode for v in finding.values} - {"done"}
    other = (
        "denied" if modes == {"denied"} else "denied or still ahead" if "denied" in modes else "still ahead"
    )
    return f"contested: told as done by {first}, and as {other} by {second}"


def _reported(claims: list[Claim], material: Material) -> str:
    """ " (reported 8 March)": when some claims were published."""
    days = _days(claims, material)
    return f" (reported {days})" if days else ""


def _days(claims: list[Claim], material: Material) -> str:
    """The days on which claims were published; of many the first and the last one."""
    days = sorted({d for c in claims if len(d := material.published(c.report)[:_A_DAY]) == _A_DAY})
    ends = days if len(days) <= _TOLD else [days[0], days[-1]]
    return joined([day_in_words(d, year=d[:4] != material.given.as_of[:4]) for d in ends])


def _for_and_against(clause: Clause, standing: Standing, material: Material) -> Iterator[str]:
    """Of a contested clause which sides charge each other; else who tells that it is broken or not done, or of deeds that
    would break it, and who that it is kept or done, or denies it."""
    if standing.evidence is not EvidenceLevel.CONTESTED:
        return
    some = [material.claims.get(x.claim) for x in standing.signals if x.kind in _CHARGED]
    actor = material.accord.actor if material.accord is not None else None
    sides = [a.name for a in dict.fromkeys(actor(c.party) for c in some if actor and c and c.party) if a]
    broken, kept = _voices(standing, _CHARGED, material), _voices(standing, _KEPT, material)
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
    told: dict[str, list[Claim]] = {}
    names: dict[str, str] = {}
    for x in standing.signals:
        claim = material.claims.get(x.claim)
        if claim is None or x.kind not in kinds:
            continue
        own = material.is_own(claim)
        voice = (material.outlet(claim.report) if own else in_a_bracket(named(claim, material))) or x.holder
        key = voice.casefold().removeprefix("the ")
        names[key] = voice
        told.setdefault(key, []).append(claim)
    return joined([f"{names[k]}{_reported(some, material)}" for k, some in [*told.items()][:_TOLD]])


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
        return note.replace("refusal announced", f"a refusal is told by {outlets}{_reported(some, material)}")
    sides = joined(sorted({in_a_bracket(named(c, material)) for c in some} - {""}))
    outlets = joined(sorted({material.outlet(c.report) for c in some if c.cue is None}))
    by = f"told by {outlets} as refused by {sides}" if outlets else f"a refusal by {sides} is reported"
    day = _days(some, material)
    by = f"{by}{f' on {day}' if day and not outlets else _reported(some, material)}"
    return note.replace("refusal announced", by if sides else "refusal reported")


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
