"""Whose side somebody is on by what stands around, where their own words do not tell.

A newcomer told without a word of who they are has mostly just been told of by an office ("Norway's
ambassador says ... . Ole Tolle told reporters ..."). A minister or an army without a state is that of the
state from which the report is written, or of the state in whose name they and those before them speak.
"""

from __future__ import annotations

from dataclasses import replace

from truceline.model.reading import BlockKind, LinkKind, MentionType
from truceline.reading.attribution.content import Piece
from truceline.reading.attribution.holders import Cast, Holder, head_of, is_anonymous
from truceline.reading.attribution.one_state import state_bound
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.datelines import happens_in
from truceline.reading.grammar import grammar
from truceline.reading.names import lexicon
from truceline.reading.page import Page, PageBlock

_NEAR = 2
"""Paragraphs over which an office still tells who a newcomer is."""
_GOVERNMENT = 3
"""Paragraphs over which a speaker for a state still tells whose a minister is."""
_VOICES, _SHARE = 4, 0.75
"""How many must have spoken for parties, and what part of them for one state, to tell whose report it is."""
_DATELINE = 60
"""Characters of a first line in which a dateline stands."""


def placed(
    cast: Cast, block: PageBlock, source: Piece, aside: Piece | None, h: Holder, content: Piece | None
) -> Holder:
    """A holder with the party that the text around tells, where its own words and its apposition tell none."""
    if h.party is not None or h.kind is LinkKind.DOCUMENT or (h.plural and h.kind is LinkKind.PERSON):
        return h
    party = None
    if h.kind is LinkKind.PERSON and not h.anonymous and aside is None:
        party = _told_by_office(cast, block, source, h)
    if party is None and any(_serves_a_state(cast, block, x) for x in (source, aside) if x is not None):
        bound = state_bound(cast) if h.kind is LinkKind.PERSON else None
        party = _home(cast) or bound or _in_whose_name(cast, block, content) or _whose_report(cast, h)
    return replace(h, party=party) if party is not None else h


def _told_by_office(cast: Cast, block: PageBlock, source: Piece, h: Holder) -> str | None:
    """The side of the office just told, for one named for the first time and without any description."""
    if h.antecedent is not None or any(x.name == h.name for x in cast.spoken) or not cast.spoken:
        return None
    office = cast.spoken[-1]
    there = cast.page.block_at(office.at)
    if not office.anonymous or office.plural or office.party is None or there is None:
        return None
    if not 0 <= block.number - there.number <= _NEAR or office.at >= source[0]:
        return None
    mine = [m for m in cast.within((0, source[0])) if m.type is MentionType.PERSON and m.entity == h.entity]
    head = head_of(block, source)
    if head is None or (mine and h.entity is not None):
        return None
    if any(c.dep_ in ("appos", "relcl", "acl", "poss") for c in head.children):
        return None
    if any(c.dep_ == "prep" and c.lower_ in grammar().attribution.belonging for c in head.children):
        return None
    words = {t.lower_.rstrip(".") for t in head.subtree if t.i < head.i}
    ranks = lexicon(cast.vocabulary, cast.page.report.language).pack.ranks
    titles = words & cast.pack.titles
    return office.party if titles <= ranks else None


def _serves_a_state(cast: Cast, block: PageBlock, source: Piece) -> bool:
    """Whether the words name an office or a body that only a state has, and no country, people or owner."""
    head = head_of(block, source)
    if head is None:
        return False
    offices = lexicon(cast.vocabulary, cast.page.report.language).pack.state_offices
    left = [t for t in block.doc[: head.i + 1] if block.start + t.idx >= source[0]]
    low = [t.lower_.rstrip(".") for t in left]
    if not (set(low) & offices) or any(t.tag_ in ("POS", "PRP$") for t in left):
        return False
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    if "general" in low and head.lower_ == "secretary":
        return False
    if set(low) & (names.past | names.peoples | cast.pack.against | names.private):
        return False
    if any(c.dep_ == "prep" and c.lower_ in ("of", "for", "in") for c in head.children):
        return False
    at = block.start + head.idx
    cut = max(i for i, w in enumerate(low) if w in offices)
    return not any(
        m.party or (m.type is MentionType.PLACE and m.span.end < at)
        for m in cast.within(source)
        if not is_anonymous(m)
    ) and not any(
        t.text[:1].isupper()
        and t.text[1:].islower()
        and w not in names.title_parts | offices | names.official
        for t, w in list(zip(left, low, strict=True))[:cut]
        if t.i != t.sent.start and t.dep_ != "det"
    )


def _home(cast: Cast) -> str | None:
    """The state from which the report is written, by its dateline, if below it no other is named more."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    first = next((b for b in cast.page.blocks if b.readable and b.kind is not BlockKind.HEADLINE), None)
    if first is None:
        return None
    line = cast.page.text[first.start : first.start + _DATELINE]
    cut = min((i for i in (line.find(x) for x in grammar().writing.dateline_ends) if i > 0), default=-1)
    if cut < 0 or not line.split()[0].strip(",").isupper():
        return None
    home = None
    for m in cast.within((first.start, first.start + cut)):
        if m.entity is not None and m.entity in names.seats:
            home = names.seats[m.entity]
        elif m.entity in names.states:
            home = m.entity
    if home is None:
        return None
    counts: dict[str, int] = {}
    for m in cast.mentions:
        if m.entity in names.states and m.entity and m.span.start >= first.start + cut:
            counts[m.entity] = counts.get(m.entity, 0) + 1
    return home if counts.get(home, 0) == max(counts.values(), default=0) else None


def _whose_report(cast: Cast, h: Holder) -> str | None:
    """The one state for which nearly all speak who have spoken for any party; for people in office only,
    since a ministry or an army without a state may be that of those who rule a part of one.
    """
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    sides = [x.party for x in cast.spoken if x.party is not None and x.name != h.name]
    if len(sides) < _VOICES or not (h.kind is LinkKind.PERSON or h.anonymous):
        return None
    most = max(sorted(set(sides)), key=sides.count)
    return most if most in names.states and sides.count(most) >= _SHARE * len(sides) else None


def _in_whose_name(cast: Cast, block: PageBlock, content: Piece | None) -> str | None:
    """The state that a content begins with, where the last who spoke for any state spoke for it."""
    names = lexicon(cast.vocabulary, cast.page.report.language).pack
    if content is None:
        return None
    begun = next((m for m in cast.within(content) if m.span.start - content[0] <= 4), None)
    if begun is None or begun.entity not in names.states:
        return None
    for h in reversed(cast.spoken):
        there = cast.page.block_at(h.at)
        if there is None or block.number - there.number > _GOVERNMENT:
            return None
        if h.party in names.states:
            return begun.entity if h.party == begun.entity else None
    return None


def only_where(cast: Cast, source: Piece | None, cue: Piece) -> bool:
    """Whether what stands before a colon is a place, which tells where and not who ("Kele: Who broke the truce?")."""
    if source is None or cast.page.text[slice(*cue)] != ":":
        return False
    over = [m for m in cast.within(source) if m.entity]
    named = cast.page.text[slice(*source)]
    if not over and named.istitle() and cast.page.text.count(named) == 1 and _narrates(cast.page, cue[1]):
        return True  # a word that the page tells nothing of may as well be a town
    return all(m.type is MentionType.PLACE for m in over) and happens_in(named, cast.page.text)


def _narrates(page: Page, start: int) -> bool:
    """Whether what stands behind a colon in a paragraph is told as an outlet tells it: unquoted, of what was, and with
    no "we" in it."""
    block = page.block_at(start)
    if block is None or block.kind is BlockKind.HEADLINE or quotations_of(block):
        return False
    rest = [t for t in block.doc if block.start + t.idx >= start and not t.is_space]
    ours = grammar().pronouns.first | grammar().pronouns.ours
    past = any(t.tag_ == "VBD" for t in rest)
    return past and not rest[0].tag_.startswith("W") and not any(t.lower_ in ours for t in rest)
