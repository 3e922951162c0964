"""`truceline serve`: the desk, in the browser of this machine."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from truceline.case.place import case_folder
from truceline.cli.options import CaseDir, Level
from truceline.cli.output import print_line
from truceline.model.report import Handling

PORT = 8420


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(serve)


def serve(
    case: CaseDir = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 for any that is free.")] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    level: Level = Handling.MEDIATOR,
) -> None:
    """Open the desk on a case: see it, check it, decide it. Only this machine can reach it."""
    from pathlib import Path

    folder = case_folder(case, os.environ, Path.cwd())
    from truceline.desk.serving import serve as run

    run(folder, port=port, level=level, say=_say, open_browser=open_)


def _say(words: str) -> None:
    print_line(words)
    sys.stdout.flush()  # whoever reads it through a pipe waits for the address
