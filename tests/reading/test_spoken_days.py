"""The day on which "today" was said."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.reading.parser import Parser
from truceline.reading.reader import read_report


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            'On 3 May the Brunmark League announced that it had left Dunmere. "From today there are no guns," its '
            "leader Osk Tarn said.",
            "2031-05-03",
        ),
        ('"The posts are open today," Osk Tarn said on 3 May.', "2031-05-03"),
        ('"The posts are open today," Osk Tarn said.', "2031-05-06"),
        ("Osk Tarn said on 3 May that the posts are open today.", "2031-05-06"),
        (
            'On 3 May the Brunmark League left Dunmere. "The posts are open today," Vella Ros of the Orvel army said.',
            "2031-05-06",
        ),
    ],
)
def test_today_in_a_quotation_is_the_day_of_its_speech(text: str, day: str, parser: Parser) -> None:
    """In indirect speech it is the writer's."""
    made = read_report(report_of(text), parser, {}, "none")
    assert [t.value for t in made.times if "today" in t.span.quote] == [day]
