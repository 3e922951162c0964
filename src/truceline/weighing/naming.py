"""Ids of lineages: made of the claim that leads them, so that they can be found again."""

from __future__ import annotations

from functools import lru_cache

from truceline.model.identity import digest


@lru_cache(maxsize=50_000)
def origin_id(claim: str) -> str:
    """The id that a lineage bears when `claim` (or a voice's name) leads it."""
    return "o" + digest("origin", claim)[:15]
