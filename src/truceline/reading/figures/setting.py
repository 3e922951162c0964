"""In which setting an amount stands: done or planned, since when, for which measure, counted by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from truceline.model.accord import Measure, Vocabulary
from truceline.model.match import contains, fold
from truceline.model.reading import When
from truceline.reading.figures.amounts import Amount
from truceline.reading.figures.counted import Counted, governors
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock

WILL = frozenset(
    {"will", "would", "shall", "should", "must", "may", "might", "could", "can", "'ll", "’ll", "wo"}
)
HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
BEFORE_WORDS = 4


@dataclass(frozen=True, slots=True)
class Sentence:
    """The sentence of an amount: words `first` to before `last`, and the same folded."""

    first: int
    last: int
    folded: str


def sentence_of(block: PageBlock, w: Words, token: Token | None) -> Sentence:
    """The sentence that holds `token`."""
    if token is None:
        return Sentence(0, len(w), fold(w.text))
    sent = token.sent
    first = next((i for i, s in enumerate(w.starts) if s >= sent.start_char), 0)
    last = next((i for i in range(first, len(w)) if w.starts[i] >= sent.end_char), len(w))
    return Sentence(first, last, fold(w.text[sent.start_char : sent.end_char]))


def mode_of(token: Token | None, w: Words, sentence: Sentence, lex: Lexicon) -> str:
    """done, planned, conditional or denied, by the verbs above the amount."""
    if token is None:
        return "done"
    above = governors(token, 14)
    mode = None
    for t in above:
        if t.tag_[:2] in ("NN", "JJ") and any(
            c.lower_ in ("planned", "proposed", "scheduled") for c in t.children
        ):
            mode = mode or "planned"
        if t.tag_[:2] not in ("VB", "MD"):
            continue
        kids = list(t.children)
        lows = {c.lower_ for c in kids if c.dep_ in ("aux", "auxpass", "mark", "neg", "advmod", "det")}
        if lows & lex.if_words:
            return "conditional"
        if mode is None:
            mode = _mode_at(t, kids, lows, lex)
    if mode in (None, "done") and _terms(w, sentence, lex):
        return "planned"
    return mode or "done"


def _mode_at(t: Token, kids: list[Token], lows: set[str], lex: Lexicon) -> str | None:
    if any(c.dep_ == "neg" for c in kids) or t.lower_ in lex.deny_words:
        return "denied"
    if lows & WILL or t.tag_ == "MD":
        return "planned"
    if t.tag_ == "VBD" or lows & HAVE:
        return (
            "planned"
            if t.lower_ in ("agreed", "pledged", "promised", "proposed", "demanded", "planned")
            else "done"
        )
    if t.lower_ in lex.plan_words and t.tag_ in ("VBN", "JJ"):
        return "planned"
    if t.tag_ in ("VBZ", "VBP"):
        subjects = [c for c in kids if c.dep_ in ("nsubj", "nsubjpass")]
        if any(s.lower_ in lex.plan_subjects for s in subjects) or t.lower_ in (
            "calls",
            "demands",
            "requires",
            "plans",
            "proposes",
        ):
            return "planned"
        return "done"
    if t.tag_ == "VBN":
        return "done"
    return None


def _terms(w: Words, sentence: Sentence, lex: Lexicon) -> bool:
    """Whether the sentence opens by citing terms ("Under the deal, ...")."""
    return lex.plan_openers.after(w, sentence.first) is not None


def span_of_time(
    block: PageBlock, w: Words, sentence: Sentence, times: Sequence[When], published: str | None, lex: Lexicon
) -> tuple[bool | None, str | None]:
    """(cumulative, window): since a start, of one event, or not told."""
    start, end = (
        block.start + w.starts[sentence.first],
        block.start + w.ends[sentence.last - 1] if sentence.last else 0,
    )
    total = any(lex.total_words.after(w, i) for i in range(sentence.first, sentence.last))
    window = None
    for t in times:
        if not start <= t.span.start < end or t.type not in ("DATE", "TIME", "DURATION"):
            continue
        before = w.text[max(0, t.span.start - block.start - 6) : t.span.start - block.start].lower()
        if t.rule == "since_start" or before.endswith("since "):
            opened = t.edtf or t.value
            return True, opened if "/" in opened else f"{opened}/{published or '..'}"
        if t.type in ("DATE", "TIME") and len(t.value) >= 10 and t.value[0].isdigit() and window is None:
            window = t.edtf or t.value
    if total:
        return True, None
    return (False, window) if window else (None, None)


def measure_of(
    w: Words, a: Amount, c: Counted, sentence: Sentence, vocabulary: Vocabulary | None
) -> Measure | None:
    """The measure of the accord that the counted thing and the words near it fit."""
    if vocabulary is None or c.first is None or c.last is None or a.share:
        return None
    first = max(sentence.first, a.first - BEFORE_WORDS)
    thing = fold(" ".join(w.lows[c.first : c.last]))
    around = fold(" ".join(w.lows[first : c.last]))
    for m in vocabulary.measures:
        fits = contains(m.counted).fits(thing) or (
            w.low(a.first - 1) == "of" and contains(m.counted).fits(around)
        )
        if not fits or (m.near and not contains(m.near).fits(sentence.folded)):
            continue
        if m.none and contains(m.none).fits(around):
            continue
        return m
    return None


def counted_by(block: PageBlock, w: Words, sentence: Sentence, lex: Lexicon) -> str | None:
    """Who counted, where the sentence says "according to ..."."""
    for i in range(sentence.first, sentence.last):
        got = lex.according.after(w, i)
        if got is None:
            continue
        j = got[0]
        k = j
        while (
            k < sentence.last
            and k - j < 12
            and w.lows[k] not in (",", ".", ";", "—", "(", ")", "who", "which", "that", "and")
        ):
            k += 1
        return w.text[w.starts[j] : w.ends[k - 1]] if k > j else None
    return None
