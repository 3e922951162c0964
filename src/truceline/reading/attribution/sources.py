"""Whom the words of a source stand for: names, bodies, and people who are not named."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from truceline.model.accord import Role
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.reading.attribution.antecedents import is_pronoun, nominal_holder, pronoun_holder
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, KINDS, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.telex import shouted, written_normally

_SIDES = (MentionType.PARTY, MentionType.ORGANISATION)
_REFERS = ("nominal", "named before")
"""Why a mention stands for somebody named elsewhere."""


def resolve(
    cast: Cast,
    block: PageBlock,
    source: Piece,
    aside: Piece | None = None,
    speaker: Holder | None = None,
) -> Holder:
    """Whom the words of a source stand for; `speaker` is whose content they stand in."""
    words = _written(" ".join(block.text[source[0] : source[1]].split()))
    span = block.at(*source)
    meant = _relative_meant(block, source, words)
    if meant is not None:
        whom = resolve(cast, block, meant, speaker=speaker)
        return replace(whom, span=span, antecedent=whom.span, at=source[0])
    if is_pronoun(words.lower()):
        found = pronoun_holder(cast, words.lower(), source, speaker)
        if found is None:
            return Holder(words, LinkKind.ANONYMOUS, anonymous=True, at=source[0], span=span)
        return replace(found, span=span, antecedent=found.span, at=source[0])
    head = head_of(block, source)
    low = head.lower_ if head is not None else words.lower().split()[-1]
    joint = head is not None and (
        any(c.dep_ == "conj" for c in head.children)
        or any(c.dep_ == "nmod" and _full_and(c) for c in head.children)
        or any(
            x.dep_ == "conj" and x.pos_ == "PROPN" and block.start + x.idx < source[1]
            for c in head.children
            if c.dep_ == "appos"
            for x in c.children
        )
        or _named_together(cast, source)
    )
    base = Holder(
        words,
        LinkKind.BODY,
        at=source[0],
        span=span,
        plural=joint or (head is not None and head.tag_ in ("NNS", "NNPS")),
        head=low,
        forms=frozenset(re.findall(r"[^\W\d_]+", words.lower())),
    )
    named = head_of(block, aside) if aside is not None and not base.plural else None
    if (
        aside is not None
        and named is not None
        and named.pos_ == "PROPN"
        and head is not None
        and head.pos_ == "NOUN"
    ):
        person = resolve(cast, block, aside)
        return replace(person, span=span, at=source[0], party=person.party or cast.side_of(block, source))
    if joint:
        return _several(cast, block, base, source, aside, head)
    known = _at_head(cast, block, source, head)
    theirs = _their_own(cast, source, speaker, low, known)
    if theirs is not None:
        return replace(theirs, span=span, antecedent=theirs.span, at=source[0])
    if known is not None:
        return _known(cast, block, base, known, source, aside)
    named_so = any(c.isupper() for c in words)
    proper = head is not None and (
        (head.pos_ == "PROPN" and named_so) or (head.text[:1].isupper() and low in cast.names)
    )
    if proper and low in cast.pack.anonymous and shouted(block.words):
        proper = False
    if proper and low not in cast.pack.bodies:
        return _proper(cast, block, base, source, aside)
    maker = _maker(cast, block, low, head)
    if maker is not None:
        return replace(maker, span=span, at=source[0])
    back = _referred(cast, block, source, words, low, head)
    if back is not None:
        return replace(back, span=span, antecedent=back.span, at=source[0])
    if low in cast.pack.anonymous or low in cast.pack.people:
        return _unnamed(cast, block, base, source, aside, words)
    if proper:
        return _proper(cast, block, base, source, aside)
    return replace(base, name=_told(cast, block, source), party=cast.side_of(block, source, aside))


def _relative_meant(block: PageBlock, source: Piece, words: str) -> Piece | None:
    """What a relative pronoun alone refers to: the noun that its clause hangs on."""
    if words.lower() not in grammar().pronouns.relative_subjects:
        return None
    t = head_of(block, source)
    while t is not None and t.head.i != t.i and t.dep_ != "relcl":
        t = t.head
    if t is None or t.dep_ != "relcl" or t.head.pos_ not in ("NOUN", "PROPN"):
        return None
    piece = noun_phrase(block, t.head)
    return piece if piece[1] <= source[0] else None


def _full_and(t: Token) -> bool:
    """Whether a full name before the head is joined to what follows ("Mara Ilves and Jon Tolle")."""
    return any(c.dep_ == "cc" for c in t.children) and any(c.dep_ == "compound" for c in t.children)


def _named_together(cast: Cast, source: Piece) -> bool:
    """Whether two people of a source stand with nothing but "and" between them, whatever the parse says."""
    people = [m for m in cast.within(source) if m.type is MentionType.PERSON and not is_anonymous(m)]
    return any(
        a.entity != b.entity
        and cast.page.text[a.span.end : b.span.start].strip(" ,\n").lower() in grammar().attribution.joins
        for a, b in pairwise(people)
    )


def _several(
    cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None, head: Token | None
) -> Holder:
    """Holders named together keep their words for a name; a party where they share one or one alone has one."""
    words = ARTICLE.sub("", base.name)
    known = _at_head(cast, block, source, head)
    if known is not None:
        one = _known(cast, block, base, known, source, aside)
        return replace(one, name=words, entity=None, plural=True)
    low = base.head
    if low in cast.pack.anonymous or low in cast.pack.people:
        return replace(_unnamed(cast, block, base, source, aside, base.name), plural=True)
    kind = LinkKind.PERSON if head is not None and head.pos_ == "PROPN" else LinkKind.BODY
    if low in cast.pack.bodies or cast.is_agency(words):
        kind = LinkKind.BODY
    return replace(base, name=words, kind=kind, party=cast.side_of(block, source, aside), plural=True)


def _written(words: str) -> str:
    """Words of copy in capitals as a name is written; short forms stay."""
    if not words.isupper() or len(words) < 5:
        return words
    written = written_normally(words)
    return " ".join(
        w if w in grammar().attribution.small_in_names or _short(up, w) else w[:1].upper() + w[1:]
        for up, w in zip(words.split(), written.split(), strict=True)
    )


def _short(upper: str, written: str) -> bool:
    """Whether a word in capitals stays as it is written: one of letters ("(FARC)", "M-19")."""
    return upper == written or any(c.isdigit() for c in upper)


def _at_head(cast: Cast, block: PageBlock, source: Piece, head: Token | None) -> Mention | None:
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
    ]
    return max(found, key=lambda m: len(m.span), default=None)


def _their_own(
    cast: Cast, source: Piece, speaker: Holder | None, low: str, known: Mention | None
) -> Holder | None:
    """The person in that office on the speaker's side: for a palace "the president" is its own."""
    if speaker is None or speaker.party is None or low not in cast.pack.people:
        return None
    if known is not None and (known.why not in _REFERS or cast.party_of(known) == speaker.party):
        return None
    if not grammar().attribution.definite.match(cast.page.text[source[0] : source[1]]):
        return None
    for m in reversed(cast.within((0, source[0]))):
        if m.type is not MentionType.PERSON or is_anonymous(m) or cast.party_of(m) != speaker.party:
            continue
        if low in m.span.quote.lower().split():
            block = cast.page.block_at(m.span.start)
            return resolve(cast, block, (m.span.start, m.span.end)) if block is not None else None
    return None


def _known(
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
    party = party or (_role_before(cast, block, source) if kind is LinkKind.PERSON else None)
    full = cast.person(m.entity)
    if full is not None:
        name = full
    elif before is not None:
        name = before.name
    elif kind is LinkKind.PERSON and any(c.isupper() for c in m.span.quote.split()[-1]):
        name = cast.full_name(_written(m.span.quote))
    else:
        name = ARTICLE.sub("", base.name)
    return replace(base, name=name, kind=kind, entity=m.entity, party=party)


def _maker(cast: Cast, block: PageBlock, low: str, head: Token | None) -> Holder | None:
    """Who made a statement: "a statement from the ministry", "Ruiz's letter"."""
    if head is None or low not in cast.pack.statements | grammar().attribution.compiled:
        return None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ == "PROPN"), None)
    if owner is None:
        made = next((c for c in head.children if c.dep_ == "prep" and c.lower_ in ("from", "by")), None)
        made = made or next(
            (x for c in head.children if c.dep_ == "acl" for x in c.children if x.dep_ == "agent"), None
        )
        owner = next((c for c in made.children if c.dep_ == "pobj"), None) if made is not None else None
    if owner is None:
        owner = next(
            (c for c in head.children if c.dep_ in ("compound", "nmod") and _can_speak(c, cast)), None
        )
        if owner is None:
            return None
        start = min((c.idx for c in owner.children if c.dep_ == "compound"), default=owner.idx)
        if owner.pos_ != "PROPN" and any(c.lower_ in grammar().names.definite for c in head.children):
            known = nominal_holder(cast, owner.lower_, owner.lower_, False)
            if known is not None:
                return known
        return resolve(cast, block, (block.start + start, block.start + owner.idx + len(owner.text)))
    start, end = noun_phrase(block, owner)
    if owner.dep_ == "poss":
        end = block.start + owner.idx + len(owner.text)
    return resolve(cast, block, (start, end))


def _can_speak(noun: Token, cast: Cast) -> bool:
    """Whether the noun before "statement" names who made it ("an army statement")."""
    return noun.pos_ == "PROPN" or noun.lower_ in cast.pack.bodies


def _referred(
    cast: Cast, block: PageBlock, source: Piece, words: str, low: str, head: Token | None
) -> Holder | None:
    """Somebody told before to whom a common noun refers back."""
    modified = head is not None and any(t.pos_ == "PROPN" for t in head.subtree if t != head)
    linked = next((m for m in cast.within(source) if is_anonymous(m)), None)
    if linked is not None:
        ids = cast.spans_of(linked.entity)
        same = cast.last(
            lambda h: h.span is not None and any(x.start < source[0] and x.overlaps(h.span) for x in ids)
        )
        if same is not None:
            return same
    if low in cast.pack.statements and not modified and cast.side_of(block, source) is None:
        return cast.last(lambda h: h.kind is not LinkKind.AGENCY) or cast.last(lambda h: True)
    if grammar().attribution.definite.match(words):
        return nominal_holder(cast, words, low, modified)
    return None


def _unnamed(
    cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None, words: str
) -> Holder:
    """People who are not named, with the party that the words name, or that those before them had.

    "one official" after "two officials from X told an agency" is one of X's, told to that agency.
    """
    name = _told(cast, block, source)
    party = cast.side_of(block, source, aside)
    unnamed = replace(base, name=name, kind=LinkKind.ANONYMOUS, anonymous=True, party=party)
    if party is not None:
        back = cast.last(lambda h: h.anonymous and h.party == party)
        return replace(unnamed, relay=back.relay if back else None)
    short = len(words.split()) <= 3
    if not short or not (set(words.lower().split()) & grammar().attribution.new or base.plural):
        return unnamed
    back = cast.last(lambda h: h.anonymous)
    if back is None or not (back.party or back.relay) or not _of_them(base.head, back.head):
        return unnamed
    if base.plural and base.head == back.head:
        return replace(back, span=base.span, antecedent=back.span, at=base.at)
    return replace(
        unnamed, name=f"{name} ({_bare(back.name)})", party=back.party, antecedent=back.span, relay=back.relay
    )


def _bare(name: str) -> str:
    return name.split(" (")[0]


def _of_them(head: str, before: str) -> bool:
    """Whether "one", "a second", "officials" may be of those who spoke before."""
    return head in grammar().attribution.new | grammar().attribution.more_of_them or head.rstrip(
        "s"
    ) == before.rstrip("s")


def _proper(cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None) -> Holder:
    """Somebody named whom the vocabulary does not know."""
    words = base.name
    name = cast.full_name(words)
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
        return _known(cast, block, base, lead, source, aside)
    kind = LinkKind.PERSON
    if cast.is_agency(words):
        kind = LinkKind.AGENCY
    elif base.head in cast.pack.bodies:
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


def _told(cast: Cast, block: PageBlock, source: Piece) -> str:
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
    return ARTICLE.sub("", _written(" ".join("".join(out).split())))
