"""The trained ranker beside the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.made_pages import page_of

from truceline.errors import PackError
from truceline.reading.attribution import attribute
from truceline.reading.attribution.claims import distinct, spoken
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.propose import propose
from truceline.reading.pack import attribution_pack
from truceline.reading.page import Page
from truceline.reading.parser import Parser
from truceline.reading.ranker.join import WEIGHTS, Limits, Ranker, join
from truceline.reading.ranker.tokens import stem
from truceline.reading.ranker.trees import Trees

TEXT = (
    "The mayor of Orlu said that the ferry was safe. The union plans to stop all ferries on Monday.\n\n"
    'Its lawyer voiced support for the closure of the northern quay. "We are ready," she said.\n\n'
    "Stored in sheds, the rope had rotted."
)


@pytest.fixture(scope="module")
def page(parser: Parser) -> Page:
    return page_of(TEXT, parser)


def ruled(page: Page) -> list[Proposal]:
    return spoken(distinct(propose(page, attribution_pack("en"))))


def test_every_proposal_of_the_join_has_its_words_in_the_text(page: Page) -> None:
    for p in join(ruled(page), page, attribution_pack("en")):
        assert p.content
        assert all(0 <= s < e <= len(page.text) for s, e in [p.cue, *p.content])
        assert not any(s < p.cue[1] and p.cue[0] < e for s, e in p.content)


def test_what_the_rules_find_and_nothing_doubts_stays_as_it_was(page: Page) -> None:
    rules = ruled(page)
    out = join(rules, page, attribution_pack("en"), Ranker.load(limits=Limits(propose=2, drop=-1, recast=2)))
    assert out == sorted(rules, key=lambda p: (p.block, p.cue, p.content))


def test_the_join_gives_the_same_answer_every_time(page: Page) -> None:
    pack = attribution_pack("en")
    assert join(ruled(page), page, pack) == join(ruled(page), page, pack, Ranker.load())


def test_with_low_limits_the_ranker_hears_a_plan(page: Page) -> None:
    out = join([], page, attribution_pack("en"), Ranker.load(limits=Limits(propose=0.2)))
    found = {page.text[p.cue[0] : p.cue[1]]: p for p in out}
    assert {"said", "plans"} <= set(found)
    content = " ".join(page.text[s:e] for s, e in found["plans"].content)
    assert "stop all ferries" in content
    source = found["plans"].source
    assert source is not None and page.text[source[0] : source[1]] == "The union"


def test_fast_reading_asks_the_rules_alone(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from truceline.reading.attribution import claims

    def refuse(*_: object) -> list[Proposal]:
        raise AssertionError("the ranker was asked")

    monkeypatch.setattr(claims, "join", refuse)
    assert any(c.cue and c.cue.quote == "said" for c in attribute(page, (), (), None, fast=True))


def test_a_page_without_words_goes_through(parser: Parser) -> None:
    page = page_of("", parser)
    assert join([], page, attribution_pack("en")) == []


def test_missing_weights_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="weights"):
        Ranker.load(tmp_path / "none.npz")


def test_the_weights_hold_single_stems_and_numbers_only() -> None:
    with np.load(WEIGHTS, allow_pickle=False) as file:
        words = [str(w) for w in file["stems"]]
        assert all(file[k].dtype.kind in "fi" for k in file.files if k != "stems")
    assert len(words) < 3000
    assert all(" " not in w for w in words)
    assert WEIGHTS.stat().st_size < 30_000_000


@pytest.mark.parametrize(
    "forms",
    [
        ("claim", "claims", "claimed", "claiming"),
        ("plan", "plans", "planned", "planning"),
        ("hope", "hoping"),
        ("deny", "denies", "denied"),
    ],
)
def test_forms_of_a_verb_fall_together(forms: tuple[str, ...]) -> None:
    assert len({stem(w) for w in forms}) == 1


@given(st.lists(st.floats(-100, 100, width=32), min_size=1, max_size=9000))
def test_trees_answer_as_written_for_any_number_of_rows(values: list[float]) -> None:
    one = Trees(
        roots=np.array([0], np.int32),
        feature=np.array([0, 0, 0], np.int32),
        threshold=np.array([1.5, np.inf, np.inf], np.float32),
        left=np.array([1, 1, 2], np.int32),
        value=np.array([0, -2, 2], np.float32),
        depth=1,
    )
    got = one.answers(np.array(values, np.float32)[:, None])
    assert ((got > 0.5) == (np.array(values, np.float32) > 1.5)).all()
    again = Trees.of(one.arrays("x"), "x")
    assert (replace(again).answers(np.array(values, np.float32)[:, None]) == got).all()
