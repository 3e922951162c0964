"""What reaches past its sentence: quotations that stand alone, and "under the deal"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from truceline.model.reading import BlockKind
from truceline.reading.attribution.content import Piece, joined, shared, trimmed
from truceline.reading.attribution.details import cue_of
from truceline.reading.attribution.nouns import noun_phrase
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.attribution.speakers import speaker_of
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock
from truceline.reading.parsed import TokenSpan

_NONE: frozenset[str] = frozenset()
_LEAD = re.compile(r"[.!?][\"”’»]?\s+[^\W\d_]+,$")
"""One word and a comma before a quotation that is the rest of its sentence ("Now, ...")."""
_ARTICLE = 4
"""Letters of an article and its space, before who speaks."""


def carried(page: Page, found: list[Proposal], pack: AttributionPack) -> list[Proposal]:
    """The proposals with contents that they reach in later sentences and blocks."""
    out = list(found)
    for block in page.blocks:
        if not block.readable or block.spoken:
            continue
        for q in quotations_of(block):
            outer = [p for p in out if p.block == block.number and not q.holds(p.cue[0])]
            if any(2 * shared(p.content, [(q.start, q.end)]) >= q.end - q.start for p in outer):
                continue
            if not _stands_alone(block, q):
                continue
            giver = _giver(page, block, q, out, pack)
            if giver is None:
                continue
            piece = trimmed(block.text, (q.start, q.end), [q], _NONE) or (q.start, q.end)
            if giver.block == block.number and giver not in out:
                out.append(replace(giver, content=(piece,)))
            elif giver.block == block.number and giver.kind != "carried":
                i = out.index(giver)
                out[i] = replace(giver, content=tuple(joined([*giver.content, piece])))
            elif (at := _goes_on_open(block, q, giver, out)) is not None:
                out[at] = replace(out[at], content=((out[at].content[0][0], piece[1]),))
            else:
                out.append(replace(giver, block=block.number, content=(piece,), kind="carried"))
    out += _document_reach(page, out, pack)
    out += _goes_on_saying(page, out)
    return sorted(out, key=lambda p: (p.block, p.cue, p.content))


def _goes_on_open(block: PageBlock, q: Quotation, giver: Proposal, out: list[Proposal]) -> int | None:
    """The place of the carried content whose quotation was left open right before this one: each mark opens a
    paragraph of one quotation that has been run together."""
    before = next((x for x in reversed(quotations_of(block)) if x.end <= q.start), None)
    if before is None or before.closed or block.text[before.end : q.start].strip():
        return None
    return next(
        (
            i
            for i, p in enumerate(out)
            if p.kind == "carried"
            and (p.block, p.cue) == (block.number, giver.cue)
            and p.content[0][1] <= before.end
        ),
        None,
    )


def _stands_alone(block: PageBlock, q: Quotation) -> bool:
    """Whether a quotation is a sentence or paragraph by itself, and no scare quotes."""
    if block.quoted:
        return True
    words = block.text[q.start : q.end]
    before = block.text[block.start : q.start].rstrip()
    starts = not before or before[-1] in '.!?:"”’»)' or _LEAD.search(before) is not None
    long = len(words.split()) >= 4
    after = block.text[q.end : block.end].lstrip()
    if after[:1].islower() or (after and words.rstrip("\"”'’»").endswith(",")):
        return False
    ends = not q.closed or words.rstrip("\"”'’»")[-1:] in ".!?…,"
    return starts and long and ends and block.kind is not BlockKind.HEADLINE


def _giver(
    page: Page, block: PageBlock, q: Quotation, found: list[Proposal], pack: AttributionPack
) -> Proposal | None:
    """The attribution that a free-standing quotation goes on with.

    In its own block the one before it; else that of the next block, where that one opens with
    a quotation too and the block before announces none; else the last of the block before.
    """
    here = [p for p in found if p.block == block.number and p.cue[1] <= q.start and p.source]
    if here and (leading := _led_in(block, block.start, q.start, pack)) is not None:
        return leading
    quoted = [p for p in here if any(c in "\"“”«»'‘’" for c in block.text[p.content[0][0]])] or here
    if quoted:
        return _outermost(quoted[-1], found, block)
    if here:
        return None
    led = _led_in(block, block.start, q.start, pack)
    if led is not None:
        return led
    at = page.blocks.index(block)
    before = next((b for b in reversed(page.blocks[:at]) if b.readable), None)
    after = next((b for b in page.blocks[at + 1 :] if b.readable), None)
    told = quotations_of(before) if before is not None else []
    speaks_before = [p for p in found if before is not None and p.block == before.number and p.source]
    speaks_before = [p for p in speaks_before if not any(x.holds(p.cue[0]) for x in told)] or speaks_before
    if block.quoted and before is not None and before.quoted:
        return speaks_before[-1] if speaks_before else None
    if before is not None and before.words.rstrip().endswith(":"):
        announced = _announced(before, pack)
        if announced is not None:
            return announced
        if speaks_before:
            return speaks_before[-1]
        led = _led_in(before, before.start, before.end, pack)
        if led is not None:
            return led
    if after is not None and after.words[:1] in "\"“«„'‘":
        mine = [p for p in found if p.block == after.number and p.source and p.kind in ("quote", "clause")]
        mine = [p for p in mine if p.content[0][0] <= after.start + 1]
        if mine and (not q.closed or not _quoting(before, speaks_before)):
            return mine[0]
    outermost = [p for p in speaks_before if p.kind != "document" and p.kind != "noun"]
    if before is None or outermost:
        return _outermost(outermost[-1], found, before) if outermost and before is not None else None
    if q.start != block.start or q.end < block.end - 1:
        return None
    opening = [p for p in found if after is not None and p.block == after.number and p.source]
    return _told_of(before, pack) or next((p for p in opening if _opens(p, after)), None)


def _opens(p: Proposal, block: PageBlock | None) -> bool:
    """Whether a block begins with who is said to say something."""
    return (
        block is not None
        and p.kind == "clause"
        and p.source is not None
        and p.source[0] - block.start <= _ARTICLE
    )


def _told_of(before: PageBlock, pack: AttributionPack) -> Proposal | None:
    """Whom a paragraph without anybody's words tells of at its end, where a paragraph that is one quotation
    follows ("Ilves fled with two children." "We walked all night.")."""
    if before.kind is not BlockKind.PARAGRAPH or quotations_of(before):
        return None
    *_, last = before.doc.sents
    verb, p = last.root, grammar().pronouns
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or verb.tag_ not in ("VBD", "VBZ", "VBN"):
        return None
    known = pack.people | pack.anonymous | grammar().attribution.kin
    person = subject.lower_ in p.person or subject.lower_ in known
    if not person and not (subject.pos_ == "PROPN" and subject.tag_ == "NNP"):
        return None
    source = noun_phrase(before, subject)
    aside = next((c for c in subject.children if c.dep_ == "appos"), None)
    cue = (before.start + verb.idx, before.start + verb.idx + len(verb.text))
    return Proposal(
        before.number,
        cue,
        source,
        (),
        "quote",
        verb.lower_,
        aside=noun_phrase(before, aside) if aside is not None else None,
    )


def _outermost(giver: Proposal, found: list[Proposal], block: PageBlock) -> Proposal:
    """Whose words a giver's stand in, unless they are in marks by themselves: a quotation that stands alone goes
    on with who speaks to the outlet ("Tolle said that the meeting noted ..." "We ...")."""
    if any((q.start, q.end) == giver.content[-1] for q in quotations_of(block)):
        return giver
    for p in found:
        within = p.block == giver.block and any(s <= giver.cue[0] < e for s, e in p.content)
        if within and p.source and p.cue != giver.cue and p.kind == "clause" and p.cue[0] < giver.cue[0]:
            return _outermost(p, found, block)
    return giver


def _led_in(block: PageBlock, start: int, end: int, pack: AttributionPack) -> Proposal | None:
    """Who is told of before a colon that a quotation follows, whatever they are told to do ("Mayor Lind, leaving
    the weir: ...", "The bishop addressed the mourners with these words:")."""
    words = block.text[start:end].rstrip()
    if not words.endswith(":"):
        return None
    colon = start + len(words) - 1
    sent = next(
        (s for s in block.doc.sents if block.start + s.start_char <= colon < block.start + s.end_char), None
    )
    if sent is None:
        return None
    known = pack.people | pack.anonymous | pack.bodies | pack.statements | grammar().attribution.kin
    for t in sent:
        if block.start + t.idx >= colon:
            break
        if t.dep_ not in ("nsubj", "ROOT", "dep", "npadvmod") or t.pos_ not in ("PROPN", "NOUN"):
            continue
        source = noun_phrase(block, t)
        if (t.pos_ == "PROPN" or t.lower_ in known) and source[1] <= colon:
            cue = (colon, colon + 1)
            aside = next((c for c in t.children if c.dep_ == "appos" and block.start + c.idx < colon), None)
            named = noun_phrase(block, aside) if aside is not None else None
            return Proposal(block.number, cue, source, (), "quote", ":", aside=named)
    return None


def _announced(before: PageBlock, pack: AttributionPack) -> Proposal | None:
    """The reporting verb at the end of a block that announces a quotation ("Ruiz went on:")."""
    quotes = quotations_of(before)
    for token in reversed(before.doc):
        at = before.start + token.idx
        verbs = pack.verbs.get(token.lower_, ())
        if any(q.holds(at) for q in quotes) or before.end - at > 160:
            return None
        if token.tag_.startswith("VB") and any("quote" in v.takes for v in verbs):
            speaker = speaker_of(before, token, quotes, pack)
            if speaker is None:
                continue
            return Proposal(
                before.number,
                cue_of(before, token, verbs, pack),
                speaker.source,
                (),
                "quote",
                verbs[0].base,
                verbs[0].stance,
                antecedent=speaker.antecedent,
                aside=speaker.aside,
            )
    return None


def _quoting(before: PageBlock | None, proposals: list[Proposal]) -> bool:
    return before is not None and any(
        before.text[p.content[0][0]] in "\"“«„'‘" and p.content[0][0] == before.start for p in proposals
    )


def _document_reach(page: Page, found: list[Proposal], pack: AttributionPack) -> list[Proposal]:
    """ "Under the deal ..." goes on in the next sentence while that tells terms and names nobody else."""
    out: list[Proposal] = []
    for p in found:
        if p.kind != "document":
            continue
        block = next(b for b in page.blocks if b.number == p.block)
        sents = list(block.doc.sents)
        i = next((k for k, s in enumerate(sents) if block.start + s.end_char > p.cue[0]), None)
        for sent in sents[i + 1 : i + 3] if i is not None else []:
            piece: Piece = (block.start + sent.start_char, block.start + sent.end_char)
            modal = any(
                t.lower_ in pack.modality["future"] | pack.modality["obligation"] | {"would"}
                and t.tag_ == "MD"
                for t in sent.root.children
            )
            if not modal or any(q.block == p.block and piece[0] <= q.cue[0] < piece[1] for q in found):
                break
            cut = trimmed(block.text, piece, (), _NONE)
            if cut:
                out.append(replace(p, content=(cut,)))
    return out


def _goes_on_saying(page: Page, found: list[Proposal]) -> list[Proposal]:
    """What a speaker goes on to say in a sentence without a cue: after a past cue, what they themselves "would"
    do ("Orlu said it had not agreed to the line. It would not withdraw."), and how those that they counted are
    made up, or more that "had" come about ("The clinic said 12 had died. Of the dead, 4 were boatmen.")."""
    out: list[Proposal] = []
    told = {p.block for p in found if p.kind == "clause"}
    for block in page.blocks:
        if block.number not in told:
            continue
        mine = [p for p in found if p.block == block.number]
        quotes = quotations_of(block)
        for before, sent in pairwise(block.doc.sents):
            start, end = block.start + sent.start_char, block.start + sent.end_char
            here = [p for p in mine if block.start + before.start_char <= p.cue[0] < start]
            last = max(here, key=lambda p: p.cue[0], default=None)
            taken = any(
                start <= p.cue[0] < end or any(s < end and start < e for s, e in p.content) for p in mine
            )
            if last is None or taken:
                continue
            if not (_of_speaker(before, sent, last, block) or _counts_on(before, sent, last, block)):
                continue
            if any(q.start < end and start < q.end for q in quotes):
                continue
            if cut := trimmed(block.text, (start, end), (), _NONE):
                out.append(replace(last, content=(cut,)))
    return out


def _of_speaker(before: TokenSpan, sent: TokenSpan, p: Proposal, block: PageBlock) -> bool:
    """Whether a sentence is about who speaks in the one before, and told as by them."""
    cue = next((t for t in before if block.start + t.idx == p.cue[0]), None)
    if cue is None or p.kind != "clause" or cue.tag_ != "VBD" or cue.i != before.root.i or p.source is None:
        return False
    grammars = grammar()
    subject = next((c for c in sent.root.children if c.dep_ == "nsubj"), None)
    pronouns = grammars.pronouns.person | grammars.pronouns.thing | grammars.pronouns.many
    if (
        subject is None
        or subject.lower_ not in pronouns
        or subject.i != sent.start
        or sent.root.pos_ != "VERB"
    ):
        return False
    would = any(c.tag_ == "MD" and c.lower_ in grammars.verbs.would for c in sent.root.children)
    return would and not any(t.dep_ == "mark" for t in sent)


def _counts_on(before: TokenSpan, sent: TokenSpan, p: Proposal, block: PageBlock) -> bool:
    """Whether a sentence tells more of what is counted in the one before: of whom it is made up, or what else
    had come about by then."""
    cue = next((t for t in before if block.start + t.idx == p.cue[0]), None)
    if cue is None or p.kind != "clause" or cue.tag_ != "VBD" or cue.i != before.root.i or p.source is None:
        return False
    told = [t for t in before if any(s <= block.start + t.idx < e for s, e in p.content)]
    if not any(t.like_num for t in told) or not any(t.like_num for t in sent):
        return False
    grammars = grammar()
    if sent[0].lower_ in grammars.figures.partitive and sent[0].dep_ == "prep":
        return True
    subject = next((c for c in sent.root.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    had = any(c.tag_ == "VBD" and c.lower_ in grammars.verbs.have for c in sent.root.children)
    return subject is not None and had and subject.lower_ not in grammars.pronouns.person
