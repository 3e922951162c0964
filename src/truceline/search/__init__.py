"""Full text of reports and claims: where do these words stand, in any script?"""

from truceline.search.ask import Asking, Found, Hit, ask
from truceline.search.index import Index
from truceline.search.row import Row

__all__ = ["Asking", "Found", "Hit", "Index", "Row", "ask"]
