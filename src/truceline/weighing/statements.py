"""Statements across reports: two accounts are one act of speech where the speaker fits, the days fit,
and the words, compared as classes, say the same thing.

Every utterance, in the order of days, joins the statement of the earlier one that it is most like,
or begins one. It looks at utterances of the same speaker or interest in those days alone, so that
the cost does not grow with the square of the reports, and a new report is weighed against few.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from functools import lru_cache, partial

from truceline.weighing.carried import Carried, Copied
from truceline.weighing.held import Held
from truceline.weighing.joined import reached
from truceline.weighing.nodes import Order, Speaker
from truceline.weighing.said import number_of
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.utterances import (
    BACK,
    Near,
    Utterance,
    Wording,
    gap,
    most_alike,
    near,
    span,
    utterances,
)
from truceline.weighing.window import Terms, Window, in_order, on_day, some_days
from truceline.weighing.words import PAIRS

LEAST = 1.2
"""Two accounts of a statement share so much weight at least."""
_COMMON = 0.4
"""What a frequent word weighs (`likeness`)."""

MOST, CROWD = 24, 200
"""How many different wordings of an utterance are compared, and with how many looks at most: those that share most."""
_NONE: Mapping[int, int | None] = {}
_NEXT = 300
"""What so many share with others is kept: copies come within days."""
_FEW = 2
"""A text with so few words of weight is found by its frequent ones as well."""


class Statements:
    """Utterances (numbers) and the statements that they belong to; claims are numbers of `held`."""

    def __init__(
        self,
        held: Held,
        carried: Carried,
        tables: Tables = in_memory,
        shelf_of: Callable[[str], int] | None = None,
    ) -> None:
        self._held, self._nodes, self._carried = held, held.nodes, carried
        self._spoken: MutableMapping[int, Utterance] = tables()
        self._next = 0
        self._of_claim: MutableMapping[int, int] = tables()
        self._texts = Copied(held, carried)
        self._of_report: MutableMapping[str, list[int]] = tables(shelf_of, live=True)
        self._founder: MutableMapping[int, int] = tables()
        self._joined: MutableMapping[int, dict[int, int]] = tables(live=True)
        """Utterance -> those that it is one statement with: as founder, by likeness or as a copy."""
        self._copied: MutableMapping[int, tuple[int, int]] = tables()
        self._retold: MutableMapping[int, tuple[int, int]] = tables()
        self._group: MutableMapping[int, int] = tables()
        self._members: MutableMapping[int, list[int]] = tables()
        """Statement -> its utterances, where there are two or more."""
        self._like: MutableMapping[int, set[int]] = tables(some_days, live=True)
        """Look -> the utterances that have it."""
        self._alike: MutableMapping[int, dict[int, list[tuple[Order, int]]]] = tables(some_days, live=True)
        """Look -> statement -> those of its utterances with that look, in order."""
        self._frames = Window(partial(self._found_by, figures=False), tables)
        """Frames by the words that they share with others, figures apart."""
        self._faces = Window(partial(self._found_by, figures=True), tables)
        """Faces with figures, by these."""
        self._asking = Window(self._asked, tables)
        self._undated: set[int] = set()
        self._ahead: Counter[int] = Counter()
        """Days on which something was said -> how often by a report of an earlier day, or of no full date."""
        self._last: Order | None = None
        self._dirty: set[int] = set()
        self._moved: set[int] = set()
        self._ended: set[int] = set()
        self._wordings = lru_cache(10_000)(self._make_wordings)
        self._sharing = lru_cache(_NEXT)(self._share)
        """Look -> those that share enough with it, for the time of one settling."""

    def add(self, report: str, held: list[int]) -> None:
        """Take in the attributed claims of a report."""
        self._of_report[report] = []
        for said in utterances(self._nodes, held):
            u = self._next
            self._next += 1
            self._spoken[u] = said
            said.looks = self._looks(u)
            self._of_report[report].append(u)
            for i in said.members:
                self._of_claim[i] = u
                self._texts.add(i, self._nodes[i].said, self._nodes[i].issued)
            for look, window in zip(said.looks, (self._frames, self._faces), strict=False):
                like = self._like.setdefault(look, set())
                like.add(u)
                if len(like) == 1:
                    self._alike[look] = {}
                    window.add(said.home, look)
            self._asking.add(said.home, u)
            if said.known is None:
                self._undated.add(u)
            if said.home > (said.known or 0):
                self._ahead[said.home] += 1
            self._dirty.add(u)

    def remove(self, report: str) -> None:
        """Let a report's utterances go, before its nodes do."""
        gone = self._of_report.pop(report, [])
        for u in gone:
            if u in self._founder:
                self._dirty.update(self._later(u))
        for u in gone:
            said = self._spoken[u]
            self._asking.remove(said.home, u)
            self._undated.discard(u)
            if said.home > (said.known or 0):
                self._ahead[said.home] -= 1
            self._found(u, None)
            for look, window in zip(said.looks, (self._frames, self._faces), strict=False):
                self._like[look].discard(u)
                if not self._like[look]:
                    del self._like[look], self._alike[look]
                    window.remove(said.home, look)
            for i in said.members:
                self._pair(self._copied, i, None)
                self._pair(self._retold, i, None)
                del self._of_claim[i]
                self._texts.remove(i)
            self._moved.discard(u)
            if (group := self._group.pop(u, None)) is not None:
                self._ended.add(group)
                self._moved.update(self._members.pop(group, ()))
            del self._spoken[u]
        self._dirty -= set(gone)
        self._moved -= set(gone)

    def __contains__(self, i: int) -> bool:
        return i in self._texts

    def group(self, i: int) -> int | None:
        """The statement that a claim belongs to; None where it is no attributed claim."""
        u = self._of_claim.get(i)
        return None if u is None else self._group[u]

    def claims(self, group: int) -> list[int]:
        """The attributed claims of a statement; none where it is no more."""
        alone = (group,) if self._group.get(group) == group else ()
        return [i for u in self._members.get(group, alone) for i in self._spoken[u].members]

    def settle(
        self, copied: Iterable[int], reports: Iterable[str], retold: Mapping[int, int | None] = _NONE
    ) -> set[int]:
        """Bring the statements up to date; `copied` are claims whose clusters of copies changed, `reports`
        those that carry the text of another than before, `retold` claims that go back to another claim than
        before. The statements that came or changed, and those that are no more."""
        self._last = in_order(self._dirty, self._order, self._decide, self._later, self._last)
        self._join_copies(copied, reports)
        for i, source in retold.items():
            if i in self._of_claim:
                self._pair(self._retold, i, None if source is None else self._of_claim.get(source))
        changed = self._regroup()
        changed |= self._ended
        self._dirty, self._moved, self._ended = set(), set(), set()
        self._sharing.cache_clear()
        return changed

    def _order(self, u: int) -> Order:
        return self._spoken[u].order

    # --- which earlier utterance each goes back to ---

    def _decide(self, u: int) -> bool:
        said = self._spoken[u]
        order = said.order
        before = [v for v in self._of_report[said.report] if v != u and self._order(v) < order]
        taken = {self._founder[v] for v in before if v in self._founder}
        pack, wordings = self._nodes[said.members[0]].pack, self._wordings(u)
        best: tuple[float, Order, int] | None = None
        for fit, first, v, founder in self._candidates(u):
            apart = fit.apart
            if founder != v:  # statements do not creep on from day to day
                from_first = gap(said, self._spoken[founder])
                if from_first is None:
                    continue
                apart = max(apart, from_first)
            if founder in taken:
                apart += 0.3  # the reader of that report told them apart
            score = most_alike(wordings, self._wordings(v), apart - fit.surely, fit.again, pack)
            if score is not None and (best is None or (-score, first) < best[:2]):
                best = (-score, first, founder)
        return self._found(u, u if best is None else best[2])

    def _found(self, u: int, founder: int | None) -> bool:
        was = self._founder.get(u)
        if was == founder:
            return False
        said = self._spoken[u]
        place = (said.order, u)
        if was is not None:
            self._unjoin(u, was)
            del self._founder[u]
        if founder is not None:
            self._founder[u] = founder
            self._join(u, founder)
        for look in said.looks:
            alike = self._alike[look]
            if was is not None:
                del alike[was][bisect_left(alike[was], place)]
                if not alike[was]:
                    del alike[was]
            if founder is not None:
                insort(alike.setdefault(founder, []), place)
        return True

    def _candidates(self, u: int) -> Iterator[tuple[Near, Order, int, int]]:
        """Utterances of the same speaker or interest, near in time, that share a word by which they are found:
        of those with one frame the first of each statement, and of those that share figures with it the first
        of each. The rest of a statement in that frame is like it neither more nor less. Each with how its look fits,
        its place in the order, and the first of its statement."""
        order, sharing = self._order(u), self._sharing(self._spoken[u].looks[-1])
        firsts = {
            look: [(*of[0], founder) for founder, of in self._alike[look].items() if of[0][0] < order]
            for look in sharing
        }
        looks: Iterable[int] = sharing
        if len(sharing) > CROWD:  # a flood of like words: those alike in most
            earlier = (look for look in sharing if firsts[look])
            looks = sorted(earlier, key=lambda f: (-sharing[f].shared, min(firsts[f])))[:CROWD]
        seen = {u}
        for look in looks:
            for first, v, founder in firsts[look]:
                if v not in seen:
                    seen.add(v)
                    yield sharing[look], first, v, founder

    def _share(self, look: int) -> Mapping[int, Near]:
        """The looks that share enough with one, and whose days and speakers fit, with how these fit."""
        u = next(iter(self._like[look]))
        said = self._spoken[u]
        words, keys = self._all_words(u), {k for s in said.speakers for k in s.keys}
        figures = frozenset(w for w in words if w[0].isdigit())
        latest = said.known
        # what is found under a later day came later, but for what was told ahead of its day
        days = [d for d in span(said) if latest is None or d <= latest or self._ahead.get(d)]
        shared = self._frames.shared(days, keys, words)
        for face, count in (self._faces.shared(days, keys, figures) if figures else {}).items():
            shared[face] = count + shared.get(self._frame_of(face), 0)
        least = LEAST - _COMMON * len(words & self._nodes[said.members[0]].pack.common)
        fitting = (
            (f, near(said, self._spoken[next(iter(self._like[f]))], n))
            for f, n in shared.items()
            if n >= least
        )
        return {f: fit for f, fit in fitting if fit is not None}

    def _frame_of(self, face: int) -> int:
        return self._spoken[next(iter(self._like[face]))].looks[0]

    def _later(self, u: int) -> set[int]:
        """The utterances that look at this one, and come after it."""
        said, order = self._spoken[u], self._order(u)
        keys, words = self._telling(u)
        found: set[int] = set()
        if said.home:
            days = (*range(said.home - BACK - 1, said.home + BACK + 2), 0)
            shared = self._asking.shared(days, keys, frozenset(words))
            found = {v for v in shared if said.home in span(self._spoken[v])}
        found |= self._undated
        found.update(self._of_report.get(said.report, ()))
        return {v for v in found if v in self._spoken and self._order(v) > order}

    def _all_words(self, u: int) -> frozenset[str]:
        return frozenset().union(*(words for words, *_ in self._wordings(u)))

    def _asked(self, u: int) -> Terms:
        return {k for s in self._spoken[u].speakers for k in s.keys}, self._all_words(u)

    def _found_by(self, look: int, figures: bool) -> Terms:
        keys, words = self._telling(next(iter(self._like[look])))
        return keys, [w for w in words if w[0].isdigit() is figures]

    def _looks(self, u: int) -> tuple[int, ...]:
        """Its frame, a number for all that is looked at in it but which figures it tells; and its face, with
        these, where it tells any."""
        said, wordings = self._spoken[u], self._wordings(u)
        language = self._nodes[said.members[0]].pack.language
        speakers = ", ".join(map(_shown, said.speakers))
        whole = f"{language}|{said.said}|{said.known}|[{speakers}]|{said.issued and said.report}"
        told = [_told(*wording) for wording in wordings]
        frame = on_day(said.home, number_of(whole, *(plain for plain, *_ in told)))
        if not any(figures for *_, figures in told):
            return (frame,)
        return frame, on_day(said.home, number_of(whole, *(full for _, full, _ in told)))

    def _telling(self, u: int) -> Terms:
        """Whom it is looked up by, and by which words: those of weight, and all where these are few."""
        common = self._nodes[self._spoken[u].members[0]].pack.common
        found: set[str] = set()
        for words, *_ in self._wordings(u):
            rare = words - common
            found |= rare if len(rare) > _FEW else words
        return {k for s in self._spoken[u].speakers for k in s.keys}, found

    def _make_wordings(self, u: int) -> tuple[Wording, ...]:
        found: dict[Wording, None] = {}
        for i in self._spoken[u].members:
            node = self._nodes[i]
            if node.words:
                found[(node.words, node.negated, frozenset(node.claim.topics), node.marks)] = None
        return tuple(found)[:MOST]

    # --- copies ---

    def _join_copies(self, copied: Iterable[int], reports: Iterable[str]) -> None:
        """Join the utterances whose text is copied, where the speaker and the days fit, or the whole report is."""
        again = {i for i in copied if i in self}
        for report in reports:
            for u in self._of_report.get(report, ()):
                again.update(i for i in self._spoken[u].members if self._carried.lead(i) is not None)
        for i, first in self._texts.firsts(again):
            self._pair(self._copied, i, None if first is None else self._of_claim[first])

    def _pair(self, pairs: MutableMapping[int, tuple[int, int]], i: int, other: int | None) -> None:
        """Note that a claim's utterance is one statement with another by what is kept in `pairs`."""
        was, pair = pairs.get(i), None if other is None else (self._of_claim[i], other)
        if was == pair:
            return
        if was is not None:
            self._unjoin(*was)
            del pairs[i]
        if pair is not None:
            pairs[i] = pair
            self._join(*pair)

    # --- statements as sets of utterances ---

    def _join(self, u: int, v: int) -> None:
        self._moved.update((u, v))
        for one, other in ((u, v), (v, u)) if u != v else ():
            joined = self._joined.setdefault(one, {})
            joined[other] = joined.get(other, 0) + 1

    def _unjoin(self, u: int, v: int) -> None:
        self._moved.update((u, v))
        for one, other in ((u, v), (v, u)) if u != v else ():
            joined = self._joined.get(one, {})
            if joined.get(other, 0) > 1:
                joined[other] -= 1
            elif joined.pop(other, None) and not joined:
                del self._joined[one]

    def _regroup(self) -> set[int]:
        changed: set[int] = set()
        again = {u for u in self._moved if u in self._spoken}
        for u in sorted(again):
            again.update(v for v in self._members.get(self._group.get(u, -1), ()) if v in self._spoken)
        for u in sorted(self._moved):
            group = self._group.get(u)
            if group is not None:
                changed.add(group)
                self._members.pop(group, None)
        done: set[int] = set()
        for u in sorted(again):
            if u in done:
                continue
            found = reached((u,), lambda v: self._joined.get(v, ()))
            done |= found
            members = sorted(found, key=self._order)
            for v in members:
                self._group[v] = members[0]
            if len(members) > 1:
                self._members[members[0]] = members
            changed.add(members[0])
        return changed


@lru_cache(maxsize=PAIRS)
def _shown(speaker: Speaker) -> str:
    """All that is known of a speaker, as text."""
    return repr(speaker)


@lru_cache(maxsize=PAIRS)
def _told(
    words: frozenset[str], negated: bool, topics: frozenset[str], marks: frozenset[str]
) -> tuple[str, str, bool]:
    """A wording as text, without its figures and with them; and whether it has any."""
    figures = {w for w in words if w[0].isdigit()}
    names = {m for m in marks if not m[0].isdigit()}
    plain = f"{sorted(words - figures)}|{negated}|{sorted(topics)}|{sorted(names)}"
    counted = f"{plain}|{len(figures)}|{len(marks) - len(names)}"
    return counted, f"{plain}|{sorted(figures)}|{sorted(marks - names)}", bool(figures)
