"""Gradient-boosted trees as flat arrays: answers with numpy alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int32]

_BATCH = 4096
"""Rows answered at once: few enough that the indices stay in the processor's cache."""


@dataclass(frozen=True, slots=True)
class Trees:
    """A forest of binary trees for one yes-or-no question.

    Nodes of all trees stand in one row of arrays. `left[k]` is the node for values up to
    `threshold[k]` of feature `feature[k]`, `left[k] + 1` the other one; a leaf points to itself
    by a threshold of infinity, and `value` holds what it adds to the log-odds.
    """

    roots: Ints
    feature: Ints
    threshold: Floats
    left: Ints
    value: Floats
    depth: int

    def answers(self, rows: Floats) -> Floats:
        """Probabilities for rows of features, shape (rows, features) -> (rows,)."""
        out = np.empty(len(rows), np.float32)
        width = rows.shape[1]
        for at in range(0, len(rows), _BATCH):
            part = np.ascontiguousarray(rows[at : at + _BATCH])
            flat = part.ravel()
            base = (np.arange(len(part), dtype=np.int32) * width)[:, None]
            node = np.broadcast_to(self.roots, (len(part), len(self.roots)))
            for _ in range(self.depth):
                higher = flat[base + self.feature[node]] > self.threshold[node]
                node = self.left[node] + higher
            out[at : at + len(part)] = self.value[node].sum(axis=1)
        odds = np.exp(-np.clip(out, -30, 30))
        return np.asarray(1.0 / (1.0 + odds), np.float32)

    def arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """The forest as named arrays, for a file."""
        return {
            f"{name}.roots": self.roots,
            f"{name}.feature": self.feature.astype(np.int16),
            f"{name}.threshold": self.threshold,
            f"{name}.left": self.left,
            f"{name}.value": self.value,
            f"{name}.depth": np.array([self.depth], np.int32),
        }

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Trees:
        """The forest of that name among the arrays of a file."""
        return cls(
            arrays[f"{name}.roots"].astype(np.int32),
            arrays[f"{name}.feature"].astype(np.int32),
            arrays[f"{name}.threshold"].astype(np.float32),
            arrays[f"{name}.left"].astype(np.int32),
            arrays[f"{name}.value"].astype(np.float32),
            int(arrays[f"{name}.depth"][0]),
        )
