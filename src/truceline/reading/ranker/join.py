"""The rules' proposals joined with the ranker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.content import Piece, shared, size
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.propose import no_comment
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock
from truceline.reading.ranker.columns import DEPS, TAGS, Floats, Ints, Tokens, head_row, rows_in, tokens_of
from truceline.reading.ranker.encoder import CONTENT, SOURCE, Encoder
from truceline.reading.ranker.kinds import NAMING, THING, WORDS, Role, role_of


@dataclass(frozen=True, slots=True)
class Limits:
    """Where answers become decisions; chosen on the tuning slice."""

    propose: float = 0.4
    """A cue that the rules left out is taken from here on,"""
    unknown: float = 0.5
    """and one that is no known word of saying, with a clause or a quotation, from here on."""
    loose: float = 0.5
    """A word of saying that does not take a content of such a form is taken from here on."""
    clear: float = 0.6
    """So sure must it be of the content of such a cue."""
    least: int = 2
    """Words that a content outside quotation marks has at least."""
    drop: float = 0.05
    """A proposal of the rules is left out below this."""
    content: float = 0.5
    source: float = 0.4
    recast: float = 0.3
    """The ranker's content may take the place of the rules' one where the cue is as likely as this."""
    sure: float = 0.7
    """So sure must it be of a content that takes another one's place."""
    alike: float = 0.5
    """Contents that share as much (of both together) are one and the same."""
    resource: float = 0.7
    """A source takes another's place from here on."""
    fill: float = 0.5
    """A source is given to a proposal without one from here on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ranker makes of one cue."""

    row: int
    likely: float
    rows: Ints
    content: list[Piece]
    source: Piece | None
    sure: float
    """Mean probability of the content's tokens."""
    source_sure: float
    """The highest probability of the source's tokens."""


def answers(encoder: Encoder, t: Tokens, limits: Limits) -> tuple[Floats, dict[int, Answer]]:
    """Each token's probability of being a cue, and each likely cue with its content and source."""
    seen = encoder.look(t)
    cues = np.flatnonzero(seen.likely >= min(limits.propose, limits.recast)).astype(np.int32)
    out: dict[int, Answer] = {}
    if not len(cues):
        return seen.likely, out
    number, row, told = seen.pairs(cues)
    firsts = np.searchsorted(number, np.arange(len(cues) + 1))
    for k, cue in enumerate(cues.tolist()):
        part = slice(int(firsts[k]), int(firsts[k + 1]))
        here, content, source = row[part], told[CONTENT, part], told[SOURCE, part]
        held = (content > limits.content) & (here != cue)
        out[cue] = Answer(
            cue,
            float(seen.likely[cue]),
            here[held],
            _runs(t, here, held, (here == cue) | (source >= limits.source)),
            _best_run(t, here, source, limits.source),
            float(content[held].mean()) if held.any() else 0.0,
            float(source.max()),
        )
    return seen.likely, out


def _runs(t: Tokens, rows: Ints, yes: npt.NDArray[np.bool_], apart: npt.NDArray[np.bool_]) -> list[Piece]:
    """Pieces of the text over runs of rows; a gap in a sentence that holds nothing `apart` is closed."""
    yes = yes.copy()
    ends = np.flatnonzero(np.diff(yes.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    for (_, gap), (after, _) in pairwise(ends.tolist()):
        if not apart[gap:after].any() and t.sent[rows[gap - 1]] == t.sent[rows[after]]:
            yes[gap:after] = True
    ends = np.flatnonzero(np.diff(yes.astype(np.int8), prepend=0, append=0)).reshape(-1, 2)
    return [(int(t.start[rows[a]]), int(t.end[rows[b - 1]])) for a, b in ends.tolist()]


def _best_run(t: Tokens, rows: Ints, p: Floats, least: float) -> Piece | None:
    """The run of rows around the likeliest one."""
    best = int(np.argmax(p))
    if p[best] < least:
        return None
    a = b = best
    while a > 0 and p[a - 1] >= least:
        a -= 1
    while b + 1 < len(p) and p[b + 1] >= least:
        b += 1
    return int(t.start[rows[a]]), int(t.end[rows[b]])


def join(
    proposals: Sequence[Proposal],
    page: Page,
    pack: AttributionPack,
    encoder: Encoder | None = None,
    limits: Limits | None = None,
) -> list[Proposal]:
    """The rules' proposals, without those that are very unlikely, and with those that they missed."""
    t = tokens_of(page)
    if t is None:
        return list(proposals)
    limits = limits or Limits()
    likely, found = answers(encoder or the_encoder(), t, limits)
    quotes = {b.number: quotations_of(b) for b in t.blocks}
    out: list[Proposal] = []
    ruled: set[int] = set()
    for p in proposals:
        cue = rows_in(t, [p.cue])
        if not len(cue):
            out.append(p)
            continue
        ruled.update(cue.tolist())
        row = int(cue[np.argmax(likely[cue])])
        nested = any(q is not p and any(s <= p.cue[0] < e for s, e in q.content) for q in proposals)
        if p.kind in _DOUBTED and not nested and likely[row] < limits.drop:
            continue
        answer = found.get(row)
        if answer is not None and not nested and answer.likely >= limits.recast and _once(p, proposals):
            p = _sourced(_recast(t, p, answer, proposals, quotes, limits, pack), answer, limits)
        out.append(p)
    for row, answer in sorted(found.items()):
        if row in ruled or answer.likely < limits.propose or answer.sure < limits.clear:
            continue
        made = _proposed(t, row, answer, quotes, limits, pack)
        if (
            made is not None
            and not _told_already(made, out)
            and not no_comment(t.blocks[int(t.block[row])], made, pack)
        ):
            out.append(made)
    return sorted(out, key=lambda p: (p.block, p.cue, p.content))


_TAG_OF = ("", *TAGS)
_DEP_OF = ("", *DEPS)
_DOUBTED = frozenset(
    {"clause", "quote", "infinitive", "object", "person", "prep", "noun", "agentless", "passive"}
)
_SOURCED = frozenset({"clause", "quote", "infinitive", "object", "prep"})
_RECAST = frozenset({"clause", "quote", "infinitive", "object", "prep", "noun", "phrase"})


def _once(p: Proposal, proposals: Sequence[Proposal]) -> bool:
    return sum(q.cue == p.cue for q in proposals) == 1


def _recast(
    t: Tokens,
    p: Proposal,
    answer: Answer,
    proposals: Sequence[Proposal],
    quotes: dict[int, list[Quotation]],
    limits: Limits,
    pack: AttributionPack,
) -> Proposal:
    """A proposal of the rules with the ranker's content, where that is quite another."""
    if p.kind not in _RECAST or answer.sure < limits.sure:
        return p
    block = next(b for b in t.blocks if b.number == p.block)
    content = tidy(block, _said(block, answer.content, pack), quotes[p.block], p.cue)
    if not content or (p.source and shared(content, [p.source])):
        return p
    both = shared(p.content, content)
    if both > limits.alike * (size(p.content) + size(content) - both):
        return p
    if any(q is not p and shared(p.content, [q.cue]) and not shared(content, [q.cue]) for q in proposals):
        return p
    return replace(p, content=content)


def _said(block: PageBlock, pieces: Sequence[Piece], pack: AttributionPack) -> list[Piece]:
    """Pieces without what the outlet adds to them (", a refusal that could ...")."""
    cuts = [(s, e, pack.summary.search(block.text, s, e)) for s, e in pieces]
    return [(s, m.start() if m and m.start() > s else e) for s, e, m in cuts]


def _sourced(p: Proposal, answer: Answer, limits: Limits) -> Proposal:
    """A proposal of the rules with the ranker's source, where it has none or quite another."""
    if answer.source is None or p.kind not in _SOURCED or shared([answer.source], [*p.content, p.cue]):
        return p
    if answer.source_sure < (limits.resource if p.source else limits.fill):
        return p
    if p.antecedent and shared([p.antecedent], [answer.source]):
        return replace(p, source=p.antecedent, antecedent=None)
    if p.source and (shared([p.source], [answer.source]) or p.antecedent):
        return p
    return replace(p, source=answer.source, aside=None, antecedent=None)


def _proposed(
    t: Tokens,
    row: int,
    answer: Answer,
    quotes: dict[int, list[Quotation]],
    limits: Limits,
    pack: AttributionPack,
) -> Proposal | None:
    """A proposal of the ranker's own; none without somebody who holds it, nor for a deed."""
    tag, dep = _TAG_OF[t.tag[row]], _DEP_OF[t.dep[row]]
    if tag[:1] not in "VNJ" or dep in ("aux", "auxpass") or answer.source is None or _nobodys(t, row):
        return None
    block = t.blocks[int(t.block[row])]
    cue, source = (int(t.start[row]), int(t.end[row])), answer.source
    content = tidy(block, _said(block, answer.content, pack), quotes[block.number], cue)
    content = tuple(p for p in content if not shared([p], [source]))
    if not content or shared([cue], [source]):
        return None
    word = t.lower[row]
    quoted = any(q.start < e and s < q.end for q in quotes[block.number] for s, e in content)
    if not quoted and sum(len(block.text[s:e].split()) for s, e in content) < limits.least:
        return None
    form = WORDS if _quoted(content, quotes[block.number]) else _form(t, row, rows_in(t, content))
    role = role_of(word, tag, pack)
    own = form == WORDS and (not quoted or _quoted(content, quotes[block.number], 0.9))
    if role is None and own and answer.likely >= limits.unknown:
        role = Role(word, Stance.ASSERTS)
    if role is None:
        return None
    modality = role.modality
    if not role.allows(form):
        if role.deed or answer.likely < limits.loose:
            return None
        modality = Modality.EVALUATIVE
    beside = {_DEP_OF[t.dep[k]]: t.lower[k] for k in _children(t, row)}
    told = [k for k in _children(t, row) if _DEP_OF[t.dep[k]] in _TOLD]
    if told and not any(s <= t.start[k] < e for k in told for s, e in content):
        return None
    if beside.get("prt") in pack.not_said.get(role.base, ()) or ("neg" in beside and role.modality is None):
        return None
    stance = Stance.DENIES if "neg" in beside else role.stance
    return Proposal(block.number, cue, source, content, "ranked", role.base, stance, modality=modality)


def _children(t: Tokens, row: int) -> list[int]:
    first = int(t.sent_first[row])
    rows = np.flatnonzero(t.head[first : int(t.sent_last[row]) + 1] == row) + first
    return [k for k in rows.tolist() if k != row]


def _nobodys(t: Tokens, row: int) -> bool:
    """Whether a cue is a participle without anybody of its own ("as called for")."""
    if _TAG_OF[t.tag[row]] != "VBN" or _DEP_OF[t.dep[row]] not in ("advcl", "acl"):
        return False
    return not any(_DEP_OF[t.dep[k]] in _OF_ITS_OWN for k in _children(t, row))


_TOLD = frozenset({"ccomp", "xcomp"})
"""What a cue governs so belongs to its content."""
_OF_ITS_OWN = frozenset({"nsubj", "nsubjpass", "agent", "aux", "auxpass"})


def _quoted(content: Sequence[Piece], quotes: Sequence[Quotation], share: float = 0.5) -> bool:
    """Whether so much of a content stands in quotation marks."""
    return sum(shared([(q.start, q.end)], content) for q in quotes) >= share * size(content)


def _form(t: Tokens, cue: int, rows: Ints) -> str:
    """What a content is: words (a finite clause), an infinitive, a gerund, a thing, or what leads into it."""
    head = head_row(t, rows) if len(rows) else cue
    if head == cue:
        return THING
    if any(_DEP_OF[t.dep[k]] == _NAMED and t.head[k] == cue for k in rows.tolist()):
        return NAMING
    tag = _TAG_OF[t.tag[head]]
    if _DEP_OF[t.dep[head]] == _RELATIVE:
        return THING  # "passed a law which names the towns": the clause tells of the thing
    if tag == "IN":
        return t.lower[head]
    if tag[:2] not in ("VB", "MD"):
        return THING
    kids = {_DEP_OF[t.dep[k]]: _TAG_OF[t.tag[k]] for k in rows[t.head[rows] == head].tolist()}
    if _SUBJECTS & kids.keys() and kids.get("aux") != "TO":
        return WORDS
    return "gerund" if tag == "VBG" else "infinitive"


_NAMED = "oprd"
_RELATIVE = "relcl"
_SUBJECTS = {"nsubj", "nsubjpass", "expl", "csubj"}


def _told_already(p: Proposal, others: Sequence[Proposal]) -> bool:
    """Whether another proposal has most of the same content already, or the cue in its own.

    The corpus marks nothing within another's words, so the ranker knows nothing of nesting.
    """
    for q in others:
        if q.block != p.block:
            continue
        if any(s <= p.cue[0] < e for s, e in q.content):
            return True
        both = shared(p.content, q.content)
        if both * 2 > size(p.content) + size(q.content) - both:
            return True
    return False


@lru_cache(maxsize=1)
def the_encoder() -> Encoder:
    """The encoder of the package, loaded when first asked for."""
    return Encoder.load()
