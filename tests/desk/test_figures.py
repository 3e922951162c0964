"""Ranges on one scale: right places, round marks, bounds left open."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.figures import range_chart
from truceline.model.weighing import Finding, QuestionKind, Value, Verdict

NUMBERS = st.floats(min_value=0, max_value=1e9, allow_nan=False).map(lambda x: float(round(x)))


def value(low: float | None, high: float | None) -> Value:
    return Value("so many", ("Orrim Star",), ("o1",), (), low, high)


def finding(*values: Value) -> Finding:
    return Finding("f1", "boats that left", QuestionKind.FIGURE, Verdict.DIFFERING, values)


@given(st.lists(st.tuples(NUMBERS, NUMBERS).map(sorted), min_size=1, max_size=8))
def test_answers_lie_on_the_picture_in_the_order_of_their_numbers(pairs: list[list[float]]) -> None:
    """Every bound lies within the picture; a greater number never lies further left."""
    chart = range_chart(finding(*(value(low, high) for low, high in pairs)))
    assert chart is not None and 2 <= len(chart["marks"]) <= 12
    places = []
    for (low, high), row in zip(pairs, chart["rows"], strict=True):
        assert 0 <= row["low"] <= row["high"] <= 100 and row["exact"] == (low == high)
        places += [(low, row["low"]), (high, row["high"])]
    places.sort()
    assert [x for _, x in places] == sorted(x for _, x in places)


def test_an_open_bound_runs_to_the_edge() -> None:
    """ "Nearly 2,000" has no lower bound, "more than 10" no upper one; neither gets one by the picture."""
    chart = range_chart(finding(value(None, 2000), value(10, None)))
    assert chart is not None
    below, above = chart["rows"]
    assert below["open_low"] and below["low"] == 0 and not below["open_high"]
    assert above["open_high"] and above["high"] == 100 and not above["open_low"]


def test_words_alone_make_no_picture() -> None:
    """A question without numbers has a table only."""
    assert range_chart(finding(value(None, None))) is None


@pytest.mark.parametrize("written", ["1,700", "1700", "1 700", "1.700"])
def test_a_number_is_found_however_it_is_written(http: httpx.Client, written: str) -> None:
    """Who says 1,700 is found by any way of writing it, and nobody who says another number."""
    data = http.get("/figures.json", params={"q": written, "known_at": "2025-02-28"}).json()
    assert data["findings"]
    for found in data["findings"]:
        assert any(1700 in (v["low"], v["high"]) for v in found["values"])


def test_a_question_names_its_origins_once(http: httpx.Client) -> None:
    """An answer carried by several outlets from one origin has one origin, and all its carriers."""
    listed = http.get("/figures.json", params={"known_at": "2025-02-28", "verdict": "all"}).json()["findings"]
    for found in listed[:5]:
        whole = http.get(f"/figures/{found['id']}.json", params={"known_at": "2025-02-28"}).json()
        for v in whole["values"]:
            assert len(v["origins"]) == len(set(v["origins"])) and len(v["carried"]) == len(v["origins"])
