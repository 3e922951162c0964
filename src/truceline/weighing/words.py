"""Words as weighing compares them: stems, classes of words that say the same, turns of phrase.

What is known about a language is data (`packs/LANGUAGE.yaml`); a language without a pack is
compared by its bare words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from truceline.weighing.packed import filled, packed

_WORD = re.compile(r"(?:[a-z]\.){2,}|\d+(?:[.,]\d+)*|[^\W_]+(?:['’][^\W_]+)*")
_PLAIN = re.compile(r"[^\W_]+")
_APART = re.compile(r"['’.,\d](?:(?<=['’])|(?<=[.,])[^\s\"”]|(?<=\d)[^\W\d_])")
"""What stands where words are more, or less, than runs of letters and figures; a set is searched for fast."""
_BETWEEN = bytes(n if chr(n).isalnum() else ord(" ") for n in range(256))
KEPT = 20_000
"""Answers about texts kept at once: copies of one text come many times, and so do their sentences."""
PAIRS = 8_000
"""Answers about two texts kept at once: those that ask the same again come within days."""


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """What weighing knows of one language. There is one of each (`pack`), equal only to itself."""

    language: str
    stop: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    alike: dict[str, str] = field(default_factory=dict)
    phrases: dict[tuple[str, ...], str] = field(default_factory=dict)
    starts: frozenset[str] = frozenset()
    """The first words of all phrases."""
    common: frozenset[str] = frozenset()
    telling: frozenset[str] = frozenset()
    """Classes that tell one matter from another: whatever words a translator takes, they stay."""
    matters: tuple[str, ...] = ()
    dated: frozenset[str] = frozenset()
    subjects: tuple[str, ...] = ()
    held: frozenset[str] = frozenset()
    generic: frozenset[str] = frozenset()
    lasting: dict[str, str] = field(default_factory=dict)
    ordinals: dict[str, str] = field(default_factory=dict)
    months: frozenset[str] = frozenset()
    circumstance: frozenset[str] = frozenset()
    shares: frozenset[str] = frozenset()
    """What stands between a share and its whole ("of the")."""
    parts: frozenset[str] = frozenset()
    """What follows a count of some of those counted before ("of them")."""
    titles: frozenset[str] = frozenset()
    endings: tuple[tuple[str, str], ...] = ()
    """What a stem goes without, and what is put in its place."""
    possessive: tuple[str, ...] = ()
    """Endings that tell whose something is."""
    negative: tuple[str, ...] = ()
    """Endings of words that negate."""
    past_ending: str = ""
    """The ending of regular verbs told of the past."""
    plurals: tuple[tuple[str, str], ...] = ()
    """Endings of plurals, and what stands in their place in the singular."""
    set_in: frozenset[str] = frozenset()
    """What stands before where something is."""
    spans_to: frozenset[str] = frozenset()
    instead: frozenset[str] = frozenset()
    """What stands before a figure that another takes the place of."""
    located: frozenset[str] = frozenset()
    """What stands before the name of a place."""
    definite: frozenset[str] = frozenset()
    """What opens a noun phrase of something known."""
    people_pronouns: frozenset[str] = frozenset()
    fates: dict[str, str] = field(default_factory=dict)
    """Words for what became of things handed over -> which fate."""
    levels: dict[str, str] = field(default_factory=dict)
    """What stands before a number that tells how many there are "before" or "after" a change."""
    loses: frozenset[str] = frozenset()
    compass: frozenset[str] = frozenset()
    """What stands before the name of a region."""
    before: frozenset[str] = frozenset()
    """What stands before a cue that tells of what was said before the rest."""
    times: frozenset[str] = frozenset()
    """Units of numbers that tell how often something was done."""
    another: frozenset[str] = frozenset()
    """What tells that a number counts more of what was counted before."""
    called_after: frozenset[str] = frozenset()
    """Names of terms that are called after a place."""
    place_nouns: frozenset[str] = frozenset()
    """Nouns of places that name none by themselves."""
    genitive: frozenset[str] = frozenset()
    """What stands between a head and what it is of."""
    aside: frozenset[str] = frozenset()
    """What opens a part of a sentence that only describes."""
    back: frozenset[str] = frozenset()
    """What stands for something named before."""
    time_units: frozenset[str] = frozenset()
    lengths: dict[str, str] = field(default_factory=dict)
    """Unit -> its letter in ISO 8601."""
    spoken: dict[str, str] = field(default_factory=dict)
    turns: dict[str, re.Pattern[str]] = field(default_factory=dict)
    turned: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The first word of a turn of phrase -> the names under which such are kept."""

    def turn(self, name: str, text: str) -> bool:
        """Whether one of the turns of phrase kept under `name` stands in `text`."""
        return name in _likely(text, self) and _found(self.turns[name], text)


@lru_cache(maxsize=KEPT)
def _likely(text: str, language: Pack) -> frozenset[str]:
    """The names of the turns of phrase of which a first word stands in a text; few have to be searched for."""
    turned = language.turned
    return frozenset(chain.from_iterable([turned[w] for w in plain_words(text.lower()) if w in turned]))


@lru_cache(maxsize=KEPT)
def _found(turn: re.Pattern[str], text: str) -> bool:
    return turn.search(text) is not None


_NO_TURNS = frozenset({"light", "weekdays"})
"""Lists that only help to make others."""


@cache
def pack(language: str = "en") -> Pack:
    """The pack of a language ("en", "en-GB"), or an empty one."""
    code = language.split("-")[0].casefold()
    if code in ("und", ""):
        code = "en"
    data = packed(f"{code}.yaml")
    if data is None:
        return Pack(code)
    own = {f.name for f in fields(Pack)} | _NO_TURNS
    turns = {name: told for name, told in data.items() if isinstance(told, list) and name not in own}
    turned: dict[str, set[str]] = {}
    for name, told in turns.items():
        for turn in told:
            turned.setdefault(_PLAIN.findall(turn.lower())[0], set()).add(name)
    alike = {word: name for name, words in data["alike"].items() for word in words}
    endings = tuple(data["endings"].items())
    plain = {*alike, *data["stop"], *data["modals"]}  # "willing" says nothing of "will"
    alike |= {_stem(w, endings): name for w, name in alike.items() if _stem(w, endings) not in plain}
    made: dict[str, Any] = {
        "alike": alike,
        "phrases": {tuple(words(p)): name for name, ps in data["phrases"].items() for p in ps},
        "starts": frozenset(words(p)[0] for ps in data["phrases"].values() for p in ps),
        "telling": frozenset(data["alike"]) - {*data["common"], *data["light"]},
        "generic": frozenset(data["generic"]) | {""},
        "months": frozenset((*data["months"], *data["weekdays"])),
        "titles": frozenset(_stem(w, endings) for w in data["titles"]),
        "fates": {phrase: fate for fate, phrases in data["fates"].items() for phrase in phrases},
        "turns": {
            name: re.compile(r"\b(?:" + "|".join(map(_anyhow, told)) + r")\b", re.IGNORECASE)
            for name, told in turns.items()
        },
        "turned": {word: tuple(sorted(names)) for word, names in turned.items()},
    }
    return Pack(code, **(filled(Pack, data) | made))


def _anyhow(turn: str) -> str:
    """A turn of phrase as a pattern: its words may stand in two lines."""
    return r"\s+".join(re.escape(word) for word in turn.split())


def words(text: str, language: Pack | None = None) -> list[str]:
    """The words of a text in lower case, without the possessive endings of its language; hyphens part words."""
    if _APART.search(text) is None:
        return plain_words(text.casefold())
    found = [w.strip("'") for w in _WORD.findall(text.casefold().replace("’", "'"))]
    if language is not None and language.possessive:
        found = [_bare(w, language.possessive) if "'" in w else w for w in found]
    return found


def plain_words(text: str) -> list[str]:
    """The runs of letters and figures in a text."""
    return text.encode().translate(_BETWEEN).decode().split() if text.isascii() else _PLAIN.findall(text)


def _bare(word: str, endings: Sequence[str]) -> str:
    return next((word[: -len(end)] for end in endings if word.endswith(end)), word)


@lru_cache(maxsize=200_000)
def stem(word: str, language: Pack) -> str:
    """A short stem: the first of the language's endings off, at most six letters. Figures stay whole."""
    return _stem(word, language.endings)


def _stem(word: str, endings: Sequence[tuple[str, str]]) -> str:
    if word[0].isdigit() or len(word) <= 3:
        return word
    for end, instead in endings:
        if word.endswith(end) and len(word) - len(end) >= 3:
            word = word[: -len(end)] + instead
            break
    return word[:6]


@lru_cache(maxsize=KEPT)
def classes(text: str, language: Pack) -> tuple[str, ...]:
    """The words of a text as classes: phrases and like words under one name, the rest stemmed."""
    return classes_of(words(text, language), language)


def classes_of(tokens: Sequence[str], language: Pack) -> tuple[str, ...]:
    """As `classes`, of words already parted."""
    starts = language.starts
    if starts.isdisjoint(tokens):
        return tuple([name for token in tokens if (name := class_of(token, language)) is not None])
    found: list[str] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token in starts:
            for n in (3, 2):
                name = language.phrases.get(tuple(tokens[i : i + n]))
                if name and i + n <= len(tokens):
                    break
            else:
                name = None
            if name:
                found.append(name)
                i += n
                continue
        i += 1
        name = class_of(token, language)
        if name is not None:
            found.append(name)
    return tuple(found)


@lru_cache(maxsize=200_000)
def class_of(token: str, language: Pack) -> str | None:
    """The class of one word; None for those that tell nothing."""
    if token in language.alike:
        return language.alike[token]
    if token in language.stop or token in language.negations:
        return None
    root = stem(token, language)
    return language.alike.get(root, root)


_MARK = re.compile(
    r"(?=[A-Z\d])(?:(?<![.!?…\"“‘']\s)(?<!^)(?<![\"“‘'])\b(?:[A-Z][^\W\d_]+|(?:[A-Z]\.){2,}|\d[\d.,]*\w*)|^\d[\d.,]*)"
)


def marks_of(text: str, language: Pack) -> frozenset[str]:
    """Names (capitals within a sentence) and figures of a text, as classes."""
    if text.isupper():  # capitals tell no name where all are such
        text = text.lower()
    found = (language.alike.get(w, w) for w in words(" ".join(_MARK.findall(text)), language))
    return frozenset(w for w in found if w not in language.common and w not in language.stop)


def negated(tokens: Sequence[str], language: Pack) -> bool:
    """Whether the words say that something is not so, or will not be."""
    return not language.negations.isdisjoint(tokens) or any(w.endswith(language.negative) for w in tokens)


@lru_cache(maxsize=KEPT)
def first_clause(text: str, language: Pack) -> str:
    """The text up to where a further clause opens after a comma; all of it where none does."""
    further = language.turns.get("further")
    for mark in further.finditer(text) if further else ():
        if text[: mark.start()].rstrip().endswith((",", ";")):
            return text[: mark.start()]
    return text


@lru_cache(maxsize=PAIRS)
def likeness(
    one: frozenset[str], other: frozenset[str], common: frozenset[str], least: float = 1.0
) -> tuple[float, float]:
    """How much of the shorter is in the longer (0..1), and the weight shared. A word of `common` weighs 0.4, any
    other 1; a text of less weight than `least` is taken to have it."""
    shared = one & other
    if not shared:
        return 0.0, 0.0

    def weight(of: frozenset[str]) -> float:
        return len(of) - 0.6 * len(of & common)

    both = weight(shared)
    return both / max(min(weight(one), weight(other)), least), both


_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“‘])|\n\s*\n|\n")
_WRAPPED = (50, 100)
"""A line of so many characters that ends without a mark goes on in the next: the text is set in lines."""
_MARKS = frozenset(".!?:\"”’'*")


@lru_cache(maxsize=64)
def _ends_in(text: str) -> tuple[list[int], list[int]]:
    """Where the marks between sentences begin and end."""
    spans = [m.span() for m in _END.finditer(text) if not _goes_on(text, m.start(), m.end())]
    return [s for s, _ in spans], [e for _, e in spans]


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether the end of a line is no end of a sentence."""
    if end - start != 1 or text[start] != "\n":
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start].rstrip()
    return _WRAPPED[0] <= len(line) <= _WRAPPED[1] and line[-1] not in _MARKS


def sentence_at(text: str, offset: int, reach: int = 400) -> str:
    """The sentence that holds `offset`, by its marks; never more than `reach` on either side."""
    start, end = sentence_bounds(text, offset, reach)
    return text[start:end]


def sentence_bounds(text: str, offset: int, reach: int = 400) -> tuple[int, int]:
    """Where the sentence that holds `offset` starts and ends."""
    begins, ends = _ends_in(text)
    before, after = bisect_right(ends, offset) - 1, bisect_left(begins, offset)
    start = max(0, offset - reach, ends[before] if before >= 0 else 0)
    end = min(len(text), offset + reach)
    return start, begins[after] + 1 if after < len(begins) and begins[after] < end else end


@lru_cache(maxsize=PAIRS)
def closeness(one: frozenset[str], other: frozenset[str], common: frozenset[str]) -> float:
    """How much two texts say the same (0..1): the weight shared of that of both, weighed as in `likeness`."""
    both = one | other
    whole = len(both) - 0.6 * len(both & common)
    shared = one & other
    return (len(shared) - 0.6 * len(shared & common)) / whole if whole else 0.0
