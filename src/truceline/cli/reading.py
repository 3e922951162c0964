"""Reading and weighing: files in, claims and findings out, with or without a case."""

from __future__ import annotations

from typing import Annotated

import typer

from truceline.case import Case, Library, View, read
from truceline.case.formats import claim_json, reading_json, weighing_json
from truceline.case.library import weigh
from truceline.cli.options import AccordName, AsJson, CaseDir, KnownAt, Paths
from truceline.cli.output import (
    claim_line,
    more_to_know,
    note,
    print_json,
    print_json_lines,
    print_line,
    report_label,
    shown,
    table,
)
from truceline.errors import IntakeError


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("read")(read_files)
    app.command("weigh")(weigh_files)
    app.command()(claims)


Published = Annotated[
    str | None, typer.Option(metavar="DATE", help="Publication date of files that do not state one.")
]
Fast = Annotated[
    bool, typer.Option("--fast", help="Rules alone, without the trained ranker: quicker, hears less.")
]
Outlet = Annotated[str | None, typer.Option(help="Outlet of files that do not name one.")]


def read_files(
    paths: Paths,
    accord: AccordName = "auto",
    published: Published = None,
    outlet: Outlet = None,
    fast: Fast = False,
    json: AsJson = False,
) -> None:
    """Read files into attributed claims, without a case."""
    problems: list[IntakeError] = []
    library = Library()
    readings = read(
        paths,
        accord=accord,
        published=published,
        outlet=outlet,
        library=library,
        problems=problems,
        fast=fast,
    )
    if json:
        print_json_lines(reading_json(report, reading) for report, reading in readings)
    else:
        for report, reading in readings:
            print_line(f"== {shown(report_label(report))}  ({report.path})")
            if not reading.read:
                print_line(f"   unread: {reading.why_unread}")
            else:
                print_line(f"   accord: {reading.accord or 'none'} ({reading.accord_why})")
            for claim in reading.claims:
                print_line(f"  {claim.id[:8]}  {shown(claim_line(claim))}")
    _end(problems, library)


def weigh_files(
    paths: Paths,
    accord: AccordName = "auto",
    published: Published = None,
    outlet: Outlet = None,
    fast: Fast = False,
    json: AsJson = False,
) -> None:
    """Read files together: origins counted once, differing figures side by side."""
    problems: list[IntakeError] = []
    library = Library()
    pairs = list(
        read(
            paths,
            accord=accord,
            published=published,
            outlet=outlet,
            library=library,
            problems=problems,
            fast=fast,
        )
    )
    weighed = weigh(pairs, library)
    if json:
        print_json(weighing_json(weighed, [reading_json(r, g) for r, g in pairs]))
    else:
        print_line(f"{len(pairs)} reports, {len(weighed.lineages)} origins")
        for finding in weighed.findings:
            reason = f", {finding.reason.value}" if finding.reason else ""
            print_line(f"\n{shown(finding.question)}: {finding.verdict.value}{reason}")
            for value in finding.values:
                print_line(
                    f"  {shown(value.text)}  ({shown(', '.join(value.holders))}; {len(value.origins)} origins)"
                )
            if finding.why:
                print_line(f"  {shown(finding.why)}")
    _end(problems, library)


def claims(
    case: CaseDir = None,
    party: Annotated[str | None, typer.Option(help="Only claims of this party.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only claims on this topic of the accord.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only claims carried by this outlet.")] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only from reports known from this day on.")
    ] = None,
    known_at: KnownAt = None,
    json: AsJson = False,
) -> None:
    """List who is said to say what."""
    with Case.open(case) as c:
        view = c.view(known_at)
        found = list(c.claims(party=party, topic=topic, outlet=outlet, since=since, view=view))
    if json:
        print_json_lines(claim_json(x) | {"report": x.report} for x in found)
        return
    table(
        ("id", "published", "outlet", "who", "words"),
        (
            (
                x.id[:10],
                view.reports[x.report].published or "-",
                report_label(view.reports[x.report]).rsplit(", ", 1)[0],
                x.holder or ("-" if x.manner == "unsourced" else "own voice"),
                " ".join(x.words.split()),
            )
            for x in found
        ),
    )
    if not found:
        _help_with(view, topic, outlet)
    for report in view.unread:
        note(f"unread: {report_label(report)} ({report.language})")


def _end(problems: list[IntakeError], library: Library) -> None:
    for left_out in library.problems:
        note(f"note: an installed accord was left out: {left_out}")
    for problem in problems:
        note(f"truceline: {problem}")
    if problems:
        raise typer.Exit(problems[0].exit_code)


def _help_with(view: View, topic: str | None, outlet: str | None) -> None:
    """Say which names would have fitted, where one that was asked for fits nothing at all."""
    here = {
        "topic": (topic, {t for c in view.claims for t in c.topics}),
        "outlet": (outlet, {r.outlet for r in view.reports.values() if r.outlet}),
    }
    for name, (asked, known) in here.items():
        if asked and not any(asked.casefold() in k.casefold() for k in known):
            note(f"no claim has the {name} {asked!r}; there are: {', '.join(sorted(known)) or 'none'}")
    shows = "; `truceline reports` shows what the case holds" if view.kept else ""
    note(f"no claim known by {view.known_at} fits{more_to_know(view)}{shows}")
