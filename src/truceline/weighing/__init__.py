"""How many independent origins, which values, and why they differ."""

from truceline.weighing.export import weighing_json
from truceline.weighing.weigh import weigh

__all__ = ["weigh", "weighing_json"]
