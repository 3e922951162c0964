"""What a statement has to do with the agreement or the conflict, and how much."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.model.match import fold
from truceline.model.reading import Stance

__all__ = ["bearing", "matters", "of_a_ceasefire", "unchecked", "weight"]

_FEW = 110
"""So few claims in all can be told without asking what each has to do with a truce."""
_HEAD, _LOOKED_AT = 3, 3
"""Paragraphs at the head of a report, and claims of a statement of which one stands there."""
_SHORT = 10
_SHARE = 0.25
"""Of a report's claims, so many speak of the matters of a ceasefire where it is a report on one."""
_TRUCE = 0
"""Which of the matters of a ceasefire is the truce itself."""
_FIRM = {Stance.REPORTS: "says", Stance.ASSERTS: "says", Stance.EXPECTS: "says"}


def bearing(statement: Statement, material: Material) -> bool:
    """Whether it has to do with the agreement or the conflict; worked out once."""
    return material.once("bears", statement.claims[0].id, lambda: _bears(statement, material))


def _bears(statement: Statement, material: Material) -> bool:
    """Whether it speaks of a clause's topic, is a signal, or tells a measured figure; without an
    accord, whether somebody says it in a report on a ceasefire, it speaks of more than one matter of one, or
    tells of an act or a figure that a main party has a part in."""
    if _own_desk(statement, material) or _says_little(statement, material):
        return False
    if material.accord is None and (len(material.claims) <= _FEW or _of_the_news(statement, material)):
        return True
    if statement.topics or any(c.id in material.signalled for c in statement.claims):
        return True
    if statement.terms:
        return True
    firm = any(c.stance not in _FIRM for c in statement.claims)
    if firm and statement.party in material.main_parties:
        return True
    figures = [f for c in statement.claims for f in material.figures_of.get(c.id, ())]
    main = statement.party in material.main_parties
    if main and (any(f.measure for f in figures) or _deeds(statement, material)):
        return True
    speaks = _of_a_ceasefire(statement, material)
    if speaks > 1 or (speaks and (firm or statement.party or figures)):
        return True
    if not statement.own and _on_a_ceasefire(statement.claims[0].report, material):
        return True
    named = {
        m.party
        for c in statement.claims[:3]
        for s in c.content
        for m in material.mentions(c.report, s.start, s.end)
        if m.party
    }
    involved = bool((named | {statement.party}) & material.main_parties)
    dealings = statement.party in material.main_parties and bool(named - {statement.party})
    return involved and (dealings or bool(figures) or bool(_deeds(statement, material)))


def _of_the_news(statement: Statement, material: Material) -> bool:
    """Whether a main party says it, or it stands at the head of its report."""
    if statement.party in material.main_parties:
        return True
    return any(material.paragraph_of_text(c) < _HEAD for c in statement.claims[:_LOOKED_AT])


def _says_little(statement: Statement, material: Material) -> bool:
    """Whether an outlet's own short sentence tells of no figure and no deed ("Villagers tell another story")."""
    claim = statement.claims[0]
    if not statement.own or len(claim.words.split()) >= _SHORT or unchecked(statement, material):
        return False
    return not material.figures_of.get(claim.id) and not _deeds(statement, material)


def unchecked(statement: Statement, material: Material) -> bool:
    """Whether its sentence says that something could not be checked."""
    claim = statement.claims[0]
    page = material.page(claim.report)
    start, end = page.around(claim.start, claim.end) if page is not None else (claim.start, claim.end)
    words = " ".join((page.text[start:end] if page is not None else claim.words).casefold().split())
    return any(w in words for w in english().unchecked)


def _own_desk(statement: Statement, material: Material) -> bool:
    """Whether an outlet tells of its own work ("The Herald has approached the ministry for comment")."""
    if not statement.own:
        return False
    words = set(material.words(statement.claims[0]))
    outlet = fold(material.outlet(statement.claims[0].report)).split()
    return bool(words & english().own_desk) and bool(outlet) and outlet[0] in words


def _deeds(statement: Statement, material: Material) -> int:
    """How many acts between parties it tells."""
    acts = [a for c in statement.claims[:3] for a in material.acts_of.get(c.id, ())]
    return sum(1 for a in acts if a.actor or a.recipient)


def _of_a_ceasefire(statement: Statement, material: Material) -> int:
    """Of how many of the matters that a ceasefire is about it speaks: the truce itself, harm, people held,
    forces, relief."""
    return len(_matters_of({w for c in statement.claims[:3] for w in material.words(c)}))


def of_a_ceasefire(words: Iterable[str]) -> int:
    """Of how many of the matters that a ceasefire is about some words speak."""
    return len(_matters_of(w.casefold() for w in words))


def _matters_of(words: Iterable[str]) -> set[int]:
    return {n for w in words for n, stems in enumerate(_stems()) if w.startswith(stems)}


def _on_a_ceasefire(report: str, material: Material) -> bool:
    """Whether a report is one on a truce: it names one, and many of its claims speak of what one is about."""
    return material.once("on", report, lambda: _reports_on(report, material))


def _reports_on(report: str, material: Material) -> bool:
    reading = material.readings.get(report)
    spoken = [_matters_of(material.words(c)) for c in reading.claims] if reading else []
    return any(_TRUCE in m for m in spoken) and sum(map(bool, spoken)) >= _SHARE * len(spoken)


@cache
def _stems() -> tuple[tuple[str, ...], ...]:
    lists = (english().truce, english().harm, english().held, english().force, english().relief)
    return tuple(tuple(sorted(some)) for some in lists)


def weight(statement: Statement, material: Material) -> tuple[int, int, int]:
    """Signals and topics, or without an accord the matters of a ceasefire; outlets that carry it; figures
    and acts."""
    signals = sum(1 for c in statement.claims if c.id in material.signalled)
    figures = [f for c in statement.claims for f in material.figures_of.get(c.id, ())]
    measured = sum(1 for f in figures if f.measure)
    about = 2 * min(signals, 1) + len(statement.topics) + min(measured, 2)
    return (
        about if material.accord is not None else _of_a_ceasefire(statement, material),
        len(statement.reports),
        min(3, len(figures)) + min(3, _deeds(statement, material)),
    )


def matters(statement: Statement) -> set[str]:
    """What it is about, and in which way it speaks of it: one side says, asks and refuses apart."""
    ways = {_FIRM.get(c.stance, c.stance.value) for c in statement.claims}
    named = "unnamed" if statement.claims[0].anonymous else ""
    return {f"{topic}:{way}:{named}" for topic in statement.topics or {"-"} for way in ways}
