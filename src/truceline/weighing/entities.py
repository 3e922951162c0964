"""The forms under which reports name each entity, merged and kept apart as people decided."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence

from truceline.model.accord import Vocabulary
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Reading


def forms_in(reading: Reading) -> Iterator[tuple[str, str]]:
    """(entity, form) for each mention of an entity in a report."""
    for mention in reading.mentions:
        if mention.entity:
            yield mention.entity, " ".join(mention.span.quote.split())


def entities_of(
    forms: Mapping[str, Collection[str]],
    judgements: Sequence[Judgement],
    vocabulary: Vocabulary | None = None,
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """(entity, forms seen) pairs in the order of names; forms without regard to leading articles."""
    into = merged_into(judgements, vocabulary)
    merged: dict[str, set[str]] = defaultdict(set)
    for entity, seen in forms.items():
        merged[into.get(entity, entity)].update(seen)
    return tuple((entity, tuple(sorted(merged[entity]))) for entity in sorted(merged))


def merged_into(judgements: Sequence[Judgement], vocabulary: Vocabulary | None = None) -> dict[str, str]:
    """Each entity that was merged into another, with the one that leads it in the end.

    A `merge` of entities gives the forms of `others` to the subject; a later `split` or
    `not-the-same` takes them back, so a negative judgement outlives every re-run. Of one that
    the vocabulary knows and others that it does not, the known one leads, whoever was named first:
    the agreement's clauses speak of that one.
    """
    into: dict[str, str] = {}
    for j in judgements:
        if j.kind is not SubjectKind.ENTITY:
            continue
        if j.decision is Decision.MERGE:
            into |= {other: j.subject for other in j.others if _leads(into, j.subject) != other}
        elif j.decision in (Decision.SPLIT, Decision.NOT_THE_SAME):
            for other in j.others:
                if into.get(other) == j.subject:
                    del into[other]
                elif into.get(j.subject) == other:
                    del into[j.subject]
    groups: dict[str, list[str]] = defaultdict(list)
    for entity in into:
        groups[_leads(into, entity)].append(entity)
    out: dict[str, str] = {}
    for lead, others in groups.items():
        known = [e for e in (lead, *others) if vocabulary and vocabulary.entity(e)]
        chosen = known[0] if known and lead not in known else lead
        out |= {e: chosen for e in (lead, *others) if e != chosen}
    return out


def _leads(into: dict[str, str], entity: str) -> str:
    seen = {entity}
    while entity in into and into[entity] not in seen:
        entity = into[entity]
        seen.add(entity)
    return entity
