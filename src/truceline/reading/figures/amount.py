"""An amount as it stands in the words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of the words `first` to before `last`; the bare number stands at `core` to before `end`.

    `value` and, for a range, `upper`; `kind` is the hedge ("more_than", "about" ...).
    """

    first: int
    last: int
    core: int
    end: int
    value: float
    upper: float | None = None
    kind: str | None = None
    unit: str | None = None
    rate: str | None = None
    money: bool = False
    share: bool = False
    points: bool = False
    vague: bool = False
    measure: bool = False
    """Has a unit of measure, not a counted thing."""
    digits: bool = True
    ratio: bool = False
    none: bool = False
    """Told as none at all ("not a single shot")."""

    @property
    def duration(self) -> bool:
        return self.measure and not self.money and not self.share
