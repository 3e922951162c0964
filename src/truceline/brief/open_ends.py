"""What a told sentence leaves open: a noun, pronoun or place that nothing in it explains, whoever reads it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from truceline.brief.english import MONTHS, any_of, english
from truceline.brief.leaning import elliptic
from truceline.brief.material import Material
from truceline.brief.nouns import nouns_at
from truceline.brief.refers import Loose, hanging, stem

__all__ = ["ONE", "leaning_in", "lone_pronoun", "names_nobody_before", "open_end", "place_named"]

_MARKS = str.maketrans('“”"«»‘', "      ")
_ASIDE = re.compile(r"\[(?!\w\])(?:[^\[\]]|\[[^\[\]]*\])*\]")
_OWN_VOICE = re.compile(
    r"^(?:[^“”]{1,80}?(?:, in its own voice| writes): |(?:[A-Z]\w+ )?(?:\d{1,2} )?[A-Z]\w+(?: \d{4})?: )?“"
)
_DAY_BEFORE = re.compile(r"^(?:[^“”:]{1,60}: )?(?:According to )?(?:[Tt]he )?")
_SAID_THAT = re.compile(r"^[^“”\"]{1,80}?(?:, | said that )[^“”\"]*$")
_FIRST_WORD = re.compile(r"[\w’'-]+")
_NAME_WITHIN = re.compile(r"(?:(?<=[\w,;’'\]] )|(?<=\[))[‘“\"]?([A-Z][a-zA-Z’'-]+|[A-Z]\.)")
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
_PLACE_BEFORE = re.compile(r"[A-Z][\w’'-]+ (?:in|as|at|on|of) [a-z]+ $")
"""A name right before "in this": it tells what "this" is."""
_THEY = re.compile(r"\bthey\b", re.IGNORECASE)
_RETOLD = " retells "
"""Before the "it" of a frame of ours."""
_POINTED = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose)\s+((?:[a-z]+-)?[A-Za-z]{4,})\b"
    r"|\b(?:of|in|on|under|with|from|to|by|for|at|about|after|before|against|during)\s+that\s+([a-z]{4,})\b"
)
_OF_TIME = re.compile(
    r"(?:minute|hour|day|week|month|year|morning|evening|afternoon|night|time|moment|which|were|will)"
)
ONE = "one"
"""What stands for a thing told in the sentence before, whichever it is."""


@dataclass(frozen=True, slots=True)
class _Turns:
    """The turns of the language by which a sentence is known to lean on others."""

    onward: re.Pattern[str]
    """What only the sentence before explains, at the head of a sentence."""
    there: re.Pattern[str]
    spot: re.Pattern[str]
    place: re.Pattern[str]
    he: re.Pattern[str]
    quoted_head: re.Pattern[str]
    """The first word of a quotation, or the one behind a phrase that tells where or when."""
    the_one: re.Pattern[str]
    such: re.Pattern[str]
    some: re.Pattern[str]
    part: re.Pattern[str]
    """One of the parts of something ("the second stage"), where nothing behind it tells of what."""


@cache
def _turns() -> _Turns:
    lists = english()
    the, be = any_of(lists.known), any_of(lists.auxiliary & lists.there_is)
    head = r"(?:^ *|[:.] +)"
    before = lists.small | lists.subordinate | lists.named_day | lists.weekday | lists.telling_which
    before = before.union(*lists.speaking, lists.connective, lists.as_well)
    more = rf"(?:\d+|[A-Z][a-z]+(?:-[a-z]+)?) (?:{any_of(lists.more_of_them)})(?:,| (?:{be})\b)"
    return _Turns(
        onward=re.compile(
            rf"{head}(?:(?i:{any_of(lists.in_turn)})\b|{more}|(?:[A-Z][\w’'-]+ ){{1,3}}then [a-z])"
        ),
        there=re.compile(
            rf"(?<!\bbe )\bthere\b(?! (?:{any_of(lists.there_is)})\b)|\b(?!(?:{any_of(before)})\b)[A-Za-z]{{3,}} there\b"
        ),
        spot=re.compile(
            rf"\b(?i:{the}) ([a-z]+)(?:['’]s)?\b(?! (?:{any_of(lists.placing | {'where'})}|[a-z]+ed)\b)"
        ),
        place=re.compile(rf"\b(?:{any_of(lists.placing)}) (?:(?:{the}) )?(?:[a-z]+ ){{0,3}}[A-Z]"),
        he=re.compile(rf"\b(?i:{any_of(lists.he)})\b"),
        quoted_head=re.compile(rf"(?<![^:\s])“‘?(?:(?i:{any_of(lists.placing)}) [^,“”A-Z]{{2,40}}, )?(\w+)"),
        the_one=re.compile(rf"\b(?i:{the}) (?:[A-Z]\w+ )?{ONE}\b(?! {any_of({'of'})}\b)"),
        such=re.compile(rf"\b(?i:such|these|those)(?: (?:{any_of(lists.article)}))? ([\w-]+)(?: ([a-z]+))?"),
        some=re.compile(
            rf"\b{the} (?:{any_of(lists.indefinite - {'a', 'an', 'some'})}) ([a-z]+)\b(?! (?:of|who|that)\b)"
        ),
        part=re.compile(
            rf"\b(?i:{the}) (?:{any_of(lists.in_order)}) ({any_of(lists.part_of_it)})\b(?! (?:{any_of(lists.telling_which)})\b)"
        ),
    )


def leaning_in(text: str) -> list[Loose]:
    """The noun phrases of a told sentence that nothing in it explains, in their order."""
    words = _ASIDE.sub(lambda m: " " * len(m[0]), text).translate(_MARKS)
    found = {x.start: x for x in hanging(words)}
    for at, end, some in nouns_at(words):
        found.setdefault(at, Loose(at, end, some))
    open_ = (found[k] for k in sorted(found) if not text.startswith(" [", found[k].end))
    return [x for x in open_ if not _as_a_time(text[: x.start], x.words[-1])]


def _as_a_time(before: str, noun: str) -> bool:
    """Whether a truce only tells since or until when ("since the truce began"): of those meant there is one."""
    lists = english()
    return noun.casefold() in lists.halt and (before.split() or [""])[-1].casefold() in lists.spanning


def open_end(text: str, material: Material) -> str | None:
    """The noun, or the word for somebody or a place, that only other lines explain; None where there is none."""
    lists = english()
    words = _ASIDE.sub(lambda m: " " * len(m[0]), text).translate(_MARKS)
    if elliptic(_ASIDE.sub(" ", text)) or _turns().onward.search(words) or _turns().the_one.search(words):
        return ONE
    first = _quotation_points(text) or _person_or_place(text, words) or lone_pronoun(text)
    if first is not None:
        return first
    for loose in leaning_in(text):
        low = loose.words[-1].casefold()
        known = low in lists.mediators or (material.accord is not None and low in lists.pact | lists.talking)
        known = known or (low in lists.pact and _one_is_named(text))
        owner = re.sub(r"['’]s?$", "", loose.words[0].casefold())
        low = owner if owner != loose.words[0].casefold() else low
        alone = len(loose.words) == 1 or low in lists.pact | lists.talking or low == owner
        if alone and not known and low in _pointing_nouns():
            return low
    for noun in (*_pointed(words), *_taken_up(words)):
        before = words[: words.casefold().find(noun)].casefold()
        told = {stem(w) for w in re.findall(r"[a-z]+", before)[:-1]}
        if stem(noun) not in told and not _PLACE_BEFORE.search(words[: len(before)]):
            return noun
    if material.accord is not None:
        return None
    part = _turns().part.search(words)
    if part is not None and not re.search(rf"\b{part[1]}", words[: part.start()].casefold()):
        return part[1]
    return ONE if _of_no_place(text, material) else None


def _pointed(words: str) -> Iterator[str]:
    """The nouns behind "this" and "those" that not everybody knows, where no word behind them tells which."""
    lists = english()
    for noun in _behind_this(words):
        behind = re.findall(r"[\w-]+", words[words.find(noun) + len(noun) :])[:2]
        if lists.telling_which & set(behind) or noun in lists.familiar or noun.endswith(("ed", "ly")):
            continue
        yield behind[0] if behind and behind[0] in lists.shell | lists.category | lists.pact else noun


def _behind_this(words: str) -> Iterator[str]:
    """The nouns behind "this", "those", that name no time."""
    for found in _POINTED.finditer(words):
        low = found[1] or found[2]
        lists = english()
        finite = low in lists.finite | lists.auxiliary | lists.telling_which | lists.as_well
        if not _OF_TIME.match(low) and not finite and not low.endswith("ing"):
            yield low


def _taken_up(words: str) -> Iterator[str]:
    """The nouns for a deed, paper or body behind "such", "these" and "the two", where no word behind them tells which."""
    lists = english()
    some = lists.shell | lists.category | lists.pact | lists.talking
    for found in (*_turns().such.finditer(words), *_turns().some.finditer(words)):
        for n, noun in enumerate(found.groups(), 1):
            behind = words[found.end(n) :].split()[:1] if noun else []
            breach = noun is not None and noun.startswith(tuple(lists.breach))
            if (noun in some or breach) and (not behind or behind[0] not in lists.telling_which):
                yield noun


def _person_or_place(text: str, words: str) -> str | None:
    """ "He", "the camp" or "there" before anybody or any place is named."""
    lists = english()
    for found in _turns().he.finditer(words):
        if not text.startswith(" [", found.end()) and names_nobody_before(
            text[: found.start()].translate(_MARKS)
        ):
            return found[0]
    for found in _turns().spot.finditer(words):
        glossed = text.startswith(" [", found.end())
        if found[1] in lists.spot and not glossed and not place_named(words[: found.start()]):
            return found[1]
    there, own = _turns().there.search(words), _OWN_VOICE.match(text)
    begin = own.end() if own is not None else 0
    return "there" if there is not None and not place_named(words[begin : there.start()]) else None


def place_named(words: str) -> bool:
    """Whether words name a place that something happens at."""
    return _turns().place.search(words) is not None


def _hurt(words: str) -> bool:
    return any(w.startswith(tuple(english().harm)) for w in words.casefold().split())


def _of_no_place(text: str, material: Material) -> bool:
    """Whether an outlet tells in its own voice, or anybody of people hurt, of what nothing places: no name of anybody
    or anything is in it."""
    own = _OWN_VOICE.match(text)
    said = text[own.end() :] if own is not None else _DAY_BEFORE.sub("", text)
    if any(m not in MONTHS for m in _NAME_WITHIN.findall(said)):
        return False
    if own is None and not (_SAID_THAT.search(said) and _hurt(said)):
        return False
    first = _FIRST_WORD.match(said)
    return first is None or not (first[0].casefold() in material.large_within or first[0].isupper())


def _one_is_named(text: str) -> bool:
    """Whether words in brackets tell which pact one of the nouns for it means."""
    return any(
        a.split() and a.split()[-1].casefold() in english().pact
        for a in (text[: m.start()] for m in _ASIDE.finditer(text))
    )


def _quotation_points(text: str) -> str | None:
    """The word at the head of a quotation that stands for what was said before it ("They", "In a statement, it",
    "Those")."""
    lists = english()
    found = _turns().quoted_head.search(text)
    if found is None or text.startswith(" [", found.end()):
        return None
    low, behind = found[1].casefold(), (text[found.end() :].split() or [""])[0].casefold()
    if low not in lists.points_back or behind in lists.expletive:
        return None
    if low in lists.expletive_head and text[found.end() : found.end() + 2] in ("’s", "'s"):
        return None
    if low in lists.expletive_head and behind in lists.auxiliary & lists.there_is:
        return None
    return low


@cache
def _pointing_nouns() -> frozenset[str]:
    lists = english()
    voices = lists.voice - lists.fighters
    return lists.shell | lists.taken_up | lists.pact | lists.talking | lists.person | voices


def names_nobody_before(before: str) -> bool:
    """Whether words tell of nobody whom "he" could mean."""
    lists = english()
    named = re.sub(r"^[^:]{3,40}: ", "", before)
    named = re.sub(r"^[^:]{1,60} writes: ", "", named).lstrip()
    low = {w.casefold() for w in re.findall(r"[\w’'-]+", named)}
    one = {w for w in low if not w.endswith("s")} - lists.several
    return not re.search(r"\b[A-Z][\w’'-]+\b(?<!\bThe)", named[1:] if len(named) > 1 else "") and not (
        one & (lists.person | lists.voice | lists.rank)
    )


def lone_pronoun(words: str) -> str | None:
    """The first word for a thing or people in `words`, as they are told, before which no clause names what it could
    mean but its own subject ("Orvel took it", "the guard drove them off"); None where there is none."""
    words = _DAY.sub("", words)
    bare = _ASIDE.sub(lambda m: " " * len(m[0]), words)
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
        before = _OF.sub("_", bare[start : found.start()])
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
