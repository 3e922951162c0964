"""Evaluative labels."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.reading.block_view import BlockView
from truceline.reading.memory import Memory, Spot
from truceline.reading.names import Lexicon
from truceline.reading.page import Page


def find_labels(
    page: Page, views: Sequence[BlockView], spots: Sequence[Spot], lex: Lexicon, memory: Memory
) -> list[Spot]:
    """Evaluative labels of a page."""
    return []
