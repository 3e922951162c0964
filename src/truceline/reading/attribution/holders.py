"""A holder: whom a claim belongs to, and everybody who has spoken so far in a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from truceline.model.accord import AliasKind, Entity, Role, Vocabulary
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.model.span import Span
from truceline.reading.allegiance import Marked, alone, party_of
from truceline.reading.attribution.also_called import other_names
from truceline.reading.attribution.content import Piece
from truceline.reading.block_view import is_dated_month, view_of
from truceline.reading.fences import without_marks
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon, names_pack
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock
from truceline.reading.parsed import Token

ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.I)
_BESIDE = ("compound", "nmod", "amod", "poss")
_ANONYMOUS_ID = "anonymous-"
POINTS = ("nominal", "named before", "apposition")
"""Why a mention is of somebody whose name stands elsewhere."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whom a claim belongs to. `relay` is the agency that it was told to; `at` where it stands.

    `head` is the noun that names it, `forms` the words under which it was named before.
    """

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
    unsure: bool = False
    """Whether a bare name leaves open if it is a person's or a body's."""
    head: str = ""
    forms: frozenset[str] = frozenset()


@dataclass(slots=True)
class Cast:
    """Who has spoken so far in one page, what it names, and the names that it gives in full."""

    page: Page
    mentions: list[Mention]
    vocabulary: Vocabulary | None
    pack: AttributionPack
    spoken: list[Holder] = field(default_factory=list)
    quoted: list[Holder] = field(default_factory=list)
    """Those who speak inside another's words."""
    names: dict[str, str] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    spans: dict[str | None, list[Span]] = field(default_factory=dict)
    sides: dict[str, str] = field(default_factory=dict)
    """The party that a sentence tells of a person, by entity."""
    state: str | None = None
    """The party of the one state whose bodies the page names."""
    bound: bool = False
    """Whether that state is only known as the one that the accord binds."""
    home: str | None = None
    """The state whose own agency the outlet is."""
    standing: dict[str, str] | None = None
    """The party that a common noun alone stands for."""
    genders: dict[str, str] = field(default_factory=dict)
    """What the page has told of a person's gender, by name."""

    @classmethod
    def of(
        cls, page: Page, mentions: Sequence[Mention], vocabulary: Vocabulary | None, pack: AttributionPack
    ) -> Cast:
        cast = cls(
            page,
            sorted(mentions, key=lambda m: m.span),
            vocabulary,
            pack,
            names=full_names(page, pack),
        )
        cast.starts = [m.span.start for m in cast.mentions]
        cast.names |= {k: v for k, v in short_names(cast.mentions, pack).items() if k not in cast.names}
        cast._take_other_names(other_names(page))
        for m in cast.mentions:
            cast.spans.setdefault(m.entity, []).append(m.span)
        for block in page.blocks:
            if block.readable:
                cast.sides |= {k: v for k, v in cast._told_sides(block).items() if k not in cast.sides}
        return cast

    def _take_other_names(self, others: dict[str, str]) -> None:
        """Let the other names that the page tells of a person stand for that person."""
        self.names |= others
        ids = {m.span.quote: m for m in self.mentions if m.type is MentionType.PERSON and m.entity}
        for i, m in enumerate(self.mentions):
            full = others.get(strip_titles(m.span.quote, self.pack).lower())
            bearer = next((x for q, x in ids.items() if full and q.endswith(full)), None)
            if bearer is not None and m.type is MentionType.PERSON:
                self.mentions[i] = replace(m, entity=bearer.entity, party=m.party or bearer.party)

    def _told_sides(self, block: PageBlock) -> dict[str, str]:
        """Whose a person is told to be: "Ilves is a spokesman for the Front"."""
        out: dict[str, str] = {}
        names = lexicon(self.vocabulary, self.page.report.language).pack
        view = view_of(block)
        for t, low in zip(view.tokens, view.lower, strict=True):
            if low not in names.official and low not in names.titles:
                continue
            if t.dep_ != "attr" or t.head.tag_ not in ("VBZ", "VBP") or not self.is_official(t.lower_):
                continue
            who = next((c for c in t.head.children if c.dep_ == "nsubj"), None)
            if who is None:
                continue
            at = block.start + who.idx
            bearer = next(
                (
                    m.entity
                    for m in self.mentions
                    if m.type is MentionType.PERSON and m.span.start <= at < m.span.end and m.entity
                ),
                None,
            )
            piece = (block.start + t.left_edge.idx, block.start + t.right_edge.idx + len(t.right_edge.text))
            party = self.side_of(block, piece)
            if bearer is not None and party is not None:
                out.setdefault(bearer, party)
        return out

    def within(self, piece: Piece) -> list[Mention]:
        """The mentions that stand wholly in a piece, in order."""
        first, last = bisect_left(self.starts, piece[0]), bisect_left(self.starts, piece[1])
        return [m for m in self.mentions[first:last] if m.span.end <= piece[1]]

    def spans_of(self, entity: str | None) -> Sequence[Span]:
        """Where an entity is mentioned, in order."""
        return self.spans.get(entity, ())

    def last(self, fits: Callable[[Holder], bool]) -> Holder | None:
        """The latest speaker who fits, those told of by others last."""
        return next((h for h in (*reversed(self.spoken), *reversed(self.quoted)) if fits(h)), None)

    def gender(self, h: Holder) -> str:
        """ "f", "m" or "" for what the page tells of a holder."""
        if h.name in self.genders:
            return self.genders[h.name]
        if h.forms & self.pack.feminine:
            return "f"
        return "m" if h.forms & self.pack.masculine else ""

    def entity(self, id: str | None) -> Entity | None:
        return self.vocabulary.entity(id) if self.vocabulary is not None and id else None

    def person(self, id: str | None) -> str | None:
        """The full name of a person whom the language's names know."""
        known = lexicon(self.vocabulary, self.page.report.language).entities.get(id or "")
        return known.name if known is not None and known.type is MentionType.PERSON else None

    def called(self, m: Mention) -> str:
        """The name of whom a mention stands for, as the vocabulary or the page gives it in full."""
        known = self.entity(m.entity)
        if known is not None:
            return known.name
        person = self.person(m.entity)
        if person is not None:
            return person
        if m.why in POINTS and not is_anonymous(m):
            listed = lexicon(self.vocabulary, self.page.report.language).entities.get(m.entity or "")
            if listed is not None:
                return listed.name
            if m.type is not MentionType.PERSON:
                return max((_named(s.quote) for s in self.spans_of(m.entity)), key=_telling)
            by_name = [x for x in self.mentions if x.entity == m.entity and x.why not in POINTS]
            quotes = [x.span.quote for x in by_name if x.span.quote.split()[-1][:1].isupper()]
            if quotes:
                return max((self._bare(q) for q in quotes), key=len)
        return self._bare(m.span.quote) if m.type is MentionType.PERSON else _named(m.span.quote)

    def _bare(self, words: str) -> str:
        """A name as the page gives it in full, without what any title list knows for a title."""
        names = lexicon(self.vocabulary, self.page.report.language).pack
        parts = strip_titles(_written_name(without_marks(words)), self.pack).split()
        offices = names.title_parts | names.title_modifiers
        while len(parts) > 2 and parts[0].lower().rstrip(".") in offices:
            parts = parts[1:]
        return self.full_name(" ".join(parts))

    def party_of(self, m: Mention) -> str | None:
        entity = self.entity(m.entity)
        return m.party or (entity.party if entity else None)

    def side_of(self, block: PageBlock, *pieces: Piece | None) -> str | None:
        """The party whose side the words of a source put somebody on.

        "an Orlu official", "a spokesman for the Front" name it; "an expert on Orlu" does not.
        """
        names = lexicon(self.vocabulary, self.page.report.language).pack
        for piece in pieces:
            head = head_of(block, piece) if piece else None
            if piece is None or head is None:
                continue
            marked = sorted(
                [*self._marked(block, piece), *self._by_nominal(block, piece)],
                key=lambda m: (m.first, m.last),
            )
            party = party_of(head, marked, names, self.pack)
            if party is not None:
                return party
        return None

    def _by_nominal(self, block: PageBlock, piece: Piece) -> list[Marked]:
        """The bare common nouns in a piece that stand for a side before another noun ("rebel commander", "the
        opposition delegation's negotiator"): those by which the side is known with "the"."""
        run = block.doc.char_span(piece[0] - block.start, piece[1] - block.start, alignment_mode="expand")
        found = ((t, self.stood_for(t.lower_)) for t in run or () if t.dep_ in _BESIDE)
        return [Marked(t.i, t.i + 1, side, side) for t, side in found if side and alone(t)]

    def stood_for(self, noun: str) -> str | None:
        """The party for which a common noun alone stands, by the vocabulary."""
        if self.standing is None:
            self.standing = _standing(self.vocabulary)
        return self.standing.get(noun)

    def _marked(self, block: PageBlock, piece: Piece) -> list[Marked]:
        """The names with a party in a piece, by tokens."""
        out: list[Marked] = []
        for m in self.within(piece):
            party = self.party_of(m)
            neutral = m.type is MentionType.ORGANISATION and m.why == "name"
            run = block.doc.char_span(
                m.span.start - block.start, m.span.end - block.start, alignment_mode="expand"
            )
            if (party or neutral) and run is not None and len(run):
                out.append(Marked(run.start, run.end, m.entity, party))
        return out

    def is_official(self, noun: str) -> bool:
        """Whether a noun is of somebody who speaks for whoever has them."""
        names = lexicon(self.vocabulary, self.page.report.language).pack
        return noun not in names.private | self.pack.against and noun in names.official | names.titles

    def full_name(self, words: str) -> str:
        """A name as the page gives it in full, without article and titles."""
        whole = ARTICLE.sub("", words)
        bare = strip_titles(whole, self.pack)
        bare = whole if bare.startswith("(") else bare  # "the Civil Defence (White Caps)"
        return self.names.get(bare.lower(), bare)

    def is_agency(self, words: str) -> bool:
        """Whether words name a news agency or an outlet."""
        bare = ARTICLE.sub("", words)
        if bare.lower() in self.pack.agencies or words.lower() in self.pack.agencies:
            return True
        parts = bare.split()
        if not parts:
            return False
        owner = re.sub(r"['’]s$", "", parts[0])
        if owner != parts[0] and owner.lower() in self.pack.agencies:
            return True
        capitals = [w for w in parts if w[:1].isupper()]
        return (
            2 <= len(parts) <= 6
            and len(capitals) >= len(parts) - 1
            and any(w.lower() in self.pack.agency_words for w in capitals)
        )

    def agency(self, block: PageBlock, piece: Piece) -> Holder | None:
        """The agency or outlet that an addressee is, if it is one."""
        words = " ".join(block.text[piece[0] : piece[1]].split())
        for m in self.within(piece):
            entity = self.entity(m.entity)
            if entity is not None and {Role.OUTLET, Role.AGENCY} & set(entity.roles):
                return Holder(entity.name, LinkKind.AGENCY, entity.id, entity.party, at=piece[0], span=m.span)
        if not self.is_agency(words):
            return None
        name = ARTICLE.sub("", words)
        owner = re.split(r"['’]s ", name)[0]
        name = owner if owner.lower() in self.pack.agencies else name
        name = self.pack.agencies.get(name.lower(), name)
        return Holder(name, LinkKind.AGENCY, at=piece[0], span=block.at(*piece))


def _standing(vocabulary: Vocabulary | None) -> dict[str, str]:
    """The nouns that with "the" stand for one party alone, in the plural and the singular ("the rebels"), and
    that name no body which another has too ("a military source", where two states have one)."""
    found: dict[str, set[str]] = {}
    for e in vocabulary.entities if vocabulary is not None else ():
        for a in e.aliases if e.party else ():
            if a.mirror:
                found.setdefault(a.text.lower().rpartition(" ")[2], set()).add(str(e.party))
            article, _, noun = a.text.lower().partition(" ")
            if a.kind is AliasKind.NOMINAL and article in grammar().labels.articles and noun.isalpha():
                for form in {noun, noun.removesuffix("s")}:
                    found.setdefault(form, set()).add(str(e.party))
    return {noun: min(parties) for noun, parties in found.items() if len(parties) == 1}


def _named(words: str) -> str:
    return _written_name(ARTICLE.sub("", " ".join(without_marks(words).split())))


def _telling(name: str) -> tuple[bool, int]:
    """How much a form of a name tells: one with a capital more than a common noun, a longer more than a short."""
    return any(c.isupper() for c in name), len(name)


def is_anonymous(m: Mention) -> bool:
    """Whether a mention stands for somebody who is not named."""
    return bool(m.entity and m.entity.startswith(_ANONYMOUS_ID))


def head_of(block: PageBlock, piece: Piece) -> Token | None:
    """The token of a piece whose head lies outside of it."""
    run = block.doc.char_span(piece[0] - block.start, piece[1] - block.start, alignment_mode="expand")
    inside = [t for t in run or () if piece[0] <= block.start + t.idx < piece[1]]
    ids = {t.i for t in inside}
    heads = [t for t in inside if t.head.i not in ids or t.head == t]
    nouns = [t for t in heads if t.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")]
    return next(iter(nouns or heads), None)


def strip_titles(words: str, pack: AttributionPack) -> str:
    """A name without the titles and offices before it ("Orlu's Prime Minister Mara Ilves")."""
    parts = words.split()
    cut = 0
    for i, w in enumerate(parts[:-1]):
        particle = i > cut and w.lower() in grammar().names.particles
        if all(x.rstrip(".") in pack.titles for x in w.lower().strip(".,").split("-")) or (
            w[:1].islower() and not particle
        ):
            cut = i + 1
    return " ".join(_past_portfolio(parts[:cut], parts[cut:]))


def _past_portfolio(before: Sequence[str], parts: Sequence[str]) -> Sequence[str]:
    """A name without what its bearer's office is for ("of" "Foreign Affairs Mara Ilves")."""
    words, for_what = grammar(), names_pack("en").portfolios
    opening = next((w for w in reversed([x.lower() for x in before]) if w not in for_what), "")
    if opening not in words.names.body_of | words.attribution.joins:
        return parts
    while len(parts) > 1 and parts[0].lower() in for_what:
        parts = parts[1:]
    return parts


def short_names(mentions: Sequence[Mention], pack: AttributionPack) -> dict[str, str]:
    """First and middle names, lower-case, with the full name of the one person named so."""
    full: dict[str, set[str]] = {}
    for m in mentions:
        name = strip_titles(m.span.quote, pack)
        if m.type is not MentionType.PERSON or is_anonymous(m) or len(name.split()) < 2:
            continue
        if not name.split()[-1][:1].isupper():
            continue  # a role ("ORLU-IO spokesman")
        for word in name.split()[:-1]:
            if len(word) > 2 and word[0].isupper():
                full.setdefault(word.lower(), set()).add(_written_name(name))
    return {k: min(v, key=len) for k, v in full.items() if len({x.split()[-1] for x in v}) == 1}


def _written_name(name: str) -> str:
    """A name from copy in capitals as it would be written."""
    return name.title() if name.isupper() else name


def full_names(page: Page, pack: AttributionPack) -> dict[str, str]:
    """Surnames, lower-case, with the full name that the page gives.

    A surname that people of different first names share stands for none of them.
    """
    full: dict[str, set[str]] = {}
    for block in page.blocks:
        if not block.readable:
            continue
        run: list[Token] = []
        view, written = view_of(block), block.doc.text
        for t, at in zip(view.tokens, view.starts, strict=True):
            if written[at - block.start].isupper() and _name_like(t):
                run.append(t)
            elif run:
                _note(run, full, pack)
                run = []
        _note(run, full, pack)
    return {k: min(v, key=len) for k, v in full.items() if len({x.split()[0] for x in v}) == 1}


def _name_like(t: Token) -> bool:
    named = t.pos_ in ("PROPN", "NOUN", "X", "ADJ") and t.tag_ not in ("NNS", "NNPS") and t.text[-1:] != "."
    return named and not is_dated_month(t)


def _note(run: Sequence[Token], full: dict[str, set[str]], pack: AttributionPack) -> None:
    words = [t.text for t in run]
    before = [run[0].nbor(-1).lower_] if run and run[0].i else []
    name = strip_titles(" ".join(_past_portfolio(before, words)), pack)
    if 2 <= len(name.split()) <= 4 and len(set(name.split())) > 1:
        full.setdefault(name.split()[-1].lower(), set()).add(name)


KINDS = {
    MentionType.PARTY: LinkKind.PARTY,
    MentionType.PERSON: LinkKind.PERSON,
    MentionType.DOCUMENT: LinkKind.DOCUMENT,
}
