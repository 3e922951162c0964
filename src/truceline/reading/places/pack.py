"""What a language pack says of places: names beyond the gazetteer, and the words around names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import lru_cache

from pydantic import BaseModel, ConfigDict

from truceline.model.accord import AliasKind
from truceline.model.reading import MentionType
from truceline.reading.names import names_pack, slug
from truceline.reading.pack import load_pack
from truceline.reading.places.gazetteer import Kind, Place, place_key

_Row = list[str | float]


class _PlacesFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    countries: dict[str, tuple[float, float]]
    names: list[list[str]]
    regions: list[_Row]
    postal: dict[str, list[str]]
    features: list[_Row]
    towns: list[_Row]
    kinds_after: list[str]
    kinds_before: list[str]
    streets: list[str]
    not_lands: list[str]
    joining: list[str]
    breaking: list[str]
    counties: list[str]
    lands: list[str]
    outlets: list[str]
    address_words: list[str]
    no_lands: list[str]
    land_codes: dict[str, str]
    articles: list[str]
    also_common: list[str]
    not_runs: list[str]
    short: dict[str, str]
    spelt_out: dict[str, str]
    kinds_with_bodies: list[str]
    not_opening: list[str]
    bodies: list[str]
    bodies_of: list[str]
    before: list[str]
    locating: list[str]
    after: list[str]
    people_before: list[str]
    given_names: list[str]
    not_alone: list[str]


@dataclass(frozen=True, slots=True)
class Known:
    """A place that the pack names, the form as it is written, and whether the form names its people."""

    place: Place
    written: str
    people: bool
    entity: str

    def allows(self, text: str, then: str) -> bool:
        """Whether `text`, followed by the character `then`, is written as the form is."""
        form = self.written
        if "." in form:
            return text.casefold() == form.casefold() or (text + then).casefold() == form.casefold()
        if form.isupper() and len(form) <= 4:
            return text == form
        return True


@dataclass(frozen=True, slots=True)
class PlacesPack:
    """Names by key (see `place_key`), and sets of lower-case words."""

    known: Mapping[str, tuple[Known, ...]]
    postal: Mapping[str, Known]
    short: Mapping[str, str]
    """Keys by a short form as it is written."""
    spelt_out: Mapping[str, str]
    countries: Mapping[str, Known]
    regions: Mapping[str, Known]
    land_codes: Mapping[str, str]
    kinds_after: frozenset[str]
    kinds_before: frozenset[str]
    streets: frozenset[str]
    joining: frozenset[str]
    breaking: frozenset[str]
    counties: frozenset[str]
    lands: frozenset[str]
    outlets: frozenset[str]
    address_words: frozenset[str]
    no_lands: frozenset[str]
    articles: frozenset[str]
    also_common: frozenset[str]
    not_runs: frozenset[str]
    kinds_with_bodies: frozenset[str]
    not_opening: frozenset[str]
    bodies: frozenset[str]
    bodies_of: frozenset[str]
    before: frozenset[str]
    locating: frozenset[str]
    after: frozenset[str]
    people_before: frozenset[str]
    given_names: frozenset[str]
    not_alone: frozenset[str]


@lru_cache(maxsize=4)
def places_pack(language: str = "en") -> PlacesPack:
    """The places of a language pack; raises `PackError` with file and key."""
    shape = load_pack(language, "places.yaml", _PlacesFile)
    known: dict[str, list[Known]] = {}

    def add(place: Place, entity: str, form: str, people: bool) -> None:
        there = known.setdefault(place_key(form), [])
        if all(k.place.within != place.within or k.written != form for k in there):
            there.append(Known(place, form, people, entity))

    countries: dict[str, Known] = {}
    seats = frozenset(shape.not_lands)
    for e in names_pack(language).entities:
        at = shape.countries.get(e.country or "")
        if e.type is not MentionType.PARTY or at is None or not e.country:
            continue
        country = Place(e.name, Kind.COUNTRY, *at, e.country, e.country, 0)
        countries.setdefault(e.country, Known(country, e.name, False, e.id))
        for a in e.aliases:
            if a.kind is AliasKind.DEMONYM or (a.kind is AliasKind.NAME and a.text not in seats):
                add(country, e.id, a.text, a.kind is AliasKind.DEMONYM)
    for code, *rest in shape.names:
        names, people = _parted(rest)
        first = names[0] if names else code
        held = countries.get(code)
        if held is None:
            country = Place(first, Kind.COUNTRY, *shape.countries[code], code, code, 0)
            held = countries[code] = Known(country, first, False, slug(first))
        for form in names:
            add(held.place, held.entity, form, False)
        for form in people:
            add(held.place, held.entity, form, True)
    regions: dict[str, Known] = {}
    for row in shape.regions:
        names, people = _parted([str(x) for x in row[3:]])
        region = Place(names[0], Kind.REGION, float(row[1]), float(row[2]), str(row[0])[:2], str(row[0]), 0)
        regions[str(row[0])] = Known(region, names[0], False, slug(names[0]))
        for form in names:
            add(region, slug(names[0]), form, False)
        for form in people:
            add(region, slug(names[0]), form, True)
    for row in shape.features:
        names, people = _parted([str(x) for x in row[2:]])
        feature = Place(names[0], Kind.FEATURE, float(row[0]), float(row[1]), "", slug(names[0]), 0)
        for form in names:
            add(feature, slug(names[0]), form, False)
        for form in people:
            add(feature, slug(names[0]), form, True)
    for row in shape.towns:
        names = [str(x) for x in row[4:]]
        code = str(row[2])
        town = Place(names[0], Kind.TOWN, float(row[0]), float(row[1]), code[:2], code, int(row[3]))
        for form in names:
            add(town, slug(names[0]), form, False)
    postal = {c: regions[f"{land}.{c}"] for land, codes in shape.postal.items() for c in codes}
    words = {
        f.name: frozenset(getattr(shape, f.name)) for f in fields(PlacesPack) if f.type == "frozenset[str]"
    }
    short = {k: place_key(v) for k, v in shape.short.items()}
    return PlacesPack(
        {k: tuple(v) for k, v in known.items()},
        postal,
        short,
        shape.spelt_out,
        countries,
        regions,
        shape.land_codes,
        **words,
    )


def _parted(row: list[str]) -> tuple[list[str], list[str]]:
    """Names and, after the bar, people."""
    at = row.index("|") if "|" in row else len(row)
    return row[:at], row[at + 1 :]
