"""Synthetic worlds: known acts of speech and counts, told by outlets that quote, copy, round and err.

Everything is made from a seed, so that a world can be made again. Places, parties and words
are invented. What goes back to what, and how the answers to a question stand, is known.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.weighing.build import Built, Said

from truceline.model.reading import Manner, Reading
from truceline.model.report import Report

PLACES = [
    a + b
    for a in ("Or", "Sal", "Vel", "Tam", "Kir", "Dun", "Mar", "Bel", "Hos", "Nar")
    for b in ("mun", "leth", "vik", "dara", "gost", "rin")
]
LASTS = 365
"""Days for which the same places are told of."""
ENDINGS = ("ska", "dorf", "ham", "opol", "une", "ati", "wick", "egra")
BODIES = [
    (f"{p} {b}", p.lower(), f"{p.lower()}-{b.lower().replace(' ', '-')}")
    for p in ("Velia", "Sall", "Orrim")
    for b in ("interior ministry", "army command", "harbour office", "health council")
]
THINGS = [
    "grain convoy",
    "water pumps",
    "bridge guards",
    "power line",
    "field hospital",
    "customs shed",
    "radio mast",
    "fuel depot",
    "school kitchen",
    "ferry landing",
    "mine clearance",
    "postal van",
    "salt works",
    "signal tower",
    "cattle market",
    "court house",
]
ACTS = [
    "reopen",
    "move",
    "inspect",
    "protect",
    "repair",
    "hand over",
    "close",
    "supply",
    "rename",
    "widen",
    "guard",
    "count",
]
REASONS = [
    "before the spring floods",
    "because drivers are afraid",
    "at the request of fishermen",
    "under the eyes of observers",
    "without any payment",
    "as elders had asked",
    "despite heavy snow",
    "with borrowed machines",
    "for the sake of pupils",
    "after a long quarrel",
]
TAILS = [
    "while geese crossed the valley",
    "as clerks looked on from the balcony",
    "with the smell of tar in the air",
    "and nobody could say for how long",
    "though the roads were thick with mud",
    "while a brass band practised nearby",
]


@dataclass
class World:
    """Reports and readings with their truth: claim id -> origin, question -> verdict."""

    seed: int
    built: Built = field(default_factory=Built)
    origin: dict[str, str] = field(default_factory=dict)
    verdicts: dict[tuple[str, str], str] = field(default_factory=dict)
    """(place, day) of a count -> verdict."""


def make_world(
    seed: int, days: int = 12, outlets: int = 12, statements: int = 4, copying: float = 0.5
) -> World:
    """A world of `days` days: each day some statements, a wire story and a count, told by some of `outlets`.

    `copying` is the share of accounts that are copies of another outlet's text.
    """
    world = World(seed)
    for _ in _days(world, days, outlets, statements, copying):
        pass
    return world


def world_by_day(
    seed: int, days: int, outlets: int = 12, statements: int = 4, copying: float = 0.5
) -> Iterator[list[tuple[Report, Reading]]]:
    """The reports of the world of that seed, a day at a time: so that it may be as large as it likes."""
    world = World(seed)
    for _ in _days(world, days, outlets, statements, copying):
        told = list(zip(world.built.reports, world.built.readings, strict=True))
        world.built, world.origin, world.verdicts = Built(), {}, {}
        yield told


def _days(world: World, days: int, outlets: int, statements: int, copying: float) -> Iterator[None]:
    rng = random.Random(world.seed)
    names = [
        f"{rng.choice(PLACES)} {k} {n}"
        for n, k in enumerate(rng.choices(["Post", "Star", "Echo", "Mail"], k=outlets))
    ]
    start = date(2031, 3, 1)
    again: list[tuple[int, tuple[str, str, str], list[str]]] = []
    for d in range(days):
        today = start + timedelta(days=d)
        pages: dict[str, list[tuple[Said, str]]] = {name: [] for name in names}
        told: list[tuple[tuple[str, str, str], list[str]]] = []
        places = _places(d)
        bodies = rng.sample(BODIES, k=min(statements, len(BODIES)))
        for body in bodies:
            repeat = [x for x in again if x[1] == body and d - x[0] >= 6]
            again = [x for x in again if x not in repeat]
            told.append(
                (body, [_varied(rng, s) for s in repeat[0][2]] if repeat else _statement(rng, places))
            )
        for k, (body, sentences) in enumerate(told):
            again.append((d, body, sentences))
            _tell_statement(rng, pages, names, body, sentences, f"s{d}-{k}", today, copying)
        _tell_wire(rng, pages, names, d, copying, places)
        _tell_count(rng, world, pages, names, today, d, places)
        for name in names:
            if pages[name]:
                report = world.built.add(name, today.isoformat(), *[s for s, _ in pages[name]])
                _truth(world, report, [o for _, o in pages[name]])
        yield


def _places(d: int) -> list[str]:
    """The places told of on a day: after `LASTS` days the world goes on in others, so that what a larger world
    tells is more, and not the same again."""
    ending, round_ = "", d // LASTS
    while round_:
        round_, n = divmod(round_ - 1, len(ENDINGS))
        ending += ENDINGS[n]
    return [place + ending for place in PLACES]


def _truth(world: World, report: Report, origins: list[str]) -> None:
    reading = world.built.readings[-1]
    assert reading.report == report.id
    for claim, origin in zip(reading.claims, origins, strict=True):
        world.origin[claim.id] = origin if origin else f"voice {report.outlet}"


TEMPLATES = (
    "the {a} council will {act} the {thing} near {b} {reason}",
    "engineers from {a} may {act} the {thing} that feeds {b} {reason}",
    "a party of surveyors reached {a} to {act} its {thing} with help from {b} {reason}",
    "our people want to {act} every {thing} between {a} and {b} {reason}",
    "two ministers signed a paper on how to {act} the {thing} of {a} and pay {b} {reason}",
    "residents of {a} asked {b} to {act} the old {thing} {reason}",
)


def _statement(rng: random.Random, places: Sequence[str]) -> list[str]:
    return [
        template.format(
            a=rng.choice(places),
            b=rng.choice(places),
            act=rng.choice(ACTS),
            thing=rng.choice(THINGS),
            reason=rng.choice(REASONS),
        )
        for template in rng.sample(TEMPLATES, k=2)
    ]


def _varied(rng: random.Random, words: str) -> str:
    """A later statement in alike words: another thing at the same place."""
    for thing in THINGS:
        if thing in words:
            return words.replace(thing, rng.choice([t for t in THINGS if t != thing]))
    return words


def _reworded(rng: random.Random, words: str) -> str:
    """The same in other words: the reason first, or the place first, small words changed."""
    for reason in REASONS:
        if words.endswith(reason) and rng.random() < 0.6:
            words = f"{reason} {words[: -len(reason)].strip()}"
            break
    return words.replace("will ", rng.choice(["is going to ", "would ", "shall ", "will "])).replace(
        "near ", rng.choice(["close to ", "by ", "near "])
    )


def _tell_statement(
    rng: random.Random,
    pages: dict[str, list[tuple[Said, str]]],
    names: list[str],
    body: tuple[str, str, str],
    sentences: list[str],
    key: str,
    today: date,
    copying: float,
) -> None:
    holder, party, entity = body
    first = True
    for name in rng.sample(names, k=rng.randint(2, 5)):
        dated = (today - timedelta(days=rng.choice([0, 0, 1]))).isoformat() if rng.random() < 0.3 else None
        for sentence in sentences if first else rng.sample(sentences, k=rng.randint(1, 2)):
            copied = rng.random() < copying
            words = sentence if copied or first else _reworded(rng, sentence)
            lost = not first and copied and rng.random() < 0.15
            said = (
                Said(words)
                if lost
                else Said(
                    words,
                    holder,
                    party,
                    entity,
                    on=dated,
                    origin=key,
                    manner=Manner.DIRECT if copied and rng.random() < 0.5 else None,
                )
            )
            pages[name].append((said, key))
        first = False


WIRES = (
    "{cart} full of {load} stood near {a} on the road to {b} {tail}",
    "In {a} the price of {load} fell by half within a week as {cart} came in from {b}",
    "Nobody at the {a} toll gate had seen so many {load} since the flood that cut off {b}",
    "A teacher in {b} said goodbye to her class and walked home past {cart} and {load} {tail}",
)


def _tell_wire(
    rng: random.Random,
    pages: dict[str, list[tuple[Said, str]]],
    names: list[str],
    d: int,
    copying: float,
    places: Sequence[str],
) -> None:
    text = [
        template.format(
            cart=rng.choice(["Carts", "Buses", "Lorries", "Boats", "Trains"]),
            load=rng.choice(["apples", "bricks", "letters", "seed", "chairs", "lamps"]),
            a=rng.choice(places),
            b=rng.choice(places),
            tail=rng.choice(TAILS),
        )
        for template in WIRES
    ]
    carriers = [n for n in names if rng.random() < copying / 2]
    if not carriers:
        return
    # the truth: the first of those that publish the same day, whichever the software takes for it
    origin = f"wire {d}"
    for name in carriers:
        for sentence in text:
            if name == carriers[0] or rng.random() < 0.96:
                pages[name].append((Said(sentence), origin))


def _tell_count(
    rng: random.Random,
    world: World,
    pages: dict[str, list[tuple[Said, str]]],
    names: list[str],
    today: date,
    d: int,
    places: Sequence[str],
) -> None:
    place = f"{rng.choice(places)}{d}"
    true = rng.randint(12, 90)
    kind = rng.choice(["single", "corroborated", "compatible", "differing", "contested"])
    a, b = rng.sample(names, k=2)
    people = f"people were killed in {place} when the quay was shelled"
    one = (a, Said(f"{true} {people}", places=(place,), figures=((str(true), true, true, "people"),)))
    if kind == "single":
        told = [one]
    elif kind == "corroborated":
        told = [
            one,
            (
                b,
                Said(
                    f"Shells on the quay of {place} killed {true} people",
                    places=(place,),
                    figures=((str(true), true, true, "people"),),
                ),
            ),
        ]
    elif kind == "compatible":
        low = true - rng.randint(1, 3)
        told = [
            one,
            (
                b,
                Said(
                    f"Shells on the quay of {place} killed at least {low} people",
                    places=(place,),
                    figures=((f"at least {low}", low, None, "people"),),
                ),
            ),
        ]
    elif kind == "differing":
        other = true + rng.randint(20, 40)
        told = [
            one,
            (
                b,
                Said(
                    f"Shells on the quay of {place} killed {other} people",
                    places=(place,),
                    figures=((str(other), other, other, "people"),),
                ),
            ),
        ]
    else:
        other = true + rng.randint(20, 40)
        x, y = (
            ("Velia interior ministry", "velia", "velia-interior-ministry"),
            ("Sall health council", "sall", "sall-health-council"),
        )
        told = [
            (
                a,
                Said(
                    f"{true} {people}",
                    *x,
                    origin=f"c{d}x",
                    places=(place,),
                    figures=((str(true), true, true, "people"),),
                ),
            ),
            (
                b,
                Said(
                    f"shells on the quay of {place} killed {other} people",
                    *y,
                    origin=f"c{d}y",
                    places=(place,),
                    figures=((str(other), other, other, "people"),),
                ),
            ),
        ]
    for name, said in told:
        pages[name].append((said, "" if said.holder is None else f"count {d} {said.party}"))
    world.verdicts[(place.lower(), today.isoformat())] = kind
