"""Who says what, on the first page and behind it; and what outlets report in their own voice."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import replace

from truceline.brief.bearing import bearing, matters
from truceline.brief.english import english
from truceline.brief.grouping import Statement
from truceline.brief.material import Material
from truceline.brief.owner import named
from truceline.brief.prominence import loaded, prominence
from truceline.brief.sides import RELAYS, head_of, is_relay, is_voice, of_followers, of_shown_side, side_of
from truceline.brief.statements import Statements
from truceline.brief.wording import capital
from truceline.model.brief import Item, Section, Sentence
from truceline.model.reading import Claim

__all__ = ["by_weight", "more_positions", "positions", "reported", "side_key"]

_A_PARTY = 6
"""Statements in the annex of a party of the accord, of anybody else, and of one side where there is no accord."""
_ANOTHER = 3
_A_SIDE = 3
_SIDES = 9
_SMALL = 10
"""Reports below which twice as many sides and statements are told."""
_OWN = 14
"""Statements in outlets' own voices."""
_OWN_ALONE = 9
_FIRST_A_PARTY = 3
"""Statements on the first page of a main party, and of anybody else."""
_FIRST_ANOTHER = 1
_FIRST_SIDES = 7
_FIRST_ANY_SIDE = 4
"""Statements of any side, and in outlets' own voices, where there is no accord by which one could tell whose word counts."""
_SIDE_TOLD, _LEAST_LEFT = 0.5, 8
"""What a statement weighs less for each other one told of its side; words below which no statement is left."""
_OUTLETS = "~outlets"
_SAYS, _TELLS = "What each side says", "What the outlets tell besides"
_NEWS = 2.0
_SAME_DAY = 0.5
"""Weight added to the first words on a matter, and to others of that day."""
_NOISE = -1.0
_WORTH_A_LINE = 2.0
"""Weight below which a statement of anybody but a main party is left to the annex."""
_WORTH_ANY_LINE = 0.5
_SHORT, _SHORT_ALONE = 42, 55
"""Words above which a sentence is left to the annex, and where there is no accord."""
_DATED = re.compile(
    r"(?:Reported (?:in )?|Posted late, )?(?:(?:\d{1,2} )?[A-Z][a-z]+( \d{4})?|Undated)( \(|$)"
)
_ARTICLE = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_RELAYED = "Agencies, outlets and reporters that others cite"


def positions(material: Material, statements: Statements, words: int) -> Section:
    """For the first page of an agreement: of each side what weighs most and is not told yet, in turn, as long as
    `words` last; told side by side, the latest first."""
    groups, order = _sides(material, statements)
    queues = {k: _weightiest(_new(groups[k], material), material) for k in order if k != RELAYS}
    chosen: dict[str, list[list[Sentence]]] = {}
    left, heard = words, set[str]()
    for turn in range(_FIRST_A_PARTY):
        for key in list(queues)[:_FIRST_SIDES]:
            if turn >= (_FIRST_A_PARTY if key in material.main_parties else _FIRST_ANOTHER):
                continue
            told = _next(queues[key], statements, _SAYS, left, heard)
            if told:
                chosen.setdefault(key, []).append(told)
                left -= _length(told)
    empty = "No statement was found that bears on the agreement and is not told above."
    return Section("positions", _SAYS, _side_by_side(groups, order, chosen, material), empty=empty)


def by_weight(material: Material, statements: Statements, words: int) -> tuple[Section, Section]:
    """For a first page with no agreement to go by: what each side says and what outlets tell besides in their own voice.
    Each main party has the first word; then whatever weighs most is told, as long as `words` last."""
    groups, order = _sides(material, statements)
    own = [
        s for s in statements.all if s.own and bearing(s, material) and not material.is_furniture(s.claims[0])
    ]
    queues = {k: list(groups[k]) for k in order if k != RELAYS} | {_OUTLETS: own}
    chosen: dict[str, list[list[Sentence]]] = {}
    left, turns = words, [k for k in order if k in material.main_parties]
    while left > _LEAST_LEFT and queues:
        key = (
            turns.pop(0)
            if turns
            else max(queues, key=lambda k: _worth(queues[k], len(chosen.get(k, ())), statements))
        )
        told = _next(queues[key], statements, _TELLS if key == _OUTLETS else _SAYS, left, set())
        if told:
            chosen.setdefault(key, []).append(told)
            left -= _length(told)
        if not told or len(chosen[key]) == _FIRST_ANY_SIDE:
            queues.pop(key)
            turns = [k for k in turns if k != key]
    empty = "No statement by a named or described side was found that is not told above."
    outlets = Item("", tuple(s for some in chosen.pop(_OUTLETS, ()) for s in some))
    return (
        Section("positions", _SAYS, _side_by_side(groups, order, chosen, material), empty=empty),
        Section("outlets", _TELLS, (outlets,) if outlets.sentences else ()),
    )


def _worth(queue: list[Statement], told: int, statements: Statements) -> float:
    """What the best of a queue weighs; less where more of the same side is told."""
    some = (prominence(s, statements.material) - statements.known(s) for s in queue if not statements.told(s))
    return max(some, default=-math.inf) - _SIDE_TOLD * told


def _length(told: Iterable[Sentence]) -> int:
    return sum(len(s.text.split()) for s in told)


def _side_by_side(
    groups: dict[str, list[Statement]],
    order: list[str],
    chosen: dict[str, list[list[Sentence]]],
    material: Material,
) -> tuple[Item, ...]:
    some = ((k, tuple(s for told in chosen[k] for s in told)) for k in order if k in chosen)
    return tuple(Item(_name(k, groups[k], said, material), said) for k, said in some)


def _next(
    queue: list[Statement], statements: Statements, title: str, left: int, heard: set[str]
) -> list[Sentence]:
    """The next of a side's statements that is short enough, clean, and on a matter not heard yet."""
    material = statements.material
    while queue:
        one = max(queue, key=lambda s: prominence(s, material) - statements.known(s))
        queue.remove(one)
        mine = {f"{statements.side(one)}:{m}" for m in matters(one) if not m.startswith("-")}
        if statements.told(one):
            heard |= mine
            continue
        if head_of(one.holder) in english().paper:
            continue
        if statements.told_of_its_origin(one):
            continue
        worth = _WORTH_A_LINE if material.accord else _WORTH_ANY_LINE
        weighs = prominence(one, material) - statements.known(one)
        if one.party not in material.main_parties and weighs < worth:
            continue
        fits = statements.length(one)
        if (
            not fits
            or fits > min(left, _SHORT if material.accord else _SHORT_ALONE)
            or (mine and mine <= heard)
            or loaded(one.claims[0], material)
        ):
            continue
        told = statements.sentences(one, title)
        if told:
            heard |= mine
            return told
    return []


def _new(some: list[Statement], material: Material) -> list[Statement]:
    """What was said since the day that the brief looks back to; of a side silent since, what it said before."""
    since = material.given.since or ""
    return [s for s in some if s.day > since] or some if material.accord else some


def _weightiest(some: list[Statement], material: Material) -> list[Statement]:
    return sorted(some, key=lambda s: (-prominence(s, material), s.day, s.claims[0].id))


def _sides(material: Material, statements: Statements) -> tuple[dict[str, list[Statement]], list[str]]:
    """The statements that bear on the matter, by side; and the sides in order: the parties of the accord,
    the main parties, then by how much their statements weigh; relays last."""
    groups: dict[str, list[Statement]] = {}
    for s in statements.all:
        if s.own or s.terms or s.account:
            continue
        key = _heading(s, material)
        if key is not None and bearing(s, material):
            groups.setdefault(key, []).append(s)
    groups = _merged(groups, material)
    parties = material.accord.parties if material.accord else ()
    order = sorted(
        groups,
        key=lambda k: (
            parties.index(k) if k in parties else len(parties),
            k == RELAYS,
            k not in material.main_parties,
            -max(prominence(s, material) for s in groups[k]),
            k,
        ),
    )
    return groups, order


def more_positions(material: Material, statements: Statements) -> Section:
    """For the annex: of each side what else it says, the latest first."""
    title = "What else each side says (latest first)"
    groups, order = _sides(material, statements)
    parties = material.accord.parties if material.accord else ()
    sides = [k for k in order if k != RELAYS]
    items = []
    more = 2 if len(material.reports) < _SMALL else 1
    for key in sides[: _SIDES * more]:
        most = more * (_A_SIDE if not material.accord else _A_PARTY if key in parties else _ANOTHER)
        told = _told(groups[key], most, statements, title)
        items.append(Item(_name(key, groups[key], told, material), told))
    items.append(Item(_RELAYED, _told(groups.get(RELAYS, []), _A_SIDE, statements, title)))
    items = [i for i in items if i.sentences]
    empty = "No statement was found that bears on the matter and is not told on the first page."
    return Section("more", title, tuple(items), empty=empty, annex=True)


def side_key(statement: Statement, material: Material) -> str | None:
    """The side whose statement it is; None where nobody who could take a side stands behind it."""
    claim = statement.claims[0]
    if is_relay(claim, material):
        return RELAYS
    if of_followers(claim, material) or (not statement.party and not is_voice(claim, material)):
        return None
    if claim.anonymous and not statement.party and not re.search(r"[A-Z]", statement.holder[1:]):
        return None
    party = None if _formerly(claim, material) else statement.party
    return side_of(statement.holder, party, claim.entity)


def _heading(statement: Statement, material: Material) -> str | None:
    """The side under which it is told: one that is not shown to be its holder's is left for the holder's own name."""
    claim, key = statement.claims[0], side_key(statement, material)
    if key is None or key != statement.party or of_shown_side(claim, key, material):
        return key
    return side_of(statement.holder, None, claim.entity)


def _formerly(claim: Claim, material: Material) -> bool:
    """Whether the report says that the holder has left the office by which he would speak for a side."""
    words = {w.casefold() for w in claim.source.quote.split()} if claim.source else set[str]()
    if claim.entity != claim.party and words & english().past_office:
        return True
    page, last = material.page(claim.report), (claim.holder or "").split()[-1:]
    if page is None or not last or claim.anonymous or material.entity(claim.entity) is not None:
        return False
    named = rf"\b{re.escape(last[0])},\s+(?:an?\s+|the\s+)?((?:[\w.-]+\s+){{1,3}})"
    after = {w.casefold() for m in re.finditer(named, page.text) for w in m.group(1).split()}
    return bool(after & english().past_office)


def _merged(groups: dict[str, list[Statement]], material: Material) -> dict[str, list[Statement]]:
    """With the statements under a piece of a name put under the one longer name that holds it."""
    found = dict(groups)
    holders = {k: {s.holder.casefold() for s in some} for k, some in groups.items()}
    for key, some in groups.items():
        words = key.removeprefix("entity:").replace("-", " ").split()
        place = key.removeprefix("entity:") in material.places
        if key == RELAYS or len(words) != 1 or some[0].party or place:
            continue
        homes = [k for k, names in holders.items() if k != key and any(words[0] in n.split() for n in names)]
        homes = [k for k in homes if k in found]
        if len(homes) == 1:
            found[homes[0]] = [*found[homes[0]], *found.pop(key)]
    return found


def _name(key: str, some: list[Statement], told: Iterable[Sentence], material: Material) -> str:
    """The name of a side: of the forms in which the reports have it the longest that stands in what is told of it."""
    if any(s.party == key for s in some):
        name = material.name(key) or some[0].holder
        words = " ".join(s.text for s in told)
        by_others = (s.holder for s in some if s.claims[0].party_by is not None)
        others = [h for h in dict.fromkeys(by_others) if h.split()[-1] in words]
        return f"{name} ({', '.join(others)}: as the reports have it)" if others else name
    words = " ".join(s.text for s in told).casefold()
    forms = [s.holder for s in some]
    forms = [f for f in forms if not f.isupper() or len(f.split()) == 1] or forms
    forms = (
        [f for f in forms if _ARTICLE.sub("", f).casefold() in words]
        or _first_told(some, words, material)
        or forms
    )
    name = max(forms, key=lambda h: (len(h.split()), h))
    name = name.title() if name.isupper() and len(name.split()) > 1 else name
    return capital(re.sub(r"^The\s+(?=[a-z])|^An?\s+(?=[A-Z][a-z]+(?: [A-Z]|$))", "", name))


def _first_told(some: Iterable[Statement], words: str, material: Material) -> list[str]:
    """The names by which those who speak are told in `words`, where no form under which they are known stands there:
    of two who are counted together one may speak alone."""
    names = [_ARTICLE.sub("", named(c, material)).split(" (")[0].rstrip(",") for s in some for c in s.claims]
    return [n for n in names if n and n.casefold() in words][:1]


def _told(some: list[Statement], most: int, statements: Statements, title: str) -> tuple[Sentence, ...]:
    """Of the statements of one side at most `most`, told."""
    some = sorted(some, key=lambda s: (s.day, prominence(s, statements.material)), reverse=True)
    fresh = [s for s in some if not statements.told(s)]
    above = {m for s in some if statements.told(s) for m in matters(s)}
    latest = _latest(fresh, most, statements.material, above)
    return tuple(x for s in latest if not statements.worn(s) for x in statements.sentences(s, title))


def _latest(
    fresh: list[Statement], most: int, material: Material, above: set[str] | None = None
) -> list[Statement]:
    """Of statements with the latest first, at most `most`, in their order: those that weigh most, where the
    latest on a matter that is not told `above` weighs more, and so does what was said on the same day."""
    seen: dict[str, str] = dict.fromkeys(above or (), "")
    ranked = []
    for n, statement in enumerate(fresh):
        mine = {m for m in matters(statement) if not m.startswith("-")}
        more = (
            _NEWS if mine - seen.keys() else _SAME_DAY if any(seen[m] == statement.day for m in mine) else 0
        )
        seen.update({m: statement.day for m in matters(statement) if m not in seen})
        weighs = prominence(statement, material) + more
        if weighs > _NOISE:
            ranked.append((-weighs, n))
    chosen = {n for _, n in sorted(ranked)[:most]}
    return [s for n, s in enumerate(fresh) if n in chosen]


def reported(material: Material, statements: Statements) -> Section:
    """What outlets tell in their own voice or as terms of the agreement, and is not told above."""
    title = "What the outlets report"
    fresh = [s for s in statements.all if (s.own or s.terms or s.account) and not statements.told(s)]
    worth = sorted(
        (s for s in fresh if bearing(s, material) and not material.is_furniture(s.claims[0])),
        key=lambda s: (s.day, prominence(s, material), -s.claims[0].start),
        reverse=True,
    )
    chosen = _latest(worth, _OWN if material.accord else _OWN_ALONE, material)
    groups: dict[str, list[Statement]] = {}
    for s in sorted(chosen, key=lambda s: s.claims[0].start):
        groups.setdefault(material.outlet(s.claims[0].report), []).append(s)
    order = sorted(groups, key=lambda k: (max(s.day for s in groups[k]), k), reverse=True)
    items = []
    for outlet in order:
        sentences = [
            replace(x, text=_told_by(x.text, outlet))
            for s in groups[outlet]
            if not statements.worn(s)
            for x in statements.sentences(s, title)
        ]
        if sentences:
            items.append(Item(outlet, tuple(sentences)))
    empty = "Nothing was found in an outlet's own voice that bears on the agreement and is not told above."
    return Section("reported", title, tuple(items), empty=empty, annex=True)


def _told_by(words: str, outlet: str) -> str:
    """Shorter under a heading that says in whose voice it is."""
    day, colon, said = words.partition(": ")
    dated = bool(colon) and _DATED.match(day) is not None
    bare = said if dated else words
    for voice in (f"{outlet}, in its own voice: ", f"{outlet} writes: "):
        bare = bare.removeprefix(voice)
    return f"{day}: {bare}" if dated else bare
