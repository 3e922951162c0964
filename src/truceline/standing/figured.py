"""The amounts of one sentence that a rule asks for: which figures, together or each on its own day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from truceline.model.accord import Measure, Watch
from truceline.model.match import contains, fold
from truceline.model.reading import Figure, When, WhenType
from truceline.standing.rules import Piece

__all__ = ["amounts_in", "part_of"]

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_SHARE = "percent"
_PART_GAP = 12
"""How many characters may stand between a part and its whole."""
_JOIN_GAP = 6
"""How many words may stand between two amounts that are told in one breath."""


def amounts_in(
    watch: Watch,
    piece: Piece,
    figures: Sequence[Figure],
    times: Sequence[When],
    said: str | None,
    parts: int = 0,
    measures: Sequence[Measure] = (),
) -> list[tuple[Figure, str | None]]:
    """The amounts that a rule finds in a piece, each with the day that the words give to it alone.

    Mostly one: the greatest. Where amounts and days stand in turn ("three on the 19th and four on
    the 25th"), each has its own. Amounts of different measures that the rule counts together
    ("three captives and four bodies") are one amount, their sum, where little but a word that
    joins stands between them; and so are amounts of one measure that count other things each ("250
    lifers and 1,700 detainees"), where the clause owes a whole of so many `parts`. A figure that counts the
    thing of a measure is of that measure by the verbs of the rule, whatever verbs the measure names.
    """
    here = [_measured(f, watch, piece, measures) for f in figures if f.span.overlaps(piece.span)]
    found = [
        f for f in here if f.measure in watch.measures and not any(part_of(watch, piece, o, f) for o in here)
    ]
    if len(found) < 2:
        return [(f, None) for f in found]
    done = [f for f in found if f.mode == "done"]
    if len(done) > 1:
        paired = _in_turn(done, piece, times, said)
        if paired:
            return list(paired)
        joined = _joined(watch, piece, done, parts)
        if joined is not None:
            return [(joined, None)]
    return [(max(found, key=lambda f: (f.mode == "done", f.low or f.best or 0)), None)]


def _measured(f: Figure, watch: Watch, piece: Piece, measures: Sequence[Measure]) -> Figure:
    """A figure that counts what a measure of the rule counts, as one of that measure."""
    if f.measure is not None or not f.counted:
        return f
    counted = fold(f.counted)
    for m in measures:
        if m.id not in watch.measures or (f.unit == _SHARE) != (m.unit == _SHARE):
            continue
        if contains(m.counted).fits(counted) and not (m.none and contains(m.none).fits(piece.folded)):
            return replace(f, measure=m.id)
    return f


def _in_turn(
    figures: Sequence[Figure], piece: Piece, times: Sequence[When], said: str | None
) -> list[tuple[Figure, str]] | None:
    """Each figure with its day, where figures of one measure and days take turns in the words."""
    days = [
        (t.span.start, m[1])
        for t in times
        if t.type in (WhenType.DATE, WhenType.TIME)
        and t.span.overlaps(piece.span)
        and (m := _DAY.match(t.value))
    ]
    if len({f.measure for f in figures}) > 1 or len(days) != len(figures) or len({d for _, d in days}) < 2:
        return None
    if any(said is not None and day > said for _, day in days):
        return None
    ordered = sorted(figures, key=lambda f: f.span.start)
    days.sort()
    marks = sorted([(f.span.start, "figure") for f in ordered] + [(at, "day") for at, _ in days])
    if any(a[1] == b[1] for a, b in pairwise(marks)):
        return None
    return [(f, day) for f, (_, day) in zip(ordered, days, strict=True)]


def _joined(watch: Watch, piece: Piece, figures: Sequence[Figure], parts: int) -> Figure | None:
    """The sum of amounts of different things that are told in one breath."""
    ordered = sorted(figures, key=lambda f: f.span.start)
    parted = len(ordered) <= parts
    things = {(f.measure, fold(f.counted or "") if parted else "") for f in ordered}
    if not watch.joined_by or len(things) != len(ordered):
        return None
    if len({bool(f.cumulative) for f in ordered}) > 1:
        return None
    if not all(_in_one_breath(watch, piece, a, b) for a, b in pairwise(ordered)):
        return None
    lows = [f.low if f.low is not None else f.best for f in ordered]
    if None in lows:
        return None
    highs = [f.high for f in ordered]
    return replace(
        ordered[0],
        low=sum(low or 0 for low in lows),
        best=sum(f.best or f.low or 0 for f in ordered),
        high=None if None in highs else sum(h or 0 for h in highs),
        approximate=any(f.approximate for f in ordered),
    )


def _in_one_breath(watch: Watch, piece: Piece, a: Figure, b: Figure) -> bool:
    """Whether few words stand between two amounts, and one that joins is among them."""
    start, end = a.span.end - piece.span.start, b.span.start - piece.span.start
    if not watch.joined_by or not 0 <= start <= end <= len(piece.span.quote):
        return False
    between = fold(piece.span.quote[start:end])
    return between.count(" ") <= _JOIN_GAP + 1 and contains(watch.joined_by).fits(between)


def part_of(watch: Watch, piece: Piece, part: Figure, whole: Figure) -> bool:
    """Whether the one is told as part of the other ("19 of the 33", "10 percent of 200"): it stands
    right before it, not joined to it as another thing, and is less, or a share."""
    gap = whole.span.start - part.span.end
    if not 0 <= gap <= _PART_GAP or _in_one_breath(watch, piece, part, whole):
        return False
    return part.unit == "percent" or (part.best or part.low or 0) < (whole.best or whole.low or 0)
