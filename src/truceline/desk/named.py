"""Who is named: every form, label and outlet of each, and what the desk calls somebody of whom it has an id."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from truceline.case import View
from truceline.desk.here import Here
from truceline.desk.tables import Table
from truceline.model.reading import Mention

__all__ = ["NAMED", "Named", "name_of"]


@dataclass(frozen=True, slots=True, eq=False)
class Named:
    """How often an entity is named in which form, under which label (with its neutral word), by which outlet."""

    first: Mention
    forms: Counter[str]
    labels: Counter[tuple[str, str]]
    outlets: Counter[str]
    whys: dict[str, str]
    """By form: why it was read as this entity, where it was first."""


def _named(view: View) -> dict[str, Named]:
    """Everybody named, by id, as they were merged."""
    found: dict[str, Named] = {}
    for reading in view.readings.values():
        outlet = view.reports[reading.report].outlet or "outlet unknown"
        for m in reading.mentions:
            if not m.entity:
                continue
            id = view.led.get(m.entity, m.entity)
            words = " ".join(m.span.quote.split())
            one = found.get(id) or found.setdefault(id, Named(m, Counter(), Counter(), Counter(), {}))
            if m.loaded:
                one.labels[(words, m.neutral or "")] += 1
            else:
                one.forms[words] += 1
                one.whys.setdefault(words, m.why)
            one.outlets[outlet] += 1
    return found


NAMED = Table("everybody named", _named, ("reports", "mentions", "entity"))


def name_of(here: Here, id: str | None) -> str:
    """What to call a party, an actor or an entity: as the agreement does, as the reports mostly do, else the
    id in words; empty for None."""
    if not id:
        return ""
    accord = here.view.accord
    if accord is not None:
        if label := accord.labels.get(id):
            return label
        if known := accord.vocabulary.entity(id):
            return known.name
    if (told := here.table(NAMED).get(id)) and told.forms:
        return told.forms.most_common(1)[0][0]
    return " ".join(w[:1].upper() + w[1:] for w in id.split("-"))
