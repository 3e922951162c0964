"""Several amounts in one breath, and words that tell of fire without calling it a breach."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.standing.made import SHORE, UPLAND
from tests.standing.test_hear import K, accord, claim

from truceline.accord.watch import watches_from
from truceline.model.accord import Accord, Quantity, QuantityKind
from truceline.model.reading import Claim, Figure, Stance, When, WhenType
from truceline.model.span import Span
from truceline.model.standing import Signal
from truceline.standing import signals

RULES = """accord: lake
watches:
  - {id: boats-back, clause: boats, signal: performed, measures: [boats, rafts], patterns: [{all: [[$released], [boat*, raft*]]}]}
  - {id: grain-in, clause: grain, signal: performed, measures: [carts], patterns: [{all: [[$entered, $released], [cart*]]}]}
  - {id: calm-broken, clause: calm, signal: breach_alleged, patterns: [{all: [[shelled, $broke, violat*], [harbour, calm]]}]}
  - {id: flights, clause: calm, signal: breach_alleged, strict: true, patterns: [{all: [[balloon*], [harbour]]}]}
"""


def heard(
    words: str,
    *amounts: tuple[str, float, str],
    days: tuple[tuple[str, str], ...] = (),
    said: Accord | None = None,
    **more: object,
) -> tuple[Signal, ...]:
    """The signals of one claim with figures (words, value, measure) and days (words, value) in it."""
    at, said = 0, replace(said or accord(), watches=watches_from(RULES, "watch.yaml"))
    one: Claim = claim(words, **more)  # type: ignore[arg-type]
    figures = []
    for text, value, measure in amounts:
        at = words.index(text, at)
        figures.append(
            Figure(
                Span("r1", at, at + len(text), text),
                value,
                value,
                value,
                measure=measure,
                counted=words[at + len(text) :].partition(" and ")[0].strip(),
                cumulative=False,
                claim=one.id,
            )
        )
        at += len(text)
    times = [
        When(Span("r1", words.index(t), words.index(t) + len(t), t), v, WhenType.DATE, claim=one.id)
        for t, v in days
    ]
    return signals(said, [one], figures, times, (), (), {"r1": "2031-05-13"})


def test_amounts_of_two_clauses_in_one_sentence_are_both_heard() -> None:
    """Eight boats for the one clause, 110 carts for the other."""
    found = heard("The guild released 8 boats and 110 carts", ("8", 8, "boats"), ("110", 110, "carts"))
    assert {(s.clause, s.low) for s in found} == {("boats", 8), ("grain", 110)}


def test_amounts_and_days_in_turn_are_occasions_of_their_own() -> None:
    """Three on the one day and four on the other are two signals, each with its day."""
    words = "Three boats were released on 4 May and four boats on 9 May"
    days = (("4 May", "2031-05-04"), ("9 May", "2031-05-09"))
    found = heard(words, ("Three", 3, "boats"), ("four", 4, "boats"), days=days)
    assert [(s.low, s.on, s.dated) for s in found] == [(3, "2031-05-04", True), (4, "2031-05-09", True)]


def test_amounts_that_do_not_take_turns_with_days_are_not_paired() -> None:
    """Two amounts and one day: the greater is the bound, as before."""
    found = heard(
        "Three boats and later four boats were released on 4 May",
        ("Three", 3, "boats"),
        ("four", 4, "boats"),
        days=(("4 May", "2031-05-04"),),
    )
    assert [s.low for s in found] == [4]


@pytest.mark.parametrize(
    ("words", "parts", "told"),
    [
        ("Shore released three oared boats and four sailing boats", {"oared": 3.0, "sailing": 4.0}, 7),
        ("Shore released three oared boats and four sailing boats", {}, 4),
        ("Shore released three boats and four boats", {"oared": 3.0, "sailing": 4.0}, 4),
    ],
    ids=["a part each", "the clause owes no parts", "the same things twice"],
)
def test_parts_of_the_whole_that_a_clause_owes_add_up(
    words: str, parts: dict[str, float], told: float
) -> None:
    """Three oared and four sailing boats are the seven that the text splits so; else the greater amount counts."""
    base = accord()
    clauses = tuple(
        replace(c, quantity=Quantity(QuantityKind.EXACT, 7.0, parts=tuple(parts.items())))
        if c.id == "boats"
        else c
        for c in base.clauses
    )
    found = heard(words, ("three", 3, "boats"), ("four", 4, "boats"), said=replace(base, clauses=clauses))
    assert [s.low for s in found] == [told]


def test_things_of_two_kinds_that_a_rule_counts_together_add_up() -> None:
    """Three boats and four rafts are seven; four rafts among seven boats are seven."""
    both = heard("Shore released three boats and four rafts", ("three", 3, "boats"), ("four", 4, "rafts"))
    assert [(s.low, s.high) for s in both] == [(7, 7)]
    among = heard(
        "Shore released seven boats, four of them rafts", ("seven", 7, "boats"), ("four", 4, "rafts")
    )
    assert [s.low for s in among] == [7]


def test_fire_that_nobody_calls_a_breach_is_an_incident() -> None:
    """An outlet that tells of shells tells of an incident; the word makes it an allegation."""
    assert [s.kind for s in heard("Gunners shelled the harbour")] == [K.INCIDENT]
    assert [s.kind for s in heard("Gunners violated the calm and shelled the harbour")] == [K.BREACH_ALLEGED]
    assert [s.kind for s in heard("Gunners shelled the harbour", stance=Stance.ACCUSES)] == [K.BREACH_ALLEGED]


def test_what_a_party_tells_of_the_others_deed_accuses_unless_the_rule_is_strict() -> None:
    """Shelling told by the other side is its allegation; a balloon seen over the harbour is none."""
    for party in (UPLAND, SHORE):
        assert [s.kind for s in heard("Gunners shelled the harbour", party=party)] == [K.BREACH_ALLEGED]
        assert [s.kind for s in heard("A balloon hung over the harbour", party=party)] == [K.INCIDENT]
