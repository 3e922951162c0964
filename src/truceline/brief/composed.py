"""What the brief composes in words of ours, checked where it is composed: a part that its own words do not bear out is
left out, and with its head the sentence."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from truceline.brief.borne_out import completed
from truceline.brief.carriers import joined
from truceline.brief.english import MONTHS
from truceline.brief.material import Material
from truceline.model.brief import Sentence
from truceline.model.span import Span

__all__ = ["Part", "all_of", "are_shown", "borne", "days_shown", "each_once"]

_TOLD = re.compile(rf"\b(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")
_TURNED = re.compile(rf"\b({'|'.join(MONTHS)}) (\d{{1,2}})\b(?:, (\d{{4}}))?")
_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)(?!\d)")
_OFFSET = re.compile(r"\b(\d+) (hour|day|week)s?\b")
_NUMBERED = re.compile(r"\b(day|week) (\d+)\b")
_MONTHS_ON = re.compile(r"\b(\d+) months? after\b")
_LENGTH = re.compile(r"\blength_days: (\d+)")
_HOURS, _WEEK = 24, 7
_FIRST, _LAST = 1000, 9000
"""Years between which a day is counted from."""
_STEPS = 2
"""Spans of time that a deadline may be counted by, one after the other ("48 hours before the end of seven days")."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of a composed sentence, and those that they alone rest on."""

    words: str
    spans: tuple[Span, ...]


def each_once(parts: Iterable[Part]) -> list[Part]:
    """Parts of one sentence without those whose words stand in one before them."""
    found = list[Part]()
    for part in parts:
        found += [part] if not any(part.words in x.words for x in found) else []
    return found


def all_of(parts: Iterable[Part], last: str = "and") -> Part | None:
    """Parts in a row as one part, which rests on what each rests on; None of none."""
    some = list(parts)
    spans = tuple(dict.fromkeys(s for p in some for s in p.spans))
    return Part(joined([p.words for p in some], last), spans) if some else None


def borne(words: str, spans: Iterable[Span], material: Material, day: str = "") -> Part | None:
    """A part whose names, figures and days (and the `day` under which it stands) its own spans have, with the sentences
    cited besides that name them; None where one is left that they do not have."""
    some = list(dict.fromkeys(spans))
    cited = material.citing(some, len(some))
    if not cited:
        return None
    whole = completed(Sentence(words, cited), material, names=True)
    told = days_told(words) | {_day(d) for d in _dates(day)}
    if whole is None or not are_shown(told, days_shown(whole.spans, material)):
        return None
    return Part(words, whole.spans)


def days_told(words: str) -> set[tuple[str, str]]:
    """The days that words of ours name, as ("MM-DD", the year or "")."""
    return {(_key(int(m[1]), m[2]), m[3] or "") for m in _TOLD.finditer(words)}


def are_shown(told: Iterable[tuple[str, str]], shown: Iterable[tuple[str, str]]) -> bool:
    """Whether each day told is among those shown, of the same year where both name one."""
    years: dict[str, set[str]] = {}
    for key, year in shown:
        years.setdefault(key, set()).add(year)
    return all(key in years and (not year or {year, ""} & years[key]) for key, year in told)


def days_shown(spans: Iterable[Span], material: Material) -> set[tuple[str, str]]:
    """The days that spans show: those on which their reports were published, those that their words name or, by the
    day of their report, mean; of lines of an agreement also those that its counts lead to."""
    found, dates, steps, months = set[tuple[str, str]](), set[date](), set[int](), set[int]()
    for span in spans:
        found |= days_told(span.quote)
        found |= {(_key(int(m[2]), m[1]), m[3] or "") for m in _TURNED.finditer(span.quote)}
        if span.report in material.reports:
            some = [material.published(span.report)]
            some += [t.value for t in material.times(span.report, span.start, span.end)]
            found |= {_day(d) for day in some for d in _dates(day)}
        else:
            dates |= set(_dates(span.quote))
            dates |= {
                d for m in _TOLD.finditer(span.quote) for d in _dates(f"{m[3]}-{_key(int(m[1]), m[2])}")
            }
            steps |= set(_steps(span.quote))
            months |= {int(m[1]) for m in _MONTHS_ON.finditer(span.quote)}
    dates = {d for d in dates if _FIRST < d.year < _LAST}  # "9999-12-31" is no day to count from
    reached = dates | {_months_on(d, n) for d in dates for n in months}
    for _ in range(_STEPS):
        reached = reached | {d + timedelta(days=n) for d in reached for n in steps}
    return found | {_day(d) for d in reached}


def _day(day: date) -> tuple[str, str]:
    return day.strftime("%m-%d"), f"{day.year:04}"


def _steps(quote: str) -> Iterator[int]:
    """The days by which lines of an agreement count on or back from a day."""
    for m in _NUMBERED.finditer(quote):
        number = int(m[2]) * (_WEEK if m[1] == "week" else 1)
        yield from (number, number - 1)
    for length in (int(m[1]) for m in _LENGTH.finditer(quote)):
        yield from (length, length - 1)
    for m in _OFFSET.finditer(quote):
        n = int(m[1]) * _WEEK if m[2] == "week" else int(m[1])
        n = n // _HOURS if m[2] == "hour" else n
        yield from (n, -n)


def _months_on(day: date, months: int) -> date:
    """The same day some months on; of a shorter month the last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _dates(words: str) -> Iterator[date]:
    for m in _ISO.finditer(words):
        try:
            yield date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            continue


def _key(day: int, month: str) -> str:
    return f"{MONTHS.index(month) + 1:02}-{day:02}"
