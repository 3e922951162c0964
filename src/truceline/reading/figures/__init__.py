"""Figures: amounts in a page, with bounds, counted thing and measure."""

from __future__ import annotations

from truceline.model.accord import Vocabulary
from truceline.model.reading import Figure, When
from truceline.reading.page import Page


def find_figures(page: Page, times: tuple[When, ...], vocabulary: Vocabulary | None) -> tuple[Figure, ...]:
    """The figures of a page, in reading order."""
    return ()
