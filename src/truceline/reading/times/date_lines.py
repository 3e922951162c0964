"""Lines that hold a date, with the hour or without, and nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.reading.grammar import grammar

_LONG = 60
_WORD = re.compile(r"[^\W\d_]+")
_ZONE = re.compile(r"[A-Z]{1,4}")
"""Zones of time, which no list can hold."""


def only_date(line: str) -> bool:
    """Whether a line tells a day, or when the page was published, and nothing else ("Updated: May 6, 2023,
    11:37 am EST")."""
    if len(line) > _LONG or not any(c.isdigit() for c in line):
        return False
    words = _WORD.findall(line)
    known = [w for w in words if w.lower() in _words()]
    named = bool(known) or re.fullmatch(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", line.split()[0]) is not None
    return named and all(w.lower() in _words() or _ZONE.fullmatch(w) for w in words)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    c = grammar().calendar
    labels = {w for label in c.date_labels for w in label.split()}
    short = {m[:3] for m in c.months} | {m[:4] for m in c.months}
    return frozenset({*c.months, *short, *c.weekdays, *c.short_weekdays, *c.after_label, *c.of_day, *labels})
