"""The name by which the reports know who has an id."""

from __future__ import annotations

import re
from collections.abc import Iterable

from truceline.model.reading import Reading

__all__ = ["seen_name"]

_INITIALS = 5
"""Letters of a name in capitals that may be initials."""


def seen_name(id: str, readings: Iterable[Reading]) -> str | None:
    """The form of the name that the reports use and that reads like the id, else the longest name."""
    forms: dict[str, int] = {}
    for reading in readings:
        mine = [m for m in reading.mentions if m.entity == id and not m.loaded]
        loaded = [m.span for m in reading.mentions if m.loaded] if mine else []
        for m in mine:
            words = re.sub(r"\s+", " ", m.span.quote).removeprefix("The ").strip()
            if words[:1].isupper() and not any(m.span.overlaps(s) for s in loaded):
                forms[words] = forms.get(words, 0) + 1
    shouted = {f for f in forms if f.isupper() and len(f) > _INITIALS}
    forms = {f: n for f, n in forms.items() if f not in shouted} or forms
    like = [f for f in forms if _as_id(f) == id]
    if like:
        return min(like, key=lambda f: (-forms[f], f))
    spelled = [f for f in forms if _initials(f) == id and " " in f]
    if spelled:
        return min(spelled, key=lambda f: (-forms[f], f))
    named = [f for f in forms if f.casefold().replace(".", "") == id.replace("-", "")]
    whole = [f for f in forms if " " in f and f[-1:].isalnum()]
    best = min(named or whole, key=lambda f: (-forms[f], f), default=None)
    most = min(forms, key=lambda f: (-forms[f], f), default=None)
    if best is None and most is not None and (most.isupper() or any(c.isdigit() for c in most)):
        return most if most.casefold() != _initials(id.replace("-", " ").title()) else best
    return best


def _initials(name: str) -> str:
    return "".join(w[0] for w in name.split() if w[:1].isupper()).casefold()


def _as_id(name: str) -> str:
    return re.sub(r"\W+", "-", re.sub(r"['’]", "", name.casefold())).strip("-")
