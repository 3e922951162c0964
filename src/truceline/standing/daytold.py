"""The day that words give to what they tell: of a deed, of a breach; never the day since when something was so."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.accord import SignalKind
from truceline.model.reading import Act, Figure, When, WhenType
from truceline.standing.put import ADVERSE, DEEDS
from truceline.standing.rules import Piece

__all__ = ["day_told"]

_HAPPENED = frozenset({*ADVERSE, SignalKind.INCIDENT})
"""What is told as having happened, beside deeds."""
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})")
_TWO, _JOIN = 2, len(" until ")
"""A span of time has two ends, with a short word between them."""


def day_told(
    start: str,
    piece: Piece,
    times: Sequence[When],
    figures: Sequence[Figure],
    act: Act | None,
    said: str | None,
    kind: SignalKind,
) -> str | None:
    """The day (YYYY-MM-DD) that the words themselves give to a deed or breach, None where they give none or
    several. `start` is the first day of the agreement, `said` the day on which it was said.

    A day since when something is counted or somebody was held, before the agreement, is no day of a deed under
    it; nor is an earlier day that stands beside one of its time ("freed on Saturday a man held since 2023").
    """
    told = [
        t.value for t in times if t.type in (WhenType.DATE, WhenType.TIME) and t.span.overlaps(piece.span)
    ]
    since = {(f.window or "").partition("/")[0] for f in figures if f.span.overlaps(piece.span)}
    told = [v for v in told if v not in since or v >= start[: len(v)]]
    if kind not in DEEDS:
        # What the words date before the agreement is no breach of it, whoever tells it now.
        dated = [v[:10] for v in told if _PARTIAL.fullmatch(v) or _DAY.match(v)]
        if kind not in _HAPPENED or not dated:
            return None
        if any(v >= start[: len(v)] for v in dated) and not _until(start, piece, times):
            return None
        if kind is SignalKind.NOT_PERFORMED and " since " in piece.folded:
            return None  # what has been wanting since before it is wanting under it
        return f"{min(dated)}-01-01"[:10]
    if act is not None and act.when and (m := _DAY.match(act.when)):
        day = m[1]
        return day if said is None or day <= said else None
    before = [v for v in told if _PARTIAL.fullmatch(v) and v < start[: len(v)]]
    days = {m[1] for v in told if (m := _DAY.match(v))}
    days = {d for d in days if d >= start} or days  # "freed on Saturday a man held since 2023"
    if before and not days:
        # "In 2006 the army withdrew": long before the agreement, whatever the day.
        return f"{min(before)}-01-01"[:10]
    past = {d for d in days if said is None or d <= said}
    return next(iter(past)) if len(past) == 1 and past == days else None


def _until(start: str, piece: Piece, times: Sequence[When]) -> bool:
    """Whether the words count from before the agreement until the month or year in which it began, and name no other
    day ("between October and November", of a truce of late November)."""
    own = sorted((t for t in times if t.span.overlaps(piece.span)), key=lambda t: t.span.start)
    if len(own) != _TWO or own[1].span.start - own[0].span.end > _JOIN:
        return False
    first, last = own[0].value, own[1].value
    return first < start[: len(first)] and _PARTIAL.fullmatch(last) is not None and last == start[: len(last)]
