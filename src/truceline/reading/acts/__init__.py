"""Acts: who did what to whom, in PLOVER terms.

Finding them needs the parser; telling them does not, and is imported without it.
"""

from typing import TYPE_CHECKING, Any

from truceline.reading.acts.plover import plover_event, plover_root

if TYPE_CHECKING:
    from truceline.reading.acts.find import find_acts

__all__ = ["find_acts", "plover_event", "plover_root"]


def __getattr__(name: str) -> Any:
    if name == "find_acts":
        from truceline.reading.acts.find import find_acts

        return find_acts
    raise AttributeError(name)
