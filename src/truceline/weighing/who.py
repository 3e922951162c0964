"""Whether two names stand for one who speaks: the same person, the same body under a longer or a shorter name,
or one who speaks for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from truceline.weighing.spoken_names import Naming, naming
from truceline.weighing.words import Pack

Body = frozenset[str]
"""The words of a body's name."""
_STEM, _REST = 4, 2
"""Letters that the name of a country and that of its people share at least, and that the country's ends with at most."""


@dataclass(frozen=True, slots=True, repr=False)
class Who:
    """Whom a name stands for, as far as its report tells: last names, names of bodies, and the last
    names of those who speak for these."""

    persons: frozenset[str] = frozenset()
    bodies: frozenset[Body] = frozenset()
    officers: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    """Where a body publishes: what others may call it by."""
    given: frozenset[str] = frozenset()
    """A person's other names."""

    def __bool__(self) -> bool:
        return bool(self.persons or self.bodies)

    def under(self, other: Who) -> Who:
        """The same by the names of the bodies of another as well."""
        return replace(self, bodies=self.bodies | other.bodies)

    def __repr__(self) -> str:
        """The same for equals: numbers of utterances are made of it."""
        return f"Who({sorted(self.persons)}, {sorted(map(sorted, self.bodies))}, {sorted(self.officers)}, {sorted(self.seats)}, {sorted(self.given)})"


NOBODY = Who()


def same_body(one: Body, other: Body, heads: frozenset[str], peoples: frozenset[str]) -> int:
    """3: one full name; 2: a shorter form of a name; 1: only the noun that stands for such a body; 0: another."""
    short, full = sorted((one, other), key=len)
    if not short:
        return 0
    if short != full:
        short = frozenset(w if w in full else _of_nation(w, full, peoples) for w in short)
    if short == full:
        return 3 if len(short) > 1 or not short <= heads else 1
    if not short < full:
        return 0
    return 1 if len(short) == 1 and short <= heads else 2


def _of_nation(word: str, others: Body, peoples: frozenset[str]) -> str:
    """The one of some words that a word is formed from, or that is formed from it, as those of a country are called
    after it ("Ordaban", "Ordabani"; "north", "northern"), by the endings of `peoples`; else the word."""
    for other in others:
        kept = next((n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), None)
        kept = min(len(word), len(other)) if kept is None else kept
        rests = word[kept:], other[kept:]
        if kept >= _STEM and any(len(a) <= _REST and b in peoples for a, b in (rests, rests[::-1])):
            return other
    return word


@cache
def heads_of(known: Naming) -> frozenset[str]:
    """The nouns that stand for bodies, as `name_words` gives them."""
    return frozenset(known.same.get(w, w) for w in known.bodies)


@cache
def shared_by_many(known: Naming) -> frozenset[str]:
    """Those of them that tell no body by themselves; a state has one president."""
    return heads_of(known) - known.single


@lru_cache(maxsize=20_000)
def fits(one: Who, other: Who, known: Naming) -> int:
    """How sure it is that two names stand for one, or for one who speaks for the other: 3 the same person or
    body, 2 a shorter name, or one who speaks for the body, 1 only a noun that such bodies bear, 0 another."""
    if one.given and other.given and not _first(one) & _first(other) and not one.bodies & other.bodies:
        return 0  # two who bear one last name
    if one.persons & other.persons or _named_so(one, other) or _named_so(other, one):
        return 3
    if (not one.given and one.persons & other.given) or (not other.given and other.persons & one.given):
        return 2  # called by a given name alone
    if one.persons and other.persons and not (one.persons & other.officers or other.persons & one.officers):
        return 0  # two people, though of one body
    heads = shared_by_many(known)
    best = max((same_body(a, b, heads, known.peoples) for a in one.bodies for b in other.bodies), default=0)
    if best >= 2 and (one.persons or other.persons):
        return 2
    if one.persons & other.officers or other.persons & one.officers:
        return max(best, 2)
    return best or int(_by_seat(one, other, heads) or _by_seat(other, one, heads))


def _first(who: Who) -> set[str]:
    return {name[0] for name in who.given}


def _named_so(one: Who, other: Who) -> bool:
    """Whether the only word of a name that was not known for a person's is another's last name."""
    return any(len(body) == 1 and body <= other.persons for body in one.bodies)


def _by_seat(one: Who, other: Who, heads: frozenset[str]) -> bool:
    """Whether one is called by the place from which the other publishes ("those of Tarn"), and by nothing else
    that tells a body."""
    return any(one.seats & body and not heads & body for body in other.bodies)


def keys_of(who: Who, language: Pack) -> Iterable[str]:
    """Keys under which those are found who may be the same: last names, and the nouns of bodies."""
    for name in sorted(who.persons | who.officers):
        yield f"n:{name}"
    for body in sorted(map(sorted, who.bodies)):
        yield f"b:{noun_of(body, language)}"


def noun_of(body: Iterable[str], language: Pack) -> str:
    """What all forms of a body's name share: its noun, else all of it."""
    words = sorted(body)
    return next((w for w in words if w in heads_of(naming(language.language))), "+".join(words))
