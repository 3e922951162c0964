"""How many independent origins, which values, and why they differ.

What works on arrays is loaded when it is first asked for: a case that was weighed before needs none of it.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from truceline.weighing.drawing import svg
from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.telling import explain, tree
from truceline.weighing.votes import support

if TYPE_CHECKING:
    from truceline.weighing.near import NearCopies
    from truceline.weighing.scales import trace_lineages, weigh
    from truceline.weighing.story import Story, stories
    from truceline.weighing.weigher import Changed, Weigher

__all__ = [
    "Changed",
    "NearCopies",
    "Story",
    "Weigher",
    "explain",
    "finding_json",
    "stories",
    "support",
    "svg",
    "trace_lineages",
    "tree",
    "weigh",
    "weighing_json",
]
_HOMES = {
    "Changed": "weigher",
    "NearCopies": "near",
    "Story": "story",
    "Weigher": "weigher",
    "stories": "story",
    "trace_lineages": "scales",
    "weigh": "scales",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"truceline.weighing.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
