"""Lineages by themselves, for those who ask where claims come from and not what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Judgement
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Lineage
from truceline.weighing.judged import holding, judged_lineages
from truceline.weighing.lineages import lineages_of
from truceline.weighing.nodes import nodes_of, once


def trace_lineages(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    vocabulary: Vocabulary | None,
    judgements: Sequence[Judgement] = (),
) -> tuple[Lineage, ...]:
    """The lineages of `weigh`, without the findings."""
    nodes = nodes_of(once(reports, readings), vocabulary)
    return tuple(judged_lineages(lineages_of(nodes, vocabulary), holding(judgements)))
