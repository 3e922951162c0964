"""Where accord folders lie, and what their files are called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from platformdirs import user_data_path

from truceline.errors import AccordNotFound

__all__ = [
    "ACCORD",
    "CASES",
    "SOURCES",
    "VOCABULARY",
    "WATCH",
    "default_folders",
    "find",
    "folder_of",
    "installed",
]

ACCORD, VOCABULARY, WATCH, CASES = "accord.yaml", "vocabulary.yaml", "watch.yaml", "cases.yaml"
SOURCES = "sources.md"


def default_folders() -> list[Path]:
    """Where accords are looked for: the user's data folder, then those that Truceline ships.

    Shipped accords lie inside the installed package; in a checkout they lie in `accords/`.
    """
    shipped = Path(str(files("truceline"))) / "_data" / "accords"
    checkout = Path(__file__).resolve().parents[3] / "accords"
    own = user_data_path("truceline", appauthor=False) / "accords"
    return [own, shipped if shipped.is_dir() else checkout]


def installed(folders: Sequence[Path] | None = None) -> list[str]:
    """The names of all accords in `folders` (default: `default_folders`), in order of the alphabet."""
    places = default_folders() if folders is None else folders
    return sorted({f.parent.name for place in places if place.is_dir() for f in place.glob(f"*/{ACCORD}")})


def find(name: str, folders: Sequence[Path] | None = None) -> Path:
    """The folder of the accord `name`, or `name` itself where it is a folder with an accord or a file in one.

    Raises `AccordNotFound`, with the nearest names that there are.
    """
    places = default_folders() if folders is None else list(folders)
    for place in places:
        if (place / name / ACCORD).is_file() and Path(name).name == name:
            return place / name
    if (folder_of(Path(name)) / ACCORD).is_file():
        return folder_of(Path(name))
    if Path(name).is_dir():
        raise AccordNotFound(
            f"the folder {name!r} holds no {ACCORD}", mend="name the folder in which it stands"
        )
    names = installed(places)
    near = _near(name, names)
    mend = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names) or 'none'}"
    raise AccordNotFound(
        f"no accord {name!r}: none of that name is installed, and none lies at {Path(name).resolve()}",
        mend=mend,
    )


def _near(name: str, names: Sequence[str]) -> list[str]:
    """The accords that may have been meant: those in folders beside the path that was named, and installed ones."""
    from rapidfuzz import fuzz, process

    parent = Path(name).parent
    beside = [str(f.parent) for f in parent.glob(f"*/{ACCORD}")] if parent.is_dir() else []
    known = list(dict.fromkeys((*beside, *names)))
    begun = [k for k in known if name and k.startswith(name)]
    alike = [n for n, _, _ in process.extract(name, known, scorer=fuzz.ratio, limit=3, score_cutoff=60)]
    return list(dict.fromkeys((*begun, *alike)))[:3]


def folder_of(path: Path) -> Path:
    """The accord folder that `path` is, or that holds the file `path`."""
    return path.parent if path.is_file() else path
