"""A long list in pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = ["Paged", "paged"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list: `page` of `pages`, of `total` entries."""

    items: Sequence[T]
    page: int
    pages: int
    total: int

    @property
    def facts(self) -> dict[str, int]:
        return {"page": self.page, "pages": self.pages, "total": self.total}


def paged(items: Sequence[T], page: str | int, size: int) -> Paged[T]:
    """That page of `items`; the nearest one where there is none of that number."""
    pages = max(1, -(-len(items) // size))
    number = int(page) if str(page).isdecimal() and len(str(page)) < 9 else 1
    number = min(max(number, 1), pages)
    return Paged(items[(number - 1) * size : number * size], number, pages, len(items))
