"""Days without a date lie before or after the report by what the sentence tells of them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import page_of

from truceline.reading.parser import Parser
from truceline.reading.times import find_times

REPORTED = dt.date(2031, 5, 6)
"""The day of the made reports, a Tuesday."""


def values(text: str, parser: Parser) -> str:
    return " ".join(w.value for w in find_times(page_of(text, parser), None))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The council approved the budget after taking office on Wednesday.", "2031-04-30"),
        ("He announced the plan after meeting envoys on Saturday.", "2031-05-03"),
        ("Ilves offered to resign after losing a vote on Friday.", "2031-05-02"),
        ("The army refused to withdraw after shelling the town on Sunday.", "2031-05-04"),
        ("The Front threatened to leave the talks following clashes on Friday.", "2031-05-02"),
        ("The Front vowed to retaliate for Friday's raid.", "2031-05-02"),
        ("The two sides are expected to discuss Friday's attack.", "2031-05-02"),
        ("The ministry plans to punish those responsible for the attack on Friday.", "2031-05-02"),
        ("She promised to publish the report handed in on Thursday.", "2031-05-01"),
        ("All of the men appeared to be gone by Friday evening.", "2031-05-02TEV"),
        ("Having met on Friday, the sides will resume talks on Sunday.", "2031-05-02 2031-05-11"),
    ],
)
def test_what_was_done_lies_before_the_report(text: str, value: str, parser: Parser) -> None:
    """Perfect participles, what is told after "after", and what nobody fixes ahead point back."""
    assert values(text, parser) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He is to meet envoys on Friday.", "2031-05-09"),
        ("A ceasefire is to take effect at midnight on Saturday.", "2031-05-10T24:00 2031-05-10"),
        ("The group agreed to a lull, starting at 8 a.m. Saturday.", "2031-05-10T08:00"),
        ("Orlu has agreed to a ceasefire from 7 a.m. Saturday.", "2031-05-10T07:00"),
        ("The group has until Friday to leave.", "2031-05-09"),
        ("The army gave the group until Friday to leave.", "2031-05-09"),
        ("Ahead of Friday's vote, the mayor toured the valley.", "2031-05-09"),
        ("The mayor will attend Friday's ceremony.", "2031-05-09"),
        ("The council agreed on Monday to leave on Friday.", "2031-05-05 2031-05-09"),
        ("Elections will be held in March.", "2032-03"),
    ],
)
def test_what_is_fixed_or_meant_lies_after_the_report(text: str, value: str, parser: Parser) -> None:
    """Plans, dates that something runs to or from, and what lies ahead point forward."""
    assert values(text, parser) == value


def test_a_weekday_told_again_without_tense_is_the_day_told_before(parser: Parser) -> None:
    """ "Saturday's ceremony" after "will be signed on Saturday" is the coming Saturday."""
    told = "The deal will be signed on Saturday. Saturday's ceremony also signals the end of the war."
    assert values(told, parser) == "2031-05-10 2031-05-10"


@pytest.mark.parametrize(
    "text",
    [
        "He told the Harbour station's Today programme that the ferry was safe.",
        "The note was issued on the same day the pact was signed.",
    ],
)
def test_names_and_days_told_from_an_event_are_no_dates(text: str, parser: Parser) -> None:
    """A programme's name is no day, and a day told from what happened on it has no date of its own."""
    assert values(text, parser) == ""


def test_the_report_s_own_day_is_not_one_that_lies_ahead(parser: Parser) -> None:
    """What happened minutes after something else did not happen on a day still to come."""
    text = "Smoke will clear by Saturday, May 10.\n\nThe boat sank. It burned minutes after the blast."
    found = find_times(page_of(text, parser), None)
    assert all(w.value <= "2031-05-06" for w in found if w.rule == "after_event")


VERBS = ["killed", "left", "shelled", "signed", "said", "released", "met", "opened", "rejected", "announced"]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@given(
    verb=st.sampled_from(VERBS),
    day=st.sampled_from(DAYS),
    where=st.sampled_from(["on {day}", "{day}", "late on {day}", "on {day} morning", "last {day}"]),
    shape=st.sampled_from(
        [
            "The army {verb} them {when}.",
            "The Front, which {verb} them {when}, has gone.",
            "The mayor spoke after the army {verb} them {when}.",
            "The boats that the army {verb} {when} were empty.",
        ]
    ),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_weekday_told_in_the_past_lies_after_the_report(
    verb: str, day: str, where: str, shape: str, parser: Parser
) -> None:
    """Whatever the verb, the day and its form, a finite past tense puts the day before the report."""
    text = shape.format(verb=verb, when=where.format(day=day))
    for w in find_times(page_of(text, parser), None):
        assert dt.date.fromisoformat(w.value[:10]) <= REPORTED, text
