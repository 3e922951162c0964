"""Files become reports: what exactly was published, by whom, when?"""

from truceline.intake.take import LIMIT, SUFFIXES, Taken, expand, take, take_all
from truceline.model.dates import last_day, partial_date

__all__ = ["LIMIT", "SUFFIXES", "Taken", "expand", "last_day", "partial_date", "take", "take_all"]
