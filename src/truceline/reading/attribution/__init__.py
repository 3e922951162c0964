"""Attribution: who is said to say what, in which words."""

from truceline.reading.attribution.claims import attribute

__all__ = ["attribute"]
