"""The published JSON forms: what the commands write fits the schemas that ship."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import truceline
from truceline import read
from truceline.case import Library
from truceline.case.formats import reading_json, weighing_json
from truceline.case.library import weigh
from truceline.case.sample import sample_folder

SCHEMAS = Path(truceline.__file__).parent / "schemas"


def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")))


@pytest.fixture(scope="module")
def weighed() -> dict[str, Any]:
    """Some of the sample, read and weighed."""
    library = Library()
    files = sorted(sample_folder().glob("*.txt"))[:6]
    pairs = list(read(files, library=library))
    return weighing_json(weigh(pairs, library), [reading_json(r, g) for r, g in pairs])


def test_every_schema_is_a_schema() -> None:
    """The files that ship are valid JSON Schemas of draft 2020-12."""
    for file in SCHEMAS.glob("*.json"):
        Draft202012Validator.check_schema(json.loads(file.read_text("utf-8")))


def test_a_weighing_and_its_readings_fit_their_schemas(weighed: dict[str, Any]) -> None:
    """`truceline weigh --json` and `truceline read --json` write what is published."""
    validator("truceline-weighing-1").validate(weighed)
    for reading in weighed["readings"]:
        validator("truceline-reading-1").validate(reading)


def test_every_span_reads_as_the_text_does(weighed: dict[str, Any]) -> None:
    """Offsets count code points of the file: `text[start:end]` is `text`, for everything placed."""
    for reading in weighed["readings"]:
        text = Path(reading["report"]["path"]).read_bytes().decode("utf-8")
        placed = [
            *(s for c in reading["claims"] for s in (*c["content"], c["cue"], c["source"]) if s),
            *reading["figures"],
            *reading["times"],
            *reading["mentions"],
            *reading["acts"],
        ]
        assert placed
        for span in placed:
            assert text[span["start"] : span["end"]] == span["text"]
