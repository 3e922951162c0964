"""Words of a language are data of its pack: code holds no lists of them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import truceline.reading
from truceline.errors import PackError
from truceline.reading.grammar import Grammar, grammar
from truceline.reading.numerals import numerals_file
from truceline.reading.pack import load_pack, parsed_pack
from truceline.reading.times.forms import times_pack

HOME = Path(truceline.reading.__file__).parent
MOST = 2
WORD = re.compile(r"[A-Za-z][a-z]+(?:[ '-][a-z]+)*")
PARSER = """
acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj csubj csubjpass dative dep det
dobj expl flat mark meta neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj predet prep
prt punct quantmod relcl xcomp ner lemmatizer senter
"""
FRAMES = "adjective agentless carried clause document gerund heading infinitive naming noun object passive person phrase quote turn"
MENTIONS = "actor definite demonym event institution metonym nominal role"
FIGURES = "about nearly planned done conditional denied"
CLASSES = "apos clocktime close comma dash dec dot dots int num open ord ordword other slash card"
CALENDARS = "ethiopian hebrew islamic persian"
LABELS = frozenset(" ".join((PARSER, FRAMES, MENTIONS, FIGURES, CLASSES, CALENDARS)).split()) | {"short form"}
"""Tags of the parser, kinds of frames and of mentions, modes of figures, classes of words: format, not language."""
OUTPUT = {"format.py"}
"""What writes the reading: its field names are the format's."""
NOT_YET: set[str] = set()
"""Modules that still hold such lists, to be emptied."""


def labels() -> frozenset[str]:
    """The names that are no words of a language: those above and the classes and rules of `times.yaml`."""
    forms = times_pack()
    rules = {rule for rule, _, _ in forms.forms}
    return LABELS | rules | set(forms.letters) | {"prep"}


def counted(node: ast.AST) -> Iterator[str]:
    """The strings that a literal holds, those of a pattern cut at its alternatives."""
    if isinstance(node, ast.Set | ast.List | ast.Tuple):
        parts: list[ast.expr | None] = list(node.elts)
    elif isinstance(node, ast.Dict):
        parts = [*node.keys, *node.values]
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "split" and isinstance(node.func.value, ast.Constant):
            yield from str(node.func.value.value).split()
        elif isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args:
            text = "".join(
                n.value
                for n in ast.walk(node.args[0])
                if isinstance(n, ast.Constant) and isinstance(n.value, str)
            )
            text = re.sub(r"\(\?P[<=]\w+[>)]|\(\?[a-z]+[:)]|\(\?<?[=!:]|\\.|\[[^\]]*\]|\{[^}]*\}", " ", text)
            yield from re.findall(r"[a-z]{2,}", text)
        return
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        for run in re.findall(r"[a-z]{2,}(?:\|[a-z]{2,})+", node.value):
            yield from run.split("|")
        return
    else:
        return
    for p in parts:
        if isinstance(p, ast.Constant) and isinstance(p.value, str):
            yield p.value


def word_lists(code: str, allowed: frozenset[str]) -> list[tuple[int, list[str]]]:
    """The literals of some code with more than `MOST` words of a language: (line, words)."""
    tree = ast.parse(code)
    passed = {
        id(n)
        for a in ast.walk(tree)
        if isinstance(a, ast.Assign) and any(isinstance(t, ast.Name) and t.id[:2] == "__" for t in a.targets)
        for n in ast.walk(a)
    }
    out = []
    for node in ast.walk(tree):
        words = [w for w in counted(node) if WORD.fullmatch(w) and w not in allowed]
        if len(set(words)) > MOST and id(node) not in passed:
            out.append((getattr(node, "lineno", 0), words))
    return out


@pytest.mark.parametrize(
    "file", sorted(f.relative_to(HOME).as_posix() for f in HOME.rglob("*.py")), ids=lambda f: f
)
def test_no_module_of_the_reader_lists_words_of_a_language(file: str) -> None:
    """Whoever adds a language writes packs, and no code."""
    if file in OUTPUT | NOT_YET:
        return
    found = word_lists((HOME / file).read_text("utf-8"), labels())
    assert not found, f"{file}: move these words into packs/LANGUAGE/*.yaml: {found}"


@pytest.mark.parametrize(
    "code",
    [
        'X = frozenset({"river", "lake", "hill"})',
        'if w in ("river", "lake", "hill"): pass',
        'X = {"river": 1, "lake": 2, "hill": 3}',
        'X = "river lake hill".split()',
        'X = r"(?:river|lake|hill)s?"',
        'X = re.compile(r"\\b(?:river|lake|hill)s?\\b", re.I)',
        'X = re.search(rf"(?P<what>{y})(?:river|lake|hill)", t)',
    ],
)
def test_a_list_of_words_is_found_in_every_form(code: str) -> None:
    """Sets, tuples, tables, split strings and patterns: none hides three words."""
    assert word_lists(code, labels())


@pytest.mark.parametrize(
    "code",
    [
        'X = ("nsubj", "dobj", "pobj")',
        '__all__ = ["river", "lake", "hill"]',
        'X = ("VBD", "NNS", "MD")',
        'raise ValueError("the river, the lake and the hill")',
        'X = re.compile(r"(?P<month>\\d+)-(?P<day>\\w+)-(?P<year>[a-z]+)")',
    ],
)
def test_tags_names_and_messages_are_no_words_of_a_language(code: str) -> None:
    """Tags of the parser, names of the code and messages stay in the code."""
    assert not word_lists(code, labels())


def test_every_pack_file_is_read_by_a_shape() -> None:
    """A file with an unknown or a missing key is refused with its name and the key."""
    with pytest.raises(PackError, match=r"grammar\.yaml.*pronouns"):
        parsed_pack("verbs: {}", "packs/xx/grammar.yaml", Grammar)
    with pytest.raises(PackError, match="not YAML"):
        parsed_pack("a: [", "packs/xx/grammar.yaml", Grammar)
    with pytest.raises(PackError, match=r"packs/xx/grammar\.yaml"):
        load_pack("xx", "grammar.yaml", Grammar)


def test_a_pack_is_read_once() -> None:
    """What is asked for at every word is not built twice."""
    assert grammar("en") is grammar("en")
    assert numerals_file("en") is numerals_file("en")
