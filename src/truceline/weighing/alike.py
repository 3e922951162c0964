"""Accounts that say alike things in several reports, whether or not an accord has a topic for them.

Claims are put together by their words: each joins the first account that it shares most of
its words with, within a few days. Only accounts in two reports or more make a finding.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, MutableMapping, Sequence
from itertools import chain

from truceline.model.reading import Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import Answer, finding
from truceline.weighing.nodes import Node
from truceline.weighing.positions import polarity_of, rule_on_accounts
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.window import Terms, Window, in_order
from truceline.weighing.words import closeness, likeness

SHARE = 0.5
WEIGHT = 2.4
SHORT = 5.0
CLOSE = 0.45
"""How much of all their words two accounts of one thing share."""
_BESIDES = 2
"""So many words besides names, titles and figures do two accounts of one thing share."""
LEAST = 3
"""Fewer words in common, the frequent ones apart, propose nothing."""
DAYS = 4
CROWD = 200
"""A word of so many claims of those days proposes nothing."""
MOST = 30
LONGEST = 110
_ALL = ("",)
_NONE: frozenset[int] = frozenset()
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.INTENTION, Modality.FUTURE})


class Accounts:
    """Which claims (numbers of `nodes`) give an account of one thing, kept up to date.

    In the order of days, each claim joins the first account of those days whose first claim it shares
    most of its words with, or begins one.
    """

    def __init__(self, nodes: Mapping[int, Node], tables: Tables = in_memory) -> None:
        self._nodes = nodes
        self._window = Window(self._terms, tables)
        self._account: MutableMapping[int, int] = tables()
        self._members: MutableMapping[int, set[int]] = tables(live=True)
        """Account -> the claims that joined the first."""
        self._firsts: MutableMapping[int, set[int]] = tables(live=True)
        """Stretch -> the first claims of its accounts."""
        self._dirty: set[int] = set()
        self._left: list[tuple[int, frozenset[str]]] = []
        self._changed: set[int] = set()
        self._seen: dict[int, tuple[tuple[str, str, int, str], frozenset[str]]] = {}
        """The order and the words of first claims, for the time of one settling."""

    def add(self, i: int, agreement: bool) -> None:
        """Take in a claim; those that retell the agreement and those of captions are no accounts."""
        node = self._nodes[i]
        told = node.claim.modality in _FACT and node.claim.stance is not Stance.DEMANDS
        if told and not agreement and not node.furniture:
            self._window.add(_stretch(node), i)
            self._dirty.add(i)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        node = self._nodes[i]
        self._dirty.discard(i)
        if i in self._account:
            self._dirty.update(self._later(i))
            self._window.remove(_stretch(node), i)
            self._left.append((_stretch(node), self._rare(i)))
            self._put(i, None)
        elif i in self._window.items(_stretch(node)):
            self._window.remove(_stretch(node), i)

    def members(self, account: int) -> list[int]:
        """The claims of an account, in order; none where it is no more."""
        alone = (account,) if self._account.get(account) == account else ()
        return sorted((*alone, *self._members.get(account, ())), key=self._order)

    def account(self, i: int) -> int | None:
        """The account that a claim belongs to."""
        return self._account.get(i)

    def settle(self) -> set[int]:
        """Bring the accounts up to date; those that came, changed, or are no more."""
        fresh = not self._account and not self._left
        if not fresh:
            self._look_again()
        self._dirty = {i for i in self._dirty if i in self._nodes}
        in_order(self._dirty, self._order, self._decide, None if fresh else self._later)
        changed, self._changed = self._changed, set()
        self._dirty, self._left, self._seen = set(), [], {}
        return changed

    def _look_again(self) -> None:
        """Claims that look at one that came are looked at again; so are all with a word that may have
        become, or have ceased to be, that of a crowd."""
        crowded = len(self._left) > CROWD // 4
        moved = [(_stretch(self._nodes[i]), self._rare(i)) for i in self._dirty] + self._left
        again: set[int] = set()
        for home, rare in moved:
            for some in self._window.lists(home, _ALL, rare):
                if len(some) >= CROWD // 2:
                    words = self._rare(some[0]) & rare
                    for stretch in (home - 1, home, home + 1):
                        for others in self._window.lists(stretch, _ALL, words):
                            again.update(others)
            if crowded:
                for stretch in (home - 1, home, home + 1):
                    again.update(self._window.items(stretch))
        self._dirty |= again

    def _order(self, i: int) -> tuple[str, str, int, str]:
        return self._nodes[i].order

    def _rare(self, i: int) -> frozenset[str]:
        return self._nodes[i].rare

    def _terms(self, i: int) -> Terms:
        return _ALL, self._rare(i)

    def _sharing(self, i: int) -> Counter[int]:
        home, rare = _stretch(self._nodes[i]), self._rare(i)
        near = (self._window.lists(stretch, _ALL, rare) for stretch in (home - 1, home, home + 1))
        return Counter(chain.from_iterable(some for lists in near for some in lists if len(some) <= CROWD))

    def _later(self, i: int) -> set[int]:
        order = self._order(i)
        shared = self._sharing(i)
        return {j for j, n in shared.items() if n >= LEAST and j in self._nodes and self._order(j) > order}

    def _decide(self, i: int) -> bool:
        """Find the account of a claim; whether it now begins one and did not before, or the reverse."""
        node, order = self._nodes[i], self._order(i)
        home, rare = _stretch(node), self._rare(i)
        likely, seen = [], self._seen
        for stretch in (home - 1, home, home + 1):
            lists = {w: s for w, s in self._window.by_word(stretch, "", rare).items() if len(s) <= CROWD}
            # who shares LEAST words stands in one of the shorter lists, however long the others are
            short = sorted(lists.values(), key=len)[: 1 - LEAST]
            telling = frozenset(lists)
            for j in self._firsts.get(stretch, _NONE).intersection(chain.from_iterable(short)):
                first_order, first_rare = seen.get(j) or seen.setdefault(j, (self._order(j), self._rare(j)))
                if j == i or first_order >= order:
                    continue
                count = len(telling & first_rare)
                if count >= LEAST:
                    likely.append((-count, first_order, j))
        best: tuple[float, int] | None = None
        for _, _, j in sorted(likely)[:MOST]:
            first = self._nodes[j]
            if not _near(first, node):
                continue
            share, weight = likeness(first.words, node.words, node.pack.common, SHORT)
            if closeness(first.words, node.words, node.pack.common) < CLOSE:
                continue
            shared = first.words & node.words - node.pack.common - node.pack.titles
            if len(shared - first.marks - node.marks) < _BESIDES:
                continue  # one who is named in both does several things
            if share >= SHARE and weight >= WEIGHT and (best is None or share > best[0]):
                best = (share, j)
        began = self._account.get(i) == i
        self._put(i, i if best is None else best[1])
        return began != (best is None)

    def _put(self, i: int, account: int | None) -> None:
        was = self._account.get(i)
        if was == account:
            return
        if was is not None:
            if was != i:
                self._members[was].discard(i)
                if not self._members[was]:
                    del self._members[was]
            del self._account[i]
            self._changed.add(was)
            if was == i:
                self._firsts[_stretch(self._nodes[i])].discard(i)
        if account is not None:
            self._account[i] = account
            self._changed.add(account)
            if account == i:
                self._firsts.setdefault(_stretch(self._nodes[i]), set()).add(i)
            else:
                self._members.setdefault(account, set()).add(i)


def account_findings(nodes: Sequence[Node], lines: Sequence[Lineage]) -> list[Finding]:
    """A finding for an account of one thing that several reports give."""
    if len({n.report.id for n in nodes}) < 2:
        return []
    lead = min(nodes, key=lambda n: (len(n.claim.words), n.order))
    answers = [_answer(n, line) for n, line in zip(nodes, lines, strict=True)]
    question = f"reported: {cut(lead.claim.words)}"
    key = f"alike|{nodes[0].claim.id}"
    return [finding(QuestionKind.OCCURRENCE, key, question, answers, rule_on_accounts(answers))]


def _stretch(node: Node) -> int:
    return _day(node) // DAYS


def _day(node: Node) -> int:
    return node.said if node.said is not None else node.known if node.known is not None else 0


def _near(one: Node, other: Node) -> bool:
    return abs(_day(one) - _day(other)) <= DAYS


def _answer(node: Node, line: Lineage) -> Answer:
    polarity = polarity_of(node)
    return Answer(
        cut(node.claim.words),
        node.span,
        node,
        line,
        polarity=polarity,
        mode="done" if polarity else "denied",
        key=f"{polarity}|{line.origin}",
    )


def cut(text: str) -> str:
    """A text in one line, shortened at a word."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"
