"""What to look for next, and how far provisions are implemented."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.case import Case
from truceline.case.watching import level_words, pam_json, provisions, watch_list, watch_list_json
from truceline.cli.options import AsJson, AsOf, CaseDir, KnownAt, ReadingName
from truceline.cli.output import note, print_json, print_line, shown, table


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
        print_line(f"    now: {shown(w.standing.shown)}  ({shown(w.why)})")
        for e in w.wanted:
            answers = "; ".join(f"{told}: {then}" for told, then in e.answers)
            print_line(f"    {shown(e.who)} -- {shown(answers)}")
        for words in w.suggested:
            print_line(f"    the accord suggests: {shown(words)}")
    if not found:
        note("no clause that is asked for is uncertain on that day")


def pam(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """How far each provision is implemented (Peace Accords Matrix, 0 to 3), beside how its clauses stand."""
    with Case.open(case) as c:
        view = c.view(known_at)
        day = view.day_asked(as_of)
        found = provisions(view, day, reading)
    accord = view.agreement
    if json:
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
