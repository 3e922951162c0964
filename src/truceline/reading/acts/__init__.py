"""Acts: who did what to whom, in PLOVER terms.

Finding them needs the parser; telling them does not, and is imported without it.
"""

from typing import TYPE_CHECKING

import lazy_loader

from truceline.reading.acts.plover import plover_event, plover_root

if TYPE_CHECKING:
    from truceline.reading.acts.find import find_acts

__all__ = ["find_acts", "plover_event", "plover_root"]

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "find": ["find_acts"],
    },
)
