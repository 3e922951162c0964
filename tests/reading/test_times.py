"""Times: what a report's words for a time come to, against its date."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.made_pages import report_of

from truceline.model.accord import Vocabulary
from truceline.model.reading import When
from truceline.reading.numerals import TOKEN
from truceline.reading.parser import Parser
from truceline.reading.segment import make_page
from truceline.reading.times import find_times
from truceline.reading.times.calendar import Point, edtf_of, shifted
from truceline.reading.times.forms import times_pack

TRUCE = Vocabulary(
    "marsh-truce",
    agreement_names=("the Reedham accord",),
    dates=(("day:1", "2031-04-01"), ("phase:1:start", "2031-04-01"), ("phase:1:end", "2031-05-12")),
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def times(
    parser: Parser, text: str, published: str | None = "2031-05-06", vocabulary: Vocabulary | None = None
) -> list[When]:
    """The times of `text`, published on Tuesday 6 May 2031 unless said otherwise."""
    report = dataclasses.replace(report_of(text), published=published)
    return list(find_times(make_page(report, parser), vocabulary))


def values(
    parser: Parser, text: str, published: str | None = "2031-05-06", vocabulary: Vocabulary | None = None
) -> dict[str, str]:
    return {t.span.quote: t.value for t in times(parser, text, published, vocabulary)}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The marsh army shelled the quay on Sunday.", "Sunday", "2031-05-04"),
        ("The truce is set to expire on Sunday.", "Sunday", "2031-05-11"),
        ("The militia was supposed to leave the quay on Sunday.", "Sunday", "2031-05-11"),
        ("Envoys will meet again on Thursday.", "Thursday", "2031-05-08"),
        ("The council announced the result late Monday.", "late Monday", "2031-05-05TEV"),
        ("Shots were heard on Monday night.", "Monday night", "2031-05-05TNI"),
        ("Fighting went on last week.", "last week", "2031-W18"),
        ("The two sides signed a truce on April 1.", "April 1", "2031-04-01"),
        ("Elections were held in November.", "November", "2030-11"),
        ("Both sides met on 12 March 2029.", "12 March 2029", "2029-03-12"),
        ("The bridge was closed yesterday.", "yesterday", "2031-05-05"),
        ("The siege lasted more than three years.", "more than three years", "P3Y"),
        ("They must be out within eight days.", "eight days", "P8D"),
        ("The 42-day pause is nearly over.", "42-day", "P42D"),
        ("A weeklong lull has ended.", "weeklong", "P1W"),
        ("The ferry runs every Friday.", "every Friday", "XXXX-WXX-5"),
        ("Aid is now arriving.", "now", "PRESENT_REF"),
        ("Talks will resume in the coming days.", "the coming days", "FUTURE_REF"),
        ("Trade collapsed in the 1990s.", "the 1990s", "199"),
        ("The fort dates from the 17th century.", "the 17th century", "16"),
        ("The pause began at 8 a.m. on Sunday.", "8 a.m.", "2031-05-04T08:00"),
        ("The guns fell silent at 0500 GMT.", "0500 GMT", "2031-05-06T05:00Z"),
        ("Prices rose in the third quarter of 2029.", "the third quarter of 2029", "2029-Q3"),
    ],
)
def test_a_time_is_resolved_against_the_report_date_by_tense(
    parser: Parser, text: str, words: str, value: str
) -> None:
    """Weekdays, months and clock times get the date that tense and modality point to."""
    assert values(parser, text).get(words) == value


def test_without_a_date_nothing_is_invented(parser: Parser) -> None:
    """A report without a date keeps its weekday and its month and day undetermined."""
    got = values(parser, "The marsh army left the quay on Saturday. Talks begin on March 10.", published=None)
    assert got == {"Saturday": "XXXX-WXX-6", "March 10": "XXXX-03-10"}


def test_the_agreement_counts_its_own_days(parser: Parser) -> None:
    """Day 16, the end of a phase and "since the truce began" come from the agreement's dates."""
    text = "Talks were due by day 16. With the end of the first phase, patrols stop. Ten were hurt since the truce began."
    got = values(parser, text, vocabulary=TRUCE)
    assert got["day 16"] == "2031-04-16"
    assert got["the end of the first phase"] == "2031-05-12"
    assert got["since the truce began"] == "2031-04-01/2031-05-06"


def test_a_length_of_a_phase_keeps_its_days(parser: Parser) -> None:
    """ "the first two weeks of phase one" is a length with a first and a last day."""
    (t,) = times(parser, "The guns were silent for the first two weeks of phase one.", vocabulary=TRUCE)
    assert (t.value, t.edtf) == ("P2W", "2031-04-01/2031-04-14")


def test_a_day_after_an_event_is_the_day_of_the_news_and_says_so(parser: Parser) -> None:
    """What came a day after another event happened on the report's own day; the value is marked as inferred."""
    text = "The council spoke on Monday. The offer came a day after the militia handed over the fort."
    whole = next(t for t in times(parser, text) if t.span.quote.startswith("a day after"))
    assert whole.value == "2031-05-05"
    assert whole.inferred
    assert any(t.span.quote == "a day" and t.value == "P1D" for t in times(parser, text))


def test_two_days_side_by_side_follow_each_other(parser: Parser) -> None:
    """In "Monday and Tuesday" the second day is the one after the first."""
    got = values(parser, "Shells fell on Sunday and Monday.")
    assert (got["Sunday"], got["Monday"]) == ("2031-05-04", "2031-05-05")
    got = values(parser, "The patrols were attacked between 5 and 9 April.")
    assert (got["5"], got["9 April"]) == ("2031-04-05", "2031-04-09")


def test_a_weekday_decides_the_year(parser: Parser) -> None:
    """Sunday, May 4 lies in the year in which that day is a Sunday."""
    assert values(parser, "The photo was taken on Sunday, May 5.")["Sunday, May 5"] == "2030-05-05"


def test_words_that_look_like_times_are_none(parser: Parser) -> None:
    """Verbs, names, counts and idioms are not taken for times."""
    text = "They may march on the port. Resolution 2010 was ignored. Soon after, 1500 troops left. It went so far as to fire."
    assert values(parser, text) == {}


def test_a_day_in_a_name_is_no_time(parser: Parser) -> None:
    """The 9 March Movement is a party, and no day."""
    assert values(parser, "The 9 March Movement left the talks.") == {}
    assert values(parser, "Talks were held on 9 March in the port.") == {"9 March": "2031-03-09"}


def test_what_is_agreed_is_past_and_what_it_agrees_on_lies_ahead(parser: Parser) -> None:
    """ "agreed on Sunday" looks back; "agreed to a pause starting on Sunday" looks ahead."""
    assert values(parser, "The council agreed on Sunday to free the pilots.")["Sunday"] == "2031-05-04"
    assert values(parser, "The council agreed to a pause starting on Sunday.")["Sunday"] == "2031-05-11"


def test_a_narrative_takes_its_years_from_itself(parser: Parser) -> None:
    """In a text about other years, months go forward from the year last told."""
    text = (
        "The Marsh War\n\nOn 3 May 1871, the army crossed the dyke. In July, it took the port. By the end of November, "
        "the fort had fallen. In February, the rebels came back. On 4 June 1872, a truce was signed. On 9 June, it failed. "
        "The siege, which recalled that of 1655, went on until October. In December, the king fled. On 11 March 1873, "
        "the war ended. In April, the army left. In May, the port was opened. Two days later the ships came."
    )
    got = values(parser, text)
    assert got["July"] == "1871-07"
    assert got["February"] == "1872-02"
    assert got["9 June"] == "1872-06-09"
    assert got["October"] == "1872-10"
    assert got["May"] == "1873-05"


def test_other_calendars_are_recognised(parser: Parser) -> None:
    """Islamic, Hebrew and Ethiopian dates become days of the common calendar; the tabular one is marked."""
    found = {t.span.quote: t for t in times(parser, "The pact was signed on 15 Ramadan 1446.")}
    t = found["15 Ramadan 1446"]
    assert t.value == "2025-03-15" and t.inferred
    assert values(parser, "It was read out on 10 Tevet 5785.")["10 Tevet 5785"] == "2025-01-10"
    assert values(parser, "The accord of 23 Tikimt 2015 holds.")["23 Tikimt 2015"] == "2022-11-02"


def test_a_bc_year_has_its_edtf(parser: Parser) -> None:
    """490 BC is BC0490 in TIMEX3 and -0489 in EDTF."""
    (t,) = times(parser, "The dyke was built in 490 BC.")
    assert (t.value, t.edtf) == ("BC0490", "-0489")


def test_spans_hold_the_words(parser: Parser) -> None:
    """Every time's span reads as its words do in the text."""
    text = "On Sunday, 4 May 2031, at 6:30 p.m., the first of two convoys left; the next day it came back."
    for t in times(parser, text):
        t.span.check(text)


@given(st.integers(1900, 2100), st.integers(1, 12), st.integers(1, 28), st.integers(-900, 900))
def test_days_there_and_back(year: int, month: int, day: int, n: int) -> None:
    """Moving a day by n and by -n comes back to it."""
    p = Point(year, month, day)
    there = shifted(p, n, "D")
    assert there is not None
    y, m, d = (int(x) for x in there.split("-"))
    assert shifted(Point(y, m, d), -n, "D") == p.value


@given(st.integers(1, 2100), st.integers(1, 12))
def test_edtf_keeps_full_dates(year: int, month: int) -> None:
    """A date that is whole in TIMEX3 is the same in EDTF."""
    value = Point(year, month, 1).value
    assert edtf_of(value) == value


ADVERSARIAL = ["1", "1 ", "(", " ", "12 May ", "- ", "the end of ", "1,111,", "'", "10:", "early "]


@pytest.mark.parametrize("piece", ADVERSARIAL)
def test_every_expression_gets_through_hostile_text(piece: str) -> None:
    """Each regular expression of the pack goes through 100,000 hostile characters; one that grows as their square would
    not come to an end."""
    text = (piece * (100_000 // len(piece) + 1))[:100_000]
    forms = times_pack()
    letters = "".join(forms.letters.values())
    coded = (letters * (100_000 // len(letters) + 1))[:100_000]
    for form in [TOKEN, *(f for _, f, _ in forms.forms)]:
        subject = text if form is TOKEN else coded
        assert all(found.group() for found in form.finditer(subject))
