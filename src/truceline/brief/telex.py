"""Copy in capitals, as agencies send it by wire, told in small letters."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from truceline.brief.english import english
from truceline.brief.material import Material
from truceline.model.brief import Brief, Cell, Item, Section, Sentence
from truceline.model.reading import Claim, Mention, MentionType
from truceline.model.span import Span

__all__ = ["in_small_letters", "small_letters"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_IN_BRACKETS = re.compile(r"[(\[]([^\W\d_]{3,6})[)\]]")
_OF_TWO = re.compile(r"\b(([^\W\d_])[^\W\d_]+\s+([^\W\d_])[^\W\d_]+)\s+\((\2\3)\)")
"""A name of two words with its initials behind it: they may be a small word as well ("IS")."""
_HEAD = (
    r"(?:Reported (?:in )?|Posted late, )?(?:\d{1,2} )?(?:[A-Z][a-z]+(?: \d{4})?|Undated)(?: \([^()]*\))?: "
)
_START = re.compile(rf"""(?:^(?:{_HEAD})?|[.!?]["”’)]*\s+)["“‘(\[]*|“""")
_TAIL = re.compile(r"['’].*")
_NAME = 3
_INITIALS = 5
"""A body whose name is one word of so many letters is known by its initials."""
_DIGIT = re.compile(r"\d")
_COUNTED = re.compile(r"\d-[^\W\d]{3,}")
_STEM = 5
"""Letters that a word shares with a name that it comes from ("Colombian")."""
_NAMED = {MentionType.PERSON, MentionType.PLACE, MentionType.PARTY, MentionType.ORGANISATION}


def in_small_letters(brief: Brief, material: Material) -> Brief:
    """`brief` with what it tells from copy in capitals in small letters, names with a capital.

    The words cited keep their letters. Names are those that reading found; initials are told by a
    digit, by brackets around them or by standing alone as the name of a body.
    """
    pages = _shouted(material)
    if not pages:
        return brief
    letters = _letters(material)
    return replace(
        brief,
        sections=tuple(_section(s, frozenset(pages), letters.small) for s in brief.sections),
        banners=(*brief.banners, f"{_reports(len(pages))} sent in capitals: the words cited keep them."),
    )


def small_letters(words: str, material: Material) -> str:
    """Words of copy in capitals in small letters."""
    return _letters(material).small(words)


def _shouted(material: Material) -> list[str]:
    return [r for r in material.reports if (p := material.page(r)) and p.in_capitals]


def _letters(material: Material) -> _Letters:
    return material.once("letters", "", lambda: _Letters(material, _shouted(material)))


def _reports(n: int) -> str:
    return "One report was" if n == 1 else f"{n} reports were"


def _section(section: Section, pages: frozenset[str], small: Callable[[str], str]) -> Section:
    def rests(spans: Iterable[Span]) -> bool:
        return any(s.report in pages for s in spans)

    def item(one: Item) -> Item:
        told = tuple(
            Sentence(small(s.text), s.spans, s.machine) if rests(s.spans) else s for s in one.sentences
        )
        return replace(
            one, lead=small(one.lead) if all(rests(s.spans) for s in told) else one.lead, sentences=told
        )

    def cells(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
        some = any(rests(c.spans) for c in row)
        return tuple(replace(c, text=small(c.text)) if some else c for c in row)

    return replace(
        section,
        items=tuple(item(i) for i in section.items),
        tables=tuple(replace(t, rows=tuple(cells(r) for r in t.rows)) for t in section.tables),
    )


class _Letters:
    """How the words of some pages are written when they are not shouted."""

    def __init__(self, material: Material, pages: Iterable[str]) -> None:
        names = (r.outlet or "" for r in material.reports.values())
        self._kept = {w.casefold() for name in names for w in name.split() if w.isupper()}
        self._names: set[str] = set(english().named_day)
        self._bodies: set[str] = set()
        self._of_two: set[str] = set()
        self._seen_with_a_capital = material.large_within
        for id in pages:
            page = material.page(id)
            if page is None:
                continue
            self._kept |= {m[1].casefold() for m in _IN_BRACKETS.finditer(page.text)}
            for m in _OF_TWO.finditer(page.text):
                self._of_two.add(m[4].casefold())
                self._bodies.add(" ".join(m[1].casefold().split()))
            for mention in material.mentions(id, 0, len(page.text)):
                self._learn(mention)
            self._learn_holders(material.readings[id].claims if id in material.readings else ())
        self._kept -= english().small | english().auxiliary
        self._stems = {n[:_STEM] for n in self._names if len(n) > _STEM}
        some = sorted(self._bodies, key=lambda b: (-len(b), b))
        self._phrase = re.compile("|".join(rf"\b{re.escape(b)}\b" for b in some), re.I) if some else None

    def _learn(self, mention: Mention) -> None:
        words = [w.strip("()[],.") for w in mention.span.quote.casefold().split()]
        if mention.type not in _NAMED or not words or words[0] in english().small:
            return
        seen = words[0] in self._seen_with_a_capital
        if (
            len(words) == 1
            and mention.type is not MentionType.PLACE
            and len(words[0]) <= _INITIALS
            and not seen
        ):
            self._kept.add(words[0])
        elif len(words) == 1 or mention.type is MentionType.PERSON:
            self._names |= {w for w in words if w not in english().small | english().voice | english().person}
        else:
            self._bodies.add(" ".join(words))

    def _learn_holders(self, claims: Iterable[Claim]) -> None:
        """Speakers of three words or more, none of which tells of people or an office, are named."""
        lists = english()
        common = lists.voice | lists.person | lists.small | lists.pronoun | lists.paper
        for claim in claims:
            words = claim.source.quote.casefold().removeprefix("the ").split() if claim.source else []
            if len(words) >= _NAME and all(w.isalpha() and w not in common for w in words):
                self._bodies.add(" ".join(words))

    def small(self, words: str) -> str:
        """`words` with every word in capitals in small letters, but for names and initials."""
        starts = {m.end() for m in _START.finditer(words)}

        def written(m: re.Match[str]) -> str:
            word, low = m[0], m[0].casefold()
            bare = _TAIL.sub("", low)
            if not word[1:].isupper() and (len(word) > 1 or word == "I" or not word.isupper()):
                return word
            if "." in word or (any(c.isdigit() for c in word) and not _COUNTED.search(word)):
                return word
            if bare in self._kept or (bare in self._of_two and _led(words[: m.start()])):
                return word[: len(bare)] + low[len(bare) :]
            if bare in english().day_too and not _DIGIT.search(words[max(0, m.start() - 3) : m.end() + 3]):
                return low
            named = bare in self._names or (len(bare) > _STEM and bare[:_STEM] in self._stems)
            return low[:1].upper() + low[1:] if named or m.start() in starts else low

        told = _WORD.sub(written, words)
        return self._phrase.sub(lambda m: _titled(m[0]), told) if self._phrase else told


def _led(before: str) -> bool:
    """Whether a bracket or an article leads to a word."""
    last = before.rsplit(None, 1)[-1:]
    return before.endswith("(") or (
        bool(last) and before[-1:].isspace() and last[0].casefold() in english().article | english().known
    )


def _titled(name: str) -> str:
    return " ".join(w if w in english().small else w[:1].upper() + w[1:] for w in name.split())
