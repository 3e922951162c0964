"""Amounts listed with their days: "12 lorries on Monday, 15 on Tuesday and nine on Friday"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Figure, When, WhenType
from truceline.reading.figures.amount import Amount
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock

__all__ = ["listed_with_its_day"]

_FEW = 1
"""So many words may stand between an amount and its day, and between a day and the next amount."""


def listed_with_its_day(
    block: PageBlock,
    w: Words,
    a: Amount,
    before: Figure | None,
    times: Sequence[When],
    bounds: tuple[float | None, float | None, float | None],
) -> Figure | None:
    """The amount as one of a list whose first has its thing and its day, and each other one its day alone:
    it counts what the one before it counts, on its own day."""
    if before is None or before.unit is None or a.measure or a.share or a.unit is not None:
        return None
    start, end = block.start + w.starts[a.first], block.start + w.ends[a.last - 1]
    told = before.counted_span.end if before.counted_span is not None else 0
    days = [t for t in times if t.type is WhenType.DATE and len(t.value) >= len("2031-03-01")]
    its = next((t for t in days if t.span.start >= end), None)
    last = next((t for t in reversed(days) if t.span.end <= start), None)
    if its is None or last is None or last.value == its.value:
        return None
    gaps = (
        (max(before.span.end, told), last.span.start),
        (last.span.end, start),
        (end, its.span.start),
    )
    if not all(low <= high and _little(w, block, low, high) for low, high in gaps):
        return None
    low, best, high = bounds
    return replace(
        before,
        span=block.at(start, end),
        low=low,
        best=best,
        high=high,
        approximate=a.kind in ("about", "nearly") or a.vague,
        window=its.edtf or its.value,
    )


def _little(w: Words, block: PageBlock, low: int, high: int) -> bool:
    """Whether a word at most stands there, and nothing that ends a sentence."""
    between = w.text[low - block.start : high - block.start]
    return len(between.replace(",", " ").split()) <= _FEW and not any(x in between for x in ".;:!?()")
