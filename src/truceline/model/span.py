"""A span: exact words of a frozen text, and the place where they stand."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.errors import Misaligned


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Words of one report. `start` and `end` count Unicode code points of `Report.text`.

    Invariant: `text[start:end] == quote`. `Span.of` is the way to make one;
    `check` raises `Misaligned` where the invariant does not hold.
    """

    report: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, report: str, text: str, start: int, end: int) -> Span:
        """The span of `text[start:end]`; raises `Misaligned` if it is empty or leaves the text."""
        if not 0 <= start < end <= len(text):
            raise Misaligned(
                f"span {start}..{end} does not lie in a text of {len(text)} characters", where=report
            )
        return cls(report, start, end, text[start:end])

    def check(self, text: str) -> None:
        """Raise `Misaligned` unless the words stand at their place in `text`."""
        if text[self.start : self.end] != self.quote or not self.quote:
            raise Misaligned(
                f"span {self.start}..{self.end} should read {self.quote!r}, the text has "
                f"{text[self.start : self.end]!r}",
                where=self.report,
            )

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character of one report."""
        return self.report == other.report and self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.report == other.report and self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start
