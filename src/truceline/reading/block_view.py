"""A block as finding names needs it: tokens by the offsets of the report's text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import lru_cache

from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token


def is_dated_month(t: Token) -> bool:
    """Whether a month belongs to the number before it, and not to the name behind it ("on 3 May Anna Berg met")."""
    return t.i > 0 and t.lower_ in grammar().calendar.months and t.nbor(-1).tag_ == "CD"


class BlockView:
    """Tokens of one block with their offsets, read from the parse once."""

    __slots__ = ("block", "ends", "lower", "shouting", "starts", "tokens")

    def __init__(self, block: PageBlock) -> None:
        self.block = block
        self.tokens: list[Token] = list(block.doc)
        self.starts = [block.start + t.idx for t in self.tokens]
        self.lower: list[str] = [t.lower_.replace("’", "'") for t in self.tokens]
        self.ends = [s + len(low) for s, low in zip(self.starts, self.lower, strict=True)]
        self.shouting = block.words.isupper()

    def run(self, start: int, end: int) -> tuple[int, int] | None:
        """The tokens (first, last + 1) that the offsets touch."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end)
        return (first, last) if first < last else None

    def text(self, first: int, last: int) -> str:
        """The report's words of tokens first .. last - 1."""
        return self.block.text[self.starts[first] : self.ends[last - 1]]

    def head(self, first: int, last: int) -> Token:
        """The token of a run whose head lies outside it; the last one where there are several."""
        best = self.tokens[last - 1]
        for t in reversed(self.tokens[first:last]):
            if not first <= t.head.i < last or t.head.i == t.i:
                if t.is_punct:
                    continue
                best = t
                break
        return best


@lru_cache(maxsize=256)
def view_of(block: PageBlock) -> BlockView:
    """The view of a block: states, names, places and acts of one page are looked for in the same views."""
    return BlockView(block)
