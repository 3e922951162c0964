"""A brief put together: sections in the order in which a head of mission reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from truceline.brief.ahead import due_next, settle, unknown
from truceline.brief.before import letters
from truceline.brief.board import board_rows
from truceline.brief.bracketing import with_names_in_brackets
from truceline.brief.clauses import alleged, moved
from truceline.brief.dates import dates_named
from truceline.brief.denied import denied
from truceline.brief.english import day_in_words, english
from truceline.brief.figures import figures
from truceline.brief.given import BriefInput, within_level
from truceline.brief.how_told import how_told
from truceline.brief.initials import with_initials_told
from truceline.brief.lacking import as_told, lacks
from truceline.brief.leaning import with_what_it_points_to
from truceline.brief.material import Material
from truceline.brief.positions import by_weight, more_positions, positions, reported
from truceline.brief.quoting import quoted_whole
from truceline.brief.short import in_short
from truceline.brief.stands import not_watched
from truceline.brief.statements import Statements
from truceline.brief.telex import in_small_letters
from truceline.brief.withheld import names_to_withhold, without_names
from truceline.model.brief import Brief, Section, Sentence
from truceline.model.span import Span

__all__ = ["asides_once", "compose"]

_FIRST_PAGE = 640
"""Words that can be read in two to three minutes."""
_ALWAYS = ("short", "figures")
"""Sections that say so where they hold nothing."""
_TOLD_ALONE = ("reported", "more")
"""Sections behind the first page whose sentences are told one by one."""
_TOLD_FIRST = ("short", "dates", "positions", "outlets")
"""Those on it where there is no agreement on whose clauses they bear."""
_FIRST_SAID = ("moved", "alleged", "answered", "positions", "quoted")
"""Those that tell what was said or done where there is one."""
_OF_STATEMENTS = (*_TOLD_FIRST, *_TOLD_ALONE)
_SCANT = 8
"""Sentences of the first page below which what else was said and reported stands on it."""
_NONE_BESIDES = "None besides what is told and quoted elsewhere in this brief."
_LEAST_SAID = 140
_GLOSS = re.compile(r"(?<=\w) \[((?!\w\])[^\[\]]+)\]")
_LAST_WORD = re.compile(r"[\w’'-]+$")
_DAY_IN = re.compile(r"\d{1,2} [A-Z]|\d{4}$")
_AROUND = 12
"""Letters on each side of a bracket by which the words around it are found in those that are cited."""
_ALL_LISTED = 60
"""Up to this many reports are all listed as sources; of more, only those that are cited."""


def compose(given: BriefInput) -> Brief:
    """The brief of `given`: pure, and the same input gives the same brief.

    Raises `Unsourced` should a sentence have no words to stand on, and `Misaligned` where a span
    does not read what its report reads.
    """
    material = Material(within_level(given))
    statements = Statements(material)
    sections = tuple(_pointing(s, material) for s in _sections(material, statements))
    for span in _spans(sections):
        page = material.page(span.report)
        if page is not None:
            span.check(page.text)
    brief = Brief(
        title=material.accord.short_name if material.accord else "What the reports say",
        accord=material.accord.id if material.accord else None,
        as_of=given.as_of,
        known_at=given.known_at,
        since=given.since,
        summary=_summary(material),
        banners=_banners(material),
        sections=sections,
        board=board_rows(material),
        sources=tuple(material.source(r) for r in _cited(sections, material)),
        level=given.level.value,
    )
    brief = without_names(brief, names_to_withhold(material, given.withhold))
    brief = in_small_letters(brief, material)
    return replace(brief, sections=asides_once(_closed(s, material) for s in brief.sections))


def _sections(material: Material, statements: Statements) -> tuple[Section, ...]:
    """The first page, then the annex: what a head of mission reads, and what stands behind it."""
    differ, answers, shown, in_words = figures(material)
    if material.accord is None:
        contradicted = denied(material, statements)
        statements.shown(shown, differ.title)
        statements.shown(in_words, differ.title, whole=False)
        ahead = dates_named(material, statements)
        first = [in_short(material, statements), contradicted, differ, ahead]
        first = [s for s in first if s.items or s.tables or s.key in _ALWAYS]
        said, besides = by_weight(material, statements, _left(first))
        first += [said, besides] if besides.items else [said]
        told = (
            *first,
            reported(material, statements),
            more_positions(material, statements),
            answers,
        )
        told = _with_quoted(told, material, statements)
        return (*_with_what_is_left(told, statements), how_told(material, told))
    moves, moved_too = moved(material, statements)
    unanswered, answered = alleged(material, statements)
    charges = [unanswered, answered] if answered else [unanswered]
    first = [moves, due_next(material), *charges, differ]
    told_of = [i.clause for x in (moves, *charges) for i in x.items if i.clause]
    last = [settle(material, told_of), unknown(material)]
    said = positions(material, statements, _left([*first, *last]))
    told = (
        *first,
        said,
        *last,
        *([moved_too] if moved_too else []),
        more_positions(material, statements),
        reported(material, statements),
        answers,
    )
    told = _brought_forward(_with_quoted(told, material, statements))
    return (*_with_what_is_left(told, statements), how_told(material, told))


def _brought_forward(told: tuple[Section, ...]) -> tuple[Section, ...]:
    """`told`, with the statements of the annex on a first page that tells little else of what the reports say."""
    first = sum(len(i.sentences) for s in told if s.key in _FIRST_SAID for i in s.items)
    behind = [s for s in told if s.key in _TOLD_ALONE and s.annex and s.items] if first < _SCANT else []
    rest = [s for s in told if s not in behind]
    at = max((n + 1 for n, s in enumerate(rest) if s.key in _FIRST_SAID), default=0)
    return (*rest[:at], *(replace(s, annex=False) for s in behind), *rest[at:])


def _with_quoted(
    told: tuple[Section, ...], material: Material, statements: Statements
) -> tuple[Section, ...]:
    """`told`, and where it tells little what the reports say besides: then no section says that nothing was found."""
    quoted = quoted_whole(material, statements, told)
    if quoted is None:
        return told
    kept = [replace(s, empty=_NONE_BESIDES) if s.key in _OF_STATEMENTS else s for s in told]
    at = max((n + 1 for n, s in enumerate(kept) if s.key in (*_TOLD_FIRST, "figures")), default=0)
    return (*kept[:at], quoted, *kept[at:])


def _with_what_is_left(told: tuple[Section, ...], statements: Statements) -> tuple[Section, ...]:
    """`told`, with how many statements are told nowhere under the last section of statements."""
    left = sum(1 for s in statements.all if not statements.told(s))
    noun = "statement is" if left == 1 else "statements are"
    note = f"{left} more {noun} listed by “truceline claims”." if left else ""
    last = max(n for n, s in enumerate(told) if s.key in (*_TOLD_ALONE, "quoted"))
    return tuple(replace(s, note=note) if n == last else s for n, s in enumerate(told))


def _pointing(section: Section, material: Material) -> Section:
    """A section with what its sentences point to cited, and named in them; labels stand there as they are."""
    if section.key == "told":
        return section
    items = (
        replace(
            i,
            sentences=tuple(
                with_initials_told(
                    with_names_in_brackets(with_what_it_points_to(t, material), material), material
                )
                for t in i.sentences
            ),
        )
        for i in section.items
    )
    return replace(section, items=tuple(items))


def _closed(section: Section, material: Material) -> Section:
    """A section of statements without the sentences that do not stand alone as they are told in the end."""
    if section.key not in (*_TOLD_FIRST, *_TOLD_ALONE):
        return section
    items = (
        replace(
            i,
            sentences=tuple(t for t in i.sentences if not lacks(as_told(t, i.lead, material), material)),
        )
        for i in section.items
    )
    return replace(section, items=tuple(i for i in items if i.sentences))


def _left(sections: Iterable[Section]) -> int:
    """The words that a first page of two minutes leaves to what each side says."""
    sentences = (t.text for x in sections for i in x.items for t in i.sentences)
    cells = (c.text for x in sections for t in x.tables for row in t.rows for c in row)
    return max(_LEAST_SAID, _FIRST_PAGE - sum(len(words.split()) for words in (*sentences, *cells)))


def _summary(material: Material) -> str:
    reports = list(material.reports.values())
    outlets = {r.outlet for r in reports if r.outlet}
    nameless = sum(1 for r in reports if not r.outlet)
    lines = [x for x in material.given.weighing.lineages if not x.own_voice and not x.agreement]
    lineages = [x for x in lines if not x.withdrawn]
    digests = sum(1 for r in reports if material.is_digest(r.id))
    unread = sum(1 for r in reports if r.id in material.readings and not material.readings[r.id].read)
    parts = [
        _count(len(reports), "report") + (f" ({digests} of them digests)" if digests else ""),
        _count(len(outlets), "outlet")
        + (f", {_count(nameless, 'report')} of an unknown one" if nameless else ""),
        f"{_count(len(lineages), 'origin')} beside the outlets' own voices",
    ]
    if len(lines) > len(lineages):
        parts.append(f"{_count(len(lines) - len(lineages), 'origin')} withdrawn and not counted")
    if unread:
        parts.append(f"{unread} in a language that cannot be read yet")
    day = _day_of(material)
    return " · ".join([*parts, day] if day else parts)


def _day_of(material: Material) -> str:
    """ "day 41 (day 40, if 19 January is day 0)"."""
    accord = material.accord
    if accord is None or not accord.start:
        return ""
    try:
        start, now = date.fromisoformat(accord.start), date.fromisoformat(material.given.as_of)
    except ValueError:
        return ""
    passed = (now - start).days
    if passed < 0:
        return ""
    counts = [c.first for c in accord.day_counts] or [1]
    words = f"day {passed + counts[0]}"
    for other in dict.fromkeys(counts[1:]):
        if other != counts[0]:
            begin = day_in_words(accord.start, year=False)
            words += f" (day {passed + other}, if {begin} is day {other})"
    return f"{words} of the agreement"


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def _banners(material: Material) -> tuple[str, ...]:
    found = []
    accord = material.accord
    if accord is not None and accord.review == "draft":
        found.append(
            "Draft: no official text of this agreement was read whole. Its clauses come from published "
            "accounts; check them before you rely on them."
        )
        if accord.hearing:
            found.append(f"{accord.general}{not_watched(material)}".strip())
    elif accord is not None and accord.banner:
        found.append(accord.banner)
    if material.given.level.value != "shareable":
        found.append(f"Handling: {material.given.level.value}. Not for a wider circle.")
    found.append(
        "Read by machine, and confirmed by nobody unless it says so. Each sentence leads to the words "
        "that it rests on. It records who is reported to say what; it does not decide who is right."
    )
    if notes := material.given.weighing.notes:
        others = f" (and {_count(len(notes) - 1, 'more such text')})" if notes[1:] else ""
        found.append(f"{notes[0]}{others}.")
    return tuple(found)


def _spans(sections: tuple[Section, ...]) -> list[Span]:
    found = [s for x in sections for i in x.items for t in i.sentences for s in t.spans]
    return found + [s for x in sections for t in x.tables for row in t.rows for c in row for s in c.spans]


def _cited(sections: tuple[Section, ...], material: Material) -> list[str]:
    """The reports that a sentence cites, by date, the undated last; then the agreement, where one cites it."""
    cited = {s.report for s in _spans(sections)}
    if len(material.reports) <= _ALL_LISTED:
        cited |= set(material.reports)
    return sorted(
        cited,
        key=lambda r: (
            r not in material.reports,
            not (day := material.published(r)),
            day,
            material.name_of_outlet(r),
            r,
        ),
    )


def asides_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """`sections` without the brackets that say again behind a noun the same few words as behind it above in its section."""
    found = list[Section]()
    for section in sections:
        glosses, items = set[tuple[str, str]](), []
        for item in section.items:
            sentences = list[Sentence]()
            for sentence in item.sentences:
                sentences.append(_without_known_glosses(sentence, glosses))
            items.append(replace(item, sentences=tuple(sentences)))
        found.append(replace(section, items=tuple(items)))
    return tuple(found)


def _without_known_glosses(sentence: Sentence, known: set[tuple[str, str]]) -> Sentence:
    """`sentence` without the glosses in `known`; those that it tells are added to them."""
    text, at = sentence.text, 0
    cited = letters(" ".join(s.quote for s in sentence.spans))
    while found := _GLOSS.search(text, at):
        at, noun = found.end(), _LAST_WORD.search(text[: found.start()])
        if noun is None or _DAY_IN.match(found[1]) or noun[0].casefold() in english().pronoun:
            continue
        around = f"{letters(text[: found.start()])[-_AROUND:]}{letters(text[found.end() :])[:_AROUND]}"
        key = noun[0].casefold(), found[1]
        if key in known and around in cited:
            text, at = f"{text[: found.start()]}{text[found.end() :]}", found.start()
        known.add(key)
    return sentence if text == sentence.text else replace(sentence, text=text)
