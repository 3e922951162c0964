"""The clause board as a picture: clause by day, in words, signs and patterns, never colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from truceline.brief.board import Run, runs
from truceline.brief.english import day_in_words
from truceline.model.brief import BoardRow

__all__ = ["Bar", "Picture", "draw", "kind_of", "kinds", "sign_of"]

LABEL_WIDTH = 300.0
DAYS_WIDTH = 660.0
ROW = 26.0
TOP = 34.0
_LETTER = 6.1

_SIGNS = {
    "kept": "✓",
    "effect": "●",
    "due": "◷",
    "notdue": "·",
    "adverse": "!",
    "disputed": "≠",
    "unknown": "?",
    "stopped": "‖",
    "over": "–",
}
_NAMES = {
    "kept": "kept",
    "effect": "in effect",
    "due": "due",
    "notdue": "not due",
    "adverse": "overdue, or breach alleged",
    "disputed": "disputed",
    "unknown": "unknown",
    "stopped": "suspended",
    "over": "ended",
}


def kind_of(shown: str) -> str:
    """The class of a shown word: which pattern and sign it gets."""
    for start, kind in (
        ("unknown", "unknown"),
        ("disputed", "disputed"),
        ("breach", "adverse"),
        ("overdue", "adverse"),
        ("kept", "kept"),
        ("in effect", "effect"),
        ("not due", "notdue"),
        ("due", "due"),
        ("suspended", "stopped"),
    ):
        if shown.startswith(start):
            return kind
    return "over"


def sign_of(shown: str) -> str:
    """The sign of a shown word: what tells it where colour does not."""
    return _SIGNS[kind_of(shown)]


def kinds() -> tuple[tuple[str, str, str], ...]:
    """(kind, sign, words) of every kind, in the order of a legend."""
    return tuple((k, _SIGNS[k], _NAMES[k]) for k in _SIGNS)


@dataclass(frozen=True, slots=True)
class Bar:
    """One run of days, placed (SVG user units)."""

    x: float
    y: float
    width: float
    kind: str
    words: str
    """What fits inside: the words, the sign alone, or nothing."""
    told: str
    """What it says in full."""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a row."""

    y: float
    clause: str
    words: str
    title: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A day on the axis."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything that the template draws."""

    width: float
    height: float
    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    ticks: tuple[Tick, ...]
    since: float | None
    legend: tuple[tuple[str, str, str], ...]
    """(kind, sign, words) of what occurs."""


def draw(rows: Sequence[BoardRow], since: str | None) -> Picture:
    """The picture of `rows`; every row gives the same days."""
    days = max((r.cells for r in rows), key=len)
    step = DAYS_WIDTH / len(days)
    bars, labels, seen = [], [], []
    for n, row in enumerate(rows):
        y = TOP + n * ROW
        labels.append(Label(y, row.clause, _fit(row.title, LABEL_WIDTH - 84), row.title))
        for run in runs(row.cells):
            kind = kind_of(run.shown)
            seen.append(kind)
            bars.append(_bar(run, row, y, step, kind))
    ticks = tuple(
        Tick(round(LABEL_WIDTH + i * step, 1), _short(d.day))
        for i, d in enumerate(days)
        if i % max(1, round(len(days) / 7)) == 0
    )
    number = next((i for i, d in enumerate(days) if d.day == since), None)
    legend = tuple(one for one in kinds() if one[0] in seen)
    return Picture(
        width=LABEL_WIDTH + DAYS_WIDTH,
        height=TOP + len(rows) * ROW + 6,
        bars=tuple(bars),
        labels=tuple(labels),
        ticks=ticks,
        since=round(LABEL_WIDTH + number * step, 1) if number is not None else None,
        legend=legend,
    )


def _bar(run: Run, row: BoardRow, y: float, step: float, kind: str) -> Bar:
    width = run.days * step
    sign = _SIGNS[kind]
    whole = f"{sign} {run.shown}"
    words = whole if len(whole) * _LETTER <= width - 8 else sign if width >= 12 else ""
    span = day_in_words(run.first, False)
    if run.last != run.first:
        span += f" to {day_in_words(run.last, False)}"
    told = f"{row.clause}, {span}: {run.shown}"
    return Bar(round(LABEL_WIDTH + run.start * step, 1), y + 3, round(width - 1, 1), kind, words, told)


def _short(day: str) -> str:
    words = day_in_words(day, year=False).split()
    return " ".join([*words[:-1], words[-1][:3]]) if words else day


def _fit(words: str, width: float) -> str:
    most = int(width / _LETTER)
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
