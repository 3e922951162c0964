"""Accords: list, check and show agreements as data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from truceline.case import Library
from truceline.case.library import (
    accord_at,
    check_accord,
    graph_accord,
    new_accord,
    show_accord,
    wanting_of,
)
from truceline.case.library import accord_schema as schema_of
from truceline.case.trying import try_situations
from truceline.cli.options import AsJson
from truceline.cli.output import note, print_json, print_json_lines, print_line, table
from truceline.model.accord import TO_WATCH

app = typer.Typer(help="Agreements as data: list, check, show.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add the commands of this module."""
    root.add_typer(app, name="accord")


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
def check(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of an accord, or the name of an installed one.")
    ],
) -> None:
    """Check an accord and try its situations; every problem with its file, line and clause."""
    place = folder if folder.exists() else Library().folder(str(folder))
    problems = check_accord(place)
    count = 0
    if not problems:
        count, problems = try_situations(place)
    for problem in problems:
        note(f"truceline: {problem}")
    if problems:
        raise typer.Exit(problems[0].exit_code)
    accord = accord_at(place)
    if accord.unheard:
        titles = "; ".join(f"{c.id} {c.title}" for c in accord.clauses if c.id in accord.unheard)
        print_line(f"{accord.not_watched}: {titles}")
        print_line(f"to have one watched, {TO_WATCH}")
    print_line(f"{folder}: written as an accord should be; {_situations(count)}")
    if said := accord.banner.removesuffix(accord.hearing).strip():
        note(said)
    for lacking in wanting_of(place):
        note(lacking)


def _situations(count: int) -> str:
    if not count:
        return "no situations to try"
    return f"{count} situation{'s stand' if count > 1 else ' stands'} as written"


@app.command()
def show(name: Annotated[str, typer.Argument(metavar="NAME", help="An installed accord.")]) -> None:
    """Print an accord as a person would read it."""
    print_line(show_accord(Library().accord(name)))


@app.command()
def graph(name: Annotated[str, typer.Argument(metavar="NAME", help="An installed accord.")]) -> None:
    """Draw phases and dependencies, as Mermaid text."""
    print_line(graph_accord(Library().accord(name)))


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, as in lowlands-2031-05.")],
    start: Annotated[str, typer.Option(metavar="DATE", help="The day from which days are counted.")],
    folder: Annotated[Path, typer.Option("--in", metavar="DIR", help="Where its folder is made.")] = Path(),
) -> None:
    """Start an accord with comments, ready to be filled in."""
    print_line(f"written: {new_accord(name, folder, start)}")


@app.command()
def schema() -> None:
    """Print the JSON Schema of accord.yaml."""
    print_json(schema_of())
