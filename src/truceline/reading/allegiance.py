"""Whose side the words of a noun phrase put somebody on, and whose they only seem to.

"an Orlu official", "the Front's spokesman", "the president of Orlu" speak for Orlu and the Front.
A farmer, a newspaper or a charity of Orlu does not, nor one of another people within it, a former
minister, an Orlu-backed militia, or a body that only has the word in a longer name of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from truceline.reading.grammar import grammar
from truceline.reading.names import NamesPack
from truceline.reading.pack import AttributionPack
from truceline.reading.parsed import Doc, Token

_CLAUSES = ("relcl", "acl", "advcl", "ccomp")
_JOINS = ("-", "‐", "‑", "–")
PEOPLE = ("NNPS", "NNS")
"""How the parse tags a people's name that is a noun ("thousands of Orluans")."""
_STEPS = 8


class Marked(NamedTuple):
    """A name with a party, or of a known body that is of none, by its tokens first .. last - 1."""

    first: int
    last: int
    entity: str | None
    party: str | None


def party_of(head: Token, marked: Sequence[Marked], names: NamesPack, pack: AttributionPack) -> str | None:
    """The party that the noun phrase of `head` speaks for, by the names in it; None where none tells.

    The body that somebody is of goes before the country named in passing ("Orlu director at the Front").
    """
    fitting = [m for m in marked if _belongs(head, m, names, pack)]
    if fitting and shared(head.doc, fitting[0], marked):
        return None
    posted = _employer(head)
    if posted is not None:
        fitting = [m for m in fitting if m.first >= posted.i or m.entity not in names.states]
    return fitting[0].party if fitting else None


def shared(doc: Doc, m: Marked, marked: Sequence[Marked]) -> bool:
    """Whether a people's adjective is joined to another of none of the names ("Western and Orlu leaders")."""
    t = _head_of(doc, m)
    if t.dep_ not in ("amod", "compound", "nmod", "conj"):
        return False
    joined = [
        c for c in t.conjuncts if c.text[:1].isupper() and c.dep_ in ("amod", "compound", "nmod", "conj")
    ]
    return any(not any(x.first <= c.i < x.last for x in marked) for c in joined if c.pos_ in ("ADJ", "PROPN"))


def _employer(head: Token) -> Token | None:
    """What leads from a role to the body that somebody is at or with ("at the Front")."""
    for c in head.children:
        if c.dep_ == "prep" and c.lower_ in grammar().attribution.employed:
            return c if any(x.dep_ == "pobj" and x.pos_ == "PROPN" for x in c.children) else None
    return None


def _belongs(head: Token, m: Marked, names: NamesPack, pack: AttributionPack) -> bool:
    doc = head.doc
    t = _head_of(doc, m)
    if t == head:
        return speaks_for(doc, m, head, names, pack)
    bearer: Token | None = None
    at = t
    for _ in range(_STEPS):
        if at == head or at.dep_ == "ROOT":
            break
        if at.dep_ == "pobj" and at.head.lower_ not in grammar().attribution.belonging:
            return False
        if at.dep_ == "pobj" and head.lower_ in pack.outsiders:
            return False
        if at.dep_ in _CLAUSES and not (at.lower_ in names.run_by and t.dep_ == "pobj"):
            return False
        at = at.head
        if bearer is None and at.pos_ != "ADP":
            bearer = at
    else:
        return False
    return speaks_for(doc, m, bearer or head, names, pack)


def _between(doc: Doc, m: Marked, bearer: Token) -> Token | None:
    """Who, told between a bearer and a name, has the name ("the rebels" of "a spokesman for the rebels of Orlu")."""
    own = _head_of(doc, m)
    if own.dep_ in ("poss", "compound", "nmod", "amod") and m.last <= own.head.i != bearer.i < m.first:
        return own.head
    if own.dep_ == "pobj" and own.head.dep_ == "prep" and bearer.i < own.head.head.i < m.first:
        return own.head.head
    return None


def _head_of(doc: Doc, m: Marked) -> Token:
    for t in reversed(doc[m.first : m.last]):
        if not m.first <= t.head.i < m.last or t.head.i == t.i:
            return t
    return doc[m.last - 1]


def speaks_for(doc: Doc, m: Marked, bearer: Token, names: NamesPack, pack: AttributionPack) -> bool:
    """Whether who is called `bearer` speaks for the name beside it: by the words between the two."""
    if _hyphened(doc, m, names):
        return False
    inner = _between(doc, m, bearer)
    if inner is not None and not speaks_for(doc, m, inner, names, pack):
        return False  # "a spokesman for Orlu's rebels"
    after = m.last <= bearer.i
    between = [t for t in doc[m.last : bearer.i + 1] if not t.is_punct] if after else [bearer]
    owned = bool(after and between and between[0].tag_ == "POS")
    if owned:
        between = between[1:]
    low = [t.lower_.rstrip(".") for t in between]
    if after and low and low[0] in names.posted and m.entity in names.unions:
        return False
    if _past(doc, m, bearer, low, names):
        return False
    if (between[-1].lower_ if after and between else bearer.lower_) in names.beside:
        return False  # "Orlu's allies", "a rival of the Front"
    if m.entity in names.media and after and any(_is_official(w, names, pack) for w in low):
        return False  # letters that an agency shares with an army
    if m.party not in names.states or m.entity in names.media:
        return not after or owned or not any(w in pack.outsiders and w not in names.official for w in low)
    if not between or m.first <= bearer.i < m.last or doc[m.last - 1].tag_ in PEOPLE:
        return _is_whole(doc, m, names)
    if {*low, *_modifiers(bearer)} & pack.against:
        return False
    if not after:
        return bearer.lower_ not in names.private
    state_owned = bool(names.of_state & set(low))
    if between[-1].lower_ in names.private and not state_owned:
        return False
    official = [i for i, w in enumerate(low) if _is_official(w, names, pack)]
    named = between[-1].pos_ == "PROPN" and between[-1].text[:1].isupper()
    if owned and named and not official:
        return not any(w in names.organisation_words for w in low)
    first = official[0] if official else len(between)
    if any(_of_a_people(t, names) for t in between[:first]):
        return False
    if owned:
        return True
    if named and low[-1] in names.organisation_words - names.strong and len(low) > 1:
        return any(i < len(low) - 1 for i in official)
    return bool(official)


def _is_official(word: str, names: NamesPack, pack: AttributionPack) -> bool:
    if word in pack.against or word in names.private:
        return False
    return word in names.official or (word in names.title_parts and word not in pack.outsiders)


def _modifiers(noun: Token) -> set[str]:
    return {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod")}


def _hyphened(doc: Doc, m: Marked, names: NamesPack) -> bool:
    """Whether a name only tells who backs or opposes somebody ("Orlu-backed", "pro-Orlu")."""
    if m.first > 1 and doc[m.first - 1].text in _JOINS and not doc[m.first - 1].whitespace_:
        return not doc[m.first - 2].whitespace_
    if m.last + 1 < len(doc) and doc[m.last].text in _JOINS and not doc[m.last - 1].whitespace_:
        after = doc[m.last + 1]
        named_on = after.text[:1].isupper() and m.party not in names.states
        return not doc[m.last].whitespace_ and after.lower_ not in names.run_by and not named_on
    return False


def _past(doc: Doc, m: Marked, bearer: Token, between: Sequence[str], names: NamesPack) -> bool:
    """Whether somebody no longer is what the words say ("a former Orlu minister")."""
    if any(w in names.past for w in between):
        return True
    before = [
        c.lower_ for c in bearer.children if c.i < bearer.i and c.dep_ in ("amod", "compound", "advmod")
    ]
    opening = doc[m.first - 1].lower_.rstrip("-") if m.first else ""
    return opening in names.past or any(w in names.past for w in before)


def _is_whole(doc: Doc, m: Marked, names: NamesPack) -> bool:
    """Whether a people's name alone stands for its state: "the Orluans", not "local Orluans"."""
    last = doc[m.last - 1]
    if last.lower_ not in names.demonyms:
        return True
    left = [t for t in doc[last.left_edge.i : m.first] if not t.is_punct]
    return [t.lower_ for t in left] == ["the"]


def alone(noun: Token) -> bool:
    """Whether a noun before another has nothing but its article and the sign of an owner, and no name beside it ("an Orlu
    rebel group")."""
    beside = [c for c in noun.head.children if c.i < noun.i]
    new = any(c.lower_ in grammar().attribution.indefinite for c in beside)
    named = new and any(c.text[:1].isupper() and c.dep_ != "det" for c in beside)
    return not named and all(c.dep_ in ("det", "case") for c in noun.children)


def _of_a_people(t: Token, names: NamesPack) -> bool:
    """Whether a capital adjective names a people or a faith within a state ("Syrian Kurdish")."""
    low = t.lower_
    if not t.text[:1].isupper() or low in names.title_parts or low in names.official:
        return False
    return low in names.peoples or (
        t.pos_ == "ADJ" and low.endswith(tuple(grammar().writing.people_endings_cut))
    )
