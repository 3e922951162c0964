"""Who did what to whom, where and when, in PLOVER terms (https://github.com/openeventdata/PLOVER).

Verbs and nouns of doing come from the language pack; who takes part from the parse (`syntax`,
`takers`); how an act is meant from auxiliaries and from the words above it (`meant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from truceline.model.reading import Act, Mention, MentionType, Modality, Participant, When
from truceline.model.span import Span
from truceline.reading.acts.fitting import fitting
from truceline.reading.acts.meant import meant
from truceline.reading.acts.plover import COOPERATIVE, HOSTILE
from truceline.reading.acts.rules import ActRule, ActsPack, acts_pack
from truceline.reading.acts.syntax import (
    SUBJECTS,
    agents,
    child,
    doers,
    governed,
    is_infinitive,
    is_passive,
    owners,
    undergoers,
)
from truceline.reading.acts.takers import Takers
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.page import Page

_NAMES = (MentionType.ORGANISATION, MentionType.PERSON, MentionType.DOCUMENT)
Side = tuple[Participant, ...]


def find_acts(page: Page, mentions: Sequence[Mention], times: Sequence[When]) -> tuple[Act, ...]:
    """The acts that a page tells of, in the order of the text; those that nobody and
    nothing takes part in are left out."""
    pack = acts_pack(page.report.language)
    out: list[Act] = []
    for block in page.blocks:
        if not block.readable:
            continue
        view = BlockView(block)
        if not any(low in pack.verbs or low in pack.nouns for low in view.lower):
            continue
        inside = [m for m in mentions if block.start <= m.span.start and m.span.end <= block.end]
        when = [t for t in times if block.start <= t.span.start and t.span.end <= block.end]
        out.extend(_Finder(view, inside, when, pack).acts())
    return tuple(sorted(out, key=lambda a: (a.span.start, a.span.end, a.root)))


class _Finder:
    """The acts of one block."""

    def __init__(
        self, view: BlockView, mentions: Sequence[Mention], times: Sequence[When], pack: ActsPack
    ) -> None:
        self.view, self.times, self.pack = view, times, pack
        self.at: dict[int, Mention] = {}
        for m in sorted(mentions, key=lambda m: (m.loaded, -(m.span.end - m.span.start))):
            for i in range(*(view.run(m.span.start, m.span.end) or (0, 0))):
                self.at.setdefault(i, m)
        timed = (view.run(t.span.start, t.span.end) or (0, 0) for t in times)
        self.takers = Takers(view, self.at, frozenset(i for run in timed for i in range(*run)), pack)
        self.takers.of_act = self._of_act_noun
        self.absorbed: set[int] = set()

    def acts(self) -> list[Act]:
        out: dict[int, Act] = {}
        for token in self.view.tokens:
            low = self.view.lower[token.i]
            if token.pos_ in ("VERB", "AUX") and low in self.pack.verbs and token.dep_ not in ("amod", "aux"):
                rule = self._rule(token, self.pack.verbs[low])
                act = self._verb(token, rule) if rule else None
                if act is not None:
                    out[token.i] = act
        for token in self.view.tokens:
            if (
                token.pos_ in ("NOUN", "PROPN")
                and token.i not in self.absorbed
                and token.dep_ != "compound"
                and (noun := self.noun_rule(token)) is not None
                and not self._within_name(token)
            ):
                act = self._noun(token, noun)
                if act is not None:
                    out[token.i] = act
        for token in self.view.tokens:
            if token.dep_ == "ccomp" and token.head.lower_ in self.pack.declaring:
                found = self._declared(token, out.get(token.i))
                if found is not None:
                    out[-token.i - 1] = found
        return list(out.values())

    # -- which rule

    def noun_rule(self, noun: Token) -> ActRule | None:
        """What a noun of doing means, with the word before it where the two are one ("hunger strike")."""
        low = self.view.lower[noun.i]
        if noun.i and (two := self.pack.nouns.get(f"{self.view.lower[noun.i - 1]} {low}")) is not None:
            return two
        return self.pack.nouns.get(low)

    def _rule(self, verb: Token, rules: Sequence[ActRule]) -> ActRule | None:
        rule, matched = fitting(verb, rules, self.takers.timed, self.pack)
        if rule is not None:
            self._absorb(rule, matched)
        return rule

    def _absorb(self, rule: ActRule, objects: Sequence[Token]) -> None:
        """An act that its verb tells as a noun is told once ("launched an attack"), as is fighting that ends."""
        for t in objects:
            noun = self.noun_rule(t)
            if noun is not None and (noun.root == rule.root or rule.mode == "ceasefire"):
                self.absorbed.add(t.i)

    def _within_name(self, token: Token) -> bool:
        m = self.at.get(token.i)
        return m is not None and m.type in _NAMES

    # -- who and whom

    def _verb(self, verb: Token, rule: ActRule) -> Act | None:
        who = self.takers.of(doers(verb, self.pack))
        if not who and verb.dep_ in ("acl", "relcl") and not is_passive(verb):
            who = self.takers.of(owners(verb.head, self.pack))
        whom = self._whom(verb, rule, who)
        things = undergoers(verb)
        if not who and not whom and not things:
            return None
        if rule.root == "CONSULT" and rule.mode != "visit":
            who, whom = _union(who, whom), ()
        return self._act(verb, rule, who, whom, things[0] if things else None)

    def _whom(self, verb: Token, rule: ActRule, who: Side, depth: int = 0) -> Side:
        """Those dealt with, from the nearest to the farthest place where a sentence names them."""
        takers = self.takers
        dealt = rule.root != "CONSULT" or rule.mode == "visit"
        given = [c for c in verb.children if c.dep_ == "dative" and c.pos_ != "ADP"]
        for heads in (given, governed(verb, ("to",)), undergoers(verb)):
            found = _less(takers.of(heads, dealt=dealt), who)
            if found:
                return found
        for preposition in self.pack.dealt_with:
            if preposition in ("by", "of") and is_passive(verb):
                continue
            found = _less(takers.of(governed(verb, (preposition,)), dealt=dealt), who)
            if preposition in self.pack.at_place:
                found = tuple(p for p in found if rule.root in self.pack.placed)
            if found:
                return found
        if depth < 2:
            for c in self._contents(verb, rule):
                own = child(c, *SUBJECTS)
                found = _less(takers.of([own], dealt=True), who) if own is not None else ()
                inner = self._rule(c, self.pack.verbs.get(c.lower_, ())) or rule
                found = found or self._whom(c, inner, who, depth + 1)
                if found:
                    return found
        if rule.root in self.pack.placed:
            return _less(takers.of(governed(verb, self.pack.at_place), dealt=True), who)
        return ()

    def _contents(self, verb: Token, rule: ActRule) -> list[Token]:
        """The clauses that tell what is agreed, asked or threatened, or what a protest is for."""
        out = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp")]
        out += [
            g
            for c in verb.children
            if c.dep_ in ("acomp", "attr", "oprd", "dobj")
            for g in c.children
            if g.dep_ in ("xcomp", "acl") and is_infinitive(g)
        ]
        if rule.root == "PROTEST":
            out += [c for c in verb.children if c.dep_ == "advcl" and c.tag_ in ("VB", "VBG")]
        return out

    def _of_act_noun(self, noun: Token, dealt: bool) -> Side:
        """Who takes part in an act as a noun, where it stands for them ("the raids killed two")."""
        rule = self.noun_rule(noun)
        if rule is None:
            return ()
        who, whom = self._sides(noun, rule)
        if dealt and noun.i in self.absorbed:
            return _union(who, whom)
        return who or (whom if dealt else ())

    def _sides(self, noun: Token, rule: ActRule) -> tuple[Side, Side]:
        """Who does and who suffers an act as a noun."""
        of = self.takers.of
        beside = [
            c
            for c in noun.subtree
            if noun.i - 4 <= c.i < noun.i and c.dep_ in ("amod", "compound", "nmod") and c.i in self.at
        ]
        owner = [c for c in noun.children if c.dep_ == "poss"]
        by = of(governed(noun, ("by",)))
        behind = governed(noun, ("of",))
        on = of(governed(noun, grammar().acts.at_whom), dealt=True)
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
        if not who and noun.head.pos_ == "VERB" and noun.head.lower_ in self.pack.light:
            if noun.dep_ == "dobj":
                who = of(doers(noun.head, self.pack))
            elif noun.dep_ == "nsubjpass":
                who = of(agents(noun.head))
        if not whom and (rule.root, rule.mode) in _SUFFERED:
            whom = of(c for c in noun.children if c.dep_ == "compound" and c.i not in self.at)
        whom = whom or on
        if not whom and rule.root in self.pack.placed:
            whom = of(governed(noun, self.pack.at_place - {"of"}), dealt=True)
        return who, _less(whom, who)

    def _noun(self, noun: Token, rule: ActRule) -> Act | None:
        who, whom = self._sides(noun, rule)
        if rule.root == "CONSULT" and rule.mode != "visit":
            who, whom = _union(who, whom), ()
        if not who and not whom:
            return None
        of = governed(noun, ("of",))
        return self._act(noun, rule, who, whom, of[0] if of else None)

    def _declared(self, verb: Token, act: Act | None) -> Act | None:
        """What saying "X must ..." or "we will ..." does: a demand, a promise, a threat or a refusal.

        The words that carry it are the auxiliary's; the act spoken of stays an act of its own.
        """
        modal = next((c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
        own = child(verb, *SUBJECTS)
        if modal is None or own is None:
            return None
        sayer = self.takers.of(doers(verb.head, self.pack))
        named = self.takers.of([own])
        if not sayer or not named:
            return None
        same = bool(set(_ids(sayer)) & set(_ids(named))) or {p.span for p in sayer} & {p.span for p in named}
        low, negated = modal.lower_, any(c.dep_ == "neg" for c in verb.children)
        if low in self.pack.modals["obligation"] and not same:
            mode = self.pack.contents["REQUEST"].get(act.root) if act is not None else None
            rule = ActRule("REQUEST", mode, low, None, frozenset(), frozenset())
            return replace(self._act(modal, rule, sayer, named, None), modality=Modality.ACTUAL)
        if low not in self.pack.modals["future"] or not same or act is None:
            return None
        root = None
        if act.root in COOPERATIVE:
            root = "REJECT" if negated else "AGREE"
        elif act.root in HOSTILE and not negated:
            root = "THREATEN"
        if root is None:
            return None
        mode = self.pack.contents.get(root, {}).get(act.root)
        rule = ActRule(root, mode, low, None, frozenset(), frozenset())
        others = _less(act.recipients or act.actors, sayer)
        return replace(self._act(modal, rule, sayer, others, None), place=act.place, modality=Modality.ACTUAL)

    def _act(self, token: Token, rule: ActRule, who: Side, whom: Side, thing: Token | None) -> Act:
        modality, refused, denied = meant(token, self.pack)
        mode = rule.mode
        contents = self.pack.contents.get(rule.root)
        if contents and mode is None:
            mode = next((contents[r] for r in self._content_roots(token) if r in contents), None)
        return Act(
            span=self.view.block.span(token),
            root=rule.root,
            mode=mode,
            actor=_ids(who),
            recipient=_ids(whom),
            object=self._phrase_span(thing) if thing is not None else None,
            place=self._place(token),
            when=self._when(token),
            modality=modality,
            refused=refused,
            denied=denied,
            actors=who,
            recipients=whom,
        )

    def _content_roots(self, token: Token) -> list[str]:
        """The roots of the acts that are asked for, refused or threatened."""
        found = []
        for c in token.children:
            low = c.lower_
            if c.dep_ in ("xcomp", "ccomp") and low in self.pack.verbs:
                rule = self._rule(c, self.pack.verbs[low])
                found += [rule.root] if rule else []
            elif c.dep_ in ("dobj", "nsubjpass") and low in self.pack.nouns:
                found.append(self.pack.nouns[low].root)
            elif c.dep_ == "prep":
                found += [self.pack.nouns[p.lower_].root for p in c.children if p.lower_ in self.pack.nouns]
        return found

    # -- where and when

    def _place(self, head: Token) -> str | None:
        nodes = [head, *(c for c in head.children if c.dep_ in ("dobj", "xcomp"))]
        for node in nodes:
            for p in governed(node, grammar().acts.where):
                m = self.at.get(p.i)
                if m is not None and m.type is MentionType.PLACE and m.entity:
                    return m.entity
            for c in node.children:
                m = self.at.get(c.i)
                if c.dep_ in ("dobj", "nsubjpass") and m is not None and m.type is MentionType.PLACE:
                    return m.entity
        return None

    def _when(self, head: Token) -> str | None:
        """The time nearest to the act within its sentence."""
        if not self.times:
            return None
        sent = head.sent
        first, last = self.view.starts[sent.start], self.view.ends[sent.end - 1]
        here = self.view.starts[head.i]
        inside = [
            t
            for t in self.times
            if first <= t.span.start and t.span.end <= last and t.type.value in ("DATE", "TIME")
        ]
        if not inside:
            return None
        return min(inside, key=lambda t: (abs(t.span.start - here), t.span.start)).value

    def _phrase_span(self, noun: Token) -> Span:
        first = min(
            (
                c.i
                for c in noun.children
                if c.dep_ in ("det", "amod", "compound", "nummod", "poss") and c.i < noun.i
            ),
            default=noun.i,
        )
        return self.view.block.at(self.view.starts[first], self.view.ends[noun.i])


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


def _ids(side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.id for p in side if p.id))


def _less(side: Side, other: Side) -> Side:
    taken = {p.span for p in other}
    ids = {p.id for p in other if p.id}
    return tuple(p for p in side if p.span not in taken and not (p.id and p.id in ids))


def _union(one: Side, other: Side) -> Side:
    return tuple({p.span: p for p in (*one, *other)}.values())
