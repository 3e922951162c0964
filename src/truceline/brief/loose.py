"""Loose ends: what words lack once they are taken out of their report.

A statement can be true to its words and still say nothing to who reads it alone ("the announcement", "of
that deal", "in the same province"). These are the marks by which such words are known.
"""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import english
from truceline.brief.sentences import Page, brought_in

__all__ = ["counts_back", "introduced", "points_back", "points_inside", "shell_head", "taken_up", "takes_up"]

_QUOTES = re.compile(r"“[^“”]*”|\"[^\"]*\"|«[^«»]*»|‘[^‘’]*’")
_STOP = re.compile(r"[.!?]\s+(?=[A-Z\[“])")
_HEAD = re.compile(r"\W*(?:the|these|those|this|that)\s+([^\W\d_][\w’'-]*(?:\s+[^\W\d_][\w’'-]*){0,3})", re.I)
_POSSESSED = re.compile(
    r"\W*(?:[A-Z][\w.-]*\s+){1,3}?[\w.-]+['’]s?\s+([a-z]+)\b[^.]{0,3}\b(?:though|however|too)\b"
)
_OWNED = re.compile(r"\W*(?:[A-Z][\w.-]*\s+){0,3}[A-Z][\w.-]*['’]s?\s+([a-z][\w-]*(?:\s+[a-z][\w-]*){0,2})")
_TURNED = re.compile(r"^(?:[^\s,]+\s+){1,5}?[^\s,]+,\s+(?:though|however|too|meanwhile|in turn|for example),")
_WITHIN = re.compile(
    r"\b(?:of|in|on|under|with|from|to|by|for|at|about|after|before|against)\s+(?:that|this)\s+([a-z]+)"
    r"|\b(?:these|those)\s+([a-z]+)|\bsuch\s+(?:an?\s+)?([a-z]+)"
)
_TIMES = re.compile(
    r"(?:day|week|month|year|morning|evening|afternoon|night|weekend|summer|winter|spring|autumn|time|hour|moment"
    r"|century|who|as|that|which|in|of|are|were|held|killed|responsible|present|regard)s?$"
)
_THE_THING = re.compile(
    r"(?:\b([a-z]+)\s+)?\bthe\s+(?=([a-z]+(?:ed|ly)\s+)?)(?:\2)?([a-z][\w-]*)\b(?=\W*([\w’'-]*))"
)
_LATER = re.compile(
    r"(?:[\w-]+\s+){0,3}?(?:time|seconds?|minutes?|hours?|days?|weeks?|months?|years?|moments?)\s+(?:later|earlier|"
    r"(?:after|before)(?:wards?)?,)|(?:shortly|soon)\s+(?:after|before|there)(?:wards?|after)?,",
    re.IGNORECASE,
)
_COUNTED_BACK = re.compile(
    r"\b(?:second|minute|hour|day|week|month)s?\s+(?:later|earlier)\b(?!\s+(?:than|this|in|on))"
)
_ENDS_BACK = re.compile(r"\b(?:that|this|in response|in return|in turn)[.!]?\W*$")
_THIS = re.compile(
    r"\bthis\s+(?:is|was|has|had|will|would|looks?|seems?|means?|meant|comes?|came|could|may|might)\b", re.I
)
_THE = re.compile(r"\bthe\s+((?:[a-z][\w'’-]*\s+){0,2}[a-z][\w-]*)")
_HEADS = re.compile(r"(?:^|[.!?]\s+|[“\"‘])\W*([A-Za-z]+)")
_LOOK_BACK = 8
"""Sentences above in which a thing may be introduced."""
_LEAST = 4


def shell_head(words: str) -> bool:
    """Whether the words begin with a noun that only names what was told before ("The threat comes as")."""
    if _TURNED.match(words) or _POSSESSED.match(words) or _counts_from_before(words):
        return True
    found = _HEAD.match(words)
    some = found.group(1).split() if found else []
    owned = _OWNED.match(words) if found is None else None
    some = owned.group(1).split() if owned else some
    for word, following in zip(some, (*some[1:], ""), strict=False):
        if word[:1].isupper():
            return False
        if word in english().shell:
            return following not in english().telling_which and following not in english().shell
    return False


def points_back(words: str) -> bool:
    """Whether words without a connective at their head begin with what only the sentence before explains, or a quotation in them with a word for
    somebody or something told before."""
    return shell_head(words) or any(
        m[1].casefold() in english().pointing
        for n, m in enumerate(_HEADS.finditer(words))
        if n == 0 or (words[m.start()] in '“"‘' and m[1][:1].isupper())
    )


def counts_back(words: str) -> bool:
    """Whether a time in them is counted from what was told before ("hours later")."""
    return bool(_COUNTED_BACK.search(_QUOTES.sub(" ", words)))


def takes_up(words: str) -> bool:
    """Whether they name in their midst what was told before ("responsibility for the attack")."""
    return bool(taken_up(words))


def taken_up(words: str) -> list[str]:
    """The nouns by which words name what was told before ("the attack", where no word tells which)."""
    taken = []
    for found in _THE_THING.finditer(_QUOTES.sub(" ", words)):
        before, noun, after = found.group(1), found.group(3), found.group(4)
        blamed = before in english().blames and after == "on"
        which = after.casefold() in english().telling_which and not blamed
        if noun in english().shell and not which and after not in english().shell:
            taken.append(noun)
    return taken


def _counts_from_before(words: str) -> bool:
    """Whether they begin with a time counted from what was told before ("hours later"), with a number for
    people told of before ("five were killed"), or with a clause about something told before ("while it")."""
    low = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", words.casefold())[:6]
    if not low:
        return False
    if _LATER.match(words):
        return True
    if low[0] in english().further:
        return True
    if (low[0] in english().young or low[0].isdigit()) and len(low) > 1 and low[1] in english().counted_deed:
        return low[1:3] != ["of", "the"]
    return low[0] in english().subordinate and len(low) > 1 and low[1] in ("it", "they", "this")


def points_inside(words: str) -> bool:
    """Whether a thing is named in the midst of them that only the lines before explain ("of that deal",
    "the same province"). What stands in quotation marks is the speaker's, and a second sentence has the
    first before it."""
    ours = _STOP.split(_QUOTES.sub(" ", words))[0]
    for found in _WITHIN.finditer(ours):
        noun = next(g for g in found.groups() if g)
        if not _TIMES.match(noun):
            return True
    if _THIS.search(ours) or _ENDS_BACK.search(ours):
        return True
    low = re.findall(r"[a-z]+", ours.casefold())
    return any(
        a == "the" and b in english().same and not _TIMES.match(c)
        for a, b, c in zip(low, low[1:], low[2:], strict=False)
    )


def introduced(page: Page, start: int, end: int) -> tuple[int, int] | None:
    """The sentence above that brings in what the words from `start` to `end` call "the ...": the nearest one
    with "a" before the same noun. None where nothing is taken up."""
    words = _QUOTES.sub(" ", page.text[start:end]).casefold()
    nouns = {n for found in _THE.finditer(words) for n in _core(found.group(1).split()) if len(n) >= _LEAST}
    nouns -= brought_in(words)
    nouns = {n for n in nouns if not n.startswith(_truce())}
    if not nouns:
        return None
    above = page.above(start, _LOOK_BACK)
    return next((x for x in reversed(above) if nouns & page.brings_in(x)), None)


@cache
def _truce() -> tuple[str, ...]:
    return tuple(sorted(english().truce))


def _core(words: list[str]) -> list[str]:
    """The words of a noun phrase before anything that follows the noun."""
    found: list[str] = []
    for word in words:
        if word in english().small or word in english().telling_which or word in english().auxiliary:
            break
        found.append(word)
    return found[-1:]
