"""What lies ahead: what is due next, what would settle it, and what nobody reports on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from truceline.brief.carriers import joined
from truceline.brief.clauses import first_of_each
from truceline.brief.composed import Part, borne
from truceline.brief.duties import by_others, counting, duty, moved_by, on_condition, side
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
_LARGE = re.compile(r"\b[A-Z]\w+")
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
        note = by_others(material, standing, date) + moved_by(material, clause, day)
        note += on_condition(clause) if kind != "ends" else ""
        by_day.setdefault(day, {}).setdefault(kind, []).append((clause, note))
    items = tuple(
        Item(day_in_words(d), some)
        for d in sorted(by_day)
        if (some := tuple(_on_day(d, by_day[d], material)))
    )
    found = "that the agreement's own lines bear out" if by_day else "of a clause"
    quiet = f"No date {found} was found in the {given.horizon_days} days after {day_in_words(given.as_of)}."
    return Section("due", "Due next", items, empty=quiet)


def _on_day(day: str, kinds: dict[str, list[tuple[Clause, str]]], material: Material) -> list[Sentence]:
    """What falls on a day: each duty whose day the lines of its agreement bear out."""
    found = []
    for kind in ("falls due", "its time begins", "ends"):
        parts = [(_dated(c, note, day, material), c, note) for c, note in kinds.get(kind, [])]
        known = [(p, c, note) for p, c, note in parts if p is not None]
        if kind == "ends" and len(known) > 1:
            some = known[:_UNKNOWN]
            notes = {note for _, _, note in some}
            one = notes.pop() if len(notes) == 1 else ""
            others = " among others" if len(known) > len(some) else ""
            named = "; ".join(c.title + ("" if one else note) for _, c, note in some)
            spans = tuple(dict.fromkeys(s for p, _, _ in some for s in p.spans))
            found.append(Sentence(f"With that day{one} end{others}: {named}.", spans))
            continue
        found += [Sentence(f"{capital(c.title)}: {kind}{note}.", p.spans) for p, c, note in known]
    return found


def _dated(clause: Clause, note: str, day: str, material: Material) -> Part | None:
    cited = (*duty(material, clause), *counting(material))
    return borne(f"{clause.title}{note}", cited, material, day)


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
        parts = [(p, c) for c, s in pairs if (p := _silent(c, s, material)) is not None]
        some = parts if len(parts) <= most + 1 else parts[:most]
        if not some:
            continue
        named = "; ".join(p.words for p, _ in some)
        named = f"Among others: {named}" if len(parts) > len(some) else named
        spans = tuple(dict.fromkeys(x for p, c in some for x in (*p.spans, *touched.get(c.id, ()))))
        items.append(Item(lead, (Sentence(f"{capital(named)}.", spans),)))
    return Section(
        "unknown",
        "Unknown",
        tuple(items),
        empty="No clause was found whose time has come without words that bear on it.",
    )


def _silent(clause: Clause, standing: Standing, material: Material) -> Part | None:
    """A clause of which nothing is known: what it asks, of whom and by when."""
    paper = _by_paper(clause, material)
    names = {x: material.name(x) or x for x in clause.obligors}
    known = any(w in clause.title for n in names.values() for w in _LARGE.findall(n))
    owing = {} if paper or known else names
    lines = [*duty(material, clause), *(counting(material) if standing.dates.due else ())]
    told = [
        borne(f"owed by {joined(owing.values())}", [x for o in owing for x in side(material, o)], material)
    ]
    told += [borne(x, lines, material) for x in _since(standing, clause, material)]
    parts = [p for p in told if p is not None]
    spans = [*lines, *(x for p in parts for x in p.spans)]
    spans += side(material, clause.document or "") if paper else ()
    aside = f" ({', '.join(p.words for p in parts)})" if parts else ""
    return borne(f"{clause.title}{paper}{aside}", spans, material)


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


def _since(standing: Standing, clause: Clause, material: Material) -> list[str]:
    if not standing.dates.due:
        return []
    due = standing.dates.due
    moved = moved_by(material, clause, due).strip(" ()")
    others = by_others(material, standing).strip(" ()")
    day = f"due by {day_in_words(due, year=due[:4] != material.given.as_of[:4])}"
    return [day, *(x for x in (moved, others) if x), *filter(None, [on_condition(clause).strip(", ")])]
