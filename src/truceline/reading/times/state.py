"""What the resolving of times carries along a text: the report's date and the last date told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from truceline.reading.times.calendar import Point, of_date


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
    story: Point | None = None
    block: int = 0

    @property
    def day(self) -> dt.date | None:
        """The report's day, unless the text is a narrative of other times."""
        return self.published.date if self.published and not self.narrative else None

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

    def tell(self, p: Point | None) -> None:
        """Keep the date just told, as far as it says more than nothing."""
        if p is not None and p.year is not None:
            self.told = p
            self.told_block = self.block

    def event(self, key: str) -> Point | None:
        """A date of the agreement ("day:1", "phase:1:end")."""
        text = self.dates.get(key)
        try:
            return of_date(dt.date.fromisoformat(text)) if text else None
        except ValueError:
            return None
