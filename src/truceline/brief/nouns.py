"""The nouns in words that stand for one thing told elsewhere, sorted by whether the words themselves tell which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from truceline.brief.english import english

__all__ = ["PACT", "Nouns", "agreed", "brings_in", "kind_of", "nouns", "nouns_at"]

_WORD = re.compile(r"[\w’'-]*\w")
_BEFORE, _BEHIND, _ASIDE = 4, 9, 4
"""Words of a noun phrase before its noun, and words behind it that tell which one is meant; how many more where they
stand behind a comma ("the truce, brokered in May to end the war between Orvel and Sallund,")."""
_SHORTEST = 4
_TWO = 2
PACT, _TALKS = "pact", "talks"
"""The classes of nouns that stand for one another."""
_TAIL = re.compile(r"\w{3,}(?:ed|ing)$")
_SURE = re.compile(r"[A-Z\d]|\w-[A-Z]")
_ENDS = re.compile(r"[.;:!?“”\"\n]")
_NAMED = re.compile(r"\b[A-Z][\w’'-]+")


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
        article = _article(words, tokens, n) if low in heads else ""
        if low not in heads or (article != "name" and _compound(words, tokens, n)):
            continue
        kind = kind_of(low)
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
        if low not in _taking_up() or kind_of(low) not in leaning or _article(words, tokens, n) != "the":
            continue
        if _compound(words, tokens, n):
            continue
        the = next(k for k in range(n - 1, -1, -1) if _stands_for_the(tokens[k][0]))
        found.append((tokens[the].start(), token.end(), tuple(t[0] for t in tokens[the + 1 : n + 1])))
    return found


def brings_in(words: str, noun: str) -> bool:
    """Whether `words` that are cited bring in what a noun takes up ("the talks": "opened talks in Vellin"), or tell of
    such a thing without "the"."""
    low = noun.casefold()
    if len(low) < _SHORTEST or low in english().pronoun | english().dangling:
        return False
    if low in _taking_up():
        told, one = nouns(words), kind_of(low) == low and not low.endswith("s")
        if kind_of(low) == PACT and any(
            agreed(x) and len(set(_NAMED.findall(x))) >= _TWO for x in words.split("\n")
        ):
            return True
        return low in told.heads if one else kind_of(low) in told.brought
    known = r"\b(?:the|this|that|these|those|such) (?:[\w-]+ )?"
    some = re.finditer(rf"({known})?\b{re.escape(low.rstrip('s'))}", words.casefold())
    return any(m[1] is None for m in some)


def kind_of(noun: str) -> str:
    """The class of a noun: all for an agreement are one, and all for talks; others by themselves, one or many."""
    lists = english()
    if noun in lists.pact:
        return PACT
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
        if _of_a_day(word):
            return "the"
        if re.search(r"['’]s?$", word):
            return "name" if word[:1].isupper() else "its"
        if (_SURE.search(word) and k and low not in lists.small) or low.isdigit():
            return "name"
        if low in lists.small | lists.telling_which | lists.auxiliary | lists.pronoun:
            return ""
    return ""


def _of_a_day(word: str) -> bool:
    """Whether it is "Friday's": a thing "of Friday" is told of before as one with "the" is."""
    owned = re.fullmatch(r"(\w+)['’]s", word.casefold())
    return owned is not None and owned[1] in english().weekday


def _stands_for_the(word: str) -> bool:
    return word.casefold() in english().definite or _of_a_day(word)


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
    if low in lists.auxiliary & lists.there_is and n + 2 < len(tokens):
        low = tokens[n + 2][0].casefold() if tokens[n + 2][0].casefold() in lists.made else ""
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


def agreed(words: str) -> bool:
    return bool(english().agreeing & {w.casefold() for w in _WORD.findall(words)})
