"""What is told about a report beside its text: by a side file, a record, or the call."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from rapidfuzz import fuzz, process

from truceline.errors import IntakeError, SideFileError
from truceline.model.dates import MEND, UnclearDate, last_day, partial_date
from truceline.model.report import Handling, Rendering

__all__ = ["OFTEN", "SIDE", "About", "about_of", "choice", "read_side_file", "side_file_of"]

SIDE = ".meta.json"
SIDE_LIMIT = 1024 * 1024

NAMES: dict[str, tuple[str, ...]] = {
    "outlet": ("outlet", "source", "publisher", "site_name"),
    "published": ("published", "date", "published_at", "publication_date", "date_published"),
    "address": ("address", "url", "link"),
    "title": ("title", "headline"),
    "language": ("language", "lang"),
    "rendering": ("rendering",),
    "handling": ("handling",),
    "fetched_at": ("fetched_at", "fetched", "retrieved_at"),
}
"""Field -> the names under which side files and records may give it, the first being its own."""

OFTEN = frozenset(
    {"id", "author", "authors", "description", "summary", "image", "section", "tags", "keywords"}
)
"""Keys that crawlers and readers of feeds write, and that tell nothing kept here."""

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class About:
    """Each field None where it is not told. `published` is an EDTF partial date, `fetched_at` an
    instant or day in ISO 8601."""

    outlet: str | None = None
    published: str | None = None
    address: str | None = None
    title: str | None = None
    language: str | None = None
    rendering: Rendering | None = None
    handling: Handling | None = None
    fetched_at: str | None = None

    def over(self, other: About) -> About:
        """This, and what it does not tell from the other."""
        names = [f.name for f in fields(self)]
        return About(
            **{n: getattr(self, n) if getattr(self, n) is not None else getattr(other, n) for n in names}
        )


def about_of(
    value: Mapping[str, object],
    *,
    where: str,
    wrong: type[IntakeError] = IntakeError,
    beside: Collection[str] = (),
    near_misses: bool = True,
) -> tuple[About, tuple[str, ...]]:
    """What a side file or record tells, and notes on what of it was left out.

    Of two names of one field that say different things the one that stands first in `NAMES` counts. A key
    that is no field is left out; one that looks like a misspelt field (and is none of `beside`) is noted or,
    where there may be no `near_misses`, an error: a report whose "handlng" was left out would be shown to all.
    Raises `wrong` (at `where`) with all such keys and every value that its field cannot hold.
    """
    told: dict[str, object] = {}
    notes: list[str] = []
    slips: list[IntakeError] = []
    known = {*beside, *(name for names in NAMES.values() for name in names)}
    for key in value:
        if key in known or not (meant := _likeliest(key)):
            continue
        if near_misses:
            notes.append(f"field {key!r} is not known and was left out; did you mean {meant!r}?")
        else:
            slips.append(wrong(f"unknown field {key!r}", where=where, mend=f"did you mean {meant!r}?"))
    for field, names in NAMES.items():
        for key in (name for name in names if name in value):
            try:
                cleaned = _value(field, value[key], key, where, wrong)
            except wrong as e:
                slips.append(e)
                continue
            if cleaned is not None and told.setdefault(field, cleaned) != cleaned:
                notes.append(f"field {key!r} says {cleaned!r}, not {told[field]!r}, and was left out")
    if slips:
        *before, last = slips
        what = "; ".join([*(f"{e.what} -- {e.mend}" for e in before), last.what])
        raise wrong(what, where=where, mend=last.mend) from last.__cause__
    return About(**told), tuple(notes)  # type: ignore[arg-type]


def _value(field: str, given: object, key: str, where: str, wrong: type[IntakeError]) -> object:
    """What a key tells, None where that is nothing."""
    if field == "outlet" and isinstance(given, Mapping):
        given = given.get("name")
    if field == "published" and isinstance(given, int) and not isinstance(given, bool):
        given = str(given)
    if given is None or given == "":
        return None
    if not isinstance(given, str):
        raise wrong(
            f"{key!r} should be text, it is {_kind(given)}", where=where, mend=f'write "{key}": "..."'
        )
    return _cleaned(field, given, key, where, wrong)


def _cleaned(field: str, given: str, key: str, where: str, wrong: type[IntakeError]) -> object:
    given = given.strip()
    try:
        given.encode("utf-8")
        if not given:
            return None
        if field == "published":
            return partial_date(given)
        if field == "rendering":
            return choice(Rendering, given)
        if field == "handling":
            return choice(Handling, given)
        if field == "fetched_at":
            return _instant(given)
    except UnicodeEncodeError as e:
        raise wrong(f"{key!r} holds half of a surrogate pair", where=where, mend="mend the text") from e
    except UnclearDate as e:
        raise wrong(f"{key!r}: {e}", where=where, mend=MEND) from e
    except ValueError as e:
        raise wrong(f"{key!r}: {e}", where=where, mend="write one of these") from e
    return given


def _instant(given: str) -> str:
    import datetime as dt

    try:
        moment = dt.datetime.fromisoformat(given)
    except ValueError:
        return last_day(partial_date(given))
    if len(given) == 10:
        return given
    if moment.tzinfo is None:
        raise UnclearDate(f"{given!r} has no time zone")
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")


def choice(words: type[E], given: str | E) -> E:
    """The member that `given` names; raises `ValueError` naming all of them."""
    try:
        return words(given.strip().lower() if isinstance(given, str) else given)
    except ValueError:
        raise ValueError(f"{given!r} is none of {', '.join(words)}") from None


def _likeliest(key: str) -> str | None:
    """The field name that a misspelt one probably means."""
    names = [name for names in NAMES.values() for name in names]
    found = process.extractOne(key.lower(), names, scorer=fuzz.ratio, score_cutoff=80)
    return found[0] if found else None


def side_file_of(path: Path) -> Path | None:
    """The side file of a report: NAME.txt.meta.json, else NAME.meta.json."""
    for name in (path.name + SIDE, path.stem + SIDE):
        side = path.with_name(name)
        if side.is_file():
            return side
    return None


def read_side_file(side: Path) -> tuple[About, tuple[str, ...]]:
    """What a side file tells, and notes on what was left out; raises `SideFileError` with the file and the
    place in it."""
    try:
        if side.stat().st_size > SIDE_LIMIT:
            raise SideFileError(
                "the side file is larger than 1 MB", where=side, mend="keep a few fields in it"
            )
        value = json.loads(side.read_bytes().decode("utf-8-sig"))
    except json.JSONDecodeError as e:
        raise SideFileError(
            f"not JSON: {e.msg}", where=f"{side}:{e.lineno}:{e.colno}", mend='write {"outlet": "...", ...}'
        ) from e
    except UnicodeDecodeError as e:
        raise SideFileError(f"not UTF-8 at byte {e.start}", where=side, mend="save it as UTF-8") from e
    except (RecursionError, ValueError) as e:
        raise SideFileError(f"not JSON: {e}", where=side, mend='write {"outlet": "...", ...}') from e
    except OSError as e:
        raise SideFileError(f"cannot be read: {e.strerror}", where=side, mend="check its rights") from e
    if not isinstance(value, dict):
        raise SideFileError(
            f"should be an object, it is {_kind(value)}", where=side, mend='write {"outlet": "...", ...}'
        )
    return about_of(value, where=str(side), wrong=SideFileError, beside=OFTEN, near_misses=False)


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "text")
