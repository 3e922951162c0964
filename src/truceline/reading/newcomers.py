"""Names that neither vocabulary nor pack knows: by capitals, parse and the words around them."""

from __future__ import annotations

import re

from truceline.model.reading import BlockKind, MentionType
from truceline.reading.block_view import BlockView
from truceline.reading.memory import Memory, Spot
from truceline.reading.names import NamesPack, slug
from truceline.reading.titles import served, title_start

_PARTICLES = frozenset(
    ("al", "el", "ul", "bin", "ibn", "ben", "bint", "abu", "abd", "von", "van", "der", "de", "la", "da", "di")
)
_PLACE_BEFORE = frozenset(
    ("in", "at", "near", "from", "into", "around", "outside", "toward", "towards", "to")
)
_ABBREVIATION = re.compile(r"[A-Z][A-Z&-]{1,7}s?$")


def find_newcomers(view: BlockView, named: list[Spot], memory: Memory) -> list[Spot]:
    """Spots of unknown names in a block, and of known people in another spelling."""
    pack = memory.lex.pack
    covered: set[int] = set()
    for s in named:
        covered.update(range(*s.run))
    out: list[Spot] = []
    for first, last in _runs(view, covered, pack):
        spot = _abbreviation(view, first, last, named + out, memory) or _judged(
            view, first, last, named, memory
        )
        if spot is not None:
            out.append(spot)
    return out


def _runs(view: BlockView, covered: set[int], pack: NamesPack) -> list[tuple[int, int]]:
    """Runs of capitalised words that no known name covers."""
    runs: list[tuple[int, int]] = []
    i, n = 0, len(view.tokens)
    while i < n:
        if i in covered or not _capital(view, i):
            i += 1
            continue
        j = i + 1
        while j < n and j not in covered and (_capital(view, j) or _joins(view, j, covered)):
            j += 1
        while j > i + 1 and not _capital(view, j - 1):
            j -= 1
        runs.append((i, j))
        i = j
    return [
        r
        for r in runs
        if not all(w.rstrip(".") in pack.not_names for w in view.lower[r[0] : r[1]] if w != "-")
    ]


def _capital(view: BlockView, i: int) -> bool:
    t = view.tokens[i]
    return bool(t.text[:1].isupper() and t.tag_ in ("NNP", "NNPS") and t.text[:1].isalpha())


def _joins(view: BlockView, j: int, covered: set[int]) -> bool:
    """Whether a small word inside a name goes on to another capital ("al", "bin", a hyphen)."""
    if view.lower[j] not in _PARTICLES and view.lower[j] != "-":
        return False
    k = j + 1
    while k < len(view.tokens) and (view.lower[k] in _PARTICLES or view.lower[k] == "-"):
        k += 1
    return k < len(view.tokens) and k not in covered and view.tokens[k].text[:1].isupper() and k - j <= 3


def _abbreviation(view: BlockView, first: int, last: int, named: list[Spot], memory: Memory) -> Spot | None:
    """ "(PKK)" right after a name is a short form of it from there on."""
    text = view.text(first, last)
    if last - first != 1 or not _ABBREVIATION.match(text):
        return None
    before = view.block.text[max(view.block.start, view.starts[first] - 2) : view.starts[first]]
    if before.endswith("("):
        over = next((s for s in reversed(named) if 0 < view.starts[first] - s.end <= 2), None)
        if over is not None and over.entity:
            memory.short[text] = over.entity
    id = memory.short.get(text)
    if id is None:
        return None
    known = memory.named.get(id)
    entity = memory.lex.entities.get(id)
    kind = entity.type if entity else known.type if known else MentionType.ORGANISATION
    party = entity.party if entity else known.party if known else None
    return Spot(view.starts[first], view.ends[last - 1], (first, last), id, kind, party, "short form")


def _judged(view: BlockView, first: int, last: int, named: list[Spot], memory: Memory) -> Spot | None:
    pack = memory.lex.pack
    while first < last and view.lower[first].rstrip(".") in pack.titles | pack.title_modifiers:
        first += 1
    while last > first and view.lower[last - 1] in pack.not_names:
        last -= 1
    if first == last:
        return None
    name = view.text(first, last)
    words = [w for w in view.lower[first:last] if w != "-"]
    start, end = view.starts[first], view.ends[last - 1]
    titled = title_start(view, first, named, pack)
    if last - first == 1 or len(words) == 1:
        return _single(view, first, last, name, titled, named, memory)
    if view.block.kind is BlockKind.HEADLINE and memory.person(name) is None:
        return None
    if any(w in pack.organisation_words for w in words):
        memory.introduce(slug(name), MentionType.ORGANISATION, None, name)
        return Spot(start, end, (first, last), slug(name), MentionType.ORGANISATION, None, "by its words")
    if words[-1] in pack.place_words or words[0] in pack.place_words:
        memory.introduce(slug(name), MentionType.PLACE, None, name)
        return Spot(start, end, (first, last), slug(name), MentionType.PLACE, None, "by its words")
    known = memory.person(name)
    if known:
        entity = memory.lex.entities.get(known)
        party = entity.party if entity else memory.named[known].party
        return Spot(start, end, (first, last), known, MentionType.PERSON, party, "another spelling")
    if titled == first and not _person_like(view, first, last, pack):
        if first and view.lower[first - 1] in _PLACE_BEFORE:
            return Spot(start, end, (first, last), slug(name), MentionType.PLACE, None, "after a preposition")
        if len(words) > 3:
            return None
    party = (
        served(view, titled, first, named) or _beside(view, first, last, named) if len(words) <= 5 else None
    )
    memory.introduce(slug(name), MentionType.PERSON, party, name)
    return Spot(start, end, (first, last), slug(name), MentionType.PERSON, party, "by capitals")


def _single(
    view: BlockView, first: int, last: int, name: str, titled: int, named: list[Spot], memory: Memory
) -> Spot | None:
    """One capitalised word: a surname used before, a titled surname, or nothing."""
    start, end = view.starts[first], view.ends[last - 1]
    id = memory.surname(name)
    if id:
        return Spot(
            start, end, (first, last), id, MentionType.PERSON, memory.named[id].party, "surname of one named"
        )
    if titled < first and view.tokens[first - 1].text[:1].isupper():
        party = served(view, titled, first, named)
        memory.introduce(slug(name), MentionType.PERSON, party, name)
        return Spot(start, end, (first, last), slug(name), MentionType.PERSON, party, "after a title")
    if (
        first
        and view.lower[first - 1] in _PLACE_BEFORE
        and view.tokens[first].dep_ == "pobj"
        and len(name) > 3
    ):
        return Spot(start, end, (first, last), slug(name), MentionType.PLACE, None, "after a preposition")
    return None


def _person_like(view: BlockView, first: int, last: int, pack: NamesPack) -> bool:
    """Whether a run acts or is described as a person: it speaks, or stands beside a role."""
    head = view.head(first, last)
    if head.dep_ == "nsubj" and head.head.lower_ in pack.metonym_verbs:
        return True
    if head.dep_ == "appos" and head.head.lower_ in pack.titles | pack.anonymous_roles:
        return True
    return any(c.dep_ == "appos" and c.lower_ in pack.titles | pack.anonymous_roles for c in head.children)


def _beside(view: BlockView, first: int, last: int, named: list[Spot]) -> str | None:
    """The party that an apposition names ("..., a spokesman for the ...")."""
    head = view.head(first, last)
    for c in head.children:
        if c.dep_ == "appos":
            return served(view, c.left_edge.i, c.right_edge.i + 1, named)
    if head.dep_ == "appos":
        return served(view, head.head.left_edge.i, first, named)
    return None
