"""What agencies put before a first sentence: place, date and agency, with the sign that ends them or without it."""

from __future__ import annotations

import re
from functools import lru_cache

from truceline.reading.grammar import grammar
from truceline.reading.pack import attribution_pack
from truceline.reading.places.gazetteer import Kind, gazetteer, place_key
from truceline.reading.telex import shouted

_LONGEST = 90
"""Characters within which a dateline ends."""
_TOWN = 20_000
"""People from which on a town is known by its name alone: smaller ones are named like armies and alliances."""
_ARTICLE = 2
"""Letters of an article before the name of a town ("AL-MUKALLA")."""
_WORD = r"[A-Z][\w.'’-]*"
_BRACKET = re.compile(
    r"^(?:[A-Z]{3,}[\w.'’-]*(?:[ ,]+(?:[A-Z][\w.'’-]*|\d{1,4}(?:[/.]\d{1,4}){0,2})){0,5})\s*\([^()\n]{2,60}(?P<mark>\))\s+(?=[A-Z\"“])"
)


def dateline_mark(words: str, loud: bool) -> re.Match[str] | None:
    """The sign that ends a dateline, as `mark`; `loud` tells that all is in capitals."""
    mark = _dateline().match(words) or _BRACKET.match(words)
    if mark and mark.end() < _LONGEST and _looks_like_dateline(words[: mark.start("mark")], loud):
        return mark
    return None


def dateline_end(words: str) -> int:
    """Where the words begin after a dateline ("LONDON — "); 0 where there is none."""
    mark = dateline_mark(words, shouted(words))
    return mark.end() if mark else 0


def bare_place_end(words: str, text: str) -> int:
    """Where a first sentence begins behind a place in capitals whose sign the page has lost ("KELE The army
    said") or that a colon ends ("KELE: The army said"); 0 where there is none.

    It is a place where a day or an agency follows or what can only begin a sentence, where `text`, the page, elsewhere
    has something happen there, or where the map knows a town of that name.
    """
    found = _bare().match(words)
    if found is None or shouted(words):
        return 0
    place = found["place"]
    opens = found["next"].lower() in grammar().figures.determiners and not found["colon"]
    sure = opens or found["day"] is not None or found["agency"] is not None
    return found.end("lead") if sure or _is_place(place, text) else 0


def _is_place(place: str, text: str) -> bool:
    if happens_in(" ".join(w.capitalize() for w in place.split()), text):
        return True
    key = place_key(place)
    article, _, rest = key.partition(" ")
    towns = gazetteer()(rest if rest and len(article) == _ARTICLE else key)
    return any(p.kind is Kind.TOWN and p.population >= _TOWN and not p.alternate for p in towns)


def happens_in(place: str, text: str) -> bool:
    """Whether a page tells of something in a place of that name ("in Kele")."""
    written = r"\s+".join(re.escape(w) for w in place.split())
    before = "|".join(sorted(grammar().names.place_before))
    return re.search(rf"\b(?i:{before}) {written}\b", text) is not None


@lru_cache(maxsize=1)
def _dateline() -> re.Pattern[str]:
    small = "|".join(grammar().writing.dateline_small)
    return re.compile(
        rf"^(?:\*\*)?(?:{_WORD}(?:[ ,/]+(?:{_WORD}|\d{{1,4}}|{small})){{0,8}})?"
        rf"\s*(?:\([^()\n]{{2,60}}\)(?:,(?: (?:{_WORD}|\d{{1,4}})){{1,3}})?\s*)?(?:\*\*)?"
        r"(?P<mark>\s(?:–|—|--|-)|(?<=[*)\w])(?:–|—|--))\s+(?=\S)"
    )


@lru_cache(maxsize=1)
def _bare() -> re.Pattern[str]:
    months = "|".join(m[:3].capitalize() for m in grammar().calendar.months)
    month = rf"(?:{months})[a-z]*\.?"
    agencies = "|".join(sorted({re.escape(a) for a in attribution_pack("en").agencies.values()}))
    return re.compile(
        r"(?P<lead>(?P<place>(?:[A-Z]{2}[ -])?[A-Z]{3,}(?:[ -][A-Z]{3,}|['’][A-Z]+){0,2}?)"
        rf"(?P<day>, (?:{month} \d{{1,2}}|\d{{1,2}} {month})(?:,? \d{{4}})?)?"
        rf"(?P<agency>,? (?:{agencies}))?(?P<colon>:)?\s+)"
        r"(?P<next>[A-Z][a-z'’]+) (?=(?:[^.!?\n]* ){4})"
    )


def _looks_like_dateline(words: str, loud: bool) -> bool:
    first = words.replace("*", "").split("(")[0].strip()
    if loud and "(" not in words:
        return False
    return bool(first) and (
        "(" in words or first.split(",")[0].isupper() or "**" in words or len(first.split()) <= 4
    )
