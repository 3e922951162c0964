"""What moved, and what is alleged: clauses with the statements behind them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from truceline.brief.composed import Part, borne, each_once
from truceline.brief.denied import answering, replies
from truceline.brief.duties import by_others, counting, duty, moved_by
from truceline.brief.english import day_in_words, english
from truceline.brief.grouping import Statement
from truceline.brief.heard import gist_of
from truceline.brief.material import Material
from truceline.brief.prominence import loaded, prominence
from truceline.brief.stands import (
    BINDS,
    about,
    in_plain_words,
    in_words,
    not_watched,
    notes,
    sides_apart,
)
from truceline.brief.statements import Statements
from truceline.brief.tellers import OF_THE_CALENDAR, deeds, is_alleged, laid_by, tellers, whose_word
from truceline.brief.wording import capital, days_plain
from truceline.model.accord import Clause, SignalKind
from truceline.model.brief import Item, Section, Sentence
from truceline.model.match import fold
from truceline.model.span import Span
from truceline.model.standing import MENTIONS, EvidenceLevel, Standing, State

__all__ = ["alleged", "by_others", "counting", "duty", "first_of_each", "moved", "titles"]

_STATEMENTS_A_CLAUSE = 2
_QUIET = (State.KEPT, State.IN_EFFECT)
_SURE = (EvidenceLevel.CORROBORATED, EvidenceLevel.ESTABLISHED)
"""Where a clause is kept on more than one origin, one statement tells enough."""
_FIRST_PAGE = 5
"""Matters that moved on the first page; the others stand behind it."""
_TITLES = 3
_CITED = 20
"""Spans behind how clauses stand: each of several, as it stood before too."""
_VOICES = 4
"""Of those by whose word a clause stands so many are cited before what its note and its earlier standing rest on."""
_SAID = ("breach", "disputed")
"""Words for how a clause stands that somebody's word makes, whatever the calendar says."""
_CONTESTED = re.compile(r", contested: [^()]*")
_UNTOLD = ("dates", "calendar", "document", "order", "spoken of")
"""Steps of a trace of which a note tells nothing."""


def first_of_each(standings: Iterable[Standing]) -> dict[str, Standing]:
    """The first standing of each clause: the one that is told."""
    found: dict[str, Standing] = {}
    for s in standings:
        found.setdefault(s.clause, s)
    return found


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


def moved(material: Material, statements: Statements) -> tuple[Section, Section | None]:
    """The clauses whose standing differs from the one on `since`, with the words that moved them, for the
    first page; and those that it has no room for. Clauses that moved alike on the same words are told
    together."""
    given = material.given
    title = f"What moved since {day_in_words(given.since)}" if given.since else "What the reports speak of"
    moves = [m for m in _moves(material, statements) if not _charged(m.now)]
    groups, noted = _together(moves, _spoken(material, statements)), set[str]()
    items = [_item(material, statements, group, title, noted) for group in groups]
    items = [i for i in items if i.sentences]
    quiet = "No words were found by which a clause stands otherwise than before."
    quiet += not_watched(material)
    rest = tuple(items[_FIRST_PAGE:])
    more = Section("moved-too", "What moved too", rest, annex=True) if rest else None
    return Section("moved", title, tuple(items[:_FIRST_PAGE]), empty=quiet), more


def _moves(material: Material, statements: Statements) -> list[_Move]:
    given, accord = material.given, material.accord
    before = first_of_each(given.before)
    found = []
    for now in first_of_each(given.standings).values():
        clause, old = accord.clause(now.clause) if accord else None, before.get(now.clause)
        if clause is None or now.evidence is EvidenceLevel.SILENT or not now.signals:
            continue
        if all(s.kind is SignalKind.SPOKEN_OF for s in now.signals):
            continue
        retold = all(s.kind in MENTIONS for s in now.signals)
        still = now.state is State.NOT_DUE or retold or (old is not None and old.evidence is now.evidence)
        if old is not None and old.word == now.word and still:
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
    signals = [x for x in move.now.signals if x.kind not in MENTIONS]
    contested = move.now.evidence is EvidenceLevel.CONTESTED
    latest = max((x.on or "" for x in signals), default="").replace("-", "")
    origins = len({x.interest for x in signals})
    matter = max((spoken.get(t, 0) for t in (move.clause.topic, *move.clause.topics_also) if t), default=0)
    return not signals, -matter, -origins - contested, -int(latest if latest.isdigit() else 0)


def _spoken(material: Material, statements: Statements) -> dict[str, int]:
    """How many statements since `since` are about each topic, by topic."""
    since = material.given.since or ""
    return Counter(t for s in statements.all if s.day > since for t in s.topics)


def _item(
    material: Material, statements: Statements, group: list[_Move], section: str, noted: set[str]
) -> Item:
    """How the clauses of a group stand, those that stand alike in one sentence; then the words behind."""
    first = group[0]
    told = []
    alone, quiet = is_alleged(first.now), first.now.state in _QUIET and first.now.evidence in _SURE
    some = _chosen(_one_of_each_origin(first.statements), material, alone)
    apart = sides_apart(first.now, material)
    heard = (
        next(_told_of(first, claims, material, statements, section), ((), list[Sentence]()))
        for claims in apart
    )
    told += [s for _, said in sorted(heard, key=lambda x: x[0]) for s in said]
    for statement, others in () if apart else some[:1] if quiet else some:
        told += statements.sentences(statement, section, others)
    alike: dict[tuple[str, str], list[_Move]] = {}
    for move in group:
        if move is first or move.now.note:
            alike.setdefault((in_words(move.now), move.old.shown if move.old else ""), []).append(move)
    made = (_status(some, material, n > 0, noted) for n, some in enumerate(alike.values()))
    stand = [s for s in made if s is not None]
    return Item(_lead(next(iter(alike.values()))), (*stand, *told), first.clause.id)


def _told_of(
    move: _Move, claims: frozenset[str], material: Material, statements: Statements, section: str
) -> Iterator[tuple[tuple[object, ...], list[Sentence]]]:
    """What one side of a contest says, with when and where: its statements in turn, first the one that shares most with
    the clause; in words that lean where there are no others, but for those that begin with a pronoun."""
    asked = gist_of(fold(move.clause.title).split())
    voices = [x for x in _one_of_each_origin(move.statements) if any(c.id in claims for c in x[0].claims)]
    voices.sort(
        key=lambda x: (-len(asked & gist_of(fold(x[0].claims[0].words).split())), -prominence(x[0], material))
    )
    for follows in (False, True):
        for s, others in voices:
            first = s.claims[0]
            points = fold(first.words).split()[:1] and fold(first.words).split()[0] in english().pronoun
            said = [] if follows and points else statements.sentences(s, section, others, follows)
            if said:
                yield (s.day, first.report, first.start), said


def _chosen(
    some: list[tuple[Statement, list[Statement]]], material: Material, alike: bool = False
) -> list[tuple[Statement, list[Statement]]]:
    """The statement that weighs most of those that come first, and one of another holder (with `alike` of
    any), in the order in which they were made."""
    if not some:
        return []
    ranked = sorted(
        some, key=lambda x: (x[0].terms, loaded(x[0].claims[0], material), -prominence(x[0], material))
    )
    heard = ranked[:1]
    for one in ranked[1:]:
        fits = len(heard) < _STATEMENTS_A_CLAUSE and not loaded(one[0].claims[0], material)
        if fits and (alike or one[0].holder != heard[0][0].holder):
            heard.append(one)
    return sorted(heard, key=lambda x: (x[0].day, x[0].claims[0].report, x[0].claims[0].start))


def _status(group: list[_Move], material: Material, named: bool, noted: set[str]) -> Sentence | None:
    """How clauses that moved alike stand and stood, and when they were or are due, each part only where its own words
    bear it out; with their titles where others stand otherwise, and then only where something is told of why. Nothing
    where it is disputed and nobody is known to do so."""
    first, now = group[0].clause, group[0].now
    duties = [s for m in group for s in duty(material, m.clause)]
    done = [s for m in group for x in deeds(m.now)[:_VOICES] for s in x.spans]
    word = f"“{_plainly(days_plain(now.word), material)}”"
    head = borne(word, (*duties, *_laid(group, material), *(done if is_alleged(now) else ())), material)
    fresh = notes(now, noted)
    besides = about(first, now, fresh, material)
    who = [] if named else tellers(first, now, material)
    plain = [_plainly(x, material) for x in in_plain_words(fresh)]
    mine = [*duties, *counting(material), *_noted(group[0], plain, material), *done]
    pieces = [p for x in plain if (p := borne(x, mine, material)) is not None]
    disputed = now.word.startswith("disputed")
    if head is None or (disputed and not (who or besides or named)):
        return None
    if named and not besides and all(x == BINDS for x in plain):
        return None
    whose = whose_word(now, material)
    later = [] if is_alleged(now) else who
    asides = each_once((*pieces, *besides, *later))
    words = f"{'all now' if len(group) > 1 else 'now'} {head.words}"
    words = f"{_lead(group)}: {words}" if named else capital(words)
    words += f", {whose.words}" if whose is not None else ""
    words += f" ({'; '.join(p.words for p in asides)})" if asides else ""
    words += f", {', '.join(p.words for p in who)}" if who and not later else ""
    due, before = (
        _due(group, "; ".join(p.words for p in pieces), named, material),
        _before(group[0], material),
    )
    words += "".join(p.words for p in (due, before) if p is not None)
    parts = [head, *(p for p in (whose, due, before) if p is not None), *asides, *who]
    spans = list(dict.fromkeys((*duties, *(s for p in parts for s in p.spans))))
    return Sentence(
        f"{words}.", material.citing(spans, len(spans)), machine=not all(m.now.confirmed for m in group)
    )


def _laid(group: list[_Move], material: Material) -> list[Span]:
    """On whose side those stand who allege something."""
    alleging = [s for m in group for s in (m.now, m.old) if s is not None and is_alleged(s)]
    return laid_by((c for s in alleging for x in deeds(s) if (c := material.claims.get(x.claim))), material)


def _before(move: _Move, material: Material) -> Part | None:
    """ "; on 5 March “not due”": how a clause stood that stands otherwise now, with the words that made it stand so."""
    old = move.old
    if old is None or old.word == move.now.word:
        return None
    since = f"on {_day(material.given.since, material)}" if material.given.since else "before"
    word = f"“{_plainly(days_plain(old.word), material)}”"
    said = old.word.startswith(_SAID) or old.state not in OF_THE_CALENDAR
    done = [s for x in deeds(old)[:_VOICES] for s in x.spans] if said else []
    if not done and old.word.startswith(_SAID):
        return None
    part = borne(word, (*duty(material, move.clause), *_laid([move], material), *done), material)
    return Part(f"; {since} {word}", part.spans) if part is not None else None


def _noted(move: _Move, plain: list[str], material: Material) -> list[Span]:
    """The words behind its note, and the lines of the clauses that it names."""
    found: list[Span] = []
    for step in move.now.trace if plain else ():
        if step.rule not in _UNTOLD:
            done = [s for x in step.signals if x.kind not in MENTIONS for s in x.spans]
            found += done or step.spans
    others = material.accord.clauses if material.accord else ()
    named = [c for c in others if any(f"‘{c.title}’" in x for x in plain)]
    return [*found[:_CITED], *(s for c in named for s in duty(material, c))]


def _plainly(words: str, material: Material) -> str:
    """A standing's words without the year of the brief, and with titles for the signs of clauses."""
    words = words.replace(f" {material.given.as_of[:4]}", "")
    for clause in material.accord.clauses if material.accord else ():
        sign = rf"(?<![\w-]){re.escape(clause.id)}(?![\w-])"
        words = re.sub(sign, f"‘{clause.title}’", words, count=1)
        words = re.sub(sign, "that", words)
    return words


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
        rank = 1 if signal.kind in MENTIONS or statement.terms else 0
        old = found.get(id(statement))
        if old is None or rank < old[0]:
            found[id(statement)] = (rank, statement)
    latest = sorted(found.values(), key=lambda x: x[1].day, reverse=True)
    return tuple(statement for _, statement in sorted(latest, key=lambda x: x[0]))


def _due(group: list[_Move], told: str, named: bool, material: Material) -> Part | None:
    """ ", due by 10 March (11 March by another reading)", each day once; what is still to come stands under
    "Due next"."""
    days: dict[str, tuple[Span, ...]] = {}
    first = group[0]
    for move in group:
        due = move.now.dates.due
        ahead = due is not None and due > material.given.as_of
        again = bool(due) and day_in_words(due, year=False) in told
        if not due or ahead or again or move.now.state is State.KEPT:
            continue
        words = f"{_day(due, material)}{by_others(material, move.now)}{moved_by(material, move.clause, due)}"
        part = borne(words, (*duty(material, move.clause), *counting(material)), material)
        days |= {part.words: part.spans} if part is not None else {}
    words = f", due by {' and '.join(days)}" if days else ""
    was = first.old.dates.due if first.old is not None else None
    if not named and was and was < min(first.now.dates.due or "", material.given.as_of):
        part = borne(_day(was, material), (*duty(material, first.clause), *counting(material)), material)
        words += f", first due by {part.words}" if part is not None else ""
        days |= {part.words: part.spans} if part is not None else {}
    return Part(words, tuple(dict.fromkeys(s for x in days.values() for s in x))) if words else None


def _day(day: str, material: Material) -> str:
    return day_in_words(day, year=day[:4] != material.given.as_of[:4])


def alleged(material: Material, statements: Statements) -> tuple[Section, Section | None]:
    """Breaches alleged by one side, on which no reply and no neutral count is reported; and those to which a reply is,
    each with it."""
    title, answered = "Alleged, and not answered in these reports", "Alleged, and answered"
    given, accord = material.given, material.accord
    before = first_of_each(given.before)
    moves = [
        _Move(clause, now, before.get(now.clause), _behind(statements, now))
        for now in first_of_each(given.standings).values()
        if accord and _charged(now) and (clause := accord.clause(now.clause))
    ]
    noted = set[str]()
    open_, closed = list[Item](), list[Item]()
    for group in _together(moves, _spoken(material, statements)):
        against = replies((x.claim for m in group for x in m.now.signals), material, statements)
        item = _item(material, statements, group, answered if against else title, noted)
        if against:
            said = [s for r in against for s in statements.sentences(r, answered, follows=True)]
            kept = [_without_a_pointer(s) if said else s for s in item.sentences]
            charged = [t for t in item.sentences if ": " in t.text]
            closed.append(replace(item, sentences=(*kept, *answering(said, charged, material))))
        else:
            open_.append(item)
    open_ += _alleged_before(material, statements, {m.clause.id for m in moves}, title)
    empty = "No breach was found that one side alone alleges, and to which no reply is reported."
    empty += not_watched(material)
    rest = Section("answered", answered, tuple(closed)) if closed else None
    return Section("alleged", title, tuple(open_), empty=empty), rest


def _charged(standing: Standing) -> bool:
    """Whether one side alone lays something to another; that it tells of its own duty as kept is no charge."""
    breach = standing.shown.startswith(_SAID[0])
    return breach or (is_alleged(standing) and standing.state not in _QUIET)


def _without_a_pointer(sentence: Sentence) -> Sentence:
    """`sentence` where the answer is told below it."""
    return replace(sentence, text=_CONTESTED.sub("", sentence.text))


def _alleged_before(
    material: Material, statements: Statements, told: set[str], section: str
) -> Iterable[Item]:
    """What was alleged of clauses that stand otherwise now, as when their phase has ended: it does not
    go away unanswered."""
    now = first_of_each(material.given.standings)
    for old in first_of_each(material.given.before).values():
        clause = material.accord.clause(old.clause) if material.accord else None
        if clause is None or not _charged(old) or clause.id in told:
            continue
        if now[clause.id].evidence in (EvidenceLevel.ESTABLISHED, EvidenceLevel.CORROBORATED):
            continue
        behind = _chosen(_one_of_each_origin(_behind(statements, old)), material, alike=True)
        words = [s for one, others in behind for s in statements.sentences(one, section, others)]
        if words:
            yield Item(clause.title, tuple(words), clause.id)
