"""A page as arrays: one row for each token of the blocks that can hold claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.page import Page, PageBlock

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

# fmt: off
TAGS = (
    "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD", "TO", "NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP",
    "WP$", "WDT", "WRB", "EX", "DT", "PDT", "CD", "JJ", "JJR", "JJS", "RB", "RBR", "RBS", "RP", "IN",
    "CC", "UH", "FW", "POS", ",", ".", ":", "``", "''", '"', "-LRB-", "-RRB-", "HYPH", "NFP", "SYM", "$",
    "#", "ADD", "LS", "AFX", "XX", "_SP",
)
DEPS = (
    "ROOT", "ccomp", "xcomp", "advcl", "relcl", "acl", "pcomp", "csubj", "csubjpass", "parataxis",
    "conj", "nsubj", "nsubjpass", "agent", "expl", "dobj", "dative", "attr", "acomp", "oprd", "pobj",
    "prep", "poss", "compound", "amod", "nmod", "nummod", "quantmod", "appos", "det", "predet", "case",
    "aux", "auxpass", "neg", "mark", "advmod", "npadvmod", "prt", "cc", "preconj", "intj", "punct",
    "meta", "dep",
)
# fmt: on
"""The parser's labels; a row holds the place of its label counted from 1, or 0 for another one."""
_TAG = {tag: k for k, tag in enumerate(TAGS, 1)}
_DEP = {dep: k for k, dep in enumerate(DEPS, 1)}


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns over the tokens of a page; `head`, `sent_first` and `sent_last` are row numbers."""

    blocks: Sequence[PageBlock]
    lower: Sequence[str]
    block: Ints
    start: Ints
    end: Ints
    tag: Ints
    dep: Ints
    head: Ints
    sent: Ints
    sent_first: Ints
    sent_last: Ints
    depth: Ints
    quote: Ints
    """The number of the quotation that holds a token, or -1."""

    def __len__(self) -> int:
        return len(self.start)


def tokens_of(page: Page) -> Tokens | None:
    """The columns of a page, or None where no block can hold claims."""
    blocks = [b for b in page.blocks if b.readable and len(b.doc)]
    if not blocks:
        return None
    sizes = np.array([len(b.doc) for b in blocks])
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    block = np.repeat(np.arange(len(blocks)), sizes)
    words = [t for b in blocks for t in b.doc]
    head = offsets[block] + [t.head.i for t in words]
    opens = np.array([t.is_sent_start for t in words])
    opens[offsets] = True
    sent = np.cumsum(opens) - 1
    sent_first = np.flatnonzero(opens)
    sent_last = np.append(sent_first[1:], len(words)) - 1
    start = np.array([t.idx for t in words]) + np.array([b.start for b in blocks])[block]
    small = np.int32
    return Tokens(
        blocks,
        [t.lower_ for t in words],
        block.astype(small),
        start.astype(small),
        (start + [len(t.text) for t in words]).astype(small),
        np.array([_TAG.get(t.tag_, 0) for t in words], small),
        np.array([_DEP.get(t.dep_, 0) for t in words], small),
        head.astype(small),
        sent.astype(small),
        sent_first[sent].astype(small),
        sent_last[sent].astype(small),
        _depths(head),
        _quotes(blocks, block, start),
    )


def rows_in(t: Tokens, pieces: Sequence[Piece]) -> Ints:
    """The rows of the tokens that touch some pieces of the text."""
    runs = [
        np.arange(np.searchsorted(t.end, s, "right"), np.searchsorted(t.start, e, "left")) for s, e in pieces
    ]
    return np.concatenate(runs).astype(np.int32) if runs else np.empty(0, np.int32)


def head_row(t: Tokens, rows: Ints) -> int:
    """The row that governs the others: the least deep one, the first of several."""
    return int(rows[np.argmin(t.depth[rows])])


def _depths(head: npt.NDArray[np.int64]) -> Ints:
    depth = np.zeros(len(head), np.int32)
    at = head
    live = head != np.arange(len(head))
    for _ in range(60):
        if not live.any():
            break
        depth += live
        live = live & (head[at] != at)
        at = head[at]
    return depth


def _quotes(blocks: Sequence[PageBlock], block: npt.NDArray[np.intp], start: npt.NDArray[np.int64]) -> Ints:
    """The quotation of each token."""
    quote = np.full(len(start), -1, np.int32)
    number = 0
    edges = np.searchsorted(block, np.arange(len(blocks) + 1))
    for b, piece in enumerate(blocks):
        lo, hi = int(edges[b]), int(edges[b + 1])
        for q in quotations_of(piece):
            first, last = np.searchsorted(start[lo:hi], (q.start, q.end))
            quote[lo + first : lo + last] = number
            number += 1
    return quote
