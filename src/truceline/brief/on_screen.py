"""A brief in the terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from truceline.brief.board import runs
from truceline.brief.english import day_in_words
from truceline.brief.refs import Refs, shown
from truceline.model.brief import Brief, Cell, Item, Section, Sentence, Table

__all__ = ["terminal"]


def terminal(brief: Brief, console: Console, annex: bool = False) -> None:
    """Print the first page of `brief`, and with `annex` what stands behind it. Colours follow the console's
    settings (`NO_COLOR`); no word depends on them."""
    refs = Refs(brief)
    console.print(Text(shown(brief.title), style="bold"))
    stands = "How it stands on" if brief.accord else "As of"
    known = f"from what could be known by {day_in_words(brief.known_at)}"
    console.print(Text(f"{stands} {day_in_words(brief.as_of)}, {known}"))
    console.print(Text(shown(brief.summary), style="dim"))
    for banner in brief.banners:
        console.print(Text(f"! {shown(banner)}", style="yellow"))
    for section in brief.first_page:
        _section(section, refs, console)
    if annex and brief.board:
        _board(brief, console)
    for section in brief.annex if annex else ():
        _section(section, refs, console)
    _sources(brief, console)
    if not annex:
        titles = ["The clauses day by day"] if brief.board else []
        titles += [s.title for s in brief.annex if s.items or s.tables]
        console.print()
        console.print(Text(shown(f"With --annex: {'; '.join(titles)}."), style="dim"))


def _heading(words: str, console: Console) -> None:
    console.print()
    console.print(Text(shown(words), style="bold underline"))


def _section(section: Section, refs: Refs, console: Console) -> None:
    _heading(section.title, console)
    if not section.items and not section.tables:
        console.print(Text(shown(section.empty), style="dim"))
    for n, item in enumerate(section.items, 1):
        _item(item, f"{n}." if section.key == "moved" else "-", refs, console)
    for table in section.tables:
        _table(table, refs, console)
    if section.note:
        console.print(Text(shown(section.note), style="dim"))


def _item(item: Item, mark: str, refs: Refs, console: Console) -> None:
    if item.lead:
        console.print(Text(f"{mark} ").append(shown(item.lead), style="bold"))
    for n, sentence in enumerate(item.sentences):
        words = _cited(sentence, refs)
        if not item.lead and not n:
            console.print(Text(f"{mark} ").append_text(words))
            continue
        indent = len(mark) + 1
        if console.soft_wrap:
            console.print(Text(" " * indent).append_text(words))
        else:
            console.print(Padding(words, (0, 0, 0, indent)))


def _cited(what: Sentence | Cell, refs: Refs) -> Text:
    words = Text(shown(what.text))
    if isinstance(what, Sentence) and not what.machine:
        words.append(" ✓", style="green")
    labels = refs.labels(what.spans)
    if labels:
        words.append(f" [{labels}]", style="cyan")
    return words


def _table(table: Table, refs: Refs, console: Console) -> None:
    grid = Grid(title_justify="left")
    for head in table.head:
        grid.add_column(shown(head))
    for row, following in zip(table.rows, (*table.rows[1:], None), strict=True):
        last = following is None or bool(following[0].text)
        grid.add_row(*(_cited(cell, refs) for cell in row), end_section=last)
    console.print(grid)
    if table.caption:
        console.print(Text(shown(table.caption), style="dim"))


def _board(brief: Brief, console: Console) -> None:
    _heading("The clauses", console)
    grid = Grid("Clause", "Stands as", "Since", show_lines=False)
    for row in brief.board:
        last = runs(row.cells)[-1]
        since = "" if last.start == 0 else day_in_words(last.first, year=False)
        title = Text(f"{shown(row.clause)}  ").append(shown(row.title))
        grid.add_row(title, Text(shown(last.shown)), Text(since))
    console.print(grid)


def _sources(brief: Brief, console: Console) -> None:
    _heading("Sources", console)
    for n, source in enumerate(brief.sources, 1):
        line = Text(f"{n}. {shown(source.label)}", overflow="fold")
        if source.address:
            line.append(f"  {shown(source.address)}", style="dim")
        console.print(line)
