"""Whether every word of a sentence is borne out by the words that it cites: what no span has cannot be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from truceline.brief.english import MONTHS, english
from truceline.brief.material import Material
from truceline.brief.refers import stem
from truceline.brief.sentences import Page
from truceline.model.brief import Sentence
from truceline.model.signs import with_signs
from truceline.model.span import Span

__all__ = ["behind", "completed", "unsupported"]

_WORD = re.compile(r"\w+(?:[’'.]\w+)*")
_PIECE = re.compile(r"[’'.]")
_DAY = re.compile(rf"\b(?:\d{{1,2}} )?(?:{'|'.join(MONTHS)})(?: \d{{4}})?\b")
_OPENED = re.compile(r"\[(\w)\]")
_NAME = re.compile(r"[A-Z][\w’'.-]*(?: (?:of |the |for |and )?[A-Z][\w’'.-]*)*")
_SMALL = 4
"""Letters of a small word by which its forms are known; shorter ones tell nothing by themselves."""
_INITIALS = 2
_MOST = 3
"""Sentences that are cited besides, so that every word has one."""


def unsupported(text: str, cited: Iterable[str]) -> tuple[str, ...]:
    """The words of `text` that stand in none of the words `cited` (quotations, and names of their outlets) and are
    not of the frame in which we tell (`ours` in the list of words): names and figures as they are, other words by
    their first letters. Days are left out: they are worked out, and stand by the date of their report."""
    some = list(cited)
    have, begun = set[str](), set[str]()
    for word in (w for words in some for w in _all_words(words)):
        have.add(stem(word))
        begun.add(word[:_SMALL].casefold())
    initials = {_initials(n) for words in some for n in _NAME.findall(words)}
    told = _OPENED.sub(r"\1", _DAY.sub(" ", text))
    short = {n for n in _NAME.findall(told) if len(_initials(n)) >= _INITIALS and _initials(n) in have}
    known = {w for n in short for w in _WORD.findall(n)}
    ours = english().ours

    def held(word: str) -> bool:
        low = word.casefold()
        if stem(word) in have or low in ours or low.replace(".", "") in initials | have:
            return True
        return word.islower() and (len(word) < _SMALL or word[:_SMALL] in begun)

    def whole(word: str) -> bool:
        return (
            held(word) or word in known or (bool(_PIECE.search(word)) and all(map(held, _PIECE.split(word))))
        )

    return tuple(dict.fromkeys(w for w in _WORD.findall(told) if not whole(w)))


def completed(sentence: Sentence, material: Material, names: bool = False) -> Sentence | None:
    """`sentence` with the sentences of its reports cited besides that have those of its words which no span of it
    has; None where a word is left that none has. With `names` only of its names and figures, as where it tells in words
    of ours how a clause stands."""
    spans, texts = list(sentence.spans), [with_signs(s.quote) for s in sentence.spans]
    texts += [material.name_of_outlet(s.report) for s in sentence.spans]
    told = sentence.text
    for neutral, label in dict.fromkeys(n for s in sentence.spans for n in _neutral(s, material)):
        if f"[{neutral}]" in told or f"(for {neutral})" in told:
            spans += _listed(neutral, label, material)
        told = told.replace(f"[{neutral}]", " ").replace(f"(for {neutral})", " ")
    missing = _missing(told, texts, names)
    for _ in range(_MOST):
        if not missing:
            break
        found = _holding(missing, spans, material)
        if found is None:
            return None
        spans.append(found)
        texts.append(with_signs(found.quote))
        missing = _missing(told, texts, names)
    if missing:
        return None
    whole = len(spans) == len(sentence.spans)
    return sentence if whole else replace(sentence, spans=material.citing(spans, len(spans)))


def _missing(told: str, cited: list[str], names: bool) -> tuple[str, ...]:
    found = unsupported(told, cited)
    return tuple(w for w in found if w[:1].isupper() or w[:1].isdigit()) if names else found


def behind(told: str, spans: Iterable[Span], material: Material) -> tuple[Span, ...]:
    """What an answer in a table cites: the sentences around `spans`, and what bears out the rest of `told`, as far as
    anything does."""
    cited = material.citing(spans)
    whole = completed(Sentence(told, cited), material) if cited else None
    return whole.spans if whole is not None else cited


def _listed(neutral: str, label: str, material: Material) -> Iterator[Span]:
    """The line of the agreement's vocabulary that says for what a label stands."""
    text, at = (material.accord.vocabulary.text if material.accord else ""), material.vocabulary_report
    line = re.search(
        rf"^.*{re.escape(label)}.*neutral: {re.escape(neutral)}.*$", text, re.MULTILINE | re.IGNORECASE
    )
    if line is not None and at is not None:
        yield Span.of(at, text, line.start(), line.end())


def _neutral(span: Span, material: Material) -> Iterator[tuple[str, str]]:
    """What the labels in a span stand for, with the labels: told in brackets in their place, which says that the words
    are ours."""
    for m in material.mentions(span.report, span.start, span.end):
        if m.loaded:
            some = (m.neutral, material.name(m.entity), material.name(m.party))
            yield from ((x, m.span.quote) for x in some if x)


def _holding(missing: tuple[str, ...], spans: list[Span], material: Material) -> Span | None:
    """The sentence of a report cited that has most of the words `missing`: the nearest above, else the first
    below."""
    best: tuple[tuple[int, bool, int], Span] | None = None
    wanted = {stem(w) for w in missing}
    for report in dict.fromkeys(s.report for s in spans):
        page = material.page(report)
        if page is None or report not in material.reports:
            continue
        at = min(s.start for s in spans if s.report == report)
        for start, end in page.sentences:
            if not material.is_text(report, start):
                continue
            held = len(wanted & _stems(page, start, end))
            rank = held, end <= at, -abs(at - start)
            if held and (best is None or rank > best[0]):
                best = rank, page.span(start, end)
    return best[1] if best is not None else None


def _stems(page: Page, start: int, end: int) -> set[str]:
    return {stem(w) for w in _all_words(page.text[start:end])}


def _all_words(words: str) -> list[str]:
    """The words; of one with a mark within ("Vell’s", "8.30", "U.S.") its parts and its letters too."""
    found = []
    for word in _WORD.findall(words):
        found += [word, *_PIECE.split(word), word.replace(".", "")] if _PIECE.search(word) else [word]
    return found


def _initials(name: str) -> str:
    """The first letters of the parts of a name that are large ("AU" of "the African Union")."""
    return "".join(w[0] for w in re.split(r"[ -]", name.removeprefix("The ")) if w[:1].isupper()).casefold()
