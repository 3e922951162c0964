"""YAML in, checked values out; every error with its file and line.

A file of an accord folder is read as nodes that know where they stand. Their plain data is
validated by a pydantic shape, and whatever is wrong is told with its line. Dates stay the
words that they are; anchors, aliases and tags of YAML are refused, so that what stands in the
file is all that there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from rapidfuzz import process
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from truceline.errors import AccordError

__all__ = ["child", "clause_of", "examined", "line_of", "meant", "parse", "plain", "validated"]

Shape = TypeVar("Shape", bound=BaseModel)

_TAG = "tag:yaml.org,2002:"


def parse(text: str, file: Path | str) -> Node:
    """The YAML nodes of `text`, with their places; raises `AccordError` where it is not YAML."""
    try:
        node = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as e:
        line = e.problem_mark.line + 1 if e.problem_mark else None
        mend = "check indentation, colons and quotes"
        raise AccordError(f"not YAML: {e.problem}", file=file, line=line, mend=mend) from e
    except YAMLError as e:
        raise AccordError(f"not YAML: {str(e).splitlines()[0]}", file=file) from e
    if not isinstance(node, MappingNode):
        raise AccordError("the file must hold named fields", file=file, line=1, mend="start with `id: ...`")
    return node


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
) -> tuple[Shape | None, list[AccordError], Node | None]:
    """`text` as a value of `shape`, everything that is wrong with its shape, and its nodes.

    The value is None where anything is wrong; errors come in the order of their lines.
    """
    try:
        nodes = parse(text, file)
        data = plain(nodes, file)
    except AccordError as e:
        return None, [e], None
    try:
        return shape.model_validate(data), [], nodes
    except ValidationError as e:
        told = [_told(dict(one), nodes, file, shape) for one in e.errors()]
        return None, sorted(told, key=lambda x: x.line or 0), nodes


def plain(node: Node, file: Path | str = "") -> Any:
    """Nodes as plain data: text, numbers, true and false, lists and fields; dates are text.

    Raises `AccordError` for a field that stands twice, and for anchors, aliases and tags.
    """
    return _plain(node, file, set())


def _plain(node: Node, file: Path | str, seen: set[int]) -> Any:
    line = node.start_mark.line + 1
    if isinstance(node, ScalarNode):
        return _scalar(node, file, line)
    if id(node) in seen:
        mend = "write it out where it is needed"
        raise AccordError("not YAML that an accord uses: an alias (*)", file=file, line=line, mend=mend)
    seen.add(id(node))
    if isinstance(node, SequenceNode):
        return [_plain(item, file, seen) for item in node.value]
    out: dict[str, Any] = {}
    for key, value in node.value:
        name = str(key.value) if isinstance(key, ScalarNode) else "?"
        if name in out:
            at = key.start_mark.line + 1
            raise AccordError(f"field {name!r} stands twice", file=file, line=at, mend="drop one of the two")
        out[name] = _plain(value, file, seen)
    return out


def _scalar(node: ScalarNode, file: Path | str, line: int) -> str | int | float | bool | None:
    kind, words = str(node.tag).removeprefix(_TAG), str(node.value)
    if kind == "null":
        return None
    if kind == "bool":
        return words.casefold() == "true"
    if kind in ("int", "float"):
        try:
            return int(words) if kind == "int" else float(words)
        except ValueError:
            return words
    if kind in ("str", "timestamp", "merge", "value"):
        return words
    raise AccordError(f"not YAML that an accord uses: the tag {node.tag}", file=file, line=line)


def child(node: Any, key: str | int) -> tuple[Node, Node] | None:
    """The node that names the field or item `key` of `node`, and the node that holds it."""
    if isinstance(node, MappingNode):
        return next(((k, v) for k, v in node.value if str(k.value) == str(key)), None)
    if isinstance(node, SequenceNode) and isinstance(key, int) and 0 <= key < len(node.value):
        return node.value[key], node.value[key]
    return None


def line_of(nodes: Any, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest node on `path` that exists."""
    line: int | None = 1
    for key in path:
        found = child(nodes, key)
        if found is None:
            break
        line, nodes = found[0].start_mark.line + 1, found[1]
    return line


def clause_of(nodes: Any, path: Sequence[str | int]) -> str | None:
    """The clause that `path` leads into: one of `clauses`, or what a `clause:` field on it names."""
    clause, under = None, ""
    for key in path:
        under = key if isinstance(key, str) else under
        found = child(nodes, key)
        if found is None:
            break
        nodes = found[1]
        named = child(nodes, "id" if under == "clauses" else "clause")
        if named and isinstance(named[1], ScalarNode):
            clause = str(named[1].value)
    return clause


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
