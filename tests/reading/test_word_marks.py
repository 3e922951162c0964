"""Parts of speech and forms, looked up: the same as the model's own rules make of them."""

from __future__ import annotations

import importlib

from truceline.reading.parser import MODEL, WITHOUT, Parser

TEXTS = [
    "The Marsh Council said it had not left the weir, but its boats were gone.",
    "There's been  a\n\nbreach. I told you it was it, and that it didn't matter.",
    "  \n ",
    "We gotta go, ain't we? Let's have what they've had; y'all do as you'd do.",
    "WHAT THE ENVOY, WHO LEFT ON MAY 4, DOES IS HERS.",
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
