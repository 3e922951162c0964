"""Whether a told sentence says too little, or of too few, for who reads nothing else."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from truceline.brief.english import any_of, english

__all__ = ["content", "dateless", "little", "whose"]

_ASIDE = re.compile(r" ?\[(?!\w\])(?:[^\[\]]|\[[^\[\]]*\])*\]")
_DAY = re.compile(
    r"^(?:Undated|(?:Reported |Posted late, )?(?:in )?(?:\d{1,2} )?[A-Z][a-z]+(?: \d{4})?)(?: \([^()]*\))?: "
)
_FRAME = re.compile(
    r"^(?:[^“”:]{1,120}?(?: writes|, in its own voice|, headline|said): “|[^“”:]{1,80} reported: |“|[^“”:]{1,160}? (?:said|[a-z]+ed) that |"
    r"According to [^,]+, |Under the agreement, as [^,]+,)"
)
_LEAST = 10
"""Words below which what is said tells nearly nothing by itself, where it names and counts nothing."""
_SCANT, _SCANT_TOLD = 8, 5
"""... and where it does; in reported speech and in an outlet's own words."""
_FEW = 40
"""Claims in all up to which a handful of words is told too: there may be nothing fuller."""
_KNOWN_BY = 12
"""Letters of what is said by which it is found in the sentence."""
_SAID = re.compile(r" said\b")
_LOOKED_AT = 4
"""Words before an office or body among which its owner may stand."""
_BEFORE = re.compile(r"(?:[A-Z]\.)+|[\w’'-]+")
_CLAUSE = re.compile(r"[,;:“”‘.]")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_OWNED = re.compile(r"['’]s?$")
_IN_CHARGE_OF = re.compile(r"\bfor (?:the )?(?:[A-Z][\w’'-]+(?:,? and |, | ))*[A-Z][\w’'-]+")
"""Behind an office: what it is in charge of ("for Regional Trade"), and not whose it is."""
_FOR_WHOM = re.compile(r"\b(?:of|for|at) (?:[a-z]+ )*[A-Z]")
_AND = frozenset({"and", "of", "the"})
_GLOSSED = re.compile(r"“(?:It|They) \[|\b[Ww]e \[(?!\w\])")
"""A thing or an outlet that a bracket of ours takes a pronoun for: it is no certain one."""
_UNCOUNTED = re.compile(
    r"\b(?:an? |[a-z]+ )?(?:hundred|thousand|dozen|million)[.”]*$|\bthe other \d+\b(?! [a-z]{4,}s\b)"
)
_NAMED = re.compile(r"(?<=[\w,;’'] )[A-Z][\w’'-]+")
_COUNTED = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\b")
_FULL = 2
"""Names in what counts something besides by which one knows where it plays, whosever the body in it is."""
_ARMED = "armed"
_NO_DAY = "date not given"
_UNDATED = "Undated: "
_UNSAID = (_UNDATED, "Reported ")
_BODILY = ("kill", "dead", "died", "wound", "injur", "casualt")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}\b(?! (?:billion|million|percent|per cent))|\b\d{1,2} ?[ap]\.?m\b")
"""An hour, of which some day has to be told."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def little(text: str, said: str, claims: int) -> bool:
    """Whether what is `said` is a handful of words where more than a few `claims` are told, is cut, or has words for
    what other lines tell."""
    words = said.rstrip(" .”").split()
    cut = bool(words) and words[-1].casefold() in english().auxiliary
    frame = text[: max(0, text.find(said[:_KNOWN_BY]))].rstrip()
    spoken = frame.endswith("“") and _SAID.search(frame) is not None
    after = ["that"] if frame.endswith(" that") else []
    named = any(w[:1].isupper() and before[-1] not in ".!?" for before, w in pairwise([*after, *words]))
    bare = not named and not any(w[:1].isdigit() for w in words) and (spoken or not _COUNTED.search(said))
    short = len(words) < (_LEAST if bare else _SCANT if spoken else _SCANT_TOLD) and claims > _FEW
    return cut or short or any((_left_open().search(text), _GLOSSED.search(text), _UNCOUNTED.search(said)))


def dateless(text: str, said: str) -> bool:
    """Whether it rests on a day that nobody can tell."""
    return _NO_DAY in text or _of_no_day(text, said)


def _of_no_day(text: str, said: str) -> bool:
    """Whether a weekday, an hour or a count of people harmed stands where nothing tells of which time it is."""
    lists, low = english(), {w.strip(".,;:”’'").removesuffix("’s").casefold() for w in said.split()}
    if _YEAR.search(said) or _NO_DAY in text:
        return False
    if low & (lists.named_day | lists.weekday):
        return text.startswith(_UNDATED) and bool(low & lists.weekday)
    if low & ((lists.of_a_time | lists.subordinate) - {"before"}) or not (
        text.startswith(_UNSAID) or "“" in text
    ):
        return len(_CLOCK.findall(said)) == 1
    if _running().search(said):
        return len(_CLOCK.findall(said)) == 1
    harmed = _COUNTED.search(said) is not None and any(w.startswith(_BODILY) for w in low)
    return harmed or len(_CLOCK.findall(said)) == 1


def content(text: str) -> str:
    """What is said, without the day, who says it, and what we put in brackets."""
    bare = _DAY.sub("", _ASIDE.sub("", text))
    frame = _FRAME.match(bare)
    return bare[frame.end() :] if frame is not None else bare


def whose(text: str, said: str) -> str | None:
    """The first body or office that nothing gives to anybody; none where what is `said` counts something and names
    more than one by which one knows where it plays."""
    names = {w for w in _NAMED.findall(said) if w.casefold() not in english().named_day | english().small}
    return None if _COUNTED.search(said) and len(names) >= _FULL else _whose(text)


def _whose(text: str) -> str | None:
    """The first body or office ("the army", "the Interior Ministry") in a told sentence that no word with it gives to
    a state or a side, and no name to a person; None where there is none."""
    bare, owned = _DAY.sub("", text), set[str]()
    for found in _bodies().finditer(bare):
        low = found[0].casefold()
        low = _ARMED if low in english().armed else low.rstrip("s")
        gap = bare[: found.start()].rstrip(" ")
        closed = gap[-1:] in ".:,;“‘" and _INITIALS.search(gap) is None
        before = [] if closed else _BEFORE.findall(bare[: found.start()])[-_LOOKED_AT:]
        owner = _owner(before)
        if owner or _told_behind(low, bare[found.end() :]):
            owned.add(low)
        elif (
            owner is not None
            and low not in owned
            and not _describes(found[0].casefold(), bare[found.end() :])
        ):
            return found[0]
    return None


def _owner(before: list[str]) -> bool | None:
    """Whether the words before a body tell whose it is; None where they bring it in, or it is no certain one."""
    lists = english()
    for word in reversed(before):
        low = word.casefold()
        if _OWNED.search(word) or low in lists.possessive:
            return True
        if low in lists.known:
            return False
        if low in lists.small or low in lists.another:
            return None
        if low in lists.portfolio or low in lists.rank:
            continue
        return True if word[:1].isupper() else None
    return False


def _told_behind(body: str, behind: str) -> bool:
    """Whether words behind a body give it to somebody ("of Brunmark", "in Vell", "[the Brunmark army]"), or name
    who holds the office ("President Joan Sall")."""
    if re.match(r"\s*[\[(]|['’]s? \w", behind):
        return True
    lists, small = english(), 0
    first = _CLAUSE.split(behind, maxsplit=1)[0]
    if body in lists.speaks_for:
        return _FOR_WHOM.search(first) is not None
    bare = _IN_CHARGE_OF.sub("", first)
    for word in _BEFORE.findall(bare)[: _LOOKED_AT * 2]:
        low = word.casefold()
        if low in lists.portfolio or low in lists.rank or low in lists.known or low in _AND:
            continue
        if word[:1].isupper():
            return True
        small += low not in lists.placing and low not in lists.telling_which
        if small:
            return False
    return False


def _describes(body: str, behind: str) -> bool:
    """Whether a body only tells of which kind the next word is ("military deals", "army officers")."""
    lists, word = english(), (_BEFORE.findall(behind) or [""])[0]
    if behind[:1] != " " or not word.islower():
        return False
    some = lists.voice | lists.person | lists.office | lists.rank | lists.kind
    ends = lists.small | lists.auxiliary | lists.finite | lists.telling_which | lists.placing
    return word in some or (body in lists.as_adjective and word not in ends and not word.endswith("ed"))


@cache
def _running() -> re.Pattern[str]:
    """A count that goes on from report to report ("at least 43", "3,000"): it is of the day of its report."""
    return re.compile(rf"\b(?i:{any_of(english().about_so_many)}) \d{{2}}\b|\b\d[\d,]{{2,}}\b")


@cache
def _left_open() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{any_of(english().left_open)})(?![\w-])(?! (?:of|for|to) (?!them))")


@cache
def _bodies() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?i:{any_of(english().of_a_state | english().speaks_for)})(?![\w-])")
