"""Word classes remembered for each kind of token."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from truceline.reading.parser import MODEL, WITHOUT, Parser

WORDS = [
    "the",
    "there",
    "is",
    "are",
    "ferry",
    "sank",
    "not",
    "n't",
    "that",
    "which",
    "'s",
    "do",
    "be",
    "one",
    "London",
    "Orlu",
    "\n",
    "to",
    "of",
    ",",
    ".",
    "“",
    "”",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    loaded: Language = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
    return loaded


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14))
def test_what_is_remembered_is_what_the_rules_of_the_parser_say(
    parser: Parser, plain: Language, words: list[str]
) -> None:
    text = " ".join(words)
    for _ in range(2):
        ours, theirs = parser([text])[0], plain(text)
        assert [(t.pos_, t.tag_, t.dep_, t.head.i) for t in ours] == [
            (t.pos_, t.tag_, t.dep_, t.head.i) for t in theirs
        ]
        assert [s.text for s in ours.sents] == [s.text for s in theirs.sents]
