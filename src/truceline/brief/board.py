"""The clause board over time, for the picture and its table twin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from truceline.model.brief import BoardRow, DayCell
from truceline.model.standing import Standing

if TYPE_CHECKING:
    from truceline.brief.material import Material

__all__ = ["Run", "board_rows", "runs"]


@dataclass(frozen=True, slots=True)
class Run:
    """Days in a row on which one clause is shown alike."""

    first: str
    last: str
    days: int
    start: int
    """The number of its first day, from 0."""
    shown: str


def board_rows(material: Material) -> tuple[BoardRow, ...]:
    """One row a clause in the accord's order, one cell a day."""
    from truceline.brief.clauses import first_of_each  # a page that draws days needs none of it

    given, accord = material.given, material.accord
    if accord is None:
        return ()
    if given.board:
        return given.board
    days: tuple[tuple[str, tuple[Standing, ...]], ...] = given.by_day or (
        ((given.as_of, given.standings),) if given.standings else ()
    )
    by_day = [(day, first_of_each(standings)) for day, standings in days]
    rows = []
    for clause in accord.clauses:
        cells = tuple(
            DayCell(day, s[clause.id].shown, s[clause.id].state.value, s[clause.id].evidence.value)
            for day, s in by_day
            if clause.id in s
        )
        if cells:
            rows.append(BoardRow(clause.id, clause.title, cells))
    return tuple(rows)


def runs(cells: Iterable[DayCell]) -> list[Run]:
    """The cells with like neighbours joined."""
    found: list[Run] = []
    for n, cell in enumerate(cells):
        if found and found[-1].shown == cell.shown:
            last = found[-1]
            found[-1] = Run(last.first, cell.day, last.days + 1, last.start, cell.shown)
        else:
            found.append(Run(cell.day, cell.day, 1, n, cell.shown))
    return found
