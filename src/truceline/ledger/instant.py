"""Instants as the ledger writes them: UTC, always to the microsecond, so that text order is time order."""

from __future__ import annotations

import datetime as dt

from truceline.errors import UsageError
from truceline.model.dates import day_given

__all__ = ["instant", "until"]


def instant(given: str | dt.datetime) -> str:
    """`given` as "2025-02-28T12:00:00.000000Z"; raises `UsageError` where it is no instant with a zone."""
    try:
        moment = dt.datetime.fromisoformat(given) if isinstance(given, str) else given
    except ValueError as e:
        raise UsageError(f"{given!r} is no instant", mend="write it as 2025-02-28T12:00:00Z") from e
    if moment.tzinfo is None:
        raise UsageError(f"{given!s} has no time zone", mend="write it in UTC, as 2025-02-28T12:00:00Z")
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def until(given: str | dt.datetime) -> str:
    """The last instant that `given` takes in: a day stands for its end (UTC)."""
    if isinstance(given, str) and len(given) == 10:
        return f"{day_given(given, 'the day')}T23:59:59.999999Z"
    return instant(given)
