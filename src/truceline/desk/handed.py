"""What leaves the desk as a file: only what everybody may see."""

from __future__ import annotations

from truceline.case import View
from truceline.desk.here import Here
from truceline.model.report import Handling

__all__ = ["handed_on"]


def handed_on(here: Here) -> View:
    """The page's view without reports that may not be shared; the same where it has none."""
    made: View = here.once(
        "handed on", lambda: here.view.within(Handling.SHAREABLE), rests=("reports", "decisions")
    )
    return made
