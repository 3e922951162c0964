"""The words and forms of time of one language, made ready for scanning.

A text is scanned as a string in which every word is one letter, the letter of its class;
the forms of the pack are regular expressions over these letters. They are short, have no
nested repetition, and so take time in proportion to the text.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from pydantic import Field

from truceline.errors import PackError
from truceline.model.accord import Vocabulary
from truceline.reading.numerals import Numerals, NumeralsFile, Words, digits_value, numerals_file
from truceline.reading.pack import PackShape, load_pack

SIGNS = {
    ",": "comma",
    ".": "dot",
    "/": "slash",
    "-": "dash",
    "–": "dash",
    "—": "dash",
    "'": "apos",
    "’": "apos",
    "‘": "apos",
    "(": "open",
    ")": "close",
}
MADE = ("w", "other", "int", "year4", "num", "dec", "card", "ord", "ordword", "decade4", "clocktime")
MARKED = ("holiday", "other_month", "other_era", "agreement")
_NAME = re.compile(r"\{([a-z0-9_|]+)\}")
_MACRO = re.compile(r"<([a-z_0-9]+)>(?!\.)")
PLAIN = frozenset({"w", "other"})


@dataclass(frozen=True, slots=True)
class Item:
    """One classed word or run of words: its class, its value and the words `lo` to before `hi`."""

    name: str
    value: Any
    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A run of items that fits a form."""

    rule: str
    first: int
    last: int
    parts: Mapping[str, tuple[Item, ...]]
    order: int


class _Run(PackShape):
    words: list[str]
    class_: str = Field(alias="class")
    value: Any


class _Hedge(PackShape):
    words: str
    mod: str
    outside: bool = False


class _Form(PackShape):
    rule: str
    form: str


class TimesFile(PackShape):
    """`times.yaml`; values of words mean what the resolver of their class says."""

    classes: dict[str, dict[str, Any]]
    phrases: list[_Run]
    groups: dict[str, list[str]]
    hedges: list[_Hedge]
    holidays: dict[str, tuple[int, int] | tuple[()]]
    other_calendars: dict[str, dict[str, int]]
    other_eras: dict[str, list[str]]
    agreements: list[str]
    forms: list[_Form]
    macros: dict[str, str]
    not_ref_after: dict[str, frozenset[str]]
    not_ref_before: dict[str, frozenset[str]]
    before_month: frozenset[str]
    not_after_month: frozenset[str]
    counted_before: frozenset[str]
    doubtful_months: frozenset[str]
    ahead: frozenset[str]
    ahead_for_others: frozenset[str]
    unplanned: frozenset[str]
    onward: frozenset[str]
    opening: frozenset[str]
    once_done: frozenset[str]
    seeming: frozenset[str]
    fixed: frozenset[str]
    future_words: frozenset[str]
    not_before_year: frozenset[str]
    not_time_before: frozenset[str]
    names_after_daily: frozenset[str]
    clock_before: frozenset[str]
    the_day_before: frozenset[str]
    edge_events: frozenset[str]
    before_year: frozenset[str]


class Forms:
    """A language pack of times, compiled."""

    def __init__(self, pack: TimesFile, numbers: NumeralsFile) -> None:
        self.pack = pack
        self.numerals = Numerals(numbers.cardinals)
        self.ordinals, self.ordinal_ends = numbers.ordinals, numbers.ordinal_ends
        self.named_after = numbers.named_after
        self.words: dict[str, tuple[str, Any]] = {
            str(word): (name, value) for name, words in pack.classes.items() for word, value in words.items()
        }
        self.phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        for entry in pack.phrases:
            for words in entry.words:
                self._phrase(words, entry.class_, entry.value)
        for words, day in pack.holidays.items():
            self._phrase(words, "holiday", tuple(day))
        for calendar, months in pack.other_calendars.items():
            for words, number in months.items():
                self._phrase(words, "other_month", (calendar, number))
        for calendar, eras in pack.other_eras.items():
            for words in eras:
                self._phrase(words, "other_era", calendar)
        for words in pack.agreements:
            self._phrase(words, "agreement", words)
        self.hedges: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for h in pack.hedges:
            if not h.outside:
                pieces = tuple(h.words.split())
                self.hedges.setdefault(pieces[-1], []).append((pieces, h.mod))
        for group in self.hedges.values():
            group.sort(key=lambda h: -len(h[0]))
        self.letters = self._letters()
        self.forms = [(f.rule, self._compile(f.form, f.rule), n) for n, f in enumerate(pack.forms)]
        self._idle = self._telling_nothing()
        self.before_month = pack.before_month
        self.not_after_month = pack.not_after_month
        self.before_year = pack.before_year
        self.counted_before = pack.counted_before
        self.doubtful_months = pack.doubtful_months
        self.ahead = pack.ahead
        self.ahead_for_others = pack.ahead_for_others
        self.fixed = pack.fixed
        self.future_words = pack.future_words
        self.not_before_year = pack.not_before_year
        self.not_time_before = pack.not_time_before
        self.names_after_daily = pack.names_after_daily
        self.not_ref_after = pack.not_ref_after
        self.not_ref_before = pack.not_ref_before
        self.clock_before = pack.clock_before
        self.the_day_before = pack.the_day_before
        self.the = frozenset(pack.classes["the"])
        self.edge_events = pack.edge_events

    def _phrase(self, words: str, name: str, value: Any) -> None:
        pieces = tuple(Words(words).lows)
        group = self.phrases.setdefault(pieces[0], [])
        group.append((pieces, name, value))
        group.sort(key=lambda p: -len(p[0]))

    def _letters(self) -> dict[str, str]:
        names = [*MADE, *SIGNS.values(), *MARKED, *self.pack.classes]
        names += [p.class_ for p in self.pack.phrases]
        return {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}

    def _compile(self, form: str, rule: str) -> re.Pattern[str]:
        macros = self.pack.macros
        groups = self.pack.groups

        def macro(m: re.Match[str]) -> str:
            return macros[m[1]] if m[1] in macros and form[m.start() - 2 : m.start()] != "?P" else m[0]

        def letters(m: re.Match[str]) -> str:
            names = [n for name in m[1].split("|") for n in groups.get(name, [name])]
            unknown = [n for n in names if n not in self.letters]
            if unknown:
                raise PackError(f"form of {rule!r} names no class: {', '.join(unknown)}", where="times.yaml")
            return "[" + "".join(self.letters[n] for n in names) + "]"

        return re.compile(_NAME.sub(letters, _MACRO.sub(macro, form)).replace(" ", ""))

    def _telling_nothing(self) -> re.Pattern[str]:
        """Runs of classes that fit no form: plain words, and signs where these do not either."""
        for names in (PLAIN | {n for n in SIGNS.values() if n in self.letters}, PLAIN):
            letters = sorted({self.letters[n] for n in names})
            runs = ["".join(x) for n in (1, 2, 3) for x in product(letters, repeat=n)]
            if not any(form.search(run) for _, form, _ in self.forms for run in runs):
                return re.compile(f"[{re.escape(''.join(letters))}]*")
        return re.compile("")

    def items(self, w: Words, extra: Mapping[str, list[tuple[tuple[str, ...], str, Any]]]) -> list[Item]:
        """The words of a text, classed; of a run of plain words only the first and the last
        are kept, since no form holds two."""
        out: list[Item] = []
        i, n = 0, len(w)
        lows, words = w.lows, self.words
        while i < n:
            low = lows[i]
            item = None
            if low in self.phrases or low in extra:
                item = self._phrase_at(w, i, extra)
            if item is None and (entry := words.get(low)) is not None:
                item = self._doubtful(w, i, Item(entry[0], entry[1], i, i + 1))
            if item is None or item.name in ("a", "half"):
                item = self._number(w, i) or item
            if item is None:
                item = Item(SIGNS.get(low) or ("w" if low[0].isalpha() else "other"), low, i, i + 1)
            if item.name in PLAIN and len(out) > 1 and out[-1].name in PLAIN and out[-2].name in PLAIN:
                out[-1] = item
            else:
                out.append(item)
            i = item.hi
        return out

    def _phrase_at(
        self, w: Words, i: int, extra: Mapping[str, list[tuple[tuple[str, ...], str, Any]]]
    ) -> Item | None:
        for pieces, name, value in (*extra.get(w.lows[i], ()), *self.phrases.get(w.lows[i], ())):
            if tuple(w.lows[i : i + len(pieces)]) == pieces:
                if name == "few" and i and (w.low(i - 1) == "the"):
                    continue
                return Item(name, value, i, i + len(pieces))
        return None

    @staticmethod
    def _doubtful(w: Words, i: int, item: Item) -> Item | None:
        """Words that are times only with a capital ("May", "Sun")."""
        if item.name in ("maybe_month", "maybe_weekday") and not w.texts[i][0].isupper():
            return None
        if item.name == "month" and len(w.texts[i]) <= 4 and not w.texts[i][0].isupper():
            return None
        if item.name == "zone" and not w.texts[i].isupper():
            return None
        return item

    def _number(self, w: Words, i: int) -> Item | None:
        text, low = w.texts[i], w.lows[i]
        if ":" in text and text[0].isdigit():
            return Item("clocktime", text, i, i + 1)
        if low in self.ordinals:
            return Item("ordword", self.ordinals[low], i, i + 1)
        if low[0].isdigit():
            if w.joined(i + 1) and w.low(i + 1) in self.ordinal_ends and text.isdigit():
                return Item("ord", int(text), i, i + 2)
            if (
                w.joined(i + 1)
                and w.low(i + 1) == "s"
                and text.isdigit()
                and len(text) in (2, 4)
                and text[-1] == "0"
            ):
                return Item("decade4", int(text), i, i + 2)
            number = self.numerals.at(w, i)
            if number is not None and number.last > i + 1:
                return Item("card", number.value, i, number.last)
            value = digits_value(low)
            if value is None:
                return None
            if text.isdigit():
                if len(text) <= 2 and 1 <= value <= 31:
                    return Item("int", int(value), i, i + 1)
                if len(text) == 4 and 1000 <= value <= 2199:
                    return Item("year4", int(value), i, i + 1)
                return Item("num", int(value), i, i + 1)
            return Item("dec" if "." in text else "num", value, i, i + 1)
        number = self.numerals.at(w, i)
        if number is None:
            return None
        tens = self.numerals.tens.get(w.low(number.last - 1))
        last = w.low(number.last + 1)
        if (
            tens
            and w.low(number.last) in ("-", "")
            and 0 < self.ordinals.get(last, 0) < 10
            and w.joined(number.last)
        ):
            return Item("ordword", int(number.value) + self.ordinals[last], i, number.last + 2)
        return Item("card", number.value, i, number.last)

    def hits(self, items: list[Item]) -> list[Hit]:
        """Every fit of every form, in the order of the text."""
        coded = "".join([self.letters[i.name] for i in items])
        if self._idle.fullmatch(coded):
            return []
        out: list[Hit] = []
        for rule, form, order in self.forms:
            for m in form.finditer(coded):
                parts = {
                    name: tuple(items[m.start(name) : m.end(name)])
                    for name, got in m.groupdict().items()
                    if got is not None
                }
                out.append(Hit(rule, m.start(), m.end(), parts, order))
        out.sort(key=lambda h: (h.first, -h.last, h.order))
        return out


def extra_phrases(vocabulary: Vocabulary | None) -> dict[str, list[tuple[tuple[str, ...], str, Any]]]:
    """How the reports of one conflict name their agreement, as phrases."""
    out: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
    for name in vocabulary.agreement_names if vocabulary else ():
        pieces = tuple(Words(name).lows)
        if pieces and pieces[0] == "the":
            pieces = pieces[1:]
        if pieces:
            out.setdefault(pieces[0], []).append((pieces, "agreement", name))
    for group in out.values():
        group.sort(key=lambda p: -len(p[0]))
    return out


@functools.cache
def times_pack(language: str = "en") -> Forms:
    """The words and forms of time of a language; raises `PackError` with file and key."""
    return Forms(load_pack(language, "times.yaml", TimesFile), numerals_file(language))
