"""What several pages ask, each computed once for a head of the ledger and its dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from truceline.case import View, answered
from truceline.case.answered import LONGEST, LOOK_AHEAD, LOOK_BACK
from truceline.case.looking import Each, no_longer
from truceline.desk.cited import cited
from truceline.desk.here import Here
from truceline.desk.tables import Table
from truceline.desk.words import word
from truceline.model.accord import Accord, Clause
from truceline.model.brief import BoardRow
from truceline.model.standing import Falls, Moved, Signal, Standing

__all__ = [
    "LONGEST",
    "LOOK_AHEAD",
    "LOOK_BACK",
    "before",
    "called",
    "clause_choices",
    "clause_facts",
    "day_number",
    "due_next",
    "each_reading",
    "fits",
    "life",
    "move_facts",
    "moved_since",
    "signal_facts",
    "standings",
    "stands_otherwise",
    "together",
]


MOST = 64
"""Days and readings of which a table is known by name."""
AT_MOST = 6
"""Voices named for one move; the clause's page has all."""


def before(day: str, days: int) -> str:
    """The day so many days before (after, where negative)."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def called(accord: Accord, id: str) -> str:
    """The display name of a party or an actor."""
    return accord.labels.get(id, id)


RESTS = ("reports", "signals", "standing", "accord")


@lru_cache(maxsize=MOST)
def _standings(as_of: str, reading: str | None) -> Table[dict[str, Standing]]:
    def made(view: View) -> dict[str, Standing]:
        return {s.clause: s for s in answered.stands(view, as_of, reading)}

    return Table("standings", made, RESTS)


@lru_cache(maxsize=MOST)
def _each(as_of: str) -> Table[tuple[Each, ...]]:
    return Table("each reading", lambda view: answered.each_reading(view, as_of), RESTS)


@lru_cache(maxsize=MOST)
def _lives(as_of: str, reading: str | None) -> Table[dict[str, BoardRow]]:
    def made(view: View) -> dict[str, BoardRow]:
        return {row.clause: row for row in answered.lives(view, as_of, reading)}

    return Table("lives", made, RESTS)


@lru_cache(maxsize=MOST)
def _moves(since: str, as_of: str, reading: str | None, known: str | None) -> Table[tuple[Moved, ...]]:
    return Table("moves", lambda view: answered.moves(view, since, as_of, reading, known), RESTS)


@lru_cache(maxsize=MOST)
def _dues(as_of: str, days: int) -> Table[tuple[Falls, ...]]:
    return Table("dues", lambda view: answered.falling_due(view, as_of, days), RESTS)


def standings(here: Here, reading: str | None = None) -> dict[str, Standing]:
    """How every clause stands on the page's day, by clause id; empty without an accord."""
    here.desk.kept.looked_at(here.asked.as_of, here.asked.reading)
    return here.table(_standings(here.asked.as_of, reading or here.asked.reading))


def each_reading(here: Here) -> tuple[Each, ...]:
    """How every clause stands on the page's day under each reading."""
    return here.table(_each(here.asked.as_of))


def life(here: Here) -> dict[str, BoardRow]:
    """Every clause day by day up to the page's day, by clause id."""
    return here.table(_lives(here.asked.as_of, here.asked.reading))


def moved_since(here: Here, since: str, known: str | None = None) -> tuple[Moved, ...]:
    """The clauses that stand differently than on `since`, as was known by `known` (None: then)."""
    return here.table(_moves(since, here.asked.as_of, here.asked.reading, known))


def due_next(here: Here, days: int = LOOK_AHEAD) -> tuple[Falls, ...]:
    """What opens, falls due or ends in the next days."""
    return here.table(_dues(here.asked.as_of, days))


def day_number(accord: Accord, as_of: str) -> int:
    """The number of the day by the accord's first count; below it, the agreement has not begun."""
    first = accord.day_counts[0].first if accord.day_counts else 1
    return (dt.date.fromisoformat(as_of) - dt.date.fromisoformat(accord.start[:10])).days + first


def clause_facts(accord: Accord, clause: Clause, now: Standing) -> dict[str, Any]:
    """A clause in a list: what it asks of whom, and how it stands."""
    return {
        "id": clause.id,
        "title": clause.title,
        "kind": clause.kind.value,
        "phase": clause.phase,
        "topic": clause.topic,
        "obligors": [called(accord, o) for o in clause.obligors],
        "shown": now.shown,
        "state": now.state.value,
        "evidence_level": now.evidence.value,
        "grade": now.grade,
        "watched": now.watched,
        "mentioned": now.mentioned,
        "holders": list(now.holders),
        "note": now.note,
        "opens": now.dates.opens,
        "due": now.dates.due,
        "until": now.dates.until,
        "confirmed": now.confirmed,
    }


def signal_facts(here: Here, signal: Signal) -> dict[str, Any]:
    """One claim as a signal for a clause, with its sentence."""
    return {
        "kind": signal.kind.value,
        "rule": signal.rule,
        "holder": signal.holder,
        "role": signal.role.value,
        "party": signal.party,
        "on": signal.on,
        "known_on": signal.known_on,
        "origin": signal.origin,
        "claim": signal.claim,
        "confirmed": signal.confirmed,
        "words": cited(here.view, signal.spans[0], signal.claim) if signal.spans else None,
    }


def move_facts(here: Here, moved: Moved) -> dict[str, Any]:
    """One clause that moved, from what to what, and on whose word."""
    clause = here.view.agreement.clause(moved.clause)
    by_holder = {s.holder: s for s in reversed(moved.voices)}
    voices = [s for s in moved.voices if by_holder[s.holder] is s]
    gone = dict.fromkeys(s.holder for s in no_longer(here.view, moved))
    return {
        "clause": moved.clause,
        "title": clause.title if clause else "",
        "before": moved.before.shown,
        "after": moved.after.shown,
        "evidence_before": moved.before.evidence.value,
        "evidence_after": moved.after.evidence.value,
        "grade_before": moved.before.grade,
        "grade_after": moved.after.grade,
        "by_calendar": moved.by_calendar and not gone,
        "texts": list(moved.texts),
        "gone": list(gone),
        "voices": len(voices),
        "on": [signal_facts(here, s) for s in voices[:AT_MOST]],
    }


def fits(clause: Clause, party: str, phase: str, topic: str) -> bool:
    """Whether a clause is owed by that party, of that phase and topic; empty words do not ask."""
    return (
        (not party or party in clause.obligors)
        and (not phase or str(clause.phase or 0) == phase)
        and (not topic or topic in (clause.topic, *clause.topics_also))
    )


def clause_choices(accord: Accord) -> dict[str, list[tuple[str, str]]]:
    """(value, label) pairs of the filters by party, phase and topic."""
    parties = dict.fromkeys(o for c in accord.clauses for o in c.obligors)
    used = {t for c in accord.clauses for t in (c.topic, *c.topics_also)}
    phases = sorted({c.phase or 0 for c in accord.clauses})
    names = {p.n: p.name for p in accord.phases}
    return {
        "party": [(p, called(accord, p)) for p in parties],
        "phase": [
            (str(n), f"{n}: {names[n]}" if n in names else f"phase {n}" if n else "no phase") for n in phases
        ],
        "topic": [(t, name) for t, name in accord.topics if t in used],
    }


def together(moved: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Clauses that moved alike on the same words, or alike by the calendar alone, told once."""
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    for m in moved:
        claims = [s["claim"] for s in m["on"]]
        key = (m["before"], m["after"], *claims)
        found.setdefault(key, m | {"clauses": []})["clauses"].append((m["clause"], m["title"]))
    return list(found.values())


def stands_otherwise(move: dict[str, Any]) -> bool:
    """Whether a clause's word or evidence changed, not only what is told beside the word."""
    before, after = word(move["before"]), word(move["after"])
    return bool(before != after or move["grade_before"] != move["grade_after"])
