"""Where a report names bodies: by the nouns that stand for such, or as reading found them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import chain

from truceline.model.reading import MentionType, Reading
from truceline.weighing.spoken_names import Naming, name_words, tokens
from truceline.weighing.who import heads_of
from truceline.weighing.words import KEPT, Pack, plain_words

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
