"""Who a person is, in the words by which the report brings him in: his office stands once, far above."""

from __future__ import annotations

import re
from dataclasses import dataclass

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.brief.sides import head_of
from truceline.model.reading import Claim, Mention, MentionType
from truceline.model.span import Span

__all__ = ["Introduction", "introduction"]

_BEHIND = re.compile(
    r",\s+(?:\d{1,2},\s+)?(?:who\s+is\s+)?((?:an?\s+|the\s+)?[^,.;:\n\"“”()]{4,170})(?=[,.;])"
)
_CUT = re.compile(r"\s+(?:who|which|that|whose|where)\b.*$")
_STOP = re.compile(r"[^\W\d_]{4,}\.$")
"""A full stop, and not one of an abbreviation."""
_LEADS = re.compile(
    r"(?:^|[,;:]\s+|\band\s+)((?:[Tt]he\s+|[Aa]n?\s+)?[A-Z]?[\w’'.-]+(?:\s+[\w’'.-]+){1,7}),\s+$"
)
_BARE = re.compile(r"^(?:.*\s)?(?=\S+$)")
_JOINS = frozenset({"and", "or", "but", "yet", "nor"})
_POSSESSIVE = frozenset({"his", "her", "its", "their"})
_FULL = 1
_FULL_NAME = re.compile(r"(?:^|\s)[A-Z][\w’'-]+ (?:(?:al|el|bin|de|van|von)[ -])?[A-Z][\w’'-]+$")
"""Words of a name up to which another report's introduction may tell who is meant."""
_MOST = 9
"""Words of an office."""
_WITHIN = 6


@dataclass(frozen=True, slots=True)
class Introduction:
    """A person as he is brought in ("army spokesman Joan Vell"; "Joan Vell, head of the salt board"), and the
    words that do it."""

    name: str
    span: Span
    full: str
    """The name as it stands there."""


def introduction(claim: Claim, name: str, material: Material) -> Introduction | None:
    """How the report brings in the person behind a claim, where `name` is all that is told of him; None for
    anybody else, and where the report does not say."""
    key = f"{claim.entity}:{claim.report}:{name}"
    return material.once("introduced", key, lambda: _introduction(claim, name, material))


def _introduction(claim: Claim, name: str, material: Material) -> Introduction | None:
    page, reading = material.page(claim.report), material.readings.get(claim.report)
    if page is None or reading is None or not claim.entity or claim.anonymous or page.in_capitals:
        return None
    person = any(
        m.entity == claim.entity and m.type is MentionType.PERSON
        for m in material.mentions(claim.report, 0, len(page.text))
    )
    entity = material.entity(claim.entity)
    surname = re.fullmatch(r"[A-Z][\w’'-]+", name) is not None and claim.entity not in material.places
    if not (
        entity.type is MentionType.PERSON if entity is not None else person or (surname and not claim.party)
    ):
        return None
    last = re.sub(r"\s*\(.*$", "", name).split()[-1:]
    if not last or not last[0][:1].isupper():
        return None
    own = _in_report(claim.report, claim.entity, last[0], material)
    if own is not None or len(name.split()) > _FULL:
        return own
    others = [
        _in_report(r, claim.entity, last[0], material) for r in sorted(material.readings) if r != claim.report
    ]
    found = [x for x in others if x is not None]
    full = {_BARE.sub("", x.full) for x in found}
    return found[0] if found and len(full) == 1 else None


def _in_report(report: str, entity: str, last: str, material: Material) -> Introduction | None:
    """How one report brings in a person, by his entity or, under another one, by a longer name with the same
    last word."""
    page, reading = material.page(report), material.readings.get(report)
    if page is None or reading is None or page.in_capitals:
        return None
    named = re.compile(rf"\b{re.escape(last)}(?:['’]s?)?$")
    people = [
        m
        for m in reading.mentions
        if m.type is MentionType.PERSON and named.search(m.span.quote) and not m.loaded
    ]
    for two in re.finditer(rf"\b([A-Z][\w’'-]+) {re.escape(last)}\b", page.text):
        if two[1].casefold() not in english().small | english().rank | english().not_a_name | english().voice:
            people.append(Mention(page.span(*two.span()), entity, MentionType.PERSON))
    for m in sorted(people, key=lambda m: m.span.start):
        if not material.is_text(report, m.span.start) or (
            m.entity != entity and not _FULL_NAME.search(m.span.quote)
        ):
            continue
        found = _before(m, page) or _between(m, page) or _behind(m, page)
        if found is not None and not _loaded(found, m, material):
            start, end = page.around(m.span.start, m.span.end)
            return Introduction(found, page.span(start, end), m.span.quote)
    return None


def _between(mention: Mention, page: Page) -> str | None:
    """The office that stands before a name with a comma between ("The council's head, Joan Vell,")."""
    start, _ = page.around(mention.span.start, mention.span.end)
    found = _LEADS.search(page.text[page.past_dateline(start) : mention.span.start])
    name = re.sub(r"['’]s?$", "", mention.span.quote)
    if found is None or " " not in name or page.text[mention.span.end : mention.span.end + 1] != ",":
        return None
    words = re.sub(r"\s+", " ", found.group(1))
    first = [w.casefold() for w in re.findall(r"[\w-]+", words)]
    low = set(first)
    of_others = " of " in words and head_of(words) not in english().person | english().rank | english().office
    if not low & _offices() or of_others or words.split()[0].casefold() in _POSSESSIVE:
        return None
    if _several(first) or len(words.split()) > _MOST or low & english().say:
        return None
    return f"{name}, {words[0].lower() + words[1:] if words.split()[0] in ('The', 'A', 'An') else words},"


def _before(mention: Mention, page: Page) -> str | None:
    """The office that stands before a name, with the name ("US President Joan Vell")."""
    start, _ = page.around(mention.span.start, mention.span.end)
    start = page.past_dateline(start)
    end = mention.span.end
    whole = re.sub(r"['’]s?$", "", page.text[mention.span.start : end])
    words = page.text[start : mention.span.start].rstrip()
    at = mention.span.start
    kept = 0
    lists = english()
    while kept < _MOST:
        found = re.search(r"([\w’'.&-]+)\s*$", words)
        if found is None or page.text[start + found.end(1) : at].strip():
            break
        word = found.group(1)
        low = word.casefold()
        joins = low == "and" and _within_an_office(page.text[start : start + found.start(1)], page.text[at:])
        if (
            not joins
            and low in lists.small | lists.auxiliary | lists.telling_which | lists.subordinate | _JOINS
        ):
            break
        if any(low in some for some in lists.speaking) or (
            word.islower() and low not in _offices() and kept == 0
        ):
            break
        if re.search(r"(?:[a-z]ed|ing|ly)$", word) and word.islower():
            break
        at, kept = start + found.start(1), kept + 1
        words = words[: found.start(1)].rstrip()
        if words.endswith((",", ";", ":", "—", "–", '"', "”")) or _STOP.search(words):
            break
    phrase = re.sub(r"\s+", " ", page.text[at : mention.span.start] + whole).strip()
    low = {w.casefold().strip(".") for w in phrase.split()}
    if not low & _offices() or len(whole.split()) < 1 or len(phrase.split()) < 2:
        return None
    return phrase


def _within_an_office(before: str, behind: str) -> bool:
    """Whether "and" stands within the name of an office ("Trade and Harbours Minister")."""
    last, first = before.split()[-1:], behind.split()[:1]
    large = bool(last and first) and last[0][:1].isupper() and first[0][:1].isupper()
    return large and last[0].isalpha() and first[0].casefold() not in _offices()


def _behind(mention: Mention, page: Page) -> str | None:
    """The office that stands behind a name between commas, with the name."""
    if len(mention.span.quote.split()) < 2 or re.search(r"['’]s?$", mention.span.quote):
        return None
    found = _BEHIND.match(page.text, mention.span.end)
    if found is None:
        return None
    words = _CUT.sub("", found.group(1)).strip().removeprefix("also ")
    first = [w.casefold() for w in re.findall(r"[\w’'-]+", words)][:_WITHIN]
    if (
        _several(first)
        or not (set(first) & _offices() or first[:1] in (["a"], ["an"]))
        or len(words.split()) > _MOST + 3
        or any(w in english().say for w in first)
    ):
        return None
    return f"{mention.span.quote}, {words},"


def _several(words: list[str]) -> bool:
    """Whether an office is that of more than one ("two rebel leaders"), or the words tell an age."""
    office = any(w[-1:] == "s" and w[:-1] in _offices() for w in words)
    return bool(words) and (office or words[0] in english().young)


def _offices() -> frozenset[str]:
    lists = english()
    return lists.person | lists.voice | lists.rank


def _loaded(phrase: str, mention: Mention, material: Material) -> bool:
    near = material.mentions(mention.span.report, mention.span.start - 120, mention.span.end + 120)
    return any(m.loaded and m.span.quote in phrase for m in near)
