"""Loading and finding accord folders."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from truceline import accord
from truceline.accord.lines import parse, plain
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import ClauseKind, MomentKind

Write = Callable[..., Path]


def test_a_clause_cites_its_title_in_the_frozen_text(valid: str, written: Write) -> None:
    """Each clause's span is its title, word for word, in the text that was read, however it is quoted."""
    a = accord.load(written(valid))
    assert a.text == valid
    assert a.sha256 == hashlib.sha256(valid.encode()).hexdigest()
    for clause in a.clauses:
        clause.span.check(a.text)
        assert clause.span.quote == clause.title
        assert clause.span.report == "accord:lowmark-2031-05"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_spans_hold_with_any_line_ending(valid: str, ending: str, tmp_path: Path) -> None:
    """A file saved on another system is cited as it stands."""
    folder = tmp_path / "lowmark-2031-05"
    folder.mkdir()
    (folder / "accord.yaml").write_bytes(valid.replace("\n", ending).encode("utf-8-sig"))
    a = accord.load(folder)
    for clause in a.clauses:
        clause.span.check(a.text)


def test_what_the_file_says_arrives(valid: str, written: Write) -> None:
    """Deadlines, preconditions, amounts, parts and rival readings come through as written."""
    a = accord.load(written(valid))
    bridge, boats = a.clause("b1"), a.clause("S1")
    assert bridge and boats
    due = bridge.deadline.due
    assert due and (due.kind, due.n, due.condition_clause, due.condition_amount) == (
        MomentKind.DAY,
        7,
        "S1",
        30,
    )
    assert bridge.readings[0].deadline and bridge.readings[0].deadline.due
    assert bridge.readings[0].deadline.due.n == 9
    assert boats.quantity and boats.quantity.value == 60
    assert [p.id for p in boats.parts] == ["S1a"]
    assert a.parties == ("uplands", "marsh")
    assert a.verifiers == ("river-watch",)
    assert a.labels["uplands-press-office"] == "Uplands press office"
    assert a.clauses[0].kind is ClauseKind.BAN


def test_an_accord_is_found_by_name(valid: str, written: Write) -> None:
    """A name leads to its folder, and so does a path."""
    folder = written(valid)
    assert accord.find("lowmark-2031-05", [folder.parent]) == folder
    assert accord.find(str(folder), []) == folder
    assert accord.find(str(folder / "accord.yaml"), []) == folder
    assert accord.check(folder / "accord.yaml") == []
    assert accord.load(folder / "accord.yaml") == accord.load(folder)
    assert accord.installed([folder.parent]) == ["lowmark-2031-05"]


def test_an_unknown_name_is_told_with_near_ones(valid: str, written: Write) -> None:
    """A slip in a name is answered with the names that are near."""
    with pytest.raises(AccordNotFound, match="lowmark-2031-05"):
        accord.find("lowmark-2013", [written(valid).parent])


def test_a_name_never_climbs_out_of_its_folder(valid: str, written: Write) -> None:
    """A name with a path in it is taken as a path and not looked for in the accord folders."""
    folder = written(valid)
    with pytest.raises(AccordNotFound):
        accord.find("../lowmark-2031-05", [folder])


def test_a_missing_file_is_not_found(tmp_path: Path) -> None:
    """A folder without accord.yaml is told as such, by load and by check."""
    with pytest.raises(AccordNotFound):
        accord.load(tmp_path)
    assert [e.mend for e in accord.check(tmp_path)] == ["name a folder with accord.yaml"]


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """A file in another encoding is an error and not a guess."""
    (tmp_path / "accord.yaml").write_bytes(b"id: caf\xe9\n")
    with pytest.raises(AccordError, match="UTF-8"):
        accord.load(tmp_path)


def test_every_shipped_accord_fits_the_published_schema() -> None:
    """The JSON Schema is valid and says yes to what Truceline ships."""
    schema = accord.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for name in accord.installed():
        file = accord.find(name) / "accord.yaml"
        data = plain(parse(file.read_text("utf-8"), file))
        # JSON has no number keys: the schedule's days become text.
        for clause in data["clauses"]:
            schedule = clause.get("quantity", {}).get("schedule")
            if schedule:
                clause["quantity"]["schedule"] = {str(k): v for k, v in schedule.items()}
        assert [e.message for e in validator.iter_errors(data)] == []


def test_the_schema_says_no_to_an_unknown_field(valid: str) -> None:
    """A field that the format does not know fails the schema too."""
    data = plain(parse(valid, "x"))
    data["colour"] = "blue"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, accord.schema())
