"""What a person decided about lineages and findings wins, and survives new reports."""

from __future__ import annotations

from tests.weighing.build import Built, Said

from truceline.model.judgement import Decision, Judgement, SubjectKind
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
