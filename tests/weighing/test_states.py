"""Whether a thing stands as one says, whoever tells it and in whatever words; and a denial of the very thing told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.weighing.asked import Asked, findings_on

from truceline.model.weighing import QuestionKind

STATES = (
    Asked(
        "a truce that holds, in a report without a date as well",
        (
            ("River Wire", "2031-04-10", "“The ceasefire is largely respected,” a priest in Agadez said."),
            ("Sahel Daily", "", "The truce with the herders remains in force, a nurse said."),
        ),
        ((0, "largely respected"), (1, "remains in force")),
        ("corroborated",),
    ),
    Asked(
        "a side that agreed to a truce, as another says it did not",
        (
            ("River Wire", "2031-04-10", "Niger agreed to extend the truce, a priest in Agadez said."),
            ("Sahel Daily", "2031-04-10", "Niger turned down the extension, a nurse said."),
        ),
        ((0, "agreed to extend"), (1, "turned down the extension")),
        ("contested", "dispute"),
    ),
    Asked(
        "a truce that was accepted, and a proposal for another that was not",
        (
            ("River Wire", "2031-04-10", "Niger accepted the truce, a priest in Agadez said."),
            ("Sahel Daily", "2031-04-10", "Niger rejected a ceasefire proposal, a nurse said."),
        ),
        ((0, "accepted the truce"), (1, "rejected a ceasefire proposal")),
    ),
    Asked(
        "a thing denied by what is negated of it",
        (
            ("River Wire", "2031-04-10", "The army of Niger shelled Agadez with tanks, a priest said."),
            ("Sahel Daily", "2031-04-10", "“The army has no tank in Agadez,” the Defence Ministry said."),
        ),
        ((0, "with tanks"), (1, "no tank")),
        ("contested", "dispute"),
    ),
)

WISHES = (
    "“We remain committed to the faithful carrying out of the ceasefire,”",
    "“Any issues in the carrying out of the ceasefire should be addressed through talks,”",
)


@pytest.mark.parametrize("wish", WISHES)
def test_nobody_denies_a_wish(wish: str, tmp_path: Path) -> None:
    """Charges that are rejected are not what another vows or wants, though it stands right before."""
    text = f"{wish} Chad's spokesman said. Niger's foreign minister rejected the accusations as baseless."
    asked = Asked(
        "a wish", (("River Wire", "2031-04-10", text),), ((0, "the ceasefire"), (0, "the accusations"))
    )
    assert not findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)


@pytest.mark.parametrize("asked", STATES, ids=lambda a: a.name)
def test_a_state_is_one_question(asked: Asked, tmp_path: Path) -> None:
    """What two tell of it stands together, as one gainsays the other; of another thing it stands apart."""
    found = findings_on(asked, tmp_path, QuestionKind.OCCURRENCE)
    said = {f.verdict.value for f in found} | {f.reason.value for f in found if f.reason}
    assert said & set(asked.stand) if asked.stand else not found, said
