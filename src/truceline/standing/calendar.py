"""Dates of duties as an iCalendar (RFC 5545): one all-day event each, with the readings that date it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from hashlib import sha256

from truceline.model.accord import Accord
from truceline.model.standing import Falls
from truceline.standing.dating import told_under

__all__ = ["ics"]

_WHAT = {"opens": "opens", "due": "due", "ends": "ends", "planned": "planned", "again": "due again"}


_MANY = ("planned", "again")


def ics(accord: Accord, falls: Iterable[Falls], stamp: str, all_readings: int | None = None) -> str:
    """An iCalendar text with CRLF line ends.

    `stamp` is the day (YYYY-MM-DD) from which the dates are known: the same dates known on the same
    day give the same bytes. An event names the readings under which it is that day, unless it is so
    under `all_readings` of them.
    """
    from icalendar import Calendar, Event

    out = Calendar()
    out.add("prodid", "-//Truceline//dates of duties//EN")
    out.add("version", "2.0")
    out.add("x-wr-calname", accord.short_name)
    if accord.banner:
        out.add("x-wr-caldesc", accord.banner)
    titles = {c.id: c.title for c in accord.clauses}
    made = dt.datetime.combine(dt.date.fromisoformat(stamp), dt.time(), dt.UTC)
    for f in falls:
        everywhere = all_readings is not None and len(f.readings) >= all_readings
        names = told_under(accord, f.clause, f.readings)
        under = "" if everywhere else f" [reading: {names}]"
        amount = "" if f.amount is None else f" ({f.amount:,.10g})"
        day = dt.date.fromisoformat(f.on)
        event = Event()
        # a date that moves stays the same event; of those that come again each day is one of its own
        which = f.on if f.what in _MANY else ""
        key = "\0".join((accord.id, f.clause, f.what, which, *f.readings))
        event.add("uid", f"{sha256(key.encode()).hexdigest()[:32]}@truceline")
        event.add("dtstamp", made)
        event.add("dtstart", day)
        event.add("dtend", day + dt.timedelta(days=1))
        event.add("summary", f"{f.clause} {_WHAT.get(f.what, f.what)}{amount}: {titles[f.clause]}{under}")
        told = [
            f"Agreement: {accord.short_name}",
            f"How it is counted: {f.how}" if f.how else "",
            f"Under the reading: {names}" if not everywhere else "Under every reading",
            f"How it stands: {f.shown}" if f.shown else "",
            accord.banner,
        ]
        event.add("description", "\n".join(line for line in told if line))
        event.add("categories", [f.what])
        event.add("transp", "TRANSPARENT")
        out.add_component(event)
    text: bytes = out.to_ical()
    return text.decode("utf-8")
