"""The date of a report as its own text gives it: an agency's dateline, a "Published" line, a date on a line."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from truceline.reading.datelines import dateline_end
from truceline.reading.grammar import grammar
from truceline.reading.numerals import numerals_file

HEAD = 2500
"""Characters of the text in which a dateline can stand."""
LINES = 12
_MONTH = r"(?P<month>[A-Za-z]{3,9})\.?"
_YEAR = r"(?P<year>\d{4}|'?\d{2})"
_PLACE = re.compile(r"[^\W\d_a-z][^\d\n:;!?]{1,60}$")
_PLACE_ALONE = re.compile(r"[^\W\d_a-z][\w.'’-]*(?:[ ,/]+(?:[^\W\d_a-z][\w.'’-]*)){0,4},[ ]$")
_AFTER_PLACE = re.compile(r"[ ]{0,2}(?:\([A-Z][^()\n]{1,40}\)|\[[^\[\]\n]{1,60}\]|[-–—]{1,2}[ ]|:[ ])")
_REST = re.compile(
    r"[ ,|•·–-]{0,4}(?:at[ ])?(?:\d{1,2}[:.]\d\d(?:[ ]?[AaPp]\.?[Mm]\.?)?|\d{1,2}[ ]?[AaPp]\.?[Mm]\.?|\d{4})?"
    r"(?:[ ]?\(?[A-Z]{2,5}\)?(?:[+-]\d{1,2})?)?[ .|]{0,3}$"
)


@cache
def _label() -> re.Pattern[str]:
    """What stands before a date and says that it is the date of publication."""
    words = grammar().calendar
    return re.compile(
        rf"(?:{'|'.join(words.date_labels)})(?: {'| '.join(words.after_label)})?"
        r"[ ]?[:|]?[ ]{0,2}(?:[A-Za-z]{3,9},?[ ])?(?:\d{1,2}:\d\d(?:[ ]?[ap]m)?(?:[ ][A-Z]{2,4})?,?[ ])?$",
        re.IGNORECASE,
    )


@cache
def _weekday() -> re.Pattern[str]:
    words = grammar().calendar
    return re.compile(
        rf"(?:{'|'.join((*words.weekdays, *words.short_weekdays))}),?[ ]{{1,2}}$", re.IGNORECASE
    )


@cache
def _dates() -> tuple[re.Pattern[str], ...]:
    day = rf"(?P<day>\d{{1,2}})(?:{'|'.join(sorted(numerals_file().ordinal_ends))})?"
    return (
        re.compile(rf"{day}[ -]{_MONTH},?[ -]{_YEAR}(?!\d)"),
        re.compile(rf"(?<![A-Za-z]){_MONTH}[ ]{day},?[ ]{_YEAR}(?!\d)"),
        re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)"),
    )


def date_of(text: str) -> tuple[str, tuple[int, int]] | None:
    """The publication date that a text states of itself: (YYYY-MM-DD, (start, end) in `text`), or None.

    Only what stands as a dateline ("BOGOTA, 14 SEP 89 (AGENCY) --"), after a word such as
    "Published", or alone on a line, or there after a place, counts; a date inside a sentence or a caption does not.
    """
    offset = 0
    best: tuple[int, str, tuple[int, int]] | None = None
    for line in text[:HEAD].split("\n")[:LINES]:
        for form in _dates():
            for m in form.finditer(line):
                value, rank = _value(m), _rank(line, m)
                if value and rank is not None and (best is None or rank < best[0]):
                    best = rank, value, (offset + m.start(), offset + m.end())
        offset += len(line) + 1
    return (best[1], best[2]) if best else None


def in_dateline(words: str, start: int, end: int) -> bool:
    """Whether a date in the words of a block is that of a dateline: before its sign, or on a line with a place alone
    ("Kele, February 22")."""
    if end <= dateline_end(words):
        return True
    opens = words.rfind("\n", 0, start) + 1
    closes = words.find("\n", end)
    rest = words[end : closes if closes >= 0 else len(words)]
    return _PLACE_ALONE.match(words[opens:start]) is not None and not rest.strip(" .:")


def _rank(line: str, m: re.Match[str]) -> int | None:
    before, after = line[: m.start()], line[m.end() :]
    weekday = _weekday().search(before[-12:])
    if weekday:
        before = before[: len(before) - len(weekday[0])]
    stripped = before.strip(" \t|•·-–—(")
    if _label().search(before[-60:]):
        return 0
    if (
        len(before) <= 80
        and before.rstrip().endswith((",", ")", "-", "–", "—"))
        and _PLACE.match(before)
        and _AFTER_PLACE.match(after)
    ):
        return 1
    alone = not stripped or _PLACE_ALONE.match(before)
    if alone and _REST.fullmatch(after[:40]) and len(after) <= 40:
        return 2
    return None


def _value(m: re.Match[str]) -> str | None:
    parts = m.groupdict()
    if parts.get("number"):
        month = int(parts["number"])
    else:
        name = parts["month"].lower()
        months = [m[:3] for m in grammar().calendar.months]
        if name[:3] not in months:
            return None
        month = months.index(name[:3]) + 1
    year = int(parts["year"].lstrip("'"))
    if year < 100:
        year += 1900 if year >= 50 else 2000
    try:
        day = dt.date(year, month, int(parts["day"]))
    except ValueError:
        return None
    return day.isoformat() if 1900 <= year <= 2100 else None
