"""States and parties that an accord calls by ids of its own ("Government of Orlu" is Orlu)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from truceline.model.accord import AliasKind, Entity
from truceline.model.reading import MentionType
from truceline.reading.grammar import grammar

_KINDS = (AliasKind.NAME, AliasKind.DEMONYM)


def same_under_other_ids(
    known: Iterable[Entity],
    of_state: frozenset[str],
    own: Mapping[str, Entity],
    folded: Callable[[str], str],
) -> dict[str, str]:
    """The ids by which the entities of a vocabulary, `own`, are `known` to the language, with those that the vocabulary
    has for them: where one party of it bears their name, or is called their government."""
    named = {
        n: e.id
        for e in own.values()
        if e.type is MentionType.PARTY
        for n in _bare_of_rule(folded(e.name), of_state)
    }
    out: dict[str, str] = {}
    for e in known:
        if e.type is MentionType.PARTY and e.id not in own:
            same = {named[k] for a in e.aliases if a.kind in _KINDS and (k := folded(a.text)) in named}
            if len(same) == 1:
                out[e.id] = same.pop()
    return out


def _bare_of_rule(name: str, of_state: frozenset[str]) -> tuple[str, ...]:
    """A party's name, and the land or people that it is the government of."""
    rest = [w for w in name.split() if w not in of_state and w not in grammar().names.body_of]
    return (name, " ".join(rest)) if 0 < len(rest) < len(name.split()) else (name,)
