"""What is wanted next, and how far provisions are implemented, as plain data for the faces."""

from __future__ import annotations

from typing import Any

from truceline import standing
from truceline.case.view import View
from truceline.model.accord import Accord
from truceline.model.watching import Level, Provision, Watched

__all__ = ["level_words", "pam_json", "provisions", "watch_list", "watch_list_json"]

WATCH_FORMAT = "truceline-watchlist/1"
PAM_FORMAT = "truceline-pam/1"


def watch_list(view: View, as_of: str, reading: str | None = None) -> tuple[Watched, ...]:
    """The uncertain clauses with the evidence that would change them, ranked; clauses that a person
    has decided are left out."""
    decided = {s.clause for s in view.standings(as_of, reading) if s.confirmed}
    found = standing.watch_list(view.agreement, view.signals, as_of, view.known_at, reading)
    return tuple(w for w in found if w.clause not in decided)


def watch_list_json(accord: Accord, rows: tuple[Watched, ...], as_of: str, known_at: str) -> dict[str, Any]:
    """The list as one document that intake can use: whom and which words to look for, since when."""
    return {
        "format": WATCH_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "as_of": as_of,
        "known_at": known_at,
        "wanted": [
            {
                "clause": w.clause,
                "title": w.title,
                "shown": w.standing.shown,
                "weight": w.weight,
                "why": w.why,
                "evidence": [
                    {
                        "who": e.who,
                        "role": e.role,
                        "entities": list(e.entities),
                        "gain": e.gain,
                        "cost": e.cost,
                        "answers": [{"told": told, "then": then} for told, then in e.answers],
                    }
                    for e in w.wanted
                ],
                "suggested": list(w.suggested),
                "look_for": {"since": w.since, "names": list(w.names), "words": [list(g) for g in w.words]},
            }
            for w in rows
        ],
    }


def provisions(view: View, as_of: str, reading: str | None = None) -> tuple[Provision, ...]:
    """How far each provision is implemented, derived from the standings."""
    return standing.pam(view.agreement, view.standings(as_of, reading))


def level_words(low: Level | None, high: Level | None) -> str:
    """A level or range of levels in words."""
    if low is None or high is None:
        return "not coded"
    names = [f"{x.value} {x.name.lower().replace('_', ' ')}" for x in dict.fromkeys((low, high))]
    return " to ".join(names)


def pam_json(accord: Accord, rows: tuple[Provision, ...], as_of: str, known_at: str) -> dict[str, Any]:
    """The provisions as one document; levels are 0 to 3, or null."""
    return {
        "format": PAM_FORMAT,
        "accord": accord.id,
        "banner": accord.banner,
        "as_of": as_of,
        "known_at": known_at,
        "provisions": [
            {
                "provision": p.id,
                "name": p.name,
                "low": p.low,
                "high": p.high,
                "coded": p.coded,
                "stipulations": [
                    {
                        "clause": i.clause,
                        "title": i.title,
                        "low": i.low,
                        "high": i.high,
                        "rule": i.rule,
                        "stands": i.standing.shown,
                    }
                    for i in p.clauses
                ],
            }
            for p in rows
        ],
    }
