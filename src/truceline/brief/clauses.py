"""What moved, and what is alleged: clauses with the statements behind them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from truceline.brief.english import day_in_words
from truceline.brief.material import Material
from truceline.brief.statements import Statement, Statements
from truceline.brief.wording import capital, days_plain
from truceline.model.accord import Clause, SignalKind
from truceline.model.brief import Item, Section, Sentence
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, Standing, State

__all__ = ["alleged", "by_others", "duty", "first_of_each", "in_words", "moved", "titles"]

_EVIDENCE = {
    EvidenceLevel.ESTABLISHED: "established",
    EvidenceLevel.CORROBORATED: "on more than one origin",
    EvidenceLevel.SINGLE_ORIGIN: "on one origin",
    EvidenceLevel.ALLEGED: "alleged by one side",
    EvidenceLevel.CONTESTED: "contested",
    EvidenceLevel.SILENT: "no report",
    EvidenceLevel.NO_ACCESS: "no access",
}
_STATEMENTS_A_CLAUSE = 4
_LONGEST_DUTY = 900
_TITLES = 3


def first_of_each(standings: Iterable[Standing]) -> dict[str, Standing]:
    """The first standing of each clause: the one that is told."""
    found: dict[str, Standing] = {}
    for s in standings:
        found.setdefault(s.clause, s)
    return found


def in_words(standing: Standing) -> str:
    """How it stands as a reader sees it: "kept late, on one origin (note)"."""
    note = standing.note
    words = standing.shown.removesuffix(f" ({note})") if note else standing.shown
    silent = standing.evidence is EvidenceLevel.SILENT
    if not silent and not words.startswith(("disputed", "unknown", "breach")):
        words = f"{words}, {_EVIDENCE[standing.evidence]}"
    words = f"{words} ({note})" if note else words
    return days_plain(words)


@dataclass(frozen=True, slots=True)
class _Move:
    """A clause that moved: how it stands and stood, and the statements behind it."""

    clause: Clause
    now: Standing
    old: Standing | None
    statements: tuple[Statement, ...]

    def with_others(self, other: _Move) -> bool:
        """Whether the other rests on nothing that this one does not rest on."""
        mine = {id(s) for s in self.statements}
        return bool(mine) and {id(s) for s in other.statements} <= mine


def moved(material: Material, statements: Statements) -> Section:
    """The clauses whose standing differs from the one on `since`, with the words that moved them;
    clauses that moved alike on the same words are told together."""
    given = material.given
    title = f"What moved since {day_in_words(given.since)}" if given.since else "What the reports speak of"
    moves = [m for m in _moves(material, statements) if not is_alleged(m.now)]
    items = [
        _item(material, statements, group, title) for group in _together(moves, _spoken(material, statements))
    ]
    quiet = "No words were found by which a clause stands otherwise than before."
    return Section("moved", title, tuple(i for i in items if i.sentences), empty=quiet)


def _moves(material: Material, statements: Statements) -> list[_Move]:
    given, accord = material.given, material.accord
    before = first_of_each(given.before)
    found = []
    for now in first_of_each(given.standings).values():
        clause, old = accord.clause(now.clause) if accord else None, before.get(now.clause)
        if clause is None or now.evidence is EvidenceLevel.SILENT or not now.signals:
            continue
        retold = all(s.kind is SignalKind.DUTY_STATED for s in now.signals)
        if old is not None and old.shown == now.shown and (retold or old.evidence is now.evidence):
            continue
        found.append(_Move(clause, now, old, _behind(statements, now)))
    return found


def _together(moves: list[_Move], spoken: Mapping[str, int]) -> list[list[_Move]]:
    """Moves grouped, in the order of `_rank`."""
    moves = sorted(moves, key=lambda m: _rank(m, spoken))
    groups: list[list[_Move]] = []
    for move in moves:
        home = next((g for g in groups if g[0].with_others(move)), None)
        if home is None:
            groups.append([move])
        else:
            home.append(move)
    return groups


def _rank(move: _Move, spoken: Mapping[str, int]) -> tuple[bool, int, int, int]:
    """What was done or said before what is owed; then by how much is said of its matter in the time,
    by the origins that tell of it, the contested and the latest first."""
    signals = [x for x in move.now.signals if x.kind is not SignalKind.DUTY_STATED]
    contested = move.now.evidence is EvidenceLevel.CONTESTED
    latest = max((x.on or "" for x in signals), default="").replace("-", "")
    origins = len({x.interest for x in signals})
    matter = max((spoken.get(t, 0) for t in (move.clause.topic, *move.clause.topics_also) if t), default=0)
    return not signals, -matter, -origins - contested, -int(latest if latest.isdigit() else 0)


def _spoken(material: Material, statements: Statements) -> dict[str, int]:
    """How many statements since `since` are about each topic, by topic."""
    since = material.given.since or ""
    return Counter(t for s in statements.all if s.day > since for t in s.topics)


def is_alleged(standing: Standing) -> bool:
    """Whether the adverse word rests on one side alone."""
    return standing.evidence is EvidenceLevel.ALLEGED or standing.shown.startswith("breach alleged")


def _item(material: Material, statements: Statements, group: list[_Move], section: str) -> Item:
    """How the clauses of a group stand, those that stand alike in one sentence; then the words behind."""
    first = group[0]
    told = []
    for statement, others in _one_of_each_origin(first.statements)[:_STATEMENTS_A_CLAUSE]:
        told += statements.sentences(statement, section, others)
    alike: dict[tuple[str, str], list[_Move]] = {}
    for move in group:
        alike.setdefault((in_words(move.now), move.old.shown if move.old else ""), []).append(move)
    stand = [_status(some, material, named=n > 0) for n, some in enumerate(alike.values())]
    dates = [d for m in group for d in _dates(material, m, named=len(group) > 1)]
    return Item(_lead(next(iter(alike.values()))), (*stand, *dates, *told), first.clause.id)


def _status(group: list[_Move], material: Material, named: bool) -> Sentence:
    """How clauses that moved alike stand and stood; with their titles where others stand otherwise."""
    first = group[0]
    many = len(group) > 1
    words = f"{'All stand' if many else 'Stands'} as “{in_words(first.now)}”"
    if named:
        words = f"{_lead(group)}: {'stand' if many else 'stands'} as “{in_words(first.now)}”"
    if first.old is not None and first.old.shown != first.now.shown:
        stood = "they stood" if many else "it stood"
        since = day_in_words(material.given.since, year=False)
        words += f"; on {since} {stood} as “{days_plain(first.old.shown)}”"
    signals = [
        x
        for m in group
        for x in [x for x in m.now.signals if x.kind is not SignalKind.DUTY_STATED] or m.now.signals
    ]
    duties = [s for m in group for s in duty(material, m.clause)]
    spans = material.citing((*duties, *(s for x in signals for s in x.spans)))
    return Sentence(f"{capital(words)}.", spans, machine=not all(m.now.confirmed for m in group))


def _one_of_each_origin(statements: tuple[Statement, ...]) -> list[tuple[Statement, list[Statement]]]:
    """Statements, each with those that tell the same origin's word on the same matter in other reports;
    an outlet's own words each stand for themselves."""
    found: list[tuple[Statement, list[Statement]]] = []
    for s in statements:
        home = None
        if not s.own and not s.terms:
            home = next((x for x in found if x[0].origin == s.origin and _apart(x[0], s)), None)
        if home is None:
            found.append((s, []))
        else:
            home[1].append(s)
    return found


def _apart(a: Statement, b: Statement) -> bool:
    """Whether more than one report tells the two, so that they render one word twice."""
    return len(set(a.reports) | set(b.reports)) > 1


def _lead(group: list[_Move]) -> str:
    return titles([m.clause for m in group])


def titles(clauses: list[Clause]) -> str:
    """The titles of up to three clauses; of more, the first two, and how many there are besides."""
    titles = list(dict.fromkeys(c.title for c in clauses))
    if len(titles) <= _TITLES:
        return "; ".join(titles)
    return f"{titles[0]}; {titles[1]}; and {len(titles) - 2} more clauses"


def _behind(statements: Statements, standing: Standing) -> tuple[Statement, ...]:
    """The statements behind a standing: what was done or said before what is owed, latest first."""
    found: dict[int, tuple[int, Statement]] = {}
    for signal in standing.signals:
        statement = statements.of(signal.claim)
        if statement is None:
            continue
        rank = 1 if signal.kind is SignalKind.DUTY_STATED or statement.terms else 0
        old = found.get(id(statement))
        if old is None or rank < old[0]:
            found[id(statement)] = (rank, statement)
    latest = sorted(found.values(), key=lambda x: x[1].day, reverse=True)
    return tuple(statement for _, statement in sorted(latest, key=lambda x: x[0]))


def duty(material: Material, clause: Clause) -> tuple[Span, ...]:
    """What the accord file says of the clause: its title, as far as the line that holds its deadline."""
    text = material.accord.text if material.accord else ""
    start = text.find("deadline:", clause.span.end)
    following = text.find("\n  - id:", clause.span.end)
    if start < 0 or 0 <= following < start:
        return (clause.span,)
    end = text.find("\n", start)
    indent = start - text.rfind("\n", 0, start) - 1
    while end >= 0 and text[end + 1 :].startswith(" " * (indent + 1)):
        end = text.find("\n", end + 1)
    end = len(text) if end < 0 else end
    whole = (
        (start, clause.span.start) if end - clause.span.start > _LONGEST_DUTY else (clause.span.start,) * 2
    )
    found = Span.of(clause.span.report, text, whole[0], end)
    return (found,) if whole[0] == clause.span.start else (clause.span, found)


def _dates(material: Material, move: _Move, named: bool) -> list[Sentence]:
    """When it was or is due, by every reading that gives a date."""
    due = move.now.dates.due
    if not due or day_in_words(due) in in_words(move.now) or move.now.state is State.KEPT:
        return []
    words = f"{move.clause.title}: due by" if named else "Due by"
    words = f"{words} {day_in_words(due)}{by_others(material, move.now)}."
    return [Sentence(words, duty(material, move.clause))]


def by_others(material: Material, standing: Standing) -> str:
    """ " (10 March by another reading)", where the readings differ."""
    due = standing.dates.due
    same = [s for s in material.given.standings if s.clause == standing.clause]
    others = sorted({s.dates.due for s in same if s.dates.due and due and s.dates.due != due})
    days = " or ".join(day_in_words(d, year=False) for d in others)
    return f" ({days} by another reading)" if others else ""


def alleged(material: Material, statements: Statements) -> Section:
    """Breaches alleged by one side, on which no reply and no neutral count is reported."""
    title = "Alleged, and not answered in these reports"
    given, accord = material.given, material.accord
    before = first_of_each(given.before)
    moves = [
        _Move(clause, now, before.get(now.clause), _behind(statements, now))
        for now in first_of_each(given.standings).values()
        if accord and is_alleged(now) and (clause := accord.clause(now.clause))
    ]
    items = [
        _item(material, statements, group, title) for group in _together(moves, _spoken(material, statements))
    ]
    items += _alleged_before(material, statements, {m.clause.id for m in moves}, title)
    return Section("alleged", title, tuple(items), empty="No breach was found that one side alone alleges.")


def _alleged_before(
    material: Material, statements: Statements, told: set[str], section: str
) -> Iterable[Item]:
    """What was alleged of clauses that stand otherwise now, as when their phase has ended: it does not
    go away unanswered."""
    now = first_of_each(material.given.standings)
    for old in first_of_each(material.given.before).values():
        clause = material.accord.clause(old.clause) if material.accord else None
        if clause is None or not is_alleged(old) or clause.id in told:
            continue
        if now[clause.id].evidence in (EvidenceLevel.ESTABLISHED, EvidenceLevel.CORROBORATED):
            continue
        behind = _one_of_each_origin(_behind(statements, old))[:_STATEMENTS_A_CLAUSE]
        words = [s for one, others in behind for s in statements.sentences(one, section, others)]
        if words:
            yield Item(clause.title, tuple(words), clause.id)
