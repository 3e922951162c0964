"""Words of a report made fit to stand in our own sentence: labels made neutral, days made plain.

What stands inside quotation marks is the speaker's and is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from truceline.brief.english import day_in_words, english
from truceline.brief.material import Material
from truceline.model.reading import When
from truceline.model.signs import TAG, with_signs

__all__ = [
    "balanced",
    "capital",
    "dated",
    "days_behind",
    "days_plain",
    "glued",
    "inside_quotes",
    "paired",
    "plain",
    "quoted",
    "small_start",
    "stopped",
    "tidy",
    "with_an_article",
]

_MARKS = {"“": 1, "”": -1, "«": 1, "»": -1, "„": 1}
_ISO = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
_LONG_TIME = 3
"""More words than this name more than a day ("the day after Monday's meeting")."""
_NEAR = 80
_NEARLY_A_WEEK = 5
_DATE_BEHIND = re.compile(r",?\s*\(?(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8})\b")
"""A date that the text gives behind a weekday."""
_DATE_INSIDE = re.compile(r"\d{1,2}\b(?!:)(?! ?[ap]\.?m)")
_NO_DAY = re.compile(r"XXXX-(?:WXX-\d|XX-XX)")
_NOT_GIVEN = " [date not given]"
_NEXT_WORD = re.compile(r"\s+(\w+)")
_GLUED = re.compile(r"\b[A-Z]?[a-z]{2,}[A-Z][a-z]{3,}|\b[a-z]+ [A-Z]{4}\b")
_TWO_SINGLE = re.compile(r"''|``|’’|‘‘")
"""Two single marks in place of a double one."""
_BOLD = re.compile(r"\*\*|__")
"""Marks of a page for bold letters."""
_RUN_ON = re.compile(r"(?<=[a-z\d]{2})([.!?])(?=[A-Z][a-z]+ )")
"""A stop with no space behind it."""
_STRAY = re.compile(r"^[^‘]*[,.!?]['’]$")
_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}")


def inside_quotes(text: str, start: int, at: int) -> bool:
    """Whether the character at `at` stands between quotation marks opened since `start`."""
    depth, straight = 0, False
    for char in text[start:at]:
        if char == '"':
            straight = not straight
        else:
            depth = max(0, depth + _MARKS.get(char, 0))
    return straight or depth > 0


def days_plain(words: str) -> str:
    """Dates written 2025-02-28 as "28 February 2025"."""
    return _ISO.sub(lambda m: day_in_words(m.group()), words)


def balanced(words: str) -> bool:
    """Whether every quotation mark in `words` has its partner."""
    depth = 0
    for char in words:
        depth += _MARKS.get(char, 0)
        if depth < 0:
            return False
    return depth == 0 and words.count('"') % 2 == 0 and words.count("(") == words.count(")")


def glued(words: str) -> bool:
    """Whether links, menus or tags of a page run into its text ("HallTalks resume MORE")."""
    return len(_GLUED.findall(words)) > 1 or TAG.search(words) is not None


def tidy(words: str) -> str:
    """White space single, no comma or stop at the ends."""
    words = _BOLD.sub("", words)
    words = (
        _TWO_SINGLE.sub('"', _RUN_ON.sub(r"\1 ", re.sub(r"\s+", " ", words)))
        .strip()
        .strip(",;: ")
        .removesuffix(".")
        .rstrip(" ,;:–—-")
    )
    return re.sub(r"[.,]([\"”’])$", r"\1", words)


def capital(words: str) -> str:
    """The first letter large."""
    for i, c in enumerate(words):
        if c.isalpha():
            return words[:i] + c.upper() + words[i + 1 :]
        if c.isdigit():
            break
    return words


def small_start(words: str) -> str:
    """The first word small, where it is a word that only the start of a sentence makes large."""
    first = re.match(r"[A-Za-z']+", words)
    if first and first.group().casefold() in english().small and first.group() != "I":
        return words[0].lower() + words[1:]
    return words


def quoted(words: str) -> str:
    """`words` between our quotation marks; marks within become single ones, and signs told by number ("&#039;")
    those signs."""
    words = with_signs(words)
    words = _RUN_ON.sub(r"\1 ", re.sub(r"\s+", " ", _BOLD.sub("", words))).strip().rstrip(",;: ")
    words = _TWO_SINGLE.sub('"', words)
    if words[:1] in '"“«„' and words[-1:] in '"”»“' and len(words) > 1 and _one_pair(words):
        words = words[1:-1].strip().rstrip(",;: ")
    words = re.sub(r'"([^"]*)"', r"‘\1’", words)
    if words[:1] in "'‘" and not re.search(r"[\w.,!?…]['’](?!\w)", words[1:]):
        words = words[1:]
    if words.endswith(("'", "’")) and _STRAY.search(words):
        words = words[:-1].rstrip(",;: ")
    words = words.replace("“", "‘").replace("”", "’").replace("«", "‘").replace("»", "’")
    return f"“{words.replace(chr(34), '’')}”"


def paired(words: str) -> str | None:
    """With every double quotation mark turned the way in which it stands, where straight and curved ones are
    mixed; None where one has no partner."""
    marks = [m.start() for m in re.finditer(r"[“”\"]", words)]
    if len(marks) % 2:
        return None
    mixed = '"' in words and ("“" in words or "”" in words)
    if balanced(words) and not mixed:
        return words
    made = list(words)
    for n, at in enumerate(marks):
        made[at] = "”" if n % 2 else "“"
    return "".join(made)


def _one_pair(words: str) -> bool:
    inner = words[1:-1]
    return balanced(inner) and not (words[0] == '"' and '"' in inner)


def plain(material: Material, report: str, start: int, end: int) -> str | None:
    """The words from `start` to `end`, fit for our own sentence; None where they are not.

    Labels that are the outlet's are replaced by what they stand for, in square brackets; a label
    for which no neutral word is known makes the words unfit. A weekday gets its date in brackets.
    """
    page = material.page(report)
    if page is None:
        return None
    text = page.text
    paragraph = next((a for _, a, b in page.blocks if a <= start < b), start)
    edits: list[tuple[int, int, str]] = []
    mentions = material.mentions(report, start, end)
    for m in mentions:
        if not m.loaded or inside_quotes(text, paragraph, m.span.start):
            continue
        if edits and m.span.start < edits[-1][1]:
            continue
        named = next(
            (o for o in mentions if 0 <= o.span.start - m.span.end <= 1 and o.entity == m.entity), None
        )
        if named is not None and m.entity and not named.loaded:
            edits.append((m.span.start, named.span.start, ""))
            continue
        neutral = m.neutral if m.neutral and m.neutral.casefold() not in m.span.quote.casefold() else None
        if m.entity and not (neutral and neutral[:1].isupper()):
            neutral = material.name(m.entity)
        if not neutral or (not m.entity and not re.search(r"^the |[A-Z]", neutral)):
            return None
        edits.append(_neutral(text, m.span.start, m.span.end, neutral, start))
    return _edited(text, start, end, [*edits, *_days(material, report, start, end, text)])


def dated(
    material: Material, report: str, start: int, end: int, names: Mapping[int, str] | None = None
) -> str:
    """The words as they stand, each weekday that could be resolved with its date in square brackets, and
    `names` put in after the characters that they are keyed by."""
    page = material.page(report)
    text = page.text if page else ""
    edits = [(at, at, name) for at, name in (names or {}).items()]
    return _edited(text, start, end, [*edits, *_days(material, report, start, end, text)])


def days_behind(material: Material, report: str, start: int, end: int) -> list[tuple[int, str]]:
    """Behind which characters of a report the day of a weekday is wanted, and that day in words."""
    page = material.page(report)
    some = _days(material, report, start, end, page.text) if page is not None else []
    return [(at, told.strip(" []")) for at, _, told in some]


def _days(material: Material, report: str, start: int, end: int, text: str) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for t in material.times(report, start, end):
        words = t.span.quote.casefold().split()
        if t.span.quote in ("Today", "Tomorrow") and text[: t.span.start].rstrip()[-1:].isalpha():
            continue
        named = len(words) <= _LONG_TIME and any(w in english().weekday for w in words)
        if _DATE_BEHIND.match(text, t.span.end) or _DATE_INSIDE.search(t.span.quote):
            continue
        if t.inferred and words[-2:] == ["the", "day"] and _DAY.match(t.value):
            found.append((t.span.end, t.span.end, f" [{day_in_words(t.value, year=False)}]"))
        if (named or words[:1] == ["this"]) and (_NO_DAY.match(t.value) or material.posted_late(report)):
            told = _of_its_week(material, report, words)
            if told or not any(new == _NOT_GIVEN for _, _, new in found):
                part = _NEXT_WORD.match(text, t.span.end)
                behind = part is not None and part.group(1).casefold() in english().part_of_day
                at = part.end() if part is not None and behind else t.span.end
                at += 2 if text[at : at + 2] in ("'s", "’s") else 0
                found.append((at, at, f" [{told}]" if told else _NOT_GIVEN))
            continue
        if named and not t.inferred and _DAY.match(t.value) and not _doubtful(material, report, t, text):
            part = _NEXT_WORD.match(text, t.span.end)
            if part and part.group(1).casefold() in english().part_of_day:
                found.append((part.end(), part.end(), f" [{day_in_words(t.value, year=False)}]"))
                continue
            at = t.span.end + (2 if text[t.span.end : t.span.end + 2] in ("'s", "’s") else 0)
            found.append((at, at, f" [{day_in_words(t.value, year=False)}]"))
    return found


def _of_its_week(material: Material, report: str, words: list[str]) -> str:
    """The date that the report itself gives elsewhere behind the same weekday; "" where it gives none."""
    dates = material.dated_weekdays(report)
    return next((dates[w][0] for w in words if w in dates), "")


def _doubtful(material: Material, report: str, time: When, text: str) -> bool:
    """Whether a day after its report is told as past, one before it as to come, or one lies nearly a week
    before it: then which week it is of is not sure."""
    published = material.published(report)
    if material.posted_late(report):
        return True
    try:
        since = (date.fromisoformat(published[:10]) - date.fromisoformat(time.value[:10])).days
    except ValueError:
        return False
    if since == 0:
        return False
    before = text[max(0, time.span.start - _NEAR) : time.span.start]
    before = re.split(r"[.!?;\n]", before)[-1]
    words = set(re.findall(r"[a-z]+", before.casefold()))
    if since < 0:
        return not words & english().ahead or (
            since <= -_NEARLY_A_WEEK and "next" not in time.span.quote.casefold()
        )
    return since >= _NEARLY_A_WEEK or bool(words & english().not_yet)


def _edited(text: str, start: int, end: int, edits: list[tuple[int, int, str]]) -> str:
    words, at = [], start
    for a, b, new in sorted(edits):
        if a < at:
            continue
        words += [text[at:a], new]
        at = b
    return "".join([*words, text[at:end]])


def _neutral(text: str, start: int, end: int, neutral: str, least: int) -> tuple[int, int, str]:
    label = text[start:end]
    tail = re.search(r"['’]s?$", label)
    name = neutral[:1].isupper()
    article = re.search(r"\b(?:the|The)\s+$", text[max(least, start - 5) : start])
    if name and article:
        start -= len(article.group())
    elif name:
        pass
    elif re.match(r"(?:the|The)\s", label) and not neutral.startswith("the "):
        neutral = f"the {neutral}"
    return start, end, f"[{neutral}]{tail.group() if tail else ''}"


def with_an_article(noun: str, label: str) -> str:
    """ "armed faction" as "an armed faction", for a label with "the" as "the armed faction"; names, plurals and what
    has one stay as they are."""
    first, last = noun.split()[:1], noun.split()[-1:]
    if not first or first[0].casefold() in english().small or any(w[:1].isupper() for w in noun.split()):
        return noun
    if last[0].endswith(("s", "ed")) or last[0] in english().fighters or "people" in last:
        return noun
    if label[:4].casefold() == "the ":
        return f"the {noun}"
    return f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"


def stopped(words: str) -> str:
    """Ends in one full stop, which goes before a closing quotation mark only where one stands there."""
    words = words.rstrip()
    if words.endswith((".”", "!”", "?”", ".", "!", "?", "…”", ".’”", "!’”", "?’”", '."', '!"', '?"')):
        return words
    return f"{words}."
