"""Reports with their readings, weighed at once."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Judgement
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Lineage, Weighing
from truceline.weighing.weigher import Weigher


def weigh(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    vocabulary: Vocabulary | None,
    judgements: Sequence[Judgement] = (),
) -> Weighing:
    """Lineages and findings of the readings of `reports`.

    A pure function of the set of reports: order and repetition change nothing. A reading
    without its report is left out. `vocabulary` may be None: questions then come from the
    words of the reports alone.
    """
    return _with(reports, readings, vocabulary, judgements).weighing()


def trace_lineages(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    vocabulary: Vocabulary | None,
    judgements: Sequence[Judgement] = (),
) -> tuple[Lineage, ...]:
    """The lineages of `weigh`, without the findings."""
    return _with(reports, readings, vocabulary, judgements).lineages()


def _with(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    vocabulary: Vocabulary | None,
    judgements: Sequence[Judgement],
) -> Weigher:
    weigher = Weigher(vocabulary, judgements)
    weigher.hold(reports, readings)
    return weigher
