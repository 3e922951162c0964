"""How a language names events and states (`packs/events/LANGUAGE.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from truceline.weighing.packed import filled, packed

PARTS = ("by", "to", "of", "at", "between", "with")
"""The places in the name of an event: who does it, to whom, what it is done to, where, and both sides."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """A state that things of a kind are in or are not, with the words that tell it."""

    name: str
    question: str
    of: frozenset[str]
    """Words for the thing."""
    yes: tuple[str, ...] = ()
    """What is said behind the thing where it is so."""
    no: tuple[str, ...] = ()
    makes: tuple[str, ...] = ()
    """What is said before the thing where somebody makes it so."""
    unmakes: tuple[str, ...] = ()
    placed: bool = False
    """Whether the thing is a place: one is not another."""
    sided: bool = False
    """Whether it is asked of each side."""


@dataclass(frozen=True, slots=True, eq=False)
class EventWords:
    """The words of one language for events; none where it has no such file."""

    named: dict[str, str] = field(default_factory=dict)
    """Kind of event -> its name, with places for who takes part."""
    lead: dict[str, str] = field(default_factory=dict)
    """What leads to those who take part."""
    signed: frozenset[str] = frozenset()
    """Words of signing, as classes."""
    selves: frozenset[str] = frozenset()
    """Pronouns by which a side speaks of itself."""
    whose: frozenset[str] = frozenset()
    """What makes something its own."""
    asking: frozenset[str] = frozenset()
    """What opens a clause that only asks, or supposes."""
    thin: frozenset[str] = frozenset()
    """Words that tell no matter from another, rare as they are."""
    nots: frozenset[str] = frozenset()
    """What negates the words right behind it, and is no verb."""
    open_to: frozenset[str] = frozenset()
    """What stands for what is not known."""
    from_then: frozenset[str] = frozenset()
    """What stands right before the day on which something begins."""
    lies: tuple[str, ...] = ()
    """What is said of the words of others that are denied, and not repeated."""
    states: tuple[State, ...] = ()
    things: frozenset[str] = frozenset()
    """The words for all that is in such states."""


@cache
def event_words(language: str) -> EventWords:
    """The words of a language ("en")."""
    data = packed(f"events/{language}.yaml")
    if data is None:
        return EventWords()
    states = tuple(State(**filled(State, told | {"name": name})) for name, told in data["states"].items())
    things = frozenset(word for state in states for word in state.of)
    return EventWords(**(filled(EventWords, data) | {"states": states, "things": things}))
