"""The day to which a brief looks back."""

from __future__ import annotations

import datetime as dt

LOOK_BACK = 7
"""Days before `as_of` that a brief looks back where nobody says from when."""


def days_before(day: str, days: int) -> str:
    """The day so many days before `day` (YYYY-MM-DD)."""
    return (dt.date.fromisoformat(day) - dt.timedelta(days=days)).isoformat()
