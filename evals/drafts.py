"""From raw text to board on the agreements whose rules few reports have tried, with invented reports.

Each file of `drafts/` holds reports on one agreement, written before anything ran on them, and what a
careful reader would show (any of some words): of the clauses that they speak of (`board`), any of some words; of all others
that nobody reports. The measure is that of the shared scorer for boards.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from truceline import Case
from truceline.accord.places import default_folders
from truceline.case import Library
from truceline.model.standing import EvidenceLevel, Standing

__all__ = ["DRAFTS", "FIFTH", "FOURTH", "SECOND", "THIRD", "Scored", "score"]

DRAFTS = Path(__file__).parent / "drafts"
SECOND = Path(__file__).parent / "drafts_second"
"""Written when all was mended on the first set; measured, never mended on."""
THIRD = Path(__file__).parent / "drafts_third"
"""Other turns of phrase, and an agreement of which `accord.yaml` alone is there; mended on."""
FOURTH = Path(__file__).parent / "drafts_fourth"
"""Oblique reports on clauses that the third set leaves out, and two agreements of which `accord.yaml` alone is
there. Before anything was mended on it: 9 of 52."""
FIFTH = Path(__file__).parent / "drafts_fifth"
"""Written when all was mended on the fourth: 2 of 21 before a few words of it were taken into the lists. The most
oblique of all; may be mended on."""
ADVERSE = ("overdue", "breached", "breach alleged", "disputed", "suspended")


@dataclass
class Scored:
    """How the boards of all agreements compare with what a careful reader would show."""

    spoken: int = 0
    spoken_right: int = 0
    silent: int = 0
    silent_right: int = 0
    adverse: list[str] = field(default_factory=list)
    """Adverse words that no report supports."""
    wrong: list[str] = field(default_factory=list)
    placed: int = 0
    reports: int = 0


def bare(scratch: Path, without: Sequence[str] = ("watch.yaml",)) -> Library:
    """A library of the shipped agreements without some of their files: what is heard is what can be assumed."""
    folder = scratch / "accords"
    shutil.copytree(default_folders()[-1], folder)
    for file in (f for name in without for f in folder.glob(f"*/{name}")):
        file.unlink()
    return Library([folder])


def score(scratch: Path, folder: Path = DRAFTS, library: Library | None = None) -> Scored:
    """All agreements of `drafts/`, or of another such folder, each through a case of its own."""
    library, found = library or Library(), Scored()
    for file in sorted(folder.glob("*.yaml")):
        _one(file, library, scratch / file.stem, found)
    return found


def _one(file: Path, library: Library, folder: Path, found: Scored) -> None:
    given: dict[str, Any] = yaml.safe_load(file.read_text("utf-8"))
    day, gold, open_ = str(given["as_of"]), given["board"], set(given["open"])
    paths = _written(folder / "in", given["reports"])
    named = str(file.parent / given["accord"]) if "accord" in given else file.stem
    with Case.create(folder / "case", named, library=library) as case:
        case.add(paths)
        found.reports += len(paths)
        found.placed += sum(
            reading.accord == file.stem for _, reading in library.read(case.reports(), "auto")
        )
        for s in case.view(day).standings(day):
            _cell(file.stem, s, gold.get(s.clause), s.clause in open_, found)


def _cell(accord: str, s: Standing, wanted: list[str] | None, open_: bool, found: Scored) -> None:
    word = s.shown.split(" (")[0]
    says = f"{accord} {s.clause}: {s.shown} [{s.evidence.value}]"
    if open_:
        return
    if word.startswith(ADVERSE) and not any(w.startswith(ADVERSE) for w in wanted or ()):
        found.adverse.append(says)
    silent = s.evidence is EvidenceLevel.SILENT
    if wanted is None:
        found.silent += 1
        found.silent_right += silent
        if not silent:
            found.wrong.append(f"{says}, and no report speaks of it")
        return
    found.spoken += 1
    right = not silent and any(s.shown == w or s.shown.startswith(f"{w} (") for w in wanted)
    found.spoken_right += right
    if not right:
        found.wrong.append(f"{says}, not {' or '.join(wanted)}")


def _written(folder: Path, reports: list[dict[str, Any]]) -> list[Path]:
    folder.mkdir(parents=True)
    out = []
    for n, report in enumerate(reports):
        path = folder / f"{n:02}.txt"
        path.write_text(report["text"], "utf-8")
        about = {
            "outlet": report["outlet"],
            "published": str(report["published"]),
            "title": "",
            "address": f"https://example.org/{n}",
        }
        path.with_suffix(".meta.json").write_text(json.dumps(about), "utf-8")
        out.append(path)
    return out
