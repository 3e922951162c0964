"""Addresses: dates kept, words of anybody made safe; long lists in pages."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from truceline.desk.asked import Asked
from truceline.desk.paging import paged
from truceline.desk.words import shown

HERE = Asked("2025-02-28", "2025-03-01", "day0")


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_an_address_holds_any_words_and_keeps_its_dates(name: str, asked: str) -> None:
    """Whatever stands in an id or a filter comes out again, and never becomes another part of the address."""
    address = urlsplit(HERE.link("/clause/" + name.replace("#", ""), q=asked))
    query = parse_qs(address.query, keep_blank_values=True)
    assert query["as_of"] == ["2025-02-28"] and query["known_at"] == ["2025-03-01"]
    assert query["reading"] == ["day0"] and query["q"] == [asked]
    assert address.path.startswith("/clause/") and not address.netloc


def test_a_part_of_a_page_stands_behind_the_question() -> None:
    """The anchor comes last, so that the browser finds it."""
    assert HERE.link("/report/ab#c-1", claim="1").endswith("claim=1#c-1")


@given(st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=5))
def test_several_values_of_one_name_stay_several(outlets: list[str]) -> None:
    """Outlets set side by side are all there on the next page of the list."""
    query = parse_qs(
        urlsplit(HERE.link("/compare", outlet=tuple(outlets), page=2)).query, keep_blank_values=True
    )
    assert query["outlet"] == outlets and query["page"] == ["2"]


@given(st.integers(0, 200), st.text(max_size=12), st.integers(1, 40))
def test_every_page_of_a_list_exists(length: int, page: str, size: int) -> None:
    """Any page number gives a page; the pages together are the list."""
    items = list(range(length))
    some = paged(items, page, size)
    assert 1 <= some.page <= some.pages and len(some.items) <= size
    assert [x for n in range(1, some.pages + 1) for x in paged(items, n, size).items] == items


@given(st.text(max_size=60))
def test_words_shown_never_turn_what_follows(words: str) -> None:
    """Characters that turn the direction of the text after them, or control a terminal, are gone."""
    told = shown(words)
    assert not set(told) & set(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\x00\x1b"
    )
    assert shown(told) == told
