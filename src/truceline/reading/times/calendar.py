"""Partial dates: years, months and days of which some may be missing; TIMEX3 and EDTF values.

Years before the common era are negative and count without a year zero (-490 is 490 BC).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


@dataclass(frozen=True, slots=True)
class Point:
    """A date as far as it is known."""

    year: int | None
    month: int | None = None
    day: int | None = None

    @property
    def date(self) -> dt.date | None:
        """The calendar day, where it is known and exists."""
        if self.year is None or self.month is None or self.day is None or self.year < 1:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def value(self) -> str:
        """TIMEX3 value."""
        out = year_value(self.year)
        if self.month is not None:
            out += f"-{self.month:02d}"
        elif self.day is not None:
            out += "-XX"
        return out + (f"-{self.day:02d}" if self.day is not None else "")


def point_of(text: str | None) -> Point | None:
    """The point of an EDTF or TIMEX3 date ("2025-02-28", "2025-02", "2025"); None where it is none."""
    m = re.match(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?![\d-])", text or "")
    if m is None:
        return None
    return Point(int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None)


def of_date(d: dt.date) -> Point:
    return Point(d.year, d.month, d.day)


def year_value(year: int | None) -> str:
    """A year in TIMEX3: "1944", "BC0490", "XXXX"."""
    if year is None:
        return "XXXX"
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def week_value(d: dt.date) -> str:
    """The ISO week of a day: "2025-W05"."""
    year, week, _ = d.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(p: Point, months: int) -> Point:
    """`p` moved by months; the day stays where the month has it."""
    assert p.year is not None  # noqa: S101 (callers hold a year)
    at = p.year * 12 + (p.month or 1) - 1 + months
    year, month = divmod(at, 12)
    day = p.day
    if day is not None:
        while day > 28 and Point(year, month + 1, day).date is None:
            day -= 1
    return Point(year, month + 1, day)


def shifted(p: Point, n: float, unit: str) -> str | None:
    """The TIMEX3 value of `p` moved by `n` units, as precise as the unit; None where `p` is too vague."""
    if p.year is None:
        return None
    if unit == "Y":
        return year_value(_year(p.year, round(n)))
    if unit == "DE":
        return year_value(_year(p.year, round(10 * n)))[:-1]
    if unit == "CE":
        return year_value(_year(p.year, round(100 * n)))[:-2]
    if unit in ("M", "Q"):
        if p.month is None or p.year < 1:
            return None
        moved = add_months(Point(p.year, p.month), round(n * (3 if unit == "Q" else 1)))
        return moved.value if unit == "M" else f"{year_value(moved.year)}-Q{((moved.month or 1) + 2) // 3}"
    d = p.date
    if d is None:
        return None
    try:
        if unit in ("W", "2W"):
            return week_value(d + dt.timedelta(weeks=n * (2 if unit == "2W" else 1)))
        if unit == "D":
            return (d + dt.timedelta(days=n)).isoformat()
    except OverflowError:
        return None
    return None


def _year(year: int, n: int) -> int:
    moved = year + n
    return moved + 1 if year < 0 <= moved else moved


def edtf_of(value: str) -> str | None:
    """The EDTF (ISO 8601-2) form of a TIMEX3 date or interval, where there is one."""
    if "/" in value:
        ends = [edtf_of(v) for v in value.split("/")]
        return "/".join(e for e in ends if e) if all(ends) else None
    if value.startswith("BC"):
        m = re.fullmatch(r"BC(\d{4})(-.*)?", value)
        return f"-{int(m[1]) - 1:04d}{m[2] or ''}" if m else None
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        return f"{m[1]}-{EDTF_SEASON[m[2]]}"
    if m := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        return f"{m[1]}-{32 + int(m[2])}"
    if m := re.fullmatch(r"(\d{4})-H([12])", value):
        return f"{m[1]}-{39 + int(m[2])}"
    if re.fullmatch(r"\d{2,3}", value):
        return value + "X" * (4 - len(value))
    if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return value
    if m := re.fullmatch(r"(\d{4}|XXXX)-(\d\d|XX)(-(\d\d|XX))?", value):
        return value
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(Z|[+-]\d\d:\d\d)?", value):
        return f"{m[1]}T{m[2] if len(m[2]) > 5 else m[2] + ':00'}{m[3] or ''}"
    if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(?:MO|MI|AF|EV|NI|DT|XX)", value):
        return m[1]
    if m := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        try:
            monday = dt.date.fromisocalendar(int(m[1]), int(m[2]), 1)
        except ValueError:
            return None
        return f"{monday.isoformat()}/{(monday + dt.timedelta(days=6)).isoformat()}"
    return None
