"""The life of a clause as a strip: runs of days on which it stood alike, placed in percent of any width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from truceline.case.looking import Run, day_in_words, kind_of, kinds, runs, sign_of
from truceline.model.brief import BoardRow, DayCell

__all__ = ["Bar", "Tick", "legend", "placed", "ticks", "where"]

NOMINAL = 420.0
"""Pixels that a strip has on a desk; words that would not fit there are left to their title."""
LETTER = 6.6


@dataclass(frozen=True, slots=True)
class Bar:
    """One run, placed: `x` and `width` in percent. `words` fit inside, or are a sign, or empty."""

    x: float
    width: float
    kind: str
    sign: str
    words: str
    whole: bool
    """`words` are the shown words, not the sign alone."""
    told: str
    last: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis (`x` in percent)."""

    x: float
    words: str


def placed(cells: Sequence[DayCell], wide: float = NOMINAL) -> tuple[Bar, ...]:
    """The runs of a row; `wide` is what a desk shows it in, in pixels."""
    return tuple(_bar(run, len(cells), wide) for run in runs(cells))


def _bar(run: Run, days: int, wide: float) -> Bar:
    x, width = 100 * run.start / days, 100 * run.days / days
    room = width / 100 * wide - 8
    sign = sign_of(run.shown)
    told = day_in_words(run.first, False)
    if run.last != run.first:
        told += f" to {day_in_words(run.last, False)}"
    full = f"{sign} {run.shown}"
    short = f"{sign} {run.shown.partition(' (')[0]}"
    words = next((w for w in (full, short) if len(w) * LETTER <= room), sign if room >= 4 else "")
    return Bar(
        round(x, 3),
        round(width, 3),
        kind_of(run.shown),
        sign,
        words,
        len(words) > 1,
        f"{told}: {run.shown}",
        run.last,
    )


def ticks(days: Sequence[str], most: int = 6) -> tuple[Tick, ...]:
    """Days to name on the axis, evenly."""
    step = max(1, -(-len(days) // most))
    return tuple(
        Tick(round(100 * i / len(days), 3), _short(day)) for i, day in enumerate(days) if i % step == 0
    )


def where(days: Sequence[str], day: str) -> float | None:
    """The place of a day on the axis in percent, where it lies on it."""
    return round(100 * days.index(day) / len(days), 3) if day in days else None


def legend(rows: Iterable[BoardRow]) -> tuple[tuple[str, str, str], ...]:
    """(kind, sign, words) of what occurs."""
    found = {kind_of(run.shown) for row in rows for run in runs(row.cells)}
    return tuple(k for k in kinds() if k[0] in found)


def _short(day: str) -> str:
    words = day_in_words(day, False).split()
    return " ".join([*words[:-1], words[-1][:3]])
