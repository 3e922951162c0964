"""A frozen text in pieces, each with all that was read there: claims, figures, dates, labels."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise

from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.span import Span

__all__ = ["Mark", "Paragraph", "Piece", "changes", "marks_of", "paragraphs"]

LONGEST = 20_000
"""Words up to which two versions are compared word by word; beyond it, line by line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something read at a place: `kind` is claim, cue, figure, time or label; `says` what was read."""

    kind: str
    id: str
    start: int
    end: int
    says: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two places where something begins or ends."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()
    opens: tuple[Mark, ...] = ()
    """Those of `marks` that begin here."""

    @property
    def kinds(self) -> str:
        """The classes of the piece."""
        return " ".join(f"m-{k}" for k in dict.fromkeys(m.kind for m in self.marks))

    @property
    def says(self) -> str:
        """What was read here, for whoever points at it."""
        return "; ".join(m.says for m in self.marks if m.says)

    @property
    def claims(self) -> tuple[str, ...]:
        return tuple(m.id for m in self.marks if m.kind == "claim")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text; `number` is that of its block, None where it is none."""

    number: int | None
    kind: str
    pieces: tuple[Piece, ...] = field(default_factory=tuple)


def marks_of(reading: Reading) -> list[Mark]:
    """Every place that a reading lights, in the order of the text; the first segment of a claim first."""
    out: list[Mark] = []
    for c in reading.claims:
        who = c.holder or ("nobody named" if c.manner == "unsourced" else "the outlet's own words")
        told = f"claim: {who}, {c.stance.value}, {c.modality.value}"
        out += [Mark("claim", c.id, s.start, s.end, told if n == 0 else "") for n, s in enumerate(c.content)]
        out += [Mark("cue", c.id, s.start, s.end, "") for s in (c.source, c.cue) if s is not None]
    for f in reading.figures:
        out.append(
            Mark(
                "figure",
                "",
                f.span.start,
                f.span.end,
                f"figure: {_bounds(f.low, f.high)} {f.counted or ''}".strip(),
            )
        )
    for t in reading.times:
        out.append(
            Mark(
                "time",
                "",
                t.span.start,
                t.span.end,
                f"date: {t.edtf or t.value}{' (inferred)' if t.inferred else ''}",
            )
        )
    for m in reading.mentions:
        if m.loaded:
            whose = "the outlet's word" if m.voice in (None, "outlet") else "in a quotation"
            out.append(
                Mark(
                    "label",
                    "",
                    m.span.start,
                    m.span.end,
                    f"label ({whose})" + (f", neutral: {m.neutral}" if m.neutral else ""),
                )
            )
    return sorted(out, key=lambda m: (m.start, -m.end, m.kind))


def _bounds(low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return "not a number"
    if low == high:
        return f"{low:,.10g}"
    if low is None:
        return f"at most {high:,.10g}"
    return f"at least {low:,.10g}" if high is None else f"{low:,.10g} to {high:,.10g}"


def paragraphs(report: Report, reading: Reading | None, extra: Iterable[Span] = ()) -> list[Paragraph]:
    """The text line by line, cut wherever something begins or ends; nothing of it is left out."""
    marks = marks_of(reading) if reading else []
    cuts = {e for m in marks for e in (m.start, m.end)} | {e for s in extra for e in (s.start, s.end)}
    numbers = {b.start: b for b in reading.blocks} if reading else {}
    ordered, out, at = sorted(cuts), [], 0
    for line in report.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if not line.strip():
            continue
        block = next((b for s, b in numbers.items() if start <= s < end), None)
        here = [m for m in marks if m.start < end and start < m.end]
        points = [start, *(c for c in ordered if start < c < end), end]
        pieces = tuple(_piece(report.text, a, b, here) for a, b in pairwise(points))
        out.append(Paragraph(block.number if block else None, block.kind.value if block else "", pieces))
    return out


def _piece(text: str, start: int, end: int, marks: Sequence[Mark]) -> Piece:
    over = tuple(m for m in marks if m.start <= start and end <= m.end)
    opens = tuple(m for m in over if m.start == start)
    return Piece(start, text[start:end], over, opens)


def changes(before: str, after: str) -> list[tuple[str, str]]:
    """(what, words) pairs that make `after` out of `before`: same, gone or new."""
    old, new = _tokens(before), _tokens(after)
    if max(len(old), len(new)) > LONGEST:
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    out: list[tuple[str, str]] = []
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            out.append(("same", "".join(old[a:b])))
            continue
        out += [
            (name, words)
            for name, words in (("gone", "".join(old[a:b])), ("new", "".join(new[c:d])))
            if words
        ]
    return out


def _tokens(text: str) -> list[str]:
    out, word = [], ""
    for c in text:
        word += c
        if c.isspace():
            out.append(word)
            word = ""
    return [*out, word] if word else out
