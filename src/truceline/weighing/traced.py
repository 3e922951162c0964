"""Lineages by themselves, for those who ask where claims come from and not what they answer."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Judgement
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Lineage
from truceline.weighing.judged import holding, judged_lineages
from truceline.weighing.lineages import Lineages
from truceline.weighing.nodes import Node, nodes_of, once


def trace_lineages(
    reports: Sequence[Report],
    readings: Sequence[Reading],
    vocabulary: Vocabulary | None,
    judgements: Sequence[Judgement] = (),
) -> tuple[Lineage, ...]:
    """The lineages of `weigh`, without the findings."""
    return tuple(judged_lineages(traced(once(reports, readings), vocabulary)[1], holding(judgements)))


def traced(
    pairs: Sequence[tuple[Report, Reading]], vocabulary: Vocabulary | None
) -> tuple[list[Node], list[Lineage]]:
    nodes: dict[int, Node] = {}
    of_report: dict[str, list[int]] = {}
    lineages = Lineages(nodes, of_report, vocabulary)
    for report, reading in pairs:
        made = nodes_of(report, reading)
        of_report[report.id] = list(range(len(nodes), len(nodes) + len(made)))
        nodes.update(zip(of_report[report.id], made, strict=True))
        lineages.add(report.id)
    lineages.settle()
    return list(nodes.values()), sorted(lineages.lines(), key=lambda x: (x.known_on or "9999", x.origin))
