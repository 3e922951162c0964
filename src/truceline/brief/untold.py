"""What the words of a told sentence leave to their report, wherever they stand: to whom they were said, from when they
count, for what somebody is blamed, what "it" is, what a word of a faith or a war means."""

from __future__ import annotations

import re
from functools import cache

from truceline.brief.english import any_of, english
from truceline.brief.refers import unpaired

__all__ = [
    "addressed",
    "at_its_head",
    "blamed_for_nothing",
    "it_of_nobody",
    "many_unnamed",
    "run_into",
    "unknown_word",
]

_QUOTED = re.compile(r"(?:, in its own voice| writes): “")
_INNER = re.compile(r"‘[^‘’]*(?:’(?=\w)[^‘’]*)*’")
_BRACKET = re.compile(r"(?<=\w) \[(?!\w\])([^\[\]]*)\]")
_TOLD = re.compile(r"[A-Z\d]")
_FIRST = re.compile(r"[^.!?]*")
_SAID_THAT = re.compile(
    r"^(?:[^“”:]{1,60}: )?(?:As [^“”:]{2,40} retells it, )?(?P<who>[^“”:]{2,120}?) (?:said|[a-z]+ed|told [^“”:]{2,40}?)(?: that)? "
    r"(?P<first>\w+)(?P<rest>[^“”]*)"
)
_SPEECH = re.compile(r"^[^“”]{2,160}? said(?: to [^“”:]{2,60})?: “(?P<words>.*)”")
_NAME = re.compile(r"\b[A-Z][\w’'-]+")
_WORDS = re.compile(r"[\w’'-]+")
_NOT_NAMED = re.compile(r" \([^()]*\)$")
_RUN_INTO = re.compile(r"\b([A-Z][a-z’'-]+)(?=([A-Z][a-z]{2,}))")
_NEAR = 7
_SOON = 4


def addressed(text: str, said: str) -> bool:
    """Whether somebody is spoken to who is not named, or an outlet speaks of itself as "we"."""
    own = _QUOTED.search(text) is not None and _ours().search(_INNER.sub(" ", said)) is not None
    return own or _you().search(said) is not None


def at_its_head(text: str, said: str) -> bool:
    """Whether it counts from a time, points to a thing or counts people told of before, or its bracket tells nothing."""
    bare = said.strip("“”‘’. ")
    empty = any(
        m[1].split()[:1] and _head(m[1]) in english().known | english().dangling and not _TOLD.search(m[1])
        for m in _BRACKET.finditer(text)
    )
    first = _FIRST.match(bare)
    this = _this().search(f"{first[0]}.") if first is not None else None
    back = this is not None and len(bare[: this.start()].split()) < _NEAR
    starts = any(p.match(bare) for p in (_of_nobody(), _within())) or _opens_with_a_thing(text, bare)
    anywhere = any(p.search(bare) for p in (_ends_before(), _count(), _that_this(), _earlier_pact()))
    return empty or back or starts or anywhere or unpaired(bare)


def _opens_with_a_thing(text: str, bare: str) -> bool:
    """Whether "it" or "they" is the first word of what stands as written, with nothing in a bracket behind it."""
    first, *behind = bare.split()[: _NEAR + 1] or [""]
    low, lists = [w.casefold().strip(",.;") for w in behind], english()
    whose = f"{first} [" in text or re.search(rf"[“:] ?‘?{first} ", text) is None
    if first.casefold() not in lists.for_a_thing or whose:
        return False
    says = any(low[0] in some for some in lists.speaking) if low else False
    ahead = not says and (lists.it_ahead & set(low) or lists.expletive & set(low[:_SOON]))
    return not ahead or first.casefold() != "it"


def _head(words: str) -> str:
    return words.removeprefix("by ").split()[0].casefold()


def blamed_for_nothing(said: str) -> bool:
    """Whether somebody is charged, and nothing tells with what ("and blamed Orvel.", "Orvel blames Sall, and")."""
    return _blamed().search(said.rstrip(" .”’")) is not None


def it_of_nobody(text: str, people: frozenset[str] = frozenset()) -> bool:
    """Whether persons, by an office or as one of `people`, say of "it" or "they" what nothing before tells ("officials
    said that it was worked out"), or a quotation has such a word before anything that it could mean."""
    lists = english()
    found, speech = _SAID_THAT.match(text), _SPEECH.match(text)
    if speech is not None:
        return _in_speech(speech["words"])
    if found is None or found["first"] not in lists.for_a_thing or text.startswith(" [", found.end("first")):
        return False
    near = [w.casefold().strip(",.") for w in found["rest"].split()[:_NEAR]]
    ahead = lists.it_ahead & set(near) and not lists.another & set(near)
    if ahead or lists.expletive & set(near[:_SOON]):
        return False
    who = _NOT_NAMED.sub("", found["who"])
    words = [w.casefold() for w in _WORDS.findall(who)]
    many = bool(words) and words[-1].endswith("s") and words[-1][:-1] in lists.person
    if found["first"] == "they":
        many = False
    one = bool(set(words) & (lists.person | lists.rank | lists.office | lists.he))
    return many or one or bool(people & set(_WORDS.findall(who)))


def _in_speech(words: str) -> bool:
    """Whether "it", "they" or "them" stands in a quotation before any name, number or noun that it could mean."""
    for found in _pronoun().finditer(words):
        if words.startswith(" [", found.end()):
            return False
        behind = [w.casefold().strip(",.;") for w in words[found.end() :].split()[:_NEAR]]
        bare = found[0].casefold().split("’")[0].split("'")[0]
        ahead = english().it_ahead & set(behind) or english().expletive & set(behind[:_SOON])
        if bare == "it" and ahead:
            continue
        before = words[: found.start()]
        if before.casefold().endswith(" of ") and len(before.split()) < _SOON:
            return True
        names = {
            m for m in _NAME.findall(before) if m.split("’")[0].split("'")[0].casefold() not in _no_name()
        }
        return not names and _thing().search(before) is None
    return False


def many_unnamed(said: str) -> bool:
    """Whether what is told rests on "authorities" or "residents" of no place."""
    return _unnamed().search(said) is not None


def unknown_word(said: str) -> bool:
    """Whether a word of a faith or a war stands in it that only those of it know, and nothing explains it."""
    return _unknown().search(said) is not None


def run_into(said: str) -> bool:
    """Whether a link of the page runs into its words: a name told twice, the second time glued to the next word."""
    return any(
        re.search(rf"\b{re.escape(m[1])}\b[^.]{{0,40}}$", said[: m.start()]) for m in _RUN_INTO.finditer(said)
    )


@cache
def _ours() -> re.Pattern[str]:
    words = english().ourselves - {"us", "i"}
    return re.compile(rf"\b(?i:{any_of(words)})\b|\bus\b|\bI\b")


@cache
def _you() -> re.Pattern[str]:
    lists = english()
    return re.compile(rf"\b(?i:{any_of(lists.addressing)})\b(?! (?:{any_of(lists.nobody_addressed)})\b)")


@cache
def _this() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(english().bare_this)})(?=[.,;!?”’](?!\w))")


@cache
def _ends_before() -> re.Pattern[str]:
    return re.compile(rf"[a-z] (?:{any_of(english().told_before)})$")


@cache
def _of_nobody() -> re.Pattern[str]:
    lists = english()
    first = any_of(w.capitalize() for w in lists.opens_untold)
    this = any_of(w.capitalize() for w in lists.opens_this)
    return re.compile(rf"(?:{first}) |(?:{this}) (?:{any_of(lists.this_does)})\b")


@cache
def _that_this() -> re.Pattern[str]:
    """ "Denied that this was": what "this" is stands above."""
    lists = english()
    return re.compile(rf"^(?:[^“‘]* that )?(?:{any_of(lists.opens_this)}) (?:{any_of(lists.this_does)})\b")


@cache
def _earlier_pact() -> re.Pattern[str]:
    """ "A previous deal called for": which one, nothing behind it tells."""
    lists = english()
    which = any_of(lists.telling_which | lists.made | {"agreed", "reached", "signed", "brokered"})
    return re.compile(
        rf"\b(?i:{any_of(lists.article)}) (?:{any_of(lists.before_it)}) (?:[a-z-]+ )?(?:{any_of(lists.pact)})\b(?!,? (?:{which})\b)"
    )


@cache
def _count() -> re.Pattern[str]:
    lists = english()
    return re.compile(
        rf"\b(?i:{any_of(lists.known)}) (?:{any_of(lists.counting)}) (?:{any_of(lists.counts_now)})\b"
    )


@cache
def _within() -> re.Pattern[str]:
    times = any_of(english().hours | {"minutes", "days"})
    return re.compile(rf"(?:Within|In) (?:(?:the|a) )?(?:[a-z]+ )?(?:{times})(?:,| [a-z]+ed )")


@cache
def _blamed() -> re.Pattern[str]:
    lists = english()
    some = r"(?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*"
    return re.compile(
        rf"\b(?:{any_of(lists.charging)}) {some}(?:$|[,;] (?:and|but|while) (?!(?:{any_of(lists.what_for)})\b))"
    )


@cache
def _unnamed() -> re.Pattern[str]:
    some = any_of(english().unnamed_many)
    return re.compile(
        rf"\b(?:according to|told by) (?:local )?(?:{some})\b(?! (?:in|of|from|at|for|there)\b)"
    )


@cache
def _unknown() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(english().of_the_initiated)})\b(?! [(\[]|, (?:or|an?|the) )")


@cache
def _pronoun() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{any_of(english().for_a_thing | {'them'})})\b")


@cache
def _thing() -> re.Pattern[str]:
    lists = english()
    some = any_of(lists.article | lists.known | lists.possessive | lists.indefinite)
    return re.compile(rf"\b(?i:{some}) [a-z]+|\b\d")


@cache
def _no_name() -> frozenset[str]:
    lists = english()
    return lists.small | lists.pronoun | lists.named_day | lists.auxiliary
