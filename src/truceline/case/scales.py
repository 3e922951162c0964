"""The weighing that the views of one case share."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from truceline import weighing
from truceline.case.whose import Whose
from truceline.model.accord import Vocabulary
from truceline.model.judgement import Judgement
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Lineage, Weighing

if TYPE_CHECKING:
    from truceline.weighing import Weigher


class Scales:
    """Weighs what was known on one date after the other: only the reports in which two dates differ are
    taken in or out. What comes out is the same as when each is weighed alone.

    Safe to use from several threads, one at a time.
    """

    def __init__(self, vocabulary: Vocabulary | None) -> None:
        self._vocabulary = vocabulary
        self.whose = Whose()
        """What single reports tell of who is whose, kept from one date to the other."""
        self._weigher: Weigher | None = None
        self._held: set[str] = set()
        self._lock = threading.Lock()

    def weighing(
        self, reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]
    ) -> Weighing:
        """Lineages and findings of these reports, and of no others."""
        with self._lock:
            return self._holding(reports, readings, judgements).weighing()

    def lineages(
        self, reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]
    ) -> tuple[Lineage, ...]:
        """The lineages of these reports alone; no findings are made."""
        with self._lock:
            return self._holding(reports, readings, judgements).lineages()

    def _holding(
        self, reports: Sequence[Report], readings: Sequence[Reading], judgements: Sequence[Judgement]
    ) -> Weigher:
        weigher = self._weigher = self._weigher or weighing.Weigher(self._vocabulary)
        read = {r.report: r for r in readings}
        wanted = {r.id: r for r in reports if r.id in read}
        for gone in sorted(self._held - wanted.keys()):
            weigher.remove(gone)
        for id, report in wanted.items():
            weigher.add(report, read[id])
        weigher.judge(judgements)
        self._held = set(wanted)
        return weigher
