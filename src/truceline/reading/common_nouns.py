"""Common nouns that stand for somebody: bodies of a state, sources without a name, nominals."""

from __future__ import annotations

import re
from collections.abc import Sequence

from truceline.model.accord import AliasKind
from truceline.model.reading import MentionType
from truceline.reading.allegiance import Marked, shared, speaks_for
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.memory import Memory, Named, Spot
from truceline.reading.names import folded
from truceline.reading.pack import attribution_pack
from truceline.reading.parsed import Token

_LOOSE = frozenset(("cc", "mark", "preconj", "neg", "dative", "nsubj", "dobj", "prep", "pobj"))
_INSTITUTION, _ROLE, _NOMINAL = "institution", "role", "nominal"


class NounFinder:
    """Finds the common nouns of one block and settles, in the order of the text, whom they mean."""

    def __init__(self, view: BlockView, named: list[Spot], memory: Memory) -> None:
        self.view, self.named, self.memory = view, named, memory
        self.pack = memory.lex.pack
        self.said = attribution_pack("en")
        self.kinds: dict[int, str] = {}
        self.covered: set[int] = set()
        for s in named:
            if s.why != "demonym":
                self.covered.update(range(*s.run))
        self.by_first: dict[int, list[Spot]] = {}
        for s in named:
            self.by_first.setdefault(s.run[0], []).append(s)

    def candidates(self) -> list[Spot]:
        """Spots that a noun could carry; whom it means is settled later."""
        view, out = self.view, []
        for i, low in enumerate(view.lower):
            if i in self.covered:
                continue
            two = f"{view.lower[i - 1]} {low}" if i else low
            if two in self.pack.institutions or low in self.pack.institutions or low in self.pack.government:
                noun = two if two in self.pack.institutions and i - 1 not in self.covered else low
                spot = self._spot(i, noun, _INSTITUTION)
                if spot is not None and self._owner(spot) is not None:
                    out.append(spot)
                    continue
            if low in ("people", "person") and not _speaks(view.tokens[i], self.pack.metonym_verbs):
                continue
            if low in self.pack.anonymous_roles and view.tokens[i].tag_ in ("NN", "NNS", "NNP", "NNPS"):
                spot = self._spot(i, low, _ROLE)
                if spot is not None:
                    out.append(spot)
                    continue
            if low in self.pack.nominals or low in self.memory.lex.nominal_heads:
                spot = self._spot(i, low, _NOMINAL)
                if spot is not None:
                    out.append(spot)
        return out

    def settle(self, spot: Spot) -> Spot | None:
        """The spot with its entity, or None where the noun stands for nobody known."""
        kind = self.kinds[id(spot)]
        if kind == _INSTITUTION:
            return self._institution(spot)
        if kind == _ROLE:
            return self._role(spot)
        return self._nominal(spot)

    def _spot(self, i: int, noun: str, kind: str) -> Spot | None:
        view = self.view
        head = view.tokens[i]
        if head.pos_ not in ("NOUN", "PROPN") or (
            head.dep_ == "compound" and head.head.i > i and kind != _INSTITUTION
        ):
            return None
        first = min(head.left_edge.i, i)
        while first < i and (view.tokens[first].is_punct or view.tokens[first].dep_ in _LOOSE):
            first += 1
        if (
            any(t.is_punct and t.text not in ("-", "'", "’", ".") for t in view.tokens[first:i])
            or i - first > 8
        ):
            first = self._near(i)
        last = i + 1
        if kind == _ROLE:
            last = self._with_origin(head, last)
        spot = Spot(
            view.starts[first],
            view.ends[last - 1],
            (first, last),
            None,
            MentionType.ORGANISATION,
            None,
            kind,
            noun=noun,
        )
        spot.plural = head.tag_ in ("NNS", "NNPS")
        self.kinds[id(spot)] = kind
        return spot

    def _near(self, i: int) -> int:
        first = i
        while first > 0 and self.view.tokens[first - 1].pos_ in ("ADJ", "DET", "NUM", "NOUN", "PROPN"):
            if self.view.tokens[first - 1].dep_ in ("appos", "nsubj", "dobj", "pobj"):
                break
            first -= 1
        return first

    def _with_origin(self, head: Token, last: int) -> int:
        """Widen over "from Hamas", "of the ministry" right after the noun."""
        for c in head.children:
            if c.i == last and c.dep_ == "prep" and c.lower_ in grammar().names.belongs:
                edge = int(c.right_edge.i) + 1
                commas = (i for i in range(c.i, edge) if self.view.lower[i] == ",")
                edge = next(commas, edge)
                if any(s.run[0] > c.i and s.run[1] <= edge for s in self.named) and edge - last <= 10:
                    stop = next((s.run[1] for s in self.named if s.run[0] > c.i), edge)
                    edge = min(edge, max(stop, last)) if c.lower_ == "in" else edge
                    while edge > last and self.view.tokens[edge - 1].is_punct:
                        edge -= 1
                    return edge
        return last

    def _owner(self, spot: Spot) -> str | None:
        """The party named in the noun's own words ("Turkish", "Lebanon's"); not "X-backed", and none
        where two are joined ("Turkish and Kurdish forces")."""
        noun = self._noun(spot)
        within = [s for s in self.named if s.party and spot.run[0] <= s.run[0] and s.run[1] <= spot.run[1]]
        if len({s.party for s in within}) > 1 and "and" in self.view.lower[spot.run[0] : spot.run[1]]:
            return None
        doc = self.view.block.doc
        marked = {s.run: Marked(*s.run, s.entity, s.party or "") for s in within}
        inside = [
            s
            for s in within
            if not self._only_there(spot, s)
            and speaks_for(doc, marked[s.run], noun, self.pack, self.said)
            and not shared(doc, marked[s.run], [*marked.values()])
        ]
        if not inside and spot.noun in self.pack.rulers:
            return self._capital_of(spot)
        return inside[-1].party if inside else None

    def _capital_of(self, spot: Spot) -> str | None:
        """The state in whose capital rulers sit ("authorities in Kyiv")."""
        within = [s for s in self.named if spot.run[0] <= s.run[0] and s.run[1] <= spot.run[1]]
        return next((self.pack.seats[x] for s in within if (x := s.entity or "") in self.pack.seats), None)

    def _only_there(self, spot: Spot, s: Spot) -> bool:
        """Whether a country only tells where somebody is ("the rebels' commander in Orlu")."""
        before = self.view.tokens[s.run[0]].head if s.run[0] < len(self.view.tokens) else None
        led = before is not None and before.lower_ in grammar().names.place_before and before.i < s.run[0]
        return bool(s.entity in self.pack.states and led and spot.noun not in self.pack.rulers)

    def _noun(self, spot: Spot) -> Token:
        """The noun that carries a spot."""
        last = spot.noun.split()[-1]
        run = self.view.tokens[spot.run[0] : spot.run[1]]
        return next((t for t in run if t.lower_ == last), run[-1])

    def _institution(self, spot: Spot) -> Spot | None:
        owner = self._owner(spot)
        if owner is None:
            return None
        spot.party = owner
        if spot.noun in self.pack.government:
            entity = self.memory.lex.entities.get(owner)
            spot.entity, spot.type = owner, entity.type if entity else MentionType.PARTY
        else:
            suffix = self.pack.institutions[spot.noun]
            spot.entity, spot.type = f"{owner}-{suffix}", MentionType.ORGANISATION
            if spot.entity not in self.memory.lex.entities:
                name = f"{owner.replace('-', ' ').title()} {spot.noun}"
                self.memory.introduce(spot.entity, spot.type, owner, name)
        return spot

    def _role(self, spot: Spot) -> Spot | None:
        noun = self._noun(spot)
        person = self._described(noun)
        if person is not None:
            spot.entity, spot.type, spot.party, spot.why = (
                person.entity,
                MentionType.PERSON,
                person.party,
                "apposition",
            )
            spot.title = frozenset((spot.noun,))
            return spot
        if self._titles_a_name(noun):
            return None
        spot.type = MentionType.GROUP if spot.plural else MentionType.PERSON
        words = self.view.lower[spot.run[0] : noun.i]
        owner = self._owner(spot)
        definite = bool(words) and words[0] in grammar().names.definite
        modifiers = [w for w in words if w in self.pack.anonymous_words or w in self.pack.title_modifiers]
        titled = self._titled(spot, owner) if definite and not spot.plural else None
        if titled is not None:
            spot.entity, spot.party, spot.why = titled.entity, titled.party, "named before"
            return spot
        earlier = self._earlier(spot, [spot.plural])
        if (
            earlier is not None
            and owner in (None, earlier.party)
            and (definite or not words)
            and not modifiers
        ):
            spot.entity, spot.party, spot.why = earlier.entity, earlier.party, "named before"
            if earlier.type is not MentionType.GROUP or spot.plural:
                return spot
        if not words and owner is None and not _speaks(noun, self.pack.metonym_verbs):
            return None
        if not modifiers and owner is None and not definite and not _speaks(noun, self.pack.metonym_verbs):
            return None
        if definite and owner is None and earlier is None and not modifiers:
            return self._nominal(spot) if spot.noun in self.pack.nominals else None
        if owner is None and earlier is None and words and words[0] in grammar().names.partitive:
            earlier = self._earlier(spot)
        spot.party = owner or (
            earlier.party
            if earlier and ((words and words[0] in grammar().names.partitive) or not words)
            else None
        )
        if owner is None and spot.party is None and words and set(words) & grammar().names.partitive:
            group = self._earlier(spot)
            spot.party = group.party if group else None
        spot.entity, spot.why = self.memory.anonymous(), "no name given"
        self.memory.introduce(spot.entity, spot.type, spot.party, spot.noun)
        self.memory.named[spot.entity].titles = {spot.noun.rstrip("s")}
        return spot

    def _described(self, noun: Token) -> Spot | None:
        """The named person beside the role ("..., the group's spokesman")."""
        beside = [c for c in noun.children if c.dep_ == "appos"]
        if (whose := _who_is(noun)) is not None:
            beside.append(whose)
        if noun.dep_ == "appos":
            beside.append(noun.head)
        for p in (p for c in noun.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"):
            beside += [c for c in p.children if c.dep_ == "appos"]
        for t in beside:
            for s in self.named:
                if s.type is MentionType.PERSON and s.run[0] <= t.i < s.run[1]:
                    return s
        return None

    def _titles_a_name(self, noun: Token) -> bool:
        i = noun.i + 1
        while i < len(self.view.tokens) and self.view.lower[i] in (",", "-", "the"):
            i += 1
        return i - noun.i == 1 and any(s.type is MentionType.PERSON for s in self.by_first.get(i, ()))

    def _titled(self, spot: Spot, owner: str | None) -> Named | None:
        """The latest person whom the report has given this title; one with a name goes only by the
        title itself or with the right people's name."""
        for n in self.memory.latest():
            if n.type is MentionType.PERSON and spot.noun in n.titles:
                if n.entity.startswith("anonymous-"):
                    return None
                return n if owner in (None, n.party) else None
        return None

    def _earlier(self, spot: Spot, numbers: Sequence[bool] = (False, True)) -> Named | None:
        """The latest nameless source of that role, one or many as `numbers` allow."""
        role = spot.noun.rstrip("s")
        return next(
            (
                n
                for n in self.memory.latest()
                if n.entity.startswith("anonymous-")
                and role in n.titles
                and (n.type is MentionType.GROUP) in numbers
            ),
            None,
        )

    def _nominal(self, spot: Spot) -> Spot | None:
        words = self.view.lower[spot.run[0] : spot.run[1]]
        owner = self._owner(spot)
        if not words or (words[0] not in grammar().names.definite and owner is None):
            return None
        noun_at = spot.run[1] - 1
        followed = self.view.lower[noun_at + 1] if noun_at + 1 < len(self.view.lower) else ""
        if followed in grammar().names.goes_on or followed == "-":
            return None
        said = " ".join(words)
        chosen = self._by_alias(said, owner) or (None if spot.plural else self._by_sort(spot, words, owner))
        if chosen is None:
            return None
        spot.entity, spot.type, spot.party, spot.why = chosen.entity, chosen.type, chosen.party, "nominal"
        return spot

    def _by_alias(self, said: str, owner: str | None) -> Named | None:
        """An entity whose vocabulary lists this nominal; the latest named of them."""
        forms = (
            self.memory.lex.forms.get(folded(said)) or self.memory.lex.forms.get(folded(f"the {said}")) or ()
        )
        bearers = {f.entity for f in forms if f.kind is AliasKind.NOMINAL}
        if not bearers:
            return None
        return next((n for n in self.memory.latest() if n.entity in bearers), None)

    def _by_sort(self, spot: Spot, words: list[str], owner: str | None) -> Named | None:
        """The latest entity that such a noun can stand for: its own last word, or its kind."""
        rest = [w for w in words[1:-1] if w not in self.pack.title_modifiers]
        kinds = self.pack.nominals.get(spot.noun, frozenset())
        told = self.pack.anonymous_words | (self.pack.group_words if "party" in kinds else frozenset())
        if "person" not in kinds:
            told -= self._in_its_name(spot)
        known = [w for w in rest if w not in ("'s",) and w not in told]
        owned = "'s" in words or (len(words) > 1 and words[0] in grammar().pronouns.possessive)
        if owned and owner is None:
            return None
        for n in self.memory.latest():
            last = folded(n.name).split()
            if owner is not None and n.party != owner:
                continue
            if (
                spot.noun in last
                and n.type is not MentionType.PERSON
                and set(known)
                <= {*last, *words[:1]} | set(folded(owner or "").split("-")) | self._owner_words(spot)
            ):
                return n
        if known and owner is None:
            return None
        for n in self.memory.latest():
            if owner is not None and n.party != owner:
                continue
            titles = n.titles | self._known_titles(n.entity) if n.type is MentionType.PERSON else set()
            if "person" in kinds and spot.noun in titles:
                return n
            if n.type is MentionType.PARTY and "party" in kinds:
                entity = self.memory.lex.entities.get(n.entity)
                if not (entity and entity.country):
                    return n
        return self._country(spot) if "state" in kinds else None

    def _in_its_name(self, spot: Spot) -> frozenset[str]:
        """The words of a noun that are written as a name's ("the Foreign Ministry"), in copy that has small letters."""
        run = self.view.tokens[spot.run[0] : spot.run[1]]
        return frozenset(t.lower_ for t in run if t.text.istitle() and t.i > t.sent.start)

    def _known_titles(self, id: str) -> set[str]:
        """The nouns under which the vocabulary lists a person ("the ... president")."""
        entity = self.memory.lex.entities.get(id)
        aliases = entity.aliases if entity else ()
        return {a.text.lower().split()[-1] for a in aliases if a.kind is AliasKind.NOMINAL}

    def _country(self, spot: Spot) -> Named | None:
        """The state that the same block named last, by its people's name too; else the latest one."""
        if self._another_bears(spot.noun):
            return None
        states = [
            s.entity
            for s in self.named
            if s.start < spot.start and s.type is MentionType.PARTY and self._is_state(s.entity)
        ]
        if states and states[-1]:
            entity = self.memory.lex.entities[states[-1]]
            return Named(entity.id, entity.type, entity.party, entity.name)
        return next((n for n in self.memory.latest() if self._is_state(n.entity)), None)

    def _another_bears(self, noun: str) -> bool:
        """Whether the text has a name with such a noun that no list knows ("the Orlu Republic"): "the republic"
        may be that."""
        text = self.view.block.text
        found = re.findall(rf"\b(?:[A-Z][\w'’-]+ )+{noun.title()}\b", text)
        return any(folded(x) not in self.memory.lex.forms for x in found)

    def _is_state(self, id: str | None) -> bool:
        entity = self.memory.lex.entities.get(id or "")
        return bool(entity and entity.country and entity.type is MentionType.PARTY)

    def _owner_words(self, spot: Spot) -> set[str]:
        return {
            w
            for s in self.named
            if spot.run[0] <= s.run[0] and s.run[1] <= spot.run[1]
            for w in self.view.lower[s.run[0] : s.run[1]]
        }


def _speaks(noun: Token, verbs: frozenset[str]) -> bool:
    if noun.dep_ in ("nsubj", "agent"):
        return noun.head.lower_ in verbs
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ in grammar().names.spoken_by
        and noun.head.dep_ in ("prep", "agent", "pcomp")
    )


def _who_is(role: Token) -> Token | None:
    """Who is told to have an office by a clause with "who is" ("Ruiz, who is also the council's spokesman")."""
    verb = role.head
    if role.dep_ != "attr" or verb.dep_ != "relcl" or verb.tag_ not in ("VBZ", "VBP"):
        return None
    by_who = any(c.tag_ == "WP" and c.dep_ == "nsubj" for c in verb.children)
    return verb.head if by_who else None
