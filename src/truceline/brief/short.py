"""The head of a brief that has no agreement to go by: the weightiest of what is said and reported."""

from __future__ import annotations

from truceline.brief.bearing import bearing
from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.positions import side_key
from truceline.brief.prominence import loaded, prominence, tells_a_toll
from truceline.brief.statements import Statements
from truceline.model.brief import Item, Section, Sentence

__all__ = ["in_short"]

_MOST = 12
_LOOKED_AT = 40
"""Statements among which the next one is chosen."""
_TERMS = 4
_SHORT = 55
"""Words above which a sentence is left to the annex."""
_HOSTILE = frozenset({"ACCUSE", "ASSAULT", "COERCE", "THREATEN"})
_A_SIDE, _OWN = 4, 4
"""Statements of one side, and in outlets' own voices, so that one voice does not fill the page."""
_A_TOLL = "~toll"
"""Stands for a side where an outlet counts people harmed: that is no scene-setting."""


def in_short(material: Material, statements: Statements) -> Section:
    """Up to twelve statements that weigh most, of several sides, no longer than can be read at a glance and each on
    something that those before do not tell; the latest first, and last of all what an outlet charges a side with in
    its own voice."""
    title = "In short"
    some = (s for s in statements.all if bearing(s, material) and not material.is_furniture(s.claims[0]))
    ranked = sorted(some, key=lambda s: (-prominence(s, material), s.claims[0].id))
    chosen: list[tuple[Statement, Item]] = []
    heard: dict[str | None, int] = {}
    while ranked and len(chosen) < _MOST:
        near = ranked[:_LOOKED_AT]
        statement = max(near, key=lambda s: prominence(s, material) - statements.known(s))
        ranked.remove(statement)
        if statement.terms and not statement.own:
            continue
        side = None if statement.own or statement.account else side_key(statement, material)
        if side is None and tells_a_toll(statement, material, killed=True):
            side = _A_TOLL
        fits = 0 < statements.length(statement) <= _SHORT and not loaded(statement.claims[0], material)
        full = heard.get(side, 0) >= (_OWN if side is None else _A_SIDE)
        if not fits or full or not statement.day or statements.told_of_its_origin(statement):
            continue
        told = statements.sentences(statement, title)
        if told:
            heard[side] = heard.get(side, 0) + 1
            chosen.append((statement, Item("", tuple(told))))
    agreed = _agreed(material, statements, title)
    chosen.sort(key=lambda x: x[0].day, reverse=True)
    chosen.sort(key=lambda x: _charges(x[0], material))
    empty = "No statement was found that speaks of a truce, of harm, of people held, of forces or of relief."
    return Section("short", title, (*(i for _, i in chosen), *agreed), empty=empty)


def _agreed(material: Material, statements: Statements, title: str) -> tuple[Item, ...]:
    """What the reports retell of an agreement, in one place: what weighs most first."""
    some = [s for s in statements.all if s.terms and not s.own and not loaded(s.claims[0], material)]
    told = list[Sentence]()
    while some and len(told) < _TERMS:
        one = max(some, key=lambda s: prominence(s, material) - statements.known(s))
        some.remove(one)
        if 0 < statements.length(one) <= _SHORT:
            told += statements.sentences(one, title)
    return (Item("What was agreed, as the reports retell it", tuple(told)),) if told else ()


def _charges(statement: Statement, material: Material) -> bool:
    """Whether an outlet tells in its own voice of harm or a breach by one of the sides."""
    if not statement.own:
        return False
    breach = tuple(english().breach)
    words = (w for c in statement.claims for w in material.words(c))
    acts = (a for c in statement.claims for a in material.acts_of.get(c.id, ()))
    return any(w.startswith(breach) for w in words) or any(
        a.root in _HOSTILE and set(a.actor) & material.main_parties for a in acts
    )
