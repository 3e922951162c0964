"""What one side lays at the other's door, and how the other answers: by the matter of a clause.

The language file (`words/LANGUAGE-charges.yaml`) says in which words a side tells that the other does what a clause
forbids, or withholds what it asks for; a clause is of each matter that its title names. A charge needs a side that
makes it and words that name another side or a foe (`Watch.foes`); an answer needs a side that is charged.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from truceline.accord.heard import listens, spread
from truceline.accord.lines import validated
from truceline.accord.matters import stands
from truceline.accord.shape import AccordShape, ClauseShape
from truceline.accord.spoken import told_apart
from truceline.accord.watch import in_turn, language, spread_out
from truceline.model.accord import ANSWER, BESIDE, HolderRole, Offices, Pattern, SignalKind, Vocabulary, Watch
from truceline.model.match import fold

__all__ = ["Charges", "answers_beside", "charged_by_matter", "charges", "offices"]

_CLOSE = 18
"""How many words apart the words of a charge may stand."""
_THINGS = "&things"
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Group = Annotated[tuple[Words, ...], Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Charge(_Shape):
    """What agreements forbid or ask for, and how one side tells that the other does not keep to it."""

    id: Words
    title: Group
    but: tuple[Words, ...] = ()
    things: tuple[Words, ...] = ()
    told: Annotated[tuple[tuple[Group | Literal["&things"], ...], ...], Field(min_length=1)]
    undone: tuple[Words, ...] = ()
    """What undoes it beside its words: what is planned or stored is not done."""
    unnamed: bool = False
    """Where one side alone owes it, a charge need not name that side: what is wanting or comes from there is its doing."""
    alike: bool = False
    """Of several clauses of the matter it is told of each: no thing tells them apart."""


class _Offices(_Shape):
    speaking: Group
    not_speaking: Group
    untrue: Group
    of_states: Group
    plain: Group
    papers: Group
    watchers: Group
    past: Group
    against_the_state: Group


class Charges(_Shape):
    """What `words/LANGUAGE-charges.yaml` holds."""

    words: Mapping[str, tuple[Words, ...]]
    charges: tuple[Charge, ...]
    foes: Group
    """Whom a side means by a common noun."""
    foes_quoted: Group
    """And by a pronoun, where its own words are quoted."""
    own: Group
    """Whom it means by itself."""
    own_told: Group
    """And by a pronoun, where others tell its words."""
    forces: Group
    """What states have: whom a side that is no state means by it."""
    suffered: Group
    """What is told as done to it."""
    answers: Group
    """How it answers a charge."""
    offices: _Offices
    """Who speaks for it."""


@lru_cache(maxsize=4)
def charges(lang: str = "en") -> Charges:
    """The charges of a language."""
    file = files("truceline.accord") / "words" / f"{lang}-charges.yaml"
    return validated(file.read_text("utf-8"), str(file), Charges)


def offices(lang: str = "en") -> Offices:
    """How a language names those who speak for a side."""
    return Offices(**charges(lang).offices.model_dump())


def charged_by_matter(shape: AccordShape, vocabulary: Vocabulary) -> Iterator[Watch]:
    """For each clause of a matter, the rule that hears a side charge another, and the one that hears the answer."""
    known = charges()
    owed = [c for c in shape.clauses if listens(c)]
    for charge in known.charges:
        of = [c for c in owed if _is_of(charge, c)]
        apart = {} if charge.alike else told_apart(of, vocabulary)
        for clause in of:
            more = apart.get(clause.id)
            if more == ():
                continue  # nothing tells it from the others
            yield from _rules(charge, clause, (more,) if more else (), known)


def answers_beside(watches: Iterable[Watch]) -> Iterator[Watch]:
    """For each clause of which a breach can be alleged, the rule that hears how whoever is charged answers right beside
    the charge: there it need not name what it answers."""
    told = spread_out(charges().answers, language().words)
    for clause in dict.fromkeys(w.clause for w in watches if w.signal is SignalKind.BREACH_ALLEGED):
        yield Watch(
            id=f"{BESIDE}{clause}",
            clause=clause,
            signal=SignalKind.DENIED,
            patterns=(Pattern((told,)),),
            holders=(HolderRole.OBLIGOR,),
            untold=spread(("$untold",)),
            answers=True,
            spare=True,
        )


def _is_of(charge: Charge, clause: ClauseShape) -> bool:
    title = fold(clause.title)
    return stands(charge.title, title, {}) is not None and stands(charge.but, title, {}) is None


def _rules(
    charge: Charge, clause: ClauseShape, apart: Sequence[tuple[str, ...]], known: Charges
) -> Iterator[Watch]:
    def words(given: Iterable[str]) -> tuple[str, ...]:
        return spread_out(tuple(given), {**language().words, **known.words})

    things = words(charge.things)
    told = [tuple(things if g == _THINGS else words(g) for g in p) for p in charge.told]
    named = things or tuple(dict.fromkeys(w for p in told for w in p[-1]))
    for name, signal, patterns, holder in (
        ("charge-", SignalKind.BREACH_ALLEGED, told, HolderRole.COUNTERPART),
        (ANSWER, SignalKind.DENIED, [(named, words(known.answers))], HolderRole.OBLIGOR),
    ):
        charging = signal is SignalKind.BREACH_ALLEGED
        yield in_turn(
            Watch(
                id=f"{name}{charge.id}/{clause.id}",
                clause=clause.id,
                signal=signal,
                patterns=tuple(Pattern((*p, *apart)) for p in patterns),
                holders=(holder,),
                undone_by=spread(("$hypothetical", *charge.undone)) if charging else (),
                untold=spread(("$untold",)),
                foes=known.foes if charging else (),
                foes_quoted=known.foes_quoted if charging else (),
                own=known.own if charging else (),
                own_told=known.own_told if charging else (),
                forces=known.forces if charging else (),
                suffered=known.suffered if charging else (),
                strict=charging and not charge.unnamed,
                within=_CLOSE,
                spare=True,
            ),
            language(),
        )
