"""Whether two names stand for one who speaks: the same person, the same body under a longer or a shorter name,
or one who speaks for it; and where a report names bodies: by the nouns that stand for such, or as reading found them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import chain

from truceline.model.reading import MentionType, Reading
from truceline.weighing.spoken_names import Naming, name_words, naming, tokens
from truceline.weighing.words import KEPT, Pack, plain_words

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


REACH = 70
"""Characters before a name, or after it, in which an office may stand."""
FURTHEST = 7
"""Words of an office."""
BODY_TYPES = (MentionType.ORGANISATION, MentionType.PARTY, MentionType.GROUP)
_PARTS = re.compile(r"[,.;:!?()\"“”\n]\s*\n|[,.;:!?()\"“”]")


@cache
def _body_nouns(known: Naming) -> dict[str, list[str]]:
    """The nouns of bodies by their first words."""
    found: dict[str, list[str]] = {}
    for noun in known.bodies | {w for w, name in known.same.items() if name in heads_of(known)}:
        found.setdefault(plain_words(noun)[0], []).append(noun)
    return found


@lru_cache(maxsize=KEPT)
def _nouns_from(firsts: frozenset[str], known: Naming) -> re.Pattern[str]:
    """What finds the nouns that begin with one of some words, the longest first."""
    nouns = sorted(chain.from_iterable(_body_nouns(known)[w] for w in firsts), key=lambda n: (-len(n), n))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, nouns)) + r")\b")


def body_nouns_in(plain: str, known: Naming) -> Iterator[re.Match[str]]:
    """Where nouns of bodies stand in a text of small letters; few texts hold one, and hardly one many."""
    firsts = _body_nouns(known).keys() & plain_words(plain)
    return _nouns_from(frozenset(firsts), known).finditer(plain) if firsts else iter(())


def bodies_in(text: str, known: Naming, language: Pack) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Full names of bodies by their noun, and where they stand."""
    heads = heads_of(known)
    for found in body_nouns_in(text.lower(), known):
        before = _PARTS.split(text[max(0, found.start() - REACH) : found.start()])
        phrase = _tail(before[-1], known, language)
        if not phrase:
            continue
        words = name_words(f"{phrase} {text[found.start() : found.end()]}", language)
        if len(words) > 1 and words[-1] in heads:
            yield found.start() - len(phrase), words


def _tail(text: str, known: Naming, language: Pack) -> str:
    """The words at the end of a text that may be part of a body's name: with capitals, or fields of office."""
    run: list[str] = []
    no_part = language.stop, known.address, language.negations, known.voices
    for raw in reversed(text.split()):
        word = tokens(raw)
        if not word or any(word[-1] in some for some in no_part):
            break
        if not raw[0].isupper() and word[-1] not in known.fields and word[-1] not in known.same:
            break
        run.append(raw)
        if len(run) == FURTHEST:
            break
    return " ".join(reversed(run))


def bodies_mentioned(
    reading: Reading, language: Pack, heads: frozenset[str]
) -> Iterable[tuple[int, tuple[str, ...]]]:
    """Names of bodies as reading found them, with the noun of one, and where they stand."""
    for mention in reading.mentions:
        if mention.type in BODY_TYPES:
            words = name_words(mention.span.quote, language)
            if len(words) > 1 and heads & set(words):
                yield mention.span.start, words
