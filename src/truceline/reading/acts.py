"""Who did what to whom, where and when, in PLOVER terms (https://github.com/openeventdata/PLOVER).

Verbs and nouns of doing come from the language pack; actor and recipient from the parse
(passives, shared and controlled subjects, "by", possessives); modality from auxiliaries and
from the verb above ("refused to", "agreed to", "demanded that").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from truceline.model.reading import Act, Mention, MentionType, Modality, When
from truceline.model.span import Span
from truceline.reading.act_rules import ActRule, ActsPack, acts_pack
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.page import Page

_ACTORS = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.PERSON, MentionType.GROUP)
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_CHAINED = ("xcomp", "ccomp", "advcl", "conj", "acl", "relcl", "pcomp")


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
        self.mentions: list[tuple[int, int, Mention]] = []
        for m in sorted(mentions, key=lambda m: (m.loaded, -(m.span.end - m.span.start))):
            run = view.run(m.span.start, m.span.end)
            if run is None:
                continue
            self.mentions.append((*run, m))
            for i in range(*run):
                self.at.setdefault(i, m)

    def acts(self) -> list[Act]:
        out: list[Act] = []
        for token in self.view.tokens:
            low = self.view.lower[token.i]
            act: Act | None = None
            if token.pos_ in ("VERB", "AUX") and low in self.pack.verbs:
                rule = self._rule(token, self.pack.verbs[low])
                act = self._verb(token, rule) if rule else None
            elif token.pos_ in ("NOUN", "PROPN") and low in self.pack.nouns and not self._within_name(token):
                act = self._noun(token, self.pack.nouns[low])
            if act is not None:
                out.append(act)
        return out

    # -- which rule

    def _rule(self, verb: Token, rules: Sequence[ActRule]) -> ActRule | None:
        words = self._object_words(verb)
        for rule in rules:
            if rule.particle and not self._has_particle(verb, rule.particle):
                continue
            if rule.objects and not rule.objects & words:
                continue
            return rule
        return None

    def _has_particle(self, verb: Token, particle: str) -> bool:
        first = particle.split()[0]
        return any(
            c.lower_ == first and c.dep_ in ("prt", "prep", "advmod", "acomp", "dobj", "oprd")
            for c in verb.children
        )

    def _object_words(self, verb: Token) -> set[str]:
        """The words that a verb acts on: objects, passive subjects, what its prepositions govern,
        and the verb or adjective that completes it."""
        words: set[str] = set()
        for c in verb.children:
            if c.dep_ in ("dobj", "nsubjpass", "attr", "acomp", "oprd", "dative"):
                words |= self._phrase(c)
            elif c.dep_ in ("prep", "agent") and c.lower_ != "by":
                for p in c.children:
                    if p.dep_ in ("pobj", "pcomp"):
                        words |= self._phrase(p)
            elif c.dep_ in ("xcomp", "ccomp"):
                words.add(c.lower_)
                words |= {g.lower_ for g in c.children if g.dep_ in ("dobj", "nsubj", "nsubjpass", "acomp")}
        if verb.dep_ in ("acl", "relcl") and verb.tag_ == "VBN":
            words |= self._phrase(verb.head)
        return words

    @staticmethod
    def _phrase(noun: Token) -> set[str]:
        words = {noun.lower_}
        for c in noun.children:
            if c.dep_ in ("compound", "amod", "conj", "nmod"):
                words.add(c.lower_)
            elif c.dep_ == "prep" and c.lower_ == "of":
                words |= {p.lower_ for p in c.children if p.dep_ == "pobj"}
        return words

    def _within_name(self, token: Token) -> bool:
        m = self.at.get(token.i)
        return m is not None and m.type in (
            MentionType.ORGANISATION,
            MentionType.PERSON,
            MentionType.DOCUMENT,
        )

    # -- who and whom

    def _verb(self, verb: Token, rule: ActRule) -> Act | None:
        actor_token = self._subject(verb)
        passive = any(c.dep_ == "nsubjpass" for c in verb.children) or (
            verb.dep_ in ("acl",) and verb.tag_ == "VBN"
        )
        recipients: list[Token] = []
        actors: list[Token] = []
        if passive:
            actors = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
            recipients = [c for c in verb.children if c.dep_ == "nsubjpass"] or [verb.head]
        elif actor_token is not None:
            actors = [actor_token]
        recipients += [c for c in verb.children if c.dep_ in ("dobj", "dative")]
        recipients += self._governed(verb, grammar().acts.to_whom)
        for c in verb.children:
            if c.dep_ in ("ccomp", "xcomp") and rule.root in ("REQUEST", "THREATEN"):
                recipients += [g for g in c.children if g.dep_ in _SUBJECTS]
        who, whom = self._entities(actors), self._entities(recipients, people_only=rule.root != "ASSAULT")
        whom = tuple(x for x in whom if x not in who)
        if rule.root == "CONSULT":
            who, whom = tuple(dict.fromkeys((*who, *whom))), ()
        direct = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
        if not who and not whom and not actors and direct is None:
            return None
        return self._act(verb, rule, who, whom, direct)

    def _noun(self, noun: Token, rule: ActRule) -> Act | None:
        own = [c for c in noun.children if c.dep_ in ("poss", "amod", "compound", "nmod")]
        by = self._governed(noun, frozenset(("by",)))
        of = self._governed(noun, grammar().acts.whose)
        on = self._governed(noun, grammar().acts.at_whom)
        moved = rule.root in ("RETREAT",) and rule.mode == "release"
        who = self._entities(own + by + ([] if moved else of))
        whom = tuple(x for x in self._entities(on + (of if moved or not who else [])) if x not in who)
        if rule.root == "CONSULT":
            who, whom = tuple(dict.fromkeys((*who, *whom))), ()
        if not who and not whom:
            return None
        return self._act(noun, rule, who, whom, of[0] if of else None)

    def _act(
        self, token: Token, rule: ActRule, who: tuple[str, ...], whom: tuple[str, ...], thing: Token | None
    ) -> Act:
        modality, refused, denied = self._meant(token)
        return Act(
            span=self.view.block.span(token),
            root=rule.root,
            mode=rule.mode,
            actor=who,
            recipient=whom,
            object=self._phrase_span(thing) if thing is not None else None,
            place=self._place(token),
            when=self._when(token),
            modality=modality,
            refused=refused,
            denied=denied,
        )

    def _subject(self, verb: Token) -> Token | None:
        """The subject of a verb, its own or that of the verbs above it."""
        seen: Token = verb
        for _ in range(5):
            own = next((c for c in seen.children if c.dep_ in ("nsubj", "expl")), None)
            if own is not None and own.dep_ == "nsubj":
                return self._antecedent(own, seen)
            if seen.i != verb.i:
                passive = next((c for c in seen.children if c.dep_ == "nsubjpass"), None)
                if passive is not None:
                    return self._antecedent(passive, seen)
            if seen.dep_ == "xcomp":
                controlled = next(
                    (c for c in seen.head.children if c.dep_ in ("dobj", "dative") and c.i < seen.i), None
                )
                if controlled is not None and seen.head.lower_ not in self.pack.frames["going_on"]:
                    return controlled
            if seen.dep_ in ("relcl", "acl") and seen.i == verb.i and seen.tag_ != "VBN":
                return seen.head
            if seen.dep_ not in _CHAINED or seen.head.i == seen.i:
                return None
            seen = seen.head
        return None

    @staticmethod
    def _antecedent(subject: Token, verb: Token) -> Token:
        if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
            return verb.head
        return subject

    def _governed(self, head: Token, prepositions: frozenset[str]) -> list[Token]:
        return [
            p
            for c in head.children
            if c.dep_ in ("prep", "agent", "dative") and c.lower_ in prepositions
            for p in c.children
            if p.dep_ == "pobj"
        ]

    def _entities(self, heads: Sequence[Token], people_only: bool = False) -> tuple[str, ...]:
        """The entities that phrases name: the head's own, else those of its modifiers, and joined ones."""
        out: dict[str, None] = {}
        for head in heads:
            for id in self._of_phrase(head, 0):
                out.setdefault(id)
        return tuple(out)

    def _of_phrase(self, head: Token, depth: int) -> list[str]:
        ids: list[str] = []
        m = self.at.get(head.i)
        id = (m.entity or m.party) if m is not None and (m.type in _ACTORS or m.party) else None
        if id:
            ids.append(id)
        else:
            for c in head.children:
                mine = self.at.get(c.i)
                if mine is not None and c.dep_ in ("amod", "compound", "nmod", "poss") and mine.party:
                    ids.append(mine.party)
                    ids += [
                        j.party
                        for g in c.children
                        if g.dep_ == "conj" and (j := self.at.get(g.i)) is not None and j.party
                    ]
                elif c.dep_ == "prep" and c.lower_ in grammar().acts.whose and depth < 2:
                    for p in c.children:
                        if p.dep_ == "pobj":
                            ids += self._of_phrase(p, depth + 1)
        if depth < 3:
            for c in head.children:
                if c.dep_ == "conj":
                    ids += self._of_phrase(c, depth + 1)
        return ids

    # -- where, when, how

    def _place(self, head: Token) -> str | None:
        nodes = [head, *(c for c in head.children if c.dep_ in ("dobj", "xcomp"))]
        for node in nodes:
            for p in self._governed(node, grammar().acts.where):
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

    def _meant(self, token: Token) -> tuple[Modality, bool, bool]:
        """How an act is put: its modality, whether it is refused, whether it is denied."""
        frames, modals = self.pack.frames, self.pack.modals
        negated, refused, denied = False, False, False
        modality = Modality.ACTUAL
        node = token
        for step in range(4):
            lows = [c.lower_ for c in node.children if c.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")]
            neg = any(c.dep_ == "neg" or c.lower_ in ("never", "no longer") for c in node.children)
            if step == 0:
                negated = neg
            if any(w in self.pack.conditions for w in lows) and modality is Modality.ACTUAL:
                modality = Modality.CONDITIONAL
            if modality is Modality.ACTUAL:
                if any(w in modals["obligation"] for w in lows):
                    modality = Modality.OBLIGATION
                elif any(w in modals["possible"] for w in lows):
                    modality = Modality.POSSIBLE
                elif any(w in modals["future"] for w in lows):
                    modality = Modality.FUTURE
            above = node.head
            if above.i == node.i or node.dep_ not in (
                "xcomp",
                "ccomp",
                "advcl",
                "pcomp",
                "dobj",
                "acl",
                "conj",
                "pobj",
                "prep",
                "nsubjpass",
                "acomp",
            ):
                break
            if node.dep_ == "advcl" and step == 0 and modality is Modality.ACTUAL and "to" in lows:
                modality = Modality.INTENTION
            if node.dep_ in ("advcl", "acl") and not (node.dep_ == "acl" and "to" in lows):
                break
            low = above.lower_
            if low in frames["refused"]:
                refused = not any(c.dep_ == "neg" for c in above.children)
            if low in frames["denied"]:
                denied = True
            if modality is Modality.ACTUAL and node.dep_ in (
                "xcomp",
                "ccomp",
                "dobj",
                "pobj",
                "pcomp",
                "acl",
                "nsubjpass",
                "prep",
            ):
                direct = node.dep_ in ("xcomp", "pcomp", "acl", "prep", "dobj", "pobj")
                if low in frames["obligation"]:
                    modality = Modality.OBLIGATION
                elif low in frames["future"]:
                    modality = Modality.FUTURE
                elif low in frames["intention"] and direct:
                    modality = Modality.INTENTION
                elif low in frames["possible"]:
                    modality = Modality.POSSIBLE
            if node.dep_ == "conj" and step == 0 and any(c.dep_ in _SUBJECTS for c in node.children):
                break
            node = above
        if negated:
            refused = refused or modality in (Modality.FUTURE, Modality.INTENTION)
            modality = Modality.NEGATED
        elif refused or denied:
            modality = Modality.NEGATED
        return modality, refused, denied


_COOPERATIVE = frozenset(("AID", "RETREAT", "CONSULT", "COOPERATE", "CONCEDE", "SUPPORT"))
_HOSTILE = frozenset(("SANCTION", "COERCE", "ASSAULT", "PROTEST"))


def plover_root(act: Act) -> str:
    """The root under which PLOVER itself files an act that is only spoken of.

    PLOVER has no modality: a cooperative act that is promised is AGREE, a hostile one
    THREATEN, one that is asked for REQUEST, one that is refused REJECT. We keep root and
    modality apart, and fold them on export.
    """
    if act.root in _COOPERATIVE and (act.refused or act.modality is Modality.NEGATED):
        return "REJECT"
    if act.modality is Modality.OBLIGATION and act.root in _COOPERATIVE | {"AGREE"}:
        return "REQUEST"
    if act.modality in (Modality.FUTURE, Modality.INTENTION):
        if act.root in _COOPERATIVE:
            return "AGREE"
        if act.root in _HOSTILE:
            return "THREATEN"
    return act.root
