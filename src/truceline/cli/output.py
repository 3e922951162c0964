"""What commands print: documents on standard output, progress and errors on standard error.

What draws tables is loaded when one is drawn.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from truceline.errors import TrucelineError, UsageError
from truceline.model.reading import Claim
from truceline.model.report import Rendering, Report
from truceline.model.span import Span

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console
    from rich.text import Text

    from truceline.case import View

_LEAD = re.compile(r"(?:[0-9a-f]{8}(?=  )|[\s│├└─]|- )*")
_GOES_ON = {ord("├"): "│", **dict.fromkeys(map(ord, "└─-0123456789abcdef"), " ")}
BIDI_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], None)


def console() -> Console:
    """Standard output; plain where NO_COLOR is set or it is no terminal."""
    from rich.console import Console

    return Console(highlight=False, soft_wrap=not sys.stdout.isatty(), emoji=False)


def note(words: str) -> None:
    """A line on standard error."""
    from rich.console import Console
    from rich.text import Text

    Console(stderr=True, highlight=False, emoji=False, soft_wrap=True).print(Text(shown(words)))


def fail(error: TrucelineError) -> int:
    """Print an error in one line on standard error and return its exit code."""
    note(f"truceline: {error}")
    return error.exit_code


def print_json(value: Any) -> None:
    """One JSON document."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def print_json_lines(values: Iterable[Any]) -> None:
    """JSON lines, each written as soon as it is made."""
    for value in values:
        sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
        sys.stdout.flush()


def shown(words: str) -> str:
    """Words safe for a terminal: control and bidi-control characters made harmless."""
    clean = words.translate(BIDI_CONTROLS)
    return "".join(c if c.isprintable() or c in "\n\t" else "\N{REPLACEMENT CHARACTER}" for c in clean)


def print_fitted(words: str, style: str = "") -> None:
    """Lines of text; on a terminal each goes on beneath its own beginning, with the branches of a tree drawn on."""
    from rich.text import Text

    out = console()
    for line in shown(words).split("\n"):
        found = _LEAD.match(line)
        lead = found.group() if found and out.is_terminal else ""
        rest = Text(line[len(lead) :], style=style)
        room = max(out.width - len(lead), out.width // 2)
        parts = rest.wrap(out, room) if out.is_terminal and line else [rest]
        for n, part in enumerate(parts):
            out.print(Text(lead if n == 0 else lead.translate(_GOES_ON), style=style) + part, soft_wrap=True)


def write_file(path: Path, words: str) -> None:
    """A file that the caller named; raises `UsageError` where it cannot be written."""
    try:
        path.write_text(words, "utf-8")
    except OSError as e:
        raise UsageError(
            f"{path} cannot be written: {e.strerror}", mend="name a file in a folder that is there"
        ) from e
    note(f"written: {path}")


def table(head: Sequence[str], rows: Iterable[Sequence[str | Text]], title: str | None = None) -> None:
    """A table; without a terminal, tab-separated lines that other programs can cut."""
    from rich.table import Table
    from rich.text import Text

    out = console()
    if not out.is_terminal:
        for row in [head, *rows]:
            print_line("\t".join(c.plain if isinstance(c, Text) else shown(c) for c in row))
        return
    grid = Table(*head, title=title, title_justify="left", box=None, pad_edge=False, header_style="bold")
    for row in rows:
        grid.add_row(*(c if isinstance(c, Text) else Text(shown(c)) for c in row))
    out.print(grid)


def print_line(words: str) -> None:
    """One plain line on standard output."""
    sys.stdout.write(words + "\n")


def more_to_know(view: View) -> str:
    """What to say where nothing is known by a date: that reports could only be known later, or that there are none."""
    later = len({r.item for r in view.kept} - {r.item for r in view.reports.values()})
    if later:
        return f"; {later} report{'' if later == 1 else 's'} could only be known later (--known-at)"
    return "" if view.kept else "; `truceline add` puts reports in"


def report_label(report: Report) -> str:
    """Outlet and date as a person would cite them; a digest is named as one."""
    label = f"{report.outlet or 'outlet unknown'}, {report.published or 'no date'}"
    return f"{label} (digest)" if report.rendering is Rendering.DIGEST else label


def in_paragraph(report: Report, spans: Sequence[Span]) -> Text:
    """The paragraph that holds the spans, with their words marked."""
    from rich.text import Text

    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = report.text.rfind("\n", 0, first) + 1
    end = report.text.find("\n", last)
    end = len(report.text) if end < 0 else end
    out, at = Text(), start
    for span in sorted(spans):
        out.append(shown(report.text[at : span.start]), style="dim")
        out.append("⟦" + shown(span.quote) + "⟧", style="bold")
        at = span.end
    out.append(shown(report.text[at:end]), style="dim")
    return out


def claim_line(claim: Claim) -> str:
    """Who says what, in one line."""
    who = claim.holder or ("nobody named" if claim.manner == "unsourced" else "own voice")
    return f"{who}: {claim.words}"
