"""A refusal in a brief: whose it is, and that it is told, not that it was announced."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import good


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The Israeli army's spokesman said on Thursday that its forces would not withdraw from the "
            "Philadelphi corridor.",
            "(a refusal by the Israeli army's spokesman is reported on 27 February",
        ),
        (
            "Israel has refused to withdraw from the Philadelphi corridor.",
            "(a refusal by Israel is reported on 27 February",
        ),
    ],
)
def test_a_refusal_is_told_with_who_is_reported_to_refuse(text: str, told: str, tmp_path: Path) -> None:
    """Nobody reads "announced" where an outlet alone says that somebody refuses."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{text}\n", "utf-8")
    (folder / "a.meta.json").write_text(json.dumps({"outlet": "Hill Post", "published": "2025-02-27"}))
    good("init", tmp_path / "case", "--accord", "gaza-2025-01", "--person", "A. Monitor")
    good("add", "--case", tmp_path / "case", folder)
    made = good("brief", "--case", tmp_path / "case", "--format", "md")
    assert told in made and "refusal announced" not in made
