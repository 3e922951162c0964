"""Whom a source stands for: names, bodies, anonymous people, pronouns and nominals."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from truceline.model.accord import Role, Vocabulary
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.model.span import Span
from truceline.reading.attribution.content import Piece
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock

_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_SINGULAR = {"he", "she", "him", "her", "himself", "herself"}
_THING = {"it", "itself"}
_MANY = {"they", "them", "themselves", "both"}
_FIRST = {"i", "we", "us", "me"}
_NEW = {"one", "a", "an", "another", "second", "third", "two", "three", "some", "other"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who a claim belongs to. `relay` is the agency it was told to; `at` where it is named."""

    name: str
    kind: LinkKind
    entity: str | None = None
    party: str | None = None
    anonymous: bool = False
    at: int = 0
    span: Span | None = None
    antecedent: Span | None = None
    relay: Holder | None = None
    plural: bool = False
    head: str = ""


@dataclass(slots=True)
class Cast:
    """Everybody who has spoken so far in one page, and the names that it gives in full."""

    page: Page
    mentions: Sequence[Mention]
    vocabulary: Vocabulary | None
    pack: AttributionPack
    spoken: list[Holder] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, page: Page, mentions: Sequence[Mention], vocabulary: Vocabulary | None, pack: AttributionPack
    ) -> Cast:
        return cls(page, mentions, vocabulary, pack, names=full_names(page, pack))

    def within(self, piece: Piece) -> list[Mention]:
        return [m for m in self.mentions if piece[0] <= m.span.start and m.span.end <= piece[1]]

    def resolve(
        self, block: PageBlock, source: Piece, aside: Piece | None = None, speaker: Holder | None = None
    ) -> Holder:
        """Whom the words of a source stand for; `speaker` is whose content they stand in."""
        words = " ".join(block.text[source[0] : source[1]].split())
        low = words.lower()
        span = block.at(*source)
        if low in _FIRST or low in ("our", "my"):
            if speaker is not None:
                return replace(speaker, span=span, antecedent=speaker.span, at=source[0])
            return Holder(words, LinkKind.ANONYMOUS, anonymous=True, at=source[0], span=span)
        if low in _SINGULAR | _THING | _MANY | {"who", "that", "which", "this"}:
            found = self._pronoun(low, source, speaker)
            if found is not None:
                return replace(found, span=span, antecedent=found.span, at=source[0])
            return Holder(words, LinkKind.ANONYMOUS, anonymous=True, at=source[0], span=span)
        return self._noun(block, source, aside, words, span, speaker)

    def _noun(
        self,
        block: PageBlock,
        source: Piece,
        aside: Piece | None,
        words: str,
        span: Span,
        speaker: Holder | None,
    ) -> Holder:
        head = head_of(block, source)
        inside = self.within(source)
        at_head = [
            m for m in inside if head is not None and m.span.start <= block.start + head.idx < m.span.end
        ]
        known = max(at_head, key=lambda m: len(m.span), default=None)
        lead = max(
            (m for m in inside if m.entity),
            key=lambda m: (m.span.start == source[0], len(m.span)),
            default=None,
        )
        low_head = head.lower_ if head is not None else words.lower().split()[-1]
        plural = head is not None and (
            head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
        )
        base = Holder(words, LinkKind.BODY, at=source[0], span=span, plural=plural, head=low_head)
        if known is not None and known.entity and self._is_holder(known):
            holder = self._known(base, known)
            if plural and head is not None and any(c.dep_ == "conj" for c in head.children):
                holder = replace(holder, name=words, plural=True)
            return holder
        proper = head is not None and (
            head.pos_ == "PROPN" or (head.text[:1].isupper() and low_head in self.names)
        )
        definite = bool(re.match(r"(?:the|that|this|these|those|its|their|his|her)\b", words, re.I))
        party = self._party(inside, source, aside)
        common = not proper
        if common and low_head in self.pack.statements and party is None and not _proper_inside(head):
            back = self._last(lambda h: True)
            if back is not None:
                return replace(back, span=span, antecedent=back.span, at=source[0])
        if common and definite and not _proper_inside(head):
            back = self._nominal(words, low_head)
            if back is not None:
                return replace(back, span=span, antecedent=back.span, at=source[0])
        if common and (low_head in self.pack.anonymous or low_head in self.pack.people):
            name = self._told(block, source, inside)
            relay = None
            antecedent = None
            if party is None:
                back = self._last(lambda h: h.anonymous)
                new = bool(set(words.lower().split()) & _NEW) or (not definite and plural)
                if back is not None and new and len(words.split()) <= 3:
                    party, antecedent, relay = back.party, back.span, back.relay
                    name = back.name if low_head == back.head and plural else f"{name} ({back.name})"
            else:
                back = self._last(lambda h: h.anonymous and h.party == party)
                if back is not None and back.relay is not None:
                    relay = back.relay
            return replace(
                base,
                name=name,
                kind=LinkKind.ANONYMOUS,
                anonymous=True,
                party=party,
                antecedent=antecedent,
                relay=relay,
            )
        if proper:
            name = self._named(words, aside, block)
            if name != words and len(words.split()) == 1:
                earlier = self._last(lambda h: h.name == name)
                if earlier is not None:
                    return replace(earlier, span=span, antecedent=earlier.span, at=source[0])
            kind = LinkKind.AGENCY if self.is_agency(words) else LinkKind.PERSON
            if (
                lead is not None
                and lead.type is MentionType.PERSON
                and self._is_holder(lead)
                and " of " not in words
            ):
                return self._known(base, lead)
            if low_head in self.pack.bodies:
                kind = LinkKind.BODY
            return replace(base, name=name, kind=kind, party=party)
        return replace(base, name=self._told(block, source, inside), party=party)

    def _known(self, base: Holder, m: Mention) -> Holder:
        entity = self.vocabulary.entity(m.entity) if self.vocabulary and m.entity else None
        kind = {
            MentionType.PARTY: LinkKind.PARTY,
            MentionType.PERSON: LinkKind.PERSON,
            MentionType.DOCUMENT: LinkKind.DOCUMENT,
        }.get(m.type, LinkKind.BODY)
        if entity is not None and {Role.OUTLET, Role.AGENCY} & set(entity.roles):
            kind = LinkKind.AGENCY
        party = m.party or (entity.party if entity else None)
        name = entity.name if entity else self._named(m.span.quote, None, None)
        return replace(base, name=name, kind=kind, entity=m.entity, party=party)

    @staticmethod
    def _is_holder(m: Mention) -> bool:
        return m.type is not MentionType.EVENT

    def _party(self, inside: Sequence[Mention], source: Piece, aside: Piece | None) -> str | None:
        """The party that the words around a head name ("an Israeli official", "X, a Hamas envoy")."""
        for m in sorted(inside, key=lambda m: m.span.start):
            party = m.party or self._party_of(m.entity)
            if party:
                return party
        if aside is not None:
            for m in self.within(aside):
                party = m.party or self._party_of(m.entity)
                if party:
                    return party
        return None

    def _party_of(self, entity: str | None) -> str | None:
        if entity is None or self.vocabulary is None:
            return None
        e = self.vocabulary.entity(entity)
        return e.party if e else None

    def _told(self, block: PageBlock, source: Piece, inside: Sequence[Mention]) -> str:
        """The source's words, with nominals put as the names that they stand for."""
        out, at = [], source[0]
        for m in sorted(inside, key=lambda m: m.span.start):
            entity = self.vocabulary.entity(m.entity) if self.vocabulary and m.entity else None
            if entity is None or m.span.start < at or m.type is MentionType.PERSON:
                continue
            shares = {w.lower() for w in entity.name.split()} & {w.lower() for w in m.span.quote.split()}
            lower = not any(w[:1].isupper() for w in m.span.quote.split())
            if shares or not (lower or m.loaded or _ARTICLE.match(m.span.quote)):
                continue
            out += [block.text[at : m.span.start], entity.name]
            at = m.span.end
        out.append(block.text[at : source[1]])
        return _ARTICLE.sub("", " ".join("".join(out).split()))

    def _named(self, words: str, aside: Piece | None, block: PageBlock | None) -> str:
        bare = strip_titles(_ARTICLE.sub("", words), self.pack)
        return self.names.get(bare.lower(), _ARTICLE.sub("", words))

    def _pronoun(self, low: str, source: Piece, speaker: Holder | None) -> Holder | None:
        if low in _SINGULAR:
            if (
                speaker is not None
                and (speaker.kind is LinkKind.PERSON or speaker.anonymous)
                and not speaker.plural
            ):
                return speaker
            person = self._last(lambda h: (h.kind is LinkKind.PERSON or h.anonymous) and not h.plural)
            return person or self._person_before(source)
        if low in _MANY:
            return self._last(lambda h: h.plural) or self._last(lambda h: h.kind is not LinkKind.PERSON)
        if low in _THING:
            if speaker is not None and speaker.kind in (LinkKind.PARTY, LinkKind.BODY, LinkKind.AGENCY):
                return speaker
            return self._last(lambda h: h.kind in (LinkKind.PARTY, LinkKind.BODY, LinkKind.AGENCY))
        return self._last(lambda h: True)

    def _person_before(self, source: Piece) -> Holder | None:
        for m in sorted(self.mentions, key=lambda m: -m.span.start):
            if m.span.start < source[0] and m.type is MentionType.PERSON:
                return self._known(Holder(m.span.quote, LinkKind.PERSON, at=m.span.start, span=m.span), m)
        return None

    def _nominal(self, words: str, head: str) -> Holder | None:
        """ "the ministry", "the official": who was named so, or who fits by kind."""
        rest = set(re.findall(r"[^\W\d_]+", words.lower())) - {
            "the",
            "that",
            "this",
            "these",
            "its",
            "their",
            "his",
            "her",
            "own",
        }
        same = self._last(lambda h: rest <= set(re.findall(r"[^\W\d_]+", h.name.lower())))
        if same is not None:
            return same
        singular = head[:-1] if head.endswith("s") else head
        if head in self.pack.people:
            return self._last(lambda h: h.head == head) or (
                self._last(lambda h: (h.anonymous or h.kind is LinkKind.PERSON) and not h.plural)
                if len(rest) <= 2
                else None
            )
        if head in self.pack.anonymous:
            return self._last(lambda h: h.head in (head, singular))
        if head in self.pack.bodies and len(rest) <= 1:
            return (
                self._last(lambda h: h.kind in (LinkKind.PARTY, LinkKind.BODY))
                if head
                in (
                    "movement",
                    "group",
                    "organisation",
                    "organization",
                    "body",
                    "faction",
                    "party",
                    "agency",
                    "office",
                    "ministry",
                    "council",
                    "committee",
                    "side",
                    "country",
                    "outlet",
                    "newspaper",
                    "paper",
                    "channel",
                    "network",
                    "firm",
                    "company",
                    "department",
                    "service",
                    "union",
                    "mission",
                )
                else None
            )
        return None

    def _last(self, fits: Callable[[Holder], bool]) -> Holder | None:
        return next((h for h in reversed(self.spoken) if fits(h)), None)

    def agency(self, block: PageBlock, piece: Piece) -> Holder | None:
        """The agency or outlet that an addressee is, if it is one."""
        words = " ".join(block.text[piece[0] : piece[1]].split())
        for m in self.within(piece):
            entity = self.vocabulary.entity(m.entity) if self.vocabulary and m.entity else None
            if entity and {Role.OUTLET, Role.AGENCY} & set(entity.roles):
                return Holder(entity.name, LinkKind.AGENCY, entity.id, entity.party, span=m.span, at=piece[0])
        if self.is_agency(words):
            name = _ARTICLE.sub("", words)
            return Holder(
                self.pack.agencies.get(name.lower(), name),
                LinkKind.AGENCY,
                span=block.at(*piece),
                at=piece[0],
            )
        return None

    def is_agency(self, words: str) -> bool:
        bare = _ARTICLE.sub("", words)
        if bare.lower() in self.pack.agencies or words.lower() in self.pack.agencies:
            return True
        parts = bare.split()
        caps = [w for w in parts if w[:1].isupper()]
        first = re.sub(r"['’]s$", "", parts[0]) if parts else ""
        return (
            len(parts) >= 2
            and len(parts) <= 6
            and (len(caps) >= len(parts) - 1 and any(w.lower() in self.pack.agency_words for w in caps))
        ) or (bool(parts) and parts[0] != first and first.lower() in self.pack.agencies)


def head_of(block: PageBlock, piece: Piece) -> Token | None:
    """The token of a piece whose head lies outside of it."""
    inside = [t for t in block.doc if piece[0] <= block.start + t.idx < piece[1]]
    ids = {t.i for t in inside}
    heads = [t for t in inside if t.head.i not in ids or t.head is t]
    nouns = [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")]
    return (nouns or heads or [None])[0]


def _proper_inside(head: Token | None) -> bool:
    return head is not None and any(t.pos_ == "PROPN" for t in head.subtree)


def strip_titles(words: str, pack: AttributionPack) -> str:
    """A name without the titles before it."""
    parts = words.split()
    while len(parts) > 1 and (parts[0].lower().strip(".,") in pack.titles or parts[0][:1].islower()):
        parts = parts[1:]
    return " ".join(parts)


def full_names(page: Page, pack: AttributionPack) -> dict[str, str]:
    """Surnames (and short forms) of people, lower-case, with the full name that the page gives first.

    A form that two names share stands for neither.
    """
    full: dict[str, set[str]] = {}
    for block in page.blocks:
        run: list[Token] = []
        for t in block.doc:
            if _name_like(t) and (not run or t.i == run[-1].i + 1):
                run.append(t)
                continue
            _note(run, full, pack)
            run = [t] if _name_like(t) else []
        _note(run, full, pack)
    return {k: min(v, key=len) for k, v in full.items() if len({x.split()[0] for x in v}) == 1}


def _name_like(t: Token) -> bool:
    return t.text[:1].isupper() and t.pos_ in ("PROPN", "NOUN", "X", "ADJ") and t.text[-1:] != "."


def _note(run: Sequence[Token], full: dict[str, set[str]], pack: AttributionPack) -> None:
    name = strip_titles(" ".join(t.text for t in run), pack)
    if 2 <= len(name.split()) <= 4:
        full.setdefault(name.split()[-1].lower(), set()).add(name)
