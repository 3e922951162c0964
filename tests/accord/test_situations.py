"""Situations: facts in, expectations out, and slips told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord
from truceline.errors import AccordError
from truceline.model.accord import HolderRole, SignalKind

Write = Callable[..., Path]

CASES = """\
accord: lowmark-2031-05
bundles:
  boats:
    - {clause: S1, kind: performed, who: River Watch, entity: river-watch, on: 2031-05-05, known: 2031-05-06, count: 70}
situations:
  - name: The bridge is left, says its holder
    as_of: 2031-05-12
    day_count: day0
    use: [boats]
    facts:
      - {clause: B1, kind: performed, who: an officer, entity: uplands-press-office, on: 2031-05-10, known: 2031-05-11}
      - {clause: T1, kind: breach_alleged, who: Uplands, entity: uplands, known: 2031-05-11}
      - {clause: B1, kind: denied, who: Marsh League, entity: marsh, known: 2031-05-12, low: 2, so_far: true}
      - {clause: B1, kind: promised, who: a paper, role: outlet, known: 2031-05-12}
    expect:
      - {clause: B1, state: [kept, kept_late], never: breached}
"""


def test_facts_become_signals_one_for_one(valid: str, written: Write) -> None:
    """Each fact is one signal, with the role and the interest that its holder has in that clause."""
    (situation,) = accord.cases(written(valid, cases=CASES))
    given = accord.signals(situation)
    assert [s.kind for s in given] == [f.kind for f in situation.facts]
    assert [(s.clause, s.role, s.party) for s in given] == [
        ("S1", HolderRole.VERIFIER, "river-watch"),
        ("B1", HolderRole.OBLIGOR, "uplands"),
        ("T1", HolderRole.COUNTERPART, "uplands"),
        ("B1", HolderRole.COUNTERPART, "marsh"),
        ("B1", HolderRole.OUTLET, None),
    ]
    assert [(s.low, s.high, s.cumulative) for s in given][:1] == [(70, 70, False)]
    assert given[3].cumulative is True
    assert given[0].measure == "boats"
    assert len({s.origin for s in given}) == len(given)


def test_what_is_expected_arrives(valid: str, written: Write) -> None:
    """A single answer and a list of right answers are both lists; the day of knowledge defaults to as_of."""
    (situation,) = accord.cases(written(valid, cases=CASES))
    assert situation.known_at == "2031-05-12"
    assert situation.day_count == "day0"
    assert situation.expect[0].states == ("kept", "kept_late")
    assert situation.expect[0].never == ("breached",)
    assert situation.facts[1].kind is SignalKind.PERFORMED
    assert situation.line == 6


@pytest.mark.parametrize(
    ("was", "is_", "what"),
    [
        ("use: [boats]", "use: [boat]", "no bundle 'boat'"),
        ("clause: T1, kind", "clause: T9, kind", "no clause 'T9'"),
        ("entity: marsh", "entity: march", "no actor 'march'"),
        ("state: [kept, kept_late]", "state: [held]", "given: 'held'"),
        ("day_count: day0", "day_count: day9", "no day count 'day9'"),
        ("on: 2031-05-10, known: 2031-05-11", "on: 2031-05-12, known: 2031-05-11", "known before it happens"),
        ("who: a paper, role: outlet", "who: a paper", "not said who"),
        ("accord: lowmark-2031-05\n", "accord: lowmark\n", "these cases are for"),
        ("never: breached}", "never: breached, shown: breached}", "expected and forbidden"),
    ],
)
def test_a_slip_in_a_situation_is_told_with_its_line(
    was: str, is_: str, what: str, valid: str, written: Write
) -> None:
    """Check finds what is wrong in cases.yaml; cases refuses to load it."""
    assert CASES.count(was) == 1
    folder = written(valid, cases=CASES.replace(was, is_))
    errors = accord.check(folder)
    assert any(what in e.what and e.line and (e.file or "").endswith("cases.yaml") for e in errors), errors
    with pytest.raises(AccordError):
        accord.cases(folder)


def test_an_accord_without_cases_has_none(valid: str, written: Write) -> None:
    """No file, no situations, no fault."""
    assert accord.cases(written(valid)) == ()
