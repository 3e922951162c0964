"""Sections that follow the clauses: what moved, what is alleged, what is due, what would settle it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from truceline.brief.english import day_in_words
from truceline.brief.material import Material
from truceline.brief.statements import Statement, Statements
from truceline.brief.wording import capital
from truceline.model.accord import Clause, SignalKind
from truceline.model.brief import Item, Section, Sentence
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing, State

__all__ = ["alleged", "due_next", "first_of_each", "moved", "settle", "unknown"]

_EVIDENCE = {
    EvidenceLevel.ESTABLISHED: "established",
    EvidenceLevel.CORROBORATED: "on more than one origin",
    EvidenceLevel.SINGLE_ORIGIN: "on one origin",
    EvidenceLevel.ALLEGED: "alleged by one side",
    EvidenceLevel.CONTESTED: "contested",
    EvidenceLevel.SILENT: "no report",
    EvidenceLevel.NO_ACCESS: "no access",
}
_OPEN = (EvidenceLevel.CONTESTED, EvidenceLevel.ALLEGED, EvidenceLevel.SINGLE_ORIGIN)
_UNSETTLED = (EvidenceLevel.SILENT, *_OPEN)
_STATEMENTS_A_CLAUSE = 6


def first_of_each(standings: Iterable[Standing]) -> dict[str, Standing]:
    """The first standing of each clause: the one that is told."""
    found: dict[str, Standing] = {}
    for s in standings:
        found.setdefault(s.clause, s)
    return found


def in_words(standing: Standing) -> str:
    """ "kept late, on one origin (note)"."""
    words = standing.shown
    evidence = _EVIDENCE[standing.evidence]
    says_so = {"disputed", "unknown (no report)", "unknown (no access)"}
    adverse = words.startswith("breach alleged")
    if words not in says_so and not adverse and standing.evidence is not EvidenceLevel.SILENT:
        words = f"{words}, {evidence}"
    if standing.note and standing.note not in words:
        words = f"{words} ({standing.note})"
    return words


def moved(material: Material, statements: Statements) -> Section:
    """The clauses whose standing differs from the one on `since`, with the words that moved them."""
    given = material.given
    now, before = first_of_each(given.standings), first_of_each(given.before)
    title = f"What moved since {day_in_words(given.since)}" if given.since else "What the reports speak of"
    items = []
    for standing in now.values():
        clause = material.accord.clause(standing.clause) if material.accord else None
        old = before.get(standing.clause)
        if clause is None or is_alleged(standing) or not _spoken(standing):
            continue
        if (
            before
            and old
            and (old.shown, old.evidence, old.note) == (standing.shown, standing.evidence, standing.note)
        ):
            continue
        items.append((_weight(standing), _clause_item(material, statements, clause, standing, old, title)))
    items.sort(key=lambda x: x[0])
    quiet = "No clause moved on any report." if before else "No report speaks of a clause."
    return Section("moved", title, tuple(i for _, i in items if i.sentences), empty=quiet)


def _spoken(standing: Standing) -> bool:
    return standing.evidence is not EvidenceLevel.SILENT and bool(standing.signals or standing.trace)


def _weight(standing: Standing) -> tuple[int, str]:
    rank = 1
    if standing.evidence is EvidenceLevel.CONTESTED:
        rank = 0
    elif all(s.kind is SignalKind.DUTY_STATED for s in standing.signals):
        rank = 2
    return rank, ""


def is_alleged(standing: Standing) -> bool:
    """Whether the adverse word rests on one side alone."""
    return standing.evidence is EvidenceLevel.ALLEGED or standing.shown.startswith("breach alleged")


def _clause_item(
    material: Material,
    statements: Statements,
    clause: Clause,
    standing: Standing,
    old: Standing | None,
    section: str,
) -> Item:
    told = _told(material, statements, standing, section)
    spans = (*_duty(material, clause), *(s for x in standing.signals for s in x.spans))
    words = f"Stands as “{in_words(standing)}”"
    if old is not None and old.shown != standing.shown:
        words += f"; on {day_in_words(material.given.since, year=False)} it stood as “{old.shown}”"
    first = Sentence(f"{words}.", material.citing(spans), machine=not standing.confirmed)
    return Item(clause.title, (first, *_dates(material, clause, standing), *told), clause.id)


def _told(material: Material, statements: Statements, standing: Standing, section: str) -> list[Sentence]:
    """The statements behind a standing: what was done and said before what is owed, latest first."""
    found: dict[int, tuple[int, Statement]] = {}
    for signal in standing.signals:
        statement = statements.of(signal.claim)
        if statement is None:
            continue
        rank = 1 if signal.kind is SignalKind.DUTY_STATED else 0
        old = found.get(id(statement))
        if old is None or rank < old[0]:
            found[id(statement)] = (rank, statement)
    ordered = sorted(found.values(), key=lambda x: x[1].day, reverse=True)
    ordered.sort(key=lambda x: x[0])
    chosen = ordered[:_STATEMENTS_A_CLAUSE]
    return [s for _, statement in chosen for s in statements.sentences(statement, section)]


def _duty(material: Material, clause: Clause) -> tuple[Span, ...]:
    """The clause's title in the accord file, and the line that holds its deadline."""
    text = material.accord.text if material.accord else ""
    spans = [clause.span]
    start = text.find("deadline:", clause.span.end)
    following = text.find("\n  - id:", clause.span.end)
    if start >= 0 and (following < 0 or start < following):
        end = text.find("\n", start)
        while end >= 0 and text[end + 1 :].startswith("      "):
            end = text.find("\n", end + 1)
        end = len(text) if end < 0 else end
        spans.append(Span.of(clause.span.report, text, start, end))
    return tuple(spans)


def _dates(material: Material, clause: Clause, standing: Standing) -> list[Sentence]:
    """When it was or is due, by every reading that gives a date."""
    dates = standing.dates
    if dates.due:
        words = f"Due by {day_in_words(dates.due)}"
    elif dates.opens and dates.until:
        words = f"In force from {day_in_words(dates.opens, year=False)} to {day_in_words(dates.until)}"
    else:
        return []
    others = _other_dates(material, standing, dates.due)
    if others:
        words += f" ({' or '.join(day_in_words(d, year=False) for d in others)} by another reading)"
    return [Sentence(f"{words}.", _duty(material, clause))]


def _other_dates(material: Material, standing: Standing, due: str | None) -> list[str]:
    if due is None:
        return []
    same = [s for s in material.given.standings if s.clause == standing.clause]
    return sorted({s.dates.due for s in same if s.dates.due and s.dates.due != due})


def alleged(material: Material, statements: Statements) -> Section:
    """Breaches alleged by one side, on which no reply and no neutral count is reported."""
    title = "Alleged, and not answered in these reports"
    now, before = first_of_each(material.given.standings), first_of_each(material.given.before)
    items = []
    for standing in now.values():
        clause = material.accord.clause(standing.clause) if material.accord else None
        if clause is None or not is_alleged(standing):
            continue
        item = _clause_item(material, statements, clause, standing, before.get(standing.clause), title)
        items.append(item)
    return Section("alleged", title, tuple(items), empty="Nothing alleged by one side alone.")


def due_next(material: Material) -> Section:
    """What falls due after `as_of`, day by day, with the dates that other readings give."""
    given = material.given
    chosen = given.due or _coming(material)
    by_day: dict[str, list[Sentence]] = {}
    for standing in first_of_each(chosen).values():
        clause = material.accord.clause(standing.clause) if material.accord else None
        day = _next_day(standing, given.as_of)
        if clause is None or day is None:
            continue
        word = (
            "falls due" if day == standing.dates.due else "opens" if day == standing.dates.opens else "ends"
        )
        others = _other_dates(material, standing, standing.dates.due) if word == "falls due" else []
        note = f" ({' or '.join(day_in_words(d, year=False) for d in others)} by another reading)"
        words = f"{capital(clause.title)}: {word}{note if others else ''}."
        by_day.setdefault(day, []).append(Sentence(words, _duty(material, clause)))
    items = tuple(Item(day_in_words(d), tuple(by_day[d])) for d in sorted(by_day))
    quiet = f"Nothing falls due in the {given.horizon_days} days after {day_in_words(given.as_of)}."
    return Section("due", "Due next", items, empty=quiet)


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
    """The next day after `as_of` on which the duty opens, is due or ends."""
    if standing.state in (State.ENDED, State.SUPERSEDED, State.KEPT, State.KEPT_LATE):
        return None
    dates = standing.dates
    return min((d for d in (dates.opens, dates.due, dates.until) if d and d > as_of), default=None)


def _plus(day: str, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return None


def settle(material: Material) -> Section:
    """The least evidence that would settle each open clause, each said once."""
    seen: dict[str, list[Clause]] = {}
    order = sorted(
        first_of_each(material.given.standings).values(),
        key=lambda s: _UNSETTLED[1:].index(s.evidence) if s.evidence in _OPEN else len(_UNSETTLED),
    )
    for standing in order:
        clause = material.accord.clause(standing.clause) if material.accord else None
        if clause is None or standing.evidence not in _OPEN:
            continue
        for words in standing.settle:
            seen.setdefault(words, []).append(clause)
    items = []
    for words, clauses in seen.items():
        spans = tuple(dict.fromkeys(c.span for c in clauses))
        items.append(
            Item("; ".join(dict.fromkeys(c.title for c in clauses)), (Sentence(_stop(words), spans),))
        )
    return Section("settle", "What would settle it", _merged(items), empty="No clause is in doubt.")


def _merged(items: list[Item]) -> tuple[Item, ...]:
    by_lead: dict[str, list[Sentence]] = {}
    for item in items:
        by_lead.setdefault(item.lead, []).extend(item.sentences)
    return tuple(Item(lead, tuple(sentences)) for lead, sentences in by_lead.items())


def _stop(words: str) -> str:
    words = capital(words.strip())
    return words if words.endswith((".", "?", "!")) else f"{words}."


def unknown(material: Material) -> Section:
    """Clauses whose time has come and on which there is no report, or no access."""
    now = first_of_each(material.given.standings).values()
    groups = (
        ("Its time has come, and there is no report", [s for s in now if s.shown == "unknown (no report)"]),
        ("No access", [s for s in now if s.evidence is EvidenceLevel.NO_ACCESS]),
    )
    items = []
    for lead, standings in groups:
        clauses = [material.accord.clause(s.clause) for s in standings] if material.accord else []
        sentences = [
            Sentence(f"{capital(c.title)}{_since(s)}.", _duty(material, c))
            for s, c in zip(standings, clauses, strict=True)
            if c
        ]
        if sentences:
            items.append(Item(lead, tuple(sentences)))
    return Section(
        "unknown", "Unknown", tuple(items), empty="Every clause whose time has come is reported on."
    )


def _since(standing: Standing) -> str:
    return f" (due by {day_in_words(standing.dates.due, year=False)})" if standing.dates.due else ""
