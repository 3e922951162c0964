"""Whether a capital stands for its government: decided by its place in the sentence.

The subject of saying, wanting and deciding, the object of accusing and urging, the parties of talks
and of relations, the one pressed, backed or asked: a government. What is behind "in", "near" or the
ends of a way ("from Oslo to Bergen", "the road between"): the town.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from truceline.reading.acts.fitting import fitting
from truceline.reading.acts.rules import acts_pack
from truceline.reading.block_view import BlockView
from truceline.reading.grammar import grammar
from truceline.reading.inflection import verb_forms
from truceline.reading.names import NamesPack
from truceline.reading.pack import PackShape, load_pack
from truceline.reading.parsed import Token

Words = frozenset[str]
_CHAIN = 4
_TOWNS_DO = ("CONSULT", "PROTEST")
"""Acts that a town is said to do: it hosts talks, it marches."""


class _Behind(PackShape):
    prepositions: tuple[str, ...]
    words: tuple[str, ...]
    verbs: tuple[str, ...]


class _MetonymsFile(PackShape):
    does: tuple[str, ...]
    feels: tuple[str, ...]
    suffers: tuple[str, ...]
    gives: tuple[str, ...]
    owns: tuple[str, ...]
    for_whom: tuple[str, ...]
    by_word_of: tuple[str, ...]
    behind: list[_Behind]


@dataclass(frozen=True, slots=True)
class MetonymsPack:
    """Verb forms and nouns by what they tell of a capital beside them."""

    does: Words
    feels: Words
    suffers: Words
    gives: Words
    owns: Words
    for_whom: Words
    by_word_of: Words
    behind: Mapping[str, Words]
    """Nouns, adjectives and verbs by the preposition that leads from them to a government."""


@lru_cache(maxsize=4)
def metonyms_pack(language: str = "en") -> MetonymsPack:
    """What a language tells of metonyms; raises `PackError` with file and key."""
    m = load_pack(language, "metonyms.yaml", _MetonymsFile)
    return MetonymsPack(
        does=_forms(m.does),
        feels=frozenset(m.feels),
        suffers=_forms(m.suffers),
        gives=_forms(m.gives),
        owns=frozenset(m.owns),
        for_whom=frozenset(m.for_whom),
        by_word_of=frozenset(m.by_word_of),
        behind={p: frozenset(b.words) | _forms(b.verbs) for b in m.behind for p in b.prepositions},
    )


def _forms(verbs: tuple[str, ...]) -> Words:
    return frozenset(f for v in verbs for f in verb_forms(v.split()[0]))


def speaks(view: BlockView, run: tuple[int, int], names: NamesPack) -> bool:
    """Whether the capital at the tokens of `run` stands for its government."""
    pack = metonyms_pack()
    two = " ".join(view.lower[max(0, run[0] - 2) : run[0]])
    if two in pack.by_word_of:
        return True
    before = view.lower[run[0] - 1] if run[0] else ""
    if before in grammar().names.place_before or "place" in names.nominals.get(before, ()):
        return False
    if before in pack.for_whom:
        after = view.tokens[run[1] : run[1] + 2]
        if len(after) == 2 and after[0].tag_ == "TO" and after[1].tag_ == "VB":
            return True
    head = _first_joined(view.head(*run))
    parent = head.head
    if head.dep_ == "nsubj":
        return _acts(view, head, parent, pack, names)
    if head.dep_ == "nsubjpass":
        return parent.lower_ in pack.suffers
    if head.dep_ in ("dobj", "dative"):
        gets = head.dep_ == "dative" or any(c.dep_ == "dobj" and c.i > head.i for c in parent.children)
        return parent.lower_ in pack.suffers or (gets and parent.lower_ in pack.gives)
    if head.dep_ == "poss":
        return parent.lower_ in names.metonym_nouns or parent.lower_ in pack.owns
    if head.dep_ == "pobj" or parent.pos_ in ("ADP", "SCONJ"):
        return _behind(view, parent, pack)
    return False


def _first_joined(token: Token) -> Token:
    """The first of joined names: what it is, all are."""
    for _ in range(_CHAIN):
        if token.dep_ != "conj" or token.head.pos_ not in ("PROPN", "NOUN"):
            break
        token = token.head
    return token


def _acts(view: BlockView, head: Token, verb: Token, pack: MetonymsPack, names: NamesPack) -> bool:
    low = verb.lower_
    if low in names.metonym_verbs or low in pack.does:
        return True
    acts = acts_pack()
    rule, _ = fitting(verb, acts.verbs.get(low, ()), (), acts, view.lower)
    if rule is not None and rule.root not in _TOWNS_DO:
        return True
    return any(c.dep_ in ("acomp", "attr", "oprd") and c.lower_ in pack.feels for c in verb.children)


def _behind(view: BlockView, preposition: Token, pack: MetonymsPack) -> bool:
    low, above = preposition.lower_, preposition.head
    if preposition.dep_ == "agent":
        return True
    words = pack.behind.get(low)
    if words is None:
        return False
    before = view.lower[preposition.i - 1] if preposition.i else ""
    return above.lower_ in words or before in words
