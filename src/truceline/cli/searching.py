"""Searching: where do these words stand, in any script?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import typer
from rich.text import Text

from truceline.case import Case
from truceline.case.searching import Asking, Hit, search
from truceline.cli.options import AsJson, CaseDir, KnownAt, Level
from truceline.cli.output import console, note, print_json, report_label, shown
from truceline.errors import UsageError
from truceline.model.report import Handling, Report


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("search")(search_case)


def search_case(
    words: Annotated[
        list[str],
        typer.Argument(help='Words that all must stand there; "a phrase", begin*, -without (after --).'),
    ],
    kind: Annotated[str | None, typer.Option(help="Only `report` or only `claim`.")] = None,
    outlet: Annotated[str | None, typer.Option(help="Only what this outlet published.")] = None,
    holder: Annotated[
        str | None, typer.Option(help="Only claims of this holder, as reports name it.")
    ] = None,
    party: Annotated[str | None, typer.Option(help="Only claims of this party (its id).")] = None,
    clause: Annotated[str | None, typer.Option(help="Only claims that bear on this clause.")] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="Known on this day or later.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Known on this day or earlier.")] = None,
    known_at: KnownAt = None,
    level: Level = Handling.MEDIATOR,
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Hits to show.")] = 20,
    case: CaseDir = None,
    json: AsJson = False,
) -> None:
    """Find words in reports and claims, in any script; the sentence that answers is shown."""
    if " ".join(words).count('"') % 2:
        raise UsageError("a quotation mark is not closed", mend="write a phrase as '\"second phase\"'")
    asking = Asking(" ".join(words), kind, outlet, holder, party, None, since, until)
    with Case.open(case) as c:
        found = search(c, asking, clause=clause, known_at=known_at, level=level, limit=limit)
        reports = {r.id: r for r in c.reports()}
    if json:
        print_json(
            {
                "words": asking.words,
                "count": found.count,
                "more": found.more,
                "hits": [hit_json(h, reports[h.row.report]) for h in found.hits],
            }
        )
        return
    out = console()
    for hit in found.hits:
        out.print(Text(f"{hit.row.kind} {hit.row.id[:10]}  ", style="dim"), end="")
        out.print(Text(shown(_cited(hit, reports[hit.row.report]))))
        who = _lit(hit.beside, hit.lit_beside).append(": ") if hit.row.holder else Text()
        out.print(Text("    ").append_text(who).append_text(_lit(hit.sentence, hit.lit)))
    number = f"{found.count:,} or more" if found.more else f"{found.count:,}"
    note(f"{number} found, {len(found.hits)} shown")


def _cited(hit: Hit, report: Report) -> str:
    """Outlet and date, and since when the words are known where that is another day."""
    known = hit.row.known_on
    later = f" (known from {known})" if known and known != report.published else ""
    return report_label(report) + later


def hit_json(hit: Hit, report: Report) -> dict[str, Any]:
    """A hit as plain data: `start` and `end` are its place in the text of the report."""
    row = hit.row
    return {
        "kind": row.kind,
        "id": row.id,
        "report": row.report,
        "start": hit.start,
        "end": hit.end,
        "sentence": hit.sentence,
        "lit": [list(pair) for pair in hit.lit],
        "outlet": row.outlet or None,
        "title": row.title or None,
        "holder": row.holder or None,
        "party": row.party or None,
        "published": report.published,
        "known_on": row.known_on or None,
        "how": hit.how,
    }


def _lit(words: str, lit: Sequence[tuple[int, int]]) -> Text:
    out, at = Text(), 0
    for a, b in lit:
        out.append(shown(" ".join(words[at:a].split("\n"))))
        out.append("⟦" + shown(words[a:b]) + "⟧", style="bold")
        at = b
    return out.append(shown(" ".join(words[at:].split("\n"))))
