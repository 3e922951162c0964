"""How many independent origins, which values, and why they differ.

Near-copies and stories work on arrays; what they need is loaded when they are first asked for.
"""

from typing import TYPE_CHECKING, Any

from truceline.weighing.drawing import svg
from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.scales import weigh
from truceline.weighing.telling import explain, tree
from truceline.weighing.traced import trace_lineages
from truceline.weighing.votes import support

if TYPE_CHECKING:
    from truceline.weighing.near import NearCopies
    from truceline.weighing.story import Story, stories

__all__ = [
    "NearCopies",
    "Story",
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


def __getattr__(name: str) -> Any:
    if name == "NearCopies":
        from truceline.weighing import near

        return near.NearCopies
    if name in ("Story", "stories"):
        from truceline.weighing import story

        return getattr(story, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
