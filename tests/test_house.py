"""The walls of the house: who may import whom, and what is promised in public."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

import truceline
from truceline import errors
from truceline.model.plain_yaml import plain_yaml

SOURCE = Path(truceline.__file__).parent
ROOMS = ("intake", "reading", "weighing", "accord", "standing", "brief", "ledger", "search", "work")
MAY_IMPORT = {
    "errors": set[str](),
    "model": {"errors"},
    **{room: {"errors", "model"} for room in ROOMS},
    "case": {"errors", "model", *ROOMS},
    "desk": {"errors", "model", "case"},
    "cli": {"errors", "model", "case", "desk"},
}
LONGEST = 420
GRAMMAR = SOURCE / "reading" / "packs" / "en" / "grammar.yaml"


def imports(file: Path) -> set[str]:
    """The parts of the house that a file imports."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [a.name for a in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = (
                [f"truceline.{a.name}" for a in node.names if a.name != "__version__"]
                if node.module == "truceline"
                else [node.module]
            )
        found |= {n.split(".")[1] for n in names if n.startswith("truceline.")}
    return found


def files() -> list[Path]:
    return sorted(f for f in SOURCE.rglob("*.py") if "_data" not in f.parts)


@pytest.mark.parametrize("file", files(), ids=lambda f: str(f.relative_to(SOURCE)))
def test_rooms_meet_in_the_model_only(file: Path) -> None:
    """errors <- model <- rooms <- case <- faces; nothing points the other way."""
    room = file.relative_to(SOURCE).parts[0].removesuffix(".py")
    if room in ("__init__", "__main__"):
        return
    assert imports(file) - {room} <= MAY_IMPORT[room], f"{file} imports from a room it must not know"


@pytest.mark.parametrize("file", files(), ids=lambda f: str(f.relative_to(SOURCE)))
def test_no_module_outgrows_its_room(file: Path) -> None:
    """A file of more than about 400 lines is two files."""
    assert len(file.read_text("utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize("file", files(), ids=lambda f: str(f.relative_to(SOURCE)))
def test_no_name_of_a_module_stands_for_two_things(file: Path) -> None:
    """A second constant of the same name silently takes the place of the first."""
    named: list[str] = []
    for node in ast.parse(file.read_text("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else []
        named += [n.id for t in targets for n in ast.walk(t) if isinstance(n, ast.Name)]
    assert sorted(named) == sorted(set(named))


def test_every_key_of_the_words_of_a_language_is_read() -> None:
    """What no line of code names is a word that nobody hears."""
    read: set[str] = set()
    for file in files():
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                read.add(node.attr)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                read.add(node.value)
    packs = [f for f in SOURCE.rglob("*.yaml") if "_data" not in f.parts]
    assert len(packs) > 20
    for pack in packs:
        unread = set(plain_yaml(pack.read_text("utf-8"))) - read
        assert not unread, f"{pack.relative_to(SOURCE)}: {sorted(unread)}"
    sections = {f"{name}.{key}" for name, of in plain_yaml(GRAMMAR.read_text("utf-8")).items() for key in of}
    assert not {s for s in sections if s.partition(".")[2] not in read}


def test_the_tree_of_errors_is_printed_whole() -> None:
    """Every error class stands in the docstring of `errors` and in its `__all__`."""
    classes = {
        n
        for n, c in vars(errors).items()
        if inspect.isclass(c) and issubclass(c, errors.TrucelineError) and c.__module__ == errors.__name__
    }
    assert classes == set(errors.__all__)
    assert all(name in (errors.__doc__ or "") for name in classes)


def test_every_public_name_is_declared() -> None:
    """`from truceline import ...` offers what `__all__` says, and nothing else by accident."""
    assert set(truceline.__all__) == {"Case", "read", "__version__"}
    for name in truceline.__all__:
        assert getattr(truceline, name) is not None
