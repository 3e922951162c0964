"""In plain words, with the sentences: why a finding reads as it does; and the relay tree of a lineage, in words and as
one SVG picture."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from truceline.model.reading import Reading
from truceline.model.report import Rendering, Report
from truceline.model.span import Span
from truceline.model.weighing import Finding, Lineage, Member, QuestionKind, Value, Weighing, Why

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


_FEW, _AROUND = 60, 110
"""Words of fewer characters are shown with so many on each side."""
_WHY = {
    Why.ORIGIN: "its own words",
    Why.NAMED: "the text names who said it",
    Why.COPIED: "the text is copied",
    Why.SAME_STATEMENT: "the same statement: speaker, day and matter agree",
    Why.SAME_QUOTATION: "the same quotation",
}
_GROUPED = {
    QuestionKind.FIGURE: "These figures count the same thing, in the same category, over the same span",
    QuestionKind.DATE: "These dates tell when the same thing begins or ends",
    QuestionKind.OCCURRENCE: "These claims say whether one thing happened",
    QuestionKind.PARTICIPANTS: "These claims name who took part in one event",
    QuestionKind.POSITION: "These claims give one side's word, or the terms, on one matter",
}


def explain(finding: Finding, weighing: Weighing, reports: Sequence[Report]) -> str:
    """Why these answers stand together and why the verdict, with the sentences to check."""
    by_id = {r.id: r for r in reports}
    lines = {line.origin: line for line in weighing.lineages}
    ways = traced(finding, weighing)
    verdict = finding.verdict.value + (f" ({_words(finding.reason.value)})" if finding.reason else "")
    out = [
        finding.question,
        f"Verdict: {verdict}. {finding.why}",
        f"{_GROUPED[finding.kind]}.",
        f"{finding.decided[:1].upper()}{finding.decided[1:]}."
        if finding.decided
        else "Worked out by machine; no person has confirmed it.",
        "",
    ]
    for value in finding.values:
        out += _value(value, finding.kind, by_id, lines, ways, _holders(value, weighing))
    return "\n".join(out).rstrip() + "\n"


def in_short(finding: Finding, weighing: Weighing) -> list[str]:
    """The question with its verdict, then a line for each answer."""
    lines = {line.origin: line for line in weighing.lineages}
    reason = f", {_words(finding.reason.value)}" if finding.reason else ""
    decided = f" ({finding.decided})" if finding.decided else ""
    out = [f"{finding.id[:8]}  {finding.question}: {finding.verdict.value}{reason}{decided}"]
    for value in finding.values:
        notes = [counted([lines[o] for o in value.origins if o in lines])]
        notes += [f"{source}: reliability {grade}" for source, grade in value.reliability]
        notes += [f"claim {claim[:8]}: credibility {grade}" for claim, grade in value.credibility]
        told = f"{value.text}{_told_as(value, finding.kind)}"
        out.append(f"{told}  -  {_holders(value, weighing)} ({'; '.join(notes)})")
    return out


def traced(finding: Finding, weighing: Weighing) -> dict[str, tuple[str, Member]]:
    """Each claim on which a finding rests: its origin, and why and how it was traced to it."""
    claims = {e.claim for value in finding.values for e in value.evidence}
    return {
        m.claim: (line.origin, m) for line in weighing.lineages for m in line.members if m.claim in claims
    }


def _value(
    value: Value,
    kind: QuestionKind,
    reports: dict[str, Report],
    lines: dict[str, Lineage],
    ways: dict[str, tuple[str, Member]],
    who: str,
) -> list[str]:
    bounds = _bounds(value) + _told_as(value, kind)
    origins = [lines[o] for o in value.origins if o in lines]
    out = [f"- {value.text}{bounds}", f"  {who}; {counted(origins)}"]
    out += [
        f"  reliability of {source}: {grade}, as a person graded it" for source, grade in value.reliability
    ]
    out += [
        f"  credibility of claim {claim}: {grade}, as a person graded it"
        for claim, grade in value.credibility
    ]
    for line in origins:
        carried = sorted({m.relay for m in line.members})
        notes = [line.decided or "withdrawn"] if line.decided or line.withdrawn else []
        notes += [] if line.vouched else ["not vouched for: counts for nothing"]
        told = f" ({'; '.join(notes)})" if notes else ""
        out.append(f"  origin {line.origin}: {line.label}, carried by {', '.join(carried)}{told}")
    for e in value.evidence:
        report = reports.get(e.span.report)
        place = f"{_outlet(report)}, {report.published or 'no date'}" if report else e.span.report
        out.append(f"    “{_in_its_sentence(report, e.span)}” [{place}, {e.span.start}-{e.span.end}]")
        if e.claim in ways:
            origin, member = ways[e.claim]
            out.append(f"      traced to {origin}: {_WHY[member.why]}{_how(member)}")
    return out


def _holders(value: Value, weighing: Weighing) -> str:
    """Who gives an answer, and the party that they speak for where their names do not tell it."""
    names = {h.casefold() for h in value.holders}
    called = dict(weighing.entities)
    told = []
    for party in value.parties:
        forms = called.get(party, ())
        plain = party.replace("-", " ")
        name = next((f for f in forms if f.casefold() == plain), forms[0] if forms else plain)
        if not names & {name.casefold(), plain, *(f.casefold() for f in forms)}:
            told.append(name)
    return ", ".join(value.holders) + (f" [interest: {', '.join(told)}]" if told else "")


def _in_its_sentence(report: Report | None, span: Span) -> str:
    """The words; where they are few, marked among those that stand around them in the paragraph."""
    if report is None or len(span.quote) >= _FEW:
        return " ".join(span.quote.split())
    text = report.text
    first = max(text.rfind("\n", 0, span.start) + 1, span.start - _AROUND)
    end = text.find("\n", span.end)
    last = min(len(text) if end < 0 else end, span.end + _AROUND)
    before, after = text[first : span.start].lstrip(), text[span.end : last].rstrip()
    if first and text[first - 1] != "\n":
        before = "… " + before.partition(" ")[2]
    if last < len(text) and text[last] != "\n":
        after = after.rpartition(" ")[0] + " …"
    return " ".join(f"{before}⟦{span.quote}⟧{after}".split())


def counted(origins: Sequence[Lineage]) -> str:
    """How many origins stand behind an answer; those that were withdrawn count no more."""
    gone = sum(line.withdrawn for line in origins)
    count = len(origins) - gone
    return f"{count} origin{'' if count == 1 else 's'}" + (f", {gone} withdrawn" if gone else "")


def _bounds(value: Value) -> str:
    if value.date:
        return f" [{value.date}]"
    if value.low is None:
        return f" [up to {_figure(value.high)}]" if value.high is not None else ""
    if value.high is None:
        return f" [{_figure(value.low)} or more]"
    low, high = _figure(value.low), _figure(value.high)
    return f" [{low}]" if low == high else f" [{low} to {high}]"


def _figure(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:,g}"


def _told_as(value: Value, kind: QuestionKind) -> str:
    """How the answer is meant, where it is not told as a plain fact."""
    if value.mode == "denied" or (value.polarity is False and value.mode == "done"):
        return " [says that it is not so]"
    if value.polarity is False:
        return f" [{'still ahead' if kind is QuestionKind.OCCURRENCE else 'says that it will not be'}]"
    counted = kind in (QuestionKind.FIGURE, QuestionKind.DATE)
    return f" [{value.mode}]" if counted and value.mode != "done" else ""


def _words(reason: str) -> str:
    return reason.replace("_", " ")


def _outlet(report: Report | None) -> str:
    if report is None:
        return "report not at hand"
    name = report.outlet or "outlet unknown"
    return f"{name} (digest in our own words)" if report.rendering is Rendering.DIGEST else name


def tree(lineage: Lineage, readings: Sequence[Reading], reports: Sequence[Report]) -> str:
    """The relay tree as text: the origin, who carries it, and why each edge is there."""
    by_id = {r.id: r for r in reports}
    words = {c.id: c.words for r in readings for c in r.claims}
    head = f"{lineage.origin}  {lineage.label}"
    notes = [
        n
        for n, on in (
            (lineage.decided or "withdrawn", bool(lineage.decided) or lineage.withdrawn),
            ("not vouched for", not lineage.vouched),
        )
        if on
    ]
    out = [head + (f"  [{', '.join(notes)}]" if notes else "")]
    for branch in branches(lineage, reports):
        m, report = branch.member, by_id.get(branch.member.report)
        indent = "".join("   " if last else "│  " for last in branch.trail[:-1])
        last = branch.trail[-1]
        text = " ".join(words.get(m.claim, "").split())
        cut = text if len(text) <= 110 else text[:109].rsplit(" ", 1)[0] + " …"
        why = f"{_outlet(report)}, {day_of(report)}: {_WHY[m.why]}{_how(m)}"
        out.append(f"{indent}{'└─ ' if last else '├─ '}{why}")
        out.append(f"{indent}{'   ' if last else '│  '}   “{cut}” [{m.claim}]")
    return "\n".join(out) + "\n"


def _how(member: Member) -> str:
    return f" ({member.how})" if member.how else ""
