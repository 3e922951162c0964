"""The brief's word lists: each is used, and each that is used is there."""

from __future__ import annotations

import re
from pathlib import Path

import truceline.brief
from truceline.brief.english import English, english

_USED = re.compile(r"(?:\blists|english\(\))\.(\w+)")


def test_every_list_is_used_and_every_one_used_is_there() -> None:
    """A misspelt list would else be found only by the sentence that needs it."""
    code = [p.read_text("utf-8") for p in Path(truceline.brief.__file__).parent.glob("*.py")]
    used = {name for text in code for name in _USED.findall(text)} - {"pop", "items"}
    there = set(vars(english()))
    assert not used - there - set(vars(English))
    assert not there - used - {n for n in there if any(f"self.{n}" in text for text in code)}
