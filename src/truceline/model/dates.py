"""Dates as people give them: the day that a command asks for, and the EDTF partial date that a report
bears ("2025-02-28", "2025-02", "2025")."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from email.utils import parsedate_to_datetime

from truceline.errors import UsageError

__all__ = ["UnclearDate", "date_in", "day_given", "last_day", "partial_date"]

_FORM = "YYYY-MM-DD"
_YEARS = range(1500, 2500)
MEND = f"write it as {_FORM}, YYYY-MM or YYYY"

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2}|XX)(?:-(\d{1,2}|XX))?)?[?~%]?", re.IGNORECASE)
_INSTANT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ,]+\d{1,2}[:.]\d{2}.{0,40})?", re.DOTALL)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}.{0,10})?")
_SLASHES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:[ ,].{0,40})?")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_REST = r"(?:[ ,;|@·–—-]+.{0,60})?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_DAY_FIRST = re.compile(f"{_WEEKDAY}{_DAY}[ -]+(?:of +)?{_MONTH},?[ -]+(\\d{{4}}){_REST}", re.IGNORECASE)
_MONTH_FIRST = re.compile(f"{_WEEKDAY}{_MONTH} +{_DAY},? +(\\d{{4}}){_REST}", re.IGNORECASE)
_MONTH_ONLY = re.compile(f"{_MONTH},? +(\\d{{4}})", re.IGNORECASE)


_IN_ADDRESS = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])(?:[/-](0[1-9]|[12]\d|3[01]))?(?=[/-]|$)")


class UnclearDate(ValueError):
    """Words that are no date, or more than one; the message says why."""


def day_given(given: str, named: str) -> str:
    """`given` (YYYY-MM-DD) where it is a day that an agreement can know.

    Raises `UsageError`, which begins with `named` ("--as-of"), says why it is none, and offers the one day
    that the words can mean ("23/02/2007").
    """
    mend = "write it as YYYY-MM-DD"
    try:
        day = dt.date.fromisoformat(given)
    except ValueError as e:
        try:
            meant = partial_date(given)
        except UnclearDate as unclear:
            raise UsageError(f"{named} {unclear}", mend=mend) from e
        mend += f": did you mean {meant}?" if len(meant) == len(_FORM) else f", with its {_lacking(meant)}"
        raise UsageError(f"{named} {given!r} is not a day as it is written here", mend=mend) from e
    if given != day.isoformat():
        raise UsageError(
            f"{named} {given!r} is not a day as it is written here", mend=f"{mend}: did you mean {day}?"
        )
    if day.year not in _YEARS:
        raise UsageError(f"{named} {given!r} lies in no year that can be meant", mend=mend)
    return given


def _lacking(partial: str) -> str:
    return "day" if "-" in partial else "month and day"


def partial_date(words: str) -> str:
    """The EDTF partial date that `words` say; the time of day and its zone are left out, so that
    the day is the one that the outlet itself wrote.

    Reads ISO 8601 (with XX for an unknown part), RFC 2822, and dates with an English month
    ("28 February 2025", "Feb. 28, 2025"). Raises `UnclearDate`, also for "02/03/2025".
    """
    said = " ".join(words.split())
    if found := _ISO.fullmatch(said):
        year, month, day = (None if p is None or p.upper() == "XX" else int(p) for p in found.groups())
        if month is None and day is not None:
            raise UnclearDate(f"{words!r} has a day but no month")
        return _checked(words, year, month, day)
    for pattern in (_INSTANT, _COMPACT):
        if found := pattern.fullmatch(said):
            return _checked(words, *(int(p) for p in found.groups()))
    if found := _DAY_FIRST.fullmatch(said):
        return _checked(words, int(found[3]), _MONTHS[found[2].lower()], int(found[1]))
    if found := _MONTH_FIRST.fullmatch(said):
        return _checked(words, int(found[3]), _MONTHS[found[1].lower()], int(found[2]))
    if found := _MONTH_ONLY.fullmatch(said):
        return _checked(words, int(found[2]), _MONTHS[found[1].lower()])
    if found := _SLASHES.fullmatch(said):
        first, second, year = (int(p) for p in found.groups())
        if first == second or second > 12:
            return _checked(words, year, first, second)
        if first > 12:
            return _checked(words, year, second, first)
        raise UnclearDate(
            f"{words!r} can be read in two ways, {_checked(words, year, second, first)} "
            f"and {_checked(words, year, first, second)}"
        )
    try:
        return parsedate_to_datetime(said).date().isoformat()
    except (ValueError, TypeError, IndexError):
        raise UnclearDate(f"{words!r} is no date") from None


def date_in(address: str) -> str | None:
    """The date that an address carries in its path ("/2025/02/28/"), or None."""
    found = _IN_ADDRESS.search(address)
    if not found:
        return None
    try:
        return _checked(address, *(int(part) for part in found.groups() if part))
    except UnclearDate:
        return None


def last_day(partial: str) -> str:
    """The last day (YYYY-MM-DD) of a partial date: the end of "2025-02" is 2025-02-28."""
    year, month, day = (*(int(p) for p in partial.split("-")), 0, 0)[:3]
    if not month:
        return f"{year:04d}-12-31"
    return f"{year:04d}-{month:02d}-{day or calendar.monthrange(year, month)[1]:02d}"


def _checked(words: str, year: int | None, month: int | None = None, day: int | None = None) -> str:
    if year is None or not 1000 <= year <= 9999:
        raise UnclearDate(f"{words!r} has no year that can be meant")
    try:
        dt.date(year, month or 1, day or 1)
    except ValueError:
        raise UnclearDate(f"{words!r} is no day of the calendar") from None
    return "-".join(f"{part:02d}" for part in (year, month, day) if part)
