"""Searching a case: the index is kept in step with the record, and made from it at any time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from truceline.case.case import Case
from truceline.case.judged import added_id
from truceline.case.view import View
from truceline.errors import ItemNotFound
from truceline.ledger import engine_at
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim
from truceline.model.report import Handling, Report
from truceline.search import Asking, Found, Hit, Index, Row, ask
from truceline.search.ask import terms_of

__all__ = ["FILE", "Asking", "Found", "Hit", "Search", "terms_of"]

FILE = "search.sqlite"
AT_ONCE = 200
"""Reports indexed in one transaction: a search need not wait for all of them."""


class Search:
    """Full text over the reports and claims of a case; safe to use from several threads."""

    def __init__(self, index: Index) -> None:
        self.index = index

    @classmethod
    def open(cls, folder: Path) -> Search:
        """The index beside the record in `folder`, made where it is missing."""
        path = folder / FILE
        return cls(Index.open(path, engine_at(path, wait=10.0, durable=False)))

    def close(self) -> None:
        """Close the file."""
        self.index.close()

    def keep_up(self, view: View, on_report: Callable[[int, int], None] | None = None) -> int:
        """Bring the index in step with a view of today at the widest level; how many reports were indexed.

        `on_report` is told how many are done, of how many. What the record holds no more (the
        index of another case was put there) is taken out.
        """
        rows = _Rows(view)
        wanted = {r.id: rows.stamp(r.id) for r in view.kept}
        kept = self.index.stamps()
        gone = [r for r in kept if r not in wanted]
        if gone:
            self.index.forget(gone)
        changed = [(came, r) for came, r in enumerate(view.kept) if kept.get(r.id) != wanted[r.id]]
        for first in range(0, len(changed), AT_ONCE):
            some = changed[first : first + AT_ONCE]
            self.index.put((r.id, wanted[r.id], came, list(rows.of(r))) for came, r in some)
            if on_report:
                on_report(min(first + AT_ONCE, len(changed)), len(changed))
        return len(changed)

    def ask(
        self, view: View, asking: Asking, *, clause: str | None = None, limit: int = 20, offset: int = 0
    ) -> Found:
        """Look for words among what `view` may show. `clause`: only claims that bear on it; raises
        `UsageError` where there is nothing to look for, `ItemNotFound` for an unknown clause."""
        levels = list(Handling)
        asking = replace(asking, known_at=view.known_at, level=levels.index(view.level))
        if clause:
            asking = replace(asking, claims=claims_on(view, clause))
        return ask(self.index, asking, limit=limit, offset=offset)


def claims_on(view: View, clause: str) -> list[str]:
    """The ids of the claims that are a signal for a clause, in order; raises `ItemNotFound`."""
    known = view.agreement.clause(clause)
    if known is None:
        names = ", ".join(c.id for c in view.agreement.clauses)
        raise ItemNotFound(f"no clause {clause!r}", mend=f"clauses: {names}")
    return sorted({s.claim for s in view.signals if s.clause == known.id})


def search(
    case: Case,
    asking: Asking,
    *,
    clause: str | None = None,
    known_at: str | None = None,
    level: Handling = Handling.MEDIATOR,
    limit: int = 20,
) -> Found:
    """Look for words in a case, once; the index is brought in step first."""
    today = case.view()
    now = known_at is None and level is Handling.MEDIATOR
    found = Search.open(case.folder)
    try:
        found.keep_up(today)
        view = today if now else case.view(known_at, level)
        return found.ask(view, asking, clause=clause, limit=limit)
    finally:
        found.close()


class _Rows:
    """What of a view is indexed, and a stamp for each report that changes when that does."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.made_with = view.memory.made_with if view.memory else ""
        self.decided: dict[str, list[Judgement]] = defaultdict(list)
        """Decisions about claims, by the report that they touch."""
        self.rejected: dict[str, str] = {}
        self.added: dict[str, str] = {}
        touched = {j.subject for j in view.decisions if j.kind is SubjectKind.CLAIM}
        home = {c.id: r.report for r in view.machine.values() for c in r.claims if c.id in touched}
        for j in view.decisions:
            if j.kind is not SubjectKind.CLAIM:
                continue
            if j.decision is Decision.ADD:
                self.added[added_id(j)] = j.known_on
                home[added_id(j)] = j.subject
                self.decided[j.subject].append(j)
            elif j.decision in (Decision.CORRECT, Decision.REJECT) and j.subject in home:
                self.decided[home[j.subject]].append(j)
                if j.decision is Decision.REJECT:
                    self.rejected[j.subject] = j.known_on

    def stamp(self, report: str) -> str:
        told = sha256(self.made_with.encode())
        told.update(b"read" if report in self.view.machine else b"")
        told.update(b"judged" if report in self.view.readings else b"")
        for j in self.decided.get(report, ()):
            told.update(j.id.encode())
        if self.view.led and self.view.readings.get(report) is not self.view.machine.get(report):
            told.update(repr(sorted(self.view.led.items())).encode())
        return told.hexdigest()[:32]

    def of(self, report: Report) -> Iterator[Row]:
        known_on = report.text_known_on or ""
        level = list(Handling).index(report.handling)
        whole = Row(
            kind="report",
            id=report.id,
            report=report.id,
            item=report.item,
            text=report.text,
            title=report.title or "",
            end=len(report.text),
            outlet=report.outlet or "",
            known_on=known_on,
            level=level,
        )
        yield whole
        for claim in self._claims(report.id):
            yield replace(
                whole,
                kind="claim",
                id=claim.id,
                text=claim.words,
                title="",
                start=claim.start,
                end=claim.end,
                holder=claim.holder or "",
                party=claim.party or "",
                known_on=max(known_on, self.added.get(claim.id, "")),
                gone_on=self.rejected.get(claim.id, ""),
            )

    def _claims(self, report: str) -> Sequence[Claim]:
        """The claims as judged, and those that were rejected, which stay to be found on earlier days."""
        judged = self.view.readings.get(report)
        machine = self.view.machine.get(report)
        if judged is None or judged is machine:
            return machine.claims if machine else ()
        gone = [c for c in machine.claims if c.id in self.rejected] if machine else []
        return [*judged.claims, *gone]
