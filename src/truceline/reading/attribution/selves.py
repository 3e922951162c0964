"""Whether words of a content stand for its holder: then "will" promises and "will not" refuses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.parsed import Token


@dataclass(frozen=True, slots=True)
class Self:
    """How a holder calls itself: by pronouns, by `names` (its own and its side's), by what it has."""

    names: frozenset[str]
    pronouns: frozenset[str]
    pack: AttributionPack
    known: bool = True
    """Whether there is a holder at all."""

    @classmethod
    def of(
        cls, name: str, head: str, names: frozenset[str], pack: AttributionPack, person: bool, plural: bool
    ) -> Self:
        """A holder who is a person, several, or a body; a person's "they" and a body's "he" are
        others, unless it is the office of one."""
        p = grammar().pronouns
        mine = p.first | (p.person if person and not plural else p.many)
        if not person:
            mine |= p.thing | p.many
            if head in pack.offices:
                mine |= p.person
        return cls(names, frozenset(mine), pack, bool(name))

    def opens(self, words: Iterable[str]) -> bool:
        """Whether a content begins with its holder: a pronoun, a possessive, or a name of it or its side."""
        start = list(islice(words, 4))
        if not start:
            return False
        owned = start[0] in grammar().pronouns.possessive or start[0] in grammar().pronouns.first
        return (
            start[0] in self.pronouns
            or owned
            or start[0] in grammar().attribution.ready
            or any(w in self.names for w in start)
        )

    def is_meant(self, subject: Token) -> bool:
        """Whether a subject is the holder, its side, or people that it has ("our forces")."""
        low = subject.lower_
        if subject.pos_ == "PRON" or low in grammar().pronouns.holder:
            return low in self.pronouns
        words = {w.lower_ for w in subject.subtree if w.i <= subject.i}
        owner = next((c for c in subject.children if c.dep_ == "poss"), None)
        served = low in self.pack.bodies or low in self.pack.anonymous or low in self.pack.people
        if owner is not None and not served:
            return False
        if owner is not None and owner.lower_ in grammar().pronouns.possessive | grammar().pronouns.first:
            return True
        if subject.pos_ == "PROPN" or served:
            return bool(words & self.names)
        return False
