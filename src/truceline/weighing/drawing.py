"""The relay tree of a lineage: its branches in order, and as one SVG picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from truceline.model.report import Report
from truceline.model.weighing import Lineage, Member

_ROW, _TOP, _LEFT, _STEP, _BOX = 34, 74, 16, 28, 300
_LONGEST, _NOTE = 44, 7.2
"""Letters in a box, and the room that a letter of a note takes."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A member in the relay tree; `trail` says of it and of each branch that it hangs on, from the first on, whether
    that is the last one there."""

    member: Member
    trail: tuple[bool, ...]

    @property
    def depth(self) -> int:
        """How many others the origin's words passed through."""
        return len(self.trail) - 1


def branches(lineage: Lineage, reports: Sequence[Report]) -> tuple[Branch, ...]:
    """Every member once, each after the one that it was relayed from, in the order of days. Members whose parents go
    in a circle come last, as if they hung on the origin."""
    by_id = {r.id: r for r in reports}
    inside = {m.claim for m in lineage.members}
    children: dict[str | None, list[Member]] = defaultdict(list)
    for m in lineage.members:
        children[m.parent if m.parent in inside and m.parent != m.claim else None].append(m)
    reached: set[str] = set()
    todo: list[str | None] = [None]
    while todo:
        own = [m for m in children[todo.pop()] if m.claim not in reached]
        reached |= {m.claim for m in own}
        todo += [m.claim for m in own]
    children[None] += [m for m in lineage.members if m.claim not in reached]
    out: list[Branch] = []
    shown: set[str] = set()
    ahead = _beneath(children[None], (), by_id)
    while ahead:
        branch = ahead.pop()
        if branch.member.claim not in shown:
            shown.add(branch.member.claim)
            out.append(branch)
            own = [m for m in children[branch.member.claim] if m.claim in reached]
            ahead += _beneath(own, branch.trail, by_id)
    return tuple(out)


def _beneath(members: Sequence[Member], trail: tuple[bool, ...], by_id: dict[str, Report]) -> list[Branch]:
    """The branches that hang on one, the last one first."""
    ordered = sorted(members, key=lambda m: (day_of(by_id.get(m.report)), m.relay, m.report, m.claim))
    return [Branch(m, (*trail, n == 0)) for n, m in enumerate(reversed(ordered))]


def day_of(report: Report | None) -> str:
    """The day of a report, in words where it has none."""
    return (report.published or report.known_on or "no date") if report else "no date"


@dataclass(slots=True)
class _Box:
    """The claims of one report that stand together in the tree."""

    member: Member
    depth: int
    parent: _Box | None
    y: float
    claims: int = 1


def svg(lineage: Lineage, reports: Sequence[Report]) -> str:
    """A picture that stands alone: no script, no outside reference; its title and description say in words what it
    shows. The origin above, whoever carries it beneath the one that it was relayed from, as `truceline lineage` prints
    it; claims of one report that stand together are one box. A dashed line: copied text, or the same statement."""
    by_id = {r.id: r for r in reports}
    boxes = _boxes(branches(lineage, reports))
    label = _short(lineage.label)
    notes = [_note(b) for b in boxes]
    places = [f"{b.member.relay}, {day_of(by_id.get(b.member.report))}" for b in boxes]
    right = [_left(b.depth) + _BOX + 12 + len(n) * _NOTE for b, n in zip(boxes, notes, strict=True)]
    width = round(max([_LEFT + _BOX + 16, *right]) + 16)
    height = _TOP + _ROW * max(len(boxes), 1)
    told = "; ".join(
        f"{place}: {note}" + (f", from {b.parent.member.relay}" if b.parent else "")
        for b, place, note in zip(boxes, places, notes, strict=True)
    )
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="t-{lineage.origin} d-{lineage.origin}" font-family="sans-serif" font-size="13">',
        f'<title id="t-{lineage.origin}">{escape(lineage.label)}</title>',
        f'<desc id="d-{lineage.origin}">{escape(told)}</desc>',
        f'<rect width="{width}" height="{height}" fill="#fff"/><g color="#111">',
        f'<text x="{_LEFT}" y="16" font-size="11" fill="currentColor">{escape(lineage.origin)}</text>',
        _box(_LEFT, 36, label, bold=True),
    ]
    for b, place, note in zip(boxes, places, notes, strict=True):
        x, top = _left(b.depth), b.parent.y + 13 if b.parent else 49
        dash = ' stroke-dasharray="5 3"' if b.member.why.value in ("copied", "same_statement") else ""
        out += [
            f'<path d="M {x - _STEP / 2:g} {top:g} V {b.y:g} H {x}" fill="none" stroke="#888"{dash}/>',
            _box(x, b.y, _short(place)),
            f'<text x="{x + _BOX + 12}" y="{b.y + 4:g}" fill="currentColor">{escape(note)}</text>',
        ]
    out.append("</g></svg>")
    return "\n".join(out) + "\n"


def _boxes(found: Sequence[Branch]) -> list[_Box]:
    boxes: list[_Box] = []
    of: dict[str, _Box] = {}
    for branch in found:
        m, last = branch.member, boxes[-1] if boxes else None
        parent = of.get(m.parent or "") if branch.depth else None
        if last and (last.member.report, last.member.why, last.parent) == (m.report, m.why, parent):
            last.claims += 1
        else:
            last = _Box(m, branch.depth, parent, _TOP + _ROW * len(boxes))
            boxes.append(last)
        of[m.claim] = last
    return boxes


def _note(box: _Box) -> str:
    why = box.member.why.value.replace("_", " ")
    return f"{why}, {box.claims} claim{'' if box.claims == 1 else 's'}"


def _left(depth: int) -> int:
    return _LEFT + _STEP * (depth + 1)


def _box(x: float, y: float, text: str, bold: bool = False) -> str:
    heavy = ' font-weight="bold"' if bold else ""
    return (
        f'<g><rect x="{x:g}" y="{y - 13:g}" width="{_BOX}" height="26" rx="4" fill="#fff" stroke="currentColor"/>'
        f'<text x="{x + 8:g}" y="{y + 4:g}" fill="currentColor"{heavy}>{escape(text)}</text></g>'
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
