"""Everything that is wrong in an accord folder, file by file and across its files."""

from __future__ import annotations

from pathlib import Path

from truceline.accord.assumed import gaps
from truceline.accord.build import accord_of
from truceline.accord.faults import clause_key
from truceline.accord.folder import examine_accord, load_watch_file, read_text
from truceline.accord.lines import Node, child, line_of, meant, parse
from truceline.accord.places import ACCORD, CASES, SOURCES, VOCABULARY, WATCH, folder_of
from truceline.accord.shape import AccordShape
from truceline.accord.situations import check_cases
from truceline.accord.start import unfilled
from truceline.accord.vocabulary import load_vocabulary
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import Vocabulary, Watch

__all__ = ["check", "wanting"]


def check(folder: Path) -> list[AccordError]:
    """Everything that is wrong in an accord folder: file, line, clause, and what was meant.

    Also what one file says of another: parties and their bodies that the vocabulary does not
    name, measures and topics that it does not have, watches for clauses that do not exist.
    """
    folder = folder_of(folder)
    file = folder / ACCORD
    try:
        text = read_text(file)
    except (AccordError, AccordNotFound) as e:
        return [e if isinstance(e, AccordError) else AccordError(e.what, file=file, mend=e.mend)]
    shape, nodes, errors = examine_accord(text, file)
    vocabulary: Vocabulary | None = None
    watches: tuple[Watch, ...] = ()
    try:
        vocabulary = load_vocabulary(folder) if (folder / VOCABULARY).is_file() else None
    except AccordError as e:
        errors.append(e)
    try:
        watches = load_watch_file(folder)
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
    if shape.review == "reviewed":
        for name in (CASES, SOURCES):
            if not (folder / name).is_file():
                what = f"a reviewed accord has a {name}, and this one has none"
                line = line_of(nodes, ["review"])
                mend = f"write {name}, or `review: draft`"
                errors.append(AccordError(what, file=file, line=line, mend=mend))
    if vocabulary:
        errors += _across(shape, nodes, file, vocabulary, folder / VOCABULARY)
    if watches:
        errors += _unplaced(shape, folder / WATCH, watches)
    if not any(e.file == str(file) for e in errors):
        accord = accord_of(shape, nodes, text, file, vocabulary or Vocabulary(accord=shape.id), watches)
        errors += check_cases(folder, accord)
    return errors


def _unplaced(shape: AccordShape, file: Path, watches: tuple[Watch, ...]) -> list[AccordError]:
    """Watch rules for clauses that the accord has not, each with its line."""
    ids = _ids(shape)
    known = {clause_key(x) for x in ids}
    nodes: Node | None = None
    found = []
    for w in watches:
        if clause_key(w.clause) in known:
            continue
        nodes = nodes or parse(read_text(file), file)
        rules = child(nodes, "watches")
        place = 0
        while rules and (rule := child(rules[1], place)):
            named = child(rule[1], "id")
            if named and named[1].words == w.id.removesuffix(f"/{w.clause}"):
                break
            place += 1
        line = line_of(nodes, ("watches", place, "clause"))
        what = f"watch {w.id!r} is for a clause {w.clause!r} that there is not"
        found.append(AccordError(what, file=file, line=line, clause=w.clause, mend=meant(w.clause, ids)))
    return found


def wanting(folder: Path) -> list[str]:
    """What an accord folder without fault still lacks, in words: gaps that nobody has filled, files that are not
    there, and what general rules then cannot do. Empty for a folder that `check` finds wrong, and for one that has all."""
    folder = folder_of(folder)
    text = read_text(folder / ACCORD)
    shape, _, errors = examine_accord(text, folder / ACCORD)
    if shape is None or errors:
        return []
    out = [f"line {n} still has the gap {words!r} of a new accord" for n, words in unfilled(text)]
    out += _late_openings(shape)
    if not (folder / VOCABULARY).is_file():
        out.append("no vocabulary.yaml: reports are searched for the names of `actors` alone")
    if not (folder / WATCH).is_file():
        out += ["no watch.yaml: general rules place reports on clauses", *gaps(shape)]
    return out


def _late_openings(shape: AccordShape) -> list[str]:
    """Duties that open on day 1 where a count calls the first day day 0: by it they leave that day out."""
    zero = next((d.id for d in shape.day_counts if d.first == 0), None)
    if zero is None or all(d.first == 0 for d in shape.day_counts):
        return []
    named = [
        c.id
        for c in shape.clauses
        if isinstance(c.deadline.opens, str)
        and c.deadline.opens.strip().lower() == "day 1"
        and not (c.quantity and c.quantity.schedule)
    ]
    if not named:
        return []
    return [
        f"{', '.join(named)}: from day 1, which by {zero} is the second day; write `opens: start` if the first counts"
    ]


def _across(
    shape: AccordShape, nodes: Node, file: Path, vocabulary: Vocabulary, other: Path
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
        line = line_of(parse(read_text(other), other), ("accord",))
        found.append(AccordError(what, file=other, line=line, mend=f"write `accord: {shape.id}`"))
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
    known = {clause_key(x) for x in _ids(shape)}
    for m in vocabulary.measures:
        for id in m.clauses:
            if clause_key(id) not in known:
                what = f"measure {m.id!r} names a clause {id!r} that there is not"
                found.append(AccordError(what, file=other, mend="use a clause id of accord.yaml"))
    return found


def _ids(shape: AccordShape) -> list[str]:
    """The ids of clauses and of their parts."""
    return [x for c in shape.clauses for x in (c.id, *(p.id for p in c.parts))]
