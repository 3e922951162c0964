"""YAML as plain data, by the core schema of YAML 1.2: fast, and "no" and "on" are words.

For language packs; accord files are read by `accord/lines.py`, which also keeps the places.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

__all__ = ["plain_yaml"]


class _Core(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """The loader without YAML 1.1's readings of plain words."""


_Core.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))([eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))
_Core.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def plain_yaml(text: str) -> Any:
    """The data of `text`; raises `yaml.YAMLError` where it is not YAML."""
    return yaml.load(text, Loader=_Core)  # noqa: S506 (a safe loader)
