"""A paragraph is parsed once, and what was parsed before changes nothing."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.reading.made_pages import report_of

from truceline.reading.format import reading_json
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report

PARAGRAPHS = (
    'The harbour office of Orlu said on Monday that the ferry would leave. "It is safe," Mara Ilves said.',
    "Four boats left Orlu, according to the Reed Front, which denied that it had fired on them.",
    "THE REED FRONT AND THE TOWN OF ORLU WILL SIGN AN AGREEMENT ON MONDAY, A SPOKESMAN ANNOUNCED TODAY.",
    "He added that the truce would hold until the end of the month, and that talks would go on.",
    "By Jon Tolle",
)


@pytest.fixture(scope="module")
def keeping() -> Parser:
    return Parser()


@pytest.fixture(scope="module")
def plain() -> Parser:
    return Parser(0)


def test_a_paragraph_is_parsed_once(keeping: Parser) -> None:
    first = keeping([PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0]])
    again = keeping([PARAGRAPHS[1], PARAGRAPHS[0]])
    assert first[0] is first[2] is again[1]
    assert first[1] is again[0]


def test_what_was_parsed_can_be_forgotten(keeping: Parser) -> None:
    before = keeping([PARAGRAPHS[0]])[0]
    keeping.forget()
    assert keeping([PARAGRAPHS[0]])[0] is not before


def test_no_more_is_kept_than_asked_for() -> None:
    small = Parser(30)
    first = small([PARAGRAPHS[0]])[0]
    small([PARAGRAPHS[1], PARAGRAPHS[3]])
    assert small([PARAGRAPHS[0]])[0] is not first


@given(
    reports=st.lists(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=4), min_size=1, max_size=4)
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_reports_are_read_alike_whatever_was_read_before(
    reports: list[list[str]], keeping: Parser, plain: Parser
) -> None:
    for paragraphs in reports:
        report = report_of("\n\n".join(paragraphs))
        kept, fresh = (read_report(report, p, {}, "none") for p in (keeping, plain))
        assert json.dumps(reading_json(report, kept)) == json.dumps(reading_json(report, fresh))
