"""The words of number, measure and count of one language, made ready for looking up."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Generic, TypeVar

from truceline.errors import PackError
from truceline.reading.numerals import Numerals, NumeralsFile, Words, numerals_file
from truceline.reading.pack import PackShape, load_pack

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


class _Hedge(PackShape):
    words: list[str]
    kind: str


class _Unit(PackShape):
    words: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()


class FiguresFile(PackShape):
    """`figures.yaml`."""

    hedges: list[_Hedge]
    after_hedges: list[_Hedge]
    units: dict[str, _Unit]
    categories: dict[str, frozenset[str]]
    harm: dict[str, frozenset[str]]
    vague: dict[str, float]
    vague_scales: dict[str, float]
    vague_before: dict[str, float]
    fractions: dict[str, float]
    rate_units: dict[str, str]
    currency_signs: dict[str, str]
    currency_codes: dict[str, str]
    currency_words: dict[str, str]
    range_openers: list[str]
    percent: list[str]
    percent_points: list[str]
    ages: list[str]
    ages_before: list[str]
    ages_after: list[str]
    age_units: list[str]
    fraction_ratio: list[str]
    total_words: list[str]
    single_words: list[str]
    plan_openers: list[str]
    according: list[str]
    others: frozenset[str]
    including: list[str]
    counting_verbs: frozenset[str]
    tally_nouns: frozenset[str]
    kept_by: frozenset[str]
    caused_by: frozenset[str]
    tolls: frozenset[str]
    tolled_on: frozenset[str]
    lives: frozenset[str]
    taken: frozenset[str]
    aims: frozenset[str]
    no_keepers: frozenset[str]
    all_but: list[str]
    range_words: frozenset[str]
    change_words: frozenset[str]
    numbers_of: frozenset[str]
    strengths: frozenset[str]
    told_at: frozenset[str]
    none: list[str]
    none_of: list[str]
    single: list[str]
    negated_before: frozenset[str]
    instead: frozenset[str]
    particles: frozenset[str]
    with_particles: frozenset[str]
    further: frozenset[str]
    further_after: frozenset[str]
    by_how_much: frozenset[str]
    than: frozenset[str]
    than_then: frozenset[str]
    each: frozenset[str]
    rate_adverbs: dict[str, str]
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


class Lexicon:
    """A language pack of figures, compiled."""

    def __init__(self, pack: FiguresFile, numbers: NumeralsFile) -> None:
        self.numerals = Numerals(numbers.cardinals)
        self.named_after = numbers.named_after
        self.ordinal_ends = numbers.ordinal_ends
        self.vague = pack.vague
        self.vague_scales = pack.vague_scales
        self.vague_before = pack.vague_before
        self.hedges = Runs((w, h.kind) for h in pack.hedges for w in h.words)
        self.after_hedges = Runs((w, h.kind) for h in pack.after_hedges for w in h.words)
        self.range_openers = Runs((w, True) for w in pack.range_openers)
        self.percent = Runs((w, w in set(pack.percent_points)) for w in pack.percent)
        self.rate_units = Runs(pack.rate_units.items())
        self.currency_words = Runs(pack.currency_words.items())
        self.unit_words = Runs((w, name) for name, u in pack.units.items() for w in u.words)
        self.unit_signs = Runs(((s, name) for name, u in pack.units.items() for s in u.signs), cased=True)
        self.ages = Runs((w, True) for w in pack.ages)
        self.ages_before = Runs((w, True) for w in pack.ages_before)
        self.ages_after = Runs((w, True) for w in pack.ages_after)
        self.age_units = Runs((w, True) for w in pack.age_units)
        self.ratio = Runs((w, True) for w in pack.fraction_ratio)
        self.total_words = Runs((w, True) for w in pack.total_words)
        self.single_words = Runs((w, True) for w in pack.single_words)
        self.according = Runs((w, True) for w in pack.according)
        self.others = pack.others
        self.including = Runs((w, True) for w in pack.including)
        self.counting_verbs = pack.counting_verbs
        self.tally_nouns = pack.tally_nouns
        self.kept_by = pack.kept_by
        self.caused_by = pack.caused_by
        self.tolls = pack.tolls
        self.tolled_on = pack.tolled_on
        self.lives = pack.lives
        self.taken = pack.taken
        self.aims = pack.aims
        self.no_keepers = pack.no_keepers
        self.all_but = Runs((w, True) for w in pack.all_but)
        self.plan_openers = Runs((w, True) for w in pack.plan_openers)
        self.currency_signs = pack.currency_signs
        self.currency_codes = pack.currency_codes
        self.fractions = pack.fractions
        self.categories: list[tuple[str, frozenset[str]]] = [
            (name, frozenset(words)) for name, words in pack.categories.items() if words
        ]
        self.harm = list(pack.harm.items())
        self.range_words = pack.range_words
        self.change_words = pack.change_words
        self.numbers_of = pack.numbers_of
        self.strengths = pack.strengths
        self.told_at = pack.told_at
        self.none = Runs((w, True) for w in pack.none)
        self.none_of = Runs((w, True) for w in pack.none_of)
        self.single = Runs((w, True) for w in pack.single)
        self.none_starters = frozenset({*self.none.heads, *self.none_of.heads, *self.single.heads})
        self.negated_before = pack.negated_before
        self.instead = pack.instead
        self.particles = pack.particles
        self.with_particles = pack.with_particles
        self.further = pack.further
        self.further_after = pack.further_after
        self.by_how_much = pack.by_how_much
        self.than = pack.than
        self.than_then = pack.than_then
        self.each = pack.each
        self.rate_adverbs = pack.rate_adverbs
        self.joint = pack.joint
        self.per = pack.per
        self.durations = pack.durations
        self.close_signs = pack.close_signs
        self.name_before = pack.name_before
        self.not_number_before = pack.not_number_before
        self.score_between = pack.score_between
        self.list_end = pack.list_end
        self.person = pack.person
        self.if_words = pack.if_words
        self.deny_words = pack.deny_words
        self.plan_words = pack.plan_words
        self.plan_subjects = pack.plan_subjects
        self.streets = pack.streets
        self.moving_before_up = pack.moving_before_up


@functools.cache
def figures_pack(language: str = "en") -> Lexicon:
    """The words of figures of a language; raises `PackError` with file and key."""
    return Lexicon(load_pack(language, "figures.yaml", FiguresFile), numerals_file(language))
