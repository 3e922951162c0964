"""How a report is called in a list."""

from __future__ import annotations

import pytest

from truceline.model.opening import opening
from truceline.model.report import Report


def called(text: str, title: str | None = None, longest: int = 60) -> str:
    return opening(
        Report(id="r", item="i", text=text, text_sha256="", raw_sha256="", path="a.md", title=title), longest
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Bridge shut?\n\n*The Post, 3 May 2031*\n\nIt was shut.", "Bridge shut?"),
        ("**Sela** - The *old* bridge was shut.", "Sela - The old bridge was shut."),
        ("---\noutlet: The Post\n---\nThe bridge was shut.", "The bridge was shut."),
        ("Item #4 costs 3 * 5 and no_name_here", "Item #4 costs 3 * 5 and no_name_here"),
    ],
)
def test_a_report_without_a_title_is_called_by_its_heading_or_first_words_without_marks(
    text: str, name: str
) -> None:
    assert called(text) == name


def test_a_long_title_is_cut_at_a_word() -> None:
    assert called("", "The bridge of Sela was shut", 18) == "The bridge of …"
