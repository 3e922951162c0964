"""Whether a time lies before or after the moment of speaking, by tense and modality."""

from __future__ import annotations

from bisect import bisect_right

from spacy.tokens import Doc, Token

from truceline.reading.grammar import grammar
from truceline.reading.times.forms import Forms

DEPTH = 14
_ENDS = "ends of tokens"
"""Key of a doc's own list of where its tokens end, made when first asked for."""


def token_at(doc: Doc, offset: int) -> Token | None:
    """The token that holds a character offset of the doc."""
    ends = doc.user_data.get(_ENDS)
    if ends is None:
        ends = doc.user_data[_ENDS] = [t.idx + len(t) for t in doc]
    at = bisect_right(ends, offset)
    return doc[at] if at < len(ends) else None


def direction(doc: Doc, offset: int, forms: Forms) -> int:
    """-1 past, 1 future, 0 not told, for a time that begins at `offset` of the doc."""
    token = token_at(doc, offset)
    if token is None:
        return 0
    governed = False
    for _ in range(DEPTH):
        head = token.head
        if head.i == token.i:
            break
        if head.lower_ in grammar().times.be and token.dep_ in ("attr", "npadvmod", "prep"):
            return 1
        beside = _beside(token)
        token = head
        found = _own_tense(token, forms) if beside else _tense(token, forms, governed)
        if found is not None:
            return found
        governed = governed or (token.tag_[:2] == "VB" and not _beside(token))
    return _tense(token, forms, governed) or 0


def _beside(token: Token) -> bool:
    """Whether a participle only tells what else went on ("Speaking on Friday, he refused ..."): its
    time is that of the verb it stands beside, not of what that verb leads to."""
    return bool(token.dep_ == "advcl" and token.tag_ in ("VBG", "VBN"))


def _tense(token: Token, forms: Forms, governed: bool) -> int | None:
    tag, low = token.tag_, token.lower_
    if low in forms.ahead and tag[:2] in ("VB", "JJ", "NN"):
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
    if (
        lows & forms.future_words
        or tag == "MD"
        or (tag != "VB" and "to" in lows and lows & grammar().times.be)
    ):
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
