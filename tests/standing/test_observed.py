"""What monitors see themselves, told apart: observed none, no access, found with nobody known."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.standing.made import SHORE, UPLAND, lake, signal

from truceline.model.accord import HolderRole, Monitor, SignalKind
from truceline.model.observation import Basis, Found, Level, Method, Observation
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Signal, Standing, State
from truceline.standing import coverage, incidents, observed, stand

K = SignalKind


def look(found: Found, basis: Basis = Basis.SAW, **more: Any) -> Observation:
    """An observation of the lake mission on 5 May at the north ford, bearing on the calm."""
    made = Observation(
        report=f"r-{found.value}-{basis.value}",
        by="Lake Mission",
        since="2031-05-05",
        until="2031-05-05",
        place="north ford",
        method=Method.PATROL,
        basis=basis,
        found=found,
        clauses=("calm",),
        span=Span("r", 0, 4, "seen"),
        actor="lake-mission",
        known_on="2031-05-05",
    )
    return replace(made, **more)


def stands(*told: Observation, more: tuple[Signal, ...] = (), clause: str = "calm") -> Standing:
    board = stand(lake(), [*observed(lake(), told), *more], "2031-05-10", "2031-05-10")
    return next(s for s in board if s.clause == clause)


def test_observed_none_no_access_and_silence_are_three_things() -> None:
    """A look that found nothing is a finding; a look that could not be is no access; no look is silence."""
    none, barred, silent = stands(look(Found.NONE)), stands(look(Found.NO_ACCESS)), stands()
    assert none.state is State.IN_EFFECT and none.evidence is EvidenceLevel.ESTABLISHED
    assert "observed none by Lake Mission on 2031-05-05 at north ford" in none.shown
    assert barred.shown == "unknown (no access)"
    assert silent.shown == "unknown (no report)"


def test_found_with_nobody_known_is_no_breach_by_anybody() -> None:
    """The occurrence is noted with its place; the clause stays in effect and nobody is accused."""
    s = stands(look(Found.INCIDENT))
    assert s.state is State.IN_EFFECT and s.evidence is EvidenceLevel.SINGLE_ORIGIN
    assert "incident found by Lake Mission on 2031-05-05, at north ford, perpetrator unknown" in s.shown
    assert "breach" not in s.shown


def test_a_breach_found_by_a_named_verifier_is_a_breach() -> None:
    """Only where it looked for itself, and says whose."""
    assert stands(look(Found.BREACH, perpetrator=UPLAND)).state is State.BREACHED
    other = stands(look(Found.BREACH, perpetrator=UPLAND, by="A club", actor=None))
    assert other.state is State.IN_EFFECT and "breach reported by A club" in other.shown


def test_what_is_told_counts_for_who_tells_it() -> None:
    """A party's call to the mission is that party's allegation; the mission's word it is not."""
    call = look(Found.ALLEGED, Basis.TOLD, teller="An officer of Shore", teller_actor=SHORE)
    s = stands(call)
    assert (s.evidence, s.shown) == (EvidenceLevel.ALLEGED, "breach alleged by Shore")
    back = look(Found.DENIED, Basis.TOLD, teller="An officer of Upland", teller_actor=UPLAND)
    assert stands(call, back).shown == "disputed"
    [made] = observed(lake(), [look(Found.ALLEGED, Basis.TOLD)])
    assert made.role is HolderRole.OTHER and made.anonymous


def test_a_deed_seen_with_its_amount_is_counted() -> None:
    """The mission counts twenty boats out: the clause is kept, and established."""
    seen = look(Found.DONE, clauses=("boats",), count=20.0)
    assert stands(seen, clause="boats").shown == "kept"
    assert stands(seen, clause="boats").evidence is EvidenceLevel.ESTABLISHED


def test_an_inquiry_is_no_signal() -> None:
    """It moves the register and no clause."""
    assert observed(lake(), [look(Found.INQUIRY), look(Found.UNSUBSTANTIATED)]) == ()


@pytest.mark.parametrize(
    ("told", "level"),
    [
        ([look(Found.ALLEGED, Basis.TOLD)], Level.ALLEGED),
        ([look(Found.ALLEGED, Basis.TOLD), look(Found.NO_ACCESS)], Level.UNDER_INQUIRY),
        ([look(Found.ALLEGED, Basis.TOLD), look(Found.INQUIRY)], Level.UNDER_INQUIRY),
        ([look(Found.INCIDENT)], Level.VERIFIED),
        ([look(Found.INCIDENT, perpetrator=SHORE)], Level.ATTRIBUTED),
        ([look(Found.INCIDENT), look(Found.UNSUBSTANTIATED, known_on="2031-05-07")], Level.UNSUBSTANTIATED),
        ([look(Found.INCIDENT, actor=UPLAND)], Level.ALLEGED),
        ([look(Found.INCIDENT, Basis.TOLD)], Level.ALLEGED),
        ([look(Found.INCIDENT, Basis.TOLD, teller="Aid Ring", teller_actor="aid-ring")], Level.REPORTED),
        ([look(Found.INCIDENT, Basis.HEARD)], Level.REPORTED),
        ([look(Found.INCIDENT, Basis.RECORDS)], Level.REPORTED),
        ([look(Found.INCIDENT, by="A club", actor=None)], Level.OBSERVED),
        ([look(Found.INCIDENT, by="A club", actor=None, perpetrator=SHORE)], Level.OBSERVED),
        ([look(Found.INCIDENT), look(Found.UNSUBSTANTIATED, actor=UPLAND, by="Upland")], Level.VERIFIED),
        ([look(Found.INCIDENT), look(Found.UNSUBSTANTIATED, actor=None, by="A club")], Level.VERIFIED),
    ],
)
def test_the_level_of_an_incident_is_what_the_record_bears_out(told: list[Observation], level: Level) -> None:
    """A party that looks is one side; being told is no finding; whoever looked into it last has the word."""
    [found] = incidents(lake(), [replace(o, incident="ford fire") for o in told])
    assert found.level is level and found.why


def test_a_level_says_exactly_what_it_is() -> None:
    """Whoever is no verifier has observed and not verified; what was heard was not seen."""

    def why(o: Observation) -> str:
        [found] = incidents(lake(), [replace(o, incident="ford fire")])
        return found.why

    assert (
        why(look(Found.INCIDENT, by="A club", actor=None)) == "observed by A club, who is no verifier of calm"
    )
    assert why(look(Found.INCIDENT, Basis.HEARD)) == "heard by Lake Mission, and not seen"
    assert why(look(Found.INCIDENT)) == "Lake Mission saw it; whose doing it is, is not known"


def test_a_verifier_whose_mandate_has_ended_verifies_no_more() -> None:
    """From the day after its end its word is a witness's, on the register and on the board."""
    ended = replace(lake(), monitors=(Monitor("lake-mission", "watches", until="2031-05-04"),))
    [found] = incidents(ended, [replace(look(Found.INCIDENT), incident="ford fire")])
    assert (found.level, found.why) == (
        Level.OBSERVED,
        "observed by Lake Mission, whose mandate had ended",
    )
    [word] = observed(ended, [look(Found.BREACH, perpetrator=UPLAND)])
    assert word.role is HolderRole.OTHER


def test_what_a_verifier_only_heard_is_no_finding() -> None:
    """Blasts heard establish neither a breach nor calm."""
    assert stands(look(Found.BREACH, Basis.HEARD, perpetrator=UPLAND)).state is State.IN_EFFECT
    assert stands(look(Found.NONE, Basis.HEARD)).evidence is not EvidenceLevel.ESTABLISHED


def test_an_incident_holds_both_sides() -> None:
    """Allegations, denials, the finding and the refused access stand beside each other, each with who."""
    parts = [
        look(Found.ALLEGED, Basis.TOLD, teller="Shore", teller_actor=SHORE),
        look(Found.DENIED, Basis.TOLD, teller="Upland", teller_actor=UPLAND),
        look(Found.NO_ACCESS, until="2031-05-06"),
        look(Found.INCIDENT, until="2031-05-07", since="2031-05-07", known_on="2031-05-07"),
    ]
    [found] = incidents(lake(), [replace(o, incident="ford fire") for o in parts])
    assert [t.who for t in found.allegations] == ["Shore"] and [t.who for t in found.denials] == ["Upland"]
    assert len(found.no_access) == 1 and found.verifier == "Lake Mission" and found.perpetrator is None
    assert incidents(lake(), parts) == ()


def test_coverage_shows_the_days_on_which_nobody_looked() -> None:
    """Looked, could not, was told, and nothing at all are four things; a look of two days is on both."""
    told = [
        look(Found.NONE, since="2031-05-02", until="2031-05-03"),
        look(Found.NO_ACCESS, since="2031-05-04", until="2031-05-04"),
        look(Found.ALLEGED, Basis.TOLD, since="2031-05-05T10:00+02:00", until="2031-05-05T11:00+02:00"),
    ]
    rows = coverage(told, ["calm"], "2031-05-01", "2031-05-05")
    assert [(bool(r.looked), bool(r.no_access), bool(r.told)) for r in rows] == [
        (False, False, False),
        (True, False, False),
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_swapping_the_sides_of_an_allegation_swaps_its_word_and_nothing_else() -> None:
    """The same call from either side is shown in the same way."""
    for who, name in ((SHORE, "Shore"), (UPLAND, "Upland")):
        call = look(Found.ALLEGED, Basis.TOLD, teller=name, teller_actor=who)
        assert stands(call).shown == f"breach alleged by {name}"


def test_a_report_of_an_incident_accuses_nobody() -> None:
    """An outlet that tells of shots without a word of breach leaves the clause in effect."""
    told = signal("calm", K.INCIDENT, "Morning Post", "2031-05-06")
    assert stands(more=(told,)).shown.startswith("in effect (incident reported by Morning Post on 2031-05-06")
