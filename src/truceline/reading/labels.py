"""Evaluative labels: recorded as somebody's wording, with the neutral word and whom they mean.

The lexicon (`packs/LANGUAGE/labels.yaml`) is symmetric: it holds no party, and every rule
applies to whoever is meant. Whom a label means is told by the accord's vocabulary, by the
name or the people's name beside it, or by who else is spoken of.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pydantic import BaseModel, ConfigDict, Field

from truceline.errors import PackError
from truceline.model.accord import AliasKind, Role
from truceline.model.match import fold
from truceline.model.reading import BlockKind, MentionType
from truceline.reading.block_view import BlockView
from truceline.reading.memory import Spot
from truceline.reading.names import Form, Lexicon, folded, load_pack

_DEFINITE = frozenset(("the", "this", "that", "its", "their", "our", "his", "her"))


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Class(_Shape):
    id: str
    name: str
    counterpart: str


class _Term(_Shape):
    cls: str = Field(alias="class")
    kind: str
    words: list[str]
    neutral: str
    of: list[str] = []
    unless_before: list[str] = []
    unless_after: list[str] = []


class _LabelsFile(_Shape):
    nouns: dict[str, list[str]]
    classes: list[_Class]
    terms: list[_Term]


@dataclass(frozen=True, slots=True)
class Term:
    """A group of label words of one class, and where they are no labels."""

    cls: str
    kind: str
    neutral: str
    nouns: frozenset[str]
    any_noun: bool
    unless_before: frozenset[str]
    unless_after: frozenset[str]


@dataclass(frozen=True, slots=True)
class LabelsPack:
    """The lexicon: terms by word, phrases by their folded words, counterparts by class."""

    words: Mapping[str, tuple[Term, ...]]
    phrases: tuple[tuple[str, Term], ...]
    counterparts: Mapping[str, str]


@lru_cache(maxsize=4)
def labels_pack(language: str = "en") -> LabelsPack:
    """The label lexicon of a language; raises `PackError` where it is not symmetric or not usable."""
    shape = load_pack(language, "labels.yaml", _LabelsFile)
    where = f"packs/{language}/labels.yaml"
    counterparts = {c.id: c.counterpart for c in shape.classes}
    for id, other in counterparts.items():
        if counterparts.get(other) != id:
            raise PackError(
                f"class {id!r} and its counterpart {other!r} do not name each other",
                where=where,
                mend="pair them",
            )
    words: dict[str, list[Term]] = {}
    phrases: list[tuple[str, Term]] = []
    for t in shape.terms:
        if t.cls not in counterparts or any(o != "any" and o not in shape.nouns for o in t.of):
            raise PackError(
                f"term {t.words[0]!r} names no known class or nouns", where=where, mend="name one"
            )
        nouns = frozenset(w for o in t.of if o != "any" for w in shape.nouns[o])
        term = Term(
            t.cls,
            t.kind,
            t.neutral,
            nouns,
            "any" in t.of,
            frozenset(t.unless_before),
            frozenset(t.unless_after),
        )
        for w in t.words:
            if t.kind == "phrase":
                phrases.append((fold(w), term))
            else:
                words.setdefault(w, []).append(term)
    return LabelsPack({w: tuple(ts) for w, ts in words.items()}, tuple(phrases), counterparts)


@dataclass(frozen=True, slots=True)
class _Label:
    first: int
    last: int
    neutral: str
    entity: str | None = None


def find_labels(
    views: Sequence[tuple[BlockView, Sequence[tuple[int, int, Form]]]],
    spots: Sequence[Spot],
    lex: Lexicon,
    language: str = "en",
) -> list[Spot]:
    """Label spots of the blocks. With each block come the vocabulary's own label forms found in it."""
    pack = labels_pack(language)
    parties = _parties(lex)
    out: list[Spot] = []
    for view, listed in views:
        start, end = view.block.start, view.block.end
        inside = [s for s in spots if start <= s.start < end]
        labels = [
            *_by_words(view, inside, pack),
            *_by_phrases(view, pack),
            *_by_vocabulary(view, listed, inside, pack),
        ]
        for label in _longest(labels):
            out.append(_spot(view, label, inside, lex, parties))
    return out


def _parties(lex: Lexicon) -> tuple[str, ...]:
    if lex.vocabulary is None:
        return ()
    return tuple(e.id for e in lex.vocabulary.entities if Role.PARTY in e.roles)


def _by_words(view: BlockView, spots: Sequence[Spot], pack: LabelsPack) -> Iterator[_Label]:
    proper = {
        i
        for s in spots
        if s.form is not None and s.form.kind is not AliasKind.DEMONYM and not s.noun
        for i in range(*view.run(s.start, s.end) or (0, 0))
        if view.tokens[i].text[:1].isupper()
    }
    for i, low in enumerate(view.lower):
        terms = pack.words.get(low)
        if terms is None and low in ("so", "self") and i + 2 < len(view.lower) and view.lower[i + 1] == "-":
            terms = pack.words.get(f"{low}-{view.lower[i + 2]}")
            if terms:
                label = _hyphenated(view, i)
                if label is not None:
                    yield label
                continue
        if not terms or i in proper or _in_a_name(view, i):
            continue
        for term in terms:
            label = _judged(view, i, term)
            if label is not None:
                yield label
                break


def _hyphenated(view: BlockView, i: int) -> _Label | None:
    word = view.tokens[i + 2]
    head = word.head if word.head.pos_ in ("NOUN", "PROPN") and word.head.i > word.i else None
    last = int(head.i) + 1 if head is not None and head.i - i <= 8 else i + 3
    return _Label(i, last, "") if last > i + 3 else None


def _in_a_name(view: BlockView, i: int) -> bool:
    """Whether a word is part of a proper name that nobody knows ("Armed Resistance Front")."""
    if not view.tokens[i].text[:1].isupper() or view.block.kind is BlockKind.HEADLINE or view.shouting:
        return False
    after = view.tokens[i + 1] if i + 1 < len(view.tokens) else None
    return after is not None and after.text[:1].isupper() and after.text.isalpha() and after.pos_ == "PROPN"


def _judged(view: BlockView, i: int, term: Term) -> _Label | None:
    before = view.lower[i - 1] if i else ""
    two = f"{view.lower[i - 2]} {before}" if i > 1 else before
    after = view.lower[i + 1] if i + 1 < len(view.lower) else ""
    if before in term.unless_before or two in term.unless_before or after in term.unless_after:
        return None
    token = view.tokens[i]
    if term.kind == "modifier":
        noun = _noun_after(view, i, term)
        return _Label(_left(view, i, noun), noun + 1, term.neutral) if noun is not None else None
    if term.kind == "verb":
        objects = [c for c in token.children if c.dep_ == "dobj"]
        if token.dep_ == "relcl":
            objects.append(token.head)
        thing = next((o for o in objects if o.lower_ in term.nouns), None)
        if thing is None:
            return None
        first, last = sorted((int(thing.i), i))
        return _Label(_left(view, first, first), last + 1, term.neutral)
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") and not (term.kind == "actor" and token.pos_ == "VERB"):
        return None
    if token.dep_ in ("compound", "amod") and term.kind in ("definite", "event", "actor"):
        head = token.head
        if term.kind == "definite" or head.lower_ in term.unless_after:
            return None
    first = _left(view, i, i)
    if term.kind == "definite":
        lead = view.lower[first]
        people = any(view.tokens[k].pos_ in ("ADJ", "PROPN") for k in range(first, i))
        named = any(view.tokens[k].text[:1].isupper() for k in range(first, i)) and people
        if lead not in _DEFINITE and not named:
            return None
    return _Label(first, i + 1, term.neutral)


def _noun_after(view: BlockView, i: int, term: Term) -> int | None:
    """The noun that a modifier judges: its head, or the next noun with nothing but modifiers between."""
    for k in range(i + 1, min(i + 5, len(view.tokens))):
        t = view.tokens[k]
        if t.is_punct and t.text != "-":
            return None
        if view.lower[k] in term.nouns or (term.any_noun and t.pos_ in ("NOUN", "PROPN")):
            return k
        if t.pos_ not in ("ADJ", "NOUN", "PROPN", "PUNCT", "CCONJ", "DET"):
            return None
    return None


def _left(view: BlockView, i: int, noun: int) -> int:
    """The first word of the noun phrase that a label stands in, as far as modifiers reach."""
    first = i
    while first > 0 and i - first < 6:
        t = view.tokens[first - 1]
        if (
            (
                t.dep_ in ("det", "amod", "compound", "nmod", "advmod", "npadvmod", "poss", "case")
                and t.pos_
                in (
                    "DET",
                    "ADJ",
                    "PROPN",
                    "NOUN",
                    "ADV",
                )
                and t.head.i <= noun + 1
            )
            or (t.text == "-" and first > 1)
            or (t.tag_ == "VBN" and first > 1 and view.tokens[first - 2].text == "-")
        ):
            first -= 1
        else:
            break
    return first


def _by_phrases(view: BlockView, pack: LabelsPack) -> Iterator[_Label]:
    words = fold(view.block.words)
    if not any(p in words for p, _ in pack.phrases):
        return
    low = [fold(w).strip() for w in view.lower]
    for phrase, term in pack.phrases:
        parts = phrase.split()
        for i in range(len(low)):
            k, hit = i, 0
            while k < len(low) and hit < len(parts) and low[k] in (parts[hit], ""):
                hit += low[k] == parts[hit]
                k += 1
            if hit == len(parts) and low[i] == parts[0]:
                yield _Label(_left(view, i, k - 1), k, term.neutral)


def _by_vocabulary(
    view: BlockView, listed: Sequence[tuple[int, int, Form]], spots: Sequence[Spot], pack: LabelsPack
) -> Iterator[_Label]:
    for start, end, form in listed:
        run = view.run(start, end)
        if run is None or any(
            s.form is not None
            and s.form.kind is AliasKind.NAME
            and s.start <= start
            and end <= s.end
            and s.end - s.start > end - start
            for s in spots
        ):
            continue
        terms = pack.words.get(view.lower[run[1] - 1], ())
        own = [t for t in terms if t.kind != "modifier"]
        if own and all(_vetoed(view, run[1] - 1, t) for t in own):
            continue
        yield _Label(run[0], run[1], form.neutral or "", form.entity)


def _vetoed(view: BlockView, i: int, term: Term) -> bool:
    before = view.lower[i - 1] if i else ""
    after = view.lower[i + 1] if i + 1 < len(view.lower) else ""
    return before in term.unless_before or after in term.unless_after


def _longest(labels: Sequence[_Label]) -> list[_Label]:
    """Overlapping labels as one: the longest, with the entity that any of them names."""
    kept: list[_Label] = []
    for label in sorted(labels, key=lambda x: (x.first, -x.last)):
        if kept and label.first < kept[-1].last:
            old = kept[-1]
            neutral = label.neutral if label.entity and not old.entity else old.neutral or label.neutral
            kept[-1] = _Label(old.first, max(old.last, label.last), neutral, old.entity or label.entity)
        else:
            kept.append(label)
    return kept


def _spot(
    view: BlockView, label: _Label, spots: Sequence[Spot], lex: Lexicon, parties: tuple[str, ...]
) -> Spot:
    first, last = label.first, label.last
    entity, why = label.entity, "label of the vocabulary"
    if entity is None:
        entity, why = _meant(view, first, last, spots, lex, parties)
    known = lex.entities.get(entity) if entity else None
    words = " ".join(view.lower[first:last])
    spot = Spot(
        view.starts[first],
        view.ends[last - 1],
        (first, last),
        entity,
        known.type if known else MentionType.GROUP,
        known.party if known else None,
        why,
        loaded=True,
    )
    spot.neutral = label.neutral or (known.name if known else words)
    return spot


def _meant(
    view: BlockView, first: int, last: int, spots: Sequence[Spot], lex: Lexicon, parties: tuple[str, ...]
) -> tuple[str | None, str]:
    """Whom a label means, and by what."""
    for s in spots:
        at = view.run(s.start, s.end)
        if (
            at
            and last <= at[0] <= last + 1
            and s.type in (MentionType.PARTY, MentionType.ORGANISATION)
            and (at[0] == last or view.lower[last] in (",", "-"))
        ):
            return s.entity, "name beside it"
    own = [s for s in spots if s.party and view.starts[first] <= s.start and s.end <= view.ends[last - 1]]
    if own:
        return own[0].entity, "name within it"
    if len(parties) == 2 and folded(view.text(first, last)).split()[-1] in (
        "enemy",
        "enemies",
        "aggressor",
        "foe",
    ):
        start = view.starts[first]
        speakers = [s for s in spots if s.party in parties and s.start < start]
        if speakers:
            return next(p for p in parties if p != speakers[-1].party), "the other party to the agreement"
    return None, "label"
