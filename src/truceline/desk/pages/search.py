"""Search: words in any script, in reports and claims, with the sentence lit."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from truceline.case.searching import Asking, Found, Hit
from truceline.desk.finding import finder_of
from truceline.desk.forms import SentDep, form_of, sent_on
from truceline.desk.here import Here, HereDep, desk_of, twin
from truceline.desk.listed import OUTLETS
from truceline.desk.tab import Tab
from truceline.errors import UsageError

router = APIRouter()
TAB = Tab(90, "search", "Search", "/search")
SIZE = 20
FURTHEST = 50
KEEPS = ("q", "kind", "outlet", "holder", "party", "clause", "since", "until")

Word = Annotated[str, Query(max_length=500)]


@twin(router, "/search")
def search(
    here: HereDep,
    q: Word = "",
    kind: Word = "",
    outlet: Word = "",
    holder: Word = "",
    party: Word = "",
    clause: Word = "",
    since: Word = "",
    until: Word = "",
    page: Word = "1",
) -> Response:
    """`q` are words that must all stand there; the filters narrow it."""
    asked = dict(zip(KEEPS, (q, kind, outlet, holder, party, clause, since, until), strict=True))
    number = min(max(int(page), 1), FURTHEST) if page.isdecimal() and len(page) < 5 else 1
    finder = finder_of(here.request)
    found: Found | None = None
    trouble = None
    if q.strip():
        asking = Asking(
            q, kind or None, outlet or None, holder or None, party or None, None, since or None, until or None
        )
        try:
            found = finder.ask(here, asking, clause or None, SIZE, (number - 1) * SIZE)
        except UsageError as e:
            trouble = {"what": e.what, "mend": e.mend}
    kept = desk_work(here).searches()
    data: dict[str, Any] = {
        "asked": {k: v for k, v in asked.items() if v},
        "count": found.count if found else 0,
        "more": bool(found and found.more),
        "page": number,
        "trouble": trouble,
        "hits": [_hit(here, h) for h in found.hits] if found else [],
        "saved": [{"name": name, "query": query} for name, query in kept],
    }
    accord = here.view.accord
    return here.page(
        "search.html.j2",
        f"Search: {q}" if q else "Search",
        data,
        tab="search",
        form=form_of(here),
        asked_for=asked,
        further=bool(found and number * SIZE < found.count and len(found.hits) == SIZE and number < FURTHEST),
        indexing=finder.behind,
        choices={
            "kind": [("claim", "claims"), ("report", "reports")],
            "outlet": [(o, o) for o in here.table(OUTLETS)],
            "party": [(p, accord.labels.get(p, p)) for p in accord.parties] if accord else [],
            "clause": [(c.id, f"{c.id} {c.title}") for c in accord.clauses] if accord else [],
        },
        saved=[(name, here.link("/search", **query)) for name, query in kept],
    )


@router.post("/search/save")
def save(request: Request, sent: SentDep) -> Response:
    """Keep what was asked under a name, or (`drop`) forget it."""
    work = request.app.state.works.work
    name = sent.one("name")
    query = {k: v for k in KEEPS if (v := sent.one(k))}
    if sent.one("drop"):
        work.drop_search(name)
    elif not name or not query.get("q"):
        raise UsageError("a saved search needs a name and words", mend="go back and write both")
    else:
        work.save_search(name[:80], query, sent.by, desk_of(request).case.now())
    return sent_on(sent.one("next") or f"/search?{urlencode(query)}")


def desk_work(here: Here) -> Any:
    """What is under way in this case."""
    return here.request.app.state.works.work


def _hit(here: Here, hit: Hit) -> dict[str, Any]:
    row = hit.row
    report = here.view.reports.get(row.report)
    path = f"/report/{row.report[:12]}#" + (f"c-{row.id}" if row.kind == "claim" else f"at-{hit.start}")
    return {
        "kind": row.kind,
        "id": row.id,
        "report": row.report,
        "start": hit.start,
        "end": hit.end,
        "pieces": _pieces(hit.sentence, hit.lit),
        "beside": _pieces(hit.beside, hit.lit_beside),
        "outlet": row.outlet or "outlet unknown",
        "published": report.published if report else row.known_on,
        "digest": report is not None and report.rendering.value == "digest",
        "handling": report.handling.value if report else "shareable",
        "language": report.language if report else "",
        "confirmed": row.id in here.view.confirmed,
        "address": here.link(path, claim=row.id) if row.kind == "claim" else here.link(path),
    }


def _pieces(words: str, lit: tuple[tuple[int, int], ...]) -> list[dict[str, Any]]:
    out: list[dict[str, Any]] = []
    at = 0
    for a, b in lit:
        out += [{"text": words[at:a], "lit": False}, {"text": words[a:b], "lit": True}]
        at = b
    return [p for p in [*out, {"text": words[at:], "lit": False}] if p["text"]]
