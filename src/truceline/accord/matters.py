"""What a clause is about, by the words of its title: the matters that agreements treat of.

A matter is known by the words of a title that name it; of several, by the one that stands
first. Nothing is guessed from likeness: a title whose words name no matter has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from truceline.accord.lines import validated
from truceline.model.accord import HolderRole, SignalKind
from truceline.model.match import fold
from truceline.model.reading import Stance

__all__ = ["Matter", "Matters", "about", "matters", "stands"]

Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
_NAME = re.compile(r"[^\W\d_][^\W_]*(?:[-'’][^\W_]+)*")
_LEADING = 4
"""Among how many first words of a title those of a leading matter stand."""
_SUBJECT = 4
"""The most words of a title that name what is talked about."""
_BEFORE, _ARTICLE = 3, 3
"""Before the word for a body stand so many that tell which it is; no longer than that are articles."""
_NAMED = "_"
"""Stands where a name stood."""
_JOINS = frozenset({"of", "the", "al", "de", "la", "and"})


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GeneralRule(_Shape):
    """A rule of a matter; its groups may hold `&base`, `&thing`, `&apart`, `&who` and the like."""

    signal: SignalKind
    all: tuple[tuple[Words, ...], ...]
    none: tuple[Words, ...] = ()
    holders: tuple[HolderRole, ...] = ()
    stances: tuple[Stance, ...] = ()
    unless: tuple[Words, ...] = ()
    """Left out where the clause has nothing for any of these."""
    unless_single: bool = False
    """Left out where one party alone owes the clause."""
    deed: bool = False
    """Its amount counts, where the clause owes one."""
    within: int | None = None
    """The words stand within so many words of each other, where not as close as assumed rules ask."""
    lasting: bool | None = None
    """Only for duties over a span of time (True), only for single deeds (False), or for both."""


class Matter(_Shape):
    """What agreements treat of: how titles name it, and how reports tell of it."""

    id: Words
    title: tuple[Words, ...]
    base: tuple[Words, ...]
    rules: tuple[GeneralRule, ...]
    over: tuple[Words, ...] = ()
    """Words that make a title one of this matter wherever they stand in it ("talks on a ceasefire")."""
    things: tuple[Words, ...] = ()
    instead: Words | None = None
    """The thing that it is about where a title names none."""
    needs: bool = False
    """Only where the title names one of its things."""
    spoken: bool = False
    """About what is talked about: the words after "on" tell it apart."""
    leading: bool = False
    """Only where its words stand among the first of the title."""
    flows: bool = False
    """What is told of one of several clauses about it that nothing tells apart is told of all."""
    headed: bool = False
    """About a body that the title names ("a joint committee")."""


class Matters(_Shape):
    """The matters that a language knows."""

    words: dict[str, tuple[Words, ...]]
    things: dict[str, tuple[Words, ...]]
    matters: tuple[Matter, ...]
    common: tuple[Words, ...]
    """Words of names that tell nothing apart by themselves."""
    begins: tuple[Words, ...]
    """Words of titles that ask only for a beginning."""
    completes: tuple[Words, ...]
    """Words of titles that ask for completion."""
    subject: tuple[Words, ...]
    """After which words a title says what is talked about."""
    articles: tuple[Words, ...]
    opens: tuple[Words, ...]
    """Words before a noun that say nothing of which it is."""
    completed: tuple[Words, ...]
    """How reports tell of completion."""
    calendar: tuple[Words, ...]
    """Words with capitals that are no names."""
    plain_heads: tuple[Words, ...]
    """Words before the word for a body that do not tell which it is."""
    panels: tuple[Words, ...]
    """Words for a body of people that reports use for one another."""
    sites: tuple[Words, ...]
    """Words for a place that can be held and left, where a title gives it no name of its own."""
    stages: dict[str, tuple[Words, ...]]
    """How the phases are named, by their numbers."""


@dataclass(frozen=True, slots=True)
class About:
    """What a title says: its matter, the things in it, the words before each thing, its names."""

    matter: Matter
    things: tuple[str, ...]
    named: tuple[tuple[str, str], ...]
    """(words before a thing, the thing's word) as the title has them: ("taliban", "prisoners")."""
    names: tuple[str, ...]
    """Names of places and others in the title, and phases, as reports may write them."""
    head: tuple[str, ...] = ()
    """What a body is called in the title."""
    on: tuple[str, ...] = ()
    """What is talked about, where it is a matter of its own ("talks on a ceasefire")."""
    site: str = ""
    """The place that forces hold or leave, where a common noun names it ("the north bridge")."""
    begins: bool = False
    completes: bool = False


@lru_cache(maxsize=4)
def matters(language: str = "en") -> Matters:
    """The matters of a language."""
    file = files("truceline.accord") / "words" / f"{language}-matters.yaml"
    return validated(file.read_text("utf-8"), str(file), Matters)


def about(
    title: str,
    spoken: Mapping[str, tuple[str, ...]],
    names_of: Sequence[str] = (),
    language: str = "en",
) -> About | None:
    """What a clause of that title is about; None where its words name no matter. `spoken` are the
    named lists of the language; `names_of` is what the accord calls those who act in it, folded: what stands
    in a name ("the Monitoring Mission") names no matter."""
    known = matters(language)
    folded = fold(title)
    lists = {**spoken, **known.words}
    whole = _uncounted(folded)
    bodies = [m for m in known.matters if m.headed]  # a body may be known by its name alone
    matter = _first(known.matters, _unnamed(whole, names_of), known, lists) or _first(
        bodies, whole, known, lists
    )
    if matter is None:
        return None
    found = _things(matter, folded, known, lists)
    things = tuple(t for t, _ in found) or ((matter.instead,) if matter.instead else ())
    named = tuple((w[0], w[1]) for _, w in found)
    on: tuple[str, ...] = ()
    if matter.over and stands(matter.over, folded, lists):
        others = (m for m in known.matters if m is not matter and stands(m.title, folded, lists))
        on = next((m.base for m in others), ())
    head = _head(title, known) if matter.headed else ()
    site = _site(folded, known) if matter.instead == "troops" else ""
    begins, completes = (stands(w, folded, {}) is not None for w in (known.begins, known.completes))
    names = _names(title, known)
    if matter.spoken and not on:
        names = tuple(dict.fromkeys((*names, *_subject(folded, known))))
    return About(matter, things, named, names, head, on, site, begins, completes)


def _first(
    among: Iterable[Matter], plain: str, known: Matters, lists: Mapping[str, tuple[str, ...]]
) -> Matter | None:
    """The matter whose words stand first in the folded words of a title, the longest of them."""
    best: tuple[int, int, Matter] | None = None
    for matter in among:
        over = stands(matter.over, plain, lists)
        at = over or stands(matter.title, plain, lists)
        if at is None or (matter.leading and plain.count(" ", 0, at[0]) > _LEADING):
            continue
        at = (-1, 0) if over else at
        if matter.needs and not _things(matter, plain, known, lists):
            continue
        if best is None or (at[0], -at[1]) < (best[0], -best[1]):
            best = (*at, matter)
    return best[2] if best else None


def _unnamed(folded: str, named: Sequence[str]) -> str:
    """Folded words without the names of several words that stand in them."""
    for name in sorted(named, key=len, reverse=True):
        if " " in name:
            folded = folded.replace(f" {name} ", f" {_NAMED} ")
    return folded


def _uncounted(folded: str) -> str:
    """Folded words without the numbers between them: "hand over 40 guns" is about handing over guns."""
    return f" {' '.join(w for w in folded.split() if not w[0].isdigit())} "


def stands(
    words: tuple[str, ...], folded: str, lists: Mapping[str, tuple[str, ...]]
) -> tuple[int, int] | None:
    """Where the first of `words` stands in folded words, and how long it is; the longest at that place."""
    found: list[tuple[int, int]] = []
    for w in words:
        if w.startswith("$"):
            at = stands(lists[w[1:]], folded, lists)
            found += [at] if at else []
        elif m := _expression(w).search(folded):
            found.append((m.start(), m.end() - m.start()))
    return min(found, key=lambda at: (at[0], -at[1]), default=None)


@lru_cache(maxsize=4096)
def _expression(words: str) -> re.Pattern[str]:
    star = words.endswith("*")
    bare = re.escape(fold(words.rstrip("*")).strip())
    return re.compile(rf" {bare}\S* " if star else f" {bare} ")


def _things(
    matter: Matter, folded: str, known: Matters, lists: Mapping[str, tuple[str, ...]]
) -> list[tuple[str, tuple[str, str]]]:
    """The things of a matter that a title names, in their order, each with the word before it."""
    out = []
    for thing in matter.things:
        at = stands(known.things[thing], folded, lists)
        if at is not None:
            before = folded[: at[0]].split()
            word = folded[at[0] : at[0] + at[1]].strip()
            out.append((at[0], thing, (before[-1] if before else "", word)))
    return [(thing, words) for _, thing, words in sorted(out)]


def _names(title: str, known: Matters) -> tuple[str, ...]:
    """The names in a title: runs of words with capitals, but for the first word of all, and phases."""
    runs: list[list[str]] = [[]]
    last = 0
    for m in _NAME.finditer(title):
        word = m.group()
        joined = title[last : m.start()].isspace()
        last = m.end()
        if (
            word[0].isupper()
            and word.casefold() not in known.calendar
            and (m.start() > 0 or any(c.isupper() for c in word[1:]))
        ):
            if not joined:
                runs.append([])
            runs[-1].append(word)
        elif runs[-1] and joined and word.casefold() in _JOINS:
            runs[-1].append(word)
        else:
            runs.append([])
    out: list[str] = []
    for run in runs:
        while run and run[-1].casefold() in _JOINS:
            run.pop()
        if not run:
            continue
        whole = fold(" ".join(run)).strip()
        own = [w for w in (fold(x).strip() for x in run) if len(w) > 3 and w not in (*known.common, *_JOINS)]
        if own or len(run) > 1:
            out.append(whole)
        out += own
    folded = fold(title)
    for names in known.stages.values():
        if stands(names, folded, {}) is not None:
            out += names
    return tuple(dict.fromkeys(out))


def _subject(folded: str, known: Matters) -> tuple[str, ...]:
    """What is talked about, as the title has it, and its last word by itself."""
    words = folded.split()
    at = next((n for n, w in enumerate(words) if n and w in known.subject), None)
    if at is None:
        return ()
    rest = [w for w in words[at + 1 :] if w not in known.articles]
    end = (n for n, w in enumerate(rest) if stands((*known.begins, *known.completes), f" {w} ", {}))
    rest = rest[: next(end, len(rest))]
    if not rest or len(rest) > _SUBJECT:
        return ()
    last = (rest[-1],) if len(rest[-1]) > 4 and rest[-1] not in known.common else ()
    return (" ".join(rest), *last)


def _site(folded: str, known: Matters) -> str:
    """The place of a title, with the word before it that tells which it is ("north bridge")."""
    at = stands(known.sites, folded, {})
    if at is None:
        return ""
    before = folded[: at[0]].split()[1:]
    which = before[-1] if before and before[-1] not in (*known.articles, *known.opens) else ""
    return f"{which} {folded[at[0] : sum(at)].strip()}".strip()


def _head(title: str, known: Matters) -> tuple[str, ...]:
    """What a body is called: the word that names it with the one before it, where that is no article."""
    words = fold(title).split()
    bodies = known.things["bodies"]
    for n, w in enumerate(words):
        for body in bodies:
            if " " not in body and stands((body,), f" {w} ", {}):
                before = [x for x in words[max(0, n - _BEFORE) : n] if len(x) > _ARTICLE]
                if w in known.panels:
                    return tuple(f"{x} {p}" for x in before for p in known.panels) or (w,)
                return (f"{before[-1] if before else ''} {w}".strip(),)
    at = stands(bodies, fold(title), {})
    return (fold(title)[at[0] : sum(at)].strip(),) if at else ()
