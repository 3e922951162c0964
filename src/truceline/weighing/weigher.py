"""Weighing that a report can be added to, or taken from: only what it touches is made again.

What comes out is a function of the set of reports (and of what people decided) alone: the same, byte for
byte, as when all of it is weighed at once, in whatever order the reports came and went.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, MutableMapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Finding, Lineage, QuestionKind, Weighing
from truceline.weighing.account_findings import account_findings, answer_of, key_of
from truceline.weighing.alike import Accounts
from truceline.weighing.answers import Answer, finding_id
from truceline.weighing.counts import counts_of
from truceline.weighing.dated import Dated, dated_findings, dated_of
from truceline.weighing.entities import entities_of, forms_in
from truceline.weighing.figures import Figures
from truceline.weighing.held import Held, OnShelf
from truceline.weighing.judged import graded, holding, judged_findings, judged_lineages
from truceline.weighing.lineages import Group, Lineages, burst
from truceline.weighing.matters import Matter, Matters, page_of_matter
from truceline.weighing.measured import Measure
from truceline.weighing.measures import Measures, measure_findings, measures_of
from truceline.weighing.naming import origin_id
from truceline.weighing.nodes import Node, once
from truceline.weighing.ranks import Shown, ShownOnShelf, Told, claims_of
from truceline.weighing.shelf import Shelf, Tables, in_memory
from truceline.weighing.tellings import Telling
from truceline.weighing.window import some_days

_AT_ONCE = 5_000
"""So many new claims are weighed at once where they do not all fit into memory."""
_LINES = (SubjectKind.LINEAGE, SubjectKind.CLAIM)


@dataclass(frozen=True, slots=True)
class Changed:
    """What an update made other than before: findings that came or changed, and ids of those that went."""

    findings: tuple[Finding, ...]
    gone: tuple[str, ...]
    asked: int = 0
    """How many questions were asked again for it."""


class Weigher:
    """Lineages and findings of reports that come and go."""

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        judgements: Sequence[Judgement] = (),
        shelf: Path | None = None,
    ) -> None:
        """`shelf`: a file, made anew, that holds what is worked out, for a case that is too large to be
        held in memory; it serves this `Weigher` alone."""
        self._vocabulary = vocabulary
        self._shown = Shown()
        self._at_once: int | None = None
        tables: Tables = in_memory
        shelf_of: Callable[[str], int] | None = None
        if shelf is None:
            self._held = Held()
        else:
            self._held, shelf_of = (far := OnShelf()), far.page
            tables = kept = Shelf(shelf, far.distant)
            far.put_on(tables)
            self._shown, self._at_once = ShownOnShelf(kept.base), _AT_ONCE
        nodes = self._held.nodes
        self._lineages = Lineages(self._held, vocabulary, tables, shelf_of)
        self._accounts = Accounts(self._held, tables)
        self._matters = Matters(nodes, vocabulary, tables)
        self._figures = Figures(vocabulary)
        self._measures = Measures[Measure](measure_findings)
        self._dated = Measures[Dated](dated_findings)
        self._forms: dict[str, Counter[str]] = {}
        self._decided = holding(judgements)
        self._judged: dict[str, Lineage] = {}
        """Claim -> its lineage, where people decided on it."""
        self._replaced: frozenset[Group] = frozenset()
        """Lineages that people decided on, as they were traced."""
        self._origins: dict[str, Group] = {}
        self._subjects: frozenset[str] = frozenset()
        self._named: dict[str, str] = {}
        """What people named -> the claim that bears that name."""
        self._faces: MutableMapping[Group, Lineage] = tables(self._lineages.page)
        """What answers show of lineages, as traced: without their members."""
        self._judged_faces: dict[str, Lineage] = {}
        """Claim -> the same, where people decided on it."""
        self._bursts: dict[Group, str] = {}
        self._by_matter: MutableMapping[Matter, list[Finding]] = tables(page_of_matter)
        self._of_account: MutableMapping[int, Finding] = tables(some_days)
        self._told = Told(self._held.of_claim, tables)
        self._came: set[int] = set()
        self._pending: set[int] = set()
        """Claims whose answers are to be made again."""
        self._settled = True

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, report: object) -> bool:
        return report in self._held

    def add(self, report: Report, reading: Reading) -> None:
        """Take in a report with its reading, instead of what was there of it."""
        if (was := self._held.pair(report.id)) is not None:
            if was == (report, reading):
                return
            self.remove(report.id)
        numbers = self._held.add(report, reading)
        self._lineages.add(report.id)
        for i in numbers:
            self._accounts.add(i, self._lineages.agreed(i))
        self._came.update(numbers)
        for entity, form in forms_in(reading):
            self._forms.setdefault(entity, Counter())[form] += 1
        self._settled = False

    def remove(self, report: str) -> None:
        """Take a report out again; nothing happens where it is not there."""
        pair = self._held.pair(report)
        if pair is None:
            return
        numbers = self._held.of_report[report]
        self._lineages.remove(report)
        for i in numbers:
            self._accounts.remove(i)
            self._matters.remove(i)
        self._figures.put(report, ())
        self._measures.put(report, ())
        self._dated.put(report, ())
        self._came.difference_update(numbers)
        self._pending.difference_update(numbers)
        self._held.remove(report)
        for entity, form in forms_in(pair[1]):
            self._forms[entity][form] -= 1
            if not self._forms[entity][form]:
                del self._forms[entity][form]
        self._settled = False

    def hold(self, reports: Sequence[Report], readings: Sequence[Reading]) -> None:
        """These reports with their readings and no others: only what differs from before is weighed again."""
        pairs = once(reports, readings)
        for gone in set(self._held.of_report) - {report.id for report, _ in pairs}:
            self.remove(gone)
        for report, reading in pairs:
            was = self._held.pair(report.id)
            if was is None or was[0] is not report or was[1] is not reading:
                self.add(report, reading)
            if self._at_once is not None and len(self._came) >= self._at_once:
                self.settle()

    def judge(self, judgements: Sequence[Judgement]) -> None:
        """All that people decided, instead of what they had decided."""
        decided = holding(judgements)
        if decided != self._decided:
            self._decided = decided
            self._settled = False

    def settle(self) -> None:
        """As `update`, but for the questions on figures, of which all are looked at together: for a case that is
        taken in piece by piece, so that no more of it is in memory than has to be."""
        if not self._settled:
            self._settle(figures=False)

    def update(self) -> Changed:
        """Bring lineages and findings up to date with the reports and what people decided."""
        if self._settled:
            return Changed((), ())
        self._settled = True
        return self._settle(figures=True)

    def _settle(self, *, figures: bool) -> Changed:
        self._settle_lines()
        held, (changed, self._pending) = self._held, (sorted(self._pending), set())
        for i in changed:
            self._matters.put(i, held.lasting(i), self._line(i))
        for report in dict.fromkeys(held.nodes[i].report.id for i in changed):
            nodes = [held.lasting(i) for i in held.of_report[report]]
            lines = {n.claim.id: self._line(i) for i, n in zip(held.of_report[report], nodes, strict=True)}
            self._figures.put(report, counts := counts_of(nodes, lines))
            self._measures.put(report, measures_of(nodes, lines, (c.figure.span.start for c in counts)))
            self._dated.put(report, dated_of(nodes, lines))
        return self._settle_findings(changed, figures)

    def weighing(self) -> Weighing:
        """All lineages and findings."""
        self.update()
        lines = self._all_lines()
        return Weighing(
            lineages=tuple(lines),
            findings=tuple(self._as_judged(list(self._shown.in_order()))),
            entities=entities_of(
                {e: set(f) for e, f in self._forms.items() if f}, self._decided, self._vocabulary
            ),
            notes=tuple(self._notes(lines)),
        )

    def lineages(self) -> tuple[Lineage, ...]:
        """All lineages; findings are not made for them."""
        self._settle_lines()
        return tuple(self._all_lines())

    def measures(self) -> Iterator[Measure]:
        """What is measured in all reports."""
        self.update()
        return self._measures.told()

    def findings(self) -> Iterator[Finding]:
        """The findings of `weighing`, one after the other, before anything that people decided on them."""
        self.update()
        return self._shown.in_order()

    # --- lineages, as traced and as people decided ---

    def _settle_lines(self) -> None:
        lines, moved = self._lineages.settle()
        self._pending |= self._came | moved
        for group, line in sorted(lines.items(), key=lambda x: self._lineages.page(x[0])):
            self._bursts.pop(group, None)
            if line is None:
                self._faces.pop(group, None)
                continue
            if line.origin in self._subjects:
                self._origins[line.origin] = group
            if note := burst(line):
                self._bursts[group] = note
            was = self._faces.get(group)
            if was is None or _face(was) != _face(line):
                self._faces[group] = replace(line, members=())
                self._pending.update(self._lineages.held(group))
        before = self._judged
        self._apply_judgements()
        self._judged_faces = {}
        slim: dict[int, Lineage] = {}
        for claim, line in self._judged.items():
            self._judged_faces[claim] = slim.setdefault(id(line), replace(line, members=()))
        for claim in before.keys() | self._judged.keys():
            if claim in self._held.of_claim:
                self._pending.add(self._held.of_claim[claim])
        self._came = set()

    def _line(self, i: int) -> Lineage:
        """The lineage that the answers of a claim are made with, without its members."""
        judged = self._judged_faces.get(self._held.nodes[i].claim.id) if self._judged_faces else None
        return self._faces[self._lineages.group(i)] if judged is None else judged

    def _line_of(self, node: Node) -> Lineage:
        return self._line(self._held.of_claim[node.claim.id])

    def _apply_judgements(self) -> None:
        """Put what people decided in place of what was traced: only the lineages that they named."""
        self._judged, self._replaced = {}, frozenset()
        made = [
            j
            for j in self._decided
            if j.kind in _LINES or (j.kind is SubjectKind.REPORT and j.decision is Decision.WITHDRAW)
        ]
        if not made:
            return
        subjects = frozenset(s for j in made for s in (j.subject, *j.others))
        of_claim = self._held.of_claim
        nodes, again = self._held.nodes, subjects != self._subjects
        new: Iterable[str] = of_claim if again else [nodes[i].claim.id for i in self._came]
        if again:
            self._subjects, self._named = subjects, {}
            self._origins = {x.origin: g for g, x in self._lineages.lines() if x.origin in subjects}
        for claim in new:
            if (name := origin_id(claim)) in subjects:
                self._named[name] = claim
        groups: set[Group] = set()
        for subject in subjects:
            named = subject if subject in of_claim else self._named.get(subject, "")
            if named in of_claim:
                groups.add(self._lineages.group(of_claim[named]))
            group = self._origins.get(subject)
            line = None if group is None else self._lineages.get(group)
            if group is not None and line is not None and line.origin == subject:
                groups.add(group)
            groups.update(self._lineages.group(i) for i in self._held.of_report.get(subject, ()))
        lines = sorted((self._lineages.line(g) for g in groups), key=_by_day)
        self._replaced = frozenset(groups)
        self._judged = {m.claim: x for x in judged_lineages(lines, self._decided) for m in x.members}

    def _all_lines(self) -> list[Lineage]:
        judged = {id(line): line for line in self._judged.values()}
        traced = (line for group, line in self._lineages.lines() if group not in self._replaced)
        return sorted([*traced, *judged.values()], key=_by_day)

    def _notes(self, lines: Sequence[Lineage]) -> Iterable[str]:
        notes = {g: n for g, n in self._bursts.items() if g not in self._replaced}
        told = {self._lineages.line(g).origin: n for g, n in notes.items()}
        told |= {x.origin: n for x in self._judged.values() if (n := burst(x))}
        return (told[line.origin] for line in lines if line.origin in told) if told else ()

    # --- findings ---

    def _settle_findings(self, changed: Iterable[int], with_figures: bool) -> Changed:
        came: dict[str, Finding] = {}
        gone: dict[str, Finding] = {}
        dated = self._dated.settle()
        told = (*self._measures.settle().items(), *dated.items())
        measured = {("measures", "|".join(k)): found for k, found in told}
        when = {f.id for some in dated.values() for f in some}
        matters = self._matters.settle() | measured
        for matter, found in matters.items():
            was = self._by_matter.pop(matter, [])
            if found:
                self._by_matter[matter] = found
            gone |= {f.id: f for f in was}
            came |= {f.id: f for f in found}
        asked = len(matters)
        if with_figures:
            figures = self._figures.settle()
            gone |= figures.gone
            came |= figures.came
            asked += figures.asked
        for old in gone.values():
            self._told.drop(old)
            self._shown.drop(old.id)
        for new in came.values():
            if new.id not in when:  # when it was does not tell whether it was
                self._told.put(new)
            self._shown.put(new)
        asked += self._settle_accounts(changed, came, gone)
        made = self._as_judged(list(came.values()))
        shown = {f.id for f in made}
        return Changed(tuple(made), tuple(sorted((gone.keys() | came.keys()) - shown)), asked)

    def _settle_accounts(
        self, changed: Iterable[int], came: dict[str, Finding], gone: dict[str, Finding]
    ) -> int:
        """Accounts put together by their words are shown where no other finding tells them already; how many were
        looked at again."""
        accounts = self._accounts
        touched = accounts.settle().union(*(accounts.accounts(i) for i in changed))
        told = {c for f in (*came.values(), *gone.values()) for c in claims_of(f)}
        numbers = [i for c in told if (i := self._held.of_claim.get(c)) is not None]
        again = touched.union(*(accounts.accounts(i) for i in numbers))
        shown: list[Finding] = []
        answers: dict[Telling, Answer] = {}
        for account in sorted(again):
            now = was = self._of_account.get(account)
            if account in touched:
                members = accounts.members(account)
                for telling in members:  # most stand in several accounts
                    if telling not in answers:
                        answers[telling] = answer_of(telling, self._line_of(telling.node))
                found = account_findings([(t, answers[t]) for t in members]) if members else []
                now = found[0] if found else None
            show = now is not None and self._told.untold(now)
            if was is not None and was.id in self._shown:
                if show and was == now:
                    continue
                self._shown.drop(was.id)
                gone[was.id] = was
            if now is not None and show:
                shown.append(now)
            if now is None:
                self._of_account.pop(account, None)
            else:
                self._of_account[account] = now
        for new in shown:  # last: a report that came back gives an account the id that it had
            self._shown.put(new)
            came[new.id] = new
        return len(again)

    def _as_judged(self, findings: list[Finding]) -> list[Finding]:
        if not self._decided:
            return findings
        asked = {j.subject for j in self._decided if j.kind is SubjectKind.FINDING} - self._told.ids
        known_as = self._figures.known_as(asked) if asked else {}
        if asked - known_as.keys():
            for account, found in sorted(self._of_account.items()):
                for telling in self._accounts.members(account):
                    alias = finding_id(QuestionKind.OCCURRENCE, key_of(telling))
                    if alias in asked:
                        known_as.setdefault(alias, found.id)
        return graded(judged_findings(findings, self._decided, known_as), self._decided, self._outlet)

    def _outlet(self, report: str) -> str:
        pair = self._held.pair(report)
        return pair[0].outlet or "" if pair is not None else ""


def _by_day(line: Lineage) -> tuple[str, str]:
    return line.known_on or "9999", line.origin


def _face(line: Lineage) -> tuple[object, ...]:
    """What answers show of their origin."""
    return (
        line.origin,
        line.label,
        line.holder,
        line.party,
        line.own_voice,
        line.agreement,
        line.vouched,
        line.withdrawn,
    )
