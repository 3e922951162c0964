"""Whose word a statement, a report or a paper is: who is told to have made or issued it.

"The statement" is that of whoever the text has told to have issued one, never simply of whom it
named last; where it tells nobody, the paper speaks for itself and its issuer is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from truceline.model.reading import BlockKind, LinkKind
from truceline.reading.attribution.content import Piece, run_of
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, head_of
from truceline.reading.attribution.nouns import noun_phrase, subject_of
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.attribution.told import sentences_before
from truceline.reading.grammar import grammar
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token, TokenSpan

Resolve = Callable[[PageBlock, Piece], Holder]
_PARAGRAPHS = 12
"""Paragraphs over which a paper is still the one told of."""
_APART = 3
"""Words between a verb of issuing and the paper, at the most, in a headline."""
_NEAR = 1
"""Paragraphs over which the one speaker there was is taken for its issuer."""


def maker_of(cast: Cast, block: PageBlock, head: Token, resolve: Resolve) -> Holder | None:
    """Who made a statement, where its own words tell: "a statement from the ministry", "Ruiz's letter", "a
    Front communique"."""
    if not _is_paper(cast, head):
        return None
    owner = next((c for c in head.children if c.dep_ == "poss" and c.pos_ in ("PROPN", "NOUN")), None)
    if owner is not None:
        start, _ = noun_phrase(block, owner)
        return resolve(block, (start, block.start + owner.idx + len(owner.text)))
    owner = _after(head)
    if owner is not None:
        return resolve(block, noun_phrase(block, owner))
    owner = next((c for c in reversed(list(head.lefts)) if _names_a_body(cast, c)), None)
    if owner is None:
        return None
    start, end = block.start + owner.left_edge.idx, block.start + owner.idx + len(owner.text)
    return resolve(block, (start, end))


def _after(head: Token) -> Token | None:
    """Who is named after a paper: "from X", "by X", "issued by X"; for "in X" an outlet's report."""
    for c in head.children:
        led = c.dep_ == "prep" and c.lower_ in grammar().attribution.made_by - {"of"}
        if led or (c.dep_ == "agent"):
            return next((x for x in c.children if x.dep_ == "pobj"), None)
        if c.dep_ == "prep" and c.lower_ in grammar().attribution.carried_in:
            place = next((x for x in c.children if x.dep_ == "pobj"), None)
            if place is not None and place.lower_ in grammar().attribution.carriers:
                return place
        if c.dep_ == "acl" and c.lower_ not in grammar().attribution.seen_by:
            agent = next((x for x in c.children if x.dep_ == "agent"), None)
            if agent is not None:
                return next((x for x in agent.children if x.dep_ == "pobj"), None)
    return None


def _names_a_body(cast: Cast, noun: Token) -> bool:
    """Whether a noun before "statement" names who made it ("an army statement")."""
    if noun.dep_ not in ("compound", "nmod"):
        return False
    return noun.pos_ == "PROPN" or noun.lower_ in cast.pack.bodies


def _is_paper(cast: Cast, t: Token) -> bool:
    low = t.lower_
    singular = low[:-1] if low.endswith("s") else low
    return (
        low in grammar().attribution.compiled
        or low in cast.pack.statements
        or singular in cast.pack.statements
        or bool({low, singular} & grammar().attribution.inscribed)
    )


def issuer_of(cast: Cast, block: PageBlock, source: Piece, head: Token, resolve: Resolve) -> Holder | None:
    """Who issued the paper that a definite noun takes up ("the statement"); None where the text tells nobody.

    It goes back to where a paper of that name, else any, is told of: in whose words, by whose act of
    issuing, or as that in which somebody speaks.
    """
    same: Holder | None = None
    other: Holder | None = None
    for there, sent in sentences_before(cast, source[0], _PARAGRAPHS):
        for t in reversed(list(sent)):
            at = there.start + t.idx
            if at >= source[0] or t.lower_ not in cast.pack.statements or t.pos_ not in ("NOUN", "PROPN"):
                continue
            if any(q.holds(at) for q in quotations_of(there)):
                continue
            if other is not None and t.lower_ != head.lower_:
                continue
            found = _told_at(cast, there, sent, t, resolve)
            if found is None:
                if any(c.lower_ in grammar().attribution.indefinite for c in t.children):
                    return other
                continue
            if t.lower_ == head.lower_:
                same = found
                break
            other = other or found
        if same is not None:
            break
    return same or other or _headlined(cast, block, resolve) or _lone_speaker(cast, block, source)


def _headlined(cast: Cast, block: PageBlock, resolve: Resolve) -> Holder | None:
    """Who the headline says issued a paper ("Orlu army issues statement on bridge", "Statement by the Front")."""
    above = (b for b in cast.page.blocks if b.kind is BlockKind.HEADLINE and b.number < block.number)
    for there in above:
        if not there.readable or there.fence != block.fence:
            continue
        for t in there.doc:
            if t.lower_ not in cast.pack.statements:
                continue
            made = maker_of(cast, there, t, resolve)
            issues = [x for x in there.doc[max(1, t.i - _APART) : t.i] if x.lower_ in cast.pack.issues]
            if made is None and issues:
                made = resolve(there, run_of(there, there.doc[0], issues[0].nbor(-1)))
            if made is not None:
                return made
    return None


def _told_at(cast: Cast, block: PageBlock, sent: TokenSpan, paper: Token, resolve: Resolve) -> Holder | None:
    made = maker_of(cast, block, paper, resolve)
    if made is not None:
        return made
    at = block.start + paper.idx
    spoken = next(
        (h for h in reversed(cast.spoken) if h.span is not None and h.span.start <= at < h.span.end), None
    )
    if spoken is not None and spoken.kind is not LinkKind.DOCUMENT:
        return spoken
    governor = paper.head
    if paper.dep_ == "nsubjpass":
        agent = next((c for c in governor.children if c.dep_ == "agent"), None)
        by = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
        return resolve(block, noun_phrase(block, by)) if by is not None else None
    if paper.dep_ == "dobj" and governor.lower_ in cast.pack.issues:
        return _subject(cast, block, governor, resolve)
    if paper.dep_ == "pobj" and paper.head.lower_ in grammar().attribution.by_statement:
        verb = paper.head.head
        if verb.dep_ == "dobj":  # "condemned the raid in a statement"
            verb = verb.head
        if verb.lower_ in cast.pack.verbs or verb.lower_ in cast.pack.issues:
            return _subject(cast, block, verb, resolve)
    return None


def _subject(cast: Cast, block: PageBlock, verb: Token, resolve: Resolve) -> Holder | None:
    subject = subject_of(verb)
    if subject is None or _is_paper(cast, subject):
        return None
    piece = noun_phrase(block, subject)
    spoken = next((h for h in reversed(cast.spoken) if h.at == piece[0]), None)
    return spoken or resolve(block, piece)


def _lone_speaker(cast: Cast, block: PageBlock, source: Piece) -> Holder | None:
    """The one who spoke right before a paper that nobody was told to have issued; None where two did."""
    near: list[Holder] = []
    for h in cast.spoken:
        there = cast.page.block_at(h.at)
        if there is not None and h.at < source[0] and 0 <= block.number - there.number <= _NEAR:
            near.append(h)
    near = [h for h in near if h.kind not in (LinkKind.AGENCY, LinkKind.DOCUMENT) and not h.plural]
    if len({h.entity or h.name for h in near}) != 1:
        return None
    named = {m.entity for m in cast.within((near[-1].at, source[0])) if m.party and m.party != near[-1].party}
    return near[-1] if not named else None


def by_content(cast: Cast, block: PageBlock, content: Piece, resolve: Resolve) -> Holder | None:
    """Whose an unsigned paper is that is named for what somebody says in it ("The council said ..., according to a
    statement"): theirs who say it; of a paper that finds something, its maker's."""
    tokens = block.doc.char_span(
        content[0] - block.start, content[1] - block.start, alignment_mode="contract"
    )
    verb = tokens.root if tokens is not None else None
    if verb is None or verb.lower_ not in cast.pack.verbs or not verb.tag_.startswith("VB"):
        return None
    subject = subject_of(verb)
    if subject is None or subject.pos_ == "PRON":
        return None
    return maker_of(cast, block, subject, resolve) or _subject(cast, block, verb, resolve)


def unissued(block: PageBlock, source: Piece, base: Holder) -> Holder:
    """A paper that speaks for itself."""
    words = ARTICLE.sub("", base.name)
    return replace(base, name=words, kind=LinkKind.DOCUMENT, at=source[0], span=block.at(*source))


def paper_head(cast: Cast, block: PageBlock, source: Piece) -> Token | None:
    """The noun of a source that is a statement, a report or figures; None for any other source."""
    head = head_of(block, source)
    return head if head is not None and _is_paper(cast, head) else None
