"""Who counted: "the ministry recorded 12", "a mission tally of 12", "by the mayor's count".

What only the claim tells ("the ministry said 12 were killed") is added where figures are tied to
their claims (`truceline.reading.tie`).
"""

from __future__ import annotations

from collections.abc import Iterable

from truceline.reading.figures.counted import governors
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.parsed import Token

_BESIDE = ("compound", "nmod", "amod", "poss")


def counter_of(token: Token | None, lex: Lexicon) -> str | None:
    """The words that name who counted the amount at `token`; None where its sentence names nobody."""
    if token is None:
        return None
    above = governors(token, 8)
    for t in above:
        if t.pos_ in ("VERB", "AUX"):
            if t.lower_ in lex.counting_verbs:
                found = _subject_or_agent(t)
                if found is not None:
                    return words(found)
            tally = next((c for c in t.children if c.dep_ in ("nsubj", "dobj") and _is_tally(c, lex)), None)
            if tally is not None:
                return _keeper(tally, lex) or _who_put(t, tally)
            if t.dep_ in ("ROOT", "ccomp", "conj"):
                break
        elif _is_tally(t, lex):
            found_words = _keeper(t, lex)
            if found_words:
                return found_words
    return _by_count(token.sent, lex)


def _is_tally(t: Token, lex: Lexicon) -> bool:
    return t.pos_ in ("NOUN", "PROPN") and t.lower_ in lex.tally_nouns | lex.tolls


def _keeper(tally: Token, lex: Lexicon) -> str | None:
    """Whose tally it is."""
    for c in tally.children:
        by = c.dep_ == "prep" and c.lower_ in lex.kept_by
        if by and not (tally.lower_ in lex.tolls and c.lower_ in lex.caused_by):
            for p in c.children:
                if p.dep_ == "pobj":
                    return words(p)
        if c.dep_ == "acl" and c.tag_ == "VBN":
            for a in c.children:
                if a.dep_ == "agent":
                    for p in a.children:
                        return words(p)
    if tally.lower_ in lex.tolls:
        return None
    for c in tally.children:
        if c.dep_ in _BESIDE and c.lower_ not in lex.no_keepers:
            if c.dep_ == "poss" or c.pos_ == "PROPN" or (c.dep_ == "compound" and c.pos_ == "NOUN"):
                return words(c) if c.pos_ != "PRON" else None
            if c.dep_ == "amod" and c.text[:1].isupper():
                return words(c)
    return None


def _who_put(verb: Token, tally: Token) -> str | None:
    """Who puts a toll at a number."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i != tally.i), None)
    return words(subject) if subject is not None and tally.dep_ == "dobj" else None


def _subject_or_agent(verb: Token) -> Token | None:
    for c in verb.children:
        if c.dep_ == "agent":
            return next((p for p in c.children if p.dep_ == "pobj"), None)
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return None
    found = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if found is None and verb.dep_ in ("conj", "relcl") and verb.head.pos_ in ("VERB", "NOUN", "PROPN"):
        if verb.dep_ == "relcl":
            return verb.head
        return _subject_or_agent(verb.head)
    return found


def _by_count(sentence: Iterable[Token], lex: Lexicon) -> str | None:
    for t in sentence:
        if t.dep_ == "pobj" and t.head.lower_ in lex.kept_by and _is_tally(t, lex):
            found = _keeper(t, lex)
            if found:
                return found
    return None


def words(head: Token) -> str | None:
    """A noun phrase without its relative clause, as it stands; None for a pronoun."""
    if head.pos_ == "PRON":
        return None
    kept = [head]
    for c in head.children:
        if c.dep_ in (*_BESIDE, "det", "nummod") and c.i < head.i:
            kept.extend(t for t in c.subtree)
        elif c.dep_ == "prep" and c.i > head.i and c.lower_ in _WITHIN:
            kept.extend(c.subtree)
    first, last = min(t.i for t in kept), max(t.i for t in kept)
    if head.dep_ == "poss":
        last = head.i
    while first < head.i and head.doc[first].dep_ == "punct":
        first += 1
    return str(head.doc[first : last + 1].text)


_WITHIN = ("of", "for")
