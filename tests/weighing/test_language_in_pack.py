"""Words of a language are data of its pack: the code of weighing names classes, and lists no words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline.weighing
from truceline.weighing.words import pack

HOME = Path(truceline.weighing.__file__).parent
WORD = re.compile(r"[a-z]+(?:[ '-][a-z]+)*")
MOST = 2
FORMAT = {
    "export.py",
    "__init__.py",
    "telling.py",
    "words.py",
    "spoken_names.py",
    "matters.py",
    "event_words.py",
}
"""What writes the document or the explanation, names what the room offers, or names the pack's own lists."""
LABELS = frozenset(
    [
        "party",
        "organisation",
        "group",
        "person",
        "people",
        "item",
        "count",
        "percent",
        "label",
        "holder",
        "entity",
        "terms",
        "will",
        "asks",
        "says",
    ]
)
"""Kinds of mentions and of questions, units of figures and fields of a lineage: format, not language."""


def lists(tree: ast.AST) -> Iterator[tuple[int, list[str]]]:
    """The plain words of each literal collection."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Set | ast.List | ast.Tuple):
            parts: list[ast.expr | None] = list(node.elts)
        elif isinstance(node, ast.Dict):
            parts = list(node.keys)
        else:
            continue
        words = [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str)]
        yield node.lineno, [w for w in words if WORD.fullmatch(w)]


@pytest.mark.parametrize(
    "path", sorted(p for p in HOME.glob("*.py") if p.name not in FORMAT), ids=lambda p: p.name
)
def test_code_lists_no_words_of_a_language(path: Path) -> None:
    """What is listed are names of classes that the pack gives, or labels of the format."""
    english = pack("en")
    classes = {*english.alike.values(), *english.phrases.values()}
    for line, words in lists(ast.parse(path.read_text("utf-8"))):
        spoken = [w for w in words if w not in classes and w not in LABELS]
        assert len(spoken) <= MOST, f"line {line}: {spoken}"


def test_a_language_without_a_pack_is_weighed_by_its_bare_words() -> None:
    """Nothing is known of it, and nothing breaks."""
    other = pack("xx")
    assert other.endings == () and not other.turn("total", "in total")
