"""Whom pronouns and common nouns stand for: somebody who has spoken, or was named, before."""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Token

from truceline.model.reading import LinkKind, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, KINDS, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon

_PARAGRAPHS = 4
"""Paragraphs that may lie between a pronoun and the speaker whom it takes up."""
_NEAR = 400
"""Characters within which a speaker is still the one meant."""
_BODIES = (LinkKind.PARTY, LinkKind.BODY, LinkKind.AGENCY)


def is_pronoun(low: str) -> bool:
    """Whether a lower-case word can stand for a holder."""
    p = grammar().pronouns
    return any(low in words for words in (p.first, p.person, p.thing, p.many, p.alone))


def pronoun_holder(cast: Cast, low: str, source: Piece, speaker: Holder | None) -> Holder | None:
    """Whom a pronoun stands for; `speaker` is whose content it stands in.

    "we" in a quotation is its speaker; "he" the latest person, "it" the latest body, "they"
    the latest of several, else the latest body.
    """
    if low in grammar().pronouns.first:
        return speaker
    if low in grammar().pronouns.person:
        return _person(cast, low, source, speaker)
    if low in grammar().pronouns.many:
        if speaker is not None and (speaker.plural or speaker.kind in _BODIES):
            return speaker
        several = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP)
        return _nearest(cast, source, lambda h: h.plural or h.kind in _BODIES) or _near_by(
            cast, source, _named(cast, source, several)
        )
    if low in grammar().pronouns.thing:
        if speaker is not None and speaker.kind in _BODIES:
            return speaker
        document = _document_before(cast, source)
        if document is not None:
            return document
        said = _subject_before(cast, source)
        found = _nearest(cast, source, lambda h: _is_thing(cast, h))
        if said is not None and (found is None or said.at > found.at):
            return said
        return found or _near_by(
            cast, source, _named(cast, source, (MentionType.PARTY, MentionType.ORGANISATION))
        )
    return cast.last(lambda h: True)


def _is_thing(cast: Cast, h: Holder) -> bool:
    """Whether "it" can be a holder: one body or party, a name that may be one's, or who spoke by a
    statement ("the declaration said")."""
    if h.span is not None and h.span.quote.lower().split()[-1:][0] in cast.pack.statements:
        return True
    if h.kind is LinkKind.PERSON and not h.unsure:
        return _named_as_body(cast, h)
    return not h.plural and (h.kind in _BODIES or h.unsure)


def _named_as_body(cast: Cast, h: Holder) -> bool:
    """Whether a name is a body's by its words ("the Marsh Event Data Project (MEDP)")."""
    kinds = lexicon(cast.vocabulary, cast.page.report.language).pack.organisation_words
    words = re.findall(r"[^\W\d_]+", h.name)
    return len(words) > 2 and any(w.lower() in kinds for w in words)


def _nearest(cast: Cast, source: Piece, fits: Callable[[Holder], bool]) -> Holder | None:
    """The latest speaker who fits, unless so many paragraphs lie between that nobody would reach so far."""
    return _near_by(cast, source, cast.last(fits))


def _near_by(cast: Cast, source: Piece, h: Holder | None) -> Holder | None:
    if h is None:
        return None
    here, there = cast.page.block_at(source[0]), cast.page.block_at(h.at)
    if here is None or there is None:
        return h
    between = [b for b in cast.page.blocks if there.number < b.number < here.number and b.readable]
    return h if len(between) <= _PARAGRAPHS else None


def _subject_before(cast: Cast, source: Piece) -> Holder | None:
    """The body that "it" is, where the sentence before is about one that has not spoken yet."""
    block = cast.page.block_at(source[0])
    if block is None:
        return None
    sents = [s for s in block.doc.sents if block.start + s.end_char <= source[0]]
    if not sents:
        before = next((b for b in reversed(cast.page.blocks) if b.number < block.number and b.readable), None)
        if before is None:
            return None
        block, sents = before, list(before.doc.sents)
    subject = next((c for c in sents[-1].root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.tag_ in ("NNS", "NNPS"):
        return None
    if any(q.holds(block.start + subject.idx) for q in quotations_of(block)):
        return None
    piece = noun_phrase(block, subject)
    bodies = [
        m for m in cast.within(piece) if m.entity and m.span.start <= block.start + subject.idx < m.span.end
    ]
    if not bodies and subject.tag_ == "NNP" and piece[1] - piece[0] == len(subject.text):
        words = cast.full_name(subject.text)
        if words != subject.text or words.lower() in grammar().calendar.weekdays:
            return None
        return Holder(words, LinkKind.BODY, at=piece[0], span=block.at(*piece), unsure=True)
    bodies = [m for m in bodies if m.type in (MentionType.PARTY, MentionType.ORGANISATION)]
    if not bodies:
        return None
    m = bodies[-1]
    entity = cast.entity(m.entity)
    name = entity.name if entity else cast.full_name(m.span.quote)
    return Holder(
        name, KINDS.get(m.type, LinkKind.BODY), m.entity, cast.party_of(m), at=m.span.start, span=m.span
    )


def _person(cast: Cast, low: str, source: Piece, speaker: Holder | None) -> Holder | None:
    """The person that "he" or "she" is: who speaks, who spoke shortly before, else who was named last.

    What the page tells of gender is kept: one called "she" is never "he" later.
    """
    gender = "f" if low in grammar().pronouns.feminine else "m"

    def fits(h: Holder) -> bool:
        return _is_person(h) and cast.gender(h) in ("", gender)

    if speaker is not None and fits(speaker):
        return speaker
    spoken = cast.last(fits)
    found = spoken
    told_of = _subject_person(cast, source, gender, spoken)
    if told_of is not None:
        found = told_of
    elif spoken is None or source[0] - spoken.at > 40:
        named = _named(cast, source, (MentionType.PERSON,), gender)
        later = named is not None and (
            spoken is None
            or named.at > spoken.at + _NEAR
            or (
                named.at > spoken.at
                and named.name != spoken.name
                and (_prominent(cast, named) or _alone_before(cast, source, named, spoken))
            )
        )
        found = named if later else spoken
    if found is not None and found.kind is LinkKind.PERSON:
        cast.genders.setdefault(found.name, gender)
    return found


def _subject_person(cast: Cast, source: Piece, gender: str, spoken: Holder | None) -> Holder | None:
    """Somebody new whom the sentences before are about by one name ("Tirza, a teacher, was away."), where
    nobody has spoken since."""
    here = cast.page.block_at(source[0])
    if here is None:
        return None
    near = [b for b in cast.page.blocks if b.number <= here.number and b.readable][-2:]
    for block in reversed(near):
        for t in reversed(list(block.doc)):
            at = block.start + t.idx
            if at >= source[0] or t.tag_ != "NNP" or t.dep_ not in ("nsubj", "nsubjpass", "conj"):
                continue
            if spoken is not None and spoken.at >= at:
                return None
            if t.dep_ == "conj" and t.head.dep_ not in ("nsubj", "nsubjpass"):
                continue
            if not _is_told_of(t) or any(m.span.start <= at < m.span.end for m in cast.mentions if m.entity):
                continue
            piece = noun_phrase(block, t)
            name = cast.full_name(t.text)
            h = Holder(name, LinkKind.PERSON, at=at, span=block.at(*piece), forms=frozenset({t.lower_}))
            if cast.gender(h) in ("", gender):
                return h
    return None


def _is_told_of(t: Token) -> bool:
    """Whether a single name is a person's by what stands beside it: an age, a role, a relative with "who"."""
    if any(c.dep_ == "compound" and c.text[:1].isupper() for c in t.children):
        return False
    beside = [c for c in t.children if c.dep_ in ("appos", "relcl", "nummod", "compound", "amod")]
    return any(
        c.dep_ == "nummod"
        or c.lower_ in grammar().attribution.aged
        or (c.dep_ == "relcl" and any(x.tag_ == "WP" for x in c.children))
        or (c.dep_ == "appos" and (c.like_num or c.tag_ == "NN"))
        or any(x.lower_ in grammar().attribution.aged for x in c.children)
        for c in beside
    )


def _document_before(cast: Cast, source: Piece) -> Holder | None:
    """The agreement that "it" is, where the sentence before is about one."""
    block = cast.page.block_at(source[0])
    if block is None:
        return None
    before = [s for s in block.doc.sents if block.start + s.end_char <= source[0]]
    if not before:
        return None
    subject = next((c for c in before[-1].root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or subject.lower_ not in cast.pack.documents | cast.pack.statements:
        return None
    if subject.lower_ in cast.pack.statements and subject.head.lower_ in cast.pack.verbs:
        return None
    piece = noun_phrase(block, subject)
    words = ARTICLE.sub("", " ".join(block.text[piece[0] : piece[1]].split()))
    return Holder(words, LinkKind.DOCUMENT, at=piece[0], span=block.at(*piece), head=subject.lower_)


def _prominent(cast: Cast, h: Holder) -> bool:
    """Whether somebody is named as a subject, or as the one who was asked or told, in no one's words."""
    block = cast.page.block_at(h.at)
    if block is None or h.span is None:
        return False
    head = head_of(block, (h.span.start, h.span.end))
    if head is None:
        return False
    if any(a.dep_ == "ccomp" for a in (head.head, *head.head.ancestors)):
        return False
    asked = head.dep_ in ("dobj", "dative") and head.head.lower_ in cast.pack.verbs
    return bool(head.dep_ in ("nsubj", "nsubjpass") or asked)


def _alone_before(cast: Cast, source: Piece, named: Holder, spoken: Holder) -> bool:
    """Whether somebody stands beside the subject of the sentence before, and who spoke last a
    paragraph away."""
    block = cast.page.block_at(source[0])
    if block is None or not block.start <= named.at or block.start <= spoken.at or named.span is None:
        return False
    head = head_of(block, (named.span.start, named.span.end))
    if head is None:
        return False
    if head.dep_ == "appos" and head.head.dep_ in ("nsubj", "nsubjpass"):
        return True
    here = [s for s in block.doc.sents if block.start + s.start_char <= source[0]]
    if len(here) < 2 or head.sent != here[-2]:
        return False
    start, end = block.start + here[-2].start_char, block.start + here[-2].end_char
    people = {
        m.entity for m in cast.within((start, end)) if m.type is MentionType.PERSON and not is_anonymous(m)
    }
    return len(people) == 1


def _is_person(h: Holder) -> bool:
    return (h.kind is LinkKind.PERSON or h.anonymous) and not h.plural


def _named(cast: Cast, source: Piece, types: tuple[MentionType, ...], gender: str = "") -> Holder | None:
    """The latest mention of a type before a place, as a holder."""
    for m in sorted(cast.mentions, key=lambda m: -m.span.start):
        if m.span.end > source[0] or m.type not in types or is_anonymous(m):
            continue
        entity = cast.entity(m.entity)
        name = entity.name if entity else cast.person(m.entity) or cast.full_name(m.span.quote)
        forms = frozenset(re.findall(r"[^\W\d_]+", m.span.quote.lower()))
        h = Holder(
            name,
            KINDS.get(m.type, LinkKind.BODY),
            m.entity,
            cast.party_of(m),
            at=m.span.start,
            span=m.span,
            forms=forms,
        )
        if not gender or cast.gender(h) in ("", gender):
            return h
    return None


def nominal_holder(cast: Cast, words: str, head: str, modified: bool) -> Holder | None:
    """Who "the ministry", "the official" or "the movement" is.

    First a holder who was named by all these words, then one of that noun, then the latest of
    its kind. `modified` tells that a name stands before the noun ("the Orlu movement").
    """
    rest = frozenset(re.findall(r"[^\W_]+", words.lower())) - grammar().attribution.pointers
    same = cast.last(lambda h: bool(rest) and rest <= h.forms | set(re.findall(r"[^\W_]+", h.name.lower())))
    if same is not None and same.kind is LinkKind.PERSON and head not in cast.pack.people:
        same = None
    if same is not None:
        return same
    pack = cast.pack
    if head in pack.groups and len(rest) <= 4:
        return cast.last(lambda h: h.kind is LinkKind.PARTY) or cast.last(lambda h: h.kind in _BODIES)
    if modified:
        return None
    singular = head[:-1] if head.endswith("s") else head
    if head in pack.people:
        same = cast.last(lambda h: h.head == head)
        return same or (cast.last(_is_person) if len(rest) == 1 else None)
    if head in pack.anonymous:
        return cast.last(lambda h: h.head in (head, singular) and h.anonymous)
    if head in pack.bodies and len(rest) == 1:
        return cast.last(lambda h: h.kind in (LinkKind.PARTY, LinkKind.BODY) and not h.anonymous)
    return None
