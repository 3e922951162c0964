"""Slips of somebody who has never seen YAML: told with the line and with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord

Write = Callable[..., Path]


@pytest.mark.parametrize(
    ("was", "is_", "off", "meant"),
    [
        ('    title: "Leave the n', '\ttitle: "Leave the n', 0, "a tab stands at the beginning"),
        (
            '    title: "Leave the north bridge"',
            "    title:Leave the north bridge",
            0,
            "`title: Leave the north bridge`",
        ),
        (
            "    obligors: [uplands]",
            "   obligors: [uplands]",
            0,
            "this line stands 3 spaces in, the one before",
        ),
        ("    obligors: [uplands]", "    obligors: [uplands", 0, "a bracket is opened and not closed"),
        (
            '    title: "Leave the north bridge"',
            '    title: "Leave the north bridge',
            0,
            "a quotation mark is opened and not closed",
        ),
        ("    obligors: [uplands]", "    obligors: uplands", 0, "put it between square brackets: [uplands]"),
        ("    obligors: [uplands]", "    obligors: [upland]", 0, "did you mean 'uplands'?"),
        ("    obligors: [uplands]", "    owes: [uplands]", 0, "unknown field 'owes' in the clause"),
        ("due: day 9", "due: seventh day", 0, "'seventh day' is not a moment; write one of"),
        ("kind: by, due: day 9", "kind: before, due: day 9", 0, "did you mean 'by'?"),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_meant(
    was: str, is_: str, off: int, meant: str, valid: str, written: Write
) -> None:
    at = valid[: valid.index(was)].count("\n") + 1 + off
    errors = accord.check(written(valid.replace(was, is_, 1)))
    assert any(e.line == at and meant in str(e) for e in errors), [str(e) for e in errors]


def test_only_who_has_the_role_of_a_verifier_can_be_one_of_a_clause(valid: str, written: Write) -> None:
    was = "    obligors: [uplands]\n"
    errors = accord.check(written(valid.replace(was, f"{was}    verifiers: [marsh]\n", 1)))
    assert any("'marsh' is a verifier here" in str(e) for e in errors)
