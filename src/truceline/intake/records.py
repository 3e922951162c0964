"""Reports as JSON: one record, a list of records, or a record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from truceline.errors import IntakeError
from truceline.intake.about import OFTEN, About, about_of

__all__ = ["TEXT", "WRAPPERS", "Record", "read_lines", "read_records"]

TEXT = ("text", "body", "content")
"""Names of the field that holds the text, best first; `html` holds a page instead."""
WRAPPERS = ("reports", "articles", "records", "items", "results", "data")
"""An object may hold its list of records under one of these."""

MEND = 'give it a "text" (or "body", "content") and, best, "outlet", "published", "address", "title"'


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its text (or its page), what it tells, its number (from 1), its own bytes."""

    number: int
    where: str
    text: str | None
    html: str | None
    about: About
    raw: bytes
    notes: tuple[str, ...] = ()


def read_lines(path: Path, raw: bytes) -> Iterator[Record | IntakeError]:
    """A record a line. A bad line is an error of that line; the others are records."""
    for number, line in enumerate(raw.split(b"\n"), 1):
        line = line.removesuffix(b"\r")
        data = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not data.strip():
            continue
        where = f"{path}:{number}"
        try:
            yield _record(_loaded(data, where), number, where, line)
        except IntakeError as e:
            yield e


def read_records(path: Path, raw: bytes) -> Iterator[Record | IntakeError]:
    """The records of a .json file: an object, a list, or a list under one of `WRAPPERS`; a record
    a line is understood too. The bytes of each are those of the whole file."""
    data = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        value = _loaded(data, str(path))
    except IntakeError as e:
        lines = [line for line in data.split(b"\n") if line.strip()]
        if len(lines) > 1 and all(line.lstrip()[:1] == b"{" for line in lines):
            yield from read_lines(path, raw)
        else:
            yield e
        return
    if isinstance(value, dict) and not any(name in value for name in (*TEXT, "html")):
        held = [value[name] for name in WRAPPERS if isinstance(value.get(name), list)]
        value = held[0] if len(held) == 1 else value
    for number, one in enumerate(value if isinstance(value, list) else [value], 1):
        where = f"{path}#{number}" if isinstance(value, list) else str(path)
        try:
            yield _record(one, number, where, raw)
        except IntakeError as e:
            yield e


def _loaded(data: bytes, where: str) -> object:
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as e:
        raise IntakeError(f"not UTF-8 at byte {e.start}", where=where, mend="JSON is written in UTF-8") from e
    except json.JSONDecodeError as e:
        place = f"line {e.lineno}, column {e.colno}" if e.lineno > 1 else f"column {e.colno}"
        raise IntakeError(f"not JSON: {e.msg} at {place}", where=where, mend="mend the JSON") from e
    except RecursionError as e:
        raise IntakeError("nested too deeply", where=where, mend=MEND) from e
    except ValueError as e:
        raise IntakeError(f"not JSON that can be read: {e}", where=where, mend="mend the JSON") from e


def _record(value: object, number: int, where: str, raw: bytes) -> Record:
    if not isinstance(value, Mapping):
        raise IntakeError("the record is no object", where=where, mend=MEND)
    about, notes = about_of(value, where=where, beside={*TEXT, "html", *OFTEN})
    text = next((value[name] for name in TEXT if value.get(name) not in (None, "")), None)
    html = value.get("html")
    if text is None and not isinstance(html, str):
        raise IntakeError("the record has no text", where=where, mend=MEND)
    if text is not None and not isinstance(text, str):
        raise IntakeError("the record's text is no text", where=where, mend=MEND)
    return Record(number, where, text, html if text is None else None, about, raw, notes)
