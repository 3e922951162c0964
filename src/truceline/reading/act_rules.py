"""Which words are acts, in PLOVER terms: data of a language pack made ready to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from truceline.reading.inflection import verb_forms
from truceline.reading.pack import PackShape, load_pack


class _Rule(PackShape):
    root: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class _ActsFile(PackShape):
    rules: list[_Rule]
    frames: dict[str, list[str]]
    modals: dict[str, list[str]]
    conditions: list[str]


@dataclass(frozen=True, slots=True)
class ActRule:
    """What a verb means: root and mode, its particle, and the objects that it asks for (none: any)."""

    root: str
    mode: str | None
    base: str
    particle: str | None
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class ActsPack:
    """Rules by inflected verb form, nouns of doing, and the frames that say how an act is meant."""

    verbs: Mapping[str, tuple[ActRule, ...]]
    nouns: Mapping[str, ActRule]
    frames: Mapping[str, frozenset[str]]
    modals: Mapping[str, frozenset[str]]
    conditions: frozenset[str]


@lru_cache(maxsize=4)
def acts_pack(language: str = "en") -> ActsPack:
    """The acts of a language; raises `PackError` where the file is unusable."""
    shape = load_pack(language, "acts.yaml", _ActsFile)
    verbs: dict[str, list[ActRule]] = {}
    nouns: dict[str, ActRule] = {}
    for r in shape.rules:
        objects = frozenset(w.lower() for w in r.objects)
        for verb in r.verbs:
            base, _, particle = verb.partition(" ")
            rule = ActRule(r.root, r.mode, base, particle or None, objects)
            for form in dict.fromkeys(verb_forms(base)):
                verbs.setdefault(form, []).append(rule)
        for noun in r.nouns:
            nouns.setdefault(noun, ActRule(r.root, r.mode, noun, None, frozenset()))
    return ActsPack(
        verbs={k: tuple(sorted(v, key=_exactness)) for k, v in verbs.items()},
        nouns=nouns,
        frames={k: frozenset(f for v in ws for f in verb_forms(v)) for k, ws in shape.frames.items()},
        modals={k: frozenset(ws) for k, ws in shape.modals.items()},
        conditions=frozenset(shape.conditions),
    )


def _exactness(rule: ActRule) -> int:
    """Rules that ask for more go first."""
    return -(2 * bool(rule.objects) + 3 * bool(rule.particle))
