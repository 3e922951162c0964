"""What stands in whose words: attributions within others, and those that only stand beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from truceline.model.reading import Stance
from truceline.reading.attribution.bounds import across, beside_coordinated, bounded, in_sentence, with_object
from truceline.reading.attribution.clauses import is_finite
from truceline.reading.attribution.content import Piece, less, size
from truceline.reading.attribution.halves import in_halves
from truceline.reading.attribution.predicates import by_tense
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.unsaid import is_word
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_BREAKS = (",", "-", "–", "—")
_RELATIVE = re.compile(r",\s+(\w+)\b")
_Quotes = Mapping[int, Sequence[Quotation]]
_Blocks = Mapping[int, PageBlock]


def parents_of(proposals: Sequence[Proposal], pack: AttributionPack | None = None) -> dict[int, int | None]:
    """For each proposal, the one in whose content its cue stands, the smallest; or None.

    With a `pack`, what somebody only judges ("rejected a plan that calls for ...") is no part of
    their words.
    """
    together: dict[int, list[int]] = {}
    for i, p in enumerate(proposals):
        together.setdefault(p.block, []).append(i)
    return {i: _parent(i, proposals, together[p.block], pack) for i, p in enumerate(proposals)}


def _parent(
    i: int, proposals: Sequence[Proposal], near: Sequence[int], pack: AttributionPack | None
) -> int | None:
    p = proposals[i]
    around = [
        k
        for k in near
        if k != i
        and (q := proposals[k])
        and any(s <= p.cue[0] and p.cue[1] <= e for s, e in q.content)
        and q.cue != p.cue
        and not any(s <= q.cue[0] < e for s, e in p.content)
        and not (pack is not None and q.kind in ("object", "passive") and q.word not in pack.conveys)
    ]
    return min(around, key=lambda k: (size(proposals[k].content), k), default=None)


def set_right(
    proposals: Sequence[Proposal],
    blocks: _Blocks,
    quotes: _Quotes,
    pack: AttributionPack,
    is_outlet: Callable[[str], bool],
) -> list[Proposal]:
    """Proposals without those that are no act of speech of their own, and with what stands beside
    a content taken out of it."""
    found = [
        _owned(p, blocks[p.block], pack)
        for p in proposals
        if is_word(p, blocks[p.block], quotes.get(p.block, ()), pack)
    ]
    found = [_bare_source(p, blocks[p.block], quotes.get(p.block, ())) for p in found]
    found = [p for p in found if p.kind != "ranked" or _is_somebody(p, blocks[p.block])]
    found = in_halves(found, blocks, quotes, pack)
    found = _one_for_noun(found, blocks, pack)
    found = _around_cue(found, blocks, quotes)
    found = [p for p in found if not (_complement(p, found, blocks) or _foretold(p, found, blocks))]
    found = [p for p in found if not across(p, found, blocks[p.block], quotes.get(p.block, ()))]
    found = [with_object(p, blocks[p.block], quotes.get(p.block, ()), pack) for p in found]
    found = _without_tails(found, blocks, quotes)
    found = _past_others_words(found, blocks, quotes)
    found = _without_asides(found, blocks, quotes)
    found = _beside_others(found, blocks, quotes, is_outlet)
    found = beside_coordinated(found, blocks, quotes, pack)
    found = [in_sentence(p, found, blocks[p.block], quotes.get(p.block, ())) for p in found]
    found = [bounded(p, blocks[p.block], quotes.get(p.block, ()), pack) for p in found]
    found = [x for p in found for x in by_tense(p, blocks[p.block], quotes.get(p.block, ()))]
    return _through_outlets(found, blocks, quotes, pack, is_outlet)


def _owned(p: Proposal, block: PageBlock, pack: AttributionPack) -> Proposal:
    """A noun of saying without a source that only says of what kind it is ("a campaign promise")."""
    cue, source = block.token_at(p.cue[0]), block.token_at(p.source[0]) if p.source else None
    if p.source is None or cue is None or source is None or cue.pos_ != "NOUN":
        return p
    words = block.doc.char_span(p.source[0] - block.start, p.source[1] - block.start, alignment_mode="expand")
    head = words.root if words is not None else source
    kind = head.dep_ == "compound" and head.head is cue and head.pos_ == "NOUN"
    if kind and head.lower_ not in pack.bodies | pack.people | pack.anonymous:
        return replace(p, source=None, antecedent=None, aside=None)
    return p


def _bare_source(p: Proposal, block: PageBlock, quotes: Sequence[Quotation]) -> Proposal:
    """A source without the relative clause and the comma after it, and without words of a quotation before it
    that the parse takes for a part of its name."""
    if p.source is None:
        return p
    start, end = p.source
    for q in quotes:
        if q.start <= start < q.end < min(end, p.cue[0]):
            start = q.end + len(block.text[q.end : end]) - len(block.text[q.end : end].lstrip(" ,"))
            p = replace(p, source=(start, end))
    words = block.text[start:end]
    cut = next(
        (m.start() for m in _RELATIVE.finditer(words) if m.group(1).lower() in _relatives()), len(words)
    )
    kept = words[:cut].strip(" ,;:\n")
    start += words.index(kept)
    return replace(p, source=(start, start + len(kept))) if kept and len(kept) != len(words) else p


def _is_somebody(p: Proposal, block: PageBlock) -> bool:
    """Whether a source holds a noun or pronoun at all."""
    if p.source is None:
        return True
    run = block.doc.char_span(p.source[0] - block.start, p.source[1] - block.start, alignment_mode="expand")
    return run is None or any(t.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "DET") for t in run)


def _relatives() -> frozenset[str]:
    return grammar().pronouns.relative


def _around_cue(found: Sequence[Proposal], blocks: _Blocks, quotes: _Quotes) -> list[Proposal]:
    """Quoted words before and after one cue are one content ("We hope," he said, "that ...")."""
    out: list[Proposal] = []
    for p in found:
        twin = next(
            (
                k
                for k, q in enumerate(out)
                if (q.block, q.cue, q.source) == (p.block, p.cue, p.source) and _goes_on(q, p, blocks, quotes)
            ),
            None,
        )
        if twin is None:
            out.append(p)
        else:
            out[twin] = replace(out[twin], content=tuple(sorted({*out[twin].content, *p.content})))
    return out


def _goes_on(q: Proposal, p: Proposal, blocks: _Blocks, quotes: _Quotes) -> bool:
    """Whether a content goes on in another one of the same cue: one sentence, quoted on both sides,
    or a verb whose subject the parse has cut off by a comma."""
    text = blocks[p.block].text
    first, last = p.content[0], q.content[-1]
    if first[0] < p.cue[0] or first[0] < last[1]:
        return False
    held = quotes.get(p.block, ())
    if last[1] <= p.cue[0] < first[0]:
        before = any(x.end == last[1] for x in held) and text[: last[1]].rstrip("\"”’'»").endswith(",")
        return before and any(x.start == first[0] for x in held)
    verb = blocks[p.block].token_at(first[0])
    finite = verb is not None and verb.tag_ in ("VBD", "VBZ", "VBP", "MD")
    return finite and text[last[1] : first[0]] == ", "


def _one_for_noun(found: Sequence[Proposal], blocks: _Blocks, pack: AttributionPack) -> list[Proposal]:
    """ "expressed hope that ...": the verb's claim does what its noun says, and the noun has none of its own."""
    out = list(found)
    gone: set[int] = set()
    for i, p in enumerate(found):
        noun = blocks[p.block].token_at(p.cue[0])
        if noun is None or noun.pos_ != "NOUN" or noun.dep_ != "dobj" or noun.lower_ not in pack.nouns:
            continue
        for k, q in enumerate(out):
            verb = blocks[q.block].token_at(q.cue[0]) if q.block == p.block else None
            if verb is None or verb.i != noun.head.i or q.kind != "object":
                continue
            gone.add(i)
            if q.stance is Stance.ASSERTS:
                out[k] = replace(q, stance=pack.nouns[noun.lower_])
    return [p for i, p in enumerate(out) if i not in gone]


def _complement(p: Proposal, found: Sequence[Proposal], blocks: _Blocks) -> bool:
    """Whether a cue is only what somebody is asked, promises or refuses to say ("urged X to reject ... and report
    ...")."""
    verb = blocks[p.block].token_at(p.cue[0])
    while verb is not None and verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ == "VB":
        verb = verb.head
    if verb is None or verb.tag_ != "VB" or verb.dep_ not in ("xcomp", "ccomp", "acl", "advcl"):
        return False
    if not any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children):
        return False
    for q in found:
        if q is p or q.block != p.block or q.kind not in ("infinitive", "person", "prep", "ranked"):
            continue
        over = blocks[q.block].token_at(q.cue[0])
        inside = any(s <= p.cue[0] < e for s, e in q.content)
        if inside and over is not None and over.i in (verb.head.i, verb.head.head.i, verb.head.head.head.i):
            return True
    return False


def _foretold(p: Proposal, found: Sequence[Proposal], blocks: _Blocks) -> bool:
    """Whether somebody only tells that they will agree or refuse to do something ("says it will not agree to go"):
    that is what is said, and no second word of theirs."""
    verb = blocks[p.block].token_at(p.cue[0]) if p.kind == "infinitive" else None
    who = blocks[p.block].token_at(p.source[0]) if p.source else None
    if who is None or who.pos_ != "PRON":
        return False
    to_come = grammar().verbs.future | grammar().verbs.would
    if verb is None or not any(c.dep_ == "aux" and c.lower_ in to_come for c in verb.children):
        return False
    return any(
        q is not p and q.block == p.block and any(s <= p.cue[0] < e for s, e in q.content) for q in found
    )


def _without_tails(found: Sequence[Proposal], blocks: _Blocks, quotes: _Quotes) -> list[Proposal]:
    """Contents without ", X told the paper" at their end, where X tells the whole sentence."""
    out = list(found)
    for p in found:
        if p.source is None or p.source[0] > p.cue[0] or p.content[-1][1] > p.source[0]:
            continue
        for k, q in enumerate(out):
            within = q.block == p.block and any(s <= q.cue[0] < e for s, e in p.content)
            if not within or not any(s < p.source[0] and p.cue[0] < e for s, e in q.content):
                continue
            block, held = blocks[q.block], quotes.get(q.block, ())
            hole = (p.source[0], max(e for _, e in q.content))
            kept = tidy(block, [x for c in q.content for x in less(c, [hole])], held, q.cue)
            if kept:
                out[k] = replace(q, content=kept)
    return out


def _past_others_words(found: Sequence[Proposal], blocks: _Blocks, quotes: _Quotes) -> list[Proposal]:
    """Contents before their cue without the quotation and tag of another act of speech at their beginning, and
    then without what leads on from that (""It is late," she said, but even so, "I will go," said Tolle")."""
    out = list(found)
    for p in found:
        held = quotes.get(p.block, ())
        if p.content[-1][1] > p.cue[0] or any(x.holds(p.cue[0]) for x in held):
            continue
        if not any(x.start == p.content[0][0] for x in held):
            continue
        for k, q in enumerate(out):
            first = q.content[0]
            inside = q.block == p.block and first[0] <= p.content[0][0] and p.cue[1] < first[1] < q.cue[0]
            if not inside or q.cue == p.cue:
                continue
            tag = max(p.cue[1], p.source[1] if p.source and p.source[1] < first[1] else 0)
            if q.kind == "phrase" and not _tells(blocks[q.block], (tag, first[1])):
                continue  # ""It is late," she said in Ostra, according to the paper": all of it is told
            marks = [(x.start, x.end) for x in held if tag <= x.start and x.end <= q.content[-1][1]]
            kept = tidy(blocks[q.block], marks or [(tag, first[1]), *q.content[1:]], held, q.cue)
            if kept:
                out[k] = replace(q, content=kept)
    return out


def _tells(block: PageBlock, piece: Piece) -> bool:
    """Whether a finite verb stands in a piece of a block."""
    run = block.doc.char_span(piece[0] - block.start, piece[1] - block.start, alignment_mode="expand")
    return run is not None and any(is_finite(t) for t in run)


def _without_asides(found: Sequence[Proposal], blocks: _Blocks, quotes: _Quotes) -> list[Proposal]:
    """Contents without ", which X said ...": that is told beside them, by another, to the end where no comma closes
    it."""
    out = list(found)
    for i, p in enumerate(found):
        block = blocks[p.block]
        verb = block.token_at(p.cue[0])
        if verb is None or verb.dep_ != "relcl" or p.antecedent is not None or p.source is None:
            continue
        first = verb.left_edge
        if first.lower_ not in grammar().pronouns.relative:
            continue
        first = _aside_start(verb, first)
        if first.i == 0 or first.nbor(-1).text not in _BREAKS:
            continue
        if verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        hole = (
            block.start + first.nbor(-1).idx,
            block.start + verb.right_edge.idx + len(verb.right_edge.text),
        )
        held = [x for x in quotes.get(p.block, ()) if x.holds(p.cue[0])]
        for k, q in enumerate(out):
            if q.block != p.block or q.cue == p.cue or q.source == p.source:
                continue
            if any(not x.holds(q.cue[0]) for x in held) or q.kind in ("document", "carried"):
                continue
            host = next((c for c in q.content if c[0] < hole[0] and p.cue[1] <= c[1]), None)
            if host is not None:
                after = block.text[hole[1] : host[1]].lstrip(' "”’')
                if after[:1].isalpha() and out[i].content[-1][1] >= hole[1]:
                    hole = (hole[0], host[1])
                    out[i] = replace(p, content=(*p.content[:-1], (p.content[-1][0], host[1])))
                kept = tidy(
                    block, [x for c in q.content for x in less(c, [hole])], quotes.get(q.block, ()), q.cue
                )
                if kept:
                    out[k] = replace(q, content=kept)
    return out


def _beside_others(
    found: Sequence[Proposal], blocks: _Blocks, quotes: _Quotes, is_outlet: Callable[[str], bool]
) -> list[Proposal]:
    """Contents that end where the outlet goes on with another's words ("... - and Y confirmed")."""
    out = list(found)
    for p in found:
        block = blocks[p.block]
        verb = block.token_at(p.cue[0])
        if p.source is None or p.kind != "clause" or verb is None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
            continue
        if any(x.holds(p.cue[0]) for x in quotes.get(p.block, ())) or p.source[0] > p.cue[0]:
            continue
        for k, q in enumerate(out):
            if q.block != p.block or q.cue == p.cue or q.cue[0] > p.cue[0]:
                continue
            told = q.source is not None and is_outlet(block.text[q.source[0] : q.source[1]])
            if q.kind != "clause" and (q.kind != "phrase" or told):
                continue
            host = next((c for c in q.content if c[0] < p.source[0] and p.cue[1] <= c[1]), None)
            marks = (
                list(grammar().attribution.apart.finditer(block.text, host[0], p.source[0])) if host else []
            )
            if not host or not marks or host[0] < q.cue[0] or marks[-1].start() <= host[0]:
                continue
            hole = (marks[-1].start(), host[1])
            kept = tidy(
                block, [x for c in q.content for x in less(c, [hole])], quotes.get(q.block, ()), q.cue
            )
            if kept:
                out[k] = replace(q, content=kept)
    return out


def _aside_start(verb: Token, first: Token) -> Token:
    """Where an aside begins: with its relative pronoun, or the noun in apposition or after a dash before that."""
    edge = verb.head.left_edge
    beside = verb.head.dep_ == "appos" or (edge.i > 0 and edge.nbor(-1).text in _BREAKS[1:])
    return edge if beside else first


def _through_outlets(
    found: Sequence[Proposal],
    blocks: _Blocks,
    quotes: _Quotes,
    pack: AttributionPack,
    is_outlet: Callable[[str], bool],
) -> list[Proposal]:
    """ "X said ..., according to the Courier": the outlet tells what X said, and X no word of it."""
    out = list(found)
    for i, p in enumerate(found):
        if p.kind != "phrase" or p.source is None:
            continue
        block = blocks[p.block]
        outlet = is_outlet(block.text[p.source[0] : p.source[1]])
        hole = (p.cue[0], p.source[1])
        for k, q in enumerate(out):
            if k == i or q.block != p.block or q.source is None or q.kind not in ("clause", "quote", "prep"):
                continue
            host = next((c for c in q.content if c[0] < p.cue[0] < c[1]), None)
            if host is None or host[1] - hole[1] > 2 or not host[0] > q.cue[0]:
                continue
            if not outlet and not any(s <= q.cue[0] < e for s, e in p.content):
                continue
            if any(x.holds(p.cue[0]) for x in quotes.get(p.block, ())):
                continue
            kept = tidy(block, [x for c in q.content for x in less(c, [hole])], quotes[q.block], q.cue)
            if not kept:
                continue
            out[k] = replace(q, content=kept)
            whole = (min(q.source[0], q.cue[0], kept[0][0]), kept[-1][1])
            out[i] = replace(p, content=(whole,))
            break
    return out
