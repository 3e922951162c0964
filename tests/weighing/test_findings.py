"""Figures and dates side by side: the verdict and its reason."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.weighing.build import Built, Said

from truceline.model.accord import Entity, Role, Topic, Vocabulary
from truceline.model.reading import Mention, MentionType, Modality, Stance
from truceline.model.span import Span
from truceline.model.weighing import Finding, QuestionKind, Reason, Verdict
from truceline.weighing import explain, svg, tree, weigh

Figure = tuple[str, float | None, float | None, str]


def told(words: str, figure: Figure, **more: object) -> Said:
    return Said(words, figures=(figure,), **more)  # type: ignore[arg-type]


def figures(built: Built) -> list[Finding]:
    return [f for f in weigh(built.reports, built.readings, None).findings if f.kind is QuestionKind.FIGURE]


def test_two_outlets_with_one_figure_corroborate() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told("12 fishermen were killed on the quay of Sall", ("12", 12, 12, "fishermen")),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told("Shells on the quay of Sall killed 12 fishermen", ("12", 12, 12, "fishermen")),
    )
    (found,) = figures(built)
    assert found.verdict is Verdict.CORROBORATED
    assert len(found.values) == 1 and len(found.values[0].origins) == 2


def test_one_statement_in_two_outlets_is_single() -> None:
    built = Built()
    for outlet in ("Lowland Post", "Highland Star"):
        built.add(
            outlet,
            "2031-05-02",
            told(
                "shells killed 12 fishermen on the quay of Sall",
                ("12", 12, 12, "fishermen"),
                holder="Harbour Authority",
                party="velia",
                entity="harbour-authority",
            ),
        )
    (found,) = figures(built)
    assert found.verdict is Verdict.SINGLE
    assert "2 outlets" in found.why


def test_a_bound_meets_an_exact_figure() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told("12 fishermen were killed on the quay of Sall", ("12", 12, 12, "fishermen")),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told(
            "Shells on the quay of Sall killed at least 11 fishermen", ("at least 11", 11, None, "fishermen")
        ),
    )
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (Verdict.COMPATIBLE, Reason.BOUND)


@pytest.mark.parametrize(
    ("words", "low", "number", "verdict", "reason"),
    [
        ("more than 2,000", 2001, 2000, Verdict.COMPATIBLE, Reason.BOUND),
        ("over 60", 61, 60, Verdict.COMPATIBLE, Reason.BOUND),
        ("at least 2,001", 2001, 2000, Verdict.CONTESTED, Reason.DISPUTE),
        ("more than 12", 13, 12, Verdict.CONTESTED, Reason.DISPUTE),
    ],
)
def test_a_round_number_and_the_bound_told_with_it_are_one_count(
    words: str, low: int, number: int, verdict: Verdict, reason: Reason
) -> None:
    """Two sides dispute a number only where the one cannot be the other, told loosely."""
    built = Built()
    for party, (text, least, most) in (
        ("velia", (words, low, None)),
        ("orda", (f"{number:,}", number, number)),
    ):
        built.add(
            f"{party} press office",
            "2031-05-02",
            told(
                f"{text} fishermen were killed on the quay of Sall",
                (text, least, most, "fishermen"),
                holder=f"{party} spokesman",
                party=party,
                entity=f"{party}-spokesman",
            ),
        )
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (verdict, reason)


def test_figures_far_apart_on_one_day_differ_without_a_reason_and_are_never_averaged() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told("12 fishermen were killed on the quay of Sall", ("12", 12, 12, "fishermen")),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told("Shells on the quay of Sall killed 31 fishermen", ("31", 31, 31, "fishermen")),
    )
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (Verdict.DIFFERING, Reason.UNEXPLAINED)
    assert [v.low for v in found.values] == [12, 31]


@pytest.mark.parametrize(("later", "apart"), [("2031-05-04", False), ("2031-05-12", True)])
def test_what_is_announced_for_the_next_round_disputes_nothing(later: str, apart: bool) -> None:
    """Two plans told days apart are two rounds; told together they are one, and may differ."""
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told(
            "three captives are to be released at Sall",
            ("three", 3, 3, "captives"),
            mode="planned",
            holder="Velian army",
            party="velia",
        ),
    )
    built.add(
        "Highland Star",
        later,
        told(
            "two captives are to be released at Sall",
            ("two", 2, 2, "captives"),
            mode="planned",
            holder="Sallish council",
            party="sall",
        ),
    )
    found = figures(built)
    assert ({f.verdict for f in found} == {Verdict.SINGLE}) is apart


def test_two_parties_with_figures_that_cannot_both_hold_are_contested() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told(
            "shells killed 12 fishermen on the quay of Sall",
            ("12", 12, 12, "fishermen"),
            holder="Velian army",
            party="velia",
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told(
            "shells killed 40 fishermen on the quay of Sall",
            ("40", 40, 40, "fishermen"),
            holder="Sallish council",
            party="sall",
        ),
    )
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (Verdict.CONTESTED, Reason.DISPUTE)


def test_a_toll_that_grows_is_an_update() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told("shells killed 12 fishermen on the quay of Sall", ("12", 12, 12, "fishermen")),
    )
    built.add(
        "Highland Star",
        "2031-05-04",
        told("shells have killed 31 fishermen on the quay of Sall", ("31", 31, 31, "fishermen")),
    )
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (Verdict.COMPATIBLE, Reason.UPDATE)


def test_a_plan_never_answers_what_was_done() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told(
            "30 prisoners have so far been released under the deal",
            ("30", 30, 30, "prisoners"),
            cumulative=True,
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told("50 prisoners are to be released", ("50", 50, 50, "prisoners"), mode="planned"),
    )
    found = figures(built)
    done = next(f for f in found if f.reason is not Reason.PLANNED and f.values[0].mode == "done")
    assert [v.low for v in done.values] == [30]
    beside = next(f for f in found if f.reason is Reason.PLANNED)
    assert {v.mode for v in beside.values} == {"done", "planned"}


def test_what_nobody_vouches_for_adds_nothing() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        told("12 fishermen were killed on the quay of Sall", ("12", 12, 12, "fishermen")),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        told("Shells on the quay of Sall killed 12 fishermen", ("12", 12, 12, "fishermen")),
    )
    built.reports[1] = replace(built.reports[1], vouched=False)
    (found,) = figures(built)
    assert found.verdict is Verdict.SINGLE


def test_a_day_inside_a_window_is_compatible() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "talks on the port were due to begin on 9 May",
            modality=Modality.FUTURE,
            times=(("9 May", "2031-05-09"),),
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "talks on the port were expected to begin in May",
            modality=Modality.FUTURE,
            times=(("May", "2031-05"),),
        ),
    )
    found = [f for f in weigh(built.reports, built.readings, None).findings if f.kind is QuestionKind.DATE]
    assert [(f.verdict, f.reason) for f in found] == [(Verdict.COMPATIBLE, Reason.WINDOW)]


def test_an_allegation_and_its_denial_are_contested() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said(
            "the army shelled the quay of Sall in violation of the truce",
            "Sallish council",
            "sall",
            stance=Stance.ACCUSES,
            topics=("violations",),
        ),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "the army did not shell the quay of Sall",
            "Velian army",
            "velia",
            stance=Stance.DENIES,
            topics=("violations",),
        ),
    )
    weighing = weigh(built.reports, built.readings, None)
    said = [f for f in weighing.findings if "violations" in f.topics]
    assert said


def test_the_words_and_the_tree_name_outlets_reasons_and_sentences() -> None:
    built = Built()
    for outlet in ("Lowland Post", "Highland Star"):
        built.add(
            outlet,
            "2031-05-02",
            told(
                "shells killed 12 fishermen on the quay of Sall",
                ("12", 12, 12, "fishermen"),
                holder="Harbour Authority",
                party="velia",
                entity="harbour-authority",
            ),
        )
    weighing = weigh(built.reports, built.readings, None)
    found = next(f for f in weighing.findings if f.kind is QuestionKind.FIGURE)
    words = explain(found, weighing, built.reports)
    assert "Verdict: single" in words and "Lowland Post" in words and "no person has confirmed" in words
    origin = found.values[0].origins[0]
    assert f"traced to {origin}: the text names who said it" in words
    assert f"traced to {origin}: the text is copied" in words
    drawn = tree(weighing.lineages[0], built.readings, built.reports)
    assert drawn.count("“") == 2 and "Highland Star" in drawn


def test_talks_told_as_ahead_after_they_were_told_as_begun_are_contested() -> None:
    built = Built()
    built.add(
        "Lowland Post", "2031-05-02", Said("talks on the port have begun in Orm", "Orrim", "orrim", "orrim")
    )
    built.add(
        "Highland Star",
        "2031-05-09",
        Said("we want talks on the port to begin soon", "Sallish council", "sall"),
    )
    found = [f for f in weigh(built.reports, built.readings, None).findings if "still ahead" in f.question]
    assert [f.verdict for f in found] == [Verdict.CONTESTED]


def test_talks_told_as_ahead_before_they_began_are_an_update() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("we want talks on the port to begin soon", "Sallish council", "sall"),
    )
    built.add(
        "Highland Star", "2031-05-09", Said("talks on the port have begun in Orm", "Orrim", "orrim", "orrim")
    )
    found = [f for f in weigh(built.reports, built.readings, None).findings if "still ahead" in f.question]
    assert [f.reason for f in found] == [Reason.UPDATE]


def ahead(built: Built) -> Finding:
    found = weigh(built.reports, built.readings, None).findings
    return next(f for f in found if "still ahead" in f.question)


def test_one_report_that_tells_talks_as_begun_and_as_ahead_is_no_update() -> None:
    """Nobody can say which came first, so the two stand against each other."""
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("talks on the port have begun in Orm", "Orrim", "orrim", "orrim"),
        Said("it is ready to engage in talks on the port", "Sallish council", "sall"),
    )
    assert ahead(built).verdict is Verdict.CONTESTED


def test_who_would_resume_talks_does_not_say_that_they_never_began() -> None:
    """Only what has begun can be resumed."""
    built = Built()
    built.add(
        "Lowland Post", "2031-05-02", Said("talks on the port have begun in Orm", "Orrim", "orrim", "orrim")
    )
    built.add(
        "Highland Star",
        "2031-05-09",
        Said("we want to resume talks on the port soon", "Sallish council", "sall"),
    )
    assert ahead(built).verdict is Verdict.SINGLE


def test_who_holds_things_up_is_told_by_the_word_of_each() -> None:
    """Accounts of delay stand side by side; a demand not to delay tells of none."""
    built = Built()
    words = ("the opening of talks may be postponed", "Velia is stalling the release", "not stall the talks")
    for n, (who, told) in enumerate(zip(("Orrim", "Sall", "Tamvik"), words, strict=True)):
        stance = Stance.DEMANDS if n == 2 else Stance.ASSERTS
        built.add(f"Post {n}", "2031-05-02", Said(told, who, who.lower(), who.lower(), stance=stance))
    found = [f for f in weigh(built.reports, built.readings, None).findings if "hold things up" in f.question]
    assert [sorted(h for v in f.values for h in v.holders) for f in found] == [["Orrim", "Sall"]]
    assert found[0].verdict is Verdict.COMPATIBLE


def accord_words() -> Vocabulary:
    """The vocabulary of an invented accord between Velia and Sall, with Orrim and Tamvik as mediators."""
    entities = tuple(
        Entity(e, e.title(), MentionType.PARTY, roles, e)
        for e, roles in (
            ("velia", (Role.PARTY,)),
            ("sall", (Role.PARTY,)),
            ("orrim", (Role.MEDIATOR,)),
            ("tamvik", (Role.MEDIATOR,)),
        )
    )
    topics = (Topic("ridge", "withdrawal from the ridge", ()),)
    return Vocabulary("orm-2031", entities=entities, topics=topics)


def test_terms_and_positions_are_questions_of_their_own() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("Velia was supposed to withdraw from the ridge under the deal", topics=("ridge",)),
    )
    built.add(
        "Highland Star",
        "2031-05-02",
        Said(
            "we will not withdraw from the ridge",
            "Velian army",
            "velia",
            stance=Stance.REFUSES,
            topics=("ridge",),
        ),
    )
    found = {f.question: f for f in weigh(built.reports, built.readings, accord_words()).findings}
    terms = found["withdrawal from the ridge: what the agreement is said to ask"]
    will = found["withdrawal from the ridge: what Velia says it will do"]
    assert terms.values[0].holders == ("the agreement, as told by Lowland Post",)
    assert will.values[0].polarity is False and will.verdict is Verdict.SINGLE


def test_who_mediates_leaves_the_parties_out() -> None:
    built = Built()
    words = "The truce between Velia and Sall was brokered by Orrim and Tamvik"
    report = built.add("Lowland Post", "2031-05-02", Said(words))
    mentions = tuple(
        Mention(
            Span.of(report.id, report.text, at, at + len(name)), name.lower(), MentionType.PARTY, name.lower()
        )
        for name in ("Velia", "Sall", "Orrim", "Tamvik")
        if (at := report.text.index(name)) >= 0
    )
    built.readings[0] = replace(built.readings[0], mentions=mentions)
    found = [
        f
        for f in weigh(built.reports, built.readings, accord_words()).findings
        if f.question == "who mediates"
    ]
    assert [v.text for f in found for v in f.values] == ["Orrim, Tamvik"]


def test_a_mediator_named_alone_does_not_gainsay_a_longer_list() -> None:
    """Who speaks of the mediators of one state says of no other that it did not mediate."""
    built = Built()
    for outlet, words in (
        ("Lowland Post", "The truce was brokered by Orrim and Tamvik"),
        ("Highland Star", "The council met the Orrim mediators"),
    ):
        parties = tuple((name, name.lower()) for name in ("Orrim", "Tamvik") if name in words)
        built.add(outlet, "2031-05-02", Said(words, parties=parties))
    found = weigh(built.reports, built.readings, accord_words()).findings
    who = next(f for f in found if f.question == "who mediates")
    assert (who.verdict, who.reason) == (Verdict.COMPATIBLE, Reason.OBJECT)


def test_two_mediators_each_named_alone_do_not_gainsay_the_list_of_both() -> None:
    """Every account names some of those whom the longest names."""
    built = Built()
    for outlet, words in (
        ("Lowland Post", "The truce was brokered by Orrim and Tamvik"),
        ("Highland Star", "The council met the Orrim mediators"),
        ("Coast Mail", "The council thanked the Tamvik mediators"),
    ):
        parties = tuple((name, name.lower()) for name in ("Orrim", "Tamvik") if name in words)
        built.add(outlet, "2031-05-02", Said(words, parties=parties))
    found = weigh(built.reports, built.readings, accord_words()).findings
    who = next(f for f in found if f.question == "who mediates")
    assert (who.verdict, who.reason) == (Verdict.COMPATIBLE, Reason.OBJECT)


def test_what_describes_a_side_is_no_further_side() -> None:
    """ "The northern group Sall" is one side at the talks, not two."""
    built = Built()
    for outlet, words in (
        ("Lowland Post", "talks between Velia and the Northern rebel group Sall have begun in Orm"),
        ("Highland Star", "talks between Velia and Sall have begun in Orm"),
    ):
        named = ("Velia", "Sall", "Northern rebel group", "Northern")
        parties = tuple((name, name.lower()) for name in named if name in words)
        built.add(outlet, "2031-05-02", Said(words, "Orrim", "orrim", "orrim", parties=parties))
    found = weigh(built.reports, built.readings, None).findings
    assert not [f for f in found if f.question.startswith("who takes part")]


def test_counts_that_differ_among_themselves_do_so_in_their_own_question() -> None:
    """Beside the plan they contradict nothing; that two counts of what was done differ is asked by itself."""
    built = Built()
    of = {"measure": "freed", "cumulative": True}
    for outlet, words, figure, more in (
        (
            "Lowland Post",
            "1,900 sailors are to be freed",
            ("1,900", 1900, 1900, "sailors"),
            {"mode": "planned"},
        ),
        ("Highland Star", "so far 1,700 sailors were freed", ("1,700", 1700, 1700, "sailors"), {}),
        ("Coast Mail", "so far 2,000 sailors were freed", ("2,000", 2000, 2000, "sailors"), {}),
    ):
        built.add(outlet, "2031-05-02", Said(words, figures=(figure,), **{**of, **more}))  # type: ignore[arg-type]
    found = weigh(built.reports, built.readings, accord_words()).findings
    beside = next(f for f in found if f.question.endswith("planned, and done so far"))
    assert (beside.verdict, beside.reason) == (Verdict.COMPATIBLE, Reason.PLANNED)
    done = next(f for f in found if f.question.endswith("so far") and f is not beside)
    assert (done.verdict, done.reason) == (Verdict.DIFFERING, Reason.UNEXPLAINED)
    assert "1,700" in done.why and "2,000" in done.why


def test_swapping_the_parties_swaps_the_findings_and_changes_nothing_else() -> None:
    def world(one: str, other: str) -> list[tuple[str, str, tuple[str, ...]]]:
        built = Built()
        built.add(
            "Lowland Post",
            "2031-05-02",
            told(
                "shells killed 12 fishermen on the quay", ("12", 12, 12, "fishermen"), holder="A", party=one
            ),
        )
        built.add(
            "Highland Star",
            "2031-05-02",
            told(
                "shells killed 40 fishermen on the quay", ("40", 40, 40, "fishermen"), holder="B", party=other
            ),
        )
        swap = {one: "first", other: "second"}
        found = weigh(built.reports, built.readings, None).findings
        return sorted(
            (f.question, f.verdict.value, tuple(swap[p] for v in f.values for p in v.parties)) for f in found
        )

    assert world("velia", "sall") == world("sall", "velia")


def test_the_picture_of_a_lineage_is_well_formed_and_escapes_names() -> None:
    from xml.etree import ElementTree

    built = Built()
    for outlet in ("Lowland <Post> & Son", "Highland Star"):
        built.add(
            outlet,
            "2031-05-02",
            Said("shells fell on the quay of Sall", "Harbour Authority", "velia", "harbour-authority"),
        )
    (line,) = weigh(built.reports, built.readings, None).lineages
    drawn = svg(line, built.reports)
    root = ElementTree.fromstring(drawn)  # noqa: S314
    words = [t.text or "" for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(w.startswith("Lowland <Post> & Son") for w in words)


def freed_so_far(
    built: Built, outlet: str, day: str, words: str, number: int, by: tuple[str, str] | None = None
) -> None:
    """A report on how many were freed so far, by the word of a speaker of a party."""
    holder, party = by or (None, None)
    built.add(
        outlet,
        day,
        Said(
            f"so far {words} sailors were freed",
            holder,
            party,
            figures=((words, number, number, "sailors"),),
            cumulative=True,
        ),
    )


def test_a_body_that_takes_no_side_differs_from_a_party_and_disputes_nothing() -> None:
    """The Red Cross and a ministry count otherwise: that is no contest of two sides."""
    stand = []
    for other in (("Red Cross", "icrc"), ("Sall council", "sall")):
        built = Built()
        freed_so_far(built, "Lowland Post", "2031-05-02", "40", 40, ("Velian army", "velia"))
        freed_so_far(built, "Highland Star", "2031-05-02", "25", 25, other)
        (found,) = figures(built)
        stand.append((found.verdict, found.reason))
    assert stand == [
        (Verdict.DIFFERING, Reason.UNEXPLAINED),
        (Verdict.CONTESTED, Reason.DISPUTE),
    ]


def test_where_some_pairs_are_updates_those_that_differ_are_named() -> None:
    """A total of last week explains nothing about two totals of today."""
    built = Built()
    freed_so_far(built, "Lowland Post", "2031-05-02", "19", 19)
    freed_so_far(built, "Highland Star", "2031-05-16", "70", 70)
    freed_so_far(built, "Coast Mail", "2031-05-16", "48", 48)
    (found,) = figures(built)
    assert (found.verdict, found.reason) == (Verdict.DIFFERING, Reason.UNEXPLAINED)
    assert "“70”" in found.why and "“48”" in found.why and "“19”" not in found.why
