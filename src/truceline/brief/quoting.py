"""What the reports say besides, where little can be told: whole sentences in quotation marks, the newest first.

An empty page while good sentences lie in the list of claims helps nobody: where a brief tells few statements, the bar goes
down. A sentence that does not stand alone is quoted with the one before it; a report of which nothing else can be
quoted is told by its headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from truceline.brief.alone import bare_quote, untied
from truceline.brief.bearing import of_a_ceasefire
from truceline.brief.borne_out import completed
from truceline.brief.english import day_in_words, english
from truceline.brief.heard import matter_of
from truceline.brief.lacking import as_told, lacks
from truceline.brief.loose import points_back
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.statements import Statements
from truceline.brief.wording import dated, glued, paired, quoted, stopped
from truceline.model.brief import Item, Section, Sentence
from truceline.model.match import fold
from truceline.model.reading import BlockKind

__all__ = ["quoted_whole"]

_FEW = 12
"""Sentences of statements below which the bar goes down, and up to which it does."""
_LEAST = 8
"""... and up to which also what does not stand alone is quoted: a page that says anything is better than none."""
_LONG = 80
_STATEMENTS = (
    "short",
    "moved",
    "alleged",
    "answered",
    "denied",
    "dates",
    "positions",
    "outlets",
    "more",
    "reported",
)
_HEADLINES = 8
"""Headlines of feeds that are told at the most."""
_NO_NEWS = re.compile(r"[?:|]|^(?:How|Why|What|Who|When|Where)\b")
"""In a headline: it asks, or names a kind of text."""
_WORD = re.compile(r"[^\W\d_]+")


def quoted_whole(material: Material, statements: Statements, told: Iterable[Section]) -> Section | None:
    """Sentences as they stand, of each report what is nearest to a ceasefire, the newest report first, then a second one
    of each; None where enough is told above."""
    above = [t.text for s in told if s.key in _STATEMENTS for i in s.items for t in i.sentences]
    have = len(above)
    wanted = _FEW - have
    found = _of_a_feed(statements, above)
    queues = [list(_of_a_report(r, statements)) for r in _newest_first(material)] if wanted > 0 else []
    while any(queues) and len(found) < wanted:
        for queue in queues:
            one = queue.pop(0) if queue else None
            if one is None or (have + len(found) >= _LEAST and lacks(as_told(one, "", material), material)):
                continue
            if len(found) < wanted and not statements.repeats(one.text):
                statements.remember(one.text)
                found.append(one)
    title = "What else the reports say (quoted as it stands, the newest first)"
    return Section("quoted", title, tuple(Item("", (s,)) for s in found)) if found else None


def _newest_first(material: Material) -> list[str]:
    order = sorted(material.reports)
    return sorted(order, key=lambda r: material.published(r), reverse=True)


def _of_a_report(report: str, statements: Statements) -> Iterator[Sentence]:
    """The sentences of a report that may be quoted, the nearest to a ceasefire first; its headline where none is."""
    material = statements.material
    page, reading = material.page(report), material.readings.get(report)
    if page is None or reading is None or page.in_capitals:
        return
    starts = dict.fromkeys(
        page.around(c.start, c.end)
        for c in reading.claims
        if material.in_body(c) and not material.is_furniture(c)
    )
    near = {x: of_a_ceasefire(_WORD.findall(page.text[slice(*x)])) for x in starts}
    some = sorted((x for x in starts if near[x]), key=lambda x: (-near[x], x[0]))
    told = any(statements.told_at(report, a) for a, _ in starts)
    ranges = _joined([_range(x, page, material) for x in some if not statements.told_at(report, x[0])])
    closed = [x for x in ranges if not points_back(untied(page.text[slice(*x)]))]
    fit = [s for x in closed or ranges if (s := _as_written(*x, page, material)) is not None]
    yield from sorted(fit, key=lambda s: len(lacks(as_told(s, "", material), material)))
    if not fit and not told:
        yield from _headline(page, statements)


def _range(at: tuple[int, int], page: Page, material: Material) -> tuple[int, int]:
    """A sentence, with the one before it where it does not stand alone."""
    alone = _as_written(*at, page, material)
    if alone is not None and not lacks(as_told(alone, "", material), material):
        return at
    before = page.before(at[0]) or page.before_paragraph(at[0])
    return at if before is None or not material.is_text(page.report, before[0]) else (before[0], at[1])


def _joined(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that overlap as one, in their order."""
    found = list[tuple[int, int]]()
    for start, end in ranges:
        over = [x for x in found if x[0] < end and start < x[1]]
        whole = (min([start, *(a for a, _ in over)]), max([end, *(b for _, b in over)]))
        at = found.index(over[0]) if over else len(found)
        found = [x for x in found if x not in over]
        found.insert(at, whole)
    return found


def _as_written(start: int, end: int, page: Page, material: Material) -> Sentence | None:
    words = bare_quote(dated(material, page.report, page.past_dateline(start), end))
    if not words or glued(words) or len(words.split()) > _LONG:
        return None
    if material.is_digest(page.report):
        return _sentence(f"reported: {stopped(words)}", start, end, page, material)
    pairs = paired(words)
    return _sentence(f"writes: {quoted(pairs)}", start, end, page, material) if pairs else None


def _of_a_feed(statements: Statements, told: Iterable[str]) -> list[Sentence]:
    """The headlines of pages that are hardly more than headlines, where they tell of a ceasefire or a main party what is
    not `told` above: what an entry is about then stands nowhere else."""
    material, some = statements.material, list[Sentence]()
    for report in _newest_first(material) if material.accord is None else ():
        page, kinds = material.page(report), [b.kind for b in material.readings[report].blocks]
        if page is not None and 0 < kinds.count(BlockKind.PARAGRAPH) <= kinds.count(BlockKind.HEADLINE):
            some += _headline(page, statements, every=True)
    some.sort(key=lambda s: -_news(s.spans[0].quote))
    found, above = list[Sentence](), [matter_of(fold(t).split()) for t in told]
    for one in some:
        mine = matter_of(fold(one.spans[0].quote).split()) - material.common_words
        again = any(len(mine & x) * 2 >= len(mine) for x in above)
        if len(found) < _HEADLINES and not again and not lacks(as_told(one, "", material), material):
            statements.remember(one.text)
            above.append(mine)
            found.append(one)
    return sorted(found, key=lambda s: material.published(s.spans[0].report), reverse=True)


def _news(headline: str) -> int:
    """How much it tells: the matters of a ceasefire, what befalls one, and who charges or denies."""
    words, lists = [w.casefold() for w in _WORD.findall(headline)], english()
    turns = any(w.startswith(tuple(lists.turn)) for w in words)
    return of_a_ceasefire(words) + turns + 2 * bool(set(words) & (lists.charging | lists.untrue))


def _headline(page: Page, statements: Statements, every: bool = False) -> Iterator[Sentence]:
    """The headline of a report, else its first line, where it has to do with a ceasefire; of a feed `every` one that
    asks nothing."""
    material = statements.material
    blocks = material.readings[page.report].blocks
    heads = [(b.start, b.end) for b in blocks if b.kind is BlockKind.HEADLINE] or page.sentences[:1]
    for start, end in heads if every else heads[:1]:
        words = page.text[start:end]
        parties = {m.party for m in material.mentions(page.report, start, end)} if every else set()
        near = of_a_ceasefire(_WORD.findall(words)) or parties & material.main_parties
        if words.isupper() or not near or (every and _NO_NEWS.search(words)):
            continue
        told = quoted(paired(words) or "") if not material.is_digest(page.report) else words.strip()
        made = _sentence(f"headline: {told}", start, end, page, material) if told else None
        if made is not None:
            yield made


def _sentence(told: str, start: int, end: int, page: Page, material: Material) -> Sentence | None:
    day = material.published(page.report)[: len("2025-01-01")]
    shown = day_in_words(day, year=day[:4] != material.given.as_of[:4]) if day else "Undated"
    text = f"{shown}: {material.outlet(page.report)}, {told}".replace(", writes:", " writes:")
    text = text.replace(", reported:", " reported:")
    return completed(Sentence(text, (page.span(start, end),)), material)
