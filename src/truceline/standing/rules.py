"""Watch rules made ready: found by a word they need, matched where their words stand together."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.accord import Watch
from truceline.model.match import Matcher, compiled, contains
from truceline.model.span import Span

__all__ = ["Piece", "Rule", "Rules", "rules_of"]

_BEFORE, _AFTER = 4, 1
"""How many words before and after a match can undo it ("would not", "... never")."""
_CLOSE = 9
"""Up to so many words, all that stand between the matched ones can undo it; in a longer stretch only
those beside each ("all 33 who were to be freed have been returned")."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One sentence of a claim's own words (what a nested claim says is not its own)."""

    span: Span
    folded: str
    entities: Mapping[str, tuple[str, ...]]
    """The entities named in it, each with its folded forms there."""
    question: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A watch with its patterns compiled."""

    watch: Watch
    matchers: tuple[Matcher, ...]

    def fits(self, piece: Piece) -> bool:
        """Whether one pattern's words stand together in the piece and nothing beside them undoes it.

        A rule without patterns asks for nothing here."""
        return not self.matchers or any(
            m.fits(piece.folded, piece.entities) and self._together(m, piece) for m in self.matchers
        )

    def _together(self, matcher: Matcher, piece: Piece) -> bool:
        folded = piece.folded
        # An entity whose form stands outside these words still counts as named.
        places = [found for group in matcher.all if (found := sorted(_places(group, piece)))]
        undone = contains(self.watch.undone_by).all[0] if self.watch.undone_by else None
        for chosen in _choices(places):
            start, end = min(s for s, _ in chosen), max(e for _, e in chosen)
            length = folded.count(" ", start, end)
            if length > self.watch.within + 1:
                continue
            beside = [(start, end)] if length <= _CLOSE else chosen
            if undone is None or not any(undone.fits(_beside(folded, s, e), ()) for s, e in beside):
                return True
        return not places


def _places(group: object, piece: Piece) -> Iterator[tuple[int, int]]:
    """Where a group's alternatives stand in the folded words."""
    folded = piece.folded
    pieces: Sequence[str] = group.pieces  # type: ignore[attr-defined]
    entities: frozenset[str] = group.entities  # type: ignore[attr-defined]
    forms = [f for e, names in piece.entities.items() if e in entities for f in names if f.strip()]
    for words in (*pieces, *forms):
        at = folded.find(words)
        while at >= 0:
            yield at, at + len(words)
            at = folded.find(words, at + 1)
    for expression in group.expressions:  # type: ignore[attr-defined]
        for m in expression.finditer(folded):
            yield m.span()


def _choices(places: Sequence[Sequence[tuple[int, int]]]) -> Iterator[list[tuple[int, int]]]:
    """Ways to take one place of each group: around each place, the nearest of the other groups."""
    for centre in places:
        for start, end in centre:
            yield [
                (start, end)
                if other is centre
                else min(other, key=lambda p: (max(p[0] - end, start - p[1], 0), p[0]))
                for other in places
            ]


def _beside(folded: str, start: int, end: int) -> str:
    """The words of a stretch with a few before and one after."""
    for _ in range(_BEFORE + 1):
        at = folded.rfind(" ", 0, start)
        if at < 0:
            start = 0
            break
        start = at
    for _ in range(_AFTER + 1):
        at = folded.find(" ", end)
        if at < 0:
            end = len(folded)
            break
        end = at + 1
    return folded[start:end] if folded[start:end].startswith(" ") else f" {folded[start:end]}"


@dataclass(frozen=True, slots=True)
class Rules:
    """Watch rules, found by a word that each of their patterns needs."""

    by_word: Mapping[str, tuple[Rule, ...]]
    finder: re.Pattern[str] | None
    always: tuple[Rule, ...]

    def candidates(self, folded: str) -> list[Rule]:
        """The rules that can fit these words, in the order of their ids."""
        found = {id(r): r for r in self.always}
        if self.finder is not None:
            for word in set(self.finder.findall(folded)):
                for rule in self.by_word[word]:
                    found.setdefault(id(rule), rule)
        return sorted(found.values(), key=lambda r: r.watch.id)


@lru_cache(maxsize=16)
def rules_of(watches: tuple[Watch, ...]) -> Rules:
    """The rules made ready; the same watches are made ready once."""
    by_word: dict[str, list[Rule]] = defaultdict(list)
    always: list[Rule] = []
    for watch in watches:
        rule = Rule(watch, tuple(compiled(p) for p in watch.patterns))
        keys: set[str] = set()
        for matcher in rule.matchers:
            plain = [g for g in matcher.all if g.pieces and not g.entities and not g.expressions]
            if not plain:
                keys = set()
                break
            # The first word of an alternative finds it, and cannot hide behind a longer one.
            keys |= {p.split()[0] for p in min(plain, key=lambda g: len(g.pieces)).pieces}
        if not keys:
            always.append(rule)
        for key in keys:
            by_word[key].append(rule)
    for key in list(by_word):
        # A longer word is found in place of the shorter one that begins it: give it those rules too.
        for other in list(by_word):
            if key != other and key.startswith(other):
                by_word[key] += [r for r in by_word[other] if r not in by_word[key]]
    words = sorted(by_word, key=lambda w: (-len(w), w))
    finder = re.compile(r"(?<= )(?:" + "|".join(map(re.escape, words)) + ")") if words else None
    return Rules({k: tuple(v) for k, v in by_word.items()}, finder, tuple(always))
