"""Every slip in an accord file is told with its line, its clause and what was meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from truceline import accord
from truceline.errors import AccordError

Write = Callable[..., Path]


def test_a_right_file_has_no_fault(valid: str, written: Write) -> None:
    """Nothing is complained of where nothing is wrong."""
    assert accord.check(written(valid)) == []


def test_slips_of_every_kind_are_told_at_once(valid: str, written: Write) -> None:
    """A misspelt field, a wrong word and a name that leads nowhere: who mends a file mends it in one go."""
    slips = {
        "kind: ban": ("kind: bann", "given: 'bann'"),
        "beneficiaries: [marsh]": ("beneficiary: [marsh]", "unknown field 'beneficiary'"),
        "depends_on: [B1]": ("depends_on: [BB]", "no clause 'BB'"),
        "verifiers: [river-watch]": ("verifiers: [river-wach]", "no actor 'river-wach'"),
        "{kind: by, due: {when: day 7,": ("{kind: bye, due: {when: day 7,", "given: 'bye'"),
    }
    text = valid
    for was, (is_, _) in slips.items():
        text = text.replace(was, is_)
    told = accord.check(written(text))
    assert len(told) == len(slips), [str(e) for e in told]
    for _, what in slips.values():
        assert any(what in e.what for e in told)


@pytest.mark.parametrize(
    ("was", "is_", "clause", "what", "mend"),
    [
        ("    topic: bridges\n    obligors: [uplands]\n    bene", "    topic: bridge\n    obligors: [uplands]\n    bene", "B1", "no topic 'bridge'", "bridges"),
        ("obligors: [uplands, marsh]", "obligors: [upland, marsh]", "T1", "no actor 'upland'", "uplands"),
        ("beneficiaries: [marsh]", "beneficiary: [marsh]", "B1", "unknown field 'beneficiary'", "beneficiaries"),
        ("due: 5 days after clause B1}", "due: 5 days after clause B7}", "B2", "no clause 'B7'", "B1"),
        ("due: 5 days after clause B1}", "due: five days after B1}", "B2", "is not a moment", None),
        ("depends_on: [B1]", "depends_on: [BB]", "B2", "no clause 'BB'", None),
        ("condition_clause: S1", "condition_clause: S7", "B1", "no clause 'S7'", "S1"),
        ("measure: boats", "measure: boat", "S1", "no measure 'boat'", "boats"),
        ("kind: ban", "kind: bann", "T1", "given: 'bann'", "ban"),
        ("    phase: 1\n", "    phase: 7\n", "B1", "no phase 7", None),
        ("until: end of phase 1}\n    sources", "until: end of phase 4}\n    sources", "T1", "no phase 4", None),
        ("id: B2", "id: B1", "B1", "used twice", None),
        ("{kind: at_least, value: 60,", "{kind: at_least,", "S1", "needs `value`", "value"),
        ("kind: by, due: {when: day 7,", "kind: window, due: {when: day 7,", "B1", "needs `opens`", "opens"),
        ("every: day, opens", "opens", "S1", "needs `every`", "every"),
        ("words: of which grain, value: 20", "words: of which grain, value: 90", "S1", "more than the whole", None),
        ("verifiers: [river-watch]", "verifiers: [river-wach]", "S1", "no actor 'river-wach'", "river-watch"),
        ("    sources: [gazette]\nsources:", "    sources: [gazzette]\nsources:", "S1", "no source 'gazzette'", "gazette"),
        ("holders: [uplands], deadline", "holders: [up], deadline", "B1", "no actor 'up'", None),
        ("id: bridge-later", "id: day0", "B1", "used twice", None),
        ("id: B2", "id: B 2", "B 2", "a name is needed, without spaces", "B-2"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_clause(
    was: str, is_: str, clause: str, what: str, mend: str | None, valid: str, written: Write
) -> None:
    """One slip gives an error with the line and the clause, and the word that was meant."""
    assert valid.count(was) == 1, was
    text = valid.replace(was, is_)
    errors = accord.check(written(text))
    found = [e for e in errors if what in e.what]
    assert found, [str(e) for e in errors]
    error = found[0]
    line = valid[: valid.index(was)].count("\n") + 1
    assert error.clause == clause
    assert error.line is not None and abs(error.line - line) <= 3
    assert error.file and error.file.endswith("accord.yaml")
    if mend:
        assert mend in (error.mend or "")


@pytest.mark.parametrize(
    ("was", "is_", "what"),
    [
        ("start: day 21", "start: day 31", "phase 2 starts on day 31"),
        ("signed: 2031-05-01", "signed: 2031-06-01", "signed on 2031-06-01, after the start"),
        ("signed: 2031-05-01", "signed: 2031-02-30", "signed"),
        ("id: lowmark-2031-05", "id: lowmark", "not the folder's name"),
        ("roles: [institution], party: uplands", "roles: [institution]", "institution of nobody"),
        ("n: 2, name: settlement", "n: 3, name: settlement", "phases are numbered"),
        ("review: draft", "reviewed: draft", "review"),
        ("{id: marsh, name: Marsh League, roles: [party]}", "{id: marsh, name: Marsh League, roles: [other]}", "at least two parties"),
        ("review: draft\n", "review: draft\n\tx: y\n", "not YAML"),
        ("review: draft\n", "review: draft\nreview: draft\n", "stands twice"),
        ("review: draft", "review: !!python/name:os.system draft", "the tag"),
    ],
)  # fmt: skip
def test_a_slip_outside_the_clauses_is_told(
    was: str, is_: str, what: str, valid: str, written: Write
) -> None:
    """Phases that do not add up, unreal dates, doubled fields: each is told with its line."""
    assert valid.count(was) == 1
    errors = accord.check(written(valid.replace(was, is_)))
    assert any(what in e.what and e.line for e in errors), [str(e) for e in errors]


def test_all_faults_are_told_at_once(valid: str, written: Write) -> None:
    """Somebody who mends a file sees everything that is wrong with it, in the order of its lines."""
    text = valid.replace("obligors: [marsh]", "obligors: [march]").replace(
        "depends_on: [B1]", "depends_on: [B9]"
    )
    errors = accord.check(written(text))
    assert [e.clause for e in errors] == ["B2", "S1"]
    assert [e.line for e in errors] == sorted(e.line or 0 for e in errors)


def test_clauses_that_wait_for_each_other_are_told(valid: str, written: Write) -> None:
    """A circle has no date; it is told as the ring that it is."""
    text = valid.replace("    beneficiaries: [marsh]\n", "    beneficiaries: [marsh]\n    depends_on: [B2]\n")
    errors = accord.check(written(text))
    assert len(errors) == 1
    assert "B1 -> B2 -> B1" in errors[0].what or "B2 -> B1 -> B2" in errors[0].what


def test_two_ids_that_differ_only_in_case_or_dash_are_one(valid: str, written: Write) -> None:
    """Clause ids are read without regard to case, so two such ids would be one."""
    errors = accord.check(written(valid.replace("id: T1\n", "id: s1\n")))
    assert any("used twice" in e.what for e in errors)


def test_a_title_that_cannot_be_cited_is_refused(valid: str, written: Write) -> None:
    """A title folded over two lines cannot be pointed to word for word."""
    text = valid.replace('"Leave the north bridge"', '"Leave the\n      north bridge"')
    folder = written(text)
    assert any(e.clause == "B1" and "word for word" in e.what for e in accord.check(folder))
    with pytest.raises(AccordError, match="word for word"):
        accord.load(folder)


def test_a_comma_inside_braces_is_explained(valid: str, written: Write) -> None:
    """The commonest trap of the format is told with its cure."""
    text = valid.replace("words: 4 May is day 1,", "words: 4 May, a Sunday, is day 1,")
    errors = accord.check(written(text))
    assert any("quotation marks" in (e.mend or "") for e in errors)


def test_what_the_vocabulary_lacks_is_told(valid: str, written: Write) -> None:
    """A party, topic or measure that no report can name is a fault of the folder."""
    vocabulary = """\
accord: lowmark-2031-05
entities:
  - {id: uplands, name: Uplands, type: party, roles: [party]}
  - {id: uplands-press-office, name: Uplands press office, type: organisation, party: uplands}
measures:
  - {id: boats, name: boats, counted: [boat*], clauses: [S1, S9]}
topics: []
"""
    told = [e.what for e in accord.check(written(valid, vocabulary=vocabulary))]
    assert any("actor 'marsh'" in t for t in told)
    assert any("topic 'bridges'" in t for t in told)
    assert any("'S9'" in t for t in told)
    assert len(told) == 3


@pytest.mark.parametrize(
    ("was", "is_"),
    [
        ("depends_on: [B1]", "depends_on: &b [B1]"),
        ("verifiers: [river-watch]", "verifiers: *b"),
        ("review: draft", "review: !!python/name:os.system draft"),
        ("review: draft", "review: " + "[" * 100_000),
        ("review: draft", "review: draft\n---\nid: other"),
        ("review: draft", "? [a, b]\n: draft"),
    ],
    ids=["anchor", "alias", "tag", "depth", "documents", "key"],
)
def test_what_yaml_could_hide_is_refused(was: str, is_: str, valid: str, written: Write) -> None:
    """What stands in the file is all that there is: no anchors, aliases, tags or bottomless nesting."""
    errors = accord.check(written(valid.replace(was, is_, 1)))
    assert len(errors) == 1
    assert errors[0].line is not None


def test_words_stay_words(valid: str, written: Write) -> None:
    """A name such as "no" or a date is what stands there, and never turns into something else."""
    text = valid.replace("name: Ferry Guild", "name: no").replace(
        "2031-05-04", "2031-05-04T08:30:00+02:00", 1
    )
    a = accord.load(written(text))
    assert a.labels["ferry-guild"] == "no"
    assert a.start == "2031-05-04"


def test_a_reviewed_accord_brings_its_situations_and_sources(valid: str, written: Write) -> None:
    """Nobody can call an accord reviewed that has no worked situations and does not tell its sources."""
    errors = accord.check(written(valid.replace("review: draft", "review: reviewed")))
    assert [("cases.yaml" in e.what, "sources.md" in e.what) for e in errors] == [
        (True, False),
        (False, True),
    ]


def test_a_list_without_anything_is_told_in_plain_words(valid: str, written: Write) -> None:
    """Not in those of the program that reads the file."""
    head, _, _ = valid.partition("clauses:\n")
    told = [str(e) for e in accord.check(written(head + "clauses: []\nsources: {}\n"))]
    assert any("clauses: it needs 1 or more, and has 0 -- add one" in e for e in told), told
