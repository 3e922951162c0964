"""What stands around a cue: its particle, its addressee, the statement it is made in."""

from __future__ import annotations

from truceline.model.reading import Stance
from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack, Verb
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token


def cue_of(block: PageBlock, token: Token, verbs: tuple[Verb, ...], pack: AttributionPack) -> Piece:
    """The reporting word with its particle."""
    last = token
    for v in verbs:
        wanted = pack.particles.get(v.base, frozenset()) | v.particles
        for child in token.children:
            if child.i == token.i + 1 and child.lower_ in wanted:
                last = child
    return run_of(block, token, last)


def addressee_of(block: PageBlock, token: Token, pack: AttributionPack) -> Piece | None:
    """Whom it was told: the object of "told", "to X", "speaking to X", "in an interview with X"."""
    for c in token.children:
        if c.dep_ in ("dobj", "dative") and c.pos_ in ("PROPN", "NOUN", "PRON") and c.i > token.i:
            if c.dep_ == "dative" and c.pos_ == "ADP":
                continue
            return noun_phrase(block, c)
    told = [v for v in pack.verbs.get(token.lower_, ()) if v.addressee and "of" not in v.takes]
    if told and (named := _run_in(token, pack)):
        return run_of(block, *named)
    for c in token.subtree:
        if c.lower_ in grammar().attribution.to_outlet and c.dep_ in ("prep", "dative") and c.i > token.i:
            inner = next((x for x in c.children if x.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ == "PROPN" and c.head.dep_ not in ("ccomp",):
                near = c.head == token or c.head.head == token or c.head.lower_ in grammar().attribution.talks
                if near:
                    return noun_phrase(block, inner)
    return None


def _run_in(verb: Token, pack: AttributionPack) -> tuple[Token, Token] | None:
    """Whom it was told where the parse takes that for a part of what was said ("told AFP Orlu's army had left"):
    an outlet by its name, else the names before another noun phrase, which of names alone are the first."""
    doc, first = verb.doc, verb.i + 1
    if first < len(doc) and doc[first].lower_ in grammar().labels.articles:
        first += 1
    end = first
    while end < verb.sent.end and doc[end].tag_ in ("NNP", "NNPS"):
        end += 1
    if end >= verb.sent.end or (end == first and doc[end].tag_ != "NNS"):
        return None
    if end == first:
        return (doc[verb.i + 1], doc[end]) if doc[end].nbor(1).tag_ == "NNP" else None
    owns = doc[end].tag_ in ("POS", "VBD", "VBZ", "VBP", "MD")
    most = end - owns
    known = (k for k in range(most, first, -1) if doc[first:k].text.lower() in pack.agencies)
    kinds = (k for k in range(most, first + 1, -1) if doc[k - 1].lower_ in pack.agency_words)
    opening = first + 1 + (doc[first].lower_ in pack.agency_words)
    last = next(known, None) or next(kinds, None) or (min(opening, most) if owns else end)
    return (doc[verb.i + 1], doc[last - 1]) if last > first else None


def document_of(block: PageBlock, token: Token, pack: AttributionPack) -> Piece | None:
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in grammar().attribution.by_statement:
            inner = next((x for x in c.children if x.dep_ == "pobj"), None)
            if inner is not None and inner.lower_ in pack.statements:
                return noun_phrase(block, inner)
    return None


def aside_of(block: PageBlock, subject: Token | None) -> Piece | None:
    if subject is None:
        return None
    aside = next((c for c in subject.children if c.dep_ == "appos"), None)
    return noun_phrase(block, aside) if aside is not None else None


def stance_of(verbs: tuple[Verb, ...], frame: str) -> Stance:
    return next((v.stance for v in verbs if frame in v.takes), verbs[0].stance)
