"""Looking ahead: what is due under each reading, and what supposed facts would move."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from truceline.case import Case, Library, View
from truceline.case.ahead import calendar, due_json, due_rows, postulates, what_if, what_if_json
from truceline.cli.options import AsJson, AsOf, CaseDir, KnownAt, ReadingName
from truceline.cli.output import note, print_json, print_line, shown, table
from truceline.errors import UsageError
from truceline.model.accord import Accord
from truceline.model.dates import day_given

Alone = Annotated[
    str | None,
    typer.Option("--accord", metavar="NAME", help="Ask an installed accord alone, without a case."),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command()(due)
    app.command()(whatif)


def due(
    days: Annotated[int, typer.Option("--days", metavar="N", help="How many days ahead.")] = 14,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    accord: Alone = None,
    format_: Annotated[
        Literal["terminal", "json", "ics"],
        typer.Option("--format", help="terminal, json or ics (a calendar)."),
    ] = "terminal",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """What opens, falls due, is planned or ends in the days ahead, with the reading that dates it."""
    source, agreement, day, known = _asked(case, accord, as_of, known_at)
    rows = due_rows(source, day, days, reading)
    if format_ == "ics":
        _write(calendar(agreement, rows, known, reading), out)
        return
    if json or format_ == "json":
        print_json(due_json(agreement, rows, day, days))
        return
    _head(agreement, f"what lies ahead in the {days} days after {day}")
    titles = {c.id: c.title for c in agreement.clauses}
    under = [d["under"] for d in due_json(agreement, rows, day, days)["dates"]]
    table(
        ("day", "clause", "what", "what is owed", "how it stands", "by the reading"),
        (
            (
                f.on,
                f.clause,
                f.what + ("" if f.amount is None else f" {f.amount:,.10g}"),
                titles[f.clause],
                f.shown,
                names,
            )
            for f, names in zip(rows, under, strict=True)
        ),
    )
    if not rows:
        elsewhere = sorted({f.clause for f in due_rows(source, day, days)}) if reading else []
        there = f"; under others there is one of {', '.join(elsewhere)}" if elsewhere else ""
        asked = f"the reading {reading}{there}" if reading else "any reading"
        note(f"no date of {agreement.short_name} lies in the {days} days after {day}, under {asked}")


def whatif(
    fact: Annotated[
        list[str] | None,
        typer.Option(
            "--fact",
            metavar="WHAT=DATE",
            help="Suppose: CLAUSE=DATE (done that day); CLAUSE:KIND=DATE (begun, refused, suspended, "
            "ended ...); CLAUSE:done:AMOUNT=DATE; the words of an event of the accord; start; signing; 'phase 2'.",
        ),
    ] = None,
    late: Annotated[
        list[str] | None,
        typer.Option("--late", metavar="CLAUSE=DAYS", help="Suppose it done so many days after it is due."),
    ] = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    accord: Alone = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Which days and clauses supposed facts would move, under each reading. Nothing is recorded."""
    if not fact and not late:
        raise UsageError("nothing is supposed", mend="give --fact CLAUSE=DATE or --late CLAUSE=DAYS")
    source, agreement, day, _ = _asked(case, accord, as_of, known_at)
    given = postulates(agreement, fact or (), late or ())
    rows = what_if(source, given, day, reading)
    if json:
        print_json(what_if_json(agreement, given, rows))
        return
    _head(agreement, "what would follow if: " + "; ".join(p.words for p in given))
    print_line("Supposed, not reported. Nothing of this enters the record.")
    if days := sorted({f.after.as_of for f in rows}):
        print_line(
            f"Now and then are both as of {days[0]}" + (f" to {days[-1]}, by the reading" if days[1:] else "")
        )
    under = [m["under"] for m in what_if_json(agreement, given, rows)["moves"]]
    table(
        ("clause", "by the reading", "dates", "now", "then"),
        (
            (
                f.clause,
                names,
                "; ".join(f"{d} {a or 'no day'} -> {b or 'no day'}" for d, a, b in f.moved_dates) or "-",
                f.before.shown,
                f.after.shown,
            )
            for f, names in zip(rows, under, strict=True)
        ),
    )
    if not rows:
        note("nothing would move")


def _asked(
    case: Path | None, accord: str | None, as_of: str | None, known_at: str | None
) -> tuple[View | Accord, Accord, str, str]:
    """What is asked (a case's view, or an accord alone), its accord, the day, and what was known when."""
    if accord is not None:
        found = Library().accord(accord)
        day = day_given(as_of, "--as-of") if as_of else found.start
        return found, found, day, day
    with Case.open(case) as c:
        view = c.view(known_at)
        view.signals  # noqa: B018  read before the case is closed
    return view, view.agreement, view.day_asked(as_of), view.known_at


def _head(accord: Accord, words: str) -> None:
    print_line(f"{shown(accord.short_name)} - {shown(words)}")
    if accord.banner:
        print_line(accord.banner)


def _write(text: str, out: Path | None) -> None:
    if out is None:
        sys.stdout.write(text.replace("\r\n", "\n") if sys.stdout.isatty() else text)
        return
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
    note(f"written: {out}")
