"""What the claims of reports carry, looked up by claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

from truceline.model.reading import Act, Figure, When

__all__ = ["by_claim"]

_Tied = TypeVar("_Tied", Figure, When, Act)


def by_claim(things: Iterable[_Tied]) -> dict[tuple[str, str], list[_Tied]]:
    """Figures, times or acts by the report and the claim that they stand in; those of no claim are left out."""
    out: dict[tuple[str, str], list[_Tied]] = defaultdict(list)
    for thing in things:
        if thing.claim:
            out[(thing.span.report, thing.claim)].append(thing)
    return out
