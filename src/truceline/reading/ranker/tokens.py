"""A page as arrays: one row for each token of the blocks that can hold claims."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, HEAD, IDX, LENGTH, LOWER, SENT_START, TAG

from truceline.model.reading import BlockKind
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import quotations_of
from truceline.reading.pack import AttributionPack
from truceline.reading.page import Page, PageBlock

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

TAGS = [
    "VB",
    "VBD",
    "VBG",
    "VBN",
    "VBP",
    "VBZ",
    "MD",
    "TO",
    "NN",
    "NNS",
    "NNP",
    "NNPS",
    "PRP",
    "PRP$",
    "WP",
    "WP$",
    "WDT",
    "WRB",
    "EX",
    "DT",
    "PDT",
    "CD",
    "JJ",
    "JJR",
    "JJS",
    "RB",
    "RBR",
    "RBS",
    "RP",
    "IN",
    "CC",
    "UH",
    "FW",
    "POS",
    ",",
    ".",
    ":",
    "``",
    "''",
    '"',
    "-LRB-",
    "-RRB-",
    "HYPH",
    "NFP",
    "SYM",
    "$",
    "#",
    "ADD",
    "LS",
    "AFX",
    "XX",
    "_SP",
]
DEPS = [
    "ROOT",
    "ccomp",
    "xcomp",
    "advcl",
    "relcl",
    "acl",
    "pcomp",
    "csubj",
    "csubjpass",
    "parataxis",
    "conj",
    "nsubj",
    "nsubjpass",
    "agent",
    "expl",
    "dobj",
    "dative",
    "attr",
    "acomp",
    "oprd",
    "pobj",
    "prep",
    "poss",
    "compound",
    "amod",
    "nmod",
    "nummod",
    "quantmod",
    "appos",
    "det",
    "predet",
    "case",
    "aux",
    "auxpass",
    "neg",
    "mark",
    "advmod",
    "npadvmod",
    "prt",
    "cc",
    "preconj",
    "intj",
    "punct",
    "meta",
    "dep",
]
KINDS = [
    "clause",
    "quote",
    "infinitive",
    "object",
    "person",
    "prep",
    "noun",
    "phrase",
    "document",
    "passive",
    "agentless",
    "heading",
    "turn",
    "carried",
]
WATCHED = [
    "nsubj",
    "nsubjpass",
    "agent",
    "ccomp",
    "xcomp",
    "dobj",
    "prep",
    "advcl",
    "mark",
    "aux",
    "neg",
    "acl",
    "relcl",
    "poss",
    "appos",
    "attr",
    "acomp",
    "parataxis",
    "conj",
    "prt",
    "auxpass",
    "cc",
]
FRAMES = 15
LINKS = {
    name: k
    for k, names in enumerate(("ccomp parataxis", "xcomp", "dobj attr oprd dative", "prep pobj pcomp", "acl relcl appos", "advcl advmod mark", "nsubj nsubjpass csubj", "agent", "poss compound amod"))
    for name in names.split()
}  # fmt: skip
OTHER_LINK, UP_LINK, N_LINKS = 9, 10, 11
LINK_OF_DEP = np.array([OTHER_LINK, *(LINKS.get(d, OTHER_LINK) for d in DEPS)], np.int32)
_MARKS = {",": 1, ":": 2, ";": 2, ".": 3, "!": 3, "?": 3, "—": 4, "–": 4, "-": 4, "--": 4, "(": 5, ")": 6}
_QUOTES = frozenset("\"“”«»''``‘’")
_SMALL = {
    "that": 1, "to": 2, "whether": 3, "if": 3, "as": 4, "who": 5, "which": 6, "by": 7, "of": 8, "on": 9,
    "for": 10, "about": 11, "in": 12, "with": 13, "from": 14, "not": 15, "n't": 15, "and": 16, "but": 17,
    "because": 18, "when": 19, "while": 19, "what": 20, "how": 20, "why": 20,
}  # fmt: skip


def stem(word: str) -> str:
    """A rough stem in which the forms of a regular verb and its noun fall together."""
    w = word.lower().removesuffix("'s").removesuffix("’s")
    for end in ("ing", "ied", "ies", "ed", "es", "s"):
        if w.endswith(end) and len(w) - len(end) >= 3 and not w.endswith("ss"):
            w = w[: -len(end)] + ("y" if end in ("ied", "ies") else "")
            break
    if len(w) > 3 and w[-1] == w[-2] and w[-1] not in "lse":
        w = w[:-1]
    return w.removesuffix("e") if len(w) > 3 else w


@dataclass(slots=True)
class Words:
    """The closed list of stems that the ranker knows, by row; row 0 stands for all others."""

    rows: Mapping[str, int]
    _seen: dict[int, tuple[int, int, int]] = field(default_factory=dict)

    def of(self, key: int, text: str, pack: AttributionPack) -> tuple[int, int, int]:
        """Row of the stem, code of a small word or a mark, and what the rules know the word as."""
        found = self._seen.get(key)
        if found is None:
            low = text.lower().replace("’", "'")
            verbs = pack.verbs.get(low, ())
            known = (2 if all(v.mental for v in verbs) else 1) if verbs else 0
            known = known or (3 if low in pack.nouns else 4 if low in pack.adjectives else 0)
            code = _SMALL.get(low) or (40 + _MARKS[text] if text in _MARKS else 0)
            found = (self.rows.get(stem(text), 0), code or (50 if text in _QUOTES else 0), known)
            self._seen[key] = found
        return found


@dataclass(frozen=True, slots=True)
class Tokens:
    """Columns over the tokens of a page; `head`, `first` and `last` are row numbers."""

    blocks: Sequence[PageBlock]
    block: Ints
    start: Ints
    end: Ints
    tag: Ints
    dep: Ints
    head: Ints
    sent: Ints
    depth: Ints
    row: Ints
    code: Ints
    known: Ints
    children: Ints
    """A bit for each dependency of WATCHED that some child has."""
    child: Mapping[str, Ints]
    """The first child of a dependency, or -1."""
    quote: Ints
    """The number of the quotation that holds a token, or -1."""
    to_open: Ints
    since_close: Ints
    heading: Ints
    block_first: Ints
    block_last: Ints
    sent_first: Ints
    sent_last: Ints
    rule_cue: Ints
    """0, or 1 + the kind of the rules' proposal whose cue a token stands in."""
    rule_cues: Sequence[Ints]
    """For each proposal the rows of its cue."""
    rule_content: Ints
    rule_source: Ints
    frame: Ints
    """What kind of word in what kind of company, 0 .. FRAMES - 1: see `_frames`."""
    tensor: Floats
    """The parser's own vectors, shape (tokens, 96)."""

    def __len__(self) -> int:
        return len(self.start)


def tokens_of(
    page: Page, proposals: Sequence[Proposal], words: Words, pack: AttributionPack
) -> Tokens | None:
    """The columns of a page, or None where no block can hold claims."""
    blocks = [b for b in page.blocks if b.readable and len(b.doc)]
    if not blocks:
        return None
    parts = [b.doc.to_array([LOWER, TAG, DEP, HEAD, SENT_START, IDX, LENGTH]) for b in blocks]
    sizes = np.array([len(p) for p in parts])
    n = int(sizes.sum())
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    block = np.repeat(np.arange(len(blocks)), sizes)
    raw = np.concatenate(parts)
    at = np.arange(n)
    store = blocks[0].doc.vocab.strings
    tags = {store.add(t): k + 1 for k, t in enumerate(TAGS)}
    deps = {store.add(d): k + 1 for k, d in enumerate(DEPS)}
    tag = np.array([tags.get(x, 0) for x in raw[:, 1].tolist()], np.int32)
    dep = np.array([deps.get(x, 0) for x in raw[:, 2].tolist()], np.int32)
    head = (at + raw[:, 3].astype(np.int64)).astype(np.int32)
    opens = raw[:, 4].astype(np.int64) == 1
    opens[offsets] = True
    sent = np.cumsum(opens) - 1
    start = raw[:, 5].astype(np.int64) + np.array([b.start for b in blocks])[block]
    end = start + raw[:, 6].astype(np.int64)
    looked = [words.of(k, store[k], pack) for k in raw[:, 0].tolist()]
    row, code, known = (np.array(c, np.int32) for c in zip(*looked, strict=True))
    sent_first = np.flatnonzero(opens)
    sent_last = np.append(sent_first[1:], n) - 1
    children, child = _children(dep, head, n)
    quote, to_open, since_close = _quotes(blocks, block, start, n)
    rule_cue, rule_cues, rule_content, rule_source = _of_rules(proposals, start, end, n)
    heading = np.array([b.kind is BlockKind.HEADLINE for b in blocks])[block]
    small = np.int32
    return Tokens(
        blocks,
        block.astype(small),
        start.astype(small),
        end.astype(small),
        tag,
        dep,
        head,
        sent.astype(small),
        _depths(head),
        row,
        code,
        known,
        children,
        child,
        quote,
        to_open,
        since_close,
        heading.astype(small),
        offsets[block].astype(small),
        (offsets + sizes - 1)[block].astype(small),
        sent_first[sent].astype(small),
        sent_last[sent].astype(small),
        rule_cue,
        rule_cues,
        rule_content,
        rule_source,
        _frames(tag, child),
        np.concatenate([b.doc.tensor for b in blocks]).astype(np.float16).astype(np.float32),
    )


def _frames(tag: Ints, child: Mapping[str, Ints]) -> Ints:
    """Verb, noun or other; with a clause, an open clause, an object, a phrase or none of these."""
    kind = np.where((tag >= 1) & (tag <= 6), 0, np.where((tag >= 9) & (tag <= 12), 1, 2))
    company = np.select(
        [
            child["ccomp"] >= 0,
            (child["xcomp"] >= 0) | (child["acl"] >= 0),
            child["dobj"] >= 0,
            child["prep"] >= 0,
        ],
        [0, 1, 2, 3],
        4,
    )
    return np.asarray(kind * 5 + company, np.int32)


def rows_in(start: Ints, end: Ints, pieces: Sequence[tuple[int, int]]) -> Ints:
    """The rows of the tokens that touch some pieces of the text."""
    runs = [np.arange(np.searchsorted(end, s, "right"), np.searchsorted(start, e, "left")) for s, e in pieces]
    return np.concatenate(runs).astype(np.int32) if runs else np.empty(0, np.int32)


def _depths(head: Ints) -> Ints:
    depth = np.zeros(len(head), np.int32)
    at = head
    live = head != np.arange(len(head))
    for _ in range(60):
        if not live.any():
            break
        depth += live
        live = live & (head[at] != at)
        at = head[at]
    return depth


def _children(dep: Ints, head: Ints, n: int) -> tuple[Ints, dict[str, Ints]]:
    """Bits for the dependencies of children, and the first child of each watched one."""
    bits = np.zeros(n, np.int32)
    first: dict[str, Ints] = {}
    for k, name in enumerate(WATCHED):
        mine = np.flatnonzero(dep == DEPS.index(name) + 1)
        one = np.full(n, -1, np.int32)
        one[head[mine[::-1]]] = mine[::-1]
        bits |= (one >= 0).astype(np.int32) << k
        first[name] = one
    return bits, first


def _quotes(
    blocks: Sequence[PageBlock], block: npt.NDArray[np.intp], start: npt.NDArray[np.int64], n: int
) -> tuple[Ints, Ints, Ints]:
    """The quotation of each token, tokens to the next one's opening and since the last one's closing."""
    quote = np.full(n, -1, np.int32)
    to_open, since_close = np.full(n, 99, np.int32), np.full(n, 99, np.int32)
    number = 0
    edges = np.searchsorted(block, np.arange(len(blocks) + 1))
    for b, piece in enumerate(blocks):
        lo, hi = int(edges[b]), int(edges[b + 1])
        for q in quotations_of(piece):
            first = lo + int(np.searchsorted(start[lo:hi], q.start))
            last = lo + int(np.searchsorted(start[lo:hi], q.end))
            quote[first:last] = number
            number += 1
            to_open[lo:first] = np.minimum(to_open[lo:first], first - np.arange(lo, first))
            since_close[last:hi] = np.arange(last, hi) - last
    return quote, to_open, since_close


def _of_rules(
    proposals: Sequence[Proposal], start: npt.NDArray[np.int64], end: npt.NDArray[np.int64], n: int
) -> tuple[Ints, list[Ints], Ints, Ints]:
    """Which tokens stand in the rules' cues, contents and sources."""
    cue, content, source = np.zeros(n, np.int32), np.zeros(n, np.int32), np.zeros(n, np.int32)
    cues: list[Ints] = []
    first, last = start.astype(np.int32), end.astype(np.int32)
    for p in proposals:
        mine = rows_in(first, last, [p.cue])
        cues.append(mine)
        if p.kind != "carried":
            cue[mine] = 1 + (KINDS.index(p.kind) if p.kind in KINDS else len(KINDS))
        content[rows_in(first, last, p.content)] += 1
        if p.source:
            source[rows_in(first, last, [p.source])] = 1
    return cue, cues, content, source
