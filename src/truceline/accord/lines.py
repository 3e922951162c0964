"""YAML in, checked values out; every error with its file and line.

A file of an accord folder is read twice over in one pass: as plain data, which a pydantic
shape validates, and as positions, so that whatever is wrong is told with its line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

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
    value, errors, _ = examined(text, file, shape)
    if value is None:
        first = errors[0]
        if len(errors) > 1:
            more = f"{first.what} ({len(errors) - 1} more after it)"
            raise AccordError(more, file=file, line=first.line, clause=first.clause, mend=first.mend)
        raise first
    return value


def examined(
    text: str, file: Path | str, shape: type[Shape]
) -> tuple[Shape | None, list[AccordError], CommentedMap]:
    """`text` as a value of `shape`, everything that is wrong with its shape, and its nodes.

    The value is None where anything is wrong; errors come in the order of their lines.
    """
    try:
        nodes = parse(text, file)
    except AccordError as e:
        return None, [e], CommentedMap()
    if not isinstance(nodes, CommentedMap):
        error = AccordError("the file must hold named fields", file=file, line=1, mend="start with `id: ...`")
        return None, [error], CommentedMap()
    try:
        return shape.model_validate(plain(nodes)), [], nodes
    except ValidationError as e:
        told = [_told(dict(one), nodes, file, shape) for one in e.errors()]
        return None, sorted(told, key=lambda x: x.line or 0), nodes


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


def clause_of(nodes: Any, path: Sequence[str | int]) -> str | None:
    """The clause that `path` leads into: one of `clauses`, or what a `clause:` field on it names."""
    found, under = None, ""
    for key in path:
        under = key if isinstance(key, str) else under
        try:
            nodes = nodes[key]
        except (KeyError, IndexError, TypeError):
            break
        if isinstance(nodes, CommentedMap):
            name = nodes.get("id") if under == "clauses" else nodes.get("clause")
            found = str(name) if isinstance(name, str) else found
    return found


def _told(error: dict[str, Any], nodes: Any, file: Path | str, shape: type[BaseModel]) -> AccordError:
    path = [p for p in error["loc"] if not str(p).startswith(("<", "function-", "[key]"))]
    clause = clause_of(nodes, path)
    where = ".".join(str(p) for p in path)
    parent = ".".join(str(p) for p in path[:-1]) or "the file"
    ctx = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        what = f"unknown field {path[-1]!r} in {parent}"
        mend = meant(str(path[-1]), _fields(shape, list(error["loc"][:-1])))
        if error.get("input") is None and " " in str(path[-1]):
            mend = "inside { } a comma ends a value: put words that hold a comma between quotation marks"
    elif error["type"] == "missing":
        what, mend = f"field {path[-1]!r} is missing in {parent}", f"add `{path[-1]}: ...`"
    else:
        given = error.get("input")
        shown = f" (given: {given!r})" if isinstance(given, str | int | float | bool) else ""
        what = f"{where}: {error['msg'].removeprefix('Value error, ')}{shown}"
        expected = str(ctx.get("expected", ""))
        mend = meant(str(given), expected.replace("'", "").replace(" or ", ", ").split(", "))
    return AccordError(what, file=file, line=line_of(nodes, path), clause=clause, mend=mend)


def _fields(shape: type[BaseModel], path: Sequence[Any]) -> list[str]:
    """The field names that can stand at `path`."""
    shapes: list[type[BaseModel]] = [shape]
    for key in path:
        fields = [s.model_fields[key] for s in shapes if key in s.model_fields]
        if fields:
            shapes = [m for f in fields for m in _models(f.annotation)]
    return sorted({name for s in shapes for name in s.model_fields})


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for a in get_args(annotation) for m in _models(a)]


def meant(given: str, choices: Sequence[str]) -> str | None:
    """What was probably meant, by the nearest of the words that can stand there."""
    near = process.extractOne(given, [c for c in choices if c], score_cutoff=60)
    return f"did you mean {near[0]!r}?" if near else None
