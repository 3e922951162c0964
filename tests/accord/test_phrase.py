"""Moments as a lawyer writes them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.accord.phrase import moment
from truceline.model.accord import Moment, MomentKind

K = MomentKind


@pytest.mark.parametrize(
    ("words", "kind", "fields"),
    [
        ("2031-05-09", K.DATE, {"date": "2031-05-09"}),
        ("2031-05-09 04:00+02:00", K.DATE, {"date": "2031-05-09", "time": "04:00+02:00"}),
        ("day 16", K.DAY, {"n": 16, "phase": None}),
        ("day 3 of phase 2", K.DAY, {"n": 3, "phase": 2}),
        ("end of week 5", K.DAY, {"n": 35}),
        ("start", K.AFTER, {"n": 0, "anchor": "start"}),
        ("start of phase 2", K.PHASE_START, {"phase": 2}),
        ("end of phase 1", K.PHASE_END, {"phase": 1}),
        ("60 days after start", K.AFTER, {"n": 60, "unit": "day", "anchor": "start"}),
        ("1 day after clause M2a", K.AFTER, {"n": 1, "anchor": "clause:M2a"}),
        ("48 hours before end of phase 1", K.BEFORE, {"n": 48, "unit": "hour", "anchor": "phase:1:end"}),
        ("3 weeks after event the boats return", K.AFTER, {"anchor": "event: the boats return"}),
        ("with clause L12a", K.WITH, {"anchor": "clause:L12a"}),
        ("event: all are out", K.EVENT, {"anchor": "event: all are out"}),
        ("clause B1", K.EVENT, {"anchor": "clause:B1"}),
    ],
)
def test_each_form_of_a_moment_is_read(words: str, kind: MomentKind, fields: dict[str, object]) -> None:
    """Every form that the format names becomes the moment that it says."""
    found = moment(words)
    assert found.kind is kind
    assert found.words == words
    assert {name: getattr(found, name) for name in fields} == fields


def test_the_earlier_of_two_moments() -> None:
    """A choice holds its moments in order."""
    found = moment("earliest of 14 days after event the withdrawal begins; day 16")
    assert found.kind is K.EARLIEST
    assert [part.kind for part in found.of] == [K.AFTER, K.DAY]


def test_a_precondition_follows_once() -> None:
    """`once ...` keeps the precondition in words."""
    assert moment("day 7, once 30 boats have passed").condition == "once 30 boats have passed"


@pytest.mark.parametrize(
    "words",
    ["someday", "7 fortnights after start", "2031-02-30", "soon", "earliest of day 3", "5 days after", ""],
)
def test_what_is_no_moment_is_told_with_the_forms_there_are(words: str) -> None:
    """A phrase outside the language is an error that names what can be written."""
    with pytest.raises(ValueError, match=r"write|calendar|separate"):
        moment(words)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("day seven", "day 7"),
        ("the seventh day", "day 7"),
        ("the 7th day", "day 7"),
        ("within seven days", "7 days after start"),
        ("within 48 hours of signature", "48 hours after signing"),
        ("two days after start", "2 days after start"),
        ("upon signature", "signing"),
        ("10 days after entry into force", "10 days after start"),
        ("3 days after phase 2", "3 days after start of phase 2"),
        ("5 days after the commanders meet", "5 days after event the commanders meet"),
        ("when the boats return", "event the boats return"),
        ("end of month 2", "2 months after start"),
        ("4 May 2031", "2031-05-04"),
        ("May 4, 2031", "2031-05-04"),
    ],
)
def test_what_a_drafter_would_write_is_told_in_the_words_of_the_format(words: str, meant: str) -> None:
    """The hint is a moment that can be written as it stands."""
    with pytest.raises(ValueError, match=re.escape(f"did you mean `{meant}`?")):
        moment(words)
    moment(meant)


@given(n=st.integers(0, 5000), unit=st.sampled_from(["hour", "day", "week", "month"]))
def test_any_offset_keeps_its_number_and_unit(n: int, unit: str) -> None:
    """Numbers and units are never changed on the way."""
    found: Moment = moment(f"{n} {unit}s after signing")
    assert (found.n, found.unit, found.anchor) == (n, unit, "signing")
