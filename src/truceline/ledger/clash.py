"""Two people decide on one thing at once: which decisions the later one had not seen.

Whoever decides says how long the record was when they looked. A decision about the same
subjects that came after that is one they did not know of; the new decision is then kept as a
clash, which changes nothing by itself, and both people can see it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection

from truceline.errors import Conflict, Overtaken
from truceline.ledger.chain import Entry, canonical
from truceline.ledger.fetch import entries_where
from truceline.ledger.payload import judgement_from, judgement_payload
from truceline.ledger.tables import entries
from truceline.model.judgement import Decision, Judgement, SubjectKind

__all__ = ["Clash", "clash_from", "clash_payload", "kept_already", "overtaken", "overtaken_by"]


@dataclass(frozen=True, slots=True)
class Clash:
    """A decision that came too late: it is kept and has no effect. `against` are the ids of the
    judgements that it had not seen; `seen` is how many entries the record had when its maker looked."""

    judgement: Judgement
    against: tuple[str, ...]
    seen: int
    recorded_at: str = ""


def clash_payload(judgement: Judgement, against: list[Judgement], seen: int) -> str:
    """A clash as canonical JSON."""
    held = json.loads(judgement_payload(judgement))
    return canonical({"judgement": held, "against": [j.id for j in against], "seen": seen})


def clash_from(entry: Entry) -> Clash:
    """The clash of an entry."""
    value: dict[str, Any] = json.loads(entry.payload)
    held = judgement_from(canonical(value["judgement"]))
    return Clash(held, tuple(value["against"]), int(value["seen"]), entry.recorded_at)


def overtaken_by(connection: Connection, judgement: Judgement, seen: int) -> list[Judgement]:
    """The judgements after entry `seen` that touch what `judgement` touches, in order.

    Adding a claim that the machine missed takes nothing from anybody, so it never clashes.
    """
    if judgement.decision is Decision.ADD:
        return []
    newer = entries_where(connection, entries.c.kind == "judgement", entries.c.sequence > seen)
    if not newer:
        return []
    wanted = _touched(connection, judgement)
    others = [judgement_from(entry.payload) for entry in newer]
    return [j for j in others if j.decision is not Decision.ADD and _touched(connection, j) & wanted]


def _touched(connection: Connection, judgement: Judgement) -> set[tuple[SubjectKind, str]]:
    """What a judgement is about; an undo is about the judgement and about what that is about."""
    found: set[tuple[SubjectKind, str]] = set()
    waiting, seen = [judgement], {judgement.id}
    while waiting:
        j = waiting.pop()
        found |= {(j.kind, subject) for subject in (j.subject, *j.others)}
        if j.kind is SubjectKind.JUDGEMENT and j.subject not in seen:
            seen.add(j.subject)
            query = (entries.c.kind == "judgement", entries.c.subject == j.subject)
            waiting += [judgement_from(entry.payload) for entry in entries_where(connection, *query)]
    return found


def kept_already(connection: Connection, judgement: Judgement, seen: int | None) -> list[Judgement] | None:
    """None where the judgement is new. Else the judgements that it came too late for, none where it holds.

    One that was sent twice, as by a double click, is the same whenever it was made; sent again from an
    old page after it was undone, it comes too late. Raises `Conflict` where another judgement has its id.
    """
    known = entries_where(
        connection, entries.c.kind.in_(("judgement", "clash")), entries.c.subject == judgement.id
    )
    if not known:
        return None
    clash = clash_from(known[0]) if known[0].kind == "clash" else None
    kept = clash.judgement if clash else judgement_from(known[0].payload)
    if replace(kept, made_at="") != replace(judgement_from(judgement_payload(judgement)), made_at=""):
        raise Conflict(
            "another judgement has this id",
            where=f"judgement {judgement.id}",
            mend="give the new one an id of its own; nothing is overwritten",
        )
    if clash is None:
        before = [] if seen is None else overtaken_by(connection, judgement, seen)
        return [j for j in before if j.id != judgement.id]
    query = (entries.c.kind == "judgement", entries.c.subject.in_(clash.against))
    return [judgement_from(entry.payload) for entry in entries_where(connection, *query)]


def overtaken(late: list[tuple[Judgement, list[Judgement]]]) -> Overtaken:
    """The error that tells of judgements that came too late, each with those before it."""
    judgement, before = late[0]
    last = before[-1]
    more = f" (and {len(late) - 1} more of this call)" if len(late) > 1 else ""
    return Overtaken(
        f"{last.by} decided {last.decision.value!r} on it on {last.made_at[:10]}{_why(last)}{more}",
        where=f"{judgement.kind.value} {judgement.subject}",
        mend=f"theirs holds ({last.id}), yours is in the log ({judgement.id}) and has no effect; "
        "look again, then let theirs stand, undo it, or decide over it",
        mine=tuple(j.id for j, _ in late),
        theirs=tuple(j.id for j in before),
    )


def _why(judgement: Judgement) -> str:
    return f" (“{judgement.reason}”)" if judgement.reason else ""
