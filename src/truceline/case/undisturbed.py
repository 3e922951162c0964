"""Many small values made at once, without the collector of cycles looking at all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Pauses the collector of cycles for as long as a block takes.

    Readings, lineages and signals are plain values that form no cycles; each pass over the
    hundreds of thousands of them that live finds nothing, and the passes took half of the time.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
