"""Names that neither vocabulary nor pack knows: by capitals, parse and the words around them.

A first pass over the page gathers what each unknown name is used as; the second settles each
of its mentions alike, so that a town is not a man where the sentence leaves it open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from truceline.model.reading import BlockKind, MentionType
from truceline.reading.block_view import BlockView, is_dated_month
from truceline.reading.grammar import grammar
from truceline.reading.memory import Memory, Spot
from truceline.reading.names import NamesPack, folded, slug
from truceline.reading.parsed import Token
from truceline.reading.titles import past_portfolio, served, title_start

_ABBREVIATION = re.compile(r"[A-Z][A-Z&-]{1,7}s?$")
_ROLES_OF_PEOPLE = frozenset(("nsubj", "nsubjpass", "agent", "poss", "appos"))


@dataclass(slots=True)
class Evidence:
    """How often the page uses each unknown name (folded) as a person's or a place's."""

    person: dict[str, int] = field(default_factory=dict)
    place: dict[str, int] = field(default_factory=dict)

    def gather(self, view: BlockView, named: list[Spot], pack: NamesPack) -> list[tuple[int, int]]:
        """Count one block's uses; its runs of unknown capitalised words."""
        runs = _runs(view, named, pack)
        for first, last in runs:
            at = _name_start(view, first, last, pack)
            if at == last:
                continue
            key = folded(view.text(at, last))
            titled = title_start(view, at, named, pack)
            if titled < at or _person_like(view, at, last, pack):
                self.person[key] = self.person.get(key, 0) + 1
            elif _place_like(view, at, last):
                self.place[key] = self.place.get(key, 0) + 1
        return runs


def find_newcomers(
    view: BlockView, runs: list[tuple[int, int]], named: list[Spot], memory: Memory, evidence: Evidence
) -> list[Spot]:
    """Spots of unknown names in a block, and of known people in another spelling."""
    out: list[Spot] = []
    for first, last in runs:
        spot = _abbreviation(view, first, last, named + out, memory) or _judged(
            view, first, last, named, memory, evidence
        )
        if spot is not None:
            out.append(spot)
    return out


_SUBJECTS = ("nsubj", "nsubjpass")


def _runs(view: BlockView, named: list[Spot], pack: NamesPack) -> list[tuple[int, int]]:
    """Runs of capitalised words that no known name covers."""
    covered: set[int] = set()
    for s in named:
        covered.update(range(*s.run))
    runs: list[tuple[int, int]] = []
    i, n = 0, len(view.tokens)
    while i < n:
        if i in covered or not _capital(view, i):
            i += 1
            continue
        j = i + 1
        while j < n and j not in covered and (_capital(view, j) or _joins(view, j, covered, pack)):
            j += 1
        while j > i + 1 and not _capital(view, j - 1):
            j -= 1
        runs.append((i + 1 if j > i + 1 and _only_a_day(view, i) else i, j))
        i = j
    return [
        r
        for r in runs
        if not all(w.rstrip(".") in pack.not_names for w in view.lower[r[0] : r[1]] if w != "-")
    ]


def _capital(view: BlockView, i: int) -> bool:
    t = view.tokens[i]
    return bool(t.text[:1].isupper() and t.tag_ in ("NNP", "NNPS") and t.text[:1].isalpha())


def _only_a_day(view: BlockView, i: int) -> bool:
    """Whether a capital is the day on which somebody acts ("on Sunday Anna Berg met", "on 3 May Anna Berg met"), and
    no part of a name ("the Sunday Chronicle")."""
    on = view.lower[i] in grammar().calendar.weekdays and i > 0 and view.tokens[i - 1].tag_ == "IN"
    return on or is_dated_month(view.tokens[i])


def _joins(view: BlockView, j: int, covered: set[int], pack: NamesPack) -> bool:
    """Whether a small word inside a name goes on to another capital ("al", "bin", "'s", "of")."""
    low, n = view.lower[j], len(view.tokens)
    if low in grammar().names.body_joins and j + 1 < n and j + 1 not in covered:
        if not view.tokens[j + 1].text[:1].isupper() or not _capital(view, j + 1):
            return False
        after = view.lower[j + 1]
        body = after in pack.organisation_words or after in grammar().names.state_words
        if low in ("'s", "'"):
            return body
        return low == "&" or (low in grammar().names.body_of and view.lower[j - 1] in pack.organisation_words)
    if low not in grammar().names.particles and low != "-":
        return False
    k = j + 1
    while k < n and (view.lower[k] in grammar().names.particles or view.lower[k] == "-"):
        k += 1
    return k < n and k not in covered and view.tokens[k].text[:1].isupper() and k - j <= 3


def _name_start(view: BlockView, first: int, last: int, pack: NamesPack) -> int:
    """Where the name begins: after a title that stands within the run ("Council President X"); a title that owns what
    follows ("the Mayor's Office") is part of a body's name."""
    at = first
    for i in range(first, last):
        if view.lower[i].rstrip(".") in pack.titles and view.lower[i + 1 : i + 2] not in (["'s"], ["'"]):
            at = i + 1
    while at < last and view.lower[at] == "-":
        at += 1
    return past_portfolio(view, at, last, pack)


def _abbreviation(view: BlockView, first: int, last: int, named: list[Spot], memory: Memory) -> Spot | None:
    """ "(PKK)" right after a name is a short form of it from there on."""
    text = view.text(first, last)
    if last - first != 1 or not _ABBREVIATION.match(text) or view.shouting:
        return None
    before = view.block.text[max(view.block.start, view.starts[first] - 2) : view.starts[first]]
    if before.endswith("("):
        over = next((s for s in reversed(named) if 0 < view.starts[first] - s.end <= 2), None)
        if over is not None and over.entity and _shortens(text, over, view, memory.lex.pack):
            memory.short[text] = over.entity
    id = memory.short.get(text)
    if id is None:
        return None
    known = memory.named.get(id)
    entity = memory.lex.entities.get(id)
    kind = entity.type if entity else known.type if known else MentionType.ORGANISATION
    party = entity.party if entity else known.party if known else None
    return Spot(view.starts[first], view.ends[last - 1], (first, last), id, kind, party, "short form")


def _shortens(short: str, over: Spot, view: BlockView, pack: NamesPack) -> bool:
    """Whether an abbreviation can be the name's; behind a place it may belong to a longer name that only
    ends with it ("the Joint Monitoring Mission in Orlu (JMMO)")."""
    land = over.type is MentionType.PLACE or over.entity in pack.states
    return not land or view.text(*over.run)[:1] == short[:1]


def _judged(
    view: BlockView, first: int, last: int, named: list[Spot], memory: Memory, evidence: Evidence
) -> Spot | None:
    pack = memory.lex.pack
    at = _name_start(view, first, last, pack)
    while last > at and view.lower[last - 1].rstrip(".") in pack.not_names:
        last -= 1
    if at >= last:
        return None
    name = " ".join(view.text(at, last).split())
    words = [w for w in view.lower[at:last] if w not in ("-", "'s", "'")]
    titled = min(title_start(view, at, named, pack), first if at > first else at)
    surname = (
        len([w for w in words if w not in grammar().names.particles]) == 1
        and memory.surname(name) is not None
    )
    if len(words) == 1 or surname:
        return _single(view, at, last, name, titled, named, memory, evidence)
    known = memory.person(name)
    if known:
        entity = memory.lex.entities.get(known)
        party = entity.party if entity else memory.named[known].party
        memory.introduce(known, MentionType.PERSON, party, name)
        return _spot(view, at, last, known, MentionType.PERSON, party, "another spelling")
    if view.block.kind is BlockKind.HEADLINE or " ".join(words) in pack.institutions:
        return None
    if words[-1] in pack.anonymous_roles and view.shouting:
        return None
    if at == first and any(w in pack.organisation_words for w in words):
        party = None
        memory.introduce(slug(name), MentionType.ORGANISATION, party, name)
        return _spot(view, at, last, slug(name), MentionType.ORGANISATION, party, "by its words")
    if words[-1] in pack.place_words or words[0] in pack.place_words:
        memory.introduce(slug(name), MentionType.PLACE, None, name)
        return _spot(view, at, last, slug(name), MentionType.PLACE, None, "by its words")
    key = folded(name)
    for_place, for_person = evidence.place.get(key, 0), evidence.person.get(key, 0)
    if for_place > for_person:
        memory.introduce(slug(name), MentionType.PLACE, None, name)
        return _spot(view, at, last, slug(name), MentionType.PLACE, None, "by its use")
    strange = sum(w.rstrip(".") in pack.no_person_words for w in words)
    if strange > bool(for_person) or not (for_person or _may_be_person(view, at, last, words, pack)):
        return None
    party = served(view, titled, at, named, pack) or _beside(view, at, last, named, pack)
    party = party or _owned(view, at, named, pack)
    memory.introduce(slug(name), MentionType.PERSON, party, name)
    return _spot(view, at, last, slug(name), MentionType.PERSON, party, "by capitals")


def _spot(
    view: BlockView, first: int, last: int, id: str, kind: MentionType, party: str | None, why: str
) -> Spot:
    return Spot(view.starts[first], view.ends[last - 1], (first, last), id, kind, party, why)


def _may_be_person(view: BlockView, first: int, last: int, words: list[str], pack: NamesPack) -> bool:
    if len(words) > 4 or any(w.rstrip(".") in pack.no_person_words for w in words):
        return False
    head = view.head(first, last)
    return head.dep_ in _ROLES_OF_PEOPLE or any(w in grammar().names.particles for w in words)


def _single(
    view: BlockView,
    first: int,
    last: int,
    name: str,
    titled: int,
    named: list[Spot],
    memory: Memory,
    evidence: Evidence,
) -> Spot | None:
    """One capitalised word: a surname used before, a titled surname, a place, or nothing."""
    pack = memory.lex.pack
    if view.lower[first].rstrip(".") in pack.no_person_words | pack.organisation_words:
        return None
    key = folded(name)
    id = memory.surname(name)
    if id:
        return _spot(
            view, first, last, id, MentionType.PERSON, memory.named[id].party, "surname of one named"
        )
    if titled < first and (view.tokens[first - 1].text[:1].isupper() or view.lower[first - 1] in pack.titles):
        titled_so = view.tokens[first - 1].text[:1].isupper() or evidence.person.get(key, 0) > 1
        told_of = (*_SUBJECTS, "appos")
        if titled_so or (not evidence.place.get(key, 0) and view.head(first, last).dep_ in told_of):
            party = served(view, titled, first, named, pack)
            memory.introduce(slug(name), MentionType.PERSON, party, name)
            return _spot(view, first, last, slug(name), MentionType.PERSON, party, "after a title")
        return None
    used = evidence.place.get(key, 0) > evidence.person.get(key, 0)
    if not used and _has_role_beside(view, first, last, pack):
        party = _beside(view, first, last, named, pack)
        memory.introduce(slug(name), MentionType.PERSON, party, name)
        return _spot(view, first, last, slug(name), MentionType.PERSON, party, "beside a role")
    if (
        used
        and len(name) > 3
        and view.tokens[first].dep_ in ("pobj", "appos", "conj", "dobj", "nsubj", "poss")
    ):
        memory.introduce(slug(name), MentionType.PLACE, None, name)
        return _spot(view, first, last, slug(name), MentionType.PLACE, None, "by its use")
    return None


def _place_like(view: BlockView, first: int, last: int) -> bool:
    head = view.head(first, last)
    if head.dep_ != "pobj":
        return False
    before = head.head
    if before.lower_ in grammar().names.place_before:
        return True
    if before.lower_ in grammar().names.way_before:
        return last - first == 1 and before.head.pos_ == "VERB"
    return before.lower_ == "of" and before.head.lower_ in grammar().names.place_of


def _person_like(view: BlockView, first: int, last: int, pack: NamesPack) -> bool:
    """Whether a run acts or is described as a person: it speaks, or stands beside a role."""
    head = view.head(first, last)
    if head.dep_ == "nsubj" and head.head.lower_ in pack.metonym_verbs:
        return last - first > 1
    roles = pack.titles | pack.anonymous_roles
    if head.dep_ == "appos" and head.head.lower_ in roles:
        return True
    return any(c.dep_ == "appos" and _role(c, roles) for c in head.children)


def _has_role_beside(view: BlockView, first: int, last: int, pack: NamesPack) -> bool:
    """Whether one name that a sentence is about has a role told right after it ("Ruiz, the Front's spokesman, ...")."""
    head = view.head(first, last)
    told = head.dep_ in _SUBJECTS and view.lower[last : last + 1] == [","]
    return told and any(
        c.dep_ == "appos" and c.i > head.i and c.lower_ in pack.anonymous_roles | pack.titles
        for c in head.children
    )


def _role(token: Token, roles: frozenset[str]) -> bool:
    return token.lower_ in roles or token.like_num


def _owned(view: BlockView, first: int, named: list[Spot], pack: NamesPack) -> str | None:
    """The state whose somebody is by its name right before theirs ("Orlu's Mara Ilves")."""
    if first < 2 or view.tokens[first - 1].tag_ != "POS":
        return None
    state = next((s for s in named if s.run[1] == first - 1), None)
    return state.party if state is not None and state.entity in pack.states else None


def _subject_matter(view: BlockView, s: Spot) -> bool:
    """Whether a name only tells what somebody knows about ("a former adviser on Orlu")."""
    head = view.head(*s.run)
    belonging = grammar().attribution.belonging | grammar().names.belongs
    return head.dep_ == "pobj" and head.head.lower_ not in belonging


def _beside(view: BlockView, first: int, last: int, named: list[Spot], pack: NamesPack) -> str | None:
    """The party that an apposition names ("..., a spokesman for the ...")."""
    head = view.head(first, last)
    named = [s for s in named if not _subject_matter(view, s)]
    for c in head.children:
        if c.dep_ == "appos":
            return served(view, c.left_edge.i, c.right_edge.i + 1, named, pack, c)
    if head.dep_ == "appos":
        role = head.head
        while role.dep_ == "pobj" and role.head.dep_ == "prep" and role.head.head.pos_ in ("NOUN", "PROPN"):
            role = role.head.head
        return served(view, role.left_edge.i, first, named, pack, role)
    return None
