"""Language packs: what the reader knows of a language, as data; and how a language attributes.

A pack is YAML under `packs/LANGUAGE/`. Each file is checked by a shape and turned into sets
and tables once; a fault names its file and key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from pydantic import Field

from truceline.errors import PackError
from truceline.model.reading import BlockKind, Stance
from truceline.reading.inflection import verb_forms
from truceline.reading.pack_file import PackShape, load_pack, parsed_pack
from truceline.reading.world import world

__all__ = ["AttributionPack", "PackShape", "Phrase", "Verb", "attribution_pack", "load_pack", "parsed_pack"]


class _Verbs(PackShape):
    words: list[str]
    stance: Stance
    takes: list[str]
    only: tuple[str, ...] = ()
    addressee: bool = False
    mental: bool = False


class _Phrasal(_Verbs):
    with_: tuple[str, ...] = Field(alias="with")
    negated: Stance | None = None


class _Phrases(PackShape):
    words: list[str]
    relay: bool = False
    bare: bool = False
    document: bool = False


class _Adjectives(PackShape):
    words: list[str]
    stance: Stance
    takes: tuple[str, ...] = ()


class _AttributionFile(PackShape):
    verbs: list[_Verbs]
    phrasal: list[_Phrasal]
    adjectives: list[_Adjectives]
    summaries: list[str]
    summary_goes_on: list[str]
    articles: list[str]
    particles: dict[str, list[str]]
    feminine: list[str]
    masculine: list[str]
    nouns: dict[Stance, list[str]]
    phrases: list[_Phrases]
    documents: list[str]
    statements: list[str]
    agentless: list[str]
    no_comment: list[str]
    anonymous: list[str]
    bodies: list[str]
    people: list[str]
    groups: list[str]
    outsiders: list[str]
    against: list[str]
    faulting: list[str]
    offices: list[str]
    titles: list[str]
    agency_words: list[str]
    stance: dict[str, list[str]]
    threats: list[str]
    calls: str
    prospects: str
    modality: dict[str, list[str]]
    issues: list[str]
    light: list[str]
    makes: list[str]
    made: list[str]
    moves: list[str]
    conveys: list[str]
    quotes_as: list[str]
    deeds: list[str]
    events: list[str]
    not_said: dict[str, list[str]]
    not_said_of: dict[str, list[str]]
    separate: str
    asked: str
    denial: str
    beyond: list[str]
    asides: list[str]
    day: str
    prefix: str
    furniture_parts: list[str]
    link_headings: list[str]
    blocks: dict[BlockKind, list[str]]


@dataclass(frozen=True, slots=True)
class Verb:
    """A reporting verb: its base form, what it does with the content, what it takes."""

    base: str
    stance: Stance
    takes: frozenset[str]
    addressee: bool = False
    mental: bool = False
    only: frozenset[str] = frozenset()
    """The only objects with which it is a cue ("claim responsibility"); empty for any."""
    particles: frozenset[str] = frozenset()
    """The particles one of which it must have ("rule out"); empty for none."""
    negated: Stance | None = None
    """What it does with its content where "not" stands before it, if that still attributes ("did not
    rule out")."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A cue phrase with the holder after it, as lower-case words."""

    words: tuple[str, ...]
    relay: bool = False
    bare: bool = False
    document: bool = False


@dataclass(frozen=True, slots=True)
class AttributionPack:
    """What a language pack says of attribution; words are lower-case forms as they stand in texts."""

    verbs: Mapping[str, tuple[Verb, ...]]
    """By inflected form."""
    phrasal: Mapping[str, tuple[Verb, ...]]
    """Those that attribute with a particle only, by inflected form."""
    particles: Mapping[str, frozenset[str]]
    """Particles by the verb's base form."""
    adjectives: Mapping[str, Verb]
    """Predicates whose clause is a claim, by form."""
    summary: re.Pattern[str]
    """Where the outlet sums up, after a comma, what was said."""
    feminine: frozenset[str]
    masculine: frozenset[str]
    nouns: Mapping[str, Stance]
    phrases: tuple[Phrase, ...]
    documents: frozenset[str]
    statements: frozenset[str]
    agentless: frozenset[str]
    no_comment: re.Pattern[str]
    anonymous: frozenset[str]
    bodies: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    outsiders: frozenset[str]
    against: frozenset[str]
    faulting: frozenset[str]
    offices: frozenset[str]
    """Bodies that speak for one person."""
    titles: frozenset[str]
    agencies: Mapping[str, str]
    """Agencies as written, by lower-case form."""
    agency_words: frozenset[str]
    stance: Mapping[str, frozenset[str]]
    threats: re.Pattern[str]
    calls: re.Pattern[str]
    prospects: re.Pattern[str]
    """What is held out to others as harm, in words as they are joined by blanks."""
    modality: Mapping[str, frozenset[str]]
    issues: frozenset[str]
    """Forms of verbs of issuing a statement."""
    light: frozenset[str]
    makes: frozenset[str]
    """Forms of the verb of "made clear"."""
    made: frozenset[str]
    """What can be made clear."""
    moves: frozenset[str]
    """Forms of verbs whose object does what the infinitive after it says."""
    conveys: frozenset[str]
    """Verbs whose object is told on, not judged, by base form."""
    quotes_as: frozenset[str]
    """Forms of verbs that pass on words: "quoted X as saying"."""
    deeds: frozenset[str]
    events: frozenset[str]
    """Forms of verbs with an infinitive that tell a deed, no words."""
    not_said: Mapping[str, frozenset[str]]
    """Particles with which a verb of saying is none, by the verb's base form."""
    not_said_of: Mapping[str, frozenset[str]]
    """Objects with which it is none, by the verb's base form."""
    separate: re.Pattern[str]
    denial: re.Pattern[str]
    """What a short sentence says that only denies."""
    asked: re.Pattern[str]
    """What leads to what a speaker was asked."""
    beyond: re.Pattern[str]
    """What an outlet goes on with after somebody's words."""
    asides: re.Pattern[str]
    """What an outlet explains within them."""
    day: re.Pattern[str]
    prefix: re.Pattern[str]
    furniture_parts: re.Pattern[str]
    """What makes a block furniture, however long it is."""
    link_heading: re.Pattern[str]
    """A line under which a page lists the headlines of other pages."""
    blocks: Mapping[BlockKind, re.Pattern[str]]


def _any(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{p})" for p in patterns) or r"(?!)", re.IGNORECASE)


def _low(words: Iterable[str]) -> frozenset[str]:
    return frozenset(w.lower() for w in words)


@lru_cache(maxsize=8)
def attribution_pack(language: str = "en") -> AttributionPack:
    """The attribution part of the pack of a language; raises `PackError` where it is unusable."""
    shape = load_pack(language, "attribution.yaml", _AttributionFile)
    try:
        return _built(shape, world().told.get(language, ()))
    except re.error as e:
        where = f"packs/{language}/attribution.yaml"
        raise PackError(f"not a regular expression: {e}", where=where, mend="mend the pattern") from e


def _by_form(groups: Iterable[_Verbs]) -> dict[str, tuple[Verb, ...]]:
    out: dict[str, list[Verb]] = {}
    for group in groups:
        for base in group.words:
            verb = Verb(
                base, group.stance, frozenset(group.takes), group.addressee, group.mental, _low(group.only)
            )
            if isinstance(group, _Phrasal):
                verb = replace(verb, particles=_low(group.with_), negated=group.negated)
            for form in dict.fromkeys(verb_forms(base)):
                out.setdefault(form, []).append(verb)
    return {k: tuple(v) for k, v in out.items()}


def _built(shape: _AttributionFile, told: tuple[str, ...]) -> AttributionPack:
    return AttributionPack(
        verbs=_by_form(shape.verbs),
        phrasal=_by_form(shape.phrasal),
        particles={k: _low(v) for k, v in shape.particles.items()},
        adjectives={
            w.lower(): Verb(w, g.stance, frozenset(g.takes or ["clause"]), mental=True)
            for g in shape.adjectives
            for w in g.words
        },
        summary=re.compile(
            rf",\s+(?:{'|'.join(shape.articles)})\s+(?:[\w-]+\s+){{0,2}}(?:"
            + "|".join(shape.summaries)
            + rf")\s+(?:{'|'.join(shape.summary_goes_on)})\b",
            re.IGNORECASE,
        ),
        feminine=_low(shape.feminine),
        masculine=_low(shape.masculine),
        nouns={w.lower(): s for s, ws in shape.nouns.items() for w in ws},
        phrases=tuple(
            Phrase(tuple(w.lower().split()), p.relay, p.bare, p.document)
            for p in shape.phrases
            for w in p.words
        ),
        documents=_low(shape.documents),
        statements=_low(shape.statements),
        agentless=frozenset(f for base in shape.agentless for f in verb_forms(base) if f != base),
        no_comment=_any(shape.no_comment),
        anonymous=_low(shape.anonymous),
        bodies=_low(shape.bodies),
        people=_low(shape.people),
        groups=_low(shape.groups),
        outsiders=_low(shape.outsiders),
        faulting=_low(shape.faulting),
        against=_low(shape.against),
        offices=_low(shape.offices),
        titles=_low(shape.titles),
        agencies={a.lower(): a for a in told},
        agency_words=_low(shape.agency_words),
        stance={k: _low(v) for k, v in shape.stance.items()},
        threats=_any(shape.threats),
        calls=re.compile(shape.calls, re.IGNORECASE),
        prospects=re.compile(shape.prospects, re.IGNORECASE),
        modality={k: _low(v) for k, v in shape.modality.items()},
        issues=frozenset(f for base in shape.issues for f in verb_forms(base)),
        light=_low(shape.light),
        makes=frozenset(f for base in shape.makes for f in verb_forms(base)),
        made=_low(shape.made),
        moves=frozenset(
            f
            for base in (
                *shape.moves,
                *(w for g in shape.verbs if g.stance is Stance.DEMANDS for w in g.words),
                *(w for g in shape.verbs if g.stance is Stance.ACCUSES for w in g.words),
            )
            for f in verb_forms(base)
        ),
        conveys=_low(shape.conveys),
        quotes_as=frozenset(f for base in shape.quotes_as for f in verb_forms(base)),
        events=_low(shape.events),
        deeds=frozenset(f for base in shape.deeds for f in verb_forms(base)),
        not_said={k: _low(v) for k, v in shape.not_said.items()},
        not_said_of={k: _low(v) for k, v in shape.not_said_of.items()},
        separate=re.compile(shape.separate, re.IGNORECASE),
        asked=re.compile(shape.asked, re.IGNORECASE),
        denial=re.compile(shape.denial, re.IGNORECASE),
        beyond=_any(shape.beyond),
        asides=_any(shape.asides),
        day=re.compile(shape.day, re.IGNORECASE),
        link_heading=_any(shape.link_headings),
        furniture_parts=_any(shape.furniture_parts),
        prefix=re.compile(shape.prefix, re.IGNORECASE),
        blocks={k: _any(v) for k, v in shape.blocks.items()},
    )
