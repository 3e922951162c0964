"""What a sentence points to is cited with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given as forall
from hypothesis import strategies as st

from truceline.brief.nouns import nouns
from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Brief, Sentence
from truceline.model.report import Handling

LAKE = """LAKE POST

Guns are heard again at Orvel

The Vessan army and the Quarn League signed a truce on 4 May in the town of Orvel.

Fishermen went out again on Monday.

The mayor of Orvel, Tilda Marsk, said that 12 houses were hit on Tuesday.

Bread is scarce in the town.

The Quarn League said that the Vessan army had broken the deal with 3 raids on its posts.

Marsk said that 40 families had left Orvel since the raids began.
"""
HILL = """HILL COURIER

Envoys leave Dunmere without a word

Envoys of Arrend and the Sollan Front opened talks in Dunmere on 2 June.

Rain fell on the pass.

The Arrend government said on 9 June that it had suspended the negotiations because 6 soldiers were killed.

The parties had agreed to free 30 prisoners, the Sollan Front said.
"""
COAST = """COAST HERALD

Port is shelled

The Issan navy said that 5 boats were sunk on 7 July by the Tarn Brigade.

The Tarn Brigade announced a withdrawal from Issan on 8 July.

Nobody was seen on the quays.

The Issan navy said that the withdrawal had not begun and that 200 fighters were still in Issan.
"""
ARTICLES = st.sampled_from(["the", "a", "an"])
NOUNS = st.sampled_from(
    ["truce", "deal", "agreement", "withdrawal", "announcement", "plan", "talks", "parties"]
)


def brief(folder: Path, **texts: str) -> Brief:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Case.create(folder / "case", None, person="t") as case:
        case.add([folder / f"{n}.txt" for n in texts])
        return brief_of(case, None, None, None, Handling.SHAREABLE)


def told(brief: Brief, words: str) -> list[Sentence]:
    return [
        t
        for s in brief.sections
        for i in s.items
        for t in i.sentences
        if words in re.sub(r" \[[^\[\]]*\]", "", t.text)
    ]


@forall(NOUNS)
def test_a_noun_with_the_leans_and_one_with_a_or_a_name_is_brought_in(noun: str) -> None:
    """ "The deal" asks which; "a deal" and "the Orvel deal" do not."""
    assert nouns(f"They broke the {noun}.").leaning
    for words in (f"They broke a {noun}.", f"They broke the Orvel {noun}.", f"the {noun} of Orvel"):
        assert not nouns(words).leaning, words
        assert nouns(words).brought, words


@forall(NOUNS, st.sampled_from(["another", "any", "no", "a new", "every"]))
def test_another_thing_brings_in_none(noun: str, before: str) -> None:
    """ "Another deal" does not tell which one "the deal" is, and neither does one that is only wished for."""
    assert nouns(f"{before.removeprefix('a ')} {noun}.").brought <= nouns(f"{noun}.").brought
    assert "pact" not in nouns("They called for a truce and wanted to reach a deal.").brought


@forall(st.lists(st.tuples(ARTICLES, NOUNS), max_size=6))
def test_what_the_words_bring_in_does_not_lean(parts: list[tuple[str, str]]) -> None:
    """No class is on both sides, and the same words give the same answer."""
    words = ", ".join(f"{a} {n}" for a, n in parts)
    found = nouns(words)
    assert not found.leaning & found.brought
    assert found == nouns(words)


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        (LAKE, "40 families", "Tilda Marsk"),
        (LAKE, "broken the deal", "signed a truce"),
        (HILL, "suspended the negotiations", "opened talks in Dunmere"),
        (COAST, "200 fighters", "announced a withdrawal"),
    ],
)
def test_what_is_pointed_to_is_cited(text: str, words: str, wanted: str, tmp_path: Path) -> None:
    """A surname, a pact, talks and a withdrawal are told with the sentence that brings them in."""
    found = told(brief(tmp_path, one=text), words)
    assert found
    for sentence in found:
        assert any(wanted in s.quote for s in sentence.spans), sentence


@pytest.mark.parametrize("text", [LAKE, HILL, COAST])
def test_every_span_reads_what_its_report_reads(text: str, tmp_path: Path) -> None:
    """What is added is whole sentences of the report, in the order of the text."""
    whole = brief(tmp_path, one=text)
    for sentence in told(whole, ""):
        mine = [s for s in sentence.spans if s.quote in text]
        assert len(mine) == len(sentence.spans)
        assert [s.start for s in mine] == sorted(s.start for s in mine)
