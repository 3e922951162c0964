"""How many independent origins, which values, and why they differ.

What works on arrays is loaded when it is first asked for: a case that was weighed before needs none of it.
"""

from typing import TYPE_CHECKING

import lazy_loader

from truceline.weighing.entities import merged_into
from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.telling import branches, explain, in_short, svg, traced, tree
from truceline.weighing.votes import support

if TYPE_CHECKING:
    from truceline.weighing.near import NearCopies, Story, stories
    from truceline.weighing.scales import trace_lineages, weigh
    from truceline.weighing.weigher import Changed, Weigher

__all__ = [
    "Changed",
    "NearCopies",
    "Story",
    "Weigher",
    "branches",
    "explain",
    "finding_json",
    "in_short",
    "merged_into",
    "stories",
    "support",
    "svg",
    "trace_lineages",
    "traced",
    "tree",
    "weigh",
    "weighing_json",
]

__getattr__, __dir__, _ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "near": ["NearCopies", "Story", "stories"],
        "scales": ["trace_lineages", "weigh"],
        "weigher": ["Changed", "Weigher"],
    },
)
