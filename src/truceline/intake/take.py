"""Files in, reports out: what exactly was published, by whom, when?"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from truceline.errors import IntakeError, SideFileError, UsageError
from truceline.intake.about import SIDE, About, choice, read_side_file, side_file_of
from truceline.intake.decode import Undecodable, decode
from truceline.intake.guard import PageTooHard, guarded_page
from truceline.intake.head import head_of
from truceline.intake.identity import item_of
from truceline.intake.language import language_of
from truceline.intake.page import PAGE_LIMIT
from truceline.intake.records import Record, read_lines, read_records
from truceline.model.dates import MEND, UnclearDate, date_in, last_day, partial_date
from truceline.model.identity import report_id, sha256
from truceline.model.report import DateBasis, Handling, Rendering, Report

__all__ = ["LIMIT", "SUFFIXES", "Taken", "expand", "take", "take_all"]

LIMIT = 100 * 1000 * 1000
"""Bytes of a file: what is larger is refused."""

TEXTS = (".txt", ".text", ".md", ".markdown", "")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
SUFFIXES = (*TEXTS[:-1], *PAGES, ".json", *LINES)

DateOf = Callable[[str], str | None]
"""Works a publication date out of a text: an EDTF partial date, or None."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A report, and the bytes that it was taken from."""

    report: Report
    raw: bytes


def expand(paths: Iterable[Path | str]) -> Iterator[Path]:
    """The files of `paths`, in order: a folder stands for all files in it and below, sorted by path.

    In a folder, hidden files and side files are left out and links to folders are not followed
    (so that none is walked twice). A path that is named itself is always given, also if it is missing.
    """
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        found = [folder / n for folder, names in _walk(path) for n in names if not n.endswith(SIDE)]
        yield from sorted(found, key=lambda p: p.parts)


def take(path: Path | str, **about: object) -> list[Taken]:
    """The reports of one file or folder; options as for `take_all`. Raises the first `IntakeError`."""
    taken, errors = take_all([path], **about)  # type: ignore[arg-type]
    if errors:
        raise errors[0]
    return taken


def take_all(
    paths: Iterable[Path | str],
    *,
    outlet: str | None = None,
    published: str | None = None,
    address: str | None = None,
    title: str | None = None,
    handling: Handling | str | None = None,
    rendering: Rendering | str | None = None,
    fetched_at: str | None = None,
    date_of: DateOf | None = None,
    limit: int = LIMIT,
) -> tuple[list[Taken], list[IntakeError]]:
    """The reports of all files, and an error for each file (or record) that cannot become one.

    Outlet, address, title, rendering and handling come from the side file or record, else from
    the options, else from the document. The date comes from the document, else from the side
    file, else from the option; else it is inferred, from the address or by `date_of`, which works
    it out of the text. `limit`:
    bytes of a file. Raises `UsageError` where an option itself cannot be used.
    """
    options = _options(outlet, published, address, title, handling, rendering, fetched_at)
    named = [Path(path) for path in paths]
    files = list(expand(named))
    if len(files) > 1 and (address or title):
        raise UsageError(
            f"--{'address' if address else 'title'} is said of {len(files)} files",
            mend="add that file by itself, or write it into a side file",
        )
    taken: list[Taken] = []
    errors: list[IntakeError] = [*_unseen(named)]
    for path in files:
        try:
            for one in _file(path, options, date_of, limit):
                if isinstance(one, Taken):
                    taken.append(one)
                else:
                    errors.append(one)
        except IntakeError as e:
            errors.append(e)
        except MemoryError:
            errors.append(IntakeError("too large for the memory", where=path, mend="split it"))
    return taken, errors


def _unseen(paths: Iterable[Path]) -> Iterator[IntakeError]:
    """What `expand` cannot give: folders that may not be read, and side files with no report beside
    them, most often a misspelt name."""
    for path in paths:
        if not path.is_dir():
            continue
        closed: list[OSError] = []
        walked = sorted(_walk(path, closed.append))
        for error in closed:
            yield IntakeError(
                f"the folder cannot be read: {error.strerror}", where=error.filename, mend="check its rights"
            )
        for folder, names in walked:
            sides = sorted(name for name in names if name.endswith(SIDE))
            beside = {form for n in names if n not in sides for form in (n, Path(n).stem)}
            for side in sides:
                if side.removesuffix(SIDE) not in beside:
                    yield SideFileError(
                        "there is no report beside it",
                        where=folder / side,
                        mend="give it the name of its report: NAME.txt has NAME.meta.json",
                    )


def _walk(path: Path, on_error: Callable[[OSError], None] | None = None) -> Iterator[tuple[Path, list[str]]]:
    """The folders of a path, each with its files; hidden ones are left out, links not followed."""
    for folder, folders, names in os.walk(path, onerror=on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield Path(folder), [name for name in names if not name.startswith(".")]


def _options(
    outlet: str | None,
    published: str | None,
    address: str | None,
    title: str | None,
    handling: Handling | str | None,
    rendering: Rendering | str | None,
    fetched_at: str | None,
) -> About:
    try:
        return About(
            outlet=outlet or None,
            published=partial_date(published) if published else None,
            address=address or None,
            title=title or None,
            handling=choice(Handling, handling) if handling else None,
            rendering=choice(Rendering, rendering) if rendering else None,
            fetched_at=fetched_at or None,
        )
    except UnclearDate as e:
        raise UsageError(f"--published: {e}", mend=MEND) from e
    except ValueError as e:
        raise UsageError(str(e)) from e


def _file(path: Path, options: About, date_of: DateOf | None, limit: int) -> Iterator[Taken | IntakeError]:
    suffix = path.suffix.lower()
    if path.name.endswith(SIDE):
        raise IntakeError("it is a side file, not a report", where=path, mend="name the report beside it")
    if suffix not in (*SUFFIXES, ""):
        raise IntakeError(
            f"files that end in {suffix!r} cannot be read",
            where=path,
            mend=f"known: {', '.join(SUFFIXES)}; of any other document save the text as .txt and add that",
        )
    raw = _bytes(path, PAGE_LIMIT if suffix in PAGES and limit > PAGE_LIMIT else limit)
    side_file = side_file_of(path)
    side, left_out = read_side_file(side_file) if side_file else (About(), ())
    if suffix == ".json" or suffix in LINES:
        yield from _records(path, raw, suffix in LINES, side, options, date_of, left_out)
    elif suffix in PAGES:
        html, notes = _decoded(path, raw, page=True)
        yield _page(str(path), path, raw, (html, (*notes, *left_out)), side, options, date_of)
    else:
        text, notes = _decoded(path, raw)
        yield _taken(str(path), path, raw, text, head_of(text), side, options, date_of, (*notes, *left_out))


def _bytes(path: Path, limit: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise IntakeError("it is a folder", where=path)
        if not stat.S_ISREG(status.st_mode):
            raise IntakeError("it is no ordinary file", where=path, mend="copy its content into a file")
        if status.st_size <= limit:
            with path.open("rb") as file:
                raw = file.read(limit + 1)
        if status.st_size > limit or len(raw) > limit:
            size = max(status.st_size, limit + 1)
            raise IntakeError(
                f"{size / 1e6:.1f} MB, the limit is {limit / 1e6:.1f} MB", where=path, mend="split it"
            )
    except FileNotFoundError as e:
        mend = "the link leads nowhere" if path.is_symlink() else "check the spelling of the path"
        raise IntakeError("no such file", where=path, mend=mend) from e
    except (OSError, ValueError, RuntimeError) as e:  # rights, loops of links, NUL in a name
        why = getattr(e, "strerror", None) or str(e)
        raise IntakeError(f"cannot be read: {why}", where=path, mend="check the path and its rights") from e
    if not raw:
        raise IntakeError("the file is empty", where=path, mend="leave it out, or fetch it again")
    return raw


def _decoded(path: Path, raw: bytes, *, page: bool = False) -> tuple[str, tuple[str, ...]]:
    try:
        found = decode(raw, page=page)
    except Undecodable as e:
        raise IntakeError(str(e), where=path, mend=e.mend) from e
    return found.text, ((found.note,) if found.note else ())


def _records(
    path: Path,
    raw: bytes,
    lines: bool,
    side: About,
    options: About,
    date_of: DateOf | None,
    left_out: tuple[str, ...],
) -> Iterator[Taken | IntakeError]:
    read = list(read_lines(path, raw) if lines else read_records(path, raw))
    if not read:
        raise IntakeError("it holds no record", where=path, mend="leave it out, or fetch it again")
    own = side.over(options)
    if len(read) > 1 and (own.address or own.title):
        raise IntakeError(
            f"one address or title is given for {len(read)} records",
            where=path,
            mend="write them into the records",
        )
    for record in read:
        if isinstance(record, IntakeError):
            yield record
            continue
        try:
            noted = replace(record, notes=(*record.notes, *left_out))
            yield _record(path, noted, len(read) > 1, side, options, date_of)
        except IntakeError as e:
            yield e


def _record(
    path: Path, record: Record, many: bool, side: About, options: About, date_of: DateOf | None
) -> Taken:
    name = f"{path}#{record.number}" if many else str(path)
    if record.html is not None:
        text, about = record.html, replace(record.about, published=None)
        page_side = about.over(side)
        if record.about.published:  # a record's own date is the document's
            page_side = replace(page_side, published=record.about.published)
        return _page(name, path, record.raw, (text, record.notes), page_side, options, date_of, record.where)
    assert record.text is not None  # noqa: S101 -- a record has a text or a page
    # a record tells in so many words what a page only suggests: it goes before side file and options
    told = record.about.over(replace(side, published=None))
    return _taken(
        name,
        path,
        record.raw,
        record.text,
        About(published=record.about.published),
        replace(told, published=side.published),
        options,
        date_of,
        record.notes,
        record.where,
    )


def _page(
    name: str,
    path: Path,
    raw: bytes,
    decoded: tuple[str, tuple[str, ...]],
    side: About,
    options: About,
    date_of: DateOf | None,
    where: str | None = None,
) -> Taken:
    html, notes = decoded
    where = where or str(path)
    try:
        page = guarded_page(html)
    except PageTooHard as e:
        raise IntakeError(str(e), where=where, mend="save its text as .txt and add that") from e
    if not page.text.strip():
        raise IntakeError(
            "no main text was found in the page", where=where, mend="save its text as .txt and add that"
        )
    told = About(page.outlet, page.published, page.address, page.title)
    taken = _taken(name, path, raw, page.text, told, side, options, date_of, (*notes, *page.notes), where)
    if taken.report.language == "und" and page.language and len(page.text) < 200:
        return replace(taken, report=replace(taken.report, language=page.language))
    return taken


def _taken(
    name: str,
    path: Path,
    raw: bytes,
    text: str,
    document: About,
    side: About,
    options: About,
    date_of: DateOf | None,
    notes: tuple[str, ...] = (),
    where: str | None = None,
) -> Taken:
    where = where or str(path)
    if not text.strip("\ufeff \t\r\n\f\v\u00a0\u200b"):
        raise IntakeError("there is no text in it", where=where, mend="leave it out, or fetch it again")
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError as e:
        raise IntakeError(
            f"character {e.start} of the text is half of a surrogate pair", where=where, mend="mend the text"
        ) from e
    told = side.over(options).over(document)
    published, basis, date_note = _dated(text, told.address, document, side, options, date_of)
    told_notes = [*notes, *([date_note] if date_note else [])]
    if told.outlet is None:
        told_notes.append("outlet not known: name it with --outlet or in a side file")
    if published is None:
        told_notes.append("publication date not known: give it with --published or in a side file")
    available = told.fetched_at or (last_day(published) if published else None)
    report = Report(
        id=report_id(told.outlet, told.address, text),
        item=item_of(told.outlet, told.address, told.title, published, path, name),
        text=text,
        text_sha256=sha256(data),
        raw_sha256=sha256(raw),
        path=name,
        outlet=told.outlet,
        address=told.address,
        title=told.title,
        language=told.language or language_of(text),
        published=published,
        date_basis=basis,
        available_at=available,
        fetched_at=told.fetched_at,
        rendering=told.rendering or Rendering.ORIGINAL,
        handling=told.handling or Handling.SHAREABLE,
        notes=tuple(told_notes),
    )
    return Taken(report, raw)


def _dated(
    text: str, address: str | None, document: About, side: About, options: About, date_of: DateOf | None
) -> tuple[str | None, DateBasis, str | None]:
    if document.published:
        other = side.published
        note = None
        if other and not (document.published.startswith(other) or other.startswith(document.published)):
            note = f"the document is dated {document.published}, its side file says {other}"
        return document.published, DateBasis.DOCUMENT, note
    if side.published:
        return side.published, DateBasis.SIDE_FILE, None
    if options.published:
        return options.published, DateBasis.OPTION, None
    named = date_in(address) if address else None
    if named and len(named) == 10:
        return named, DateBasis.INFERRED, f"date inferred from the address: {named}"
    worked_out = date_of(text) if date_of else None
    try:
        worked_out = partial_date(worked_out) if worked_out else None
    except UnclearDate:
        worked_out = None
    if worked_out and (named is None or worked_out.startswith(named)):
        return worked_out, DateBasis.INFERRED, f"date inferred from the text: {worked_out}"
    if named:
        return named, DateBasis.INFERRED, f"date inferred from the address: {named}"
    return None, DateBasis.NONE, None
