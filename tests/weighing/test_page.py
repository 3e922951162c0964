"""The page on how a finding comes to be names the modules as they are."""

from __future__ import annotations

import re
from pathlib import Path

import truceline.weighing

PAGE = Path(__file__).parents[2] / "docs" / "weighing.md"


def test_every_module_of_weighing_has_its_place_on_the_page() -> None:
    """Whoever adds one, or renames it, says there where on the way to a finding it stands."""
    named = set(re.findall(r"`(?:weighing/)?(\w+)\.py`", PAGE.read_text("utf-8")))
    home = Path(truceline.weighing.__file__).parent
    assert named == {f.stem for f in home.glob("*.py")} - {"__init__"}
