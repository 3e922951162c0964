"""What stands in brackets is told once: who reads on knows it, and the words behind it stay cited."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from truceline.brief.before import letters
from truceline.brief.english import english
from truceline.model.brief import Section, Sentence

__all__ = ["asides_once"]

_GLOSS = re.compile(r"(?<=\w) \[((?!\w\])[^\[\]]+)\]")
_LAST = re.compile(r"[\w’'-]+$")
_DAY = re.compile(r"\d{1,2} [A-Z]|\d{4}$")
_AROUND = 12
"""Letters on each side of a bracket by which the words around it are found in those that are cited."""


def asides_once(sections: Iterable[Section]) -> tuple[Section, ...]:
    """`sections` without the brackets that say again behind a noun the same few words as behind it above in its section."""
    found = list[Section]()
    for section in sections:
        glosses, items = set[tuple[str, str]](), []
        for item in section.items:
            sentences = list[Sentence]()
            for sentence in item.sentences:
                sentences.append(_without_known_glosses(sentence, glosses))
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
