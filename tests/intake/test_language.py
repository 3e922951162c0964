"""In which language a text is."""

from __future__ import annotations

import pytest

from truceline.intake.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "Abel Tessema (አቤል ተሰማ), head of the Lake Commission (የሐይቅ ኮሚሽን), said on Thursday that twelve trucks had crossed.",
        "A spokesman for the Delta Front (جبهة الدلتا), Omar al-Masri (عمر المصري), said that the road was open again.",
        "Marko Lisenko (Марко Лисенко) of the Hill Council (Гірська рада) said that the bridge had been shut since noon.",
    ],
)
def test_names_in_another_script_do_not_make_a_language_unsure(text: str) -> None:
    assert language_of(text) == "en"


def test_a_text_in_two_scripts_by_halves_is_unsure() -> None:
    assert language_of("The road is open. Дорога відкрита. The bridge. Міст закрито.") == "und"
