"""What reports allege opens incidents of its own, which merge with what was observed and come apart again."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.standing.made import SHORE, UPLAND, lake, signal
from tests.standing.test_observed import look

from truceline.model.accord import HolderRole, SignalKind
from truceline.model.observation import Basis, Found, Incident, Level
from truceline.model.standing import Signal
from truceline.standing import incidents, words_of

K = SignalKind
FORD = ("north ford",)


def alleged(
    who: str, day: str = "2031-05-05", kind: SignalKind = K.BREACH_ALLEGED, dated: bool = True
) -> Signal:
    """A side's or an outlet's word about the calm."""
    party = {"Shore": SHORE, "Upland": UPLAND}.get(who)
    role = HolderRole.COUNTERPART if party else HolderRole.OUTLET
    made = signal("calm", kind, who, day, party=party, role=role)
    return replace(
        made, claim=f"{who[:4].lower()}-{day[-2:]}-{kind.value[:2]}", report=f"r-{who}", dated=dated
    )


def register(
    *told: Signal, places: dict[str, tuple[str, ...]] | None = None, **more: object
) -> tuple[Incident, ...]:
    where = {(s.report, s.claim): (places or {}).get(s.claim, FORD) for s in told}
    observations = more.pop("observations", ())
    words = words_of(lake(), told, where)
    return incidents(lake(), observations, None, words, **more)  # type: ignore[arg-type]


def test_an_allegation_in_a_report_opens_an_incident_by_itself() -> None:
    """As alleged, with who alleges it, of which clause, where and when; nobody is found to have done it."""
    [found] = register(alleged("Shore"))
    assert (found.level, found.opened_by, found.clauses) == (Level.ALLEGED, "report", ("calm",))
    assert (found.place, found.since, found.dated) == ("north ford", "2031-05-05", True)
    assert [t.who for t in found.allegations] == ["Shore"]
    assert found.perpetrator is None and found.verifier is None and not found.findings


def test_what_an_outlet_tells_is_reported_and_not_alleged() -> None:
    """Its word is nobody's accusation."""
    [found] = register(alleged("Morning Post", kind=K.INCIDENT, dated=False), places={})
    assert found.level is Level.REPORTED and found.why.startswith("reported by Morning Post")
    assert not found.allegations and not found.dated


def test_accounts_of_one_place_and_day_are_one_matter_and_others_are_not() -> None:
    """Both sides' words on the ford are one; the pier, and the ford a week later, are others."""
    pier = replace(alleged("Shore"), claim="pier", report="r-2", origin="o-2")
    later = replace(alleged("Shore", "2031-05-12"), origin="o-3")
    found = register(alleged("Shore"), alleged("Upland"), pier, later, places={"pier": ("south pier",)})
    assert sorted(len(i.allegations) for i in found) == [1, 1, 2]


def test_a_denial_goes_to_what_it_answers() -> None:
    """Upland's denial stands beside Shore's allegation; its own it does not deny."""
    [found] = register(alleged("Shore"), alleged("Upland", "2031-05-06", K.DENIED))
    assert [t.who for t in found.denials] == ["Upland"]
    [own] = register(alleged("Upland"), alleged("Upland", "2031-05-06", K.DENIED))
    assert own.denials == ()


def test_what_was_before_the_agreement_opens_nothing() -> None:
    """History is no incident."""
    assert register(alleged("Shore", "2030-01-05")) == ()


def test_a_later_observation_of_the_same_matter_takes_it_in_and_a_person_keeps_it_apart() -> None:
    """Same clause, same place, same day: one incident, until somebody says that they are two; taking
    that back joins them again."""
    seen = replace(look(Found.INCIDENT), incident="ford fire")
    told = alleged("Shore")
    [one] = register(told, observations=[seen])
    assert (one.name, one.level, one.merged) == ("ford fire", Level.VERIFIED, (f"alleged-{told.claim}",))
    assert [t.who for t in one.allegations] == ["Shore"]
    two = register(told, observations=[seen], apart=[(told.claim, "ford fire")])
    assert sorted(i.name for i in two) == sorted(["ford fire", f"alleged-{told.claim}"])
    elsewhere = replace(seen, place="south pier")
    assert len(register(told, observations=[elsewhere])) == 2


def test_a_person_puts_words_to_a_matter_of_reports_too() -> None:
    """What the rules keep apart a person joins."""
    first, other = alleged("Shore"), replace(alleged("Upland", "2031-05-20"), origin="o-9")
    assert len(register(first, other)) == 2
    assert len(register(first, other, put={other.claim: f"alleged-{first.claim}"})) == 1


def test_hearsay_beside_an_allegation_verifies_nothing() -> None:
    """Somebody who heard shots at the ford does not make the allegation a finding."""
    heard = replace(look(Found.INCIDENT, Basis.HEARD, by="A club", actor=None), incident="ford fire")
    [one] = register(alleged("Shore"), observations=[heard])
    assert one.level is Level.REPORTED and one.verifier is None


@settings(deadline=None)
@given(st.integers(0, 2**32), st.lists(st.sampled_from(["05", "06", "09", "20"]), min_size=1, max_size=6))
def test_the_order_in_which_words_come_does_not_matter(seed: int, days: list[str]) -> None:
    """The same words make the same register."""
    told = [replace(alleged("Shore", f"2031-05-{d}"), claim=f"c{n}") for n, d in enumerate(days)]
    mixed = list(told)
    random.Random(seed).shuffle(mixed)
    assert register(*told) == register(*mixed)
