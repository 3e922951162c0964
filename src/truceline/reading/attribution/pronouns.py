"""Whom a pronoun stands for: whom the sentences before tell of, the nearest and most prominent first."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.model.reading import LinkKind, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.joint import shared_party
from truceline.reading.attribution.newly_told import (
    body_in,
    by_kin,
    by_one_name,
    by_role,
    document_in,
    subject_in,
)
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.attribution.told import (
    BESIDE,
    OBJECT,
    SUBJECT,
    WITHIN,
    Told,
    holder_of,
    people_told,
    sentences_before,
    told_in,
)
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon
from truceline.reading.page import PageBlock
from truceline.reading.parsed import TokenSpan

_PARAGRAPHS = 4
"""Paragraphs that may lie between a pronoun and the one whom it takes up."""
_FEW = 2
"""The same for "they"."""
_BODIES = (LinkKind.PARTY, LinkKind.BODY, LinkKind.AGENCY)
_PERSON = (MentionType.PERSON,)
_SEVERAL = (MentionType.PARTY, MentionType.ORGANISATION, MentionType.GROUP)
_BODY = (MentionType.PARTY, MentionType.ORGANISATION)


def is_pronoun(low: str) -> bool:
    """Whether a lower-case word can stand for a holder."""
    p = grammar().pronouns
    return any(low in words for words in (p.first, p.person, p.thing, p.many, p.alone))


def pronoun_holder(cast: Cast, low: str, source: Piece, speaker: Holder | None) -> Holder | None:
    """Whom a pronoun stands for, None where the text leaves it open; `speaker` is whose content it stands in.

    "we" in a quotation is its speaker, who is never "he" or "they" there.
    """
    p = grammar().pronouns
    if low in p.first:
        return speaker
    own = None if _quoted_by(cast, source, speaker) else speaker
    if low in p.person:
        return _person(cast, low, source, own, speaker)
    if low in p.many:
        return _they(cast, source, own, quoted=own is not speaker)
    if low in p.thing:
        return _thing(cast, source, own)
    return cast.last(lambda h: True)


def _quoted_by(cast: Cast, source: Piece, speaker: Holder | None) -> bool:
    """Whether a place stands in direct speech of a speaker who is named outside of it."""
    block = cast.page.block_at(source[0])
    if block is None or speaker is None:
        return False
    held = next((q for q in quotations_of(block) if q.holds(source[0])), None)
    return held is not None and not held.holds(speaker.at)


def _person(
    cast: Cast, low: str, source: Piece, speaker: Holder | None, quoting: Holder | None
) -> Holder | None:
    """The person that "he" or "she" is; what the page tells of gender is kept. In direct speech it is whom that
    has named, and never the one who is `quoting`."""
    gender = "f" if low in grammar().pronouns.feminine else "m"
    others = _beside_pronoun(cast, source)

    def fits(h: Holder) -> bool:
        person = (
            (h.kind is LinkKind.PERSON or h.anonymous) and not h.plural and not is_pronoun(h.name.lower())
        )
        if speaker is None and quoting is not None and _one(h, quoting):
            return False
        return person and cast.gender(h) in ("", gender) and not _among(h, others)

    found = speaker if speaker is not None and fits(speaker) else None
    if found is None and speaker is None and quoting is not None:
        found = _told_in_speech(cast, source, fits)
    found = found or _told_of(cast, source, fits, gender, others)
    if found is not None and found.kind is LinkKind.PERSON:
        cast.genders.setdefault(found.name, gender)
    return found


def _one(a: Holder, b: Holder) -> bool:
    """Whether two holders are one by entity, by name, or by a part of a name."""
    if a.entity and b.entity:
        return a.entity == b.entity
    mine, theirs = set(a.name.lower().split()), set(b.name.lower().split())
    return mine <= theirs or theirs <= mine


def _told_in_speech(cast: Cast, source: Piece, fits: Callable[[Holder], bool]) -> Holder | None:
    """The last person whom direct speech has named before a pronoun in it."""
    block = cast.page.block_at(source[0])
    held = next((q for q in quotations_of(block) if q.holds(source[0])), None) if block is not None else None
    if held is None:
        return None
    named = [
        m
        for m in cast.within((held.start, source[0]))
        if m.type is MentionType.PERSON and not is_anonymous(m)
    ]
    return next((h for m in reversed(named) if fits(h := holder_of(cast, m))), None)


def _told_of(
    cast: Cast, source: Piece, fits: Callable[[Holder], bool], gender: str, others: frozenset[str]
) -> Holder | None:
    here_block = cast.page.block_at(source[0])
    for n, (block, sent) in enumerate(sentences_before(cast, source[0], _PARAGRAPHS)):
        at = _end(block, sent, source)
        told = told_in(cast, block, sent, at, fits, _PERSON)
        newcomer = by_one_name(cast, block, sent, at, gender)
        newcomer = newcomer or by_kin(cast, block, sent, at, gender)
        if newcomer is not None and not any(t.speaks for t in told):
            return newcomer
        told = [t for t in told if _gender_in(cast, block, sent, t) in ("", gender)]
        if n == 0:
            told = [t for t in told if t.speaks or not _in_content(cast, block, source, t.holder)]
        top = [t for t in told if t.rank >= (BESIDE if n else WITHIN)]
        if not top and n == 0 and others and len({t.holder.name for t in told}) == 1:
            top = told
        if top:
            return _first(top)
        role = by_role(cast, block, sent, at, gender)
        if role is not None and fits(role):
            return role
        if n and block is here_block and (other := _unknown_subject(cast, block, sent, gender)) is not None:
            return other if fits(other) else None
        names = {t.holder.entity or t.holder.name for t in told}
        here = cast.page.block_at(source[0])
        if told and len(names) == 1 and n == 1 and block is here and not _own_subject(cast, block, sent):
            return told[0].holder
    return None


def _unknown_subject(cast: Cast, block: PageBlock, sent: TokenSpan, gender: str) -> Holder | None:
    """Somebody named whom a sentence is about and whom nobody knows: nearer than anybody before."""
    subject = subject_in(sent)
    if (
        subject is None
        or subject.tag_ != "NNP"
        or any(q.holds(block.start + subject.idx) for q in quotations_of(block))
    ):
        return None
    piece = noun_phrase(block, subject)
    if cast.within(piece) or cast.is_agency(block.text[slice(*piece)]) or subject.lower_ in cast.pack.bodies:
        return None
    told = any(c.dep_ in ("compound", "appos") and c.lower_ in cast.pack.people for c in subject.children)
    if not told:
        return None
    words = " ".join(block.text[slice(*piece)].split())
    return Holder(
        cast.full_name(words),
        LinkKind.PERSON,
        party=cast.side_of(block, piece),
        at=piece[0],
        span=block.at(*piece),
        forms=frozenset({subject.lower_}),
    )


def _first(top: list[Told]) -> Holder:
    """Of the most prominent, who speaks last in the sentence, else who stands first."""
    best = [t for t in top if t.rank == top[0].rank]
    speaking = [t for t in best if t.speaks]
    return (speaking[-1] if speaking else best[0]).holder


def _own_subject(cast: Cast, block: PageBlock, sent: TokenSpan) -> bool:
    """Whether a sentence is about another person than those whom its mentions name."""
    subject = next((c for c in sent.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and subject.lower_ in cast.pack.people | cast.pack.anonymous


def _end(block: PageBlock, sent: TokenSpan, source: Piece) -> int:
    return min(source[0], block.start + int(sent.end_char))


def _in_content(cast: Cast, block: PageBlock, source: Piece, h: Holder) -> bool:
    """Whether somebody stands in what the one behind the pronoun says ("Baran left, he said")."""
    token = head_of(block, source)
    named = head_of(block, (h.at, h.at + 1)) if block.start <= h.at < block.end else None
    if token is None or named is None:
        return False
    verb = token.head
    said = next((c for c in verb.children if c.dep_ == "ccomp"), None)
    return said is not None and (named == said or said.is_ancestor(named))


def _beside_pronoun(cast: Cast, source: Piece) -> frozenset[str]:
    """Who stands beside a pronoun in its own clause and so is somebody else ("he assured Tolle")."""
    block = cast.page.block_at(source[0])
    token = head_of(block, source) if block is not None else None
    if block is None or token is None or token.dep_ not in ("nsubj", "nsubjpass"):
        return frozenset()
    out: set[str] = set()
    for c in token.head.children:
        objects = [c] if c.dep_ in ("dobj", "dative") else []
        if c.dep_ in ("prep", "dative", "agent"):
            objects += [x for x in c.children if x.dep_ == "pobj"]
        for o in objects:
            if o.pos_ == "PROPN":
                out |= {m.entity for m in cast.within(noun_phrase(block, o)) if m.entity}
                out.add(o.lower_)
    return frozenset(out)


def _among(h: Holder, others: frozenset[str]) -> bool:
    return (h.entity is not None and h.entity in others) or h.name.lower().split()[-1:][0] in others


def _gender_in(cast: Cast, block: PageBlock, sent: TokenSpan, t: Told) -> str:
    """What the sentence tells of the gender of one it tells of alone ("Ilves lost her brother")."""
    known = cast.gender(t.holder)
    if known or t.rank < SUBJECT or t.speaks or t.holder.span is None:
        return known
    head = head_of(block, (t.holder.span.start, t.holder.span.end))
    if head is None or head.dep_ not in ("nsubj", "nsubjpass"):
        return ""
    p = grammar().pronouns
    owned = [x for c in head.head.children if c.i > head.i for x in c.children if x.dep_ == "poss"]
    for x in owned:
        if x.lower_ in p.feminine:
            return "f"
        if x.lower_ in p.masculine:
            return "m"
    return ""


def _they(cast: Cast, source: Piece, speaker: Holder | None, quoted: bool) -> Holder | None:
    """Those that "they" are: several who were told of last, else a body; where somebody is `quoted`, those of whom
    witnesses have told and not the witnesses."""
    others = _beside_pronoun(cast, source)

    def fits(h: Holder) -> bool:
        return (h.plural or h.kind in _BODIES) and not _among(h, others)

    if speaker is not None and fits(speaker):
        return speaker
    reach = 0 if _people_say(cast, source) else _FEW
    for n, (block, sent) in enumerate(sentences_before(cast, source[0], reach)):
        at = _end(block, sent, source)
        told = told_in(cast, block, sent, at, fits, _SEVERAL)
        told += [
            t
            for t in people_told(cast, block, sent, at)
            if not any(_overlap(t.holder, x.holder) for x in told)
        ]
        if quoted:
            told = [t for t in told if not (t.speaks and t.holder.anonymous)]
        if n == 0:
            told = [t for t in told if t.speaks or not _in_content(cast, block, source, t.holder)]
        both = _joint_subject(cast, block, sent, at) if n else None
        if both is not None:
            return both
        told = sorted(
            (t for t in told if t.rank >= BESIDE), key=lambda t: (-t.rank, not t.holder.plural, t.holder.at)
        )
        if told:
            many = [t for t in told if t.holder.plural]
            return (many or told)[0].holder
        if n and _about_things(block, sent, at):
            return None  # those of whom it says something, not who says it
    return None


def _people_say(cast: Cast, source: Piece) -> bool:
    """Whether "they say" stands behind what is said, where it may be anybody's word ("He is inside, they say.")."""
    block = cast.page.block_at(source[0])
    token = head_of(block, source) if block is not None else None
    if token is None or token.head.tag_ != "VBP":
        return False
    return bool(
        token.i > token.sent.start and token.nbor(-1).text == "," and token.head.i >= token.sent.end - 2
    )


def _joint_subject(cast: Cast, block: PageBlock, sent: TokenSpan, before: int) -> Holder | None:
    """The several names that a sentence is about ("Orlu and Tavan have fought for years. They blame ...")."""
    subject = subject_in(sent)
    if subject is None or subject.pos_ != "PROPN" or not any(c.pos_ == "PROPN" for c in subject.conjuncts):
        return None
    piece = noun_phrase(block, subject)
    if piece[1] > before or any(q.holds(piece[0]) for q in quotations_of(block)):
        return None
    words = ARTICLE.sub("", " ".join(block.text[slice(*piece)].split()))
    party = shared_party(cast, block, piece, subject)
    return Holder(words, LinkKind.BODY, party=party, at=piece[0], span=block.at(*piece), plural=True)


def _about_things(block: PageBlock, sent: TokenSpan, before: int) -> bool:
    """Whether a sentence is about several things, who then are "they" ("The talks went on. They will ..."); of
    whom it tells only by what is theirs ("Their cars were shot at"), the sentence before tells."""
    subject = subject_in(sent)
    owned = subject is not None and any(c.lower_ in grammar().pronouns.owners for c in subject.children)
    return (
        not owned
        and subject is not None
        and subject.tag_ in ("NNS", "NNPS")
        and block.start + subject.idx < before
    )


def _overlap(a: Holder, b: Holder) -> bool:
    return a.span is not None and b.span is not None and a.span.overlaps(b.span)


def _thing(cast: Cast, source: Piece, speaker: Holder | None) -> Holder | None:
    """The body, or the document, that "it" is; nobody where it only fills a place ("it is hard to say")."""
    if speaker is not None and speaker.kind in _BODIES and not speaker.plural:
        return speaker

    def fits(h: Holder) -> bool:
        return _is_thing(cast, h)

    for n, (block, sent) in enumerate(sentences_before(cast, source[0], _FEW)):
        at = _end(block, sent, source)
        told = told_in(cast, block, sent, at, fits, _BODY)
        if n == 0:
            told = [t for t in told if t.speaks or not _in_content(cast, block, source, t.holder)]
        top = [t for t in told if t.rank >= BESIDE]
        document = document_in(cast, block, sent, signed=_as_papers_do(cast, source)) if n else None
        if document is not None:
            return document
        speaking = [t for t in top if t.speaks]
        if speaking:
            return speaking[-1].holder
        subject = subject_in(sent) if n else None
        if subject is not None and subject.lower_ in grammar().pronouns.thing:
            continue  # "It names nobody. It asks for calm": whoever the first is
        if top:
            return top[0].holder
        named = body_in(cast, block, sent) if n or _behind_subject(block, sent, at) else None
        if named is not None:
            return named
        if told and n == 1 and told[-1].rank == OBJECT and block is cast.page.block_at(source[0]):
            return told[-1].holder
    return None


def _as_papers_do(cast: Cast, source: Piece) -> bool:
    """Whether what "it" does is what papers do ("It foresees ...")."""
    block = cast.page.block_at(source[0])
    token = head_of(block, source) if block is not None else None
    return token is not None and token.head.lower_ in grammar().attribution.only_papers


def _behind_subject(block: PageBlock, sent: TokenSpan, before: int) -> bool:
    """Whether a place stands in another clause behind what its own sentence is about ("The guild confirmed it, but its
    master ...")."""
    subject = subject_in(sent)
    return subject is not None and block.start + sent.root.idx < before and block.start + subject.idx < before


def _is_thing(cast: Cast, h: Holder) -> bool:
    """Whether "it" can be a holder: one body or party, a name that may be one's, or who spoke by a
    statement ("the declaration said")."""
    if h.span is not None and h.span.quote.lower().split()[-1:][0] in cast.pack.statements:
        return True
    if h.kind is LinkKind.PERSON and not h.unsure:
        return _named_as_body(cast, h)
    if h.anonymous and h.head in grammar().attribution.sources:
        return not h.plural
    return not h.plural and (h.kind in (*_BODIES, LinkKind.DOCUMENT) or h.unsure)


def _named_as_body(cast: Cast, h: Holder) -> bool:
    """Whether a name is a body's by its words ("the Marsh Event Data Project (MEDP)")."""
    kinds = lexicon(cast.vocabulary, cast.page.report.language).pack.organisation_words
    words = re.findall(r"[^\W\d_]+", h.name)
    return len(words) > 2 and any(w.lower() in kinds for w in words)
