"""Words taken out of their report: what they need to be understood alone.

A connective at the head is dropped; a sentence that begins with a word that points back is told with
the one that it points to, or not at all; a pronoun for the speaker gets the name in square brackets.
"""

from __future__ import annotations

import re

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.brief.naming import who
from truceline.brief.wording import capital, dated
from truceline.model.reading import Claim, Manner
from truceline.model.span import Span

__all__ = ["cut", "leaned_on", "leans", "named_at", "named_before", "standing_alone", "untied"]

_PAIRS = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LONGEST_QUOTE = 420
_LONGEST_PAIR = 520
_STEPS = 6
_MARK = re.compile(r"^(?:\([A-Z][^()]{1,30}\)|[•·▪*–—])\s+(?=\S)")
"""An agency's sign or the mark of a list before a sentence."""
_POSSESSIVE = frozenset({"his", "her", "their", "its"})
_EARLY = 6
"""Two pronouns for different things so near the start of a statement cannot be told apart."""
_DEMONSTRATIVE = frozenset({"this", "these", "those"})
_SUBJECTS = frozenset({"he", "she", "it", "they"})


def named_at(claim: Claim, material: Material) -> Span | None:
    """Where the holder is named that a pronoun stands for, through other pronouns if need be."""
    reading, named = material.readings.get(claim.report), claim.antecedent
    for _ in range(_STEPS):
        if reading is None or named is None or named.quote.casefold() not in english().pronoun:
            break
        named = next((c.antecedent for c in reading.claims if c.source == named and c.antecedent), None)
    return named


def named_before(claim: Claim, material: Material) -> Span | None:
    """The last words before a claim that name its holder."""
    reading = material.readings.get(claim.report)
    if reading is None or not claim.entity:
        return None
    earlier = [m.span for m in reading.mentions if m.entity == claim.entity and m.span.end <= claim.start]
    return max(earlier, key=lambda s: s.start, default=None)


def leans(words: str) -> bool:
    """Whether a statement begins with what only the sentence before explains ("this step"), or two
    pronouns in it stand for different things ("he thought it was coming")."""
    ours = _PAIRS.sub(" ", words)
    low = [w.casefold() for w in _WORDS.findall(untied(ours))]
    if low[:1] == ["that"]:
        low = low[1:]
    if low[:1] and low[0] in _DEMONSTRATIVE:
        return True
    return len(_SUBJECTS & set(low[:_EARLY])) > 1


def _demonstrative(words: str) -> bool:
    first = _WORDS.search(untied(words))
    return bool(first) and first.group().casefold() in _DEMONSTRATIVE if first else False


def standing_alone(claim: Claim, material: Material, start: int, end: int) -> str | None:
    """The sentences from `start` to `end` as they can be read without what stands around them: no
    connective before them, and with the sentence that a pointing word at their head goes back to; None
    where that one points back as well."""
    page = material.page(claim.report)
    if page is None:
        return None
    words = _with_names(claim, material, start, end)
    bare = _untied_quote(words)
    if not _needs_more(bare, claim, material):
        return cut(bare)
    earlier = leaned_on(claim, material, start, end)
    if earlier is None:
        return None
    return f"{_untied_quote(dated(material, claim.report, *earlier))} {words}"


def leaned_on(claim: Claim, material: Material, start: int, end: int) -> tuple[int, int] | None:
    """The sentence before, where the ones from `start` to `end` are told with it."""
    page = material.page(claim.report)
    bare = _untied_quote(_with_names(claim, material, start, end))
    if page is None or not _needs_more(bare, claim, material):
        return None
    earlier = page.before(start) or page.before_paragraph(start)
    if earlier is None:
        return None
    first = _untied_quote(dated(material, claim.report, *earlier))
    if _points(first, None, material) or len(first) + len(bare) > _LONGEST_PAIR:
        return None
    return earlier


def _needs_more(bare: str, claim: Claim, material: Material) -> bool:
    leans = claim.manner is not Manner.OWN and _demonstrative(claim.words)
    return leans or _points(bare, claim, material)


def _points(words: str, claim: Claim | None, material: Material) -> bool:
    """Whether a sentence begins with a word that only the one before explains."""
    four = [w.casefold() for w in _WORDS.findall(words)[:4]]
    low = four[:2]
    if not low:
        return True
    if low[0] in english().small and _POSSESSIVE & set(four[1:]):
        return True
    if claim is not None and claim.source is not None and low[0] == claim.source.quote.casefold():
        return not who(claim, material)
    return low[0] in english().pointing or " ".join(low) in english().pointing


def _with_names(claim: Claim, material: Material, start: int, end: int) -> str:
    """The words with their days in brackets, and the speaker's name after a pronoun for it."""
    names = {}
    source = claim.source
    if source is not None and source.quote.casefold() in _SUBJECTS and start <= source.start < end:
        name = who(claim, material)
        names = {source.end: f" [{name}]"} if name else {}
    return dated(material, claim.report, start, end, names)


def _untied_quote(words: str) -> str:
    """A sentence to be quoted, without the connective at its head; a letter made large stands in brackets."""
    words = _MARK.sub("", words)
    rest = _after_tie(words)
    if rest is not None:
        return f"[{rest[0].upper()}]{rest[1:]}" if rest[0].islower() else rest
    return words


def untied(words: str) -> str:
    """Without the word that ties the sentence to the one before."""
    rest = _after_tie(words)
    return words if rest is None else capital(rest)


def _after_tie(words: str) -> str | None:
    """What follows a connective at the head of a sentence; None where there is none."""
    low = words.casefold()
    for tie in english().connective:
        for mark in (" ", ", "):
            if low.startswith(f"{tie}{mark}") and len(words) > len(tie) + len(mark):
                return words[len(tie) + len(mark) :]
    return None


def cut(words: str) -> str:
    """A long quotation ends at the end of a sentence, with an ellipsis."""
    words = re.sub(r"\s+", " ", words).strip()
    if len(words) <= _LONGEST_QUOTE:
        return words
    ends = [m.end() for m in re.finditer(r"[.!?][\"”’]?(?=\s)", words[:_LONGEST_QUOTE])]
    cut = ends[-1] if ends and ends[-1] > 60 else words[:_LONGEST_QUOTE].rfind(" ")
    return f"{words[:cut]} …"
