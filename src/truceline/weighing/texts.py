"""Texts that were copied: claims in the same words but for small edits, kept up to date as claims come and go.

Texts are proposed by the runs of words that they share, and compared in full: six in ten of the
runs, eight in ten of the words, seven in ten of the names, and the same figures. Which pairs are
proposed depends on the set of texts alone: every text is held against those that lead a run, by
an order that comes from the texts themselves, so that a flood of copies costs no more than a few.
Copies may lie years apart, so that all of it is held in memory: some hundred bytes a text beside its runs.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, MutableMapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from truceline.weighing.held import Held
from truceline.weighing.runs import RUN, Numbers, Places, Postings, runs_of_words
from truceline.weighing.shelf import Tables, in_memory

_NONE = -1


class Column:
    """Numbers by numbers, none of them negative: what a case of any size holds of every claim."""

    def __init__(self) -> None:
        self._held = array("i")

    def __contains__(self, key: int) -> bool:
        return key < len(self._held) and self._held[key] != _NONE

    def __getitem__(self, key: int) -> int:
        found = self._held[key] if key < len(self._held) else _NONE
        if found == _NONE:
            raise KeyError(key)
        return found

    def get(self, key: int, default: Any = None) -> Any:
        """The number of a key; `default` where it has none."""
        found = self._held[key] if key < len(self._held) else _NONE
        return default if found == _NONE else found

    def __setitem__(self, key: int, value: int) -> None:
        held = self._held
        if key >= len(held):
            held.extend([_NONE] * (key + 1 - len(held)))
        held[key] = value

    def __delitem__(self, key: int) -> None:
        self._held[key] = _NONE

    def pop(self, key: int, default: Any = None) -> Any:
        """The number of a key, which has none from now on; `default` where it had none."""
        found = self.get(key, default)
        if key in self:
            self._held[key] = _NONE
        return found


class Chains:
    """Sets of numbers by numbers; each number stands in one set at most."""

    def __init__(self) -> None:
        self._first, self._next = Column(), Column()

    def __contains__(self, key: int) -> bool:
        return key in self._first

    def add(self, key: int, item: int) -> None:
        """Put an item, which stands in no set, into that of a key."""
        if (after := self._first.get(key)) is not None:
            self._next[item] = after
        self._first[key] = item

    def of(self, key: int) -> Iterator[int]:
        """The items of a key."""
        item = self._first.get(key)
        while item is not None:
            yield item
            item = self._next.get(item)

    def remove(self, key: int, item: int) -> None:
        """Take an item out of the set of a key, where it is."""
        after, before = self._next.pop(item), None
        for one in self.of(key):
            if one == item:
                break
            before = one
        links, at = (self._first, key) if before is None else (self._next, before)
        if after is None:
            del links[at]
        else:
            links[at] = after


LEAST = 8
"""A shorter claim is not long enough to tell a copy from a common turn of phrase."""
SHARE = 0.6
PROPOSED = 0.4
"""A long text of which so many runs are kept, and nearly all words and names, was reworded here and there."""
LONG = 14
WORDS = 0.8
"""How much of the shorter text's words a copy keeps."""
NAMES = 0.7
"""How much of the shorter text's names and figures a copy keeps."""

_LOW = np.uint64(0xFFFFFFFF)
_PART = 40_000
"""Texts whose runs are worked on at once."""
_PAIRS = 4_000
"""Pairs of texts that are held ready to be compared."""


class Text(NamedTuple):
    """What a text is compared by; words are numbers."""

    runs: frozenset[int]
    words: frozenset[int]
    marks: frozenset[int]
    figures: frozenset[int]


class Texts:
    """Clusters of claims (numbers of `held`) by their text."""

    def __init__(self, held: Held, tables: Tables = in_memory) -> None:
        self._of = held
        self._number: MutableMapping[int, int] = tables(scattered=True)
        """The number of a text by what stands in it: its words, and which of them are names and figures."""
        self._keys = array("Q")
        self._words, self._starts = array("I"), array("Q", [0])
        """The words of all texts, one text after the other, and where each begins."""
        self._marks, self._marked = array("I"), array("Q", [0])
        self._ids: dict[str, int] = {}
        self._figures = bytearray()
        """Which words are figures."""
        self._negations: set[int] = set()
        """Words that say that something is not so."""
        self._holders = Chains()
        """Text -> the claims that hold it."""
        self._text = Column()
        self._home = Column()
        """Text -> its cluster; only for clusters of two texts or more."""
        self._cluster: dict[int, set[int]] = {}
        """Cluster (one of its texts) -> its texts."""
        self._lead = Column()
        """Cluster, or text of several claims -> the claim that was published first."""
        self._postings = Postings()
        self._new: set[int] = set()
        self._gone: set[int] = set()
        self._came: set[int] = set()
        self._moved: set[int] = set()
        self._was: dict[int, int] = {}
        """Text -> the cluster that it was in before this settling, where that may be another now."""
        self._parted: set[int] = set()
        """Clusters (as before this settling) of which something went."""

    def add(self, i: int) -> None:
        """Take in a claim that may be a copy, or be copied."""
        node = self._of.nodes[i]
        said = node.text
        if len(said.tokens) < LEAST:
            return
        text = self._number.get(said.copy)
        if text is None:
            text = self._number[said.copy] = len(self._keys)
            self._negations.update(self._id(w) for w in node.pack.negations.intersection(said.tokens))
            self._keys.append(said.copy)
            self._words.extend(map(self._id, said.tokens))
            self._starts.append(len(self._words))
            self._marks.extend(map(self._id, sorted(said.marks)))
            self._marked.append(len(self._marks))
            self._new.add(text)
        self._gone.discard(text)
        self._holders.add(text, i)
        self._text[i] = text
        self._came.add(i)
        self._moved.add(text)

    def _id(self, word: str) -> int:
        number = self._ids.get(word)
        if number is None:
            number = self._ids[word] = len(self._ids)
            self._figures.append(word[0].isdigit())
        return number

    def remove(self, i: int) -> None:
        """Let a claim go."""
        text = self._text.pop(i, None)
        if text is None:
            return
        self._came.discard(i)
        self._moved.add(text)
        self._parted.add(self._home.get(text, text))
        self._holders.remove(text, i)
        if text in self._holders:
            return
        if text in self._new:
            self._new.discard(text)
            self._forget(text)
        else:
            self._gone.add(text)

    def lead(self, i: int) -> int | None:
        """The first claim with the text of `i`; None where nobody else has it."""
        text = self._text.get(i)
        return None if text is None else self._lead.get(self._home.get(text, text))

    def members(self, i: int) -> list[int]:
        """The claims of one cluster with `i`, itself among them."""
        text = self._text.get(i)
        return [i] if text is None else self._claims(text)

    def _claims(self, text: int) -> list[int]:
        return [j for t in self._with(text) for j in self._holders.of(t)]

    def _with(self, text: int) -> Iterable[int]:
        """The texts of its cluster, itself among them."""
        home = self._home.get(text)
        return (text,) if home is None else self._cluster[home]

    def settle(self) -> set[int]:
        """Bring the clusters up to date; the claims that came, and those whose cluster has another first claim
        than before, or lost something."""
        gone = sorted(self._gone)
        new = sorted(self._new)
        left = self._keyed(gone)[0]
        keys = np.array(self._keys, np.uint64)
        evicted: set[int] = set()
        promoted: set[int] = set()
        # where nothing was compared before, nothing is to be compared again
        watched = len(self._postings) > 0
        for some in _some(new) if not watched else [new]:
            lost, won = self._postings.change(*self._keyed(some), keys, left, gone, watched)
            evicted |= lost
            promoted |= won
        again: set[int] = promoted | self._new
        for text in evicted.union(gone):
            home = self._home.get(text)
            if home is None:
                continue
            for other in self._cluster.pop(home):
                self._was.setdefault(other, home)
                del self._home[other]
                again.add(other)
        again -= self._gone
        for text in gone:
            self._was.setdefault(text, self._home.get(text, text))
            self._forget(text)
        for some in _some(sorted(again)):
            pairs = list(self._proposed(some, keys))
            for n in range(0, len(pairs), _PAIRS):
                self._join_copies(pairs[n : n + _PAIRS])
        changed = self._led()
        self._new, self._gone, self._came, self._moved = set(), set(), set(), set()
        self._was, self._parted = {}, set()
        return changed

    def _led(self) -> set[int]:
        """The claims that came, and those whose cluster has another first claim than before."""
        changed = set(self._came)
        texts = {t for t in (*self._was, *self._moved) if t in self._holders}
        homes = {self._home.get(t, t) for t in texts}
        before = {h: self._lead.pop(h) for h in {*self._was.values(), *homes} if h in self._lead}
        now: dict[int, int] = {}
        for text, was in self._was.items():
            home = self._home.get(text, text)
            if now.setdefault(was, home) != home:
                self._parted.add(was)
        for home in homes:
            claims = self._claims(home)
            if len(claims) > 1:
                self._lead[home] = min(claims, key=self._of.order)
            lead = self._lead.get(home)
            for text in self._with(home):
                was = self._was.get(text, home)
                if was in self._parted or before.get(was) != lead:
                    changed.update(self._holders.of(text))
        return changed

    def _forget(self, text: int) -> None:
        del self._number[self._keys[text]]
        self._moved.discard(text)

    def _join(self, one: int, other: int) -> None:
        homes = [self._home.get(t) for t in (one, other)]
        sets = [{t} if h is None else self._cluster[h] for t, h in zip((one, other), homes, strict=True)]
        big = 0 if len(sets[0]) >= len(sets[1]) else 1
        home, left = homes[big], homes[1 - big]
        for text in sets[1 - big]:
            self._was.setdefault(text, text if left is None else left)
        if home is None:
            home = (one, other)[big]
            self._home[home] = home
            self._was.setdefault(home, home)
            self._cluster[home] = sets[big]
        for text in sets[1 - big]:
            self._home[text] = home
        if left is not None:
            del self._cluster[left]
        self._cluster[home] |= sets[1 - big]

    def _join_copies(self, pairs: Sequence[tuple[int, int]]) -> None:
        made = self._made(sorted({t for pair in pairs for t in pair}))
        for one, other in pairs:
            home = self._home.get(one)
            if (home is None or home != self._home.get(other)) and self._copies(made[one], made[other]):
                self._join(one, other)

    def _made(self, texts: Sequence[int]) -> dict[int, Text]:
        numbers, owners = self._keyed(texts)
        runs = numbers.tolist()
        ends = np.searchsorted(owners, np.array(texts, np.int64), side="right").tolist()
        found, first = {}, 0
        for text, end in zip(texts, ends, strict=True):
            held = frozenset(self._words[self._starts[text] : self._starts[text + 1]])
            found[text] = Text(
                frozenset(runs[first:end]),
                held,
                frozenset(self._marks[self._marked[text] : self._marked[text + 1]]),
                frozenset(w for w in held if self._figures[w]),
            )
            first = end
        return found

    def _keyed(self, texts: Sequence[int]) -> tuple[Numbers, Places]:
        """The runs of the texts: (run, text)."""
        if not len(texts):
            return np.empty(0, np.uint64), np.empty(0, np.int64)
        which = np.array(texts, np.int64)
        starts = np.frombuffer(self._starts, np.uint64).astype(np.int64)
        first, sizes = starts[which], starts[which + 1] - starts[which]
        owners = np.repeat(which, sizes)
        at = np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(len(owners))
        return runs_of_words(np.frombuffer(self._words, np.uint32)[at].astype(np.uint64), owners)

    def _proposed(self, texts: Sequence[int], keys: Numbers) -> Iterable[tuple[int, int]]:
        """Pairs of texts, one of them among `texts`, that share enough of their runs to be compared."""
        if not texts:
            return []
        pairs, counts = self._postings.partners(*self._keyed(texts), keys)
        ones, others = (pairs >> np.uint64(32)).astype(np.int64), (pairs & _LOW).astype(np.int64)
        starts = np.frombuffer(self._starts, np.uint64).astype(np.int64)
        sizes = np.minimum(*(starts[t + 1] - starts[t] for t in (ones, others))) - (RUN - 1)
        likely = counts >= PROPOSED * sizes
        return list(zip(ones[likely].tolist(), others[likely].tolist(), strict=True))

    def _denies(self, text: Text) -> bool:
        return not self._negations.isdisjoint(text.words)

    def _copies(self, a: Text, b: Text) -> bool:
        shared, least = len(a.runs & b.runs), min(len(a.runs), len(b.runs))
        if shared < PROPOSED * least:
            return False
        if shared < SHARE * least and (not _reworded(a, b) or self._denies(a) != self._denies(b)):
            return False
        return same_words(a, b)


def _some(texts: Sequence[int]) -> Iterator[Sequence[int]]:
    """The texts in parts, so that the arrays worked on stay small."""
    return (texts[n : n + _PART] for n in range(0, len(texts), _PART))


def _reworded(a: Text, b: Text) -> bool:
    """Whether a long text with fewer runs in common keeps all names of the shorter one."""
    short, long = sorted((a, b), key=lambda t: len(t.words))
    return len(short.words) >= LONG and (not long.marks or short.marks <= long.marks)


def same_words(a: Text, b: Text) -> bool:
    """Copies keep nearly all words, most names, and their figures (another figure is an update or
    a correction)."""
    if len(a.words & b.words) < WORDS * min(len(a.words), len(b.words)):
        return False
    if a.marks and b.marks and len(a.marks & b.marks) < NAMES * min(len(a.marks), len(b.marks)):
        return False
    return a.figures <= b.figures or b.figures <= a.figures
