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
from typing import Any

from truceline.errors import PackError
from truceline.model.accord import Vocabulary
from truceline.reading.numerals import Numerals, Words, digits_value, read_pack

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
ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})


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


class Forms:
    """A language pack of times, compiled."""

    def __init__(self, pack: Mapping[str, Any], numbers: Mapping[str, Any]) -> None:
        self.pack = pack
        self.numerals = Numerals(numbers["cardinals"])
        self.ordinals: dict[str, int] = {str(k): int(v) for k, v in numbers["ordinals"].items()}
        self.named_after = frozenset(numbers["named_after"])
        self.words: dict[str, tuple[str, Any]] = {
            str(word): (name, value)
            for name, words in pack["classes"].items()
            for word, value in words.items()
        }
        self.phrases: dict[str, list[tuple[tuple[str, ...], str, Any]]] = {}
        for entry in pack["phrases"]:
            for words in entry["words"]:
                self._phrase(words, entry["class"], entry["value"])
        for words, day in pack["holidays"].items():
            self._phrase(words, "holiday", tuple(day))
        for calendar, months in pack["other_calendars"].items():
            for words, number in months.items():
                self._phrase(words, "other_month", (calendar, number))
        for calendar, eras in pack["other_eras"].items():
            for words in eras:
                self._phrase(words, "other_era", calendar)
        for words in pack["agreements"]:
            self._phrase(words, "agreement", words)
        self.hedges: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for h in pack["hedges"]:
            if not h.get("outside"):
                words = tuple(h["words"].split())
                self.hedges.setdefault(words[-1], []).append((words, h["mod"]))
        for group in self.hedges.values():
            group.sort(key=lambda h: -len(h[0]))
        self.letters = self._letters()
        self.forms = [
            (f["rule"], self._compile(f["form"], f["rule"]), n) for n, f in enumerate(pack["forms"])
        ]
        self.before_month = frozenset(pack["before_month"])
        self.not_after_month = frozenset(pack["not_after_month"])
        self.before_year = frozenset(str(x) for x in pack["before_year"])
        self.counted_before = frozenset(pack["counted_before"])
        self.doubtful_months = frozenset(pack["doubtful_months"])
        self.ahead = frozenset(pack["ahead"])
        self.ahead_for_others = frozenset(pack["ahead_for_others"])
        self.fixed = frozenset(pack["fixed"])
        self.future_words = frozenset(pack["future_words"])
        self.not_before_year = frozenset(pack["not_before_year"])
        self.not_time_before = frozenset(pack["not_time_before"])
        self.names_after_daily = frozenset(pack["names_after_daily"])
        self.not_ref_after = {k: frozenset(v) for k, v in pack["not_ref_after"].items()}
        self.not_ref_before = {k: frozenset(v) for k, v in pack["not_ref_before"].items()}
        self.clock_before = frozenset(pack["clock_before"])
        self.the_day_before = frozenset(pack["the_day_before"])
        self.the = frozenset(pack["classes"]["the"])
        self.edge_events = frozenset(pack["edge_events"])

    def _phrase(self, words: str, name: str, value: Any) -> None:
        pieces = tuple(Words(words).lows)
        group = self.phrases.setdefault(pieces[0], [])
        group.append((pieces, name, value))
        group.sort(key=lambda p: -len(p[0]))

    def _letters(self) -> dict[str, str]:
        names = [*MADE, *SIGNS.values(), *MARKED, *self.pack["classes"]]
        names += [str(p["class"]) for p in self.pack["phrases"]]
        return {name: chr(0xE000 + i) for i, name in enumerate(dict.fromkeys(names))}

    def _compile(self, form: str, rule: str) -> re.Pattern[str]:
        macros: Mapping[str, str] = self.pack["macros"]
        groups: Mapping[str, list[str]] = self.pack["groups"]

        def macro(m: re.Match[str]) -> str:
            return macros[m[1]] if m[1] in macros and form[m.start() - 2 : m.start()] != "?P" else m[0]

        def letters(m: re.Match[str]) -> str:
            names = [n for name in m[1].split("|") for n in groups.get(name, [name])]
            unknown = [n for n in names if n not in self.letters]
            if unknown:
                raise PackError(f"form of {rule!r} names no class: {', '.join(unknown)}", where="times.yaml")
            return "[" + "".join(self.letters[n] for n in names) + "]"

        return re.compile(_NAME.sub(letters, _MACRO.sub(macro, form)).replace(" ", ""))

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
            if all(w.low(i + k) == p for k, p in enumerate(pieces)):
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
            if w.joined(i + 1) and w.low(i + 1) in ORDINAL_ENDS and text.isdigit():
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
        coded = "".join(self.letters[i.name] for i in items)
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
def english() -> Forms:
    """The English pack (read once: it never changes while the program runs)."""
    return Forms(read_pack("times.yaml"), read_pack("numerals.yaml"))
