"""The sentences above that bring in what words shown take for known, so that who checks them finds it there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.brief.alone import ends_as_sentence, untied
from truceline.brief.english import english
from truceline.brief.glosses import in_brackets, named_people
from truceline.brief.loose import shell_head
from truceline.brief.material import Material
from truceline.brief.refers import Loose, hanging, stem, uncounted, unpaired
from truceline.brief.sentences import Page
from truceline.model.reading import Claim, Manner, Stance
from truceline.model.span import Span

__all__ = ["antecedents", "before_it", "pointed", "points_back", "taken_for_known"]

_MARKS = str.maketrans('“”"«»‘', "      ")
_MOST = 3
"""Sentences from above that are cited with one."""
_LOOK_BACK = 30
_POINTED = re.compile(
    r"\b(?:[Tt]his|[Tt]hese|[Tt]hose)\s+((?:[a-z]+-)?[A-Za-z]{4,})\b"
    r"|\b(?:of|in|on|under|with|from|to|by|for|at|about|after|before|against|during)\s+that\s+([a-z]{4,})\b"
)
_TIME = re.compile(
    r"(?:minute|hour|day|week|month|year|morning|evening|afternoon|night|time|moment|which|were|will)"
)
_NOUN = re.compile(r"(\b(?:the|this|that|these|those)\s+(?:[a-z-]+\s+)?)?\b([^\W\d_]+)", re.IGNORECASE)
_PRONOUN = re.compile(r"\b(?:he|she|they|it|him|her|his|their|its|them)\b(?! \[)", re.IGNORECASE)
_NOUNS = re.compile(r"\b[A-Z][\w’'-]+|\b[a-z]{4,}s\b|\b(?:the|an?)\s+[a-z]{3,}")
_HEAD = re.compile(r"^(?:[^:“]{1,40}: )?[^:“]{1,60}(?: writes|, in its own voice): “")
_SCANT = 3
"""Words of a denial up to which it does not tell what it denies."""
_LEAST = 4
_HEADS = re.compile(r"(?:^|[.!?]\s+|[“\"‘])\W*([A-Za-z]+)")


def taken_for_known(claim: Claim, start: int, end: int, material: Material) -> list[Loose]:
    """The noun phrases with "the" from `start` to `end`, within quotations too, that the words themselves do not
    explain; their places count from `start`."""
    page = material.page(claim.report)
    if page is None:
        return []
    words = page.text[start:end].translate(_MARKS)
    found = hanging(words, "", "", named_people(claim, material))
    if material.accord is not None:
        found = [x for x in found if not {w.casefold() for w in x.words} & english().pact]
    return found


def antecedents(claim: Claim, start: int, end: int, material: Material, text: str = "") -> tuple[Span, ...]:
    """The sentences above the words from `start` to `end` of a claim's report that bring in what these take for
    known ("the ferry", "those talks", "they"): one for each, at most three, in the order of the text. What `text`,
    as it is told, explains in brackets needs none."""
    page = material.page(claim.report)
    if page is None:
        return ()
    above = [x for x in page.above(start, _LOOK_BACK) if _told(x, page, material)]
    if not above:
        return ()
    found: dict[tuple[int, int], None] = {}
    words = page.text[start:end]
    retold = bool(text) and claim.manner is Manner.INDIRECT and start == claim.start
    if (
        (points_back(words) and not retold)
        or _goes_on(words)
        or uncounted(words)
        or unpaired(words)
        or _of_whom(text)
    ):
        found[above[-1]] = None
    if claim.stance in (Stance.DENIES, Stance.REFUSES) and len(claim.words.split()) <= _SCANT:
        found[above[-1]] = None
    for loose in taken_for_known(claim, start, end, material):
        if f"the {' '.join(loose.words)} [" in text:
            continue
        told = in_brackets(loose, claim, material)
        near = page.around(told[1].start, told[1].end) if told is not None else None
        near = near if near in above else _bringing_in(loose.words, above, page)
        if near is not None:
            found[near] = None
    for noun in pointed(words):
        near = _bringing_in((noun,), above, page) or (above[-1] if noun in english().shell else None)
        if near is not None:
            found[near] = None
    return tuple(page.span(*x) for x in sorted(list(found)[:_MOST]))


def before_it(start: int, page: Page, material: Material) -> tuple[int, int] | None:
    """The sentence of running text before the one that begins at `start`, in its paragraph or the one before."""
    found = page.before(start) or page.before_paragraph(start)
    return found if found is not None and _told(found, page, material) else None


def _told(sentence: tuple[int, int], page: Page, material: Material) -> bool:
    words = page.text[slice(*sentence)]
    shouted = words.isupper() and not page.in_capitals
    return not shouted and ends_as_sentence(words) and material.is_text(page.report, sentence[0])


def points_back(words: str) -> bool:
    """Whether they begin with what only the sentence before explains, or a quotation in them with a word for
    somebody or something told before."""
    words = untied(words)
    return shell_head(words) or any(
        m[1].casefold() in english().pointing
        for n, m in enumerate(_HEADS.finditer(words))
        if n == 0 or (words[m.start()] in '“"‘' and m[1][:1].isupper())
    )


def _goes_on(words: str) -> bool:
    """Whether they go on from what was told just before ("at the time", "retaliated", "a similar")."""
    low = f" {' '.join(re.findall(r'[a-z-]+', words.casefold()))} "
    return any(f" {w} " in low for w in english().going_on)


def _of_whom(text: str) -> bool:
    """Whether what is told has a pronoun before anybody or anything that it could mean."""
    said = _HEAD.sub("", text)
    found = _PRONOUN.search(said)
    return found is not None and not _NOUNS.search(said[: found.start()])


def pointed(words: str) -> Iterator[str]:
    """The nouns behind "this", "those", that name no time."""
    for found in _POINTED.finditer(words):
        low = found[1] or found[2]
        lists = english()
        finite = low in lists.finite | lists.auxiliary | lists.telling_which | lists.as_well
        if not _TIME.match(low) and not finite and not low.endswith("ing"):
            yield low


def _bringing_in(words: tuple[str, ...], above: list[tuple[int, int]], page: Page) -> tuple[int, int] | None:
    """The nearest sentence above that has the last of some words, or one of those before it, without "the" or
    "that" before it; else the first that has it; of a pact the first that names one by another noun."""
    for word in reversed(words):
        if len(word) < _LEAST or word.casefold() in english().ordinal:
            continue
        root, known = stem(word), list[tuple[int, int]]()
        for x in reversed(above):
            some = [m for m in _NOUN.finditer(page.text[slice(*x)]) if stem(m[2]) == root]
            if any(m[1] is None for m in some):
                return x
            known += [x] if some else []
        if word.casefold() in english().pact:
            pacts = [x for x in above if english().pact & set(page.text[slice(*x)].casefold().split())]
            known += pacts[:1]
        if known:
            return known[-1]
    return None
