"""Names: the entities that a language knows and those of an accord's vocabulary, found in folded text.

Folding keeps the length, so that offsets stay true: lower case, accents off, curly quotes
straight, hyphens and line breaks as spaces. All forms are looked for at once
(Aho-Corasick); whole words only, and a form that is written with capitals wants capitals.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from truceline.model.accord import Alias, AliasKind, Entity, Role, Vocabulary
from truceline.model.reading import MentionType
from truceline.reading.inflection import verb_forms
from truceline.reading.own_ids import same_under_other_ids
from truceline.reading.pack import PackShape, load_pack
from truceline.reading.world import State, World, world

_SPACES = dict.fromkeys(map(ord, "-‐‑‒–\u00a0\u2009\u202f\n\r\t_"), " ")
_QUOTES = dict.fromkeys(map(ord, "’‘ʼ`´ʾʿ"), "'") | dict.fromkeys(map(ord, "“”„«»"), '"')
_TABLE = _SPACES | _QUOTES


def folded(text: str) -> str:
    """`text` for comparing names, character by character of the same length."""
    low = text.translate(_TABLE)
    if low.isascii():
        return low.lower()
    return "".join(_plain(c) for c in low)


@lru_cache(maxsize=4096)
def _plain(c: str) -> str:
    base = unicodedata.normalize("NFKD", c)[0] if c.isalpha() else c
    low = base.lower()
    return low if len(low) == 1 else c


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which an entity is written. `fuller` asks that the text has used a fuller form before."""

    text: str
    entity: str
    kind: AliasKind
    neutral: str | None = None
    fuller: bool = False

    def allows(self, written: str) -> bool:
        """Whether `written` has the capitals that this form asks for."""
        bare = self.text.removeprefix("the ")
        if not any(c.isupper() for c in bare) or self.kind is AliasKind.LABEL:
            return True
        if bare.isupper() and len(bare) <= 6:
            return written.isupper()
        first = next((c for c in bare if c.isalpha()), "")
        if first.isupper():
            return next((c for c in written if c.isalpha()), "a").isupper()
        return any(c.isupper() for c in written)


@dataclass(frozen=True, slots=True)
class Found:
    """Forms that stand at one place of a text."""

    start: int
    end: int
    forms: tuple[Form, ...]


class _State(PackShape):
    id: str
    name: str
    names: tuple[str, ...] = ()
    people: list[str]
    capital: str | None = None
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()


class _NamesFile(PackShape):
    states: list[_State]
    metonym_verbs: list[str]
    metonym_nouns: list[str]
    person_titles: list[str]
    portfolios: list[str]
    title_modifiers: list[str]
    anonymous_roles: list[str]
    anonymous_words: list[str]
    institutions: list[list[str]]
    government: list[str]
    heads: list[str]
    nominals: dict[str, list[str]]
    organisation_words: list[str]
    place_words: list[str]
    not_names: list[str]
    no_person_words: list[str]
    postings: list[str]
    rulers: list[str]
    official: list[str]
    strong: list[str]
    of_state: list[str]
    of_one_state: list[str]
    beside_one_state: list[str]
    private: list[str]
    beside: list[str]
    run_by: list[str]
    past: list[str]
    group_words: list[str]
    ranks: list[str]
    state_offices: list[str]
    peoples: list[str]


@dataclass(frozen=True, slots=True)
class NamesPack:
    """What a language knows of names; word sets are lower case."""

    entities: tuple[Entity, ...]
    fuller: frozenset[tuple[str, str]]
    """(entity, surname) pairs that stand for the person only after a fuller form."""
    metonym_verbs: frozenset[str]
    metonym_nouns: frozenset[str]
    titles: frozenset[str]
    """Titles of one word."""
    title_parts: frozenset[str]
    """Every word of a title ("foreign" of "foreign minister")."""
    portfolios: frozenset[str]
    """What offices are for ("affairs" of "minister of foreign affairs")."""
    title_modifiers: frozenset[str]
    anonymous_roles: frozenset[str]
    anonymous_words: frozenset[str]
    institutions: Mapping[str, str]
    """Id suffix by common noun ("army": military)."""
    government: frozenset[str]
    heads: frozenset[str]
    nominals: Mapping[str, frozenset[str]]
    """Kinds of entity by common noun ("movement": party)."""
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    not_names: frozenset[str]
    no_person_words: frozenset[str]
    posted: frozenset[str]
    """Titles before which a body's name tells where their holder is posted."""
    unions: frozenset[str]
    """Ids of bodies that states are members of, or that are no states."""
    states: frozenset[str]
    """Ids of states."""
    seats: Mapping[str, str]
    """The state whose capital a place is, by their ids."""
    media: frozenset[str]
    """Ids of agencies and outlets."""
    demonyms: frozenset[str]
    """Names of states' peoples."""
    lands: frozenset[str]
    """Names of states."""
    rulers: frozenset[str]
    """Roles that "in" a country are of its state ("officials in ...")."""
    official: frozenset[str]
    """Words of who speaks for the state before whose name they stand."""
    strong: frozenset[str]
    """Of the words of bodies, those that name one of a state's."""
    of_one_state: frozenset[str]
    beside_one_state: frozenset[str]
    """Bodies that a page which tells of one state alone names without it ("the army")."""
    of_state: frozenset[str]
    private: frozenset[str]
    """Heads that speak for no state."""
    beside: frozenset[str]
    run_by: frozenset[str]
    group_words: frozenset[str]
    """What only tells what kind of a group it is."""
    ranks: frozenset[str]
    """Titles that tell no office."""
    state_offices: frozenset[str]
    """Words of offices and bodies that only a state has."""
    past: frozenset[str]
    """Words for who no longer is what the words say."""
    peoples: frozenset[str]
    """Adjectives of peoples and faiths within states."""


@lru_cache(maxsize=4)
def names_pack(language: str = "en") -> NamesPack:
    """The names of a language and those that the world's data have in it; raises `PackError` with file and key."""
    return _built(load_pack(language, "names.yaml", _NamesFile), world(), language)


def _built(n: _NamesFile, w: World, language: str) -> NamesPack:
    entities: list[Entity] = []
    fuller: set[tuple[str, str]] = set()
    shared = {s.id for s in w.states if s.shared}
    for s in n.states:
        entities.extend(_state(s, w.state(s.id)))
    for body in w.bodies:
        kind = MentionType.PARTY if body.id == body.party else MentionType.ORGANISATION
        if forms := body.names.get(language):
            aliases = tuple(map(Alias, forms))
            entities.append(Entity(body.id, forms[0], kind, party=body.party, aliases=aliases))
    for person in w.people:
        forms = person.names.get(language, ())
        full = [Alias(x) for x in forms if not x.startswith("!")]
        if not full:
            continue
        shorts = [x[1:] for x in forms if x.startswith("!")]
        surname = full[0].text.split()[-1]
        if not shorts:
            shorts = [surname]
            fuller.add((person.id, surname))
        full += [Alias(x, AliasKind.SHORT) for x in dict.fromkeys(shorts)]
        entities.append(
            Entity(person.id, forms[0], MentionType.PERSON, party=person.party, aliases=tuple(full))
        )
    for region in w.regions:
        if forms := region.names.get(language):
            lat, lon = region.at
            aliases = tuple(map(Alias, forms))
            entities.append(
                Entity(region.id, forms[0], MentionType.PLACE, aliases=aliases, latitude=lat, longitude=lon)
            )
    for role, rows in ((Role.AGENCY, w.agencies), (Role.OUTLET, w.outlets)):
        for o in rows:
            if forms := o.names.get(language):
                aliases = tuple(Alias(x) for x in dict.fromkeys(forms))
                entities.append(
                    Entity(o.id, forms[0], MentionType.ORGANISATION, (role,), o.owner, aliases=aliases)
                )
    return NamesPack(
        entities=tuple(entities),
        fuller=frozenset(fuller),
        metonym_verbs=frozenset(f for v in n.metonym_verbs for f in verb_forms(v)),
        metonym_nouns=frozenset(n.metonym_nouns),
        titles=frozenset(t for t in n.person_titles if " " not in t and "-" not in t),
        title_parts=frozenset(w for t in n.person_titles for w in t.replace("-", " ").split()) - {"of", "in"},
        portfolios=frozenset(n.portfolios),
        title_modifiers=frozenset(n.title_modifiers),
        anonymous_roles=frozenset(n.anonymous_roles),
        anonymous_words=frozenset(n.anonymous_words),
        institutions={form: row[0] for row in n.institutions for form in row[1:]},
        government=frozenset(n.government),
        heads=frozenset(n.heads),
        nominals=_nominals(n.nominals),
        organisation_words=frozenset(n.organisation_words),
        place_words=frozenset(n.place_words),
        not_names=frozenset(n.not_names),
        no_person_words=frozenset(n.no_person_words),
        posted=frozenset(n.postings),
        unions=frozenset(b.id for b in w.bodies),
        states=frozenset(s.id for s in n.states),
        seats={slug(c): s.id for s in n.states for c in (s.capital, *s.capitals) if c and s.id not in shared},
        media=frozenset(o.id for o in (*w.agencies, *w.outlets)),
        lands=frozenset(x.lower() for s in n.states for x in (s.name, *s.names)),
        demonyms=frozenset(p.lower() for s in n.states for p in s.people),
        rulers=frozenset(n.rulers),
        official=frozenset(n.official),
        strong=frozenset(n.strong),
        of_one_state=frozenset(n.of_one_state),
        beside_one_state=frozenset(n.beside_one_state),
        of_state=frozenset(n.of_state),
        private=frozenset(n.private),
        beside=frozenset(n.beside),
        run_by=frozenset(n.run_by),
        ranks=frozenset(n.ranks),
        state_offices=frozenset(n.state_offices),
        group_words=frozenset(n.group_words),
        past=frozenset(n.past),
        peoples=frozenset(n.peoples),
    )


def _nominals(kinds: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    words = dict.fromkeys(w for ws in kinds.values() for w in ws)
    return {w: frozenset(k for k, ws in kinds.items() if w in ws) for w in words}


def _state(s: _State, known: State | None) -> Iterable[Entity]:
    aliases = [Alias(x) for x in dict.fromkeys((s.name, *s.names))]
    aliases += [Alias(x, AliasKind.DEMONYM) for x in s.people]
    aliases += [Alias(x) for x in s.seats]
    capitals = [c for c in (s.capital, *s.capitals) if c and c != s.name]
    code = known.code if known is not None else None
    if known is None or not known.shared:
        aliases += [Alias(c, AliasKind.METONYM) for c in capitals]
    yield Entity(s.id, s.name, MentionType.PARTY, party=s.id, aliases=tuple(aliases), country=code)
    if capitals:
        lat, lon = (known.at if known is not None else None) or (None, None)
        yield Entity(
            slug(capitals[0]),
            capitals[0],
            MentionType.PLACE,
            aliases=tuple(map(Alias, capitals)),
            latitude=lat,
            longitude=lon,
            country=code,
        )


def slug(name: str) -> str:
    """A name as an id: lower-case words joined by hyphens."""
    kept = "".join(c if c.isalnum() else " " for c in folded(name).replace("'", ""))
    return "-".join(kept.split()) or "x"


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All forms of a vocabulary and a language, ready to be found."""

    entities: Mapping[str, Entity]
    forms: Mapping[str, tuple[Form, ...]]
    pack: NamesPack
    vocabulary: Vocabulary | None
    _keys: tuple[str, ...] = field(repr=False)
    _finder: AhoCorasick = field(repr=False)

    @cached_property
    def nominal_heads(self) -> frozenset[str]:
        """The last words of the nominals that the vocabulary lists."""
        return frozenset(
            key.split()[-1]
            for key, forms in self.forms.items()
            if any(f.kind is AliasKind.NOMINAL for f in forms)
        )

    def find(self, text: str, fold: str | None = None) -> list[Found]:
        """Every whole-word form in `text` (`fold` is its folding), overlapping ones too."""
        low = folded(text) if fold is None else fold
        out: list[Found] = []
        for index, start, end in self._finder.find_matches_as_indexes(low, overlapping=True):
            if (start and low[start - 1].isalnum() and low[start].isalnum()) or (
                end < len(low) and low[end].isalnum() and low[end - 1].isalnum()
            ):
                continue
            written = text[start:end]
            kept = tuple(f for f in self.forms[self._keys[index]] if f.allows(written))
            if kept:
                out.append(Found(start, end, kept))
        return out


class Same:
    """A vocabulary as a key that is looked at no further: one of many words takes long to compare."""

    __slots__ = ("vocabulary",)

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self.vocabulary = vocabulary

    def __hash__(self) -> int:
        return id(self.vocabulary)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.vocabulary is self.vocabulary


def lexicon(vocabulary: Vocabulary | None, language: str = "en") -> Lexicon:
    """The lexicon of an accord's vocabulary over a language's names. What the vocabulary says of a
    form goes before what the language says of it."""
    return _lexicon_of(Same(vocabulary), language)


@lru_cache(maxsize=16)
def _lexicon_of(same: Same, language: str) -> Lexicon:
    return _lexicon(same.vocabulary, language)


@lru_cache(maxsize=16)
def _lexicon(vocabulary: Vocabulary | None, language: str) -> Lexicon:
    """The lexicon of an accord's vocabulary over a language's names. What the vocabulary says of a
    form goes before what the language says of it."""
    pack = names_pack(language)
    entities: dict[str, Entity] = {}
    forms: dict[str, list[Form]] = {}
    own: set[str] = set()
    for e in vocabulary.entities if vocabulary else ():
        entities[e.id] = e
        for a in (Alias(e.name), *e.aliases):
            key = folded(a.text)
            own.add(key)
            _add(forms, key, Form(a.text, e.id, a.kind, a.neutral))
    same = same_under_other_ids(pack.entities, pack.of_state, entities, folded)
    if same:
        states, seats = pack.states, pack.seats
        pack = replace(
            pack,
            states=states | {same[s] for s in states & same.keys()},
            seats={place: same.get(s, s) for place, s in seats.items()},
        )
    for e in pack.entities:
        if e.id in same or e.party in same:
            e = replace(e, id=same.get(e.id, e.id), party=same.get(e.party or "", e.party))
        mine = entities.get(e.id)
        if mine is None:
            entities[e.id] = e
        elif mine.latitude is None and e.latitude is not None:
            entities[e.id] = replace(mine, latitude=e.latitude, longitude=e.longitude)
        for a in e.aliases:
            key = folded(a.text)
            if key in own and not any(f.entity == e.id for f in forms[key]):
                continue
            _add(forms, key, Form(a.text, e.id, a.kind, fuller=(e.id, a.text) in pack.fuller))
    keys = tuple(forms)
    return Lexicon(
        entities, {k: tuple(v) for k, v in forms.items()}, pack, vocabulary, keys, AhoCorasick(list(keys))
    )


def _add(forms: dict[str, list[Form]], key: str, form: Form) -> None:
    there = forms.setdefault(key, [])
    if all((f.entity, f.kind) != (form.entity, form.kind) for f in there):
        there.append(form)
