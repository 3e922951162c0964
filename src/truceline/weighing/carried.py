"""Reports that carry one text, and what follows for their short sentences; and attributed claims whose text is copied:
which of them tell one statement, as the first of them tells it. Kept up to date.

Of attributed claims all but the days on which they were said lies elsewhere; these are held in memory for all claims,
so that of a text that was copied over years only the copies of one time are looked at.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, MutableMapping

from truceline.weighing.held import Held
from truceline.weighing.joined import reached
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.tellers import described_as
from truceline.weighing.texts import LEAST, Texts
from truceline.weighing.utterances import BACK

REPORT = 3
"""Reports that share so many long texts are copies of one text."""
_TWO = 2
"""Long texts that a report holds of another from which on the short ones that both hold are copied too."""
Words = tuple[str, ...]
_NONE: Counter[str] = Counter()


class Carried:
    """Which claims are copies of which, and which reports carry one text wholly or in part.

    Claims are numbers of `held`.
    """

    def __init__(
        self,
        held: Held,
        tables: Tables = in_memory,
        shelf_of: Callable[[str], int] | None = None,
    ) -> None:
        self._held, self._nodes, self._of_report = held, held.nodes, held.of_report
        self._texts = Texts(held, tables)
        self._short: dict[Words, set[int]] = defaultdict(set)
        self._short_lead: dict[int, int] = {}
        self._links: MutableMapping[int, tuple[str, str]] = tables()
        """Claim -> its report, and the one whose text it holds."""
        self._count: MutableMapping[str, Counter[str]] = tables(shelf_of, live=True)
        """Report -> of how many of its claims another holds the text first."""
        self._takes_from: MutableMapping[str, set[str]] = tables(shelf_of, live=True)
        """Report -> reports of which it holds `REPORT` texts."""
        self._gives_to: MutableMapping[str, set[str]] = tables(shelf_of, live=True)
        self._whole: MutableMapping[str, int] = tables(shelf_of)
        self._before: dict[str, int | None] = {}
        """What `whole` gave before the last settling, where that was another."""
        self._pairs: set[tuple[str, str]] = set()
        self._left: set[str] = set()
        self._retold: set[Words] = set()

    def add(self, i: int) -> None:
        """Take in a claim."""
        node = self._nodes[i]
        if node.comparable:
            if len(node.tokens) >= LEAST:
                self._texts.add(i)
            else:
                self._short[node.tokens].add(i)
                self._retold.add(node.tokens)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        node = self._nodes[i]
        self._left.add(node.report.id)
        if node.comparable:
            if len(node.tokens) >= LEAST:
                self._texts.remove(i)
                self._link(i, None)
            else:
                self._short[node.tokens].discard(i)
                self._short_lead.pop(i, None)
                self._retold.add(node.tokens)

    def lead(self, i: int) -> int | None:
        """The first claim with the text of `i`; None where nobody else has it."""
        found = self._texts.lead(i)
        return found if found is not None else self._short_lead.get(i)

    def members(self, i: int) -> Iterable[int]:
        """The claims with the text of `i`, itself among them."""
        if i in self._short_lead:
            first = self._short_lead[i]
            return [j for j in self._short[self._nodes[i].tokens] if self._short_lead.get(j) == first]
        return self._texts.members(i)

    def whole(self, report: str) -> int | None:
        """The first claim of the earliest of the reports that carry the text of this one; None where
        no other does."""
        return self._whole.get(report)

    def wholes(self, report: str) -> set[int]:
        """What `whole` gives of a report, and gave before the last settling."""
        return {w for w in (self._whole.get(report), self._before.get(report)) if w is not None}

    def settle(self) -> tuple[set[int], set[str]]:
        """The claims that came, or whose cluster of copies has another first claim than before, and the
        reports that carry the text of another than before."""
        changed = self._texts.settle()
        for i in sorted(changed):
            self._link(i, self._texts.lead(i))
        reports = self._carry()
        changed |= self._tell_short(reports.union(*self._pairs))
        self._pairs, self._retold, self._left = set(), set(), set()
        return changed, reports

    def _link(self, i: int, lead: int | None) -> None:
        """Note that a claim holds a text of another's report."""
        link = None
        if lead is not None and (lead_of := self._held.report(lead)) != (mine := self._held.report(i)):
            link = (mine, lead_of)
        was = self._links.get(i)
        if was == link:
            return
        if was is not None:
            counts = self._count[was[0]]
            counts[was[1]] -= 1
            self._pairs.add(was)
            if not counts[was[1]]:
                del counts[was[1]]
            if not counts:
                del self._count[was[0]]
            del self._links[i]
        if link is not None:
            self._links[i] = link
            self._count.setdefault(link[0], Counter())[link[1]] += 1
            self._pairs.add(link)

    def _carry(self) -> set[str]:
        """Bring up to date which reports carry one text; those for which it changed."""
        self._before = {}
        touched = set(self._left)
        for report, first in sorted(self._pairs, key=self._places):
            holds = self._count.get(report, _NONE)[first] >= REPORT
            if holds == (first in self._takes_from.get(report, ())):
                continue
            touched |= {report, first}
            for table, one, other in (
                (self._takes_from, report, first),
                (self._gives_to, first, report),
            ):
                if holds:
                    table.setdefault(one, set()).add(other)
                else:
                    table[one].discard(other)
                    if not table[one]:
                        del table[one]
        changed: set[str] = set(touched)
        seen: set[str] = set()
        for report in touched:
            if report in seen:
                continue
            together = self._together(report)
            seen |= together
            firsts = [of[0] for r in together if (of := self._of_report.get(r))]
            lead = min(firsts, key=self._held.order) if len(together) > 1 and firsts else None
            for r in together:
                if (was := self._whole.get(r)) != lead:
                    changed.add(r)
                    self._before[r] = was
                    if lead is None:
                        self._whole.pop(r, None)
                    else:
                        self._whole[r] = lead
        return changed

    def _places(self, pair: tuple[str, str]) -> list[int]:
        """Where a pair of reports lies."""
        return [of[0] if (of := self._of_report.get(r)) else -1 for r in pair]

    def _together(self, report: str) -> set[str]:
        return reached((report,), lambda r: (*self._takes_from.get(r, ()), *self._gives_to.get(r, ())))

    def _tell_short(self, reports: Iterable[str]) -> set[int]:
        """Short sentences count as copied too, between reports that share long ones; two of them are enough."""
        for report in reports:
            for i in self._of_report.get(report, ()):
                if self._nodes[i].comparable and len(self._nodes[i].tokens) < LEAST:
                    self._retold.add(self._nodes[i].tokens)
        changed: set[int] = set()
        for text in self._retold:
            holders = sorted(self._short.get(text, ()), key=self._held.order)
            by_report: dict[str, int] = {}
            for i in holders:
                by_report.setdefault(self._held.report(i), i)
            lead: dict[int, int] = {}
            for report, i in by_report.items():
                texts = self._count.get(report, _NONE)
                sources = [by_report[r] for r, n in texts.items() if n >= _TWO and r in by_report]
                if sources:
                    source = min(sources, key=self._held.order)
                    lead[i] = lead.get(source, source)
                    lead.setdefault(source, source)
            for i in holders:
                if i in lead or i in self._short_lead:
                    changed.add(i)
                if i in lead:
                    self._short_lead[i] = lead[i]
                else:
                    self._short_lead.pop(i, None)
            if not holders:
                self._short.pop(text, None)
        return changed


_NOT_TOLD = -1
_SOME_DAY = 0


class Copied:
    """Attributed claims (numbers of `held`) that copy one another."""

    def __init__(self, held: Held, carried: Carried) -> None:
        self._held, self._carried = held, carried
        self._told = array("i")
        """Claim -> the day on which it was said, or `_SOME_DAY`; `_NOT_TOLD` where it is no attributed claim."""
        self._issued: set[int] = set()

    def add(self, i: int, said: int | None, issued: bool) -> None:
        """Take in an attributed claim, the day on which it was said, where that is told, and whether a body says it
        in a publication of its own."""
        self._told.extend([_NOT_TOLD] * (i + 1 - len(self._told)))
        self._told[i] = said or _SOME_DAY
        if issued:
            self._issued.add(i)

    def remove(self, i: int) -> None:
        """Let a claim go."""
        self._told[i] = _NOT_TOLD
        self._issued.discard(i)

    def __contains__(self, i: int) -> bool:
        return i < len(self._told) and self._told[i] != _NOT_TOLD

    def firsts(self, again: Iterable[int]) -> Iterator[tuple[int, int | None]]:
        """Each of the claims, and of those that bear on them, with the one that it copies; None where it copies
        none, because the speaker or the days do not fit and the whole reports are no copies."""
        done: set[int] = set()
        for i in sorted(again):
            if i in done:
                continue
            near = self._near(i)
            done.update(near)
            leads: list[int] = []
            for j in sorted(near, key=self._held.order):
                found = [] if self._carried.lead(j) is None else [k for k in leads if self._one(k, j)]
                if not found:
                    leads.append(j)
                yield j, found[0] if found else None

    def _near(self, i: int) -> set[int]:
        """The attributed copies of a claim that it can be one statement with, by their days or because the
        whole reports are copies, step by step: no others bear on it."""
        found, ahead = {i}, [i]
        left = {j for j in self._carried.members(i) if j in self and j != i}
        wholes = self._carried.wholes
        while ahead and left:
            one = ahead.pop()
            texts = wholes(self._held.report(one))
            for j in list(left):
                near = self._days_fit(one, j)
                if near or (texts and not texts.isdisjoint(wholes(self._held.report(j)))):
                    left.discard(j)
                    found.add(j)
                    ahead.append(j)
        return found

    def _one(self, first: int, copy: int) -> bool:
        days = self._told[first], self._told[copy]
        if days[0] != days[1] and {first, copy} <= self._issued:
            return False  # what a body says again it says again
        held, whole = self._held, self._carried.whole
        of = whole(held.report(first))
        if of is not None and of == whole(held.report(copy)):
            return True
        if not self._days_fit(first, copy):
            return False
        one, other = held.nodes[first].speaker, held.nodes[copy].speaker
        return bool(one and other and (one.fits(other) or described_as(one, other)))

    def _days_fit(self, one: int, other: int) -> bool:
        """Whether two copies may be of one statement by the days on which it was said, else by their own."""
        said, again = self._told[one], self._told[other]
        if said != _SOME_DAY and again != _SOME_DAY:
            return abs(said - again) <= 1
        a, b = self._held.known(one), self._held.known(other)
        return a is None or b is None or abs(a - b) <= BACK
