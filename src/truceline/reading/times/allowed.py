"""What the context must say before a fitting form counts as a time."""

from __future__ import annotations

from collections.abc import Callable

from truceline.reading.grammar import grammar
from truceline.reading.numerals import Words
from truceline.reading.page import PageBlock
from truceline.reading.times.direction import direction, token_at
from truceline.reading.times.forms import Forms, Hit, Item

DAYS = frozenset({"day_month", "month_day", "day_pair", "month", "the_day"})
OLD_YEAR = 1700
ADJECTIVES = ("JJ", "VBG", "VBN", "NN", "NNP", "JJR", "JJS")


class Context:
    """A hit with the words around it."""

    def __init__(self, hit: Hit, items: list[Item], words: Words, block: PageBlock, forms: Forms) -> None:
        self.hit, self.items, self.words, self.block, self.forms = hit, items, words, block, forms
        self.lo, self.hi = items[hit.first].lo, items[hit.last - 1].hi

    @property
    def before(self) -> str:
        return self.words.low(self.lo - 1)

    @property
    def after(self) -> str:
        return self.words.low(self.hi)

    def tag(self, i: int) -> str:
        """The part-of-speech tag of word `i`; empty outside the text."""
        if not 0 <= i < len(self.words):
            return ""
        token = token_at(self.block.doc, self.words.starts[i])
        return token.tag_ if token is not None else ""

    def only(self, *names: str) -> bool:
        """Whether the hit has no other part than these."""
        return set(self.hit.parts) <= set(names)


def allowed(hit: Hit, items: list[Item], words: Words, block: PageBlock, forms: Forms) -> bool:
    """Whether the words around a hit let it be a time."""
    check = CHECKS.get(hit.rule)
    c = Context(hit, items, words, block, forms)
    if (
        hit.rule in DAYS
        and "y" not in hit.parts
        and c.after in forms.named_after
        and words.texts[c.hi][0].isupper()
    ):
        return False
    if any(i.name == "w" and not _adjective(c, i) for i in items[hit.first : hit.last]):
        return False
    return check is None or check(c)


def _adjective(c: Context, item: Item) -> bool:
    return c.tag(item.lo) in ADJECTIVES


def _month(c: Context) -> bool:
    """ "May", "March", "Dec" alone need a word that makes them months."""
    item = c.hit.parts["m"][0]
    text = c.words.texts[item.lo]
    sure = item.name == "month" and len(text) > 4
    if sure or (
        item.name == "month" and (c.words.low(item.hi) == "." or text in grammar().times.sure_months)
    ):
        return True
    if not c.only("m"):
        return True
    before = c.words.low(item.lo - 1)
    if item.lo and c.words.texts[item.lo - 1][0].isupper() and before not in c.forms.before_month:
        return False
    return before in c.forms.before_month and c.words.low(item.hi) not in c.forms.not_after_month


def _dated_month(c: Context) -> bool:
    """ "in March 20 soldiers died" is a month and a count."""
    if c.hit.rule == "month_day" and c.only("m", "d") and c.hit.parts["d"][0].name == "int":
        return not (c.before == "in" and c.tag(c.hi) == "NNS")
    return True


def _season(c: Context) -> bool:
    item = c.hit.parts["s"][0]
    return not (
        item.name == "maybe_season"
        and "y" not in c.hit.parts
        and (c.after == "of" or c.tag(item.lo)[:2] == "VB")
    )


def _season_name(c: Context) -> bool:
    """ "the Red Spring Offensive": before a noun, and itself no verb."""
    return (
        c.tag(c.lo) in ("NN", "NNP", "JJ")
        and c.tag(c.hi)[:2] == "NN"
        and c.tag(c.lo - 1) not in ("TO", "PRP", "MD")
    )


def _year(c: Context) -> bool:
    year, item = int(c.hit.parts["y"][0].value), c.hit.parts["y"][0]
    before, after = c.words.low(item.lo - 1), c.words.low(item.hi)
    if (
        before in c.forms.not_before_year
        or after in grammar().times.not_after_year
        or (c.words.joined(item.hi) and after[:1].isalpha())
    ):
        return False
    if c.words.joined(item.lo) and before in (".", "/", "$", "£", "€", "+"):
        return False
    plural = c.tag(item.hi) in ("NNS", "NNPS")
    if plural and (
        before in c.forms.counted_before
        or (before not in c.forms.before_year and before not in grammar().times.before_decade)
    ):
        return False
    if before in c.forms.before_year or before in ("'", "’", "‘", "“", '"'):
        return year >= OLD_YEAR or before not in grammar().times.not_before_old_year
    return 1700 <= year <= 2100 and c.tag(item.lo - 1) not in ("NNP", "NNPS", "CD")


def _year_pair(c: Context) -> bool:
    z = c.hit.parts["z"][0]
    first, second = int(c.hit.parts["y"][0].value), int(z.value)
    digits = len(c.words.texts[z.lo])
    if digits not in (2, 4) or not c.words.joined(z.lo) or c.before in c.forms.not_before_year:
        return False
    return (second if digits == 4 else first // 100 * 100 + second) > first


def _short_year(c: Context) -> bool:
    z = c.hit.parts["z"][0]
    return (
        len(c.words.texts[z.lo]) == 2
        and c.words.joined(z.lo)
        and not c.words.joined(c.lo)
        and c.before in c.forms.before_year
        and not c.words.joined(z.hi)
    )


def _the_day(c: Context) -> bool:
    return c.before in c.forms.the_day_before and (
        not c.after or not c.after[0].isalnum() or c.tag(c.hi)[:2] in ("VB", "IN", "CC", "MD", "WD", "RB")
    )


def _clock(c: Context) -> bool:
    item = c.hit.parts["t"][0]
    if "ap" in c.hit.parts or "z" in c.hit.parts:
        return True
    if "h" in c.hit.parts:
        return item.name in ("clocktime", "num", "year4") and len(c.words.texts[item.lo]) >= 4
    return item.name == "clocktime" and (
        "w" in c.hit.parts or "td" in c.hit.parts or c.words.low(item.lo - 1) in c.forms.clock_before
    )


def _decade(c: Context) -> bool:
    return int(c.hit.parts["y"][0].value) >= 1000 or c.words.lows[c.lo] == "the" or c.before == "the"


def _beside(c: Context) -> bool:
    """ "two days after" is a date where nothing follows; "two days after the raid" is told from the raid."""
    word = c.hit.parts["r"][0]
    if word.name not in ("before", "after", "following", "previous"):
        return True
    if "t" in c.hit.parts:
        return True
    return not c.after or c.after in grammar().times.after_beside


def _shift(c: Context) -> bool:
    n = c.hit.parts.get("n")
    if n and n[0].name == "a" and c.hit.parts["u"][0].name == "units":
        return False
    return _beside(c)


def _duration(c: Context) -> bool:
    n, u = c.hit.parts.get("n"), c.hit.parts["u"][0]
    if n is None:
        return True
    word, plural = n[0], u.name == "units"
    dashed = any(i.name == "dash" for i in c.items[c.hit.first : c.hit.last])
    if (word.name == "a" and plural) or (word.name == "few" and not plural):
        return False
    if u.name == "quarterword" and not dashed:
        return False
    if word.name == "year4" and not plural:
        return False
    if (
        word.name in ("int", "num", "card", "dec")
        and word.value != 1
        and not plural
        and not dashed
        and c.tag(c.hi)[:2] not in ("NN", "JJ")
    ):
        return "old" not in c.hit.parts and c.words.joined(u.lo)
    return not (word.name == "half" and u.name == "units")


def _rel_span(c: Context) -> bool:
    word = c.hit.parts["r"][0]
    return word.name != "ordword" or word.value == 1


def _daily(c: Context) -> bool:
    capital = c.words.texts[c.lo][0].isupper()
    return c.after not in c.forms.names_after_daily and not (
        capital and c.hi < len(c.words) and c.words.texts[c.hi][0].isupper()
    )


def _weekday(c: Context) -> bool:
    return c.before not in c.forms.not_time_before


def _today(c: Context) -> bool:
    """ "USA Today" and "the Today programme" are names."""
    capital = c.words.texts[c.lo][0].isupper()
    named = c.tag(c.lo)[:3] == "NNP" and c.tag(c.hi)[:2] == "NN" and c.tag(c.lo - 1)[:2] in ("NN", "PO", "DT")
    named = named or (c.tag(c.lo - 1)[:3] == "NNP" and _small_letters(c))
    return not (capital and (c.before in c.forms.not_time_before or named))


def _small_letters(c: Context) -> bool:
    """Whether the words around are written small, as not in a headline: a capital is a name's ("Radio Today said")."""
    beside = [
        c.words.texts[i] for i in range(max(0, c.lo - 6), min(len(c.words), c.hi + 6)) if not c.lo <= i < c.hi
    ]
    small = [w for w in beside if w.isalpha() and w.islower()]
    return 2 * len(small) > len([w for w in beside if w.isalpha()]) and not c.words.texts[c.lo].isupper()


def _ref(c: Context) -> bool:
    """ "soon after the raid" and "so far as" are no times; "soon" is one where it lies ahead."""
    words = " ".join(c.words.lows[c.lo : c.hi])
    if c.after in c.forms.not_ref_after.get(words, ()) or c.before in c.forms.not_ref_before.get(words, ()):
        return False
    if c.hit.parts["v"][0].name == "ref" and c.hit.parts["v"][0].value == "FUTURE_REF" and words != "future":
        return direction(c.block.doc, c.words.starts[c.lo], c.forms) > 0
    return True


def _rel_month(c: Context) -> bool:
    """ "this Feb. 26, 2020, photo" holds a whole date."""
    j = c.hi + 1 if c.after == "." else c.hi
    return not c.words.low(j)[:1].isdigit()


def _day_pair(c: Context) -> bool:
    first = c.hit.parts["d0" if "d0" in c.hit.parts else "d"][0]
    second = c.hit.parts["d" if "d0" in c.hit.parts else "d9"][0]
    between = c.words.low(second.lo - 1)
    if between not in grammar().times.between_days:
        return False
    return int(first.value) < int(second.value) <= 31


def _that_time(c: Context) -> bool:
    return c.tag(c.lo - 1) == "IN"


def _rel_unit(c: Context) -> bool:
    """ "that week" of "said that week after week" is rare; "that" before a unit is a determiner.

    "The same day the deal was signed" is told from what follows, and from no date.
    """
    word, unit = c.hit.parts["r"][0], c.hit.parts["u"][0]
    token = token_at(c.block.doc, c.words.starts[unit.lo]) if word.name == "same" else None
    if token is not None and any(t.dep_ in ("relcl", "acl") and t.i > token.i for t in token.children):
        return False
    return (
        word.name != "same"
        or c.words.low(word.lo - 1) in grammar().times.before_same
        or len(c.hit.parts["r"]) > 1
    )


def _other_calendar(c: Context) -> bool:
    item = c.hit.parts["m"][0]
    if not c.words.texts[item.lo][0].isupper():
        return False
    doubtful = c.words.lows[item.lo] in c.forms.doubtful_months and item.hi == item.lo + 1
    return not doubtful or ("d" in c.hit.parts and "y" in c.hit.parts)


def _units_event(c: Context) -> bool:
    return c.before in ("", ".", ",", "”", '"', ";", "only", "just") and c.words.low(c.hi + 1)[:1].isalpha()


def _quarter(c: Context) -> bool:
    """A half needs its year."""
    return c.hit.parts["k"][0].name != "half" or "y" in c.hit.parts or "r" in c.hit.parts


def _daypart(c: Context) -> bool:
    return c.words.texts[c.lo][0].islower() or c.lo == 0 or c.before in (".", "”", '"', "\n")


CHECKS: dict[str, Callable[[Context], bool]] = {
    "month": _month,
    "month_year": _month,
    "month_day": _dated_month,
    "season": _season,
    "season_name": _season_name,
    "bare_year": _year,
    "year_pair": _year_pair,
    "short_year": _short_year,
    "the_day": _the_day,
    "clock": _clock,
    "decade": _decade,
    "shift": _shift,
    "day_beside": _beside,
    "duration": _duration,
    "rel_span": _rel_span,
    "ref": _ref,
    "rel_month": _rel_month,
    "day_pair": _day_pair,
    "span_of": _rel_span,
    "daily": _daily,
    "weekday": _weekday,
    "today": _today,
    "that_time": _that_time,
    "rel_unit": _rel_unit,
    "other_calendar": _other_calendar,
    "units_event": _units_event,
    "quarter": _quarter,
    "daypart": _daypart,
}
