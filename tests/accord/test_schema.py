"""The published JSON Schema and the strict check accept and refuse the same files, as far as a schema can say."""

from __future__ import annotations

import copy
import random
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from truceline import accord
from truceline.accord.lines import parse, plain
from truceline.accord.shape import AccordShape

SCHEMA = Draft202012Validator(accord.schema())
NAMES = accord.installed()


def data(name: str) -> dict[str, Any]:
    file = accord.find(name) / "accord.yaml"
    found: dict[str, Any] = plain(parse(file.read_text("utf-8"), file))
    return found


def strict(value: Any) -> bool:
    try:
        AccordShape.model_validate(value)
    except ValidationError:
        return False
    return True


def test_the_schema_is_a_schema() -> None:
    """It says which, and what it is of."""
    Draft202012Validator.check_schema(accord.schema())
    assert accord.schema()["$id"] == "truceline-accord/1"


@pytest.mark.parametrize("name", NAMES)
def test_every_shipped_accord_fits_the_schema(name: str) -> None:
    """As the strict check has it too."""
    keys = json_keys(data(name))
    assert [e.message for e in SCHEMA.iter_errors(keys)] == []


def json_keys(value: Any) -> Any:
    """As JSON has it: the names of fields are words, and a field without a value is null."""
    if isinstance(value, dict):
        return {str(k): json_keys(v) for k, v in value.items()}
    return [json_keys(v) for v in value] if isinstance(value, list) else value


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    here = [path] if path else []
    if isinstance(value, dict):
        for k, v in value.items():
            here += places(v, (*path, k))
    elif isinstance(value, list):
        for n, v in enumerate(value):
            here += places(v, (*path, n))
    return here


WRONG: tuple[Any, ...] = (
    None,
    [],
    {},
    ["x"],
    {"zzz": 1},
    "",
    7,
    -2.5,
    True,
    "zzz",
    "2031-05",
    "2031-05-01",
    "3 moons",
)


def bent(value: dict[str, Any], rng: random.Random) -> dict[str, Any]:
    """The data with one field dropped, put in, or given another kind of value."""
    out = copy.deepcopy(value)
    path = rng.choice(places(out))
    home = out
    for key in path[:-1]:
        home = home[key]
    what = rng.randrange(3)
    if what == 0 and isinstance(home, dict):
        del home[path[-1]]
    elif what == 1 and isinstance(home, dict):
        home["unheard-of"] = 1
    else:
        home[path[-1]] = rng.choice(WRONG)
    return out


@pytest.mark.parametrize("name", NAMES)
def test_what_the_schema_refuses_the_check_refuses_and_the_other_way_round(name: str) -> None:
    """Where they differ, a value is right in form and no day, moment or amount that can be."""
    rng = random.Random(name)
    value = data(name)
    for _ in range(60):
        made = bent(value, rng)
        told = list(SCHEMA.iter_errors(json_keys(made)))
        assert bool(told) <= (not strict(made)), (name, [e.message for e in told][:2])
        if not told and not strict(made):
            with pytest.raises(ValidationError) as seen:
                AccordShape.model_validate(made)
            kinds = {e["type"] for e in seen.value.errors()}
            assert kinds <= {"value_error"}, (name, seen.value.errors()[:2])
