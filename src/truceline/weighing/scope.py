"""What a count spans, and whether it tells a plan or a deed, by the words beside the figure."""

from __future__ import annotations

import re

from truceline.model.reading import Figure, WhenType
from truceline.weighing.nodes import Node, day
from truceline.weighing.words import classes, sentence_at, words

_REACH = 60
"""Characters before a figure in which a verb may hold its act back."""
_MARKS = re.compile(r"[,;:](?=\s)|[—–]|\s-\s")
_SHARE = re.compile(r"\s+(?:out\s+)?of\s+(?:(?:the|its|their|his|her|these|those)\s+)?$", re.IGNORECASE)
_JOINED = re.compile(r"[^.;:]{0,40}(?:,|\band)\s+", re.IGNORECASE)
_AMONG = re.compile(r"\s+of\s+(?:them|whom|these|those|which)\b", re.IGNORECASE)


def part_at(node: Node, figure: Figure) -> tuple[str, int]:
    """The part of the sentence that holds the figure, between marks and joining words, and where
    in it the figure begins."""
    text = node.report.text
    sentence = sentence_at(text, figure.span.start)
    at = text.find(sentence, max(0, figure.span.start - len(sentence)))
    offset = figure.span.start - at
    cuts = [m.end() for m in _MARKS.finditer(sentence)]
    joins = node.pack.turns.get("joins")
    if joins:
        cuts += [m.start() for m in joins.finditer(sentence)]
    first = max((c for c in cuts if c <= offset), default=0)
    last = min((c for c in cuts if c > offset), default=len(sentence))
    return sentence[first:last], offset - first


def mode_of(node: Node, figure: Figure) -> str:
    """The figure's mode; "planned" where its part of the sentence tells of a plan ("are to be
    freed"), or of an act that was held back ("suspended the release of 40")."""
    if figure.mode != "done":
        return figure.mode
    part, at = part_at(node, figure)
    if node.pack.turn("planned", part) or node.pack.turn("withheld", part[max(0, at - _REACH) : at]):
        return "planned"
    return "done"


def is_whole(node: Node, figure: Figure) -> bool:
    """Whether the figure is the whole that a share is taken of: the 33 of "19 of the 33"."""
    before = node.report.text[max(0, figure.span.start - 40) : figure.span.start]
    link = _SHARE.search(before)
    if link is None:
        return False
    end = figure.span.start - len(before) + link.start()
    return any(f.span.end == end or f.span.start < end <= f.span.end for f in node.reading.figures)


def is_share(node: Node, figure: Figure) -> bool:
    """Whether the figure is so many out of another: the 19 of "19 of the 33"."""
    text = node.report.text
    return any(
        figure.span.end < f.span.start <= figure.span.end + 40
        and _SHARE.fullmatch(text[figure.span.end : f.span.start])
        for f in node.reading.figures
    )


def is_count(node: Node, figure: Figure) -> bool:
    """Whether the figure counts something: no date read as a number, no "phase one"."""
    if any(
        w.span.overlaps(figure.span) and w.type in (WhenType.DATE, WhenType.TIME) for w in node.reading.times
    ):
        return False
    plain = words(figure.counted or "")
    named = classes(figure.counted or "", node.pack)
    if plain and plain[-1] in node.pack.months:
        return False
    return not (named and named[-1] in {"phase", *node.pack.ordinals.values()})


def among(node: Node, figure: Figure) -> str:
    """What the figure is a part of, where it counts some of those counted just before: "captives"
    for the eight of "33 captives, eight of them dead"."""
    text = node.report.text
    if not _AMONG.match(text, figure.span.end) and not any(
        _AMONG.match(text, f.span.end) and _JOINED.fullmatch(text[f.span.end : figure.span.start])
        for f in node.reading.figures
        if f.span.end < figure.span.start <= f.span.end + _REACH
    ):
        return ""
    before = [
        f
        for f in node.reading.figures
        if f.span.end <= figure.span.start and figure.span.start - f.span.end <= _REACH and f.counted
    ]
    return max(before, key=lambda f: f.span.start).counted or "" if before else ""


def measures_something_else(figure: Figure, node: Node) -> bool:
    """Whether the figure has a unit of measure (money, length): it counts no people and no acts."""
    if figure.unit in (None, "person", "people", "item", "count", "percent"):
        return False
    unit = classes(figure.unit or "", node.pack)
    return not set(unit) & set(classes(figure.counted or "", node.pack))


def on_day(node: Node, figure: Figure) -> int | None:
    """The day of the occasion that is counted: in a list of days the one told next, else the figure's
    own, else the only one of its claim."""
    text = node.report.text
    told = [
        (w.span.start, d)
        for w in node.reading.times
        if w.claim == node.claim.id
        and "/" not in (w.edtf or w.value)
        and not node.pack.turn("total", text[max(0, w.span.start - 8) : w.span.end])
        and (d := day(w.edtf or w.value))
    ]
    if len({d for _, d in told}) == 1:
        return told[0][1] if not figure.window or "/" not in figure.window else None
    after = min(((at, d) for at, d in told if at > figure.span.end), default=None)
    if after and not any(figure.span.end < f.span.start < after[0] for f in node.reading.figures):
        return after[1]
    if figure.window and "/" not in figure.window:
        return day(figure.window)
    return None
