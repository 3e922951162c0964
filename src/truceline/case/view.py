"""All that could be known by one date, at one level of handling: the material every answer is made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from operator import attrgetter
from typing import Any, TypeVar

from truceline import standing
from truceline.case.boards import Boards
from truceline.case.clashing import standing_decisions
from truceline.case.form import from_report
from truceline.case.judged import apply, confirmed_claims
from truceline.case.lean import Shared
from truceline.case.merging import merged
from truceline.case.parts import Answer, Kind, Parts
from truceline.case.patience import Later, slowly
from truceline.case.scales import Scales
from truceline.case.taking import current
from truceline.case.undisturbed import undisturbed
from truceline.errors import ItemNotFound, UsageError
from truceline.model.accord import Accord
from truceline.model.brief import BoardRow
from truceline.model.dates import day_given
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Claim, Reading
from truceline.model.report import Handling, Report
from truceline.model.standing import Signal, Standing
from truceline.model.weighing import Finding, Lineage, Weighing
from truceline.weighing import merged_into

T = TypeVar("T")
LINEAGES = Kind("lineages", Lineage, attrgetter("origin"), 128)
FINDINGS = Kind("findings", Finding, attrgetter("id"), 16)
SIGNALS = Kind("signals", Signal, attrgetter("claim"), 512)
ASIDE = Kind("aside", Weighing, lambda _: "", 1)
"""What a weighing holds beside its lineages and findings."""
MANY = 500
"""Reports below which an answer is worked out as fast as it is loaded."""
WEIGHED = "The statements and figures of these reports are being weighed"
HEARD = "What these reports tell of the clauses is being worked out"
COSTLY = ("weighing", "signals")
"""The parts of a view that take long; each is worked out once."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where lineages, findings and signals are kept so that they are computed once; `made_with` names
    the program and the accord that made them. `apart` has what a view needs (its findings too?) worked
    out elsewhere and kept there; None: they are worked out here."""

    parts: Parts
    made_with: str
    apart: Callable[[View, bool], None] | None = None


@dataclass(frozen=True)
class View:
    """What was known at the end of `known_at` by somebody who may see `level`.

    `reports` holds the version of each item that was current then.
    """

    known_at: str
    level: Handling
    accord: Accord | None
    reports: Mapping[str, Report]
    readings: Mapping[str, Reading]
    decisions: tuple[Judgement, ...]
    kept: Sequence[Report]
    """Every report of the case, all versions."""
    machine: Mapping[str, Reading]
    """The machine's readings, before anything was judged."""
    judgements: Sequence[Judgement]
    memory: Memory | None = None
    """Where weighings and signals are kept, so that they are computed once; None: computed each time."""
    heard: standing.Heard = field(default_factory=standing.Heard, compare=False, repr=False)
    """What the rules found in each report, shared with the views of other dates."""
    scales: Scales = field(default_factory=lambda: Scales(None), compare=False, repr=False)
    """What weighs, shared with the views of other dates."""
    entries: int = 0
    """How many entries the record had when it was read."""
    boards: Boards = field(default_factory=Boards, compare=False, repr=False)
    """The boards asked for last, shared with the views of other dates."""

    @classmethod
    def of(
        cls,
        reports: Sequence[Report],
        readings: Mapping[str, Reading],
        judgements: Sequence[Judgement],
        accord: Accord | None,
        known_at: str,
        level: Handling,
        memory: Memory | None = None,
        heard: standing.Heard | None = None,
        scales: Scales | None = None,
        entries: int = 0,
        boards: Boards | None = None,
    ) -> View:
        """Choose the versions current at `known_at` within `level`, and apply what people had decided."""
        chosen = {r.id: r for r in current(reports, known_at, level)}
        decisions = standing_decisions(judgements, known_at)
        vocabulary = accord.vocabulary if accord else None
        shared = scales or Scales(vocabulary)

        def judge() -> dict[str, Reading]:
            one = merged(
                {i: readings[i] for i in chosen if i in readings},
                merged_into(decisions, vocabulary),
                vocabulary,
            )
            return apply(shared.whose.of(one, vocabulary), chosen, decisions)

        judged = Later(judge, readings.says) if isinstance(readings, Later) else judge()
        return cls(
            known_at,
            level,
            accord,
            chosen,
            judged,
            decisions,
            reports,
            readings,
            judgements,
            memory,
            heard or standing.Heard(),
            shared,
            entries,
            boards or Boards(),
        )

    def at(self, known_at: str) -> View:
        """The same material as it could be known by an earlier date."""
        return self if known_at >= self.known_at else self._as(known_at, self.level)

    def _as(self, known_at: str, level: Handling) -> View:
        return View.of(
            self.kept,
            self.machine,
            self.judgements,
            self.accord,
            known_at,
            level,
            self.memory,
            self.heard,
            self.scales,
            self.entries,
            self.boards,
        )

    def within(self, level: Handling) -> View:
        """The same as somebody may know it who may see `level`: itself, where it holds nothing above that."""
        hidden = any(not r.handling.within(level) for r in self.kept)
        return self if not hidden else self._as(self.known_at, level)

    @cached_property
    def led(self) -> Mapping[str, str]:
        """Who was merged into whom."""
        return merged_into(self.decisions, self.accord.vocabulary if self.accord else None)

    @cached_property
    def confirmed(self) -> frozenset[str]:
        """Ids of the claims that a person confirmed, corrected or added."""
        return confirmed_claims(self.decisions)

    @cached_property
    def withdrawn(self) -> frozenset[str]:
        """Ids of the reports that a person marked as withdrawn by their outlet."""
        return frozenset(
            j.subject
            for j in self.decisions
            if j.decision is Decision.WITHDRAW and j.kind is SubjectKind.REPORT and j.subject in self.reports
        )

    @slowly(WEIGHED)
    @undisturbed()
    def weighing(self) -> Weighing:
        """Lineages and findings."""
        if aside := self._remembered(ASIDE):
            lines, findings = self._remembered(LINEAGES), self._remembered(FINDINGS)
            if lines is not None and findings is not None:
                return replace(aside[0], lineages=lines, findings=findings)
        made = self.scales.weighing(*self._material)
        self._kept(ASIDE, [replace(made, lineages=(), findings=())])
        lineages, findings = self._kept(LINEAGES, made.lineages), self._kept(FINDINGS, made.findings)
        return replace(made, lineages=lineages, findings=findings)

    @property
    def notes(self) -> tuple[str, ...]:
        """What weighing says of the reports as a whole."""
        aside = None if "weighing" in self.__dict__ else self._remembered(ASIDE)
        return (aside[0] if aside else self.weighing).notes

    @slowly(WEIGHED)
    @undisturbed()
    def lineages(self) -> tuple[Lineage, ...]:
        """The lineages alone: signals need no findings."""
        if "weighing" in self.__dict__:
            return self.weighing.lineages
        if (kept := self._remembered(LINEAGES)) is not None:
            return kept
        return self._kept(LINEAGES, self.scales.lineages(*self._material))

    @property
    def _material(
        self,
    ) -> tuple[list[Report], list[Reading], tuple[Judgement, ...]]:
        reports = sorted(self.reports.values(), key=lambda r: r.id)
        readings = [self.readings[r.id] for r in reports if r.id in self.readings]
        return reports, readings, self.decisions

    @slowly(HEARD)
    @undisturbed()
    def signals(self) -> tuple[Signal, ...]:
        """What the claims mean for the clauses; empty without an accord."""
        if self.accord is None:
            return ()
        if (kept := self._remembered(SIGNALS)) is not None:
            self.__dict__.pop("_shared", None)  # the last to be asked for, where all are
            return kept
        entered = [o for o in map(from_report, self.reports.values()) if o and o.report not in self.withdrawn]
        own = {o.report for o in entered}
        readings = [
            r for r in self.readings.values() if r.accord in (None, self.accord.id) and r.report not in own
        ]
        gone = {m.claim for line in self.lineages if line.withdrawn for m in line.members}
        made = standing.signals(
            self.accord,
            [c for r in readings if r.report not in self.withdrawn for c in r.claims if c.id not in gone],
            [f for r in readings for f in r.figures],
            [t for r in readings for t in r.times],
            [a for r in readings for a in r.acts],
            self.lineages,
            {i: r.known_on or self.known_at for i, r in self.reports.items()},
            [m for r in readings for m in r.mentions],
            self.confirmed,
            self.heard,
            {r.report: r.blocks for r in readings},
        )
        made += standing.observed(self.accord, entered)
        return self._kept(SIGNALS, made)

    @cached_property
    def _key(self) -> str:
        """Names all that weighing and signals depend on."""
        made_with = self.memory.made_with if self.memory else ""
        undated = any(r.known_on is None for r in self.reports.values())
        parts = [
            made_with,
            self.known_at if undated else "",
            *sorted(self.reports),
            *(j.id for j in self.decisions),
        ]
        return sha256("\0".join(parts).encode()).hexdigest()

    def answer(
        self, kind: Kind[T], asked: Sequence[object], make: Callable[[], Iterable[T]]
    ) -> tuple[T, ...]:
        """What `make` gives, worked out once for this view and `asked`: also for whoever opens the case later."""
        if self.memory is None or self._answers_as is None or len(self.kept) < MANY:
            return tuple(make())
        told = [self._answers_as, self.known_at, *(str(a) for a in asked)]
        key = sha256("\0".join(told).encode()).hexdigest()
        kept = self.memory.parts.get(kind, key)
        if kept is None and self.borrowed:
            return tuple(make())
        if kept is None and "signals" not in self.__dict__ and self.beside:
            kept = self.memory.parts.get(kind, key)
        return (kept or self.memory.parts.put(kind, key, make())).items

    @slowly(HEARD)
    def beside(self) -> bool:
        """Whether its signals were worked out elsewhere just now, and its board of its own day with them: whoever
        asks for that board alone need not load a hundred thousand signals of a day that nobody asks for again."""
        if self.memory is None or self.memory.apart is None or self.memory.parts.there(SIGNALS, self._key):
            return False
        self.memory.apart(self, False)
        return True

    @cached_property
    def _answers_as(self) -> str | None:
        """The key of the view whose answers are this one's too."""
        return self._key

    @cached_property
    def anchors(self) -> dict[str, Answer[Any]]:
        """The answers that this view holds, by kind: a later one shares their parts while it lives."""
        return {}

    @cached_property
    def borrowed(self) -> bool:
        """Whether its costly parts are those of an older view, shown until its own are worked out."""
        return False

    def borrowing(self, older: View) -> View:
        """This view with the costly parts that an older one has worked out, until its own are ready."""
        for name in (*COSTLY, "lineages", "anchors"):
            if name in older.__dict__:
                self.__dict__[name] = older.__dict__[name]
        self.__dict__["borrowed"] = True
        alike = self.known_at == older.known_at and self._on_standings == older._on_standings
        self.__dict__["_answers_as"] = older._answers_as if alike else None
        return self

    @property
    def _on_standings(self) -> list[Judgement]:
        return [j for j in self.decisions if j.kind is SubjectKind.STANDING]

    @cached_property
    def _shared(self) -> Shared:
        return Shared(self.readings)

    def _remembered(self, kind: Kind[T]) -> tuple[T, ...] | None:
        if self.memory is None:
            return None
        kept = self.memory.parts.get(kind, self._key, self._shared.share)
        if kept is None and self.memory.apart:
            self.memory.apart(self, kind is ASIDE)
            kept = self.memory.parts.get(kind, self._key, self._shared.share)
        return self._anchored(kind, kept) if kept else None

    def _kept(self, kind: Kind[T], made: Sequence[T]) -> tuple[T, ...]:
        if self.memory is None:
            return tuple(made)
        return self._anchored(kind, self.memory.parts.put(kind, self._key, made))

    def _anchored(self, kind: Kind[T], kept: Answer[T]) -> tuple[T, ...]:
        self.anchors[kind.name] = kept
        return kept.items

    @cached_property
    def last_day(self) -> str:
        """The last day on which one of its dated reports could be known; without any, the last day on
        which one was added, else `known_at`. It tells nothing of reports above the level."""
        dated = [r.known_on for r in self.reports.values() if r.known_on and r.published]
        return max(dated or [r.known_on for r in self.reports.values() if r.known_on], default=self.known_at)

    def day_asked(self, as_of: str | None) -> str:
        """The world's date that is asked about: `as_of` (YYYY-MM-DD; raises `UsageError` where it is no
        calendar day), else the last day of the reports."""
        return day_given(as_of, "--as-of") if as_of else self.last_day

    @property
    def agreement(self) -> Accord:
        """The accord; raises `UsageError` where the case has none."""
        if self.accord is None:
            raise UsageError(
                "the case has no accord, so no clause can stand",
                mend="`truceline settings --accord NAME` gives it one, and its reports and decisions stay; "
                "`truceline accord list` names those that ship, `truceline accord new` begins another",
            )
        return self.accord

    def standings(self, as_of: str, reading: str | None = None) -> tuple[Standing, ...]:
        """How every clause stands on `as_of`; raises `UsageError` without an accord."""
        [found] = self.standings_under(as_of, [reading])
        return found

    def standings_under(self, as_of: str, readings: Sequence[str | None]) -> tuple[tuple[Standing, ...], ...]:
        """How every clause stands on `as_of` under each of `readings`."""
        board = self.boards.board(self.agreement, self.signals, as_of, self.known_at)
        return board.standings_under(readings, self._on_standings)

    def over_days(self, days: Sequence[str], reading: str | None = None) -> tuple[BoardRow, ...]:
        """Each clause on each of `days`, as it was known on that day."""
        return self.boards.days(self.agreement, self.signals, days, self.known_at, reading).rows

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim, in the order of reports and of their text."""
        return tuple(c for i in self.reports if i in self.readings for c in self.readings[i].claims)

    @cached_property
    def unread(self) -> tuple[Report, ...]:
        """Reports in a language that cannot be read yet: unread is not silent."""
        return tuple(r for i, r in self.reports.items() if i in self.readings and not self.readings[i].read)

    def lineage_of(self, claim: str) -> Lineage | None:
        """The lineage that a claim belongs to."""
        return self._lineages.get(claim)

    @cached_property
    def _lineages(self) -> dict[str, Lineage]:
        return {m.claim: line for line in self.lineages for m in line.members}

    @cached_property
    def left_out(self) -> tuple[Judgement, ...]:
        """The decisions by which findings are left out."""
        last = {j.subject: j for j in self.decisions if j.kind is SubjectKind.FINDING}
        return tuple(j for j in last.values() if j.decision is Decision.REJECT)

    def finding(self, prefix: str) -> Finding:
        """The finding with that id or unambiguous beginning of one."""
        found = [f for f in self.weighing.findings if f.id.startswith(prefix)]
        gone = [j for j in self.left_out if j.subject.startswith(prefix)] if prefix and not found else []
        if gone:
            raise ItemNotFound(
                f"finding {gone[0].subject[:8]} was rejected {gone[0].signed}",
                mend=f"`truceline judge {gone[0].id} undo` brings it back",
            )
        if len(found) != 1:
            raise ItemNotFound(
                f"{len(found) or 'no'} findings begin with {prefix!r}", mend="`truceline findings` lists them"
            )
        return found[0]
