"""The way of claims through the room: nodes, lineages, findings, and what people decided."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Judgement
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Weighing
from truceline.weighing.alike import alike_findings
from truceline.weighing.begun import begun_findings
from truceline.weighing.dates import date_findings
from truceline.weighing.entities import entities_of
from truceline.weighing.figures import figure_findings
from truceline.weighing.holdups import holdup_findings
from truceline.weighing.judged import graded, holding, judged_findings, judged_lineages
from truceline.weighing.lineages import burst
from truceline.weighing.nodes import once
from truceline.weighing.participants import participant_findings
from truceline.weighing.positions import position_findings
from truceline.weighing.ranks import ranked, untold
from truceline.weighing.traced import traced


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
    pairs = once(reports, readings)
    decided = holding(judgements)
    nodes, made = traced(pairs, vocabulary)
    lineages = judged_lineages(made, decided)
    lines = {m.claim: line for line in lineages for m in line.members}
    found = [
        *figure_findings(nodes, lines, vocabulary),
        *date_findings(nodes, lines, vocabulary),
        *participant_findings(nodes, lines, vocabulary),
        *position_findings(nodes, lines, vocabulary),
        *begun_findings(nodes, lines, vocabulary),
        *holdup_findings(nodes, lines, vocabulary),
    ]
    findings = ranked([*found, *untold(alike_findings(nodes, lines), found)])
    outlets = {r.id: r.outlet or "" for r, _ in pairs}
    bursts = [note for line in lineages if (note := burst(line))]
    return Weighing(
        lineages=tuple(lineages),
        findings=tuple(graded(judged_findings(findings, decided), decided, outlets)),
        entities=entities_of([g for _, g in pairs], decided),
        notes=tuple(bursts),
    )
