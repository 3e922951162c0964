"""Who did what to whom."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import page_of
from tests.reading.made_vocabulary import LOWMARK

from truceline.model.reading import Act, Modality
from truceline.reading.acts import find_acts, plover_event, plover_root
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser
from truceline.reading.times import find_times


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


def test_it_is_whoever_the_sentence_before_is_about(parser: Parser) -> None:
    """A pronoun that opens a sentence stands for the fitting subject before it; within a quotation it does not."""
    found = act("released", "The Uplands agreed to a truce. It has released ten prisoners.", parser)
    assert found.actor == ("uplands",)
    found = act(
        "released", 'The Uplands spoke of a truce. "It released ten prisoners," a guard said.', parser
    )
    assert found.actor == ()


def test_what_a_plan_says_is_owed(parser: Parser) -> None:
    """The terms of an agreement are no deeds."""
    found = act("release", "The first phase includes the release of ten prisoners.", parser)
    assert found.modality is Modality.OBLIGATION


def test_the_words_of_a_time_can_hold_an_act(parser: Parser) -> None:
    """Who acts "a day after" something is still the one who acts."""
    text = "The notice came a day after the Uplands handed over four prisoners."
    page = page_of(text, parser)
    found = find_acts(page, find_mentions(page, LOWMARK), find_times(page, None))
    handed = next(a for a in found if a.span.quote == "handed")
    assert (handed.actor, handed.when) == (("uplands",), None)


def sides(found: Act) -> tuple[list[str], list[str]]:
    return [p.span.quote for p in found.actors], [p.span.quote for p in found.recipients]


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        ("Gunmen shelled the village overnight.", "shelled", ["Gunmen"], ["village"]),
        ("The northern command handed over the port to the harbour council.", "handed",
         ["northern command"], ["harbour council"]),
        ("Twelve detainees were freed by the militia.", "freed", ["militia"], ["Twelve detainees"]),
        ("The village was shelled overnight.", "shelled", [], ["village"]),
        ("Hostages released by the group arrived home.", "released", ["group"], ["Hostages"]),
        ("Rebels seized the airport and drove out the garrison.", "drove", ["Rebels"], ["garrison"]),
        ("The shelling of the town by government troops killed four villagers.", "killed",
         ["government troops"], ["four villagers"]),
        ("The army's arrest of the mayor angered residents.", "arrest", ["army"], ["mayor"]),
        ("Rebels took part in the attack on the convoy.", "attack", ["Rebels"], ["convoy"]),
        ("The harbour council called for the rebels to leave.", "called", ["harbour council"], ["rebels"]),
        ("The two armies pulled back their artillery from the river bank.", "pulled", ["two armies"], []),
        ("Protesters in the square threatened the governor.", "threatened", ["Protesters"], ["governor"]),
    ],
)  # fmt: skip
def test_whoever_takes_part_is_named_in_the_words_of_the_text(
    text: str, words: str, actors: list[str], recipients: list[str], parser: Parser
) -> None:
    """Actives, passives, participles, shared subjects and acts as nouns; no entity need be known."""
    found = act(words, text, parser)
    assert sides(found)[0] == actors
    if recipients:
        assert sides(found)[1] == recipients
    for p in (*found.actors, *found.recipients):
        p.span.check(page_of(text, parser).text)


def test_the_arms_of_a_side_are_not_dealt_with(parser: Parser) -> None:
    """Who withdraws troops does nothing to them."""
    found = act("withdrew", "The Uplands withdrew its troops from the Long River.", parser)
    assert found.actor == ("uplands",)
    assert all("troops" not in p.span.quote for p in found.recipients)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The Uplands promised the Marsh League to free the prisoners.", "free", ("uplands",)),
        ("The Uplands urged the Marsh League to free the prisoners.", "free", ("marsh-league",)),
        ("The Uplands accused the Marsh League of shelling the camp.", "shelling", ("marsh-league",)),
        ("The Uplands said it would free the prisoners.", "free", ("uplands",)),
        ("The soldiers of the Marsh League who burned the mill fled.", "burned", ("marsh-league",)),
    ],
)
def test_who_acts_in_a_clause_without_a_subject(
    text: str, words: str, who: tuple[str, ...], parser: Parser
) -> None:
    """Promising and urging differ in whose act it would be; a pronoun is the one who speaks."""
    assert act(words, text, parser).actor == who


@pytest.mark.parametrize(
    ("text", "words", "modality"),
    [
        ("No troops were withdrawn from the Long River.", "withdrawn", Modality.NEGATED),
        ("Neither side attacked the other.", "attacked", Modality.NEGATED),
        (
            "The aide does not believe the pause added to Upland's decision to invade.",
            "invade",
            Modality.INTENTION,
        ),
        ("The Uplands did not begin its bombardment of the camp.", "bombardment", Modality.NEGATED),
        ("If the Uplands attacks the camp, the truce is over.", "attacks", Modality.CONDITIONAL),
        ("The Uplands will free prisoners if the Marsh League withdraws.", "free", Modality.CONDITIONAL),
        ("The Uplands tried to storm the camp.", "storm", Modality.POSSIBLE),
        ("The Marsh League failed to disarm its fighters.", "disarm", Modality.NEGATED),
        ("The planned withdrawal of the Uplands was put off.", "withdrawal", Modality.INTENTION),
        ("The Uplands spoke of a plan to attack the camp.", "attack", Modality.INTENTION),
        ("The talks of the Uplands were expected to resume.", "talks", Modality.FUTURE),
        ("The alleged attack of the Uplands was short.", "attack", Modality.ACTUAL),
        ("The Uplands denied accusations that it shelled the camp.", "shelled", Modality.NEGATED),
        ("Officials told reporters the Uplands lifted the blockade.", "lifted", Modality.ACTUAL),
    ],
)
def test_what_is_not_told_as_done(text: str, words: str, modality: Modality, parser: Parser) -> None:
    """Denials in the subject, conditions, attempts, failures, plans told as nouns."""
    assert act(words, text, parser).modality is modality


@pytest.mark.parametrize(
    ("text", "root", "actor", "recipient"),
    [
        ("The Uplands said the Marsh League must free the prisoners.", "REQUEST", "uplands", "marsh-league"),
        ("The Uplands said it would free the prisoners.", "AGREE", "uplands", None),
        ("The Uplands said it would attack the Marsh League.", "THREATEN", "uplands", "marsh-league"),
        ("The Uplands said it would not meet the Marsh League.", "REJECT", "uplands", "marsh-league"),
    ],
)
def test_saying_that_one_will_or_another_must_is_an_act(
    text: str, root: str, actor: str, recipient: str | None, parser: Parser
) -> None:
    """A demand, a promise, a threat, a refusal: its words are the auxiliary's."""
    found = next(a for a in acts(text, parser) if a.span.quote in ("must", "would"))
    assert (found.root, found.actor, found.modality) == (root, (actor,), Modality.ACTUAL)
    if recipient:
        assert found.recipient == (recipient,)


@pytest.mark.parametrize(
    "text",
    [
        "The Uplands released a statement.",
        "The Uplands insisted it was calm.",
        "Reporters asked the Uplands whether the truce would hold.",
        '"Will it hold?" asked the Uplands.',
        "Violence will be met with violence.",
        "Thank you!",
        "The Uplands called off the parade.",
    ],
)
def test_words_of_doing_that_do_nothing(text: str, parser: Parser) -> None:
    """A statement is not set free, and what is told as a fact is no demand."""
    assert [a for a in acts(text, parser) if a.root in ("RETREAT", "REQUEST", "CONSULT", "SUPPORT")] == []


def test_an_attack_that_is_launched_is_told_once(parser: Parser) -> None:
    """A verb that only carries its noun makes one act with it."""
    found = acts("The Uplands launched an attack on the Marsh League.", parser)
    assert [(a.root, a.actor, a.recipient) for a in found] == [("ASSAULT", ("uplands",), ("marsh-league",))]


def test_the_mode_of_what_is_asked_comes_from_what_is_asked(parser: Parser) -> None:
    """To refuse to meet is another refusal than to refuse to withdraw."""
    assert act("refused", "The Uplands refused to meet the Marsh League.", parser).mode == "meet"
    assert act("refused", "The Uplands refused to pull back.", parser).mode == "yield"


def test_export_tells_who_is_asked(parser: Parser) -> None:
    """An act that is owed becomes a request to the one who owes it."""
    event = plover_event(act("release", "The Uplands must release the prisoners.", parser))
    assert (event.root, event.mode, [p.id for p in event.recipients]) == ("REQUEST", "yield", ["uplands"])
