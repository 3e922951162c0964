"""Whom the words of a source stand for: names, bodies, and people who are not named."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.reading.attribution.antecedents import just_told, nominal_holder
from truceline.reading.attribution.by_name import (
    as_written,
    at_head,
    by_name,
    known_as,
    several_as,
    told_as,
    without_name,
)
from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.issuers import issuer_of, maker_of, paper_head, unissued
from truceline.reading.attribution.joint import (
    beside_of,
    full_and,
    is_person,
    lists_people,
    named_together,
    of_nobody,
    one_name,
    shared_party,
)
from truceline.reading.attribution.nouns import is_listed, noun_phrase
from truceline.reading.attribution.owners import (
    bare_owner,
    named_owner,
    only_owner,
    owner_of,
    owning_subject,
)
from truceline.reading.attribution.pronouns import is_pronoun, pronoun_holder
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.segment import label_before
from truceline.reading.telex import initials, shouted

_LABEL = 50
"""Characters within which a label stands before a pronoun."""
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
    source = bare_owner(block, _whole_name(cast, block, source))
    words = as_written(" ".join(block.text[source[0] : source[1]].split()), block)
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
    honoured = _honoured(words)
    person = pronoun_holder(cast, honoured, source, speaker) if honoured else None
    if person is not None:
        return replace(person, span=span, antecedent=person.span, at=source[0])
    if is_pronoun(words.lower()) and not initials(words, block.words):
        found = _labelled(cast, block, source) or pronoun_holder(cast, words.lower(), source, speaker)
        ours = words.lower() in grammar().pronouns.first
        if found is None and ours and cast.spoken and _in_brackets(block):
            return replace(cast.spoken[-1], span=span, antecedent=cast.spoken[-1].span, at=source[0])
        if found is None and ours and cast.page.report.outlet:
            return Holder(cast.page.report.outlet, LinkKind.OUTLET, at=source[0], span=span)
        if found is None:
            return Holder(words, LinkKind.ANONYMOUS, anonymous=True, at=source[0], span=span)
        return replace(found, span=span, antecedent=found.span, at=source[0])
    head = head_of(block, source)
    low = head.lower_ if head is not None else words.lower().split()[-1]
    joint = head is not None and (
        any(
            c.dep_ == "conj" and block.start + c.idx < source[1] and not one_name(cast, block, head, c)
            for c in head.children
        )
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
        or any(is_listed(head, c) for c in head.children)
        or any(block.start + x.idx < source[1] for x in beside_of(cast, block, head))
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
        and not of_nobody(cast, block, named, head)
        and (named.dep_ != "appos" or named.head.i == head.i or _is_person_named(cast, aside))
    ):
        titled = at_head(cast, block, source, named)
        whole = titled is not None and titled.type is MentionType.PERSON and titled.span.start < aside[0]
        one = known_as(cast, block, base, titled, source, aside) if titled and whole else None
        one = one or resolve(cast, block, aside)
        party = one.party or cast.side_of(block, source)
        forms = one.forms | (base.forms - grammar().pronouns.possessive)
        return replace(one, span=span, at=source[0], party=party, forms=forms)
    listed = head_of(block, aside) if aside is not None and base.plural else None
    if aside is not None and listed is not None and lists_people(listed):
        told = replace(base, name=" ".join(block.text[slice(*aside)].split()), kind=LinkKind.PERSON)
        party = cast.side_of(block, source) or shared_party(cast, block, aside, listed)
        return replace(told, party=party)
    if joint:
        return several_as(cast, block, base, source, aside, head)
    if head is not None and any(c.dep_ == "conj" and one_name(cast, block, head, c) for c in head.children):
        return replace(base, name=ARTICLE.sub("", words), party=cast.side_of(block, source), plural=False)
    known = at_head(cast, block, source, head)
    same = _their_own(cast, source, speaker, low, known)
    if same is not None:
        return replace(same, span=span, antecedent=same.span, at=source[0])
    if known is not None:
        return known_as(cast, block, base, known, source, aside)
    named_so = any(c.isupper() for c in words)
    proper = head is not None and (
        (head.pos_ == "PROPN" and named_so) or (head.text[:1].isupper() and low in cast.names)
    )
    if proper and low in cast.pack.anonymous and shouted(block.words):
        proper = False
    if proper and low not in cast.pack.bodies:
        return by_name(cast, block, base, source, aside)
    paper = paper_head(cast, block, source)
    if paper is not None:
        issued = owner or _issued(cast, block, source, base, paper, speaker)
        if issued is not None:
            return replace(issued, span=span, at=source[0])
    back = _referred(cast, block, source, words, low, head)
    if back is not None and (owner is None or back.name != owner.name):
        return replace(back, span=span, antecedent=back.span, at=source[0])
    if low in cast.pack.anonymous or low in cast.pack.people:
        told = without_name(cast, block, base, source, aside, words)
        them = _of_them(block, source, head) if head is not None else None
        if them is not None:
            whose = pronoun_holder(cast, block.text[slice(*them)].lower(), them, speaker)
            party, at = (whose.party, whose.span) if whose is not None else (None, None)
            if at is None or at != told.antecedent:
                told = replace(told, name=words, party=party, antecedent=at, relay=None)
    elif proper:
        return by_name(cast, block, base, source, aside)
    else:
        side = cast.side_of(block, source, aside) or cast.stood_for(words.lower())  # headlines drop "the"
        told = replace(base, name=told_as(cast, block, source), party=side)
    if owner is None:
        return told
    told = replace(told, name=named_owner(told.name, owner))
    institution = owner.kind in (LinkKind.BODY, LinkKind.PARTY) and low in cast.pack.bodies
    if told.party is None and (cast.is_official(low) or low in cast.pack.offices or institution):
        return replace(told, party=owner.party, antecedent=owner.span)
    return told


def _whole_name(cast: Cast, block: PageBlock, source: Piece) -> Piece:
    """A source that ends within a name, with the rest of that name ("Orsan al" of "Orsan al-Velik")."""
    ends = (
        m.span.end
        for m in cast.mentions
        if source[0] <= m.span.start < source[1] < m.span.end <= block.end
        and m.entity
        and not is_anonymous(m)
    )
    return source[0], max(ends, default=source[1])


def _of_them(block: PageBlock, source: Piece, head: Token) -> Piece | None:
    """Where those are told of by a pronoun of whom somebody is one ("One of them")."""
    of = [c for c in head.children if c.dep_ == "prep" and block.start + c.idx < source[1]]
    those = (x for c in of for x in c.children if x.dep_ == "pobj" and x.lower_ in grammar().pronouns.many)
    return next((run_of(block, x, x) for x in those), None)


def _is_person_named(cast: Cast, aside: Piece) -> bool:
    """Whether what the parse hangs on another noun is a person's name ("the head of the guild in Orlu, Mara Ilves")."""
    return any(m.type is MentionType.PERSON and not is_anonymous(m) for m in cast.within(aside))


def _honoured(words: str) -> str:
    """The pronoun for which an address of honour stands ("His Eminence"), "" where it is none."""
    owner, _, noun = words.lower().partition(" ")
    return grammar().pronouns.owners.get(owner, "") if noun in grammar().attribution.honorifics else ""


def _in_brackets(block: PageBlock) -> bool:
    """Whether a block is set in brackets: a translation of the words before it."""
    words = block.words.strip()
    return words.startswith("(") and words.rstrip(".").endswith(")")


def _labelled(cast: Cast, block: PageBlock, source: Piece) -> Holder | None:
    """Whom the pronoun right after a label takes up ("The army: It says ...")."""
    colon = label_before(block.words) if source[0] - block.start < _LABEL else 0
    if not colon or block.text[block.start + colon + 1 : source[0]].strip():
        return None
    return resolve(cast, block, (block.start, block.start + colon))


def _relative_meant(block: PageBlock, source: Piece, words: str) -> Piece | None:
    """What a relative pronoun refers to: the noun that its clause hangs on. It does so too where the clause, or what
    it has for an object, was taken for who speaks ("Marn, who received the arms, said")."""
    t = head_of(block, source)
    if words.lower() not in grammar().pronouns.relative_subjects and not _in_relative(t):
        return None
    while t is not None and t.head.i != t.i and t.dep_ != "relcl":
        t = t.head
    if t is None or t.dep_ != "relcl" or t.head.pos_ not in ("NOUN", "PROPN"):
        return None
    piece = noun_phrase(block, t.head)
    return piece if piece[1] <= source[0] else None


def _in_relative(t: Token | None) -> bool:
    """Whether a word is the verb or the object of a relative clause with a subject that stands for somebody."""
    verb = t.head if t is not None and t.dep_ == "dobj" else t
    return (
        verb is not None
        and verb.dep_ == "relcl"
        and any(c.tag_ == "WP" and c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    )


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
    seen = [c for c in paper.children if c.lower_ in grammar().attribution.seen_by]
    if any(t.pos_ == "PROPN" for t in paper.subtree if t != paper and not any(t in c.subtree for c in seen)):
        return None
    if grammar().attribution.definite.match(base.name):
        back = issuer_of(cast, block, source, paper, whom)
        if back is not None:
            return replace(back, antecedent=back.span)
        if (said := _just_quoted(cast, block)) is not None:
            return replace(said, antecedent=said.span)
    return unissued(block, source, base)


def _just_quoted(cast: Cast, block: PageBlock) -> Holder | None:
    """Whose words fill the paragraph right before, which "the statement" then is."""
    before = next((b for b in reversed(cast.page.blocks) if b.number < block.number and b.readable), None)
    if before is None or before.fence != block.fence:
        return None
    whole = any(q.start == before.start and q.end >= before.end - 1 for q in quotations_of(before))
    return cast.spoken[-1] if whole and cast.spoken and not cast.spoken[-1].plural else None


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
