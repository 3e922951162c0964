"""What the encoder heard in a paragraph, kept so that a paragraph is heard once however many carry it."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from threading import Lock

import numpy as np

from truceline.reading.ranker.columns import Floats, Ints, Tokens
from truceline.reading.ranker.encoder import Part

REMEMBERED = 200_000
"""Tokens of paragraphs of which is kept what was heard: about 10 MB."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Of one part of a page: how likely each row is a cue; the likely cues, by rows of the part; and
    the probabilities of every row to be a source or content of each, of shape (PARTS, cues, rows)."""

    likely: Floats
    cues: Ints
    told: Floats


class Kept:
    """The parts heard last, by everything that the encoder sees of them; safe between threads."""

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._most = remembered
        self._held: OrderedDict[bytes, Heard] = OrderedDict()
        self._tokens = 0
        self._lock = Lock()

    def get(self, key: bytes) -> Heard | None:
        """What was heard under a key, if it is still there."""
        with self._lock:
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def put(self, key: bytes, heard: Heard) -> None:
        """Keep what was heard; the least lately met goes first."""
        with self._lock:
            if key not in self._held:
                self._held[key] = heard
                self._tokens += len(heard.likely)
            while self._tokens > self._most:
                _, gone = self._held.popitem(last=False)
                self._tokens -= len(gone.likely)

    def forget(self) -> None:
        """Keep nothing of what was heard."""
        with self._lock:
            self._held.clear()
            self._tokens = 0

    def __len__(self) -> int:
        return len(self._held)


def key_of(t: Tokens, part: Part, least: float) -> bytes:
    """A digest of all that is looked at in a part, and of how likely a cue must be."""
    rows = slice(part.low, part.high)
    told = blake2b(np.float64(least).tobytes(), digest_size=16)
    for column in (*part.columns.values(), part.at, t.sent[rows] - t.sent[part.low], t.depth[rows]):
        told.update(np.ascontiguousarray(column).tobytes())
    told.update((t.quote[rows] - np.where(t.quote[rows] < 0, 0, t.quote[rows].max())).tobytes())
    return told.digest()
