"""Watch rules made ready: found by a word they need, matched where their words stand together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick

from truceline.model.accord import Watch
from truceline.model.match import Matcher, _Group, compiled, contains
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
    asks: tuple[tuple[Matcher, tuple[tuple[frozenset[str], _Group], ...]], ...]
    """Each matcher with its groups, and the plain alternatives of each group as a set."""

    @classmethod
    def of(cls, watch: Watch) -> Rule:
        matchers = tuple(compiled(p) for p in watch.patterns)
        asks = tuple((m, tuple((frozenset(g.pieces), g) for g in m.all)) for m in matchers)
        return cls(watch, matchers, asks)

    def fits(self, piece: Piece, found: frozenset[str]) -> bool:
        """Whether one pattern's words stand together in the piece and nothing beside them undoes it.

        `found` are the alternatives that stand in the piece (`Rules.found`). A rule without
        patterns asks for nothing here."""
        return not self.matchers or any(
            all(not words.isdisjoint(found) or _named(g, piece) for words, g in groups)
            and not m.none.fits(piece.folded, piece.entities)
            and self._together(m, piece)
            for m, groups in self.asks
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


def _places(group: _Group, piece: Piece) -> Iterator[tuple[int, int]]:
    """Where a group's alternatives stand in the folded words."""
    folded = piece.folded
    forms = [f for e, names in piece.entities.items() if e in group.entities for f in names if f.strip()]
    for words in (*group.pieces, *forms):
        at = folded.find(words)
        while at >= 0:
            yield at, at + len(words)
            at = folded.find(words, at + 1)
    for expression in group.expressions:
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


def _named(group: _Group, piece: Piece) -> bool:
    """Whether an entity or an expression of the group is there."""
    if group.entities and not group.entities.isdisjoint(piece.entities):
        return True
    return bool(group.expressions) and any(x.search(piece.folded) for x in group.expressions)


@dataclass(frozen=True, slots=True)
class Rules:
    """Watch rules, found by words that each of their patterns needs; one look at a sentence finds
    all alternatives of all rules that stand in it."""

    by_word: Mapping[str, tuple[Rule, ...]]
    words: tuple[str, ...]
    finder: AhoCorasick
    always: tuple[Rule, ...]

    def found(self, folded: str) -> frozenset[str]:
        """The alternatives that stand in these folded words."""
        hits = self.finder.find_matches_as_indexes(folded, overlapping=True)
        return frozenset(self.words[i] for i, _, _ in hits)

    def candidates(self, found: frozenset[str]) -> list[Rule]:
        """The rules that can fit words in which these stand, in the order of their ids."""
        rules = {id(r): r for r in self.always}
        for word in found:
            for rule in self.by_word.get(word, ()):
                rules[id(rule)] = rule
        return sorted(rules.values(), key=lambda r: r.watch.id)


@lru_cache(maxsize=16)
def rules_of(watches: tuple[Watch, ...]) -> Rules:
    """The rules made ready; the same watches are made ready once."""
    by_word: dict[str, list[Rule]] = defaultdict(list)
    always: list[Rule] = []
    words: dict[str, None] = {}
    for watch in watches:
        rule = Rule.of(watch)
        keys: set[str] = set()
        open_ = not rule.matchers
        for matcher in rule.matchers:
            for group in matcher.all:
                words.update(dict.fromkeys(group.pieces))
            plain = [g for g in matcher.all if g.pieces and not g.entities and not g.expressions]
            if plain:
                keys |= set(min(plain, key=lambda g: len(g.pieces)).pieces)
            else:
                open_ = True
        if open_:
            always.append(rule)
        else:
            for key in keys:
                by_word[key].append(rule)
    known = tuple(words)
    return Rules({k: tuple(v) for k, v in by_word.items()}, known, AhoCorasick(known), tuple(always))
