"""A parsed text as plain objects: tokens, each with its place in the tree.

spaCy makes a token anew whenever one is asked for, and searches the text again for its sentence and for
what hangs on it; the rules ask for that millions of times. So a parse is written down once. What is here
is called as spaCy calls it, and means the same; nobody may change it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import Any, overload

import numpy as np
import numpy.typing as npt
from spacy import attrs, tokens

__all__ = ["Doc", "Token", "TokenSpan", "written_down"]

_NUMBERS = (attrs.IDX, attrs.LENGTH, attrs.HEAD, attrs.SENT_START)
_NAMES = (attrs.TAG, attrs.POS, attrs.DEP, attrs.MORPH)
_SIGNS = (attrs.SPACY, attrs.IS_PUNCT, attrs.IS_QUOTE, attrs.IS_SPACE, attrs.IS_STOP, attrs.LIKE_NUM)


_NO_FORM = "_"
"""What spaCy keeps of a word whose form tells nothing."""
_place = attrgetter("i")


class Token:
    """One word or mark."""

    __slots__ = (
        "_ends",
        "_under",
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_stop",
        "like_num",
        "lower_",
        "morph",
        "pos_",
        "sent",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    pos_: str
    dep_: str
    morph: str
    """What its form tells ("Number=Sing|Person=3")."""
    head: Token
    children: tuple[Token, ...]
    sent: TokenSpan
    is_sent_start: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_stop: bool
    like_num: bool
    _ends: tuple[Token, Token] | None
    _under: tuple[Token, ...] | None

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()

    @property
    def is_digit(self) -> bool:
        return self.text.isdigit()

    @property
    def number(self) -> str | None:
        """Whether its form is that of one ("Sing") or of many ("Plur"), where it tells."""
        return next((x[7:] for x in self.morph.split("|") if x.startswith("Number=")), None)

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self._edges()[0]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self._edges()[1]

    def _edges(self) -> tuple[Token, Token]:
        """Worked out from below, without a call for each step: a text may hang as deep as it is long."""
        if self._ends is None:
            below = [self]
            for t in below:
                below += [c for c in t.children if c._ends is None]
            for t in reversed(below):
                under = [t, *(e for c in t.children if c._ends is not None for e in c._ends)]
                t._ends = min(under, key=_place), max(under, key=_place)
        return self._ends or (self, self)

    @property
    def lefts(self) -> tuple[Token, ...]:
        """What hangs on it and stands before it."""
        return tuple(c for c in self.children if c.i < self.i)

    @property
    def rights(self) -> tuple[Token, ...]:
        """What hangs on it and stands behind it."""
        return tuple(c for c in self.children if c.i > self.i)

    @property
    def subtree(self) -> tuple[Token, ...]:
        """It, with all that hangs on it and on what does."""
        if self._under is None:
            out, waiting = list[Token](), [(self, False)]
            while waiting:
                t, opened = waiting.pop()
                if opened:
                    out.append(t)
                    continue
                waiting += [(c, False) for c in reversed(t.rights)]
                waiting.append((t, True))
                waiting += [(c, False) for c in reversed(t.lefts)]
            self._under = tuple(out)
        return self._under

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, what that hangs on, and so on."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    def is_ancestor(self, other: Token) -> bool:
        return any(t is self for t in other.ancestors)

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """What it is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        out = [first]
        for t in out:
            out += [c for c in t.rights if c.dep_ == "conj"]
        return tuple(t for t in out if t is not self)

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on; raises `IndexError` beyond the text."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.tokens[self.i + by]


class TokenSpan(Sequence[Token]):
    """Tokens `start` .. `end` - 1 of a text."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, end

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self))
            return TokenSpan(self.doc, self.start + first, self.start + max(first, last))
        place = at + (self.end if at < 0 else self.start)
        if not self.start <= place < self.end:
            raise IndexError(at)
        return self.doc.tokens[place]

    def __eq__(self, other: object) -> bool:
        return self is other or (
            isinstance(other, TokenSpan)
            and (self.doc is other.doc and self.start == other.start and self.end == other.end)
        )

    def __hash__(self) -> int:
        return hash((id(self.doc), self.start, self.end))

    def __repr__(self) -> str:
        return self.text

    @property
    def start_char(self) -> int:
        return self.doc.tokens[self.start].idx if self.start < len(self.doc) else 0

    @property
    def end_char(self) -> int:
        return self.doc.ends[self.end - 1] if self.end else 0

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def sent(self) -> TokenSpan:
        """The sentence in which it begins."""
        return self.doc.tokens[self.start].sent

    @property
    def root(self) -> Token:
        """The token that the others hang on; the first of several that are equally high."""
        best, least = None, len(self.doc)
        for t in self:
            if t.head is t:
                return t
            if self.start <= t.head.i < self.end:
                continue
            bare = (t.is_space or t.is_punct) and not t.children
            up = len(self.doc) - 1 if bare else sum(1 for _ in t.ancestors)
            if up < least:
                best, least = t, up
        return best or self.doc.tokens[self.start]


class Doc(Sequence[Token]):
    """A parsed text."""

    __slots__ = ("__weakref__", "ends", "sents", "text", "tokens", "vocab")

    def __init__(self, text: str, tokens: list[Token], vocab: Any) -> None:
        self.text, self.tokens, self.vocab = text, tokens, vocab
        self.ends = [t.idx + len(t.text) for t in tokens]
        """Where each token ends."""
        starts = [t.i for t in tokens if t.is_sent_start or t.i == 0]
        self.sents = [TokenSpan(self, a, b) for a, b in pairwise([*starts, len(tokens)])]
        for sent in self.sents:
            for t in sent:
                t.doc, t.sent = self, sent

    @property
    def lang_(self) -> str:
        """Its language."""
        return str(self.vocab.lang)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __reversed__(self) -> Iterator[Token]:
        return reversed(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> TokenSpan: ...
    def __getitem__(self, at: int | slice) -> Token | TokenSpan:
        if isinstance(at, slice):
            first, last, _ = at.indices(len(self.tokens))
            return TokenSpan(self, first, max(first, last))
        return self.tokens[at]

    def char_span(self, start: int, end: int, alignment_mode: str = "strict") -> TokenSpan | None:
        """The tokens between two places of the text: those that they touch with "expand", those that lie
        within with "contract", else those that begin and end there, or None."""
        first, last = self._at(start), self._at(end - 1)
        if first is None or last is None:
            return None
        if alignment_mode == "expand":
            first += start == self.ends[first]
        elif alignment_mode == "contract":
            first += self.tokens[first].idx < start
            last -= end < self.ends[last]
            if last < first:
                return None
        elif start != self.tokens[first].idx or end != self.ends[last]:
            return None
        return TokenSpan(self, first, last + 1)

    def _at(self, place: int) -> int | None:
        """The token that holds a place, or stands before the space that does."""
        at = bisect_right(self.tokens, place, key=lambda t: t.idx) - 1
        if at < 0 or place >= self.ends[at] + len(self.tokens[at].whitespace_):
            return None
        return at


def written_down(doc: tokens.Doc) -> Doc:
    """spaCy's parse as plain objects."""
    text, out = doc.text, [Token() for _ in range(len(doc))]
    hung: dict[int, list[Token]] = {}
    numbers = doc.to_array(list(_NUMBERS)).astype(np.int64).reshape(-1, len(_NUMBERS)).tolist()
    names = _named(doc.to_array(list(_NAMES)).reshape(-1, len(_NAMES)), doc.vocab.strings)
    signs = doc.to_array(list(_SIGNS)).astype(bool).reshape(-1, len(_SIGNS)).tolist()
    for i, (t, number, told, sign) in enumerate(zip(out, numbers, names, signs, strict=True)):
        idx, length, head, opens = number
        t.i, t.idx, t.text = i, idx, text[idx : idx + length]
        t.lower_ = t.text.lower()
        t.tag_, t.pos_, t.dep_, t.morph = told
        space, t.is_punct, t.is_quote, t.is_space, t.is_stop, t.like_num = sign
        t.whitespace_ = " " if space else ""
        t.is_sent_start = opens == 1
        t.head = out[i + head]
        t.children, t._ends, t._under = (), None, None
        if head:
            hung.setdefault(i + head, []).append(t)
    for i, kids in hung.items():
        out[i].children = tuple(kids)
    return Doc(text, out, doc.vocab)


def _named(ids: npt.NDArray[np.uint64], strings: Any) -> list[tuple[str, ...]]:
    """The rows of a table of names, each told once."""
    rows = list(map(tuple, ids.tolist()))
    told = {row: tuple("" if (x := strings[k]) == _NO_FORM else x for k in row) for row in set(rows)}
    return [told[row] for row in rows]
