"""Whether a reader who has seen nothing else knows what each "the ..." of a sentence stands for.

A noun with "the" says that the reader knows which one is meant. He does where the words tell it (a name, "of
...", "first"), where the noun stands before it in the words shown, where everybody knows it ("the world"), or
where it is an office or body of a state or party that the sentence names. Everything else hangs in the air.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from truceline.brief.english import any_of, english

__all__ = ["Loose", "hanging", "nameless", "stem", "uncounted", "unpaired"]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*(?:’(?=\w)[^‘’]*)*’|\[[^\[\]]*\]")
_THE = re.compile(r"\b(the)\s+(?=[\w'’“‘\"-])", re.IGNORECASE)
_WORD = re.compile(r"[\w'’.-]*\w[’']?")
_NAME = re.compile(r"\b[A-Z][\w’'.-]*\w")
_TOLD = re.compile(r" \[|\s*[(–—,-]\s*(?:known|called|named|which|who|whose|an?\s)")
"""What stands behind a noun and tells which one is meant."""
_NUMBER = re.compile(
    r"(?<![\w.,:-])(?:(?P<digits>\d[\d,]*)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?=\s*(?:[.;)]|,\s|$)|\s+(?:on|have|had|has|were|was|are|died|remain|remained|by|to|would|will|more|others)\b)"
)
_COUNTED = re.compile(
    r"\b(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands)"
    r"\s+(?!(?:ha[vds]e?|were|was|are|died|remain|remained|would|will|and|the|to|by|on)\b)[\w’'-]{3,}"
)
_BOTH = re.compile(
    r"\b(?:[Bb]oth(?= (?:are|were|have|had|will|would|arrive)\b)|[Bb]oth|[Tt]he two|[Tt]hese two)\s+([a-z]+)"
)
_BOTH_OF_WHAT = re.compile(r"\b[Bb]oth(?= (?:for|to|in|on|from|with|by|at)\b|[.,;])")
_HIS = re.compile(r"\b(?:[Hh]is|[Hh]er|him)\b")
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_OF_THEM = re.compile(r"\b(?:of|among|between) them\b")
_PLURAL = re.compile(
    r"\b[a-z]{3,}(?<!thi)(?<!wa)s\b|\bpeople\b|\bmen\b|\bchildren\b|\b(?:two|three|four) [a-z]+"
)
_ADJECTIVE = re.compile(r"(?:[ai]n|ish|ese|[aeiq]i|lim)$")
_ASIDE_WHO = re.compile(r"\s*,\s*(?:who|whose)\s")
_ASIDE_WHICH = re.compile(r"\s*,\s*(?:which|who|whose)\s([^,.;:]*)")
_TELLS = re.compile(r"[A-Z\d]|\ban? ")
_ASIDE = re.compile(r"\s+[-–—(]")
_WHEN = frozenset({"after", "before", "during", "since"})
_HERE = re.compile(r"\bhere\b(?! (?:today|yesterday|on [A-Z]))")
_TWO = 2
_MOST = 5
"""Words of a noun phrase that are looked at."""
_STEM = 6
_SUPERLATIVE = re.compile(r"[a-z]{3,}est\b")
_SHORT_END = re.compile(r"(?:'s|’s|s|es|ies|y)$")


@dataclass(frozen=True, slots=True)
class Loose:
    """A noun phrase that nothing explains: where it ends in the text, and its words without "the"."""

    start: int
    end: int
    words: tuple[str, ...]


def stem(word: str) -> str:
    """The beginning of a word by which its forms are one."""
    low = word.casefold().strip(".’'")
    return (_SHORT_END.sub("", low) if len(low) > 4 else low)[:_STEM]


def hanging(text: str, above: str = "", named: str = "", people: frozenset[str] = frozenset()) -> list[Loose]:
    """The noun phrases of `text` with "the" that nothing explains, outside quotations within it; `above` are
    sentences that the reader sees beside it, and `named` our own words before it. Names of `people` do not tell
    whose a body is."""
    ours = _QUOTES.sub(lambda m: " " * len(m[0]), text)
    named = " ".join(w for w in named.split() if w.strip(".,’'s") not in people)
    found = []
    for match in _THE.finditer(ours):
        phrase = list(_phrase(ours, match.end()))
        if not phrase:
            continue
        anybody = phrase[-1][2].casefold() in english().anybody
        aside = _ASIDE_WHICH.match(text, phrase[-1][1])
        tells = aside is None or _TELLS.search(aside[1]) is not None
        if (
            tells
            and _TOLD.match(text, phrase[-1][1])
            and not (anybody and _ASIDE_WHO.match(text, phrase[-1][1]))
        ):
            continue
        words = tuple(w for _, _, w in phrase)
        before = f"{above} {text[: match.start()]}"
        owner = re.fullmatch(r"(\w+)['’]s?", words[0].casefold())
        if owner is not None and owner[1] in english().settlement and _names(text):
            continue
        so_far = " ".join(w for w in text[: match.start()].split() if w.strip(".,’'s") not in people)
        if not _known(words, _after(ours, phrase[-1][1]), before, f"{named} {so_far}", above):
            found.append(Loose(match.start(), phrase[-1][1], words))
    return found


def unpaired(text: str, above: str = "") -> bool:
    """Whether "both countries" or "the two men" stands where no two are named before, or "here" where nobody
    says where."""
    ours = _QUOTES.sub(lambda m: " " * len(m[0]), text)
    if _BOTH_OF_WHAT.search(ours) and len(set(_NAME.findall(f"{above} {ours}"))) < _TWO:
        return True
    if _HERE.search(ours) or any(
        len(set(_NAME.findall(ours[: m.start()]))) < _TWO for m in _both_do().finditer(ours)
    ):
        return True
    return any(
        found[1].casefold() not in english().sides
        and found[1].endswith(("s", "men"))
        and len(set(_NAME.findall(f"{above} {ours[: found.start()]}"[0:]))) < _TWO
        for found in _BOTH.finditer(ours)
    )


def nameless(text: str, people: frozenset[str]) -> bool:
    """Whether "he" or "she" stands where no person is named or told of before."""
    ours = _QUOTES.sub(lambda m: " " * len(m[0]), text)
    lists = english()
    for found in _HE.finditer(ours):
        if text[found.end() :].startswith(" ["):
            continue
        before = re.findall(r"[\w’'-]+", text[: found.start()])
        low = {w.casefold() for w in before}
        if not (set(before) & people or low & (lists.person | lists.voice | lists.rank)):
            return True
    somebody = set(re.findall(r"[\w’'-]+", ours))
    told = somebody & people or {w.casefold() for w in somebody} & (lists.person | lists.voice | lists.rank)
    return bool(_HIS.search(ours)) and not told


def uncounted(text: str, above: str = "") -> bool:
    """Whether a number stands without what it counts ("it had registered five"), and no number before it says
    of what."""
    ours = _QUOTES.sub(lambda m: " " * len(m[0]), text)
    lists = english()
    for found in _OF_THEM.finditer(ours):
        if not _PLURAL.search(f"{above} {ours[: found.start()]}"):
            return True
    for found in _NUMBER.finditer(ours):
        last = (_WORD.findall(ours[: found.start()].rstrip()) or [""])[-1]
        if (
            last[:1].isupper()
            or last.casefold().rstrip(".") in lists.numbered
            or ours[found.start() - 1 : found.start()] in "$€£"
        ):
            continue
        if found["digits"] and (len(found["digits"]) == 4 and found["digits"][0] in "12"):
            continue
        if not _COUNTED.search(f"{above} {ours[: found.start()]}"):
            return True
    return False


def _phrase(text: str, start: int) -> Iterator[tuple[int, int, str]]:
    """The words after "the" as far as the phrase may reach: up to a small word, a verb that the lists know or
    a mark."""
    at = start
    for _ in range(_MOST):
        found = _WORD.match(text, at)
        if found is None:
            return
        word = found[0]
        if _ends(word) and at > start:
            return
        yield found.start(), found.end(), word
        if text[found.end() : found.end() + 1] != " " or re.search(r"['’]s?$", word):
            return
        at = found.end() + 1


def _ends(word: str) -> bool:
    low, lists = word.casefold(), english()
    return (
        low in lists.telling_which
        or low in ("and", "or", "but")
        or low in lists.finite
        or (low in lists.small and low not in lists.ordinal)
        or low in lists.auxiliary
        or low in lists.headless
        or any(low in some for some in lists.speaking)
    )


def _after(text: str, end: int) -> tuple[str, str]:
    some = _WORD.findall(text[end : end + 40])
    gap = "" if _ASIDE.match(text, end) else text[end : end + 1]
    words = some if gap == " " else []
    return ([*words, "", ""])[0].casefold(), ([*words, "", ""])[1]


def _known(words: tuple[str, ...], after: tuple[str, str], before: str, named: str, above: str) -> bool:
    lists = english()
    low = [w.casefold() for w in words]
    bare = [re.sub(r"['’]s?$", "", w) for w in low]
    if all(w == "remaining" or w[:1].isdigit() for w in bare) and after[0] != "of":
        return False
    if bare[0] == "other" and after[0] != "of" and len(bare) > 1:
        return bool({stem(w) for w in bare[1:]} & {stem(w) for w in re.findall(r"[^\W\d_]+", before)})
    if len(bare) == 1 and bare[0] in lists.ranked and after[0] not in ("of", "and", "or"):
        return False
    if any(w[:1].isupper() or w[:1].isdigit() or re.search(r"-[A-Z]", w) for w in words):
        return True
    if any(w in lists.familiar or w in lists.weekday or w.split("-")[0] in lists.ordinal for w in bare):
        return True
    if any(_SUPERLATIVE.fullmatch(w) for w in bare[:2]):
        return True
    if after[0] in lists.pronoun or (set(bare) & lists.surroundings and _placed().search(before)):
        return True
    blamed = after[0] == "on" and (named.split() or [""])[-1].casefold() in lists.blames
    empty = _of_time(after[1]) or after[1].casefold() in lists.empty_tail
    which = after[0] in lists.telling_which - _WHEN
    if which and (after[0] == "of" or not empty) and not blamed:
        return True
    stems = {stem(w) for w in bare if len(w) > 2}
    if stems & {stem(w) for w in re.findall(r"[^\W\d_]+", before)}:
        return True
    if len(bare) > 1 and bare[0].startswith(tuple(lists.truce | lists.held | lists.relief)):
        return True
    if any(w in lists.kind for w in bare) and _bodies(named):
        return True
    return any(w in lists.institution for w in bare) and (_names(named) or _names(above))


@cache
def _both_do() -> re.Pattern[str]:
    return re.compile(rf"\b[Bb]oth (?:{any_of(english().both_do)})\b")


@cache
def _placed() -> re.Pattern[str]:
    """A place at which something happens."""
    lists = english()
    return re.compile(
        rf"\b(?:{any_of(lists.placing | {'to'})}) (?:(?:{any_of(lists.known)}) )?(?:[a-z]+ )?[A-Z]"
    )


def _bodies(words: str) -> bool:
    """Whether they name something by more than what it is of or from ("an American man" names no group)."""
    return any(not _ADJECTIVE.search(m) for m in _NAME.findall(words) if _names(m))


def _of_time(word: str) -> bool:
    low, lists = word.casefold().strip("."), english()
    return low in lists.weekday | lists.named_day | lists.hours or low[:1].isdigit()


def _names(words: str) -> bool:
    """Whether they name somebody or a place, and not only a day."""
    lists = english()
    return any(
        m.casefold().strip(".") not in lists.weekday | lists.named_day | lists.small | lists.rank
        for m in _NAME.findall(words)
    )
