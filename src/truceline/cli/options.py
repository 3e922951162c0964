"""Options that several commands share, said once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.model.report import Handling

CaseDir = Annotated[
    Path | None,
    typer.Option("--case", metavar="DIR", help="The case; else $TRUCELINE_CASE, else the working directory."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Machine-readable, on standard output.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The world's date. Default: the last day of the case's reports."
    ),
]
KnownAt = Annotated[
    str | None,
    typer.Option(
        "--known-at",
        metavar="DATE",
        help="Only what could be known by then. Default: all that is known today.",
    ),
]
ReadingName = Annotated[
    str | None,
    typer.Option("--reading", metavar="NAME", help="A day count or a rival reading of the accord."),
]
Level = Annotated[Handling, typer.Option("--level", help="Widest handling of reports that may be shown.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")]
AccordName = Annotated[
    str,
    typer.Option(
        "--accord",
        metavar="NAME",
        help="An installed accord, `auto` (chosen by what the report names), or `none`.",
    ),
]
