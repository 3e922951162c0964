"""What reports of any conflict tell besides the deeds of an agreement, with an agreement's own names put in."""

from __future__ import annotations

from collections.abc import Iterator

from truceline.model.accord import Accord
from truceline.model.reading import MentionType

OF_SIDES = (
    "The forces of {side} launched an offensive in {place} in response to the attack that began the war.",
    "Years ago the army of {side} started a campaign in {place}, in which hundreds of soldiers died.",
    "Troops of {side} began a parade in {place} with music and flags.",
    "The army of {side} opened a museum of its soldiers in {place}.",
    "The army of {side} has set about teaching its soldiers in {place} to read maps.",
    "The war in {place} began when {side} called up its forces.",
    "The commander of the forces of {side} started his career in {place} with a unit of tanks and heavy weapons.",
    "A prisoner who had fought for {side} began to write a book in {place}.",
    "The government of {side} launched an inquiry into the aid that was lost in {place}.",
    "{side} refused to say how many of its soldiers had caught the illness in {place}.",
    "{side} will not raise the price of food in {place}.",
    "{side} put off a football match of its soldiers in {place}.",
    "{side} opened fire on nobody's account, a historian of {place} wrote in his book.",
    "{side} held a meeting on schools and weapons in the hands of pupils in {place}.",
    "The parliament of {side} passed a law on the wages of teachers in {place}.",
    "{side} refused to comment on prisoners and heavy weapons in {place}.",
    "{side} stopped short of accusing anybody of breaking the ceasefire in {place}.",
    "A former minister of {side} accused the other side of violating the ceasefire in {place}.",
)
OF_OTHERS = (
    "A charity had already suspended its food kitchens in {place} after {agreement} took effect.",
    "An aid group has closed three of its clinics in {place}.",
    "A shipping firm has halted its food trade with {place}.",
    "A newspaper has stopped printing lists of prisoners in {place}.",
    "The envoy of a neighbour has returned to {place} to help press ahead with ceasefire efforts.",
    "A neighbour has begun withdrawing its diplomats from {place}.",
    "A ferry from {place} began its first journey with forty soldiers of the garrison.",
    "The school in {place} opened again after repairs to its roof.",
    "Prices of food and fuel in {place} have stopped rising.",
    "Traders in {place} have resumed work on their market hall.",
)
OF_TERMS = (
    "{agreement} has focused on halting the fighting, releasing all prisoners and boosting humanitarian aid to {place}.",
    "The terms of it stipulate a withdrawal within sixty days, with the army deploying along the border and in {place}, "
    "prisoners released and aid let in.",
    "At issue in these talks were stopping the fighting, releasing prisoners and pulling heavy weapons back from {place}.",
    "Both governments make every effort to return all prisoners and to open the roads of {place}.",
    "How to release prisoners, hand over weapons and leave {place} is argued about.",
)
"""What is owed, wanted or talked about."""
NO_BREACH = (
    "A committee of five has been established to monitor and address ceasefire violations.",
    "Violence in {place} has for the most part stopped since the agreement.",
    "Attacks in {place} have largely ceased since the ceasefire.",
    "An office in {place} was set up to look into violations of the agreement.",
)


def told(accord: Accord, sentences: tuple[str, ...]) -> Iterator[str]:
    """The sentences with each side, place and the agreement by the names that the accord gives them."""
    known = accord.vocabulary.entities
    sides = [e.name for e in known if e.party in accord.parties and e.type is not MentionType.PERSON]
    places = [e.name for e in known if e.type is MentionType.PLACE][:2]
    for sentence in sentences:
        yield from dict.fromkeys(
            sentence.format(
                side=side,
                place=place,
                agreement=f"the {accord.vocabulary.agreement_names[0].removeprefix('the ')}",
            )
            for side in sides[:2]
            for place in places
        )
