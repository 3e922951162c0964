"""The timeline: day by day what fell due, what is told to have happened, how much was reported."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Container
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from truceline.desk import answers
from truceline.desk.agreed import AgreedDep
from truceline.desk.here import Here, twin
from truceline.desk.tab import Tab
from truceline.model.accord import Accord
from truceline.model.standing import Signal
from truceline.model.vocabulary import SignalKind as K

router = APIRouter()
TAB = Tab(20, "timeline", "Timeline", "/timeline", "t", agreed=True)
DAYS = 28
AT_MOST = 3
"""Voices named for one origin."""
A_DAY = 4
"""Origins shown of one day; a page of one day shows all."""

WORDS: dict[K, str] = {
    K.PERFORMED: "told as done",
    K.BEGUN: "told as begun",
    K.NOT_PERFORMED: "told as not done",
    K.BREACH_ALLEGED: "breach alleged",
    K.DENIED: "denied",
    K.PROMISED: "promised",
    K.REFUSED: "refused",
    K.POSTPONED: "put off",
    K.CONDITION_MET: "condition told as met",
    K.CONDITION_ENDED: "condition told as ended",
    K.EXTENDED: "extended",
    K.SUSPENDED: "suspended",
    K.RESUMED: "resumed",
    K.ENDED: "ended",
    K.NO_ACCESS: "no access",
    K.OBSERVED_NONE: "observed none",
}
"""What a signal says happened; duties retold are no events."""

Word = Annotated[str, Query(max_length=80)]


@twin(router, "/timeline")
def timeline(
    here: AgreedDep, party: Word = "", topic: Word = "", phase: Word = "", days: Word = ""
) -> Response:
    """The days up to `as_of`, the latest first. `days` is how many."""
    accord = here.view.agreement
    many = min(max(int(days), 1), answers.LONGEST) if days.isdecimal() and len(days) < 5 else DAYS
    last = here.asked.as_of
    first = answers.before(last, many - 1)
    asked = (party, topic, phase)
    rows: list[dict[str, Any]] = here.once(
        "timeline", lambda: _rows(here, accord, many, asked), last, here.asked.reading, many, *asked
    )
    data = {"first": first, "last": last, "days": rows}
    most = max((r["reports"] for r in rows), default=0) or 1
    bars = [
        {"x": round(100 * (many - 1 - n) / many, 3), "height": round(40 * r["reports"] / most, 1), **r}
        for n, r in enumerate(rows)
    ]
    return here.page(
        "timeline.html.j2",
        "Timeline",
        data,
        tab="timeline",
        bars=bars,
        width=round(100 / many, 3),
        most=most,
        many=many,
        choices=answers.clause_choices(accord),
        asked_for=dict(zip(("party", "topic", "phase"), asked, strict=True)),
        filtered=any(asked),
        titles={c.id: c.title for c in accord.clauses},
    )


def _rows(here: Here, accord: Accord, many: int, asked: tuple[str, str, str]) -> list[dict[str, Any]]:
    """One row a day, the latest first."""
    party, topic, phase = asked
    last = here.asked.as_of
    chosen = {c.id: c for c in accord.clauses if answers.fits(c, party, phase, topic)}
    told = _told(here, chosen)
    due = _dates(here)
    reports = _reports(here)
    rows: list[dict[str, Any]] = []
    for n in range(many):
        day = (dt.date.fromisoformat(last) - dt.timedelta(days=n)).isoformat()
        origins = told.get(day, [])
        events = [_event(here, o, some) for o, some in (origins if many == 1 else origins[:A_DAY])]
        rows.append(
            {
                "day": day,
                "number": answers.day_number(accord, day),
                "reports": reports.get(day, 0),
                "due": [
                    d | {"title": chosen[d["clause"]].title}
                    for d in due.get(day, [])
                    if d["clause"] in chosen
                ],
                "origins": len(origins),
                "events": events,
            }
        )
    return rows


def _told(here: Here, chosen: Container[str]) -> dict[str, list[tuple[str, list[Signal]]]]:
    """What is told of the chosen clauses, by the day of what it tells: (origin, signals), the most first."""
    found: dict[str, dict[str, list[Signal]]] = defaultdict(lambda: defaultdict(list))
    for s in here.view.signals:
        if s.kind in WORDS and s.clause in chosen and (s.on or s.known_on):
            found[(s.on or s.known_on or "")[:10]][s.origin].append(s)
    return {day: sorted(by.items(), key=lambda x: (-len(x[1]), x[0])) for day, by in found.items()}


def _event(here: Here, origin: str, signals: list[Signal]) -> dict[str, Any]:
    """What one origin tells of a day: what it means for which clauses, and in whose reports it stands. What
    is told as done is not told once more as resumed."""
    means: dict[K, list[str]] = defaultdict(list)
    for s in signals:
        if s.clause not in means[s.kind]:
            means[s.kind].append(s.clause)
    again = [c for c in means.pop(K.RESUMED, []) if c not in (*means[K.PERFORMED], *means[K.BEGUN])]
    if again:
        means[K.RESUMED] = again
    voices = {(s.holder, s.report): s for s in reversed(signals)}
    one = list(reversed(voices.values()))
    return {
        "origin": origin,
        "says": [{"kind": k.value, "words": WORDS[k], "clauses": of} for k, of in means.items() if of],
        "dated": any(s.dated for s in signals),
        "voices": len(one),
        "signals": [answers.signal_facts(here, s) for s in one[:AT_MOST]],
    }


def _dates(here: Here) -> dict[str, list[dict[str, str]]]:
    """What opens, falls due or ends on which day, under the reading of the page."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for id, s in answers.standings(here).items():
        for what, day in (("opens", s.dates.opens), ("due", s.dates.due), ("ends", s.dates.until)):
            if day and not (what == "opens" and day == s.dates.due):
                found[day].append({"clause": id, "what": what})
    return found


def _reports(here: Here) -> dict[str, int]:
    def made() -> dict[str, int]:
        count: dict[str, int] = defaultdict(int)
        for r in here.view.reports.values():
            count[(r.published or r.known_on or "")[:10]] += 1
        return count

    kept: dict[str, int] = here.once("reports a day", made)
    return kept
