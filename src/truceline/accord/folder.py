"""An accord folder: what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from truceline.accord.assumed import assumed_vocabulary, assumed_watches
from truceline.accord.build import TITLE_LOST, TITLE_MEND, accord_of, title_place
from truceline.accord.charges import answers_beside, charged_by_matter, offices
from truceline.accord.faults import clause_key, faults
from truceline.accord.heard import asks_one_deed, listens
from truceline.accord.lines import Node, clause_of, examined, line_of, without_slips
from truceline.accord.places import ACCORD, VOCABULARY, WATCH, folder_of
from truceline.accord.shape import AccordShape
from truceline.accord.spoken import spoken_of
from truceline.accord.telling import telling_of
from truceline.accord.undone import bare_denials, to_come, undone
from truceline.accord.vocabulary import load_vocabulary
from truceline.accord.watch import load_watches
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import Accord, Watch

__all__ = [
    "examine_accord",
    "load",
    "load_watch_file",
    "read_text",
    "schema",
]


def load(folder: Path) -> Accord:
    """The accord in `folder` (or in the folder of that file), with its vocabulary and watches; where their
    files are missing, with what can be assumed (`truceline.accord.assumed`).

    Clause spans point into the text of `accord.yaml` (`Accord.text`; report id "accord:NAME").
    Raises `AccordError` (file, line, clause) for the first thing that is wrong, `AccordNotFound`
    where there is no `accord.yaml`.
    """
    folder = folder_of(folder)
    file = folder / ACCORD
    text = read_text(file)
    shape, nodes, errors = examine_accord(text, file)
    if shape is None or errors:
        raise errors[0]
    _take_references(shape, folder)
    vocabulary = load_vocabulary(folder) if (folder / VOCABULARY).is_file() else assumed_vocabulary(shape)
    bare = not (folder / WATCH).is_file()
    watches = assumed_watches(shape, vocabulary) if bare else load_watch_file(folder)
    deeds = {c.id for c in shape.clauses if asks_one_deed(c)}
    telling = telling_of(shape, vocabulary, watches)
    watches = (*watches, *undone(watches, deeds), *to_come(watches, deeds))
    heard = {clause_key(w.clause) for w in watches}
    unheard = tuple(
        c.id
        for c in shape.clauses
        if listens(c) and heard.isdisjoint(clause_key(x) for x in (c.id, *(p.id for p in c.parts)))
    )
    watches = (*watches, *spoken_of(shape, vocabulary), *charged_by_matter(shape, vocabulary))
    watches = (*watches, *bare_denials(watches), *answers_beside(watches))
    made = accord_of(shape, nodes, text, file, vocabulary, watches)
    return replace(made, assumed=bare, unheard=unheard, offices=offices(), telling=telling)


def _take_references(shape: AccordShape, folder: Path) -> None:
    """Fill in amounts that a clause of another agreement fixes, where that one lies beside this one.

    Of the other agreement only that amount is read; one that is missing or malformed leaves the
    reference as it stands.
    """
    others: dict[str, AccordShape | None] = {}
    for clause in shape.clauses:
        q = clause.quantity
        if q is None or q.reference is None or q.value is not None:
            continue
        name, _, wanted = q.reference.partition("/")
        if name not in others:
            others[name] = _beside(folder, name)
        other = others[name]
        fixed = next((c.quantity for c in other.clauses if c.id == wanted), None) if other else None
        if fixed is not None:
            q.value, q.high = fixed.value, fixed.high
            q.unit, q.period = q.unit or fixed.unit, q.period or fixed.period
            if q.measure is None and fixed.measure in shape.measures:
                q.measure = fixed.measure


def _beside(folder: Path, name: str) -> AccordShape | None:
    file = folder.resolve().parent / name / ACCORD
    if Path(name).name != name or not file.is_file():
        return None
    try:
        return examined(read_text(file), file, AccordShape)[0]
    except (AccordError, AccordNotFound):
        return None


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `accord.yaml`."""
    made = AccordShape.model_json_schema()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "truceline-accord/1",
        **made,
        "title": "An agreement as data (accord.yaml)",
    }


def read_text(file: Path) -> str:
    """The text of a file of an accord folder; raises `AccordNotFound`, or `AccordError` where it is not UTF-8."""
    try:
        return file.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as e:
        raise AccordNotFound(
            "there is no accord here", where=file, mend="name a folder with accord.yaml"
        ) from e
    except UnicodeDecodeError as e:
        raise AccordError("not UTF-8", file=file, mend="save the file as UTF-8") from e


def examine_accord(text: str, file: Path) -> tuple[AccordShape | None, Node, list[AccordError]]:
    """The shape of an `accord.yaml`, its nodes, and everything that is wrong with it, by line."""
    shape, errors, nodes = examined(text, file, AccordShape)
    if shape is None:
        rest, gone = without_slips(nodes, AccordShape)
        more = [] if rest is None else _faulty(rest, nodes, file, gone)
        return None, nodes, sorted([*errors, *more], key=lambda e: e.line or 0)
    for i, clause in enumerate(shape.clauses):
        if title_place(nodes, i, text, clause.title) is None:
            line = line_of(nodes, ("clauses", i, "title"))
            errors.append(AccordError(TITLE_LOST, file=file, line=line, clause=clause.id, mend=TITLE_MEND))
    errors += _faulty(shape, nodes, file)
    return shape, nodes, sorted(errors, key=lambda e: e.line or 0)


def _faulty(
    shape: AccordShape, nodes: Node, file: Path, gone: Sequence[tuple[object, ...]] = ()
) -> list[AccordError]:
    """What does not fit together, by line; nothing of a field that is `gone`, or of what lacks it now."""
    return [
        AccordError(
            f.what, file=file, line=line_of(nodes, f.path), clause=clause_of(nodes, f.path), mend=f.mend
        )
        for f in faults(shape)
        if not any(tuple(f.path)[: len(g)] == g or tuple(f.path) == g[:-1] for g in gone)
    ]


def load_watch_file(folder: Path) -> tuple[Watch, ...]:
    """The watches of the folder, where it has any."""
    return load_watches(folder) if (folder / WATCH).is_file() else ()
