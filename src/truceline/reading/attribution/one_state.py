"""Whose "the army", "the government", "a military spokesman" are on a page that gives such bodies to one state
alone ("Orlu's army", "the government of Orlu")."""

from __future__ import annotations

import re
from collections import Counter

from truceline.model.accord import Role
from truceline.model.reading import Mention, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import Cast, head_of
from truceline.reading.grammar import grammar
from truceline.reading.names import NamesPack, folded, lexicon
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.world import world

_ARMY = "military"
_FAR = 3
"""How many times as often a state must be named as any other with such bodies, where there are several."""
_LEFT = ("compound", "amod", "nmod", "poss", "nummod")
_JOINS = ("-", "‐", "‑", "–")
_STEPS = 6


def state_told(cast: Cast) -> str | None:
    """The party of the one state whose government or army a page names; None where it names none, or those of
    several: an army with no name beside it may be that of those who rule a part of a state. A state's own agency
    that names that state, and no other with such bodies as often, means its own."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    owned = {x for m in cast.mentions if (x := _owner(cast, m, names)) is not None}
    told = Counter(cast.party_of(m) or m.entity for m in cast.mentions)
    if (
        cast.home is not None
        and told[cast.home]
        and told[cast.home] >= max(told[x] for x in {*owned, cast.home})
    ):
        owned = {cast.home}
    if len(owned) > 1:
        often = Counter(m.entity for m in cast.mentions if m.entity in owned)
        first, second = often.most_common(2) if len(often) > 1 else ((None, 0), (None, 0))
        owned = {str(first[0])} if first[1] >= _FAR * max(second[1], 1) else set()
    state = cast.entity(next(iter(owned))) if len(owned) == 1 else None
    return (state.party or state.id) if state is not None else next(iter(owned), None)


def state_bound(cast: Cast) -> str | None:
    """The one state that the accord binds, where the page names no other: its ministers and its army need no name
    beside them."""
    states = lexicon(cast.vocabulary, cast.page.report.language).pack.states
    bound = {
        e.id
        for e in (cast.vocabulary.entities if cast.vocabulary is not None else ())
        if Role.PARTY in e.roles and (e.id in states or e.country is not None)
    }
    if len(bound) != 1 or any(m.entity in states - bound for m in cast.mentions):
        return None
    return bound.pop()


def home_of(cast: Cast) -> str | None:
    """The state that owns the outlet of a page, by the world's data: "the Ministry of Health" is its own."""
    language = cast.page.report.language
    outlet, states = folded(cast.page.report.outlet or ""), lexicon(cast.vocabulary, language).pack.states
    known = (*world().agencies, *world().outlets)
    owners = (o.owner for o in known if outlet in map(folded, o.names.get(language, ())))
    return next((x for x in owners if x in states), None) if outlet else None


def _owner(cast: Cast, m: Mention, names: NamesPack) -> str | None:
    """The state to which a mention gives a body of its own."""
    entity = m.entity or ""
    if _is_state(cast, entity, names):
        if m.type is MentionType.PLACE or cast.page.text[m.span.end : m.span.end + 1] in _JOINS:
            return None
        bodies = names.government | {w for w, kind in names.institutions.items() if kind == _ARMY}
        last = m.span.quote.lower().split()[-1]
        before = cast.page.text[max(0, m.span.start - 30) : m.span.start].lower()
        of = re.search(r"([\w ]+?) of (?:the )?$", before)
        led = of is not None and of.group(1).split()[-1:] and of.group(1).split()[-1] in bodies
        return entity if led or last in bodies else None
    if m.span.quote.lower().split()[-1] in grammar().attribution.armed_people:
        return None  # soldiers abroad tell of no army of the land
    stem, _, suffix = entity.rpartition("-")
    return stem if suffix == _ARMY and _is_state(cast, stem, names) else None


def _is_state(cast: Cast, id: str, names: NamesPack) -> bool:
    known = cast.entity(id)
    return bool(id) and (id in names.states or (known is not None and known.country is not None))


def speaks_for_it(cast: Cast, block: PageBlock, *pieces: Piece | None) -> bool:
    """Whether the words of a source are of a state's body that is given to nobody ("Army spokesman Ole Pind",
    "a spokesman for the government", "the national army")."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    known = names.government & names.of_one_state | {w for w, k in names.institutions.items() if k == _ARMY}
    plain = names.title_modifiers | names.anonymous_words | names.official | grammar().pronouns.possessive
    offices = names.portfolios if cast.home and cast.home == cast.state else frozenset[str]()
    for piece in pieces:
        run = (
            block.doc.char_span(piece[0] - block.start, piece[1] - block.start, alignment_mode="expand")
            if piece is not None
            else None
        )
        if piece is None or run is None:
            continue
        if any(cast.party_of(m) or m.type is MentionType.PLACE for m in cast.within(piece)):
            continue  # "the foreign ministry in Orlu" is whose capital that is
        inside = {t.i for t in run}
        for t in run:
            if cast.bound and (t.lower_ not in known or t != run.root):
                continue  # a ministry may be that of those who rule a part of the state
            if _is_body(t, names) and _is_for(t, inside, cast, names) and _bare(t, plain, offices, names):
                return True
    return False


def seated(cast: Cast, block: PageBlock, piece: Piece) -> str | None:
    """The state in whose capital a body of a state sits ("the foreign ministry in Orlu")."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    head = head_of(block, piece)
    if head is None or not _is_body(head, names):
        return None
    led = [c for c in head.children if c.lower_ in grammar().names.place_before and c.dep_ == "prep"]
    at = [block.start + x.idx for c in led for x in c.children if x.dep_ == "pobj"]
    here = (m for m in cast.within(piece) if any(m.span.start <= x < m.span.end for x in at))
    return next((s for m in here if (s := names.seats.get(m.entity or ""))), None)


def _is_body(t: Token, names: NamesPack) -> bool:
    before = t.nbor(-1).lower_ if t.i else ""
    return t.lower_ in names.of_one_state or f"{before} {t.lower_}" in names.of_one_state


def _is_for(body: Token, inside: set[int], cast: Cast, names: NamesPack) -> bool:
    """Whether a body is the source itself, or what its speaker is of."""
    if body.i and body.nbor(-1).text in _JOINS:
        return False  # "an anti-government leader"
    at = body
    for _ in range(_STEPS):
        if at.head.i not in inside or at.head.i == at.i:
            return True
        if at.dep_ == "pobj" and at.head.lower_ not in grammar().attribution.belonging:
            return False
        if at.dep_ not in ("pobj", "prep", "compound", "poss", "nmod", "amod"):
            return False
        at = at.head
        if at.lower_ in cast.pack.outsiders | cast.pack.against | names.private | names.past:
            return False
    return False


def _bare(body: Token, plain: frozenset[str], offices: frozenset[str], names: NamesPack) -> bool:
    """Whether nothing beside a body tells whose it is; `offices` tell only what it is for."""
    for c in body.children:
        if c.dep_ == "prep" and c.lower_ in grammar().attribution.belonging:
            if all(x.lower_ in offices for x in c.children):
                continue
            return False
        whole = f"{c.lower_} {body.lower_}" in names.of_one_state
        if c.dep_ in _LEFT and c.lower_ not in plain | offices | names.beside_one_state and not whole:
            return False
    return True
