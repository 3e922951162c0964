"""How a language names events and states (`packs/events/LANGUAGE.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from truceline.model.plain_yaml import plain_yaml

PARTS = ("by", "to", "of", "at", "between", "with")
"""The places in the name of an event: who does it, to whom, what it is done to, where, and both sides."""


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


@cache
def event_words(language: str) -> EventWords:
    """The words of a language ("en")."""
    home = files("truceline.weighing") / "packs" / "events" / f"{language}.yaml"
    if not home.is_file():
        return EventWords()
    data = plain_yaml(home.read_text("utf-8"))
    some = (frozenset(data[name]) for name in ("signed", "selves", "whose"))
    return EventWords(dict(data["named"]), dict(data["lead"]), *some)
