"""The last look at a sentence that is told: what its nouns and pronouns point to is cited with it.

Who sees a sentence with nothing but its spans asks of "the deal", "the parties", "he" and "one of them": which? A
span answers that has the noun (or its class) with "a", a name or words that tell which, a verb of the same stem, two
parties, a person by his name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from truceline.brief.alone import bare_quote
from truceline.brief.antecedents import before_it
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sentences import Page
from truceline.model.brief import Sentence
from truceline.model.reading import BlockKind, MentionType
from truceline.model.span import Span

__all__ = [
    "Nouns",
    "bringing",
    "brings_in",
    "elliptic",
    "nouns",
    "nouns_at",
    "surnames_alone",
    "with_what_it_points_to",
]

_WORD = re.compile(r"[\w’'-]*\w")
_OURS = re.compile(r"\[(?!\w\])[^\[\]]*\]|\([^()]*\)")
_OPENED = re.compile(r"\[(\w)\]")
_NEAR_HEAD = 6
"""Words at the head of a sentence, before which it names nothing that "the latter" could mean."""
_ADDED = 3
"""Sentences that are cited besides."""
_BEFORE, _BEHIND, _ASIDE = 4, 9, 4
"""Words of a noun phrase before its noun, and words behind it that tell which one is meant; how many more where they
stand behind a comma ("the truce, brokered in May to end the war between Orvel and Sallund,")."""
_STEM, _SHORTEST = 5, 4
"""Letters by which a verb and its noun are one ("announced", "announcement")."""
_MOST = 40
"""Spans of a sentence that are kept."""
_LOOK_BACK = 40
_TWO = 2
_PACT, _TALKS = "pact", "talks"
"""The classes of nouns that stand for one another."""
_VERB = re.compile(r"\w+(?:ed|ing|s)$")
_TAIL = re.compile(r"\w{3,}(?:ed|ing)$")
_SURE = re.compile(r"[A-Z\d]|\w-[A-Z]")
_ENDS = re.compile(r"[.;:!?“”\"\n]")
_HE = re.compile(r"\b(?:he|she|him)\b(?! \[)", re.IGNORECASE)
_SURNAME = re.compile(r"[A-Z][\w’'-]+")
_FULL = re.compile(r"[A-Z][\w’'.-]+(?: [\w’'.-]+)* [A-Z][\w’'-]+")
_QUOTED_AT_HEAD = re.compile(r"(?<![^:\s])(“?[‘\"]|“)(?=[A-Z])")
_LISTED = re.compile(r":\s*$")


@dataclass(frozen=True, slots=True)
class Nouns:
    """The nouns in words that stand for one thing told elsewhere: those that lean ("the deal") and those that the
    words bring in ("a deal", "the Sall deal", "the deal with Brunmark"), each by its class."""

    leaning: frozenset[str]
    brought: frozenset[str]
    heads: frozenset[str] = frozenset()
    """The nouns themselves that are brought in."""


def nouns(words: str) -> Nouns:
    """The nouns of `words` that take up one thing, sorted by whether the words themselves tell which."""
    lists, tokens = english(), list(_WORD.finditer(words))
    heads = _taking_up()
    leaning, brought, named = set[str](), set[str](), set[str]()
    for n, found in enumerate(tokens):
        low = found[0].casefold()
        if low not in heads or _compound(words, tokens, n):
            continue
        kind = _kind(low)
        article = _article(words, tokens, n)
        if article in lists.indefinite and _wished(words, tokens, n):
            continue
        known = article == "name" or article in lists.indefinite or _told_which(words, tokens, n)
        if known or (not article and low.endswith("s")):
            brought.add(kind)
            named.add(low)
        elif article == "the" or (article == "both" and kind in lists.sides):
            leaning.add(kind)
    return Nouns(frozenset(leaning - brought), frozenset(brought), frozenset(named))


def nouns_at(words: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Where each noun stands in `words` that leans and that they do not bring in: from "the", and its words."""
    leaning = nouns(words).leaning
    tokens, found = list(_WORD.finditer(words)), list[tuple[int, int, tuple[str, ...]]]()
    for n, token in enumerate(tokens):
        low = token[0].casefold()
        if low not in _taking_up() or _kind(low) not in leaning or _article(words, tokens, n) != "the":
            continue
        if _compound(words, tokens, n):
            continue
        the = next(k for k in range(n - 1, -1, -1) if tokens[k][0].casefold() in english().definite)
        found.append((tokens[the].start(), token.end(), tuple(t[0] for t in tokens[the + 1 : n + 1])))
    return found


def bringing(head: str, page: Page, at: int, material: Material) -> Iterator[Span]:
    """The sentence of a report that brings in what "the HEAD" before `at` takes up."""
    low = head.casefold()
    yield from _bringing(_kind(low), low, page, at, material)


def brings_in(words: str, noun: str) -> bool:
    """Whether `words` that are cited bring in what a noun takes up ("the talks": "opened talks in Vellin"), or tell of
    such a thing without "the"."""
    low = noun.casefold()
    if len(low) < _SHORTEST or low in english().pronoun | english().dangling:
        return False
    if low in _taking_up():
        told, one = nouns(words), _kind(low) == low and not low.endswith("s")
        return low in told.heads if one else _kind(low) in told.brought
    known = r"\b(?:the|this|that|these|those|such) (?:[\w-]+ )?"
    some = re.finditer(rf"({known})?\b{re.escape(low.rstrip('s'))}", words.casefold())
    return any(m[1] is None for m in some)


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
    for found in _wanted(sentence, told, page, material):
        if len(added) < _ADDED and found not in added:
            added.append(found)
    if not added:
        return sentence
    return replace(sentence, spans=material.citing([*added, *sentence.spans], _MOST))


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
    before = before_it(at, page, material)
    if before is not None and (elliptic(text) or _LISTED.search(page.text[slice(*before)])):
        yield page.span(*before)
    people = _people(told, material)
    if _HE.search(text) and not people and not _role(cited):
        above = [m.span for m in material.mentions(page.report, 0, at) if _person(m.type, m.span)]
        yield from (page.span(*page.around(s.start, s.end)) for s in above[-1:])
    leaning = nouns(text).leaning
    leaning = leaning - nouns(cited).brought if leaning else leaning
    for kind in sorted(leaning, key=lambda k: text.casefold().find(k)):
        if material.accord is not None and kind == _PACT:
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


def _kind(noun: str) -> str:
    """The class of a noun: all for an agreement are one, and all for talks; others by themselves, one or many."""
    lists = english()
    if noun in lists.pact:
        return _PACT
    if noun in lists.talking:
        return _TALKS
    one = noun[:-1] if noun.endswith("s") and noun not in lists.sides else noun
    return one if one in lists.shell else noun


def _compound(words: str, tokens: list[re.Match[str]], n: int) -> bool:
    """Whether the word at `n` only tells of which kind the next one is ("deal makers")."""
    if n + 1 >= len(tokens) or words[tokens[n].end() : tokens[n + 1].start()] != " ":
        return False
    low, lists = tokens[n + 1][0].casefold(), english()
    if not tokens[n + 1][0].islower() or low.endswith(("ed", "ing", "ly")):
        return False
    ends = (
        lists.small | lists.telling_which | lists.auxiliary | lists.finite | lists.subordinate | lists.pronoun
    )
    return low not in ends and not any(low in some for some in lists.speaking)


@cache
def _taking_up() -> frozenset[str]:
    lists = english()
    return lists.pact | lists.shell | lists.taken_up


def _article(words: str, tokens: list[re.Match[str]], n: int) -> str:
    """What stands before the noun at `n`: "the", "a", ..., "name" for a name or number in its phrase; "" for
    nothing."""
    lists = english()
    for k in range(n - 1, max(-1, n - 1 - _BEFORE), -1):
        if words[tokens[k].end() : tokens[k + 1].start()].strip(" '‘“\"[]"):
            return ""
        word = tokens[k][0]
        low = word.casefold()
        if low in lists.indefinite and k and tokens[k - 1][0].casefold() in lists.definite:
            continue
        if low in lists.definite or low in lists.indefinite or low in lists.another:
            return low
        if re.search(r"['’]s?$", word):
            return "name" if word[:1].isupper() else "its"
        if (_SURE.search(word) and k and low not in lists.small) or low.isdigit():
            return "name"
        if low in lists.small | lists.telling_which | lists.auxiliary | lists.pronoun:
            return ""
    return ""


def _wished(words: str, tokens: list[re.Match[str]], n: int) -> bool:
    """Whether the noun at `n` names what is only wished for ("to reach a deal", "calls for a truce")."""
    at = next((k for k in range(n - 1, -1, -1) if tokens[k][0].casefold() in english().indefinite), 0)
    before = [t[0].casefold() for t in tokens[max(0, at - _TWO) : at]]
    if before[:1] == ["to"] and before[-1] in english().wished:
        return True
    return before[-1:] in (["for"], ["towards"], ["toward"], ["without"])


def _told_which(words: str, tokens: list[re.Match[str]], n: int) -> bool:
    """Whether words behind the noun at `n` tell which one it is, by a name, a day or a thing with "a"."""
    if n + 1 >= len(tokens):
        return False
    lists, end = english(), tokens[n].end()
    gap = words[end : tokens[n + 1].start()]
    low = tokens[n + 1][0].casefold()
    if gap.strip() in ("-", "–", "—", "("):
        return True
    aside = gap == ", " and (_TAIL.fullmatch(low) is not None or low in lists.made)
    led = gap == " " and (low in lists.telling_which or _TAIL.fullmatch(low) or low in lists.made)
    if not (aside or led):
        return False
    stop = _ENDS.search(words, end)
    rest = words[end : stop.start() if stop else len(words)]
    return any(
        _SURE.match(w) or w in lists.indefinite for w in _WORD.findall(rest)[: _BEHIND + _ASIDE * aside]
    )


def _by_verb(kind: str, words: str) -> bool:
    """Whether a verb of the same stem stands in `words`."""
    if kind == _PACT or len(kind) < _SHORTEST:
        return False
    return any(
        w.startswith(kind[:_STEM]) and _VERB.match(w) and w.rstrip("s") != kind.rstrip("s")
        for w in (x.casefold() for x in _WORD.findall(words))
    )


def _head(kind: str, text: str) -> str:
    """The noun of a class that the words have."""
    low = [w.casefold() for w in _WORD.findall(text)]
    return next((w for w in low if w in english().pact), kind) if kind == _PACT else kind


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
        if kind in _nouns_of(page, x, material).brought or _by_verb(kind, page.text[slice(*x)])
    ]
    if kind == _PACT:
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
    for m in material.mentions(told[-1].report, told[-1].start, told[-1].end):
        name = re.sub(r"['’]s?$", "", m.span.quote)
        if m.type is not MentionType.PERSON or not _SURNAME.fullmatch(name) or name not in text:
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
