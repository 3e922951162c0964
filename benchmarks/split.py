"""Where the time of reading goes: each stage beside the parser alone, in one run."""

from __future__ import annotations

import time
from collections import defaultdict

from benchmarks.reading import texts
from truceline.case import Library
from truceline.reading.acts import find_acts
from truceline.reading.attribution import attribute
from truceline.reading.figures import find_figures
from truceline.reading.mentions import find_mentions
from truceline.reading.places.find import find_places
from truceline.reading.segment import make_page
from truceline.reading.times import find_times

CARRIED = ("times", "figures", "places", "acts")


def measure() -> None:
    """Seconds of each stage over all texts, without an accord, and as a share of the parser's."""
    what, reports = texts()
    library = Library()
    list(library.read(reports[:3]))
    spent: dict[str, float] = defaultdict(float)
    clock = time.perf_counter
    for report in reports:
        library.parser.forget()
        start = clock()
        library.parser([b for b in report.text.split("\n") if b.strip()])
        library.parser.forget()
        parsed = clock()
        page = make_page(report, library.parser)
        paged = clock()
        mentions = find_mentions(page, None)
        mentioned = clock()
        times = find_times(page, None)
        timed = clock()
        find_figures(page, times, None)
        counted = clock()
        attribute(page, mentions, times, None)
        attributed = clock()
        find_acts(page, mentions, times)
        acted = clock()
        find_places(page, mentions, None)
        placed = clock()
        spent["parser"] += parsed - start
        spent["blocks, parsed"] += paged - parsed
        spent["mentions"] += mentioned - paged
        spent["times"] += timed - mentioned
        spent["figures"] += counted - timed
        spent["attribution"] += attributed - counted
        spent["acts"] += acted - attributed
        spent["places"] += placed - acted
    print(f"split: {len(reports)} of {what}")
    for stage, seconds in spent.items():
        print(f"  {stage:16s} {seconds:6.2f} s   {seconds / spent['parser']:.0%} of the parser alone")
    together = sum(spent[s] for s in CARRIED)
    print(f"  {', '.join(CARRIED)} together: {together / spent['parser']:.0%} of the parser alone")
