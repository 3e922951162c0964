"""YAML in, checked values out; every error with its file and line.

A file of an accord folder is read twice over in one pass: as plain data, which a pydantic
shape validates, and as positions, so that whatever is wrong is told with its line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError

from truceline.errors import AccordError

Shape = TypeVar("Shape", bound=BaseModel)


def parse(text: str, file: Path | str) -> Any:
    """The YAML nodes of `text`, with their lines; raises `AccordError` where it is not YAML."""
    try:
        return YAML(typ="rt").load(text)
    except MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        raise AccordError(
            f"not YAML: {e.problem}", file=file, line=line, mend="check indentation, colons and quotes"
        ) from e


def validated(text: str, file: Path | str, shape: type[Shape]) -> Shape:
    """`text` as a value of `shape`; raises `AccordError` naming file, line, clause and what was meant."""
    nodes = parse(text, file)
    if not isinstance(nodes, CommentedMap):
        raise AccordError("the file must hold named fields", file=file, line=1, mend="start with `id: ...`")
    try:
        return shape.model_validate(plain(nodes))
    except ValidationError as e:
        raise _told(e, nodes, file) from e


def plain(node: Any) -> Any:
    """Nodes as plain data; dates as ISO text, since an accord keeps dates as it is told them."""
    if isinstance(node, CommentedMap):
        return {str(k): plain(v) for k, v in node.items()}
    if isinstance(node, CommentedSeq):
        return [plain(v) for v in node]
    if isinstance(node, dt.date | dt.datetime):
        return node.isoformat()
    if isinstance(node, str):
        return str(node)
    return node


def line_of(nodes: Any, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest node on `path` that exists."""
    line: int | None = 1
    for key in path:
        if not isinstance(nodes, CommentedMap | CommentedSeq):
            break
        try:
            line = (nodes.lc.key(key) if isinstance(nodes, CommentedMap) else nodes.lc.item(key))[0] + 1
            nodes = nodes[key]
        except (KeyError, IndexError, TypeError):
            break
    return line


def _clause_of(nodes: Any, path: Sequence[str | int]) -> str | None:
    found = None
    for key in path:
        if isinstance(nodes, CommentedMap) and isinstance(nodes.get("id"), str):
            found = str(nodes["id"])
        try:
            nodes = nodes[key]
        except (KeyError, IndexError, TypeError):
            break
    if isinstance(nodes, CommentedMap) and isinstance(nodes.get("id"), str):
        found = str(nodes["id"])
    return found


def _told(e: ValidationError, nodes: Any, file: Path | str) -> AccordError:
    errors = e.errors()
    first = errors[0]
    path = [p for p in first["loc"] if isinstance(p, str | int)]
    clause = _clause_of(nodes, path)
    where = ".".join(str(p) for p in path)
    mend = None
    if first["type"] == "extra_forbidden":
        what = f"unknown field {path[-1]!r} in {'.'.join(str(p) for p in path[:-1]) or 'the file'}"
        mend = _meant(str(path[-1]), first.get("ctx", {}).get("fields") or ())
    elif first["type"] == "missing":
        what = f"field {path[-1]!r} is missing in {'.'.join(str(p) for p in path[:-1]) or 'the file'}"
        mend = f"add `{path[-1]}: ...`"
    else:
        given = first.get("input")
        what = f"{where}: {first['msg']} (given: {given!r})"
        expected = str(first.get("ctx", {}).get("expected", ""))
        mend = _meant(str(given), expected.replace("'", "").replace(" or ", ", ").split(", "))
    more = f" ({len(errors) - 1} more after it)" if len(errors) > 1 else ""
    return AccordError(what + more, file=file, line=line_of(nodes, path), clause=clause, mend=mend)


def _meant(given: str, choices: Sequence[str]) -> str | None:
    """What was probably meant, by the nearest of the words that can stand there."""
    near = process.extractOne(given, [c for c in choices if c], score_cutoff=60)
    return f"did you mean {near[0]!r}?" if near else None
