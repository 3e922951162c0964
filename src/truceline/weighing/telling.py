"""In plain words, with the sentences: why a finding reads as it does, and the tree of a lineage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from truceline.model.reading import Reading
from truceline.model.report import Rendering, Report
from truceline.model.weighing import Finding, Lineage, Member, QuestionKind, Value, Weighing, Why

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
        "Confirmed by a person."
        if finding.confirmed
        else "Worked out by machine; no person has confirmed it.",
        "",
    ]
    for value in finding.values:
        out += _value(value, finding.kind, by_id, lines, ways)
    return "\n".join(out).rstrip() + "\n"


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
) -> list[str]:
    bounds = _bounds(value) + _told_as(value, kind)
    origins = [lines[o] for o in value.origins if o in lines]
    count = len(origins)
    out = [f"- {value.text}{bounds}"]
    out.append(f"  {', '.join(value.holders)}; {count} origin{'' if count == 1 else 's'}")
    out += [
        f"  reliability of {source}: {grade}, as a person graded it" for source, grade in value.reliability
    ]
    out += [
        f"  credibility of claim {claim}: {grade}, as a person graded it"
        for claim, grade in value.credibility
    ]
    for line in origins:
        carried = sorted({m.relay for m in line.members})
        notes = ["withdrawn"] if line.withdrawn else []
        notes += [] if line.vouched else ["not vouched for: counts for nothing"]
        told = f" ({'; '.join(notes)})" if notes else ""
        out.append(f"  origin {line.origin}: {line.label}, carried by {', '.join(carried)}{told}")
    for e in value.evidence:
        report = reports.get(e.span.report)
        place = f"{_outlet(report)}, {report.published or 'no date'}" if report else e.span.report
        out.append(f"    “{' '.join(e.span.quote.split())}” [{place}, {e.span.start}-{e.span.end}]")
        if e.claim in ways:
            origin, member = ways[e.claim]
            out.append(f"      traced to {origin}: {_WHY[member.why]}{_how(member)}")
    return out


def _bounds(value: Value) -> str:
    if value.date:
        return f" [{value.date}]"
    if value.low is None and value.high is None:
        return ""
    if value.low == value.high:
        return f" [{value.low:g}]"
    low = "open" if value.low is None else f"{value.low:g}"
    high = "open" if value.high is None else f"{value.high:g}"
    return f" [{low} to {high}]"


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
            ("withdrawn", lineage.withdrawn),
            ("not vouched for", not lineage.vouched),
            ("confirmed by a person", lineage.confirmed),
        )
        if on
    ]
    out = [head + (f"  [{', '.join(notes)}]" if notes else "")]
    inside = {m.claim for m in lineage.members}
    children: dict[str | None, list[Member]] = defaultdict(list)
    for m in lineage.members:
        children[m.parent if m.parent in inside and m.parent != m.claim else None].append(m)
    shown: set[str] = set()

    def branch(parent: str | None, indent: str) -> None:
        here = sorted(children[parent], key=lambda m: (_day(by_id.get(m.report)), m.relay, m.report, m.claim))
        here = [m for m in here if m.claim not in shown]
        for n, m in enumerate(here):
            shown.add(m.claim)
            last = n == len(here) - 1
            report = by_id.get(m.report)
            text = " ".join(words.get(m.claim, "").split())
            cut = text if len(text) <= 110 else text[:109].rsplit(" ", 1)[0] + " …"
            out.append(
                f"{indent}{'└─ ' if last else '├─ '}{_outlet(report)}, {_day(report)}: {_WHY[m.why]}{_how(m)}"
            )
            out.append(f"{indent}{'   ' if last else '│  '}   “{cut}” [{m.claim}]")
            branch(m.claim, indent + ("   " if last else "│  "))

    branch(None, "")
    for m in lineage.members:  # a circle of parents would hide its members
        if m.claim not in shown:
            out.append(f"└─ {_outlet(by_id.get(m.report))}: {_WHY[m.why]} [{m.claim}]")
    return "\n".join(out) + "\n"


def _how(member: Member) -> str:
    return f" ({member.how})" if member.how else ""


def _day(report: Report | None) -> str:
    return (report.published or report.known_on or "no date") if report else "no date"
