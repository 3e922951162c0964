"""Each speaker only with its own half: across semicolons, in headlines of two clauses, beside asides.

And what is no act of speech at all: what nobody asked for, the name of a paper, who it is about.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from truceline.model.reading import BlockKind
from truceline.reading.attribution.bounds import told_behind
from truceline.reading.attribution.content import Piece, less, sentence_piece, shared
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.block_view import view_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_OPEN = {'"': '"', "“": "”", "‘": "’", "«": "»", "„": "“"}
_RELATIVE = ("WDT", "WP", "WP$")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass")
_LEAST_SAID = 3
"""Characters before a phrase from which on something is said there."""
_LISTED, _LONG_LIST = 2, 10
"""Words before the last of those whom a headline lists."""


def in_halves(
    found: Sequence[Proposal],
    blocks: Mapping[int, PageBlock],
    quotes: Mapping[int, Sequence[Quotation]],
    pack: AttributionPack,
) -> list[Proposal]:
    """The proposals that somebody said, each with no more than stands in its own half of a sentence."""
    out: list[Proposal] = []
    for p in found:
        block, held = blocks[p.block], quotes.get(p.block, ())
        if (
            _said_by_nobody(p, block, held)
            or _is_no_content(p, block, pack)
            or _behind_that(p, found, block, held)
        ):
            continue
        near = [q for q in found if q.block == p.block and q.cue != p.cue]
        own: Proposal | None = _whole_name(p, block)
        own = _in_list(own, block) if own is not None else None
        own = _own_clause(own, near, block, held, pack) if own is not None else None
        own = _own_headline(own, near, block, held, pack) if own is not None else None
        own = _without_aside(own, near, block, held) if own is not None else None
        if own is not None and not any(q.cue == own.cue and [*q.content] == [*own.content] for q in out):
            out.append(own)
    return out


def _in_list(p: Proposal, block: PageBlock) -> Proposal:
    """The source of a headline with all whom it lists by commas ("Orlu, Tavan urge calm", "Army, rebels trade
    blame")."""
    cue = block.token_at(p.cue[0])
    if block.kind is not BlockKind.HEADLINE or p.source is None or cue is None or p.source[1] > p.cue[0]:
        return p
    before = _within(block, (block.start, p.source[0]))
    if len(before) < _LISTED or before[-1].text != "," or len(before) > _LONG_LIST:
        return p
    names = all(t.pos_ in ("PROPN", "NOUN", "ADJ", "NUM") or t.text in (",", "'s", "’s") for t in before)
    return replace(p, source=(block.start, p.source[1])) if names else p


def _within(block: PageBlock, piece: Piece) -> list[Token]:
    view = view_of(block)
    return view.tokens[bisect_left(view.starts, piece[0]) : bisect_left(view.starts, piece[1])]


def _said_by_nobody(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> bool:
    """ "Nobody has asked for it", "no official has said", "is seeking help": no claim of anybody's."""
    cue = block.token_at(p.cue[0])
    if (
        cue is not None
        and not any(shared([(q.start, q.end)], p.content) for q in quotes)
        and cue.lower_ in grammar().attribution.under_way
        and any(c.dep_ == "aux" for c in cue.children)
    ):
        return True
    if p.source is None:
        return False
    words = _within(block, p.source)
    if not words or words[0].lower_ not in grammar().verbs.none:
        return False
    return len(words) == 1 or not (words[1].is_digit or words[1].pos_ == "PROPN" or words[1].is_punct)


def _is_no_content(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether a content is only whom it was told, who it is about, or what a paper is called."""
    first = _within(block, p.content[0])
    if not first:
        return False
    if p.kind == "heading" and p.content[0][0] > p.cue[0]:
        return _is_title(first, _within(block, p.source) if p.source else [], pack)
    words = [t for t in first if not t.is_punct]
    whose = bool(words) and words[0].tag_ == "WP$" and not _finite(words)
    if len(p.content) == 1 and (whose or _leads_in(first)):
        return True
    cue = block.token_at(p.cue[0])
    if p.kind == "noun" and cue is not None:
        return _named_so(first, pack)
    if p.kind != "ranked" or cue is None or p.source is None:
        return False
    subjects = [block.start + c.idx for c in cue.children if c.dep_ in _SUBJECTS and c.tag_ not in _RELATIVE]
    theirs = any(p.source[0] <= at < p.source[1] for at in subjects)
    if not theirs and any(s <= at < e for at in subjects for s, e in p.content):
        return True
    takes = {t for v in pack.verbs.get(cue.lower_, ()) for t in v.takes}
    to = first[0].nbor(-1) if first[0].i > cue.i + 1 else None
    led = to is not None and to.i == cue.i + 1 and to.dep_ in ("prep", "dative") and to.pos_ == "ADP"
    return led and to is not None and to.lower_ not in takes and "clause" in takes and not first[0].is_quote


def _finite(tokens: Sequence[Token]) -> bool:
    return any(t.tag_ in _FINITE for t in tokens)


def _named_so(tokens: Sequence[Token], pack: AttributionPack) -> bool:
    """Whether what follows a noun of saying tells how somebody called it ("a charge that they called absurd")."""
    verb = next((t for t in tokens if t.tag_ in _FINITE and t.dep_ in ("relcl", "acl")), None)
    if verb is None or not any("naming" in v.takes for v in pack.verbs.get(verb.lower_, ())):
        return False
    return not any(c.dep_ == "dobj" for c in verb.children)


def _is_title(first: Sequence[Token], who: Sequence[Token], pack: AttributionPack) -> bool:
    """What stands after a colon only to tell what one reads ("statement on ...", "what we know")."""
    if first[0].tag_ in (*_RELATIVE, "WRB") and who and who[-1].lower_ == who[-1].text:
        speaks = pack.people | pack.anonymous | pack.bodies
        return who[-1].lower_ not in speaks
    noun = next((t for t in first if t.pos_ in ("NOUN", "PROPN") and t.dep_ != "compound"), None)
    if noun is None or noun.lower_ not in pack.statements or _finite(first):
        return False
    return noun.i == first[-1].i or noun.nbor(1).lower_ in grammar().attribution.on_topic


def _behind_that(
    p: Proposal, found: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation]
) -> bool:
    """Whether a clause before a cue only leads in: the cue has one with "that" behind it."""
    if p.kind not in ("clause", "ranked") or p.content[-1][1] > p.cue[0]:
        return False
    if any(q.start <= p.content[0][0] and p.content[-1][1] <= q.end for q in quotes):
        return False
    return any(
        q.cue == p.cue
        and q is not p
        and q.content[0][0] > p.cue[1]
        and (first := block.token_at(q.content[0][0])) is not None
        and first.i > 0
        and first.nbor(-1).lower_ == "that"
        for q in found
    )


def _whole_name(p: Proposal, block: PageBlock) -> Proposal:
    """A source with the mark that closes a quotation in it ("the Council's "military command"")."""
    if p.source is None:
        return p
    start, end = p.source
    words = block.text[start:end]
    for opening, closing in _OPEN.items():
        if opening in words and closing not in words[words.rindex(opening) + 1 :]:
            odd = opening != closing or words.count(opening) % 2 == 1
            if odd and block.text[end : end + 1] == closing:
                return replace(p, source=(start, end + 1))
    return p


def _breaks(block: PageBlock, piece: Piece, quotes: Sequence[Quotation]) -> list[int]:
    """Where semicolons stand in a piece of text, outside quotations."""
    return [
        m.start()
        for m in re.finditer(";", block.text[piece[0] : piece[1]])
        for at in [piece[0] + m.start()]
        if not any(q.holds(at) for q in quotes)
    ]


def _own_clause(
    p: Proposal,
    near: Sequence[Proposal],
    block: PageBlock,
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> Proposal | None:
    """A proposal that does not reach over a semicolon into a clause with a cue of its own."""
    cue = block.token_at(p.cue[0])
    if cue is None or p.kind in ("carried", "document", "turn", "heading", "noun") or p.source is None:
        return p
    start, end = sentence_piece(block, cue)
    marks = [start + at for at in _breaks(block, (start, end), quotes)]
    first, last = min(p.cue[0], p.source[0]), max(p.cue[1], p.source[1])
    before = max((m for m in marks if m < first), default=None)
    after = min((m for m in marks if m >= last), default=None)
    if p.kind == "phrase" and (listed := _listed_counts(p, near, block, (start, end), quotes)) is not None:
        return listed
    if p.kind == "phrase" and after is not None and p.content[0][0] >= after:
        own = ((before or start - 1) + 1, after)
        kept = tidy(block, less(own, [(p.cue[0], p.source[1])]), quotes, p.cue)
        return replace(p, content=kept) if kept else p
    theirs = after is not None and (
        any(q.source is not None and after < q.source[0] and q.cue[0] < end for q in near)
        or _somebody_says(block, (after, end), pack)
    )
    if theirs and after is not None and p.content[-1][1] > after:
        beyond = p.content[0][0] > after  # what stands there is whoever's follows: his own stands before him
        said = [((before or start - 1) + 1, first)] if beyond else p.content
        kept = tidy(block, [x for c in said for x in less(c, [(after, end)])], quotes, p.cue)
        p = replace(p, content=kept) if kept else p
    if before is None or p.content[0][0] >= before:
        return p
    told = any(q.source is not None and start <= q.cue[0] < before for q in near)
    if not told or any(q.start <= p.content[0][0] and p.content[-1][1] <= q.end for q in quotes):
        return p
    kept = tidy(block, [x for c in p.content for x in less(c, [(start, before + 1)])], quotes, p.cue)
    return replace(p, content=kept) if kept else _of_object(p, cue, block, quotes, pack)


def _somebody_says(block: PageBlock, piece: Piece, pack: AttributionPack) -> bool:
    """Whether a clause tells that somebody says, asks or denies something."""
    return any(
        t.lower_ in pack.verbs
        and t.pos_ == "VERB"
        and any(
            c.dep_ == "nsubj" and piece[0] < block.start + c.idx < block.start + t.idx for c in t.children
        )
        for t in block.doc
        if piece[0] < block.start + t.idx < piece[1]
    )


def _listed_counts(
    p: Proposal, near: Sequence[Proposal], block: PageBlock, sentence: Piece, quotes: Sequence[Quotation]
) -> Proposal | None:
    """What stands before a phrase, of several that follow what they are about ("nine died according to the police,
    eleven according to the guild"); None where the phrase is no such one."""
    others = [q for q in near if q.kind == "phrase" and sentence[0] <= q.cue[0] < sentence[1] and q.source]
    row = sorted([p, *others], key=lambda q: q.cue)
    ends = [q.source[1] for q in row if q.source is not None]
    if len(row) < 2 or len(ends) != len(row) or row[0].cue[0] - sentence[0] < _LEAST_SAID:
        return None
    if any(block.text[at : at + 1] not in {",", ";"} for at in ends[:-1]):
        return None
    k = row.index(p)
    own = (sentence[0] if k == 0 else ends[k - 1] + 1, p.cue[0])
    kept = tidy(block, [own], quotes, p.cue)
    return replace(p, content=kept) if kept else None


def _own_headline(
    p: Proposal,
    near: Sequence[Proposal],
    block: PageBlock,
    quotes: Sequence[Quotation],
    pack: AttributionPack,
) -> Proposal:
    """The second speaker of a headline says what follows its verb ("Army says road open, rebels deny attack")."""
    cue = block.token_at(p.cue[0])
    if block.kind is not BlockKind.HEADLINE or p.kind != "clause" or p.source is None or cue is None:
        return p
    if not p.content[-1][1] <= p.source[0] < p.cue[0] or any(
        v.addressee for v in pack.verbs.get(cue.lower_, ())
    ):
        return p
    first = any(
        q.source is not None and q.content[0][0] > q.cue[0] and p.content[0][0] <= q.source[0] < p.source[0]
        for q in near
    )
    return _of_object(p, cue, block, quotes, pack) or p if first else p


def _of_object(
    p: Proposal, cue: Token, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal | None:
    """A proposal with what its cue has behind it, where the cue tells nobody of it ("rebels deny attack")."""
    behind = told_behind(block, cue)
    if behind is None or any(v.addressee for v in pack.verbs.get(cue.lower_, ())):
        return None
    kept = tidy(block, [behind], quotes, p.cue)
    return replace(p, content=kept, kind="object") if kept else None


def _without_aside(
    p: Proposal, near: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation]
) -> Proposal:
    """A content without the clause after it in which its speaker says more of it (", of which it blamed
    four on ..."), and pieces without what only leads into such a clause."""
    holes = [c for c in p.content if len(p.content) > 1 and _leads_in(_within(block, c))]
    start, end = p.content[-1]
    if p.kind == "clause" and start > p.cue[1]:
        for q in near:
            verb = block.token_at(q.cue[0])
            if verb is None or verb.dep_ != "relcl" or not start < q.cue[0] < end:
                continue
            opening, subject = verb.left_edge, next((c for c in verb.children if c.dep_ == "nsubj"), None)
            apart = opening.i > 0 and opening.nbor(-1).text == ","
            same = subject is not None and subject.pos_ == "PRON" and subject.tag_ not in _RELATIVE
            if apart and same and not any(x.holds(q.cue[0]) for x in quotes):
                holes.append((block.start + opening.nbor(-1).idx, end))
    if not holes:
        return p
    kept = tidy(block, [x for c in p.content for x in less(c, holes)], quotes, p.cue)
    return replace(p, content=kept) if kept else p


def _leads_in(tokens: Sequence[Token]) -> bool:
    """Whether words only take up a noun before them ("of which")."""
    words = [t for t in tokens if not t.is_punct]
    return bool(words) and all(t.tag_ == "WDT" or t.pos_ == "ADP" for t in words)
