"""The relay tree of a lineage as one SVG picture: the origin on the left, who carries it on the right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import escape

from truceline.model.report import Report
from truceline.model.weighing import Lineage, Member

_ROW, _TOP, _LEFT, _RIGHT, _WIDTH = 34, 46, 16, 330, 860
_LONGEST = 44


def svg(lineage: Lineage, reports: Sequence[Report]) -> str:
    """A picture that stands alone: no script, no outside reference; its title and description say
    in words what it shows. One row a report and reason, in the order of days."""
    by_id = {r.id: r for r in reports}
    rows: dict[tuple[str, str, str, str], int] = defaultdict(int)
    for m in lineage.members:
        rows[(_day(by_id, m), m.relay, m.why.value, m.report)] += 1
    ordered = sorted(rows)
    height = _TOP + _ROW * max(len(ordered), 1) + 16
    middle = _TOP + _ROW * (len(ordered) - 1) / 2
    told = "; ".join(
        f"{relay}, {day}: {why}, {rows[(day, relay, why, r)]} claims" for day, relay, why, r in ordered
    )
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img" '
        f'aria-labelledby="t-{lineage.origin} d-{lineage.origin}" font-family="sans-serif" font-size="13">',
        f'<title id="t-{lineage.origin}">{escape(lineage.label)}</title>',
        f'<desc id="d-{lineage.origin}">{escape(told)}</desc>',
        f'<text x="{_LEFT}" y="24" font-weight="bold" fill="currentColor">{escape(lineage.origin)}</text>',
        _box(_LEFT, middle, 230, _short(lineage.label)),
    ]
    for n, (day, relay, why, report) in enumerate(ordered):
        y = _TOP + _ROW * n
        dash = ' stroke-dasharray="5 3"' if why == "copied" else ""
        out.append(
            f'<path d="M {_LEFT + 230} {middle:g} C {_RIGHT - 40} {middle:g} {_RIGHT - 40} {y} {_RIGHT} {y}" '
            f'fill="none" stroke="currentColor" stroke-opacity="0.6"{dash}/>'
        )
        out.append(_box(_RIGHT, y, 300, _short(f"{relay}, {day}")))
        count = rows[(day, relay, why, report)]
        note = f"{why}, {count} claim{'' if count == 1 else 's'}"
        out.append(f'<text x="{_RIGHT + 312}" y="{y + 4}" fill="currentColor">{escape(note)}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


def _box(x: float, y: float, width: int, text: str) -> str:
    return (
        f'<g><rect x="{x:g}" y="{y - 13:g}" width="{width}" height="26" rx="4" fill="none" stroke="currentColor"/>'
        f'<text x="{x + 8:g}" y="{y + 4:g}" fill="currentColor">{escape(text)}</text></g>'
    )


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _day(reports: dict[str, Report], member: Member) -> str:
    report = reports.get(member.report)
    return (report.published or report.known_on or "no date") if report else "no date"
