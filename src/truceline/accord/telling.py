"""By what words a report tells of a clause, and how it stands: what `truceline.standing.nearest` weighs.

The words of a clause are those of its title with all that the language says in their stead, its place, and whatever
its watch rules listen for. How a duty stands is told in words that are the same for all duties
(`words/LANGUAGE-telling.yaml`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from truceline.accord.charges import charges
from truceline.accord.heard import listens
from truceline.accord.lines import validated
from truceline.accord.matters import stands
from truceline.accord.order_in_time import clause_key
from truceline.accord.shape import AccordShape
from truceline.accord.spoken import title_words
from truceline.accord.watch import language, spread_out
from truceline.model.accord import Telling, Vocabulary, Watch
from truceline.model.match import fold

__all__ = ["telling_of"]

_TITLE, _RULE, _ALSO, _STATE = 1.0, 0.7, 0.6, 0.3
"""How much a word of the title tells, one that only a watch rule has, one that stands for another, and one that tells
of any duty how it stands."""
_OF_ANY = (
    "whole",
    "not_whole",
    "not_done",
    "part",
    "refused",
    "suspended",
    "resumed",
    "ahead",
    "breach",
    "holding",
)
Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
Group = Annotated[tuple[Words, ...], Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Words(_Shape):
    """What `words/LANGUAGE-telling.yaml` holds."""

    cues: dict[str, Group]
    also: tuple[Group, ...] = ()
    """Words that stand for one another where a clause is looked for."""


def telling_of(shape: AccordShape, vocabulary: Vocabulary, watches: Sequence[Watch]) -> Telling:
    """The words by which reports tell of each clause that can be heard, and of how it stands."""
    known, charged = _words(), charges()
    named = {**language().words, **charged.words}
    listened = {clause_key(w.clause) for w in watches}
    heard = {c.id: c for c in shape.clauses if listens(c) and clause_key(c.id) in listened}
    words: dict[str, dict[str, float]] = defaultdict(dict)
    names = {fold(n).strip() for e in vocabulary.entities for n in (e.name, *(a.text for a in e.aliases))}
    for id, clause in heard.items():
        for word in title_words(clause.title, vocabulary):
            if word not in names:  # who bears it is found as a mention
                words[id][word] = _TITLE
        if clause.place:
            words[id][fold(clause.place).strip()] = _TITLE
    for w in watches:
        if w.clause in heard:
            for word in (word for p in w.patterns for group in p.all for word in group):
                if word not in names:
                    words[w.clause].setdefault(word, _RULE)
    cues = {name: spread_out(given, named) for name, given in known.cues.items()}
    state = {w for name in _OF_ANY for w in cues[name]}
    for id, own in words.items():
        folded = {fold(w).strip() for w, weight in own.items() if "@" not in w}
        title = fold(heard[id].title)
        for row in known.also:
            plain = {fold(w).strip() for w in row}
            if stands(row, title, {}) is not None or len(plain & folded) > 1:
                for word in row:
                    own.setdefault(word, _ALSO)
        for word in state & own.keys():
            own[word] = min(own[word], _STATE)
    return Telling(
        cues,
        tuple((id, tuple(own.items())) for id, own in words.items()),
    )


@lru_cache(maxsize=4)
def _words(lang: str = "en") -> _Words:
    file = files("truceline.accord") / "words" / f"{lang}-telling.yaml"
    return validated(file.read_text("utf-8"), str(file), _Words)
