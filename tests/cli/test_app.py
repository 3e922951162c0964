"""The command and its modules."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from typing import Any

import typer
from typer.main import get_command

from truceline.cli.app import MODULES, app_for


def _commands(app: typer.Typer) -> list[str]:
    made: Any = get_command(app)
    return list(made.commands)


def test_the_table_names_every_command_where_it_is() -> None:
    """One command is called without the others, so the table must know where each is."""
    for name, words in MODULES.items():
        root = typer.Typer()
        root.callback()(lambda: None)
        import_module(f"truceline.cli.{name}").register(root)
        assert sorted(_commands(root)) == sorted(words)


def test_a_command_comes_without_the_others_and_anything_else_with_all() -> None:
    assert _commands(app_for("pam")) == ["watchlist", "pam"]
    every = [word for words in MODULES.values() for word in words]
    assert sorted(_commands(app_for("--help"))) == sorted(_commands(app_for("bord"))) == sorted(every)


def test_a_command_that_is_done_ends_without_searching_what_it_holds() -> None:
    said = "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count() > 0)); "
    said += "from truceline.cli import main; main(['--version'])"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.endswith("True\n")


def test_to_be_called_the_desk_waits_for_no_other_command() -> None:
    said = "import sys; from truceline.cli.app import app_for; app_for('serve'); print(*sys.modules)"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    loaded = set(found.stdout.split())
    assert "truceline.cli.serving" in loaded
    assert not loaded & {"truceline.cli.answers", "truceline.case.case", "sqlalchemy", "spacy"}
