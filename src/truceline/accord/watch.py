"""Which claims are a signal for which clause: `watch.yaml` of an accord folder.

The file mirrors `truceline.model.accord.Watch` field by field, with three short cuts:
`clause` may be a list; `$name` inside a list of words stands for a named list, of the file's
own `words` or of the language's (`words/en.yaml`: forms of verbs that any report uses); and
`undone_by`, `accused_by` and `joined_by`, where left out, are what the language file names.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from truceline.accord.lines import line_of, parse, validated
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import HolderRole, Pattern, SignalKind, Watch
from truceline.model.reading import Modality, Stance

__all__ = [
    "DEEDS",
    "Language",
    "hung",
    "idle",
    "in_turn",
    "language",
    "load_watches",
    "nouns_of",
    "of_talk",
    "spread_out",
    "watches_from",
]

DEEDS = (SignalKind.PERFORMED, SignalKind.BEGUN)
_TURNS = (SignalKind.SUSPENDED, SignalKind.RESUMED, SignalKind.ENDED, SignalKind.EXTENDED)
"""Deeds that change whether a clause binds."""
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Pattern(_Shape):
    all: Annotated[tuple[Annotated[tuple[Words, ...], Field(min_length=1)], ...], Field(min_length=1)]
    none: tuple[Words, ...] = ()


def _as_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class _Watch(_Shape):
    id: Words
    clause: Annotated[tuple[Words, ...], BeforeValidator(_as_many), Field(min_length=1)]
    signal: SignalKind
    patterns: tuple[_Pattern, ...] = ()
    topics: tuple[Words, ...] = ()
    measures: tuple[Words, ...] = ()
    acts: tuple[Words, ...] = ()
    actors: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()
    modalities: tuple[Modality, ...] = ()
    stances: tuple[Stance, ...] = ()
    holders: tuple[HolderRole, ...] = ()
    amount: Annotated[float, Field(gt=0, le=1)] | None = None
    undone_by: tuple[Words, ...] | None = None
    accused_by: tuple[Words, ...] | None = None
    strict: bool = False
    joined_by: tuple[Words, ...] | None = None
    within: Annotated[int, Field(ge=1)] = 28
    shared: bool = False
    answers: bool = False


class _Watches(_Shape):
    accord: Words
    words: dict[str, tuple[Words, ...]] = {}
    watches: tuple[_Watch, ...] = ()


class Paraphrase(_Shape):
    """Other words for a whole statement: what asks for words of each of `of` is also heard in `told`."""

    signal: SignalKind
    of: tuple[Words, ...]
    told: Annotated[tuple[tuple[Words, ...], ...], Field(min_length=1)]
    none: tuple[Words, ...] = ()


class Language(_Shape):
    """What `words/LANGUAGE.yaml` holds: named lists, and what is assumed of each kind of signal."""

    words: dict[str, tuple[Words, ...]]
    undone_by: dict[SignalKind, tuple[Words, ...]]
    hung: tuple[_Pattern, ...] = ()
    """Of each, the words that open a clause of time or condition, and those of a plan or duty that it hangs on."""
    accused_by: tuple[Words, ...] = ()
    joined_by: tuple[Words, ...] = ()
    alike: dict[str, tuple[Words, ...]] = {}
    """Words that tell of one deed: each stands for the others, wherever a group asks for it."""
    particles: tuple[Words, ...] = ()
    """What a verb can send behind its object ("pulled its guns back")."""
    unparted: tuple[Words, ...] = ()
    """First words that are no such verbs, or change their sense without the particle beside them."""
    plain: dict[str, Words] = {}
    """The plain form of a told one ("withdrew": withdraw), for what is told as not done."""
    nouns: dict[str, Words] = {}
    """The noun of a told form ("withdrew": withdrawal), for a deed that is told as not having come about."""
    not_come: tuple[Words, ...] = ()
    """How reports say that what a noun names has not come about."""
    gerunds: dict[str, Words] = {}
    """The doing that a told form names ("gave": giving), for what has fallen short of it."""
    short_of: tuple[Words, ...] = ()
    """How reports say that a doing has not come to its end."""
    come: dict[SignalKind, tuple[Words, ...]] = {}
    """How reports tell that what a noun names has come about, or has begun to."""
    mutual: tuple[Words, ...] = ()
    """How reports name each side at once, where one accuses the other."""
    each_other: tuple[Words, ...] = ()
    """How they name whom each of several accuses."""
    traded: tuple[Words, ...] = ()
    """How they tell at once that each accuses the other."""
    paraphrases: tuple[Paraphrase, ...] = ()


def load_watches(path: Path, lang: str = "en") -> tuple[Watch, ...]:
    """The watch rules in the file `path`, or in `path/watch.yaml` where `path` is a folder.

    Raises `AccordNotFound` where there is no such file, and `AccordError`, with file and line,
    for an unknown field, a rule that asks for nothing, an id used twice, a `$name` that
    stands for nothing.
    """
    file = path / "watch.yaml" if path.is_dir() else path
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError as e:
        raise AccordNotFound(
            "no watch rules here", where=file, mend="name an accord folder that holds watch.yaml"
        ) from e
    except UnicodeDecodeError as e:
        raise AccordError("not UTF-8", file=file, mend="save the file as UTF-8") from e
    return watches_from(text, file, lang)


def watches_from(text: str, file: Path | str, lang: str = "en") -> tuple[Watch, ...]:
    """The watch rules written in `text`; `file` is named in errors (`AccordError`)."""
    shape = validated(text, file, _Watches)
    for path, what, mend in _astray(shape):
        raise AccordError(what, file=file, line=line_of(parse(text, file), path), mend=mend)
    spoken = language(lang)
    named = {**spoken.words, **shape.words}
    try:
        return tuple(w for rule in shape.watches for w in _built(rule, named, spoken))
    except _Unnamed as e:
        at = next((i for i, r in enumerate(shape.watches) if r.id == e.rule), 0)
        raise AccordError(
            f"${e.name} in the rule {e.rule!r} stands for nothing",
            file=file,
            line=line_of(parse(text, file), ("watches", at)),
            mend=f"name it under `words:`; the language has: {', '.join(sorted(spoken.words))}",
        ) from e


class _Unnamed(Exception):
    def __init__(self, rule: str, name: str) -> None:
        self.rule, self.name = rule, name


def _astray(shape: _Watches) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    seen: set[str] = set()
    for i, rule in enumerate(shape.watches):
        if rule.id in seen:
            yield ("watches", i, "id"), f"rule id {rule.id!r} is used twice", "give each rule its own id"
        seen.add(rule.id)
        if not (rule.patterns or rule.topics or rule.measures or rule.acts):
            yield (
                ("watches", i),
                f"rule {rule.id!r} asks for nothing",
                "give it patterns, topics, measures or acts",
            )


def _built(rule: _Watch, named: Mapping[str, tuple[str, ...]], spoken: Language) -> Iterator[Watch]:
    def words(given: tuple[str, ...], depth: int = 0) -> tuple[str, ...]:
        out: list[str] = []
        for w in given:
            if not w.startswith("$"):
                out.append(w)
            elif w[1:] in named and depth < 5:
                out += words(named[w[1:]], depth + 1)
            else:
                raise _Unnamed(rule.id, w[1:])
        return tuple(dict.fromkeys(out))

    given = tuple(Pattern(tuple(words(g) for g in p.all), words(p.none)) for p in rule.patterns)
    patterns = varied(rule.signal, given, spoken)
    undone = words(spoken.undone_by.get(rule.signal, ()) if rule.undone_by is None else rule.undone_by)
    if rule.undone_by is None:
        undone += of_talk(rule.signal, patterns)
    accused: tuple[str, ...] = ()
    if rule.signal is SignalKind.BREACH_ALLEGED:
        accused = words(spoken.accused_by if rule.accused_by is None else rule.accused_by)
    joined = words(spoken.joined_by if rule.joined_by is None else rule.joined_by)
    for clause in rule.clause:
        yield in_turn(
            Watch(
                id=rule.id if len(rule.clause) == 1 else f"{rule.id}/{clause}",
                clause=clause,
                signal=rule.signal,
                patterns=patterns,
                topics=rule.topics,
                measures=rule.measures,
                acts=rule.acts,
                actors=rule.actors,
                places=rule.places,
                modalities=rule.modalities,
                stances=rule.stances,
                holders=rule.holders,
                amount=rule.amount,
                undone_by=undone,
                hung=hung(rule.signal, spoken),
                inserted=spoken.words["relative"],
                idle=idle(rule.signal, spoken),
                untold=spoken.words["untold"],
                accused_by=accused,
                strict=rule.strict,
                joined_by=joined if rule.measures else (),
                within=rule.within,
                shared=rule.shared,
                answers=rule.answers,
                whole=spoken.words["whole"] if rule.signal is SignalKind.PERFORMED else (),
                not_whole=spoken.words["not_whole"] if rule.signal is SignalKind.PERFORMED else (),
                once=spoken.words["once"] if rule.signal is SignalKind.PERFORMED else (),
            ),
            spoken,
        )


def in_turn(watch: Watch, spoken: Language) -> Watch:
    """The same rule with the words by which a rule for a breach hears that each side alleges it of the other."""
    if watch.signal is not SignalKind.BREACH_ALLEGED:
        return watch
    return replace(watch, mutual=spoken.mutual, each_other=spoken.each_other, traded=spoken.traded)


def varied(signal: SignalKind, patterns: Sequence[Pattern], spoken: Language) -> tuple[Pattern, ...]:
    """The patterns with all that the language says in other words: verbs for the same deed, a verb and its
    particle apart, other words for a whole statement."""

    def alike(given: tuple[str, ...]) -> tuple[str, ...]:
        asked = set(given)
        more = (w for same in spoken.alike.values() if not asked.isdisjoint(same) for w in same)
        return tuple(dict.fromkeys((*given, *more)))

    given = tuple(Pattern(tuple(map(alike, p.all)), p.none) for p in patterns)
    given = tuple(Pattern(p.all, (*p.none, *unlike(signal, p, spoken))) for p in given)
    if signal is SignalKind.REFUSED:
        given = tuple(Pattern(tuple(doing(g, spoken) for g in p.all), p.none) for p in given)
    given += (*otherwise(signal, given, spoken), *by_noun(signal, given, spoken))
    return tuple(Pattern(tuple(parted(g, spoken) for g in p.all), p.none) for p in given)


def unlike(signal: SignalKind, pattern: Pattern, spoken: Language) -> Iterator[str]:
    """What looks like what a pattern asks for and is something else: an agreement of another kind, fewer attacks
    since a truce than before it, what was done in the war before it, a truce that dates another deed."""

    def asks(*words: str) -> bool:
        return any({*words} <= {*g} for g in pattern.all)

    if signal is SignalKind.BREACH_ALLEGED:
        if asks("agreement", "deal"):
            yield from spread_out(("$other_deal",), spoken.words)
        since = asks("since the ceasefire", "despite the ceasefire")
        if since or asks("kept up", "flared"):
            yield from spoken.words["subsided"]
        if not since:
            yield from spoken.words["of_the_war"]
    if signal is SignalKind.PERFORMED and asks("took effect", "in force"):
        yield from spoken.words["took_effect_before"]


def doing(group: Sequence[str], spoken: Language) -> tuple[str, ...]:
    """A group with the gerund of each plain verb that leads words of it: who refuses "to hand over" rules out
    "handing over"."""
    named = {plain: spoken.gerunds[told] for told, plain in spoken.plain.items() if told in spoken.gerunds}
    led = (w.partition(" ") for w in group)
    more = (f"{named[verb]}{blank}{rest}" for verb, blank, rest in led if verb in named)
    return tuple(dict.fromkeys((*group, *more)))


def parted(group: Sequence[str], spoken: Language) -> tuple[str, ...]:
    """A group with what may stand between a verb and its particle ("pulled back", "pulled ~ back")."""
    particles = set(spoken.particles)
    out = list(group)
    for words in group:
        verb, _, last = words.rpartition(" ")
        if last in particles and verb and " " not in verb and verb not in spoken.unparted:
            out.append(f"{verb} ~ {last}")
    return tuple(dict.fromkeys(out))


def otherwise(signal: SignalKind, patterns: Sequence[Pattern], spoken: Language) -> Iterator[Pattern]:
    """The same told in other words: for a pattern that asks for what a paraphrase names, one that asks for
    the paraphrase instead, and for all else that it asks for."""
    for p in patterns:
        for said in spoken.paraphrases:
            at = [next((n for n, g in enumerate(p.all) if word in g), -1) for word in said.of]
            if said.signal is not signal or -1 in at or len(set(at)) < len(at):
                continue
            rest = tuple(g for n, g in enumerate(p.all) if n not in at)
            instead = tuple(spread_out(g, spoken.words) for g in said.told)
            yield Pattern((*instead, *rest), (*p.none, *spread_out(said.none, spoken.words)))


def by_noun(signal: SignalKind, patterns: Sequence[Pattern], spoken: Language) -> Iterator[Pattern]:
    """The same told by the noun of the deed and that it has come about: "the handover of the town took place"."""
    come = spoken.come.get(signal, ())
    for p in patterns if come else ():
        for n, nouns in nouns_of(p, spoken):
            yield Pattern((*p.all[:n], nouns, *p.all[n + 1 :], come), p.none)


def nouns_of(p: Pattern, spoken: Language) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number of a group of told verbs -> the nouns of their deeds."""
    for n, group in enumerate(p.all):
        nouns = {spoken.nouns[verb] for w in group if (verb := w.partition(" ")[0]) in spoken.nouns}
        if nouns:
            yield n, tuple(sorted(nouns))


def hung(signal: SignalKind, spoken: Language) -> tuple[Pattern, ...]:
    """What undoes a deed that is told in a clause of time or condition, or, whatever the deed, among what is owed."""
    if signal not in (*DEEDS, *_TURNS):
        return ()
    given = spoken.hung if signal in DEEDS else tuple(p for p in spoken.hung if p.none)
    return tuple(Pattern(tuple(spread_out(g, spoken.words) for g in p.all), p.none) for p in given)


def idle(signal: SignalKind, spoken: Language) -> tuple[str, ...]:
    """Phrases that look as if they undid a deed and do not ("entered without hindrance")."""
    return spread_out(("$idle",), spoken.words) if signal in DEEDS else ()


def of_talk(signal: SignalKind, patterns: Sequence[Pattern], lang: str = "en") -> tuple[str, ...]:
    """What else undoes a deed where its rule does not listen for talks: to talk about a deed does not do it."""
    spoken = language(lang)
    talks = {*spoken.words["talks"], "talk*", "negotiat*"}
    if signal not in DEEDS or any(talks.intersection(g) for p in patterns for g in p.all):
        return ()
    return spread_out(("$talked_of",), spoken.words)


def spread_out(given: tuple[str, ...], named: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(x for w in given for x in (spread_out(named[w[1:]], named) if w[0] == "$" else (w,)))
    )


@lru_cache(maxsize=8)
def language(code: str = "en") -> Language:
    """The words that any report uses, in a language."""
    file = files("truceline.accord") / "words" / f"{code}.yaml"
    return validated(file.read_text("utf-8"), str(file), Language)
