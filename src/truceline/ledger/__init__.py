"""The append-only record of reports and judgements: is every byte still what it was?"""

from truceline.ledger.chain import Entry, Head
from truceline.ledger.clash import Clash
from truceline.ledger.derived import Derived
from truceline.ledger.ledger import Added, Ledger, Verified
from truceline.ledger.sqlite import driver_module, engine_at, trouble

__all__ = [
    "Added",
    "Clash",
    "Derived",
    "Entry",
    "Head",
    "Ledger",
    "Verified",
    "driver_module",
    "engine_at",
    "trouble",
]
