"""What a brief has told so far, so that nothing is said twice."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.sides import RELAYS
from truceline.model.match import fold
from truceline.model.reading import Claim, Manner, Stance

__all__ = [
    "Heard",
    "gist_of",
    "heard",
    "matter",
    "matter_of",
    "news",
    "runs",
    "scant",
    "weighs_less",
]

_MARKS = '"“«‘'
_AGAIN = 0.75
"""The share of a statement's longer words that makes it the same as one told."""
_LEAST = 4
_LEAST_WITH_FIGURE = 3
_RUN = 7
"""Words in a row that two sentences share only where one tells the other again."""
_NEW, _NEW_OF_A_DEED = 1 / 6, 1 / 3
"""The share of its words that a statement told again may have and the one told not; where two outlets tell of one
deed by one doer in their own voices."""
_STEM, _LEAST_SAID, _DAYS = 5, 3, 2
"""Letters by which words are one; words of a statement below which the sense must be the same too; days beyond
which what is said again is new."""
_A_BREACH, _REFUSING = frozenset({"pact", "breach"}), (Stance.DENIES, Stance.REFUSES)
_LARGE_NUMBER, _WITH_A_WORD = 10, 2
"""A figure that two statements share by chance only seldom; classes of words, itself among them, that they share."""
_OF_A_SIDE = (Stance.ACCUSES, Stance.DENIES, Stance.DEMANDS, Stance.REFUSES)
"""What is the word of one side only: the other says it of the first with the same words."""
_A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_KNOWN, _AT_EASE, _COMMON = 6.0, 0.4, 0.25
"""What words weigh less that all stand in what was told; the share of them up to which they weigh no less; and how much
a word counts that most reports use."""
_NAME = re.compile(r"(?<=[\w,;’”\"'] )[A-Z][\w’'-]+")


@dataclass(frozen=True, slots=True)
class Heard:
    """What was told: whose, by which words, and how many of what it counts."""

    side: str
    own: bool
    matter: frozenset[str]
    counts: frozenset[float]
    numbers: frozenset[float] = frozenset()
    """All figures, those too of which nobody says what they count ("six others")."""
    gist: frozenset[str] = frozenset()
    """What it says, in classes of words: those of time, of saying and of frames left out."""
    names: frozenset[str] = frozenset()
    stance: Stance = Stance.REPORTS
    day: str = ""
    shown: frozenset[str] = frozenset()
    """The classes of all words that were shown with it."""
    written: bool = False
    """It was shown as its report has it: then it tells of whoever speaks in it."""
    deeds: frozenset[tuple[str, str]] = frozenset()
    """What it tells as done, and by whom."""

    def repeats(self, told: Heard) -> bool:
        """Whether it adds nothing to what was told of that side, or where one of the two is only passed on,
        by an outlet in its own voice or a relay: nearly all its words and no other figure; or as many people
        harmed, or as many of the same things."""
        passed_on = self.own or told.own or RELAYS in (self.side, told.side)
        if self.numbers - told.numbers:
            return False
        if self._within(told, passed_on or told.written):
            return True
        shared = self.matter & told.matter
        counted = bool(self.counts) and self.counts <= told.counts and not _apart(self.day, told.day)
        harm = counted and any(w.startswith(tuple(english().harm)) for w in shared)
        if self.side != told.side and not passed_on:
            plain = not {self.stance, told.stance} & {*_OF_A_SIDE, Stance.THREATENS, Stance.PROMISES}
            return harm and plain and len(shared) >= _LEAST_WITH_FIGURE and self.names <= told.shown
        if self.side == told.side and self._figure_again(told):
            return True
        if _figures(self.matter) - _figures(told.matter):
            return False
        if self.counts and self.counts <= told.counts:
            return harm or len(shared) >= _LEAST_WITH_FIGURE
        return len(shared) >= _LEAST and len(shared) >= _AGAIN * len(self.matter)

    def _figure_again(self, told: Heard) -> bool:
        """Whether a side gives again, of about that day, the figures that it gave, all of them, with a word more."""
        large = {n for n in self.numbers if n >= _LARGE_NUMBER}
        alike = bool(large) and self.numbers <= told.numbers and not _apart(self.day, told.day)
        return alike and self.names <= told.shown and len(self.gist & told.shown) >= _WITH_A_WORD

    def _within(self, told: Heard, passed_on: bool) -> bool:
        """Whether nearly all that it says stands in what was shown, of about that day: its names and figures, and
        where it says little every word, in the same sense."""
        if not self.gist or _apart(self.day, told.day):
            return False
        if self.side != told.side and not (passed_on and self.stance not in _OF_A_SIDE):
            return False
        new = self.gist - told.shown
        if self.names - told.shown or _figures(new):
            return False
        if len(self.gist) < _LEAST_SAID:
            alike = self.stance is told.stance or (self.gist == _A_BREACH and self.stance not in _REFUSING)
            return self.side == told.side and alike and not new
        if self.own and len(self.gist) <= _LEAST_SAID + 1:
            return False
        both_tell = self.own and told.own and self.deeds and self.deeds <= told.deeds
        return len(new) <= (_NEW_OF_A_DEED if both_tell else _NEW) * len(self.gist)


@lru_cache(maxsize=4096)
def _apart(a: str, b: str) -> bool:
    """Whether two days lie further apart than what is said of one matter at one time."""
    try:
        return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days) > _DAYS
    except ValueError:
        return False


def gist_of(words: Iterable[str]) -> frozenset[str]:
    """The classes of the words that carry what is said: all for a pact are one, and all for a breach of it."""
    lists, found = english(), set[str]()
    breach, passing = tuple(lists.breach), _passing()
    for word in " ".join(words).replace("cease fire", "ceasefire").split():
        if word in lists.pact:
            found.add("pact")
        elif word in lists.talking:
            found.add("talks")
        elif word.startswith(breach):
            found.add("breach")
        elif word not in passing and (len(word) > _LEAST_SAID or word[0].isdigit()):
            found.add(word[:_STEM])
    return frozenset(found)


@cache
def _passing() -> frozenset[str]:
    """The words that tell when, who speaks or how a sentence is put together."""
    lists = english()
    of_time = lists.weekday | lists.named_day | lists.hours | lists.part_of_day | lists.ordinal
    frames = lists.small | lists.auxiliary | lists.pronoun | lists.telling_which | lists.headless | lists.say
    return of_time | frames | lists.ours | lists.wants_more | lists.as_well | lists.in_passing


def heard(
    claim: Claim, side: str, own: bool, material: Material, text: str = "", written: bool = False
) -> Heard:
    """A claim as it is remembered once it is told as `text`."""
    figures = material.figures_of.get(claim.id, ())
    some = [(f.best if f.best is not None else f.low, f.counted) for f in figures]
    counts = frozenset(n for n, counted in some if n is not None and counted)
    return Heard(
        side,
        own,
        matter(claim, material),
        counts,
        numbers=frozenset(n for n, _ in some if n is not None),
        gist=material.once("gist", claim.id, lambda: gist_of(fold(_head(claim)).split())),
        names=gist_of(w for n in _NAME.findall(f". {_head(claim)}") for w in fold(n).split()),
        stance=claim.stance,
        day=material.said(claim),
        shown=gist_of(fold(text).split()) | days_in(claim, material) if text else frozenset(),
        written=written,
        deeds=frozenset((a.root, x) for a in material.acts_of.get(claim.id, ()) for x in a.actor[:1]),
    )


def news(claim: Claim, material: Material) -> frozenset[str]:
    """What tells a claim from others: the classes of its words, and the days that it names."""
    return gist_of(material.words(claim)) | days_in(claim, material)


def weighs_less(mine: frozenset[str], told: Iterable[Heard], common: frozenset[str]) -> float:
    """What words and days weigh less for standing in what was told; those in `common` count little."""
    known = frozenset[str]().union(*(x.shown for x in told)) & mine
    share = _weight(known, common) / max(1.0, _weight(mine, common))
    return _KNOWN * max(0.0, share - _AT_EASE) / (1 - _AT_EASE)


def _weight(words: frozenset[str], common: frozenset[str]) -> float:
    return sum(_COMMON if w in common else 1.0 for w in words)


def days_in(claim: Claim, material: Material) -> frozenset[str]:
    """The days that a claim names, each by its date."""
    some = (t.value for s in claim.content for t in material.times(claim.report, s.start, s.end))
    return frozenset(f"on {t}" for t in some if _A_DATE.fullmatch(t))


def _head(claim: Claim) -> str:
    """The words of a claim; of a charge or a demand those before the clause that tells what went before it."""
    if claim.stance not in _OF_A_SIDE or claim.manner is Manner.DIRECT:
        return claim.words
    words = claim.words.split()
    for n, word in enumerate(words):
        if n >= _LEAST_SAID and (words[n - 1].endswith(",") or word.casefold() in english().subordinate):
            return " ".join(words[:n])
    return claim.words


def runs(words: str) -> frozenset[str]:
    """Every run of so many words of a text, by which it is known to have been told before."""
    some = re.findall(r"[^\W_]+", words.casefold())
    return frozenset(" ".join(some[n : n + _RUN]) for n in range(len(some) - _RUN + 1))


def scant(claim: Claim) -> bool:
    """Whether the words of somebody's own mouth say nothing without what they answer ("Not true")."""
    said = claim.content[0].quote
    some = matter_of(fold(said).split())
    return claim.manner in (Manner.DIRECT, Manner.MIXED) and said[:1] in _MARKS and len(some) <= 1


def matter(claim: Claim, material: Material) -> frozenset[str]:
    """The longer words of a claim, by their first letters."""
    return material.once("longer words", claim.words, lambda: matter_of(material.words(claim)))


def matter_of(words: Iterable[str]) -> frozenset[str]:
    """The longer words, by their first letters: inflection, one or many, and small words tell little."""
    return frozenset(w.rstrip("s")[:6] for w in words if len(w) > 3 or w[0].isdigit())


def _figures(matter: frozenset[str]) -> set[str]:
    return {w for w in matter if w[0].isdigit()}
