"""YAML in, checked values out; every error with its file and line.

A file of an accord folder is read as nodes that know where they stand. Their plain data is
validated by a pydantic shape, and whatever is wrong is told with its line. Dates stay the
words that they are; anchors, aliases and tags of YAML are refused, so that what stands in the
file is all that there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from truceline.accord.slips import date_meant, in_digits, lawyers_word, probable_slip
from truceline.errors import AccordError

__all__ = ["Node", "child", "clause_of", "examined", "line_of", "meant", "parse", "plain", "validated"]

Shape = TypeVar("Shape", bound=BaseModel)

_CURLY = ("\u201c", "\u201d", "\u201e", "\u201f")
_NEAR = 70
"""How alike two words are (0 to 100) of which one may be a slip for the other; "monitor" is none for "mediator"."""
_ROUNDS = 5
"""How often what is wrong is taken out before one gives up."""
_DEEPEST = 40
"""No file of an accord folder nests deeper; a hostile one could otherwise exhaust the stack."""

# The plain scalars of YAML 1.2's core schema; "no", "on" and dates are words.
_NULL = re.compile(r"~|null|Null|NULL|$")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(slots=True)
class Node:
    """A value of the file and its place: `line` from 1, `at` in characters from the beginning.

    One of `fields` (of a mapping), `items` (of a list) and `words` (of anything else) is not None.
    """

    line: int
    at: int
    words: str | None = None
    quoted: bool = False
    items: list[Node] | None = None
    fields: dict[str, tuple[Node, Node]] | None = field(default=None)
    """By name: the node of the name and the node of the value."""


def parse(text: str, file: Path | str) -> Node:
    """The nodes of `text`, with their places.

    Raises `AccordError` where it is not YAML, where a field stands twice, and for anchors,
    aliases and tags.
    """
    events = yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    try:
        node = _document(events, file)
    except yaml.MarkedYAMLError as e:
        line, mend = probable_slip(text, e.problem_mark.line + 1 if e.problem_mark else None)
        raise AccordError(f"not YAML: {e.problem}", file=file, line=line, mend=mend) from e
    except yaml.YAMLError as e:
        bad = next((n for n, c in enumerate(text) if not c.isprintable() and c not in "\n\r\t"), None)
        line = None if bad is None else text.count("\n", 0, bad) + 1
        mend = "take the character out that does not print"
        raise AccordError(f"not YAML: {str(e).splitlines()[0]}", file=file, line=line or 1, mend=mend) from e
    if node is None or node.fields is None:
        raise AccordError("the file must hold named fields", file=file, line=1, mend="start with `id: ...`")
    return node


def _document(events: Iterator[Any], file: Path | str) -> Node | None:
    """Nodes from the parser's events, without recursion: the stack is a list."""
    top: Node | None = None
    open_: list[tuple[Node, list[Node]]] = []
    for event in events:
        made: Node | None = None
        line, at = event.start_mark.line + 1, event.start_mark.index
        if isinstance(event, yaml.DocumentStartEvent) and top is not None:
            raise AccordError("a second document", file=file, line=line, mend="drop the line `---`")
        if isinstance(event, yaml.NodeEvent):
            _refuse_hidden(event, file, line)
        if isinstance(event, yaml.ScalarEvent):
            if event.implicit[0] and event.value[:1] in _CURLY:
                what = (
                    "a value begins with a word processor's quotation mark, which YAML does not know as one"
                )
                raise AccordError(what, file=file, line=line, mend='use the plain mark " at both ends')
            made = Node(line, at, words=event.value, quoted=not event.implicit[0])
        elif isinstance(event, yaml.CollectionStartEvent):
            fields: dict[str, tuple[Node, Node]] | None = None
            if isinstance(event, yaml.MappingStartEvent):
                fields = {}
            node = Node(line, at, items=[] if fields is None else None, fields=fields)
            open_.append((node, []))
            if len(open_) > _DEEPEST:
                raise AccordError(f"nested more than {_DEEPEST} deep", file=file, line=line)
        elif isinstance(event, yaml.CollectionEndEvent):
            made, inside = open_.pop()
            if made.fields is None:
                made.items = inside
            else:
                _name_fields(made.fields, inside, file)
        if made is None:
            continue
        if open_:
            open_[-1][1].append(made)
        else:
            top = made
    return top


def _refuse_hidden(event: Any, file: Path | str, line: int) -> None:
    mend = "write it out where it is needed"
    if isinstance(event, yaml.AliasEvent):
        what = f"not YAML that an accord uses: an alias (*{event.anchor})"
        raise AccordError(what, file=file, line=line, mend=mend)
    if event.anchor is not None:
        what = f"not YAML that an accord uses: an anchor (&{event.anchor})"
        raise AccordError(what, file=file, line=line, mend=mend)
    if event.tag not in (None, "!"):
        raise AccordError(f"not YAML that an accord uses: the tag {event.tag}", file=file, line=line)


def _name_fields(fields: dict[str, tuple[Node, Node]], inside: list[Node], file: Path | str) -> None:
    for key, value in zip(inside[::2], inside[1::2], strict=True):
        if key.words is None:
            raise AccordError("a field's name must be a word", file=file, line=key.line)
        if key.words in fields:
            what = f"field {key.words!r} stands twice"
            mend = "drop one of the two; if another item begins here, begin it with `- `"
            raise AccordError(what, file=file, line=key.line, mend=mend)
        fields[key.words] = (key, value)


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


def examined(text: str, file: Path | str, shape: type[Shape]) -> tuple[Shape | None, list[AccordError], Node]:
    """`text` as a value of `shape`, everything that is wrong with its shape, and its nodes.

    The value is None where anything is wrong; errors come in the order of their lines.
    """
    try:
        nodes = parse(text, file)
        data = plain(nodes)
    except AccordError as e:
        return None, [e], Node(1, 0)
    try:
        return shape.model_validate(data), [], nodes
    except ValidationError as e:
        told = [_told(dict(one), nodes, file, shape) for one in e.errors()]
        return None, sorted(told, key=lambda x: x.line or 0), nodes


def without_slips(nodes: Node, shape: type[Shape]) -> tuple[Shape | None, list[tuple[Any, ...]]]:
    """The value of `shape` that is left where a field or word that is misspelt is read as the one that was meant, and
    any other that is wrong is taken out, and the paths of those taken out: what else is wrong can then be told,
    too. None where a field that must be there is missing."""
    data = plain(nodes)
    gone: list[tuple[Any, ...]] = []
    for _ in range(_ROUNDS):
        try:
            return shape.model_validate(data), gone
        except ValidationError as e:
            for error in sorted(e.errors(), key=lambda x: x["type"] != "extra_forbidden"):
                path = _path(error["loc"])
                at = _reached(data, path[:-1])
                if error["type"] == "missing":
                    if not isinstance(at, dict) or path[-1] not in at:
                        return None, gone
                    continue  # it was misspelt
                if isinstance(at, dict) and error["type"] == "extra_forbidden":
                    name = nearest(str(path[-1]), _fields(shape, list(error["loc"][:-1])))
                    if name and name not in at:
                        at[name] = at.pop(path[-1])
                        continue
                path = _deepest_field(data, path)
                if not path:
                    return None, gone
                if error["type"] == "enum" and tuple(path) not in gone:
                    words = re.findall("'([^']*)'", error["ctx"]["expected"])
                    _reached(data, path[:-1])[path[-1]] = nearest(str(error["input"]), words) or words[-1]
                    gone.append(tuple(path))
                    continue
                del _reached(data, path[:-1])[path[-1]]
                gone.append(tuple(path))
    return None, gone


def _reached(data: Any, path: Sequence[Any]) -> Any:
    """What stands at `path` in `data`, None where nothing does."""
    for key in path:
        if (isinstance(data, dict) and key in data) or (
            isinstance(data, list) and isinstance(key, int) and key < len(data)
        ):
            data = data[key]
        else:
            return None
    return data


def _deepest_field(data: Any, path: Sequence[Any]) -> list[Any]:
    """The longest beginning of `path` that names a field which stands in `data`."""
    for n in range(len(path), 0, -1):
        at = _reached(data, path[: n - 1])
        if isinstance(at, dict) and path[n - 1] in at:
            return list(path[:n])
    return []


def _path(loc: Sequence[Any]) -> list[Any]:
    return [p for p in loc if not str(p).startswith(("<", "function-", "[key]"))]


def plain(node: Node) -> Any:
    """Nodes as plain data: words, numbers, true and false, lists and fields. Dates are words."""
    if node.fields is not None:
        return {name: plain(value) for name, (_, value) in node.fields.items()}
    if node.items is not None:
        return [plain(item) for item in node.items]
    words = node.words or ""
    if node.quoted:
        return words
    if _NULL.fullmatch(words):
        return None
    if _BOOL.fullmatch(words):
        return words.casefold() == "true"
    if _INT.fullmatch(words):
        return int(words) if len(words) < 19 else float(words)
    return float(words) if _FLOAT.fullmatch(words) else words


def child(node: Node | None, key: str | int) -> tuple[Node, Node] | None:
    """The node that names the field or item `key` of `node`, and the node that holds it."""
    if node is None:
        return None
    if node.fields is not None:
        return node.fields.get(str(key))
    if node.items is not None and isinstance(key, int) and 0 <= key < len(node.items):
        return node.items[key], node.items[key]
    return None


def line_of(nodes: Node | None, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest node on `path` that exists."""
    line: int | None = 1
    for key in path:
        found = child(nodes, key)
        if found is None:
            break
        line, nodes = found[0].line, found[1]
    return line


def clause_of(nodes: Node | None, path: Sequence[str | int]) -> str | None:
    """The clause that `path` leads into: one of `clauses`, or what a `clause:` field on it names."""
    clause, under = None, ""
    for key in path:
        under = key if isinstance(key, str) else under
        found = child(nodes, key)
        if found is None:
            break
        nodes = found[1]
        named = child(nodes, "id" if under == "clauses" else "clause")
        if named and named[1].words is not None:
            clause = named[1].words
    return clause


def _told(error: dict[str, Any], nodes: Node, file: Path | str, shape: type[BaseModel]) -> AccordError:
    path = _path(error["loc"])
    clause = clause_of(nodes, path)
    short = path[2:] if clause and path[:1] == ["clauses"] and len(path) > 2 else path
    named = _named(nodes, path)[len(path) - len(short) :]
    where = ".".join(named)
    parent = ".".join(named[:-1]) or ("the clause" if short is not path else "the file")
    ctx = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        what = f"unknown field {path[-1]!r} in {parent}"
        mend = meant(str(path[-1]), _fields(shape, list(error["loc"][:-1])))
        if error.get("input") is None and not mend:
            mend = "inside { } a comma ends a value: put words that hold a comma between quotation marks"
            if str(path[-1]).isdigit():
                mend = "inside { } a comma ends a value: write a number without commas, as in 1200"
    elif error["type"] == "missing":
        what, mend = f"field {path[-1]!r} is missing in {parent}", f"add `{path[-1]}: ...`"
    elif error.get("input") is None:
        what, mend = f"{where}: nothing stands there", "write it, or take the line out"
    else:
        given = error.get("input")
        said = error["msg"].removeprefix("Value error, ").replace("Input should be", "it must be")
        shown = isinstance(given, str | int | float | bool) and repr(given) not in said
        choices = str(ctx.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", ")
        mend = lawyers_word(str(given), choices) or meant(str(given), choices)
        if error["type"] == "list_type":
            mend = f"put it between square brackets: [{given}]"
        elif error["type"] in ("int_parsing", "float_parsing"):
            said, digits = "a number is needed", in_digits(str(given))
            mend = f"did you mean {digits}?" if digits.isdigit() else "write the number in digits"
        elif error["type"] == "string_type" and isinstance(given, int | float):
            said, mend = "words are needed, and a bare number is none", f'write "{given}"'
        elif error["type"] == "greater_than_equal":
            said = f"it must be {ctx.get('ge', 0):g} or more"
        elif error["type"] in ("too_short", "string_too_short"):
            said, mend = f"it needs {ctx.get('min_length', 1)} or more, and has {len(given or ())}", "add one"
        elif error["type"] == "string_pattern_mismatch":
            said = "a name is needed, without spaces, of letters, digits, dots and hyphens"
            mend = _as_a_name(str(given), str(ctx.get("pattern", ""))) or mend
        elif error["type"] == "dict_type":
            mend = "write its fields on lines of their own below it, two spaces further in, or between braces"
        if date := date_meant(str(given)):
            said, mend = (
                (said if shown and "date" in said else "a date reads YYYY-MM-DD"),
                f"did you mean {date}?",
            )
        what = f"{where}: {said}" + (f" (given: {given!r})" if shown else "")
    return AccordError(what, file=file, line=line_of(nodes, path), clause=clause, mend=mend)


def _as_a_name(given: str, pattern: str) -> str | None:
    """The name that was probably meant by words that are none."""
    joined = re.sub(r"[^\w.-]+", "-", given).strip("-.")
    fits = next((name for name in (joined, joined.lower()) if re.search(pattern, name)), None)
    return f"did you mean {fits!r}?" if fits else None


def _named(nodes: Node, path: Sequence[Any]) -> list[str]:
    """A path as a person would say it: an item of a list by its id, else by its place from 1."""
    out: list[str] = []
    at: Node | None = nodes
    for key in path:
        found = child(at, key)
        at = found[1] if found else None
        id = child(at, "id") if isinstance(key, int) else None
        out.append(id[1].words or "" if id else f"item {key + 1}" if isinstance(key, int) else str(key))
    return out


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
    near = nearest(given, choices)
    return f"did you mean {near!r}?" if near else None


def nearest(given: str, choices: Sequence[str]) -> str | None:
    """The one of `choices` that may be meant by a slip."""
    from rapidfuzz import fuzz, process, utils

    known = [c for c in choices if c]
    near = process.extractOne(
        given, known, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_NEAR
    )
    return near[0] if near else None
