"""What the encoder makes of a page: its likely cues, each with its content and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from truceline.reading.attribution.content import Piece
from truceline.reading.ranker.columns import Floats, Ints, Tokens
from truceline.reading.ranker.encoder import CONTENT, PARTS, SOURCE, Encoder, Part, parts_of
from truceline.reading.ranker.kept import Heard, Kept, key_of


@dataclass(frozen=True, slots=True)
class Limits:
    """Where answers become decisions; chosen on the tuning slice."""

    propose: float = 0.35
    """A cue that the rules left out is taken from here on,"""
    unknown: float = 0.5
    """and one that is no known word of saying, with a clause or a quotation, from here on."""
    loose: float = 0.6
    """A word of saying that does not take a content of such a form is taken from here on."""
    clear: float = 0.65
    """So sure must it be of the content of such a cue."""
    least: int = 2
    """Words that a content outside quotation marks has at least."""
    drop: float = 0.05
    """A proposal of the rules is left out below this."""
    content: float = 0.5
    source: float = 0.4
    recast: float = 0.3
    """The ranker's content may take the place of the rules' one where the cue is as likely as this."""
    sure: float = 0.6
    """So sure must it be of a content that takes another one's place."""
    cut: float = 0.2
    """A quotation, or words beside one, leave the rules' content below this;"""
    add: float = 0.8
    """a whole quotation comes to it from here on."""
    alike: float = 0.6
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
    told: Floats
    """Each row of the paragraph, and its probability of being content."""
    content: list[Piece]
    source: Piece | None
    sure: float
    """Mean probability of the content's tokens."""
    source_sure: float
    """The highest probability of the source's tokens."""


def answers(
    encoder: Encoder, t: Tokens, limits: Limits, kept: Kept | None = None
) -> tuple[Floats, dict[int, Answer]]:
    """Each token's probability of being a cue, and each likely cue with its content and source.

    With `kept`, a paragraph that was heard before is not heard again; what comes out is the same.
    """
    likely = np.zeros(len(t), np.float32)
    out: dict[int, Answer] = {}
    least = min(limits.propose, limits.recast)
    parts = parts_of(t, encoder.pieces)
    keys = [key_of(t, p, least) if kept is not None else b"" for p in parts]
    known = [kept.get(k) if kept is not None else None for k in keys]
    new = iter(_heard(encoder, t, [p for p, h in zip(parts, known, strict=True) if h is None], least))
    for part, key, before in zip(parts, keys, known, strict=True):
        heard = before or next(new)
        if kept is not None and before is None:
            kept.put(key, heard)
        likely[part.low : part.high] = heard.likely
        rows = np.arange(part.low, part.high, dtype=np.int32)
        for k, cue in enumerate((heard.cues + part.low).tolist()):
            content, source = heard.told[CONTENT, k], heard.told[SOURCE, k]
            held = (content > limits.content) & (rows != cue)
            out[cue] = Answer(
                cue,
                float(likely[cue]),
                rows,
                content,
                _runs(t, rows, held, (rows == cue) | (source >= limits.source)),
                _best_run(t, rows, source, limits.source),
                float(content[held].mean()) if held.any() else 0.0,
                float(source.max()),
            )
    return likely, out


def _heard(encoder: Encoder, t: Tokens, parts: Sequence[Part], least: float) -> list[Heard]:
    """What the encoder hears in some parts of a page."""
    if not parts:
        return []
    seen = encoder.look(t, parts)
    cues = np.flatnonzero(seen.likely >= least).astype(np.int32)
    told = seen.pairs(cues)[2] if len(cues) else np.zeros((PARTS, 0), np.float32)
    out, done = [], 0
    for p in parts:
        mine = cues[(cues >= p.low) & (cues < p.high)] - p.low
        size = p.high - p.low
        own = told[:, done : done + len(mine) * size].reshape(PARTS, len(mine), size)
        done += len(mine) * size
        out.append(Heard(seen.likely[p.low : p.high].copy(), mine, own.copy()))
    return out


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
