"""A case: a folder with the record of one conflict's reports and what people decided about them."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from truceline.case.agreement import KEPT, Edited, edited, noted, place_of
from truceline.case.answered import stands, worked_out
from truceline.case.choosing import chosen, the_claim
from truceline.case.clashing import not_seen
from truceline.case.days import LOOK_BACK, days_before
from truceline.case.judged import check_decision
from truceline.case.library import Library, date_in
from truceline.case.machine import Machine
from truceline.case.parts import Parts
from truceline.case.patience import Later, Progress
from truceline.case.place import DERIVED, LEDGER, case_folder
from truceline.case.taking import Added, dated, told_from, unknown
from truceline.case.view import MANY, Memory, View
from truceline.errors import CaseExists, UsageError
from truceline.model.accord import Accord
from truceline.model.closing import Closing
from truceline.model.dates import day_given
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim, Reading
from truceline.model.report import Handling, Report, Withhold

if TYPE_CHECKING:
    from truceline.ledger import Clash, Derived, Ledger, Verified

Clock = Callable[[], dt.datetime]
WHOLE = 3000
"""Reports up to which a case is always held whole, and weighed where it is asked for."""
SETTINGS = ("person", "withhold", "accord")
"""What can be changed after a case was made."""


def utc_now() -> dt.datetime:
    """The clock of the machine."""
    return dt.datetime.now(dt.UTC)


class Case(Closing):
    """The façade. Everything that it answers is a function of reports, judgements and the accord.

    The ledger's database library is imported when a case is opened: reading files without a
    case does not wait for it.
    """

    def __init__(
        self, folder: Path, ledger: Ledger, derived: Derived, library: Library, clock: Clock
    ) -> None:
        self.folder = folder
        self.library = library
        self._ledger = ledger
        self._derived = derived
        self._parts = Parts(derived)
        self.apart: Callable[[View, bool], None] | None = None
        """Works out elsewhere what a view of a large case needs (`Memory.apart`)."""
        self._clock = clock

    @classmethod
    def create(
        cls,
        folder: Path | str,
        accord: str | None,
        *,
        person: str = "",
        library: Library | None = None,
        clock: Clock = utc_now,
    ) -> Case:
        """Make a case in `folder`. `accord` is the name of an installed accord or the path of a
        folder with one, or None for a case without one. Raises `CaseExists`, `AccordNotFound`."""
        from truceline.ledger import Derived, Ledger

        folder, library = Path(folder), library or Library()
        if (folder / LEDGER).exists():
            raise CaseExists("there is a case already", where=folder, mend="choose another folder")
        settings = noted(accord, folder, library)
        folder.mkdir(parents=True, exist_ok=True)
        ledger = Ledger.create(folder / LEDGER)
        ledger.set_settings({**settings, "person": person})
        return cls(folder, ledger, Derived.open(folder / DERIVED), library, clock)

    @classmethod
    def open(
        cls, folder: Path | str | None = None, *, library: Library | None = None, clock: Clock = utc_now
    ) -> Case:
        """Open the case in `folder`, else in $TRUCELINE_CASE, else in the working directory."""
        from truceline.ledger import Derived, Ledger

        place = case_folder(folder, os.environ, Path.cwd())
        ledger = Ledger.open(place / LEDGER)
        return cls(place, ledger, Derived.open(place / DERIVED), library or Library(), clock)

    def close(self) -> None:
        """Close the files of the case."""
        self._ledger.close()
        self._derived.close()

    @property
    def settings(self) -> dict[str, str]:
        """The case's settings: accord, person, withhold."""
        return {name: value for name, value in self._ledger.settings().items() if name not in KEPT}

    @property
    def withhold(self) -> Withhold:
        """Whose names briefs of this case leave out: minors', where nothing else is set."""
        return Withhold(self.settings.get("withhold", Withhold.MINORS))

    def change_settings(self, **values: str) -> None:
        """Change `person`, `withhold` or `accord` ("none" for none; the same one again notes its text as it
        is now); what was set before stays in the record. Raises `UsageError`, `AccordNotFound`."""
        for name, value in values.items():
            if name not in SETTINGS:
                raise UsageError(f"{name!r} is no setting", mend=f"settings: {', '.join(SETTINGS)}")
            if name == "withhold" and value not in list(Withhold):
                raise UsageError(f"withhold {value!r} is unknown", mend=f"one of {', '.join(Withhold)}")
        if (named := values.pop("accord", None)) is not None:
            if named == self.settings.get("accord"):
                named = self._accord_place
            values |= noted(None if named == "none" else named, self.folder, self.library)
        self._ledger.set_settings(values, self.now())

    @property
    def accord(self) -> Accord | None:
        """The accord of the case, None where it has none."""
        place = self._accord_place
        return self.library.accord(place, self._derived) if place else None

    @property
    def _accord_place(self) -> str:
        return place_of(self.settings.get("accord") or "", self.folder, self.library)

    @property
    def accord_edited(self) -> Edited | None:
        """How the accord's files differ from what they were when the case was made, or last pointed to
        them; None where they do not."""
        return edited(self._ledger.settings(), self.folder, self.library)

    # -- reports ---------------------------------------------------------------------------

    def add(self, paths: Iterable[Path | str], *, under: Path | None = None, **about: Any) -> Added:
        """Take files in and keep them, all good ones in one transaction.

        `about` may name outlet, published, address, title, handling, rendering for files that
        do not say so themselves. Adding a file again adds nothing; a changed text of the same
        item becomes a new version. A report without any date could be known from now on.
        `under`: a folder that paths are told from.
        """
        from truceline import intake

        taken, problems = intake.take_all(paths, date_of=date_in, **about)
        now = self.now()
        results = self._ledger.add_reports(
            [(dated(told_from(t.report, under), now), t.raw) for t in taken], now
        )
        return Added(
            new=tuple(a.report for a in results if a.new),
            known=tuple(a.report for a in results if not a.new),
            versions=tuple(a.report for a in results if a.new and a.report.version_of),
            problems=tuple(problems),
            stays=tuple((a.report, a.differs) for a in results if a.differs),
        )

    def keep(self, made: Iterable[tuple[Report, bytes]]) -> tuple[tuple[Report, ...], tuple[Report, ...]]:
        """Keep reports that were made here, with their bytes, in one transaction: the new, and the known."""
        results = self._ledger.add_reports(list(made), self.now())
        return tuple(a.report for a in results if a.new), tuple(a.report for a in results if not a.new)

    def reports(self, after: int = 0) -> list[Report]:
        """Every report kept, all versions, in the order in which they came; those after that entry."""
        return list(self._ledger.reports(after=after))

    def report(self, prefix: str) -> Report:
        """The report with that id or unambiguous beginning of one; raises `ItemNotFound`."""
        return self._ledger.report(prefix)

    def verify(self, head: str | None = None) -> Verified:
        """Check every kept byte against the chain, and against a head noted earlier elsewhere.
        Raises `LedgerDamaged` naming the item."""
        return self._ledger.verify(head)

    def head(self) -> str:
        """The head of the chain: note it elsewhere, and `verify` can tell whether the record was cut."""
        return self._ledger.head()

    # -- readings --------------------------------------------------------------------------

    def readings(
        self,
        on_read: Callable[[Report], None] | None = None,
        reports: Sequence[Report] | None = None,
    ) -> dict[str, Reading]:
        """The machine's reading of every report, by report id; read ones are kept and reused."""
        return self._machine.readings(self.reports() if reports is None else reports, on_read)

    def view(
        self,
        known_at: str | None = None,
        level: Handling = Handling.MEDIATOR,
        *,
        lightly: bool = False,
    ) -> View:
        """All that could be known by `known_at` (YYYY-MM-DD; today where not given). `lightly`: a large case
        is held in little room, its readings are loaded when they are first asked for, and what is seldom asked
        for comes a little later."""
        day = day_given(known_at, "--known-at") if known_at else self.today()
        machine, entries, reports = self._machine, self.length(), self.reports()
        readings: Mapping[str, Reading]
        if lightly and len(reports) > WHOLE:
            progress = Progress(len(reports))
            readings = Later(lambda: machine.readings(reports, None, True, progress), progress.says)
        else:
            readings = machine.readings(reports)
        return View.of(
            reports,
            readings,
            self.judgements(),
            self.accord,
            day,
            level,
            self._memory(machine, len(reports)),
            entries=entries,
        )

    def refreshed(
        self, view: View, known_at: str, reports_too: bool = True, *, lightly: bool = False
    ) -> View:
        """A view by `known_at` with what was recorded since `view` was made; what that holds is not
        loaded again. `reports_too` False: only decisions are looked for."""
        machine, entries = self._machine, self.length()
        judgements, reports, readings = view.judgements, view.kept, view.machine
        if entries < view.entries:  # another record was put in its place
            return self.view(known_at, view.level, lightly=lightly)
        if reports_too and (new := unknown(self.reports(view.entries), reports)):
            reports = [*reports, *new]
            readings = {**readings, **machine.readings(new, None, lightly and len(reports) > WHOLE)}
        judgements = [*judgements, *unknown(self.judgements(view.entries), judgements)]
        return View.of(
            reports,
            readings,
            judgements,
            self.accord,
            known_at,
            view.level,
            self._memory(machine, len(reports)),
            view.heard,
            view.scales,
            entries if reports_too else view.entries,
            view.boards,
        )

    def prepare(self) -> None:
        """Weigh what was read and hear what it means for the clauses, now and as of the day to which a brief looks
        back, so that answers come at once; for those whom a brief is made for by default as well. Of a case of many
        reports, its board too."""
        whole = self.view()
        shown = whole.within(Handling.SHAREABLE)
        for view in (whole,) if shown is whole else (whole, shown):
            _ = view.weighing, view.signals, view.at(days_before(view.last_day, LOOK_BACK)).signals
            if len(view.kept) >= MANY:
                worked_out(view, view.last_day, None)

    def work_out(
        self,
        known_at: str,
        level: Handling,
        reports: int,
        decisions: int,
        findings: bool,
        boards: Sequence[tuple[str, str | None]] = (),
    ) -> None:
        """Work out and keep what pages need of the case as it was when its record had so many reports and
        decisions: signals, `findings` where they are wanted, and `boards` of some days and readings."""
        machine, kept = self._machine, self.reports()[:reports]
        memory, judged = Memory(self._parts, machine.made_with), self.judgements()[:decisions]
        known = [r for r in kept if r.known_on is None or r.known_on <= known_at]
        view = View.of(kept, machine.readings(known), judged, self.accord, known_at, level, memory)
        _ = view.signals, view.weighing if findings else None
        stands(view, known_at, None)  # from it may be told what moved since
        for as_of, reading in boards:
            worked_out(view, as_of, reading)

    def _memory(self, machine: Machine, reports: int) -> Memory:
        return Memory(self._parts, machine.made_with, self.apart if reports > WHOLE else None)

    @property
    def _machine(self) -> Machine:
        return Machine(self.library, self._derived, self._accord_place)

    def claims(
        self,
        *,
        party: str | None = None,
        topic: str | None = None,
        outlet: str | None = None,
        since: str | None = None,
        view: View | None = None,
    ) -> Iterator[Claim]:
        """Claims that fit all that is asked; `since` compares with the day from which the report was known."""
        return chosen(view or self.view(), party=party, topic=topic, outlet=outlet, since=since)

    def claim(self, prefix: str, view: View | None = None) -> Claim:
        """The claim with that id or unambiguous beginning of one; raises `ItemNotFound`.

        One that is in no current view is still found: read from a version that was corrected
        since, or rejected, it stays citable.
        """
        return the_claim(prefix, view or self.view())

    # -- judgements ------------------------------------------------------------------------

    def judgements(self, after: int = 0) -> list[Judgement]:
        """Every judgement, in the order in which they were made; those after that entry of the record."""
        return list(self._ledger.judgements(after=after))

    def judge(
        self,
        decision: Decision,
        kind: SubjectKind,
        subject: str,
        *,
        reason: str = "",
        change: dict[str, object] | None = None,
        others: Sequence[str] = (),
        by: str | None = None,
        seen: int | None = None,
        key: str | None = None,
        over: Sequence[str] | None = None,
    ) -> Judgement:
        """Keep a person's decision. Raises `JudgementError` where it does not fit its subject,
        `UsageError` where nobody signs it.

        `seen` is the `length` of the record when its maker looked; raises `Overtaken` where
        somebody has decided on the same subject since. `over`: the judgements of others that it may
        contradict (beginnings of their ids); raises `Overtaken` where it contradicts another one that
        holds. None: any. Either way the new one is then kept without effect. `key` names one act of
        deciding: sent twice, it is kept once.
        """
        about: dict[str, Any] = {"reason": reason, "change": change, "others": others, "by": by}
        [made] = self.judge_all(decision, kind, [subject], **about, seen=seen, key=key, over=over)
        return made

    def judge_all(
        self,
        decision: Decision,
        kind: SubjectKind,
        subjects: Sequence[str],
        *,
        reason: str = "",
        change: dict[str, object] | None = None,
        others: Sequence[str] = (),
        by: str | None = None,
        seen: int | None = None,
        key: str | None = None,
        over: Sequence[str] | None = None,
    ) -> list[Judgement]:
        """Keep one decision about each of several subjects in one transaction, as `judge` keeps one."""
        signed = by or self.settings.get("person") or ""
        if not signed:
            raise UsageError(
                "a judgement is signed with a name",
                mend="name yourself with --by NAME or `init --person NAME`",
            )
        change = dict(change or {})
        made_at = self.now()
        act = key or f"{self._ledger.length()}\0{made_at}"
        made = []
        for subject in subjects:
            check_decision(decision, kind, subject, change, self.report, self.judgements, others)
            id = sha256(f"{act}\0{decision}\0{kind}\0{subject}\0{signed}".encode()).hexdigest()[:16]
            made.append(
                Judgement(id, decision, kind, subject, signed, made_at, reason, change, tuple(others))
            )
        against = {} if over is None else not_seen(made, self.judgements(), over)
        self._ledger.add_judgements(made, made_at, seen=seen, against=against)
        return made

    def clashes(self) -> list[Clash]:
        """Decisions that came too late, and had no effect."""
        return list(self._ledger.clashes())

    def grown(self, entry: int) -> dict[str, int]:
        """How many reports, judgements, clashes and settings came after that entry of the record."""
        return self._ledger.kinds_after(entry)

    def length(self) -> int:
        """How many entries the record has: what somebody who looks at it now has seen."""
        return self._ledger.length()

    # -- time ------------------------------------------------------------------------------

    def today(self) -> str:
        """Today by the case's clock (UTC), YYYY-MM-DD."""
        return self._clock().date().isoformat()

    def now(self) -> str:
        """This instant by the case's clock (UTC, ISO 8601)."""
        return self._clock().astimezone(dt.UTC).isoformat(timespec="microseconds")
