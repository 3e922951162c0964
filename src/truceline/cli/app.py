"""The command: nouns and verbs, each a few lines on a `Case`."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline import __version__
from truceline.cli import (
    accords,
    answers,
    cases,
    demo,
    judging,
    observing,
    reading,
    searching,
    serving,
    watching,
    whatif,
    working,
)

EXIT_CODES = """
Exit codes: 0 done; 1 an error; 2 the call is wrong; 3 not found; 4 conflict; 5 invalid input or a damaged record.
"""

app = typer.Typer(
    name="truceline",
    help="Keeps the record of a ceasefire: who is reported to say what, counted once, clause by clause.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"truceline {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


for module in (cases, reading, answers, searching, whatif, watching, observing, judging, serving, demo):
    module.register(app)
app.add_typer(accords.app, name="accord")
app.add_typer(working.app, name="jobs")
