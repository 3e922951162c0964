"""What "the ..." stands for, in the report's own earlier words: put in square brackets behind it."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from truceline.brief.alone import opens_report
from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.refers import Loose, hanging, nameless, stem, uncounted, unpaired
from truceline.brief.sentences import Page, abbreviated, bounds
from truceline.brief.telex import small_letters
from truceline.model.reading import Claim, LinkKind, Manner, MentionType
from truceline.model.span import Span

__all__ = ["another_nearer", "from_the_top", "in_brackets", "named_people", "told_above", "with_glosses"]

_LOOK_BACK = 30
_LONGEST = 14
"""Words of a phrase put in brackets."""
_MARK = re.compile(r"[,;()–—“”\"]|:(?!\d)|\sat\s(?=\d{1,2}[:.]\d\d)|\.(?=\s*$|\s+[A-Z])|\s-\s")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DET = r"(?:[Aa]n?|[Aa]nother|[Oo]ne|two|three|four|five|several|[Tt]he|[A-Z][\w’'.-]*['’]s?)"
_POSSESSIVE = re.compile(r"['’]s?(?=\s)")
_TAIL = re.compile(r"\s+([a-z]+)\b")
_MOST_GLOSSES = 2
_BY = re.compile(r"(?<!ed) by .*$")
"""Whose deed is told, before a pact ("a breach of the truce by ...")."""
_SURE = re.compile(r"[A-Z\d]|\w+-[A-Z]")
_OPENED = re.compile(r"^\[(\w)\]")
_SHORT_TAIL = 9
_WHOSE = frozenset({"his", "her", "its", "their", "my", "our"})
_NEAR = 6
_NEARER = 12
_HEAD = 24
_LEAD = 4
"""Sentences at the head of a report that tell what it is about."""
_TERMS = "Under the agreement, as "
_SAID = re.compile(r"[^“”]+ said(?: to [^“”:]+)?: “")


def with_glosses(
    text: str, claim: Claim, material: Material, spans: tuple[Span, ...], alone: bool = False
) -> tuple[str, tuple[Span, ...]] | None:
    """`text`, as it is told, with what its unexplained noun phrases stand for behind each, and what it cites then; None
    where one stays unexplained. With `alone` what it cites explains nothing."""
    outlet, page = material.outlet(claim.report), material.page(claim.report)
    frame, inner, rest = _parted(text, claim, material)
    if page is None or opens_report(claim, material):
        return text, spans
    first = _begins(inner, page, material)
    start = bounds(claim, page)[0]
    shown = " ".join(s.quote for s in spans if s.report == claim.report and s.end <= start)
    shown = "" if alone else shown
    people = named_people(claim, material)
    said = small_letters(inner, material) if page.in_capitals else _OPENED.sub(r"  \1", inner)
    loose = hanging(said, f"{shown} {rest}", frame if frame.endswith(" ") else "", people)
    if claim.manner is Manner.DIRECT and frame.endswith("“"):
        loose = [x for x in loose if {w.casefold() for w in x.words} & english().shell]
    loose = [x for x in loose if x.start >= first]
    if text.startswith(_TERMS):
        loose = [x for x in loose if "agreement" not in x.words[:1]]
    if claim.chain and claim.chain[-1].kind is LinkKind.DOCUMENT and claim.source is not None:
        loose = [x for x in loose if x.words[0] not in claim.source.quote]
    found = [(x, in_brackets(x, claim, material)) for x in loose]
    lost = [
        x
        for x, g in found
        if g is None or (g[0] and g[0].casefold() in inner.casefold() and not _is(x, inner))
    ]
    spoken = claim.manner is Manner.DIRECT and not frame.startswith(outlet)
    beside = f"{shown} {rest}"
    counts = (
        not spoken
        and not first
        and (uncounted(inner, beside) or unpaired(inner, beside) or (frame and nameless(said, people)))
    )
    if lost or counts or len(found) > _MOST_GLOSSES:
        return None
    resting = list(spans)
    for x, gloss in reversed(found):
        if gloss is not None:
            phrase, span, size = gloss
            within = size < len(" ".join(x.words))
            phrase = "" if within or phrase.casefold() in inner.casefold() else phrase
            at = x.start + len("the ") + size
            owned = _POSSESSIVE.match(inner, at)
            at = owned.end() if owned else at
            inner = f"{inner[:at]} [{phrase}]{inner[at:]}" if phrase else inner
            resting.append(span)
    return f"{frame}{inner}{rest}", material.citing(resting)


def from_the_top(sentence: tuple[int, int], page: Page, material: Material) -> bool:
    """Whether a sentence is the first of its report: nothing stands above it that its reader had."""
    return sentence == next((x for x in page.sentences if material.is_text(page.report, x[0])), None)


def _begins(inner: str, page: Page, material: Material) -> int:
    """How many characters of the words told are the first sentence of the report; 0 where they do not begin with
    it."""
    first = next((x for x in page.sentences if material.is_text(page.report, x[0])), None)
    head = page.text[page.past_dateline(first[0]) : first[1]][:_HEAD] if first is not None else ""
    begins = first is not None and bool(head) and inner.startswith(re.sub(r"\s+", " ", head))
    return first[1] - page.past_dateline(first[0]) if first is not None and begins else 0


def _is(loose: Loose, inner: str) -> bool:
    """Whether the words behind a noun say what it is ("The deal is for a truce")."""
    return inner[loose.end :].split()[:1] in (["is"], ["was"], ["are"], ["were"])


def named_people(claim: Claim, material: Material) -> frozenset[str]:
    """The words of the names of persons in a report."""

    def make() -> frozenset[str]:
        page = material.page(claim.report)
        some = material.mentions(claim.report, 0, len(page.text) if page else 0)
        persons = (m.span.quote for m in some if m.type is MentionType.PERSON)
        return frozenset(w.strip(".,’'s") for q in persons for w in q.split()[-2:] if w[:1].isupper())

    return material.once("people", claim.report, make)


def _parted(text: str, claim: Claim, material: Material) -> tuple[str, str, str]:
    """Our own frame before words that are shown as written, those words, and what is added behind them."""
    outlet = material.outlet(claim.report)
    for frame in (f"{outlet} writes: “", f"{outlet}, in its own voice: “"):
        if text.startswith(frame):
            end = text.find("” [", len(frame))
            end = text.rfind("”") if end < 0 else end
            return frame, text[len(frame) : end], text[end:]
    found = _SAID.match(text)
    if found and claim.manner is Manner.DIRECT:
        return found[0], text[found.end() : -1], text[-1:]
    return "", text, ""


def in_brackets(loose: Loose, claim: Claim, material: Material) -> tuple[str, Span, int] | None:
    """The phrase, the sentence that holds it, and how many characters of the noun phrase it explains."""
    page = material.page(claim.report)
    return None if page is None else told_above(loose, page, *bounds(claim, page), material)


def told_above(
    loose: Loose, page: Page, start: int, end: int, material: Material
) -> tuple[str, Span, int] | None:
    """As `in_brackets`, of words from `start` to `end` of a page."""
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
        if found is None or not _as_described(loose.words, word, found[0]):
            continue
        competes = bare.casefold() in english().pact and another_nearer(found[1], page, start, material)
        return None if competes else (*found, length)
    return None


def _as_described(words: tuple[str, ...], noun: str, phrase: str) -> bool:
    """Whether a phrase has what describes the noun that it explains ("the real weapons" are not just any)."""
    lists, have = english(), {stem(w) for w in re.findall(r"[\w-]+", phrase)}
    if noun.casefold() in lists.pact | lists.talking | lists.fighters:
        return True
    before = words[: words.index(noun)]
    return all(stem(w) in have for w in before if w.islower() and w not in lists.ordinal)


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
        if any(bare in x for x in (lists.say, lists.plain_that)):
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
