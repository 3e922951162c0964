"""How a clause stands, in words: as a reader sees it, with its note and on whose word."""

from __future__ import annotations

import re

from truceline.brief.carriers import joined
from truceline.brief.material import Material
from truceline.brief.owner import named
from truceline.brief.wording import days_plain
from truceline.model.accord import SignalKind
from truceline.model.standing import MENTIONS, EvidenceLevel, Signal, Standing, State

__all__ = [
    "OF_THE_CALENDAR",
    "deeds",
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
