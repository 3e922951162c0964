"""An accord folder: finding it, loading it, and telling everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from rapidfuzz import process

from truceline.accord.build import accord_of
from truceline.accord.check import faults
from truceline.accord.lines import clause_of, examined, line_of
from truceline.accord.shape import AccordShape
from truceline.accord.vocabulary import load_vocabulary
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import Accord, Vocabulary, Watch

__all__ = ["check", "default_folders", "find", "installed", "load", "schema"]

ACCORD, VOCABULARY, WATCH, CASES = "accord.yaml", "vocabulary.yaml", "watch.yaml", "cases.yaml"


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
    """The folder of the accord `name`, or `name` itself where it is a folder with an accord.

    Raises `AccordNotFound`, with the nearest names that there are.
    """
    places = default_folders() if folders is None else list(folders)
    for place in places:
        if (place / name / ACCORD).is_file() and Path(name).name == name:
            return place / name
    if (Path(name) / ACCORD).is_file():
        return Path(name)
    names = installed(places)
    near = [n for n, _, _ in process.extract(name, names, limit=3, score_cutoff=50)]
    mend = f"did you mean {' or '.join(near)}?" if near else f"there are: {', '.join(names) or 'none'}"
    raise AccordNotFound(f"no accord {name!r}", mend=mend)


def load(folder: Path) -> Accord:
    """The accord in `folder`, with its vocabulary and watches where their files are present.

    Clause spans point into the text of `accord.yaml` (`Accord.text`; report id "accord:NAME").
    Raises `AccordError` (file, line, clause) for the first thing that is wrong, `AccordNotFound`
    where there is no `accord.yaml`.
    """
    file = folder / ACCORD
    text = _read(file)
    shape, nodes, errors = _examine(text, file)
    if shape is None or errors:
        raise errors[0]
    vocabulary = load_vocabulary(folder) if (folder / VOCABULARY).is_file() else Vocabulary(accord=shape.id)
    return accord_of(shape, nodes, text, file, vocabulary, _watches(folder))


def check(folder: Path) -> list[AccordError]:
    """Everything that is wrong in an accord folder: file, line, clause, and what was meant.

    Also what one file says of another: parties and their bodies that the vocabulary does not
    name, measures and topics that it does not have, watches for clauses that do not exist.
    """
    file = folder / ACCORD
    try:
        text = _read(file)
    except (AccordError, AccordNotFound) as e:
        return [e if isinstance(e, AccordError) else AccordError(e.what, file=file, mend=e.mend)]
    shape, nodes, errors = _examine(text, file)
    vocabulary: Vocabulary | None = None
    watches: tuple[Watch, ...] = ()
    try:
        vocabulary = load_vocabulary(folder) if (folder / VOCABULARY).is_file() else None
    except AccordError as e:
        errors.append(e)
    try:
        watches = _watches(folder)
    except AccordError as e:
        errors.append(e)
    if shape is None:
        return errors
    if shape.id != folder.resolve().name:
        line = line_of(nodes, ["id"])
        mend = f"write `id: {folder.resolve().name}` or rename the folder"
        errors.append(
            AccordError(f"id {shape.id!r} is not the folder's name", file=file, line=line, mend=mend)
        )
    if vocabulary:
        errors += _across(shape, nodes, file, vocabulary, folder / VOCABULARY)
    known = {_key(x) for x in _ids(shape)}
    for w in watches:
        if _key(w.clause) not in known:
            errors.append(
                AccordError(
                    f"watch {w.id!r} is for a clause {w.clause!r} that there is not", file=folder / WATCH
                )
            )
    return errors


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `accord.yaml`."""
    made = AccordShape.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "truceline-accord/1",
        **made,
        "title": "An agreement as data (accord.yaml)",
    }


def _read(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as e:
        raise AccordNotFound(
            "there is no accord here", where=file, mend="name a folder with accord.yaml"
        ) from e
    except UnicodeDecodeError as e:
        raise AccordError("not UTF-8", file=file, mend="save the file as UTF-8") from e


def _examine(text: str, file: Path) -> tuple[AccordShape | None, Any, list[AccordError]]:
    shape, errors, nodes = examined(text, file, AccordShape)
    if shape is None:
        return None, nodes, errors
    for fault in faults(shape):
        errors.append(
            AccordError(
                fault.what,
                file=file,
                line=line_of(nodes, fault.path),
                clause=clause_of(nodes, fault.path),
                mend=fault.mend,
            )
        )
    return shape, nodes, sorted(errors, key=lambda e: e.line or 0)


def _across(
    shape: AccordShape, nodes: Any, file: Path, vocabulary: Vocabulary, other: Path
) -> list[AccordError]:
    """What `accord.yaml` uses and the vocabulary does not have."""
    entities = {e.id for e in vocabulary.entities}
    topics, measures = {t.id for t in vocabulary.topics}, {m.id for m in vocabulary.measures}
    found: list[AccordError] = []

    def missing(path: tuple[str | int, ...], kind: str, id: str) -> None:
        what = f"{kind} {id!r} is not in {other.name}, so that no report can speak of it"
        mend = f"add it to {other.name}, or use the id that stands there"
        found.append(AccordError(what, file=file, line=line_of(nodes, path), mend=mend))

    if vocabulary.accord != shape.id:
        what = f"the vocabulary is for {vocabulary.accord!r}, not {shape.id!r}"
        found.append(AccordError(what, file=other, mend=f"write `accord: {shape.id}`"))
    weighty = {"party", "institution", "bound"}
    for i, actor in enumerate(shape.actors):
        if weighty & set(actor.roles) and actor.id not in entities:
            missing(("actors", i, "id"), "actor", actor.id)
    for id in shape.topics:
        if id not in topics:
            missing(("topics", id), "topic", id)
    for id in shape.measures:
        if id not in measures:
            missing(("measures", id), "measure", id)
    known = {_key(x) for x in _ids(shape)}
    for m in vocabulary.measures:
        for id in m.clauses:
            if _key(id) not in known:
                what = f"measure {m.id!r} names a clause {id!r} that there is not"
                found.append(AccordError(what, file=other, mend="use a clause id of accord.yaml"))
    return found


def _ids(shape: AccordShape) -> list[str]:
    """The ids of clauses and of their parts."""
    return [x for c in shape.clauses for x in (c.id, *(p.id for p in c.parts))]


def _key(id: str) -> str:
    return id.casefold().replace("_", "-")


def _watches(folder: Path) -> tuple[Watch, ...]:
    from importlib import import_module
    from importlib.util import find_spec

    if not (folder / WATCH).is_file() or find_spec("truceline.accord.watch") is None:
        return ()
    loader = import_module("truceline.accord.watch").load_watches
    return tuple(loader(folder))
