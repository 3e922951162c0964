"""What lies ahead: what is due next, what would settle it, and what nobody reports on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from truceline.brief.carriers import joined
from truceline.brief.clauses import first_of_each
from truceline.brief.duties import by_others, counting, duty, on_condition, side
from truceline.brief.english import day_in_words
from truceline.brief.heard import matter, matter_of
from truceline.brief.material import Material
from truceline.brief.wording import capital
from truceline.model.accord import Clause, ClauseKind
from truceline.model.brief import Item, Section, Sentence
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing, State

__all__ = ["due_next", "settle", "unknown"]

_OPEN = (EvidenceLevel.CONTESTED, EvidenceLevel.ALLEGED, EvidenceLevel.SINGLE_ORIGIN)
_SETTLES = re.compile(r"^ +settles:(?: +\S.*|(?:\n +- .*)+)$", re.MULTILINE)
_UNKNOWN = 2
_NOT_WATCHED = 6
_GROUNDS = 3
_SHARED, _PART = 3, 0.4
"""Longer words, and their share of a clause's title, by which a sentence may bear on it."""
"""Words cited that leave a clause open."""


def due_next(material: Material) -> Section:
    """What falls due after `as_of`, day by day, with the dates that other readings give."""
    given = material.given
    chosen = given.due or _coming(material)
    by_day: dict[str, dict[str, list[tuple[Clause, str]]]] = {}
    for standing in first_of_each(chosen).values():
        clause = material.accord.clause(standing.clause) if material.accord else None
        day = _next_day(standing, given.as_of)
        if clause is None or day is None:
            continue
        dates = standing.dates
        kind = "falls due" if day == dates.due else "its time begins" if day == dates.opens else "ends"
        date = "due" if kind == "falls due" else "opens" if day == dates.opens else "until"
        note = by_others(material, standing, date)
        note += on_condition(clause) if kind != "ends" else ""
        by_day.setdefault(day, {}).setdefault(kind, []).append((clause, note))
    items = tuple(Item(day_in_words(d), tuple(_on_day(by_day[d], material))) for d in sorted(by_day))
    quiet = (
        f"No date of a clause was found in the {given.horizon_days} days after {day_in_words(given.as_of)}."
    )
    return Section("due", "Due next", items, empty=quiet)


def _on_day(kinds: dict[str, list[tuple[Clause, str]]], material: Material) -> list[Sentence]:
    found = []
    for kind in ("falls due", "its time begins", "ends"):
        some = kinds.get(kind, [])
        if kind == "ends" and len(some) > 1:
            first = [c for c, _ in some[:_UNKNOWN]]
            notes = {note for _, note in some[:_UNKNOWN]}
            spans = (*(s for c in first for s in duty(material, c)), *counting(material))
            others = " among others" if len(some) > len(first) else ""
            one = notes.pop() if len(notes) == 1 else ""
            named = "; ".join(c.title + ("" if one else note) for c, note in some[:_UNKNOWN])
            found.append(Sentence(f"With that day{one} end{others}: {named}.", spans))
            continue
        for clause, note in some:
            words = f"{capital(clause.title)}: {kind}{note}."
            found.append(Sentence(words, (*duty(material, clause), *counting(material))))
    return found


def _coming(material: Material) -> tuple[Standing, ...]:
    given = material.given
    last = _plus(given.as_of, given.horizon_days)
    found = []
    for standing in first_of_each(given.standings).values():
        day = _next_day(standing, given.as_of)
        if day is not None and last is not None and day <= last:
            found.append(standing)
    return tuple(found)


def _next_day(standing: Standing, as_of: str) -> str | None:
    """The next day after `as_of` on which the duty is due or ends; on which it opens, where it has neither."""
    if standing.state in (State.ENDED, State.SUPERSEDED, State.KEPT, State.KEPT_LATE):
        return None
    dates = standing.dates
    last = min((d for d in (dates.due, dates.until) if d and d > as_of), default=None)
    return last or (dates.opens if dates.opens and dates.opens > as_of else None)


def _plus(day: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return None


def settle(material: Material, open_clauses: Iterable[str]) -> Section:
    """Of each clause told on the first page that is open, what would settle it best; one line for all that the same
    would settle."""
    standings = first_of_each(material.given.standings)
    wanted: dict[str, list[Clause]] = {}
    left = 0
    for id_ in dict.fromkeys(open_clauses):
        standing = standings[id_]
        clause = material.accord.clause(id_) if material.accord else None
        if clause is not None and standing.evidence in _OPEN and standing.settle:
            wanted.setdefault(standing.settle[0], []).append(clause)
            left += len(standing.settle) - 1
    items = []
    for words, clauses in wanted.items():
        named = joined([f"“{t}”" for t in dict.fromkeys(c.title for c in clauses)])
        behind = [s for c in clauses for x in standings[c.id].signals for s in x.spans]
        spans = (*_suggested(material, clauses), *material.citing(behind, most=_GROUNDS))
        items.append(Item("", (Sentence(_stop(f"To settle {named}: {words}"), spans),)))
    more = f" ({left} more)" if left else ""
    return Section(
        "settle",
        "What would settle it",
        tuple(items),
        note=f"“truceline clause ID” tells what else would settle a clause{more}." if more else "",
        empty="No clause told above was found whose standing is contested, alleged or on one origin.",
    )


def _suggested(material: Material, clauses: list[Clause]) -> Iterator[Span]:
    """The titles of clauses, and the lines in which the agreement's file says what would settle them."""
    text = material.accord.text if material.accord else ""
    for clause in clauses:
        yield clause.span
        end = text.find("\n  - id:", clause.span.end)
        found = _SETTLES.search(text, clause.span.end, end if end >= 0 else len(text))
        if clause.settles and found is not None:
            yield Span.of(clause.span.report, text, found.start(), found.end())


def _stop(words: str) -> str:
    words = capital(words.strip())
    return words if words.endswith((".", "?", "!")) else f"{words}."


def unknown(material: Material) -> Section:
    """Clauses whose time has come and on which there is no report, or no access."""
    now = first_of_each(material.given.standings).values()
    silent = [s for s in now if s.shown == "unknown (no report)" and _owed(s, material)]
    touched = {s.clause: near for s in silent if (near := _bearing(s, material))}
    groups = (
        (
            "Its time has come, and no words on it were found",
            [s for s in silent if s.clause not in touched],
        ),
        (
            "Its time has come; words that may bear on it were found, and none that was read as telling how it stands",
            [s for s in silent if s.clause in touched],
        ),
        (
            "Not watched, so that no deed and no breach told of it is heard",
            [s for s in now if not s.watched and s.grade in ("not watched", "only spoken of")],
        ),
        ("No access", [s for s in now if s.evidence is EvidenceLevel.NO_ACCESS]),
    )
    items = []
    for lead, standings in groups:
        clauses = [material.accord.clause(s.clause) for s in standings] if material.accord else []
        pairs = [(c, s) for s, c in zip(standings, clauses, strict=True) if c]
        pairs.sort(key=lambda x: (x[1].dates.due is None, x[1].dates.due or ""))
        if not pairs:
            continue
        most = _UNKNOWN if pairs[0][1].watched else _NOT_WATCHED
        some = pairs if len(pairs) <= most + 1 else pairs[:most]
        named = "; ".join(f"{c.title}{_by_paper(c, material)}{_since(s, c, material)}" for c, s in some)
        named = f"Among others: {named}" if len(pairs) > len(some) else named
        spans = tuple(s for c, _ in some for s in duty(material, c))
        spans = (*spans, *(counting(material) if " by " in named else ()))
        spans = (
            *spans,
            *(x for c, _ in some if _by_paper(c, material) for x in side(material, c.document or "")),
        )
        spans = (*spans, *(x for c, _ in some for x in touched.get(c.id, ())))
        items.append(Item(lead, (Sentence(f"{capital(named)}.", spans),)))
    return Section(
        "unknown",
        "Unknown",
        tuple(items),
        empty="No clause was found whose time has come without words that bear on it.",
    )


def _owed(standing: Standing, material: Material) -> bool:
    """Whether its clause is one that can be kept or broken."""
    clause = material.accord.clause(standing.clause) if material.accord else None
    return clause is not None and clause.kind in (ClauseKind.DUTY, ClauseKind.BAN)


def _bearing(standing: Standing, material: Material) -> tuple[Span, ...]:
    """The sentences of reports that share a good part of the words of its clause's title, though no rule hears them."""
    clause = material.accord.clause(standing.clause) if material.accord else None
    title = matter_of(fold(clause.title).split()) if clause is not None else frozenset[str]()
    some = [
        s
        for c in material.claims.values()
        if len(title & matter(c, material)) >= max(_SHARED, _PART * len(title))
        for s in c.content
    ]
    return material.citing(some, most=_GROUNDS)


def _by_paper(clause: Clause, material: Material) -> str:
    """ " (in the Letter of assurances)": the paper of an assurance, which only one side gave."""
    papers = material.accord.documents if material.accord and clause.kind is ClauseKind.ASSURANCE else ()
    return next((f" (in “{d.name}”)" for d in papers if d.id == clause.document), "")


def _since(standing: Standing, clause: Clause, material: Material) -> str:
    if not standing.dates.due:
        return ""
    others = by_others(material, standing).strip(" ()")
    parts = [day_in_words(standing.dates.due, year=False), *([others] if others else [])]
    return f" (due by {', '.join(parts)}{on_condition(clause)})"
