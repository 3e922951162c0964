"""States and movements that neither an accord nor a pack knows: found in the report's own words.

A new conflict names sides that are on no list. Before its names are looked for, a page is asked
which states and movements it introduces: a name by its head ("the Free Valley Movement (FVM)"), a
land by the bodies it has ("the government of Northland", "Northland's army"). They go into the
page's vocabulary beside what is known, so that short forms, nominals, officials and spokesmen are
led to them as to any other side. Their ids hold wherever the same name stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from truceline.model.accord import Alias, AliasKind, Entity, Vocabulary
from truceline.model.reading import BlockKind, MentionType
from truceline.reading.block_view import BlockView, view_of
from truceline.reading.grammar import grammar
from truceline.reading.letters import is_letters, letters_end
from truceline.reading.names import Form, Lexicon, folded, lexicon, slug
from truceline.reading.pack import PackShape, load_pack
from truceline.reading.page import Page

__all__ = ["movement_heads", "offices", "strangers", "with_strangers"]

_READ = (BlockKind.PARAGRAPH, BlockKind.STANDFIRST)
_STEM = 4
"""Letters that a land and its people share at the least."""
_BETWEEN = frozenset(",-")
_LONGEST = 3
"""Words of a land's name."""


class _StrangersFile(PackShape):
    conflict: tuple[str, ...]
    sides: frozenset[str]
    leading: frozenset[str]
    leading_goes_on: frozenset[str]
    fighters: frozenset[str]
    armed: frozenset[str]
    groups: frozenset[str]
    armed_groups: frozenset[str]
    called_by: dict[str, tuple[str, ...]]
    rebels: str
    of_the_one_movement: tuple[str, ...]
    bodies: frozenset[str]
    common: frozenset[str]
    stood_for: dict[str, tuple[str, ...]]
    goes_on: tuple[str, ...]
    of_a_state: tuple[str, ...]
    behind_a_state: tuple[str, ...]
    beside_a_state: tuple[str, ...]
    of_the_one_state: tuple[str, ...]
    of_its_army: tuple[str, ...]
    peoples: tuple[str, ...]
    no_states: frozenset[str]
    offices: frozenset[str]


@lru_cache(maxsize=4)
def _pack(language: str) -> _StrangersFile:
    return load_pack(language, "strangers.yaml", _StrangersFile)


def movement_heads(language: str) -> frozenset[str]:
    """Heads of the names of armed and political movements ("the Free Valley Movement")."""
    return _pack(language).sides


@dataclass(frozen=True, slots=True)
class _Name:
    """A name in capitals: tokens `first` .. `last` - 1 of a block, `head` its noun."""

    view: BlockView
    first: int
    last: int
    head: str

    @property
    def words(self) -> str:
        return " ".join(str(self.view.block.doc[self.first : self.last]).split())


def with_strangers(page: Page, vocabulary: Vocabulary | None) -> Vocabulary | None:
    """The vocabulary for reading `page`: `vocabulary` with the states and movements that only the page
    itself knows. The same object where there are none, or where the page speaks of no conflict."""
    pack = _pack(page.report.language)
    low = folded(page.text)
    if not any(re.search(rf"\b{folded(w)}\b", low) for w in pack.conflict):
        return vocabulary
    lex = lexicon(vocabulary, page.report.language)
    views = [view_of(b) for b in page.blocks if b.kind in _READ]
    states = list(_states(views, page.text, lex, pack))
    taken = {folded(a.text) for e in states for a in e.aliases}
    names = [
        n
        for v in views
        for n in (*_names(v, pack), *_led(v, pack), *_fought_for(v, pack), *_in_letters(v, pack))
    ]
    found = [*states, *_sides(names, page.text, lex, pack, taken)]
    if not found:
        return vocabulary
    return replace(
        vocabulary or Vocabulary(""), entities=(*(vocabulary.entities if vocabulary else ()), *found)
    )


def strangers(vocabulary: Vocabulary | None, named: Vocabulary | None) -> tuple[Entity, ...]:
    """The states and sides that `named` has beyond `vocabulary`."""
    known = {e.id for e in vocabulary.entities} if vocabulary else set()
    return tuple(e for e in (named.entities if named else ()) if e.id not in known)


def offices(language: str) -> frozenset[str]:
    """Words of an office by which its holder speaks for a state, lower case."""
    return _pack(language).offices


def _names(view: BlockView, pack: _StrangersFile) -> Iterator[_Name]:
    """The names of a block whose head is that of a side or a body."""
    at, n = 0, len(view.tokens)
    while at < n:
        if not _capital(view, at):
            at += 1
            continue
        last, head = _segment(view, at, pack)
        while head and (more := _after_joining(view, last, pack)) is not None:
            last = more
        if head and last > at + 1:
            yield _Name(view, at, last, head)
        at = max(last, at + 1)


def _led(view: BlockView, pack: _StrangersFile) -> Iterator[_Name]:
    """The names that begin with the head of a side's name, as in other languages ("Frente ...")."""
    for i, low in enumerate(view.lower):
        if low in pack.leading and _capital(view, i) and not view.shouting:
            last = end = i + 1
            while end < len(view.tokens) and (_capital(view, end) or view.lower[end] in pack.leading_goes_on):
                end += 1
                last = end if _capital(view, end - 1) else last
            if last > i + 1:
                yield _Name(view, i, last, low)


def _fought_for(view: BlockView, pack: _StrangersFile) -> Iterator[_Name]:
    """The names of those for whom somebody fights ("fighters of the Free Valley", "FVM fighters")."""
    if view.shouting:
        return
    for i, low in enumerate(view.lower):
        if low not in pack.fighters:
            continue
        before = next((k for k in (i - 3, i - 1) if k >= 0 and letters_end(view, k) == i), None)
        if before is not None:
            yield _Name(view, before, i, low)
        first = i + 2 + (view.lower[i + 2 : i + 3] == ["the"])
        if view.lower[i + 1 : i + 2] == ["of"] and first < len(view.tokens) and _capital(view, first):
            last = first
            while last < len(view.tokens) and _capital(view, last):
                last += 1
            letters = letters_end(view, first)
            if letters or (last > first + 1 and first > i + 2):
                yield _Name(view, first, letters or last, low)


def _in_letters(view: BlockView, pack: _StrangersFile) -> Iterator[_Name]:
    """The letters behind what makes them a side's: "the rebel FVM", "the armed group (the) FVM-North", "militia FVM"."""
    for i, low in enumerate(view.lower if not view.shouting else ()):
        if low not in pack.armed | pack.armed_groups:
            continue
        at = i + (low in pack.armed)
        head = view.lower[at] if view.lower[at : at + 1] and view.lower[at] in pack.groups else ""
        at += bool(head)
        while view.lower[at : at + 1] and view.lower[at] in _BETWEEN | grammar().labels.articles:
            at += 1
        last = letters_end(view, at)
        if last:
            yield _Name(view, at, last, head or pack.rebels)


def _segment(view: BlockView, at: int, pack: _StrangersFile) -> tuple[int, str]:
    """Where the run of capitals from `at` ends, and the head of a side's name that it ends with, if any."""
    last = at
    while last < len(view.tokens) and (
        _capital(view, last)
        or (view.lower[last] in ("'s", "'", "-") and last + 1 < len(view.tokens) and _capital(view, last + 1))
    ):
        last += 1
    inside = at > 0 and not view.tokens[at].is_sent_start
    for end in range(last, at if inside else at + 1, -1):
        head = view.lower[end - 1]
        if head in pack.sides or head in pack.bodies:
            return end, head
    return last, ""


def _after_joining(view: BlockView, last: int, pack: _StrangersFile) -> int | None:
    """Where a name ends that goes on after token `last` ("... of the Highlands")."""
    for words in pack.goes_on:
        parts = words.split()
        end = last + len(parts)
        if view.lower[last:end] == parts and end < len(view.tokens) and _capital(view, end):
            while end < len(view.tokens) and _capital(view, end):
                end += 1
            return None if view.lower[end : end + 1] == ["'s"] else end
    return None


def _capital(view: BlockView, i: int) -> bool:
    word = view.tokens[i].text
    return bool(word[:1].isalpha() and word[:1].isupper())


def _sides(
    names: list[_Name], text: str, lex: Lexicon, pack: _StrangersFile, taken: set[str]
) -> Iterator[Entity]:
    """The movements and bodies among `names` that nobody knows, each once, with its short forms; none
    of the nominals that are `taken` or fit two of them, or the forces of somebody else that the text names."""
    found: dict[str, _Name] = {}
    of_others = set[str]()
    for name in (_bare(n, lex) for n in names):
        common = set(name.words.casefold().split()) <= pack.common | {name.head}
        if common or _is_known(name, lex, pack):
            of_others |= set(pack.stood_for.get(name.head, ()))
        else:
            found.setdefault(folded(name.words), name)
    short = {folded(a.text) for n in found.values() for a in _abbreviations(n, text)}
    found = {key: n for key, n in found.items() if key not in short and _but_head(key, n) not in short}
    movements = [key for key, n in found.items() if n.head not in pack.bodies]
    nominals = {key: [f"the {n.head}", *_also(n, pack)] for key, n in found.items()}
    if len(movements) == 1 and not _names_a_movement(text, lex):
        nominals[movements[0]] += pack.of_the_one_movement
    nominals = {key: list(dict.fromkeys(words)) for key, words in nominals.items()}
    fits = Counter(w for words in nominals.values() for w in words)
    for key, name in found.items():
        aliases = [*_abbreviations(name, text)]
        for words in nominals[key]:
            if fits[words] == 1 and words not in taken | of_others and words not in lex.forms:
                aliases.append(Alias(words, AliasKind.NOMINAL))
        id = slug(name.words)
        kind = MentionType.ORGANISATION if name.head in pack.bodies else MentionType.PARTY
        yield Entity(id, name.words, kind, party=id, aliases=tuple(aliases))


def _also(name: _Name, pack: _StrangersFile) -> tuple[str, ...]:
    """The nominals of a name by its head, and by what leads to it ("the armed opposition Marsh Coalition"); a
    movement's own forces ("FVM Armed Forces") are not "the army"."""
    before = name.view.lower[name.first - 1] if name.first else ""
    led = any(is_letters(w) for w in re.split(r"[\s-]+", name.words))
    return (*(() if led else pack.stood_for.get(name.head, ())), *pack.called_by.get(before, ()))


def _but_head(key: str, name: _Name) -> str:
    """A name without the word that tells of what kind it is ("FVM rebels")."""
    return key.removesuffix(folded(name.head)).strip()


def _names_a_movement(text: str, lex: Lexicon) -> bool:
    """Whether the text names a movement that a list has."""
    some = (lex.entities[x.entity] for f in lex.find(text) for x in f.forms)
    return any(e.type is MentionType.PARTY and not e.country for e in some)


def _bare(name: _Name, lex: Lexicon) -> _Name:
    """Without article and titles; a day is part of it before its head alone ("3 May Movement")."""
    first, view = name.first, name.view
    while first < name.last - 1 and (
        view.tokens[first].pos_ == "DET" or view.lower[first].rstrip(".") in lex.pack.titles
    ):
        first += 1
    months = grammar().calendar.months
    if first == name.first and first > 0 and view.lower[first] in months and view.lower[first - 1].isdigit():
        first += 1 if name.last - first > 2 else -1
    return replace(name, first=first)


def _is_known(name: _Name, lex: Lexicon, pack: _StrangersFile) -> bool:
    """Whether a list has the name, or it is a known state's body ("the Norwegian Armed Forces")."""
    words = folded(name.words)
    if words in lex.forms or f"the {words}" in lex.forms:
        return True
    found = lex.find(name.words)
    if any(f.end == len(name.words) and " " in words[f.start : f.end] for f in found):
        return True
    plain = pack.common | {name.head} | {w for x in pack.goes_on for w in x.split()}
    lands = [f for f in found if any(_is_land(x, lex) for x in f.forms)]
    left = [words[: f.start] + words[f.end :].removeprefix("'s") for f in lands]
    return any(set(rest.split()) <= plain for rest in left)


def _is_land(form: Form, lex: Lexicon) -> bool:
    return form.kind is AliasKind.DEMONYM or lex.entities[form.entity].type is MentionType.PARTY


def _abbreviations(name: _Name, text: str) -> Iterator[Alias]:
    """ "(FVM)" right behind the name, and its initials where the text uses them."""
    view = name.view
    behind = view.lower[name.last : name.last + 3]
    if len(behind) == 3 and behind[0] == "(" and behind[2] == ")":
        short = view.text(name.last + 1, name.last + 2)
        if is_letters(short):
            yield Alias(short)
            return
    letters = "".join(w[0] for w in re.split(r"[\s-]+", name.words) if w[:1].isupper())
    if len(letters) > 2 and re.search(rf"\b{re.escape(letters)}\b", text):
        yield Alias(letters)


def _states(views: list[BlockView], text: str, lex: Lexicon, pack: _StrangersFile) -> Iterator[Entity]:
    """The lands that the text gives bodies of a state, and nobody knows."""
    lands: Counter[str] = Counter()
    peoples: set[str] = set()
    for view in views:
        for words, is_of in _lands(view, pack):
            if _free(words, text, lex, pack) and not (
                _titled(words, views, lex) or (view.shouting and not is_of)
            ):
                lands[words] += 1 if is_of or not _like_a_people(words, pack) else 0
                if not is_of:
                    peoples.add(words)
    named = set(re.findall(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?\b", text))
    for people in sorted(peoples):
        land = next((w for w in sorted(named - {people}) if _is_land_of(w, people, lex, pack)), None)
        if land is not None:
            del lands[people]
            lands[land] += 1
    chosen = [w for w, n in sorted(lands.items()) if n]
    for land in chosen:
        id = slug(land)
        aliases = [Alias(p, AliasKind.DEMONYM) for p in sorted(named) if _is_land_of(land, p, lex, pack)]
        if len(chosen) == 1:
            aliases += _nominals(pack.of_the_one_state, lex)
            noun = pack.of_its_army[0].split()[-1]
            yield Entity(
                f"{id}-{lex.pack.institutions[noun]}",
                f"{land} {noun}",
                MentionType.ORGANISATION,
                party=id,
                aliases=_nominals(pack.of_its_army, lex),
            )
        yield Entity(id, land, MentionType.PARTY, party=id, aliases=tuple(aliases), country=id)


def _nominals(words: Iterable[str], lex: Lexicon) -> tuple[Alias, ...]:
    return tuple(Alias(w, AliasKind.NOMINAL) for w in words if folded(w) not in lex.forms)


def _lands(view: BlockView, pack: _StrangersFile) -> Iterator[tuple[str, bool]]:
    """Capitalised words where a state's name stands, and whether "of" leads to them."""
    for i, low in enumerate(view.lower):
        if low == "of" and _ends_with(view, i, pack.of_a_state) and i + 1 < len(view.tokens):
            end = i + 1
            while end < len(view.tokens) and end - i <= _LONGEST and _capital(view, end):
                end += 1
            if end > i + 1:
                yield str(view.block.doc[i + 1 : end]), True
        elif (
            view.tokens[i].pos_ == "PROPN"
            and _capital(view, i)
            and not (i and _capital(view, i - 1) and view.tokens[i - 1].pos_ != "DET")
        ):
            owned = view.lower[i + 1 : i + 2] == ["'s"]
            behind = i + 1 + owned
            if _starts_with(view, behind, pack.behind_a_state) or (
                not owned and _starts_with(view, behind, pack.beside_a_state)
            ):
                yield view.tokens[i].text, False


def _starts_with(view: BlockView, at: int, phrases: Iterable[str]) -> bool:
    return any(view.lower[at : at + len(p)] == p for p in (x.split() for x in phrases))


def _ends_with(view: BlockView, at: int, phrases: Iterable[str]) -> bool:
    return any(view.lower[max(0, at - len(p)) : at] == p for p in (x.split() for x in phrases))


def _free(words: str, text: str, lex: Lexicon, pack: _StrangersFile) -> bool:
    """Whether nobody knows the name, and the text gives it to no longer name; one of two words only where
    it stands as a place ("in New Marr")."""
    low = folded(words)
    if low in lex.forms or low in pack.no_states or len(low) < _STEM or words.isupper():
        return False
    if any(w in lex.pack.titles or w in lex.pack.organisation_words for w in low.split()):
        return False
    if " " in words and not any(f" {w} {low}" in folded(text) for w in grammar().names.place_before):
        return False
    longer = re.findall(rf"\b([A-Z][a-z]+) {re.escape(words)}\b", text)
    return all(before.casefold() in pack.no_states for before in longer)


def _titled(words: str, views: list[BlockView], lex: Lexicon) -> bool:
    """Whether the text gives the name a person's title ("President Tolle", "president Mara Tolle")."""
    last = folded(words).split()[-1]
    for view in views:
        for i, low in enumerate(view.lower):
            if low == last and any(w.rstrip(".") in lex.pack.titles for w in view.lower[max(0, i - 2) : i]):
                return True
    return False


def _like_a_people(words: str, pack: _StrangersFile) -> bool:
    return words.casefold().endswith(pack.peoples)


def _is_land_of(land: str, people: str, lex: Lexicon, pack: _StrangersFile) -> bool:
    """Whether a people is called after a land ("Tamban", "Tamba")."""
    one, other = folded(land), folded(people)
    if one in lex.forms or one == other or len(one) < _STEM:
        return False
    stem = one.rstrip("aeiouy")
    return (
        len(stem) >= _STEM - 1
        and other.startswith(stem)
        and other[len(stem) :].endswith(pack.peoples)
        and len(other) - len(one) <= 3
    )
