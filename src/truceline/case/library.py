"""What reading needs besides a report: the accords installed and the parser, each made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from truceline import accord as accords
from truceline import weighing
from truceline.case.form import reading_of
from truceline.case.parts import Store
from truceline.case.program import program
from truceline.case.whose import as_the_reports_have_it
from truceline.errors import AccordError, AccordNotFound, IntakeError, TrucelineError
from truceline.model.accord import Accord, Vocabulary
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.model.weighing import Weighing

if TYPE_CHECKING:
    from truceline.reading.parser import Parser


KIND = "accord"


class Library:
    """Accords by name, their vocabularies and the parser, loaded when first asked for.

    What reads a text is imported only when a text is read: an answer from a case that has
    been read already needs no parser, and comes a second sooner.
    """

    def __init__(self, folders: Sequence[Path] | None = None) -> None:
        self.folders = list(folders) if folders is not None else accords.default_folders()
        self._accords: dict[str, Accord] = {}
        self._vocabularies: dict[str, Vocabulary] = {}
        self._parser: Parser | None = None
        self.problems: list[TrucelineError] = []
        """Installed accords that `auto` had to leave out."""

    def installed(self) -> list[str]:
        """The names of all installed accords."""
        return accords.installed(self.folders)

    def folder(self, name: str) -> Path:
        """The folder of the installed accord of that name; raises `AccordNotFound`."""
        return accords.find(name, self.folders)

    def accord(self, name: str, store: Store | None = None) -> Accord:
        """The accord of that name; raises `AccordNotFound` or `AccordError`. With a `store` it is checked
        once, and loaded from there as long as no file of an accord changes."""
        if name not in self._accords:
            self._accords[name] = self._checked(name, store)
        return self._accords[name]

    def _checked(self, name: str, store: Store | None) -> Accord:
        if store is None:
            return accords.load(self.folder(name))
        held = TypeAdapter(Accord)
        files = "".join(self.fingerprint(n) for n in sorted({name, *self.installed()}))  # amounts are shared
        key = sha256(f"{program()}\0{name}\0{self.folder(name)}\0{files}".encode()).hexdigest()
        if text := store.get(KIND, key):
            return held.validate_json(text)
        made = accords.load(self.folder(name))
        store.put_many(KIND, {key: held.dump_json(made, exclude_defaults=True).decode()})
        return made

    def fingerprint(self, name: str) -> str:
        """SHA-256 over all files of an installed accord: what was read or weighed with others is stale."""
        told = sha256()
        for file in sorted(self.folder(name).glob("*.yaml")):
            told.update(file.name.encode() + b"\0" + sha256(file.read_bytes()).digest())
        return told.hexdigest()

    def vocabularies(self, choice: str = "auto") -> dict[str, Vocabulary]:
        """The vocabularies that a reading may choose from.

        An installed accord that is malformed keeps nobody from reading: `auto` leaves it out and
        `problems` says so. One that was named raises.
        """
        if choice == "none":
            return {}
        if choice != "auto":
            named = self.accord(choice)  # by its name, or by the path to its folder
            return {named.id: named.vocabulary}
        for name in self.installed():
            if name in self._vocabularies:
                continue
            folder = accords.find(name, self.folders)
            alone = not (folder / "vocabulary.yaml").is_file()
            try:
                known = self.accord(name).vocabulary if alone else accords.load_vocabulary(folder)
                self._vocabularies[name] = known
            except (AccordError, AccordNotFound) as e:
                self.problems.append(e)
        return dict(self._vocabularies)

    @property
    def parser(self) -> Parser:
        """The parser; loading it takes about half a second."""
        if self._parser is None:
            from truceline.reading.parser import Parser

            self._parser = Parser()
        return self._parser

    def read(
        self, reports: Iterable[Report], choice: str = "auto", *, fast: bool = False
    ) -> Iterator[tuple[Report, Reading]]:
        """Read reports one after the other, with the accord chosen for each by `choice`.

        `fast` reads by the rules alone, without the trained ranker.
        """
        from truceline.reading.reader import read_report

        vocabularies = self.vocabularies(choice)
        choice = choice if choice in ("auto", "none") else next(iter(vocabularies))
        for report in reports:
            entered = reading_of(report, choice if choice in vocabularies else None)
            yield (
                report,
                entered or read_report(report, self.parser, vocabularies, choice, fast=fast),
            )


def date_in(text: str) -> str | None:
    """The publication date that a text's own dateline tells ("BOGOTA, 14 SEP 89")."""
    from truceline.reading.times import dateline

    found = dateline.date_of(text)
    return found[0] if found else None


def read(
    paths: Iterable[Path | str],
    *,
    accord: str = "auto",
    library: Library | None = None,
    published: str | None = None,
    outlet: str | None = None,
    problems: list[IntakeError] | None = None,
    fast: bool = False,
) -> Iterator[tuple[Report, Reading]]:
    """Read files without a case.

    Yields a (report, reading) pair for each report, in the order of the paths. Files that
    cannot be taken in are appended to `problems`; without that list the first one raises.
    `fast` reads by the rules alone, without the trained ranker.
    """
    from truceline import intake

    taken, errors = intake.take_all(paths, outlet=outlet, published=published, date_of=date_in)
    if problems is None and errors:
        raise errors[0]
    if problems is not None:
        problems.extend(errors)
    yield from (library or Library()).read([t.report for t in taken], accord, fast=fast)


def weigh(pairs: Sequence[tuple[Report, Reading]], library: Library) -> Weighing:
    """Weigh readings together, with the vocabulary of the accord that most of them are about."""
    named = Counter(g.accord for _, g in pairs if g.accord)
    best = min(named, key=lambda n: (-named[n], n)) if named else None
    vocabulary = library.accord(best).vocabulary if best else None
    readings = as_the_reports_have_it([g for _, g in pairs], vocabulary)
    return weighing.weigh([r for r, _ in pairs], readings, vocabulary)


def check_accord(folder: Path) -> list[AccordError]:
    """Every problem of an accord folder, each with file, line and clause."""
    return accords.check(folder)


def accord_at(folder: Path) -> Accord:
    """The accord of a folder."""
    return accords.load(folder)


def wanting_of(folder: Path) -> list[str]:
    """What an accord folder without fault still lacks, in words."""
    return accords.wanting(folder)


def show_accord(accord: Accord) -> str:
    """An accord as a person would read it."""
    return accords.show(accord)


def graph_accord(accord: Accord) -> str:
    """Phases and dependencies of an accord, as Mermaid text."""
    return accords.graph(accord)


def new_accord(name: str, folder: Path, start: str) -> Path:
    """The folder of a new accord made in `folder`, to be filled in."""
    return accords.new(name, folder, start)


def accord_schema() -> dict[str, Any]:
    """The JSON Schema of accord.yaml."""
    return accords.schema()
