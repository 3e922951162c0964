"""Finding the figures of a page: amounts, what the context allows, bounds, counted things, settings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from truceline.model.accord import Vocabulary
from truceline.model.reading import BlockKind, Figure, When, WhenType
from truceline.reading.figures.amount import Amount
from truceline.reading.figures.amounts import amounts
from truceline.reading.figures.counted import (
    Counted,
    category_of,
    counted_thing,
    harm_of,
    others_harmed,
    tells_harm_of,
)
from truceline.reading.figures.counters import counter_of
from truceline.reading.figures.counts import is_count
from truceline.reading.figures.elsewhere import is_further, named_elsewhere, rate_near, told_apart
from truceline.reading.figures.lexicon import Lexicon, figures_pack
from truceline.reading.figures.listed import listed_with_its_day
from truceline.reading.figures.setting import Sentence, Sentences, measure_of, mode_of, span_of_time
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words, words_in
from truceline.reading.page import Page, PageBlock
from truceline.reading.times.direction import token_at


def find_figures(page: Page, times: tuple[When, ...], vocabulary: Vocabulary | None) -> tuple[Figure, ...]:
    """The figures of a page, in reading order, with bounds as the words give them.

    `times` are those of the same page: what is a date or a clock time is no figure. Bounds:
    docs/reference/figures.md. Shares are in percent.
    """
    lex = figures_pack()
    out: list[Figure] = []
    starts = [t.span.start for t in times]
    for block in page.blocks:
        if block.kind is BlockKind.FURNITURE:
            continue
        low, high = bisect_right(starts, block.start - 1), bisect_right(starts, block.end)
        out += _in_block(block, times[low:high], page.report.published, vocabulary, lex)
    return tuple(out)


def _in_block(
    block: PageBlock,
    times: Sequence[When],
    published: str | None,
    vocabulary: Vocabulary | None,
    lex: Lexicon,
) -> list[Figure]:
    w = words_in(block.words)
    sentences = Sentences(w, lex)
    out: list[Figure] = []
    for a in amounts(w, lex):
        if not is_count(block, w, a, times, lex):
            continue
        but = lex.all_but.before(w, a.first)
        if but and out:
            out.append(_all_but(block, w, a, but[0], out[-1], lex))
            continue
        listed = listed_with_its_day(block, w, a, out[-1] if out else None, times, bounds(a))
        if listed is not None:
            out.append(listed)
            continue
        token = token_at(block.doc, w.starts[a.end - 1])
        sentence = sentences.of(token)
        a = _without_particle(block, w, a, lex)
        c = _no_time(block, w, counted_thing(block, w, a, lex), times)
        c, tolled = named_elsewhere(block, w, a, c, token, out[-1] if out else None, lex)
        if c.rate is None and c.unit is not None and not a.measure:
            c = replace(c, rate=rate_near(w, c, sentence, lex))
        length = a.measure and a.unit in lex.durations
        cumulative, window = (
            (None, None) if length else span_of_time(block, w, sentence, times, published, lex)
        )
        if is_further(w, a, lex):
            cumulative = False
        lower, best, upper = bounds(a)
        category = category_of(block, w, a, c, lex)
        beside = [tolled] if tolled else told_apart(token, lex) if c.unit == "person" else []
        category = ", ".join(dict.fromkeys([*(category.split(", ") if category else []), *beside])) or None
        if others_harmed(c, category, lex) or (
            c.unit is None and not a.measure and harm_of(category, lex) is not None
        ):
            c = replace(c, unit="person")
        if c.unit == "person" and out and harm_of(category, lex) is None:
            done = (
                harm_of(out[-1].category, lex) if _part_of_last(block, w, a, out[-1], sentence, lex) else None
            )
            category = ", ".join(x for x in (done, category) if x) or None
        measure = measure_of(w, a, c, sentence, vocabulary)
        if measure is not None and not tells_harm_of(measure.counted, category, lex):
            measure = None
        if measure is not None and measure.cumulative is not None and cumulative is None:
            cumulative = measure.cumulative
        out.append(
            Figure(
                block.at(block.start + w.starts[a.first], block.start + w.ends[a.last - 1]),
                lower,
                best,
                upper,
                approximate=a.kind in ("about", "nearly") or a.vague,
                unit=c.unit,
                counted=w.text[w.starts[c.first] : w.ends[c.last - 1]]
                if c.first is not None and c.last is not None
                else None,
                counted_span=block.at(block.start + w.starts[c.first], block.start + w.ends[c.last - 1])
                if c.first is not None and c.last is not None
                else None,
                category=category,
                measure=measure.id if measure else None,
                mode=_told_as_none(a, mode_of(token, sentence, lex, harm_of(category, lex) is not None)),
                cumulative=cumulative,
                window=window,
                counted_by=(sentence.counted_by or counter_of(token, lex)) if not length else None,
                rate=c.rate,
            )
        )
    return out


def _no_time(block: PageBlock, w: Words, c: Counted, times: Sequence[When]) -> Counted:
    """ "Climbed to 710 yesterday evening" counts no evenings: a date behind an amount is not what it counts."""
    if c.first is None or c.last is None or c.unit == "person":
        return c
    first, last = block.start + w.starts[c.first], block.start + w.ends[c.last - 1]
    told = any(
        t.span.start <= first and last <= t.span.end
        for t in times
        if t.type in (WhenType.DATE, WhenType.TIME)
    )
    return Counted(None, None, None, None, c.rate) if told else c


def _told_as_none(a: Amount, mode: str) -> str:
    """The negation of "did not fire a single shell" is the count itself: it denies no count."""
    return "done" if a.none and mode == "denied" else mode


def _part_of_last(
    block: PageBlock, w: Words, a: Amount, last: Figure, sentence: Sentence, lex: Lexicon
) -> bool:
    """ "38 people were killed, including 35 soldiers": whether an amount is a part of the one before it."""
    after = last.span.end - block.start
    if after < w.starts[sentence.first] or last.unit != "person":
        return False
    between = [i for i in range(sentence.first, a.first) if w.starts[i] >= after]
    return any(lex.including.after(w, i) is not None for i in between)


def _without_particle(block: PageBlock, w: Words, a: Amount, lex: Lexicon) -> Amount:
    """ "handed over three captives": a particle of the verb is no hedge of the number."""
    token = token_at(block.doc, w.starts[a.first])
    phrasal = w.low(a.first) in lex.particles and w.low(a.first - 1) in lex.with_particles
    if a.first == a.core or not (phrasal or (token is not None and token.dep_ == "prt")):
        return a
    first = a.first + 1
    hedge = w.texts[first : a.core]
    kept = a.kind if a.kind != "more_than" else None
    return replace(a, first=first if hedge else a.core, kind=kept)


def bounds(a: Amount) -> tuple[float | None, float | None, float | None]:
    """(low, best, high) of an amount; an open bound is None."""
    v = a.value
    whole = float(v).is_integer() and not a.measure
    if a.upper is not None:
        return v, None, a.upper
    if a.kind == "more_than":
        return (v + 1 if whole else v), None, None
    if a.kind == "at_least":
        return v, None, None
    if a.kind == "less_than":
        return None, None, (v - 1 if whole else v)
    if a.kind in ("at_most", "nearly"):
        return None, None, v
    return v, v, v


def _all_but(block: PageBlock, w: Words, a: Amount, first: int, whole: Figure, lex: Lexicon) -> Figure:
    """ "67, all but three of them soldiers": the rest of the figure before it."""
    best = whole.best - a.value if whole.best is not None else None
    low = whole.low - a.value if whole.low is not None else None
    high = whole.high - a.value if whole.high is not None else None
    j = a.last
    while w.low(j) in grammar().figures.of_them:
        j += 1
    noun = w.texts[j] if j < len(w) and w.lows[j].isalpha() else None
    return Figure(
        block.at(block.start + w.starts[first], block.start + w.ends[a.last - 1]),
        low,
        best,
        high,
        approximate=whole.approximate,
        unit=whole.unit,
        counted=noun or whole.counted,
        category=next(
            (name for name, members in lex.categories if noun and noun.lower() in members), whole.category
        ),
        mode=whole.mode,
        cumulative=whole.cumulative,
        window=whole.window,
        counted_by=whole.counted_by,
    )
