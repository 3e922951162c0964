"""Which of the places of one name is meant.

Every name votes for the regions and countries that hold a place so called, a rare name more
than a common one; so do the outlet's home and the words after a comma. Then each name takes
its best place: population, the votes, and nearness to what is settled already.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from truceline.reading.places.candidates import Candidate
from truceline.reading.places.gazetteer import Gazetteer, Kind, Place, place_key
from truceline.reading.places.pack import PlacesPack

_KIND = {Kind.COUNTRY: 13.0, Kind.REGION: 8.0, Kind.FEATURE: 17.0, Kind.COUNTY: 0.0, Kind.TOWN: 0.0}
_PACKED = 4.0
"""How much goes before for a region that the language pack names ("Texas"), over one of the table alone."""
_SIZE, _REGION, _COUNTRY = 1.2, 2.2, 1.4
"""Weight of a tenfold population, and of a doubling of the votes for its region and its country."""
_GREAT, _FAME = 5.5, 0.25
"""From what size on (a power of ten) a town is known by its bare name, and what each tenfold then adds."""
_NEAR = ((50, 1.4), (120, 0.9), (250, 0.4))
_ADDRESS, _HOME = 5.0, 3.5
"""Votes of the outlet's address for its country, and of the outlet's name for the regions of towns so called."""
_LAND_OF = 2.0
"""For towns and counties of the country in the outlet's address."""
_ALTERNATE = 2.0
_FULL = 4.0
"""Votes for a country beyond which more say nothing new."""
_LINK, _OWN_TOWN = 2.0, 3.0
"""For a county and a town of it that the report names together; for the town the outlet is called after."""
_CELL, _MOST = 4.0, 40
"""Degrees of a cell in which neighbours are looked for, and how many are looked at in one."""
_ABOUT = {
    Kind.TOWN: (_REGION, _COUNTRY),
    Kind.COUNTY: (_REGION, _COUNTRY),
    Kind.REGION: (1.2, _COUNTRY),
    Kind.COUNTRY: (0.0, _COUNTRY),
    Kind.FEATURE: (0.0, 0.0),
}
"""Weights of the votes for region and country, by the kind of place."""
_LABEL = re.compile(r"^(?:https?://)?((?:[\w-]+\.)+[a-z]{2,4})(?:[/:?].*)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Settled:
    """A place that a name was found to mean, and in words why."""

    place: Place
    why: str


def distance(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres."""
    p, q, r, s = map(math.radians, (a.latitude, a.longitude, b.latitude, b.longitude))
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(h)))


@dataclass(slots=True)
class _Name:
    key: str
    options: tuple[Place, ...]
    packed: frozenset[str]
    people: bool
    count: int
    container: str = ""
    container_name: str = ""
    home: bool = False


def resolve(
    candidates: Sequence[Candidate], outlet: str | None, gazetteer: Gazetteer, pack: PlacesPack
) -> dict[tuple[str, str], Settled]:
    """The place of each (key, container's code or "") among the candidates."""
    names: dict[tuple[str, str], _Name] = {}
    for c in candidates:
        inside = c.inside
        name = names.get((c.key, inside))
        if name is None:
            name = names[c.key, inside] = _Name(
                c.key, c.places, frozenset(k.place.within for k in c.known), c.people, 0, inside
            )
            name.container_name = c.container.place.name if c.container and inside else ""
        name.count += 1
    label, land = _outlet(outlet, pack)
    homes = _home(label, gazetteer, pack)
    for name in names.values():
        name.home = bool(label) and len(name.key) > 4 and name.key.replace(" ", "") in label
    votes = _votes(list(names.values()), homes, land)
    linked = _linked(list(names.values()), homes)
    settled: dict[tuple[str, str], Settled] = {}
    for _ in range(3):
        before = settled
        around = _Around(before, linked, pack, land)
        settled = {at: _best(n, votes, around, homes) for at, n in names.items()}
        if settled == before:
            break
    return settled


def _outlet(outlet: str | None, pack: PlacesPack) -> tuple[str, str]:
    """The outlet's name without spaces, and the country of its address."""
    if not outlet:
        return "", ""
    found = _LABEL.match(outlet.strip())
    if not found:
        return place_key(outlet).replace(" ", ""), ""
    parts = found.group(1).lower().split(".")
    while len(parts) > 2 and parts[0] in pack.address_words:
        del parts[0]
    top = parts[-1]
    land = "" if len(top) != 2 or top in pack.no_lands else pack.land_codes.get(top, top.upper())
    return parts[0].replace("-", ""), land


def _home(label: str, gazetteer: Gazetteer, pack: PlacesPack) -> tuple[Place, ...]:
    """Places after which an outlet calls itself."""
    for opening in ("", *sorted(pack.outlets)):
        if not label.startswith(opening):
            continue
        rest = label[len(opening) :]
        for size in range(len(rest), 4, -1):
            found = [
                p
                for p in gazetteer(rest[:size])
                if not p.alternate and p.kind is Kind.TOWN and p.population > 2000
            ]
            if found:
                return tuple(found)
    return ()


def _linked(names: list[_Name], homes: tuple[Place, ...]) -> dict[str, frozenset[str]]:
    """For each name the counties that another name of the report may mean, or may mean a town of."""
    mine: dict[str, tuple[set[str], set[str]]] = {}
    for n in names:
        own = mine.setdefault(n.key, (set(), set()))
        for p in n.options:
            if p.kind in (Kind.TOWN, Kind.COUNTY) and p.within.count(".") > 1:
                own[p.kind is Kind.COUNTY].add(p.within)
    towns = Counter(code for t, _ in mine.values() for code in t)
    towns.update({h.within for h in homes})
    counties = Counter(code for _, c in mine.values() for code in c)
    return {
        key: frozenset(
            {code for code in t if counties[code] > (code in c)}
            | {code for code in c if towns[code] > (code in t)}
        )
        for key, (t, c) in mine.items()
    }


def _votes(names: list[_Name], homes: tuple[Place, ...], land: str) -> dict[str, float]:
    votes: dict[str, float] = defaultdict(float)
    for n in names:
        if n.container:
            votes[n.container] += 1.0
            votes[n.container[:2]] += 0.5
        weight = 1 + math.log2(n.count)
        if n.home:
            weight *= 1.5
        regions: dict[str, float] = defaultdict(float)
        for p in n.options:
            if p.kind is Kind.FEATURE or (p.alternate and len(n.options) > 1):
                continue
            share = (
                1.0
                if p.kind in (Kind.COUNTRY, Kind.REGION)
                else 0.3 + 0.1 * math.log10(max(p.population, 100))
            )
            if _lesser_people(n, p):
                share *= 0.2
            code = p.region or p.country
            regions[code] = max(regions[code], share)
        total = sum(regions.values())
        for code, share in regions.items():
            votes[code] += weight * share / total * min(1.0, share)
            if "." in code:
                votes[code[:2]] += weight * share / total * 0.6
    if homes:
        total = sum(math.log10(p.population) for p in homes)
        for p in homes:
            votes[p.region] += _HOME * math.log10(p.population) / total
            votes[p.country] += _HOME / 2 * math.log10(p.population) / total
    if land:
        votes[land] += _ADDRESS
    return votes


def _best(name: _Name, votes: Mapping[str, float], around: _Around, homes: tuple[Place, ...]) -> Settled:
    if len(name.options) == 1:
        return Settled(name.options[0], _only(name.options[0]))
    best, why, top = name.options[0], "", -math.inf
    for p in name.options:
        first = (_size(name, p, around.pack), "the most populous of that name" if p.population else _only(p))
        reasons = [
            (
                _ABOUT[p.kind][1] * math.log2(1 + min(_FULL, votes.get(p.country, 0.0))),
                "in the country that the report is about",
            )
        ]
        if p.region:
            reasons.append(
                (
                    _ABOUT[p.kind][0] * math.log2(1 + votes.get(p.region, 0.0)),
                    "in the region that the report is about",
                )
            )
        if name.container:
            inside = 12.0 if p.within.startswith(name.container) else 0.0
            reasons.append((inside, f"named as in {name.container_name}"))
        if p.kind in (Kind.TOWN, Kind.COUNTY):
            reasons.append((around.near(name.key, p), "near the report's other places"))
            if p.within in around.linked.get(name.key, ()):
                town = p.kind is Kind.TOWN
                reasons.append(
                    (
                        _LINK,
                        "in a county that the report names" if town else "holds a town that the report names",
                    )
                )
        if p.kind is Kind.TOWN and name.home and (around.land or p.country in around.pack.lands):
            reasons.append((_OWN_TOWN, "the outlet is called after it"))
        if p.country == around.land and p.kind in (Kind.TOWN, Kind.COUNTY):
            reasons.append((_LAND_OF, "in the outlet's country"))
        if p in homes:
            reasons.append((1.2, "the outlet's home"))
        total = first[0] + sum(r for r, _ in reasons) - (_ALTERNATE if p.alternate else 0.0)
        if total > top:
            most = max(reasons, key=lambda r: r[0])
            best, top, why = p, total, most[1] if most[0] > 1.0 else first[1]
    return Settled(best, why)


def _lesser_people(n: _Name, p: Place) -> bool:
    """Whether a region's people would have the name of a country's."""
    return n.people and p.kind is Kind.REGION and len(n.options) > 1


def _size(name: _Name, p: Place, pack: PlacesPack) -> float:
    if p.kind in (Kind.REGION, Kind.TOWN) and p.within in name.packed:
        return _KIND[Kind.REGION] + (_PACKED if not _lesser_people(name, p) else 0.0)
    people = math.log10(max(p.population, 200))
    size = _KIND[p.kind] or people * _SIZE + max(0.0, people - _GREAT) * _FAME
    bare = p.kind is Kind.COUNTY and name.key.split()[-1] not in pack.counties
    return min(size, 5.5) - 1.0 if bare else size


class _Around:
    """What is settled so far, by the part of the world in which it lies."""

    def __init__(
        self,
        settled: Mapping[tuple[str, str], Settled],
        linked: Mapping[str, frozenset[str]],
        pack: PlacesPack,
        land: str,
    ) -> None:
        self.linked, self.pack, self.land = linked, pack, land
        self._cells: dict[tuple[int, int], list[tuple[str, Place]]] = defaultdict(list)
        for (key, _), s in settled.items():
            if s.place.kind in (Kind.TOWN, Kind.COUNTY):
                self._cells[self._cell(s.place)].append((key, s.place))

    @staticmethod
    def _cell(p: Place) -> tuple[int, int]:
        return math.floor(p.latitude / _CELL), math.floor(p.longitude / _CELL)

    def near(self, key: str, p: Place) -> float:
        """How near the three nearest places of other names are."""
        y, x = self._cell(p)
        found = []
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                found += [
                    distance(p, o) for k, o in self._cells.get((y + dy, x + dx), ())[:_MOST] if k != key
                ]
        return sum(next((w for most, w in _NEAR if d < most), 0.0) for d in sorted(found)[:3])


def _only(place: Place) -> str:
    return "country" if place.kind is Kind.COUNTRY else "the only place of that name known"
