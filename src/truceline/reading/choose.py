"""Which accord a report is about: by the parties, places, dates and agreement names that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from truceline.model.accord import AliasKind, Vocabulary
from truceline.model.match import contains, fold
from truceline.model.report import Report
from truceline.reading.names import folded, lexicon

_NAMING = (AliasKind.NAME, AliasKind.SHORT, AliasKind.DEMONYM, AliasKind.LABEL)
_TRUCE = contains(
    ("ceasefire*", "cease fire*", "truce*", "armistice*", "hostilities", "peace plan", "peace deal")
)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a report names of one accord."""

    named: dict[str, int]
    missing: tuple[str, ...]
    agreement: str | None
    in_time: bool | None
    """Whether it was published in the accord's span of dates; None where that is unknown."""


def choose(report: Report, vocabularies: Mapping[str, Vocabulary]) -> tuple[str | None, str]:
    """The key of the accord that a report is about, and why; None where the signs are weak.

    All signs of the accord (its parties, its place) must be named, a truce or agreement must
    be spoken of, and the report's date must not lie outside the accord's span; where it has
    no date, the agreement's own words must be there. Two accords with equal signs give None.
    """
    fitting: list[tuple[int, str, str]] = []
    against: list[str] = []
    for key in sorted(vocabularies):
        vocabulary = vocabularies[key]
        signs = _signs(report, vocabulary)
        if not vocabulary.signs or not signs.named:
            continue
        if signs.missing:
            against.append(f"{key}: does not name {', '.join(signs.missing)}")
        elif signs.in_time is False:
            against.append(
                f"{key}: published {report.published}, outside {vocabulary.start} to {vocabulary.end}"
            )
        elif signs.in_time is None and not _dated_inside(report, vocabulary):
            against.append(f"{key}: the report has no date, and tells none of the agreement's")
        elif not _TRUCE.fits(fold(report.text)) and signs.agreement is None:
            against.append(f"{key}: speaks of no truce or agreement")
        else:
            weight = (
                min(signs.named.values()) * 10 + sum(signs.named.values()) + (5 if signs.agreement else 0)
            )
            names = ", ".join(f"{i} ({n})" for i, n in sorted(signs.named.items()))
            told = f"; names the agreement ({signs.agreement!r})" if signs.agreement else ""
            when = f"; published {report.published}, in its time" if signs.in_time else ""
            fitting.append((weight, key, f"names {names}{told}{when}"))
    if not fitting:
        return None, "; ".join(against) or "names no parties of an installed accord together"
    fitting.sort(key=lambda f: (-f[0], f[1]))
    if len(fitting) > 1 and fitting[0][0] == fitting[1][0]:
        both = f"{fitting[0][1]} and {fitting[1][1]}"
        return None, f"the signs point to {both} alike; say which with --accord"
    return fitting[0][1], fitting[0][2]


def _signs(report: Report, vocabulary: Vocabulary) -> _Signs:
    lex = lexicon(vocabulary)
    wanted = set(vocabulary.signs)
    # A body or person of a party names the party too, but a sign wants its own name first.
    named: dict[str, int] = {}
    for found in lex.find(report.text):
        for form in found.forms:
            if form.entity in wanted and form.kind in _NAMING:
                named[form.entity] = named.get(form.entity, 0) + 1
                break
    low = f" {' '.join(folded(report.text).split())} "
    agreement = next((n for n in vocabulary.agreement_names if f" {folded(n)} " in low), None)
    missing = tuple(s for s in vocabulary.signs if s not in named)
    return _Signs(named, missing, agreement, _in_time(report, vocabulary))


def _in_time(report: Report, vocabulary: Vocabulary) -> bool | None:
    if not report.published or not vocabulary.start or not vocabulary.end:
        return None
    day = report.published
    first, last = vocabulary.start[: len(day)], vocabulary.end[: len(day)]
    return first <= day <= last


def _dated_inside(report: Report, vocabulary: Vocabulary) -> bool:
    """Whether an undated report tells one of the agreement's own dates in words or figures."""
    low = fold(report.text)
    for _, day in vocabulary.dates:
        year, month, date = day.split("-")
        name = _MONTHS[int(month) - 1]
        spoken = (f" {name} {int(date)} {year} ", f" {int(date)} {name} {year} ", f" {year} {month} {date} ")
        if any(s in low for s in spoken):
            return True
    return False


_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
