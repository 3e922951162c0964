"""Who speaks in a report, under all the names that the report itself gives him.

A person is known by his last name, by the office that stands beside it ("the council's leader, Zora
Kell") and by another name of his that the report tells; a body by its full name, by the initials in
brackets after it, and by the short form that stands for the one named last. Nothing is taken from
other reports: whether two speakers are one is asked of two reports at a time, so that it does not
depend on which others are there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from truceline.model.reading import Claim, Link, LinkKind, Mention, MentionType, Reading
from truceline.model.report import Report
from truceline.weighing.spoken_names import Naming, folded, issuer_of, name_words, naming, tokens, whose_paper
from truceline.weighing.who import (
    BODY_TYPES,
    FURTHEST,
    NOBODY,
    REACH,
    Body,
    Who,
    bodies_in,
    bodies_mentioned,
    body_nouns_in,
    heads_of,
    same_body,
)
from truceline.weighing.words import KEPT, Pack, pack

_LONG = 120
"""Characters of a name."""
_BRACKETS = re.compile(r"\(([A-Z][A-Za-z]?[A-Z]{1,6})\)")
_SHORT = re.compile(r"[A-Z]{2,8}(?:-[A-Z]{1,8})*")
_BEFORE = re.compile(r"(?:[^\W_][\w’'-]*[ \n]+){1,8}$")
_DATELINE = re.compile(
    r"^[ \t]*([A-Z][^\W\d_]+(?:[ -][A-Z][^\W\d_]+)?),[ \t]+(?:\d|[^\W\d_]+,?[ \t]+\d)", re.MULTILINE
)
"""A line that begins with a place and a date."""
_HEAD = 800
_STOPS = re.compile(r"[.!?;:\n(\"“”—]\s|\n\s*\n|[\"“”()]")
_INITIALS = 3
_PRONOUN = 500
"""Characters after a name in which "her office" may stand for its bearer's."""


@dataclass(slots=True)
class Cast:
    """The names of a report."""

    issuer: str | None = None
    """The body that publishes it in its own name."""
    known_as: Link | None = None
    """The same, where it is a known one."""
    seats: frozenset[str] = frozenset()
    """The place before the date at its head."""
    places: list[int] = field(default_factory=list)
    """Where full names of bodies stand, in rising order."""
    fulls: list[Body] = field(default_factory=list)
    short_for: dict[str, Body] = field(default_factory=dict)
    """Initials -> the name that they stand for in this report."""
    offices: dict[str, set[Body]] = field(default_factory=dict)
    """Last name -> the bodies that its bearer speaks for."""
    also: dict[str, str] = field(default_factory=dict)
    """Last name, or name of war -> the other."""
    people: list[tuple[int, str]] = field(default_factory=list)
    """Where people are named, in rising order, and their last names."""
    persons: set[str] = field(default_factory=set)
    """Ids of those that are people."""

    def body(self, words: Body, at: int, heads: frozenset[str]) -> Body:
        """The full name that a short form stands for: that of the last one named before, with this head."""
        if len(words) != 1:
            return words
        (word,) = words
        if word in self.short_for:
            return self.short_for[word]
        if word not in heads:
            return words
        fitting = [k for k, full in enumerate(self.fulls) if word in full]
        before = [k for k in fitting if self.places[k] <= at]
        return self.fulls[before[-1] if before else fitting[0]] if fitting else words

    def before(self, at: int) -> Body:
        """The full name of a body that stands last before a place in the text, if near."""
        k = bisect_right(self.places, at) - 1
        return self.fulls[k] if k >= 0 and at - self.places[k] <= _PRONOUN else frozenset()

    def officers(self, bodies: Iterable[Body], known: Naming) -> frozenset[str]:
        """The last names of those who speak for one of the bodies."""
        held, heads = list(bodies), heads_of(known)
        return frozenset(
            name
            for name, of in self.offices.items()
            if any(same_body(b, o, heads, known.peoples) > 1 for b in held for o in of)
        )


def cast_of(report: Report, reading: Reading) -> Cast:
    """The names of a report."""
    language = pack(report.language)
    known = naming(language.language)
    text = report.text
    known_as = _published_by(reading)
    cast = Cast(
        issuer_of(report.outlet or "", text, language) or (known_as.name if known_as else None), known_as
    )
    if not known.bodies:
        return cast
    heads = heads_of(known)
    if cast.issuer and (dated := _DATELINE.search(text[:_HEAD])):
        cast.seats = frozenset(name_words(dated[1], language))
    for found in _BRACKETS.finditer(text):
        before = _BEFORE.search(text, max(0, found.start() - _LONG), found.start())
        words = name_words(_named_before(before[0], found[1]), language) if before else ()
        if len(words) > 1:
            cast.short_for[folded(found[1])] = frozenset(words)
    named = sorted((*bodies_in(text, known, language), *bodies_mentioned(reading, language, heads)))
    for at, words in named:
        cast.places.append(at)
        cast.fulls.append(frozenset(words))
    for mention in reading.mentions:
        if mention.type is MentionType.PERSON:
            if mention.entity:
                cast.persons.add(mention.entity)
            _office(cast, mention, text, known, language)
    cast.people.sort()
    return cast


def _published_by(reading: Reading) -> Link | None:
    """The body that publishes a report, where the reader knows it by the outlet's name."""
    first = next((c.chain[0] for c in reading.claims if c.chain), None)
    known = first is not None and first.kind is LinkKind.OUTLET and first.party is not None
    return first if known else None


@lru_cache(maxsize=KEPT)
def initials_of(name: str, language: Pack) -> str | None:
    """What the full name of a body is shortened to: the first letters of three words with capitals or more."""
    words = [w for w in name.replace("-", " ").split() if folded(w) not in language.stop]
    if len(words) < _INITIALS or not all(w[0].isupper() for w in words) or name.isupper():
        return None
    return folded("".join(w[0] for w in words))


def _named_before(text: str, initials: str) -> str:
    """The last words of a text whose initials these are; as many words as there are letters, else those
    that begin with capitals."""
    words = text.split()
    wanted = folded(initials)
    for n in range(1, len(words) + 1):
        part = words[-n:]
        letters = "".join(folded(w)[0] for w in part if w[0].isupper())
        if letters == wanted or "".join(folded(w)[0] for w in part) == wanted:
            return " ".join(part)
    run: list[str] = []
    for word in reversed(words):
        if not word[0].isupper() and len(word) > 3:
            break
        run.append(word)
    letters = "".join(folded(w)[0] for w in reversed(run) if w[0].isupper())
    return " ".join(reversed(run)) if letters[:1] == wanted[:1] else ""


def _office(cast: Cast, mention: Mention, text: str, known: Naming, language: Pack) -> None:
    """Note the offices told beside a person's name, and another name of his."""
    last = _last_name(mention.span.quote, mention.entity, known, language)
    if last is None:
        return
    cast.people.append((mention.span.start, last))
    before = text[max(0, mention.span.start - REACH) : mention.span.start]
    after = text[mention.span.end : mention.span.end + REACH]
    phrases = (
        (mention.span.quote, 0),
        (_last_part(_unpointed(before, known)), -1),
        (_first_part(after) if after.startswith(",") else "", 1),
    )
    for phrase, side in phrases:
        body = _office_in(phrase, last, side, known, language)
        if body is None:
            continue
        if not body:  # "Spokesman Ole Fahr": for the issuer, else for the body named last
            body = (
                frozenset(name_words(cast.issuer, language))
                if cast.issuer
                else cast.before(mention.span.start)
            )
        if body:
            full = cast.body(body, mention.span.start, heads_of(known))
            cast.offices.setdefault(last, set()).add(full)
    if known.alias and (found := known.alias.search(after[:50])):
        between = after[: found.start()]
        near = not between.strip() or (between[0] in ",(" and len(between.split()) <= FURTHEST)
        other = re.match(r"[\s,]*((?:[A-Z][\w’'-]+\s?){1,3})", after[found.end() :])
        name = name_words(other[1], language) if other and near else ()
        if name:
            cast.also[last], cast.also[name[-1]] = name[-1], last


def _last_part(text: str) -> str:
    """What stands just before a name, over one comma at most."""
    part = _STOPS.split(text)[-1]
    if part.rstrip().endswith(","):
        return part.rstrip().removesuffix(",").rpartition(",")[2]
    return part.rpartition(",")[2]


def _first_part(text: str) -> str:
    return _STOPS.split(text[1:])[0].partition(",")[0]


def _last_name(quote: str, entity: str | None, known: Naming, language: Pack) -> str | None:
    words = [w for w in name_words(quote, language) if not _is_office(w, known)]
    if entity and not entity.startswith("anonymous-"):
        held = set(folded(entity).split("-"))
        own = [w for w in words if w in held]
        return own[-1] if own else None
    return words[-1] if words and entity is None else None


def _is_office(word: str, known: Naming) -> bool:
    return (
        word in known.voices or word in known.fields or word in heads_of(known) or word in known.same.values()
    )


def _unpointed(text: str, known: Naming) -> str:
    """A text without the points of shortened forms of address."""
    return re.sub(r"\b(\w{1,5})\.", lambda m: "" if folded(m[1]) in known.address else m[0], text)


def _office_in(phrase: str, last: str, side: int, known: Naming, language: Pack) -> Body | None:
    """The body that the words of an office tell ("the council's leader", "head of the UN mission"); nothing
    of a voice without a body, None where no office is told. `side`: whether they stand before the
    name (-1), after it (1), or hold it (0)."""
    words = [*name_words(phrase, language)]
    if last in words:
        words = words[: words.index(last)]
    words = words[-FURTHEST:] if side <= 0 else words[:FURTHEST]
    heads = heads_of(known)
    offices = [k for k, w in enumerate(words) if w in known.voices or w in heads]
    if not offices:
        return None
    if (side < 0 and offices[-1] != len(words) - 1) or (side > 0 and offices[0] > 2):
        return None
    first = offices[0]
    while first and (words[first - 1] in known.fields or words[first - 1] in known.same.values()):
        first -= 1
    held = [w for w in words[first : offices[-1] + 1] if w not in known.voices]
    if not held:
        return _short_name(phrase, known) or frozenset()
    return frozenset(held) if heads & set(held) else None


def _short_name(phrase: str, known: Naming) -> Body:
    """The body called by its initials alone beside a word for one who speaks ("BLK spokesman", "spokesman for the
    BLK")."""
    found = phrase.split()
    for n, word in enumerate(found):
        if not _SHORT.fullmatch(word.strip(",.()")):
            continue
        around = (*found[max(0, n - 3) : n], *found[n + 1 : n + 3])
        if any(folded(w.strip(",.()")) in known.voices for w in around):
            return frozenset(t for t in tokens(word) if len(t) > 1)
    return frozenset()


# --- whom a claim names ---


def who_of(name: str, anonymous: bool, claim: Claim, cast: Cast, language: Pack) -> Who:
    """Whom a claim goes back to, by the name of its speaker."""
    known = naming(language.language)
    heads = heads_of(known)
    name, first, told = _told_by(name, language)
    words = name_words(name, language)
    at = claim.source.start if claim.source else claim.start
    if first in known.pronouns:
        k = bisect_right(cast.people, (at, "")) - 1
        near = k >= 0 and at - cast.people[k][0] <= _PRONOUN
        return _person(cast.people[k][1], cast) if near else NOBODY
    if (several := _together(name, at, cast, known, language)) is not None:
        return several
    end = claim.chain[-1] if claim.chain else None
    person = bool(claim.entity and claim.entity in cast.persons) or (
        end is not None and end.kind is LinkKind.PERSON and not heads & set(words)
    )
    if person and told and not anonymous:
        who = _person(told[-1], cast)
        office = _office_in(name, told[-1], 0, known, language)
        bodies = who.bodies | ({cast.body(office, at, heads)} if office else set())
        if len(told) == 1 and told[0] in cast.short_for:
            bodies |= {cast.short_for[told[0]]}
        quoted = claim.source.quote if claim.source else name
        shortened = name.isupper() or (name.upper() in quoted and " " not in name)
        short = {frozenset(told)} if shortened else set()
        names = {*told, *folded(claim.entity or "").split("-")} - {told[-1], ""}
        given = frozenset(w for w in names if not _is_office(w, known) and w not in known.address)
        return Who(who.persons, frozenset(bodies | short), given=given)
    spoken_for = frozenset(w for w in words if w not in known.voices)
    if not spoken_for or (anonymous and not heads & spoken_for):
        return NOBODY
    forms = {cast.body(spoken_for, at, heads) if heads & spoken_for else spoken_for}
    if len(spoken_for) == 1:
        forms |= {cast.short_for[w] for w in spoken_for if w in cast.short_for}
    elif initials := initials_of(name, language):
        forms.add(frozenset((initials,)))
    return Who(frozenset(), frozenset(forms), cast.officers(forms, known))


@lru_cache(maxsize=KEPT)
def _told_by(name: str, language: Pack) -> tuple[str, str, tuple[str, ...]]:
    """The name of a speaker without what stands in brackets, its first word, and its words but for those of an office."""
    known = naming(language.language)
    name = whose_paper(_BRACKETS.sub("", name).strip() or name, language.language)
    told = (w for w in name_words(name, language) if not _is_office(w, known))
    return name, next(iter(tokens(name)), ""), tuple(told)


def _together(name: str, at: int, cast: Cast, known: Naming, language: Pack) -> Who | None:
    """Those who speak together, where one of them is a person; None for one who speaks alone, and for a body with two
    words in its name."""
    parts = known.joint.split(name) if known.joint is not None else []
    people = {last for _, last in cast.people}
    named = [[w for w in name_words(part, language) if w in people] for part in parts]
    if len(parts) < 2 or not any(named):
        return None
    found = []
    for part, lasts in zip(parts, named, strict=True):
        body = frozenset(w for w in name_words(part, language) if w not in known.voices)
        if lasts:
            found.append(_person(lasts[-1], cast))
        elif body:
            found.append(Who(bodies=frozenset({cast.body(body, at, heads_of(known))})))
    return Who(frozenset().union(*(w.persons for w in found)), frozenset().union(*(w.bodies for w in found)))


def issued_by(cast: Cast, language: Pack) -> Who:
    """The body that publishes a report in its own name, as one who speaks."""
    body = frozenset(name_words(cast.issuer or "", language))
    forms = {body, *(full for short, full in cast.short_for.items() if full == body)}
    forms |= {frozenset((short,)) for short, full in cast.short_for.items() if full == body}
    officers = cast.officers(forms, naming(language.language))
    return Who(frozenset(), frozenset(forms), officers, cast.seats)


def _person(last: str, cast: Cast) -> Who:
    names = {last, cast.also[last]} if last in cast.also else {last}
    bodies = {b for n in names for b in cast.offices.get(n, ())}
    return Who(frozenset(names), frozenset(bodies))


def named_in(claim: Claim, text: str, cast: Cast, language: Pack, mentions: Iterable[Mention]) -> Who:
    """The bodies and people that an outlet's own sentence names, where a word tells that one of them counts, or
    a count is said to be theirs."""
    known = naming(language.language)
    if known.counting is None or not known.counting.search(claim.words):
        return NOBODY
    heads = heads_of(known)
    bodies: set[Body] = set()
    persons: set[str] = set()
    for span in claim.content:
        first, last = bisect_right(cast.places, span.start - 1), bisect_right(cast.places, span.end)
        bodies.update(cast.fulls[first:last])
        for found in body_nouns_in(text[span.start : span.end].lower(), known):
            words = name_words(found[0], language)
            bodies.add(cast.body(frozenset(words), span.start + found.start(), heads))
        for at, name in cast.people:
            if span.start <= at < span.end:
                persons.add(name)
                bodies |= cast.offices.get(name, set())
    for mention in mentions:
        if mention.type in BODY_TYPES and (words := name_words(mention.span.quote, language)):
            bodies.add(frozenset(words))
    return Who(frozenset(persons), frozenset(bodies))
