"""Rows as files that other programs read: comma-separated for tables, JSON Lines where nothing may change."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["csv_text", "json_lines"]

APART = " | "


def csv_text(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """A table (comma-separated, UTF-8, a head): lists apart by " | ", yes and no, empty where nothing is told."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row.items()})
    return out.getvalue()


def json_lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The same rows, an object a line, with the values as they are."""
    return "".join(
        json.dumps({c: row.get(c) for c in columns}, ensure_ascii=False, separators=(", ", ": ")) + "\n"
        for row in rows
    )


def _cell(value: Any) -> Any:
    """A value as words that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        value = APART.join(str(v) for v in value)
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
