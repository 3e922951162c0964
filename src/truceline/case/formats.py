"""The published JSON forms, gathered for the faces of the house."""

from truceline.reading.format import claim_json, reading_json
from truceline.standing import board_json
from truceline.weighing import finding_json, weighing_json

__all__ = ["board_json", "claim_json", "finding_json", "reading_json", "weighing_json"]
