"""How reports of one conflict name what an agreement speaks of: `vocabulary.yaml` of an accord folder.

The file mirrors `truceline.model.accord.Vocabulary` field by field. A plain string stands
for an alias of kind `name`; `dates` may be a mapping of names to days.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from truceline.accord.lines import line_of, parse, validated
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import Alias, AliasKind, Entity, Measure, Pattern, Role, Topic, Vocabulary
from truceline.model.reading import MentionType

Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Alias(_Shape):
    text: Words
    kind: AliasKind = AliasKind.NAME
    mirror: str | None = None
    neutral: str | None = None


def _as_alias(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


class _Entity(_Shape):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: Words
    type: MentionType
    roles: tuple[Role, ...] = (Role.OTHER,)
    party: str | None = None
    aliases: tuple[Annotated[_Alias, BeforeValidator(_as_alias)], ...] = ()
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    country: str | None = None


class _Pattern(_Shape):
    all: Annotated[tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...], Field(min_length=1)]
    none: tuple[Words, ...] = ()


class _Measure(_Shape):
    id: Words
    name: Words
    counted: tuple[Words, ...]
    near: tuple[Words, ...] = ()
    none: tuple[Words, ...] = ()
    unit: str = "person"
    cumulative: bool | None = None
    clauses: tuple[Words, ...] = ()


class _Topic(_Shape):
    id: Words
    name: Words
    patterns: tuple[_Pattern, ...] = ()
    measures: tuple[Words, ...] = ()


def _as_pairs(value: Any) -> Any:
    return tuple(value.items()) if isinstance(value, dict) else value


class _Vocabulary(_Shape):
    accord: Words
    start: Day | None = None
    end: Day | None = None
    signs: tuple[Words, ...] = ()
    agreement_names: tuple[Words, ...] = ()
    entities: tuple[_Entity, ...] = ()
    measures: tuple[_Measure, ...] = ()
    topics: tuple[_Topic, ...] = ()
    dates: Annotated[tuple[tuple[Words, Day], ...], BeforeValidator(_as_pairs)] = ()


def load_vocabulary(path: Path) -> Vocabulary:
    """The vocabulary in the file `path`, or in `path/vocabulary.yaml` where `path` is a folder.

    Raises `AccordNotFound` where there is no such file, and `AccordError`, with file and line,
    for anything that is not a vocabulary: an unknown field, an id used twice, a name that
    leads nowhere.
    """
    file = path / "vocabulary.yaml" if path.is_dir() else path
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as e:
        raise AccordNotFound(
            "no vocabulary here", where=file, mend="name an accord folder that holds vocabulary.yaml"
        ) from e
    except UnicodeDecodeError as e:
        raise AccordError("not UTF-8", file=file, mend="save the file as UTF-8") from e
    return vocabulary_from(text, file)


def vocabulary_from(text: str, file: Path | str) -> Vocabulary:
    """The vocabulary written in `text`; `file` is named in errors (`AccordError`)."""
    shape = validated(text, file, _Vocabulary)
    for path, what, mend in _astray(shape):
        raise AccordError(what, file=file, line=line_of(parse(text, file), path), mend=mend)
    return replace(_built(shape), text=text)


def _astray(v: _Vocabulary) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """What the shape alone cannot see: where, what, how to mend it."""
    named = (
        ("entities", [e.id for e in v.entities]),
        ("measures", [m.id for m in v.measures]),
        ("topics", [t.id for t in v.topics]),
    )
    for kind, all_ids in named:
        for i, id in enumerate(all_ids):
            if id in all_ids[:i]:
                yield (kind, i, "id"), f"id {id!r} is used twice in {kind}", "give each its own id"
    ids = {e.id for e in v.entities}
    for i, sign in enumerate(v.signs):
        if sign not in ids:
            yield ("signs", i), f"sign {sign!r} is no entity of this file", "name an entity's id"
    measures = {m.id for m in v.measures}
    for i, topic in enumerate(v.topics):
        for j, m in enumerate(topic.measures):
            if m not in measures:
                yield (
                    ("topics", i, "measures", j),
                    f"measure {m!r} is not in this file",
                    "name a measure's id",
                )
        if not topic.patterns and not topic.measures:
            yield ("topics", i), f"topic {topic.id!r} asks for nothing", "give it patterns or measures"
        for j, pattern in enumerate(topic.patterns):
            for words in (*pattern.all, pattern.none):
                for w in words:
                    if w.startswith("@") and w[1:] not in ids:
                        yield (
                            ("topics", i, "patterns", j),
                            f"{w!r} is no entity of this file",
                            "write @ and an entity's id",
                        )
    for i, entity in enumerate(v.entities):
        texts: set[tuple[str, AliasKind]] = set()
        for j, alias in enumerate(entity.aliases):
            if (alias.text, alias.kind) in texts:
                yield ("entities", i, "aliases", j), f"alias {alias.text!r} stands twice", "drop one"
            texts.add((alias.text, alias.kind))
            if alias.kind is AliasKind.LABEL and not alias.neutral:
                yield (
                    ("entities", i, "aliases", j),
                    f"label {alias.text!r} has no neutral word beside it",
                    "add `neutral: ...`",
                )
    if v.start and v.end and v.start > v.end:
        yield ("start",), f"start {v.start} lies after end {v.end}", "swap them"


def _built(v: _Vocabulary) -> Vocabulary:
    return Vocabulary(
        accord=v.accord,
        entities=tuple(
            Entity(
                id=e.id,
                name=e.name,
                type=e.type,
                roles=e.roles,
                party=e.party or (e.id if Role.PARTY in e.roles else None),
                aliases=tuple(Alias(a.text, a.kind, a.mirror, a.neutral) for a in e.aliases),
                latitude=e.latitude,
                longitude=e.longitude,
                country=e.country,
            )
            for e in v.entities
        ),
        measures=tuple(Measure(**m.model_dump()) for m in v.measures),
        topics=tuple(
            Topic(t.id, t.name, tuple(Pattern(p.all, p.none) for p in t.patterns), t.measures)
            for t in v.topics
        ),
        signs=v.signs,
        agreement_names=v.agreement_names,
        start=v.start,
        end=v.end,
        dates=v.dates,
    )
