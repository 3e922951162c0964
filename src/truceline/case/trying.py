"""The situations that stand in an accord folder, tried: does each clause stand as was written down?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from truceline import accord as accords
from truceline import standing
from truceline.errors import AccordError
from truceline.model.accord import Accord, Situation

__all__ = ["tried", "try_situations"]


def try_situations(folder: Path) -> tuple[int, list[AccordError]]:
    """(how many situations were tried, what does not stand as written) of a folder without other faults.

    Each error names the file, the line of the situation and the clause.
    """
    given = accords.cases(folder)
    accord = accords.load(folder)
    place = folder if folder.is_dir() else folder.parent
    return len(given), [e for s in given for e in tried(accord, s, place / "cases.yaml")]


def tried(accord: Accord, situation: Situation, file: Path) -> list[AccordError]:
    """What of one situation does not stand as written."""
    # What is given in a situation is all there is: that no rule listens hides nothing of it.
    board = standing.stand(
        replace(accord, unheard=()),
        accords.signals(situation),
        situation.as_of,
        situation.known_at,
        situation.reading or situation.day_count,
    )
    by_clause = {s.clause: s for s in board}
    return [
        AccordError(
            f"in the situation {situation.name!r}: {what}",
            file=file,
            line=situation.line,
            clause=e.clause,
            mend="change what is expected, or the clause; it stands so because of: "
            + (by_clause[e.clause].note or by_clause[e.clause].dates.how or by_clause[e.clause].shown),
        )
        for e in situation.expect
        for what in standing.unmet(e, by_clause[e.clause])
    ]
