"""What a person decided reaches every answer, and undoing it brings all back. All names are invented."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.case.test_agreement import ID, accord
from tests.case.test_case import write

from truceline.case import Case, Library, View
from truceline.case.searching import Asking, search
from truceline.case.telling import brief_of, brief_text, why_text
from truceline.model.judgement import Decision, SubjectKind
from truceline.model.report import Handling

ONE = """The Orsk League said on Monday that it had handed over 40 rifles at the north bridge.

Relief workers put the number at no more than 12 rifles.
"""
OTHER = """The Marrow Liberation Front (MLF) said on Tuesday that it had handed over 31 rifles at the north bridge.

The MLF said that the rifles were new.
"""
OTHER_ID = "marrow-liberation-front"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = accord(tmp_path / ID, W1="The Orsk League hands over its rifles")
    ticks = (dt.datetime(2031, 6, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=n) for n in range(10**6))
    made = Case.create(
        tmp_path / "case", str(folder), person="A. Monitor", library=Library([]), clock=lambda: next(ticks)
    )
    for name, text, outlet in (("a", ONE, "Hill Post"), ("b", OTHER, "River Times")):
        made.add([write(tmp_path / "in", name, text, outlet=outlet, published="2031-05-06")])
    return made


def parties(case: Case) -> set[str | None]:
    return {c.party for c in case.view().claims if c.holder}


def answers(case: Case) -> tuple[object, ...]:
    view = case.view()
    day = view.last_day
    found = search(case, Asking("rifles", party="orsk"))
    page = brief_text(brief_of(case, day, day, None, Handling.SHAREABLE), "md")
    return view.claims, view.weighing, view.standings(day), [h.row.id for h in found.hits], page


def other_of(view: View) -> str:
    return next(c.entity for c in view.claims if c.entity and c.entity != "orsk")


@pytest.mark.parametrize("known_first", [True, False])
def test_two_that_a_person_put_together_are_one_in_every_answer(case: Case, known_first: bool) -> None:
    """Claims, search, findings and brief name one; whichever was named first, the agreement's own leads."""
    before = answers(case)
    other = other_of(case.view())
    pair = ("orsk", other) if known_first else (other, "orsk")
    made = case.judge(Decision.MERGE, SubjectKind.ENTITY, pair[0], others=[pair[1]], reason="one body")
    view = case.view()
    assert {c.entity for c in view.claims if c.holder and c.entity} == {"orsk"}
    assert parties(case) <= {"orsk", None} and all(c.party == "orsk" for c in view.claims if c.entity)
    assert not any(other in v.parties for f in view.weighing.findings for v in f.values)
    assert not any("Marrow" in h for f in view.weighing.findings for v in f.values for h in v.holders)
    assert other not in dict(view.weighing.entities)
    found = {h.row.report for h in search(case, Asking("rifles", party="orsk")).hits}
    assert found == set(view.reports)
    case.judge(Decision.UNDO, SubjectKind.JUDGEMENT, made.id)
    assert answers(case) == before


def test_a_claim_given_to_another_holder_is_that_holders_in_every_answer(case: Case) -> None:
    """The finding, its explanation and the chain name the new holder; undone, they name the outlet again."""
    before = answers(case)
    claim = next(c for c in case.view().claims if "no more than 12" in c.words)
    made = case.judge(Decision.CORRECT, SubjectKind.CLAIM, claim.id, change={"holder": "Tarn Clinic"})
    view = case.view()
    now = case.claim(claim.id, view)
    assert [link.name for link in now.chain] == ["Hill Post", "Tarn Clinic"] and now.manner != "own"
    [found] = [f for f in view.weighing.findings for v in f.values if "Tarn Clinic" in v.holders]
    told = why_text(view, found.id)
    assert "Tarn Clinic, carried by Hill Post" in told
    assert view.lineage_of(claim.id).holder == "Tarn Clinic"  # type: ignore[union-attr]
    case.judge(Decision.UNDO, SubjectKind.JUDGEMENT, made.id)
    assert answers(case) == before


def test_a_claim_given_to_a_party_is_that_partys(case: Case) -> None:
    """Whom the reports name already is known by the name: nobody has to set the party as well."""
    claim = next(c for c in case.view().claims if "no more than 12" in c.words)
    name = next(c.holder for c in case.view().claims if c.party == "orsk")
    case.judge(Decision.CORRECT, SubjectKind.CLAIM, claim.id, change={"holder": name})
    now = case.claim(claim.id)
    assert (now.entity, now.party) == ("orsk", "orsk")
