"""Products of matrices on one core.

Half of the time of parsing goes into them. The library that spaCy brings for them takes more than twice as
long as the one that numpy brings; but that one takes every core there is, and keeps them waiting busily
between two products. So it is told to stay on one while a text is parsed.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache

import numpy as np

__all__ = ["can_be_told", "on_one_core"]

_NAMES = ("scipy_openblas_{}_num_threads64_", "openblas_{}_num_threads64_", "openblas_{}_num_threads")
"""What the functions are called that ask for the number of threads and set it, by how numpy was built."""


@lru_cache(maxsize=1)
def _told() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    try:
        known = ctypes.CDLL(np._core._multiarray_umath.__file__)  # type: ignore[attr-defined]
    except (AttributeError, OSError):
        return None
    for name in _NAMES:
        if hasattr(known, name.format("get")) and hasattr(known, name.format("set")):
            return getattr(known, name.format("get")), getattr(known, name.format("set"))
    return None


def can_be_told() -> bool:
    """Whether numpy's products can be kept on one core."""
    return _told() is not None


@contextmanager
def on_one_core() -> Iterator[None]:
    """Keep numpy's products on one core for a while."""
    told = _told()
    if told is None:
        yield
        return
    ask, order = told
    before = ask()
    order(1)
    try:
        yield
    finally:
        order(before)
