"""Which rule a verb fits: by its particle, its objects and its subject."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from truceline.reading.acts.rules import ActRule, ActsPack
from truceline.reading.acts.syntax import doers, undergoers
from truceline.reading.block_view import BlockView
from truceline.reading.parsed import Token

_OBJECTS = ("dobj", "nsubjpass", "attr", "acomp", "oprd", "dative")
_FAR = 9
_HYPHENS = "-‐‑–"

Objects = dict[str, tuple[Token, int]]


def fitting(
    verb: Token,
    rules: Sequence[ActRule],
    timed: Collection[int],
    pack: ActsPack,
    words: Sequence[str],
) -> tuple[ActRule | None, list[Token]]:
    """The rule whose words fit a verb best, and the words that fit: the particle first, then the object
    that stands nearest. `timed` are the tokens of times, which nothing is done to; `words` those of
    `words_of`."""
    objects = _object_words(verb, timed, words)
    subjects: frozenset[str] | None = None
    loose = any(c.dep_ == "prt" for c in verb.children)
    best: tuple[tuple[bool, int, bool], ActRule] | None = None
    for rule in rules:
        joined = _particle(verb, rule.particle) if rule.particle else None
        if rule.particle and joined is None:
            continue
        near = min((objects[w][1] for w in rule.objects & objects.keys()), default=_FAR)
        if rule.objects and (near == _FAR or near > rule.within):
            continue
        if rule.transitive and not any(far == 0 for _, far in objects.values()):
            continue
        if any(objects[w][1] <= 1 for w in rule.unless & objects.keys()):
            continue
        if rule.subjects:
            if subjects is None:
                subjects = frozenset(w for s in doers(verb, pack) for w in _phrase(s, 0, words))
            if not rule.subjects & subjects:
                continue
        if loose and not (rule.particle or rule.objects or rule.subjects):
            continue
        if joined == "prep":
            near = min(near, 2)
        key = (joined in (None, "prep"), near if not rule.subjects else min(near, 1), not rule.subjects)
        if best is None or key < best[0]:
            best = key, rule
    if best is None:
        return None, []
    return best[1], [objects[w][0] for w in best[1].objects & objects.keys()]


def _particle(verb: Token, particle: str) -> str | None:
    """How a particle stands with its verb: "prt" where it belongs to it, "prep" where it leads on."""
    first = particle.split()[0]
    own = next((c.lower_ for c in verb.children if c.dep_ == "prt"), None)
    for c in verb.children:
        if c.dep_ == "advcl" and any(g.dep_ == "mark" and g.lower_ == first for g in c.children):
            return "prep"  # "called for X to leave"
        if c.lower_ != first or c.i < verb.i:
            continue
        if c.dep_ in ("prt", "advmod", "acomp", "dobj", "oprd"):
            return "prt"
        if c.dep_ in ("prep", "agent") and own in (None, first):
            return "prep"
    return None


def _object_words(verb: Token, timed: Collection[int], lows: Sequence[str]) -> Objects:
    """The words that a verb acts on, with how far they stand from it: objects and passive subjects,
    what completes it, what its prepositions govern."""
    words: Objects = {}
    for t in undergoers(verb):
        words = _phrase(t, 0, lows) | words
    for c in verb.children:
        if c.dep_ in _OBJECTS:
            words = _phrase(c, 0, lows) | words
        elif c.dep_ == "prt":
            words.setdefault(c.lower_, (c, 0))
        elif c.dep_ in ("prep", "agent") and c.lower_ != "by":
            words.setdefault(c.lower_, (c, 3))
            for p in c.children:
                if p.dep_ in ("pobj", "pcomp") and p.i not in timed:
                    words = _phrase(p, 3, lows) | words
                elif p.dep_ == "prep" and c.tag_ != "VBG":
                    for q in p.children:
                        if q.dep_ == "pobj" and q.i not in timed:
                            words = _phrase(q, 3, lows) | words
        elif c.dep_ in ("xcomp", "ccomp"):
            words.setdefault(c.lower_, (c, 1))
            for g in c.children:
                if g.dep_ in ("dobj", "nsubj", "nsubjpass", "acomp"):
                    words.setdefault(g.lower_, (g, 2))
    return words


def words_of(view: BlockView) -> list[str]:
    """The words of a block in lower case, each with what a hyphen joins to it ("cease-fire")."""
    low, starts, ends = view.lower, view.starts, view.ends
    out = list(low)
    for i in range(2, len(low)):
        if low[i - 1] in _HYPHENS and ends[i - 2] == starts[i - 1] and ends[i - 1] == starts[i]:
            out[i] = f"{low[i - 2]}-{low[i]}"
    return out


def _phrase(noun: Token, far: int, lows: Sequence[str]) -> Objects:
    words = {lows[noun.i]: (noun, far)}
    for c in noun.children:
        if c.dep_ in ("compound", "amod", "conj", "nmod"):
            words.setdefault(c.lower_, (c, far + 1))
        elif c.dep_ == "prep" and c.lower_ == "of":
            for p in c.children:
                if p.dep_ == "pobj":
                    words.setdefault(p.lower_, (p, far + 2))
                    for g in p.children:
                        if g.dep_ in ("compound", "amod"):
                            words.setdefault(g.lower_, (g, far + 2))
    return words
