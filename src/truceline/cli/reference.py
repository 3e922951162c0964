"""The reference of commands, written from the commands themselves: `python -m truceline.cli.reference`."""

from __future__ import annotations

import sys
from typing import Any

from typer.main import get_command

from truceline.cli.app import EXIT_CODES, app_for


def reference() -> str:
    """`docs/reference/commands.md`; a test fails where the file says something else."""
    lines = [
        "# Commands",
        "",
        "The case is `--case DIR`, else `$TRUCELINE_CASE`, else the working directory. "
        "Documents go to standard output, progress and errors to standard error. `NO_COLOR` is respected.",
        "",
        EXIT_CODES.strip(),
        "",
        "Written by `python -m truceline.cli.reference`.",
    ]
    root: Any = get_command(app_for())
    for name, command in sorted(root.commands.items()):
        lines += _told(f"truceline {name}", command, "##")
        for inner, sub in sorted(getattr(command, "commands", {}).items()):
            lines += _told(f"truceline {name} {inner}", sub, "###")
    return "\n".join(lines) + "\n"


def _told(name: str, command: Any, mark: str) -> list[str]:
    lines = ["", f"{mark} `{name}`", "", command.help or ""]
    rows = []
    for p in command.params:
        if p.name == "help":
            continue
        called = p.metavar or p.name if p.param_type_name == "argument" else ", ".join(p.opts)
        choices = getattr(getattr(p, "type", None), "choices", None)
        shown = f" ({', '.join(str(getattr(c, 'value', c)) for c in choices)})" if choices else ""
        rows.append(f"| `{called}` | {p.help or ''}{shown} |")
    if rows:
        lines += ["", "| argument or option | meaning |", "|---|---|", *rows]
    return lines


if __name__ == "__main__":
    sys.stdout.write(reference())
