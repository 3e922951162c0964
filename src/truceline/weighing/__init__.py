"""How many independent origins, which values, and why they differ."""

from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.scales import weigh
from truceline.weighing.votes import support

__all__ = ["finding_json", "support", "weigh", "weighing_json"]
