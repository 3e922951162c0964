"""The incident register and the coverage log, from observations and the claims that were put to them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from truceline.model.accord import Accord, Clause
from truceline.model.observation import Basis, Found, Incident, Level, Looks, Observation, Told
from truceline.standing.alleged import Matter, Word, matters_of, same_matter
from truceline.standing.observed import interest_of, whole
from truceline.standing.roles import is_verifier

__all__ = ["coverage", "incidents"]

_SEEN = (Found.INCIDENT, Found.BREACH)


def incidents(
    accord: Accord | None,
    observations: Iterable[Observation],
    linked: Mapping[str, Sequence[tuple[str, Told]]] | None = None,
    words: Sequence[Word] = (),
    put: Mapping[str, str] | None = None,
    apart: Iterable[tuple[str, str]] = (),
) -> tuple[Incident, ...]:
    """The incidents that observations name and those that reports allege, in the order of their days.

    `linked` gives for the name of an incident the claims of reports that a person put to it:
    ("allegation" or "denial", who says so) pairs. `words` are what reports allege (`words_of`): each
    matter opens an incident of its own, unless observations of an incident tell of the same clause
    at the same place within a day, or `put` (claim -> name) says so; `apart` are (claim, name) pairs
    that a person keeps apart. The level is what the record bears out, by the first rule that fits.
    """
    never = {*apart}
    by_name: dict[str, list[Observation]] = defaultdict(list)
    for o in observations:
        if o.incident:
            by_name[o.incident].append(o)
    chosen = dict(put or {})
    free = [w for w in words if chosen.get(w.claim) not in by_name]
    merged: dict[str, list[Matter]] = defaultdict(list)
    alone: list[Matter] = []
    for m in matters_of(free, chosen, never):
        kept_apart = {name for w in m.words for claim, name in never if claim == w.claim}
        home = next((n for n, own in by_name.items() if n not in kept_apart and same_matter(m, own)), None)
        if home is None:
            alone.append(m)
        else:
            merged[home].append(m)
    found = [
        _incident(accord, name, own, (linked or {}).get(name, ()), merged.get(name, ()))
        for name, own in by_name.items()
    ]
    found += [_reported(m) for m in alone]
    return tuple(sorted(found, key=lambda i: (i.since, i.name)))


def coverage(
    observations: Iterable[Observation], clauses: Sequence[str], first: str, last: str
) -> tuple[Looks, ...]:
    """For each of `clauses` and each day from `first` to `last`: who looked, who could not, who was
    told. A day without any is there too: that nobody looked is worth knowing."""
    told = list(observations)
    days = _days(first, last)
    out = []
    for clause in clauses:
        own = [o for o in told if clause in o.clauses]
        by_day: dict[str, list[Observation]] = defaultdict(list)
        for o in own:
            for day in _days(max(o.since[:10], first), min(o.until[:10], last)):
                by_day[day].append(o)
        for day in days:
            here = by_day.get(day, ())
            out.append(
                Looks(
                    clause,
                    day,
                    _names(o.by for o in here if o.looked),
                    _names(o.by for o in here if o.found is Found.NO_ACCESS),
                    _names(o.by for o in here if o.basis is Basis.TOLD and o.found is not Found.NO_ACCESS),
                    _names(o.place for o in here if o.place),
                )
            )
    return tuple(out)


def _incident(
    accord: Accord | None,
    name: str,
    own: Sequence[Observation],
    linked: Sequence[tuple[str, Told]],
    merged: Sequence[Matter] = (),
) -> Incident:
    own = sorted(own, key=lambda o: (o.known_on, o.since, o.report))
    words = [w for m in merged for w in m.words]
    seen = [o for o in own if o.found in _SEEN and not _of_a_side(accord, o)]
    findings = [o for o in seen if o.looked]
    eyes = [o for o in findings if o.basis is Basis.SAW]
    verified = [o for o in eyes if _verifies(accord, o)]
    named = [o for o in verified if o.perpetrator]
    nothing = [o for o in own if o.found is Found.UNSUBSTANTIATED and o.looked and _verifies(accord, o)]
    last = max([*verified, *nothing], key=own.index, default=None)
    trying = [o for o in own if o.found in (Found.INQUIRY, Found.NO_ACCESS)]
    if last is not None and last.found is Found.UNSUBSTANTIATED:
        level, why = Level.UNSUBSTANTIATED, f"{last.by} looked into it and found nothing for it"
    elif named:
        level, why = Level.ATTRIBUTED, f"{named[-1].by} saw it, and says whose doing it is"
    elif verified:
        level, why = Level.VERIFIED, f"{verified[-1].by} saw it; whose doing it is, is not known"
    elif eyes:
        level, why = Level.OBSERVED, f"observed by {eyes[-1].by}, {_no_verifier(accord, eyes[-1])}"
    elif findings:
        level, why = Level.REPORTED, _not_seen(findings[-1])
    elif trying:
        level, why = Level.UNDER_INQUIRY, f"{trying[-1].by} is looking into it or could not look"
    elif tellers := _tellers(accord, seen, words):
        level, why = Level.REPORTED, f"reported by {tellers[0]}; nobody who looked has found it"
    else:
        level, why = Level.ALLEGED, "nobody who looked and is no party has found it"
    told = [("denial" if w.kind == "denial" else w.kind, w.told) for w in words]
    said = [*((_kind(accord, o), _told(accord, o)) for o in own), *linked, *told]
    happened = [o for o in own if o.found in (*_SEEN, Found.ALLEGED)] or own
    whose = named[-1].perpetrator if named and level is Level.ATTRIBUTED else None
    held = (Level.VERIFIED, Level.ATTRIBUTED, Level.UNSUBSTANTIATED)
    return Incident(
        name=name,
        place=next((o.place for o in [*findings, *own] if o.place), ""),
        since=min(o.since for o in happened),
        until=max(o.until for o in happened),
        clauses=tuple(
            dict.fromkeys((*(c for o in own for c in o.clauses), *(c for w in words for c in w.clauses)))
        ),
        level=level,
        why=why,
        allegations=tuple(t for k, t in said if k == "allegation"),
        denials=tuple(t for k, t in said if k == "denial"),
        findings=tuple(t for k, t in said if k == "finding"),
        no_access=tuple(t for k, t in said if k == "no access"),
        verifier=(last.by if last and level in held else None),
        perpetrator=whose,
        observations=tuple(o.report for o in own),
        reported=tuple(t for k, t in said if k == "report"),
        merged=tuple(m.name for m in merged),
    )


def _reported(m: Matter) -> Incident:
    """An incident that nobody but reports tell of: alleged, or reported where somebody who is no party
    tells it without calling it a breach."""
    outside = [w for w in m.words if w.outsider and w.kind != "denial"]
    allegers = list(dict.fromkeys(w.told.who for w in m.words if w.kind == "allegation"))
    if outside:
        level = Level.REPORTED
        why = f"reported by {outside[0].told.who}; nobody says in the record that they looked"
    else:
        level, why = Level.ALLEGED, f"alleged by {', '.join(allegers)}; nobody has looked"
    first, last = m.days
    return Incident(
        name=m.name,
        place=", ".join(m.places),
        since=first,
        until=last,
        clauses=m.clauses,
        level=level,
        why=why,
        allegations=tuple(w.told for w in m.words if w.kind == "allegation"),
        denials=tuple(w.told for w in m.words if w.kind == "denial"),
        reported=tuple(w.told for w in m.words if w.kind == "report"),
        dated=any(w.dated for w in m.words if w.kind != "denial"),
        opened_by="report",
    )


def _tellers(accord: Accord | None, seen: Sequence[Observation], words: Sequence[Word]) -> list[str]:
    """Who tells of it by name and is no party, without having looked."""
    told = [o for o in seen if o.teller and o.teller_actor and not _of_a_side(accord, o, o.teller_actor)]
    return [
        *(o.teller or "" for o in told),
        *(w.told.who for w in words if w.outsider and w.kind != "denial"),
    ]


def _verifies(accord: Accord | None, o: Observation) -> bool:
    """Whether whoever looked was a verifier of a clause of it on that day."""
    return accord is not None and any(is_verifier(accord, c, o.actor, o.day) for c in _clauses(accord, o))


def _no_verifier(accord: Accord | None, o: Observation) -> str:
    if accord is not None and any(is_verifier(accord, c, o.actor) for c in _clauses(accord, o)):
        return "whose mandate had ended"
    return "who is no verifier of " + (", ".join(o.clauses) or "the agreement")


def _not_seen(o: Observation) -> str:
    how = {Basis.HEARD: "heard", Basis.RECORDS: "found in records"}.get(o.basis, "told")
    return f"{how} by {o.by}, and not seen"


def _clauses(accord: Accord, o: Observation) -> list[Clause | None]:
    return [accord.clause(c) or whole(accord, c) for c in o.clauses] or [None]


def _kind(accord: Accord | None, o: Observation) -> str:
    if o.found is Found.NO_ACCESS:
        return "no access"
    if o.found is Found.DENIED:
        return "denial"
    if o.found in (*_SEEN, Found.UNSUBSTANTIATED) and o.looked and not _of_a_side(accord, o):
        return "finding"
    if o.found is Found.UNSUBSTANTIATED:
        return "denial"
    if o.found is Found.INCIDENT and not _of_a_side(accord, o) and not o.teller_actor:
        return "report"
    return "allegation" if o.found in (*_SEEN, Found.ALLEGED) else "other"


def _told(accord: Accord | None, o: Observation) -> Told:
    told = o.basis is Basis.TOLD and o.found is not Found.NO_ACCESS
    who, actor = (o.teller, o.teller_actor) if told else (o.by, o.actor)
    party = interest_of(accord, actor) if accord is not None else None
    return Told(who or f"somebody who told {o.by}", party, o.day, o.report, o.span)


def _of_a_side(accord: Accord | None, o: Observation, who: str | None = None) -> bool:
    """Whether whoever looked (or `who`) stands for a party: its finding is that side's word."""
    if accord is None:
        return False
    actor = who or o.actor
    return bool({actor, interest_of(accord, actor)} & {*accord.parties, *accord.bound})


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(given)))


def _days(first: str, last: str) -> list[str]:
    start = dt.date.fromisoformat(first)
    span = (dt.date.fromisoformat(last) - start).days + 1
    return [(start + dt.timedelta(days=n)).isoformat() for n in range(max(span, 0))]
