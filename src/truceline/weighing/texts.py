"""Texts that were copied: claims in the same words but for small edits, kept up to date as claims come and go.

Texts are proposed by the runs of words that they share, and compared in full: six in ten of the
runs, eight in ten of the words, seven in ten of the names, and the same figures. Which pairs are
proposed depends on the set of texts alone: every text is held against those that lead a run, by
an order that comes from the texts themselves, so that a flood of copies costs no more than a few.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from hashlib import blake2b

import numpy as np

from truceline.weighing.nodes import Node
from truceline.weighing.postings import Postings
from truceline.weighing.runs import RUN, Numbers, Places, runs_of
from truceline.weighing.shelf import Tables, in_memory

LEAST = 8
"""A shorter claim is not long enough to tell a copy from a common turn of phrase."""
SHARE = 0.6
WORDS = 0.8
"""How much of the shorter text's words a copy keeps."""
NAMES = 0.7
"""How much of the shorter text's names and figures a copy keeps."""


_LOW = np.uint64(0xFFFFFFFF)
_PART = 40_000
"""Texts whose runs are worked on at once."""
_KEPT = 20_000
"""Texts whose runs are kept at once while they are compared."""


class Texts:
    """Clusters of claims by their text; claims are numbers of `nodes`."""

    def __init__(self, nodes: Mapping[int, Node], tables: Tables = in_memory) -> None:
        self._nodes = nodes
        self._number: MutableMapping[int, int] = tables(scattered=True)
        self._keys = array("Q")
        """Of each text its digest, and below the number of its runs."""
        self._sizes = array("I")
        self._holders: MutableMapping[int, list[int]] = tables(live=True)
        self._text: MutableMapping[int, int] = tables()
        self._home: MutableMapping[int, int] = tables()
        """Text -> its cluster; only for clusters of two texts or more."""
        self._cluster: MutableMapping[int, set[int]] = tables(live=True)
        """Cluster (one of its texts) -> its texts."""
        self._postings = Postings()
        self._marks: MutableMapping[int, frozenset[str]] = tables()
        """Text -> the names and figures of the first claim that holds it, where it is in a cluster."""
        self._new: set[int] = set()
        self._gone: dict[int, Sequence[str]] = {}
        self._moved: set[int] = set()
        self._firsts: dict[int, Node] = {}
        self._was: dict[int, frozenset[int]] = {}
        self._own: dict[int, frozenset[tuple[str, ...]]] = {}

    def add(self, i: int) -> None:
        """Take in a claim that may be a copy, or be copied."""
        tokens = self._nodes[i].tokens
        if len(tokens) < LEAST:
            return
        digest = int.from_bytes(blake2b(" ".join(tokens).encode(), digest_size=12).digest()[:8], "big")
        text = self._number.get(digest)
        if text is None:
            text = self._number[digest] = len(self._keys)
            self._keys.append(digest)
            self._sizes.append(len(tokens) - RUN + 1)
            self._holders[text] = []
            self._new.add(text)
        self._gone.pop(text, None)
        self._holders[text].append(i)
        self._text[i] = text
        self._moved.add(text)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        text = self._text.pop(i, None)
        if text is None:
            return
        self._moved.add(text)
        self._holders[text].remove(i)
        if self._holders[text]:
            return
        if text in self._new:
            self._new.discard(text)
            self._forget(text)
        else:
            self._gone[text] = self._nodes[i].tokens

    def members(self, i: int) -> set[int]:
        """The claims of one cluster with `i`, itself among them."""
        text = self._text.get(i)
        if text is None:
            return {i}
        return {j for t in self._with(text) for j in self._holders[t]}

    def _with(self, text: int) -> Iterable[int]:
        """The texts of its cluster, itself among them."""
        home = self._home.get(text)
        return (text,) if home is None else self._cluster[home]

    def settle(self) -> set[int]:
        """Bring the clusters up to date; the claims whose cluster may have changed."""
        gone = sorted(self._gone)
        self._moved |= {o for t in gone if t in self._home for o in self._with(t)}
        left = self._keyed(gone)[0]
        evicted: set[int] = set()
        promoted: set[int] = set()
        watched = (
            len(self._postings) > 0
        )  # where nothing was compared before, nothing is to be compared again
        for some in _some(sorted(self._new)) if not watched else [sorted(self._new)]:
            lost, won = self._postings.change(*self._keyed(some), left, gone, watched)
            evicted |= lost
            promoted |= won
        other_marks = {
            t
            for t in self._moved - self._gone.keys()
            if t in self._marks and self._marks[t] != self._first(t).marks
        }
        again: set[int] = promoted | self._new | other_marks
        for text in (evicted | other_marks).union(gone):
            home = self._home.get(text)
            if home is None:
                continue
            self._note(text)
            for other in self._cluster.pop(home):
                del self._home[other]
                self._marks.pop(other, None)
                again.add(other)
        for text in promoted:
            self._note(text)
        again -= self._gone.keys()
        for text in gone:
            self._forget(text)
        touched = {t for t in self._moved | self._new | other_marks if t in self._holders}
        for some in _some(sorted(again)):
            for one, other in self._proposed(some):
                home = self._home.get(one)
                if (home is None or home != self._home.get(other)) and self._copies(one, other):
                    self._join(one, other)
        touched |= self._parted_or_joined()
        for home in {h for t in touched if (h := self._home.get(t)) is not None}:
            touched |= self._cluster[home]
        self._new, self._gone, self._moved = set(), {}, set()
        self._firsts, self._own, self._was = {}, {}, {}
        return {i for t in touched for i in self._holders[t]}

    def _note(self, text: int) -> None:
        """Keep in mind the cluster of a text as it was before this settling."""
        if text not in self._was:
            was = frozenset(self._with(text))
            self._was.update(dict.fromkeys(was, was))

    def _parted_or_joined(self) -> set[int]:
        """The texts whose cluster is another than before."""
        now: dict[int, frozenset[int]] = {}
        found: set[int] = set()
        for text, was in self._was.items():
            if text not in self._holders:
                continue
            home = self._home.get(text)
            if home is not None and home not in now:
                now[home] = frozenset(self._cluster[home])
            if was != (frozenset((text,)) if home is None else now[home]):
                found.add(text)
        return found

    def _forget(self, text: int) -> None:
        del self._number[self._keys[text]]
        del self._holders[text]
        self._moved.discard(text)

    def _join(self, one: int, other: int) -> None:
        self._note(one)
        self._note(other)
        homes = [self._home.get(t) for t in (one, other)]
        sets = [{t} if h is None else self._cluster[h] for t, h in zip((one, other), homes, strict=True)]
        big = 0 if len(sets[0]) >= len(sets[1]) else 1
        home, left = homes[big], homes[1 - big]
        home = (one, other)[big] if home is None else home
        for text in (*sets[1 - big], *(sets[big] if homes[big] is None else ())):
            self._home[text] = home
        if left is not None:
            del self._cluster[left]
        self._cluster[home] = sets[0] | sets[1]
        for text in (one, other):
            self._marks[text] = self._first(text).marks

    def _first(self, text: int) -> Node:
        found = self._firsts.get(text)
        if found is None:
            found = self._firsts[text] = min((self._nodes[i] for i in self._holders[text]), key=_order)
        return found

    def _runs(self, text: int) -> frozenset[tuple[str, ...]]:
        found = self._own.get(text)
        if found is None:
            words = self._first(text).tokens
            found = frozenset(words[k : k + RUN] for k in range(len(words) - RUN + 1))
            if len(self._own) < _KEPT:
                self._own[text] = found
        return found

    def _words(self, text: int) -> Sequence[str]:
        if text in self._gone:
            return self._gone[text]
        return self._nodes[self._holders[text][0]].tokens

    def _keyed(self, texts: Sequence[int]) -> tuple[Numbers, Numbers, Places]:
        """The runs of the texts: (run, key of the text, text)."""
        numbers, owners = runs_of([" ".join(self._words(t)) for t in texts])
        keys = np.fromiter((self._keys[t] for t in texts), np.uint64, len(texts))
        ids = np.fromiter(texts, np.int64, len(texts))
        if not len(texts):
            return numbers, numbers, owners
        return numbers, keys[owners], ids[owners]

    def _proposed(self, texts: Sequence[int]) -> Iterable[tuple[int, int]]:
        """Pairs of texts, one of them among `texts`, that share enough of their runs to be compared."""
        if not texts:
            return []
        numbers, keys, owners = self._keyed(texts)
        pairs, counts = self._postings.partners(numbers, keys, owners)
        ones, others = (pairs >> np.uint64(32)).astype(np.int64), (pairs & _LOW).astype(np.int64)
        held, at = np.unique(np.concatenate((ones, others)), return_inverse=True)
        sizes = np.fromiter((self._sizes[t] for t in held.tolist()), np.int64, len(held))[at]
        likely = counts * 5 >= 2 * np.minimum(sizes[: len(ones)], sizes[len(ones) :])
        return list(zip(ones[likely].tolist(), others[likely].tolist(), strict=True))

    def _copies(self, one: int, other: int) -> bool:
        own, others = self._runs(one), self._runs(other)
        a, b = self._first(one), self._first(other)
        return len(own & others) >= SHARE * min(len(own), len(others)) and same_words(
            a.tokens, b.tokens, a.marks, b.marks
        )


def _some(texts: Sequence[int]) -> Iterable[Sequence[int]]:
    """The texts in parts, so that the arrays worked on stay small."""
    return (texts[n : n + _PART] for n in range(0, len(texts), _PART))


def _order(node: Node) -> tuple[str, str, int, str]:
    return node.order


def same_words(
    one: Sequence[str], other: Sequence[str], marks: frozenset[str], other_marks: frozenset[str]
) -> bool:
    """Copies keep nearly all words, most names, and their figures (another figure is an update or
    a correction)."""
    a, b = set(one), set(other)
    if len(a & b) < WORDS * min(len(a), len(b)):
        return False
    if marks and other_marks and len(marks & other_marks) < NAMES * min(len(marks), len(other_marks)):
        return False
    one_figures, other_figures = ({w for w in x if w[0].isdigit()} for x in (a, b))
    return one_figures <= other_figures or other_figures <= one_figures
