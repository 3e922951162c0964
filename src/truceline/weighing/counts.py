"""Figures made ready to be set side by side: what each counts, where, when, in which category."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

from truceline.model.reading import Figure
from truceline.model.weighing import Lineage
from truceline.weighing.answers import Answer
from truceline.weighing.nodes import Node, places_of
from truceline.weighing.scope import (
    among,
    is_count,
    is_share,
    measures_something_else,
    mode_of,
    on_day,
)
from truceline.weighing.words import classes, sentence_at, words

_NEAR = 70
"""Characters on each side of a figure in which its matter is looked for."""
_APART = 3
"""So many words further off counts a matter that another clause tells."""
_FURTHEST = 6
"""Words of weight between a figure and its matter."""
_COUNTER = 6
"""One report that gives a number of one unit so often numbers its pictures, or the like."""


@dataclass(slots=True)
class Count:
    """A figure with what tells its question."""

    answer: Answer
    figure: Figure
    thing: str
    head: str
    base: tuple[str, ...]
    category: str
    on: int | None
    places: frozenset[str]
    words: frozenset[str]
    telling: frozenset[str]
    """The words of its claim but for figures and times."""
    face: Hashable = None
    """All that tells whether it can stand in one question with another, once worked out."""

    @property
    def order(self) -> tuple[str, str, int, int]:
        """The order of reports, and of their text."""
        known, report, _, _ = self.answer.node.order
        return known, report, self.figure.span.start, self.figure.span.end


def counts_of(nodes: Sequence[Node], lines: Mapping[str, Lineage]) -> list[Count]:
    """The figures of the readings that count something, in the order of reports and of their text."""
    by_claim = {n.claim.id: n for n in nodes}
    found: list[Count] = []
    done: set[str] = set()
    for node in nodes:
        if node.report.id in done:
            continue
        done.add(node.report.id)
        often = Counter((f.low, f.high, f.unit) for f in node.reading.figures)
        figures = sorted(node.reading.figures, key=lambda f: (f.span.start, f.span.end))
        part = ""
        for n, figure in enumerate(figures):
            before = figures[n - 1] if n else None
            after = figures[n + 1] if n + 1 < len(figures) else None
            part = among(node, figure, before, part)
            home = by_claim.get(figure.claim or "")
            if (
                home is None
                or figure.unit in home.pack.time_units
                or (often[(figure.low, figure.high, figure.unit)] >= _COUNTER and not figure.measure)
                or home.furniture
                or not is_count(home, figure)
                or (before is not None and is_share(home, before, figure))
                or (figure.low is None and figure.high is None and figure.best is None)
            ):
                continue
            share = is_share(home, figure, after)
            counted = _count(home, figure, lines[home.claim.id], part, share)
            if counted:
                found.append(counted)
    return found


def _count(node: Node, figure: Figure, line: Lineage, part: str, share: bool) -> Count | None:
    """`part`: what the figure is some of; `share`: whether it is so many out of the next figure."""
    text = node.report.text
    matter = _matter(node, figure)
    head = _head(figure, node)
    head = "" if head in matter.split("+") else head
    before = words(text[max(0, figure.span.start - 20) : figure.span.start], node.pack)[-1:]
    aside = bool(before) and before[0] in node.pack.circumstance
    if matter and (aside or measures_something_else(figure, node)):
        matter = ""
    left = node.pack.turn("left", text[figure.span.start : figure.span.end + _NEAR])
    if figure.measure and not part and not left:
        thing = f"m:{figure.measure}"
    elif matter:
        thing = f"w:{matter}"
    elif head:
        thing = f"h:{head}"
    else:
        return None
    on = on_day(node, figure)
    total = figure.cumulative
    if total is None:
        in_all = node.pack.turn("total", sentence_at(text, figure.span.start))
        in_all = in_all or (on is None and share)
        total = True if in_all or _of_the_war(node, matter, on) else False if on else None
    mode = "planned" if line.agreement and figure.mode == "done" else mode_of(node, figure)
    low, high = _bounds(figure)
    answer = Answer(
        text=figure.span.quote,
        span=figure.span,
        node=node,
        line=line,
        low=low,
        high=high,
        approximate=figure.approximate,
        mode=mode,
        window=figure.window,
        cumulative=total,
        key=f"{low}|{high}|{figure.approximate}",
    )
    told = f"of the {part}" if part else figure.category or ""
    if set(classes(told, node.pack)) <= {*matter.split("+"), head}:
        told = ""  # "killed" of people killed tells nothing more
    category = told or ("left" if left else "")
    base = (thing, head if thing.startswith("h:") else "", mode, _unit(figure), figure.rate or "")
    if total:
        on = None
    return Count(answer, figure, thing, head, base, category, on, places_of(node), node.words, _telling(node))


def _telling(node: Node) -> frozenset[str]:
    numbers = [f.span.quote for f in node.told_figures] + [w.span.quote for w in node.told_times]
    return node.words.difference(classes(" ".join(numbers), node.pack)) if numbers else node.words


def _of_the_war(node: Node, matter: str, on: int | None) -> bool:
    """A war that "has killed" so many: a total, though no word says so."""
    return (
        on is None and "war" in node.words and bool({"kill", "injure", "displace"} & set(matter.split("+")))
    )


def _bounds(figure: Figure) -> tuple[float | None, float | None]:
    """The bounds as told: for "about 1,700" the figure itself, for open bounds the open side."""
    if figure.best is not None and figure.approximate and figure.low is not None and figure.high is not None:
        return figure.best, figure.best
    if figure.low is None and figure.high is None:
        return figure.best, figure.best
    return figure.low, figure.high


def _unit(figure: Figure) -> str:
    return "" if figure.unit in (None, "person", "people", "item", "count") else figure.unit or ""


def _head(figure: Figure, node: Node) -> str:
    """The class of the counted thing's head noun."""
    found = classes(figure.counted or "", node.pack)
    if not found:
        return ""
    plain = words(figure.counted or "", node.pack)
    cut = next((k for k, w in enumerate(plain) if w in node.pack.genitive), None)
    if cut is not None:
        before = classes(" ".join(plain[:cut]), node.pack)
        if before:
            return before[-1]
    return found[-1]


def _matter(node: Node, figure: Figure) -> str:
    """What the count is about: the nearest matter within the claim; two that are joined count together."""
    start, end = figure.span.start, figure.span.end
    text = node.report.text
    inside = [s for s in node.claim.content if s.start <= start < s.end]
    first = max(inside[0].start if inside else start - _NEAR, start - _NEAR)
    last = min(inside[0].end if inside else end + _NEAR, end + _NEAR)
    before = classes(text[first:start], node.pack)
    after = classes(text[end:last], node.pack)
    own = len(classes(text[first + _clause_start(text[first:start], node) : start], node.pack))
    # a matter of another clause counts only where the figure's own tells nothing nearer
    ranked: list[tuple[float, int, str]] = [
        (float(d if d <= own else d + _APART), 0, c)
        for k, c in enumerate(before)
        if (d := len(before) - k) <= _FURTHEST
    ]
    ranked += [(k + 0.5, 1, c) for k, c in enumerate(after) if k < _FURTHEST]
    held = node.pack.held
    near = sorted((far + 4 * (c in held), side, c) for far, side, c in ranked if c in node.pack.matters)
    if not near:
        return ""
    nearest, at, matter = near[0]
    matters = [matter]
    for far, side, c in near[1:]:
        together = side == at and c != matter and abs(far - nearest) <= 1.1
        if together and {c, matter} <= {"kill", "injure", "displace"}:
            matters.append(c)
    return "+".join(sorted(matters[:2]))


def _clause_start(before: str, node: Node) -> int:
    """Where in the text before a figure the clause that holds it begins: after the last joining word."""
    further = node.pack.turns.get("further")
    return max((m.end() for m in further.finditer(before)), default=0) if further else 0
