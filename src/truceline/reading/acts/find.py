"""Who did what to whom, where and when, in PLOVER terms (https://github.com/openeventdata/PLOVER).

Verbs and nouns of doing come from the language pack; who takes part from the parse (`syntax`,
`takers`); how an act is meant from auxiliaries and from the words above it (`meant`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from truceline.model.reading import Act, Mention, MentionType, Modality, When
from truceline.model.span import Span
from truceline.reading.acts.meant import meant
from truceline.reading.acts.plover import COOPERATIVE, HOSTILE
from truceline.reading.acts.rules import ActRule, ActsPack, acts_pack
from truceline.reading.acts.sides import Side, Sides, ids, less, union
from truceline.reading.acts.syntax import (
    SUBJECTS,
    child,
    doers,
    governed,
    is_infinitive,
    is_passive,
    owners,
    undergoers,
)
from truceline.reading.block_view import BlockView, view_of
from truceline.reading.grammar import grammar
from truceline.reading.page import Page
from truceline.reading.parsed import Token

_SAME_TIME = (
    "xcomp",
    "conj",
    "dobj",
    "nsubjpass",
    "pobj",
    "prep",
    "advcl",
    "pcomp",
    "ccomp",
    "aux",
    "nsubj",
    "acl",
)
_FINITE = ("VBD", "VBZ", "VBP")
_NAMES = (MentionType.ORGANISATION, MentionType.PERSON, MentionType.DOCUMENT)


_MUTUAL = frozenset(("AGREE", "COOPERATE", "SUPPORT", "CONSULT"))
"""Roots of what several do with each other: "between the two sides" names nobody else."""
_MATERIAL = frozenset(("ASSAULT", "COERCE", "RETREAT", "SANCTION", "AID", "MOBILIZE", "CONCEDE"))
"""Roots whose acts are told also where neither side is named."""


def find_acts(page: Page, mentions: Sequence[Mention], times: Sequence[When]) -> tuple[Act, ...]:
    """The acts that a page tells of, in the order of the text; those that nobody and
    nothing takes part in are left out."""
    pack = acts_pack(page.report.language)
    out: list[Act] = []
    for block in page.blocks:
        if not block.readable:
            continue
        view = view_of(block)
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
        self.sides = Sides(view, self.at, frozenset(i for run in timed for i in range(*run)), pack)
        self.takers = self.sides.takers

    def acts(self) -> list[Act]:
        out: dict[int, Act] = {}
        pack, sides, tokens = self.pack, self.sides, self.view.tokens
        told = [
            i for i, low in enumerate(sides.words) if low in pack.verbs or self.view.lower[i] in pack.verbs
        ]
        for token in (tokens[i] for i in told):
            if token.pos_ in ("VERB", "AUX") and token.dep_ not in ("amod", "aux"):
                rule = sides.rule(token)
                act = self._verb(token, rule) if rule else None
                if act is not None:
                    out[token.i] = act
        named = [i for i, low in enumerate(sides.words) if low in pack.nouns or low in pack.second_words]
        for token in (tokens[i] for i in named if i not in sides.absorbed):
            if token.pos_ not in ("NOUN", "PROPN") or token.dep_ == "compound" or self._within_name(token):
                continue
            noun = sides.noun_rule(token)
            act = self._noun(token, noun) if noun is not None else None
            if act is not None:
                out[token.i] = act
        for i, low in enumerate(self.view.lower):
            if low in pack.wanting or low in pack.declaring:
                self._spoken(tokens[i], out)
        return list(out.values())

    def _spoken(self, verb: Token, out: dict[int, Act]) -> None:
        """The acts of saying what another must or oneself will do, and of wanting it."""
        for clause in verb.children:
            if clause.dep_ in ("ccomp", "xcomp") and verb.lower_ in self.pack.wanting:
                found = self._wanted(clause, out.get(clause.i))
                if found is not None:
                    out.setdefault(verb.i, found)
            if clause.dep_ == "ccomp" and verb.lower_ in self.pack.declaring:
                found = self._declared(clause, out.get(clause.i))
                if found is not None:
                    out[-clause.i - 1] = found

    # -- which rule

    def _within_name(self, token: Token) -> bool:
        m = self.at.get(token.i)
        return m is not None and m.type in _NAMES

    # -- who and whom

    def _verb(self, verb: Token, rule: ActRule) -> Act | None:
        who = self.takers.of(doers(verb, self.pack))
        if not who and verb.dep_ in ("acl", "relcl") and not is_passive(verb):
            who = self.takers.of(owners(verb.head, self.pack))
        things = undergoers(verb)
        if not who and verb.lower_ in self.pack.stative and is_passive(verb):
            who, things = self.takers.of(things), []
        whom = self.sides.whom(verb, rule, who)
        if len(who) > 1 and rule.root in _MUTUAL:
            whom = tuple(p for p in whom if p.id)
        if self.sides.moves(rule) and not who:
            who = tuple(p for p in self.takers.of(things) if p.id)
            whom = less(whom, who)
        told = rule.root in _MATERIAL or (is_passive(verb) and rule.root != "CONSULT")
        if not who and not whom and not (things and told):
            return None
        if verb.lower_ in self.pack.questioning and self._questions(verb):
            return None
        if verb.lower_ in self.pack.asking and self._told_as_fact(verb, rule):
            return None
        if rule.root == "CONSULT" and rule.mode != "visit":
            who, whom = union(who, whom), ()
        return self._act(verb, rule, who, whom, things[0] if things else None)

    def _questions(self, verb: Token) -> bool:
        """Whether a verb of asking puts a question, and asks for nothing."""
        if verb.i and self.view.tokens[verb.i - 1].is_quote:
            return True
        if any(c.dep_ == "prep" and c.lower_ in self.pack.questions for c in verb.children):
            return True
        clause = child(verb, "ccomp", "advcl")
        return clause is not None and any(
            t.tag_ in ("WP", "WRB", "WDT", "WP$") or (t.dep_ == "mark" and t.lower_ in self.pack.questions)
            for t in clause.subtree
            if t.i <= clause.i
        )

    def _told_as_fact(self, verb: Token, rule: ActRule) -> bool:
        """Whether what is insisted on or warned of is told as being so, and not asked for or threatened."""
        clause = child(verb, "ccomp")
        if clause is None or (clause.tag_ == "VBP" and clause.pos_ != "AUX"):
            return False
        modal = next((c.lower_ for c in clause.children if c.dep_ == "aux" and c.tag_ == "MD"), None)
        if modal is not None:
            return rule.root == "REQUEST" and modal not in self.pack.modals["obligation"]
        return clause.tag_ in _FINITE or any(
            c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in clause.children
        )

    def _noun(self, noun: Token, rule: ActRule) -> Act | None:
        who, whom = self.sides.of_noun(noun, rule)
        if rule.root == "CONSULT" and rule.mode != "visit":
            who, whom = union(who, whom), ()
        if not who and not whom:
            return None
        of = governed(noun, ("of",))
        return self._act(noun, rule, who, whom, of[0] if of else None)

    def _wanted(self, verb: Token, act: Act | None) -> Act | None:
        """Wanting another to do something is asking for it."""
        own = child(verb, *SUBJECTS)
        if own is None or not is_infinitive(verb):
            return None
        sayer, named = self.takers.of(doers(verb.head, self.pack)), self.takers.of([own])
        if not sayer or not named or not less(named, sayer):
            return None
        mode = self.pack.contents["REQUEST"].get(act.root) if act is not None else None
        rule = ActRule("REQUEST", mode, verb.head.lower_, None, frozenset(), frozenset())
        return self._act(verb.head, rule, sayer, named, None)

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
        same = bool(set(ids(sayer)) & set(ids(named))) or {p.span for p in sayer} & {p.span for p in named}
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
        others = less(act.recipients or act.actors, sayer)
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
            actor=ids(who),
            recipient=ids(whom),
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
                rule = self.sides.rule(c)
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
        """The time that stands with the act, else with the clause above it; of several the nearest."""
        if not self.governed_times:
            return None
        node = head
        for _ in range(4):
            own = self.governed_times.get(node.i)
            if own:
                here = self.view.starts[head.i]
                return min(own, key=lambda t: (abs(t.span.start - here), t.span.start)).value
            if node.head.i == node.i or node.dep_ not in _SAME_TIME or self._elsewhen(node):
                return None
            node = node.head
            while node.pos_ not in ("VERB", "AUX") and node.dep_ in _SAME_TIME and node.head.i != node.i:
                if self._elsewhen(node):
                    return None
                node = node.head
        return None

    def _elsewhen(self, node: Token) -> bool:
        """Whether a clause or an act as a noun is told as before or after what stands above it."""
        other = self.pack.other_time
        if node.head.dep_ in ("prep", "mark") and node.head.lower_ in other:
            return True
        return (node.dep_ == "prep" and node.lower_ in other) or any(
            c.dep_ in ("mark", "prep") and c.i < node.i and c.lower_ in other for c in node.children
        )

    @cached_property
    def governed_times(self) -> dict[int, list[When]]:
        """Dates and times by the verb or act that they stand with."""
        out: dict[int, list[When]] = {}
        for t in self.times:
            run = self.view.run(t.span.start, t.span.end)
            if run is None or t.type.value not in ("DATE", "TIME"):
                continue
            node = self.view.head(*run)
            for _ in range(6):
                if node.head.i == node.i:
                    break
                node = node.head
                if node.pos_ in ("VERB", "AUX") or self.view.lower[node.i] in self.pack.nouns:
                    break
            out.setdefault(node.i, []).append(t)
        return out

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
