"""Within one report: who answers right beside a charge, who calls another's words untrue, whose speech goes on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.accord.invented import accord_of
from tests.standing.test_charging import CLAUSES, says

from truceline.model.accord import Accord, SignalKind
from truceline.model.match import fold
from truceline.model.reading import Block, BlockKind, Claim, Mention, MentionType, When, WhenType
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing
from truceline.standing import signals, stand
from truceline.standing.daytold import day_told
from truceline.standing.rules import Piece

MORE = """\
  - {id: GUNS, title: Vesk and Orrin withdraw howitzers from the ridge, kind: duty, obligors: [vesk, orrin], deadline: {kind: by, due: {kind: date, date: 2031-03-05, words: 5 March}}, sources: [x]}
"""


@pytest.fixture(scope="module")
def accord(tmp_path_factory: pytest.TempPathFactory) -> Accord:
    return accord_of(tmp_path_factory.mktemp("weir-2031"), CLAUSES + MORE)


def board(accord: Accord, *paragraphs: list[Claim], day: str = "2031-03-12") -> dict[str, Standing]:
    """How clauses stand by one report: its claims, each behind the one before it, by paragraphs."""
    at, blocks, named = 0, [], []
    claims: list[Claim] = []
    for n, paragraph in enumerate(paragraphs):
        first = at
        for claim in paragraph:
            start = at if claim.nested_in is None else claims[-1].content[0].start
            words = claim.content[0].quote
            if claim.nested_in is not None:
                start += claims[-1].content[0].quote.index(words)
            claims.append(
                replace(claim, id=f"c{len(claims)}", content=(Span("r0", start, start + len(words), words),))
            )
            at = max(at, start + len(words) + 1)
            named += [
                Mention(
                    Span("r0", start + w, start + w + len(name), name),
                    name.lower(),
                    MentionType.PARTY,
                    name.lower(),
                )
                for name in ("Vesk", "Orrin")
                if (w := words.find(name)) >= 0
            ]
        blocks.append(Block(n + 1, first, at - 1, BlockKind.PARAGRAPH))
    heard = signals(accord, claims, (), (), (), (), {"r0": "2031-03-11"}, named, blocks={"r0": blocks})
    return {s.clause: s for s in stand(accord, heard, day, day)}


CHARGE = says("vesk", "Orrin keeps lorries with flour from the town")
ANSWER = says("orrin", "its sergeants have stuck strictly to what was signed")


def test_an_answer_right_beside_a_charge_need_not_name_what_it_answers(accord: Accord) -> None:
    assert board(accord, [CHARGE])["BREAD"].shown == "breach alleged by Vesk"
    assert board(accord, [CHARGE, ANSWER])["BREAD"].shown == "disputed"
    assert board(accord, [CHARGE], [ANSWER])["BREAD"].shown == "disputed"


def test_what_is_said_two_paragraphs_on_answers_only_what_it_names(accord: Accord) -> None:
    other = says(None, "The market was full")
    assert board(accord, [CHARGE], [other], [ANSWER])["BREAD"].shown == "breach alleged by Vesk"


def test_who_charges_does_not_answer_its_own_charge(accord: Accord) -> None:
    mine = says("vesk", "its own men have stuck strictly to what was signed")
    assert board(accord, [CHARGE, mine])["BREAD"].shown == "breach alleged by Vesk"


def test_who_calls_untrue_what_the_other_tells_as_done_contradicts_it(accord: Accord) -> None:
    words = "the claim of Orrin that all howitzers were withdrawn from the ridge is a lie"
    done = says("orrin", "all howitzers were withdrawn from the ridge", nested_in="c0")
    assert board(accord, [says("vesk", words), done])["GUNS"].shown.startswith("disputed")
    plain = words.replace("is a lie", "came on Monday")
    assert not board(accord, [says("vesk", plain), done])["GUNS"].shown.startswith("disputed")


@pytest.mark.parametrize(
    ("after", "charged"),
    [
        ([says("vesk", "the town has bread for two days")], True),
        ([says("orrin", "the road is mended")], False),
        ([], False),
    ],
)
def test_what_stands_between_two_sentences_of_one_side_is_of_its_speech(
    accord: Accord, after: list[Claim], charged: bool
) -> None:
    """An outlet's own sentence charges nobody."""
    before = says("vesk", "the week was a bad one")
    between = says(None, "Orrin keeps lorries with flour from the town")
    assert (board(accord, [before, between, *after])["BREAD"].shown == "breach alleged by Vesk") is charged
    assert board(accord, [before], [between, *after])["BREAD"].evidence is EvidenceLevel.SILENT


def test_a_sentence_with_marks_goes_on_with_the_speech_before_it(accord: Accord) -> None:
    before = says("vesk", "the week was a bad one")
    marked = says(None, 'Orrin keeps lorries with flour from the town; "this is a siege"')
    assert board(accord, [before, marked])["BREAD"].shown == "breach alleged by Vesk"
    assert board(accord, [marked])["BREAD"].evidence is EvidenceLevel.SILENT


def test_what_has_been_wanting_since_before_the_agreement_is_wanting_under_it() -> None:
    def told(words: str) -> str | None:
        at = words.index("2029")
        when = When(Span("r0", at, at + 4, "2029"), "2029", WhenType.DATE)
        piece = Piece(Span("r0", 0, len(words), words), fold(words), {}, False)
        kind = SignalKind.NOT_PERFORMED
        return day_told("2031-03-02", piece, [when], (), None, "2031-03-10", kind)

    assert told("no wages have been paid since 2029") is None
    assert told("no wages were paid in 2029") == "2029-01-01"
