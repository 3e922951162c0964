"""What the outlet sets beside somebody's words as another's answer to them ("..., a claim the army denied")."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from truceline.model.reading import Stance
from truceline.reading.attribution.content import Piece, less, run_of, size
from truceline.reading.attribution.details import stance_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.block_view import view_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token


def answered(
    block: PageBlock, found: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """The proposals, with each such answer as its giver's and out of what it answers."""
    out = list(found)
    view = view_of(block)
    for verb, low in zip(view.tokens, view.lower, strict=True):
        if low not in pack.verbs:
            continue
        noun = verb.head
        if verb.dep_ not in ("relcl", "acl") or noun.lower_ not in pack.nouns or noun.i > verb.i:
            continue
        giver = _giver(verb, noun, pack)
        if giver is None or any(q.holds(block.start + verb.idx) for q in quotes):
            continue
        cue, source = run_of(block, verb, verb), noun_phrase(block, giver)
        whole = (block.start + noun.left_edge.nbor(-1).idx, run_of(block, verb, verb.right_edge)[1])
        out = [_without(p, whole, block, quotes) for p in out if not whole[0] <= p.cue[0] < whole[1]]
        content = tidy(block, [run_of(block, noun.left_edge, noun)], quotes, cue)
        verbs = pack.verbs[verb.lower_]
        if content:
            stance = stance_of(verbs, "object")
            out.append(Proposal(block.number, cue, source, content, "answer", verbs[0].base, stance))
    return out


def taken_up(
    block: PageBlock, found: Sequence[Proposal], quotes: Sequence[Quotation], pack: AttributionPack
) -> list[Proposal]:
    """What somebody denies, turns down or confirms by a pronoun alone ("Orlu denies it.", "The army has confirmed
    this."): what the sentence before tells."""
    view, out = view_of(block), []
    for verb, low in zip(view.tokens, view.lower, strict=True):
        verbs = pack.verbs.get(low, ())
        stance = stance_of(verbs, "object") if verbs else None
        bears_out = any(v.base in grammar().attribution.bearing_out for v in verbs)
        if (stance is not Stance.DENIES and not bears_out) or not _finite(verb):
            continue
        meant = next((c for c in verb.children if c.dep_ == "dobj"), None)
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if meant is None or subject is None or verb.sent.start == 0 or verb.sent.root != verb:
            continue
        if meant.lower_ not in grammar().pronouns.thing | grammar().pronouns.alone or any(meant.children):
            continue
        if subject.tag_ not in ("NNP", "NN", "NNS", "NNPS") or any(
            q.holds(block.start + verb.idx) for q in quotes
        ):
            continue
        sent = block.doc[verb.sent.start - 1].sent
        told = (block.start + sent.start_char, block.start + sent.end_char)
        cue, source = run_of(block, verb, verb), noun_phrase(block, subject)
        before = [
            p.content for p in found if told[0] < p.content[-1][1] <= told[1] or told[0] <= p.cue[0] < told[1]
        ]
        content = max(before, key=size, default=tidy(block, [told], quotes, cue))
        if content and stance is not None and not any(p.cue == cue for p in found):
            out.append(Proposal(block.number, cue, source, content, "answer", verbs[0].base, stance))
    return out


def _finite(verb: Token) -> bool:
    """Whether a verb tells what was done, with "has" too, and not that it was not done."""
    perfect = any(c.dep_ == "aux" and c.lower_ in grammar().verbs.perfect for c in verb.children)
    undone = any(c.dep_ == "neg" for c in verb.children)
    return not undone and (verb.tag_ in ("VBZ", "VBD", "VBP") or (verb.tag_ == "VBN" and perfect))


def _giver(verb: Token, noun: Token, pack: AttributionPack) -> Token | None:
    """Who answers: the subject of a verb that has the noun after a comma for its object."""
    first = noun.left_edge
    if first.i == 0 or first.nbor(-1).text != "," or first.lower_ not in grammar().labels.articles:
        return None
    if not any("object" in v.takes for v in pack.verbs.get(verb.lower_, ())):
        return None
    agent = next((c for c in verb.children if c.dep_ == "agent"), None)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":  # "a claim disputed by the army"
        return next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in grammar().pronouns.relative or subject.i < noun.i:
        return None
    return subject if not any(c.dep_ in ("dobj", "ccomp") and c.i > verb.i for c in verb.children) else None


def _without(p: Proposal, hole: Piece, block: PageBlock, quotes: Sequence[Quotation]) -> Proposal:
    if not any(s < hole[1] and hole[0] < e for s, e in p.content):
        return p
    kept = tidy(block, [x for c in p.content for x in less(c, [hole])], quotes, p.cue)
    return replace(p, content=kept) if kept else p
