"""Charges that are denied, and what is no charge."""

from __future__ import annotations

from dataclasses import replace

from tests.brief.made import blocks, claim, given, report, signal
from tests.brief.test_brief import section

from truceline import brief
from truceline.model.accord import HolderRole, SignalKind
from truceline.model.reading import Reading, Stance
from truceline.model.weighing import Evidence, Finding, QuestionKind, Value, Verdict


def test_a_charge_that_is_denied_is_told_with_its_answer() -> None:
    """Under a title of its own, and nobody is sent elsewhere for what stands below it."""
    made = given()
    text = "The Relief Office of Brunmark said that shells fell on Vellin. Averland denied that shells fell there."
    charge = claim(
        "h1",
        "herald",
        text,
        "shells fell on Vellin",
        "said",
        "The Relief Office of Brunmark",
        "Relief Office",
        entity="relief-office",
        party="brunmark",
        stance=Stance.ACCUSES,
    )
    denial = claim(
        "h2",
        "herald",
        text,
        "shells fell there",
        "denied",
        "Averland",
        "Averland",
        entity="averland",
        party="averland",
        stance=Stance.DENIES,
    )
    contested = Finding(
        id="f9",
        question="shells on Vellin",
        kind=QuestionKind.OCCURRENCE,
        verdict=Verdict.CONTESTED,
        values=tuple(
            Value(c.content[0].quote, (str(c.holder),), (f"o{c.id}",), (Evidence(c.content[0], c.id, None),))
            for c in (charge, denial)
        ),
    )
    now = tuple(
        replace(s, signals=(signal("B3", SignalKind.BREACH_ALLEGED, charge, HolderRole.COUNTERPART),))
        if s.clause == "B3"
        else s
        for s in made.standings
    )
    told = brief.compose(
        replace(
            made,
            reports=(*made.reports, report("herald", text, "The Herald", "2031-03-14")),
            readings=(
                *made.readings,
                Reading("herald", True, "lakes-2031", claims=(charge, denial), blocks=blocks(text)),
            ),
            weighing=replace(made.weighing, findings=(*made.weighing.findings, contested)),
            standings=now,
        )
    )
    assert section(told, "alleged") == []
    ((lead, said),) = section(told, "answered")
    assert lead == "Keep the guns silent"
    assert "Averland denied that shells fell there" in said[-1]
    assert not any("side by side" in t for t in said)


def test_a_duty_that_its_own_side_tells_as_kept_is_no_charge() -> None:
    """Though nobody else bears it out."""
    made = given()
    now = tuple(replace(s, shown="in effect") if s.clause == "B3" else s for s in made.standings)
    assert section(brief.compose(replace(made, standings=now)), "alleged") == []
