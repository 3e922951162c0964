"""`truceline demo` and `truceline doctor`: see why it exists, and whether this machine can run it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from truceline.case import Case
from truceline.case.checkup import checkup
from truceline.case.place import LEDGER
from truceline.case.sample import sample_folder
from truceline.case.telling import brief_of, brief_text, diff_rows
from truceline.cli.answers import print_board, print_moves
from truceline.cli.options import AsJson, CaseDir
from truceline.cli.output import console, note, print_json, print_line, shown, table
from truceline.errors import CaseExists
from truceline.model.report import Handling
from truceline.model.weighing import Finding

ACCORD = "gaza-2025-01"
EARLIER, LATER = "2025-02-03", "2025-02-28"


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(demo)
    app.command()(doctor)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the case is made.")] = Path("demo"),
) -> None:
    """Make a case from the embedded sample, print its board, and write its brief."""
    made = (folder / LEDGER).exists()
    with Case.open(folder) if made else Case.create(folder, ACCORD, person="demo") as c:
        if made and (c.settings.get("accord"), c.settings.get("person")) != (ACCORD, "demo"):
            raise CaseExists("there is a case that is no demo", where=folder, mend="name another folder")
        if made:
            note(f"the demo in {folder} is there already; it is shown again")
        added = c.add([sample_folder()])
        note(f"{len(added.new) or len(added.known)} digests in our own words; reading them ...")
        view = c.view()
        now = c.view(LATER)
        print_line("")
        print_board(now, now.standings(LATER))
        _figures(now.weighing.findings)
        print_line(f"\nWhat moved between {EARLIER} and {LATER}")
        print_moves(diff_rows(c, EARLIER, LATER, None), f"on {EARLIER}", f"on {LATER}")
        page = folder / "brief.html"
        page.write_text(brief_text(brief_of(c, LATER, LATER, EARLIER, Handling.SHAREABLE), "html"), "utf-8")
        claim = next((x for x in view.claims if x.holder and x.topics), None)
    print_line(f"\nThe brief, every line with its sentences: {page.resolve()}")
    print_line("Go on with:")
    print_line(f"  {_called()} brief --case {folder} --as-of {LATER}")
    print_line(f"  {_called()} clause P2-talks --case {folder} --as-of {LATER}")
    if claim:
        print_line(f"  {_called()} show {claim.id[:10]} --case {folder}")
    print_line("Open the desk, in the browser, on this machine only:")
    print_line(f"  {_called()} serve --case {folder} --open")


def _called() -> str:
    """How this command was called, so that the next one can be copied as it stands."""
    name = sys.argv[0] if sys.argv else ""
    return name if Path(name).name == "truceline" and Path(name).parent != Path() else "truceline"


def _figures(findings: tuple[Finding, ...]) -> None:
    out = console()
    out.print(Text("\nFigures that differ, side by side", style="bold"))
    told = [f for f in findings if f.kind.value == "figure" and f.verdict.value in ("differing", "contested")]
    for f in told[:5]:
        out.print(Text(f"{shown(f.question)}: {f.verdict.value}"))
        for v in f.values:
            out.print(Text(f"    {shown(v.text)}  -  {shown(', '.join(v.holders))}"))
        if f.why:
            out.print(Text(f"    why: {shown(f.why)}", style="dim"))


def doctor(case: CaseDir = None, json: AsJson = False) -> None:
    """Check this machine: SQLite, the parser, the accords, the case's disk and clock."""
    found = checkup(case)
    if json:
        print_json([{"check": c.name, "ok": c.ok, "says": c.says} for c in found])
    else:
        table(("check", "", "says"), ((c.name, "ok" if c.ok else "NOT OK", c.says) for c in found))
    if not all(c.ok for c in found):
        raise typer.Exit(1)
