"""Who says what, latest first; what outlets report in their own voice; and how they told it."""

from __future__ import annotations

import re
from dataclasses import replace

from truceline.brief.bearing import bearing, matters, weight
from truceline.brief.material import Material
from truceline.brief.naming import who
from truceline.brief.sides import RELAYS, is_relay, is_voice, side_of
from truceline.brief.statements import Statement, Statements, joined
from truceline.brief.wording import quoted, small_start
from truceline.model.brief import Item, Section, Sentence
from truceline.model.reading import Claim, Manner, Mention

__all__ = ["carried", "how_told", "positions", "reported", "side_key"]

_A_PARTY = 9
"""Statements of a party of the accord, of anybody else, and of one side where there is no accord."""
_ANOTHER = 5
_A_SIDE = 7
_SIDES = 12
_OWN = 6
"""Statements in outlets' own voices."""
_OWN_ALONE = 10
_LABELS = 4
_DAY_LENGTH = len("30 September 2025: ")
_CARRIERS = 6
_ORIGINS = 20
_HEARD = 14
"""Words of a statement by which it is known again."""
_RELAYED = "Agencies, outlets and reporters that others cite"


def positions(material: Material, statements: Statements) -> Section:
    """The statements not told yet, under the party or body that made them, the latest first: of each
    side the latest one on every matter."""
    title = "What each side says (latest first)" if material.accord else "Who says what (latest first)"
    groups: dict[str, list[Statement]] = {}
    names: dict[str, str] = {}
    left = 0
    for s in statements.all:
        if s.own or s.terms or s.account:
            continue
        key = side_key(s, material)
        if key is None or not bearing(s, material):
            left += not statements.told(s)
            continue
        groups.setdefault(key, []).append(s)
    groups = _merged(groups)
    parties = material.accord.parties if material.accord else ()
    order = sorted(
        groups,
        key=lambda k: (
            parties.index(k) if k in parties else len(parties),
            k == RELAYS,
            k not in material.main_parties,
            -sum(weight(s, material)[0] for s in groups[k]),
            k,
        ),
    )
    items = []
    for n, key in enumerate(order):
        some = sorted(groups[key], key=lambda s: (s.day, weight(s, material)), reverse=True)
        names[key] = _RELAYED if key == RELAYS else _name(key, some, material)
        most = _A_SIDE if not material.accord else _A_PARTY if key in parties else _ANOTHER
        if n >= _SIDES:
            most = 0
        item, more = _item(names[key], some, most, statements, title)
        left += more
        if item.sentences:
            items.append(item)
    empty = "No statement was found that bears on the agreement and is not told above."
    if material.accord is None:
        empty = "No statement by a named or described side was found."
    return Section("positions", title, tuple(items), empty=empty, note=_more(left))


def _more(left: int) -> str:
    if not left:
        return ""
    noun = "statement is" if left == 1 else "statements are"
    return f"{left} more {noun} listed by `truceline claims`."


def side_key(statement: Statement, material: Material) -> str | None:
    """The side whose statement it is; None where nobody who could take a side stands behind it."""
    claim = statement.claims[0]
    if is_relay(claim, material):
        return RELAYS
    if not statement.party and not is_voice(claim, material):
        return None
    return side_of(statement.holder, statement.party, claim.entity)


def _merged(groups: dict[str, list[Statement]]) -> dict[str, list[Statement]]:
    """With the statements under a piece of a name put under the one longer name that holds it."""
    found = dict(groups)
    holders = {k: {s.holder.casefold() for s in some} for k, some in groups.items()}
    for key, some in groups.items():
        words = key.removeprefix("entity:").replace("-", " ").split()
        if key == RELAYS or len(words) != 1 or some[0].party:
            continue
        homes = [k for k, names in holders.items() if k != key and any(words[0] in n.split() for n in names)]
        homes = [k for k in homes if k in found]
        if len(homes) == 1:
            found[homes[0]] = [*found[homes[0]], *found.pop(key)]
    return found


def _name(key: str, some: list[Statement], material: Material) -> str:
    if any(s.party == key for s in some):
        return material.name(key) or some[0].holder
    return max((s.holder for s in some), key=lambda h: (len(h.split()), h))


def _item(
    lead: str, some: list[Statement], most: int, statements: Statements, title: str
) -> tuple[Item, int]:
    """The item, and how many statements it leaves out."""
    sentences: list[Sentence] = []
    fresh = [s for s in some if not statements.told(s)]
    above = {m for s in some if statements.told(s) for m in matters(s)}
    for statement in _latest(fresh, most, statements.material, above):
        sentences += statements.sentences(statement, title)
    return Item(lead, tuple(sentences)), sum(1 for s in fresh if not statements.told(s))


def _latest(
    fresh: list[Statement], most: int, material: Material, above: set[str] | None = None
) -> list[Statement]:
    """Of statements with the latest first, at most `most`: the latest on each matter that is not told
    `above`, then others of that day (without an accord then the rest), by weight; told in their order."""
    seen: dict[str, str] = dict.fromkeys(above or (), "")
    turns = []
    for n, statement in enumerate(fresh):
        mine = {m for m in matters(statement) if not m.startswith("-")}
        news = mine - seen.keys()
        turn = 0 if news else 1 if any(seen[m] == statement.day for m in mine) else 2
        seen.update({m: statement.day for m in matters(statement) if m not in seen})
        if turn < 2 or material.accord is None:
            turns.append((turn, tuple(-x for x in weight(statement, material)), n))
    chosen = {n for *_, n in sorted(turns)[:most]}
    return [s for n, s in enumerate(fresh) if n in chosen]


def reported(material: Material, statements: Statements) -> Section:
    """What outlets tell in their own voice or as terms of the agreement, and is not told above."""
    title = "What the outlets report in their own voice"
    fresh = [s for s in statements.all if (s.own or s.terms or s.account) and not statements.told(s)]
    worth = sorted(
        (s for s in fresh if bearing(s, material) and not material.is_furniture(s.claims[0])),
        key=lambda s: (s.day, weight(s, material), -s.claims[0].start),
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
            for x in statements.sentences(s, title)
        ]
        if sentences:
            items.append(Item(outlet, tuple(sentences)))
    left = sum(1 for s in fresh if not statements.told(s))
    empty = "Nothing was found in an outlet's own voice that bears on the agreement and is not told above."
    return Section("reported", title, tuple(items), empty=empty, note=_more(left))


def _told_by(words: str, outlet: str) -> str:
    """Shorter under a heading that says in whose voice it is."""
    for voice in (f"{outlet}, in its own voice: ", f"{outlet} writes: "):
        words = words.replace(voice, "", 1) if voice in words[: len(voice) + _DAY_LENGTH] else words
    return words


def how_told(material: Material) -> Section:
    """Evaluative labels that each outlet uses outside quotation marks, and what each stands for."""
    own: dict[str, dict[tuple[str, str], list[Mention]]] = {}
    retold: dict[str, dict[tuple[str, str], list[Mention]]] = {}
    for report, reading in sorted(material.readings.items()):
        if material.is_digest(report):
            continue
        for m in reading.mentions:
            if m.loaded and m.voice in (None, "outlet"):
                whose = _whose(m, material)
                kind = retold if whose else own
                labels = kind.setdefault(material.outlet(report), {})
                labels.setdefault((m.span.quote.casefold(), whose or _stands_for(m, material)), []).append(m)
    items = []
    for outlet in sorted({*own, *retold}):
        found = [
            _labels(f"{outlet}, in its own voice", "for ", own.get(outlet, {}), material),
            _labels(
                f"{outlet}, where it retells others (the word may be its own or theirs)",
                "",
                retold.get(outlet, {}),
                material,
            ),
        ]
        items.append(Item(outlet, tuple(s for s in found if s)))
    empty = "No evaluative label was found outside quotation marks."
    return Section("told", "How they told it", tuple(items), empty=empty)


def _whose(mention: Mention, material: Material) -> str:
    """The holder in whose reported words a label stands: it may be theirs; "" in the outlet's own voice."""
    claim = material.claims.get(mention.claim or "")
    if claim is None or claim.manner in (Manner.OWN, Manner.UNSOURCED):
        return ""
    return who(claim, material) or "not named"


def _stands_for(mention: Mention, material: Material) -> str:
    neutral = mention.neutral or material.name(mention.party) or ""
    bare = not mention.entity and neutral.islower() and not neutral.startswith("the ")
    same = re.search(rf"\b{re.escape(neutral)}\b", mention.span.quote, re.IGNORECASE)
    return "" if bare or same else neutral


def _labels(
    lead: str, of: str, labels: dict[tuple[str, str], list[Mention]], material: Material
) -> Sentence | None:
    if not labels:
        return None
    words = []
    for (_, neutral), mentions in sorted(labels.items(), key=lambda x: (-len(x[1]), x[0])):
        named = f" ({of}{neutral})" if neutral else ""
        words.append(f"{quoted(mentions[0].span.quote)}{named}")
    left = len(words) - _LABELS
    words = [*words[:_LABELS], f"{left} more"] if left > 1 else words
    spans = material.citing((m.span for some in labels.values() for m in some[:2]), most=24)
    return Sentence(f"{lead}: {joined(words)}.", spans)


def carried(material: Material, statements: Statements) -> Section:
    """Statements that more than one outlet carries: counted once."""
    items = []
    for statement in sorted(statements.all, key=lambda s: (-len(s.reports), s.holder, s.claims[0].id)):
        first: dict[str, Claim] = {}
        for claim in statement.claims:
            first.setdefault(material.outlet(claim.report), claim)
        if len(first) < 2 or statement.own or statement.terms:
            continue
        names = list(first)
        spans = material.citing(c.content[0] for c in first.values())
        some = (
            names
            if len(names) <= _CARRIERS
            else [*names[:_CARRIERS], f"{len(names) - _CARRIERS} more outlets"]
        )
        taken = " (withdrawn since, and not counted)" if statement.withdrawn else ""
        said = statement.claims[0].words.split()
        heard = quoted(" ".join(said[:_HEARD]) + (" …" if len(said) > _HEARD else ""))
        words = f"{joined(some)} carry one statement of {small_start(statement.holder)}, {heard}: one origin{taken}."
        items.append(Item(statement.holder, (Sentence(words, spans),)))
    return Section(
        "once",
        "Counted once",
        tuple(items[:_ORIGINS]),
        empty="No statement was found that two outlets of these reports carry.",
    )
