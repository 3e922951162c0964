"""The tables that several pages share: claims, statements, signals, reports, each by what pages ask for."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.case import View
from truceline.desk.tables import Change, Table
from truceline.model.reading import Claim
from truceline.model.report import Report
from truceline.model.standing import Signal
from truceline.model.weighing import Lineage

__all__ = [
    "CLAIMS",
    "CLAUSE_SIGNALS",
    "HOLDERS",
    "LINES",
    "MACHINE_CLAIMS",
    "NAMELESS",
    "NEWEST",
    "OUTLETS",
    "PARTIES",
    "SHELF",
    "SIGNALS",
    "Shelf",
]


def _claims(view: View) -> dict[str, Claim]:
    return {c.id: c for c in view.claims}


def _claims_mended(old: dict[str, Claim], change: Change) -> dict[str, Claim]:
    made = dict(old)
    for claim in change.claims_gone:
        made.pop(claim.id, None)
    return made | {c.id: c for c in change.claims_new}


def _machine(view: View) -> dict[str, Claim]:
    return {c.id: c for r in view.machine.values() for c in r.claims}


def _lines(view: View) -> dict[str, Lineage]:
    return {m.claim: line for line in view.lineages for m in line.members}


def _lines_mended(old: dict[str, Lineage], change: Change) -> dict[str, Lineage]:
    gone, new = change.lines
    made = dict(old)
    for line in gone:
        for m in line.members:
            made.pop(m.claim, None)
    return made | {m.claim: line for line in new for m in line.members}


def _signals(view: View) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = defaultdict(list)
    for s in view.signals:
        found[s.claim].append(s)
    return dict(found)


def _clause_signals(view: View) -> dict[str, list[Signal]]:
    found: dict[str, list[Signal]] = defaultdict(list)
    for s in view.signals:
        found[s.clause].append(s)
    for told in found.values():
        told.sort(key=lambda s: (s.known_on or "", s.holder, s.claim), reverse=True)
    return dict(found)


def _outlets(view: View) -> list[str]:
    return sorted({r.outlet for r in view.reports.values() if r.outlet})


def _nameless(view: View) -> bool:
    return any(not r.outlet for r in view.reports.values())


def _holders(view: View) -> list[str]:
    return sorted({c.holder for c in view.claims if c.holder})


def _parties(view: View) -> list[str]:
    return sorted({c.party for c in view.claims if c.party})


def _newest(view: View) -> list[Report]:
    return sorted(
        view.reports.values(),
        key=lambda r: (r.published or "", r.known_on or "", r.outlet or "", r.id),
        reverse=True,
    )


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every version of every report that could be known and may be shown."""

    ids: Sequence[str]
    """In the order of the alphabet."""
    reports: dict[str, Report]
    versions: dict[str, list[Report]]
    """By item, in the order in which they came."""

    def named(self, prefix: str) -> list[Report]:
        """Those whose id begins so."""
        prefix = prefix.lower()
        first, found = bisect_left(self.ids, prefix), []
        while first < len(self.ids) and self.ids[first].startswith(prefix):
            found.append(self.reports[self.ids[first]])
            first += 1
        return found


def _shelf(view: View) -> Shelf:
    within = {h for h in type(view.level) if h.within(view.level)}
    reports = {
        r.id: r for r in view.kept if r.handling in within and (r.text_known_on or "") <= view.known_at
    }
    versions: dict[str, list[Report]] = defaultdict(list)
    for r in reports.values():
        versions[r.item].append(r)
    return Shelf(sorted(reports), reports, {i: v for i, v in versions.items() if len(v) > 1})


CLAIMS = Table("claims by id", _claims, ("reports", "claims"), _claims_mended)
MACHINE_CLAIMS = Table("the machine's claims by id", _machine, ("machine",))
LINES = Table("statements by claim", _lines, ("reports", "lineages"), _lines_mended)
SIGNALS = Table("signals by claim", _signals, ("signals",))
CLAUSE_SIGNALS = Table("signals by clause, the latest first", _clause_signals, ("signals",))
OUTLETS = Table("outlets", _outlets, ("reports",))
NAMELESS = Table("whether an outlet is unknown", _nameless, ("reports",))
HOLDERS = Table("holders", _holders, ("claims",))
PARTIES = Table("parties", _parties, ("claims",))
NEWEST = Table("reports, the newest first", _newest, ("reports",))
SHELF = Table("shelf", _shelf, ("reports",))
