"""Durations, sets, references without a date, and times told from an event."""

from __future__ import annotations

import datetime as dt

from truceline.reading.times.calendar import Point, of_date, shifted
from truceline.reading.times.other_calendars import other_calendar
from truceline.reading.times.relative import no_base, point_of_shift
from truceline.reading.times.resolve import Parts, Resolver, Way, month, month_year, number
from truceline.reading.times.state import Course, Found

PAST, PRESENT, FUTURE = "PAST_REF", "PRESENT_REF", "FUTURE_REF"
HALVES = {"Y": "P6M", "TH": "PT30M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}


def length(n: float | str, unit: str) -> str:
    """A TIMEX3 duration: "P42D", "PT8H", "PXM", "P2DE"."""
    if unit == "2W":
        n, unit = (n if isinstance(n, str) else 2 * n), "W"
    if unit in ("NI", "MO", "AF", "EV"):
        unit = "D"
    shown = n if isinstance(n, str) else f"{n:g}" if n < 1e6 else str(int(n))
    if unit == "WE":
        return f"P{shown}WE"
    return f"PT{shown}{unit[1]}" if unit[0] == "T" and len(unit) == 2 else f"P{shown}{unit}"


def amount(parts: Parts, name: str = "n") -> float | str | None:
    """How many units: a number, "X" for a few, 1 for "a" and "another"."""
    got = parts.get(name)
    if not got:
        return None
    item = got[0]
    if item.name == "few":
        return "X"
    return float(item.value) if isinstance(item.value, int | float) else None


def duration(parts: Parts, course: Course, way: Way) -> Found | None:
    n, unit = amount(parts), str(parts["u"][0].value)
    half = parts.get("half") or (parts["n"] if "n" in parts and parts["n"][0].name == "half" else None)
    if half and n in (None, 0.5):
        return Found(HALVES[unit], "DURATION") if unit in HALVES else None
    if n is None:
        n = 1.0 if parts["u"][0].name != "units" else "X"
    if half and not isinstance(n, str):
        n += 0.5
    if unit == "NI" and n == 1.0 and parts["n"][0].name != "a":
        return Found("XXXX-XX-XXTNI", "TIME")
    if not isinstance(n, str) and (
        n > 1e9 or (unit == "NI" and n == 1 and parts.get("n") and parts["n"][0].name == "a")
    ):
        return None
    return Found(length(n, unit), "DURATION")


def bare_units(parts: Parts, course: Course, way: Way) -> Found | None:
    return Found(length("X", str(parts["u"][0].value)), "DURATION")


def vague_units(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "recent weeks" is the past, "the coming days" the future, "the last few days" a duration."""
    word, unit = parts["r"][0].name, str(parts["u"][0].value)
    if word in ("following", "previous") or "q" in parts:
        return Found(length("X", unit), "DURATION", anchor=course.now_words)
    return Found(FUTURE if word in ("next", "coming") else PAST, "DATE", anchor=course.now_words)


def rel_span(parts: Parts, course: Course, way: Way) -> Found | None:
    n, unit = amount(parts), str(parts["u"][0].value)
    if n is None or (parts["r"][0].name == "ordword" and parts["r"][0].value != 1):
        return None
    word, edtf = parts["r"][0].name, None
    day = course.day
    if (
        day
        and isinstance(n, float)
        and unit in ("D", "W", "2W")
        and word in ("last", "past", "next", "coming")
        and n < 5000
    ):
        days = int(n * {"D": 1, "W": 7, "2W": 14}[unit])
        other = day + dt.timedelta(days=days if word in ("next", "coming") else -days)
        edtf = "/".join(d.isoformat() for d in sorted((day, other)))
    return Found(length(n, unit), "DURATION", anchor=course.now_words, edtf=edtf)


def part_of(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the last week of March": a length, told from what it is a part of."""
    anchor = None
    if "m" in parts:
        found = month_year(parts, course, way) if "y" in parts else month(parts, course, way)
        anchor = found.value if found else None
    return Found(length(1.0, str(parts["u"][0].value)), "DURATION", anchor=anchor)


def _phase(parts: Parts) -> int | None:
    if "k" in parts:
        return number(parts, "k")
    if "o" in parts:
        return 1 if parts["o"][0].name == "first" else int(parts["o"][0].value)
    return None


def span_of(parts: Parts, course: Course, way: Way) -> Found | None:
    """ "the first six weeks of phase one": a length with its first and last day."""
    n, unit = amount(parts), str(parts["u"][0].value)
    if n is None or isinstance(n, str):
        return None
    phase = _phase(parts)
    start = course.event(f"phase:{phase}:start" if phase else "day:1")
    edtf = None
    if start and (d := start.date) and unit in ("D", "W", "2W") and parts["r"][0].name != "last" and n < 5000:
        days = int(n * {"D": 1, "W": 7, "2W": 14}[unit])
        edtf = f"{d.isoformat()}/{(d + dt.timedelta(days=days - 1)).isoformat()}"
    return Found(length(n, unit), "DURATION", anchor=f"phase {phase}" if phase else None, edtf=edtf)


def shift(parts: Parts, course: Course, way: Way) -> Found | None:
    n, unit, word = amount(parts), str(parts["u"][0].value), parts["r"][0]
    sign = int(word.value)
    if n is None and "n" not in parts:
        n = "X" if parts["u"][0].name == "units" else 1.0
    if n is None:
        return None
    fixed = word.name in ("ago", "from_now")
    base = course.now if fixed else course.then_for(unit)
    if isinstance(n, str):
        ahead = sign > 0 and (fixed or course.narrative or way() >= 0)
        return Found(FUTURE if ahead else PAST, "DATE", anchor=base.value if base else None)
    if n > 5000:
        return None
    if unit in ("TH", "TM", "TS"):
        if base is None or base.date is None:
            return Found("XXXX-XX-XXTXX", "TIME")
        return Found(f"{base.value}TXX", "TIME", anchor=base.value, inferred=True)
    value = shifted(base, sign * n, unit) if base else None
    if value is None or base is None:
        if base is not None and base.year is not None and unit in ("D", "W"):
            return Found(
                f"{Point(base.year, None, None).value}-XX-XX", "DATE", anchor=base.value, inferred=True
            )
        return no_base(unit)
    return Found(
        value, "DATE", anchor=base.value, inferred=not fixed, point=point_of_shift(base, sign * n, unit)
    )


def every(parts: Parts, course: Course, way: Way) -> Found | None:
    item, n = parts["u"][0], number(parts, "n")
    if item.name in ("weekday", "weekdays"):
        return Found(f"XXXX-WXX-{item.value}", "SET")
    if item.name in ("month", "maybe_month"):
        return Found(f"XXXX-{item.value:02d}", "SET")
    if item.name == "season":
        return Found(f"XXXX-{item.value}", "SET")
    unit = str(item.value)
    if n:
        return Found(length(float(n), unit), "SET")
    if item.name in ("daypart", "morning", "night"):
        return Found(f"XXXX-XX-XXT{unit}", "SET")
    if unit in ("D", "W", "M", "Y", "Q", "WE"):
        return Found(no_base(unit).value, "SET")
    return Found(length(1.0, unit), "SET")


def per(parts: Parts, course: Course, way: Way) -> Found | None:
    unit = str(parts["u"][0].value)
    return Found(length(1.0, unit), "SET")


def daily(parts: Parts, course: Course, way: Way) -> Found | None:
    return Found(str(parts["v"][0].value), "SET")


def ref(parts: Parts, course: Course, way: Way) -> Found | None:
    item = parts["v"][0]
    value = {"current": PRESENT, "recent": PAST}.get(item.name, str(item.value))
    return Found(value, "DATE", anchor=course.now_words)


def past(parts: Parts, course: Course, way: Way) -> Found | None:
    return Found(PAST, "DATE", anchor=course.now_words)


def that_time(parts: Parts, course: Course, way: Way) -> Found | None:
    told = course.told
    if parts["r"][-1].name == "same" and not course.narrative:
        return None
    if parts["u"][0].name == "period":
        return None if told is None else Found(told.value, "DATE", anchor=told.value, inferred=True)
    if course.narrative and parts["r"][0].name == "this":
        return Found(PRESENT, "DATE", anchor=told.value if told else None)
    if told is None or told.year is None:
        return Found(PRESENT if parts["r"][0].name == "this" else PAST, "DATE")
    return Found(told.value, "DATE", anchor=told.value, inferred=True)


def phase_edge(parts: Parts, course: Course, way: Way) -> Found | None:
    phase = _phase(parts)
    if phase is None or not ("ph" in parts or "k" in parts or "aft" in parts):
        return None
    edge = "start" if parts["e"][0].value == "START" else "end"
    p = course.event(f"phase:{phase}:{edge}")
    if p is None:
        return None
    return Found(p.value, "DATE", anchor=f"event: {edge} of phase {phase}", point=None)


def day_number(parts: Parts, course: Course, way: Way) -> Found | None:
    n = number(parts, "n")
    return _nth(n, course)


def nth_day(parts: Parts, course: Course, way: Way) -> Found | None:
    return _nth(number(parts, "n"), course)


def _nth(n: int | None, course: Course) -> Found | None:
    if n is None or not 0 <= n <= 2000:
        return None
    first = course.event("day:1")
    if first is None or first.date is None:
        return Found("XXXX-XX-XX", "DATE", anchor=f"event: day {n}")
    p = of_date(first.date + dt.timedelta(days=n - 1))
    return Found(p.value, "DATE", anchor=f"event: day 1 = {first.value}")


def since_start(parts: Parts, course: Course, way: Way) -> Found | None:
    start = course.event("day:1") or course.event("phase:1:start")
    end = course.published
    if start is None or course.narrative:
        return None
    value = (
        f"{start.value}/{end.value}"
        if end and end.date and start.date and end.date >= start.date
        else start.value
    )
    return Found(
        value,
        "DURATION" if "/" in value else "DATE",
        anchor="event: start of the agreement",
        edtf=f"{start.value}/{end.value if end else '..'}",
    )


LENGTHS: dict[str, Resolver] = {
    "duration": duration,
    "units_event": bare_units,
    "bare_units": bare_units,
    "vague_units": vague_units,
    "rel_span": rel_span,
    "span_of": span_of,
    "part_of": part_of,
    "shift": shift,
    "every": every,
    "times_per": per,
    "per_unit": per,
    "daily": daily,
    "ref": ref,
    "past": past,
    "that_time": that_time,
    "phase_edge": phase_edge,
    "day_number": day_number,
    "nth_day": nth_day,
    "since_start": since_start,
    "other_calendar": other_calendar,
}
