"""Amounts as they stand in the words: number, hedge, currency, unit, rate, range. No grammar yet."""

from __future__ import annotations

from dataclasses import replace

from truceline.reading.figures.amount import Amount
from truceline.reading.figures.lexicon import Lexicon
from truceline.reading.figures.shares import fraction, power, vague, vague_scale
from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words

NEGATED = 6
"""So many words before "a single" is its verb negated."""
OPEN = {"more_than", "at_least", "less_than", "at_most", "nearly"}


def amounts(w: Words, lex: Lexicon) -> list[Amount]:
    """The amounts of a text, in its order, before the context is asked."""
    out: list[Amount] = []
    i, n = 0, len(w)
    while i < n:
        found = _amount_at(w, i, lex)
        if found is None:
            i += 1
            continue
        if out and (joined := _joined(w, out[-1], found, lex)):
            out[-1] = joined
        else:
            out.append(found)
        i = max(found.last, i + 1)
    return [_hedged(w, a, out[k - 1].last if k else 0, lex) for k, a in enumerate(out)]


def _none(w: Words, i: int, lex: Lexicon) -> Amount | None:
    """ "Not one", "none of", "did not fire a single"."""
    found = lex.none.after(w, i)
    if found is None and (of := lex.none_of.after(w, i)) and w.low(of[0]) == "of":
        found = of
    if found is None and (single := lex.single.after(w, i)):
        before = w.lows[max(0, i - NEGATED) : i]
        last = max((k for k, x in enumerate(before) if x in lex.negated_before), default=None)
        if last is not None and all(x.isalpha() for x in before[last:]):
            found = single
    return Amount(i, found[0], i, found[0], 0.0, digits=False, none=True) if found else None


def _amount_at(w: Words, i: int, lex: Lexicon) -> Amount | None:
    low = w.lows[i]
    first = low[0]
    if low in lex.none_starters and (none := _none(w, i, lex)) is not None:
        return none
    if not (first.isdecimal() or (first == "." and len(low) > 1)):
        if low in lex.vague:
            return vague(w, i, lex)
        if low not in lex.numerals.starters and low not in lex.fractions:
            return None
    share = fraction(w, i, lex)
    if share is not None:
        return share
    number = lex.numerals.at(w, i)
    if number is None:
        return None
    a = Amount(i, number.last, i, number.last, number.value, digits=number.digits)
    a = power(w, a)
    a = vague_scale(w, a, number, lex)
    a = _money_before(w, a, lex)
    a = _scale_after(w, a, lex)
    a = _minus(w, a)
    return _unit_after(w, a, lex)


def _money_before(w: Words, a: Amount, lex: Lexicon) -> Amount:
    """ "$", "US $", "HK$", "RM", "USD"."""
    k, codes, signs = a.core, lex.currency_codes, lex.currency_signs
    before = w.low(k - 1)
    if before == "-" and w.low(k - 2) in signs and w.joined(k):
        a, k = replace(a, value=-a.value), k - 1
        before = w.low(k - 1)
    if before in signs:
        unit, first = signs[before], k - 1
        code = w.low(first - 1)
        if code in codes and w.texts[first - 1].isupper() and len(code) <= 3 and before == "$":
            unit, first = codes[code], first - 1
        elif code == "." and w.low(first - 4) == "u":
            first -= 4
        a = replace(a, first=first, unit=unit, money=True, measure=True)
        if w.low(a.end) in codes and w.texts[a.end].isupper() and len(w.texts[a.end]) >= 2 and before == "$":
            a = replace(a, last=a.end + 1)
        return a
    if before == "=" and w.low(k - 2) == "y" and w.joined(k):
        return replace(a, first=k - 2, unit="japanese yen", money=True, measure=True)
    text = w.texts[k - 1] if k else ""
    if before in codes and text.isupper() and len(before) >= 2:
        if w.low(k - 2) == "$" and w.joined(k - 1):
            return replace(a, first=k - 2, unit=codes[before], money=True, measure=True)
        if len(before) == 3 or w.joined(k):
            return replace(a, first=k - 1, unit=codes[before], money=True, measure=True)
    if before in codes and w.low(k - 2) == "$" and w.joined(k) and text.isupper():
        return replace(a, first=k - 2, unit=codes[before], money=True, measure=True)
    return a


def _scale_after(w: Words, a: Amount, lex: Lexicon) -> Amount:
    """ "13.6M", "1.7bn", "5m people"."""
    j = a.end
    low = w.low(j)
    if not a.digits or low not in lex.numerals.short:
        return a
    text, close = w.texts[j], w.joined(j)
    sure = (
        low in grammar().figures.sure_scales
        or (a.money and close)
        or (close and text in ("M", "B", "K", "k"))
    )
    if not sure and low == "m" and close:
        following = w.low(j + 1)
        sure = following in lex.person
    if not sure or (low == "b" and not a.money):
        return a
    return replace(
        a, last=max(a.last, j + 1), end=j + 1, value=a.value * lex.numerals.short[low], digits=False
    )


def _minus(w: Words, a: Amount) -> Amount:
    k = a.first
    before = w.low(k - 1)
    if before == "minus" or (before == "-" and w.low(k - 2) == "minus"):
        return replace(a, first=k - 1 if before == "minus" else k - 2, value=-a.value)
    named = k > 1 and w.texts[k - 2][0].isupper()
    if before in ("-", "−") and w.joined(k) and not w.joined(k - 1) and a.digits and a.value and not named:
        return replace(a, first=k - 1, value=-a.value)
    return a


def _unit_after(w: Words, a: Amount, lex: Lexicon) -> Amount:
    j = a.last
    if w.low(j) in ("-", "–") and w.joined(j) and w.joined(j + 1) and w.low(j + 1).isalpha():
        j += 1
    percent = lex.percent.after(w, j)
    if percent and not a.money:
        return replace(
            a,
            last=percent[0],
            unit="percentage point" if percent[1] else "percent",
            share=not percent[1],
            points=percent[1],
            measure=True,
        )
    if a.money:
        return _rated(w, a, lex)
    word = lex.currency_words.after(w, j)
    sign = lex.currency_signs.get(w.low(j)) if w.joined(j) else None
    if word:
        return _rated(w, replace(a, last=word[0], unit=word[1], money=True, measure=True), lex)
    if sign:
        return replace(a, last=j + 1, unit=sign, money=True, measure=True)
    text = w.texts[j] if j < len(w) else ""
    if text.isupper() and len(text) == 3 and w.lows[j] in lex.currency_codes:
        return replace(a, last=j + 1, unit=lex.currency_codes[w.lows[j]], money=True, measure=True)
    if text == "p" and a.digits:
        return replace(a, last=j + 1, unit="point", money=True, measure=True)
    unit = lex.unit_words.after(w, j)
    signs = lex.unit_signs.after(w, j) if a.digits or a.unit is None else None
    if (
        signs
        and (not unit or signs[0] > unit[0])
        and (signs[0] > j + 1 or text not in lex.close_signs or w.joined(j) or _sign_fits(w, a, j))
    ):
        unit = signs
    if unit is None:
        return _rated(w, a, lex)
    return _rated(w, replace(a, last=unit[0], unit=unit[1], measure=True), lex)


def _sign_fits(w: Words, a: Amount, j: int) -> bool:
    """A sign of one capital letter after digits: a unit where no word goes on from it."""
    return (
        a.digits
        and len(w.texts[j]) <= 2
        and w.texts[j] not in grammar().figures.doubtful_signs
        and w.low(j + 1) not in (".",)
    )


def _rated(w: Words, a: Amount, lex: Lexicon) -> Amount:
    """ "per barrel", "a month", "/day" after a unit; for a counted thing the caller asks again."""
    j = a.last
    if a.money and w.low(j) in ("us", "u") and w.texts[j].isupper():
        j += 1
        while w.low(j) in (".", "s") and w.joined(j):
            j += 1
        a = replace(a, last=j)
    got = rate_at(w, j, lex)
    if got is None or not a.measure or a.unit is None:
        return a
    return replace(a, last=got[0], rate=got[1], unit=f"{a.unit} per {got[1]}")


def rate_at(w: Words, j: int, lex: Lexicon) -> tuple[int, str] | None:
    """The rate that begins at word `j` ("per day", "a week"): (word after it, unit)."""
    if w.low(j) == "-":
        j += 1
    if w.low(j) not in lex.per:
        return None
    k = j + 1
    if w.low(k) == "-":
        k += 1
    got = lex.rate_units.after(w, k)
    if got is None or (w.low(j) == "/" and not w.joined(j)):
        return None
    return got


def _joined(w: Words, a: Amount, b: Amount, lex: Lexicon) -> Amount | None:
    """Two amounts that are one range: "15 to 22 miles", "between $62 and $68", "3-5 per cent"."""
    gap = w.lows[a.last : b.first]
    if a.vague and b.vague and gap == [lex.numerals.and_] and a.value == b.value:
        return replace(b, first=a.first)
    if a.none or b.none or (gap == ["to"] and w.low(b.last) == "," and w.low(b.last + 1) in lex.instead):
        return None
    if a.upper is not None or a.vague or b.vague or b.first < a.last or not gap:
        return None
    if gap == ["("] and a.value == b.value and a.kind is None and b.unit is None and w.low(b.last) == ")":
        return replace(a, last=b.last + 1)
    if len(gap) == 2 and gap[1] in ("-", "–") and gap[0] in lex.range_words:
        gap = gap[:1]
    if len(gap) == 2 and gap[0] in ("-", "–") and gap[1] in lex.range_words:
        gap = gap[1:]
    if len(gap) != 1 or gap[0] not in lex.range_words:
        return None
    opener = lex.range_openers.before(w, a.first)
    opening = w.lows[opener[0] : a.first] if opener else []
    plain_a, plain_b = (x.unit.split(" per ")[0] if x.unit else None for x in (a, b))
    same = plain_a == plain_b or a.unit is None or b.unit is None
    if not same or a.ratio or b.ratio or (a.share != b.share and a.unit is not None):
        return None
    if gap[0] == "and" and "between" not in opening:
        return None
    if (
        gap[0] == "to"
        and opening
        and opening[-1] == "from"
        and len(opening) == 1
        and _changes(w, opener[0] if opener else 0, lex)
    ):
        return None
    if gap[0] == "to" and opening and opening[-1] == "by":
        ends = not w.low(b.last)[:1].isalpha() or w.low(b.last) in grammar().figures.after_number
        if a.unit is not None or (ends and b.unit is None and _changes(w, opener[0] if opener else 0, lex)):
            return None
    low, high = a.value, b.value
    if (
        (a.unit is None or (a.money and b.money))
        and a.digits
        and not b.digits
        and b.value >= 1000
        and a.value < 1000
    ):
        scale = _scale_of(b.value)
        low = a.value * scale if a.value * scale <= b.value else low
    if gap[0] in ("-", "–"):
        if not w.joined(b.first) or (a.value == int(a.value) and b.value < 0):
            high = abs(b.value)
        if a.unit is None and b.unit is None and not _open_range(w, a, b):
            return None
    if gap[0] == "or" and not (low < high and (high - low <= max(10.0, low))):
        return None
    if low > high:
        return None
    return replace(b, first=a.first, core=a.core, value=low, upper=high, kind=a.kind)


def _changes(w: Words, opener: int, lex: Lexicon) -> bool:
    """Whether "from A to B" tells a change and so two figures of different times."""
    return any(x in lex.change_words for x in w.lows[max(0, opener - 5) : opener])


def _scale_of(value: float) -> float:
    return next((s for s in (1e12, 1e9, 1e6, 1e3) if value >= s and value % (s / 1000) == 0), 1.0)


def _open_range(w: Words, a: Amount, b: Amount) -> bool:
    """A bare "a-b" is a range where it stands close and grows; else a score or a name."""
    return (
        a.digits and a.value < b.value and a.value > 2 and w.low(a.first - 1) not in grammar().figures.games
    )


def _hedged(w: Words, a: Amount, floor: int, lex: Lexicon) -> Amount:
    first, kind = a.first, a.kind
    if a.none:
        return a
    for _ in range(3):
        found = lex.hedges.before(w, first)
        if found is None or found[0] < floor:
            break
        start, word = found
        if word == "at_most" and w.lows[start] == "up" and w.low(start - 1) in lex.moving_before_up:
            break
        if word == "plain":
            probe = lex.hedges.before(w, start)
            if probe is None or probe[1] == "plain" or probe[0] < floor:
                break
            first = start
            continue
        if kind in OPEN and word in OPEN:
            break
        first = start
        if kind is None or (kind == "about" and word in OPEN):
            kind = word
    after = lex.after_hedges.after(w, a.last)
    if after and kind in (None, "about"):
        return replace(a, first=first, last=after[0], kind=after[1])
    return replace(a, first=first, kind=kind)
