"""Who did what to whom."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Act, Modality
from truceline.reading.acts import find_acts, plover_root
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser


def acts(text: str, parser: Parser) -> list[Act]:
    page = page_of(text, parser)
    return list(find_acts(page, find_mentions(page, LOWMARK), ()))


def act(words: str, text: str, parser: Parser) -> Act:
    return next(a for a in acts(text, parser) if a.span.quote == words)


@pytest.mark.parametrize(
    ("text", "words", "root", "mode"),
    [
        ("The Uplands withdrew its troops from the Long River.", "withdrew", "RETREAT", "withdraw"),
        ("The Marsh League released ten prisoners.", "released", "RETREAT", "release"),
        ("The Uplands condemned the Marsh League.", "condemned", "ACCUSE", "disapprove"),
        ("The Marsh League held talks with the Uplands.", "held", "CONSULT", None),
        ("The Uplands closed the crossing.", "closed", "COERCE", "restrict"),
        ("The Marsh League shelled the Uplands.", "shelled", "ASSAULT", "heavy-weapons"),
        ("The Uplands urged the Marsh League to wait.", "urged", "REQUEST", None),
    ],
)
def test_verbs_have_root_and_mode(text: str, words: str, root: str, mode: str | None, parser: Parser) -> None:
    """The object decides what a verb means."""
    found = act(words, text, parser)
    assert (found.root, found.mode) == (root, mode)


def test_actor_and_recipient_change_places_in_the_passive(parser: Parser) -> None:
    """Active and passive tell the same act."""
    active = act("attacked", "The Uplands attacked the Marsh League.", parser)
    passive = act("attacked", "The Marsh League was attacked by the Uplands.", parser)
    assert (
        (active.actor, active.recipient)
        == (passive.actor, passive.recipient)
        == (("uplands",), ("marsh-league",))
    )


def test_a_meeting_has_two_actors(parser: Parser) -> None:
    """Who meets whom is no matter of order."""
    found = act("met", "The Uplands met the Marsh League.", parser)
    assert set(found.actor) == {"uplands", "marsh-league"}
    assert found.recipient == ()


@pytest.mark.parametrize(
    ("text", "modality", "refused"),
    [
        ("The Uplands withdrew from the Long River.", Modality.ACTUAL, False),
        ("The Uplands will withdraw from the Long River.", Modality.FUTURE, False),
        ("The Uplands must withdraw from the Long River.", Modality.OBLIGATION, False),
        ("The Uplands might withdraw from the Long River.", Modality.POSSIBLE, False),
        ("The Uplands agreed to withdraw from the Long River.", Modality.INTENTION, False),
        ("The Uplands refused to withdraw from the Long River.", Modality.NEGATED, True),
        ("The Uplands did not withdraw from the Long River.", Modality.NEGATED, False),
        ("The Uplands would not withdraw from the Long River.", Modality.NEGATED, True),
    ],
)
def test_how_an_act_is_meant(text: str, modality: Modality, refused: bool, parser: Parser) -> None:
    """A plan, a duty or a refusal is no deed."""
    found = next(a for a in acts(text, parser) if a.mode == "withdraw")
    assert (found.modality, found.refused, found.actor) == (modality, refused, ("uplands",))
    assert found.place == "long-river"


def test_a_denied_act_is_marked(parser: Parser) -> None:
    """What somebody denies having done is not told as done."""
    found = act("shelling", "The Uplands denied shelling the Marsh League.", parser)
    assert found.denied
    assert found.modality is Modality.NEGATED


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("The Uplands will release the prisoners.", "AGREE"),
        ("The Uplands will attack the Marsh League.", "THREATEN"),
        ("The Uplands must release the prisoners.", "REQUEST"),
        ("The Uplands refused to release the prisoners.", "REJECT"),
        ("The Uplands released the prisoners.", "RETREAT"),
    ],
)
def test_plover_files_what_is_only_spoken_of_elsewhere(text: str, root: str, parser: Parser) -> None:
    """On export, modality is folded into the root."""
    found = next(a for a in acts(text, parser) if a.root in ("RETREAT", "ASSAULT"))
    assert plover_root(found) == root
