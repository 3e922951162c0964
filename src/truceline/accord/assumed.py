"""What is assumed of an accord that has only its `accord.yaml`: how reports name it, and general rules.

The rules are those of the language for the matter of each clause (`words/en-matters.yaml`).
They are cautious: a deed counts for a clause only where the words name what tells the clause
apart from the others; clauses that nothing tells apart get no deeds, only that they are spoken
of; and a clause whose title names no matter gets no rule, which is said wherever it stands.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from truceline.accord.heard import Heard, heard_of, lasts, spread
from truceline.accord.matters import GeneralRule, matters
from truceline.accord.shape import AccordShape, ActorShape
from truceline.accord.watch import hung, idle, in_turn, language, of_talk, varied
from truceline.model.accord import (
    Alias,
    Entity,
    Measure,
    Pattern,
    Role,
    SignalKind,
    Topic,
    Vocabulary,
    Watch,
)
from truceline.model.reading import MentionType

__all__ = ["assumed_vocabulary", "assumed_watches", "gaps"]

_CLOSE = 16
"""How many words apart the words of an assumed rule may stand."""
_BEFORE, _AFTER = 90, 365
"""Days before the start and after the end in which reports are likely about an agreement."""
_MILD = frozenset({SignalKind.DUTY_STATED, SignalKind.PROMISED, SignalKind.POSTPONED})
"""What is listened for where nothing tells a clause from another one."""


def assumed_vocabulary(shape: AccordShape) -> Vocabulary:
    """How reports name what an accord speaks of, as far as its `accord.yaml` tells."""
    heard = heard_of(shape)
    first = min(d[:10] for d in (shape.announced, shape.signed, shape.start) if d)
    last = _last_day(shape)
    names = (shape.short_name, shape.name)
    parties = {a.id for a in shape.actors if {"party", "bound"} & set(a.roles)}
    measures: dict[str, Measure] = {}
    for h in heard:
        if h.measure:
            kept = measures.get(h.measure)
            clauses = (*(kept.clauses if kept else ()), h.clause.id)
            near = tuple(w for w in spread(h.about.matter.base) if not w.startswith("@"))
            title = shape.measures.get(h.measure, f"{h.about.things[0].replace('_', ' ')}")
            counted = spread(matters().things[h.about.things[0]])
            unit = (h.clause.quantity.unit if h.clause.quantity else "") or "thing"
            measures[h.measure] = Measure(h.measure, title, counted, near, (), unit, None, clauses)
    patterns: dict[str, list[Pattern]] = {}
    for h in heard:
        if h.clause.topic:
            for rule in h.about.matter.rules:
                if rule.signal is SignalKind.DUTY_STATED and (made := _pattern(rule, h)):
                    patterns.setdefault(h.clause.topic, []).append(made)
    entities = tuple(_entity(a, shape) for a in shape.actors)
    return Vocabulary(
        accord=shape.id,
        entities=entities,
        measures=tuple(measures.values()),
        topics=tuple(
            Topic(id, words, tuple(dict.fromkeys(patterns[id])))
            for id, words in shape.topics.items()
            if id in patterns
        ),
        signs=tuple(e.id for e in entities if e.id in parties and Role.PARTY in e.roles),
        agreement_names=tuple(dict.fromkeys((*names, *language().words["deal_named"]))),
        start=_moved(first, -_BEFORE),
        end=_moved(last, _AFTER),
        dates=(("start", shape.start[:10]), *((("signing", shape.signed[:10]),) if shape.signed else ())),
    )


def assumed_watches(shape: AccordShape, vocabulary: Vocabulary) -> tuple[Watch, ...]:
    """The general rules for the clauses of an accord; what they name must be in `vocabulary`."""
    known = {e.id for e in vocabulary.entities}
    counted = {m.id for m in vocabulary.measures}
    out: list[Watch] = []
    for h in heard_of(shape):
        for n, rule in enumerate(h.about.matter.rules):
            if h.alike and rule.signal not in _MILD and not (rule.deed and h.measure) and not _flows(h):
                continue
            if (rule.signal is SignalKind.BEGUN and h.about.completes) or (
                rule.signal is SignalKind.PERFORMED and h.about.begins and not rule.lasting
            ):
                continue
            if rule.lasting is not None and rule.lasting is not lasts(h.clause):
                continue
            if (rule.unless_single and h.single) or any(not _group((u,), h) for u in rule.unless):
                continue
            out += _watches(h, rule, n, known, counted)
    return tuple(out)


def _flows(h: Heard) -> bool:
    """Whether what comes to one of the clauses that nothing tells apart comes to all: aid that is let in."""
    return h.about.matter.flows and not h.measure


def gaps(shape: AccordShape) -> list[str]:
    """What general rules cannot do for an accord: clauses that nothing tells apart, and how to mend it. Those for which
    none listens are `Accord.unheard`."""
    heard = heard_of(shape)
    out = []
    alike: dict[tuple[str, ...], list[str]] = {}
    for h in heard:
        if h.alike:
            alike.setdefault((h.about.matter.id, *sorted(h.about.things)), []).append(h.clause.id)
    for ids in alike.values():
        out.append(
            f"nothing in the words tells {', '.join(ids)} apart from others, so no deed counts for "
            "them: name places or parties in the titles, or write watch.yaml"
        )
    return out


def _watches(h: Heard, rule: GeneralRule, n: int, known: set[str], counted: set[str]) -> Iterator[Watch]:
    spoken = language()
    patterns = varied(rule.signal, tuple(_patterns(rule, h, known)), spoken)
    if not patterns:
        return
    undone = (*spread(spoken.undone_by.get(rule.signal, ())), *of_talk(rule.signal, patterns))
    accused = spread(spoken.accused_by) if rule.signal is SignalKind.BREACH_ALLEGED else ()
    signal = rule.signal
    if signal is SignalKind.BEGUN and h.about.begins and not h.clause.deadline.begins:
        signal = SignalKind.PERFORMED
    forms: list[tuple[str, tuple[str, ...]]] = []
    if not h.alike or rule.signal in _MILD or _flows(h):
        forms.append(("", ()))
    if rule.deed and rule.signal is SignalKind.PERFORMED and h.measure in counted:
        assert h.measure is not None  # noqa: S101
        forms.append(("-counted", (h.measure,)))
    for ending, measured in forms:
        yield in_turn(
            Watch(
                id=f"assumed/{h.about.matter.id}-{rule.signal.value}-{n}{ending}/{h.clause.id}",
                clause=h.clause.id,
                signal=signal,
                patterns=patterns,
                measures=measured,
                stances=rule.stances,
                holders=rule.holders,
                undone_by=undone,
                hung=hung(signal, spoken),
                inserted=spoken.words["relative"],
                idle=idle(signal, spoken),
                untold=spoken.words["untold"],
                accused_by=accused,
                joined_by=spread(spoken.joined_by) if measured else (),
                within=rule.within or _CLOSE,
                shared=h.alike and bool(measured),
                whole=spread(("$whole",)) if signal is SignalKind.PERFORMED else (),
                not_whole=spread(("$not_whole",)) if signal is SignalKind.PERFORMED else (),
                once=spread(("$once",)) if signal is SignalKind.PERFORMED else (),
            ),
            spoken,
        )


def _patterns(rule: GeneralRule, h: Heard, known: set[str]) -> Iterator[Pattern]:
    """The patterns of a rule for a clause. `&each` asks for two of those who owe it, where nothing else
    of its group tells the clause apart: one pattern for each two."""
    paired = [g for g in rule.all if "&each" in g and not _group(g, h)]
    for pair in combinations(h.parties, 2) if paired else [()]:
        made = _pattern(rule, h, pair)
        if made is not None and all(
            any(not w.startswith("@") or w[1:] in known for w in group) for group in made.all
        ):
            yield made


def _pattern(rule: GeneralRule, h: Heard, pair: Sequence[str] = ()) -> Pattern | None:
    groups: list[tuple[str, ...]] = []
    for given in rule.all:
        words = _group(given, h)
        if words:
            groups.append(words)
        elif "&each" in given:
            groups += [(f"@{party}",) for party in pair]
        elif given == ("&thing",):
            return None
    if (
        h.about.head
        and _telling(h.about.head)
        and ("&head",) in rule.all
        and rule.signal is SignalKind.PERFORMED
    ):
        groups = groups[:2]  # a body with a name of its own needs nobody beside it
    if rule.signal is SignalKind.PERFORMED and h.about.completes:
        groups.append(matters().completed)
    if h.stage and h.stage not in groups:
        groups.append(h.stage)
    if h.strict and h.who not in groups:
        groups.append(h.who)
    none = tuple(dict.fromkeys((*_group(rule.none, h), *h.none)))
    return Pattern(tuple(groups), none) if len(groups) > 1 else None


def _telling(head: Sequence[str]) -> bool:
    """Whether what a body is called tells which it is ("redeployment committee", not "joint committee")."""
    common = {*matters().common, *matters().plain_heads}
    return all(" " in w and w.split()[0] not in common for w in head)


def _group(given: Sequence[str], h: Heard) -> tuple[str, ...]:
    """The words of a group, with what the clause has for each of its parts."""
    parts = {
        "&base": spread(h.about.matter.base),
        "&thing": h.thing,
        "&apart": h.apart,
        "&apart_only": tuple(w for w in h.apart if not w.startswith("@")),
        "&who": h.who,
        "&who_there": h.who if any(not w.startswith("@") for w in h.apart) else (),
        "&head": h.about.head,
        "&on": spread(h.about.on),
        "&parties": tuple(f"@{p}" for p in h.parties),
        "&sides": tuple(w for w in language().mutual if " " in w),
        "&each": (),
    }
    out: list[str] = []
    for w in given:
        out += parts[w] if w.startswith("&") else spread((w,))
    return tuple(dict.fromkeys(out))


_OF_PEOPLE = frozenset({"verifier", "implementer", "mediator", "guarantor", "other"})
"""Roles that a person may have as well as a body."""
_ROLES = {
    "party": Role.PARTY,
    "bound": Role.PARTY,
    "mediator": Role.MEDIATOR,
    "guarantor": Role.GUARANTOR,
    "verifier": Role.VERIFIER,
    "institution": Role.INSTITUTION,
    "outlet": Role.OUTLET,
}


def _entity(actor: ActorShape, shape: AccordShape) -> Entity:
    party = "party" in actor.roles or "bound" in actor.roles
    kind = MentionType.PERSON if is_person(actor) else MentionType.ORGANISATION
    kind = MentionType.PARTY if party or actor.party == actor.id else kind
    roles = tuple(dict.fromkeys(_ROLES.get(r, Role.OTHER) for r in actor.roles))
    interest = actor.party or (actor.id if party or "mediator" in actor.roles else None)
    return Entity(actor.id, actor.name, kind, roles, interest, tuple(Alias(n) for n in actor.names))


def is_person(actor: ActorShape) -> bool:
    """Whether an actor is one person: as `kind` says, else who is on somebody's side under a name of two to four
    words with capitals, none of which is one of bodies."""
    if actor.kind is not None:
        return actor.kind == "person"
    if actor.party in (None, actor.id) or not _OF_PEOPLE.issuperset(actor.roles):
        return False
    words = actor.name.split()
    bodies = set(language().words["body_words"])
    return 2 <= len(words) <= 4 and all(
        w[0].isupper() and w.isalpha() and not w.isupper() and w.lower() not in bodies
        for w in re.split(r"[\s-]+", re.sub(r"\b\w\.|['’]|\bal-", " ", actor.name))
        if w
    )


def _last_day(shape: AccordShape) -> str:
    told = [shape.start, shape.ended or "", *(c.until or "" for c in shape.changes)]
    told += [c.on for c in shape.changes]
    length = sum(p.length_days or 0 for p in shape.phases)
    return max(max(t[:10] for t in told), _moved(shape.start[:10], length))


def _moved(day: str, days: int) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=days)).isoformat()
