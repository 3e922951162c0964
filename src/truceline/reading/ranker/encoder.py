"""A small encoder of words in context: is a word a cue, and what is each word to that cue.

Four layers of a transformer over the pieces of a paragraph, with the parser's tags, dependencies
and governors and the marks of quotation beside the words. Of names it sees only that they are
names: whoever speaks, the words are judged alike. A word's part in a cue is the product
of two vectors, plus what the way between the two through the parse, their distance and their
sentences are worth (a biaffine pointer after Dozat and Manning 2017).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from truceline.errors import PackError
from truceline.reading.ranker.columns import DEPS, TAGS, Floats, Ints, Tokens
from truceline.reading.ranker.wordpieces import Wordpieces

GRAPH = Path(__file__).with_name("encoder.onnx")
TABLES = Path(__file__).with_name("encoder.npz")
ROOM = 250
"""Pieces that are read together at most; a longer paragraph is cut between sentences."""
SIZE = 64
"""Length of the vectors whose product tells a word's part in a cue."""
PARTS = 2
SOURCE, CONTENT = 0, 1
N_WAYS = len(DEPS) + 2
"""Dependencies, one for none and one for another sentence."""
_APART = N_WAYS - 1
STEPS = 41
BESIDE = 42
PROPER = [TAGS.index(tag) + 1 for tag in ("NNP", "NNPS")]
ROOT = DEPS.index("ROOT") + 1
OUTSIDE, INSIDE, OPENS, CLOSES = 0, 1, 2, 3
MARK = '"'
"""Every mark that opens or closes a quotation is seen as this one, whatever the outlet's style."""
Batch = dict[str, npt.NDArray[np.int64]]


@dataclass(frozen=True, slots=True)
class Part:
    """Rows `low` .. `high` - 1 of a page as the encoder takes them, by pieces; `at` is each row's first piece."""

    low: int
    high: int
    columns: Batch
    at: npt.NDArray[np.int64]


def parts_of(t: Tokens, pieces: Wordpieces) -> list[Part]:
    """The paragraphs of a page, cut between sentences where they are too long."""
    named = np.isin(t.tag, PROPER) & (t.dep != ROOT)
    marks = quotation_marks(t.quote)
    edge = marks >= OPENS
    cut = [
        (pieces.name,) if n else pieces.of(MARK if e and not w[:1].isalnum() else w)
        for w, n, e in zip(t.lower, named.tolist(), edge.tolist(), strict=True)
    ]
    sizes = np.array([len(c) for c in cut])
    firsts = np.array([c[0] for c in cut])
    edges = np.flatnonzero(np.diff(t.block, prepend=-1, append=-1))
    out = []
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        for a, b in _cut(t, sizes, low, high):
            rows = np.repeat(np.arange(a, b), sizes[a:b])
            first = np.cumsum(sizes[a:b]) - sizes[a:b] + 1
            head = np.where((t.head[rows] >= a) & (t.head[rows] < b), t.head[rows], rows)
            ids = [pieces.first, *(n for c in cut[a:b] for n in c), pieces.last]
            columns = _batch(
                ids=np.array(ids),
                governor=_padded(firsts[head]),
                tag=_padded(t.tag[rows]),
                dep=_padded(t.dep[rows]),
                mark=_padded(marks[rows]),
                up=_padded(first[head - a]),
            )
            out.append(Part(a, b, columns, first))
    return out


def _cut(t: Tokens, sizes: npt.NDArray[np.intp], low: int, high: int) -> list[tuple[int, int]]:
    """Rows of a paragraph in runs that leave room for their pieces; a longer sentence loses its end."""
    if int(sizes[low:high].sum()) <= ROOM:
        return [(low, high)]
    out: list[tuple[int, int]] = []
    start, held = low, 0
    for first in np.unique(t.sent_first[low:high]).tolist():
        size = int(sizes[first : int(t.sent_last[first]) + 1].sum())
        if held and held + size > ROOM:
            out.append((start, first))
            start, held = first, 0
        held += size
    out.append((start, high))
    return [(a, a + int((np.cumsum(sizes[a:b]) <= ROOM).sum())) for a, b in out]


def _batch(**columns: npt.NDArray[Any]) -> Batch:
    return {name: column.astype(np.int64)[None] for name, column in columns.items()}


def _padded(column: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return np.concatenate([[0], column, [0]])


def quotation_marks(quote: Ints) -> Ints:
    """Whether a row opens a quotation, closes it, stands in it or outside."""
    before, after = np.roll(quote, 1), np.roll(quote, -1)
    before[:1], after[-1:] = -2, -2
    inside = quote >= 0
    out = np.where(inside, INSIDE, OUTSIDE)
    out[inside & (before != quote)] = OPENS
    out[inside & (after != quote)] = CLOSES
    return out.astype(np.int32)


def pairs_of(cues: Ints, parts: Sequence[Part]) -> tuple[Ints, Ints]:
    """Every cue with every row of its part: numbers of cues and rows."""
    lows, highs = np.zeros(len(cues), np.int64), np.zeros(len(cues), np.int64)
    for p in parts:
        mine = (cues >= p.low) & (cues < p.high)
        lows[mine], highs[mine] = p.low, p.high
    sizes = highs - lows
    number = np.repeat(np.arange(len(cues)), sizes)
    row = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes) + lows[number]
    return number.astype(np.int32), row.astype(np.int32)


def pair_columns(t: Tokens, cue: Ints, row: Ints) -> tuple[Ints, Ints, Ints]:
    """For each pair the way through the parse, the distance and the places beside each other, as numbers."""
    top, under = _ways(t, cue, row)
    step = row - cue
    far = np.abs(step)
    bucket = np.minimum(
        np.where(far < 8, far, 8 + (np.log2(np.maximum(far, 8) / 8) * 3).astype(np.int32)), 19
    )
    sentences = np.clip(t.sent[row] - t.sent[cue], -3, 3) + 3
    quoted = np.where(t.quote[row] < 0, 0, np.where(t.quote[row] == t.quote[cue], 1, 2))
    beside = sentences * 6 + quoted + 3 * (t.quote[cue] >= 0)
    small = np.int32
    return (
        (top * N_WAYS + under).astype(small),
        (np.sign(step) * bucket + STEPS // 2).astype(small),
        beside.astype(small),
    )


def _ways(t: Tokens, cue: Ints, row: Ints) -> tuple[Ints, Ints]:
    """By which dependencies a row and its cue hang on where their ways up meet; 0 for being that itself."""
    a, b = row, cue
    top, under = np.zeros(len(row), np.int32), np.zeros(len(row), np.int32)
    away = t.sent[row] != t.sent[cue]
    live = np.flatnonzero(~away)
    for _ in range(60):
        if not len(live):
            break
        x, y = a[live], b[live]
        apart = x != y
        lift = apart & (t.depth[x] >= t.depth[y])
        drop = apart & (t.depth[y] >= t.depth[x])
        a, b = a.copy(), b.copy()
        top[live[lift]], under[live[drop]] = t.dep[x[lift]], t.dep[y[drop]]
        a[live[lift]], b[live[drop]] = t.head[x[lift]], t.head[y[drop]]
        live = live[apart]
    top[away], under[away] = _APART, _APART
    return top, under


@dataclass(frozen=True, slots=True)
class Encoder:
    """The graph, its list of pieces, and what the pair columns are worth, shape (PARTS, values)."""

    pieces: Wordpieces
    session: Any
    way: Floats
    step: Floats
    beside: Floats

    @classmethod
    def load(cls, graph: Path = GRAPH, tables: Path = TABLES) -> Encoder:
        """The encoder of two files; raises `PackError` where they cannot be read."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        try:
            with np.load(tables, allow_pickle=False) as file:
                arrays = {k: file[k] for k in file.files}
            session = onnxruntime.InferenceSession(
                graph.read_bytes(), options, providers=["CPUExecutionProvider"]
            )
        except Exception as e:
            raise PackError(
                f"no weights of the encoder: {e}",
                where=str(graph),
                mend="install the package again, or read with --fast",
            ) from e
        return cls(
            Wordpieces([str(p) for p in arrays["pieces"]]),
            session,
            arrays["way"].astype(np.float32),
            arrays["step"].astype(np.float32),
            arrays["beside"].astype(np.float32),
        )

    def look(self, t: Tokens, parts: Sequence[Part] | None = None) -> Seen:
        """Run the encoder over a page, or some parts of it."""
        parts = parts_of(t, self.pieces) if parts is None else parts
        likely = np.zeros(len(t), np.float32)
        asks = np.zeros((len(t), PARTS * SIZE + PARTS), np.float32)
        told = np.zeros((len(t), PARTS * SIZE), np.float32)
        for p in parts:
            cue, ask, tell = self.session.run(None, p.columns)
            likely[p.low : p.high] = 1 / (1 + np.exp(-cue[0, p.at]))
            asks[p.low : p.high], told[p.low : p.high] = ask[0, p.at], tell[0, p.at]
        return Seen(self, t, parts, likely, asks, told)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page as the encoder sees it: `likely` is each row's probability of being a cue's head."""

    encoder: Encoder
    tokens: Tokens
    parts: Sequence[Part]
    likely: Floats
    asks: Floats
    told: Floats

    def pairs(self, cues: Ints) -> tuple[Ints, Ints, Floats]:
        """Cues with the rows of their part: numbers, rows, and probabilities of shape (PARTS, pairs)."""
        number, row = pairs_of(cues, self.parts)
        way, step, beside = pair_columns(self.tokens, cues[number], row)
        e = self.encoder
        odds = e.way[:, way] + e.step[:, step] + e.beside[:, beside]
        for k in range(PARTS):
            part = slice(k * SIZE, (k + 1) * SIZE)
            both = np.einsum("pd,pd->p", self.asks[row, part], self.told[cues[number], part])
            odds[k] += both / np.sqrt(SIZE) + self.asks[row, PARTS * SIZE + k]
        return number, row, np.asarray(1 / (1 + np.exp(-odds)), np.float32)
