"""What the language packs of weighing hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from importlib.resources import files
from typing import Any

from truceline.model.plain_yaml import plain_yaml

__all__ = ["filled", "packed"]

_MAKES: Mapping[str, Callable[[Any], Any]] = {
    "str": str,
    "bool": bool,
    "frozenset[str]": frozenset,
    "tuple[str, ...]": tuple,
    "dict[str, str]": dict,
    "tuple[tuple[str, str], ...]": lambda told: tuple(told.items()),
}


def packed(name: str) -> dict[str, Any] | None:
    """The data of a file of `packs/` ("events/en.yaml"); None where there is no such file."""
    home = files("truceline.weighing").joinpath("packs", name)
    return plain_yaml(home.read_text("utf-8")) if home.is_file() else None


def filled(kind: type, data: Mapping[str, Any]) -> dict[str, Any]:
    """Of the fields of a dataclass (whose annotations are text) those that stand in the data under their names as they
    are: words, sets and lists of them, and one by another."""
    told = ((f.name, _MAKES.get(str(f.type))) for f in fields(kind) if f.name in data)
    return {name: make(data[name]) for name, make in told if make is not None}
