"""An accord as a person would read it: plain text, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
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
)

__all__ = ["amount", "deadline", "how_much", "show"]

_WIDTH = 96


def show(accord: Accord) -> str:
    """The whole accord in words: parties, documents, day counts, phases, clauses, rules, sources."""
    lines = [accord.name, f"{accord.id} · {accord.review} · {len(accord.clauses)} clauses"]
    if accord.banner:
        lines += ["", _wrap(f"{accord.banner} Check the wording before you rely on it.")]
    lines += ["", _wrap(f"Text: {accord.text_status}; {_READ[accord.text_read]}")]
    dates = [("announced", accord.announced), ("signed", accord.signed), ("in force", _start(accord))]
    lines += ["Dates: " + "; ".join(f"{word} {date}" for word, date in dates if date)]
    for name, ids in (
        ("Parties", accord.parties),
        ("Bound without signing", accord.bound),
        ("Mediators", accord.mediators),
        ("Guarantors", accord.guarantors),
        ("Neutral verifiers", accord.verifiers),
    ):
        lines += [_wrap(f"{name}: {_names(ids, accord)}")] if ids else []
    lines += _list("Documents", [f"{d.name} [{d.status}]" for d in accord.documents])
    lines += _list(
        "Counting of days",
        [f"{d.id}: {d.words}" + _by(d.holders, accord, "; counted so by ") for d in accord.day_counts],
    )
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
            + _by(c.by, accord, "; by ")
            + (f" ({', '.join(c.clauses)})" if c.clauses else "")
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
    told = {
        DeadlineKind.BY: f"by {_when(d.due)}",
        DeadlineKind.WINDOW: f"from {_when(d.opens)}, complete by {_when(d.due)}",
        DeadlineKind.DURING: "throughout",
        DeadlineKind.RECURRING: f"every {_many_of(d.every)}",
        DeadlineKind.EVENT: f"on {_when(d.due)}",
        DeadlineKind.PHASE: "with its phase",
        DeadlineKind.NONE: "no date in the text",
    }[d.kind]
    parts = [f"to begin {told}" if d.begins else told]
    if d.begin_by:
        parts.insert(0, f"to begin by {_when(d.begin_by)}")
    if d.opens and d.kind is not DeadlineKind.WINDOW:
        parts.append(f"from {_when(d.opens)}")
    if d.until:
        parts.append(f"until {_when(d.until)}")
    if d.condition:
        parts.append(f"if {d.condition}" if d.condition_clause else d.condition)
    if d.words:
        parts.append(d.words)
    return ", ".join(parts)


def amount(q: Quantity, names: Mapping[str, str] | None = None) -> str:
    """An amount in words; never more exact than the text. `names` are display names by actor or part."""
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
    extra += [f"{name}: {_number(n)}" for name, n in q.exceptions]
    extra += [f"for {q.applies_to}"] if q.applies_to else []
    extra += [f"for {(names or {}).get(party, party)} from {line}" for party, line in q.measured_from]
    extra += [f"from day {day} on {_number(n)}{per}" for day, n in q.ramp]
    extra += [f"from day {q.then[0]} on {q.then[1]}{per}, no number given"] if q.then else []
    extra += [f"of what is performed of {q.per_clause}"] if q.per_clause else []
    extra += [f"of {q.base}"] if q.base else []
    extra += [f"the base being {_number(n)} from {date} on" for date, n in q.bases]
    extra += ["counting " + " and ".join(q.counts)] if q.counts else []
    extra += ["in this order: " + ", ".join((names or {}).get(x, x) for x in q.order)] if q.order else []
    extra += ["also reported as " + ", ".join(q.also_reported)] if q.also_reported else []
    extra += [q.note] if q.note else []
    return "; ".join(extra)


def how_much(c: Clause, accord: Accord) -> str:
    """What the clause owes, in words; empty where it names no amount."""
    names = {**accord.labels, **{p.id: p.words for p in c.parts}}
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
    rows += [("part", f"{p.id}: {p.words} {_number(p.value)}") for p in c.parts]
    rows += [("where", c.place or ""), ("waits for", ", ".join(c.depends_on))]
    rows += [("carries on", ", ".join(c.carries))]
    rows += [("replaces", ", ".join(c.replaces)), ("verified by", _names(c.verifiers, accord))]
    for r in c.readings:
        moved = f"; then {deadline(r.deadline)}" if r.deadline else _EFFECTS.get(r.effect or "", "")
        if r.sets_aside:
            moved += "; reports of another kind do not count: " + ", ".join(k.value for k in r.sets_aside)
        rows += [("read as", r.words + _by(r.holders, accord, " -- so read by ") + moved)]
    rows += [("note", n) for n in c.notes] + [("doubt", d) for d in c.doubts]
    rows += [("settled by", s) for s in c.settles]
    rows += [
        ("source", f"{', '.join(c.sources)} (confidence {c.confidence})" + (f"; {c.ref}" if c.ref else ""))
    ]
    head = fill(f"{c.id}{kind}  {c.title}", _WIDTH, subsequent_indent="    ")
    return [head, *(_wrap(f"{name:>12}: {value}", 14) for name, value in rows if value)]


def _start(accord: Accord) -> str:
    actual = accord.start_actual or accord.start
    planned = accord.start_planned
    return actual + (f" (planned {planned})" if planned and planned != actual else "")


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
    else:
        words = re.sub(r"\bevent:? ", "", m.words)
        words = re.sub(r"\b(start|signing)$", r"the \1", words)
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
