"""Which accord a report is about: by the parties, places, dates and agreement names that it names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from truceline.model.accord import AliasKind, Role, Vocabulary
from truceline.model.match import compiled, contains, fold
from truceline.model.reading import MentionType
from truceline.model.report import Report
from truceline.reading.grammar import grammar
from truceline.reading.names import Same, folded, lexicon

_NAMING = (AliasKind.NAME, AliasKind.SHORT, AliasKind.DEMONYM, AliasKind.LABEL)
_LEAST_SHARE = 0.4
_CONCERNED = frozenset((Role.PARTY, Role.MEDIATOR, Role.GUARANTOR))
"""Whose mentions do not speak against the accord: its other parties, mediators and guarantors."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """What a report names of one accord."""

    named: dict[str, int]
    missing: tuple[str, ...]
    own: int
    """How many entities it names that only this accord's vocabulary knows."""
    share: float
    """The part of all mentions of states and parties that are of this accord's signs; its other
    parties, mediators and guarantors are not counted."""
    agreement: str | None
    truce: bool
    topics: tuple[str, ...]
    """What of the accord's topics its sentences speak of."""
    in_time: bool | None
    """Whether it was published in the accord's span of dates; None where that is unknown."""

    @property
    def nearly(self) -> bool:
        """Whether one sign is missing and names that only this accord knows stand for it."""
        if len(self.missing) != 1 or len(self.named) < 2 or self.in_time is not True:
            return False
        return self.own >= 2 or (self.own >= 1 and self.speaks)

    @property
    def speaks(self) -> bool:
        """Whether it speaks of a truce, an agreement, or of the agreement's topics."""
        return self.truce or self.agreement is not None or len(self.topics) >= (2 if self.missing else 1)


def choose(report: Report, vocabularies: Mapping[str, Vocabulary]) -> tuple[str | None, str]:
    """The key of the accord that a report is about, and why; None where the signs are weak.

    All signs of the accord (its parties, its place) must be named and be what the report mostly
    speaks of (one may be missing where names that only this accord knows stand for it), a
    truce or agreement must be spoken of, and the report's date must lie in the accord's span;
    a report without a date must tell one of the agreement's own. Equal signs give None.
    """
    fitting: list[tuple[int, str, str]] = []
    against: list[str] = []
    low, words = folded(report.text), ""
    for key in sorted(vocabularies):
        vocabulary = vocabularies[key]
        missing = [s for s, names in _names_of_signs(Same(vocabulary)) if not any(n in low for n in names)]
        if len(missing) >= len(vocabulary.signs):
            continue
        if len(missing) > 1:
            against.append(f"{key}: does not name {', '.join(missing)}")
            continue
        words = words or fold(report.text)
        signs = _signs(report, low, words, vocabulary)
        if not signs.named:
            continue
        if signs.missing and not signs.nearly:
            against.append(f"{key}: does not name {', '.join(signs.missing)}")
        elif signs.share < _LEAST_SHARE:
            against.append(f"{key}: its parties are {signs.share:.0%} of the states and parties named")
        elif signs.in_time is False:
            against.append(
                f"{key}: published {report.published}, outside {vocabulary.start} to {vocabulary.end}"
            )
        elif signs.in_time is None and not _dated_inside(report, vocabulary):
            against.append(f"{key}: the report has no date, and tells none of the agreement's")
        elif not signs.speaks:
            against.append(f"{key}: speaks of no truce, agreement or term of it")
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


@lru_cache(maxsize=64)
def _names_of_signs(of: Same) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The signs of a vocabulary with their names, folded: where none of these stands in a text at all, the
    sign is not named."""
    out = []
    for sign in of.vocabulary.signs if of.vocabulary else ():
        entity = of.vocabulary.entity(sign) if of.vocabulary else None
        names = (entity.name, *(a.text for a in entity.aliases if a.kind in _NAMING)) if entity else ()
        out.append((sign, tuple(map(folded, names))))
    return tuple(out)


def _signs(report: Report, low: str, words: str, vocabulary: Vocabulary) -> _Signs:
    lex = lexicon(vocabulary)
    known = {e.id for e in lex.pack.entities}
    wanted = set(vocabulary.signs)
    concerned = {e.id for e in vocabulary.entities if _CONCERNED & set(e.roles)} - wanted
    named: dict[str, int] = {}
    own: set[str] = set()
    parties = 0
    end = 0
    for found in sorted(lex.find(report.text, low), key=lambda f: (f.start, -f.end)):
        form = next((f for f in found.forms if f.kind in _NAMING), None)
        if form is None:
            continue
        entity = lex.entities[form.entity]
        if form.entity in wanted:
            named[form.entity] = named.get(form.entity, 0) + 1
        elif form.entity not in known and form.kind is not AliasKind.LABEL and form.text[:1].isupper():
            own.add(form.entity)
        counts = entity.type is MentionType.PARTY and form.entity not in concerned
        if found.start >= end and (counts or form.entity in wanted):
            parties, end = parties + 1, found.end
    spaced = f" {' '.join(low.split())} "
    agreement = next((n for n in vocabulary.agreement_names if f" {folded(n)} " in spaced), None)
    missing = tuple(s for s in vocabulary.signs if s not in named)
    truce = contains(grammar().writing.truce).fits(words)
    topics: tuple[str, ...] = ()
    if not truce and agreement is None:
        lines = [fold(line) for line in report.text.split("\n") if line.strip()]
        topics = tuple(
            t.id for t in vocabulary.topics if any(compiled(p).fits(x) for p in t.patterns for x in lines)
        )
    share = sum(named.values()) / parties if parties else 0.0
    return _Signs(
        named,
        missing,
        len(own),
        min(share, 1.0),
        agreement,
        truce,
        topics,
        _in_time(report, vocabulary),
    )


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
        name = grammar().calendar.months[int(month) - 1]
        spoken = (f" {name} {int(date)} {year} ", f" {int(date)} {name} {year} ", f" {year} {month} {date} ")
        if any(s in low for s in spoken):
            return True
    return False
