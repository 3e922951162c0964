"""The command: nouns and verbs, each a few lines on a `Case`."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated

import typer

from truceline import __version__
from truceline.cli.output import note

__all__ = ["EXIT_CODES", "MODULES", "app_for"]

EXIT_CODES = """
Exit codes: 0 done; 1 an error; 2 the call is wrong; 3 not found; 4 conflict; 5 invalid input or a damaged record.
"""

MODULES: dict[str, tuple[str, ...]] = {
    "cases": ("init", "settings", "add", "reports", "show", "verify"),
    "reading": ("read", "weigh", "claims"),
    "answers": ("board", "clause", "findings", "diff", "brief", "why", "lineage"),
    "searching": ("search",),
    "whatif": ("due", "whatif"),
    "watching": ("watchlist", "pam"),
    "observing": ("observe", "incidents", "coverage"),
    "judging": ("judge", "log", "entities"),
    "exporting": ("export",),
    "serving": ("serve",),
    "demo": ("demo", "doctor"),
    "accords": ("accord",),
    "working": ("jobs",),
}
"""Where each command is, in the order in which they are listed: the one that is called is imported, and
no other, so that it begins sooner."""


def app_for(word: str = "") -> typer.Typer:
    """The `truceline` command, with `word` alone where it is a command, else with all of them."""
    app = typer.Typer(
        name="truceline",
        help="Keeps the record of a ceasefire: who is reported to say what, counted once, clause by clause.",
        epilog=EXIT_CODES,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_root)
    called = [m for m, words in MODULES.items() if word in words]
    for name in called if called or word == "--version" else MODULES:
        import_module(f"truceline.cli.{name}").register(app)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"truceline {__version__}")
        raise typer.Exit


def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    from truceline.case.patience import heeds

    heeds.set(note)
