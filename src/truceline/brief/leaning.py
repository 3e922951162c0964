"""The last look at a sentence that is told: what its nouns and pronouns point to is cited with it.

Who sees a sentence with nothing but its spans asks of "the deal", "the parties", "he" and "one of them": which? A
span answers that has the noun (or its class) with "a", a name or words that tell which, a verb of the same stem, two
parties, a person by his name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from truceline.brief.alone import bare_quote, ends_as_sentence
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.nouns import PACT, Nouns, agreed, kind_of, nouns
from truceline.brief.sentences import Page
from truceline.model.brief import Sentence
from truceline.model.reading import BlockKind, LinkKind, MentionType
from truceline.model.span import Span

__all__ = ["bringing", "elliptic", "surnames_alone", "with_what_it_points_to"]

_WORD = re.compile(r"[\w’'-]*\w")
_OURS = re.compile(r"\[(?!\w\])[^\[\]]*\]|\([^()]*\)")
_OPENED = re.compile(r"\[(\w)\]")
_NEAR_HEAD = 6
"""Words at the head of a sentence, before which it names nothing that "the latter" could mean."""
_ADDED = 3
"""Sentences that are cited besides."""
_STEM, _SHORTEST = 5, 4
"""Letters by which a verb and its noun are one ("announced", "announcement")."""
_A_SUMMARY = 6
"""Sentences of a report up to which its headline tells what all of them are about, and is cited with each."""
_MOST = 40
"""Spans of a sentence that are kept."""
_LOOK_BACK = 40
_TWO = 2
_VERB = re.compile(r"\w+(?:ed|ing|s)$")
_HE = re.compile(r"\b(?:he|she|him)\b(?! \[)", re.IGNORECASE)
_SURNAME = re.compile(r"[A-Z][\w’'-]+")
_FULL = re.compile(r"[A-Z][\w’'.-]+(?: [\w’'.-]+)* [A-Z][\w’'-]+")
_QUOTED_AT_HEAD = re.compile(r"(?<![^:\s])(“?[‘\"]|“)(?=[A-Z])")
_LISTED = re.compile(r":\s*$")


def bringing(head: str, page: Page, at: int, material: Material) -> Iterator[Span]:
    """The sentence of a report that brings in what "the HEAD" before `at` takes up."""
    low = head.casefold()
    yield from _bringing(kind_of(low), low, page, at, material)


def with_what_it_points_to(sentence: Sentence, material: Material) -> Sentence:
    """`sentence` with the nearest sentences of its report above it cited besides (else a headline, else the first
    below) that tell what its nouns, pronouns and bare surnames stand for: two at most."""
    sentence = _without_a_tie(sentence)
    told = [s for s in sentence.spans if s.report in material.reports]
    page = material.page(told[-1].report) if told else None
    if page is None or page.in_capitals or len({s.report for s in told}) != 1:
        told = [s for s in told if s.report == told[0].report]
        page = material.page(told[0].report) if told else None
    if page is None or page.in_capitals:
        return sentence
    added: list[Span] = []
    if len([x for x in page.sentences if material.is_text(page.report, x[0])]) <= _A_SUMMARY:
        added += [h for x in _headlines(page, material) if (h := page.span(*x)) not in sentence.spans]
    for found in _wanted(sentence, told, page, material):
        if len(added) < _ADDED and found not in added:
            added.append(found)
    if not added:
        return sentence
    return replace(sentence, spans=material.citing([*added, *sentence.spans], _MOST))


def _before_it(start: int, page: Page, material: Material) -> tuple[int, int] | None:
    """The sentence of running text before the one that begins at `start`, in its paragraph or the one before."""
    found = page.before(start) or page.before_paragraph(start)
    return found if found is not None and _running(found, page, material) else None


def _running(sentence: tuple[int, int], page: Page, material: Material) -> bool:
    words = page.text[slice(*sentence)]
    shouted = words.isupper() and not page.in_capitals
    return not shouted and ends_as_sentence(words) and material.is_text(page.report, sentence[0])


def _without_a_tie(sentence: Sentence) -> Sentence:
    """Without "But" or "And" at the head of its first quotation; the letter made large stands in brackets."""
    found = _QUOTED_AT_HEAD.search(sentence.text)
    if found is None:
        return sentence
    head, said = sentence.text[: found.end()], sentence.text[found.end() :]
    return replace(sentence, text=f"{head}{bare_quote(said)}")


def _wanted(sentence: Sentence, told: list[Span], page: Page, material: Material) -> Iterator[Span]:
    """The sentences of `page` that are wanted beside the words `told`."""
    lists, at = english(), told[-1].start
    text = _OPENED.sub(r"\1", _OURS.sub(" ", sentence.text))
    cited = "\n".join(s.quote for s in sentence.spans)
    before = _before_it(at, page, material)
    if before is not None and (elliptic(text) or _LISTED.search(page.text[slice(*before)])):
        yield page.span(*before)
    people = _people(told, material)
    if _HE.search(text) and not people and not _role(cited):
        above = [m.span for m in material.mentions(page.report, 0, at) if _person(m.type, m.span)]
        yield from (page.span(*page.around(s.start, s.end)) for s in above[-1:])
    leaning = nouns(text).leaning
    leaning = leaning - nouns(cited).brought if leaning else leaning
    for kind in sorted(leaning, key=lambda k: text.casefold().find(k)):
        if material.accord is not None and kind == PACT:
            continue
        if kind in lists.sides:
            if len(_parties(told, material)) < _TWO and len(set(_names(cited))) < _TWO:
                yield from _two_sides(page, at, material)
        elif not _by_verb(kind, cited):
            yield from _bringing(kind, _head(kind, text), page, at, material)
    for day, ground in material.dated_weekdays(page.report).values():
        if f" [{day}]" in sentence.text and ground not in sentence.spans:
            yield ground
    for name in surnames_alone(told, text, cited, material):
        yield from _by_full_name(name, page, material)


def _by_verb(kind: str, words: str) -> bool:
    """Whether a verb of the same stem stands in `words`."""
    if kind == PACT or len(kind) < _SHORTEST:
        return False
    return any(
        w.startswith(kind[:_STEM]) and _VERB.match(w) and w.rstrip("s") != kind.rstrip("s")
        for w in (x.casefold() for x in _WORD.findall(words))
    )


def _head(kind: str, text: str) -> str:
    """The noun of a class that the words have."""
    low = [w.casefold() for w in _WORD.findall(text)]
    return next((w for w in low if w in english().pact), kind) if kind == PACT else kind


def _bringing(kind: str, head: str, page: Page, at: int, material: Material) -> Iterator[Span]:
    """The nearest sentence above `at`, else a headline, else the first below, that brings in a noun of `kind`;
    of a pact before all one that names two sides, and has the noun `head`."""
    above = page.above(at, _LOOK_BACK)
    below = [x for x in page.sentences if x[0] > at]
    text = [x for x in reversed(above) if material.is_text(page.report, x[0])]
    text += list(_headlines(page, material))
    text += [x for x in below if material.is_text(page.report, x[0])]
    some = [
        x
        for x in text
        if kind in _nouns_of(page, x, material).brought
        or _by_verb(kind, page.text[slice(*x)])
        or (kind == PACT and agreed(page.text[slice(*x)]) and _between_two(page, x, material))
    ]
    if kind == PACT:
        some.sort(
            key=lambda x: (
                x[0] > at,
                not _between_two(page, x, material),
                head not in _heads(page, x, material),
            )
        )
    yield from (page.span(*x) for x in some[:1])


def _between_two(page: Page, x: tuple[int, int], material: Material) -> bool:
    """Whether a sentence names two of those whom the reports are about: a pact is between two."""
    return len(_parties([page.span(*x)], material) & material.main_parties) >= _TWO


def _heads(page: Page, x: tuple[int, int], material: Material) -> frozenset[str]:
    return _nouns_of(page, x, material).heads


def _nouns_of(page: Page, x: tuple[int, int], material: Material) -> Nouns:
    key = f"{page.report}:{x[0]}:{x[1]}"
    return material.once("nouns", key, lambda: nouns(page.text[slice(*x)]))


def _headlines(page: Page, material: Material) -> list[tuple[int, int]]:
    reading = material.readings.get(page.report)
    heads = [b for b in reading.blocks if b.kind is BlockKind.HEADLINE] if reading is not None else []
    return [(b.start, b.end) for b in heads[:1] if not page.text[b.start : b.end].isupper()]


def _two_sides(page: Page, at: int, material: Material) -> Iterator[Span]:
    """The nearest sentence above that names two of those whom the reports are about."""
    for x in reversed(page.above(at, _LOOK_BACK)):
        span = page.span(*x)
        if material.is_text(page.report, x[0]) and len(_parties([span], material)) >= _TWO:
            yield span
            return


def _parties(spans: list[Span], material: Material) -> set[str]:
    some = (m for s in spans for m in material.mentions(s.report, s.start, s.end))
    return {m.party for m in some if m.party}


def _names(words: str) -> list[str]:
    return list(re.findall(r"(?<=[\w,] )[A-Z][\w’'-]+", words))


def elliptic(text: str) -> bool:
    """Whether what is told begins with a word for one or some of what stood just before, or has one
    near its head."""
    lists = english()
    said = re.sub(r"^[^:“]*: (?:[^:“]* (?:writes|voice): )?", "", text).lstrip("“‘\"' ")
    low = [w.casefold() for w in _WORD.findall(said)[:3]]
    if (
        low[:1]
        and low[0] in lists.one_of_them
        and (low[1:2] == [] or low[1] in lists.auxiliary | lists.finite)
    ):
        return True
    whole = f" {' '.join(w.casefold() for w in _WORD.findall(said)[:_NEAR_HEAD])} "
    return any(f" {w} " in whole for w in lists.left_of_it)


def _person(kind: MentionType, span: Span) -> bool:
    return kind is MentionType.PERSON and any(w[:1].isupper() for w in span.quote.split())


def _people(spans: list[Span], material: Material) -> bool:
    some = (m for s in spans for m in material.mentions(s.report, s.start, s.end))
    return any(_person(m.type, m.span) for m in some)


def _role(words: str) -> bool:
    low = {w.casefold() for w in _WORD.findall(words)}
    lists = english()
    return bool(low & (lists.person | lists.voice | lists.rank | lists.office))


def surnames_alone(told: list[Span], text: str, cited: str, material: Material) -> list[str]:
    """The people whom the words tell by one name, and whom nothing cited names in full."""
    found = []
    last = told[-1]
    some = [
        m.span.quote
        for m in material.mentions(last.report, last.start, last.end)
        if m.type is MentionType.PERSON
    ]
    reading = material.readings.get(last.report)
    some += [
        c.source.quote
        for c in (reading.claims if reading is not None else ())
        if c.source is not None
        and last.start <= c.source.start < last.end
        and c.chain
        and c.chain[-1].kind is LinkKind.PERSON
        and not c.source.quote.endswith("s")
    ]
    for name in (re.sub(r"['’]s?$", "", q) for q in some):
        if not _SURNAME.fullmatch(name) or name not in text or name.casefold() in english().pronoun:
            continue
        whole = (
            rf"\b(?!The |In |On )[A-Z][\w’'.-]+ {re.escape(name)}\b|\b{re.escape(name)} (?!On |In )[A-Z][a-z]"
        )
        if not re.search(whole, cited):
            found.append(name)
    return list(dict.fromkeys(found))


def _by_full_name(name: str, page: Page, material: Material) -> Iterator[Span]:
    """The first sentence of the report that names somebody in full, before all one that tells his office."""
    full = [
        m.span
        for m in material.mentions(page.report, 0, len(page.text))
        if m.type is MentionType.PERSON
        and _FULL.fullmatch(re.sub(r"['’]s?$", "", m.span.quote))
        and name in re.sub(r"['’]s?$", "", m.span.quote).split()
        and material.is_text(page.report, m.span.start)
    ]
    some = [page.span(*page.around(s.start, s.end)) for s in full]
    best = next((s for s in some if _role(s.quote)), some[0] if some else None)
    if best is not None:
        yield best
