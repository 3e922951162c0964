"""A first `accord.yaml` with remarks, for somebody who has never written one."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from truceline.accord.places import ACCORD, CASES
from truceline.errors import AccordError, Conflict
from truceline.model.dates import day_given

__all__ = ["new", "unfilled"]

_GAP = re.compile(r"\b[A-Z]+(?:,? [A-Z]+)+\b")

_ACCORD = """\
# {id}: an agreement as data. How to write it: docs/how-to/write-an-accord.md
# Replace what stands in capitals, then run: truceline accord check {folder}
# In your own words; no names of captives, prisoners or victims.

id: {id}
name: THE OFFICIAL NAME
short_name: A NAME FOR HEADINGS
review: draft                # until somebody else has held it against its sources
text_status: SIGNED, ANNOUNCED, UNPUBLISHED OR LEAKED, AND WHAT YOU HAVE READ OF IT
start: {start}            # the day from which the text counts

# Whom it names, or whose word has weight. A verifier is a neutral body that looks for itself.
# `names` are further names in reports: names: [ITS PEOPLE, ITS ARMY]. A state by its usual name needs none.
actors:
  - {{id: party-one, name: PARTY ONE, roles: [party]}}
  - {{id: party-two, name: PARTY TWO, roles: [party]}}
  - {{id: mediator, name: A MEDIATOR, roles: [mediator]}}

# Is the first day day 1 or day 0? Write both if both are in use, and who counts so.
day_counts:
  - {{id: day1, first: 1, words: the first day is day 1}}

phases:
  - {{n: 1, name: THE FIRST PHASE, start: day 1, length_days: 42}}

# The smallest things that can be kept or broken by themselves. A title says the deed and names places and
# parties ("Leave the north bridge"): by its words reports are placed on the clause.
clauses:
  - id: C1
    title: WHAT IS OWED IN ONE LINE
    ref: article 1
    obligors: [party-one]
    beneficiaries: [party-two]
    phase: 1
    # by (due), window (opens, due), during (opens, until), recurring (every), event, phase, none
    deadline: {{kind: by, due: day 7}}
    # quantity: {{kind: exact, value: 30, unit: person}}
    # readings:
    #   - {{id: one-reads-it-so, words: HOW ONE SIDE READS IT, holders: [party-one]}}
    settles: ["WHAT WOULD END THE DOUBT"]
    sources: [first]
    confidence: medium

sources:
  first: {{address: "https://example.org/where-it-was-published", note: read in part}}
"""

_CASES = """\
# What you expect, before any report is read. How: docs/how-to/write-an-accord.md
accord: {id}
situations:
  - name: The day has passed and nobody has reported
    as_of: {late}
    expect:
      - {{clause: C1, shown: unknown (no report), never: [kept, breached]}}
"""


def new(name: str, folder: Path, start: str) -> Path:
    """A new accord folder `folder/name` with a first accord.yaml and cases.yaml that pass the check.

    `start` is the start date (YYYY-MM-DD). Raises `AccordError` for a name that cannot be an id,
    `UsageError` for a date that is none, `Conflict` where the folder already holds an accord.
    """
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        mend = "lower case, digits and hyphens, such as river-2031-05"
        raise AccordError(f"{name!r} cannot be the name of an accord", mend=mend)
    late = dt.date.fromisoformat(day_given(start, "the start")) + dt.timedelta(days=60)
    place = folder / name
    if (place / ACCORD).exists():
        raise Conflict("there is an accord already", where=place / ACCORD, mend="choose another name")
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / ACCORD).write_text(_ACCORD.format(id=name, folder=place.name, start=start), "utf-8")
        (place / CASES).write_text(_CASES.format(id=name, late=late.isoformat()), "utf-8")
    except OSError as e:
        what = f"nothing can be written there ({e.strerror})"
        raise AccordError(what, file=place, mend="choose another folder with --in") from e
    return place


def unfilled(text: str) -> list[tuple[int, str]]:
    """The gaps of a new accord that nobody has filled yet: (line from 1, the words in capitals)."""
    gaps = {m for line in _ACCORD.splitlines() if "#" not in line.lstrip()[:1] for m in _GAP.findall(line)}
    return [
        (n, words)
        for n, line in enumerate(text.splitlines(), 1)
        if not line.lstrip().startswith("#")
        for words in _GAP.findall(line.split("  #")[0])
        if words in gaps
    ]
