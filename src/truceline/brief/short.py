"""The head of a brief that has no agreement to go by: the weightiest of what is said and reported."""

from __future__ import annotations

from truceline.brief.bearing import bearing
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.positions import side_key
from truceline.brief.prominence import loaded, prominence
from truceline.brief.statements import Statements
from truceline.model.brief import Item, Section

__all__ = ["in_short"]

_MOST = 8
_SHORT = 55
"""Words above which a sentence is left to the annex."""
_A_SIDE, _OWN = 2, 4
"""Statements of one side, and in outlets' own voices, so that one voice does not fill the page."""


def in_short(material: Material, statements: Statements) -> Section:
    """Up to eight statements that weigh most, of several sides, no longer than can be read at a glance; the
    latest first."""
    title = "In short"
    ranked = sorted(
        (s for s in statements.all if bearing(s, material) and not material.is_furniture(s.claims[0])),
        key=lambda s: (-prominence(s, material), s.claims[0].id),
    )
    chosen: list[Statement] = []
    heard: dict[str | None, int] = {}
    for statement in ranked:
        side = None if statement.own or statement.account else side_key(statement, material)
        fits = 0 < statements.length(statement) <= _SHORT and not loaded(statement.claims[0], material)
        if fits and heard.get(side, 0) < (_OWN if side is None else _A_SIDE):
            heard[side] = heard.get(side, 0) + 1
            chosen.append(statement)
        if len(chosen) == _MOST:
            break
    items = []
    for statement in sorted(chosen, key=lambda s: s.day, reverse=True):
        told = statements.sentences(statement, title)
        if told:
            items.append(Item("", tuple(told)))
    empty = "No statement was found that speaks of a truce, of harm, of people held, of forces or of relief."
    return Section("short", title, tuple(items), empty=empty)
