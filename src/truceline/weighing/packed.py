"""What the language packs of weighing hold."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from truceline.model.plain_yaml import plain_yaml

__all__ = ["packed"]


def packed(name: str) -> dict[str, Any] | None:
    """The data of a file of `packs/` ("events/en.yaml"); None where there is no such file."""
    home = files("truceline.weighing").joinpath("packs", name)
    return plain_yaml(home.read_text("utf-8")) if home.is_file() else None
