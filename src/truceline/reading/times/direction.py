"""Whether a time lies before or after the moment of speaking, by tense and modality."""

from __future__ import annotations

from bisect import bisect_right

from truceline.reading.grammar import grammar
from truceline.reading.parsed import Doc, Token
from truceline.reading.times.forms import Forms

DEPTH = 14


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds a character offset of the doc."""
    at = bisect_right(doc.ends, offset)
    return doc.tokens[at] if at < len(doc.tokens) else None


def direction(doc: Doc, offset: int, forms: Forms) -> int:
    """-1 past, 1 future, 0 not told, for a time that begins at `offset` of the doc."""
    token = token_at(doc, offset)
    if token is None:
        return 0
    if _over_what_happened(token, forms):
        return -1
    onward = _leads_on(token, forms)
    governed, apart = onward, False
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            break
        if head.lower_ in grammar().times.be and token.dep_ in ("attr", "npadvmod", "prep"):
            return 1
        if _is_to_be(token):
            return 1
        beside = _beside(token, forms)
        apart = apart or _once_done(token, head, forms)
        token = head
        found = _own_tense(token, forms) if beside or apart else _tense(token, forms, governed)
        if found == 0 and onward and token.tag_ in ("VBZ", "VBP"):
            return 1
        if found is not None:
            return found
        governed = governed or (token.tag_[:2] == "VB" and not _beside(token, forms))
    return _tense(token, forms, governed and not apart) or 0


def _noun_of(token: Token) -> tuple[Token, Token | None]:
    """The noun that a time tells of, and the preposition between ("Friday's raid", "talks on Friday")."""
    at, prep = token, None
    while at.dep_ in ("compound", "nummod", "amod") and at.head.tag_[:2] == "NN":
        at = at.head
    if at.dep_ == "pobj" and at.head.pos_ in ("ADP", "SCONJ"):
        prep, at = at.head, at.head
    return at.head, prep


def _over_what_happened(token: Token, forms: Forms) -> bool:
    """Whether a time tells when something happened that nobody fixes ahead ("Friday's raid")."""
    noun, _ = _noun_of(token)
    return noun.tag_[:2] == "NN" and noun.i != token.i and noun.lower_ in forms.pack.unplanned


def _leads_on(token: Token, forms: Forms) -> bool:
    """Whether a time is where something begins or runs to ("a pause from Friday", "has until Friday")."""
    _, prep = _noun_of(token)
    return prep is not None and prep.lower_ in forms.pack.onward


def _is_to_be(token: Token) -> bool:
    """ "Is to meet": the infinitive of what lies ahead."""
    return bool(
        token.tag_ == "VB"
        and token.dep_ == "xcomp"
        and token.head.lower_ in grammar().times.be
        and any(c.dep_ == "aux" and c.tag_ == "TO" for c in token.children)
        and not any(c.dep_ in ("acomp", "attr") for c in token.head.children)
    )


def _once_done(token: Token, head: Token, forms: Forms) -> bool:
    """Whether a time lies in what came before the verb over it ("agreed after meeting on Friday")."""
    if token.tag_ == "VBG" and token.dep_ == "pcomp":
        return head.lower_ in forms.pack.once_done
    return token.dep_ == "advcl" and any(
        c.dep_ == "mark" and c.lower_ in forms.pack.once_done for c in token.children
    )


def _beside(token: Token, forms: Forms) -> bool:
    """Whether a participle only tells what else went on ("Speaking on Friday, he refused ..."): its
    time is that of the verb it stands beside, not of what that verb leads to."""
    if token.lower_ in forms.pack.opening:
        return False
    return bool(token.dep_ == "advcl" and token.tag_ in ("VBG", "VBN"))


def _tense(token: Token, forms: Forms, governed: bool) -> int | None:
    tag, low = token.tag_, token.lower_
    if low in forms.ahead and tag[:2] in ("VB", "JJ", "NN", "RB"):
        return 1
    if governed and low in forms.ahead_for_others:
        return 1
    return _own_tense(token, forms)


def was_so(token: Token) -> bool:
    """Whether "could" tells what was there to be seen or heard, or what nobody managed, not what may come."""
    verbs = grammar().verbs
    lows = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass", "neg")}
    return bool(lows & verbs.managed and token.lower_ in verbs.perceived)


def _own_tense(token: Token, forms: Forms) -> int | None:
    tag = token.tag_
    if was_so(token):
        return -1
    if tag[:2] not in ("VB", "MD"):
        return None
    marks = [c for c in token.children if c.dep_ in ("aux", "auxpass", "mark")]
    lows = {c.lower_ for c in marks}
    to_be = tag != "VB" and "to" in lows and lows & grammar().times.be
    if to_be and token.dep_ == "xcomp" and token.head.lower_ in forms.pack.seeming:
        return None
    if lows & forms.future_words or tag == "MD" or to_be:
        return 1
    if tag == "VBD" or lows & grammar().verbs.have:
        return -1
    if any(c.tag_ == "VBD" for c in marks):
        return -1
    if (tag == "VB" and "to" in lows) or (tag == "VBG" and not lows & grammar().times.be):
        return None
    if tag == "VBN":
        return 0 if lows & grammar().times.be else -1
    if tag == "VB" or tag == "VBG":
        return 1
    if tag in ("VBZ", "VBP"):
        return 1 if token.lower_ in forms.fixed else 0
    return None
