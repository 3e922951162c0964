"""The one tree of errors.

Every error names what was wrong, where (file, line, clause, span) and how to mend it.

    TrucelineError                 base; `exit_code` is what the command line returns
    |-- UsageError            2    the call itself is wrong: an option, a date, a name
    |-- NotFound              3    no such case, report, claim, clause, accord
    |   |-- CaseNotFound
    |   |-- AccordNotFound
    |   `-- ItemNotFound
    |-- Conflict              4    somebody else changed it first, or it is there already
    |   |-- CaseExists
    |   |-- LedgerLocked
    |   `-- Overtaken            somebody decided on the same item since you looked; both are in the log
    |-- Invalid               5    what was given cannot be taken in as it is
    |   |-- IntakeError            a file: unreadable, empty, binary, too large, wrong encoding
    |   |   `-- SideFileError      the .meta.json beside a report
    |   |-- AccordError            an accord file, with file, line and clause
    |   |-- PackError              a language pack, with file and key
    |   `-- JudgementError         a judgement that does not fit its subject
    |-- Misaligned            5    a span whose words are not the text at its place
    |-- Unsourced             5    a sentence of a brief without a span
    |-- LedgerFull            5    the disk has no room for a write, or failed it; nothing of it was kept
    `-- LedgerDamaged         5    a byte of the record is not what it was; names the item
"""

from __future__ import annotations

from pathlib import Path

__all__ = [
    "AccordError",
    "AccordNotFound",
    "CaseExists",
    "CaseNotFound",
    "Conflict",
    "IntakeError",
    "Invalid",
    "ItemNotFound",
    "JudgementError",
    "LedgerDamaged",
    "LedgerFull",
    "LedgerLocked",
    "Misaligned",
    "NotFound",
    "Overtaken",
    "PackError",
    "SideFileError",
    "TrucelineError",
    "Unsourced",
    "UsageError",
]


class TrucelineError(Exception):
    """Base of every error that Truceline raises on purpose.

    `what` says what was wrong, `where` names the place (file, line, clause, span),
    `mend` says how to put it right.
    """

    exit_code = 1

    def __init__(self, what: str, *, where: str | Path | None = None, mend: str | None = None) -> None:
        self.what = what
        self.where = str(where) if where is not None else None
        self.mend = mend
        super().__init__(what)

    def __str__(self) -> str:
        parts = [f"{self.where}: {self.what}" if self.where else self.what]
        if self.mend:
            parts.append(self.mend)
        return " -- ".join(parts)


class UsageError(TrucelineError):
    """The call itself is wrong."""

    exit_code = 2


class NotFound(TrucelineError):
    """Something that was named is not there."""

    exit_code = 3


class CaseNotFound(NotFound):
    """No case at the place that the one rule leads to."""


class AccordNotFound(NotFound):
    """No accord of that name is installed."""


class ItemNotFound(NotFound):
    """No report, claim, clause or judgement has that id."""


class Conflict(TrucelineError):
    """It is there already, or somebody else changed it first."""

    exit_code = 4


class CaseExists(Conflict):
    """The folder already holds a case."""


class LedgerLocked(Conflict):
    """Another process is writing and did not finish in time."""


class Overtaken(Conflict):
    """Somebody decided on the same item since its maker looked: the new decision is in the log
    without effect. `mine` and `theirs` are ids of judgements."""

    def __init__(
        self, what: str, *, where: str, mend: str, mine: tuple[str, ...], theirs: tuple[str, ...]
    ) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__(what, where=where, mend=mend)


class Invalid(TrucelineError):
    """What was given cannot be taken in as it is."""

    exit_code = 5


class IntakeError(Invalid):
    """A file that cannot become a report."""


class SideFileError(IntakeError):
    """The .meta.json beside a report is malformed."""


class AccordError(Invalid):
    """An accord file says something that an accord cannot say."""

    def __init__(
        self,
        what: str,
        *,
        file: str | Path | None = None,
        line: int | None = None,
        clause: str | None = None,
        mend: str | None = None,
    ) -> None:
        self.file, self.line, self.clause = (str(file) if file else None), line, clause
        where = ":".join(str(x) for x in (file, line) if x is not None)
        if clause:
            where = f"{where} (clause {clause})" if where else f"clause {clause}"
        super().__init__(what, where=where or None, mend=mend)


class PackError(Invalid):
    """A language pack holds something that cannot be used."""


class JudgementError(Invalid):
    """A judgement does not fit the subject that it is about."""


class Misaligned(TrucelineError):
    """The words of a span are not the text at its place."""

    exit_code = 5


class Unsourced(TrucelineError):
    """A sentence without a span cannot be built."""

    exit_code = 5


class LedgerFull(TrucelineError):
    """The disk has no room for a write, or failed it; nothing of that write was kept."""

    exit_code = 5


class LedgerDamaged(TrucelineError):
    """A kept byte is not what it was; `item` names the entry or blob."""

    exit_code = 5

    def __init__(self, what: str, *, item: str, mend: str | None = None) -> None:
        self.item = item
        super().__init__(what, where=item, mend=mend)
