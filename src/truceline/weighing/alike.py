"""Accounts that say alike things in several reports, whether or not an accord has a topic for them.

Claims are put together by their words: each joins the first account that it shares most of
its words with, within a few days. Only accounts in two reports or more make a finding.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from itertools import chain

from truceline.model.reading import Modality, Stance
from truceline.model.weighing import Finding, Lineage, QuestionKind
from truceline.weighing.answers import Answer, finding
from truceline.weighing.events import Event, told_events
from truceline.weighing.nodes import Node
from truceline.weighing.one_event import look_alikes
from truceline.weighing.positions import polarity_of, rule_on_accounts
from truceline.weighing.shelf import Tables, in_memory
from truceline.weighing.window import Terms, Window, in_order, on_day, some_days
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
MOST = 30
LONGEST = 110
_ALL = ("",)
_COMMON = 0.4
"""What a frequent word weighs (`likeness`)."""
_ROUND = 1e-9
Order = tuple[str, str, int, str]
_FACT = frozenset({Modality.ACTUAL, Modality.NEGATED, Modality.INTENTION, Modality.FUTURE})


@dataclass(frozen=True, slots=True)
class _First:
    """What the first face of an account is compared by."""

    order: Order
    day: int
    words: frozenset[str]
    marks: frozenset[str]
    common: int
    """How many of its words are frequent ones."""
    weight: float
    events: tuple[Event, ...]


class Accounts:
    """Which claims (numbers of `nodes`) give an account of one thing, kept up to date.

    Claims of one day in the same words go together, as one face. In the order of days, each face joins the
    first account of those days whose first face it shares most of its words with, or begins one.
    """

    def __init__(self, nodes: Mapping[int, Node], tables: Tables = in_memory) -> None:
        self._nodes = nodes
        self._face: MutableMapping[int, int] = tables()
        self._claims: MutableMapping[int, list[int]] = tables(some_days, live=True)
        """Face -> its claims, in order."""
        self._faces = Window(self._terms, tables)
        self._firsts = Window(self._terms, tables)
        """The first faces of accounts."""
        self._account: MutableMapping[int, int] = tables(some_days)
        self._members: MutableMapping[int, set[int]] = tables(some_days, live=True)
        """Account -> the faces that joined the first."""
        self._dirty: set[int] = set()
        self._last: Order | None = None
        self._changed: set[int] = set()
        self._seen: dict[int, _First] = {}
        """First faces, for the time of one settling."""

    def add(self, i: int, agreement: bool) -> None:
        """Take in a claim; those that retell the agreement and those of captions are no accounts, nor are
        those of so few words that none could be like them."""
        node = self._nodes[i]
        told = node.claim.modality in _FACT and node.claim.stance is not Stance.DEMANDS
        if not told or agreement or node.furniture or len(node.rare) < LEAST:
            return
        if len(node.rare - node.pack.titles - node.marks) < _BESIDES:
            return
        face = self._face[i] = on_day(_day(node), node.text.face)
        claims = self._claims.get(face)
        if claims is None:
            self._claims[face] = [i]
            self._faces.add(_stretch(node), face)
            self._dirty.add(face)
            return
        first = self._nodes[claims[0]].order
        insort(claims, i, key=lambda j: self._nodes[j].order)
        self._turned(face, self._nodes[claims[0]].order < first)

    def remove(self, i: int) -> None:
        """Let a claim go, before its node does."""
        face = self._face.pop(i, None)
        if face is None:
            return
        claims = self._claims[face]
        if len(claims) > 1:
            led = claims[0] == i
            self._turned(face, led)
            claims.remove(i)
            return
        self._begin_again(face)
        stretch = _stretch(self._nodes[i])
        self._put(face, None)
        self._faces.remove(stretch, face)
        del self._claims[face]
        self._dirty.discard(face)

    def _turned(self, face: int, led: bool) -> None:
        """Note that claims of a face came or went; `led`: another leads it."""
        account = self._account.get(face)
        if account is not None:
            self._changed.add(account)
        if led:
            self._dirty.add(face)
            self._begin_again(face)

    def _begin_again(self, face: int) -> None:
        """Who may look at the first face of an account is to be looked at again."""
        if self._account.get(face) == face:
            self._dirty.update(self._later(face))

    def members(self, account: int) -> list[int]:
        """The claims of an account, in order; none where it is no more."""
        alone = (account,) if self._account.get(account) == account else ()
        claims = [i for face in (*alone, *self._members.get(account, ())) for i in self._claims[face]]
        return sorted(claims, key=lambda i: self._nodes[i].order)

    def account(self, i: int) -> int | None:
        """The account that a claim belongs to."""
        face = self._face.get(i)
        return None if face is None else self._account.get(face)

    def settle(self) -> set[int]:
        """Bring the accounts up to date; those that came, changed, or are no more."""
        self._last = in_order(self._dirty, self._order, self._decide, self._later, self._last)
        changed, self._changed = self._changed, set()
        self._dirty, self._seen = set(), {}
        return changed

    def _lead(self, face: int) -> Node:
        return self._nodes[self._claims[face][0]]

    def _order(self, face: int) -> Order:
        return self._lead(face).order

    def _terms(self, face: int) -> Terms:
        return _ALL, self._lead(face).rare

    def _later(self, face: int) -> set[int]:
        """The faces that look at this one, and come after it."""
        lead = self._lead(face)
        home, order = _stretch(lead), lead.order
        near = (self._faces.lists(stretch, _ALL, lead.rare) for stretch in (home - 1, home, home + 1))
        shared = Counter(chain.from_iterable(some for lists in near for some in lists))
        return {f for f, n in shared.items() if n >= LEAST and self._order(f) > order}

    def _decide(self, face: int) -> bool:
        """Find the account of a face; whether it now begins one and did not before, or the reverse."""
        node = self._lead(face)
        home, common = _stretch(node), node.pack.common
        words, rare, order, day = node.words, node.rare, node.order, _day(node)
        near = (self._firsts.lists(stretch, _ALL, rare) for stretch in (home - 1, home, home + 1))
        shared = Counter(chain.from_iterable(some for lists in near for some in lists))
        least = max(LEAST, WEIGHT - _COMMON * (len(words) - len(rare)))
        likely = []
        for first, count in shared.items():
            if count < least or first == face:
                continue
            other = self._seen.get(first) or self._see(first)
            both = count + _COMMON * min(len(words) - len(rare), other.common)
            whole = len(rare) + _COMMON * (len(words) - len(rare)) + other.weight
            if (
                other.order < order
                and abs(other.day - day) <= DAYS
                and both >= CLOSE * (whole - both) - _ROUND
            ):
                likely.append((-count, other.order, first))
        best: tuple[float, int] | None = None
        for _, _, first in sorted(likely)[:MOST]:
            other = self._seen[first]
            if closeness(other.words, words, common) < CLOSE:
                continue
            share, weight = likeness(other.words, words, common, SHORT)
            told = other.words & words - common - node.pack.titles
            if len(told - other.marks - node.marks) < _BESIDES:
                continue  # one who is named in both does several things
            if share < SHARE or weight < WEIGHT or (best is not None and share <= best[0]):
                continue
            if not look_alikes(other.events, told_events(node)):
                best = (share, first)
        began = self._account.get(face) == face
        self._put(face, face if best is None else best[1])
        return began != (best is None)

    def _see(self, face: int) -> _First:
        node = self._lead(face)
        common = len(node.words) - len(node.rare)
        weight = len(node.rare) + _COMMON * common
        events = tuple(told_events(node))
        seen = _First(node.order, _day(node), node.words, node.marks, common, weight, events)
        self._seen[face] = seen
        return seen

    def _put(self, face: int, account: int | None) -> None:
        was = self._account.get(face)
        if was == account:
            return
        stretch = _stretch(self._lead(face))
        if was is not None:
            if was != face:
                self._members[was].discard(face)
                if not self._members[was]:
                    del self._members[was]
            else:
                self._firsts.remove(stretch, face)
            del self._account[face]
            self._changed.add(was)
        if account is not None:
            self._account[face] = account
            self._changed.add(account)
            if account == face:
                self._firsts.add(stretch, face)
            else:
                self._members.setdefault(account, set()).add(face)


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
