"""What "the ..." stands for, in the report's own earlier words: put in square brackets behind it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.refers import Loose, stem
from truceline.brief.sentences import Page, abbreviated
from truceline.model.reading import MentionType
from truceline.model.span import Span

__all__ = ["another_nearer", "as_described", "told_above"]

_LOOK_BACK = 30
_LONGEST = 14
"""Words of a phrase put in brackets."""
_MARK = re.compile(r"[,;()–—“”\"]|:(?!\d)|\sat\s(?=\d{1,2}[:.]\d\d)|\.(?=\s*$|\s+[A-Z])|\s-\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DET = r"(?:[Aa]n?|[Aa]nother|[Oo]ne|two|three|four|five|several|[Tt]he|[A-Z][\w’'.-]*['’]s?)"
_TAIL = re.compile(r"\s+([a-z]+)\b")
_BY = re.compile(r"(?<!ed) by .*$")
"""Whose deed is told, before a pact ("a breach of the truce by ...")."""
_SURE = re.compile(r"[A-Z\d]|\w+-[A-Z]")
_SHORT_TAIL = 9
_WHOSE = frozenset({"his", "her", "its", "their", "my", "our"})
_NEAR = 6
_NEARER = 12
_LEAD = 4
"""Sentences at the head of a report that tell what it is about."""


def told_above(
    loose: Loose, page: Page, start: int, end: int, material: Material
) -> tuple[str, Span, int] | None:
    """The phrase that tells what a noun phrase in the words from `start` to `end` of a page stands for, the sentence that holds
    it, and how many characters of the noun phrase it explains."""
    if page.in_capitals:
        return None
    named = _named(loose, material, page, start, end)
    if named is not None:
        return named
    above = [x for x in page.above(start, _LOOK_BACK) if material.is_text(page.report, x[0])]
    size = 0
    sizes = []
    for word in loose.words:
        size += len(word) + 1
        sizes.append((word, size - 1))
    for word, length in reversed(sizes):
        bare = re.sub(r"['’]s?$", "", word)
        if len(bare) < 4 or bare.casefold() in english().small | english().ordinal:
            continue
        if bare.casefold() in english().pact and material.accord is not None:
            return "", page.span(start, end), length
        found = _brought_in(bare, above, start, material, page)
        if found is None or not as_described(loose.words, word, found[0]):
            continue
        competes = bare.casefold() in english().pact and another_nearer(found[1], page, start, material)
        return None if competes else (*found, length)
    return None


def as_described(words: tuple[str, ...], noun: str, phrase: str) -> bool:
    """Whether a phrase has what describes the noun that it explains ("the real weapons" are not just any)."""
    lists, have = english(), {stem(w) for w in re.findall(r"[\w-]+", phrase)}
    if noun.casefold() in lists.fighters:
        return True
    plain = lists.ordinal
    if noun.casefold() in lists.pact | lists.talking:
        plain = plain | lists.of_a_pact | lists.pact
    before = words[: words.index(noun)]
    return all(stem(w) in have for w in before if w.islower() and w not in plain)


def _named(
    loose: Loose, material: Material, page: Page, start: int, end: int
) -> tuple[str, Span, int] | None:
    """The name of the party or body that a phrase is read to stand for ("the group"), where a sentence near
    above names it."""
    first = page.before(start) or page.before_paragraph(start) or (start, end)
    phrase = f"the {' '.join(loose.words)}".casefold()
    at = page.text.casefold().find(phrase, start, end)
    at = page.text.casefold().find(phrase, first[0], end) if at < 0 else at
    if at < 0:
        return None
    inside = material.mentions(page.report, at, at + 5 + sum(len(w) + 1 for w in loose.words))
    for m in inside:
        if not m.entity or m.type in (MentionType.EVENT, MentionType.DOCUMENT) or m.span.start > at + 5:
            continue
        for x in reversed(page.above(start, _LOOK_BACK)):
            for other in material.mentions(page.report, *x) if material.is_text(page.report, x[0]) else ():
                name = other.span.quote
                same = other.entity == m.entity and name.casefold() != m.span.quote.casefold()
                role = m.type is not MentionType.PERSON or _holds(page.text[slice(*x)], loose.words)
                if same and role and name[:1].isupper() and not other.loaded:
                    return name.removeprefix("The "), page.span(*x), max(1, m.span.end - at - 4)
    return None


def _brought_in(
    noun: str, above: list[tuple[int, int]], start: int, material: Material, page: Page
) -> tuple[str, Span] | None:
    """The nearest words above that bring in a noun; of a pact or armed side the words for it in the first
    sentences of the report, whichever noun they use, where none near above does."""
    lists, low = english(), noun.casefold()
    places = [(x, noun) for x in reversed(above[-_NEAR:] if low in lists.pact else above)]
    if low in lists.pact:
        lead = [x for x in page.sentences if material.is_text(page.report, x[0])][:_LEAD]
        lead = [x for x in lead if x[1] <= start]
        near = above[-_NEAR:]
        places += [(x, n) for x in lead if x not in near for n in _in_order(lists.pact, page.text[slice(*x)])]
    elif low in lists.fighters:
        places += [(x, n) for x in reversed(above) for n in sorted(lists.fighters - {low})]
    if low in lists.pact and _of_two_years(above, page):
        return None
    for x, n in places:
        phrase = _phrase_with(n, page.text[slice(*x)])
        plain = low not in lists.fighters or (phrase or "").split()[-1:] == [n]
        if low in lists.pact and phrase:
            of_another = lists.other_pact & {w.casefold() for w in phrase.split()}
            phrase = None if of_another else _BY.sub("", phrase)
        if phrase and plain and not _loaded(phrase, page, x, material):
            return phrase, page.span(*x)
    return None


def _of_two_years(above: list[tuple[int, int]], page: Page) -> bool:
    """Whether the sentences above bring in pacts of one year and others of another or of none: then which one is
    meant is not sure."""
    some = {p for x in above for n in english().pact if (p := _phrase_with(n, page.text[slice(*x)]))}
    years = {frozenset(_YEAR.findall(p)) for p in some}
    return len(years) > 1


def _in_order(nouns: frozenset[str], sentence: str) -> list[str]:
    """The nouns that a sentence has, in its order."""
    low = sentence.casefold()
    return sorted((n for n in nouns if n in low), key=lambda n: (low.index(n), n))


def _holds(sentence: str, words: tuple[str, ...]) -> bool:
    low = sentence.casefold()
    return all(re.sub(r"['’]s?$", "", w).casefold() in low for w in words[:2])


def _loaded(phrase: str, page: Page, sentence: tuple[int, int], material: Material) -> bool:
    at = page.text.casefold().find(phrase.casefold(), *sentence)
    return at < 0 or any(m.loaded for m in material.mentions(page.report, at, at + len(phrase)))


@lru_cache(maxsize=4096)
def _phrase_with(head: str, sentence: str) -> str | None:
    """The words of `sentence` that bring in what "the HEAD" takes up: with "a" or a name before the noun, and
    with what follows it as far as it tells which one."""
    many, says = head.endswith("s"), any(head.casefold() in some for some in english().speaking)
    noun = rf"(?P<head>{re.escape(head)})\b(?!['’]s)"
    pattern = re.compile(
        rf"\b(?P<det>{_DET})\s+(?P<mod>(?:(?!(?:an?|the)\s)[\w'’.-]+\s+){{0,5}}?){noun}"
        rf"|\b(?P<name>(?:(?:[a-z]+-)?[A-Z][\w’'.-]*\s+)+(?:[a-z][\w-]*\s+){{0,2}}?)(?P<head2>{re.escape(head)})\b(?!['’]s)"
        rf"|(?P<head3>\b{re.escape(head.capitalize())})(?=\s+of\s+[A-Z])"
        rf"|(?P<bare>\b{re.escape(head)})(?=\s+(?:on|against|between|with|of|in)\s+(?:the\s+)?[A-Z])",
    )
    at = 0
    while found := pattern.search(sentence, at):
        at = found.start() + 1
        before = found.group("mod") or ""
        words = [*before.split(), *(found.group("name") or "").split()]
        if any(_breaks(w) for w in words):
            continue
        end = _tail(sentence, found.end())
        phrase = sentence[found.start() : end]
        det = (found.group("det") or "").casefold()
        named = bool(re.search(r"[A-Z\d]", phrase[1:]))
        if not named and (end == found.end() or det == "the" or not det):
            continue
        if re.search(rf"\bthe {re.escape(head)}\b|[?!]", phrase[4:]):
            continue
        if (found.group("bare") and not many) or (found.group("name") and says):
            continue
        if many and det in ("a", "an", "another", "one"):
            continue
        if len(phrase.split()) <= _LONGEST:
            return phrase[0].lower() + phrase[1:] if det in ("a", "an", "the", "another") else phrase
    return None


def _breaks(word: str) -> bool:
    low, lists = word.casefold().strip("'’"), english()
    some = lists.telling_which | lists.auxiliary | lists.headless | lists.subordinate | lists.small
    if low in ("and", "or", "but", "the") or (low.endswith("ed") and word.islower()):
        return True
    return low in some or any(low in x for x in lists.speaking)


def _tail(sentence: str, end: int) -> int:
    """Where what follows a noun and tells which one is meant ends; `end` where nothing does."""
    found = _TAIL.match(sentence, end)
    if found is None:
        return end
    low, lists = found.group(1), english()
    after = sentence[found.end() :].split()[:1]
    if after and after[0].casefold() in _WHOSE:
        return end
    led = bool(after) and after[0].casefold() in lists.telling_which | lists.ordinal
    done = low.endswith("ed") and len(low) > 4 and led and not any(low in some for some in lists.speaking)
    if low not in lists.telling_which - lists.time_order and not done:
        return end
    marks = _MARK.finditer(sentence, end)
    stops = (m.start() for m in marks if m[0] != "." or not abbreviated(sentence[end : m.start()]))
    words = sentence[end : next(stops, len(sentence))].split()
    for n, word in enumerate(words[1:], 1):
        bare = word.casefold()
        if low == "between" and bare == "and" and "and" not in (w.casefold() for w in words[:n]):
            continue
        if bare == "and" and words[n + 1 : n + 2] and (words[n + 1][:1].isupper() or words[n + 1] == "the"):
            continue
        ends = lists.auxiliary | lists.headless | lists.finite | lists.subordinate | lists.ends_phrase
        if bare in ends:
            words = words[:n]
            break
        if word.islower() and any(bare in x for x in (lists.say, lists.plain_that)):
            words = words[:n]
            break
    for n, word in enumerate(words[1:], 1):
        day = word.casefold().strip(".,") in lists.weekday | lists.hours
        if day and words[n - 1].casefold() in lists.telling_which:
            words = words[: n - 1]
            break
    words = _as_far_as_named(words)
    if not words or len(words) > _SHORT_TAIL or words[-1].casefold() in lists.wants_more | lists.small:
        return end
    return sentence.index(words[0], end) + _length(sentence, end, len(words))


def _as_far_as_named(words: list[str]) -> list[str]:
    """Without what is led to behind the last name or figure of a phrase ("of Sall in large numbers")."""
    lists = english()
    named = [n for n, w in enumerate(words) if _SURE.match(w)]
    led = [n for n, w in enumerate(words) if named and n > named[-1] and w in lists.telling_which]
    return words[: led[0]] if led else words


def _length(sentence: str, start: int, many: int) -> int:
    found = re.match(rf"\s*((?:\S+\s+){{{many - 1}}}\S+)", sentence[start:])
    return len(found.group(1).rstrip(',.;:"”’')) if found else 0


def another_nearer(span: Span, page: Page, start: int, material: Material) -> bool:
    """Whether a sentence between `span` and `start` tells of another pact ("a separate deal"): then either may be
    meant."""
    nearer = (x for x in page.above(start, _NEARER) if x[0] >= span.end)
    return any(material.is_text(page.report, x[0]) and _second().search(page.text, *x) for x in nearer)


@cache
def _second() -> re.Pattern[str]:
    lists = english()
    which, pact = "|".join(sorted(lists.second_pact)), "|".join(sorted(lists.pact))
    return re.compile(rf"\b(?:{which})\s+(?:[\w-]+\s+){{0,2}}?(?:{pact})\b")
