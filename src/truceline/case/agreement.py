"""Which accord a case is on: where its folder lies, and whether it is still what the record says it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from truceline import accord as accords
from truceline.case.library import Library
from truceline.errors import AccordNotFound

__all__ = ["KEPT", "Edited", "edited", "noted", "place_of"]

ACCORD, SHA, TEXT, FILES = "accord", "accord_sha256", "accord_text", "accord_files"
KEPT = (TEXT, FILES)
"""Settings that are kept to compare with, and not shown."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The accord's files are not what the record says they were. `what` tells each change in words."""

    was: str
    now: str
    what: tuple[str, ...]


def noted(named: str | None, case: Path, library: Library) -> dict[str, str]:
    """The settings of a case on the accord `named`, with its text as it is now. Raises `AccordNotFound`,
    `AccordError`.

    A folder that was named by a relative path is kept relative to the case, so that both can be
    moved together, and asked for from anywhere.
    """
    if not named:
        return {ACCORD: "", SHA: "", TEXT: "", FILES: ""}
    made = library.accord(named)
    folder = library.folder(named)
    text = (folder / "accord.yaml").read_text("utf-8-sig")
    kept = named if named in library.installed() else _relative(folder, case)
    return {ACCORD: kept, SHA: made.sha256, TEXT: text, FILES: json.dumps(_files(folder))}


def place_of(setting: str, case: Path, library: Library) -> str:
    """What the library knows the accord of a case by: its name where it is installed, else the path of its
    folder. Raises `AccordNotFound`, with the path that was looked for and how to point the case to another."""
    if not setting or setting in library.installed():
        return setting
    places = [case / setting]
    if "/" not in setting:  # cases of older versions keep the path from where they were made
        places.append(Path(setting))
    for place in places:
        if (place / "accord.yaml").is_file():
            return str(place)
    looked = " or ".join(dict.fromkeys(str(p.resolve()) for p in places))
    raise AccordNotFound(
        f"the case is on the accord {setting!r}, which is neither installed nor at {looked}",
        where=case,
        mend=f"put its folder there, or say where it lies: truceline settings --case {case} --accord PATH",
    )


def edited(settings: Mapping[str, str], case: Path, library: Library) -> Edited | None:
    """How the accord's files differ from what they were when the case was made, or last pointed to them.

    None where they do not. Raises `AccordNotFound`, `AccordError`.
    """
    if not (setting := settings.get(ACCORD)):
        return None
    place = place_of(setting, case, library)
    was, now = settings.get(SHA, ""), library.accord(place).sha256
    folder = library.folder(place)
    before: dict[str, str] = json.loads(settings.get(FILES) or "{}")
    other = [f"{f} changed" for f, told in _files(folder).items() if before.get(f, told) != told]
    if FILES in settings:
        other += [f"{f} is new" for f in _files(folder) if f not in before]
        other += [f"{f} is gone" for f in before if f not in _files(folder)]
    if was == now and not other:
        return None
    what: tuple[str, ...] = ()
    if was != now:
        kept = settings.get(TEXT)
        text = (folder / "accord.yaml").read_text("utf-8-sig")
        what = (
            accords.edits(kept, text) if kept else ("what it was then is not kept, so no line can be named",)
        )
        what = what or ("only remarks or layout",)
    return Edited(was, now, (*what, *other))


def _relative(folder: Path, case: Path) -> str:
    if folder.is_absolute():
        return str(folder)
    try:
        path = Path(os.path.relpath(folder.resolve(), case.resolve())).as_posix()
    except ValueError:  # on another drive
        return str(folder.resolve())
    return path if "/" in path else f"./{path}"


def _files(folder: Path) -> dict[str, str]:
    """SHA-256 of the further files that answers depend on."""
    return {
        f.name: sha256(f.read_bytes()).hexdigest()
        for f in sorted(folder.glob("*.yaml"))
        if f.name in ("vocabulary.yaml", "watch.yaml")
    }
