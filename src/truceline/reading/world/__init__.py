"""Knowledge of the world: states, bodies, armed groups, people in office, outlets and who owns them.

It is data of its own, beside the language packs (how a language says things) and the accord folders
(what one conflict is about). Names are kept by language; what holds in every language stands once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from truceline.reading.pack_file import PackShape, load_world

__all__ = ["Named", "Outlet", "Region", "State", "World", "world"]

Point = tuple[float, float]


class State(PackShape):
    """What holds of a state in every language; `at` is its capital's latitude and longitude in degrees."""

    id: str
    code: str
    at: Point | None = None
    shared: bool = False
    """Whether its capital seats others, too, and so does not speak for it."""


class Named(PackShape):
    """A body or a person with the party whose voice it is."""

    id: str
    party: str
    names: dict[str, tuple[str, ...]]


class Region(PackShape):
    """A region that is no state; `at` is a point in it, latitude and longitude in degrees."""

    id: str
    at: Point
    names: dict[str, tuple[str, ...]]


class Outlet(PackShape):
    """An agency or outlet; `owner` the state or party that owns or controls it."""

    id: str
    owner: str | None = None
    names: dict[str, tuple[str, ...]]


class _States(PackShape):
    states: tuple[State, ...]


class _Bodies(PackShape):
    bodies: tuple[Named, ...]


class _People(PackShape):
    people: tuple[Named, ...]


class _Regions(PackShape):
    regions: tuple[Region, ...]


class _Outlets(PackShape):
    agencies: tuple[Outlet, ...]
    outlets: tuple[Outlet, ...]
    told: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class World:
    """All of it, in the order of the files."""

    states: tuple[State, ...]
    bodies: tuple[Named, ...]
    people: tuple[Named, ...]
    regions: tuple[Region, ...]
    agencies: tuple[Outlet, ...]
    outlets: tuple[Outlet, ...]
    told: dict[str, tuple[str, ...]]
    """Short forms of agencies and outlets by language ("told AFP")."""

    def state(self, id: str) -> State | None:
        """The state of that id."""
        return next((s for s in self.states if s.id == id), None)


@lru_cache(maxsize=1)
def world() -> World:
    """The world's data; raises `PackError` with file and key where it is unusable."""
    outlets = load_world("outlets.yaml", _Outlets)
    return World(
        states=load_world("states.yaml", _States).states,
        bodies=load_world("bodies.yaml", _Bodies).bodies,
        people=load_world("people.yaml", _People).people,
        regions=load_world("regions.yaml", _Regions).regions,
        agencies=outlets.agencies,
        outlets=outlets.outlets,
        told=outlets.told,
    )
