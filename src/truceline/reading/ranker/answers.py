"""What the encoder makes of a page: its likely cues, each with its content and source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from truceline.reading.attribution.content import Piece
from truceline.reading.ranker.columns import Floats, Ints, Tokens
from truceline.reading.ranker.encoder import CONTENT, SOURCE, Encoder


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
    cut: float = 0.2
    """A quotation, or words beside one, leave the rules' content below this;"""
    add: float = 0.8
    """a whole quotation comes to it from here on."""
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
    told: Floats
    """Each row of the paragraph, and its probability of being content."""
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
            here,
            content,
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
