"""An accord as a person would read it: plain text, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from textwrap import fill

from truceline.model.accord import (
    Accord,
    Clause,
    ClauseKind,
    Deadline,
    DeadlineKind,
    Moment,
    MomentKind,
    Quantity,
    QuantityKind,
    SignalKind,
)

__all__ = ["amount", "deadline", "how_much", "show"]

_WIDTH = 96


def show(accord: Accord) -> str:
    """The whole accord in words: parties, documents, day counts, phases, clauses, rules, sources."""
    count = len(accord.clauses)
    lines = [accord.name, f"{accord.id} · {accord.review} · {count} {_many('clause', count)}"]
    if accord.banner:
        lines += ["", _wrap(f"{accord.banner} Check the wording before you rely on it.")]
    lines += ["", _wrap(f"Text: {accord.text_status}; {_READ[accord.text_read]}")]
    dates = [("announced", accord.announced), ("signed", accord.signed), ("in force from", _start(accord))]
    dates += [("ended", accord.ended)]
    lines += ["Dates: " + "; ".join(f"{word} {_instant(date)}" for word, date in dates if date)]
    for name, ids in (
        ("Parties", accord.parties),
        ("Bound without signing", accord.bound),
        ("Mediators", accord.mediators),
        ("Guarantors", accord.guarantors),
        ("Neutral verifiers", accord.verifiers),
    ):
        lines += [_wrap(f"{name}: {_names(ids, accord)}")] if ids else []
    lines += _list(
        "Documents", [f"{d.name} [{d.status}" + _by(d.by, accord, " by ") + "]" for d in accord.documents]
    )
    lines += _list(
        "Counting of days",
        [f"{d.id}: {d.words}" + _by(d.holders, accord, "; counted so by ") for d in accord.day_counts],
    )
    lines += _list("Days of events", [f"{words}: {date}" for words, date in accord.anchors])
    lines += _list("Phases", [_phase(accord, n) for n in range(len(accord.phases))])
    lines += ["", "CLAUSES"]
    for clause in accord.clauses:
        lines += ["", *_clause(clause, accord)]
    lines += _list("Told together", [f"{t.words} ({', '.join(t.clauses)})" for t in accord.totals])
    lines += _list("How they hang together", [f"{r.words} ({', '.join(r.clauses)})" for r in accord.rules])
    lines += _list(
        "Who watches",
        [
            f"{_name(m.actor, accord)}: {m.words}"
            + (f" ({', '.join(m.clauses)})" if m.clauses else "")
            + (f"; access: {m.access}" if m.access else "")
            + (f"; until {m.until}" if m.until else "")
            + (f"; how it counts: {m.counting}" if m.counting else "")
            for m in accord.monitors
        ],
    )
    lines += _list(
        "Later changes",
        [
            f"{c.on}: {c.kind.value}: {c.words}"
            + (f" ({', '.join(c.clauses)})" if c.clauses else "")
            + _by(c.by, accord, "; by ")
            + (f"; until {c.until}" if c.until else "")
            + "".join(f"; {n:+g} planned for {day}" for day, n in c.schedule)
            + (f"; followed by {c.by_accord}" if c.by_accord else "")
            for c in accord.changes
        ],
    )
    lines += _list("Notes", list(accord.notes))
    lines += _list(
        "Sources", [f"{s.key}: {s.address}" + (f" ({s.note})" if s.note else "") for s in accord.sources]
    )
    return "\n".join(lines) + "\n"


def deadline(d: Deadline) -> str:
    """A deadline in words."""
    at = _when(d.due)
    told = {
        DeadlineKind.BY: f"by {at}",
        DeadlineKind.WINDOW: f"complete by {at}",
        DeadlineKind.DURING: "throughout",
        DeadlineKind.RECURRING: f"every {_many_of(d.every)}",
        DeadlineKind.EVENT: f"on {at}" if at.startswith("the day") else at,
        DeadlineKind.PHASE: "with its phase",
        DeadlineKind.NONE: "no date in the text",
    }[d.kind]
    ahead = d.kind is DeadlineKind.WINDOW
    parts = [f"from {_when(d.opens)}"] if d.opens and ahead else []
    parts += [f"to begin by {_when(d.begin_by)}"] if d.begin_by else []
    parts.append(f"to begin {told}" if d.begins else told)
    if d.opens and not ahead:
        parts.append(f"from {_when(d.opens)}")
    if d.until:
        parts.append(f"until {_when(d.until)}")
    if d.condition:
        bare = d.condition_clause and not _JOINED.match(d.condition)
        parts.append(f"if {d.condition}" if bare else d.condition)
    if d.words and d.words.casefold() not in told:
        parts.append(d.words)
    return ", ".join(parts)


def amount(q: Quantity, names: Mapping[str, str] | None = None) -> str:
    """An amount in words; never more exact than the text. `names` are display names by actor, clause or part."""
    named = names or {}
    unit = f" {_many(q.unit, q.high or q.value)}" if q.unit else ""
    per = f" each {_many_of(q.period)}" if q.period else ""
    value = _number(q.value)
    told = {
        QuantityKind.EXACT: f"{value}{unit}{per}",
        QuantityKind.AT_LEAST: f"at least {value}{unit}{per}",
        QuantityKind.AT_MOST: f"at most {value}{unit}{per}",
        QuantityKind.TARGET: f"{value}{unit}{per} (a target)",
        QuantityKind.RANGE: f"{value} to {_number(q.high)}{unit}{per}",
        QuantityKind.RATIO: f"{value}{unit} for {_number(q.per)} {q.per_unit or ''}".rstrip(),
        QuantityKind.LUMP: f"{value}{unit} for {_number(q.per)} {q.per_unit or ''}, as a lump".rstrip(),
        QuantityKind.ALL: f"all{unit}",
        QuantityKind.QUALITATIVE: "no number",
        QuantityKind.SCHEDULE: "by schedule: "
        + ", ".join(f"day {day}: {_number(n)}" for day, n in q.schedule),
    }[q.kind]
    if q.reference and q.value is None:
        told = f"as fixed by {q.reference}{per}"
    extra = [told]
    if q.plus:
        extra.append(f"plus {_number(q.plus)}")
    extra += [f"of which {name} {_number(n)}" for name, n in q.parts]
    unit_of = q.unit if not q.per else ""
    extra += [f"{name}: {_number(n)} {_many(unit_of, n)}".rstrip() for name, n in q.exceptions]
    extra += [f"for {q.applies_to}"] if q.applies_to else []
    extra += [f"for {named.get(party, party)} measured from {line}" for party, line in q.measured_from]
    extra += [f"from day {day} on {_number(n)}{per}" for day, n in q.ramp]
    extra += [f"from day {q.then[0]} on {q.then[1]}{per}, no number given"] if q.then else []
    if q.per_clause:
        base = named.get(q.per_clause)
        extra.append(f"reckoned on what is performed of {q.per_clause}" + (f" ({base})" if base else ""))
    extra += [f"of {q.base}"] if q.base else []
    extra += [f"the base being {_number(n)} from {date} on" for date, n in q.bases]
    extra += ["counting " + _and(q.counts)] if q.counts else []
    extra += ["in this order: " + ", ".join(named.get(x, x) for x in q.order)] if q.order else []
    again = q.period or q.schedule
    extra += [_TESTED[q.tests]] if again and q.tests in _TESTED else []
    extra += ["also reported as " + ", ".join(q.also_reported)] if q.also_reported else []
    extra += [q.note] if q.note else []
    return "; ".join(extra)


def how_much(c: Clause, accord: Accord) -> str:
    """What the clause owes, in words; empty where it names no amount."""
    parts = {p.id: p.words for clause in accord.clauses for p in clause.parts}
    names = {**accord.labels, **{clause.id: clause.title for clause in accord.clauses}, **parts}
    return amount(c.quantity, names) if c.quantity else ""


def _clause(c: Clause, accord: Accord) -> list[str]:
    kind = "" if c.kind is ClauseKind.DUTY else f" [{c.kind.value}]"
    who = ", ".join(_name(o, accord) for o in c.obligors)
    rows = [("owed by", who + (" (best effort)" if c.best_effort else ""))]
    rows += [("its part", f"{_name(o, accord)}: {words}") for o, words in c.shares]
    rows += [("owed to", ", ".join(_name(b, accord) for b in c.beneficiaries))]
    rows += [
        ("when", deadline(c.deadline)),
        ("how much", how_much(c, accord)),
    ]
    rows += [("part", f"{p.id}: {p.words}: {_number(p.value)}") for p in c.parts]
    rows += [("where", c.place or "")]
    for name, ids in (("waits for", c.depends_on), ("carries on", c.carries), ("replaces", c.replaces)):
        rows += [(name, _titled(id, accord)) for id in ids]
    rows += [("holds on", "even while the agreement is suspended")] if c.survives_suspension else []
    rows += [("verified by", _names(c.verifiers, accord))]
    for r in c.readings:
        moved = f"; then {deadline(r.deadline)}" if r.deadline else _EFFECTS.get(r.effect or "", "")
        moved += f"; days are counted by {r.day_count}" if r.day_count else ""
        moved += f"; the day of the deed is then {r.deed_on}" if r.deed_on else ""
        if r.sets_aside:
            kinds = _and([_KINDS.get(k, k.value.replace("_", " ")) for k in r.sets_aside], "or")
            moved += f"; reports that it was {kinds} do not count"
        rows += [("read as", r.words + _by(r.holders, accord, " -- so read by ") + moved)]
    rows += [("note", n) for n in c.notes] + [("doubt", d) for d in c.doubts]
    rows += [("settled by", s) for s in c.settles]
    papers = {d.id: f"; in: {re.split(r'[,(]', d.name)[0].strip()} [{d.status}]" for d in accord.documents}
    paper = papers.get(c.document or "", "")
    told = f"{', '.join(c.sources)} (confidence {c.confidence})" + (f"; {c.ref}" if c.ref else "") + paper
    rows += [("source", told)]
    head = fill(f"{c.id}{kind}  {c.title}", _WIDTH, subsequent_indent="    ")
    return [head, *(_wrap(f"{name:>12}: {value}", 14) for name, value in rows if value)]


def _start(accord: Accord) -> str:
    actual = accord.start_actual or accord.start
    planned = accord.start_planned
    return actual + (f" (planned {_instant(planned)})" if planned and planned != actual else "")


def _instant(date: str) -> str:
    """A date, or an instant as it is said: the hour apart from the day."""
    return re.sub(r"(?<=\d)T(?=\d\d:)", " ", date)


def _titled(id: str, accord: Accord) -> str:
    clause = accord.clause(id)
    return f"{id} ({clause.title})" if clause else id


def _and(words: Sequence[str], last: str = "and") -> str:
    return f" {last} ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _phase(accord: Accord, index: int) -> str:
    p = accord.phases[index]
    length = f", {p.length_days} days" if p.length_days else ""
    only = ", only on a further agreement" if p.contingent else ""
    return f"{p.n}: {p.name} (from {_when(p.start) if p.start else 'a day not fixed'}{length}{only})"


def _when(m: Moment | None) -> str:
    if m is None:
        return "a day not fixed"
    if m.of:
        words = f"the {m.kind.value} of {' and '.join(_when(part) for part in m.of)}"
    elif m.kind is MomentKind.EVENT and (m.anchor or "").startswith("event: "):
        words = f"the day on which {m.words.split(' ', 1)[1]}"
    elif m.kind is MomentKind.EVENT:
        words = f"the day on which {m.words} is fulfilled"
    elif m.kind is MomentKind.WITH:
        event = re.sub(r"^with (event:? )?", "", m.words, flags=re.I)
        words = "at the same time as " + (event if "event" in m.words else f"{event} is fulfilled")
    else:
        words = re.sub(r"\bevent:? ", "", m.words)
        words = re.sub(r"\b((?:planned |actual )?start|signing)$", r"the \1", words)
        words = re.sub(r"(?<=\d)T(?=\d\d:)", " ", words)
        words = re.sub(r"\b(?=(start|end) of (phase|week) \d)", "the ", words)
    return words + (f" ({m.condition})" if m.condition and m.condition not in m.words else "")


_READ = {
    "whole": "an official text was read whole for this file",
    "part": "a part of an official text was read for this file",
    "none": "no official text was read for this file",
}
_EFFECTS = {
    "lapses": "; then the duty ends with its phase",
    "contingent": "; then it is due only on a further agreement",
}
_JOINED = re.compile(r"(if|once|while|when|after|as long as|unless|provided|until|on) ", re.I)
"""A condition that says by itself how it is joined."""
_TESTED = {
    ("per_period",): "judged for each period by itself",
    ("cumulative",): "judged in sum",
    ("per_period", "cumulative"): "judged for each period by itself and in sum",
    ("cumulative", "per_period"): "judged for each period by itself and in sum",
}
_KINDS = {
    SignalKind.PERFORMED: "done",
    SignalKind.NOT_PERFORMED: "not done",
    SignalKind.BREACH_ALLEGED: "broken",
    SignalKind.COMPLETED: "done to the end",
}
_ONE_FORM = {"percent", "personnel"}


def _many(unit: str, value: float | None) -> str:
    """The unit as it is said after that number ("33 persons")."""
    if value == 1 or unit in _ONE_FORM:
        return unit
    if unit.endswith("y") and unit[-2:-1] not in "aeiou":
        return unit[:-1] + "ies"
    return unit + "s"


def _many_of(period: str | None) -> str:
    """A period as it is said after "every" ("day", "6 months")."""
    return f"{period}s" if period and period[0].isdigit() else period or ""


def _number(value: float | None) -> str:
    return "an open number of" if value is None else f"{value:,.10g}"


def _name(id: str, accord: Accord) -> str:
    return accord.labels.get(id, "nobody named" if id == "unnamed" else id)


def _names(ids: tuple[str, ...], accord: Accord) -> str:
    return ", ".join(_name(i, accord) for i in ids)


def _by(ids: tuple[str, ...], accord: Accord, words: str) -> str:
    return words + _names(ids, accord) if ids else ""


def _list(name: str, rows: list[str]) -> list[str]:
    return ["", name.upper(), *(_wrap(f"  - {row}", 4) for row in rows)] if rows else []


def _wrap(words: str, indent: int = 0) -> str:
    return fill(words, _WIDTH, subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False)
