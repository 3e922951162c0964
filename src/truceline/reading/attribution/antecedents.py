"""Whom common nouns stand for: somebody who has spoken, or was named, before."""

from __future__ import annotations

import re
from collections.abc import Callable

from truceline.model.accord import Entity
from truceline.model.reading import LinkKind, Mention, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import ARTICLE, Cast, Holder, is_anonymous
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.attribution.told import SUBJECT, holder_of, sentences_before, told_in
from truceline.reading.grammar import grammar
from truceline.reading.names import NamesPack, lexicon
from truceline.reading.strangers import movement_heads

_BODIES = (LinkKind.PARTY, LinkKind.BODY, LinkKind.AGENCY)
_OWNER = re.compile(r"([^\W_]+)['’]s\b")
_NEAR = 3
"""Paragraphs over which a noun that tells no name still reaches."""


def nominal_holder(
    cast: Cast, words: str, head: str, modified: bool, source: Piece | None = None
) -> Holder | None:
    """Who "the ministry", "the official" or "the movement" is; None where the text leaves it open.

    First a holder who was named by all these words, then one of that noun, then the latest that such a
    noun can stand for: a group is no state, a channel no ministry, a president nobody of another office.
    `modified` tells that a name stands before the noun ("the Orlu movement").
    """
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    rest = frozenset(re.findall(r"[^\W_]+", words.lower())) - grammar().attribution.pointers
    same = cast.last(
        lambda h: (
            bool(rest)
            and rest <= _words_of(h)
            and head not in _owners_in(h)
            and not _is_of(h, head, cast)
            and not _one_of_several(h, head, cast)
        )
    )
    if same is not None and same.kind is LinkKind.PERSON and head not in cast.pack.people:
        same = None
    if same is not None:
        return same
    pack = cast.pack
    if head in pack.groups and len(rest) <= 4:
        return _last(cast, source, lambda h: h.kind is LinkKind.PARTY and not _of_state(h, names)) or _last(
            cast, source, lambda h: h.kind in _BODIES and not _of_state(h, names)
        )
    if modified:
        return None
    if head in grammar().attribution.carriers:
        return _carrier(cast, head, source) if len(rest) == 1 else None
    if head in pack.people:
        owned = words.lower().split()[0] in grammar().pronouns.possessive
        told = rest - names.title_modifiers
        same = cast.last(lambda h: h.head == head and not (h.anonymous and told - _words_of(h)))
        same = same or (None if owned else _titled(cast, rest, source))
        if same is None and len(rest) == 1 and not owned:
            same = _last(cast, source, lambda h: _may_be(cast, h, head, names))
        return same
    singular = head[:-1] if head.endswith("s") else head
    if head in pack.anonymous:
        return cast.last(lambda h: h.head in (head, singular) and h.anonymous)
    if head in pack.bodies and len(rest) == 1:
        movements = movement_heads(cast.page.report.language)
        return _last(
            cast, source, lambda h: not h.anonymous and _can_be_body(cast, h, head, names, movements)
        )
    return None


def just_told(cast: Cast, head: str, source: Piece) -> Holder | None:
    """The one person whom the sentence right before is about, now called by another noun
    ("Bishop Anso called ... . The prelate said ..."); None where that noun has been somebody's before."""
    if head not in grammar().attribution.epithets or cast.last(lambda h: h.head == head) is not None:
        return None
    here = cast.page.block_at(source[0])
    before = [x for x in sentences_before(cast, source[0], 0) if x[0] is here][1:2]
    for block, sent in before:
        told = told_in(
            cast, block, sent, source[0], lambda h: h.kind is LinkKind.PERSON, (MentionType.PERSON,)
        )
        about = {t.holder.name: t.holder for t in told if t.rank == SUBJECT and not t.holder.plural}
        if len(about) == 1:
            return next(iter(about.values()))
    return None


def _words_of(h: Holder) -> frozenset[str]:
    return h.forms | frozenset(re.findall(r"[^\W_]+", h.name.lower()))


def _owners_in(h: Holder) -> frozenset[str]:
    """The words of a name that only tell whose it is ("the government's general staff")."""
    return frozenset(m.group(1) for m in _OWNER.finditer(h.name.lower())) - {h.head}


def _is_of(h: Holder, body: str, cast: Cast) -> bool:
    """Whether somebody unnamed is only told to be of such a body ("a source in the ministry")."""
    return h.anonymous and h.head != body and body in cast.pack.bodies


def _one_of_several(h: Holder, body: str, cast: Cast) -> bool:
    """Whether a body is only one of those who spoke together ("the government and the rebels")."""
    joins = grammar().attribution.joins
    return h.plural and body in cast.pack.bodies and any(f" {j} " in h.name for j in joins)


def _of_state(h: Holder, names: NamesPack) -> bool:
    return h.party in names.states or h.entity in names.states


def _last(cast: Cast, source: Piece | None, fits: Callable[[Holder], bool]) -> Holder | None:
    """The latest speaker who fits, within a few paragraphs."""
    found = cast.last(fits)
    if found is None or source is None:
        return found
    here, there = cast.page.block_at(source[0]), cast.page.block_at(found.at)
    if here is None or there is None:
        return found
    if here.fence != there.fence:
        return None
    between = [b for b in cast.page.blocks if there.number < b.number < here.number and b.readable]
    return found if len(between) <= _NEAR else None


def _may_be(cast: Cast, h: Holder, head: str, names: NamesPack) -> bool:
    """Whether a person can be called by an office: one whom the text has given no other."""
    if h.plural or not (h.kind is LinkKind.PERSON or h.anonymous):
        return False
    if h.anonymous and not h.head:
        return False  # a pronoun that stands for nobody known
    if h.anonymous:
        return h.head == head or h.head not in names.titles
    forms = {w for x in (*cast.spoken, *cast.quoted) if x.name == h.name for w in x.forms} | h.forms
    return not (forms & names.titles - {head})


def _titled(cast: Cast, words: frozenset[str], source: Piece | None) -> Holder | None:
    """The latest person whom the text has named by that office ("President Ilves")."""
    end = source[0] if source is not None else len(cast.page.text)
    latest: Mention | None = None
    for m in cast.within((0, end)):
        if (
            m.type is MentionType.PERSON
            and not is_anonymous(m)
            and words <= set(m.span.quote.lower().split())
        ):
            latest = m
    return holder_of(cast, latest) if latest is not None else None


def _can_be_body(cast: Cast, h: Holder, head: str, names: NamesPack, movements: frozenset[str]) -> bool:
    """Whether a holder can be called "the army", "the government", "the country"."""
    if h.kind not in (LinkKind.PARTY, LinkKind.BODY) or h.plural:
        return False
    if head in names.institutions:
        return (h.entity or "").endswith(f"-{names.institutions[head]}")
    if head in names.nominals and "state" in names.nominals[head]:
        return h.entity in names.states or h.kind is LinkKind.PARTY
    if head in names.government:
        known = cast.entity(h.party)
        governs = h.party in names.states or (known is not None and _governs(known, names))
        if head in names.of_state:
            return h.kind is LinkKind.PARTY and governs
        return h.kind is LinkKind.PARTY and not (frozenset(h.name.lower().split()) & movements)
    if head in grammar().attribution.any_body:
        return h.kind is LinkKind.BODY
    if head in names.strong or head in names.organisation_words or head in grammar().attribution.offices_of:
        return head in _words_of(h)
    return True


def _governs(party: Entity, names: NamesPack) -> bool:
    """Whether a party is a state's, or is known as a government."""
    if party.country is not None or party.id in names.states:
        return True
    forms = (party.name, *(a.text for a in party.aliases))
    return any(names.of_state & set(f.lower().split()) for f in forms)


def _carrier(cast: Cast, head: str, source: Piece | None) -> Holder | None:
    """The outlet that "the channel" is: one that has spoken, else one just told of."""
    kinds = grammar().attribution.carriers

    def fits(h: Holder) -> bool:
        return h.kind is LinkKind.AGENCY or cast.is_agency(h.name) or bool(kinds & _words_of(h))

    spoken = _last(cast, source, fits)
    if source is None:
        return spoken
    for block, sent in sentences_before(cast, source[0], _NEAR):
        if spoken is not None and spoken.at >= block.start + sent.start_char:
            return spoken
        quotes = quotations_of(block)
        for t in reversed(list(sent)):
            at = block.start + t.idx
            if at >= source[0] or t.lower_ not in kinds or any(q.holds(at) for q in quotes):
                continue
            if t.dep_ in ("compound", "amod", "nmod"):
                continue
            piece = noun_phrase(block, t)
            words = ARTICLE.sub("", " ".join(block.text[piece[0] : piece[1]].split()))
            party = cast.side_of(block, piece) or cast.side_of(
                block, (piece[0], block.start + t.right_edge.idx + len(t.right_edge.text))
            )
            return Holder(words, LinkKind.BODY, party=party, at=piece[0], span=block.at(*piece), head=head)
    return spoken
