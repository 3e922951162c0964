"""A brief as Markdown: every sentence links to the words that it rests on, at the end."""

from __future__ import annotations

import re

from truceline.brief.board import runs
from truceline.brief.english import day_in_words
from truceline.brief.refs import Refs, as_read, by_entry, of_the_agreement, shown
from truceline.model.brief import Brief, Cell, Section, Sentence, Table

__all__ = ["markdown"]

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~$&])")
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])(\s)")


def markdown(brief: Brief) -> str:
    """`brief` as Markdown (CommonMark with tables). Nothing in it acts as markup but our own."""
    refs = Refs(brief)
    lines = [f"# {_safe(brief.title)}", "", *_head(brief), ""]
    lines += [f"> {_safe(b)}" + "\n" for b in brief.banners]
    for section in brief.first_page:
        lines += _section(section, refs)
    lines += ["---", "", "# Annex", ""]
    if brief.board:
        lines += _board(brief)
    for section in brief.annex:
        lines += _section(section, refs)
    lines += _sources(brief, refs)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _head(brief: Brief) -> list[str]:
    known = f", from what could be known by {day_in_words(brief.known_at)}"
    stands = "How it stands on" if brief.accord else "As of"
    return [f"{stands} **{day_in_words(brief.as_of)}**{known}.", "", _safe(brief.summary)]


def _section(section: Section, refs: Refs) -> list[str]:
    lines = [f"## {_safe(section.title)}", ""]
    if not section.items and not section.tables:
        return [*lines, _safe(f"{section.empty} {section.note}".strip()), ""]
    for n, item in enumerate(section.items, 1):
        lead = f"**{_safe(item.lead.removesuffix('.').rstrip())}.**" if item.lead else ""
        mark = f"{n}." if section.key == "moved" else "-"
        words = " ".join(_sentence(s, refs) for s in item.sentences)
        lines += [f"{mark} {lead} {words}".replace("  ", " "), ""]
    for table in section.tables:
        lines += _table(table, refs)
    return [*lines, f"*{_safe(section.note)}*", ""] if section.note else lines


def _sentence(sentence: Sentence, refs: Refs) -> str:
    mark = "" if sentence.machine else " ✓"
    return f"{_safe(sentence.text)}{mark} {_links(sentence, refs)}".strip()


def _links(what: Sentence | Cell, refs: Refs) -> str:
    found = refs.shown_of(what.spans)
    return f"[{', '.join(f'[{label}](#{r.id})' for r, label in found)}]" if found else ""


def _table(table: Table, refs: Refs) -> list[str]:
    lines = [f"| {' | '.join(_safe(h) for h in table.head)} |", f"|{'---|' * len(table.head)}"]
    for row in table.rows:
        lines.append(f"| {' | '.join(f'{_safe(c.text)} {_links(c, refs)}'.strip() for c in row)} |")
    return [*lines, "", *([f"*{_safe(table.caption)}*", ""] if table.caption else [])]


def _board(brief: Brief) -> list[str]:
    lines = ["## The clauses day by day", "", "| Clause | How it stood |", "|---|---|"]
    for row in brief.board:
        parts = []
        for run in runs(row.cells):
            first, last = day_in_words(run.first, False), day_in_words(run.last, False)
            parts.append(f"{first if first == last else f'{first} to {last}'}: {_safe(run.shown)}")
        lines.append(f"| {_safe(row.clause)} · {_safe(row.title)} | {'; '.join(parts)} |")
    return [*lines, ""]


def _sources(brief: Brief, refs: Refs) -> list[str]:
    lines = ["## Sources, and the words cited", ""]
    for n, source in enumerate(brief.sources, 1):
        address = f", {_address(source.address)}" if source.address else ""
        lines += [f"**{n}.** {_safe(source.label)}{address}", ""]
        agreement, found = of_the_agreement(source), refs.within(source.report)
        for some in by_entry(found) if agreement else [[r] for r in found]:
            mark = f"¶{some[0].paragraph} " if some[0].paragraph else ""
            words = as_read(some[0].span.quote) if agreement else some[0].span.quote
            anchors = "".join(f'<a id="{r.id}"></a>' for r in some)
            lines.append(f"- {anchors}{mark}“{_safe(words)}”")
        lines.append("")
    return lines


def _address(address: str) -> str:
    words = shown(address)
    if re.fullmatch(r"https?://[^\s<>\"'`]+", words):
        return f"<{words}>"
    return _safe(words)


def _safe(text: str) -> str:
    words = re.sub(r"\s+", " ", shown(text)).strip()
    words = _MARKUP.sub(r"\\\1", words)
    return _LINE_START.sub(r"\1\\\2\3", words)
