"""Whom the words of a source stand for: names, bodies, and people who are not named."""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from truceline.model.accord import Role
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.reading.attribution.antecedents import just_told, nominal_holder
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, KINDS, POINTS, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.issuers import issuer_of, maker_of, paper_head, unissued
from truceline.reading.attribution.joint import (
    full_and,
    is_person,
    lists_people,
    named_together,
    one_name,
    shared_party,
)
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.owners import bare_owner, only_owner, owner_of, owning_subject
from truceline.reading.attribution.pronouns import is_pronoun, pronoun_holder
from truceline.reading.attribution.told import SUBJECT, sentences_before, told_in
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon
from truceline.reading.page import PageBlock
from truceline.reading.telex import initials, shouted, written_normally

_SIDES = (MentionType.PARTY, MentionType.ORGANISATION)
_LETTERS = 8
"""Letters of a short form at the most."""
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
    span = block.at(*source)
    source = bare_owner(block, source)
    words = _written(" ".join(block.text[source[0] : source[1]].split()))
    meant = _relative_meant(block, source, words)
    if meant is not None:
        whom = resolve(cast, block, meant, speaker=speaker)
        return replace(whom, span=span, antecedent=whom.span, at=source[0])
    owner = owner_of(cast, block, source, speaker)
    theirs = owning_subject(block, source) if only_owner(block, source) else None
    if theirs is not None and (owner is None or owner.kind is not LinkKind.PERSON):
        owner = resolve(cast, block, theirs, speaker=speaker)
    if owner is not None and only_owner(block, source):
        return replace(owner, span=span, antecedent=owner.span, at=source[0])
    if is_pronoun(words.lower()) and not initials(words, block.words):
        found = pronoun_holder(cast, words.lower(), source, speaker)
        if found is None and words.lower() in grammar().pronouns.first and cast.page.report.outlet:
            return Holder(cast.page.report.outlet, LinkKind.OUTLET, at=source[0], span=span)
        if found is None:
            return Holder(words, LinkKind.ANONYMOUS, anonymous=True, at=source[0], span=span)
        return replace(found, span=span, antecedent=found.span, at=source[0])
    head = head_of(block, source)
    low = head.lower_ if head is not None else words.lower().split()[-1]
    joint = head is not None and (
        any(c.dep_ == "conj" and not one_name(cast, block, head, c) for c in head.children)
        or any(c.dep_ == "nmod" and full_and(c) for c in head.children)
        or any(
            x.dep_ == "conj"
            and x.pos_ == "PROPN"
            and block.start + x.idx < source[1]
            and not one_name(cast, block, c, x)
            for c in head.children
            if c.dep_ == "appos"
            for x in c.children
        )
        or named_together(cast, source)
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
        and (head.pos_ == "NOUN" or low in cast.pack.people or is_person(cast, block, named, head))
    ):
        person = resolve(cast, block, aside)
        return replace(person, span=span, at=source[0], party=person.party or cast.side_of(block, source))
    listed = head_of(block, aside) if aside is not None and base.plural else None
    if aside is not None and listed is not None and lists_people(listed):
        told = replace(base, name=" ".join(block.text[slice(*aside)].split()), kind=LinkKind.PERSON)
        party = cast.side_of(block, source) or shared_party(cast, block, aside, listed)
        return replace(told, party=party)
    if joint:
        return _several(cast, block, base, source, aside, head)
    if head is not None and any(c.dep_ == "conj" and one_name(cast, block, head, c) for c in head.children):
        return replace(base, name=ARTICLE.sub("", words), party=cast.side_of(block, source), plural=False)
    known = _at_head(cast, block, source, head)
    same = _their_own(cast, source, speaker, low, known)
    if same is not None:
        return replace(same, span=span, antecedent=same.span, at=source[0])
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
    paper = paper_head(cast, block, source)
    if paper is not None:
        issued = owner or _issued(cast, block, source, base, paper, speaker)
        if issued is not None:
            return replace(issued, span=span, at=source[0])
    back = _referred(cast, block, source, words, low, head)
    if back is not None:
        return replace(back, span=span, antecedent=back.span, at=source[0])
    if low in cast.pack.anonymous or low in cast.pack.people:
        told = _unnamed(cast, block, base, source, aside, words)
    elif proper:
        return _proper(cast, block, base, source, aside)
    else:
        told = replace(base, name=_told(cast, block, source), party=cast.side_of(block, source, aside))
    if told.party is None and owner is not None and cast.is_official(low):
        return replace(told, party=owner.party, antecedent=owner.span)
    return told


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


def _several(
    cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None, head: Token | None
) -> Holder:
    """Holders named together keep their words for a name."""
    words = ARTICLE.sub("", base.name)
    known = _at_head(cast, block, source, head)
    if known is not None:
        one = _known(cast, block, base, known, source, aside)
        party = shared_party(cast, block, source, head)
        return replace(one, name=words, entity=None, party=party, plural=True)
    low = base.head
    if low in cast.pack.anonymous or low in cast.pack.people:
        told = _unnamed(cast, block, base, source, aside, base.name)
        return replace(told, party=shared_party(cast, block, source, head), plural=True)
    kind = LinkKind.PERSON if head is not None and head.pos_ == "PROPN" else LinkKind.BODY
    if low in cast.pack.bodies or cast.is_agency(words):
        kind = LinkKind.BODY
    return replace(base, name=words, kind=kind, party=shared_party(cast, block, source, head), plural=True)


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
        and not (m.why == "demonym" and (m.span.start > source[0] or _bears(cast, m)))
    ]
    return max(found, key=lambda m: len(m.span), default=None)


def _bears(cast: Cast, m: Mention) -> bool:
    """Whether a people's name alone is the surname of somebody named in full ("Cuban said")."""
    word = m.span.quote
    full = cast.names.get(word.lower(), "")
    return not word.endswith("s") and len(full.split()) > 1 and full.split()[-1] == word


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
    if kind is LinkKind.PERSON:
        party = party or _role_before(cast, block, source) or cast.sides.get(m.entity or "")
    full = cast.person(m.entity)
    if full is not None:
        name = full
    elif before is None and m.why in POINTS:
        name = cast.called(m)
    elif before is not None:
        name = before.name
    elif kind is LinkKind.PERSON and any(c.isupper() for c in m.span.quote.split()[-1]):
        name = cast.full_name(_written(m.span.quote))
    else:
        name = ARTICLE.sub("", base.name)
    return replace(base, name=name, kind=kind, entity=m.entity, party=party)


def _issued(
    cast: Cast, block: PageBlock, source: Piece, base: Holder, paper: Token, speaker: Holder | None
) -> Holder | None:
    """Whose a statement, a report or figures are: by its own words, else by what the text told of it before.

    A statement of which nobody is told to have issued it is its own holder.
    """

    def whom(there: PageBlock, piece: Piece) -> Holder:
        return resolve(cast, there, piece, speaker=speaker)

    made = maker_of(cast, block, paper, whom)
    if made is not None or paper.lower_ not in cast.pack.statements:
        return made
    if any(t.pos_ == "PROPN" for t in paper.subtree if t != paper):
        return None
    if grammar().attribution.definite.match(base.name):
        back = issuer_of(cast, block, source, paper, whom)
        if back is not None:
            return replace(back, antecedent=back.span)
    return unissued(block, source, base)


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
    if grammar().attribution.definite.match(words):
        return nominal_holder(cast, words, low, modified, source) or (
            None if modified else just_told(cast, low, source)
        )
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
    if base.head in grammar().attribution.spokespeople:
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


def _proper(cast: Cast, block: PageBlock, base: Holder, source: Piece, aside: Piece | None) -> Holder:
    """Somebody named whom the vocabulary does not know."""
    words = base.name
    name = ARTICLE.sub("", words) if base.head in cast.pack.bodies else cast.full_name(words)
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
    elif base.head in cast.pack.bodies or (len(words) <= _LETTERS and initials(words, block.words)):
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
