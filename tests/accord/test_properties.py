"""What holds however an accord file is bent."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from truceline import accord
from truceline.errors import AccordError

_EASY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
_BITS = [
    "",
    ":",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "\t",
    "&a ",
    "*a",
    "!!x ",
    "'",
    '"',
    "\n",
    "#",
    "~",
    "0",
    "day 99",
    "\x00",
    "é",
]


@given(at=st.floats(0, 1), cut=st.integers(0, 40), put=st.sampled_from(_BITS))
@_EASY
def test_a_bent_file_is_told_and_never_breaks(
    at: float, cut: int, put: str, valid: str, tmp_path: Path
) -> None:
    """Whatever is cut or put in, check answers with errors that have a place, and load agrees with it."""
    place = int(at * len(valid))
    folder = tmp_path / "lowmark-2031-05"
    folder.mkdir(exist_ok=True)
    (folder / "accord.yaml").write_text(valid[:place] + put + valid[place + cut :], "utf-8")
    errors = accord.check(folder)
    assert all(isinstance(e, AccordError) and e.file and e.what for e in errors)
    wrong_inside = [e for e in errors if "folder's name" not in e.what]
    if wrong_inside:
        with pytest.raises(AccordError):
            accord.load(folder)
    else:
        a = accord.load(folder)
        assert [c.span.quote for c in a.clauses] == [c.title for c in a.clauses]


@given(seed=st.integers(0, 10_000))
@_EASY
def test_the_order_of_clauses_changes_nothing_but_their_order(seed: int, valid: str, tmp_path: Path) -> None:
    """The same clauses in another order are the same clauses."""
    head, rest = valid.split("clauses:\n")
    body, tail = rest.split("sources:\n  gazette")
    blocks = re.split(r"(?m)(?=^  - id: )", body)
    random.Random(seed).shuffle(blocks)
    folder = tmp_path / "lowmark-2031-05"
    folder.mkdir(exist_ok=True)
    (folder / "accord.yaml").write_text(valid, "utf-8")
    one = {c.id: c for c in accord.load(folder).clauses}
    text = f"{head}clauses:\n{''.join(blocks)}sources:\n  gazette{tail}"
    (folder / "accord.yaml").write_text(text, "utf-8")
    two = {c.id: c for c in accord.load(folder).clauses}
    assert one.keys() == two.keys()
    for id, clause in one.items():
        assert (clause.deadline, clause.quantity, clause.readings) == (
            two[id].deadline,
            two[id].quantity,
            two[id].readings,
        )
