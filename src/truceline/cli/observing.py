"""Observing: what monitors see themselves, the incident register, and where nobody looked."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from truceline.case import Case
from truceline.case.form import from_report
from truceline.case.incidents import incident_json, level_words
from truceline.case.incidents import incidents as register_of
from truceline.case.incidents import link as link_claim
from truceline.case.named import clause_named
from truceline.case.observing import (
    coverage as looks_of,
)
from truceline.case.observing import (
    from_file,
    means,
    observation_json,
    observations,
    observe,
)
from truceline.cli.options import AsJson, CaseDir, KnownAt
from truceline.cli.options import Level as LevelOption
from truceline.cli.output import note, print_json_lines, print_line, shown, table
from truceline.model.dates import day_given
from truceline.model.observation import Basis, Found, Level, Looks, Method, Observation
from truceline.model.report import Handling

app = typer.Typer(help="What monitors see themselves: enter it, list it.", no_args_is_help=True)


def register(root: typer.Typer) -> None:
    """Add the commands of this module."""
    root.add_typer(app, name="observe")
    root.command()(incidents)
    root.command()(coverage)


@app.command()
def add(
    by: Annotated[
        str,
        typer.Option("--by", metavar="BODY", help="The body that looked or was told; no names of persons."),
    ],
    from_: Annotated[
        str, typer.Option("--from", metavar="WHEN", help="A day, or an instant with its offset.")
    ],
    found: Annotated[Found, typer.Option("--found", help="What was found, or told.")],
    basis: Annotated[Basis, typer.Option("--basis", help="On what it rests.")],
    clause: Annotated[
        list[str] | None, typer.Option("--clause", metavar="CLAUSE", help="Which clauses it bears on.")
    ] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="WHEN", help="Default: as --from.")] = None,
    place: Annotated[str, typer.Option("--place", help="Where.")] = "",
    method: Annotated[Method, typer.Option("--method", help="How somebody looked.")] = Method.OTHER,
    words: Annotated[str, typer.Option("--words", help="What was seen or told, in a sentence or two.")] = "",
    actor: Annotated[
        str | None, typer.Option("--actor", metavar="ID", help="The body's id in the accord.")
    ] = None,
    teller: Annotated[str | None, typer.Option("--teller", metavar="BODY", help="Who told it.")] = None,
    teller_actor: Annotated[
        str | None, typer.Option("--teller-actor", metavar="ID", help="Their id in the accord.")
    ] = None,
    perpetrator: Annotated[
        str | None,
        typer.Option("--perpetrator", metavar="ID", help="Whose doing it is; left out: not known."),
    ] = None,
    barred_by: Annotated[
        str | None, typer.Option("--barred-by", metavar="ID", help="Who refused access.")
    ] = None,
    count: Annotated[str | None, typer.Option("--count", metavar="N", help="How many were seen.")] = None,
    measure: Annotated[str | None, typer.Option("--measure", metavar="ID", help="Of which measure.")] = None,
    incident: Annotated[
        str | None, typer.Option("--incident", metavar="NAME", help="The incident that it belongs to.")
    ] = None,
    reported: Annotated[
        str | None,
        typer.Option(
            "--reported", metavar="WHEN", help="From when it could be known. Default: its last day."
        ),
    ] = None,
    handling: Annotated[Handling, typer.Option("--handling", help="Who may see it.")] = Handling.INTERNAL,
    corrects: Annotated[
        str | None,
        typer.Option("--corrects", metavar="ID", help="The observation that this one takes the place of."),
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Keep one observation: who looked, where, when, on what basis, and what was found."""
    given = {
        "by": by,
        "actor": actor,
        "from": from_,
        "until": until,
        "place": place,
        "method": method.value,
        "basis": basis.value,
        "found": found.value,
        "clauses": ",".join(clause or ()),
        "words": words,
        "teller": teller,
        "teller_actor": teller_actor,
        "perpetrator": perpetrator,
        "barred_by": barred_by,
        "count": count,
        "measure": measure,
        "incident": incident,
        "reported": reported,
        "handling": handling.value,
    }
    with Case.open(case) as c:
        kept = observe(c, [{k: v for k, v in given.items() if v}], corrects=corrects)
        accord = c.accord
    [report] = (*kept.new, *kept.known)
    seen = from_report(report)
    assert seen is not None  # noqa: S101
    if json:
        print_json_lines([{**observation_json(seen, accord), "banner": accord.banner if accord else ""}])
        return
    if kept.known:
        note("the record holds this observation already; nothing was added")
    print_line(f"{report.id[:12]}  {shown(_told(seen))}")
    for s in means(accord, seen):
        print_line(f"  {s.clause}: {s.kind.value.replace('_', ' ')}, its word counts as: {s.role.value}")
    if accord is not None and accord.banner and seen.clauses:
        print_line(accord.banner)
    if accord is not None and not seen.clauses:
        note("it names no clause, so that it bears on none: --clause CLAUSE")


@app.command("import")
def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="JSON lines (.jsonl) or a table (.csv), by field names.")
    ],
    case: CaseDir = None,
) -> None:
    """Keep the observations of a file; lines that cannot be taken are told, the others kept."""
    with Case.open(case) as c:
        good, bad = from_file(file, c.accord)
        kept = observe(c, good)
    print_line(f"{len(kept.new)} observations kept, {len(kept.known)} known already")
    for problem in bad:
        note(f"truceline: {problem}")
    if bad:
        raise typer.Exit(bad[0].exit_code)


@app.command("list")
def list_(
    known_at: KnownAt = None,
    level: LevelOption = Handling.MEDIATOR,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """List the observations of the case."""
    with Case.open(case) as c:
        found, accord = observations(c.view(known_at, level)), c.accord
    banner = accord.banner if accord else ""
    if json:
        print_json_lines({**observation_json(o, accord), "banner": banner} for o in found)
        return
    if banner:
        print_line(banner)
    table(
        ("id", "when", "by", "how", "where", "clauses", "found", "incident"),
        (
            (
                o.report[:12],
                o.since if o.since == o.until else f"{o.since} to {o.until}",
                o.by,
                f"{o.method.value}, {o.basis.value}",
                o.place,
                ", ".join(o.clauses),
                o.found.value,
                o.incident or "-",
            )
            for o in found
        ),
    )
    if not found:
        note("no observation; `truceline observe add` keeps one")


@app.command()
def link(
    incident: Annotated[str, typer.Argument(metavar="INCIDENT", help="The name of an incident.")],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="The beginning of a claim's id.")],
    as_: Annotated[
        Literal["allegation", "denial", "apart"],
        typer.Option("--as", help="What it is to the incident; apart: it is another matter."),
    ] = "allegation",
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who signs it.")] = None,
    case: CaseDir = None,
) -> None:
    """Put what a report tells to an incident, as an allegation or a denial, or keep it apart from one."""
    with Case.open(case) as c:
        made = link_claim(c, incident, claim, as_, by)
    how = f"kept apart from {shown(incident)}" if as_ == "apart" else f"put to {shown(incident)} as {as_}"
    print_line(f"{made.id}  claim {made.subject[:10]} {how}, signed {shown(made.by)}")
    print_line(f"undo it with: truceline judge {made.id} undo")


def incidents(
    clause: Annotated[
        str | None, typer.Option("--clause", metavar="CLAUSE", help="Only those that bear on it.")
    ] = None,
    state: Annotated[Level | None, typer.Option("--verified", help="Only those of this level.")] = None,
    known_at: KnownAt = None,
    level: LevelOption = Handling.MEDIATOR,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """The incident register: where, when, who reports, alleges, denies or found it, and how far it is verified.
    What reports allege opens an incident by itself; none is a violation by that."""
    with Case.open(case) as c:
        view = c.view(known_at, level)
        if clause is not None and view.accord is not None:
            clause = clause_named(view.accord, clause).id
        found = [
            i
            for i in register_of(view)
            if (clause is None or clause in i.clauses) and (state is None or i.level is state)
        ]
        banner = c.accord.banner if c.accord else ""
        bare = c.accord is None
        deaf = f"; {c.accord.not_watched}" if c.accord and c.accord.unheard else ""
    if json:
        print_json_lines({**incident_json(i), "banner": banner} for i in found)
        return
    if banner:
        print_line(banner)
    table(
        (
            "incident",
            "when",
            "where",
            "clauses",
            "level",
            "reported by",
            "alleged by",
            "denied by",
            "found by",
            "perpetrator",
        ),
        (
            (
                i.name,
                ("" if i.dated else "told on ")
                + (i.since if i.since == i.until else f"{i.since} to {i.until}"),
                i.place or "not said",
                ", ".join(i.clauses),
                level_words(i),
                ", ".join(dict.fromkeys(t.who for t in i.reported)) or "-",
                ", ".join(dict.fromkeys(t.who for t in i.allegations)) or "-",
                ", ".join(dict.fromkeys(t.who for t in i.denials)) or "-",
                ", ".join(dict.fromkeys(t.who for t in i.findings)) or "-",
                i.perpetrator or ("not known" if i.findings else "-"),
            )
            for i in found
        ),
    )
    if not found and (clause or state):
        note(f"no incident fits{deaf}")
    elif not found:
        unheard = "no report can open an incident in a case without an agreement"
        note(
            f"{unheard if bare else 'no incident was heard in the reports'}, and no observation with "
            f"--incident NAME is kept{deaf}"
        )


def coverage(
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="Default: the first look.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Default: the last look.")] = None,
    clause: Annotated[
        list[str] | None, typer.Option("--clause", metavar="CLAUSE", help="Default: all looked at.")
    ] = None,
    known_at: KnownAt = None,
    level: LevelOption = Handling.MEDIATOR,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Where and when somebody looked, could not look, or was only told; and on how many days nobody did."""
    first = day_given(since, "--from") if since else None
    last = day_given(until, "--to") if until else None
    with Case.open(case) as c:
        found = looks_of(c.view(known_at, level), first, last, clause or ())
        banner = c.accord.banner if c.accord else ""
    if json:
        print_json_lines(
            {
                "clause": x.clause,
                "day": x.day,
                "looked": list(x.looked),
                "no_access": list(x.no_access),
                "told": list(x.told),
                "places": list(x.places),
                "banner": banner,
            }
            for x in found
        )
        return
    if banner:
        print_line(banner)
    by_clause: dict[str, list[Looks]] = {}
    for x in found:
        by_clause.setdefault(x.clause, []).append(x)
    table(
        ("clause", "days", "looked on", "no access on", "only told on", "nobody on", "where"),
        (
            (
                name,
                str(len(own)),
                str(sum(1 for x in own if x.looked)),
                str(sum(1 for x in own if x.no_access)),
                str(sum(1 for x in own if x.told and not x.looked and not x.no_access)),
                str(sum(1 for x in own if not (x.looked or x.no_access or x.told))),
                ", ".join(sorted({p for x in own for p in x.places})),
            )
            for name, own in by_clause.items()
        ),
    )
    if not found:
        note("nobody has looked, as far as the case knows; `truceline observe add` keeps a look")


def _told(o: Observation) -> str:
    where = f" at {o.place}" if o.place else ""
    return f"{o.by}, {o.since}{where}: {o.found.value} ({o.basis.value})"
