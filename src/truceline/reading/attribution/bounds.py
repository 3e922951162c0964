"""Where contents end: what the outlet goes on with in its own voice, or with another's words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from truceline.reading.attribution.content import Piece, less, run_of
from truceline.reading.attribution.headings import label_end
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.datelines import dateline_end
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token
from truceline.reading.segment import link_lists

_STOP = re.compile(r"(?<=[a-z]{4})\.\s+(?=[A-Z])|(?<=\w);\s+(?=\w)")
_FINITE = ("VBD", "VBZ", "VBP")


def across(p: Proposal, found: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation]) -> bool:
    """Whether a content lies across a semicolon before a cue that has one of its own behind it."""
    if p.source is None or p.content[-1][1] > p.source[0] or p.kind not in ("clause", "quote", "ranked"):
        return False
    between = block.text[p.content[-1][1] : p.source[0]]
    if ";" not in between or any(q.end == p.content[-1][1] for q in quotes):
        return False
    return any(q is not p and q.cue == p.cue and q.content[0][0] > p.cue[0] for q in found)


def with_object(
    p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> Proposal:
    """A cue with an object of its own says that, and not the clause before it ("The army says the
    road is open, the Front denies it")."""
    cue = block.token_at(p.cue[0])
    verbs = pack.verbs.get(cue.lower_, ()) if cue is not None else ()
    if cue is None or p.kind != "clause" or p.source is None or p.content[-1][1] > p.source[0]:
        return p
    if any(v.addressee for v in verbs) or not any("object" in v.takes for v in verbs):
        return p
    if any(q.start < p.content[-1][1] and p.content[0][0] < q.end for q in quotes):
        return p
    behind = told_behind(block, cue)
    if behind is None or p.source[0] > p.cue[0]:
        return p
    kept = tidy(block, [behind], quotes, p.cue)
    return replace(p, content=kept, kind="object") if kept else p


def told_behind(block: PageBlock, cue: Token) -> Piece | None:
    """The object behind a cue, with what is said of it right after ("claims 29 rebels dead")."""
    thing = next((c for c in cue.children if c.dep_ in ("dobj", "xcomp") and c.i > cue.i), None)
    if thing is None:
        return None
    after = thing.right_edge.i + 1
    said = (c for c in cue.children if c.dep_ in ("acomp", "oprd") and c.left_edge.i == after)
    return run_of(block, cue.nbor(1), next(said, thing).right_edge)


def beside_coordinated(
    found: Sequence[Proposal],
    blocks: Mapping[int, PageBlock],
    quotes: Mapping[int, Sequence[Quotation]],
    pack: AttributionPack,
) -> list[Proposal]:
    """Contents that end where their speaker, or the outlet with another's words, goes on: "(said)
    A and suggested B", "(said) A and Y confirmed B"."""
    out = list(found)
    for k, q in enumerate(found):
        block = blocks[q.block]
        cue = block.token_at(q.cue[0])
        if (
            cue is None
            or q.kind not in ("clause", "ranked", "infinitive", "person")
            or q.content[0][0] < q.cue[0]
        ):
            continue
        for p in found:
            if p.block != q.block or p.cue == q.cue or p.source is None:
                continue
            host = next((c for c in q.content if c[0] < p.cue[0] and p.cue[1] <= c[1]), None)
            verb = block.token_at(p.cue[0])
            if host is None or verb is None or any(x.holds(p.cue[0]) for x in quotes.get(q.block, ())):
                continue
            first = _goes_beside(cue, verb, q, p, block)
            if first is None or block.start + first.idx <= host[0]:
                continue
            hole = (block.start + first.idx, max(c[1] for c in q.content))
            held = quotes.get(q.block, ())
            kept = tidy(block, [x for c in q.content for x in less(c, [hole])], held, q.cue)
            if kept:
                out[k] = q = replace(q, content=kept)
    return out


def _goes_beside(cue: Token, verb: Token, q: Proposal, p: Proposal, block: PageBlock) -> Token | None:
    """The first word of a clause that stands beside a content though it was taken for its end."""
    if verb.tag_ == "VBG" and p.source == q.source and verb.i > cue.i and verb.nbor(-1).text == ",":
        return verb.nbor(-1)
    if verb.tag_ == "VBG" and verb.dep_ == "pcomp" and any(c.dep_ == "nsubj" for c in verb.children):
        before = verb.head.nbor(-1) if verb.head.i else verb
        return before if before.text == "," and verb.i > cue.i else None
    if verb.tag_ not in _FINITE or verb.i < cue.i or verb.dep_ != "conj":
        return None
    joint = verb.head
    shares = not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)
    if shares:
        return _with_joint(verb) if joint.i == cue.i and cue.tag_ in _FINITE else None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    told = any(c.dep_ == "mark" for c in verb.children)
    if subject is None or told or subject.pos_ not in ("NOUN", "PROPN") or cue.tag_ != verb.tag_:
        return None
    if p.kind != "clause" or p.content[0][0] < p.cue[0]:
        return None
    return _with_joint(verb)


def _with_joint(verb: Token) -> Token:
    """The first word of a clause, with the conjunction and comma before it."""
    first = verb.left_edge
    while first.i > 0 and (first.nbor(-1).dep_ == "cc" or first.nbor(-1).text == ","):
        first = first.nbor(-1)
    return first


def in_sentence(
    p: Proposal, found: Sequence[Proposal], block: PageBlock, quotes: Sequence[Quotation]
) -> Proposal:
    """A content without pieces of a later sentence that has a cue of its own."""
    cue = block.token_at(p.cue[0])
    if cue is None or p.kind in ("carried", "document", "turn", "heading") or len(p.content) < 2:
        return p
    end = block.start + cue.sent.end_char
    others = [q for q in found if q.cue != p.cue and q.cue[0] >= end]
    lost = []
    for piece in p.content:
        later = block.token_at(piece[0])
        if (
            piece[0] < end
            or later is None
            or any(x.start <= piece[0] < x.end for x in quotes if x.start < end)
        ):
            continue
        first, last = block.start + later.sent.start_char, block.start + later.sent.end_char
        held = [x for x in quotes if x.start <= piece[0] and piece[1] <= x.end]
        whole = any(x.start <= first + 1 for x in held)
        beside = (q for q in others if first <= q.cue[0] < last)
        if not whole and any(not any(x.holds(q.cue[0]) for x in held) for q in beside):
            lost.append(piece)
    kept = tuple(c for c in p.content if c not in lost)
    return replace(p, content=kept) if lost and kept else p


def bounded(p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> Proposal:
    """A content without lists of links, without what its speaker was asked ("... when asked if") and
    without what the outlet goes on with in its own voice ("..., though it is unclear how many")."""
    holes = [(block.start + s, block.start + e) for s, e in link_lists(block.words)]
    if (led := dateline_end(block.words)) and p.content[0][0] < block.start + led:
        holes.append((block.start, block.start + led))
    tells = any(v.addressee for v in pack.verbs.get(block.text[slice(*p.cue)].lower(), ()))
    if tells and p.addressee is not None:
        lead = block.text[p.addressee[0] : p.content[0][0]].strip().lower()
        if p.content[0][0] == p.addressee[0] or lead in grammar().labels.articles:
            holes.append(p.addressee)
    if (label := label_end(block, pack)) > block.start and p.content[0][0] < label:
        holes.append((block.start, label))
    for start, end in p.content:
        for m in pack.asked.finditer(block.text, start, end):
            if m.start() > start and not any(q.holds(m.start()) for q in quotes):
                holes.append((m.start(), end))
                break
    holes += [m.span() for m in _asides(p, block, quotes, pack)] + _next_item(p, block, quotes)
    holes += _clauses_beside(p, block, quotes) + _before_content(p, block, quotes, pack)
    holes += _gone_on(p, block, quotes, pack) + _of_holder(p, block)
    holes += _told_of_thing(p, block, quotes) + _led_in(p, block, quotes) + _venue(p, block, quotes, pack)
    holes += _tag(p, block, quotes)
    holes = [(s, e) for s, e in holes if any(s < d and c < e for c, d in p.content)]
    if not holes:
        return p
    kept = tidy(block, [x for c in p.content for x in less(c, holes)], quotes, p.cue)
    return replace(p, content=kept) if kept else p


def _asides(
    p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[re.Match[str]]:
    """What the outlet explains between dashes or brackets ("- a reference to Orlu -")."""
    found = [m for s, e in p.content for m in pack.asides.finditer(block.text, s, e)]
    return [m for m in found if not any(q.holds(m.start()) and q.holds(m.end() - 1) for q in quotes)]


def _next_item(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> list[Piece]:
    """The further items of a list, behind the one that a noun of saying stands in ("a pledge that A; B")."""
    start, end = p.content[0][0], p.content[-1][1]
    if p.kind != "noun" or start < p.cue[0]:
        return []
    cuts = (start + m.start() for m in re.finditer(";", block.text[start:end]))
    first = next((at for at in cuts if not any(q.holds(at) for q in quotes)), None)
    return [(first, end)] if first is not None else []


def _before_content(
    p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Piece]:
    """A day between cue and content, and a sentence before the one that ends with the cue."""
    first = p.content[0]
    if 0 <= first[0] - p.cue[1] <= 2 and (day := pack.day.match(block.text, first[0], first[1])):
        return [(first[0], day.end())]
    last = p.content[-1]
    if p.kind not in ("clause", "ranked") or last[1] > p.cue[0]:
        return []
    ends = [m.end() for m in _STOP.finditer(block.text, first[0], last[1])]
    if not ends or any(q.start < last[1] and first[0] < q.end for q in quotes):
        return []
    return [(first[0], ends[-1])]


def _told_of_thing(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> list[Piece]:
    """What the outlet tells of a thing that somebody named ("voiced hope after the deal, which came ...")."""
    if p.kind not in ("object", "prep"):
        return []
    start, end = p.content[-1]
    for t in block.doc:
        at = block.start + t.idx
        past = t.dep_ == "relcl" and t.tag_ in ("VBD", "VBZ") and start < at < end
        first = t.left_edge if past else None
        if first is None or first.i == 0 or first.lower_ not in grammar().pronouns.relative:
            continue
        comma = first.nbor(-1)
        if comma.text == "," and block.start + comma.idx > start and not any(q.holds(at) for q in quotes):
            return [(block.start + comma.idx, end)]
    return []


def _venue(p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> list[Piece]:
    """Where somebody named a thing, at the end of it ("praised the army in a speech to veterans")."""
    start, end = p.content[-1]
    if p.kind not in ("object", "ranked") or start < p.cue[0]:
        return []
    inside = list(block.doc.char_span(start - block.start, end - block.start, alignment_mode="expand") or ())
    for k, t in enumerate(inside):
        at = block.start + t.idx
        if k and _is_venue(t, pack) and not any(q.holds(at) for q in quotes):
            return [] if any(x.text == "," or x.tag_ in _FINITE for x in inside[k:]) else [(at, end)]
    return []


def _is_venue(prep: Token, pack: AttributionPack) -> bool:
    """Whether a preposition leads to where something was said ("in a speech to veterans", "on Marsh Radio")."""
    if prep.dep_ != "prep" or prep.lower_ not in grammar().attribution.by_statement:
        return False
    inner = next((c for c in prep.children if c.dep_ == "pobj"), None)
    if inner is None:
        return False
    if inner.lower_ in pack.statements:
        new = grammar().attribution.indefinite | grammar().pronouns.possessive
        return any(c.lower_ in new for c in inner.children)
    named = prep.doc[inner.left_edge.i : inner.i + 1]
    kinds = any(t.lower_ in pack.agency_words for t in named)
    return inner.pos_ == "PROPN" and (kinds or named.text.lower() in pack.agencies)


def _led_in(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> list[Piece]:
    """A main clause of the outlet's that only leads to what was said ("The raids came after 40 men
    were freed, the army said")."""
    start, end = p.content[0]
    if (
        p.kind not in ("clause", "ranked")
        or end > p.cue[0]
        or any(q.start < end and start < q.end for q in quotes)
    ):
        return []
    words = grammar().attribution.leading_in
    for t in block.doc:
        if not start <= block.start + t.idx < end or t.lower_ not in words or t.tag_ not in _FINITE:
            continue
        inside = t.head.i == t.i or not start <= block.start + t.head.idx < end
        told = next(
            (
                c
                for c in t.children
                if c.dep_ == "advcl" and c.i > t.i and any(x.dep_ == "mark" for x in c.children)
            ),
            None,
        )
        if not inside or told is None:
            continue
        mark = next(x for x in told.children if x.dep_ == "mark")
        if any(x.dep_ in ("nsubj", "nsubjpass", "expl") for x in told.children):
            return [(start, block.start + mark.idx + len(mark.text))]
    return []


def _tag(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> list[Piece]:
    """What stands between a quotation that ends with a comma and its cue: who said it, whatever the parse says."""
    before = [
        q for q in quotes if q.end <= p.cue[0] and any(s <= q.start and q.end <= e for s, e in p.content)
    ]
    if p.source is None or not before or not before[-1].end <= p.source[0] < p.cue[0]:
        return []
    last = before[-1]
    comma = block.text[last.start : last.end].rstrip("\"”’'»").endswith(",")
    return [(last.end, p.cue[0])] if comma and not _STOP.search(block.text, last.end, p.cue[0]) else []


def _of_holder(p: Proposal, block: PageBlock) -> list[Piece]:
    """A relative clause after the holder of a phrase: it tells of the holder ("according to X, which ..."); and
    what the outlet sets against what it has told ("according to X but ...")."""
    if p.kind != "phrase" or p.source is None:
        return []
    out: list[Piece] = []
    for start, end in p.content:
        first = block.token_at(start)
        while first is not None and first.is_punct and first.i + 1 < len(first.doc):
            first = first.nbor(1)
        near = 0 <= start - p.source[1] <= 3
        if (near and first is not None and first.lower_ in grammar().pronouns.relative) or (
            near
            and first is not None
            and first.lower_ in grammar().attribution.turning
            and len(p.content) > 1
        ):
            out.append((start, end))
    return out


def _gone_on(
    p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Piece]:
    """What the outlet goes on with after a content: that it is unclear, unverified or not told
    further, what it refers to, of what kind it is."""
    if p.kind in ("carried", "turn", "heading", "noun"):
        return []
    if p.content[0][0] < p.cue[0]:
        return [
            (s, e)
            for s, e in p.content
            if s > p.cue[0]
            and any(m.start() < s < m.end() for m in pack.beyond.finditer(block.text, p.cue[1], e))
        ]
    out: list[Piece] = []
    for start, end in p.content:
        found = (m for sign in (pack.beyond, pack.summary) for m in sign.finditer(block.text, start, end))
        apart = (
            m.start() for m in found if not any(q.holds(m.start()) or q.holds(m.end() - 1) for q in quotes)
        )
        first = min((at for at in apart if at > start), default=end)
        if first < end:
            out.append((first, end))
    return out


def _clauses_beside(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> list[Piece]:
    """What the outlet goes on with after somebody's phrase ("cast it as a win, but its effect was small")."""
    if p.kind not in ("object", "person", "prep", "infinitive", "ranked"):
        return []
    out: list[Piece] = []
    cue = block.token_at(p.cue[0])
    for start, end in p.content:
        for t in block.doc:
            at = block.start + t.idx
            if not start < at < end or t.dep_ not in ("conj", "ccomp") or t.i <= (cue.i if cue else 0):
                continue
            subject = next((c for c in t.children if c.dep_ in ("nsubj", "nsubjpass", "expl")), None)
            if subject is None or not (
                t.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ == "MD" for c in t.children)
            ):
                continue
            left = t.left_edge
            joint = left if left.dep_ == "cc" else left.nbor(-1) if left.i else left
            before = joint.nbor(-1) if joint.i else joint
            if joint.dep_ != "cc" or before.text != "," or block.start + before.idx <= start:
                continue
            if any(q.holds(block.start + joint.idx) for q in quotes):
                continue
            out.append((block.start + before.idx, end))
            break
    return out
