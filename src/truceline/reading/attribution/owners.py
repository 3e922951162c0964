"""Whose a possessive is: "his spokesman", "our generals", "Despite his refusal, Tolle ..."."""

from __future__ import annotations

from dataclasses import replace

from truceline.model.reading import LinkKind, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import KINDS, Cast, Holder, head_of
from truceline.reading.attribution.newly_told import subject_in
from truceline.reading.attribution.nouns import noun_phrase, subject_of
from truceline.reading.attribution.pronouns import pronoun_holder
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock

_PERSON = (MentionType.PERSON,)
_SEVERAL = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP)


def owner_of(cast: Cast, block: PageBlock, source: Piece, speaker: Holder | None) -> Holder | None:
    """Whom the possessive that opens a source stands for ("his spokesman", "our generals")."""
    words = block.text[source[0] : source[1]].lower().split()
    pronoun = grammar().pronouns.owners.get(words[0]) if words else None
    if pronoun is None:
        return None
    place = (source[0], source[0] + len(words[0]))
    return _owner_ahead(cast, place) or pronoun_holder(cast, pronoun, place, speaker)


def owning_subject(block: PageBlock, source: Piece) -> Piece | None:
    """The subject of the clause in which something is told as its own ("the council dropped its demand that
    ..."); None where the possessive is more than a word or stands in the subject itself."""
    token = head_of(block, source)
    if token is None or token.dep_ != "poss" or token.lower_ not in grammar().pronouns.possessive:
        return None
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    subject = subject_of(verb) if verb.pos_ in ("VERB", "AUX") else None
    if subject is None or subject.i > token.i or subject.pos_ not in ("NOUN", "PROPN"):
        return None
    return noun_phrase(block, subject)


def named_owner(name: str, owner: Holder) -> str:
    """A name with whose somebody is in the place of a pronoun ("his office": "Tolle's office")."""
    first, _, rest = name.partition(" ")
    known = owner.name[:1].isupper() and not owner.anonymous
    if not rest or not known or first.lower() not in grammar().pronouns.owners:
        return name
    return f"{owner.name}{grammar().writing.owner_marks[0]} {rest}"


def only_owner(block: PageBlock, source: Piece) -> bool:
    """Whether a source is a possessive without the noun that it belongs to ("his stated")."""
    run = block.doc.char_span(source[0] - block.start, source[1] - block.start, alignment_mode="expand")
    return run is not None and not any(t.pos_ in ("NOUN", "PROPN") for t in run)


def bare_owner(block: PageBlock, source: Piece) -> Piece:
    """An owner without the mark of owning ("the council's")."""
    words = block.text[source[0] : source[1]]
    cut = next((len(e) for e in grammar().writing.owner_marks if words.endswith(e)), 0)
    return (source[0], source[1] - cut) if cut and len(words) > cut else source


def _owner_ahead(cast: Cast, source: Piece) -> Holder | None:
    """Whom "his" or "its" before a main clause stands for: the clause's subject ("Despite his refusal, Tolle
    left")."""
    block = cast.page.block_at(source[0])
    token = head_of(block, source) if block is not None else None
    if block is None or token is None:
        return None
    subject = subject_in(token.sent)
    if subject is None or subject.i < token.i or any(a.dep_ in ("ccomp", "conj") for a in token.ancestors):
        return None
    if any(q.holds(source[0]) for q in quotations_of(block)):
        return None
    piece = noun_phrase(block, subject)
    low = token.lower_
    p = grammar().pronouns
    types = _PERSON if low in p.feminine | p.masculine else _SEVERAL if low not in p.first else ()
    known = [m for m in cast.within(piece) if m.type in types and m.entity]
    if not known:
        return None
    m = max(known, key=lambda m: len(m.span))
    party = cast.party_of(m) or cast.side_of(block, piece)
    kind = KINDS.get(m.type, LinkKind.BODY)
    return replace(Holder(cast.called(m), kind, m.entity, party), at=m.span.start, span=m.span)
