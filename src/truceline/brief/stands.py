"""How a clause stands, in words: as a reader sees it, with its note, on whose word, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta

from truceline.brief.carriers import joined
from truceline.brief.composed import Part, all_of, borne
from truceline.brief.duties import counting, duty, rival_readings
from truceline.brief.english import day_in_words
from truceline.brief.material import Material
from truceline.brief.tellers import tellers, voices
from truceline.brief.wording import days_plain
from truceline.model.accord import Clause, SignalKind
from truceline.model.standing import EvidenceLevel, Standing

__all__ = [
    "BINDS",
    "about",
    "in_plain_words",
    "in_words",
    "not_watched",
    "notes",
    "sides_apart",
]

_FIRST_REPORTED = re.compile(r", first reported on .*$")
_FOR = (SignalKind.BEGUN, SignalKind.PERFORMED, SignalKind.COMPLETED, SignalKind.DENIED)
_AGAINST = (SignalKind.NOT_PERFORMED, SignalKind.BREACH_ALLEGED, SignalKind.REFUSED, SignalKind.INCIDENT)
BINDS = "it binds; this does not say that it is kept"
_BINDS = "it binds"
_READ = " by a reading ascribed to "
_DISPUTED = "is disputed"
_IN_FORCE = re.compile(r"whether (\S+) is in force is disputed")
_PUT_OFF, _LONGER = "postponement announced", "extension reported"
_SAID_BETTER = ("incident reported by ", "refusal announced", _PUT_OFF, _LONGER)
_NUMBERED = re.compile(r"\bday (\d+)\b")
_A_DAY = len("2025-01-01")
_TOLD = 2
"""Names that are told of each side."""


def in_words(standing: Standing) -> str:
    """How it stands as a reader sees it, with its note: "kept late (due on 3 February)"."""
    note = _note_of(standing, set())
    return days_plain(f"{standing.word} ({note})" if note else standing.word)


def _note_of(standing: Standing, told: set[str]) -> str:
    """What of its note is not in `told`, to which it is added; when it was first reported is told with the words
    behind it."""
    pieces = standing.note.split("; ") if standing.note else []
    note = "; ".join(_FIRST_REPORTED.sub("", p) for p in pieces if p not in told)
    told |= set(pieces)
    return days_plain(note)


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


def notes(standing: Standing, told: set[str]) -> tuple[str, ...]:
    """The pieces of its note that are not in `told`, to which they are added; of what only binds, that nobody's word
    makes it kept."""
    pieces = [x for x in _note_of(standing, told).split("; ") if x and x != _BINDS]
    binds = [BINDS] if standing.word.startswith("in effect") else []
    return (*binds, *dict.fromkeys(pieces))


def in_plain_words(pieces: Iterable[str]) -> list[str]:
    """Of the pieces of a note those that are told as they are: who tells of an incident, a refusal, a reading or a
    dispute says more of it."""
    return [
        x for x in pieces if _READ not in x and not x.startswith(_SAID_BETTER) and not x.endswith(_DISPUTED)
    ]


def about(clause: Clause, standing: Standing, pieces: Iterable[str], material: Material) -> list[Part]:
    """What the other pieces of its note say: that it is put off or goes on for longer, what it hangs on that is in
    dispute, how a side reads it; each with who says so."""
    some = list(pieces)
    found = list[Part]()
    for piece, kind, words in (
        (_PUT_OFF, SignalKind.POSTPONED, "told as put off by"),
        (_LONGER, SignalKind.EXTENDED, "told as extended by"),
    ):
        who = [x for x in standing.signals if x.kind is kind] if piece in some else []
        told = all_of(voices(who, material)[:_TOLD])
        found += [Part(f"{words} {told.words}", told.spans)] if told is not None else []
    if any(x.endswith(_DISPUTED) for x in some):
        found += _in_dispute(clause, standing, some, material)
    return [*found, *(_as_read(clause, standing, material) if any(_READ in x for x in some) else ())]


def _in_dispute(
    clause: Clause,
    standing: Standing,
    pieces: Iterable[str],
    material: Material,
    seen: frozenset[str] = frozenset(),
) -> list[Part]:
    """What a clause hangs on, where that is disputed: which clause it is, and who tells what of it. `seen` are clauses
    that hang on this one."""
    accord = material.accord
    deadline = clause.deadline
    moments = [m.condition_clause for m in (deadline.due, deadline.opens) if m is not None]
    force = [x for piece in pieces for x in _IN_FORCE.findall(piece)]
    now = {s.clause: s for s in reversed(material.given.standings)}
    found = list[Part]()
    for id_ in (*force, *(x for x in (deadline.condition_clause, *moments) if x)):
        other = accord.clause(id_) if accord is not None else None
        if other is None or id_ not in now or id_ in seen | {clause.id}:
            continue
        said = tellers(other, now[id_], material) or _in_dispute(
            other, now[id_], (), material, seen | {clause.id}
        )
        if said:
            lead = "whether that is in force" if id_ in force else f"its condition, ‘{other.title}’,"
            spans = dict.fromkeys((*duty(material, other), *(s for p in said for s in p.spans)))
            found.append(Part(f"{lead} is disputed: {joined([p.words for p in said])}", tuple(spans)))
    return found


def _as_read(clause: Clause, standing: Standing, material: Material) -> list[Part]:
    """How a side reads the clause otherwise, in the words of the agreement's file: how it stands by them is for the
    reader to say."""
    steps = [x.says for x in standing.trace if x.rule == "rival reading"]
    for reading in clause.readings:
        told = next((x for x in steps if x.startswith(f"{reading.words} (")), None)
        who = told.removeprefix(f"{reading.words} (").rsplit("): ", 1)[0] if told is not None else ""
        if told is not None and f"{_READ}{who}" in standing.note:
            words = f"read otherwise by {who}, as the agreement’s file has it: “{_with_days(reading.words, material)}”"
            part = borne(words, (*rival_readings(material, standing), *counting(material)), material)
            return [part] if part is not None else []
    return []


def _with_days(words: str, material: Material) -> str:
    """Words that count days from the first one ("day 43"), with the days of the calendar in brackets."""
    accord = material.accord
    if accord is None or not accord.start:
        return words
    start = date.fromisoformat(accord.start[:_A_DAY])
    counts = list(dict.fromkeys(c.first for c in accord.day_counts)) or [1]

    def dated(found: re.Match[str]) -> str:
        days = [start + timedelta(days=int(found[1]) - first) for first in counts]
        told = " or ".join(day_in_words(d.isoformat(), year=False) for d in days)
        return f"{found[0]} [{told}]"

    return _NUMBERED.sub(dated, words)
