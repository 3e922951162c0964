"""A case taken out as a data set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from truceline import __version__
from truceline.case import Case
from truceline.case.dataset import Made, dataset
from truceline.cli.answers import tell_early, tell_left_out
from truceline.cli.options import AsOf, CaseDir, KnownAt, ReadingName
from truceline.cli.output import note, write_file
from truceline.errors import UsageError
from truceline.model.report import Handling


def register(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command()(export)


def export(
    out: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder to write into; made where it is missing.")
    ],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    format_: Annotated[
        Literal["csv", "jsonl"], typer.Option("--format", help="csv, or jsonl (JSON Lines).")
    ] = "csv",
    level: Annotated[
        Handling, typer.Option("--level", help="Widest handling of reports that count.")
    ] = Handling.SHAREABLE,
    case: CaseDir = None,
) -> None:
    """Write the case as a data set: reports, claims, answers, board and levels, and a codebook (dataset.json)."""
    with Case.open(case) as c:
        view = c.view(known_at, level)
        day = view.day_asked(as_of)
        tell_early(view, as_of)
        if any(not r.handling.within(level) for r in c.reports()):
            tell_left_out(c.view(known_at), level, day)
        made = dataset(view, Made(__version__, c.head(), day, reading, format_))
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"{out} cannot be made: {e.strerror}", mend="name another folder") from e
    for name, words in made.items():
        write_file(out / name, words)
    if known_at is None:
        note(f"as known by {view.known_at}: with --known-at {view.known_at} another day gives the same bytes")
