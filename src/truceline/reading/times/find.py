"""Finding the times of a page: scan, keep what the context allows, resolve in reading order."""

from __future__ import annotations

from collections.abc import Mapping

from truceline.model.accord import Vocabulary
from truceline.model.reading import BlockKind, When, WhenType
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words, words_in
from truceline.reading.page import Page, PageBlock
from truceline.reading.times.allowed import allowed
from truceline.reading.times.calendar import edtf_of, point_of
from truceline.reading.times.dateline import in_dateline
from truceline.reading.times.direction import direction, token_at
from truceline.reading.times.events import told_from_event
from truceline.reading.times.forms import Forms, Hit, Item, extra_phrases, times_pack
from truceline.reading.times.lengths import LENGTHS
from truceline.reading.times.relative import RELATIVE
from truceline.reading.times.resolve import DATES, Resolver, Way, calendar_day
from truceline.reading.times.state import Course, Found

RULES: Mapping[str, Resolver] = {**DATES, **RELATIVE, **LENGTHS}
HEDGED = frozenset({"duration", "shift"})
CLOCKS = frozenset({"clock", "noon"})
NAMING = frozenset({"day_month", "month_year", "month", "season"})
"""Before a noun these name what follows ("the June offensive"), and the article is the noun's."""
NARRATIVE_DATES, NARRATIVE_SHARE, NEAR_SHARE = 12, 0.7, 0.15
UNDATED_YEARS = 10
MONTHS = frozenset({"month", "month_day", "day_month", "day_pair"})
NEAR = frozenset({"weekday", "today"})
HEADING_WORDS = 10
HEADS = 5
"""Blocks of a page among which its dateline stands."""
DAYS = frozenset({"month_day", "day_month", "calendar_day"})


def find_times(page: Page, vocabulary: Vocabulary | None) -> tuple[When, ...]:
    """The time expressions of a page, in reading order.

    Values are TIMEX3, resolved against the report's date (EDTF); without one they stay
    undetermined ("XXXX-WXX-6"). `vocabulary.dates` resolves what is told from the agreement
    ("day 16"). In a text that mostly tells of other years than its own, years come from the
    running text.
    """
    forms = times_pack()
    extra = extra_phrases(vocabulary)
    blocks = [b for b in page.blocks if b.kind is not BlockKind.FURNITURE]
    scanned = [_scan(b, forms, extra) for b in blocks]
    published = point_of(page.report.published)
    course = Course(
        published, _is_narrative(scanned, published), dict(vocabulary.dates) if vocabulary else {}
    )
    out: list[When] = []
    for block, (words, items, hits) in zip(blocks, scanned, strict=True):
        course.block = block.number
        out += _resolve(block, words, items, hits, course, forms)
    return tuple(sorted(out, key=lambda t: (t.span.start, -t.span.end)))


def _scan(
    block: PageBlock, forms: Forms, extra: Mapping[str, list[tuple[tuple[str, ...], str, object]]]
) -> tuple[Words, list[Item], list[Hit]]:
    words = words_in(block.words)
    items = forms.items(words, dict(extra))
    hits = []
    end = 0
    for hit in forms.hits(items):
        if hit.first >= end and allowed(hit, items, words, block, forms):
            hits.append(hit)
            end = hit.last
    return words, items, hits


def _is_narrative(scanned: list[tuple[Words, list[Item], list[Hit]]], published: object) -> bool:
    """Whether most years told are not the report's own, its neighbours included."""
    own = getattr(published, "year", None)
    years = [
        int(i.value)
        for _, _, hits in scanned
        for h in hits
        for i in h.parts.get("y", ())
        if isinstance(i.value, int)
    ]
    months = sum(1 for _, _, hits in scanned for h in hits if h.rule in MONTHS and "y" not in h.parts)
    near = sum(1 for _, _, hits in scanned for h in hits if h.rule in NEAR)
    if not years or len(years) + months < NARRATIVE_DATES or (own is None and len(years) < UNDATED_YEARS):
        return False
    other = sum(1 for y in years if y != own)
    return other >= NARRATIVE_SHARE * len(years) and near <= NEAR_SHARE * (len(years) + months)


def _resolve(
    block: PageBlock, words: Words, items: list[Item], hits: list[Hit], course: Course, forms: Forms
) -> list[When]:
    out: list[When] = []
    before: Hit | None = None
    for hit in hits:
        course.beside = course.told if before and _joined(items, before, hit) else None
        before = hit
        start = words.starts[items[hit.first].lo]

        def way(start: int = start) -> int:
            return direction(block.doc, start, forms)

        found = RULES[hit.rule](hit.parts, course, way)
        if found is None:
            continue
        first, last = items[hit.first].lo, items[hit.last - 1].hi
        if hit.rule == "year_pair":
            last = hit.parts["y"][0].hi
        elif hit.rule == "day_pair":
            last = (hit.parts["d0"] if "d0" in hit.parts else hit.parts["d"])[0].hi
        elif words.lows[last - 1] == "." and not _abbreviation(words, last - 2):
            last -= 1
        if hit.rule in NAMING and items[hit.first].name == "the" and _before_noun(block, words, last):
            first += 1
        if hit.rule in HEDGED and words.lows[first] not in forms.the:
            first = _hedge_start(words, first, forms)
        on = (
            next((i for i in items[hit.first : hit.last] if i.name == "on"), None)
            if hit.rule in CLOCKS
            else None
        )
        if on is not None:
            last = on.lo
        event = None
        if hit.rule in ("duration", "units_event"):
            event = told_from_event(block, words, items, hit, found, course, forms)
        if hit.rule != "units_event" or event is None:
            out.append(_when(block, words, first, last, found, hit.rule))
        if event is not None:
            out.append(_when(block, words, first, event[0], event[1], "after_event"))
        if on is not None and "w" in hit.parts and found.point is not None:
            day, named = hit.parts["w"][0], Found(found.point.value, "DATE", found.anchor, point=found.point)
            out.append(_when(block, words, day.lo, day.hi, named, "weekday"))
        course.tell(found.point)
        if (
            block.number <= HEADS
            and hit.rule in DAYS
            and in_dateline(block.words, start, words.ends[last - 1])
        ):
            course.write(found.point)
        told = found.point.date if found.point and not found.inferred and not course.narrative else None
        if told is not None and hit.rule == "weekday":
            course.weekdays[told.isoweekday()] = told
        if course.story is None and told is not None and (course.day is None or told <= course.day):
            course.story = found.point
        if hit.rule == "year_pair":
            out += _second_year(block, words, items, hit, course)
        elif hit.rule == "day_pair":
            out += _second_day(block, words, items, hit, course, way)
    return out


def _before_noun(block: PageBlock, words: Words, i: int) -> bool:
    token = token_at(block.doc, words.starts[i]) if i < len(words) else None
    return token is not None and token.tag_[:2] == "NN"


def _joined(items: list[Item], a: Hit, b: Hit) -> bool:
    """Whether two weekdays stand side by side ("Monday and Tuesday", "from Friday to Sunday")."""
    between = items[a.last : b.first]
    return a.rule == b.rule == "weekday" and len(between) == 1 and between[0].name in ("and", "dash", "prep")


def _abbreviation(words: Words, i: int) -> bool:
    """Whether the stop after word `i` belongs to it ("Sept.")."""
    return len(words.texts[i]) <= 4 and words.lows[i] not in grammar().times.whole_months


def _opens(words: Words, items: list[Item], hit: Hit) -> bool:
    """Whether a date stands in a heading or opens its sentence ("In 1917, ...")."""
    i = items[hit.first].lo
    if len(words) <= HEADING_WORDS:
        return True
    if words.low(i - 1) in grammar().times.openers:
        i -= 1
    return i == 0 or words.low(i - 1) in (".", "\n")


def _second_day(
    block: PageBlock, words: Words, items: list[Item], hit: Hit, course: Course, way: Way
) -> list[When]:
    second = hit.parts["d"] if "d0" in hit.parts else hit.parts["d9"]
    found = calendar_day({**hit.parts, "d": second}, course, way)
    if found is None:
        return []
    course.tell(found.point)
    if "d0" in hit.parts:
        last = items[hit.last - 1].hi
        if words.lows[last - 1] == "." and not _abbreviation(words, last - 2):
            last -= 1
        return [_when(block, words, second[0].lo, last, found, "day_pair")]
    return [_when(block, words, second[0].lo, second[0].hi, found, "day_pair")]


def _second_year(block: PageBlock, words: Words, items: list[Item], hit: Hit, course: Course) -> list[When]:
    first, z = int(hit.parts["y"][0].value), hit.parts["z"][0]
    year = int(z.value)
    digits = len(words.texts[z.lo])
    if digits < 4:
        year += first // 10**digits * 10**digits
    if year <= first:
        return []
    found = Found(f"{year:04d}", "DATE", point=point_of(f"{year:04d}"))
    course.tell(found.point)
    return [_when(block, words, z.lo, z.hi, found, "year_pair")]


def _hedge_start(words: Words, first: int, forms: Forms) -> int:
    for pieces, _ in forms.hedges.get(words.low(first - 1), ()):
        k = len(pieces)
        if first >= k and all(words.low(first - k + j) == p for j, p in enumerate(pieces)):
            return first - k
    return first


def _when(block: PageBlock, words: Words, first: int, last: int, found: Found, rule: str) -> When:
    span = block.at(block.start + words.starts[first], block.start + words.ends[last - 1])
    return When(
        span,
        found.value,
        WhenType(found.type),
        edtf=found.edtf or (edtf_of(found.value) if found.type in ("DATE", "TIME", "DURATION") else None),
        rule=rule,
        anchor=found.anchor,
        inferred=found.inferred,
    )
