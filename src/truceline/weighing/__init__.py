"""How many independent origins, which values, and why they differ."""

from truceline.weighing.drawing import svg
from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.scales import weigh
from truceline.weighing.telling import explain, tree
from truceline.weighing.traced import trace_lineages
from truceline.weighing.votes import support

__all__ = ["explain", "finding_json", "support", "svg", "trace_lineages", "tree", "weigh", "weighing_json"]
