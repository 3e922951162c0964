"""Every situation that a lawyer wrote down stands as it was written."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline import accord as accords
from truceline.model.accord import Accord, Expectation, Situation
from truceline.model.standing import Standing
from truceline.standing import stand

FOLDERS = sorted(f.parent for f in (Path(__file__).resolve().parents[2] / "accords").glob("*/cases.yaml"))
SITUATIONS = [(folder, s) for folder in FOLDERS for s in accords.cases(folder)]


def wrong(e: Expectation, s: Standing) -> list[str]:
    """What of the expectation does not hold."""
    word = s.shown.split(" (")[0] if not s.shown.startswith("unknown") else s.shown
    out = []
    if e.states and s.state not in e.states:
        out.append(f"state {s.state} is none of {e.states}")
    if e.evidences and s.evidence not in e.evidences:
        out.append(f"evidence {s.evidence} is none of {e.evidences}")
    if e.shown and not {word, s.shown} & set(e.shown):
        out.append(f"shown {s.shown!r} is none of {e.shown}")
    if word in e.never or s.shown in e.never:
        out.append(f"shown {s.shown!r} must never be")
    for name in ("opens", "due", "until"):
        if getattr(e, name) and getattr(e, name) != getattr(s.dates, name):
            out.append(f"{name} {getattr(s.dates, name)}, not {getattr(e, name)}")
    stood = s.last.shown if s.last else "none"
    if e.last and stood not in e.last:
        out.append(f"last {stood!r} is none of {e.last}")
    out += [f"the note lacks {words!r}" for words in e.notes if words not in s.note]
    if e.total is not None and s.total != e.total:
        out.append(f"total {s.total}, not {e.total}")
    return [f"{e.clause}: {w} ({s.reading}; {s.note})" for w in out]


@pytest.mark.parametrize(
    ("folder", "situation"), SITUATIONS, ids=[f"{f.name}: {s.name}" for f, s in SITUATIONS]
)
def test_the_situation_stands_as_written(folder: Path, situation: Situation) -> None:
    accord: Accord = accords.load(folder)
    board = stand(
        accord,
        accords.signals(situation),
        situation.as_of,
        situation.known_at,
        situation.reading or situation.day_count,
    )
    by_clause = {s.clause: s for s in board}
    found = [w for e in situation.expect for w in wrong(e, by_clause[e.clause])]
    assert not found, f"line {situation.line}: " + "; ".join(found)
