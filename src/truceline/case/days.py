"""Days as people give them, and the one to which a brief looks back."""

from __future__ import annotations

import datetime as dt

from truceline.errors import UsageError

LOOK_BACK = 7
"""Days before `as_of` that a brief looks back where nobody says from when."""


def days_before(day: str, days: int) -> str:
    """The day so many days before `day` (YYYY-MM-DD)."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()


def checked_day(day: str, name: str) -> str:
    """`day` if it is a calendar day; raises `UsageError` naming the option."""
    try:
        return dt.date.fromisoformat(day).isoformat()
    except ValueError as e:
        raise UsageError(f"--{name} {day!r} is no calendar day", mend="write it as 2025-02-28") from e
