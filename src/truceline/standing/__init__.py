"""How each clause stands: signals from claims by rules, then state and evidence for any two dates."""

from truceline.standing.alleged import words_of
from truceline.standing.board import Board, stand, stand_each
from truceline.standing.calendar import ics
from truceline.standing.change import due_next, moved
from truceline.standing.dating import dates, readings, told_under, under
from truceline.standing.days import Days, over_days
from truceline.standing.document import board_json
from truceline.standing.expected import unmet
from truceline.standing.graded import why_graded
from truceline.standing.hear import Heard, signals
from truceline.standing.observed import observed
from truceline.standing.pam import pam
from truceline.standing.register import coverage, incidents
from truceline.standing.shown import shown
from truceline.standing.watchlist import met, watch_list
from truceline.standing.whatif import late, supposed, what_if

__all__ = [
    "Board",
    "Days",
    "Heard",
    "board_json",
    "coverage",
    "dates",
    "due_next",
    "ics",
    "incidents",
    "late",
    "met",
    "moved",
    "observed",
    "over_days",
    "pam",
    "readings",
    "shown",
    "signals",
    "stand",
    "stand_each",
    "supposed",
    "told_under",
    "under",
    "unmet",
    "watch_list",
    "what_if",
    "why_graded",
    "words_of",
]
