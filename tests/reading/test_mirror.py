"""The mirror test: parties are data, so swapping their names swaps them in a reading and changes nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from evals.mirror import Difference, differences, mirrored, swapped_report, swaps

from truceline.case import Library
from truceline.case.sample import sample_folder
from truceline.intake import take_all

LEAST = 0.97
PARTIES = ("israel", "hamas")


def share_alike(files: list[Path]) -> tuple[float, list[Difference]]:
    """The share of claims that the swap leaves alike, and the others."""
    library = Library()
    vocabularies = library.vocabularies("gaza-2025-01")
    pairs = swaps(vocabularies["gaza-2025-01"], *PARTIES)
    claims, found = 0, list[Difference]()
    reports = [t.report for t in take_all(files)[0]]
    for report, before in library.read(reports, "gaza-2025-01"):
        how = mirrored(report.text, pairs)
        [(_, after)] = library.read([swapped_report(report, how.text)], "gaza-2025-01")
        claims += len(before.claims)
        found += differences(before, after, how, PARTIES)
    return 1 - len(found) / claims, found


def told(found: list[Difference]) -> str:
    return "\n".join(f"{d.what}: {d.words[:100]}" for d in found)


def test_swapping_twice_gives_the_text_back() -> None:
    """Where each form has one counterpart, the swap is its own inverse, and offsets follow it."""
    pairs = {"Ruland": "The Hill Front", "The Hill Front": "Ruland"}
    text = "Ruland met The Hill Front; Rulanders did not."
    once = mirrored(text, pairs)
    assert once.text == "The Hill Front met Ruland; Rulanders did not."
    assert mirrored(once.text, pairs).text == text
    assert once.text[once.place(text.index("met")) :].startswith("met Ruland")


def test_the_sample_reads_alike_with_its_parties_swapped() -> None:
    """At least 97 in 100 claims of some digests stay the same but for the names."""
    share, found = share_alike(sorted(sample_folder().glob("2025-02-2*.txt")))
    assert share >= LEAST, told(found)


def test_real_reports_read_alike_with_their_parties_swapped(shared: Path) -> None:
    """The same for the open reports; exceptions are listed with what changed."""
    share, found = share_alike(sorted((shared / "seeds").glob("*.txt")))
    assert share >= LEAST, told(found)


@pytest.mark.soak
def test_the_whole_sample_reads_alike_with_its_parties_swapped() -> None:
    """The full size: every digest."""
    share, found = share_alike(sorted(sample_folder().glob("*.txt")))
    assert share >= LEAST, told(found)
