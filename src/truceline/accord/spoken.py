"""That a clause is spoken of at all: by the things and the deeds of its title in other words.

A report that names two things of a title in one sentence ("repair of essential services": engineers mended a
pumping station) speaks of that clause, whatever else its verbs say. Nothing is done or left undone by such words;
and they count only where no other rule hears the sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from truceline.accord.heard import asks_one_deed, listens, spread
from truceline.accord.lines import validated
from truceline.accord.matters import matters, stands
from truceline.accord.shape import AccordShape, ClauseShape
from truceline.accord.watch import language
from truceline.model.accord import (
    ClauseKind,
    DeadlineKind,
    HolderRole,
    Pattern,
    Role,
    SignalKind,
    Vocabulary,
    Watch,
)
from truceline.model.match import fold
from truceline.model.reading import MentionType

__all__ = ["Senses", "senses", "spoken_of", "title_words", "told_apart"]

_NEVER = (ClauseKind.PARAMETER,)
_THIRD = frozenset((Role.MEDIATOR, Role.GUARANTOR, Role.VERIFIER))
_CLOSE = 18
_ENOUGH, _TELLING, _LITTLE = 4, 2, 1
"""How much the groups of a pattern weigh together at least, one that tells, one that tells little."""
_MANY = 3
"""From so many titles on a word of them tells little."""
_STEM = 5
_OPENING = 5
"""Among so many words a title names whom it sets to work."""
_AT_WORK = ("bodies", "monitors")
_LASTING = (DeadlineKind.NONE, DeadlineKind.DURING)
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sense(_Shape):
    """Words for one thing or deed."""

    words: Annotated[tuple[Words, ...], Field(min_length=1)]
    plain: bool = False
    """Nearly every report has one of them."""
    deed: bool = False
    """What is done, and no thing."""


class Senses(_Shape):
    """What `words/LANGUAGE-senses.yaml` holds."""

    senses: dict[str, Sense]
    numbers: dict[str, tuple[Words, ...]]
    """Numbers in figures, as they are written in words."""
    spelt: tuple[tuple[Words, Words], ...]
    """Letters of a word that are written in two ways."""
    empty: tuple[Words, ...]
    """Words of titles that name nothing by themselves."""


@dataclass(frozen=True, slots=True)
class _Part:
    """One thing or deed of a title: how reports call it, and how much that tells."""

    key: str
    words: tuple[str, ...]
    weight: int
    known: bool = False
    """It is of the lists of things and deeds."""
    deed: bool = False
    """It is what is to be done or left."""
    name: bool = False
    """It names a place or a body, and has a capital in the title."""


@lru_cache(maxsize=4)
def senses(language: str = "en") -> Senses:
    """The things and deeds of a language."""
    file = files("truceline.accord") / "words" / f"{language}-senses.yaml"
    return validated(file.read_text("utf-8"), str(file), Senses)


def spoken_of(shape: AccordShape, vocabulary: Vocabulary) -> Iterator[Watch]:
    """For each clause that can be heard, the rule that hears that it is spoken of."""
    named = _names(vocabulary)
    third = {
        e.id for e in vocabulary.entities if Role.PARTY not in e.roles and not _THIRD.isdisjoint(e.roles)
    }
    sides = {a.id for a in shape.actors if not {"party", "bound"}.isdisjoint(a.roles)}
    watching = [senses().senses[name].words for name in _AT_WORK]
    bodies = {
        f"@{e.id}": tuple(fold(n) for n in (e.name, *(a.text for a in e.aliases)))
        for e in vocabulary.entities
        if e.type is MentionType.ORGANISATION
        and e.party not in sides
        and any(stands(w, fold(e.name), {}) is not None for w in watching)
    }
    owed, known = spread(("$owed",)), language()
    heard = [(c, list(_parts(c.title, named))) for c in shape.clauses if c.kind not in _NEVER]
    often = Counter(p.key for _, parts in heard for p in parts)
    for clause, parts in heard:
        own = {f"@{o}" for o in clause.obligors}
        weighed = [replace(p, weight=_LITTLE) if often[p.key] >= _MANY or p.key in own else p for p in parts]
        patterns = _patterns(weighed)
        if patterns:
            yield _rule("spoken-of", clause, SignalKind.SPOKEN_OF, patterns, undone_by=owed)
            yield _rule("owed", clause, SignalKind.DUTY_STATED, patterns, owed)
        if patterns and listens(clause) and third.isdisjoint(clause.obligors):
            # what a third party owes as well is not broken by what one side lays at the other's door
            charged = _rule("charged", clause, SignalKind.BREACH_ALLEGED, patterns, spread(("$charged",)))
            yield replace(charged, accused_by=spread(known.accused_by), holders=(HolderRole.COUNTERPART,))
        if clause.deadline.kind in _LASTING and (at_work := tuple(_at_work(clause.title, parts, bodies))):
            yield _rule("at-work", clause, SignalKind.PERFORMED, at_work)
        if asks_one_deed(clause) and (wanting := tuple(_wanting(weighed))):
            yield _rule("lacking", clause, SignalKind.NOT_PERFORMED, wanting, spread(("$lacking",)))


def told_apart(
    clauses: Sequence[ClauseShape], vocabulary: Vocabulary
) -> Mapping[str, tuple[str, ...] | None]:
    """For each of some clauses of one matter the words that tell it apart: the places of its title, else what no other
    of the titles has; None where there is only one, and it names no place."""
    named = _names(vocabulary)
    places = {f"@{e.id}" for e in vocabulary.entities if e.type is MentionType.PLACE}
    parts = {c.id: [p for p in _parts(c.title, named) if p.weight == _TELLING] for c in clauses}
    often = Counter(p.key for own in parts.values() for p in own)
    found: dict[str, tuple[str, ...] | None] = {}
    for id, own in parts.items():
        there = [p for p in own if p.key in places]
        apart = there or [p for p in own if often[p.key] == 1]
        found[id] = tuple(w for p in apart for w in p.words) if there or len(parts) > 1 else None
    return found


def title_words(title: str, vocabulary: Vocabulary) -> Iterator[str]:
    """Whatever reports call the things, deeds and names of a title."""
    for part in _parts(title, _names(vocabulary)):
        yield from part.words


def _patterns(parts: Sequence[_Part]) -> tuple[Pattern, ...]:
    return tuple(Pattern(tuple(p.words for p in chosen)) for chosen in _enough(parts))


def _wanting(parts: Sequence[_Part]) -> Iterator[Pattern]:
    """A deed with its things, as what is told to be wanting; or the deed alone, in a paragraph on its things."""
    for chosen in _enough(parts, deed=True):
        yield Pattern(tuple(p.words for p in chosen))
        deeds = tuple(p.words for p in chosen if p.deed and p.weight == _TELLING)
        if deeds and len(deeds) < len(chosen):
            yield Pattern(deeds, about=tuple(p.words for p in chosen if p.words not in deeds))


def _at_work(title: str, parts: Sequence[_Part], bodies: Mapping[str, Sequence[str]]) -> Iterator[Pattern]:
    """What the bodies of a title are told to do, where the title sets them to work by name before all else: that
    they meet or look is their work."""
    opening = fold(" ".join(title.split()[:_OPENING]))
    for p in parts:
        if any(name in opening for name in bodies.get(p.key, ())):
            yield Pattern((p.words, spread(("$at_work",))))
            yield Pattern((spread(("$looked",)),), about=(p.words,))


def _rule(
    name: str,
    clause: ClauseShape,
    signal: SignalKind,
    patterns: Sequence[Pattern],
    told: tuple[str, ...] = (),
    undone_by: tuple[str, ...] = (),
) -> Watch:
    """The rule that hears, beside the words by which a clause is spoken of, what is `told` of it."""
    return Watch(
        id=f"{name}/{clause.id}",
        clause=clause.id,
        signal=signal,
        patterns=tuple(replace(p, all=(*p.all, told)) for p in patterns) if told else tuple(patterns),
        undone_by=undone_by or spread(language().undone_by.get(signal, ())),
        untold=spread(("$untold",)),
        within=_CLOSE,
        spare=True,
    )


def _enough(parts: Sequence[_Part], deed: bool = False) -> Iterator[tuple[_Part, ...]]:
    """The fewest parts that tell enough together; of a `deed` that is told as wanting, it and its things."""
    deed = deed and any(p.deed for p in parts)
    found: list[frozenset[str]] = []
    for many in (2, 3, 4):
        for chosen in combinations(parts, many):
            keys = frozenset(p.key for p in chosen)
            if _tells(chosen, parts, deed) and not any(f <= keys for f in found):
                found.append(keys)
                yield chosen


def _thing(p: _Part) -> bool:
    """Whether it is a thing that tells: who says that a deed is wanting says of what."""
    return p.known and not p.deed and p.weight == _TELLING


def _tells(chosen: Sequence[_Part], parts: Sequence[_Part], deed: bool) -> bool:
    """Whether the chosen parts of a title tell enough: some thing or deed among them, and where one of them
    tells little, the names of the title too."""
    if sum(p.weight for p in chosen) < _ENOUGH - deed or not any(p.known for p in chosen):
        return False
    if deed and not (any(p.deed for p in chosen) and all(p in chosen for p in parts if _thing(p))):
        return False
    if not any(p.weight == _TELLING for p in chosen):
        return False
    little = any(p.weight == _LITTLE for p in chosen)
    return not little or all(p in chosen or not p.name or p.weight == _LITTLE for p in parts)


def _names(vocabulary: Vocabulary) -> Mapping[str, tuple[str, bool]]:
    """By a name, folded: the entity that bears it, and whether nearly every report on the agreement names it."""
    return {
        fold(n).strip(): (e.id, e.type is MentionType.PARTY or e.id in vocabulary.signs)
        for e in vocabulary.entities
        for n in (e.name, *(a.text for a in e.aliases))
    }


def _parts(title: str, named: Mapping[str, tuple[str, bool]]) -> Iterator[_Part]:
    """The things and deeds of a title, each once, and whom it names."""
    known = senses()
    folded, seen = fold(title), set()
    for name in sorted(named, key=lambda n: (-len(n), n)):
        if name and f" {name} " in folded:
            folded = folded.replace(f" {name} ", "  ")
            id, common = named[name]
            if f"@{id}" not in seen:
                seen.add(f"@{id}")
                yield _Part(f"@{id}", (f"@{id}", name), _LITTLE if common else _TELLING, name=True)
    folded = f" {' '.join(folded.split())} "
    by_place: dict[int, list[str]] = {}
    for id, sense in known.senses.items():
        if (at := stands(sense.words, folded, {})) is not None:
            by_place.setdefault(at[0], []).append(id)
    for ids in by_place.values():  # a word of two senses is still one word
        of = [known.senses[id] for id in ids]
        words = tuple(dict.fromkeys(w for sense in of for w in sense.words))
        seen.update(ids)
        weight = _LITTLE if any(sense.plain for sense in of) else _TELLING
        yield _Part(ids[0], words, weight, True, any(sense.deed for sense in of))
    capitals = {fold(w).strip() for w in title.split()[1:] if w[0].isupper()}
    for word in folded.split():
        if (
            word in (*known.empty, *matters().common, *matters().calendar)
            or word in seen
            or any(_holds(s, word) for s in known.senses.values())
        ):
            continue
        seen.add(word)
        if word.isdigit():
            if len(word) > 1:
                yield _Part(word, (word, *known.numbers.get(word, ())), _TELLING)
        elif len(word) > 3:
            yield _Part(word, tuple(map(_stem, spelt(word))), _TELLING, name=word in capitals)


def _holds(sense: Sense, word: str) -> bool:
    return stands(sense.words, f" {word} ", {}) is not None


def spelt(word: str) -> tuple[str, ...]:
    """A word as it is spelt on either side of the ocean, where the language names the endings."""
    pairs = senses().spelt
    other = next((word.replace(a, b) for a, b in pairs if a in word), None)
    return (word,) if other is None else (word, other)


def _stem(word: str) -> str:
    """A word with its endings open ("licence*", "revok*")."""
    for end in ("ies", "ing", "ed", "es", "s", "e", "y"):
        if word.endswith(end) and len(word) - len(end) >= _STEM - 1:
            return f"{word[: -len(end)]}*"
    return f"{word}*" if len(word) >= _STEM else word
