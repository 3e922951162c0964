"""A brief: sentences, each with the words that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from truceline.errors import Unsourced
from truceline.model.span import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in our own words and its spans. One without a span raises `Unsourced`.

    A sentence about a duty cites the clause (a span of the accord file). `machine` is False
    once a person has confirmed all that it rests on.
    """

    text: str
    spans: tuple[Span, ...]
    machine: bool = True

    def __post_init__(self) -> None:
        if not self.spans:
            raise Unsourced(f"no words stand behind the sentence {self.text!r}")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; it cites like a sentence where it states something."""

    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One matter: a heading in a few words, and its sentences."""

    lead: str
    sentences: tuple[Sentence, ...]
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a brief. `key` is stable ("moved", "due", "figures", "positions" ...)."""

    key: str
    title: str
    items: tuple[Item, ...] = ()
    tables: tuple[Table, ...] = ()
    empty: str = ""
    """What is said where there is nothing to say: what was searched, never a fact about the world."""
    annex: bool = False
    """Whether it stands behind the first page, for who wants to read on."""
    note: str = ""
    """What was left out, and where it can be read."""


@dataclass(frozen=True, slots=True)
class DayCell:
    """One clause on one day, for the board's picture."""

    day: str
    shown: str
    state: str
    evidence: str


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One clause over the days."""

    clause: str
    title: str
    cells: tuple[DayCell, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A report behind the brief, for the list at its end."""

    report: str
    label: str
    """Outlet and date ("Daily Sabah, 28 February 2025"); a digest is named as one."""
    address: str | None
    digest: bool
    text: str
    blocks: tuple[tuple[int, int, int], ...] = ()
    """(paragraph number, start, end)."""


@dataclass(frozen=True, slots=True)
class Brief:
    """How an agreement stands, in sentences that each open their words."""

    title: str
    accord: str | None
    as_of: str
    known_at: str
    since: str | None
    summary: str
    """Counts only: reports, outlets, origins, day of the agreement."""
    banners: tuple[str, ...]
    sections: tuple[Section, ...]
    board: tuple[BoardRow, ...] = ()
    sources: tuple[Source, ...] = ()
    level: str = "shareable"

    @property
    def first_page(self) -> tuple[Section, ...]:
        """The sections that are read first."""
        return tuple(s for s in self.sections if not s.annex)

    @property
    def annex(self) -> tuple[Section, ...]:
        """The sections behind the first page."""
        return tuple(s for s in self.sections if s.annex)
