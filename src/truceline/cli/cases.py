"""Cases: make one, put reports in, look at them, check the record."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from truceline.case import Case, Library
from truceline.case.agreement import Edited
from truceline.case.choosing import other_kind
from truceline.case.formats import claim_json
from truceline.case.watching import met, met_json, met_lines, sought_from
from truceline.cli.options import AsJson, CaseDir, Paths
from truceline.cli.output import (
    claim_line,
    console,
    in_paragraph,
    note,
    print_json,
    print_json_lines,
    print_line,
    report_label,
    shown,
    table,
)
from truceline.errors import AccordError, AccordNotFound, ItemNotFound
from truceline.model.opening import opening
from truceline.model.report import Handling, Rendering, Report, Withhold
from truceline.model.span import Span

FEW = 5
"""Reports that are read before anybody asks what is being done."""
SHORTEST_PREFIX = 4
"""Letters of a report's id that name it."""
TOLD = ("published", "handling", "rendering", "title")
"""What a call may tell of a report otherwise than before."""
OPENING = 70
"""Characters of a title in the list of reports."""
UNSET = {"accord": "none", "accord_sha256": "none"}
"""What a setting without a value is: a case on `none` has no agreement."""
WatchFile = Annotated[
    Path | None,
    typer.Option(
        "--watch",
        metavar="FILE",
        help="A watch-list (`truceline watchlist --json`): reports that meet an item are marked, with their words.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (init, settings, add, reports, show, verify):
        app.command()(command)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the new case.")],
    accord: Annotated[
        str,
        typer.Option(
            "--accord",
            metavar="NAME",
            help="An installed accord or the folder of one, or `none`. It must be said.",
            show_default=False,
        ),
    ] = "",
    person: Annotated[str, typer.Option("--person", help="Who signs the judgements of this case.")] = "",
) -> None:
    """Make a case in DIR."""
    if not accord:
        raise AccordNotFound(
            "it is not said which agreement the case is on",
            mend=f"--accord none for reports of a conflict without one, or --accord {' | '.join(Library().installed())}",
        )
    with Case.create(folder, None if accord == "none" else accord, person=person) as case:
        name = case.accord.short_name if case.accord else "no accord"
        print_line(f"{folder}: a case on {name}. Next: truceline add --case {folder} PATH...")


def settings(
    person: Annotated[str | None, typer.Option("--person", help="Who signs the judgements.")] = None,
    withhold: Annotated[
        Withhold | None,
        typer.Option("--withhold", help="Whose names briefs leave out: minors' unless told otherwise."),
    ] = None,
    accord: Annotated[
        str | None,
        typer.Option(
            "--accord",
            metavar="NAME",
            help="The accord, by name or by the path of its folder, or `none`. The same again: its text as it is "
            "now is the one to compare with.",
        ),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show the settings of the case, or change them."""
    told = {"person": person, "withhold": withhold, "accord": accord}
    with Case.open(case) as c:
        c.change_settings(**{name: value for name, value in told.items() if value is not None})
        now = {**c.settings, "withhold": c.withhold.value}
        notice = tell_edited(c)
        if notice:
            now["accord_sha256_now"] = notice.now
    if json:
        print_json(now)
    else:
        for name, value in sorted(now.items()):
            print_line(f"{name}: {value or UNSET.get(name, 'not set')}")


def add(
    paths: Paths,
    case: CaseDir = None,
    outlet: Annotated[str | None, typer.Option(help="Outlet of files that do not name one.")] = None,
    published: Annotated[
        str | None, typer.Option(metavar="DATE", help="Publication date of files that do not state one.")
    ] = None,
    handling: Annotated[Handling, typer.Option(help="Who may see them.")] = Handling.SHAREABLE,
    rendering: Annotated[
        Rendering | None, typer.Option(help="Original, translation, or digest in our own words.")
    ] = None,
    watch: WatchFile = None,
    json: AsJson = False,
) -> None:
    """Take reports into the case. Adding twice adds nothing; a changed text, or a date told anew, is a new version."""
    with Case.open(case) as c:
        sought = sought_from(watch, c.accord) if watch else ()
        added = c.add(paths, outlet=outlet, published=published, handling=handling, rendering=rendering)
        if added.new:
            if len(added.new) > FEW:
                note(f"reading {len(added.new):,} reports ...")
            c.readings()
            c.prepare()
        read, today = c.readings(reports=added.new), c.today()
        meets = met(c.view(), sought, (r.id for r in added.new)) if sought and added.new else {}
        banner = c.accord.banner if c.accord and watch else ""
        deaf = [s.clause for s in sought if c.accord and s.clause in c.accord.unheard]
    if json:
        print_json(
            {
                "new": [
                    _report_json(r) | ({"meets": [met_json(m) for m in meets.get(r.id, ())]} if watch else {})
                    for r in added.new
                ],
                "known": [_report_json(r) for r in added.known],
                "problems": [{"what": str(p)} for p in added.problems],
                **({"banner": banner} if watch else {}),
            }
        )
    else:
        if banner:
            print_line(banner)
        for r in added.new:
            version = f", a new version of {r.version_of[:10]}" if r.version_of else ""
            print_line(f"{r.id[:10]}  {shown(report_label(r))}{version}")
            for line in met_lines(meets.get(r.id, ())):
                print_line(f"    {shown(line)}")
            if r.notes:
                note(f"note: {r.path}: {'; '.join(r.notes)}")
            if not read[r.id].read:
                note(f"note: {r.path}: unread, so not counted: {read[r.id].why_unread or r.language}")
            if r.published and r.published[:10] > today:
                note(
                    f"note: {r.path}: its date, {r.published}, is still to come: until then no answer counts it; "
                    "mend the side file and add it again if it is a slip"
                )
        for r, names in added.stays:
            stay = [f"{n} stays {getattr(r, n) or 'unknown'}" for n in TOLD if n in names]
            if stay:
                mend = "; a date is mended in its side file" if "published" in names else ""
                note(f"note: {r.path}: known already: {', '.join(stay)}, whatever was told this time{mend}")
        print_line(
            f"{len(added.new)} added, {len(added.known)} known already, {len(added.problems)} not taken"
            + (f"; {len(meets)} meet{'s' if len(meets) == 1 else ''} what was wanted" if watch else "")
        )
        if not (added.new or added.known or added.problems):
            note(f"no report was found in {', '.join(map(str, paths))}: check the path")
        if deaf:
            note(f"by their words alone, for they are not watched, are looked for: {', '.join(deaf)}")
    for problem in added.problems:
        note(f"truceline: {problem}")
    if added.problems:
        raise typer.Exit(5)


def reports(case: CaseDir = None, watch: WatchFile = None, json: AsJson = False) -> None:
    """List the reports of the case; with a watch-list, those that meet it, and by which words."""
    with Case.open(case) as c:
        kept, view = c.reports(), c.view()
        meets = met(view, sought_from(watch, c.accord)) if watch else {}
        banner = c.accord.banner if c.accord and watch else ""
    kept = [r for r in kept if r.id in meets] if watch else kept
    read, gone = view.machine, view.withdrawn
    if json:
        print_json_lines(
            _report_json(r)
            | ({"meets": [met_json(m) for m in meets[r.id]], "banner": banner} if watch else {})
            | {"read": read[r.id].read, "claims": len(read[r.id].claims), "withdrawn": r.id in gone}
            for r in kept
        )
        return
    if watch:
        if banner:
            print_line(banner)
        for r in kept:
            print_line(f"{r.id[:10]}  {shown(report_label(r))}")
            for line in met_lines(meets[r.id]):
                print_line(f"    {shown(line)}")
        return
    table(
        ("id", "published", "outlet", "claims", "title or first words"),
        (
            (
                r.id[:10],
                r.published or "no date",
                (r.outlet or "unknown") + (" (digest)" if r.rendering is Rendering.DIGEST else ""),
                str(len(read[r.id].claims)) if read[r.id].read else f"unread ({r.language})",
                opening(r, OPENING)
                + (" [superseded]" if _superseded(r, kept) else "")
                + (" [withdrawn]" if r.id in gone else ""),
            )
            for r in kept
        ),
    )
    if not kept:
        note("the case holds no report; `truceline add` puts reports in")


def show(
    item: Annotated[str, typer.Argument(metavar="ID", help="A report or a claim (the beginning of its id).")],
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Show a report, or a claim with its sentence in its paragraph."""
    with Case.open(case) as c:
        view = c.view()
        try:
            claim = c.claim(item, view)
        except ItemNotFound as no_claim:
            try:
                report = c.report(item)
            except ItemNotFound:
                short = len(item) < SHORTEST_PREFIX
                raise other_kind(item, view) or ItemNotFound(
                    f"{item!r} is too short for a report, and no single claim begins so"
                    if short
                    else f"neither a claim nor a report begins with {item!r}",
                    mend=f"give {SHORTEST_PREFIX} letters of the id at least"
                    if short
                    else "`truceline reports` and `truceline claims` list them",
                ) from no_claim
            _show_report(report, len(view.machine[report.id].claims), json)
            return
        report = c.report(claim.report)
        current = claim in view.claims
        if json:
            print_json(claim_json(claim) | {"report": _report_json(report)})
            return
        out = console()
        out.print(Text(shown(claim_line(claim)), style="bold"))
        chain = " -> ".join(link.name for link in claim.chain) or "-"
        lines = [
            f"report    {report_label(report)}  {report.id[:10]}"
            + (f"  {report.address}" if report.address else ""),
            f"chain     {chain}",
            f"manner    {claim.manner.value}    stance {claim.stance.value}    modality {claim.modality.value}"
            + (f"    said on {claim.said_on}" if claim.said_on else ""),
            f"topics    {', '.join(claim.topics) or '-'}",
            f"judged    {'by a person' if claim.id in view.confirmed else 'machine output, not confirmed'}"
            + (
                ""
                if current
                else "    NOT CURRENT: rejected, or read from a version that was corrected since"
            ),
        ]
        for line in lines:
            out.print(Text(shown(line)))
        marks = [s for s in (*claim.content, claim.source, claim.cue) if s is not None]
        out.print()
        out.print(in_paragraph(report, _apart(marks)))


def verify(
    case: CaseDir = None,
    head: Annotated[
        str | None,
        typer.Option(metavar="HASH", help="A head noted earlier: tells whether the record was cut."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Check that every byte of the record is still what it was."""
    with Case.open(case) as c:
        found = c.verify(head)
        notice = tell_edited(c)
    if json:
        print_json(
            {
                "entries": found.entries,
                "head": found.head,
                "accord_changed": list(notice.what) if notice else [],
            }
        )
    else:
        print_line(f"{found.entries} entries, all as they were. Head: {found.head}")


def tell_edited(c: Case) -> Edited | None:
    """Say on standard error that the accord is not what the record says it was, and what changed."""
    try:
        found = c.accord_edited
    except (AccordNotFound, AccordError) as e:
        note(f"truceline: {e}")
        return None
    if found:
        note("the accord was changed since the case was pointed to it; every answer follows it as it is now:")
        for what in found.what:
            note(f"    {what}")
        note(f"    sha256 {found.was[:12]} then, {found.now[:12]} now")
        note(f"take it as it is now: truceline settings --case {c.folder} --accord {c.settings['accord']}")
    return found


def _superseded(report: Report, kept: list[Report]) -> bool:
    return any(r.version_of == report.id for r in kept)


def _apart(spans: list[Span]) -> list[Span]:
    out: list[Span] = []
    for s in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not out or s.start >= out[-1].end:
            out.append(s)
    return out


def _report_json(r: Report) -> dict[str, object]:
    return {
        "id": r.id,
        "outlet": r.outlet,
        "published": r.published,
        "published_from": r.date_basis.value,
        "title": r.title,
        "address": r.address,
        "language": r.language,
        "rendering": r.rendering.value,
        "handling": r.handling.value,
        "text_sha256": r.text_sha256,
        "version_of": r.version_of,
        "path": r.path,
        "notes": list(r.notes),
    }


def _show_report(report: Report, claims: int, json: bool) -> None:
    if json:
        print_json(_report_json(report) | {"text": report.text, "claims": claims})
        return
    out = console()
    out.print(Text(shown(report_label(report)), style="bold"))
    for line in (report.title, report.address, f"{report.id}  {claims} claims", *report.notes):
        if line:
            out.print(Text(shown(line), style="dim"))
    out.print()
    out.print(Text(shown(report.text)))
