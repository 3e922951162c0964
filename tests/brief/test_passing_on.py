"""Who passes words on stays with them, who denies them carries nothing, and a name behind an office is told."""

from __future__ import annotations

from pathlib import Path

from tests.brief.test_bracketing import made, told

WIRES = """LAKE POST

Orvel and Brunmark trade threats over Vellin

Orvel spokesman Osk Tarn said, according to Sallund newswires, that Orvel would shell Vellin if the Brunmark League stayed at the bridge of Dunmere.

The governor of Vellin, Joan Reth, said that 12 houses in Vellin burned on 3 May after shelling by the Brunmark League.

Brunmark League guards stopped 14 trucks at Dunmere on 4 May, the Orvel army said.

Critics in Dunmere call Orvel soft, and there is criticism that Orvel yields ground to terrorists at Vellin.
"""


def test_who_passes_words_on_is_told(tmp_path: Path) -> None:
    """Who is told to have said it may not have: it is told as the outlet wrote it."""
    found = told(made(tmp_path, WIRES), "would shell Vellin")
    assert found
    assert all("according to Sallund newswires" in t.text for t in found)


def test_a_name_behind_an_office_is_told(tmp_path: Path) -> None:
    """He is named two words further on."""
    found = told(made(tmp_path, WIRES), "12 houses")
    assert found
    assert all("Joan Reth" in t.text and "not named" not in t.text for t in found)


def test_a_label_in_what_critics_hold_is_not_the_outlets_own(tmp_path: Path) -> None:
    """It retells what others feel, and nobody tells who."""
    brief = made(tmp_path, WIRES)
    labels = [t.text for s in brief.sections if s.key == "told" for i in s.items for t in i.sentences]
    assert not any("terrorists" in words for words in labels)
