"""Acts: who did what to whom, in PLOVER terms."""

from truceline.reading.acts.find import find_acts
from truceline.reading.acts.plover import plover_event, plover_root

__all__ = ["find_acts", "plover_event", "plover_root"]
