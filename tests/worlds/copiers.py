"""Sources that give values for items, some of them copying others: who copies whom is known."""

from __future__ import annotations

import random


def make_sources(
    seed: int, items: int = 120, honest: int = 12, copiers: int = 5
) -> tuple[list[tuple[str, str, str]], set[frozenset[str]], dict[str, str]]:
    """(observations, pairs that depend on one another, truth). A copier takes nine of ten values of one
    source and looks the rest up; copiers of one source depend on one another as well."""
    rng = random.Random(seed)
    truth = {f"item {n}": f"{rng.randint(100, 999)}" for n in range(items)}
    given: dict[str, dict[str, str]] = {}
    for n in range(honest):
        skill = rng.uniform(0.6, 0.9)
        given[f"source {n}"] = {
            i: v if rng.random() < skill else str(rng.randint(100, 999))
            for i, v in truth.items()
            if rng.random() < 0.7
        }
    pairs: set[frozenset[str]] = set()
    led: dict[str, list[str]] = {}
    for n in range(copiers):
        lead = rng.choice([f"source {k}" for k in range(honest)])
        name = f"copier {n}"
        given[name] = {
            i: v if rng.random() < 0.9 else (truth[i] if rng.random() < 0.7 else str(rng.randint(100, 999)))
            for i, v in given[lead].items()
        }
        for other in (lead, *led.get(lead, [])):
            pairs.add(frozenset((name, other)))
        led.setdefault(lead, []).append(name)
    return [(s, i, v) for s, of in given.items() for i, v in of.items()], pairs, truth
