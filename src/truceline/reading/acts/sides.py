"""Who does and who suffers an act, told by a verb or by a noun."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from truceline.model.reading import Mention, MentionType, Participant
from truceline.reading.acts.fitting import fitting, words_of
from truceline.reading.acts.rules import ActRule, ActsPack
from truceline.reading.acts.syntax import (
    SUBJECTS,
    agents,
    behind,
    child,
    doers,
    governed,
    is_infinitive,
    is_passive,
    undergoers,
)
from truceline.reading.acts.takers import Takers
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.parsed import Token

Side = tuple[Participant, ...]


class Sides:
    """The rules and the two sides of the acts of one block."""

    def __init__(
        self, view: BlockView, at: Mapping[int, Mention], timed: frozenset[int], pack: ActsPack
    ) -> None:
        self.view, self.at, self.pack, self.timed = view, at, pack, timed
        self.takers = Takers(view, at, timed, pack)
        self.takers.of_act = self._of_act_noun
        self.of = self.takers.of
        self.absorbed: set[int] = set()
        self.words = words_of(view)
        self._rules: dict[int, ActRule | None] = {}

    def noun_rule(self, noun: Token) -> ActRule | None:
        """What a noun of doing means, with the word before it where the two are one ("hunger strike")."""
        low = self.words[noun.i]
        if low in self.pack.second_words and noun.i:
            two = self.pack.nouns.get(f"{self.view.lower[noun.i - 1]} {low}")
            if two is not None:
                return two
        return self.pack.nouns.get(low)

    def rule(self, verb: Token) -> ActRule | None:
        """What a verb means here; None where no rule fits."""
        if verb.i not in self._rules:
            rules = self.pack.verbs.get(self.words[verb.i]) or self.pack.verbs.get(
                self.view.lower[verb.i], ()
            )
            rule, matched = fitting(verb, rules, self.timed, self.pack, self.words)
            if rule is not None:
                agent = doers(verb, self.pack) if rule.root == "ASSAULT" else []
                self._absorb(rule, [*matched, *agent])
            self._rules[verb.i] = rule
        return self._rules[verb.i]

    def _absorb(self, rule: ActRule, objects: Sequence[Token]) -> None:
        """An act that its verb tells as a noun is told once ("launched an attack"), as is fighting that ends."""
        for t in objects:
            noun = self.noun_rule(t)
            if noun is None and t.dep_ == "compound":
                t, noun = t.head, self.noun_rule(t.head)
            if noun is not None and (
                noun.root == rule.root
                or rule.mode == "ceasefire"
                or (rule.root, noun.root) == ("RETREAT", "COERCE")
            ):
                self.absorbed.add(t.i)

    def whom(self, verb: Token, rule: ActRule, who: Side, depth: int = 0) -> Side:
        """Those dealt with, from the nearest to the farthest place where a sentence names them."""
        takers = self.takers
        dealt = rule.root != "CONSULT" or rule.mode == "visit"
        given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        direct = [t for t in undergoers(verb) if not self.moves(rule) or t.i in self.absorbed]
        to = governed(verb, self.pack.given_to.get(rule.root, ()))
        for heads in (given, to, direct):
            found = less(takers.of(heads, dealt=dealt), who)
            if found:
                return found
        after = behind(verb)
        if self.moves(rule) or not dealt:
            for t in undergoers(verb):
                after = behind(t) | after
        passive = bool(after) and is_passive(verb)
        for preposition in self.pack.dealt_with:
            if preposition not in after or (passive and preposition in ("by", "of")):
                continue
            if rule.root == "PROTEST" and preposition in self.pack.at_place:
                continue
            found = less(takers.of([p for p in after[preposition] if p.i > verb.i], dealt=dealt), who)
            if preposition in self.pack.at_place and rule.root not in self.pack.placed:
                found = tuple(p for p in found if p.party or not self._is_place(p))
            if found:
                return found
        if depth < 2:
            for c in self._contents(verb, rule):
                own = child(c, *SUBJECTS)
                asked = own is not None and rule.root in _ASKED
                found = less(takers.of([own] if own is not None and asked else [], dealt=True), who)
                inner = self.rule(c) or rule
                found = found or self.whom(c, inner, who, depth + 1)
                if found:
                    return found
        if rule.root in self.pack.placed and dealt:
            return less(takers.of(governed(verb, self.pack.at_place), dealt=True), who)
        return ()

    def _contents(self, verb: Token, rule: ActRule) -> list[Token]:
        """The clauses that tell what is agreed, asked or threatened, or what a protest is for."""
        kinds = ("xcomp",) if rule.root == "AGREE" else ("ccomp", "xcomp")
        out = [c for c in verb.children if c.dep_ in kinds]
        out += [
            g
            for c in verb.children
            if c.dep_ in ("acomp", "attr", "oprd", "dobj")
            for g in c.children
            if g.dep_ in ("xcomp", "acl") and is_infinitive(g)
        ]
        if rule.root == "REQUEST":
            out += [
                c for c in verb.children if c.dep_ == "advcl" and is_infinitive(c) and child(c, *SUBJECTS)
            ]
        if rule.root == "PROTEST":
            out += [c for c in verb.children if c.dep_ == "advcl" and c.tag_ in ("VB", "VBG")]
        return out

    def _of_act_noun(self, noun: Token, dealt: bool) -> Side:
        """Who takes part in an act as a noun, where it stands for them ("the raids killed two")."""
        rule = self.noun_rule(noun)
        if rule is None:
            return ()
        who, whom = self.of_noun(noun, rule)
        if dealt and noun.i in self.absorbed:
            return union(who, whom)
        if dealt and whom and any(c.dep_ == "poss" and c.pos_ == "PRON" for c in noun.children):
            return whom
        return who or (whom if dealt else ())

    def of_noun(self, noun: Token, rule: ActRule) -> tuple[Side, Side]:
        """Who does and who suffers an act as a noun."""
        of = self.of
        beside = [
            c
            for c in noun.subtree
            if noun.i - 4 <= c.i < noun.i
            and c.dep_ in ("amod", "compound", "nmod", "npadvmod")
            and (m := self.at.get(c.i)) is not None
            and (m.type is not MentionType.PLACE or m.party)
            and c.head.tag_ != "VBN"
        ]
        owner = [c for c in noun.children if c.dep_ == "poss"]
        by = of(governed(noun, ("by",)))
        behind = governed(noun, ("of",))
        on = of(governed(noun, grammar().acts.at_whom), dealt=rule.root != "CONSULT")
        between = of(governed(noun, ("between",)))
        suffers = (rule.root, rule.mode) in _SUFFERED or rule.root in _DEALT_OUT
        who = by or between
        whom: Side = ()
        if behind:
            if suffers or by:
                whom = of(behind, dealt=True)
            else:
                who = who or of(behind)
        if owner:
            if (rule.root, rule.mode) in _SUFFERED and not behind and not on:
                whom = whom or of(owner)
            else:
                who = who or of(owner)
        who = who or of(beside)
        if not who and not between:
            who = of(governed(noun, ("from",))) if rule.root not in ("RETREAT", "COERCE") else ()
        engaged = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in self.pack.gerund_of else None
        if not who and engaged is not None and engaged.lower_ in self.pack.engages:
            who = of(doers(engaged, self.pack)) or (of(undergoers(engaged)) if is_passive(engaged) else ())
        if not who and noun.dep_ == "nsubj" and noun.head.lower_ in self.pack.happens:
            who = of(governed(noun.head, ("between",)))
        if not who and noun.head.pos_ == "VERB" and noun.head.lower_ in self.pack.light:
            if noun.dep_ == "dobj":
                who = of(doers(noun.head, self.pack))
            elif noun.dep_ == "nsubjpass":
                who = of(agents(noun.head))
        if not whom and (rule.root, rule.mode) in _SUFFERED:
            whom = of(c for c in noun.children if c.dep_ == "compound" and c.i not in self.at)
        whom = whom or on
        meets = rule.root == "CONSULT" and rule.mode != "visit"
        if not whom and rule.root in self.pack.placed and not meets:
            whom = of(governed(noun, self.pack.at_place - {"of"}), dealt=True)
        return who, less(whom, who)

    def _is_place(self, p: Participant) -> bool:
        """Whether a participant is a place or a site, and nobody."""
        run = self.view.run(p.span.start, p.span.end)
        if run is None:
            return False
        last = run[1] - 1
        m = self.at.get(last)
        return (m is not None and m.type is MentionType.PLACE) or self.view.lower[
            last
        ] in self.pack.takers.sites

    def moves(self, rule: ActRule) -> bool:
        return rule.moves or (rule.root, rule.mode) in self.pack.moved


_ASKED = frozenset(("REQUEST", "ACCUSE", "CONCEDE", "RETREAT", "COERCE"))
"""Roots whose act is dealt out to the subject of the clause behind them ("let X pass")."""
_SUFFERED = {
    ("COERCE", "arrest"),
    ("COERCE", "deport"),
    ("ASSAULT", "assassinate"),
    ("ASSAULT", "abduct"),
    ("RETREAT", "release"),
}
"""Acts whose owner as a noun is the one who suffers them ("his arrest")."""


_DEALT_OUT = frozenset(("ASSAULT", "ACCUSE", "COERCE", "SANCTION", "SUPPORT", "AID", "CONCEDE", "REJECT"))
"""Roots whose act as a noun has behind its "of" what it is done to."""


def ids(side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(x for p in side for x in p.ids))


def less(side: Side, other: Side) -> Side:
    """One side without those who stand on the other as well."""
    taken = {p.span for p in other}
    entities = {p.entity for p in other if p.entity}
    return tuple(p for p in side if p.span not in taken and p.entity not in entities)


def union(one: Side, other: Side) -> Side:
    return tuple({p.span: p for p in (*one, *other)}.values())
