"""Times: expressions of time in a page, resolved against the report's date."""

from truceline.reading.times import dateline
from truceline.reading.times.find import find_times

__all__ = ["dateline", "find_times"]
