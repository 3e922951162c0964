"""The trained ranker beside the rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.made_pages import page_of

from truceline.errors import PackError
from truceline.model.reading import Modality, Stance
from truceline.reading.attribution import attribute
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.propose import propose
from truceline.reading.attribution.thinned import distinct, spoken
from truceline.reading.pack import attribution_pack
from truceline.reading.page import Page
from truceline.reading.parser import Parser
from truceline.reading.ranker.answers import answers
from truceline.reading.ranker.columns import Tokens, tokens_of
from truceline.reading.ranker.encoder import GRAPH, TABLES, Encoder, pair_columns, parts_of
from truceline.reading.ranker.join import Limits, join, the_encoder
from truceline.reading.ranker.kept import Kept
from truceline.reading.ranker.kinds import THING, Carrier, carrier_of, role_of
from truceline.reading.ranker.wordpieces import FIRST, LAST, MOST, NAME, UNKNOWN, Wordpieces

TEXT = (
    "The mayor of Orlu said that the ferry was safe. The union plans to stop all ferries on Monday.\n\n"
    'Its lawyer voiced support for the closure of the northern quay. "We are ready," she said.\n\n'
    "Stored in sheds, the rope had rotted."
)
ALL_IN = Limits(propose=0.01, clear=0.0)


@pytest.fixture(scope="module")
def page(parser: Parser) -> Page:
    return page_of(TEXT, parser)


def ruled(page: Page) -> list[Proposal]:
    return spoken(distinct(propose(page, attribution_pack("en"))), page)


def columns(text: str, parser: Parser) -> Tokens:
    t = tokens_of(page_of(text, parser))
    assert t is not None
    return t


def test_every_proposal_of_the_join_has_its_words_in_the_text(page: Page) -> None:
    for p in join(ruled(page), page, attribution_pack("en"), limits=ALL_IN):
        assert p.content
        assert all(0 <= s < e <= len(page.text) for s, e in [p.cue, *p.content])
        assert not any(s < p.cue[1] and p.cue[0] < e for s, e in p.content)


def test_what_the_rules_find_and_nothing_doubts_stays_as_it_was(page: Page) -> None:
    rules = ruled(page)
    out = join(rules, page, attribution_pack("en"), limits=Limits(propose=2, drop=-1, recast=2))
    assert out == sorted(rules, key=lambda p: (p.block, p.cue, p.content))


def test_the_join_gives_the_same_answer_every_time(page: Page) -> None:
    pack = attribution_pack("en")
    assert join(ruled(page), page, pack) == join(ruled(page), page, pack, Encoder.load())


def test_the_ranker_alone_hears_words_and_a_plan(page: Page) -> None:
    found = {page.text[p.cue[0] : p.cue[1]]: p for p in join([], page, attribution_pack("en"))}
    assert {"said", "plans"} <= set(found)
    plan = found["plans"]
    assert "stop all ferries" in " ".join(page.text[s:e] for s, e in plan.content)
    assert plan.source is not None and page.text[plan.source[0] : plan.source[1]] == "The union"
    assert (plan.stance, plan.modality) == (Stance.EXPECTS, Modality.INTENTION)


def test_a_deed_is_never_anybodys_word(parser: Parser) -> None:
    page = page_of(
        "The Orlu militia released six captives on Friday. The army of Tavan struck the bridge and began "
        "to withdraw its guns. The council signed the pact, opened the road and stopped all patrols. The "
        "assembly of Orlu passed a law on Monday which names the towns that are to have a charter. The "
        "guards kept firing on the quay, had set up a gate at the mill and were shelling the ferry. Tavan "
        "ended its support for the militia and went on to seize the port: four boats burned.",
        parser,
    )
    assert join([], page, attribution_pack("en"), limits=ALL_IN) == []
    for word in ("released", "struck", "signed", "opened", "stopped", "killed", "fired"):
        role = role_of(word, "VBD", attribution_pack("en"))
        assert role is None or (role.deed and not role.allows(THING))


def test_a_word_that_says_nothing_by_itself_is_what_stands_beside_it(parser: Parser) -> None:
    page = page_of(
        "The council of Orlu is furious at the closure of the northern quay. The envoy went on to denounce "
        "the tax on salt.",
        parser,
    )
    found = {page.text[p.cue[0] : p.cue[1]]: p for p in join([], page, attribution_pack("en"))}
    assert found["furious"].modality is Modality.EVALUATIVE
    assert "tax on salt" in " ".join(page.text[s:e] for s, e in found["denounce"].content)


@pytest.mark.parametrize(
    ("word", "how"),
    [("voiced", Carrier.ACT), ("were", Carrier.STATE), ("went", Carrier.COURSE), ("ended", None)],
)
def test_only_words_that_say_nothing_lead_to_others(word: str, how: Carrier | None) -> None:
    assert carrier_of(word, attribution_pack("en")) is how


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_quotations_in_marks_of_any_style_are_seen_alike(marks: str, parser: Parser) -> None:
    plain = columns('"We are ready," the envoy said.', parser)
    other = columns(f"{marks[0]}We are ready,{marks[1]} the envoy said.", parser)
    pieces = the_encoder().pieces
    ids = [parts_of(t, pieces)[0].columns["ids"].tolist() for t in (plain, other)]
    assert ids[0] == ids[1]


def test_the_outlets_words_before_a_quotation_are_left_out(parser: Parser) -> None:
    page = page_of(
        'After the storm the union posted a long letter on the closing of the yard: "Change the yard, and '
        'when you have done that, change it again," she said.',
        parser,
    )
    out = join(ruled(page), page, attribution_pack("en"))
    said = next(p for p in out if page.text[p.cue[0] : p.cue[1]] == "said")
    assert page.text[said.content[0][0]] == '"'


def test_names_do_not_count(parser: Parser) -> None:
    one = columns("Marlow accused Danton of breaking the truce, Kent said.", parser)
    other = columns("Danton accused Marlow of breaking the truce, Wells said.", parser)
    assert (one.tag == other.tag).all() and (one.head == other.head).all()
    e = the_encoder()
    assert (e.look(one).likely == e.look(other).likely).all()


def test_a_paragraph_is_read_alike_wherever_it_stands(parser: Parser) -> None:
    alone = columns("The envoy warned that the road was closed.", parser)
    below = columns("Rain fell all night.\n\nThe envoy warned that the road was closed.", parser)
    e = the_encoder()
    assert (e.look(alone).likely == e.look(below).likely[-len(alone) :]).all()


def test_a_paragraph_heard_before_is_not_heard_again_and_reads_the_same(parser: Parser) -> None:
    alone = columns("The envoy warned that the road was closed.", parser)
    below = columns(
        'Rain fell all night.\n\nThe envoy warned that the road was closed.\n\n"Go," she said.', parser
    )
    kept, e = Kept(), the_encoder()
    answers(e, alone, Limits(), kept)
    likely, found = answers(e, below, Limits(), kept)
    plain, others = answers(e, below, Limits())
    assert len(kept) == 3  # the paragraph that both carry is there once
    assert (likely == plain).all() and len(found) == len(others) > 1
    for cue, answer in found.items():
        assert (answer.content, answer.source) == (others[cue].content, others[cue].source)
        assert (answer.told == others[cue].told).all()


def test_no_more_is_kept_of_what_was_heard_than_asked_for(parser: Parser) -> None:
    t = columns("The envoy left.\n\nThe mayor came back.\n\nThe ferry sank.", parser)
    kept = Kept(8)
    answers(the_encoder(), t, Limits(), kept)
    assert len(kept) == 1


def test_a_paragraph_of_any_length_goes_through(parser: Parser) -> None:
    long = columns("The envoy said the road and " + "the bridge and " * 300 + "the quay were closed.", parser)
    seen = the_encoder().look(long)
    assert len(seen.likely) == len(long) and seen.likely[2] > 0.5


def test_the_way_from_a_word_to_itself_is_none(parser: Parser) -> None:
    t = columns("The envoy warned that the road was closed. It was late.", parser)
    rows = np.arange(len(t), dtype=np.int32)
    way, step, _ = pair_columns(t, rows, rows)
    assert not way.any() and len(set(step.tolist())) == 1


def test_fast_reading_asks_the_rules_alone(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    from truceline.reading.attribution import claims

    def refuse(*_: object) -> list[Proposal]:
        raise AssertionError("the ranker was asked")

    monkeypatch.setattr(claims, "join", refuse)
    assert any(c.cue and c.cue.quote == "said" for c in attribute(page, (), (), None, fast=True))


def test_a_page_without_words_goes_through(parser: Parser) -> None:
    assert join([], page_of("", parser), attribution_pack("en")) == []


def test_missing_weights_are_told_with_their_place(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="weights"):
        Encoder.load(tmp_path / "none.onnx")
    (tmp_path / "bad.onnx").write_bytes(b"no graph")
    with pytest.raises(PackError, match="weights"):
        Encoder.load(tmp_path / "bad.onnx")


def test_the_weights_are_small_and_hold_pieces_of_words_and_numbers_only() -> None:
    with np.load(TABLES, allow_pickle=False) as file:
        pieces = [str(p) for p in file["pieces"]]
        assert all(file[k].dtype.kind == "f" for k in file.files if k != "pieces")
    assert all(" " not in p for p in pieces)
    assert GRAPH.stat().st_size + TABLES.stat().st_size < 25_000_000


PIECES = Wordpieces([FIRST, LAST, UNKNOWN, NAME, "fer", "##ry", "cafe", "-", "u", "."])


@given(st.text(min_size=1, max_size=60))
def test_every_word_has_pieces_and_few(word: str) -> None:
    assert 1 <= len(PIECES.of(word)) <= MOST
    assert PIECES.of(word) == PIECES.of(word)


@pytest.mark.parametrize(
    ("word", "cut"),
    [("Ferry", (4, 5)), ("Café", (6,)), ("fer-ry", (4, 7, 2)), ("U.", (8, 9)), (" ", (2,))],
)
def test_words_are_cut_without_regard_to_case_and_accents(word: str, cut: tuple[int, ...]) -> None:
    assert PIECES.of(word) == cut
