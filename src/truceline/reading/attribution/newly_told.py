"""Whom a sentence tells of without having named them before: by an office, by one name, by kin, by a paper."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.model.reading import LinkKind, MentionType
from truceline.reading.attribution.antecedents import nominal_holder
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, is_anonymous
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.attribution.told import holder_of
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token, TokenSpan


def by_role(cast: Cast, block: PageBlock, sent: TokenSpan, before: int, gender: str) -> Holder | None:
    """The person whom a sentence is about by a common noun ("The governor has answered. He writes ...")."""
    subject = subject_in(sent)
    roles = cast.pack.people | cast.pack.anonymous
    if subject is None or subject.tag_ != "NN" or subject.lower_ not in roles:
        return None
    at = block.start + subject.idx
    if at >= before or any(q.holds(at) for q in quotations_of(block)):
        return None
    piece = noun_phrase(block, subject)
    words = " ".join(block.text[piece[0] : piece[1]].split())
    low = subject.lower_
    if low in grammar().attribution.compiled and not any(
        c.dep_ in ("amod", "compound") for c in subject.children
    ):
        return None
    back = nominal_holder(
        cast, words, low, modified=any(t.pos_ == "PROPN" for t in subject.subtree), source=piece
    )
    if back is not None:
        return back
    forms = frozenset(re.findall(r"[^\W\d_]+", words.lower()))
    if forms & (cast.pack.masculine if gender == "f" else cast.pack.feminine):
        return None
    return Holder(
        ARTICLE.sub("", words),
        LinkKind.ANONYMOUS,
        party=cast.side_of(block, piece),
        anonymous=True,
        at=piece[0],
        span=block.at(*piece),
        head=low,
        forms=forms,
    )


def by_one_name(cast: Cast, block: PageBlock, sent: TokenSpan, before: int, gender: str) -> Holder | None:
    """Somebody new whom a sentence is about by one name ("Tirza, a teacher, was away.")."""
    calendar = grammar().calendar
    for t in reversed(list(sent)):
        at = block.start + t.idx
        if at >= before or t.tag_ != "NNP" or t.dep_ not in ("nsubj", "nsubjpass", "conj"):
            continue
        if t.lower_ in calendar.months and t.i + 1 < len(t.doc) and t.nbor(1).like_num:
            continue
        if not _is_told_of(t) or any(m.span.start <= at < m.span.end for m in cast.mentions if m.entity):
            continue
        piece = noun_phrase(block, t)
        h = Holder(
            cast.full_name(t.text),
            LinkKind.PERSON,
            at=at,
            span=block.at(*piece),
            forms=frozenset({t.lower_}),
        )
        if cast.gender(h) in ("", gender):
            return h
    return None


def by_kin(cast: Cast, block: PageBlock, sent: TokenSpan, before: int, gender: str) -> Holder | None:
    """Somebody without a name whom a clause is about, by what they are to others ("my aunt lives there") or
    by their place among those told of ("The second was less hopeful.")."""
    for t in reversed(list(sent)):
        at = block.start + t.idx
        if at >= before or t.dep_ not in ("nsubj", "nsubjpass"):
            continue
        counted = t.lower_ in grammar().attribution.new and t.tag_ in ("JJ", "NN") and t.i == sent.start + 1
        if not counted and (t.lower_ not in grammar().attribution.kin or t.tag_ != "NN"):
            continue
        if any(m.span.start <= at < m.span.end for m in cast.mentions if not is_anonymous(m)):
            continue
        if any(q.holds(at) for q in quotations_of(block)) and not block.spoken:
            continue
        piece = noun_phrase(block, t)
        words = ARTICLE.sub("", " ".join(block.text[slice(*piece)].split()))
        forms = frozenset({t.lower_})
        h = Holder(
            words,
            LinkKind.ANONYMOUS,
            anonymous=True,
            at=piece[0],
            span=block.at(*piece),
            head=t.lower_,
            forms=forms,
        )
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


def subject_in(sent: TokenSpan) -> Token | None:
    return next((c for c in sent.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)


def document_in(cast: Cast, block: PageBlock, sent: TokenSpan, signed: bool = False) -> Holder | None:
    """The agreement that a sentence is about, or, where asked for, that somebody has `signed` in it."""
    subject = subject_in(sent)
    if signed and (subject is None or subject.lower_ not in cast.pack.documents):
        subject = next((c for c in sent.root.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if subject is None or subject.lower_ not in cast.pack.documents | cast.pack.statements:
        return None
    if subject.lower_ in cast.pack.statements and subject.head.lower_ in cast.pack.verbs:
        return None
    if any(q.holds(block.start + subject.idx) for q in quotations_of(block)):
        return None
    piece = noun_phrase(block, subject)
    words = ARTICLE.sub("", " ".join(block.text[piece[0] : piece[1]].split()))
    return Holder(words, LinkKind.DOCUMENT, at=piece[0], span=block.at(*piece), head=subject.lower_)


def _called_in_full(cast: Cast, words: str, piece: tuple[int, int], block: PageBlock) -> Holder | None:
    """The body that the page has named in full by these words."""
    sides = (MentionType.PARTY, MentionType.ORGANISATION)
    before = (m for m in cast.within((0, piece[0])) if m.type in sides and m.span.quote == words)
    found = next(before, None)
    return replace(holder_of(cast, found), at=piece[0], span=block.at(*piece)) if found is not None else None


def _is_known(cast: Cast, at: int) -> bool:
    """Whether a place stands within the mention of somebody known."""
    return any(m.entity and m.span.start <= at < m.span.end for m in cast.mentions)


def body_in(cast: Cast, block: PageBlock, sent: TokenSpan) -> Holder | None:
    """A body that nobody knows, by a name that is the subject ("Osmio bought the yard."), or by what it is ("The
    army shelled the yard.")."""
    subject = subject_in(sent)
    if subject is None or any(q.holds(block.start + subject.idx) for q in quotations_of(block)):
        return None
    piece = noun_phrase(block, subject)
    if subject.tag_ == "NN" and subject.lower_ in cast.pack.bodies and not cast.within(piece):
        known = nominal_holder(cast, block.text[slice(*piece)], subject.lower_, modified=False, source=piece)
        if known is not None:
            return replace(known, at=piece[0], span=block.at(*piece))
        words = ARTICLE.sub("", " ".join(block.text[slice(*piece)].split()))
        party = cast.side_of(block, piece)
        return Holder(
            words, LinkKind.BODY, party=party, at=piece[0], span=block.at(*piece), head=subject.lower_
        )
    if subject.tag_ != "NNP":
        return None
    if subject.lower_ in cast.pack.bodies and not _is_known(cast, block.start + subject.idx):
        words = ARTICLE.sub("", " ".join(block.text[slice(*piece)].split()))
        return Holder(
            words,
            LinkKind.BODY,
            party=cast.side_of(block, piece),
            at=piece[0],
            span=block.at(*piece),
            head=subject.lower_,
            forms=frozenset(words.lower().split()),
        )
    if ARTICLE.sub("", block.text[slice(*piece)]) != subject.text or cast.within(piece):
        return None
    words = cast.full_name(subject.text)
    if words != subject.text:
        return _called_in_full(cast, words, piece, block)
    if words.lower() in grammar().calendar.weekdays:
        return None
    return Holder(words, LinkKind.BODY, at=piece[0], span=block.at(*piece), unsure=True)
