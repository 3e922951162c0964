"""Accords: list, check and show agreements as data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.case import Library
from truceline.case.library import accord_schema as schema_of
from truceline.case.library import check_accord, show_accord
from truceline.cli.options import AsJson
from truceline.cli.output import note, print_json, print_json_lines, print_line, table

app = typer.Typer(help="Agreements as data: list, check, show.", no_args_is_help=True)


@app.command("list")
def list_(json: AsJson = False) -> None:
    """List the accords installed."""
    library = Library()
    found = [library.accord(name) for name in library.installed()]
    rows = [{"id": a.id, "name": a.short_name, "review": a.review, "clauses": len(a.clauses)} for a in found]
    if json:
        print_json_lines(rows)
    else:
        table(
            ("accord", "name", "review", "clauses"),
            ((a.id, a.short_name, a.review, str(len(a.clauses))) for a in found),
        )


@app.command()
def check(folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of an accord.")]) -> None:
    """Check an accord; every problem with its file, line and clause."""
    problems = check_accord(folder)
    for problem in problems:
        note(f"truceline: {problem}")
    if problems:
        raise typer.Exit(problems[0].exit_code)
    print_line(f"{folder}: as an accord should be")


@app.command()
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="An installed accord.")]) -> None:
    """Print an accord as a person would read it."""
    print_line(show_accord(Library().accord(name)))


@app.command()
def schema() -> None:
    """Print the JSON Schema of accord.yaml."""
    print_json(schema_of())
