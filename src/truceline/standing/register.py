"""The incident register and the coverage log, from observations and the claims that were put to them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from truceline.model.accord import Accord
from truceline.model.observation import Basis, Found, Incident, Level, Looks, Observation, Told
from truceline.standing.observed import interest_of

__all__ = ["coverage", "incidents"]

_SEEN = (Found.INCIDENT, Found.BREACH)


def incidents(
    accord: Accord | None,
    observations: Iterable[Observation],
    linked: Mapping[str, Sequence[tuple[str, Told]]] | None = None,
) -> tuple[Incident, ...]:
    """The incidents that observations name, in the order of their days.

    `linked` gives for the name of an incident the claims of reports that a person put to it:
    ("allegation" or "denial", who says so) pairs. The level is what the record bears out, by the
    first rule that fits: unsubstantiated, where whoever looked into it last says so; attributed or
    verified, where somebody looked who is no party; under inquiry; alleged.
    """
    by_name: dict[str, list[Observation]] = defaultdict(list)
    for o in observations:
        if o.incident:
            by_name[o.incident].append(o)
    found = [_incident(accord, name, own, (linked or {}).get(name, ())) for name, own in by_name.items()]
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
    accord: Accord | None, name: str, own: Sequence[Observation], linked: Sequence[tuple[str, Told]]
) -> Incident:
    own = sorted(own, key=lambda o: (o.known_on, o.since, o.report))
    findings = [o for o in own if o.found in _SEEN and o.looked and not _of_a_side(accord, o)]
    looked_into = [o for o in own if o.looked and (o in findings or o.found is Found.UNSUBSTANTIATED)]
    named = [o for o in findings if o.perpetrator]
    trying = [o for o in own if o.found in (Found.INQUIRY, Found.NO_ACCESS)]
    if looked_into and looked_into[-1].found is Found.UNSUBSTANTIATED:
        level, why = Level.UNSUBSTANTIATED, f"{looked_into[-1].by} looked into it and found nothing for it"
    elif named:
        level, why = Level.ATTRIBUTED, f"{named[-1].by} found it, and says whose doing it is"
    elif findings:
        level, why = Level.VERIFIED, f"{findings[-1].by} found it; whose doing it is, is not known"
    elif trying:
        level, why = Level.UNDER_INQUIRY, f"{trying[-1].by} is looking into it or could not look"
    else:
        level, why = Level.ALLEGED, "nobody who looked and is no party has found it"
    said = [*((_kind(accord, o), _told(accord, o)) for o in own), *linked]
    happened = [o for o in own if o.found in (*_SEEN, Found.ALLEGED)] or own
    whose = named[-1].perpetrator if named and level is Level.ATTRIBUTED else None
    held = (Level.VERIFIED, Level.ATTRIBUTED, Level.UNSUBSTANTIATED)
    return Incident(
        name=name,
        place=next((o.place for o in [*findings, *own] if o.place), ""),
        since=min(o.since for o in happened),
        until=max(o.until for o in happened),
        clauses=tuple(dict.fromkeys(c for o in own for c in o.clauses)),
        level=level,
        why=why,
        allegations=tuple(t for k, t in said if k == "allegation"),
        denials=tuple(t for k, t in said if k == "denial"),
        findings=tuple(t for k, t in said if k == "finding"),
        no_access=tuple(t for k, t in said if k == "no access"),
        verifier=(looked_into[-1].by if looked_into and level in held else None),
        perpetrator=whose,
        observations=tuple(o.report for o in own),
    )


def _kind(accord: Accord | None, o: Observation) -> str:
    if o.found is Found.NO_ACCESS:
        return "no access"
    if o.found is Found.DENIED:
        return "denial"
    if o.found in (*_SEEN, Found.UNSUBSTANTIATED) and o.looked and not _of_a_side(accord, o):
        return "finding"
    return "allegation" if o.found in (*_SEEN, Found.ALLEGED) else "other"


def _told(accord: Accord | None, o: Observation) -> Told:
    told = o.basis is Basis.TOLD and o.found is not Found.NO_ACCESS
    who, actor = (o.teller, o.teller_actor) if told else (o.by, o.actor)
    party = interest_of(accord, actor) if accord is not None else None
    return Told(who or f"somebody who told {o.by}", party, o.day, o.report, o.span)


def _of_a_side(accord: Accord | None, o: Observation) -> bool:
    """Whether whoever looked stands for a party: its finding is that side's word."""
    if accord is None:
        return False
    return bool({o.actor, interest_of(accord, o.actor)} & {*accord.parties, *accord.bound})


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(given)))


def _days(first: str, last: str) -> list[str]:
    start = dt.date.fromisoformat(first)
    span = (dt.date.fromisoformat(last) - start).days + 1
    return [(start + dt.timedelta(days=n)).isoformat() for n in range(max(span, 0))]
