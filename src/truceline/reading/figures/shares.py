"""Vague numerals, shares in words and powers of ten."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.reading.figures.amount import Amount
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Number, Words

SUPERSCRIPT = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
SLASHES = frozenset("/⁄")
POWER = re.compile(r"\s?[×x]\s?10\s?\^?([−-]?\d{1,3})(?!\d)")


def vague(w: Words, i: int, lex: Lexicon) -> Amount:
    """ "dozens", "tens of thousands": at least so many, open above."""
    value, last = lex.vague[w.lows[i]], i + 1
    if (
        w.low(last) == "of"
        and w.low(last + 1) in lex.vague_scales
        and lex.vague_scales[w.low(last + 1)] >= 100
    ):
        value *= lex.vague_scales[w.low(last + 1)]
        if w.lows[i] in lex.vague_scales:
            value = (100 if w.lows[i] == "hundreds" else 1000) * 2 * lex.vague_scales[w.low(last + 1)]
        last += 2
    a = Amount(i, last, i, last, value, kind="at_least", vague=True, digits=False)
    after = lex.currency_words.after(w, last + 1) if w.low(last) == "of" else None
    if after:
        return replace(a, last=after[0], unit=after[1], money=True, measure=True)
    unit = lex.unit_words.after(w, last + 1) if w.low(last) == "of" else None
    return replace(a, last=unit[0], unit=unit[1], measure=True) if unit else a


def vague_scale(w: Words, a: Amount, number: Number, lex: Lexicon) -> Amount:
    """ "several hundred": at least three hundred."""
    before = w.low(a.core - 1)
    if number.scaled and before in lex.vague_before and w.lows[a.core] in lex.numerals.scales:
        k = a.core - 1
        if w.low(k - 1) in lex.numerals.articles:
            k -= 1
        return replace(a, first=k, value=a.value * lex.vague_before[before], kind="at_least", vague=True)
    return a


def fraction(w: Words, i: int, lex: Lexicon) -> Amount | None:
    """Shares in words ("two-thirds", "a third of", "half of", "one in five") in percent, and 1/16 as it is."""
    low = w.lows[i]
    if low in lex.fractions and low in (lex.numerals.half,):
        j = i + 1
        if w.low(j) == "of" or (w.low(j) in grammar().figures.share_of and w.low(j + 1).isalpha()):
            return Amount(i, j, i, j, lex.fractions[low], unit="percent", share=True, digits=False)
        return None
    if low in lex.numerals.articles:
        j = i + 1
        if w.low(j) in lex.fractions and w.low(j + 1) == "of":
            return Amount(
                i, j + 1, i, j + 1, lex.fractions[w.low(j)], unit="percent", share=True, digits=False
            )
        return None
    number = lex.numerals.at(w, i)
    if number is None:
        return None
    j = number.last
    if w.low(j) in SLASHES and w.joined(j) and w.joined(j + 1) and number.digits:
        below = lex.numerals.at(w, j + 1)
        if (
            below
            and below.digits
            and 1 < below.value <= 1000
            and number.value < below.value
            and w.low(below.last) not in SLASHES
        ):
            a = Amount(i, below.last, i, below.last, number.value / below.value)
            if w.low(a.last) != "of":
                unit = lex.unit_words.after(w, a.last) or lex.unit_words.after(w, a.last + 1)
                return replace(a, last=unit[0], unit=unit[1], measure=True) if unit else None
            inner = lex.unit_words.after(w, a.last + 2) or lex.unit_words.after(w, a.last + 3)
            return replace(a, last=a.end, unit=inner[1], measure=True) if inner else a
        return None
    if number.digits and number.value > 20:
        return None
    k = j + 1 if w.low(j) == "-" else j
    if w.low(k) in lex.fractions and w.low(k) != lex.numerals.half and 0 < number.value < 20:
        share = number.value * lex.fractions[w.low(k)]
        if share < 100 and (w.low(k + 1) == "of" or k > j or number.value > 1):
            return Amount(i, k + 1, i, k + 1, share, unit="percent", share=True, digits=False)
    ratio = lex.ratio.after(w, j)
    if ratio and number.value > 0:
        of = lex.numerals.at(w, ratio[0]) if ratio[0] < len(w) else None
        if of and of.value > number.value and of.value <= 100 and w.low(ratio[0] - 1) and not of.scaled:
            return Amount(
                i,
                of.last,
                i,
                of.last,
                100 * number.value / of.value,
                unit="percent",
                share=True,
                digits=False,
                ratio=True,
            )
    return None


def power(w: Words, a: Amount) -> Amount:
    if not a.digits or w.low(a.end) not in ("×", "x"):
        return a
    m = POWER.match(w.text[w.ends[a.end - 1] : w.ends[a.end - 1] + 16].translate(SUPERSCRIPT))
    if m is None:
        return a
    stop = w.ends[a.end - 1] + m.end()
    last = a.end
    while last < len(w) and w.ends[last] <= stop:
        last += 1
    return replace(a, last=last, end=last, value=a.value * 10.0 ** int(m[1].replace("−", "-")))
