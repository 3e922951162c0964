"""What to look for next, and how far provisions are implemented."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from truceline.case import Case
from truceline.case.watching import (
    coded_days,
    level_words,
    pam_csv,
    pam_json,
    provisions,
    watch_list,
    watch_list_json,
)
from truceline.cli.options import AsJson, AsOf, CaseDir, KnownAt, ReadingName
from truceline.cli.output import note, print_json, print_line, shown, table, write_file
from truceline.errors import UsageError
from truceline.model.accord import TO_WATCH
from truceline.model.report import Handling


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(watchlist)
    app.command()(pam)


def watchlist(
    top: Annotated[int, typer.Option("--top", metavar="N", min=1, help="How many clauses.")] = 10,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """For each uncertain clause, the least evidence that would change it, ranked: what to look for next."""
    with Case.open(case) as c:
        view = c.view(known_at)
        day = view.day_asked(as_of)
        found = watch_list(view, day, reading)[:top]
    if json:
        print_json(watch_list_json(view.agreement, found, day, view.known_at))
        return
    if view.agreement.banner:
        print_line(view.agreement.banner)
    for w in found:
        print_line(f"{w.clause}  {shown(w.title)}")
        print_line(f"    stands: {shown(w.standing.shown)}  ({shown(w.why)})")
        if w.wanted:
            print_line(f"    ask: {w.wanted[0].question}")
        voices: dict[tuple[tuple[str, str], ...], list[str]] = {}
        for e in w.wanted:
            voices.setdefault(e.answers, []).append(e.who)
        for answers, whom in voices.items():
            print_line(f"      {shown(' / '.join(whom))}")
            for answer, then in answers:
                print_line(f"          {answer}: it would stand as {shown(then)}")
        if not w.standing.watched:
            print_line(f"    no report answers that by itself: {TO_WATCH}")
        for words in w.suggested:
            print_line(f"    the accord suggests: {shown(words)}")
    if not found:
        note("no clause that is asked for is uncertain on that day")


def pam(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    format_: Annotated[
        Literal["terminal", "json", "csv"],
        typer.Option(
            "--format", help="terminal, json or csv (a row for each provision and clause, with its sources)."
        ),
    ] = "terminal",
    each: Annotated[
        Literal["year", "month"] | None,
        typer.Option("--each", help="With csv: coded at the end of each year or month since the start."),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    level: Annotated[
        Handling | None,
        typer.Option(
            "--level", help="Widest handling of reports that count. Default: all; with csv, shareable."
        ),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """How far each provision is implemented (Peace Accords Matrix, 0 to 3), beside how its clauses stand."""
    if (each or out) and (json or format_ != "csv"):
        raise UsageError("--each and --out are for a table", mend="add --format csv")
    with Case.open(case) as c:
        table_asked = format_ == "csv" and not json
        view = c.view(known_at, level or (Handling.SHAREABLE if table_asked else Handling.MEDIATOR))
        accord = view.agreement
        day = view.day_asked(as_of)
        if table_asked:
            words = pam_csv(view, coded_days(accord, day, each), reading)
            if out is None:
                sys.stdout.write(words)
            else:
                write_file(out, words)
            return
        found = provisions(view, day, reading)
    if json or format_ == "json":
        print_json(pam_json(accord, found, day, view.known_at))
        return
    print_line(f"{shown(accord.short_name)} - levels of implementation on {day}, derived from the standings")
    if accord.banner:
        print_line(accord.banner)
    rows = []
    for p in found:
        coded = f"{p.coded} of {len(p.clauses)} coded"
        rows.append((p.id, shown(p.name), level_words(p.low, p.high), coded, ""))
        rows += [("", i.clause, level_words(i.low, i.high), i.rule, i.standing.shown) for i in p.clauses]
    table(("provision", "clause", "level", "by which rule", "how it stands"), rows)
