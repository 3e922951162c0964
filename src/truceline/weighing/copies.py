"""Text that was copied: claims that share a long passage, checked word by word.

Equal texts are found by hash. Of the rest, claims that share a run of `RUN` words become
candidates, and count as copies when the runs they share make up most of the shorter one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from truceline.weighing.joined import Joined
from truceline.weighing.nodes import Node

RUN = 4
LEAST = 8
"""A shorter claim is not long enough to tell a copy from a common turn of phrase."""
SHARE = 0.6
WORDS = 0.8
"""How much of the shorter text's words a copy keeps."""
NAMES = 0.7
"""How much of the shorter text's names and figures a copy keeps."""
REPORT = 3
"""Reports that share so many long texts are copies of one text."""
CROWD = 24
"""A run that so many different texts share is a set phrase; it proposes nothing."""


def text_clusters(nodes: Sequence[Node]) -> dict[int, int]:
    """Node number -> number of the first node of its text cluster, for texts seen more than once."""
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    short: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, node in enumerate(nodes):
        if node.comparable:
            text = node.tokens
            (same if len(text) >= LEAST else short)[text].append(i)
    texts = sorted(same, key=lambda t: same[t][0])
    sets = Joined(len(texts))
    runs = [frozenset(t[k : k + RUN] for k in range(len(t) - RUN + 1)) for t in texts]
    where: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, own in enumerate(runs):
        # every other run is enough to propose; all are compared below
        entries = [where[run] for run in own if not (len(run[0]) + len(run[-1])) % 2]
        shared = Counter(chain.from_iterable(entries))
        for entry in entries:
            if len(entry) < CROWD:
                entry.append(n)
        for other in sorted(shared):
            least = min(len(own), len(runs[other]))
            if shared[other] * 5 < least or len(own & runs[other]) < SHARE * least:
                continue
            if _same_words(
                texts[n], texts[other], nodes[same[texts[n]][0]].marks, nodes[same[texts[other]][0]].marks
            ):
                sets.join(n, other)
    found: dict[int, int] = {}
    for members in sets.sets().values():
        numbers = sorted(i for t in members for i in same[texts[t]])
        if len(numbers) > 1:
            found |= dict.fromkeys(numbers, numbers[0])
    return found | _short_copies(nodes, short, found)


def _short_copies(
    nodes: Sequence[Node], short: Mapping[tuple[str, ...], list[int]], found: Mapping[int, int]
) -> dict[int, int]:
    """Short sentences count as copied too, between reports that share long ones."""
    leads: dict[str, set[str]] = defaultdict(set)
    count: Counter[tuple[str, str]] = Counter()
    for i, first in sorted(found.items()):
        count[(nodes[i].report.id, nodes[first].report.id)] += 1
    for (report, first_report), n in count.items():
        if n >= REPORT and report != first_report:
            leads[report].add(first_report)
    more: dict[int, int] = {}
    for numbers in short.values():
        by_report: dict[str, int] = {}
        for i in sorted(numbers):
            by_report.setdefault(nodes[i].report.id, i)
        for report, i in by_report.items():
            source = min((by_report[r] for r in leads.get(report, ()) if r in by_report), default=None)
            if source is not None and source != i:
                more[i] = more.get(source, source)
                more.setdefault(source, source)
    return more


def _same_words(
    one: tuple[str, ...], other: tuple[str, ...], marks: frozenset[str], other_marks: frozenset[str]
) -> bool:
    """Copies keep nearly all words, most names, and their figures (another figure is an update or
    a correction)."""
    a, b = set(one), set(other)
    if len(a & b) < WORDS * min(len(a), len(b)):
        return False
    if marks and other_marks and len(marks & other_marks) < NAMES * min(len(marks), len(other_marks)):
        return False
    one_figures, other_figures = ({w for w in x if w[0].isdigit()} for x in (a, b))
    return one_figures <= other_figures or other_figures <= one_figures


def copied_reports(nodes: Sequence[Node], texts: Mapping[int, int]) -> dict[str, int]:
    """Report id -> number of the first node of the earliest report whose text it shares, for reports
    that share `REPORT` texts or more: they carry one text, even where a sentence is missing in some."""
    ids = sorted({n.report.id for n in nodes}, key=lambda r: r)
    at = {r: k for k, r in enumerate(ids)}
    first: dict[str, int] = {}
    for i, node in enumerate(nodes):
        first.setdefault(node.report.id, i)
    count: Counter[tuple[int, int]] = Counter()
    for i, lead in sorted(texts.items()):
        one, other = nodes[i].report.id, nodes[lead].report.id
        if one != other:
            count[(at[one], at[other])] += 1
    sets = Joined(len(ids))
    for (one_at, other_at), n in count.items():
        if n >= REPORT:
            sets.join(one_at, other_at)
    found: dict[str, int] = {}
    for members in sets.sets().values():
        if len(members) > 1:
            lead = min((first[ids[k]] for k in members), key=lambda i: nodes[i].order)
            found |= {ids[k]: lead for k in members}
    return found
