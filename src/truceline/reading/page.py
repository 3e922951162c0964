"""A page: the frozen text in blocks, each parsed. All rooms inside reading work on it.

Offsets of a token in the report's text are `block.start + token.idx`; `PageBlock.span`
makes a `Span` from tokens, so that nobody adds offsets by hand.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from truceline.model.reading import Block, BlockKind
from truceline.model.report import Report
from truceline.model.span import Span
from truceline.reading.copied_pages import whole
from truceline.reading.fences import between_marks
from truceline.reading.parsed import Doc, Token, TokenSpan
from truceline.reading.turns import Turn

_start = attrgetter("start")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Signs that take no room (which way to write, where not to break): no words, and no neighbours of a mark."""


@dataclass(frozen=True, slots=True, eq=False)
class PageBlock:
    """One block with its parse. `doc.text` has the length of `text[start:end]` and may differ
    from it in case only (agency copy in capitals is parsed as if written normally)."""

    report: str
    text: str
    """The whole text of the report, with spaces for the marks of lines carried over."""
    number: int
    start: int
    end: int
    kind: BlockKind
    doc: Doc
    quoted: bool = False
    """Whether the page sets it off as the words of whom the block before announces ("He writes:", then
    lines behind ">")."""
    turn: Turn | None = None
    """Whose turn it is, on a page in turns."""
    fence: int = 0
    """Which of the pieces that the page carries over from elsewhere it belongs to; 0 where to none."""
    printed: str | None = None
    """The whole text as it was published, where it has such marks."""
    entry: bool = False
    """Whether it opens an entry of a live page or a digest: a time or a sign stands before it."""
    via: tuple[int, int] | None = None
    """Whence it says at its end that it comes ("via Radio Marsh")."""

    @property
    def spoken(self) -> bool:
        """Whether all of it is what somebody says in a turn, without marks of quotation."""
        return self.turn is not None and not self.turn.asks

    @property
    def words(self) -> str:
        """The block's own words."""
        return self.text[self.start : self.end]

    def token_at(self, offset: int) -> Token | None:
        """The token at an offset of the report's text, or the next one; None behind the last."""
        at = bisect_right(self.doc.ends, offset - self.start)
        return self.doc.tokens[at] if at < len(self.doc) else None

    def span(self, piece: TokenSpan | Token) -> Span:
        """The words of a token or a run of tokens."""
        if isinstance(piece, Token):
            first, last = piece.idx, piece.idx + len(piece.text)
        else:
            first, last = piece.start_char, piece.end_char
        return self.at(self.start + first, self.start + last)

    def at(self, start: int, end: int) -> Span:
        """The words between two offsets of the report's text."""
        if self.printed is None:
            return Span.of(self.report, self.text, start, end)
        return Span.of(self.report, self.printed, *whole(self.printed, start, end))

    def spans(self, pieces: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """The words of pieces between offsets of the report's text, without marks of lines carried over."""
        if self.printed is None:
            return tuple(self.at(s, e) for s, e in pieces)
        return tuple(self.at(*x) for s, e in pieces for x in between_marks(self.printed, self.text, s, e))

    @property
    def readable(self) -> bool:
        """Whether claims may be read from it: furniture, credits and bylines carry none."""
        return self.kind not in (BlockKind.FURNITURE, BlockKind.CREDIT, BlockKind.BYLINE)

    def as_block(self) -> Block:
        return Block(self.number, self.start, self.end, self.kind)


@dataclass(frozen=True, slots=True)
class Page:
    """A report's text in blocks."""

    report: Report
    blocks: tuple[PageBlock, ...]

    @property
    def text(self) -> str:
        """The report's text, with spaces for the marks of lines carried over."""
        return self.blocks[0].text if self.blocks else self.report.text

    def block_at(self, offset: int) -> PageBlock | None:
        """The block that holds an offset of the text."""
        i = bisect_right(self.blocks, offset, key=_start) - 1
        return self.blocks[i] if i >= 0 and offset < self.blocks[i].end else None
