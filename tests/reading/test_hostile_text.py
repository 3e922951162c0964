"""Texts that nobody edited: unbalanced marks, cut sentences, mixed scripts, capitals, controls."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from truceline.case import Library
from truceline.case.sample import sample_folder
from truceline.intake import take_all
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.reading.reader import read_report

PIECES = (
    *"“”‘’\"'«»()[]%$;:—…",
    "\u202e",
    "\u200f",
    "\ufeff",
    "\u2028",
    "\x0b",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    "   ",
    "said",
    "according to",
    "AFP",
    "Mr.",
    "U.S.",
    '"he said."',
    "1,000",
    "٣٤",
    "שלום",
    "مرحبا",
    "😀",
    "e\u0301",
    "." * 200,
    "a" * 5000,
)
CHOICES = ("auto", "none", "gaza-2025-01", "lebanon-2024-11")
DATES = (None, "2025", "2025-02", "2025-02-28")


def mangled(text: str, rng: random.Random) -> str:
    """A piece of the text with things put in, cut out and turned to capitals at random."""
    start = rng.randrange(max(1, len(text) - 900))
    text = text[start : start + 900]
    for _ in range(rng.randrange(1, 25)):
        at, kind = rng.randrange(len(text) + 1), rng.random()
        if kind < 0.5:
            text = text[:at] + rng.choice(PIECES) + text[at:]
        elif kind < 0.8:
            text = text[:at] + text[at + rng.randrange(40) :]
        else:
            text = text[:at].upper() + text[at:]
    return text


def check(report: Report, reading: Reading) -> None:
    """Every span reads what the text reads, and every claim has an id of its own."""
    for claim in reading.claims:
        for span in (*claim.content, claim.cue, claim.source, claim.antecedent, *claim.decided_by):
            if span is not None:
                span.check(report.text)
    for figure in reading.figures:
        figure.span.check(report.text)
    for when in reading.times:
        when.span.check(report.text)
    for mention in reading.mentions:
        mention.span.check(report.text)
    for act in reading.acts:
        act.span.check(report.text)
    ids = [c.id for c in reading.claims]
    assert len(ids) == len(set(ids))


def read_mangled(seed: int, texts: int) -> None:
    rng = random.Random(seed)
    library = Library()
    vocabularies = library.vocabularies()
    whole = [t.report for t in take_all(list(sample_folder().glob("*.txt")))[0]]
    for _ in range(texts):
        source = rng.choice(whole)
        text = mangled(source.text, rng)
        if not text.strip():
            continue
        report = replace(source, text=text, language="en", published=rng.choice(DATES))
        check(report, read_report(report, library.parser, vocabularies, rng.choice(CHOICES)))


def test_mangled_texts_are_read_without_a_fault() -> None:
    """Whatever happens to a text, reading it raises nothing and every span keeps its words."""
    read_mangled(20250119, 25)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(8))
def test_many_mangled_texts_are_read_without_a_fault(seed: int) -> None:
    """The full size."""
    read_mangled(seed, 250)


def test_the_same_text_gives_the_same_bytes_twice() -> None:
    """Reading is a function of the text: nothing is left over from the report before."""
    library = Library()
    reports = [t.report for t in take_all(sorted(sample_folder().glob("2025-02-2*.txt")))[0]]
    first = {r.id: g for r, g in library.read(reports)}
    assert {r.id: g for r, g in library.read(reversed(reports))} == first
    assert {r.id: g for r, g in Library().read(reports[:1])} == {reports[0].id: first[reports[0].id]}
