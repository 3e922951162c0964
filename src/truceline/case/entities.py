"""Who is named under which forms, what people decided about who is who, and which names may be one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from truceline.case.view import View
from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import ANONYMOUS

__all__ = ["MaybeOne", "Named", "entity_json", "maybe_one", "mentioned", "named", "parties_in"]

_DECIDES = (Decision.MERGE, Decision.SPLIT, Decision.NOT_THE_SAME)
_BRACKET = re.compile(r"\s*\(([^()\n]{2,60})\)")
_NEAR = 88.0
"""How alike two names of several words must be spelt (0 to 100) to be asked about; "Abdullah" and "Abdallah" are."""
_MOST = 3000
"""Names that are compared in spelling, at most: those named most."""


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something that reports name: every form with how often it stands there, and what people decided."""

    id: str
    kind: str
    forms: tuple[tuple[str, int], ...]
    outlets: tuple[str, ...]
    known: bool = False
    """The agreement's vocabulary knows it."""
    decided: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class MaybeOne:
    """Two that may be one, and why; a person decides."""

    one: str
    other: str
    why: str


@dataclass(slots=True)
class _Seen:
    kind: str
    forms: Counter[str] = field(default_factory=Counter)
    outlets: dict[str, None] = field(default_factory=dict)


def named(view: View, words: str = "") -> tuple[Named, ...]:
    """Everybody named whose id or forms hold `words`, the most named first, as people merged them."""
    lead = {form: id for id, forms in view.weighing.entities for form in forms}
    ids = {id for id, _ in view.weighing.entities}
    seen: dict[str, _Seen] = {}
    for id, reading in view.readings.items():
        outlet = view.reports[id].outlet or "outlet unknown"
        for m in reading.mentions:
            if m.entity and not m.loaded:
                form = " ".join(m.span.quote.split())
                # Who was merged into another stands there no more; their forms do.
                whose = m.entity if m.entity in ids else lead.get(form, m.entity)
                one = seen.setdefault(whose, _Seen(m.type.value))
                one.forms[form] += 1
                one.outlets[outlet] = None
    decided: dict[str, list[Judgement]] = defaultdict(list)
    for j in view.decisions:
        if j.kind is SubjectKind.ENTITY and j.decision in _DECIDES:
            for id in dict.fromkeys((j.subject, *j.others)):
                decided[id].append(j)
    vocabulary = view.accord.vocabulary if view.accord else None
    found = [
        Named(
            id,
            one.kind,
            tuple(sorted(one.forms.items(), key=lambda x: (-x[1], x[0]))),
            tuple(one.outlets),
            bool(vocabulary and vocabulary.entity(id)),
            tuple(decided[id]),
        )
        for id, one in seen.items()
    ]
    asked = words.casefold()
    fits = [n for n in found if asked in n.id.casefold() or any(asked in f.casefold() for f, _ in n.forms)]
    return tuple(sorted(fits, key=lambda n: (-sum(c for _, c in n.forms), n.id)))


def mentioned(view: View) -> set[str]:
    """The ids of all whom the reports name, also of those who were merged into another."""
    return {m.entity for id in view.readings for m in view.machine[id].mentions if m.entity}


def parties_in(view: View) -> set[str]:
    """The ids of all parties that the reports name."""
    return {m.party for r in view.machine.values() for m in r.mentions if m.party}


def maybe_one(view: View, every: Sequence[Named]) -> tuple[MaybeOne, ...]:
    """Pairs that nobody has merged or kept apart yet: a report gives a name in another script in brackets behind it, or
    two names of several words are the same or spelt nearly alike. Two that the agreement's vocabulary knows are two;
    who has no name ("an official") is nobody's other name."""
    by_id = {n.id: n for n in every}
    told: dict[tuple[str, str], str] = {}
    for one, other, why in (*_in_brackets(view, every), *_alike(every)):
        a, b = by_id[one], by_id[other]
        pair = (other, one) if b.known and not a.known else (one, other)
        apart = any({one, other} <= {j.subject, *j.others} for j in a.decided)
        if one != other and not apart and not (a.known and b.known) and (pair[1], pair[0]) not in told:
            told.setdefault(pair, why)
    return tuple(MaybeOne(one, other, why) for (one, other), why in told.items())


def _in_brackets(view: View, every: Sequence[Named]) -> Iterator[tuple[str, str, str]]:
    whose = {form.casefold(): n.id for n in every for form, _ in n.forms}
    for id, reading in view.readings.items():
        report = view.reports[id]
        for m in reading.mentions:
            found = _BRACKET.match(report.text, m.span.end) if m.entity else None
            other = whose.get(" ".join(found[1].split()).casefold()) if found else None
            one = whose.get(" ".join(m.span.quote.split()).casefold())
            if found and one and other and _script(found[1]) != _script(m.span.quote):
                where = f"{report.outlet or 'outlet unknown'}, {report.published or 'no date'}"
                yield one, other, f"“{m.span.quote} ({found[1]})” ({where})"


def _alike(every: Sequence[Named]) -> Iterator[tuple[str, str, str]]:
    from rapidfuzz import fuzz, process

    called = [n for n in every if not n.id.startswith(ANONYMOUS)]
    by_kind: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for n in called[:_MOST]:
        if " " in (form := n.forms[0][0]):
            by_kind[n.kind].append((n.id, form))
    for names in by_kind.values():
        plain = [form.casefold() for _, form in names]
        for at, (id, form) in enumerate(names):
            for _, score, k in process.extract(
                plain[at], plain[at + 1 :], scorer=fuzz.token_sort_ratio, score_cutoff=_NEAR, limit=5
            ):
                other_id, other = names[at + 1 + k]
                if plain[at] == plain[at + 1 + k]:
                    yield id, other_id, f"both are named “{other}”"
                elif score < 100:
                    yield id, other_id, f"“{form}” and “{other}” are spelt nearly alike"


def _script(words: str) -> str:
    """The script of most letters: "LATIN", "CYRILLIC", "ARABIC", "ETHIOPIC" ..."""
    found = Counter(unicodedata.name(c, "?").partition(" ")[0] for c in words if c.isalpha())
    return found.most_common(1)[0][0] if found else ""


def entity_json(n: Named) -> dict[str, Any]:
    """One of them as plain data."""
    return {
        "id": n.id,
        "kind": n.kind,
        "forms": [{"form": form, "count": count} for form, count in n.forms],
        "outlets": list(n.outlets),
        "known": n.known,
        "decided": [
            {
                "id": j.id,
                "decision": j.decision.value,
                "subject": j.subject,
                "others": list(j.others),
                "by": j.by,
                "on": j.known_on,
                "why": j.reason,
            }
            for j in n.decided
        ],
    }
