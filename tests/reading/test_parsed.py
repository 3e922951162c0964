"""A parse written down once tells what the parser's own tokens tell."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from truceline.reading.parsed import written_down
from truceline.reading.parser import MODEL, WITHOUT, Parser, closed_up, spread
from truceline.reading.products import can_be_told, on_one_core

WORDS = (
    *("the", "ferry", "Ilves", "of", "and", "said", "that", "it", "had", "left", "Orlu", "three", "5,000"),
    *("which", "boats", ",", ".", "“", "”", "-", "(", ")", "\n", " ", "won't", "Brig.", "in", "harbours"),
)


@pytest.fixture(scope="module")
def plain() -> Language:
    loaded: Language = importlib.import_module(MODEL).load(exclude=list(WITHOUT))
    return loaded


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(WORDS), max_size=40), st.data())
def test_tokens_tell_what_the_parsers_own_tell(
    plain: Language, words: list[str], data: st.DataObject
) -> None:
    theirs = plain(" ".join(words))
    ours = written_down(theirs)
    assert [s.text for s in ours.sents] == [s.text for s in theirs.sents]
    for mine, own in zip(ours, theirs, strict=True):
        assert (mine.text, mine.lower_, mine.whitespace_, mine.idx) == (
            (own.text, own.lower_, own.whitespace_, own.idx)
        )
        assert (mine.tag_, mine.pos_, mine.dep_, mine.morph) == (
            (own.tag_, own.pos_, own.dep_, str(own.morph))
        )
        assert [mine.head.i, mine.left_edge.i, mine.right_edge.i] == (
            [own.head.i, own.left_edge.i, own.right_edge.i]
        )
        for many in ("children", "lefts", "rights", "subtree", "ancestors", "conjuncts"):
            assert [t.i for t in getattr(mine, many)] == [t.i for t in getattr(own, many)], many
        for sign in ("is_punct", "is_quote", "is_space", "is_stop", "like_num", "is_alpha", "is_digit"):
            assert getattr(mine, sign) == getattr(own, sign), sign
        assert bool(mine.is_sent_start) == bool(own.is_sent_start)
        assert (mine.sent.start, mine.sent.end) == (own.sent.start, own.sent.end)
        assert mine.number == next(iter(own.morph.get("Number")), None)
    a, b = sorted(data.draw(st.integers(0, len(ours.text))) for _ in range(2))
    for mode in ("strict", "expand", "contract"):
        run, other = ours.char_span(a, b, mode), theirs.char_span(a, b, alignment_mode=mode)
        places = [None if x is None else (x.start, x.end) for x in (run, other)]
        assert places[0] == places[1], mode
    i, k = sorted(data.draw(st.integers(0, len(ours))) for _ in range(2))
    run, other = ours[i:k], theirs[i:k]
    assert (run.text, len(run), [t.i for t in run]) == (other.text, len(other), [t.i for t in other])
    if k > i:
        assert (run.start_char, run.end_char) == (other.start_char, other.end_char)
        assert (run.root.i, run.sent.start) == (other.root.i, other.sent.start)
        assert (run[-1].i, run[0:1].text) == (other[-1].i, other[0:1].text)


def test_a_sentence_may_hang_as_deep_as_it_is_long(parser: Parser) -> None:
    """A list of 600 names ended the program, and the case that held it could not be opened."""
    doc = parser(["The ferry left the house " + "of the son of the man " * 300 + "."])[0]
    tops = [t for t in doc if t.head is t]
    assert sorted(t.i for top in tops for t in top.subtree) == [t.i for t in doc]
    assert tops[0].left_edge.i == 0 and tops[-1].right_edge.i == len(doc) - 1


def test_beyond_the_text_stands_nothing(parser: Parser) -> None:
    doc = parser(["The ferry left."])[0]
    for i, by in ((0, -1), (3, 1)):
        with pytest.raises(IndexError):
            doc[i].nbor(by)
    with pytest.raises(IndexError):
        doc[1:3][2]


def test_a_short_form_that_is_closed_up_to_its_stop_is_one_word(parser: Parser) -> None:
    copy = "Brig   . Tolle of Orlu   left."
    doc = spread(parser([closed_up(copy)])[0], copy)
    assert doc.text == copy
    assert doc[0].text.startswith("Brig")
    assert [copy[t.idx : t.idx + len(t)] for t in doc] == [t.text for t in doc]


@pytest.mark.skipif(not can_be_told(), reason="numpy has another library here")
def test_numpy_has_as_many_cores_after_a_parse_as_before(parser: Parser) -> None:
    from truceline.reading import products

    told = products._told()
    assert told is not None
    before = told[0]()
    with pytest.raises(RuntimeError), on_one_core():
        assert told[0]() == 1
        raise RuntimeError
    assert told[0]() == before
