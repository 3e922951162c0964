"""Who takes part in an act: named ones, and groups that only a common noun names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from truceline.model.reading import Mention, MentionType, Participant
from truceline.model.span import Span
from truceline.reading.acts.rules import ActsPack
from truceline.reading.acts.syntax import agents, behind, child, governed, is_passive
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.parsed import Token

_WHO = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.PERSON, MentionType.GROUP)
_BESIDE = ("amod", "compound", "nmod", "poss")
_LEFT = ("amod", "compound", "nmod", "poss", "nummod", "quantmod", "advmod", "punct", "case")
_DEPTH = 4
_MARKS = frozenset('"“”')

Of = Callable[[Token, bool], Sequence[Participant]]


class Takers:
    """Makes participants of the heads of phrases in one block."""

    def __init__(
        self, view: BlockView, mentions: Mapping[int, Mention], timed: frozenset[int], pack: ActsPack
    ) -> None:
        self.view, self.at, self.timed, self.pack = view, mentions, timed, pack
        self.of_act: Of = lambda noun, dealt: ()

    def of(self, heads: Iterable[Token], dealt: bool = False, depth: int = 0) -> tuple[Participant, ...]:
        """The participants that phrases name; `dealt` for those that an act is done to, where a place or
        the owner of a thing counts as well."""
        out: dict[tuple[int, int], Participant] = {}
        for head in heads:
            for p in self._joined(head, dealt, depth):
                out.setdefault((p.span.start, p.span.end), p)
        return tuple(out.values())

    def _joined(self, head: Token, dealt: bool, depth: int) -> list[Participant]:
        out = self._one(head, dealt, depth)
        if depth < _DEPTH:
            for c in head.children:
                if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "ADJ"):
                    out = out + self._joined(c, dealt, depth + 1)
        return out

    def _one(self, head: Token, dealt: bool, depth: int) -> list[Participant]:
        if depth > _DEPTH or (head.i in self.timed and head.i not in self.at):
            return []
        t = self.pack.takers
        low = self.view.lower[head.i]
        if head.pos_ == "PRON" or any(low in ws for ws in self.pack.pronouns.values()):
            before = self._antecedent(head) or self._before(head)
            return self._joined(before, dealt, depth + 1) if before is not None else self._pronoun(head)
        mention = self.at.get(head.i)
        named = mention is not None and (mention.type in _WHO or bool(mention.party))
        if low in t.counted and not (named and mention and mention.entity):
            inner = self.of(governed(head, ("of",)), dealt, depth + 1)
            if inner:
                return [self._widened(p, head) for p in inner]
        split = self._two_states(head)
        if split:
            return split
        if mention is not None and named and (mention.entity or mention.party):
            return [self._participant(head, mention.entity, mention.party)]
        if mention is not None and mention.type is MentionType.PLACE:
            return [self._participant(head, mention.entity, None)] if dealt or _acting(head) else []
        eventful = mention is not None and mention.type in (MentionType.DOCUMENT, MentionType.EVENT)
        if eventful and low not in self.pack.nouns:
            return self._around(head, dealt, depth) if dealt else []
        if low in t.nobody:
            return self._around(head, True, depth + 1) if dealt else []
        if low in self.pack.nouns and low not in t.people | t.bodies:
            return list(self.of_act(head, dealt))
        if self._acts(low, head) or (dealt and low in t.sites) or named:
            return self._group(head, depth)
        if low in t.arms:
            group = self._group(head, depth)
            owned = any(c.dep_ in _BESIDE and self._acts(self.view.lower[c.i], c) for c in head.children)
            return group if owned or not dealt else [p for p in group if p.id]
        if not dealt and head.tag_ == "NNS" and low not in t.sites and _acting(head):
            return self._group(head, depth)
        if dealt and head.pos_ == "NUM" and all(c.tag_ != "$" for c in head.children):
            return [self._participant(head, None, None)]
        if head.pos_ == "PROPN" and head.text[:1].isupper() and not low.isdigit():
            return [self._participant(head, None, None)]
        return self._around(head, dealt, depth)

    def _acts(self, low: str, head: Token) -> bool:
        """Whether a common noun names people or a body."""
        t = self.pack.takers
        if low in t.people or low in t.bodies:
            return True
        return (
            head.pos_ == "NOUN" and low.endswith(t.endings) and len(low) > 4 and low not in t.arms | t.sites
        )

    def _group(self, head: Token, depth: int) -> list[Participant]:
        """A group by its common noun, with the party that it belongs to."""
        beside = [c for c in head.children if c.dep_ in _BESIDE and self._party(c)]
        if not beside:
            appositive = child(head, "appos")
            if appositive is not None and (m := self.at.get(appositive.i)) is not None and m.entity:
                return [self._participant(head, m.entity, m.party)]
            owner = self.of(governed(head, ("of", "with")), True, depth + 1)
            party = next((p.party for p in owner if p.party), None)
            last = max((p.span.end for p in owner), default=0) if owner else 0
            return [self._participant(head, None, party, last)]
        return [self._participant(head, None, self._party(beside[0]))]

    def _two_states(self, head: Token) -> list[Participant]:
        """Two groups that share their noun ("the Omani and Yemeni sides")."""
        for c in head.children:
            if c.dep_ in _BESIDE and self._party(c):
                joined = [g for g in c.children if g.dep_ == "conj" and self._party(g)]
                if joined:
                    return [Participant(self._word(x), None, self._party(x)) for x in (c, *joined)]
        return []

    def _party(self, token: Token) -> str | None:
        m = self.at.get(token.i)
        return (m.party or (m.entity if m.type in _WHO else None)) if m is not None else None

    def _around(self, head: Token, dealt: bool, depth: int) -> list[Participant]:
        """Of a thing: whose it is, or whom it concerns."""
        for c in head.children:
            m = self.at.get(c.i) if c.dep_ in _BESIDE else None
            if m is not None and (m.type in _WHO or m.party or (dealt and m.type is MentionType.PLACE)):
                own = (c, *(g for g in c.children if g.dep_ == "conj" and g.i in self.at))
                return [self._participant(x, self.at[x.i].entity, self.at[x.i].party) for x in own]
            if c.dep_ == "poss" and not (dealt and c.pos_ == "PRON"):
                owner = self._joined(c, dealt, depth + 1)
                if owner:
                    return owner
        if depth >= 2:
            return []
        prepositions = self.pack.dealt_with if dealt else tuple(grammar().acts.whose)
        after = behind(head)
        for preposition in prepositions:
            found = self.of(after[preposition], dealt, depth + 1) if preposition in after else ()
            if found:
                return list(found)
        for c in head.children:
            if c.dep_ == "acl" and dealt and is_passive(c) and child(c, "nsubjpass", "mark") is None:
                found = self.of(agents(c), False, depth + 1)
                if found:
                    return list(found)
        if dealt:
            for c in head.children:
                if (
                    c.dep_ in ("compound", "nmod")
                    and c.pos_ == "NOUN"
                    and self._acts(self.view.lower[c.i], c)
                ):
                    return [self._participant(c, None, None)]
        return []

    def _pronoun(self, head: Token) -> list[Participant]:
        p = grammar().pronouns
        known = p.person | p.many | p.first
        return [Participant(self._word(head))] if self.view.lower[head.i] in known else []

    def _antecedent(self, pronoun: Token) -> Token | None:
        """Whom a pronoun stands for within its sentence: the subject of the clause above that fits."""
        low = self.view.lower[pronoun.i]
        kinds = [k for k, ws in self.pack.pronouns.items() if low in ws]
        if not kinds:
            return None
        many, person = kinds[0] == "many", kinds[0] == "person"
        node = pronoun.head
        for _ in range(_DEPTH + 2):
            if node.head.i == node.i:
                break
            node = node.head
            if node.pos_ not in ("VERB", "AUX"):
                continue
            for c in node.children:
                if (
                    c.dep_ not in ("nsubj", "nsubjpass")
                    or c.i == pronoun.i
                    or pronoun.i in (x.i for x in c.subtree)
                ):
                    continue
                if c.pos_ not in ("NOUN", "PROPN") or c.i in self.timed:
                    continue
                if self._agrees(c, many, person):
                    return c
        return None

    def _before(self, pronoun: Token) -> Token | None:
        """The subject of the sentence before, where the subject of a sentence is a pronoun that fits it."""
        low = self.view.lower[pronoun.i]
        kinds = [k for k, ws in self.pack.pronouns.items() if low in ws]
        first = pronoun.sent.start
        if not kinds or pronoun.dep_ not in ("nsubj", "nsubjpass") or first == 0:
            return None
        if pronoun.head.dep_ not in ("ROOT", "conj") or self._quoted(pronoun.i):
            return None
        last = self.view.tokens[first - 1].sent.root
        for c in last.children:
            if c.dep_ in ("nsubj", "nsubjpass") and c.pos_ in ("NOUN", "PROPN"):
                fits = self._agrees(c, kinds[0] == "many", kinds[0] == "person")
                return c if fits and not self._quoted(c.i) else None
        return None

    def _quoted(self, i: int) -> bool:
        """Whether a word stands between quotation marks."""
        marks = sum(low in _MARKS for low in self.view.lower[:i])
        return marks % 2 == 1

    def _agrees(self, noun: Token, many: bool, person: bool) -> bool:
        """Whether "they", "he" or "it" can stand for a noun."""
        t, low = self.pack.takers, self.view.lower[noun.i]
        mention = self.at.get(noun.i)
        kind = mention.type if mention is not None else None
        plural = noun.tag_ in ("NNS", "NNPS") or any(g.dep_ == "conj" for g in noun.children)
        if many:
            return plural or (kind is not MentionType.PERSON and (kind in _WHO or low in t.bodies))
        if plural:
            return False
        one = kind is MentionType.PERSON or (kind is None and low in t.people)
        return one if person else not one

    def _participant(self, head: Token, entity: str | None, party: str | None, last: int = 0) -> Participant:
        first, end = head.i, head.i + 1
        for c in sorted(head.children, key=lambda c: -c.i):
            if (
                c.i < head.i
                and c.right_edge.i == first - 1
                and c.dep_ in _LEFT
                and c.left_edge.i >= first - 8
            ):
                first = c.left_edge.i
        while first < head.i and (
            self.view.tokens[first].dep_ in ("det", "predet", "punct", "cc") or first in self.timed
        ):
            first += 1
        start, stop = self.view.starts[first], self.view.ends[end - 1]
        mention = self.at.get(head.i)
        if mention is not None:
            start, stop = min(start, mention.span.start), max(stop, mention.span.end)
        if stop < last <= stop + 60:
            stop = last
        return Participant(self.view.block.at(start, stop), entity, party)

    def _widened(self, p: Participant, head: Token) -> Participant:
        start = self.view.starts[head.i]
        if not start < p.span.start <= start + 40:
            return p
        return Participant(self.view.block.at(start, p.span.end), p.entity, p.party)

    def _word(self, token: Token) -> Span:
        return self.view.block.at(self.view.starts[token.i], self.view.ends[token.i])


def _acting(head: Token) -> bool:
    """Whether a noun stands where the one who acts stands."""
    while head.dep_ == "conj":
        head = head.head
    return bool(head.dep_ == "nsubj" or (head.dep_ == "pobj" and head.head.dep_ == "agent"))
