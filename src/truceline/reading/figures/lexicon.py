"""The words of number, measure and count of one language, made ready for looking up."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from truceline.errors import PackError
from truceline.reading.numerals import Numerals, Words, read_pack

Value = TypeVar("Value")


class Runs(Generic[Value]):
    """Runs of words with a value each, found from their first or their last word; the longest wins."""

    def __init__(self, entries: Iterable[tuple[str, Value]], cased: bool = False) -> None:
        self.cased = cased
        self.heads: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self.tails: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for words, value in entries:
            cut = Words(words)
            pieces = tuple(cut.texts if cased else cut.lows)
            if not pieces:
                raise PackError(f"{words!r} holds no word", where="figures.yaml")
            self.heads.setdefault(pieces[0], []).append((pieces, value))
            self.tails.setdefault(pieces[-1], []).append((pieces, value))
        for group in (*self.heads.values(), *self.tails.values()):
            group.sort(key=lambda e: -len(e[0]))

    def after(self, w: Words, i: int) -> tuple[int, Value] | None:
        """The longest run that begins at word `i`: (word after it, value)."""
        if not 0 <= i < len(w):
            return None
        words = w.texts if self.cased else w.lows
        for pieces, value in self.heads.get(words[i], ()):
            if tuple(words[i : i + len(pieces)]) == pieces:
                return i + len(pieces), value
        return None

    def before(self, w: Words, i: int) -> tuple[int, Value] | None:
        """The longest run that ends just before word `i`: (its first word, value)."""
        if not 0 < i <= len(w):
            return None
        words = w.texts if self.cased else w.lows
        for pieces, value in self.tails.get(words[i - 1], ()):
            if i >= len(pieces) and tuple(words[i - len(pieces) : i]) == pieces:
                return i - len(pieces), value
        return None


class Lexicon:
    """A language pack of figures, compiled."""

    def __init__(self, pack: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
        self.numerals = Numerals(numbers["cardinals"])
        self.named_after = frozenset(numbers["named_after"])
        self.vague: dict[str, float] = {k: float(v) for k, v in pack["vague"].items()}
        self.vague_scales: dict[str, float] = {k: float(v) for k, v in pack["vague_scales"].items()}
        self.vague_before: dict[str, float] = {k: float(v) for k, v in pack["vague_before"].items()}
        self.hedges = Runs((w, h["kind"]) for h in pack["hedges"] for w in h["words"])
        self.after_hedges = Runs((w, h["kind"]) for h in pack["after_hedges"] for w in h["words"])
        self.range_openers = Runs((w, True) for w in pack["range_openers"])
        self.percent = Runs((w, w in set(pack["percent_points"])) for w in pack["percent"])
        self.rate_units = Runs(pack["rate_units"].items())
        self.currency_words = Runs(pack["currency_words"].items())
        self.unit_words = Runs((w, name) for name, u in pack["units"].items() for w in u.get("words", ()))
        self.unit_signs = Runs(
            ((s, name) for name, u in pack["units"].items() for s in u.get("signs", ())), cased=True
        )
        self.ages = Runs((w, True) for w in pack["ages"])
        self.ages_before = Runs((w, True) for w in pack["ages_before"])
        self.ages_after = Runs((w, True) for w in pack["ages_after"])
        self.age_units = Runs((w, True) for w in pack["age_units"])
        self.ratio = Runs((w, True) for w in pack["fraction_ratio"])
        self.total_words = Runs((w, True) for w in pack["total_words"])
        self.single_words = Runs((w, True) for w in pack["single_words"])
        self.according = Runs((w, True) for w in pack["according"])
        self.all_but = Runs((w, True) for w in pack["all_but"])
        self.plan_openers = Runs((w, True) for w in pack["plan_openers"])
        self.currency_signs: dict[str, str] = dict(pack["currency_signs"])
        self.currency_codes: dict[str, str] = dict(pack["currency_codes"])
        self.fractions: dict[str, float] = {k: float(v) for k, v in pack["fractions"].items()}
        self.categories: list[tuple[str, frozenset[str]]] = [
            (name, frozenset(words)) for name, words in pack["categories"].items() if words
        ]
        self.harm: list[tuple[str, frozenset[str]]] = [(k, frozenset(v)) for k, v in pack["harm"].items()]
        for name in (
            "range_words",
            "change_words",
            "joint",
            "per",
            "durations",
            "close_signs",
            "name_before",
            "not_number_before",
            "score_between",
            "list_end",
            "person",
            "if_words",
            "deny_words",
            "plan_words",
            "plan_subjects",
            "streets",
            "moving_before_up",
        ):
            setattr(self, name, frozenset(str(x) for x in pack[name]))

    range_words: frozenset[str]
    change_words: frozenset[str]
    joint: frozenset[str]
    per: frozenset[str]
    durations: frozenset[str]
    close_signs: frozenset[str]
    name_before: frozenset[str]
    not_number_before: frozenset[str]
    score_between: frozenset[str]
    list_end: frozenset[str]
    person: frozenset[str]
    if_words: frozenset[str]
    deny_words: frozenset[str]
    plan_words: frozenset[str]
    plan_subjects: frozenset[str]
    streets: frozenset[str]
    moving_before_up: frozenset[str]


@functools.cache
def english() -> Lexicon:
    """The English pack (read once: it never changes while the program runs)."""
    return Lexicon(read_pack("figures.yaml"), read_pack("numerals.yaml"))
