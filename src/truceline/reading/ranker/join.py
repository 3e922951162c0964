"""The rules' proposals joined with the ranker's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import numpy as np

from truceline.errors import PackError
from truceline.model.reading import Stance
from truceline.reading.attribution.content import Piece, shared, size
from truceline.reading.attribution.proposal import Proposal, tidy
from truceline.reading.attribution.propose import no_comment
from truceline.reading.attribution.quotes import Quotation, quotations_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock
from truceline.reading.ranker import features as f
from truceline.reading.ranker.tokens import DEPS, TAGS, Floats, Ints, Tokens, Words, rows_in, tokens_of
from truceline.reading.ranker.trees import Trees

WEIGHTS = Path(__file__).with_name("weights.npz")


@dataclass(frozen=True, slots=True)
class Limits:
    """Where answers become decisions; chosen on the tuning slice."""

    propose: float = 0.3
    """A cue that the rules left out is taken from here on,"""
    clausal: float = -2.5
    """if its stem, with a clause of its own, is a cue with these log-odds or better,"""
    bare: float = -1.8
    """or these without one: to sign and to strike are acts, not words."""
    clear: float = 0.65
    """So sure must it be of the content of such a cue, and"""
    product: float = 0.25
    """so likely must cue and content be together."""
    least: int = 2
    """Words that a content outside quotation marks has at least."""
    drop: float = 0.03
    """A proposal of the rules is left out below this."""
    content: float = 0.5
    source: float = 0.4
    recast: float = 0.2
    """The ranker's content may take the place of the rules' one where the cue is as likely as this."""
    sure: float = 0.6
    """So sure must it be of a content that takes another one's place."""
    alike: float = 0.65
    """Contents that share as much (of both together) are one and the same."""
    quoted_alike: float = 0.8
    """The same where the ranker's content is one quotation."""
    resource: float = 0.7
    """A source takes another's place from here on."""
    fill: float = 0.5
    """A source is given to a proposal without one from here on."""


@dataclass(frozen=True, slots=True)
class Ranker:
    """The forests and the closed list of stems."""

    words: Words
    rates: f.Rates
    cue: Trees
    content: Trees
    source: Trees
    limits: Limits = Limits()

    @classmethod
    def load(cls, path: Path = WEIGHTS, limits: Limits | None = None) -> Ranker:
        """The ranker of a file; raises `PackError` where that cannot be read."""
        try:
            with np.load(path, allow_pickle=False) as file:
                arrays = {k: file[k] for k in file.files}
        except (OSError, ValueError) as e:
            raise PackError(
                f"no weights of the ranker: {e}",
                where=str(path),
                mend="install the package again, or read with --fast",
            ) from e
        return cls(
            Words({str(w): k for k, w in enumerate(arrays["stems"], 1)}),
            f.Rates(*(arrays[f"rates.{k}"] for k in ("word", "frame", "content", "source"))),
            Trees.of(arrays, "cue"),
            Trees.of(arrays, "content"),
            Trees.of(arrays, "source"),
            limits or Limits(),
        )


def head_row(t: Tokens, rows: Ints) -> int:
    """The row that governs the others: the least deep one, the first of several."""
    return int(rows[np.argmin(t.depth[rows])])


@dataclass(frozen=True, slots=True)
class Answer:
    """What the ranker makes of one cue."""

    row: int
    likely: float
    content: list[Piece]
    source: Piece | None
    sure: float
    """Mean probability of the content's tokens."""
    source_sure: float
    """The highest probability of the source's tokens."""


def answers(
    ranker: Ranker, page: Page, proposals: Sequence[Proposal], pack: AttributionPack
) -> tuple[Tokens | None, Floats, dict[int, Answer]]:
    """Each likely cue with its content and source."""
    t = tokens_of(page, proposals, ranker.words, pack)
    if t is None:
        return None, np.empty(0, np.float32), {}
    likely = np.zeros(len(t), np.float32)
    rows = f.candidates(t, ranker.rates)
    if len(rows):
        likely[rows] = ranker.cue.answers(f.cue_rows(t, ranker.rates, rows))
    cues = np.flatnonzero(likely >= min(ranker.limits.propose, ranker.limits.recast)).astype(np.int32)
    out: dict[int, Answer] = {}
    if not len(cues):
        return t, likely, out
    ruled = [
        (
            head_row(t, c),
            rows_in(t.start, t.end, p.content),
            rows_in(t.start, t.end, [p.source] if p.source else []),
        )
        for p, c in zip(proposals, t.rule_cues, strict=True)
        if len(c)
    ]
    number, row = f.pairs_of(t, cues)
    own = f.ruled_pairs(t, ruled, cues, number, row)
    pairs = f.pair_rows(t, ranker.rates, likely, cues, own, number, row)
    content, source = ranker.content.answers(pairs), ranker.source.answers(pairs)
    firsts = np.searchsorted(number, np.arange(len(cues) + 1))
    for k, cue in enumerate(cues.tolist()):
        part = slice(int(firsts[k]), int(firsts[k + 1]))
        here = row[part]
        in_content = (content[part] > ranker.limits.content) & (here != cue)
        runs = _runs(t, here, in_content)
        held = content[part][in_content]
        out[cue] = Answer(
            cue,
            float(likely[cue]),
            runs,
            _best_run(t, here, source[part], cue, ranker.limits.source),
            float(held.mean()) if len(held) else 0.0,
            float(source[part].max()),
        )
    return t, likely, out


def _runs(t: Tokens, rows: Ints, yes: np.ndarray) -> list[Piece]:
    """Pieces of the text over runs of rows; a gap of one token between two runs is closed."""
    yes = yes.copy()
    if len(yes) > 2:
        yes[1:-1] |= yes[:-2] & yes[2:]
    edges = np.flatnonzero(np.diff(np.concatenate([[0], yes.astype(np.int8), [0]])))
    return [
        (int(t.start[rows[a]]), int(t.end[rows[b - 1]])) for a, b in zip(edges[::2], edges[1::2], strict=True)
    ]


def _best_run(t: Tokens, rows: Ints, p: Floats, cue: int, least: float) -> Piece | None:
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
    proposals: Sequence[Proposal], page: Page, pack: AttributionPack, ranker: Ranker | None = None
) -> list[Proposal]:
    """The rules' proposals, without those that are very unlikely, and with those that they missed."""
    ranker = ranker or the_ranker()
    t, likely, found = answers(ranker, page, proposals, pack)
    if t is None:
        return list(proposals)
    limits = ranker.limits
    quotes = {b.number: quotations_of(b) for b in t.blocks}
    out: list[Proposal] = []
    ruled: set[int] = set()
    for p, cue in zip(proposals, t.rule_cues, strict=True):
        if not len(cue):
            out.append(p)
            continue
        ruled.update(cue.tolist())
        row = int(cue[np.argmax(likely[cue])])
        nested = any(q is not p and any(s <= p.cue[0] < e for s, e in q.content) for q in proposals)
        if p.kind in _DOUBTED and not nested and likely[row] < limits.drop:
            continue
        answer = found.get(row)
        if answer is not None and not nested and likely[row] >= limits.recast and _once(p, proposals):
            p = _sourced(t, _recast(t, p, answer, proposals, quotes, limits, pack), answer, limits)
        out.append(p)
    for row, answer in sorted(found.items()):
        if row in ruled or answer.likely < limits.propose:
            continue
        clause = t.frame[row] % 5 < 2
        least = limits.clausal if clause else limits.bare
        if not clause and _verb(t, row):
            continue
        if answer.sure < limits.clear or answer.likely * answer.sure < limits.product:
            continue
        if ranker.rates.frame[t.row[row], t.frame[row]] < least or not _speaks(t, row):
            continue
        made = _proposed(t, row, answer, quotes, pack)
        if (
            made is not None
            and not _told_already(made, out)
            and not no_comment(t.blocks[int(t.block[row])], made, pack)
            and _weighs(made, page, quotes[made.block], limits)
            and (not _verb(t, row) or _says(made, page, quotes[made.block]))
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


def _verb(t: Tokens, row: int) -> bool:
    """Whether a cue is a verb.

    One without a clause of its own tells a deed rather than words; where it does tell words ("X
    condemned it") the rules know it. A party's deed must never be read as its own word: that
    would be an admission.
    """
    return _TAG_OF[int(t.tag[row])].startswith("VB")


def _says(p: Proposal, page: Page, quotes: Sequence[Quotation]) -> bool:
    """Whether a content holds a verb or a quotation: bare things are released, not said."""
    block = next(b for b in page.blocks if b.number == p.block)
    return any(
        tok.tag_.startswith(("VB", "MD"))
        for tok in block.doc
        if any(s <= block.start + tok.idx < e for s, e in p.content)
    ) or any(q.start < e and s < q.end for q in quotes for s, e in p.content)


def _weighs(p: Proposal, page: Page, quotes: Sequence[Quotation], limits: Limits) -> bool:
    """Whether a content is more than a name or a pronoun."""
    words = sum(len(page.text[s:e].split()) for s, e in p.content)
    return words >= limits.least or any(q.start < e and s < q.end for q in quotes for s, e in p.content)


def _speaks(t: Tokens, row: int) -> bool:
    """Whether a token can be a cue of the ranker's own: a word of meaning with a row in the closed list.

    A participle without anybody of its own ("as called for") is nobody's.
    """
    tag, dep = _TAG_OF[t.tag[row]], _DEP_OF[t.dep[row]]
    if tag == "VBN" and dep in ("advcl", "acl"):
        return any(t.child[k][row] >= 0 for k in ("nsubj", "nsubjpass", "agent", "aux", "auxpass"))
    return bool(t.row[row] and tag[:2] in ("VB", "NN", "JJ", "IN") and dep not in ("aux", "auxpass", "punct"))


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
    quoted = len(content) == 1 and any(
        q.start <= content[0][0] and content[0][1] <= q.end for q in quotes[p.block]
    )
    alike = limits.quoted_alike if quoted else limits.alike
    if both > alike * (size(p.content) + size(content) - both):
        return p
    if any(q is not p and shared(p.content, [q.cue]) and not shared(content, [q.cue]) for q in proposals):
        return p
    return replace(p, content=content)


def _said(block: PageBlock, pieces: Sequence[Piece], pack: AttributionPack) -> list[Piece]:
    """Pieces without what the outlet adds to them (", a refusal that could ...")."""
    cuts = [(s, e, pack.summary.search(block.text, s, e)) for s, e in pieces]
    return [(s, m.start() if m and m.start() > s else e) for s, e, m in cuts]


def _sourced(t: Tokens, p: Proposal, answer: Answer, limits: Limits) -> Proposal:
    """A proposal of the rules with the ranker's source, where it has none or quite another."""
    if answer.source is None or p.kind not in _SOURCED or shared([answer.source], [*p.content, p.cue]):
        return p
    if answer.source_sure < (limits.resource if p.source else limits.fill):
        return p
    if p.source and (shared([p.source], [answer.source]) or p.antecedent):
        return p
    return replace(p, source=answer.source, aside=None, antecedent=None)


def _proposed(
    t: Tokens, row: int, answer: Answer, quotes: dict[int, list[Quotation]], pack: AttributionPack
) -> Proposal | None:
    """A proposal of the ranker's own; none without somebody who holds it."""
    block = t.blocks[int(t.block[row])]
    cue = int(t.start[row]), int(t.end[row])
    if answer.source is None:
        return None
    source = answer.source
    word = block.text[cue[0] : cue[1]].lower()
    content = tidy(block, _said(block, answer.content, pack), quotes[block.number], cue)
    content = tuple(p for p in content if not shared([p], [source]))
    if not content or shared([cue], [source]):
        return None
    rows = rows_in(t.start, t.end, content)
    if not len(rows) or DEPS[t.dep[head_row(t, rows)] - 1] == "npadvmod":
        return None
    verbs = pack.verbs.get(word, ())
    stance = verbs[0].stance if verbs else pack.nouns.get(word, Stance.ASSERTS)
    return Proposal(block.number, cue, source, content, "ranked", verbs[0].base if verbs else word, stance)


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
def the_ranker() -> Ranker:
    """The ranker of the package, loaded when first asked for."""
    return Ranker.load()
