"""How many independent origins, which values, and why they differ."""

from truceline.weighing.export import finding_json, weighing_json
from truceline.weighing.weigh import weigh

__all__ = ["finding_json", "weigh", "weighing_json"]
