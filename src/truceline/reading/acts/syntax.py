"""Who does what a verb says, and what it is done to, by the parse alone.

Passives, shared subjects, relative clauses, participles and the control of infinitives and
gerunds ("urged X to leave", "accused X of shelling", "promised X to leave").
"""

from __future__ import annotations

from collections.abc import Collection

from truceline.reading.acts.rules import ActsPack
from truceline.reading.parsed import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_RELATIVE = ("WDT", "WP")
_DEPTH = 6


def governed(head: Token, prepositions: Collection[str]) -> list[Token]:
    """What the prepositions of a word lead to, in the order of the text."""
    return [
        p
        for c in head.children
        if c.dep_ in ("prep", "agent", "dative") and c.lower_ in prepositions
        for p in c.children
        if p.dep_ == "pobj"
    ]


def behind(head: Token) -> dict[str, list[Token]]:
    """What each preposition of a word leads to."""
    out: dict[str, list[Token]] = {}
    for c in head.children:
        if c.dep_ in ("prep", "agent", "dative"):
            for p in c.children:
                if p.dep_ == "pobj":
                    out.setdefault(c.lower_, []).append(p)
                elif p.dep_ == "prep" and c.tag_ != "VBG":  # "out of", but not "according to"
                    out.setdefault(p.lower_, []).extend(q for q in p.children if q.dep_ == "pobj")
    return out


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)


def is_passive(verb: Token, depth: int = 0) -> bool:
    """Whether what a verb is done to stands where its subject would stand."""
    labels = {c.dep_ for c in verb.children}
    if labels & {"nsubjpass", "auxpass"} or ("agent" in labels and not labels & {"nsubj", "dobj"}):
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "acl" or (verb.dep_ == "advcl" and verb.tag_ == "VBN"):
        return not any(c.dep_ in ("nsubj", "dobj") for c in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and depth < _DEPTH:
        own = any(c.dep_ in ("nsubj", "aux", "dobj") for c in verb.children)
        return not own and verb.head.pos_ in ("VERB", "AUX") and is_passive(verb.head, depth + 1)
    return False


def agents(verb: Token) -> list[Token]:
    """Those behind the "by" of a passive."""
    found = [p for c in verb.children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    if found:
        return found
    return [
        g
        for c in verb.children
        if c.dep_ == "conj" and c.tag_ == "VBN" and is_passive(c)
        for a in c.children
        if a.dep_ == "agent"
        for g in a.children
        if g.dep_ == "pobj"
    ]


def undergoers(verb: Token, depth: int = 0) -> list[Token]:
    """What a verb is done to: its object, the subject of its passive, the noun that its clause belongs to."""
    if is_passive(verb):
        own = child(verb, "nsubjpass") or child(verb, "nsubj")
        if own is not None:
            return [_meant_by(own, verb)]
        if verb.dep_ in ("acl", "relcl"):
            return [verb.head]
        if verb.dep_ == "conj" and depth < _DEPTH:
            return undergoers(verb.head, depth + 1)
        return []
    out = [_meant_by(c, verb) for c in verb.children if c.dep_ == "dobj"]
    if not out and verb.dep_ == "relcl":
        own = child(verb, "nsubj")
        if own is not None and own.tag_ not in _RELATIVE and verb.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return [verb.head]
    if not out and depth < _DEPTH:
        joined = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.tag_ == verb.tag_]
        if joined and not any(c.dep_ in ("prep", "ccomp", "xcomp", "acomp") for c in verb.children):
            return [c for c in joined[0].children if c.dep_ == "dobj"]
    return out


def doers(verb: Token, pack: ActsPack, depth: int = 0) -> list[Token]:
    """Those who do what a verb says; empty for a passive that names nobody."""
    if depth > _DEPTH:
        return []
    if is_passive(verb):
        return agents(verb)
    own = child(verb, "nsubj", "csubj")
    if own is not None:
        return [_meant_by(own, verb)]
    if is_infinitive(verb):
        before = [
            p
            for c in verb.head.children
            if c.dep_ == "prep" and c.lower_ in pack.for_whom and verb.head.i < c.i < verb.i
            for p in c.children
            if p.dep_ == "pobj" and verb.left_edge.i - 2 <= p.right_edge.i < verb.i
        ]
        if before:
            return before
    if verb.dep_ in ("acl", "relcl"):
        return owners(verb.head, pack, depth) if is_infinitive(verb) else [verb.head]
    above = verb.head
    if above.i == verb.i:
        return []
    if verb.dep_ == "xcomp":
        return _controllers(verb, pack, depth)
    if verb.dep_ == "pcomp":
        return _of_gerund(above, pack, depth)
    if verb.dep_ in ("conj", "advcl", "ccomp", "dobj", "acomp", "parataxis", "dep"):
        if above.pos_ in ("NOUN", "PROPN"):
            return owners(above, pack, depth)
        found = doers(above, pack, depth + 1)
        if not found and verb.dep_ == "advcl" and is_passive(above) and is_infinitive(verb):
            return undergoers(above)
        return found
    return []


def _controllers(verb: Token, pack: ActsPack, depth: int) -> list[Token]:
    """Whose infinitive it is: the object of the verb above, or its subject."""
    above = verb.head
    if above.pos_ == "ADJ" or above.dep_ == "acomp":
        return doers(above.head, pack, depth + 1) if above.dep_ in ("acomp", "oprd") else []
    if above.lower_ not in pack.subject_control:
        between = next((c for c in above.children if c.dep_ in ("dobj", "dative") and c.i < verb.i), None)
        if between is not None:
            return [between]
    if is_passive(above):
        return undergoers(above)
    return doers(above, pack, depth + 1)


def _of_gerund(preposition: Token, pack: ActsPack, depth: int) -> list[Token]:
    above = preposition.head
    if above.pos_ in ("NOUN", "PROPN"):
        return owners(above, pack, depth)
    if above.pos_ == "ADJ":
        return doers(above.head, pack, depth + 1)
    if preposition.lower_ in pack.of_object:
        dealt = undergoers(above)
        if dealt and dealt[0].lower_ not in pack.each_other:
            return dealt
    found = doers(above, pack, depth + 1)
    return found or (undergoers(above) if is_passive(above) else [])


def owners(noun: Token, pack: ActsPack, depth: int = 0) -> list[Token]:
    """Whose plan, refusal or threat it is."""
    own = child(noun, "poss")
    if own is not None:
        return [own]
    by = governed(noun, ("by",))
    if by:
        return by
    if noun.dep_ == "dobj" and noun.head.pos_ in ("VERB", "AUX"):
        return doers(noun.head, pack, depth + 1)
    if noun.dep_ == "pobj" and noun.head.head.pos_ in ("VERB", "AUX"):
        return doers(noun.head.head, pack, depth + 1)
    return [c for c in noun.children if c.dep_ in ("amod", "compound", "nmod") and c.text[:1].isupper()][:1]


def _meant_by(token: Token, verb: Token) -> Token:
    """A relative pronoun stands for the noun of its clause."""
    if token.tag_ in _RELATIVE:
        above = verb
        for _ in range(_DEPTH):
            if above.dep_ == "relcl":
                return above.head
            above = above.head
    return token
