"""Answers put together for a reader: the brief, one clause whole, what moved, why, from where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter

from truceline import brief as briefs
from truceline import standing, weighing
from truceline.case.answered import lives, stands
from truceline.case.case import Case
from truceline.case.choosing import other_kind
from truceline.case.days import LOOK_BACK, days_before
from truceline.case.looking import no_longer
from truceline.case.named import clause_named
from truceline.case.undisturbed import undisturbed
from truceline.case.view import View
from truceline.errors import ItemNotFound, UsageError
from truceline.model.accord import Accord, Clause
from truceline.model.brief import BoardRow, Brief
from truceline.model.dates import day_given
from truceline.model.report import Handling
from truceline.model.span import Span
from truceline.model.standing import Moved, Signal, Standing, State
from truceline.model.weighing import Finding, Lineage, Member, Weighing

if TYPE_CHECKING:
    from rich.console import Console


_OF_THE_CALENDAR = (State.NOT_DUE, State.DUE, State.OVERDUE, State.ENDED)
"""States that a day makes, whoever speaks."""


@undisturbed()
def brief_of(
    case: Case,
    as_of: str | None,
    known_at: str | None,
    since: str | None,
    level: Handling,
    reading: str | None = None,
) -> Brief:
    """The brief as of a date (by default the last day that the reports within the level reach), as
    known by a date, at a level of handling."""
    view = case.view(known_at, level)
    as_of = view.day_asked(as_of)
    since = day_given(since, "--since") if since else days_before(as_of, LOOK_BACK)
    if since > as_of:
        raise UsageError(f"--since {since} lies after --as-of {as_of}", mend="give an earlier day")
    accord = view.accord
    given = briefs.BriefInput(
        reports=tuple(view.reports.values()),
        readings=tuple(view.readings.values()),
        weighing=view.weighing,
        as_of=as_of,
        known_at=view.known_at,
        since=since,
        accord=accord,
        standings=_all_readings(view, accord, as_of, reading) if accord else (),
        before=stands(view.at(min(since, view.known_at)), since, reading),
        board=board_over_days(view, as_of, reading),
        level=level,
        confirmed=view.confirmed,
        withhold=case.withhold,
    )
    return briefs.compose(given)


def _all_readings(view: View, accord: Accord, as_of: str, reading: str | None) -> tuple[Standing, ...]:
    """Every clause under the reading asked for, then as it differs under the others."""
    chosen, *under = view.standings_under(as_of, [reading, *standing.readings(accord)])
    others = [s for standings in under for s in standings]
    return (*chosen, *(s for s in others if s.reading != chosen[0].reading))


def board_over_days(view: View, as_of: str, reading: str | None = None) -> tuple[BoardRow, ...]:
    """Each clause on each day since the agreement's start, as it was known on that day."""
    if view.accord is None:
        return ()
    first = view.accord.start[:10]
    return lives(view, as_of, reading, first) if first <= as_of else view.over_days((), reading)


def brief_text(brief: Brief, form: Literal["md", "html"]) -> str:
    """A brief as Markdown or as one self-contained HTML page."""
    return briefs.html(brief) if form == "html" else briefs.markdown(brief)


def brief_json(brief: Brief) -> dict[str, Any]:
    """A brief as plain data: every sentence with its spans."""
    found: dict[str, Any] = TypeAdapter(Brief).dump_python(brief, mode="json")
    return found


def print_brief(brief: Brief, console: Console, annex: bool = False) -> None:
    """The first page of a brief in the terminal, and with `annex` what stands behind it."""
    briefs.terminal(brief, console, annex)


def diff_rows(
    case: Case,
    before: str,
    after: str,
    reading: str | None,
    known: tuple[str | None, str | None] = (None, None),
) -> list[dict[str, Any]]:
    """The clauses that moved between two dates, and on whose word; each as known at it, or at its day of
    `known`.

    `word`, `evidence`: of both dates. `now`, `no_longer`: what is told beside the word on one of them only. `on`: who
    decides now and did not, or where the word is the same who changed what is told beside it; `texts`: decisions and
    later texts; `gone`: who was withdrawn or rejected since. `by_calendar`: none of these. `dated`: the day made the
    word, whoever changed what is told beside it.
    """
    first, last = day_given(before, "--from"), day_given(after, "--to")
    if first > last:
        raise UsageError(f"--from {first} lies after --to {last}", mend="give the earlier day first")
    early, late = day_given(known[0] or first, "--from-known"), day_given(known[1] or last, "--to-known")
    if early > late:
        raise UsageError(
            f"{early} lies after {late}", mend="give the earlier --from-known, or a later --to-known"
        )
    view = case.view(late)
    found = standing.moved(view.at(early).standings(first, reading), view.standings(last, reading))
    return [_move(view, m, first != last) for m in found]


def _move(view: View, m: Moved, later: bool) -> dict[str, Any]:
    """One clause that moved; `later` where the second date lies after the first."""
    gone = no_longer(view, m)
    now, then = (s.note.split("; ") if s.note else [] for s in (m.after, m.before))
    return {
        "clause": m.clause,
        "before": m.before.shown,
        "after": m.after.shown,
        "word": [m.before.word, m.after.word],
        "evidence": [m.before.evidence.value, m.after.evidence.value],
        "grade": [m.before.grade, m.after.grade],
        "now": [x for x in now if x not in then],
        "no_longer": [x for x in then if x not in now],
        "by_calendar": later and m.by_calendar and not gone,
        "dated": later
        and m.before.word != m.after.word
        and not m.signals
        and m.after.state in _OF_THE_CALENDAR,
        "banner": view.agreement.banner,
        "on": _voices(view, m.voices),
        "texts": list(m.texts),
        "gone": _voices(view, gone),
        "spans": [_place(view, s) for x in m.voices for s in x.spans[:1]],
    }


def _voices(view: View, signals: Iterable[Signal]) -> list[str]:
    """Who says it, and behind it in whose report, where that is somebody else."""
    told = ((s.holder, _carrier(view, s.report)) for s in signals)
    return list(dict.fromkeys(who if who == outlet else f"{who} ({outlet})" for who, outlet in told))


def clause_text(view: View, name: str, as_of: str | None, reading: str | None) -> tuple[str, dict[str, Any]]:
    """One clause whole, as text and as data; raises `ItemNotFound`."""
    accord = view.agreement
    clause = clause_named(accord, name)
    as_of = view.day_asked(as_of)
    [now] = [s for s in view.standings(as_of, reading) if s.clause == clause.id]
    names = standing.readings(accord)
    under = {
        how: next(s for s in found if s.clause == clause.id)
        for how, found in zip(names, view.standings_under(as_of, names), strict=True)
    }
    [row] = [r for r in board_over_days(view, as_of, reading) if r.clause == clause.id]
    lines = [f"{clause.id}  {clause.title}", *_owed(accord, clause)]
    if accord.banner:
        lines.append(accord.banner)
    lines += [
        "",
        f"On {as_of}, as known by {view.known_at}: {now.shown}",
        f"  state {now.state.value}, evidence: {now.grade}"
        + (f" ({why})" if (why := standing.why_graded(now)) else ""),
    ]
    if now.holders and not now.mentioned:
        lines.append(f"  on the word of {', '.join(now.holders)}")
    lines += ["", "Why:"]
    for step in now.trace:
        lines.append(f"  {step.rule}: {step.says}")
        lines += [
            f"      {_cited(view, span)}" for span in step.spans if not span.report.startswith("accord:")
        ]
    differing: dict[str, list[str]] = {}
    for how, other in under.items():
        if (other.shown, other.dates) != (now.shown, now.dates):
            differing.setdefault(f"{other.shown}; {other.dates.how}", []).append(how)
    if clause.readings:
        lines += ["", "Rival readings:"]
        held = {r.id: ", ".join(accord.labels.get(h, h) for h in r.holders) for r in clause.readings}
        lines += [f"  {r.id}: {r.words} (held by {held[r.id]})" for r in clause.readings]
    if differing:
        lines += ["", "How it would stand under other readings:"]
        lines += [f"  {', '.join(names)}: {told}" for told, names in differing.items()]
    lines += ["", "Its life:"]
    lines += [
        f"  {cell.day}  {cell.shown}"
        for n, cell in enumerate(row.cells)
        if n == 0 or cell.shown != row.cells[n - 1].shown
    ]
    if now.settle:
        lines += ["", "What would settle it:", *(f"  {s}" for s in now.settle)]
    data = {
        "clause": clause.id,
        "title": clause.title,
        "banner": accord.banner,
        "as_of": as_of,
        "known_at": view.known_at,
        "reading": now.reading,
        "state": now.state.value,
        "evidence": now.evidence.value,
        "evidence_why": standing.why_graded(now),
        "watched": now.watched,
        "mentioned": now.mentioned,
        "shown": now.shown,
        "note": now.note,
        "holders": list(now.holders),
        "dates": {
            "opens": now.dates.opens,
            "due": now.dates.due,
            "until": now.dates.until,
            "how": now.dates.how,
        },
        "trace": [
            {"rule": s.rule, "says": s.says, "spans": [_place(view, x) for x in s.spans]} for s in now.trace
        ],
        "readings": {how: {"shown": s.shown, "due": s.dates.due} for how, s in under.items()},
        "life": [{"day": c.day, "shown": c.shown} for c in row.cells],
        "settle": list(now.settle),
    }
    return "\n".join(lines), data


def _owed(accord: Accord, clause: Clause) -> list[str]:
    def called(ids: tuple[str, ...]) -> str:
        return ", ".join(accord.labels.get(i, i) for i in ids)

    lines = [
        f"  owed by {called(clause.obligors)}"
        + (f" to {called(clause.beneficiaries)}" if clause.beneficiaries else "")
    ]
    if clause.ref:
        lines.append(f"  in {clause.ref}; text: {accord.text_status}")
    addresses = {s.key: s.address for s in accord.sources}
    lines += [f"  published: {addresses.get(key, key)}" for key in clause.sources]
    lines += [f"  note: {n}" for n in clause.notes] + [f"  doubt: {d}" for d in clause.doubts]
    return lines


def finding_lines(found: Finding, weighed: Weighing) -> list[str]:
    """A finding in short: the question with its verdict, then a line for each answer: who gives it, for whom
    they speak, from how many origins, and the grades that people gave."""
    return weighing.in_short(found, weighed)


def why_text(view: View, finding: str) -> str:
    """Why claims were grouped into one question, and why the verdict, with their sentences."""
    return weighing.explain(_finding(view, finding), view.weighing, list(view.reports.values()))


def why_json(view: View, finding: str) -> dict[str, Any]:
    """A finding as plain data, why it reads as it does, and for each of its claims how it was traced to its origin."""
    found = _finding(view, finding)
    ways = weighing.traced(found, view.weighing)
    return {
        **weighing.finding_json(found),
        "explained": why_text(view, finding),
        "traced": {
            claim: {"origin": origin, "why": m.why.value, "how": m.how, "parent": m.parent}
            for claim, (origin, m) in sorted(ways.items())
        },
    }


def _finding(view: View, prefix: str) -> Finding:
    try:
        return view.finding(prefix)
    except ItemNotFound as e:
        raise other_kind(prefix, view) or e from None


def lineage_of(case: Case, view: View, item: str) -> Lineage:
    """The lineage of an origin, or the one that a claim belongs to; raises `ItemNotFound`."""
    found = [x for x in view.weighing.lineages if x.origin.startswith(item)]
    if len(found) != 1:
        claims = [c.id for c in view.claims if c.id.startswith(item)]
        if len(found) + len(claims) != 1:
            fits = len(found) + len(claims)
            raise other_kind(item, view) or ItemNotFound(
                f"{fits} origins and claims begin with {item!r}"
                if fits
                else f"no origin or claim begins with {item!r}",
                mend="`truceline claims` lists claims, `truceline why FINDING` names the origins of a finding",
            )
        line = view.lineage_of(claims[0])
        found = [line] if line else []
    if not found:
        raise ItemNotFound(f"no origin stands behind the claim {item!r}", mend="give the id of another claim")
    return found[0]


def lineage_text(case: Case, view: View, item: str) -> str:
    """The relay tree of a lineage, as text."""
    found = lineage_of(case, view, item)
    return weighing.tree(found, list(view.readings.values()), list(view.reports.values()))


def lineage_branches(view: View, lineage: Lineage) -> list[tuple[Member, int]]:
    """Every member with the number of others that the words passed through, each after whom it was relayed from."""
    return [(b.member, b.depth) for b in weighing.branches(lineage, list(view.reports.values()))]


def lineage_picture(case: Case, view: View, item: str) -> str:
    """The relay tree of a lineage, as an SVG picture that stands alone."""
    return weighing.svg(lineage_of(case, view, item), list(view.reports.values()))


def lineage_json(lineage: Lineage) -> dict[str, Any]:
    """A lineage as plain data: its members, and why each belongs."""
    found: dict[str, Any] = TypeAdapter(Lineage).dump_python(lineage, mode="json")
    return found


def _carrier(view: View, report: str) -> str:
    known = view.reports.get(report)
    return (known.outlet or "outlet unknown") if known else report


def _cited(view: View, span: Span) -> str:
    report = view.reports.get(span.report)
    where = f"{report.outlet or 'outlet unknown'}, {report.published or 'no date'}" if report else span.report
    return f"“{' '.join(span.quote.split())}” ({where})"


def _place(view: View, span: Span) -> dict[str, Any]:
    return {
        "report": span.report,
        "start": span.start,
        "end": span.end,
        "text": span.quote,
        "outlet": _carrier(view, span.report),
    }
