"""Truceline keeps the record of a ceasefire: who is reported to say what, counted once.

from truceline import Case, read

for report, reading in read(["report.txt"]):
    for claim in reading.claims:
        print(claim.holder, claim.words)
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import lazy_loader

if TYPE_CHECKING:
    from truceline.case import Case, read

__version__ = version("truceline")
__all__ = ["Case", "__version__", "read"]

# `Case` and `read` come with the whole house behind them, so they are fetched when first asked for.
__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "case": ["Case", "read"],
    },
)
