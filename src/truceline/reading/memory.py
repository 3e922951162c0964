"""What a report has named so far: the ground for short forms, surnames and nominals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from truceline.model.accord import AliasKind, Entity
from truceline.model.reading import MentionType
from truceline.reading.block_view import BlockView
from truceline.reading.names import Form, Lexicon, folded
from truceline.reading.romanisation import name_key, same_name, same_word


@dataclass(slots=True)
class Spot:
    """A mention in the making. `run` are its tokens in its block."""

    start: int
    end: int
    run: tuple[int, int]
    entity: str | None
    type: MentionType
    party: str | None = None
    why: str = "name"
    form: Form | None = None
    noun: str = ""
    """The common noun that carries it, where it is no name."""
    plural: bool = False
    nested: bool = False
    loaded: bool = False
    neutral: str | None = None
    title: frozenset[str] = frozenset()
    described: tuple[str, ...] = ()


@dataclass(slots=True)
class Named:
    """An entity as this report has named it."""

    entity: str
    type: MentionType
    party: str | None
    name: str
    titles: set[str] = field(default_factory=set)
    plural: bool = False
    noted: bool = False
    """Whether the text has come to it; until then only a surname can lead to it."""


@lru_cache(maxsize=16)
def people_by_surname(lex: Lexicon) -> Mapping[str, tuple[Entity, ...]]:
    """The people of a lexicon by the key of their last name (see `romanisation`)."""
    people: dict[str, list[Entity]] = {}
    for e in lex.entities.values():
        if e.type is not MentionType.PERSON:
            continue
        for name in (e.name, *(a.text for a in e.aliases if a.kind is AliasKind.NAME)):
            key = name_key(name)
            if len(key) > 1 and e not in people.setdefault(key[-1], []):
                people[key[-1]].append(e)
    return {k: tuple(v) for k, v in people.items()}


class Memory:
    """Entities in the order in which the report named them last."""

    def __init__(self, lex: Lexicon, report: str) -> None:
        self.lex = lex
        self.report = report
        self.named: dict[str, Named] = {}
        self.short: dict[str, str] = {}
        """Abbreviations that the report itself has introduced."""
        self._anonymous = 0
        self._surnames: dict[str, list[str]] = {}

    def note(self, spot: Spot) -> None:
        """Remember a mention as the latest."""
        if spot.entity is None or spot.why == "demonym":
            return
        entity = self.lex.entities.get(spot.entity)
        old = self.named.pop(spot.entity, None)
        name = old.name if old else (entity.name if entity else spot.entity)
        now = old or Named(spot.entity, spot.type, spot.party, name)
        now.titles |= spot.title
        now.plural, now.noted = spot.plural, True
        now.party = now.party or spot.party
        self.named[spot.entity] = now

    def introduce(self, id: str, type: MentionType, party: str | None, name: str) -> None:
        """Remember somebody whom neither vocabulary nor pack knows."""
        self.named.setdefault(id, Named(id, type, party, name))
        if type is MentionType.PERSON:
            surname = folded(name.split()[-1])
            there = self._surnames.setdefault(surname, [])
            if id not in there:
                there.append(id)

    def anonymous(self) -> str:
        """A new id for somebody without a name; it holds within this report."""
        self._anonymous += 1
        return f"anonymous-{self.report[:12]}-{self._anonymous}"

    def latest(self) -> list[Named]:
        """What was named, latest first."""
        return [n for n in reversed(self.named.values()) if n.noted]

    def settle(self, spot: Spot, view: BlockView) -> Spot | None:
        """A named spot with its entity as this report uses the form; None where it is nobody's."""
        form = spot.form
        if form is None or spot.type is not MentionType.PERSON or form.kind is not AliasKind.SHORT:
            return spot
        before = first_name(view, spot.run, self.lex)
        if before:
            full = f"{before} {view.text(*spot.run)}"
            for id in self._bearing(form):
                if same_name(full, self.lex.entities[id].name):
                    first = spot.run[0] - len(before.split())
                    spot.entity, spot.run, spot.start = id, (first, spot.run[1]), view.starts[first]
                    return spot
            return None
        bearers = self._bearing(form)
        known = [n.entity for n in self.latest() if n.entity in bearers]
        strangers = [i for i in self._surnames.get(folded(form.text), ()) if i in self.named]
        if known:
            spot.entity = known[0]
        elif strangers:
            spot.entity = strangers[-1]
            spot.party = self.named[strangers[-1]].party
            return spot
        elif form.fuller:
            return None
        entity = self.lex.entities.get(spot.entity or "")
        spot.party = entity.party if entity else spot.party
        return spot

    def _bearing(self, form: Form) -> list[str]:
        return [f.entity for f in self.lex.forms.get(folded(form.text), ()) if f.kind is AliasKind.SHORT]

    def surname(self, word: str) -> str | None:
        """Whose surname, or only name, a single name is: of those whom this report has named, the latest."""
        for n in reversed(self.named.values()):
            if n.type is not MentionType.PERSON:
                continue
            parts = n.name.split()
            if len(parts) == 1 and folded(n.name) == folded(word):
                return n.entity
            if len(parts) > 1 and (
                folded(parts[-1]) == folded(word) or (len(word) > 4 and same_word(parts[-1], word))
            ):
                return n.entity
        return None

    def person(self, name: str) -> str | None:
        """The known person whom a full name means in another spelling."""
        for n in reversed(self.named.values()):
            if n.type is MentionType.PERSON and same_name(n.name, name):
                return n.entity
        whole = folded(name).split()
        if len(whole) > 1:
            for n in reversed(self.named.values()):
                parts = folded(n.name).split()
                if n.type is MentionType.PERSON and len(parts) > len(whole) and parts[-len(whole) :] == whole:
                    return n.entity
        key = name_key(name)
        if len(key) < 2:
            return None
        for e in people_by_surname(self.lex).get(key[-1], ()):
            if any(
                same_name(a, name) for a in (e.name, *(a.text for a in e.aliases if a.kind is AliasKind.NAME))
            ):
                return e.id
        return None


def first_name(view: BlockView, run: tuple[int, int], lex: Lexicon) -> str:
    """Capitalised words just before a surname that are a first name: no title, no other name."""
    words: list[str] = []
    i = run[0] - 1
    while i >= 0 and len(words) < 3:
        t = view.tokens[i]
        low = view.lower[i]
        if t.pos_ != "PROPN" or not t.text[:1].isupper() or low.rstrip(".") in lex.pack.titles:
            break
        if low.rstrip(".") in lex.pack.title_modifiers or folded(t.text) in lex.forms:
            break
        if view.tokens[i].head.i not in range(*run) and not words:
            break
        words.insert(0, view.text(i, i + 1))
        i -= 1
    return " ".join(words)
