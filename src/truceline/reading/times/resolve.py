"""From a fitting form to a value: dates and clock times. One function for each rule of the pack."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from truceline.reading.times.calendar import Point, year_value
from truceline.reading.times.forms import Item
from truceline.reading.times.state import Course, Found

Parts = Mapping[str, tuple[Item, ...]]
Way = Callable[[], int]
"""Asks for the direction (-1 past, 0 not told, 1 future): only where it matters, since it costs."""
Resolver = Callable[[Parts, Course, Way], Found | None]

FIRST_SHORT_YEAR, LAST_SHORT_YEAR = 50, 99
"""Years of two digits in datelines lie in 1950..2049."""
LONG_PAST = 45
"""A month of so many days before the report, told as what lies ahead, is the next year's."""
LATE = 9
"""From this month on "the winter" is the one that ends in the next year."""


def number(parts: Parts, name: str) -> int | None:
    got = parts.get(name)
    return int(got[0].value) if got else None


def steps(parts: Parts, *names: str) -> int:
    """The step of a relative word ("last" -1, "next" 1, "this" 0)."""
    values = [int(i.value) for name in names for i in parts.get(name, ()) if isinstance(i.value, int)]
    return next((v for v in values if v), 0)


def is_told(parts: Parts, *names: str) -> bool:
    """Whether a relative word counts from the date last told ("the following") and not from now ("next")."""
    items = [i for name in names for i in parts.get(name, ())]
    return any(i.name in ("that", "same", "previous", "following") for i in items)


def part_code(parts: Parts) -> str:
    """The part of the day as TIMEX3 has it, with its T; empty where none is told."""
    got = parts.get("part") or parts.get("part1")
    return f"T{got[0].value}" if got else ""


def day_value(p: Point, parts: Parts) -> tuple[str, str]:
    part = part_code(parts)
    return (p.value + part, "TIME") if part else (p.value, "DATE")


def near_year(month: int, day: int | None, course: Course, way: Way) -> tuple[int | None, bool]:
    """The year of a month without one, and whether it is a guess."""
    if course.narrative:
        return course.year_of(month), True
    told, anchor = course.told, course.published
    here = (
        told is not None
        and told.year is not None
        and told.month is not None
        and course.told_block == course.block
    )
    if anchor is None or anchor.year is None:
        return (told.year, True) if here and told else (None, False)
    if here and told and told.year != anchor.year and abs((told.year or 0) - anchor.year) > 1:
        return told.year, True
    if anchor.month is None:
        return anchor.year, True
    distance = (month - anchor.month) * 31 + ((day or anchor.day or 15) - (anchor.day or 15))
    towards = way() if abs(distance) > 3 else 0
    if towards < 0 and distance > 0:
        return anchor.year - 1, True
    if towards > 0 and distance < -LONG_PAST:
        return anchor.year + 1, True
    if towards == 0 and distance > 200:
        return anchor.year - 1, True
    return anchor.year, True


def iso(parts: Parts, course: Course, way: Way) -> Found | None:
    p = Point(number(parts, "y"), number(parts, "m"), number(parts, "d"))
    return Found(p.value, "DATE", point=p) if p.date else None


def slashed(parts: Parts, course: Course, way: Way) -> Found | None:
    a, b, y = number(parts, "a") or 0, number(parts, "b") or 0, number(parts, "y")
    if a > 12 >= b:
        p = Point(y, b, a)
    elif b > 12 >= a:
        p = Point(y, a, b)
    else:
        return Found(f"{year_value(y)}-XX-XX", "DATE", inferred=True)
    return Found(p.value, "DATE", point=p) if p.date else None


def calendar_day(parts: Parts, course: Course, way: Way) -> Found | None:
    month, day, year = number(parts, "m"), number(parts, "d"), number(parts, "y")
    if month is None or day is None or not 1 <= day <= 31:
        return None
    short, guessed = number(parts, "yy"), False
    if short is not None:
        if short > LAST_SHORT_YEAR:
            return None
        year = short + (1900 if short >= FIRST_SHORT_YEAR else 2000)
    if year is None:
        year, guessed = near_year(month, day, course, way)
        if year and "w" in parts:
            year = _year_of_weekday(year, month, day, int(parts["w"][0].value))
    p = Point(year, month, day)
    if year and year > 0 and p.date is None and not (month == 2 and day == 29):
        return None
    value, kind = day_value(p, parts)
    return Found(
        value,
        kind,
        anchor=course.now_words if guessed else None,
        inferred=guessed and course.narrative,
        point=p,
    )


def _year_of_weekday(year: int, month: int, day: int, weekday: int) -> int:
    """The year nearest to `year` in which that day is that weekday; `year` where none is near."""
    for y in (year, year + 1, year - 1, year - 2, year - 3):
        d = Point(y, month, day).date
        if d is not None and d.isoweekday() == weekday:
            return y
    return year


def the_day(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the 20th": a day of the month last told."""
    then, day = course.then, number(parts, "d") or 0
    if then is None or then.month is None or course.told is None or course.told.day is None:
        return None
    p = Point(then.year, then.month, day)
    return Found(p.value, "DATE", anchor=then.value, inferred=True, point=p) if p.date else None


def month_year(parts: Parts, course: Course, way: Way) -> Found | None:
    p = Point(number(parts, "y"), number(parts, "m"))
    return Found(p.value, "DATE", point=p)


def month_of_year(parts: Parts, course: Course, way: Way) -> Found | None:
    year = _year_by(parts, course, "r")
    if year is None:
        return Found(f"XXXX-{number(parts, 'm') or 0:02d}", "DATE")
    p = Point(year, number(parts, "m"))
    return Found(p.value, "DATE", anchor=course.now_words, point=p)


def _year_by(parts: Parts, course: Course, *names: str) -> int | None:
    told = is_told(parts, *names)
    base = course.then if told or course.narrative else course.now
    if base is None or base.year is None:
        return None
    return base.year + steps(parts, *names)


def month(parts: Parts, course: Course, way: Way) -> Found | None:
    m = number(parts, "m") or 1
    year, guessed = near_year(m, None, course, way)
    p = Point(year, m)
    return Found(
        p.value,
        "DATE",
        anchor=course.now_words if guessed else None,
        inferred=guessed and course.narrative,
        point=p,
    )


def rel_month(parts: Parts, course: Course, way: Way) -> Found | None:
    m, step = number(parts, "m") or 1, steps(parts, "r")
    base = course.then if is_told(parts, "r") else course.now
    if base is None or base.year is None:
        return Found(f"XXXX-{m:02d}", "DATE")
    year = base.year
    if base.month is not None and step < 0 and m >= base.month:
        year -= 1
    if base.month is not None and step > 0 and m <= base.month:
        year += 1
    return Found(Point(year, m).value, "DATE", anchor=base.value, point=Point(year, m))


def season(parts: Parts, course: Course, way: Way) -> Found | None:
    code, year = parts["s"][0].value, number(parts, "y")
    anchor = None
    if year is None:
        base = course.now if not course.narrative else course.told
        if base is None or base.year is None:
            return Found(f"XXXX-{code}", "DATE")
        year, anchor = base.year, base.value
        if (
            course.narrative
            and code == "WI"
            and course.line
            and course.line.month
            and course.line.month >= LATE
            and course.line.year == year
        ):
            year += 1
    return Found(f"{year_value(year)}-{code}", "DATE", anchor=anchor, point=Point(year))


def season_of_year(parts: Parts, course: Course, way: Way) -> Found | None:
    year = _year_by(parts, course, "r")
    return Found(
        f"{year_value(year)}-{parts['s'][0].value}",
        "DATE",
        anchor=course.now_words,
        point=Point(year) if year else None,
    )


def quarter(parts: Parts, course: Course, way: Way) -> Found | None:
    which, half = parts["q"][0], parts["k"][0].name == "half"
    number_of = 1 if which.name == "first" else int(which.value)
    if number_of < 0:
        number_of = 2 if half else 4
    if not 1 <= number_of <= (2 if half else 4):
        return None
    year = number(parts, "y")
    if year is None:
        if half and "r" not in parts:
            return None
        year = _year_by(parts, course, "r")
    return Found(
        f"{year_value(year)}-{'H' if half else 'Q'}{number_of}",
        "DATE",
        anchor=course.now_words,
        point=Point(year) if year else None,
    )


def year(parts: Parts, course: Course, way: Way) -> Found | None:
    y = number(parts, "y")
    return Found(year_value(y), "DATE", point=Point(y))


def year_pair(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "1915-17": the first year; the second is a hit of its own (`paired`)."""
    y = number(parts, "y")
    return Found(year_value(y), "DATE", point=Point(y))


def short_year(parts: Parts, course: Course, way: Way) -> Found | None:
    z, base = number(parts, "z"), course.then
    if z is None or not 0 <= z <= 99:
        return None
    if base is None or base.year is None or base.year < 0:
        return Found(f"XX{z:02d}", "DATE")
    y = min(
        (c * 100 + z for c in (base.year // 100 - 1, base.year // 100)),
        key=lambda c: (c > base.year + 1 if base.year else 0, -c),
    )
    if course.narrative:
        y = base.year // 100 * 100 + z
    return Found(year_value(y), "DATE", anchor=base.value, inferred=True, point=Point(y))


def bc(parts: Parts, course: Course, way: Way) -> Found | None:
    y = number(parts, "y")
    if y is None or not y:
        return None
    if "m" in parts:
        p = Point(-y, number(parts, "m"))
        return Found(p.value, "DATE", point=p)
    if "s" in parts:
        return Found(f"{year_value(-y)}-{parts['s'][0].value}", "DATE", point=Point(-y))
    return Found(year_value(-y), "DATE", point=Point(-y))


def ad_year(parts: Parts, course: Course, way: Way) -> Found | None:
    y = number(parts, "y")
    return Found(year_value(y), "DATE", point=Point(y))


def decade(parts: Parts, course: Course, way: Way) -> Found | None:
    y = number(parts, "y")
    if y is None:
        return None
    if y < 100:
        base = course.then
        if base is None or base.year is None:
            return None
        y += base.year // 100 * 100 if base.year % 100 >= y or base.year < 0 else base.year // 100 * 100 - 100
    return Found(f"{y // 10:03d}", "DATE", point=None)


def century(parts: Parts, course: Course, way: Way) -> Found | None:
    n = int(parts["c"][0].value)
    return Found(f"{'BC' if 'bc' in parts else ''}{n - 1:02d}", "DATE") if 1 <= n <= 30 else None


def holiday(parts: Parts, course: Course, way: Way) -> Found | None:
    fixed = parts["h"][0].value
    y = number(parts, "y")
    if not fixed:
        base = course.then
        y = y or (base.year if base else None)
        return Found(f"{year_value(y)}-XX-XX" if y else "XXXX-XX-XX", "DATE", inferred=True)
    m, d = fixed
    guessed = False
    if y is None:
        y, guessed = near_year(m, d, course, way)
    p = Point(y, m, d)
    return Found(p.value, "DATE", anchor=course.now_words if guessed else None, point=p)


DATES: dict[str, Resolver] = {
    "iso": iso,
    "slashed": slashed,
    "day_month": calendar_day,
    "month_day": calendar_day,
    "the_day": the_day,
    "month_year": month_year,
    "month_of_year": month_of_year,
    "rel_month": rel_month,
    "month": month,
    "season": season,
    "season_name": season,
    "rel_season": season_of_year,
    "season_of_year": season_of_year,
    "quarter": quarter,
    "year": year,
    "bare_year": year,
    "year_pair": year_pair,
    "short_year": short_year,
    "bc_month": bc,
    "bc_season": bc,
    "bc_year": bc,
    "ad_year": ad_year,
    "decade": decade,
    "century": century,
    "holiday": holiday,
}
