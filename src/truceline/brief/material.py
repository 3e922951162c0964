"""The material of a brief, found by id: reports, pages, claims, names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from itertools import islice
from pathlib import PurePath
from typing import TypeVar, cast

from truceline.brief.english import MONTHS, day_in_words
from truceline.brief.given import BriefInput
from truceline.brief.seen_names import seen_name
from truceline.brief.sentences import Page, blocks_of
from truceline.model.accord import Entity
from truceline.model.brief import Source
from truceline.model.match import fold
from truceline.model.reading import Act, BlockKind, Claim, Figure, Manner, Mention, MentionType, Reading, When
from truceline.model.report import DateBasis, Rendering, Report
from truceline.model.span import Span
from truceline.model.weighing import Lineage

__all__ = ["Material"]

_LINE_KINDS = {BlockKind.HEADLINE, BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.CREDIT, BlockKind.FURNITURE}
T = TypeVar("T")
_ENOUGH = 40
"""Reports looked at to see how a name is written."""
_OFTEN = 6
_WHOLE_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_DAY_AND_DATE = re.compile(r"[a-z]+day\b.*\b\d{1,2}\b|\b\d{1,2}\b.*[a-z]+day\b", re.IGNORECASE)
_A_WEEK, _TWO_MONTHS = 7, 61
_WEEKDAY_DATED = re.compile(
    r"\b((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: [a-z]+)?,?\s*\(?"
    r"(?:(?P<a>[A-Z][a-z]{2,8})\.?\s+(?P<c>\d{1,2})|(?P<d>\d{1,2})\s+(?P<b>[A-Z][a-z]{2,8}))\b"
)
_SMALL_WORD = re.compile(r"\b[a-z]{2,}\b")
_LARGE_WITHIN = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+\b")


def _head(words: str) -> str:
    return " ".join(words.split()[:2]).casefold()


class Material:
    """A `BriefInput` with everything at hand by its id. Read only."""

    def __init__(self, given: BriefInput) -> None:
        self.given = given
        self.accord = given.accord
        self.reports: dict[str, Report] = {r.id: r for r in given.reports}
        self.readings: dict[str, Reading] = {r.report: r for r in given.readings if r.report in self.reports}
        self.claims: dict[str, Claim] = {c.id: c for r in self.readings.values() for c in r.claims}
        self.lineages: dict[str, Lineage] = {
            m.claim: line for line in given.weighing.lineages for m in line.members
        }
        self._pages: dict[str, Page] = {}
        self._heads: dict[str, Counter[str]] = {}
        self._lines: dict[str, list[tuple[int, int]]] = {}
        self._with_the: dict[str, bool] = {}
        self._once: dict[tuple[str, str], object] = {}
        self._headlines: dict[str, frozenset[str]] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._times: dict[str, list[When]] = {}

    def once(self, kind: str, id: str, make: Callable[[], T]) -> T:
        """What `make` gives, worked out once for each `kind` and `id`."""
        key = kind, id
        if key not in self._once:
            self._once[key] = make()
        return cast(T, self._once[key])

    def words(self, claim: Claim) -> tuple[str, ...]:
        """The words of a claim in small letters, without marks."""
        words = claim.words
        return self.once("words", words, lambda: tuple(fold(words).split()))

    @cached_property
    def within(self) -> dict[str, list[Claim]]:
        """The claims that stand within another one, by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            if claim.nested_in:
                found.setdefault(claim.nested_in, []).append(claim)
        return found

    @cached_property
    def places(self) -> frozenset[str]:
        """The ids of what some report takes for a place: states are, bodies of states are not."""
        found = (m for r in self.readings.values() for m in r.mentions if m.type is MentionType.PLACE)
        return frozenset(m.entity for m in found if m.entity)

    @cached_property
    def parties_of(self) -> dict[str, frozenset[str]]:
        """The parties that the words of some report give to somebody or a body, by its id."""
        found: dict[str, set[str]] = {}
        for m in (m for r in self.readings.values() for m in r.mentions):
            if m.entity and m.party:
                found.setdefault(m.entity, set()).add(m.party)
        return {e: frozenset(some) for e, some in found.items()}

    @cached_property
    def outlet_names(self) -> frozenset[str]:
        """The names of all outlets of the material, in lower case."""
        return frozenset(r.outlet.casefold() for r in self.reports.values() if r.outlet)

    @cached_property
    def small_seen(self) -> frozenset[str]:
        """The words that some report writes small."""
        return frozenset(w for p in self._mixed for w in _SMALL_WORD.findall(p))

    @cached_property
    def large_within(self) -> frozenset[str]:
        """The words, in small letters, that some report writes with a capital in the midst of a sentence."""
        return frozenset(w.casefold() for p in self._mixed for w in _LARGE_WITHIN.findall(p))

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The beginnings of words that more than half of the reports use: they tell no matter from another."""
        counts = Counter(w for r in self.reports.values() for w in {x[:6] for x in fold(r.text).split()})
        return frozenset(w for w, n in counts.items() if 2 * n > len(self.reports) > 2)

    @cached_property
    def _mixed(self) -> list[str]:
        pages = [p for r in self.reports if (p := self.page(r)) is not None]
        return [p.text for p in pages if not p.in_capitals]

    @cached_property
    def figures_of(self) -> dict[str, list[Figure]]:
        """The figures by the claim that holds them."""
        found: dict[str, list[Figure]] = {}
        for reading in self.readings.values():
            for figure in reading.figures:
                if figure.claim:
                    found.setdefault(figure.claim, []).append(figure)
        return found

    @cached_property
    def acts_of(self) -> dict[str, list[Act]]:
        """The acts by the claim that holds them."""
        found: dict[str, list[Act]] = {}
        for reading in self.readings.values():
            for act in reading.acts:
                if act.claim:
                    found.setdefault(act.claim, []).append(act)
        return found

    @cached_property
    def signalled(self) -> frozenset[str]:
        """The ids of claims that are a signal for some clause."""
        return frozenset(x.claim for s in self.given.standings for x in s.signals)

    @cached_property
    def main_parties(self) -> frozenset[str]:
        """The parties of the accord; without one, the parties that the reports speak of most."""
        if self.accord is not None:
            return frozenset(self.accord.parties)
        counts = Counter(m.party for r in self.readings.values() for m in r.mentions if m.party and m.entity)
        counts.update(c.party for c in self.claims.values() if c.party)
        most = max(counts.values(), default=0)
        return frozenset(p for p, n in counts.items() if 4 * n >= most)

    @cached_property
    def accord_report(self) -> str | None:
        """The report id that spans of the accord file bear."""
        if self.accord is None:
            return None
        return next((c.span.report for c in self.accord.clauses), f"accord:{self.accord.id}")

    @property
    def vocabulary_report(self) -> str | None:
        """The report id that spans of the accord's vocabulary bear."""
        return f"{self.accord_report}/vocabulary" if self.accord_report else None

    def page(self, report: str) -> Page | None:
        """The page of a report, or of the accord file; None for anything else."""
        if report not in self._pages:
            if report in self.reports:
                reading = self.readings.get(report)
                text = self.reports[report].text
                self._pages[report] = Page(report, text, blocks_of(text, reading.blocks if reading else ()))
            elif self.accord is not None and report == self.accord_report and self.accord.text:
                self._pages[report] = Page(report, self.accord.text, blocks_of(self.accord.text, ()))
            elif self.accord is not None and report == self.vocabulary_report:
                text = self.accord.vocabulary.text
                self._pages[report] = Page(report, text, blocks_of(text, ()))
            else:
                return None
        return self._pages[report]

    def citing(self, spans: Iterable[Span], most: int = 12) -> tuple[Span, ...]:
        """Whole sentences around the first `most` of `spans`, report by report; a span with no page
        stays as it is. A statement that a hundred outlets carry needs no hundred links."""
        by_report: dict[str, list[Span]] = {}
        for s in islice(dict.fromkeys(spans), most):
            by_report.setdefault(s.report, []).append(s)
        found: list[Span] = []
        for report, some in by_report.items():
            page = self.page(report)
            whole = page is not None and report in self.reports
            found += page.citing(some) if page is not None and whole else dict.fromkeys(some)
        return tuple(found)

    def in_body(self, claim: Claim) -> bool:
        """Whether the claim stands in running text, not in a headline, caption or credit."""
        return self.is_text(claim.report, claim.start)

    def is_text(self, report: str, at: int) -> bool:
        """Whether the character at `at` stands in running text."""
        if report not in self._lines:
            reading = self.readings.get(report)
            blocks = reading.blocks if reading else ()
            self._lines[report] = [(b.start, b.end) for b in blocks if b.kind in _LINE_KINDS]
        return not any(a <= at < b for a, b in self._lines[report])

    def paragraph_of_text(self, claim: Claim) -> int:
        """How many paragraphs of running text stand above the one that holds a claim."""
        self.in_body(claim)
        page = self.page(claim.report)
        place = page.place(claim.start) if page is not None else 0
        return max(0, place - sum(1 for a, _ in self._lines[claim.report] if a < claim.start))

    def headline_words(self, report: str) -> frozenset[str]:
        """The longer words of a report's headlines, by their first letters."""
        if report not in self._headlines:
            reading = self.readings.get(report)
            heads = [b for b in reading.blocks if b.kind is BlockKind.HEADLINE] if reading else []
            text = self.reports[report].text if report in self.reports else ""
            words = fold(" ".join(text[b.start : b.end] for b in heads[:3])).split()
            self._headlines[report] = frozenset(w[:6] for w in words if len(w) > 3)
        return self._headlines[report]

    def is_furniture(self, claim: Claim) -> bool:
        """Whether its sentence begins with the same two words as many others of the page, as captions and
        menus do that no mark tells apart."""
        page = self.page(claim.report)
        if page is None:
            return False
        if claim.report not in self._heads:
            self._heads[claim.report] = Counter(_head(page.text[a:b]) for a, b in page.sentences)
        starts = [page.around(claim.start, claim.end)[0]]
        starts += [page.blocks[page.place(claim.start)][1]] if page.blocks else []
        return any(self._heads[claim.report][_head(page.text[a : a + 80])] >= _OFTEN for a in starts)

    def mentions(self, report: str, start: int, end: int) -> list[Mention]:
        """The mentions that lie between `start` and `end` of a report."""
        if report not in self._mentions:
            reading = self.readings.get(report)
            self._mentions[report] = sorted(
                reading.mentions if reading else (), key=lambda m: (m.span.start, -m.span.end)
            )
        some = self._mentions[report]
        first = bisect_left(some, start, key=lambda m: m.span.start)
        found = []
        for m in some[first:]:
            if m.span.start >= end:
                break
            if m.span.end <= end:
                found.append(m)
        return found

    def times(self, report: str, start: int, end: int) -> list[When]:
        """The time expressions that lie between `start` and `end` of a report."""
        if report not in self._times:
            reading = self.readings.get(report)
            self._times[report] = sorted(reading.times if reading else (), key=lambda t: t.span.start)
        return [t for t in self._times[report] if start <= t.span.start and t.span.end <= end]

    def entity(self, id: str | None) -> Entity | None:
        """The entity of that id in the accord's vocabulary."""
        return self._entities.get(id) if id else None

    @cached_property
    def _entities(self) -> dict[str, Entity]:
        return {e.id: e for e in self.accord.vocabulary.entities} if self.accord else {}

    def name(self, id: str | None) -> str | None:
        """The display name of a party, person or body; made from the id where none is given."""
        if not id:
            return None
        if self.accord and id in self.accord.labels:
            return self.accord.labels[id]
        entity = self.entity(id)
        if entity:
            return entity.name
        return seen_name(id, self.readings.values()) or " ".join(
            w if w in ("of", "the", "and") else w.capitalize() for w in id.split("-")
        )

    def takes_the(self, name: str) -> bool:
        """Whether the reports put "the" before a name more often than not."""
        if name not in self._with_the:
            words = rf"\b(the\s+)?{re.escape(name)}\b"
            found = [m.group(1) for p in self._mixed[:_ENOUGH] for m in re.finditer(words, p, re.IGNORECASE)]
            self._with_the[name] = 2 * sum(1 for the in found if the) > len(found)
        return self._with_the[name]

    def outlet(self, report: str) -> str:
        """The outlet's name as shown, or where it is not known what the file is called; a digest is named as
        one elsewhere."""
        found = self.reports[report]
        return found.outlet or f"report {PurePath(found.path).stem}"

    def name_of_outlet(self, report: str) -> str:
        """The outlet's name, or "" for what is no report."""
        return self.outlet(report) if report in self.reports else ""

    def is_digest(self, report: str) -> bool:
        """Whether the words are ours and not the outlet's."""
        return report in self.reports and self.reports[report].rendering is Rendering.DIGEST

    def published(self, report: str) -> str:
        """The publication date, or the day it was known from, or "" where only the day is known on
        which it was added."""
        found = self.reports.get(report)
        if found is None or (not found.published and found.date_basis is DateBasis.NONE):
            return ""
        return found.published or found.known_on or ""

    def posted_late(self, report: str) -> bool:
        """Whether all days that a report names with their weekdays lie more than a week, and no more than two months,
        before it: then it came out long after it was written, and its other weekdays are not of its week."""
        return self.once("late", report, lambda: self._late(report))

    def _late(self, report: str) -> bool:
        reading, published = self.readings.get(report), self.published(report)[:10]
        some = reading.times if reading is not None else ()
        days = [
            t.value[:10] for t in some if _WHOLE_DAY.match(t.value) and _DAY_AND_DATE.search(t.span.quote)
        ]
        try:
            since = (date.fromisoformat(published) - date.fromisoformat(max(days))).days
        except ValueError:
            return False
        return _A_WEEK < since <= _TWO_MONTHS

    def dated_weekdays(self, report: str) -> dict[str, tuple[str, Span]]:
        """The weekdays, in small letters, behind which a report gives a date ("Sunday (May 11)"), each with that date
        in words and where it stands; those with two dates are left out."""
        return self.once("weekdays", report, lambda: self._weekdays(report))

    def _weekdays(self, report: str) -> dict[str, tuple[str, Span]]:
        page, found = self.page(report), dict[str, set[tuple[str, Span]]]()
        for m in _WEEKDAY_DATED.finditer(page.text) if page is not None else ():
            month = next((x for x in MONTHS if x.startswith((m["a"] or m["b"])[:3])), None)
            if month is not None and page is not None:
                day = f"{int(m['c'] or m['d'])} {month}"
                found.setdefault(m[1].casefold(), set()).add(
                    (day, page.span(*page.around(m.start(), m.end())))
                )
        first = {w: min(some, key=lambda x: x[1].start) for w, some in found.items()}
        return {w: first[w] for w, some in found.items() if len({d for d, _ in some}) == 1}

    def said(self, claim: Claim) -> str:
        """The day something was said, else the day it was published."""
        return claim.said_on or self.published(claim.report)

    def outlets(self, reports: Iterable[str]) -> list[str]:
        """The names of the outlets of `reports`, each once, in order."""
        return list(dict.fromkeys(self.outlet(r) for r in reports if r in self.reports))

    def is_own(self, claim: Claim) -> bool:
        """Whether the outlet tells it in its own voice."""
        return claim.manner is Manner.OWN

    def source(self, report: str) -> Source:
        """The entry of a report in the list at the end."""
        found = self.reports.get(report)
        page = self.page(report)
        if found is None:
            name = self.accord.name if self.accord else report
            words = report == self.vocabulary_report
            kept = f"{'How reports name what is in the agreement' if words else 'The agreement'}, as kept by Truceline"
            text = page.text if page is not None else ""
            return Source(report, f"{kept}: {name}", None, False, text, blocks=())
        day = self.published(report)
        added = f"no date (added {day_in_words(found.known_on)})" if found.known_on else "no date"
        label = f"{self.outlet(report)}, {day_in_words(day) if day else added}"
        digest = found.rendering is Rendering.DIGEST
        if digest:
            label += " (digest in our own words)"
        elif found.rendering is Rendering.TRANSLATION:
            label += " (translation)"
        blocks = page.blocks if page else ()
        return Source(report, label, found.address, digest, found.text, blocks)
