"""Times told from another: weekdays, "the next day", "this month", clock times on a day just told."""

from __future__ import annotations

import datetime as dt

from truceline.reading.times.calendar import Point, add_months, of_date, shifted, week_value
from truceline.reading.times.resolve import Parts, Resolver, Way, calendar_day, is_told, part_code, steps
from truceline.reading.times.state import Course, Found

FIRST_OF_WEEKEND = 6
EARLY_PART = {"START": "MO", "END": "EV"}


def weekday(parts: Parts, course: Course, way: Way) -> Found | None:
    wanted, day = int(parts["w"][0].value), course.day
    step = steps(parts, "r", "r3", "r4")
    told = is_told(parts, "r", "r3") or course.narrative
    base = course.told.date if told and course.told else None
    inferred = base is not None
    base = base or day
    early = parts.get("e2") or parts.get("e3")
    part = part_code(parts) or (f"T{EARLY_PART.get(str(early[0].value), 'MI')}" if early else "")
    kind = "TIME" if part else "DATE"
    if base is None:
        return Found(f"XXXX-WXX-{wanted}{part}", kind)
    if course.beside is not None and (first := course.beside.date) and first.isoweekday() != wanted:
        p = of_date(first + dt.timedelta(days=(wanted - first.isoweekday()) % 7))
        return Found(p.value + part, kind, anchor=first.isoformat(), point=p)
    ahead, back = (wanted - base.isoweekday()) % 7, (base.isoweekday() - wanted) % 7
    if "r" in parts and parts["r"][0].name == "that":
        step = -1
    if step < 0:
        moved = -(back or 7)
    elif step > 0:
        moved = ahead or 7
    elif ("r" in parts and parts["r"][0].name == "this") or told:
        moved = -back if way() < 0 and not told else ahead
    else:
        towards = way()
        named = course.weekdays.get(wanted)
        if towards == 0 and named is not None:
            p = of_date(named)
            return Found(p.value + part, kind, anchor=base.isoformat(), inferred=inferred, point=p)
        moved = ahead if towards > 0 else -back
    p = of_date(base + dt.timedelta(days=moved))
    return Found(p.value + part, kind, anchor=base.isoformat(), inferred=inferred, point=p)


def weekdays(parts: Parts, course: Course, way: Way) -> Found | None:
    return Found(f"XXXX-WXX-{parts['w'][0].value}", "SET")


def today(parts: Parts, course: Course, way: Way) -> Found | None:
    word, n = parts["t"][0], int(parts["t"][0].value)
    day = course.written or course.day
    part = part_code(parts) or ("TNI" if parts["t"][0].value == 0 and word.name == "tonight" else "")
    kind = "TIME" if part else "DATE"
    if day is None:
        if course.narrative and n == 0 and not part:
            return Found("PRESENT_REF", "DATE")
        return Found(f"XXXX-XX-XX{part}", kind)
    p = of_date(day + dt.timedelta(days=n))
    return Found(p.value + part, kind, anchor=day.isoformat(), point=p)


def rel_part(parts: Parts, course: Course, way: Way) -> Found | None:
    told = is_told(parts, "r") or course.narrative
    base = course.told.date if told and course.told else course.day
    if told and not course.narrative and course.told_block != course.block:
        base = None
    code = parts["part"][0].value
    if base is None:
        return Found(f"XXXX-XX-XXT{code}", "TIME")
    p = of_date(base + dt.timedelta(days=steps(parts, "r")))
    return Found(f"{p.value}T{code}", "TIME", anchor=base.isoformat(), inferred=told, point=p)


def rel_unit(parts: Parts, course: Course, way: Way) -> Found | None:
    unit, step = str(parts["u"][0].value), steps(parts, "r")
    told = is_told(parts, "r") or course.narrative
    word = parts["r"][0].name
    if word in ("past", "coming") and unit != "D":
        return Found(f"P1{unit}", "DURATION", anchor=course.now_words)
    base = course.then_for(unit) if told else course.now
    if word == "the" or base is None:
        return no_base(unit)
    if unit == "WE":
        d = base.date
        if d is None:
            return no_base(unit)
        d += dt.timedelta(weeks=step)
        return Found(f"{week_value(d)}-WE", "DATE", anchor=base.value)
    value = shifted(base, step, unit)
    if value is None:
        return no_base(unit)
    point = point_of_shift(base, step, unit)
    return Found(value, "DATE", anchor=base.value, inferred=told and not course.narrative, point=point)


def point_of_shift(base: Point, step: float, unit: str) -> Point | None:
    if base.year is None:
        return None
    if unit == "Y":
        return Point(base.year + round(step))
    if unit == "M" and base.month:
        moved = add_months(Point(base.year, base.month), round(step))
        return Point(moved.year, moved.month)
    if unit == "D" and (d := base.date):
        return of_date(d + dt.timedelta(days=step))
    return None


def no_base(unit: str) -> Found:
    shape = {
        "D": "XXXX-XX-XX",
        "W": "XXXX-WXX",
        "M": "XXXX-XX",
        "Y": "XXXX",
        "WE": "XXXX-WXX-WE",
        "Q": "XXXX-QX",
        "DE": "XXX",
        "CE": "XX",
    }
    return Found(shape.get(unit, "XXXX-XX-XX"), "DATE")


def weekend(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the weekend": the last one or the coming one, by tense."""
    day = course.day
    if day is None:
        return no_base("WE")
    back = way() <= 0 and day.isoweekday() < FIRST_OF_WEEKEND
    return Found(
        f"{week_value(day - dt.timedelta(days=7 if back else 0))}-WE", "DATE", anchor=day.isoformat()
    )


def edge_unit(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the end of the year": the unit that the last date told lies in."""
    unit, base = str(parts["u"][0].value), course.then
    if parts["e"][0].name in ("first", "latter") and unit not in ("M", "Y", "W", "DE", "CE"):
        return None
    value = shifted(base, 0, unit) if base else None
    if value is None or base is None:
        return no_base(unit)
    return Found(value, "DATE", anchor=base.value, inferred=True, point=point_of_shift(base, 0, unit))


def day_beside(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the day before", "the day after tomorrow"."""
    step, unit = steps(parts, "r"), str(parts["u"][0].value)
    if "t" in parts:
        day = course.day
        if day is None:
            return no_base(unit)
        p = of_date(day + dt.timedelta(days=step + int(parts["t"][0].value)))
        return Found(p.value, "DATE", anchor=day.isoformat(), point=p)
    base = course.then_for(unit)
    if unit == "NI":
        d = base.date if base else None
        if d is None:
            return Found("XXXX-XX-XXTNI", "TIME")
        return Found(
            f"{(d + dt.timedelta(days=step)).isoformat()}TNI", "TIME", anchor=d.isoformat(), inferred=True
        )
    value = shifted(base, step, unit) if base else None
    if value is None or base is None:
        return no_base(unit)
    return Found(value, "DATE", anchor=base.value, inferred=True, point=point_of_shift(base, step, unit))


def clock(parts: Parts, course: Course, way: Way) -> Found | None:
    """Clock times need a colon, a.m. or p.m., or a zone; the day is the one named beside it, else the last told."""
    text = str(parts["t"][0].value)
    name = parts["t"][0].name
    ampm, zone = parts.get("ap"), parts.get("z")
    hours_after = parts.get("h")
    if name == "clocktime":
        pieces = [int(x) for x in text.split(":")]
    elif name == "dec":
        whole, _, rest = text.partition(".")
        pieces = [int(whole), int((rest + "0")[:2])]
        if not ampm:
            return None
    else:
        n = int(float(text))
        if not ampm and not zone and not hours_after:
            return None
        pieces = (
            [n // 100, n % 100]
            if n > 31 or (name in ("num", "year4")) or parts["t"][0].value == 0
            else [n, 0]
        )
    if hours_after and (str(hours_after[0].value) != "TH" or name not in ("num", "year4", "clocktime")):
        return None
    hour, minute = pieces[0], pieces[1]
    if hour > 24 or minute > 59 or (ampm and hour > 12):
        return None
    if (
        name == "clocktime"
        and not ampm
        and not zone
        and len(pieces) == 2
        and not ("w" in parts or "td" in parts)
        and "at" not in parts
    ):
        pass
    if ampm:
        hour = hour % 12 + (12 if ampm[0].value == "pm" else 0)
    return at_hour(hour, minute, str(zone[0].value) if zone else "", parts, course, way)


def at_hour(hour: int, minute: int, zone: str, parts: Parts, course: Course, way: Way) -> Found:
    day: Point | None = None
    if "w" in parts:
        found = weekday({"w": parts["w"]}, course, way)
        day = found.point if found else None
    elif "td" in parts:
        found = today({"t": parts["td"]}, course, way)
        day = found.point if found else None
    elif "m" in parts or "m1" in parts:
        names = ("d", "m", "y") if "m" in parts else ("d1", "m1", "y1")
        given = {key: parts[name] for key, name in zip(("d", "m", "y"), names, strict=True) if name in parts}
        found = calendar_day(given, course, way)
        day = found.point if found else None
    guessed = False
    if day is None:
        base = (
            course.told
            if course.told and course.told.date and (course.narrative or course.told_block == course.block)
            else course.published
        )
        day, guessed = (
            (base if base and base.date and not (course.narrative and base is course.published) else None),
            True,
        )
    value = f"{day.value if day else 'XXXX-XX-XX'}T{hour:02d}:{minute:02d}{zone}"
    return Found(
        value, "TIME", anchor=day.value if day else None, inferred=guessed, point=None if guessed else day
    )


def noon(parts: Parts, course: Course, way: Way) -> Found | None:
    """Noon and midnight are clock times."""
    hour, minute = str(parts["part"][0].value).split(":")
    zone = parts.get("z")
    return at_hour(int(hour), int(minute), str(zone[0].value) if zone else "", parts, course, way)


def day_pair(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "5 and 6 July": the first of the two; the second is a hit of its own."""
    first = parts["d0"] if "d0" in parts else parts["d"]
    return calendar_day({**parts, "d": first}, course, way)


def oclock(parts: Parts, course: Course, way: Way) -> Found | None:
    n = int(parts["t"][0].value)
    return at_hour(n, 0, "", {}, course, way) if 1 <= n <= 24 else None


def daypart(parts: Parts, course: Course, way: Way) -> Found | None:
    code = parts["part"][0].value
    if parts["part"][0].name == "overnight" and course.day:
        return Found(f"{course.day.isoformat()}T{code}", "TIME", anchor=course.day.isoformat(), inferred=True)
    told = course.told.date if course.told else None
    if parts["part"][0].name == "nights" or told is None or course.told_block != course.block:
        return Found(f"XXXX-XX-XXT{code}", "TIME")
    return Found(f"{told.isoformat()}T{code}", "TIME", anchor=told.isoformat(), inferred=True)


RELATIVE: dict[str, Resolver] = {
    "weekday": weekday,
    "weekdays": weekdays,
    "today": today,
    "rel_part": rel_part,
    "rel_unit": rel_unit,
    "weekend": weekend,
    "edge_unit": edge_unit,
    "day_beside": day_beside,
    "clock": clock,
    "oclock": oclock,
    "noon": noon,
    "day_pair": day_pair,
    "daypart": daypart,
}
