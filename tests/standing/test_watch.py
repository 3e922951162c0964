"""Watch rules load with their short cuts, and errors say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.accord.watch import load_watches, watches_from
from truceline.errors import AccordError, AccordNotFound

RULE = """accord: lake
words: {ford: [ford, fords]}
watches:
  - {id: left, clause: [ford, dam], signal: performed, patterns: [{all: [[$withdrew], [$ford]]}]}
"""


def test_a_rule_for_two_clauses_is_two_rules_with_its_lists_spelt_out() -> None:
    ford, dam = watches_from(RULE, "watch.yaml")
    assert (ford.id, ford.clause, dam.id, dam.clause) == ("left/ford", "ford", "left/dam", "dam")
    assert "pulled out" in ford.patterns[0].all[0] and ford.patterns[0].all[1] == ("ford", "fords")
    assert "not" in ford.undone_by


def test_what_undoes_a_match_can_be_named_by_the_rule_itself() -> None:
    own = RULE.replace("signal: performed", "signal: performed, undone_by: [almost]")
    assert watches_from(own, "watch.yaml")[0].undone_by == ("almost",)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        (RULE.replace("$ford", "$river"), "river"),
        (RULE.replace("signal: performed", "signal: done"), "signal"),
        (RULE.replace(", patterns: [{all: [[$withdrew], [$ford]]}]", ""), "asks for nothing"),
        (RULE + "  - {id: left, clause: ford, signal: begun, topics: [x]}\n", "used twice"),
        (RULE.replace("clause:", "clauses:"), "clause"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(wrong: str, says: str) -> None:
    with pytest.raises(AccordError, match=says) as e:
        watches_from(wrong, "watch.yaml")
    assert e.value.line and "watch.yaml" in str(e.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(AccordNotFound):
        load_watches(tmp_path)


def test_the_shipped_rules_load_and_name_clauses_that_there_are() -> None:
    from truceline.accord import load

    folders = Path(__file__).resolve().parents[2] / "accords"
    for file in sorted(folders.glob("*/watch.yaml")):
        accord = load(file.parent)
        assert accord.watches
        for watch in accord.watches:
            assert accord.clause(watch.clause), watch.id
