"""What a told sentence lacks for who reads it alone: the one judgement by which it is told or another in its place.

A reader has the sentence with its brackets, the heading above it and the words that it rests on. A day, a thing, a
person, a body or a place that none of these tell is a reason to tell something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from truceline.brief.english import MONTHS, any_of, english
from truceline.brief.leaning import surnames_alone
from truceline.brief.material import Material
from truceline.brief.nouns import brings_in
from truceline.brief.open_ends import ONE, leaning_in, open_end
from truceline.brief.refers import uncounted
from truceline.brief.scanty import content, dateless, little, whose
from truceline.brief.telex import small_letters
from truceline.brief.untold import (
    addressed,
    at_its_head,
    blamed_for_nothing,
    it_of_nobody,
    many_unnamed,
    run_into,
    unknown_word,
)
from truceline.model.brief import Sentence
from truceline.model.reading import MentionType

__all__ = ["Lack", "Told", "as_told", "lacks"]


class Lack(StrEnum):
    """Why a sentence does not stand alone."""

    DAY = "no day is told of what happened"
    TIME = "a word for a time counts from a day that is not told"
    THING = "a noun or pronoun stands for what other lines tell"
    PERSON = "a speaker has no office, or one of nobody"
    BODY = "a body or office is nobody's"
    PLACE = "harm is told of, and no name of anybody or any place"
    SAYS_LITTLE = "what is said tells nearly nothing by itself"


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence as a reader has it: with the heading above it and, a sentence a line, what it rests on."""

    text: str
    cited: str = ""
    heading: str = ""
    surnames: tuple[str, ...] = ()
    """The surnames in it that neither it nor what it rests on tells more of."""
    places: tuple[str, ...] = ()
    """The words in it for states and places, and for what is theirs."""
    people: frozenset[str] = frozenset()
    """The words of the names of persons in it."""
    others: frozenset[str] = frozenset()
    """The words of the names of places, sides and bodies in it."""


_ASIDE = re.compile(r" ?\[(?!\w\])(?:[^\[\]]|\[[^\[\]]*\])*\]")
_SPEAKER = re.compile(r"^(?:[^“”:]{1,60}: )?(?P<who>[^“”]{2,90}?)(?: \([^()]*\))? (?:said|told|thanked)\b")
_NAMES_ONLY = re.compile(r"(?:[A-Z][\w’'.-]*|al-\w+)(?: (?:[A-Z][\w’'.-]*|al-\w+|bin|de|van|von))*")
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LARGE = re.compile(r"\b[A-Z][\w’'-]+")
_TERMS = re.compile(r"\b[Aa]s [^“”:]{2,60} retells it, ")
_SAID = re.compile(r"\bsaid\b")
_PAIRED = re.compile(r"\b(?:[Bb]oth|[Tt]he two) [a-z]+ \[([A-Z][\w-]+ and [A-Z][\w-]+)\]")
"""Two who are named in a bracket: in its place they stand alone."""
_FRAMED = frozenset({*MONTHS, "Reported", "Undated", "According"})
"""Words of our own frame with a capital."""
_HIGHEST = frozenset({"president", "king", "queen", "premier", "chancellor"})
"""Offices of which a state has one, by the name of whose holder everybody knows which state it is."""


def as_told(sentence: Sentence, heading: str, material: Material) -> Told:
    """`sentence` under a heading, with what it rests on."""
    spans = [s for s in sentence.spans if s.report in material.reports]
    text, cited = sentence.text, "\n".join(s.quote for s in spans)
    if any((page := material.page(s.report)) is not None and page.in_capitals for s in spans):
        text, cited = small_letters(text, material), small_letters(cited, material)
    outlets = "\n".join(dict.fromkeys(material.outlet(s.report) for s in spans))
    alone = surnames_alone(spans, text, cited, material) if spans else []
    named = tuple(n for n in alone if re.search(rf"\b{re.escape(n)}\b(?! \[)", text))
    some = [m for s in spans for m in material.mentions(s.report, s.start, s.end)]
    people = frozenset(w for m in some if m.type is MentionType.PERSON for w in _LARGE.findall(m.span.quote))
    others = frozenset(
        w for m in some if m.type is not MentionType.PERSON for w in _LARGE.findall(m.span.quote)
    )
    places = _places(sentence, material)
    return Told(text, cited, f"{outlets}\n{heading}", named, places, people, others - people)


def _places(sentence: Sentence, material: Material) -> tuple[str, ...]:
    """The words of a sentence that its reports take for a state or a place, or for somebody of a state ("Israeli")."""
    found = (m for s in sentence.spans for m in material.mentions(s.report, s.start, s.end))
    named = (
        m.span.quote
        for m in found
        if m.type is MentionType.PLACE or m.entity in material.places or m.party in material.places
    )
    return tuple(dict.fromkeys(n for n in named if n in sentence.text))


def lacks(told: Told, material: Material) -> tuple[Lack, ...]:
    """The reasons why `told` does not stand alone; none where it does."""
    named = replace(told, text=_PAIRED.sub(r"\1", told.text))
    return tuple(dict.fromkeys(_lacks(named, material)))


def _lacks(told: Told, material: Material) -> Iterator[Lack]:
    said = content(told.text)
    ours = material.accord is not None
    if dateless(told.text, said) or (not ours and _of_no_day(told, said, material)):
        yield Lack.DAY
    if _times().search(_ASIDE.sub("", said)):
        yield Lack.TIME
    if _open(told, material) or _left_to_its_report(told, said):
        yield Lack.THING
    if _of_nobody(told.text) or _his_of_nobody(told) or many_unnamed(said) or (not ours and told.surnames):
        yield Lack.PERSON
    body = whose(told.text, said)
    if body is not None and not (ours and body.casefold() in english().speaks_for):
        yield Lack.BODY
    if _nowhere(told.text, said) and not any(p in told.text for p in told.places):
        yield Lack.PLACE
    if little(told.text, said, len(material.claims)) or blamed_for_nothing(said):
        yield Lack.SAYS_LITTLE


def _left_to_its_report(told: Told, said: str) -> bool:
    return (
        addressed(told.text, said)
        or at_its_head(told.text, _ASIDE.sub("", said))
        or it_of_nobody(told.text, told.people)
        or uncounted(said.rstrip("”"), told.cited)
        or unknown_word(said)
        or run_into(said)
    )


def _of_no_day(told: Told, said: str, material: Material) -> bool:
    """Whether neither the words nor their report tell a day, where most reports do."""
    undated = told.text.startswith("Undated: ") or told.heading.endswith(", undated")
    if not undated or _days().search(said):
        return False
    days = [bool(r.published) for r in material.reports.values()]
    return sum(days) * 2 > len(days)


def _open(told: Told, material: Material) -> bool:
    """Whether a noun or pronoun is explained neither in the sentence nor in what it rests on."""
    lists, ours = english(), material.accord is not None
    word = open_end(told.text, material)
    if word is not None and (word == ONE or not brings_in(told.cited, word)):
        return True
    if _more().search(_ASIDE.sub("", content(told.text))):
        return True
    if _pairs(told.text, material) or any(not _in_full(m[1], told) for m in _large().finditer(told.text)):
        return True
    for loose in leaning_in(told.text):
        low = loose.words[-1].casefold()
        shared = lists.sides | lists.mediators | (lists.pact | lists.talking if ours else frozenset())
        if _TERMS.search(told.text[: loose.start]) and not _SAID.search(told.text[: loose.start]):
            continue
        noun = low not in lists.finite | lists.as_well and not low.endswith(("ed", "self", "away"))
        known = low in shared or (ours and low in lists.familiar) or brings_in(told.cited, low)
        if noun and not known:
            return True
    return False


def _nowhere(text: str, said: str) -> bool:
    """Whether harm is told of without a name in what is `said`, or in a bracket."""
    lists = english()
    harm = any(w.startswith(tuple(lists.harm)) for w in said.casefold().split())
    words = f"{said} {' '.join(_ASIDE.findall(text))}"
    names = {n.casefold() for n in _LARGE.findall(words)} - lists.named_day - lists.small
    return harm and not names


def _pairs(text: str, material: Material) -> bool:
    """Whether "both sides" stands where no two are named before it, and no agreement tells which."""
    found = _both().search(text) if material.accord is None else None
    before = set(_LARGE.findall(content(text[: found.start()]))) if found is not None else set()
    return found is not None and len(before) < len(("one", "other"))


def _in_full(noun: str, told: Told) -> bool:
    """Whether a common noun with a capital ("the Strait") is told with its name."""
    both = f"{told.text}\n{told.cited}\n{told.heading}"
    return (
        re.search(
            rf"(?!\b(?:The|In|On|A) )\b[A-Z][\w’'.-]*(?: [a-z]+)? {noun}\b|\b{noun} (?:of|for) (?:the )?[A-Z]|\b{noun} [A-Z(\[]",
            both,
        )
        is not None
    )


def _of_nobody(text: str) -> bool:
    """Whether a rank or office before a name is all that is told of who speaks, and it is not the highest one."""
    found = _SPEAKER.match(text)
    if found is None:
        return False
    first, _, name = found["who"].removeprefix("The ").removeprefix("the ").partition(" ")
    low, lists = first.casefold().strip("."), english()
    known = lists.rank | lists.person | lists.voice | lists.office
    if low in known - _HIGHEST and _NAMES_ONLY.fullmatch(name) is not None:
        return True
    bare = found[0].replace("not named", "")
    bare = bare[bare.find(": ") + 2 :] if ": " in bare else bare
    anybody = {w.casefold() for w in _WORD.findall(bare)} & (lists.voice | lists.anybody)
    names = (w for w in _WORD.findall(bare) if w[:1].isupper() and w.casefold() not in known | lists.small)
    return bool(anybody) and not any(n.casefold() not in lists.anybody for n in names)


def _his_of_nobody(told: Told) -> bool:
    """Whether "her" or "he" stands where all who are named before are places, sides and bodies."""
    lists = english()
    found = _one().search(told.text)
    if found is None or not told.others or told.text.startswith(" [", found.end()):
        return False
    before = _ASIDE.sub(" ", told.text[: found.start()])
    low = {w.casefold() for w in _WORD.findall(before)}
    names = {n for n in _LARGE.findall(before) if n.casefold() not in lists.small | lists.named_day}
    somebody = low & (lists.person | lists.voice | lists.rank | lists.office | lists.family)
    return not somebody and not names - told.others - _FRAMED


@cache
def _one() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(english().he | english().his)})\b")


@cache
def _days() -> re.Pattern[str]:
    months = any_of({*MONTHS, *(m[:3] for m in MONTHS), "Sept"})
    return re.compile(rf"\b(?:\d{{1,2}} (?:{months})|(?:{months})\.? \d{{1,2}}\b|(?:19|20)\d\d\b)")


@cache
def _times() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(english().counted_from)})\b(?! (?:of|by|in|on) \d)")


@cache
def _more() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(english().besides)})\b(?! to\b)")


@cache
def _both() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?i:both|the two|the) (?:{any_of(english().sides - {'mediators', 'facilitators'})})\b(?! (?:of|in)\b| to (?:the|an?|this)\b)"
    )


@cache
def _large() -> re.Pattern[str]:
    """A common noun with a capital behind "the", with no name before or behind it."""
    lists = english()
    some = {w.capitalize() for w in lists.institution | lists.kind | lists.spot | lists.waters}
    return re.compile(rf"\b[Tt]he ({any_of(some)})\b(?! (?:of|for|[A-Z(\[]))")
