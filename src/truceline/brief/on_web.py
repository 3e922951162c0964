"""A brief as one HTML file: nothing is fetched, nothing runs, every sentence opens its words."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import DictLoader, Environment, StrictUndefined
from markupsafe import Markup, escape

from truceline.brief.board import runs
from truceline.brief.english import day_in_words
from truceline.brief.picture import draw, kind_of
from truceline.brief.refs import Ref, Refs, as_read, by_entry, of_the_agreement, shown
from truceline.model.brief import Brief, Cell, Source, Table
from truceline.model.span import Span

__all__ = ["html"]


def html(brief: Brief, language: str = "en") -> str:
    """`brief` as one self-contained HTML5 document without scripts. `language` is that of our own
    sentences; text of reports is given its own direction."""
    refs = Refs(brief)
    style = _style()
    environment = _environment()
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        language=language,
        style=Markup(style),  # noqa: S704  (our own file, not anybody's text)
        style_hash=_hash(style),
        refs=refs,
        picture=draw(brief.board, brief.since) if any(r.cells for r in brief.board) else None,
        twin=[(row, runs(row.cells)) for row in brief.board],
        cited=[_cited(n, source, refs) for n, source in enumerate(brief.sources, 1)],
    )


@cache
def _style() -> str:
    return files("truceline.brief").joinpath("templates", "brief.css").read_text("utf-8").strip()


@cache
def _environment() -> Environment:
    source = files("truceline.brief").joinpath("templates", "brief.html.j2").read_text("utf-8")
    made = Environment(
        loader=DictLoader({"brief.html.j2": source}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["day"] = day_in_words
    made.filters["shown"] = shown
    made.filters["kind"] = kind_of
    made.filters["runs"] = _isolated
    made.filters["spanned"] = _spanned
    made.filters["web"] = _web
    return made


def _hash(style: str) -> str:
    """The Content-Security-Policy source expression of the inline style."""
    return f"sha256-{base64.b64encode(hashlib.sha256(style.encode('utf-8')).digest()).decode('ascii')}"


def _web(address: str | None) -> str | None:
    """An address that may be linked: http or https, with nothing strange in it."""
    words = shown(address or "")
    return words if re.fullmatch(r"https?://[^\s<>\"'`\\]+", words) else None


@dataclass(frozen=True, slots=True)
class _Placed:
    """A cell of a table, with the number of rows that it stands for."""

    cell: Cell
    rows: int
    heads: bool


def _spanned(table: Table) -> list[list[_Placed]]:
    """Rows whose leading cells are empty go on with the row above: its leading cells reach over them."""
    placed: list[list[_Placed]] = []
    for n, row in enumerate(table.rows):
        more = 1
        while n + more < len(table.rows) and not table.rows[n + more][0].text:
            more += 1
        goes_on = n > 0 and not row[0].text
        cells = []
        leading = True
        for i, cell in enumerate(row):
            leading = leading and not (
                table.rows[n + 1][i].text if more > 1 else cell.text if goes_on else ""
            )
            if goes_on and leading:
                continue
            cells.append(_Placed(cell, more if leading and not goes_on else 1, i == 0))
        placed.append(cells)
    return placed


_QUOTATION = re.compile(r"“[^”]*”")


def _isolated(text: str) -> Markup:
    """Our sentence, with each quotation in it isolated so that its direction stays its own."""
    text = shown(text)
    out, at = [], 0
    for match in _QUOTATION.finditer(text):
        out += [escape(text[at : match.start()]), Markup("<bdi>{}</bdi>").format(match.group())]
        at = match.end()
    return Markup("").join([*out, escape(text[at:])])


class _Cited:
    """One source with the paragraphs that are cited, their words marked."""

    def __init__(self, number: int, source: Source, paragraphs: list[tuple[int | None, Markup]]) -> None:
        self.number = number
        self.source = source
        self.paragraphs = paragraphs


def _cited(number: int, source: Source, refs: Refs) -> _Cited:
    found = refs.within(source.report)
    if of_the_agreement(source):
        return _Cited(number, source, [(None, _read(some)) for some in by_entry(found)])
    blocks: list[tuple[int | None, int, int]] = list(source.blocks)
    if not blocks and found:
        blocks = [(None, a, b) for a, b in _merged(_lines(source.text, r.span) for r in found)]
    placed: set[str] = set()
    paragraphs = []
    for n, start, end in sorted(set(blocks), key=lambda b: (b[1], b[2])):
        inside = [r for r in found if r.span.start < end and start < r.span.end]
        if inside:
            paragraphs.append((n, _marked(source.text, start, end, inside, placed)))
    return _Cited(number, source, paragraphs)


def _read(refs: list[Ref]) -> Markup:
    """An entry of the agreement as a person reads it, with an anchor for each citation of a part of it."""
    anchors = [Markup('<a class=here id="{}"></a>').format(r.id) for r in refs[1:]]
    words = shown(as_read(refs[0].span.quote))
    return Markup("").join([*anchors, Markup('<mark id="{}">{}</mark>').format(refs[0].id, words)])


def _merged(ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _lines(text: str, span: Span) -> tuple[int, int]:
    """The whole lines that hold a span."""
    end = text.find("\n", span.end)
    return text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end


def _marked(text: str, start: int, end: int, refs: list[Ref], placed: set[str]) -> Markup:
    """The paragraph with each cited span in a `<mark>` that bears its id. Spans that cross another
    get an empty anchor at their start instead, since elements nest."""
    opens: dict[int, list[Markup]] = {}
    closes: dict[int, int] = {}
    stack: list[int] = []
    for ref in refs:
        a, b = max(ref.span.start, start), min(ref.span.end, end)
        while stack and stack[-1] <= a:
            stack.pop()
        id_ = Markup("") if ref.id in placed else Markup(' id="{}"').format(ref.id)
        placed.add(ref.id)
        if stack and b > stack[-1]:
            opens.setdefault(a, []).append(Markup("<a class=here{}></a>").format(id_))
            continue
        opens.setdefault(a, []).append(Markup("<mark{}>").format(id_))
        closes[b] = closes.get(b, 0) + 1
        stack.append(b)
    out = []
    points = sorted({start, end, *opens, *closes})
    for here, following in zip(points, [*points[1:], end], strict=True):
        out += [Markup("</mark>")] * closes.get(here, 0)
        out += opens.get(here, [])
        if following > here:
            out.append(escape(shown(text[here:following])))
    return Markup("").join(out)
