"""What initials stand for, in a bracket: the words by which any report of the case brings them in."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.brief import Sentence
from truceline.model.span import Span

__all__ = ["with_initials_told"]

_ALONE = r"(?<![\w(\[/“-])%s\b(?! [(\[]|[-\w/])"
_INITIALS = re.compile(_ALONE % "[A-Z]{3,6}")
_PART = r"[A-Z][\w’'.&-]*"
_SMALL = r"(?:of|for|the|and|in|on|to|de|del|da)"
_MOST = 2


def with_initials_told(sentence: Sentence, material: Material) -> Sentence:
    """`sentence` with the full name behind initials in it that it does not tell, and what they stand in cited."""
    text, spans, told = sentence.text, list(sentence.spans), 0
    if text.isupper() or not any(s.report in material.reports for s in spans):
        return sentence
    for found in list(_INITIALS.finditer(sentence.text)):
        short = found[0]
        known = short.casefold() in english().known_initials or re.search(rf"[(\[]{short}[)\]]", text)
        full = None if known or told == _MOST else _full(short, material)
        if full is None or full[0].casefold() in text.casefold():
            continue
        at = re.search(_ALONE % short, text)
        if at is not None:
            text, told = f"{text[: at.end()]} [{full[0]}]{text[at.end() :]}", told + 1
            spans.append(full[1])
    if not told:
        return sentence
    return replace(sentence, text=text, spans=material.citing(spans, len(spans)))


def _full(short: str, material: Material) -> tuple[str, Span] | None:
    """The name that initials stand for, and the sentence of a report that says so; none where reports differ."""
    return material.once("initials", short, lambda: _in_reports(short, material))


def _in_reports(short: str, material: Material) -> tuple[str, Span] | None:
    named = re.compile(rf"((?:{_PART} )(?:(?:{_PART}|{_SMALL}) ){{1,8}})\({short}\)")
    found: dict[str, tuple[str, Span]] = {}
    for report in sorted(material.reports):
        page = material.page(report) if f"({short})" in material.reports[report].text else None
        for match in named.finditer(page.text) if page is not None and not page.in_capitals else ():
            name = _spelt(short, match[1].split())
            if page is not None and name is not None:
                found.setdefault(name.casefold(), (name, page.span(*page.around(match.start(), match.end()))))
    return next(iter(found.values())) if len(found) == 1 else None


def _spelt(short: str, words: list[str]) -> str | None:
    """The last of some words whose large letters spell `short`."""
    for n in range(len(words) - 1, -1, -1):
        if words[n][0].isupper():
            letters = "".join(w[0] for w in words[n:] if w[0].isupper())
            hyphened = "".join(p[0] for w in words[n:] for p in w.split("-") if p[:1].isupper())
            if short in (letters, hyphened):
                return " ".join(words[n:])
    return None
