"""The table in the documentation is what the function does."""

from __future__ import annotations

import itertools
from pathlib import Path

from truceline.model.standing import EvidenceLevel, State
from truceline.standing import shown
from truceline.standing.shown import NOT_YET_ASKED, WORDS

DOC = Path(__file__).resolve().parents[2] / "docs" / "reference" / "standing.md"


def test_every_pair_of_state_and_evidence_has_one_word_by_the_order_of_the_rules() -> None:
    for state, evidence in itertools.product(State, EvidenceLevel):
        plain, accused = shown(state, evidence), shown(state, evidence, ["Shore"])
        if evidence is EvidenceLevel.NO_ACCESS:
            assert plain == accused == "unknown (no access)"
        elif evidence is EvidenceLevel.CONTESTED:
            assert plain == accused == "disputed"
        elif evidence is EvidenceLevel.SILENT and state not in NOT_YET_ASKED:
            assert plain == accused == "unknown (no report)"
        else:
            assert plain == WORDS[state] and accused == "breach alleged by Shore"


def test_the_documentation_prints_the_table() -> None:
    text = DOC.read_text("utf-8")
    for words in ("unknown (no access)", "disputed", "unknown (no report)", "breach alleged by PARTY"):
        assert f"| {words} |" in text
    for state in State:
        assert f"`{state.value}`" in text and WORDS[state] in text
    for evidence in EvidenceLevel:
        assert f"`{evidence.value}`" in text
