"""What the trees look at: parse labels, marks, the rules' own answers, and rates of a closed list of stems."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from truceline.reading.ranker.tokens import LINK_OF_DEP, TAGS, UP_LINK, WATCHED, Floats, Ints, Tokens

REACH = 150
"""Tokens to each side of a cue that may belong to it."""
CUE, SOURCE, CONTENT = 0, 1, 2
"""Columns of the rates of stems: how readily it is a cue, heads a source, heads a content."""
_NOT_CUES = frozenset({"nsubj", "punct", "det", "poss", "prt", "neg", "case", "predet", "nummod"})
_CLIP = 30


@dataclass(frozen=True, slots=True)
class Rates:
    """What is known of the closed list of stems; row 0 stands for all other words. Log-odds.

    `word`: shape (stems, 3), columns CUE, SOURCE, CONTENT. `frame`: (stems, FRAMES), a cue in such
    company. `content`, `source`: (stems, N_LINKS), by which child its content or source hangs on it.
    """

    word: Floats
    frame: Floats
    content: Floats
    source: Floats


def candidates(t: Tokens, rates: Rates) -> Ints:
    """Rows of the tokens that may be cues: words that have been, and words that the rules took."""
    odds = rates.word[t.row, CUE]
    tag_ok = np.isin(
        t.tag, [TAGS.index(x) + 1 for x in ("DT", "PRP", "PRP$", "CD", "POS", "_SP", ",", ".")], invert=True
    )
    verbs = (t.tag >= 1) & (t.tag <= 6)
    return np.flatnonzero(((odds > -4.2) & tag_ok) | (t.rule_cue > 0) | (verbs & (t.row == 0))).astype(
        np.int32
    )


def _at(column: Ints | Floats, rows: npt.NDArray[np.intp] | Ints, missing: float) -> Floats:
    """Values of a column at rows, with `missing` where the row is -1."""
    return np.where(rows >= 0, column[np.maximum(rows, 0)], missing).astype(np.float32)


def _beside(t: Tokens, rows: Ints, step: int) -> Ints:
    """The neighbour at a distance within the block, or -1."""
    to = rows + step
    inside = (to >= t.block_first[rows]) & (to <= t.block_last[rows])
    return np.where(inside, to, -1)


def cue_rows(t: Tokens, rates: Rates, rows: Ints) -> Floats:
    """Features of candidates for cues, shape (candidates, features)."""
    odds = rates.word[t.row]
    head = t.head[rows]
    columns: list[npt.NDArray[np.generic]] = [odds[rows, k] for k in range(odds.shape[1])]
    columns += [t.tag[rows], t.dep[rows], t.known[rows], t.code[rows], t.depth[rows], t.heading[rows]]
    columns += [(t.children[rows] >> k) & 1 for k in range(len(WATCHED))]
    columns += [
        odds[head, CUE],
        odds[head, CONTENT],
        t.tag[head],
        t.dep[head],
        np.clip(head - rows, -_CLIP, _CLIP),
    ]
    columns += [t.known[head], t.rule_cue[head], t.children[head]]
    for step in (-3, -2, -1, 1, 2, 3):
        other = _beside(t, rows, step)
        columns += [_at(t.tag, other, -1), _at(t.code, other, -1), _at(odds[:, CUE], other, -9)]
        if abs(step) < 3:
            columns += [_at(odds[:, SOURCE], other, -9), _at(t.dep, other, -1)]
    for name in ("nsubj", "nsubjpass", "agent", "poss"):
        kid = t.child[name][rows]
        columns += [_at(odds[:, SOURCE], kid, -9), _at(t.tag, kid, -1)]
    for name in ("ccomp", "xcomp", "dobj", "prep", "acl", "advcl"):
        kid = t.child[name][rows]
        columns += [
            _at(t.tag, kid, -1),
            np.clip(_at(t.start, kid, 0) - t.start[rows], -200, 200) * (kid >= 0),
        ]
        columns += [_at(t.code, kid, -1), _at(odds[:, CONTENT], kid, -9)]
        columns += [_at(t.children, kid, -1)] if name in ("ccomp", "xcomp", "acl") else []
    columns += [
        t.quote[rows] >= 0,
        np.minimum(t.to_open[rows], _CLIP),
        np.minimum(t.since_close[rows], _CLIP),
    ]
    columns += [np.minimum(rows - t.sent_first[rows], 60), np.minimum(t.sent_last[rows] - rows, 60)]
    columns += [t.rule_cue[rows], np.minimum(t.rule_content[rows], 3), t.rule_source[rows]]
    ruled = np.flatnonzero(t.rule_cue > 0)
    columns += list(_nearest(ruled, rows))
    columns += [np.bincount(t.sent[ruled], minlength=int(t.sent[-1]) + 1)[t.sent[rows]]]
    columns += list(_governors(t, odds, rows))
    columns += [rates.frame[t.row[rows], t.frame[rows]], t.frame[rows]]
    columns += [rates.frame[t.row[head], t.frame[head]]]
    return np.column_stack([*columns, t.tensor[rows]]).astype(np.float32)


def _nearest(marks: npt.NDArray[np.intp], rows: Ints) -> tuple[Ints, Ints]:
    """Distances to the nearest mark before and after, itself left out."""
    if not len(marks):
        far = np.full(len(rows), _CLIP, np.int32)
        return far, far
    padded = np.concatenate([[-(10**6)], marks, [10**6]])
    left = rows - padded[np.searchsorted(padded, rows, "left") - 1]
    right = padded[np.searchsorted(padded, rows, "right")] - rows
    return np.minimum(left, _CLIP).astype(np.int32), np.minimum(right, _CLIP).astype(np.int32)


def _governors(t: Tokens, odds: Floats, rows: Ints) -> tuple[Floats, Ints]:
    """The readiest cue among a token's ancestors, and how far up it is."""
    best = np.full(len(rows), -9, np.float32)
    far = np.full(len(rows), 12, np.int32)
    at = rows
    for k in range(1, 9):
        up = t.head[at]
        better = (odds[up, CUE] > best) & (up != at)
        best = np.where(better, odds[up, CUE], best)
        far = np.where(better, k, far)
        at = up
    return best, far


def pairs_of(t: Tokens, cues: Ints) -> tuple[Ints, Ints]:
    """Every cue with every token of its block within reach: numbers of cues and rows of tokens."""
    lows = np.maximum(t.block_first[cues], cues - REACH)
    highs = np.minimum(t.block_last[cues], cues + REACH)
    sizes = highs - lows + 1
    number = np.repeat(np.arange(len(cues)), sizes)
    row = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + lows[number]
    return number.astype(np.int32), row.astype(np.int32)


def pair_rows(
    t: Tokens, rates: Rates, likely: Floats, cues: Ints, own: Ints, number: Ints, row: Ints
) -> Floats:
    """Features of (cue, token) pairs, shape (pairs, features).

    `likely` is each token's probability of being a cue, `own` for each token and cue of the rules
    see `ruled_pairs`.
    """
    odds = rates.word[t.row]
    cue = cues[number]
    up, down, top, under, meet = _paths(t, cue, row)
    strong = (likely > 0.3).astype(np.int32)
    passed = np.concatenate([[0], np.cumsum(strong)])
    low, high = np.minimum(cue, row), np.maximum(cue, row)
    cued = passed[high] - passed[np.minimum(low + 1, high)]
    commas = np.concatenate([[0], np.cumsum(t.code == 41)])
    stops = np.concatenate([[0], np.cumsum(t.code == 43)])
    marks = np.concatenate([[0], np.cumsum(t.code == 50)])
    above = _cues_above(t, strong, likely, row, cue)
    head = t.head[row]
    link = np.where((meet == cue) & (up > 0), LINK_OF_DEP[t.dep[top]], UP_LINK)
    columns: list[npt.NDArray[np.generic]] = [
        np.clip(row - cue, -REACH, REACH),
        np.clip(t.sent[row] - t.sent[cue], -4, 4),
        np.minimum(up, 12), np.minimum(down, 12),
        t.dep[top] * (up > 0), t.dep[under] * (down > 0), t.tag[top], t.tag[meet], t.dep[meet],
        meet == cue, meet == row, np.clip(top - cue, -60, 60), np.clip(under - row, -60, 60),
        t.children[top], odds[top, CUE], odds[top, SOURCE], odds[top, CONTENT], t.code[top],
        likely[top], likely[meet], t.known[meet],
        t.tag[row], t.dep[row], t.code[row], odds[row, CUE], odds[row, SOURCE], odds[row, CONTENT],
        likely[row], t.tag[head], t.dep[head], np.clip(head - row, -_CLIP, _CLIP), t.code[head],
        t.tag[cue], t.dep[cue], t.known[cue], t.code[cue], odds[cue, CUE], likely[cue], t.children[cue],
        np.clip(t.head[cue] - cue, -_CLIP, _CLIP), t.heading[cue],
        t.quote[row] >= 0, t.quote[cue] >= 0, t.quote[row] == t.quote[cue],
        np.minimum(t.to_open[row], _CLIP), np.minimum(t.since_close[row], _CLIP),
        np.minimum(t.to_open[cue], _CLIP), np.minimum(t.since_close[cue], _CLIP),
        np.clip(cued, 0, 6), commas[high] - commas[low], stops[high] - stops[low], marks[high] - marks[low],
        above[0], above[1], above[2],
        np.minimum(row - t.sent_first[row], 60), np.minimum(t.sent_last[row] - row, 60),
        np.minimum(cue - t.sent_first[cue], 60), np.minimum(t.sent_last[cue] - cue, 60),
        own & 3, (own >> 2) & 7, t.rule_cue[cue], t.rule_cue[row], np.minimum(t.rule_content[row], 3),
        t.rule_source[row], np.minimum(t.rule_content[cue], 3),
        rates.content[t.row[cue], link], rates.source[t.row[cue], link], link, t.frame[cue],
        rates.frame[t.row[cue], t.frame[cue]],
    ]  # fmt: skip
    for step in (-2, -1, 1, 2):
        other = _beside(t, row, step)
        columns += [_at(t.tag, other, -1), _at(t.code, other, -1)]
        if abs(step) == 1:
            columns += [_at(likely, other, -1), _at(t.dep, other, -1)]
    for step in (-1, 1):
        other = _beside(t, cue, step)
        columns += [_at(t.tag, other, -1), _at(t.code, other, -1)]
    return np.column_stack(columns).astype(np.float32)


def ruled_pairs(
    t: Tokens, contents: list[tuple[int, Ints, Ints]], cues: Ints, number: Ints, row: Ints
) -> Ints:
    """What the rules make of a pair: 1 content and 2 source of this cue; 4 if this cue has a proposal at all.

    `contents` lists (row of a cue, rows of content, rows of source) of the rules' proposals.
    """
    if not len(cues):
        return np.empty(0, np.int32)
    lows = np.maximum(t.block_first[cues], cues - REACH)
    firsts = np.searchsorted(number, np.arange(len(cues)))
    sizes = np.bincount(number, minlength=len(cues))
    out = np.zeros(len(row), np.int32)
    place = {int(c): k for k, c in enumerate(cues)}
    for cue, content, source in contents:
        k = place.get(cue)
        if k is None:
            continue
        lo, size = int(firsts[k]), int(sizes[k])
        out[lo : lo + size] |= 4
        for rows, bit in ((content, 1), (source, 2)):
            at = rows - int(lows[k])
            at = at[(at >= 0) & (at < size)]
            out[lo + at] |= bit
    return out


def _paths(t: Tokens, cue: Ints, row: Ints) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """Steps up from a token and down to its cue, the last nodes below their meeting on both sides, and that.

    Where they stand in different sentences the path goes up to the roots of both.
    """
    a, b = row.copy(), cue.copy()
    top, under = row.copy(), cue.copy()
    up, down = np.zeros(len(row), np.int32), np.zeros(len(row), np.int32)
    for _ in range(40):
        apart = a != b
        if not apart.any():
            break
        lift = apart & (t.depth[a] >= t.depth[b]) & (t.head[a] != a)
        drop = apart & (t.depth[b] >= t.depth[a]) & (t.head[b] != b)
        if not (lift.any() or drop.any()):
            break
        top, under = np.where(lift, a, top), np.where(drop, b, under)
        up += lift
        down += drop
        a, b = np.where(lift, t.head[a], a), np.where(drop, t.head[b], b)
    apart = a != b
    return (
        up + apart,
        down + apart,
        np.where(apart & (up == 0), a, top),
        np.where(apart & (down == 0), b, under),
        a,
    )


def _cues_above(t: Tokens, strong: Ints, likely: Floats, row: Ints, cue: Ints) -> tuple[Ints, Ints, Floats]:
    """Likely cues strictly above a token and below this cue, whether the nearest above is this cue, the likeliest."""
    nearest = np.full(len(t), -1, np.int32)
    count = np.zeros(len(t), np.int32)
    best = np.zeros(len(t), np.float32)
    at = np.arange(len(t), dtype=np.int32)
    for _ in range(12):
        up = t.head[at]
        moved = up != at
        here = moved & (strong[up] > 0)
        nearest = np.where((nearest < 0) & here, up, nearest)
        count += here
        best = np.where(moved, np.maximum(best, likely[up]), best)
        at = up
    return count[row], (nearest[row] == cue).astype(np.int32), best[row]


__all__ = [
    "CONTENT",
    "CUE",
    "SOURCE",
    "Rates",
    "candidates",
    "cue_rows",
    "pair_rows",
    "pairs_of",
    "ruled_pairs",
]
