"""What was probably meant where a file is not YAML: told from the words of its lines, for somebody who never saw any."""

from __future__ import annotations

import re

__all__ = ["probable_slip"]

_NO_SPACE = re.compile(r"^\s*(?:- )?([A-Za-z_]+):(?=[^\s/])(.+)$")
_UNCLOSED = "a quotation mark is opened and not closed on this line"
_OPENING, _CLOSING = "[{", "]}"


def probable_slip(text: str, line: int | None) -> tuple[int | None, str]:
    """(the line on which it probably is, how to mend it) of a text that breaks off at `line`, both from 1."""
    lines = text.splitlines()
    last = min(line or len(lines), len(lines))
    for n in range(last, max(last - 3, 0), -1):
        told = _of_line(lines[n - 1])
        if told:
            return n, told
    opened = next((n for n, words in enumerate(lines[:last], 1) if words.split(" #")[0].count('"') % 2), None)
    if opened:
        return opened, _UNCLOSED
    before = next((n for n in range(last - 1, 0, -1) if lines[n - 1].strip()), None)
    if before and _indent(lines[last - 1]) not in {_indent(x) for x in lines[: last - 1]}:
        return last, (
            f"this line stands {_indent(lines[last - 1])} spaces in, the one before it {_indent(lines[before - 1])}: "
            "what belongs together begins in the same column, two spaces further in than what it belongs to"
        )
    return (
        line,
        "check this line and the one before it: spaces at the beginning, colons, brackets, quotation marks",
    )


def _of_line(words: str) -> str | None:
    if "\t" in words[: len(words) - len(words.lstrip())]:
        return "a tab stands at the beginning: use spaces"
    bare = re.sub(r"\"[^\"]*\"|(?<!\w)'[^']*'", "", words.split(" #")[0])
    if bare.count('"') % 2:
        return _UNCLOSED
    if sum(bare.count(c) for c in _OPENING) != sum(bare.count(c) for c in _CLOSING):
        return "a bracket is opened and not closed on this line (or closed and not opened)"
    if m := _NO_SPACE.match(words):
        return f"a space is missing after the colon: `{m[1]}: {m[2].strip()}`"
    if re.search(r":\s+[^\"'\[{#][^\"']*:\s", words):
        return "words that hold a colon stand between quotation marks"
    return None


def _indent(words: str) -> int:
    return len(words) - len(words.lstrip(" "))
