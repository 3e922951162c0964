"""Lineages: one origin counted once, look-alikes kept apart."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weighing.build import Built, Said

from truceline.model.reading import BlockKind, Manner, Mention, MentionType
from truceline.model.report import Rendering
from truceline.model.span import Span
from truceline.model.weighing import Lineage, Weighing, Why
from truceline.weighing import weigh


def home(weighing: Weighing, claim: str) -> Lineage:
    return next(line for line in weighing.lineages if any(m.claim == claim for m in line.members))


def weighed(built: Built) -> Weighing:
    return weigh(built.reports, built.readings, None)


def first(built: Built, n: int, k: int = 0) -> str:
    return built.readings[n].claims[k].id


def test_every_claim_stands_in_exactly_one_lineage() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("The bridge at Orm was reopened", "Velian army", "velia"),
        Said("Rain fell"),
    )
    built.add(
        "Highland Star", "2031-05-02", Said("The Orm bridge has reopened to traffic", "Velian army", "velia")
    )
    members = [m.claim for line in weighed(built).lineages for m in line.members]
    assert sorted(members) == sorted(c.id for r in built.readings for c in r.claims)


def test_one_statement_in_other_words_is_one_origin() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "monitors may enter the port of Sall from Sunday",
            "Harbour Authority",
            "velia",
            "harbour-authority",
            on="2031-05-01",
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "from Sunday on monitors may enter Sall port",
            "the authority",
            "velia",
            "harbour-authority",
            on="2031-05-01",
        ),
    )
    w = weighed(built)
    assert home(w, first(built, 0)) is home(w, first(built, 1))


def test_two_statements_of_one_body_days_apart_stay_apart() -> None:
    built = Built()
    words = "intensive talks on the port of Sall have begun in Orm"
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(words, "Harbour Authority", "velia", "harbour-authority", on="2031-05-01"),
    )
    built.add(
        "Highland Star",
        "2031-05-10",
        Said(words + " again", "Harbour Authority", "velia", "harbour-authority", on="2031-05-09"),
    )
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_wire_text_without_credit_is_one_origin() -> None:
    built = Built()
    wire = [
        Said("Lorries with flour waited at the Orm crossing through the night as guards checked papers"),
        Said("Drivers slept in their cabins while the queue behind them grew to two kilometres"),
    ]
    built.add("Lowland Post", "2031-05-02", *wire)
    built.add("Highland Star", "2031-05-03", *wire)
    w = weighed(built)
    line = home(w, first(built, 0))
    assert line.own_voice and len(line.members) == 4
    copied = [m for m in line.members if m.relay == "Highland Star"]
    assert all(m.why is Why.COPIED and m.parent for m in copied)


def test_a_shared_caption_is_furniture_and_joins_nothing() -> None:
    built = Built()
    caption = Said(
        "People walk past the ruined grain store near the harbour of Sall after a night of rain",
        block=BlockKind.CAPTION,
    )
    built.add("Lowland Post", "2031-05-02", caption)
    built.add("Highland Star", "2031-05-02", caption)
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_lost_attribution_goes_back_to_the_statement() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "mediators are weighing ways to speed the delivery of medicine and flour to hospitals in Sall",
            "Harbour Authority",
            "velia",
            "harbour-authority",
            on="2031-05-01",
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "Mediators are also looking at ways to speed the delivery of flour and medicine to Sall hospitals"
        ),
    )
    w = weighed(built)
    assert home(w, first(built, 0)) is home(w, first(built, 1))


def test_opposite_statements_are_not_one() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "our troops will leave the ridge above Orm",
            "Velian army",
            "velia",
            "velian-army",
            on="2031-05-01",
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "our troops will not leave the ridge above Orm",
            "Velian army",
            "velia",
            "velian-army",
            on="2031-05-01",
        ),
    )
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_a_digest_takes_no_part_in_copy_matching() -> None:
    built = Built()
    words = "Lorries with flour waited at the Orm crossing through the night as guards checked papers"
    built.add("Lowland Post", "2031-05-02", Said(words))
    built.add("Highland Star", "2031-05-03", Said(words))
    built.reports[1] = replace(built.reports[1], rendering=Rendering.DIGEST)
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_two_unnamed_officials_and_a_named_spokesman_are_not_one() -> None:
    built = Built()
    words = "the ferry to Sall will run again from Monday"
    built.add(
        "Lowland Post", "2031-05-02", Said(words, "two officials", "velia", anonymous=True, on="2031-05-01")
    )
    said = Said(words, "Ana Torv", "velia", "ana-torv", on="2031-05-01")
    report = built.add("Highland Star", "2031-05-02", Said("Ana Torv spoke"), said)
    person = Mention(Span.of(report.id, report.text, 0, 8), "ana-torv", MentionType.PERSON)
    built.readings[1] = replace(built.readings[1], mentions=(person,))
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, built.readings[1].claims[1].id)


def test_unnamed_officials_and_a_body_of_their_side_tell_one_thing() -> None:
    built = Built()
    words = "the ferry to Sall will run again from Monday with twelve crews of Orm"
    officials = Said(words, "two officials", "velia", anonymous=True, on="2031-05-01")
    built.add("Lowland Post", "2031-05-02", officials)
    again = "the Sall ferry would run from Monday again, with twelve crews of Orm"
    for outlet, party in (("Highland Star", "velia"), ("Harbour News", "ordaban")):
        built.add(
            outlet, "2031-05-02", Said(again, "Ferry House", party, f"{party}-ferries", on="2031-05-01")
        )
    w = weighed(built)
    assert home(w, first(built, 0)) is home(w, first(built, 1))
    assert home(w, first(built, 0)) is not home(w, first(built, 2))


def test_a_text_with_another_figure_is_no_copy() -> None:
    built = Built()
    words = "{} lorries with flour waited at the Orm crossing through the night as guards checked papers"
    built.add("Lowland Post", "2031-05-02", Said(words.format(40)))
    built.add("Highland Star", "2031-05-03", Said(words.format(55)))
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_terms_that_outlets_retell_are_the_agreement() -> None:
    built = Built()
    built.add("Lowland Post", "2031-05-02", Said("The first phase of the truce is set to expire on Sunday"))
    built.add("Highland Star", "2031-05-02", Said("The first phase of the deal began on 3 March"))
    w = weighed(built)
    assert home(w, first(built, 0)).agreement
    assert home(w, first(built, 1)).own_voice


def said(words: str, on: str | None = None) -> Said:
    return Said(words, "Ridge Council", "sall", "ridge-council", on=on, manner=Manner.DIRECT)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "we will not hand over our weapons before the blockade of Sall is lifted",
            "there can be no disarmament until an end is put to the siege of Sall",
        ),
        (
            "we hold the harbour office fully responsible for the collapse of the talks in Orm",
            "the office of the harbour is wholly accountable for the breakdown of negotiations in Orm",
        ),
        (
            "the council demands the immediate reconstruction of the clinics of Orm with lasting guarantees",
            "the clinics in Orm are to be rebuilt urgently, and there must be permanent assurances",
        ),
    ],
)
def test_two_translations_of_one_statement_are_one_origin(one: str, other: str) -> None:
    """Holder, day, names and what is said agree, whatever words the translators chose."""
    built = Built()
    built.add("Lowland Post", "2031-05-02", said(one, "2031-05-01"))
    built.add("Highland Star", "2031-05-02", said(other, "2031-05-01"))
    w = weighed(built)
    assert home(w, first(built, 0)) is home(w, first(built, 1))


@pytest.mark.parametrize(
    "other",
    [
        "we hold the harbour office fully responsible for the death of two guards in Sall",
        "we do not hold the harbour office responsible for the collapse of the talks in Orm",
    ],
)
def test_statements_of_one_day_on_other_matters_stay_apart(other: str) -> None:
    """Other names, or the contrary, in words that are otherwise alike."""
    built = Built()
    words = "we hold the harbour office fully responsible for the collapse of the talks in Orm"
    built.add("Lowland Post", "2031-05-02", said(words, "2031-05-01"))
    built.add("Highland Star", "2031-05-02", said(other, "2031-05-01"))
    w = weighed(built)
    assert home(w, first(built, 0)) is not home(w, first(built, 1))


def test_two_outlets_with_nearly_all_the_same_sentences_and_no_credit_are_one_origin() -> None:
    """Wire copy that nobody credits, a word changed here and there."""
    lines = [
        "Carts full of apples stood near the gate on the long road to Orm while geese crossed",
        "Nobody at the toll could remember so many letters since the flood cut off the valley",
        "A teacher from the village said goodbye to her class and walked home past the lamps",
        "The price of bricks fell by half within a week as boats came in from the lower lakes",
    ]
    built = Built()
    built.add("Lowland Post", "2031-05-02", *[Said(x) for x in lines])
    built.add("Highland Star", "2031-05-03", *[Said(x.replace("long", "old")) for x in lines])
    w = weighed(built)
    assert len({home(w, first(built, n, k)).origin for n in (0, 1) for k in range(4)}) == 1


def test_what_happened_without_a_known_hand_is_told_without_one() -> None:
    """An incident that nobody is blamed for is an account like others, with no party made up."""
    built = Built()
    for outlet, words in (
        ("Lowland Post", "Two clerks died when unidentified gunmen opened fire on the ferry at Orm"),
        (
            "Highland Star",
            "Gunmen whom nobody could identify opened fire on the Orm ferry and two clerks died",
        ),
    ):
        built.add(outlet, "2031-05-02", Said(words))
    found = [f for f in weighed(built).findings if "gunmen" in f.question.lower()]
    assert found and all(f.party is None and not v.parties for f in found for v in f.values)
