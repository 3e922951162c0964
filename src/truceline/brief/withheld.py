"""Names of private persons, kept out of a brief."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.brief import Brief, Cell, Item, Section, Sentence, Source, Table
from truceline.model.reading import MentionType
from truceline.model.report import Report, Withhold
from truceline.model.span import Span

__all__ = ["named_minors", "names_to_withhold", "without_names"]

_OF_AGE = 18
_NEAR = 90
"""Characters on either side of an age or such a word within which the name stands."""
_WITHHELD = "[name withheld]"
_MARK = "█"
"""Stands for each letter of a withheld name where words are shown as they were published: their places
in the text stay what they are."""


def names_to_withhold(material: Material, how: Withhold) -> frozenset[str]:
    """The names that a brief of this material leaves out.

    Minors are told by their age or by what they are called ("Name, 13", "13-year-old Name", "the
    schoolboy Name"). Private persons are those whom the agreement's vocabulary does not know and whom
    nobody cites: victims, relatives, bystanders.
    """
    if how is Withhold.NOBODY:
        return frozenset()
    names = {n for r in material.reports.values() for n in _minors_in(r, material)}
    if how is Withhold.PRIVATE:
        heard = {link.entity for c in material.claims.values() for link in c.chain if link.entity}
        names |= {
            " ".join(m.span.quote.split())
            for reading in material.readings.values()
            for m in reading.mentions
            if m.type is MentionType.PERSON
            and m.party is None
            and material.entity(m.entity) is None
            and m.entity not in heard
        }
    entities = material.accord.vocabulary.entities if material.accord else ()
    known = {words.casefold() for e in entities for words in (e.name, *(a.text for a in e.aliases))}
    return frozenset(n for n in names if n.casefold() not in known)


def _minors_in(report: Report, material: Material) -> Iterable[str]:
    """The names of minors in a report, without those of places, parties and bodies. In copy in capitals
    every word looks like a name: there a name is what reading took for a person's."""
    page, reading = material.page(report.id), material.readings.get(report.id)
    mentions = reading.mentions if reading else ()
    others = {m.span.quote for m in mentions if m.type is not MentionType.PERSON}
    names = [n for n in named_minors(report.text) if n not in others]
    if page is None or not page.in_capitals:
        return names
    persons = [m.span.quote for m in mentions if m.type is MentionType.PERSON and not m.party]
    return [p for p in persons if any(p in n for n in names)]


def without_names(brief: Brief, names: frozenset[str]) -> Brief:
    """`brief` with `names` left out: "[name withheld]" in its own sentences, every letter covered in
    words that are shown as they were published. A given name alone is left out too."""
    if not names:
        return brief
    given = {first for n in names if len(first := n.split()[0]) > 2 and first[0].isupper()}
    forms = sorted({*names, *given}, key=lambda n: (-len(n), n))
    some = "|".join(r"\s+".join(map(re.escape, f.split())) for f in forms)
    found = re.compile(rf"(?<!\w)(?:{some})(?!\w)")
    if not any(found.search(s.text) for s in brief.sources):
        return brief

    def told(words: str) -> str:
        return found.sub(_WITHHELD, words)

    def quoted(words: str) -> str:
        return found.sub(lambda m: re.sub(r"\S", _MARK, m[0]), words)

    banner = f"Names of private persons are withheld, as the case is set: {_MARK * 4} stands for each."
    return replace(
        brief,
        banners=(*brief.banners, banner),
        sections=tuple(_section(s, told, quoted) for s in brief.sections),
        sources=tuple(_source(s, quoted) for s in brief.sources),
    )


Words = Callable[[str], str]


def _section(section: Section, told: Words, quoted: Words) -> Section:
    def spans(some: Iterable[Span]) -> tuple[Span, ...]:
        return tuple(replace(s, quote=quoted(s.quote)) for s in some)

    def item(one: Item) -> Item:
        sentences = tuple(Sentence(told(s.text), spans(s.spans), s.machine) for s in one.sentences)
        return replace(one, lead=told(one.lead), sentences=sentences)

    def table(one: Table) -> Table:
        rows = tuple(tuple(Cell(told(c.text), spans(c.spans)) for c in row) for row in one.rows)
        return replace(one, rows=rows, caption=told(one.caption))

    return replace(
        section,
        items=tuple(item(i) for i in section.items),
        tables=tuple(table(t) for t in section.tables),
        note=told(section.note),
    )


def _source(source: Source, quoted: Words) -> Source:
    return replace(source, text=quoted(source.text))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What tells that a child may be near; then where its name stands."""
    particle = "|".join(sorted(map(re.escape, english().name_particle), key=lambda w: (-len(w), w)))
    word = rf"(?:(?:{particle})[-\s])?[^\W\d_a-z][\w’']*(?:-[^\W\d_]\w*)*"
    name = rf"(?P<name>{word}(?:\s+(?:(?:{particle})\s+)?{word}){{0,3}})"
    young = "|".join(sorted(english().young, key=lambda w: (-len(w), w)))
    age = rf"(?:(?P<age>\d{{1,2}})|{young})-(?P<unit>year|month|day|week)s?-old\b"
    minor = "|".join(sorted(map(re.escape, english().minor), key=lambda w: (-len(w), w)))
    return (
        re.compile(rf"-old\b|\baged\b|[,(\s]\d{{1,2}}[,.;)]|\b(?:{minor})\b"),
        re.compile(
            rf"(?<!\w){name}(?:,?\s+(?:\((?P<age>\d{{1,2}})\)|aged\s+(?P<told>\d{{1,2}})\b)|,\s+(?P<aged>\d{{1,2}})(?=[,.;)](?!\d)))"
        ),
        re.compile(rf"(?<!\w){name},\s+(?:an?\s+)?{age}"),
        re.compile(rf"\b{age}(?:\s+[a-z]+)?,?\s+{name}(?!\w)"),
        re.compile(rf"\b(?:{minor}),?\s+(?:(?:named|called)\s+)?{name}(?!\w)"),
        re.compile(rf"(?<!\w){name},\s+an?\s+(?:[a-z-]+\s+)?(?:{minor})\b"),
    )


def named_minors(text: str) -> Iterable[str]:
    """The names in a text that its words tell to be those of children, as they stand there."""
    hint, *patterns = _patterns()
    near = [text[max(0, m.start() - _NEAR) : m.end() + _NEAR] for m in hint.finditer(text)]
    for pattern, words in ((p, w) for w in near for p in patterns):
        for m in pattern.finditer(words):
            told = m.groupdict()
            age = told.get("age") or told.get("aged") or told.get("told")
            years = told.get("unit") in (None, "year")
            if age is not None and years and int(age) >= _OF_AGE:
                continue
            name = _bare(m["name"])
            if name:
                yield name


def _bare(name: str) -> str:
    """A name without a word before it that only begins a sentence or tells a rank; "" for a date."""
    words = name.split()
    if any(w.casefold() in english().named_day for w in words):
        return ""
    while words and words[0].casefold() in english().not_a_name | english().small:
        words = words[1:]
    return " ".join(words)
