"""Answers: how the clauses stand, what differs, what moved, and the brief."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from truceline.case import Case, View
from truceline.case.answered import stands
from truceline.case.formats import board_json, finding_json
from truceline.case.telling import (
    brief_json,
    brief_of,
    brief_text,
    clause_text,
    diff_rows,
    finding_lines,
    lineage_json,
    lineage_of,
    lineage_picture,
    lineage_text,
    print_brief,
    why_json,
    why_text,
)
from truceline.cli.cases import tell_edited
from truceline.cli.options import AsJson, AsOf, CaseDir, KnownAt, Level, ReadingName
from truceline.cli.output import (
    console,
    more_to_know,
    note,
    print_fitted,
    print_json,
    print_json_lines,
    print_line,
    report_label,
    table,
    write_file,
)
from truceline.model.accord import TO_WATCH
from truceline.model.report import Handling
from truceline.model.standing import EvidenceLevel, Standing

VOICES = 4
"""Voices named on a line of what moved; `--json` has all."""
NAMED = 3
"""Holders named on a line of the board; `truceline clause` names all."""


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    for command in (board, clause, findings, diff, brief, why, lineage):
        app.command()(command)


def board(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """How each clause of the agreement stands."""
    with Case.open(case) as c:
        view = c.view(known_at)
        standings = stands(view, view.day_asked(as_of), reading)
        tell_edited(c)
        tell_early(view, as_of)
    if json:
        print_json(board_json(standings, view.agreement))
        return
    print_board(view, standings)


def tell_early(view: View, as_of: str | None) -> None:
    """Say on standard error that a day lies before the agreement, or before all reports."""
    if as_of and view.accord and as_of < view.accord.start:
        note(f"{as_of} lies before the agreement, which counts from {view.accord.start}")
    first = min((r.published for r in view.reports.values() if r.published), default=None)
    if as_of and first and as_of < first[: len(as_of)]:
        note(
            f"no report is as old as {as_of}: the first is of {first}; --known-at says by when reports count"
        )


def tell_left_out(whole: View, level: Handling, as_of: str) -> None:
    """Say on standard error, to who makes a brief and not to who is handed it, how many reports are for a narrower
    circle, and which clauses stand otherwise with them."""
    shown = whole.within(level)
    left = len(whole.reports) - len(shown.reports)
    if not left:
        return
    words = f"{left} report{'' if left == 1 else 's'} for a narrower circle than {level.value} left out"
    if whole.accord is not None:
        told = {s.clause: s.shown for s in shown.standings(as_of)}
        other = [s.clause for s in whole.standings(as_of) if told.get(s.clause) != s.shown]
        words += f"; clauses that stand otherwise on the board: {', '.join(other) or 'none'}"
    note(words)


def print_board(view: View, standings: tuple[Standing, ...]) -> None:
    """The board as a table, with its dates and what was not read."""
    accord = view.agreement
    head = standings[0] if standings else None
    counted = next((d.words for d in accord.day_counts if head and d.id == head.reading.split("+")[0]), "")
    print_line(
        f"{accord.short_name} - how it stands on {head.as_of if head else '-'}, "
        f"from {len(view.reports)} reports known by {view.known_at}"
    )
    if counted:
        print_line(f"Days are counted by {head.reading if head else '-'}: {counted}")
    if accord.banner:
        print_line(accord.banner)
    titles = {x.id: x.title for x in accord.clauses}
    table(
        ("clause", "what is owed", "how it stands", "evidence"),
        ((s.clause, titles[s.clause], s.shown, _evidence(s)) for s in standings),
    )
    if accord.unheard:
        note(f"of a clause that is not watched: {TO_WATCH}")
    if not view.reports:
        note(
            f"no report known by {view.known_at}: this is the calendar alone; `truceline add` puts reports in"
        )
    for report in (view.reports[i] for i in sorted(view.withdrawn)):
        note(f"withdrawn, so not counted: {report_label(report)}")
    for said in view.notes:
        note(said)
    for report in view.unread:
        note(f"unread, so not counted: {report_label(report)} ({report.language})")


def clause(
    name: Annotated[str, typer.Argument(metavar="CLAUSE", help="A clause of the accord, as in P2-talks.")],
    as_of: AsOf = None,
    known_at: KnownAt = None,
    reading: ReadingName = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """One clause whole: text, dates, evidence, rival readings, the trace, what would settle it."""
    with Case.open(case) as c:
        text, data = clause_text(c.view(known_at), name, as_of, reading)
    if json:
        print_json(data)
    else:
        print_fitted(text)


def findings(
    contested: Annotated[
        bool, typer.Option("--contested", help="Only those that differ or are contested.")
    ] = False,
    known_at: KnownAt = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """The questions that reports answer, with all their answers side by side."""
    with Case.open(case) as c:
        view = c.view(known_at)
        found = [
            f
            for f in view.weighing.findings
            if not contested or f.verdict.value in ("differing", "contested")
        ]
    for said in view.weighing.notes:
        note(said)
    if json:
        print_json_lines(finding_json(f) for f in found)
        return
    for f in found:
        head, *answers = finding_lines(f, view.weighing)
        print_fitted(head, style="bold")
        for line in answers:
            print_fitted(f"    {line}")
        if f.why:
            print_fitted(f"    why: {f.why}", style="dim")
    for j in view.left_out:
        note(
            f"left out: finding {j.subject[:8]}, rejected {j.signed} (`truceline judge {j.id} undo` brings it back)"
        )
    if not found:
        note(f"no finding{' that differs' if contested else ''} known by {view.known_at}{more_to_know(view)}")


def diff(
    from_: Annotated[str, typer.Option("--from", metavar="DATE", help="The earlier date.")],
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="The later date.")],
    from_known: Annotated[
        str | None,
        typer.Option(
            "--from-known", metavar="DATE", help="What was known by then of the earlier. Default: --from."
        ),
    ] = None,
    to_known: Annotated[
        str | None,
        typer.Option(
            "--to-known", metavar="DATE", help="What was known by then of the later. Default: --to."
        ),
    ] = None,
    reading: ReadingName = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Which clauses moved between two dates, on which reports."""
    with Case.open(case) as c:
        rows, accord = diff_rows(c, from_, to, reading, (from_known, to_known)), c.accord
        until = to_known or to
        later = [j for j in c.judgements() if j.known_on > until]
    if later:
        note(
            f"decisions made after {until} do not count: {len(later)} ({later[-1].signed}); --to-known says by when"
        )
    if json:
        print_json_lines(rows)
        return
    if accord is not None and accord.banner:
        print_line(accord.banner)
    print_moves(
        rows,
        f"on {from_}" + (f", known by {from_known}" if from_known else ""),
        f"on {to}" + (f", known by {to_known}" if to_known else ""),
    )
    if not rows:
        deaf = f"; {accord.not_watched}" if accord is not None and accord.unheard else ""
        note(f"no clause moved between {from_} and {to}{deaf}")


def print_moves(rows: Sequence[dict[str, Any]], before: str, after: str) -> None:
    """The rows of `diff_rows` as a table. Where the word is the same, only what changed beside it is told."""
    table(
        ("clause", before, after, "on whose word"),
        ((r["clause"], *_told(r), _on_whose_word(r)) for r in rows),
    )


def _told(row: dict[str, Any]) -> tuple[str, str]:
    if row["word"][0] != row["word"][1]:
        return row["before"], row["after"]
    was, now = ([e] for e in row["grade"])
    if was == now:
        was, now = [], []
    was += row["no_longer"]
    now += row["now"]
    word = row["word"][0]
    then = f"{word} ({'; '.join(was)})" if was else word
    return then, f"{word} still, now: {'; '.join(now)}" if now else f"{word} still, without that"


def _on_whose_word(row: dict[str, Any]) -> str:
    named, others = row["on"][:VOICES], len(row["on"]) - VOICES
    words = ["the calendar"] if row["by_calendar"] or row["dated"] else []
    words += [*named, f"{others} more"] if others > 0 else named
    words += row["texts"] + [f"no longer counted: {x}" for x in row["gone"]]
    return "; ".join(words) or "amounts or days told since"


def brief(
    as_of: AsOf = None,
    known_at: KnownAt = None,
    since: Annotated[
        str | None,
        typer.Option("--since", metavar="DATE", help="What moved since then. Default: 7 days before."),
    ] = None,
    format_: Annotated[
        Literal["terminal", "md", "html"], typer.Option("--format", help="terminal, md or html.")
    ] = "terminal",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")] = None,
    annex: Annotated[
        bool, typer.Option("--annex", help="In the terminal, too, what stands behind the first page.")
    ] = False,
    level: Level = Handling.SHAREABLE,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """What moved, on whose word: every sentence opens the words that it rests on."""
    with Case.open(case) as c:
        made = brief_of(c, as_of, known_at, since, level)
        if as_of:
            tell_early(c.view(known_at, level), as_of)
        if any(not r.handling.within(level) for r in c.reports()):
            tell_left_out(c.view(known_at), level, made.as_of)
    if json:
        print_json(brief_json(made))
        return
    if format_ == "terminal" and out is None:
        print_brief(made, console(), annex)
        return
    text = brief_text(made, "md" if format_ == "terminal" else format_)
    if out is None:
        print_line(text)
    else:
        write_file(out, text)


def why(
    finding: Annotated[str, typer.Argument(metavar="FINDING", help="The beginning of a finding's id.")],
    known_at: KnownAt = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Why claims were grouped into one question, why the verdict, and how each was traced to its origin."""
    with Case.open(case) as c:
        view = c.view(known_at)
        if json:
            print_json(why_json(view, finding))
        else:
            print_fitted(why_text(view, finding))


def lineage(
    item: Annotated[
        str, typer.Argument(metavar="ID", help="An origin or a claim (the beginning of its id).")
    ],
    known_at: KnownAt = None,
    svg: Annotated[
        Path | None, typer.Option("--svg", metavar="FILE", help="Write the tree as a picture, too.")
    ] = None,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """The way of a statement from its origin through its relays."""
    with Case.open(case) as c:
        view = c.view(known_at)
        if svg is not None:
            write_file(svg, lineage_picture(c, view, item))
        text, data = lineage_text(c, view, item), lineage_json(lineage_of(c, view, item))
    if json:
        print_json(data)
    else:
        print_fitted(text)


def _evidence(s: Standing) -> str:
    if s.evidence is EvidenceLevel.SILENT:
        return "-"  # the word shown says why
    named, others = s.holders[:NAMED], len(s.holders) - NAMED
    told = ", ".join(named) + (f" and {others} more" if others > 0 else "")
    return f"{s.grade}: {told}" if named else s.grade
