"""Two who tell of one day the like bear each other out, unless each means the other's side."""

from __future__ import annotations

from pathlib import Path

from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

BOMB = (
    (
        "River Wire",
        "2031-04-12",
        "A bomb in the market of Bilma on Friday killed at least seven traders, medics said.",
    ),
    (
        "Sahel Daily",
        "2031-04-13",
        "One of the seven people killed by Friday's bomb in the market was a guard.",
    ),
)


def test_accounts_of_one_day_that_share_words_bear_each_other_out(tmp_path: Path) -> None:
    asked = Asked("", BOMB, ((0, "A bomb"), (1, "bomb in the market")))
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert "corroborated" in [f.verdict.value for f in found]


def test_each_enemy_that_fires_bears_out_no_other(tmp_path: Path) -> None:
    reports = (
        (
            "River Wire",
            "2031-04-12",
            "“On April 11 the enemy fired mortar shells at the ferry landing,” Niger's defence ministry said.",
        ),
        (
            "Sahel Daily",
            "2031-04-12",
            "“On April 11 the enemy fired mortar shells from the ferry landing,” Chad's defence ministry said.",
        ),
    )
    asked = Asked("", reports, ((0, "the enemy fired"), (1, "the enemy fired")))
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert found
    assert "corroborated" not in [f.verdict.value for f in found]


def test_accounts_that_share_thin_words_alone_are_no_question(tmp_path: Path) -> None:
    reports = (
        ("River Wire", "2031-04-12", "Hundreds have fled the hills since Friday, herders said."),
        ("Sahel Daily", "2031-04-12", "At least six wells were dug in Bilma since Friday, a nurse said."),
    )
    asked = Asked("", reports, ((0, "have fled"), (1, "were dug")))
    assert not findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)


def test_one_number_of_one_matter_told_twice_is_borne_out(tmp_path: Path) -> None:
    reports = (
        (
            "River Wire",
            "2031-04-12",
            "The grain agency has 51,000 tonnes of wheat in silos at Bilma, monks said.",
        ),
        (
            "Sahel Daily",
            "2031-04-13",
            "The silos hold a quarter of the wheat of the land, some 51,000 tonnes, a nurse said.",
        ),
    )
    asked = Asked("", reports, ((0, "51,000 tonnes"), (1, "51,000 tonnes")))
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    assert "corroborated" in [f.verdict.value for f in found]
