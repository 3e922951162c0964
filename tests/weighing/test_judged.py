"""What a person decided about lineages and findings wins, and survives new reports."""

from __future__ import annotations

from tests.weighing.build import Built, Said

from truceline.case.view import View
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.report import Handling
from truceline.model.weighing import Lineage, Weighing
from truceline.weighing import weigh


def two() -> Built:
    built = Built()
    words = "monitors may enter the port of Sall from Sunday"
    for outlet in ("Lowland Post", "Highland Star"):
        built.add(
            outlet,
            "2031-05-02",
            Said(words, "Harbour Authority", "velia", "harbour-authority", on="2031-05-01"),
        )
    built.add("Valley Echo", "2031-05-02", Said("bread is dear in Orm", "Sallish council", "sall", "sall"))
    return built


def judged(
    n: int, decision: Decision, kind: SubjectKind, subject: str, *others: str, **change: object
) -> Judgement:
    return Judgement(
        f"j{n}",
        decision,
        kind,
        subject,
        "an analyst",
        f"2031-05-0{n}T00:00:00Z",
        change=change,
        others=others,
    )


def run(built: Built, *judgements: Judgement) -> Weighing:
    return weigh(built.reports, built.readings, None, judgements)


def home(weighing: Weighing, built: Built, n: int) -> Lineage:
    claim = built.readings[n].claims[0].id
    return next(line for line in weighing.lineages if any(m.claim == claim for m in line.members))


def test_not_the_same_parts_what_was_joined_and_undo_joins_it_again() -> None:
    built = two()
    one, other = (built.readings[n].claims[0].id for n in (0, 1))
    assert home(run(built), built, 0) is home(w := run(built), built, 1) or home(w, built, 0).origin
    parted = run(built, judged(1, Decision.NOT_THE_SAME, SubjectKind.CLAIM, one, other))
    assert home(parted, built, 0).origin != home(parted, built, 1).origin
    undone = run(
        built,
        judged(1, Decision.NOT_THE_SAME, SubjectKind.CLAIM, one, other),
        judged(2, Decision.UNDO, SubjectKind.JUDGEMENT, "j1"),
    )
    assert undone == run(built)


def test_a_merge_holds_when_a_new_report_arrives() -> None:
    built = two()
    before = run(built)
    merge = judged(
        1, Decision.MERGE, SubjectKind.LINEAGE, home(before, built, 0).origin, home(before, built, 2).origin
    )
    merged = run(built, merge)
    assert home(merged, built, 0).origin == home(merged, built, 2).origin
    built.add(
        "Early Bird",
        "2031-05-01",
        Said(
            "monitors may enter the port of Sall from Sunday",
            "Harbour Authority",
            "velia",
            "harbour-authority",
            on="2031-05-01",
        ),
    )
    later = run(built, merge)
    assert home(later, built, 0).origin == home(later, built, 2).origin == home(later, built, 3).origin


def test_a_split_gives_the_named_claims_a_lineage_of_their_own() -> None:
    built = two()
    line = home(run(built), built, 0)
    after = run(
        built, judged(1, Decision.SPLIT, SubjectKind.LINEAGE, line.origin, built.readings[1].claims[0].id)
    )
    assert home(after, built, 0).origin != home(after, built, 1).origin


def test_a_withdrawn_origin_says_so_wherever_it_counts() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("12 fishermen were killed on the quay", figures=(("12", 12, 12, "fishermen"),)),
    )
    line = run(built).lineages[0]
    after = run(built, judged(3, Decision.WITHDRAW, SubjectKind.LINEAGE, line.origin))
    assert after.lineages[0].withdrawn
    assert "Withdrawn since" in after.findings[0].why


def test_findings_are_confirmed_corrected_and_rejected() -> None:
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-02",
        Said("12 fishermen were killed on the quay", figures=(("12", 12, 12, "fishermen"),)),
    )
    found = run(built).findings[0]
    assert run(built, judged(1, Decision.CONFIRM, SubjectKind.FINDING, found.id)).findings[0].confirmed
    corrected = run(
        built,
        judged(1, Decision.CORRECT, SubjectKind.FINDING, found.id, verdict="contested", reason="dispute"),
    )
    assert corrected.findings[0].verdict.value == "contested"
    assert run(built, judged(1, Decision.REJECT, SubjectKind.FINDING, found.id)).findings == ()


def test_a_confirmed_lineage_stays_together_whatever_new_reports_say() -> None:
    built = two()
    line = home(run(built), built, 0)
    claims = [m.claim for m in line.members]
    parting = judged(1, Decision.NOT_THE_SAME, SubjectKind.CLAIM, *claims)
    confirmed = judged(2, Decision.CONFIRM, SubjectKind.LINEAGE, line.origin, *claims)
    after = run(built, parting, confirmed)
    assert home(after, built, 0).origin == home(after, built, 1).origin
    assert home(after, built, 0).confirmed and not home(after, built, 2).confirmed
    undone = run(built, confirmed, judged(3, Decision.UNDO, SubjectKind.JUDGEMENT, "j2"))
    assert undone == run(built)


def test_a_rejected_lineage_leaves_each_report_an_origin_of_its_own() -> None:
    built = two()
    line = home(run(built), built, 0)
    after = run(built, judged(1, Decision.REJECT, SubjectKind.LINEAGE, line.origin))
    assert home(after, built, 0).origin != home(after, built, 1).origin


def test_a_confirmed_verdict_outlives_new_answers_and_says_so() -> None:
    built = Built()
    for outlet, words in (("Lowland Post", "12 fishermen were killed on the quay of Sall"),):
        built.add(outlet, "2031-05-02", Said(words, figures=(("12", 12, 12, "fishermen"),)))
    found = run(built).findings[0]
    decided = judged(1, Decision.CONFIRM, SubjectKind.FINDING, found.id, verdict=found.verdict.value)
    built.add(
        "Highland Star",
        "2031-05-02",
        Said("Shells on the quay of Sall killed 12 fishermen", figures=(("12", 12, 12, "fishermen"),)),
    )
    (plain,), (kept,) = run(built).findings, run(built, decided).findings
    assert plain.verdict.value == "corroborated"
    assert kept.verdict is found.verdict and kept.confirmed and "it would be corroborated" in kept.why


def test_a_judgement_finds_its_question_whichever_report_comes_to_lead_it() -> None:
    """A rejected question stays rejected when an earlier report turns up."""
    built = Built()
    built.add(
        "Lowland Post",
        "2031-05-03",
        Said("12 fishermen were killed on the quay of Sall", figures=(("12", 12, 12, "fishermen"),)),
    )
    rejected = judged(1, Decision.REJECT, SubjectKind.FINDING, run(built).findings[0].id)
    built.add(
        "Highland Star",
        "2031-05-02",
        Said("Shells on the quay of Sall killed 12 fishermen", figures=(("12", 12, 12, "fishermen"),)),
    )
    assert run(built).findings and not run(built, rejected).findings


def test_earlier_answers_stay_as_they_were_when_something_is_withdrawn_or_corrected() -> None:
    """A withdrawal or a corrected version is known from its day on; what was answered before stays."""
    built = Built()
    words = "{} fishermen were killed on the quay of Sall"
    first = built.add(
        "Lowland Post", "2031-05-02", Said(words.format(12), figures=(("12", 12, 12, "fishermen"),))
    )
    built.add(
        "Lowland Post",
        "2031-05-05",
        Said(words.format(15), figures=(("15", 15, 15, "fishermen"),)),
        before=first,
    )
    other = built.add(
        "Highland Star",
        "2031-05-03",
        Said("Shells on the quay of Sall killed 12 fishermen", figures=(("12", 12, 12, "fishermen"),)),
    )
    withdrawn = Judgement(
        "j1", Decision.WITHDRAW, SubjectKind.REPORT, other.id, "an analyst", "2031-05-08T00:00:00Z"
    )

    def known(day: str) -> Weighing:
        readings = {r.id: g for r, g in zip(built.reports, built.readings, strict=True)}
        return View.of(built.reports, readings, [withdrawn], None, day, Handling.MEDIATOR).weighing

    early, late, last = known("2031-05-04"), known("2031-05-06"), known("2031-05-09")
    assert [f.verdict.value for f in early.findings] == ["corroborated"]
    assert any(v.low == 15 for f in late.findings for v in f.values)
    assert not any(v.low == 12 and "Lowland Post" in v.holders for f in late.findings for v in f.values)
    assert not any("Withdrawn since" in f.why for f in (*early.findings, *late.findings))
    assert any("Withdrawn since" in f.why for f in last.findings)
    assert known("2031-05-04") == early
