"""What stands in brackets is told once: who reads on knows it, and the words behind it stay cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from truceline.brief.before import letters, without_the_one_before
from truceline.brief.english import english
from truceline.brief.wording import inside_quotes
from truceline.model.brief import Section, Sentence

__all__ = ["asides_once"]

_GLOSS = re.compile(r"(?<=\w) \[((?!\w\])[^\[\]]+)\]")
_LAST = re.compile(r"[\w’'-]+$")
_DAY = re.compile(r"\d{1,2} [A-Z]|\d{4}$")
_NOT_GIVEN = "[date not given]"
_NEAR = 2
"""Sentences right above that a reader has before him."""
_AROUND = 12
"""Letters on each side of a bracket by which the words around it are found in those that are cited."""


def asides_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """`sections` without the brackets that say again what was told: a sentence from before that stands right
    above, and behind a noun the same few words as behind it above in its section. Nor is a weekday told of which nobody
    knows the week."""
    found = list[Section]()
    for section in sections:
        glosses, told, items = set[tuple[str, str]](), list[str](), []
        for item in section.items:
            sentences = list[Sentence]()
            for sentence in item.sentences:
                once = _without_known_glosses(without_the_one_before(sentence, told[-_NEAR:]), glosses)
                once = replace(once, text=_without_days_of_no_date(once.text))
                told.append(letters(once.text))
                sentences.append(once)
            items.append(replace(item, sentences=tuple(sentences)))
        found.append(replace(section, items=tuple(items)))
    return tuple(found)


def _without_known_glosses(sentence: Sentence, known: set[tuple[str, str]]) -> Sentence:
    """`sentence` without the glosses in `known`; those that it tells are added to them."""
    text, at = sentence.text, 0
    cited = letters(" ".join(s.quote for s in sentence.spans))
    while found := _GLOSS.search(text, at):
        at, noun = found.end(), _LAST.search(text[: found.start()])
        if noun is None or _DAY.match(found[1]) or noun[0].casefold() in english().pronoun:
            continue
        around = f"{letters(text[: found.start()])[-_AROUND:]}{letters(text[found.end() :])[:_AROUND]}"
        key = noun[0].casefold(), found[1]
        if key in known and around in cited:
            text, at = f"{text[: found.start()]}{text[found.end() :]}", found.start()
        known.add(key)
    return sentence if text == sentence.text else replace(sentence, text=text)


def _without_days_of_no_date(text: str) -> str:
    """`text` without the one weekday in it, where its report gives no date for it; in a quotation a mark stands there.
    One that a word leads to ("by Tuesday", "Tuesday's") stays."""
    found = _undated().search(text)
    if found is None or found[1].casefold() in english().telling_which | english().known | english().ahead:
        return text
    bare = _undated_day().sub("", text[: found.end(1)]) + text[found.end() :]
    if _undated_day().search(bare.replace(_NOT_GIVEN, "")):
        return text
    gap = " …" if inside_quotes(text, 0, found.start()) else ""
    return f"{text[: found.end(1)]}{gap}{text[found.end() :]}"


@cache
def _undated() -> re.Pattern[str]:
    day, part = _of(english().weekday), _of(english().part_of_day)
    return re.compile(
        rf"(?<=\s)([\w’']+)(?: (?:early|late))?(?: on)? (?i:{day})(?: (?:{part}))? {re.escape(_NOT_GIVEN)}(?=[\s.,])"
    )


@cache
def _undated_day() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{_of(english().weekday)})\b(?! \[)")


def _of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
