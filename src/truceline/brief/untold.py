"""What the words of a told sentence leave to their report, wherever they stand: to whom they were said, from when they
count, for what somebody is blamed, what a word of a faith or a war means."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import any_of, english
from truceline.brief.refers import unpaired

__all__ = ["addressed", "at_its_head", "blamed_for_nothing", "it_of_nobody", "many_unnamed", "unknown_word"]

_QUOTED = re.compile(r"(?:, in its own voice| writes): “")
_INNER = re.compile(r"‘[^‘’]*(?:’(?=\w)[^‘’]*)*’")
_BRACKET = re.compile(r"(?<=\w) \[(?!\w\])([^\[\]]*)\]")
_TOLD = re.compile(r"[A-Z\d]")
_OURS = re.compile(r"\b(?:[Oo]urs?|[Ww]e|us)\b")
_YOU = re.compile(
    r"\b(?:with|to|for|from|tell|told|thank|ask|urge|on|against) you\b(?! (?:know|see|want))"
    r"|\byou (?:guys|all|both|people)\b|\byour\b",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[^.!?]*")
_BEFORE = re.compile(r"[a-z] (?:before|beforehand|afterwards?|since then)$")
_THIS = re.compile(r"\b(?:this|that)(?=[.,;!?”’](?!\w))")
_THAT_IT = re.compile(r"^(?:[^“”:]{1,60}: )?(?P<who>[^“”:]{2,120}?) said that it (?P<rest>[^“”]*)")
_OPEN = frozenset({"to", "that", "if", "whether", "for", "when", "how", "why"})
"""Words soon behind "it" with which it stands for what follows."""
_NEAR = 7
_OF_NOBODY = re.compile(r"(?:His|Her|Its|Their|Them|Him) |(?:This|That) (?:was|is|will|would|has|had)\b")
_COUNT = re.compile(
    r"\b[Tt]he (?:number|figure|toll|total|tally|count) (?:is|was|has|had|stands|stood|rose|now)\b"
)


def addressed(text: str, said: str) -> bool:
    """Whether somebody is spoken to who is not named, or an outlet speaks of itself as "we"."""
    own = _QUOTED.search(text) is not None and _OURS.search(_INNER.sub(" ", said)) is not None
    return own or _YOU.search(said) is not None


def at_its_head(text: str, said: str) -> bool:
    """Whether it counts from a time, points to a thing or counts people told of before, or its bracket tells nothing."""
    bare = said.strip("“”‘’. ")
    empty = any(
        m[1].split()[:1] and _head(m[1]) in english().known | english().dangling and not _TOLD.search(m[1])
        for m in _BRACKET.finditer(text)
    )
    first = _FIRST.match(bare)
    this = _THIS.search(f"{first[0]}.") if first is not None else None
    back = this is not None and len(bare[: this.start()].split()) < _NEAR
    return (
        empty
        or bool(
            back
            or _BEFORE.search(bare)
            or _OF_NOBODY.match(bare)
            or _within().match(bare)
            or _COUNT.search(bare)
        )
        or unpaired(bare)
    )


def _head(words: str) -> str:
    return words.removeprefix("by ").split()[0].casefold()


def blamed_for_nothing(said: str) -> bool:
    """Whether somebody is charged, and nothing tells with what ("and blamed Orvel.")."""
    return _blamed().search(said.rstrip(" .”’")) is not None


def it_of_nobody(text: str) -> bool:
    """Whether persons say of "it" what nothing before tells ("officials said that it was worked out")."""
    found = _THAT_IT.match(text)
    if found is None:
        return False
    lists, who = english(), re.sub(r" \([^()]*\)$", "", found["who"])
    near = [w.casefold().strip(",.") for w in found["rest"].split()[:_NEAR]]
    if _OPEN & set(near) or lists.expletive & set(near[:4]):
        return False
    words = [w.casefold() for w in re.findall(r"[\w’'-]+", who)]
    many = bool(words) and words[-1].endswith("s") and words[-1][:-1] in lists.person
    return many or bool(set(words) & (lists.person | lists.rank | lists.he))


def many_unnamed(said: str) -> bool:
    """Whether what is told rests on "authorities" or "residents" of no place."""
    return _unnamed().search(said) is not None


def unknown_word(said: str) -> bool:
    """Whether a word of a faith or a war stands in it that only those of it know, and nothing explains it."""
    return _unknown().search(said) is not None


@cache
def _within() -> re.Pattern[str]:
    times = any_of(english().hours | {"minutes", "days"})
    return re.compile(rf"(?:Within|In) (?:(?:the|a) )?(?:[a-z]+ )?(?:{times})(?:,| [a-z]+ed )")


@cache
def _blamed() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(english().charging)}) (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*$")


@cache
def _unnamed() -> re.Pattern[str]:
    some = any_of(english().unnamed_many)
    return re.compile(
        rf"\b(?:according to|told by) (?:local )?(?:{some})\b(?! (?:in|of|from|at|for|there)\b)"
    )


@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(english().of_the_initiated)})\b(?! [(\[]|, (?:or|an?|the) )")
