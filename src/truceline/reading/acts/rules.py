"""Which words are acts, in PLOVER terms: data of a language pack made ready to ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.reading import Modality
from truceline.reading.inflection import verb_forms
from truceline.reading.pack import PackShape, load_pack

Words = frozenset[str]


class _Rule(PackShape):
    root: str
    mode: str | None = None
    verbs: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    within: int = 9
    unless: tuple[str, ...] = ()
    moves: bool = False
    transitive: bool = False
    nouns: tuple[str, ...] = ()


class _Takers(PackShape):
    people: tuple[str, ...]
    endings: tuple[str, ...]
    bodies: tuple[str, ...]
    arms: tuple[str, ...]
    sites: tuple[str, ...]
    counted: tuple[str, ...]
    nobody: tuple[str, ...]


class _ActsFile(PackShape):
    classes: dict[str, tuple[str, ...]]
    rules: list[_Rule]
    contents: dict[str, dict[str, str]]
    frames: dict[str, list[str]]
    modals: dict[str, list[str]]
    owing: tuple[str, ...]
    conditions: list[str]
    spoken_of: dict[Modality, list[str]]
    asking: tuple[str, ...]
    given_to: dict[str, tuple[str, ...]]
    happens: tuple[str, ...]
    wanting: tuple[str, ...]
    engages: tuple[str, ...]
    questioning: tuple[str, ...]
    questions: tuple[str, ...]
    other_time: tuple[str, ...]
    stipulates: tuple[str, ...]
    plans: tuple[str, ...]
    stative: tuple[str, ...]
    none_of: tuple[str, ...]
    each_other: tuple[str, ...]
    pronouns: dict[str, tuple[str, ...]]
    declaring: tuple[str, ...]
    subject_control: tuple[str, ...]
    of_object: tuple[str, ...]
    dealt_with: tuple[str, ...]
    at_place: tuple[str, ...]
    content_of: tuple[str, ...]
    gerund_of: tuple[str, ...]
    of_what: tuple[str, ...]
    for_whom: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    light: tuple[str, ...]
    placed: tuple[str, ...]
    takers: _Takers


@dataclass(frozen=True, slots=True)
class ActRule:
    """What a verb means: root and mode, its particle, and what it asks of objects and subject (none: any);
    `within` is how far its object may stand (`fitting`), `unless` objects with which it is no such act;
    with `moves`, its object is sent and not dealt with; a `transitive` one asks for any object."""

    root: str
    mode: str | None
    base: str
    particle: str | None
    objects: Words
    subjects: Words
    within: int = 9
    unless: Words = frozenset()
    moves: bool = False
    transitive: bool = False


@dataclass(frozen=True, slots=True)
class Takers:
    """Nouns of those who act and of what they are dealt with, singular and plural."""

    people: Words
    endings: tuple[str, ...]
    bodies: Words
    arms: Words
    sites: Words
    counted: Words
    nobody: Words


@dataclass(frozen=True, slots=True)
class ActsPack:
    """Rules by inflected verb form, nouns of doing, and the frames that say how an act is meant."""

    verbs: Mapping[str, tuple[ActRule, ...]]
    nouns: Mapping[str, ActRule]
    second_words: Words
    """The last words of nouns of two words."""
    contents: Mapping[str, Mapping[str, str]]
    frames: Mapping[str, Words]
    modals: Mapping[str, Words]
    owing: Words
    conditions: Words
    spoken_of: Mapping[Modality, Words]
    asking: Words
    given_to: Mapping[str, tuple[str, ...]]
    happens: Words
    wanting: Words
    engages: Words
    questioning: Words
    questions: Words
    other_time: Words
    stipulates: Words
    plans: Words
    stative: Words
    none_of: Words
    each_other: Words
    pronouns: Mapping[str, Words]
    declaring: Words
    subject_control: Words
    of_object: Words
    dealt_with: tuple[str, ...]
    at_place: Words
    content_of: Words
    gerund_of: Words
    of_what: Words
    for_whom: Words
    moved: frozenset[tuple[str, str]]
    light: Words
    placed: Words
    takers: Takers


@lru_cache(maxsize=4)
def acts_pack(language: str = "en") -> ActsPack:
    """The acts of a language; raises `PackError` where the file is unusable."""
    shape = load_pack(language, "acts.yaml", _ActsFile)
    verbs: dict[str, list[ActRule]] = {}
    nouns: dict[str, ActRule] = {}
    for r in shape.rules:
        objects, subjects = (_numbers(_spread(ws, shape.classes)) for ws in (r.objects, r.subjects))
        for verb in r.verbs:
            base, _, particle = verb.partition(" ")
            rule = ActRule(
                r.root,
                r.mode,
                base,
                particle or None,
                objects,
                subjects,
                r.within,
                _numbers(_spread(r.unless, shape.classes)),
                r.moves,
                r.transitive,
            )
            for form in dict.fromkeys(verb_forms(base)):
                verbs.setdefault(form, []).append(rule)
        for noun in r.nouns:
            rule = ActRule(r.root, r.mode, noun, None, frozenset(), frozenset())
            for form in _numbers((noun,)):
                nouns.setdefault(form, rule)
    t = shape.takers
    return ActsPack(
        verbs={k: tuple(sorted(v, key=_exactness)) for k, v in verbs.items()},
        nouns=nouns,
        second_words=frozenset(n.split()[-1] for n in nouns if " " in n),
        contents=shape.contents,
        frames={k: _verb_words(ws) for k, ws in shape.frames.items()},
        modals={k: frozenset(ws) for k, ws in shape.modals.items()},
        owing=frozenset(shape.owing),
        conditions=frozenset(shape.conditions),
        spoken_of={k: frozenset(ws) for k, ws in shape.spoken_of.items()},
        asking=_verb_words(shape.asking),
        given_to=shape.given_to,
        happens=_verb_words(shape.happens),
        wanting=_verb_words(shape.wanting),
        engages=_verb_words(shape.engages),
        questioning=_verb_words(shape.questioning),
        questions=frozenset(shape.questions),
        other_time=frozenset(shape.other_time),
        stipulates=_verb_words(shape.stipulates),
        plans=_numbers(shape.plans),
        stative=frozenset(shape.stative),
        none_of=frozenset(shape.none_of),
        each_other=frozenset(shape.each_other),
        pronouns={k: frozenset(ws) for k, ws in shape.pronouns.items()},
        declaring=_verb_words(shape.declaring),
        subject_control=_verb_words(shape.subject_control),
        of_object=frozenset(shape.of_object),
        dealt_with=shape.dealt_with,
        at_place=frozenset(shape.at_place),
        content_of=frozenset(shape.content_of),
        gerund_of=frozenset((*shape.content_of, *shape.gerund_of)),
        of_what=frozenset(shape.of_what),
        for_whom=frozenset(shape.for_whom),
        moved=frozenset(shape.moved),
        light=_verb_words(shape.light),
        placed=frozenset(shape.placed),
        takers=Takers(
            _numbers(t.people),
            t.endings,
            _numbers(t.bodies),
            _numbers(t.arms),
            _numbers(t.sites),
            _numbers(t.counted),
            _numbers(t.nobody),
        ),
    )


def _verb_words(words: Iterable[str]) -> Words:
    return frozenset(f for v in words for f in verb_forms(v))


def _spread(words: Iterable[str], classes: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    for w in words:
        if w.startswith("$"):
            yield from classes[w[1:]]
        else:
            yield w


def _numbers(words: Iterable[str]) -> Words:
    """The words and their plurals."""
    out = set()
    for w in words:
        low = w.lower()
        out |= {low, f"{low}s"}
        if low.endswith("y"):
            out.add(f"{low[:-1]}ies")
        elif low.endswith(("s", "x", "ch", "sh")):
            out.add(f"{low}es")
    return frozenset(out)


def _exactness(rule: ActRule) -> int:
    """Rules that ask for more go first."""
    return -(2 * bool(rule.objects) + 2 * bool(rule.subjects) + 3 * bool(rule.particle))
