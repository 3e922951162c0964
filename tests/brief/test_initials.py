"""What initials stand for is told with the words of a report that says so."""

from __future__ import annotations

from dataclasses import replace

from tests.brief.made import given, report

from truceline.brief.initials import with_initials_told
from truceline.brief.material import Material
from truceline.model.brief import Sentence
from truceline.model.reading import Reading
from truceline.model.span import Span

TOLD = "The LGC left Vellin."


def _told(*others: str) -> Sentence:
    texts = (TOLD, *others)
    made = Material(
        replace(
            given(accord=None, standings=(), before=(), by_day=()),
            reports=tuple(report(f"r{n}", t, "The Herald", "2031-03-13") for n, t in enumerate(texts)),
            readings=tuple(Reading(f"r{n}", True) for n, _ in enumerate(texts)),
        )
    )
    one = Sentence(f"13 March: The Herald writes: “{TOLD}”", (Span.of("r0", TOLD, 0, len(TOLD)),))
    return with_initials_told(one, made)


def test_initials_are_told_from_any_report_of_the_case() -> None:
    """In a bracket behind them, and the words that say so are cited."""
    made = _told("Rain fell. Troops of the Lake Guard Corps (LGC) met in Sall.")
    assert "The LGC [Lake Guard Corps] left Vellin." in made.text
    assert any("Lake Guard Corps (LGC)" in s.quote for s in made.spans)


def test_initials_of_two_names_are_left_as_they_are() -> None:
    """Nor are those told that another name spells, or that nothing tells."""
    two = _told("The Lake Guard Corps (LGC) met.", "The League Grain Council (LGC) met.")
    assert two.text.endswith(f"“{TOLD}”")
    assert _told("The Salt Road Board (LGC) met.").text.endswith(f"“{TOLD}”")
