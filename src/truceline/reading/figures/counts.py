"""Which amounts are figures, and which are dates, names, ordinals, ages, scores."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from truceline.model.reading import When
from truceline.reading.figures.amount import Amount
from truceline.reading.figures.counted import NOUNS, tag_at
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock

LENGTHS = frozenset({"shift", "rel_span", "after_event", "span_of"})
LAST_JOINTS = frozenset({"and", "or", "&"})
NESTED = 4
"""So many times can hold one number: those that begin last before it."""
FIRST_YEAR, LAST_YEAR = 1950, 2049
OLDEST = 130
"""No person is older: a greater age is a thing's."""


def is_count(block: PageBlock, w: Words, a: Amount, times: Sequence[When], lex: Lexicon) -> bool:
    """Whether `a` is an amount of something."""
    if w.joined(a.end) and w.low(a.end) in lex.ordinal_ends:
        return False
    if _is_time(block, w, a, times):
        return False
    if _is_age(w, a, lex):
        return False
    if a.money or a.share or a.vague or a.none:
        return True
    if _is_part_of_a_word(w, a) or _is_score(w, a, lex) or _is_listed(w, a, lex):
        return False
    if (
        a.kind is None
        and not a.measure
        and a.upper is None
        and (_is_year(w, a) or _is_in_a_list(block, w, a) or _is_name(block, w, a, lex))
    ):
        return False
    if a.digits and w.low(a.end) in ("/", "⁄") and w.joined(a.end) and w.joined(a.end + 1) and not a.measure:
        return False
    return not (a.value == 1 and a.core + 1 == a.end and w.lows[a.core] == "one" and not _one(block, w, a))


def _is_time(block: PageBlock, w: Words, a: Amount, times: Sequence[When]) -> bool:
    start, end = block.start + w.starts[a.core], block.start + w.ends[a.end - 1]
    at = bisect_right(times, end, key=lambda t: t.span.start)
    for t in times[max(0, at - NESTED) : at]:
        if a.upper is not None and t.type == "DATE" and start <= t.span.start and t.span.end <= end:
            return True
        if t.span.start <= start and end <= t.span.end:
            if t.type in ("DATE", "TIME") and not (a.measure and t.rule in LENGTHS):
                return True
            if not a.measure and t.type in ("DURATION", "SET") and t.rule != "times_per":
                return True
    return False


def _is_age(w: Words, a: Amount, lex: Lexicon) -> bool:
    k = a.end + 1 if w.low(a.end) == "-" else a.end
    aged = lex.age_units.after(w, k) is not None or (
        a.measure and lex.ages.after(w, a.last + (w.low(a.last) == "-")) is not None
    )
    if aged:
        return a.value <= OLDEST
    if a.value <= OLDEST and (
        lex.ages_before.before(w, a.core)
        or lex.ages_before.before(w, a.first)
        or lex.ages_after.after(w, a.end)
    ):
        return True
    before, after = w.low(a.first - 1), w.low(a.last)
    if a.measure or a.value > OLDEST or not float(a.value).is_integer() or a.kind:
        return False
    return (
        before in (",", "(")
        and after in (",", ")", ".")
        and w.low(a.first - 2)[:1].isalpha()
        and w.texts[a.first - 2][:1].isupper()
    )


def _is_part_of_a_word(w: Words, a: Amount) -> bool:
    """ "S22", "F-16", "9AB8"."""
    if w.joined(a.core) and a.first == a.core:
        before = w.low(a.core - 1)
        if before[:1].isalpha() or before in ("_", "#", "№", "@", "/"):
            return True
        if (
            before in ("-", "–", "'", "’")
            and w.joined(a.core - 1)
            and a.digits
            and w.low(a.core - 2)[:1].isalpha()
            and w.low(a.core - 2) != "sub"
        ):
            return True
    return a.last == a.end and w.joined(a.end) and w.low(a.end)[:1].isalpha()


def _is_score(w: Words, a: Amount, lex: Lexicon) -> bool:
    if not a.digits or a.measure or a.upper is not None:
        return False
    after = (
        w.low(a.end) in lex.score_between
        and w.joined(a.end)
        and w.joined(a.end + 1)
        and w.low(a.end + 1)[:1].isdigit()
    )
    before = (
        w.low(a.core - 1) in lex.score_between
        and w.joined(a.core)
        and w.joined(a.core - 1)
        and w.low(a.core - 2)[:1].isdigit()
    )
    return after or before


def _is_listed(w: Words, a: Amount, lex: Lexicon) -> bool:
    return (
        a.core == 0
        and a.digits
        and w.low(a.end) in lex.list_end
        and a.end + 1 < len(w)
        and w.texts[a.end + 1][0].isupper()
    )


def _is_name(block: PageBlock, w: Words, a: Amount, lex: Lexicon) -> bool:
    k = a.core - 1
    before = w.low(k)
    if before == "." and w.low(k - 1) == "no":
        return True
    following = tag_at(block, w, a.last)
    if before in lex.name_before and (w.texts[k][0].isupper() or following not in ("NNS", "NNPS", "JJ")):
        return True
    if not a.digits or "," in w.texts[a.core]:
        return False
    if (
        w.low(a.last + 1) in lex.named_after
        and w.texts[a.last][0].isupper()
        and w.texts[a.last + 1][0].isupper()
    ):
        return True
    if k < 0:
        return False
    word = w.texts[k]
    capital = word[0].isalpha() and word != word.lower() and (len(word) > 1 or w.low(k - 1) == "&")
    named = tag_at(block, w, k) in ("NNP", "NNPS") or word[0].islower()
    if before == "&" or (capital and named and k > 0 and w.low(k - 1) not in (".", "”", '"')):
        lower = a.last < len(w) and w.texts[a.last][0].islower()
        return (
            not (following in ("NNS", "NNPS") or (following == "JJ" and lower))
            and before not in lex.currency_codes
        )
    return _is_address(w, a, lex)


def _is_in_a_list(block: PageBlock, w: Words, a: Amount) -> bool:
    """ "fronts 1, 5, 10 and 26": numbers in a row are names."""
    k, j = a.core, a.end
    if not a.digits:
        return False
    if w.low(k - 1).isdecimal() or w.low(j).isdecimal():
        return True
    left = w.low(k - 1) == "," and w.low(k - 2).isdecimal()
    right = w.low(j) == "," and w.low(j + 1).isdecimal()
    if (left and w.joined(k)) or (right and w.joined(j + 1)):
        return True
    if w.low(k - 1) in LAST_JOINTS and w.low(k - 2).isdecimal() and w.low(k - 3) == ",":
        return tag_at(block, w, j) not in NOUNS
    further = (left and w.low(k - 3) == ",") or (right and w.low(j + 2) == ",") or (left and right)
    return further and tag_at(block, w, j) not in NOUNS


def _is_year(w: Words, a: Amount) -> bool:
    """A bare number of four digits in our time, without a comma, that no time rule took."""
    return (
        a.digits and a.end == a.core + 1 and len(w.texts[a.core]) == 4 and FIRST_YEAR <= a.value <= LAST_YEAR
    )


def _is_address(w: Words, a: Amount, lex: Lexicon) -> bool:
    j = a.last
    while j < len(w) and j - a.last < 4 and (w.texts[j][0].isupper() or w.texts[j][0].isdigit()):
        if w.lows[j] in lex.streets and j > a.last:
            return True
        j += 1
    return False


def _one(block: PageBlock, w: Words, a: Amount) -> bool:
    """ "one" counts before a noun or "of"; else it is a pronoun."""
    if w.low(a.first - 1) in grammar().figures.one_before or w.low(a.last) in grammar().figures.one_after:
        return False
    if w.low(a.last) == "-" and w.joined(a.last):
        return False
    if w.low(a.last) == "of":
        return True
    return a.measure or tag_at(block, w, a.last) in (*NOUNS, "JJ", "JJS", "VBN", "HYPH") or a.kind is not None
