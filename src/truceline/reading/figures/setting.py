"""In which setting an amount stands: done or planned, since when, for which measure, counted by whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from truceline.model.accord import Measure, Vocabulary
from truceline.model.match import contains, fold
from truceline.model.reading import When
from truceline.reading.figures.amount import Amount
from truceline.reading.figures.counted import Counted, governors
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

SENTENCE_TIMES = 16
BEFORE_WORDS = 4
NAME_WORDS = 12
SHARE = "percent"
"""The unit of measures that are counted in shares; no other measure takes a share."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of an amount: words `first` to before `last`, the same folded, whether it
    tells a total, opens by citing terms, and who it names as having counted."""

    first: int
    last: int
    folded: str
    total: bool
    terms: bool
    counted_by: str | None


class Sentences:
    """The sentences of a block, each looked at once."""

    def __init__(self, w: Words, lex: Lexicon) -> None:
        self.w, self.lex = w, lex
        self.seen: dict[int, Sentence] = {}

    def of(self, token: Token | None) -> Sentence:
        """The sentence that holds `token`; all words where there is no token."""
        start, end = (
            (token.sent.start_char, token.sent.end_char) if token is not None else (0, len(self.w.text))
        )
        if start not in self.seen:
            w, lex = self.w, self.lex
            first, last = bisect_left(w.starts, start), bisect_left(w.starts, end)
            self.seen[start] = Sentence(
                first,
                last,
                fold(w.text[start:end]),
                any(lex.total_words.after(w, i) for i in range(first, last)),
                lex.plan_openers.after(w, first) is not None,
                _counted_by(w, first, last, lex),
            )
        return self.seen[start]


def mode_of(token: Token | None, sentence: Sentence, lex: Lexicon, harmed: bool = False) -> str:
    """done, planned, conditional or denied, by the verbs above the amount. `harmed`: it counts people to whom
    harm was done."""
    if token is None:
        return "done"
    above = governors(token, 14)
    mode = None
    for t in above:
        if harmed and mode is None and t.dep_ == "prep" and t.lower_ in grammar().figures.upon:
            return "done"
        if t.tag_[:2] in ("NN", "JJ") and any(
            c.lower_ in grammar().figures.planned_modifiers for c in t.children
        ):
            mode = mode or "planned"
        if t.tag_[:2] not in ("VB", "MD"):
            continue
        kids = list(t.children)
        lows = {c.lower_ for c in kids if c.dep_ in ("aux", "auxpass", "mark", "neg", "advmod", "det")}
        if lows & lex.if_words:
            return "conditional"
        if mode is None and "to" in lows and t.dep_ == "xcomp" and t.head.lower_ in lex.aims:
            mode = "planned"
        if mode is None:
            mode = _mode_at(t, kids, lows, lex)
    if mode in (None, "done") and sentence.terms:
        return "planned"
    return mode or "done"


def _mode_at(t: Token, kids: list[Token], lows: set[str], lex: Lexicon) -> str | None:
    if any(c.dep_ == "neg" for c in kids) or t.lower_ in lex.deny_words:
        return "denied"
    if lows & grammar().verbs.managed and t.lower_ in grammar().verbs.perceived:
        return "done"
    if (
        lows & grammar().figures.will
        or t.tag_ == "MD"
        or (t.tag_ != "VB" and "to" in lows and lows & grammar().figures.be)
    ):
        return "planned"
    if t.tag_ == "VBD" or lows & grammar().verbs.have:
        return "planned" if t.lower_ in grammar().figures.planned_verbs else "done"
    if t.lower_ in lex.plan_words and t.tag_ in ("VBN", "JJ"):
        return "planned"
    if t.tag_ in ("VBZ", "VBP"):
        subjects = [c for c in kids if c.dep_ in ("nsubj", "nsubjpass")]
        if (
            any(s.lower_ in lex.plan_subjects for s in subjects)
            or t.lower_ in grammar().figures.planning_verbs
        ):
            return "planned"
        return "done"
    if t.tag_ == "VBN":
        return "done"
    return None


def span_of_time(
    block: PageBlock, w: Words, sentence: Sentence, times: Sequence[When], published: str | None, lex: Lexicon
) -> tuple[bool | None, str | None]:
    """(cumulative, window): since a start, of one event, or not told."""
    start, end = (
        block.start + w.starts[sentence.first],
        block.start + w.ends[sentence.last - 1] if sentence.last else 0,
    )
    window = None
    at = bisect_left(times, start, key=lambda t: t.span.start)
    for t in times[at : at + SENTENCE_TIMES]:
        if t.span.start >= end:
            break
        if t.type == "SET":
            continue
        before = w.text[max(0, t.span.start - block.start - 8) : t.span.start - block.start].lower()
        if t.rule == "since_start" or before.endswith("since "):
            opened = t.edtf or t.value
            return True, opened if "/" in opened else f"{opened}/{published or '..'}"
        last = before.rsplit(None, 1)[-1] if before.strip() else ""
        other = before.endswith(" ") and last in grammar().figures.other_than_that_day
        dated = t.type in ("DATE", "TIME") and len(t.value) >= 10 and t.value[0].isdigit() and not other
        if dated and window is None:
            window = t.edtf or t.value
            words_before = w.text[: max(0, t.span.start - block.start)].lower().split()[-2:]
            if len(words_before) == 2 and words_before[0] in lex.tolls and words_before[1] in lex.tolled_on:
                return False, window
    if sentence.total:
        return True, None
    return (False, window) if window else (None, None)


def measure_of(
    w: Words, a: Amount, c: Counted, sentence: Sentence, vocabulary: Vocabulary | None
) -> Measure | None:
    """The measure of the accord that the counted thing and the words near it fit."""
    if vocabulary is None or c.first is None or c.last is None:
        return None
    first = max(sentence.first, a.first - BEFORE_WORDS)
    thing = fold(" ".join(w.lows[c.first : c.last]))
    around = fold(" ".join(w.lows[first : c.last]))
    for m in vocabulary.measures:
        if (m.unit == SHARE) != a.share:
            continue
        fits = contains(m.counted).fits(thing) or (
            w.low(a.first - 1) == "of" and contains(m.counted).fits(around)
        )
        if not fits or (m.near and not contains(m.near).fits(sentence.folded)):
            continue
        if m.none and contains(m.none).fits(around):
            continue
        return m
    return None


def _counted_by(w: Words, first: int, last: int, lex: Lexicon) -> str | None:
    """Who counted, where the sentence says "according to ..."."""
    for i in range(first, last):
        got = lex.according.after(w, i)
        if got is None:
            continue
        k = got[0]
        while k < last and k - got[0] < NAME_WORDS and w.lows[k] not in grammar().figures.name_ends:
            k += 1
        return w.text[w.starts[got[0]] : w.ends[k - 1]] if k > got[0] else None
    return None
