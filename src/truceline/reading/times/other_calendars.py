"""Days of the Islamic, Hebrew and Ethiopian calendars, as days of the common one.

Conversion is by `convertdate` (tabular Islamic calendar, which sighted months can differ from
by a day or two: such a value is marked as inferred). Ethiopian months are those of the Coptic
calendar, 276 years ahead of it.
"""

from __future__ import annotations

from truceline.reading.times.calendar import Point
from truceline.reading.times.resolve import Parts, Way, number
from truceline.reading.times.state import Course, Found

ETHIOPIAN_TO_COPTIC = 276
PLAUSIBLE = {"islamic": (1200, 1600), "hebrew": (5400, 6000), "ethiopian": (1800, 2100)}


def other_calendar(parts: Parts, course: Course, way: Way) -> Found | None:
    """A day or month of another calendar; without a plausible year it stays undetermined."""
    calendar, month = parts["m"][0].value
    day, year = number(parts, "d"), number(parts, "y")
    low, high = PLAUSIBLE[calendar]
    if year is None or not low <= year <= high:
        return (
            Found("XXXX-XX-XX" if day else "XXXX-XX", "DATE", anchor=f"{calendar} calendar")
            if year is None
            else None
        )
    first = common(calendar, year, month, day or 1)
    if first is None:
        return None
    if day is None:
        last = common(calendar, year, month, 29)
        edtf = f"{first.value}/{last.value}" if last else None
        return Found(
            Point(first.year, first.month).value,
            "DATE",
            anchor=f"{calendar} calendar",
            inferred=True,
            edtf=edtf,
        )
    return Found(
        first.value, "DATE", anchor=f"{calendar} calendar", inferred=calendar == "islamic", point=first
    )


def common(calendar: str, year: int, month: int, day: int) -> Point | None:
    """The day of the common calendar; None where the other calendar has no such day."""
    from convertdate import coptic, islamic

    try:
        if calendar == "islamic":
            got = islamic.to_gregorian(year, month, day)
        elif calendar == "hebrew":
            got = _of_hebrew(year, month, day)
        else:
            got = coptic.to_gregorian(year - ETHIOPIAN_TO_COPTIC, month, day)
    except (ValueError, IndexError):
        return None
    return Point(int(got[0]), int(got[1]), int(got[2]))


def _of_hebrew(year: int, month: int, day: int) -> tuple[int, int, int]:
    """Counted from the first day of the year: the library's own way there calls what it calls deprecated."""
    from convertdate import gregorian, hebrew

    first = hebrew.TISHRI
    gone = range(first, month) if month >= first else range(first, hebrew.year_months(year) + 1)
    before = [*gone, *(range(hebrew.NISAN, month) if month < first else ())]
    days = sum(hebrew.month_length(year, m) for m in before)
    got: tuple[int, int, int] = gregorian.from_jd(hebrew.to_jd(year, first, 1) + days + day - 1)
    return got
