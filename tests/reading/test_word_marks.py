"""Parts of speech and forms, looked up: the same as the model's own rules make of them."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from truceline.reading.parser import MODEL, WITHOUT, Parser

TEXTS = [
    "The Marsh Council said it had not left the weir, but its boats were gone.",
    "There's been  a\n\nbreach. I told you it was it, and that it didn't matter.",
    "  \n ",
    "We gotta go, ain't we? Let's have what they've had; y'all do as you'd do.",
    "WHAT THE ENVOY, WHO LEFT ON MAY 4, DOES IS HERS.",
]


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


def test_marks_are_the_same_as_the_models_rules_make() -> None:
    nlp = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
    for theirs, ours in zip(nlp.pipe(TEXTS), Parser(remembered=0)(TEXTS), strict=True):
        told = [(t.text, t.pos_, t.tag_, t.dep_, str(t.morph), t.head.i, t.is_sent_start) for t in theirs]
        assert told == [
            (t.text, t.pos_, t.tag_, t.dep_, str(t.morph), t.head.i, t.is_sent_start) for t in ours
        ]


def test_a_ruler_that_asks_more_is_used_as_it_is() -> None:
    from truceline.reading.word_marks import marks_of

    nlp = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
    nlp.get_pipe("attribute_ruler").add([[{"SHAPE": "xxxx"}]], {"POS": "X"})
    marks = marks_of(nlp)
    doc = next(iter(marks([nlp("The weir held.")])))
    assert [t.pos_ for t in doc][1] == "X"


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
