"""What an amount counts that names it elsewhere: "the toll rose to 40", "of whom 12", "kidnapped 15"."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from truceline.model.reading import Figure
from truceline.reading.figures.amount import Amount
from truceline.reading.figures.amounts import rate_at
from truceline.reading.figures.counted import NOUNS, Counted, governors, tag_at, unit_of
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.figures.setting import Sentence
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

RATE_WORDS = 3
"""So many words after the counted thing may a rate stand ("trucks entered each day")."""
SUBJECTS = ("nsubj", "nsubjpass")
NUMBERED = 6
"""So far above an amount is the noun whose number it tells."""
PERSON = "person"


def named_elsewhere(
    block: PageBlock,
    w: Words,
    a: Amount,
    c: Counted,
    token: Token | None,
    before: Figure | None,
    lex: Lexicon,
) -> tuple[Counted, str | None]:
    """The counted thing of an amount without a noun, and what was done to it where a toll tells that.

    By turns: the toll that it is of; the subject that rises or falls to it; the figure before it,
    where it tells of a part of that ("of whom") or goes on in the same sentence; the noun that it is
    some of, where no figure told that; people, where "thousands" alone act.
    """
    if c.unit is not None or a.measure or a.share or token is None:
        return c, None
    tolled = _toll(token, lex)
    if tolled:
        return replace(c, unit=PERSON), tolled
    subject = _numbered(token, lex) or _subject_moved(token, lex)
    if subject is not None:
        return _counted_before(w, c, subject, lex), None
    bare = tag_at(block, w, a.last) not in NOUNS
    if before is not None and before.unit is not None and bare:
        same = before.span.end - block.start >= token.sent.start_char
        part = w.low(a.first - 1) in grammar().figures.pronouns or (
            w.low(a.last) == "of" and w.low(a.last + 1) in grammar().figures.of_them
        )
        if same and part:
            return replace(c, unit=before.unit), None
        if same and before.unit == PERSON and token.dep_ in ("dobj", *SUBJECTS):
            return replace(c, unit=PERSON), None
    if bare and (whole := _some_of(block, w, a, token, before, lex)) is not None:
        return _counted_before(w, c, whole, lex), None
    if a.vague and bare and token.dep_ in SUBJECTS and token.head.pos_ == "VERB":
        return replace(c, unit=PERSON), None
    return c, None


def _some_of(
    block: PageBlock, w: Words, a: Amount, token: Token, before: Figure | None, lex: Lexicon
) -> Token | None:
    """The plural noun that an amount is some of: "of the farmers held, 12", "farmers, 12 of whom"."""
    told = [t for t in token.sent if t.idx < w.starts[a.first]]
    if before is not None and before.span.end - block.start > token.sent.start_char:
        return None
    if w.low(a.last) == "of" and w.low(a.last + 1) in grammar().figures.of_them:
        above = [t for t in governors(token) if t in told and _plural(t, lex)]
        return next(iter(above or [t for t in reversed(told) if _plural(t, lex)]), None)
    first = next((t for t in told if not t.is_punct), None)
    if first is None or first.lower_ != "of" or not told[-1].is_punct:
        return None
    return next((t for t in first.children if t.dep_ == "pobj" and _plural(t, lex)), None)


def _plural(noun: Token, lex: Lexicon) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or (noun.tag_ == "NN" and noun.lower_ in lex.person)


def _toll(token: Token, lex: Lexicon) -> str | None:
    """What was done to the people that an amount is the toll of."""
    for t in governors(token, 4):
        if t.lower_ in lex.tolls:
            return _done(t, lex)
        if t.pos_ in ("VERB", "AUX"):
            kin = (*SUBJECTS, "dobj")
            toll = next((x for x in t.children if x.dep_ in kin and x.lower_ in lex.tolls), None)
            return _done(toll, lex) if toll is not None else None
    return None


def _done(toll: Token, lex: Lexicon) -> str:
    """ "Death toll", "injury toll": of what; of the dead where nothing is told."""
    beside = {x.lower_ for x in toll.children}
    return next((name for name, words in lex.harm if beside & words), lex.harm[0][0])


def _counted_before(w: Words, c: Counted, thing: Token, lex: Lexicon) -> Counted:
    """A thing counted that stands before its amount ("the number of shells that fell is 90")."""
    first = bisect_left(w.starts, thing.idx)
    unit = PERSON if thing.lower_ in lex.strengths else unit_of(thing.lower_, thing.tag_, lex)
    return replace(c, first=first, last=first + 1, head=thing.lower_, unit=unit)


def _numbered(token: Token, lex: Lexicon) -> Token | None:
    """The noun whose number is told: "put the number of shells at 90", "the strength of the unit is 83"."""
    to = token.dep_ == "pobj" and token.head.lower_ in lex.told_at
    if not to and token.dep_ not in ("attr", "dobj"):
        return None
    for t in governors(token, NUMBERED):
        held = (
            [x for x in t.children if x.dep_ in (*SUBJECTS, "dobj")]
            if t.pos_ in ("VERB", "AUX")
            else [t]
            if to
            else []
        )
        for x in held:
            if x.lower_ in lex.strengths:
                return x
            if x.lower_ in lex.numbers_of:
                return next(
                    (p for o in x.children if o.lower_ == "of" for p in o.children if _many(p, lex)), None
                )
        if t.pos_ in ("VERB", "AUX") and t.dep_ in ("ROOT", "ccomp", "advcl"):
            break
    return None


def _many(noun: Token, lex: Lexicon) -> bool:
    return noun.dep_ == "pobj" and _plural(noun, lex)


def _subject_moved(token: Token, lex: Lexicon) -> Token | None:
    """The plural noun that rises, falls or is cut to an amount."""
    if token.dep_ != "pobj" or token.head.dep_ != "prep":
        return None
    verb = token.head.head
    if verb.dep_ == "prep":
        verb = verb.head
    if verb.lower_ not in lex.change_words:
        return None
    subject = next((x for x in verb.children if x.dep_ in SUBJECTS), None)
    if subject is None:
        return None
    if subject.lower_ in lex.numbers_of:
        of = next((x for x in subject.children if x.dep_ == "prep" and x.lower_ == "of"), None)
        subject = next((x for x in of.children if x.dep_ == "pobj"), None) if of is not None else None
    return subject if subject is not None and subject.tag_ in ("NNS", "NNPS") else None


def is_further(w: Words, a: Amount, lex: Lexicon) -> bool:
    """Whether an amount is told to come on top of one before ("another four", "12 more", "rose by 12")."""
    words = [*w.lows[a.first : a.core], w.low(a.first - 1)]
    grown = w.low(a.first - 1) in lex.by_how_much and any(
        x in lex.change_words for x in w.lows[max(0, a.first - RATE_WORDS) : a.first]
    )
    return (
        grown
        or any(x in lex.further for x in words)
        or (
            w.low(a.last) in lex.further_after
            and (w.low(a.last + 1) not in lex.than or w.low(a.last + 2) in lex.than_then)
        )
    )


def rate_near(w: Words, c: Counted, sentence: Sentence, lex: Lexicon) -> str | None:
    """The rate told a few words after the counted thing, or at the head of the sentence."""
    if c.last is None:
        return None
    for j in range(c.last, min(c.last + RATE_WORDS + 1, sentence.last)):
        if w.low(j) in lex.rate_adverbs:
            return lex.rate_adverbs[w.low(j)]
        if w.low(j) in lex.each and (got := rate_at(w, j, lex)):
            return got[1]
        if not w.low(j)[:1].isalpha():
            break
    got = rate_at(w, sentence.first, lex) if w.low(sentence.first) in lex.each else None
    return got[1] if got else None


def told_apart(token: Token | None, lex: Lexicon) -> list[str]:
    """The categories that a predicate tells of an amount ("nine of them were children")."""
    if token is None:
        return []
    head = token.head if token.dep_ == "nummod" else token
    verb = head.head
    if head.dep_ not in SUBJECTS or verb.pos_ != "AUX":
        return []
    said = {t.lower_ for x in verb.children if x.dep_ == "attr" for t in (x, *x.conjuncts)}
    return [name for name, members in lex.categories if said & members]
