"""A small invented accord, whole and right, that tests bend in one place each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

VALID = """\
id: lowmark-2031-05
name: Understanding of Lowmark on the river truce
short_name: Lowmark truce
review: draft
text_status: invented for tests
signed: 2031-05-01
start: 2031-05-04
actors:
  - {id: uplands, name: Uplands, roles: [party]}
  - {id: marsh, name: Marsh League, roles: [party]}
  - {id: ferry-guild, name: Ferry Guild, roles: [mediator]}
  - {id: river-watch, name: River Watch, roles: [verifier]}
  - {id: uplands-press-office, name: Uplands press office, roles: [institution], party: uplands}
topics:
  bridges: the bridges
measures:
  boats: boats let through
documents:
  - {id: text, name: the text, status: signed, by: [uplands, marsh], sources: [gazette]}
day_counts:
  - {id: day1, first: 1, words: 4 May is day 1, holders: [uplands]}
  - {id: day0, first: 0, words: 4 May is day 0, holders: [marsh]}
phases:
  - {n: 1, name: truce, start: day 1, length_days: 20}
  - {n: 2, name: settlement, start: day 21, contingent: true}
clauses:
  - id: T1
    title: Halt of fire along the river
    kind: ban
    obligors: [uplands, marsh]
    deadline: {kind: during, opens: start, until: end of phase 1}
    sources: [gazette]
  - id: B1
    title: "Leave the north bridge"
    topic: bridges
    obligors: [uplands]
    beneficiaries: [marsh]
    phase: 1
    deadline: {kind: by, due: {when: day 7, condition: after 30 boats, condition_clause: S1, condition_amount: 30}}
    readings:
      - {id: bridge-later, words: day 9, holders: [uplands], deadline: {kind: by, due: day 9}}
    sources: [gazette]
  - id: B2
    title: 'Leave the south bridge'
    topic: bridges
    obligors: [uplands]
    deadline: {kind: by, due: 5 days after clause B1}
    depends_on: [B1]
    sources: [gazette]
  - id: S1
    title: Let 60 boats through each day
    obligors: [marsh]
    deadline: {kind: recurring, every: day, opens: day 1, until: end of phase 1}
    quantity: {kind: at_least, value: 60, unit: boat, period: day, measure: boats, tests: [per_period, cumulative]}
    parts:
      - {id: S1a, words: of which grain, value: 20}
    verifiers: [river-watch]
    sources: [gazette]
sources:
  gazette: {address: "https://example.org/lowmark", note: invented}
"""


@pytest.fixture
def valid() -> str:
    """The text of a small accord without a fault."""
    return VALID


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """Writes an accord folder: the text of accord.yaml, and other files by name."""

    def write(text: str, **others: str) -> Path:
        folder = tmp_path / "lowmark-2031-05"
        folder.mkdir(exist_ok=True)
        (folder / "accord.yaml").write_text(text, "utf-8")
        for name, body in others.items():
            (folder / f"{name}.yaml").write_text(body, "utf-8")
        return folder

    return write
