"""Whether "it", "them" or "either" stands in words that name nothing it could mean."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import any_of, english

__all__ = ["lone_pronoun"]

_OF = re.compile(r"\s+of\s+(?:the\s+)?")
_LARGE = re.compile(r"\b[A-Z][\w’'-]+")
_MANY = re.compile(r"\b(?:[a-z]{3,}(?<![sui])s|people|men|women|children|police)\b|\b\d[\d,]*\s+[a-z]{3,}")
_VERB = re.compile(r"\b(?!The\b|These\b|Those\b|Some\b|Many\b|Two\b)[A-Z][\w’'-]+\s+$")
"""A name right before a word in "s", which then is what it does."""
_DAY = re.compile(
    r"^(?:[A-Z][a-z]+(?: late,)?(?: in)? )?(?:\d{1,2} )?[A-Z][a-z]+(?: \d{4})?(?: \([^()]*\))?: "
)
_SAID = re.compile(
    r"“?[^“”:]*?\b(?:said|told|[a-z]+ed)\b[^“”:]{0,40}?\sthat\s|[^“”]*?:\s*“|“|[^“”:]{1,60}(?:, in its own voice| reported): "
)
_THINGS = frozenset({"it", "they"})
_DONE_TO = re.compile(
    r"it (?:would|will|could|should|must|may) be (?:[a-z]+(?:ed|n)|set|held|made|built|put)\b"
)
_TO_DO = re.compile(r"\bto [a-z]+ $")
"""Behind whoever is to do something to "it" ("asks the League to take it over")."""
_THEY = re.compile(r"\bthey\b", re.IGNORECASE)
_RETOLD = " retells "
"""Before the "it" of a frame of ours."""


def lone_pronoun(words: str) -> str | None:
    """The first word for a thing or people in `words`, as they are told, before which no clause names what it could
    mean but its own subject ("Orvel took it", "the guard drove them off"); None where there is none."""
    words = _DAY.sub("", words)
    said = _SAID.match(words)
    start = said.end() if said is not None else 0
    if _of_something(words, start):
        return "it"
    denied = _denied().search(words, start)
    if denied is not None and not {".", ";"} & {*words[start : denied.start()]}:
        return denied[1] or denied[2]
    quoted = words[:start].rstrip().endswith(("“", " voice:", " reported:"))
    they = _THEY.search(words, start) if quoted else None
    if (
        they is not None
        and not words.startswith(" [", they.end())
        and not _things(words[start : they.start()], True)
    ):
        return "they"
    for found in _object().finditer(words, start):
        if words.startswith(" [", found.end()) or words[: found.start()].endswith(_RETOLD):
            continue
        before = _OF.sub("_", words[start : found.start()])
        breaks = [m.end() for m in _boundary().finditer(before)]
        at = breaks[-1] if breaks else 0
        outer, clause = before[:at], before[at:]
        many = found[0].casefold() in ("them", "either", "neither")
        told = _things(clause, many)
        asked = _TO_DO.search(clause) is not None
        told = told[:-1] if asked else told
        subject = (re.findall(r"[\w’'-]+", clause) or [""])[0].casefold()
        if told[1:] or _things(outer, many) or (told and subject in _THINGS):
            continue
        person = asked and bool({w.casefold() for w in words[:start].split()} & english().rank)
        if subject not in _THINGS and not many and not quoted and not person and _LARGE.search(words[:start]):
            continue
        return found[0].casefold()
    return None


def _of_something(words: str, start: int) -> bool:
    """Whether they begin with "it" for what somebody would do something to ("it would be set up"): not the speaker."""
    return _DONE_TO.match(words, start) is not None and not words.startswith(" [", start + len("it"))


def _things(words: str, many: bool) -> list[str]:
    """What words name that a pronoun for one or `many` could mean, in order."""
    some = list((_many() if many else _single()).finditer(words))
    verbs = (bool(_VERB.search(words[: m.start()])) and m[0].islower() and many for m in some)
    own = english().pronoun | english().small
    return [m[0] for m, verb in zip(some, verbs, strict=True) if not verb and m[0].casefold() not in own]


@cache
def _single() -> re.Pattern[str]:
    lists = english()
    some = any_of(lists.article | lists.definite | (lists.indefinite & {"a", "an"}))
    return re.compile(rf"\b(?i:{some})\s+[\w’'-]+(?:\s+[A-Z][\w’'-]+)*|{_LARGE.pattern}(?:\s+[A-Z][\w’'-]+)*")


@cache
def _many() -> re.Pattern[str]:
    return re.compile(rf"{_MANY.pattern}|{_LARGE.pattern}(?:\s+[A-Z][\w’'-]+)*")


@cache
def _boundary() -> re.Pattern[str]:
    lists = english()
    return re.compile(rf"[.,;:]\s+|\b(?:and|but|or|{any_of(lists.subordinate)}|that|who|which|whose|as)\s+")


@cache
def _denied() -> re.Pattern[str]:
    """ "Denied it", and "called this a lie" with nothing told before."""
    verbs = any_of(english().untrue)
    return re.compile(
        rf"\b(?i:{verbs}) (it|that|this)(?=\s*(?:[.,;!?”\"]|$))|\b[a-z]+ed (this)(?= an?\b|\s*[.,;!?”])"
    )


@cache
def _object() -> re.Pattern[str]:
    lists = english()
    behind = any_of(lists.placing | lists.telling_which | {"and", "or", "but", "again", "too", "as"})
    return re.compile(
        rf"(?<=\b[Ii]n )it\b|\b(?i:it)\b(?=\s*(?:[.,;!?”\"]|’(?!\w)|$)|\s+(?:{behind})\b)|\b(?i:them)\b|\b(?i:n?either)\b(?=\s*(?:[.,;!?”’\"]|$))"
    )
