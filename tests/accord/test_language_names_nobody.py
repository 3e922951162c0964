"""The words of a language name no party of any agreement: who is who stands in its accord folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline import accord

WORDS = Path(accord.__file__).parent / "words"
ACCORDS = Path(__file__).parents[2] / "accords"


def names() -> set[str]:
    """One-word names of the parties of every agreement here, and of their people."""
    found = set()
    for folder in sorted(p.parent for p in ACCORDS.glob("*/accord.yaml")):
        for e in accord.load(folder).vocabulary.entities:
            if e.party == e.id:
                found |= {
                    n for n in (e.name, *(a.text for a in e.aliases)) if re.fullmatch(r"[A-Z][a-z]{4,}", n)
                }
    return {n.casefold() for n in found}


@pytest.mark.parametrize("file", sorted(WORDS.glob("*.yaml")), ids=lambda f: f.name)
def test_the_words_of_a_language_name_no_party(file: Path) -> None:
    told = set(re.findall(r"[a-z]+", re.sub(r"#.*", "", file.read_text("utf-8")).casefold()))
    assert not told & names()
