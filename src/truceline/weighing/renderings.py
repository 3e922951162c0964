"""One sentence in two renderings: whether two claims of one speaker say the same, word by word.

"We shall not tear up the paper" and "We will not rip up the document" share no word. Every telling word of
the shorter sentence is laid beside the one of the other that it is, or may stand for: one of the same meaning, or one
a kind of the other. `packs/LANGUAGE.wordnet.txt` is made of WordNet 3.1 (see NOTICE): of every word that is frequent
enough the numbers of its foremost meanings, and of what these are kinds of. `packs/LANGUAGE.near.yaml` holds what
news takes for one another besides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files

from truceline.model.reading import Manner, Stance
from truceline.weighing.nodes import Node
from truceline.weighing.packed import packed
from truceline.weighing.said import said_in
from truceline.weighing.words import KEPT, PAIRS, Pack, class_of

Meanings = tuple[frozenset[int], frozenset[int]]
"""The numbers of a word's own meanings, and of what they are kinds of."""
NONE: Meanings = (frozenset(), frozenset())
EXACT, NEAR = 1.0, 0.8


@dataclass(frozen=True, slots=True, eq=False)
class Thesaurus:
    """The meanings of the words of a language."""

    of: dict[str, str] = field(default_factory=dict)
    """Word -> the numbers of its meanings, and behind a stroke of what they are kinds of."""
    endings: tuple[tuple[str, str], ...] = ()


@cache
def thesaurus(language: str) -> Thesaurus:
    """What is known of a language ("en"); nothing where it has no such file."""
    found: dict[str, str] = {}
    listed = files("truceline.weighing").joinpath("packs", f"{language}.wordnet.txt")
    if listed.is_file():
        for line in listed.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                word, _, numbers = line.partition(" ")
                found[word] = numbers
    data = packed(f"{language}.near.yaml")
    if data is None:
        return Thesaurus(found)
    for number, group in enumerate(data["near"], 1):
        for word in group:
            found[word] = f"-{number} {found.get(word, '/')}"
    return Thesaurus(found, tuple(data["endings"].items()))


@lru_cache(maxsize=KEPT)
def meanings(word: str, language: str) -> Meanings:
    """The meanings of a word in whatever form; none where it is not known."""
    known = thesaurus(language)
    if word in known.of:
        return _numbers(known.of[word])
    for end, instead in known.endings:
        if word.endswith(end) and len(word) - len(end) >= 2:
            root = word[: -len(end)]
            for plain in (root + instead, root + "e", root, root[:-1]):
                if plain in known.of:
                    return _numbers(known.of[plain])
    return NONE


def _numbers(told: str) -> Meanings:
    own, _, kinds = told.partition("/")
    return frozenset(map(int, own.split())), frozenset(map(int, kinds.split()))


@lru_cache(maxsize=KEPT)
def near(one: str, other: str, language: str) -> bool:
    """Whether two words may stand for one another."""
    own, kinds = meanings(one, language)
    others, other_kinds = meanings(other, language)
    return bool(own & others or own & other_kinds or kinds & others)


@dataclass(slots=True, eq=False)
class Sentence:
    """The telling words of a sentence, each as it stands and by its class, the names and figures in it, and
    whether it says that something is not so."""

    words: tuple[tuple[str, str], ...]
    marks: frozenset[str]
    negated: bool


SHARE = {3: 0.66, 2: 0.72}
"""How much of the shorter sentence is found in the other, by how sure it is that one speaks."""
WEIGHT = 2.4
"""How many words are found, a frequent one counting 0.4."""
SHORT = 2
"""A content of so few words is found whole, or not at all."""
_END = re.compile(r"[.!?…][\"”’']?\s+(?=[A-Z\"“‘])|\s…\s")
_MARK = re.compile(r"[.!?…][\"”’']?\s")
"""What stands wherever a sentence ends before another."""
_MOST = 8
_NEAR = 2_000
"""Texts whose words and meanings are kept: copies come within days."""
LIGHT = 0.4
"""What a frequent word counts."""
_AGAINST = (Stance.DENIES, Stance.REFUSES)
_QUOTED = (Manner.DIRECT, Manner.MIXED)


def may_be_rendered(node: Node) -> bool:
    """Whether a claim may be another's in other words: quoted or told at length, published by a body itself,
    or short."""
    if node.speaker is None or not node.speaker.who:
        return False
    if node.claim.manner in _QUOTED or node.issued or len(node.rare) <= SHORT:
        return True
    return len(sentences(node.claim.words, node.pack)) > 1


def may_be(node: Node) -> bool:
    """Whether its few words, or what it denies, tell it without further evidence."""
    return node.once(may_be_rendered) or negative(node)


def evidence(one: Node, other: Node, who: int) -> float:
    """How much more of a sentence two claims share than is asked for; 0 where they do not say the same.
    `who`: how sure it is that one person or body says both."""
    if who < min(SHARE):
        return 0.0
    best = 0.0
    for a in sentences(one.claim.words, one.pack):
        for b in sentences(other.claim.words, other.pack):
            if (a.negated or _against(one)) == (b.negated or _against(other)):
                best = max(best, _alike(a, b, who, one.pack))
    if not best and who == max(SHARE) and _same_day(one, other) and negative(one) == negative(other):
        best = max(_whole(one, other), _whole(other, one))
    return best


def plain_terms(node: Node) -> tuple[str, ...]:
    """The words by which a claim is found that is no quotation."""
    return tuple(sorted(node.rare)[:_MOST]) if node.speaker is not None else ()


def terms(node: Node) -> tuple[str, ...]:
    """The words and meanings by which its renderings are found, each once."""
    return _terms(node.claim.words, node.pack)


@lru_cache(maxsize=_NEAR)
def _terms(text: str, pack: Pack) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for sentence in sentences(text, pack):
        for word, name in sentence.words[:_MOST]:
            if name in pack.common:
                continue
            found[name] = None
            found.update(_meant(word, pack.language))
    return tuple(found)


@lru_cache(maxsize=KEPT)
def _meant(word: str, language: str) -> dict[str, None]:
    """The numbers of the meanings of a word, each once."""
    own, kinds = meanings(word, language)
    return dict.fromkeys(map(str, (*own, *kinds)))


def negative(node: Node) -> bool:
    """Whether a claim says that something is not so, or tells of what is denied or refused."""
    return node.negated or node.claim.stance in _AGAINST


def _against(node: Node) -> bool:
    """Whether the report says that somebody denies or refuses what he is not quoted as denying."""
    return node.claim.stance in _AGAINST and node.claim.manner not in _QUOTED


def _same_day(one: Node, other: Node) -> bool:
    days = [n.said if n.said is not None else n.known for n in (one, other)]
    return None not in days and days[0] == days[1]


def _whole(short: Node, other: Node) -> float:
    """Whether the few words of a content all stand in another."""
    held = short.words
    if not 0 < len(held) <= SHORT or not held - short.pack.common:
        return 0.0
    return 0.2 if held <= other.words else 0.0


@lru_cache(maxsize=KEPT)
def sentences(text: str, pack: Pack) -> tuple[Sentence, ...]:
    found = []
    line = " ".join(text.split())
    for sentence in _END.split(line) if _MARK.search(line) else (line,):
        said = said_in(sentence, pack)
        told = [(word, name) for word in said.tokens if (name := class_of(word, pack)) is not None]
        if told:
            found.append(Sentence(tuple(dict.fromkeys(told)), said.marks, said.negated))
    return tuple(found)


@lru_cache(maxsize=PAIRS)
def _alike(one: Sentence, other: Sentence, who: int, pack: Pack) -> float:
    short = min(one, other, key=lambda s: len(s.words))
    if len(short.words) < SHORT or (one.marks and other.marks and not one.marks & other.marks):
        return 0.0  # other names, other figures
    laid = laid_beside(one, other, pack)
    if laid.apart:
        return 0.0
    weight = EXACT * laid.same + NEAR * laid.near
    over = weight / laid.whole - SHARE[min(who, max(SHARE))]
    return over + 0.02 * weight if over >= 0 and weight >= WEIGHT else 0.0


@dataclass(slots=True)
class Laid:
    """Of the words of the shorter of two sentences, a frequent one counting 0.4: how many stand in the other, how
    many only stand for one there, and how many there are; and whether each tells of a matter of its own."""

    same: float
    near: float
    whole: float
    apart: bool


def laid_beside(one: Sentence, other: Sentence, pack: Pack) -> Laid:
    """Every word of the shorter sentence beside the one of the other that it is, or may stand for."""
    short, long = sorted((one, other), key=lambda s: len(s.words))
    classes = {name for _, name in long.words}
    left = dict(long.words)
    alone: set[str] = set()
    same = near_by = whole = 0.0
    for word, name in short.words:
        full = LIGHT if name in pack.common else 1.0
        whole += full
        if name in classes:
            same += full
            left = {w: n for w, n in left.items() if n != name}
            continue
        found = next((w for w in left if near(word, w, pack.language)), None)
        if found is not None:
            del left[found]
            near_by += full
        else:
            alone.add(name)
    return Laid(same, near_by, whole, bool(alone & pack.telling and set(left.values()) & pack.telling))
