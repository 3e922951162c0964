"""What a sentence takes for known at its head."""

from __future__ import annotations

import pytest

from truceline.brief.loose import points_back


@pytest.mark.parametrize(
    ("words", "back"),
    [("They crossed at noon.", True), ("Orsk crossed at noon.", False), ("“It was hers,” Venn said.", True)],
)
def test_a_word_for_what_stands_above_is_known(words: str, back: bool) -> None:
    """At the head of a sentence, or of a quotation in it."""
    assert points_back(words) is back
