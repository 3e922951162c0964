"""By what name, and on whose side, the words of a source put somebody: known, named, told without a name,
or several together."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.model.accord import Role
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.reading.allegiance import PEOPLE
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, KINDS, POINTS, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.joint import shared_party
from truceline.reading.attribution.nouns import noun_phrase, object_of
from truceline.reading.attribution.told import SUBJECT, sentences_before, told_in
from truceline.reading.grammar import grammar
from truceline.reading.layout import layout
from truceline.reading.names import lexicon
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.telex import initials, shouted, written_normally

_SIDES = (MentionType.PARTY, MentionType.ORGANISATION)
_LETTERS = 8
"""Letters of a short form at the most."""


def several_as(
    cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None, head: Token | None
) -> Holder:
    """Holders named together keep their words for a name."""
    words = ARTICLE.sub("", base.name)
    known = at_head(cast, block, source, head)
    if known is not None:
        one = known_as(cast, block, base, known, source, aside)
        party = shared_party(cast, block, source, head)
        return replace(one, name=words, entity=None, party=party, plural=True)
    low = base.head
    if low in cast.pack.anonymous or low in cast.pack.people:
        told = without_name(cast, block, base, source, aside, base.name)
        return replace(told, party=shared_party(cast, block, source, head), plural=True)
    kind = LinkKind.PERSON if head is not None and head.pos_ == "PROPN" else LinkKind.BODY
    if low in cast.pack.bodies or cast.is_agency(words):
        kind = LinkKind.BODY
    return replace(base, name=words, kind=kind, party=shared_party(cast, block, source, head), plural=True)


def as_written(words: str, block: PageBlock) -> str:
    """Words of copy in capitals as a name is written; short forms stay, and so does a word in capitals that
    stands alone in other copy ("FVM-NORTH")."""
    if not words.isupper() or len(words) < 5 or (" " not in words and not shouted(block.words)):
        return words
    written = written_normally(words)
    return " ".join(
        w if w in grammar().attribution.small_in_names or _short(up, w) else w[:1].upper() + w[1:]
        for up, w in zip(words.split(), written.split(), strict=True)
    )


def _short(upper: str, written: str) -> bool:
    """Whether a word in capitals stays as it is written: one of letters ("(ABC)", "B-12")."""
    return upper == written or any(c.isdigit() for c in upper)


def at_head(cast: Cast, block: PageBlock, source: Piece, head: Token | None) -> Mention | None:
    """The mention of a known entity that holds the head of a source."""
    if head is None:
        return None
    at = block.start + head.idx
    found = [
        m
        for m in cast.within(source)
        if m.span.start <= at < m.span.end
        and m.entity
        and m.type is not MentionType.EVENT
        and not is_anonymous(m)
        and not (head.pos_ != "PROPN" and at > m.span.start and m.type is MentionType.GROUP)
        and not (
            m.why == "demonym" and (m.span.start > source[0] or _people(cast, m, head) or _bears(cast, m))
        )
    ]
    return max(found, key=lambda m: len(m.span), default=None)


def _people(cast: Cast, m: Mention, head: Token) -> bool:
    """Whether a state's people is named and not the state ("Orluans who fled")."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    return head.tag_ in PEOPLE and m.span.quote.lower() in names.demonyms


def _bears(cast: Cast, m: Mention) -> bool:
    """Whether a people's name alone is the surname of somebody named in full ("Cuban said")."""
    word = m.span.quote
    full = cast.names.get(word.lower(), "")
    return not word.endswith("s") and len(full.split()) > 1 and full.split()[-1] == word


def known_as(
    cast: Cast, block: PageBlock, base: Holder, m: Mention, source: Piece, aside: Piece | None
) -> Holder:
    """The entity that a mention names; one from outside the vocabulary keeps the name and side first told."""
    entity = cast.entity(m.entity)
    kind = KINDS.get(m.type, LinkKind.BODY)
    agency = entity is not None and bool({Role.OUTLET, Role.AGENCY} & set(entity.roles))
    if agency or (entity is None and cast.is_agency(m.span.quote)):
        kind = LinkKind.AGENCY
    if entity is not None:
        return replace(base, name=entity.name, kind=kind, entity=m.entity, party=cast.party_of(m))
    before = cast.last(lambda h: h.entity == m.entity)
    party = cast.party_of(m) or cast.side_of(block, source, aside) or (before.party if before else None)
    if kind is LinkKind.PERSON:
        party = party or _role_before(cast, block, source) or _represented(cast, block, source)
        party = party or cast.sides.get(m.entity or "")
    full = cast.person(m.entity)
    if full is not None:
        name = full
    elif before is None and m.why in POINTS:
        name = cast.called(m)
    elif before is not None:
        name = before.name
    elif kind is LinkKind.PERSON and any(c.isupper() for c in m.span.quote.split()[-1]):
        name = cast.full_name(as_written(m.span.quote, block))
    else:
        name = ARTICLE.sub("", base.name)
    if kind is LinkKind.PERSON and _is_short_form(name, block):
        kind = LinkKind.BODY
    return replace(base, name=name, kind=kind, entity=m.entity, party=party)


def _is_short_form(name: str, block: PageBlock) -> bool:
    """Whether a name is the letters of a body ("RVF") in copy that is not all in capitals."""
    return len(name) <= _LETTERS and " " not in name and initials(name, block.words)


def without_name(
    cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None, words: str
) -> Holder:
    """People who are not named, with the party that the words name, or that those before them had.

    "one official" after "two officials from X told an agency" is one of X's, told to that agency.
    """
    name = told_as(cast, block, source)
    party = cast.side_of(block, source, aside)
    unnamed = replace(base, name=name, kind=LinkKind.ANONYMOUS, anonymous=True, party=party)
    if party is not None:
        back = cast.last(lambda h: h.anonymous and h.party == party)
        return replace(unnamed, relay=back.relay if back else None)
    short = len(words.split()) <= 3
    if short and base.head in grammar().attribution.spokespeople:
        return _speaking_for(cast, source, unnamed)
    if not short or not (set(words.lower().split()) & grammar().attribution.new or base.plural):
        return unnamed
    back = cast.last(lambda h: h.anonymous)
    if base.head in grammar().attribution.anybody and not (back is not None and _near(cast, back, source)):
        return unnamed
    if back is None or not (back.party or back.relay) or not _of_them(base.head, back.head):
        return unnamed
    if _told_otherwise(cast, block, source, base, back):
        return unnamed
    if base.plural and base.head == back.head:
        return replace(back, span=base.span, antecedent=back.span, at=base.at)
    return replace(
        unnamed, name=f"{name} ({_bare(back.name)})", party=back.party, antecedent=back.span, relay=back.relay
    )


def _told_otherwise(cast: Cast, block: PageBlock, source: Piece, base: Holder, back: Holder) -> bool:
    """Whether a noun's own words tell of others than those before ("military sources" after "a source in the
    ministry")."""
    head = head_of(block, source)
    kinds = {c.lower_ for c in head.children if c.dep_ in ("amod", "compound", "nmod")} if head else set()
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    said = back.forms | frozenset(re.findall(r"[^\W_]+", back.name.lower()))
    return bool(kinds - names.title_modifiers - grammar().attribution.new - said)


def _speaking_for(cast: Cast, source: Piece, unnamed: Holder) -> Holder:
    """A spokesman told without more speaks for the body that the sentence before is about."""
    here = cast.page.block_at(source[0])
    for n, (block, sent) in enumerate(sentences_before(cast, source[0], 0)):
        told = told_in(cast, block, sent, source[0], lambda h: h.party is not None, _SIDES)
        sides = {t.holder.party for t in told if t.rank >= SUBJECT}
        if n == 1 and block is here and len(sides) == 1:
            return replace(unnamed, party=sides.pop())
        if n > 1:
            break
    return unnamed


def _near(cast: Cast, back: Holder, source: Piece) -> bool:
    """Whether who spoke before did so in the same paragraph."""
    return cast.page.block_at(back.at) is cast.page.block_at(source[0])


def _bare(name: str) -> str:
    return name.split(" (")[0]


def _of_them(head: str, before: str) -> bool:
    """Whether "one", "a second", "officials" may be of those who spoke before."""
    return head in grammar().attribution.new | grammar().attribution.more_of_them or head.rstrip(
        "s"
    ) == before.rstrip("s")


def by_name(cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None) -> Holder:
    """Somebody named whom the vocabulary does not know."""
    words = base.name
    bodies = cast.pack.bodies | layout().issuers
    name = ARTICLE.sub("", words) if base.head in bodies else cast.full_name(words)
    if name != words and len(words.split()) == 1:
        earlier = cast.last(lambda h: h.name == name)
        if earlier is not None:
            return replace(earlier, span=base.span, antecedent=earlier.span, at=base.at)
    lead = max(
        (m for m in cast.within(source) if m.entity and m.type is MentionType.PERSON and not is_anonymous(m)),
        key=lambda m: len(m.span),
        default=None,
    )
    if lead is not None and (
        lead.span.end == source[1] or not any(x in words for x in (" of ", "’s ", "'s "))
    ):
        return known_as(cast, block, base, lead, source, aside)
    kind = LinkKind.PERSON
    if cast.is_agency(words):
        kind = LinkKind.AGENCY
    elif base.head in bodies or _is_short_form(name, block):
        kind = LinkKind.BODY
    bare = kind is LinkKind.PERSON and name == words and len(words.split()) == 1
    party = cast.side_of(block, source, aside) or _role_before(cast, block, source)
    return replace(base, name=name, kind=kind, party=party, unsure=bare)


def _role_before(cast: Cast, block: PageBlock, source: Piece) -> str | None:
    """The side that a role told right before a name puts it on ("Orlu's spokesman, Mara Ilves, said")."""
    before = [t for t in block.doc if block.start + t.idx < source[0]][-2:]
    if len(before) < 2 or before[1].text != ",":
        return None
    role = before[0]
    if role.lower_ not in cast.pack.people | cast.pack.anonymous:
        return None
    return cast.side_of(block, (block.start + role.left_edge.idx, block.start + role.idx + len(role.text)))


def _represented(cast: Cast, block: PageBlock, source: Piece) -> str | None:
    """The side for which somebody is told to stand, by a participle ("Mara Ilves, representing the rebels, said")."""
    head = head_of(block, source)
    for c in head.children if head is not None else ():
        whom = object_of(c) if c.lower_ in grammar().attribution.standing_for else None
        if whom is not None:
            piece = noun_phrase(block, whom)
            return next((x for m in cast.within(piece) if (x := cast.party_of(m))), None)
    return None


def told_as(cast: Cast, block: PageBlock, source: Piece) -> str:
    """A source's words without the article, with nominals put as the names that they stand for."""
    out: list[str] = []
    at = source[0]
    for m in cast.within(source):
        entity = cast.entity(m.entity)
        if entity is None or m.span.start < at or m.type not in _SIDES:
            continue
        shares = {w.lower() for w in entity.name.split()} & {w.lower() for w in m.span.quote.split()}
        nominal = not any(w[:1].isupper() for w in m.span.quote.split()) or ARTICLE.match(m.span.quote)
        if shares or not (nominal or m.loaded):
            continue
        out += [block.text[at : m.span.start], entity.name]
        at = m.span.end
    out.append(block.text[at : source[1]])
    return ARTICLE.sub("", as_written(" ".join("".join(out).split()), block))
