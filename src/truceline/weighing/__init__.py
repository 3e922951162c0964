"""How many independent origins, which values, and why they differ."""

from truceline.weighing.drawing import svg
from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.scales import weigh
from truceline.weighing.telling import explain, tree
from truceline.weighing.votes import support

__all__ = ["explain", "finding_json", "support", "svg", "tree", "weigh", "weighing_json"]
