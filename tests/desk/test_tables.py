"""Tables and pages carried from one state of the record to the next: never a stale one, never a needless one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.desk.conftest import serving, visitor

from truceline import Case
from truceline.case import View
from truceline.desk import listed, pages
from truceline.desk.kept import Snapshot
from truceline.desk.tables import Held, Table, kept_by
from truceline.desk.waiting import BY_HOLDER
from truceline.model.judgement import Decision, SubjectKind

TABLES = (
    listed.CLAIMS,
    listed.MACHINE_CLAIMS,
    listed.LINES,
    listed.SIGNALS,
    listed.CLAUSE_SIGNALS,
    listed.OUTLETS,
    listed.HOLDERS,
    listed.PARTIES,
    listed.NEWEST,
    BY_HOLDER,
)


def _plain(made: Any) -> Any:
    """A table so that two of them can be told apart."""
    if isinstance(made, list) and made and hasattr(made[0], "by"):
        return {(s.line.origin): (s.line, s.by, s.topics, s.told, s.day) for s in made}
    return made


def _tables() -> list[Table[Any]]:
    modules = {m.__name__.rpartition(".")[2]: m for m in pages.modules()}
    compare, people = modules["compare"], modules["people"]
    return [
        *TABLES,
        compare.STATEMENTS,
        compare.DAYS,
        compare.TOPICS,
        compare.CLAIM_LABELS,
        compare.OUTLET_LABELS,
        people.SAID_BY,
        modules["lineage"].BY_RELAYS,
    ]


def _decisions(view: View) -> Iterator[tuple[Decision, SubjectKind, str, dict[str, Any]]]:
    claims = [c for c in view.claims if c.holder]
    report = next(r for r in view.reports.values() if len(r.text) > 80)
    yield Decision.CONFIRM, SubjectKind.CLAIM, claims[0].id, {}
    yield Decision.REJECT, SubjectKind.CLAIM, claims[1].id, {}
    yield Decision.CORRECT, SubjectKind.CLAIM, claims[2].id, {"change": {"holder": "the harbour master"}}
    yield (
        Decision.ADD,
        SubjectKind.CLAIM,
        report.id,
        {"change": {"start": 0, "end": report.text.rfind(" ", 0, 40)}},
    )
    line = next(x for x in view.lineages if len(x.members) > 1)
    yield Decision.SPLIT, SubjectKind.LINEAGE, line.origin, {"others": [line.members[-1].claim]}


def test_a_table_carried_over_a_decision_is_the_one_made_anew(own_case: Path) -> None:
    """Whatever people decide, what was carried tells what a desk opened afterwards tells."""
    with Case.open(own_case) as case:
        before = Snapshot(case.head(), case.view())
        for decision, kind, subject, how in list(_decisions(before.base)):
            for table in _tables():
                before.table(table, before.base)
            made = case.judge(decision, kind, subject, **how)
            after = Snapshot(case.head(), case.refreshed(before.base, case.today()), older=before)
            fresh = case.view()
            for table in _tables():
                carried = after.table(table, after.base)
                assert _plain(carried) == _plain(table.make(fresh)), (decision, table.name)
            assert made.id in {j.id for j in after.base.judgements}
            before = after


def test_what_a_decision_does_not_touch_is_not_made_again(own_case: Path) -> None:
    """A confirmation leaves every word as it was read: claims, people and outlets are taken over as they are."""
    with Case.open(own_case) as case:
        before = Snapshot(case.head(), case.view())
        held = {table: before.table(table, before.base) for table in _tables()}
        case.judge(Decision.CONFIRM, SubjectKind.CLAIM, before.base.claims[0].id)
        view = case.refreshed(before.base, case.today(), reports_too=False).borrowing(before.base)
        after = Snapshot(case.head(), view, behind=True, older=before)
        assert all(after.table(table, after.base) is made for table, made in held.items())


def test_what_is_carried_must_rest_on_what_it_was_made_of(own_case: Path) -> None:
    """A table that forgot to name what it rests on would be stale: this is how one is told."""
    with Case.open(own_case) as case:
        view = case.view()
        table = Table("claims", lambda v: len(v.claims), ("claims",))
        held = Held(table.make(view), kept_by(view, table.rests))
        case.judge(Decision.REJECT, SubjectKind.CLAIM, view.claims[0].id)
        assert not held.fits(case.refreshed(view, case.today()))


@pytest.fixture
def served(own_case: Path) -> Iterator[tuple[Case, httpx.Client]]:
    with (
        Case.open(own_case) as case,
        serving(own_case) as address,
        visitor(address) as client,
    ):
        yield case, client


def test_a_browser_that_has_the_page_is_told_so_until_the_record_grows(
    served: tuple[Case, httpx.Client],
) -> None:
    """The second time nothing is sent; after a decision, the page as it is now."""
    case, client = served
    for path in ("/board", "/people", "/compare", "/figures"):
        first = client.get(path)
        mark = first.headers["etag"]
        again = client.get(first.url, headers={"If-None-Match": mark})
        assert again.status_code == 304 and not again.content, path
        assert client.get(f"{path}?as_of=2025-02-01", headers={"If-None-Match": mark}).status_code == 200
    claim = case.view().claims[0].id
    case.judge(Decision.REJECT, SubjectKind.CLAIM, claim)
    now = client.get(first.url, headers={"If-None-Match": mark})
    assert now.status_code == 200 and now.headers["etag"] != mark


def test_a_page_with_a_form_of_decisions_is_always_made_anew(served: tuple[Case, httpx.Client]) -> None:
    """Its form bears a key of its own: shown twice, a second decision would be taken for the first."""
    _, client = served
    for path in ("/review", "/review/list", "/log", "/add", "/search?q=talks"):
        assert "etag" not in client.get(path).headers, path
