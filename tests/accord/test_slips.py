"""Slips of somebody who has never seen YAML: told with the line and with what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord
from truceline.errors import AccordNotFound

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
        ("due: day 9", "due: seventh day", 0, "did you mean `day 7`?"),
        ("    obligors: [uplands]", "    obligors: [Uplands]", 0, "did you mean 'uplands'?"),
        ("    beneficiaries: [marsh]", "    beneficiaries: [Marsh League]", 0, "did you mean 'marsh'?"),
        (
            "    obligors: [uplands]",
            "    obligors: [\u201cuplands\u201d]",
            0,
            "a word processor's quotation mark",
        ),
        (
            "    obligors: [uplands]",
            "    obligors: [uplands]\n    obligors: [marsh]",
            1,
            "begin it with `- `",
        ),
        ("  - id: B1\n", "  -id: B1\n", 0, "a space is missing after the dash: `- id: B1`"),
        (
            "    obligors: [uplands]",
            "    obligors: [uplands]\n    kind: obligation",
            1,
            "did you mean 'duty'?",
        ),
        ("    obligors: [uplands]", "    obligors:", 0, "nothing stands there"),
        ("due: day 9", "due: day 9, begin_by: 2,000", 0, "write a number without commas"),
        ("due: day 9", "due: {when: day 9, condition_amount: 30}", 0, "add `condition_clause: ...`"),
        ("due: day 9", "due: 2030-05-12", 0, "lies long before the agreement"),
        ("due: day 9", "due: 3 days after planned start", 0, "add `start_planned: ...`"),
        (
            "kind: by, due: day 9",
            "kind: window, opens: day 9, due: 3 days after start",
            0,
            "lies before 'day 9'",
        ),
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


def test_a_day_before_the_first_day_is_none(valid: str, written: Write) -> None:
    """Where no count begins with day 0, there is no day 0."""
    text = valid.replace("first: 0, words: 4 May is day 0", "first: 1, words: 4 May is day 1 too").replace(
        "due: day 9", "due: day 0"
    )
    (error,) = accord.check(written(text))
    assert "there is no day 0: the first day is day 1" in error.what


def test_a_signing_that_is_not_given_cannot_be_counted_from(valid: str, written: Write) -> None:
    """A date that would never come is told when the accord is checked."""
    text = valid.replace("signed: 2031-05-01\n", "").replace("due: day 9", "due: 3 days after signing")
    (error,) = accord.check(written(text))
    assert (error.what, error.mend) == ("the signing is not given", "add `signed: ...`")


@pytest.mark.parametrize(
    "field",
    ["depends_on: [S1]", "deadline: {kind: during, opens: start, condition: c, condition_clause: S1}"],
)
def test_a_clause_does_not_wait_for_itself(field: str, valid: str, written: Write) -> None:
    """Neither by what it depends on nor by its condition."""
    old = "    deadline: {kind: recurring, every: day, opens: day 1, until: end of phase 1}\n"
    text = valid.replace(old, f"    {field}\n" + ("" if "deadline" in field else old))
    assert [e.what for e in accord.check(written(text))] == ["clause 'S1' waits for itself"]


def test_a_condition_that_comes_back_is_a_circle(valid: str, written: Write) -> None:
    """What is due only once the other is done, which is due after it, is never due."""
    old = "    deadline: {kind: recurring, every: day, opens: day 1, until: end of phase 1}\n"
    text = valid.replace(old, "    deadline: {kind: by, due: 3 days after clause B1}\n").replace(
        ", period: day, measure: boats, tests: [per_period, cumulative]", ", measure: boats"
    )
    (error,) = accord.check(written(text))
    assert "in a circle" in error.what and {"B1", "S1"} <= set(error.what.split())


@pytest.mark.parametrize(
    ("given", "meant"),
    [("4 May 2031", "2031-05-04"), ("20310504", "2031-05-04"), ("2031\u201105\u201104", "2031-05-04")],
)
def test_a_date_in_another_form_is_told_in_the_right_one(
    given: str, meant: str, valid: str, written: Write
) -> None:
    """A day that is written with its month in words, without dashes or with a printer's dashes is one day."""
    (error,) = accord.check(written(valid.replace("start: 2031-05-04", f"start: {given}")))
    assert error.mend == f"did you mean {meant}?"


def test_a_date_that_may_be_two_days_is_not_guessed(valid: str, written: Write) -> None:
    """04.05.2031 is the fourth of May to some and the fifth of April to others."""
    (error,) = accord.check(written(valid.replace("start: 2031-05-04", "start: 04.05.2031")))
    assert error.mend is None and "YYYY-MM-DD" in error.what


def test_a_wrong_item_of_a_list_is_named_by_its_id(valid: str, written: Write) -> None:
    """Nobody has to count from nought to find it."""
    text = valid.replace("name: River Watch, roles: [verifier]", "name: River Watch, roles: [watcher]")
    (error,) = accord.check(written(text))
    assert error.what.startswith("actors.river-watch.roles.item 1: ") and error.mend is None


def test_a_folder_without_an_accord_is_told_as_one(tmp_path: Path) -> None:
    """Whoever names a folder is not given the list of names that are installed."""
    with pytest.raises(AccordNotFound, match=r"holds no accord\.yaml"):
        accord.find(str(tmp_path))
