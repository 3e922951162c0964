"""Who publishes a page: an outlet of news, or a body that is known by its name and speaks for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from truceline.model.reading import Link, LinkKind, MentionType
from truceline.model.vocabulary import AliasKind, Entity, Role, Vocabulary
from truceline.reading.layout import layout
from truceline.reading.names import Lexicon, folded, lexicon

__all__ = ["publisher"]

_BESIDE = re.compile(r"\s*\([^()]*[a-z][^()]*\)\s*")
"""What in brackets is no part of a name: "(statement)", but not "(IO)"."""
_BODIES = (MentionType.ORGANISATION, MentionType.PARTY, MentionType.GROUP)
_NEWS = {Role.OUTLET, Role.AGENCY}


def publisher(outlet: str | None, vocabulary: Vocabulary | None, language: str) -> Link:
    """The first link of the page's chains. Where the outlet bears the name of a known body ("OCHA", "FVM (statement)",
    "UNHCR Ordaban", "Front/FVM"), the link says which, and whose voice it is."""
    known = lexicon(vocabulary, language)
    body = next((e for name in _names(outlet or "", known) if (e := _body(name, known))), None)
    name = outlet or "outlet"
    return Link(name, LinkKind.OUTLET) if body is None else Link(name, LinkKind.OUTLET, body.id, body.party)


def _names(outlet: str, known: Lexicon) -> Iterator[str]:
    """What an outlet may be called by: its name without what stands in brackets, the body that an office beside it
    publishes for, each of two names with a stroke between them, and what stands before the name of a country."""
    core = _BESIDE.sub(" ", outlet).strip()
    yield core
    if (bare := layout().publishing.sub("", core)) != core:
        yield bare
    first, _, second = core.partition(", ")
    for office, body in ((first, second), (second, first)):
        if body and set(folded(office).split()) & layout().publicists:
            yield body
    if "/" in core and not set("(,") & set(core):
        yield from core.split("/")
    first, _, land = core.partition(" ")
    if first.isupper() and _is_land(land, known):
        yield first


def _is_land(name: str, known: Lexicon) -> bool:
    found = (known.entities.get(f.entity) for f in known.forms.get(folded(name), ()))
    return any(e is not None and (e.country or e.type is MentionType.PLACE) for e in found)


def _body(name: str, known: Lexicon) -> Entity | None:
    for form in known.forms.get(folded(name), ()):
        entity = known.entities.get(form.entity)
        if (
            form.kind not in (AliasKind.NAME, AliasKind.SHORT)
            or not form.allows(name)
            or entity is None
            or entity.country
            or folded(name) in known.pack.lands
        ):
            continue
        bound = known.vocabulary is not None and known.vocabulary.entity(entity.id) is not None
        if entity.type in _BODIES and (entity.party or bound) and _NEWS.isdisjoint(entity.roles):
            return entity
    return None
