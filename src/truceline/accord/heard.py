"""What reports say of each clause: the words for its thing, what tells it apart, who owes it.

A clause is told apart from the others about the same thing by the places and other names of
its title, by whose the thing is, by its phase, by whether it asks for a beginning or for
completion, or by who alone owes it. Where nothing does, that is said.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from truceline.accord.matters import About, about, matters
from truceline.accord.shape import AccordShape, ActorShape, ClauseShape
from truceline.accord.watch import language
from truceline.model.accord import ClauseKind, DeadlineKind
from truceline.model.match import fold

__all__ = ["Heard", "asks_one_deed", "heard_of", "lasts", "listens", "spread"]

_GREAT = re.compile(r"\b\d{1,3}(?:[,.]\d{3})+\b|\b\d{4,}\b")
"""Numbers from a thousand on."""
_HELD = ("captives", "prisoners")
_SHORT = 4
"""Longer names stand for those who bear them, too ("Aceh", "Acehnese")."""
_OWED = (ClauseKind.DUTY, ClauseKind.BAN, ClauseKind.ASSURANCE)


@dataclass(frozen=True, slots=True)
class Heard:
    """What reports say of one clause: the words for each part of a general rule."""

    clause: ClauseShape
    about: About
    thing: tuple[str, ...]
    apart: tuple[str, ...]
    who: tuple[str, ...]
    single: bool
    parties: tuple[str, ...]
    measure: str | None
    ascribed: bool = False
    """Its things are told as somebody's ("Taliban prisoners")."""
    stage: tuple[str, ...] = ()
    """How reports name its phase, where that is a later one."""
    none: tuple[str, ...] = ()
    alike: bool = False
    """Nothing tells it from another clause."""
    strict: bool = False
    """Only who owes it tells it apart, so that they must be named."""


def spread(given: Sequence[str], depth: int = 0) -> tuple[str, ...]:
    """Words with the named lists among them written out."""
    lists: Mapping[str, tuple[str, ...]] = {**language().words, **matters().words}
    out: list[str] = []
    for w in given:
        out += spread(lists[w[1:]], depth + 1) if w.startswith("$") and depth < 5 else (w,)
    return tuple(dict.fromkeys(out))


def heard_of(shape: AccordShape) -> list[Heard]:
    """What reports say of each clause that has a matter, and which of them nothing tells apart."""
    spoken = language()
    actors = {a.id: a for a in shape.actors}
    sides = [a.id for a in shape.actors if {"party", "bound"} & set(a.roles)]
    named = [form for a in shape.actors for form in _forms(a)]
    found = []
    for clause in shape.clauses:
        said = about(clause.title, spoken.words, named) if listens(clause) else None
        if said is not None:
            found.append(_one(clause, said, shape, actors, sides))
    found = [_at_its_site(_all_held(h, found), found) for h in found]
    return [_told_apart(h, found) for h in found]


def _all_held(h: Heard, found: Sequence[Heard]) -> Heard:
    """Captives and prisoners are told apart only where the agreement has both: else either word tells of those
    whom it has."""
    held = {t for o in found for t in o.about.things if t in _HELD}
    if len(held) != 1 or not held & set(h.about.things) or h.ascribed:
        return h
    return replace(
        h, thing=tuple(dict.fromkeys((*h.thing, *(w for t in _HELD for w in spread(matters().things[t])))))
    )


def _at_its_site(h: Heard, found: Sequence[Heard]) -> Heard:
    """What forces hold or leave tells a clause apart, where no name does; by its noun alone where no other
    clause has one of the kind."""
    site = h.about.site
    if not site or h.apart or not h.who:
        return h
    noun = site.split()[-1]
    others = (o.about.site for o in found if o is not h)
    alone = all(noun not in o.split() for o in others)
    return replace(h, apart=tuple(dict.fromkeys((site, noun) if alone else (site,))))


def _nouns(h: Heard) -> tuple[str, ...]:
    """What the title itself calls its things, with their endings open."""
    return tuple(dict.fromkeys(f"{w.rstrip('s')}*" if len(w) > _SHORT else w for _, w in h.about.named))


def _one(
    clause: ClauseShape, said: About, shape: AccordShape, actors: Mapping[str, ActorShape], sides: list[str]
) -> Heard:
    owing = [o for o in clause.obligors if o in actors]
    single = len([o for o in owing if o in sides]) == 1 and len(owing) == 1
    thing: tuple[str, ...] = tuple(w for t in said.things for w in spread(matters().things[t]))
    whose = _whose(said, actors, owing)
    if whose:
        thing = whose
    elif not said.named and said.matter.instead == "troops":
        thing = (*thing, *spread(matters().things["forces_of_both"]))  # nobody is named: whoever has forces
    named = {id: _forms(a) for id, a in actors.items()}
    own = {w for id in owing for w in named[id]}
    apart: list[str] = []
    straits = matters().things["strait"]
    for name in said.names:
        id = next((i for i, forms in named.items() if name in forms), None)
        if id is None and not any(name in f.split() for f in own):
            apart.append(f"{name}*" if " " not in name and len(name) > _SHORT and name.isalpha() else name)
        elif id is not None and id not in owing:
            apart.append(f"@{id}")
    if any(w in name.split() for w in straits for name in said.names):
        apart += straits
    if apart and not said.head:
        apart += [f"@{b}" for b in clause.beneficiaries if b in actors]
    q = clause.quantity
    measure = None
    if q is not None and said.things and (q.value is not None or q.schedule or q.parts):
        measure = q.measure or f"{said.things[0]}-{said.matter.id}"
    return Heard(
        clause,
        said,
        thing,
        tuple(dict.fromkeys(apart)),
        tuple(f"@{o}" for o in owing) if len(owing) == 1 else (),
        single,
        tuple(o for o in owing if o in sides) if len(owing) > 1 else tuple(sides),
        measure,
        bool(whose),
        matters().stages.get(str(clause.phase), ()) if (clause.phase or 1) > 1 else (),
    )


def _whose(said: About, actors: Mapping[str, ActorShape], owing: Sequence[str]) -> tuple[str, ...]:
    """Things that the title ascribes to somebody else ("Taliban prisoners"), as phrases."""
    for before, word in said.named:
        if len(before) < 3:
            continue
        for id, actor in actors.items():
            forms = _forms(actor)
            if before in forms and id not in owing:
                nouns = [w for w in spread(matters().things[said.things[0]]) if " " not in w]
                phrases = [
                    p for n in nouns for f in forms for p in (f"{f} {n}", f"{n.rstrip('*')}s of the {f}")
                ]
                return (*phrases, f"{before} {word}")
    return ()


def _told_apart(h: Heard, found: Sequence[Heard]) -> Heard:
    """The same with what tells it from clauses about the same thing, or the mark that nothing does."""
    none: list[str] = []
    alike = strict = by_noun = False
    for other in found:
        if other is h or other.about.matter.id != h.about.matter.id or not _meet(h, other):
            continue
        if h.about.matter.id == "truce" and _is_the_truce(h, found):
            continue
        if (h.about.begins, h.about.completes) != (other.about.begins, other.about.completes) and (
            h.about.begins or h.about.completes
        ):
            continue
        if h.stage != other.stage:
            continue
        mine, theirs = _nouns(h), _nouns(other)
        if mine and theirs and set(mine).isdisjoint(theirs) and not h.ascribed and not other.ascribed:
            by_noun = True
            none += theirs
            continue
        if h.about.on != other.about.on:
            none += spread(other.about.on)
            continue
        if any(not w.startswith("@") and w not in other.apart for w in h.apart):
            continue
        if h.ascribed != other.ascribed:
            none += [] if h.ascribed else other.thing
            strict = strict or not h.ascribed
            continue
        if h.who and other.who and h.who != other.who:
            strict = True
            continue
        alike = True
        none += [w for w in other.apart if w not in h.apart and not w.startswith("@")]
    if by_noun:
        h = replace(h, thing=_nouns(h))
    if alike and (numbers := _numbers(h, found)):
        return replace(h, apart=numbers, strict=strict)
    return replace(h, none=tuple(none), alike=alike or (strict and not h.who), strict=strict and bool(h.who))


def _numbers(h: Heard, found: Sequence[Heard]) -> tuple[str, ...]:
    """Great numbers of the title that no other title has, where they are no amount that is owed."""
    if h.measure:
        return ()
    others = {n for o in found if o is not h for n in _GREAT.findall(o.clause.title)}
    return tuple(n for n in _GREAT.findall(h.clause.title) if n not in others)


def _meet(h: Heard, other: Heard) -> bool:
    """Whether the same words could tell of both."""
    if h.about.head and other.about.head:
        return not set(h.about.head).isdisjoint(other.about.head)
    if not h.about.things and not other.about.things:
        return h.about.head == other.about.head
    return bool(set(h.about.things) & set(other.about.things))


def lasts(clause: ClauseShape) -> bool:
    return clause.kind is ClauseKind.BAN or clause.deadline.kind in (
        DeadlineKind.DURING,
        DeadlineKind.RECURRING,
    )


def asks_one_deed(clause: ClauseShape) -> bool:
    """Whether a clause asks for a deed, by a day, when something happens or without a date, that can be told
    as not done."""
    return clause.kind is ClauseKind.DUTY and clause.deadline.kind in (
        DeadlineKind.BY,
        DeadlineKind.WINDOW,
        DeadlineKind.EVENT,
        DeadlineKind.NONE,
    )


def _is_the_truce(h: Heard, found: Sequence[Heard]) -> bool:
    """Whether it is the truce itself: the first that lasts, of those that several owe where there are any."""
    same = [x for x in found if x.about.matter.id == "truce"]
    same = [x for x in same if lasts(x.clause)] or same
    return h is ([x for x in same if not x.single] or same)[0]


def _forms(actor: ActorShape) -> tuple[str, ...]:
    """How a title may write an actor: its names, folded."""
    given = (actor.name, *actor.names, actor.id.replace("-", " "))
    return tuple(dict.fromkeys(fold(n).strip().removeprefix("the ") for n in given))


def listens(clause: ClauseShape) -> bool:
    """Whether reports can tell of a clause at all: a right or a definition is neither kept nor broken."""
    return clause.kind in _OWED
