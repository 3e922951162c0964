"""Lines that a page carries over from elsewhere, each marked at its beginning (">", "|", four spaces) or
between two lines of marks: what is mark and what is text, and which lines go together.

A mark is no word: it stands in no content and breaks no sentence. The text keeps its offsets, since
marks become spaces of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["Lines", "between_marks", "fence_at", "fences", "marks", "unfenced", "without_marks"]

Lines = list[tuple[int, int]]
"""Starts and ends of lines, without their breaks."""

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_ANGLES = re.compile(r"[ \t]{0,3}(?:(?:>|&gt;)[ \t]?)+")
_BAR = re.compile(r"[ \t]{0,3}(?:[|│┃][ \t]+|[|│┃]$)")
_INDENT = re.compile(r"(?: {4}|\t)[ \t]*(?=\S)")
_TICKS = re.compile(r"[ \t]{0,3}(?:`{3,}|~{3,})[\w-]*[ \t]*$")
_LONG = 90
"""Letters from which on a line is no line of hard-wrapped copy."""


def marks(text: str) -> list[tuple[int, int]]:
    """Start and end of each mark at the beginning of a carried line, and of lines that are marks only."""
    return [m for fence in _fences(text) for _, m in fence if m is not None and m[0] < m[1]]


def unfenced(text: str) -> str:
    """The text with a space for each character of a mark."""
    out: list[str] = []
    at = 0
    for start, end in marks(text):
        out += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*out, text[at:]]) if at else text


def fences(text: str) -> list[Lines]:
    """The lines of each fence, in order, by where they begin and end with their marks."""
    return [[line for line, _ in fence] for fence in _fences(text)]


def fence_at(found: Sequence[Lines], offset: int) -> int:
    """Which fence, counted from 1, holds an offset; 0 where none does."""
    return next((n for n, lines in enumerate(found, 1) if lines[0][0] <= offset < lines[-1][1]), 0)


def between_marks(printed: str, clean: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a run of words that lie between marks; in `clean`, which is as long, a space stands for each
    character of a mark."""
    out: list[tuple[int, int]] = []
    at = start
    for i in range(start, end + 1):
        if i < end and (clean[i] != " " or printed[i] == " "):
            continue
        s, e = at, i
        while s < e and printed[s].isspace():
            s += 1
        while e > s and printed[e - 1].isspace():
            e -= 1
        if s < e:
            out.append((s, e))
        at = i + 1
    return out


def without_marks(words: str) -> str:
    """Words of one line, as they would stand without the marks at the beginnings of carried lines."""
    first, *rest = words.split("\n")
    return " ".join([first, *(_ANGLES.sub("", _BAR.sub("", x), count=1) for x in rest)])


_Marked = tuple[tuple[int, int], tuple[int, int] | None]


def _fences(text: str) -> list[list[_Marked]]:
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    out: list[list[_Marked]] = []
    kind, i = "", 0
    long = _has_long_lines(text, lines)
    while i < len(lines):
        start, end = lines[i]
        if _TICKS.match(text[start:end]):
            closing = next(
                (k for k in range(i + 1, len(lines)) if _TICKS.match(text[slice(*lines[k])])), None
            )
            if closing is not None:
                inside: list[_Marked] = [(x, None) for x in lines[i + 1 : closing]]
                out.append([(lines[i], lines[i]), *inside, (lines[closing], lines[closing])])
                kind, i = "", closing + 1
                continue
        found, length = _marked(text, lines, i, long)
        if not found:
            kind = ""
        else:
            if found != kind:
                out.append([])
            out[-1].append(((start, end), (start, start + length)))
            kind = found
        i += 1
    return out


def _marked(text: str, lines: Sequence[tuple[int, int]], i: int, long: bool) -> tuple[str, int]:
    """Which mark a line begins with and how long it is; an empty one where it begins with none."""
    words = text[slice(*lines[i])]
    angle = _ANGLES.match(words)
    if angle:
        return ">" * (angle.group().count(">") + angle.group().count("&gt;")), angle.end()
    for kind, pattern in (("|", _BAR), (" ", _INDENT)):
        found = pattern.match(words)
        if not found or (kind == "|" and words.rstrip().endswith("|") and words.strip() != "|"):
            continue
        if kind == " " and not long:
            continue  # agency copy indents its paragraphs
        near = [lines[k] for k in (i - 1, i + 1) if 0 <= k < len(lines)]
        if any(pattern.match(text[s:e]) for s, e in near):
            return kind, found.end()
    return "", 0


def _has_long_lines(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether paragraphs stand in one line each, beside which what is indented is set apart."""
    return any(e - s > _LONG and not text[s].isspace() for s, e in lines)
