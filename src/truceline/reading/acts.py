"""Who did what to whom, in PLOVER terms."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Act, Mention, When
from truceline.reading.page import Page


def find_acts(page: Page, mentions: Sequence[Mention], times: Sequence[When]) -> tuple[Act, ...]:
    """Acts of a page."""
    return ()
