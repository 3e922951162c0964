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
from truceline.reading.names import lexicon
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_PERSON = (MentionType.PERSON,)
_SEVERAL = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP)


def owner_of(cast: Cast, block: PageBlock, source: Piece, speaker: Holder | None) -> Holder | None:
    """Whom the possessive that opens a source stands for ("his spokesman", "our generals")."""
    words = block.text[source[0] : source[1]].lower().split()
    pronoun = grammar().pronouns.owners.get(words[0]) if words else None
    if pronoun is None:
        return None
    place = (source[0], source[0] + len(words[0]))
    ahead = _owner_ahead(cast, place)
    owner = ahead or pronoun_holder(cast, pronoun, place, speaker)
    if ahead is None and owner is not None and _of_another(cast, block, words, place, owner):
        return None
    return owner


def _of_another(cast: Cast, block: PageBlock, words: list[str], place: Piece, owner: Holder) -> bool:
    """Whether kin may be those of somebody who has no name, told of since whoever else they could be of ("Baran denied
    it. Police saw him led away. His family ..."): one whom the text has just told of by a common noun or by a pronoun
    that is not about its own sentence."""
    if not set(words[1:]) & grammar().attribution.relatives or owner.kind is not LinkKind.PERSON:
        return False
    p = grammar().pronouns
    same = p.feminine if words[0] in p.feminine else p.masculine
    private = lexicon(cast.vocabulary, cast.page.report.language).pack.private
    between = [b for b in cast.page.blocks if b.readable and owner.at < b.end and b.number <= block.number]
    return any(
        owner.at < b.start + t.idx < place[0]
        and not any(q.holds(b.start + t.idx) for q in quotations_of(b))
        and (_is_someone(t, private) or (t.lower_ in same and not _is_about(t)))
        for b in between
        for t in b.doc
    )


def _is_someone(t: Token, private: frozenset[str]) -> bool:
    """Whether a noun brings in one private person ("a merchant")."""
    new = any(c.lower_ in grammar().attribution.indefinite for c in t.children)
    return t.tag_ == "NN" and t.lower_ in private and new


def _is_about(pronoun: Token) -> bool:
    """Whether a pronoun is who its sentence is about, or an owner in it."""
    if pronoun.dep_ == "poss":
        return True
    verb = pronoun.head
    return pronoun.dep_ in ("nsubj", "nsubjpass") and verb.dep_ not in ("ccomp", "relcl")


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
