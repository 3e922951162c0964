"""Every place name of a page, with its point, its precision and the reason."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import replace

from truceline.model.accord import AliasKind, Vocabulary
from truceline.model.reading import BlockKind, Mention, MentionType
from truceline.reading.block_view import BlockView, view_of
from truceline.reading.names import names_pack, slug
from truceline.reading.page import Page
from truceline.reading.places.candidates import Candidate, Finder
from truceline.reading.places.gazetteer import Gazetteer, Kind, Place, gazetteer, place_key
from truceline.reading.places.judge import judged
from truceline.reading.places.pack import places_pack
from truceline.reading.places.resolve import Settled, resolve
from truceline.reading.places.runs import Run, named_by_kind
from truceline.reading.places.signs import Sign
from truceline.reading.places.spans import Spans

_BESIDE = 3000
"""Characters within which a place named beside an unknown one is near it."""
_PRECISION = {Kind.TOWN: 2, Kind.COUNTY: 3, Kind.REGION: 4, Kind.FEATURE: 4, Kind.COUNTRY: 5}
_METONYM = "metonym"
_OWN = "the accord's own place"
_GUESSED = ("by its use", "by its words")


def find_places(
    page: Page,
    mentions: Sequence[Mention],
    vocabulary: Vocabulary | None,
    names: Gazetteer | None = None,
    movements: Collection[str] = (),
) -> tuple[Mention, ...]:
    """`mentions` with the places of the page put on the map, and those added that were not named yet.
    Nothing inside the name of one of `movements` (ids) is a place, nor is an actor of the accord inside
    what is called after it ("the delegation of the League").

    The points of the accord's vocabulary stand. The name of a state is two mentions, of the
    state and of its land; that of a people ("Norwegian") has the country's point and says so.
    """
    language = page.report.language
    finder = Finder(places_pack(language), names_pack(language), names or gazetteer(), mentions)
    found: list[Candidate] = []
    runs: list[Run] = []
    views = [view_of(b) for b in page.blocks if b.kind is not BlockKind.FURNITURE]
    for view in views:
        found.extend(finder(view))
        runs.extend(named_by_kind(view, finder.pack))
    own = {e.id for e in vocabulary.entities} if vocabulary else set()
    strange = Spans((m.span.start, m.span.end) for m in mentions if m.entity in movements)
    places = {(m.span.start, m.span.end): m for m in mentions if m.type is MentionType.PLACE}
    for c in found:
        there = places.get((c.start, c.end))
        if there is not None and there.why not in _GUESSED:
            c.signs.add(Sign.NAMED)
    speaking = {(m.span.start, m.span.end) for m in mentions if m.why == _METONYM}
    kept = [c for c in judged(found) if (c.start, c.end) not in speaking]
    actors = _names_of_actors(vocabulary)
    kept = [
        c
        for c in kept
        if not any(strange.touching(c.start, c.end))
        and not (_words(c) in actors and finder.bodies.holds(c.start, c.end))
    ]
    whole = Spans((c.start, c.end) for c in kept)
    runs = [r for r in runs if not whole.holds(r.start, r.end) and not any(strange.touching(r.start, r.end))]
    inside_runs = Spans((r.start, r.end) for r in runs)
    kept = [c for c in kept if not inside_runs.holds(c.start, c.end)]
    settled = resolve(kept, page.report.outlet, finder.gazetteer, finder.pack)
    ids = {m.span.quote: m.entity for m in places.values() if m.entity}
    accord = {
        m.span.quote: replace(m, why=_OWN)
        for m in places.values()
        if m.entity in own and m.latitude is not None
    }
    added: dict[tuple[int, int], Mention] = {}
    for c in kept:
        answer = settled[c.key, c.inside]
        there = places.get((c.start, c.end))
        if there is not None and there.entity in own:
            continue
        span = c.view.block.at(c.start, c.end)
        twin = accord.get(span.quote)
        if twin is not None and not c.inside:
            added[c.start, c.end] = replace(twin, span=span, claim=None)
            continue
        entity = there.entity if there else ids.get(span.quote) or _entity(c, answer, finder.gazetteer)
        added[c.start, c.end] = _placed(there or Mention(span, entity, MentionType.PLACE), c, answer)
    points = [
        (c.start, settled[c.key, c.inside].place)
        for c in kept
        if settled[c.key, c.inside].place.kind in (Kind.TOWN, Kind.COUNTY, Kind.REGION) and not c.people
    ]
    for r in runs:
        there = places.get((r.start, r.end))
        if there is not None and there.entity in own:
            continue
        span = r.view.block.at(r.start, r.end)
        base = there or Mention(span, slug(span.quote), MentionType.PLACE, why="by its words")
        added[r.start, r.end] = _beside(base, points) if not r.street else replace(base, why="street")
    lands = frozenset(p.country for c in kept for p in (settled[c.key, c.inside].place,) if p.country)
    out = [m for m in mentions if m.type is not MentionType.PLACE]
    taken = Spans(added)
    rejected = {(c.start, c.end) for c in found} - {(c.start, c.end) for c in kept}
    for at, m in places.items():
        if at in added:
            continue
        if m.entity not in own and (at in rejected or any(taken.touching(*at))):
            continue
        if m.why in _GUESSED and m.entity not in own:
            if not _stands(at, views, finder):
                continue
            m = _beside(_respelt(m, lands, finder.gazetteer), points)
        if m.entity in own and m.latitude is not None:
            m = replace(m, why=_OWN)
        out.append(m)
    out.extend(added.values())
    return tuple(sorted(out, key=lambda m: (m.span.start, -m.span.end, m.type is MentionType.PLACE)))


def _names_of_actors(vocabulary: Vocabulary | None) -> frozenset[str]:
    """The names of the accord's actors that are no states, and so no lands."""
    actors = (e for e in vocabulary.entities if e.roles and not e.country) if vocabulary else ()
    kinds = (AliasKind.NAME, AliasKind.SHORT)
    return frozenset(
        a.text for e in actors if e.type is not MentionType.PLACE for a in e.aliases if a.kind in kinds
    )


def _words(c: Candidate) -> str:
    return c.view.block.text[c.start : c.end]


def _stands(at: tuple[int, int], views: Sequence[BlockView], finder: Finder) -> bool:
    """Whether a name that only its use makes a place has a use that says where: one word after "in" or "near"."""
    index = bisect_right(views, at[0], key=lambda v: v.block.start) - 1
    view = views[index] if index >= 0 else None
    run = view.run(*at) if view else None
    if view is None or run is None or not run[0]:
        return False
    words = view.lower[run[0] : run[1]]
    if words[-1] in finder.pack.bodies or view.text(*run).isupper() or words[0] in finder.pack.not_opening:
        return False
    before = view.lower[run[0] - 1]
    joined = len(words) == 1 or any(w in ("-", "al", "el") for w in words)
    return joined and (before in finder.pack.locating or before in finder.pack.before)


def _respelt(m: Mention, lands: frozenset[str], names: Gazetteer) -> Mention:
    """A place under another spelling of its name, in a country that the report names."""
    towns = names.sounding(place_key(m.span.quote), lands)
    if not towns or m.latitude is not None:
        return m
    town = max(towns, key=lambda p: (p.population, p.name))
    return replace(
        m,
        latitude=town.latitude,
        longitude=town.longitude,
        precision=2,
        why=f"another spelling of {town.name}",
    )


def _beside(m: Mention, points: Sequence[tuple[int, Place]]) -> Mention:
    """A place that the gazetteer lacks, put roughly where the place named next to it lies."""
    near = [
        (abs(at - m.span.start), p) for at, p in points if p.kind in (Kind.TOWN, Kind.COUNTY, Kind.REGION)
    ]
    if not near or m.latitude is not None:
        return m
    at, place = min(near, key=lambda x: x[0])
    if abs(at - m.span.start) > _BESIDE:
        return m
    return replace(
        m,
        latitude=place.latitude,
        longitude=place.longitude,
        precision=4,
        why=f"not in the gazetteer: put at {place.name}, named nearest to it",
    )


def _placed(m: Mention, c: Candidate, s: Settled) -> Mention:
    why = f"people of {s.place.name}" if c.people else s.why
    return replace(
        m, latitude=s.place.latitude, longitude=s.place.longitude, precision=_PRECISION[s.place.kind], why=why
    )


def _entity(c: Candidate, s: Settled, names: Gazetteer) -> str | None:
    """The place's id; a people is not its land, and has none."""
    if c.people:
        return None
    for k in c.known:
        if k.place == s.place:
            return k.entity
    towns = [p for p in names(c.key) if not p.alternate]
    if len(towns) > 1 and s.place.region:
        return slug(f"{s.place.name} {s.place.region.replace('.', ' ')}")
    return slug(s.place.name)
