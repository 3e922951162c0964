"""What the resolving of times carries along a text: the report's date and the last date told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from truceline.reading.times.calendar import Point, of_date

YEARS_ON, YEARS_ON_BARE = 4, 1
"""So many years may a date in brackets, and a bare year in passing, take the story line on."""
NEWS = 3
"""Days at the most from the writing of copy to its publication."""
TURN = 7
"""A month at least so many months before the last one told lies in the next year."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule makes of a hit, before it has a span."""

    value: str
    type: str
    anchor: str | None = None
    inferred: bool = False
    point: Point | None = None
    """The date that it leaves as the last one told."""
    edtf: str | None = None
    span: tuple[int, int] | None = None
    """Items (first, last) of the span, where it is not that of the hit."""


@dataclass(slots=True)
class Course:
    """The running state. `told` is the last date that the text named, `story` the day of the
    report's own news; `narrative` says that years come from the text and not from its date."""

    published: Point | None
    narrative: bool
    dates: Mapping[str, str] = field(default_factory=dict)
    told: Point | None = None
    told_block: int = -1
    line: Point | None = None
    """In a narrative: where the story line stands. A year in passing does not move it."""
    story: Point | None = None
    written: dt.date | None = None
    """The day on which the copy was written, by its dateline: the "today" of a page that was published later."""
    block: int = 0
    beside: Point | None = None
    """The day just told to which a word joins the next one ("Monday and Tuesday")."""
    weekdays: dict[int, dt.date] = field(default_factory=dict)
    """The day of each weekday that the report has told so far."""

    @property
    def day(self) -> dt.date | None:
        """The report's day, unless the text is a narrative of other times."""
        return self.published.date if self.published and not self.narrative else None

    def write(self, told: Point | None) -> None:
        """Keep the day of a dateline; one of long before is the day of something else."""
        day = told.date if told is not None else None
        if self.written is None and day and self.day and 0 <= (self.day - day).days <= NEWS:
            self.written = day

    @property
    def now(self) -> Point | None:
        """From when "last year" is counted."""
        if self.narrative:
            return self.told
        return self.published

    @property
    def then(self) -> Point | None:
        """From when "the next year" and "two days later" are counted."""
        return self.told or (None if self.narrative else self.published)

    @property
    def now_words(self) -> str | None:
        p = self.now
        return p.value if p else None

    def then_for(self, unit: str) -> Point | None:
        """From when a length in `unit` is counted: days need a day, months a month."""
        at = self.then
        if at is None or self.line is None or not self.narrative:
            return at
        if unit in ("D", "W", "2W", "NI", "TH", "TM") and at.day is None and self.line.day is not None:
            return self.line
        if unit == "M" and at.month is None and self.line.month is not None:
            return self.line
        return at

    def tell(self, p: Point | None, opening: bool = False, aside: bool = False) -> None:
        """Keep the date just told. `opening`: it stands in a heading or opens a sentence;
        `aside`: it stands in brackets."""
        if p is None or p.year is None:
            return
        self.told, self.told_block = p, self.block
        if self.narrative and self._moves(p, opening, aside):
            self.line = p

    def _moves(self, p: Point, opening: bool, aside: bool) -> bool:
        """Whether a date takes the story line along: a look back or far ahead in passing does not."""
        at = self.line
        if at is None or at.year is None or p.year is None:
            return True
        if p.month is not None:
            return not aside or 0 <= p.year - at.year <= YEARS_ON
        if p.year == at.year:
            return False
        return (opening and not aside) or 0 < p.year - at.year <= YEARS_ON_BARE

    def year_of(self, month: int) -> int | None:
        """The year of a month in a narrative, which goes forward."""
        at = self.line
        if at is None or at.year is None:
            return None
        return at.year + (1 if at.month is not None and at.month - month >= TURN else 0)

    def event(self, key: str) -> Point | None:
        """A date of the agreement ("day:1", "phase:1:end")."""
        text = self.dates.get(key)
        try:
            return of_date(dt.date.fromisoformat(text)) if text else None
        except ValueError:
            return None
