"""A page of HTML: its main text, and what its head says of outlet, date, address and title.

The text is trafilatura's main content, one blank line between paragraphs. The tree is lxml's:
it takes a page nested 100,000 deep in a quarter of a second, where lexbor takes half a minute.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from truceline.intake.main_text import BLANKS, main_text
from truceline.model.dates import UnclearDate, partial_date

__all__ = ["PAGE_LIMIT", "PageText", "read_page"]

PAGE_LIMIT = 10 * 1024 * 1024
"""Bytes of a page: what is larger is no article."""

ARTICLES = ("newsarticle", "reportagenewsarticle", "article", "liveblogposting", "blogposting")
PUBLISHED = (
    "article:published_time",
    "article:published",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "pdate",
    "date",
)
_SEPARATED = re.compile(r"\s+[|–—·«»-]\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class PageText:
    """What a page gives; a field that it does not tell is None."""

    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    address: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def read_page(html: str) -> PageText:
    """The main text of a page and what it says of itself; the text is empty where there is none."""
    from lxml import html as parser

    try:
        tree = parser.fromstring(html.encode("utf-8"), parser=parser.HTMLParser(encoding="utf-8"))
    except Exception:  # lxml raises several unrelated kinds for pages without any element
        return PageText("")
    linked = list(_linked_data(tree))
    article = next((node for node in linked if _types(node) & set(ARTICLES)), {})
    metas = _metas(tree)
    title = _line(article.get("headline")) or metas.get("og:title") or _heading(tree) or _title(tree)
    published, date_note = _published(article, metas, tree)
    text, notes = main_text(html, tree, title, _line(article.get("articleBody"), keep=True))
    return PageText(
        text=text,
        title=title,
        outlet=_outlet(article, linked, metas, tree, title),
        published=published,
        address=_address(article, metas, tree),
        language=(tree.get("lang") or "").strip()[:2].lower() or None,
        notes=(*notes, *([date_note] if date_note else [])),
    )


# -- what the page says of itself ----------------------------------------------------------


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [value]
        while stack:
            node = stack.pop(0)
            if isinstance(node, list):
                stack[:0] = node
            elif isinstance(node, dict):
                yield node
                stack[:0] = [node["@graph"]] if "@graph" in node else []


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {str(k).lower() for k in (kinds if isinstance(kinds, list) else [kinds])}


def _metas(tree: Any) -> dict[str, str]:
    """The first content of each meta name, property or itemprop, in lower case."""
    out: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _line(meta.get("content"))
        if content:
            for attribute in ("property", "name", "itemprop"):
                name = (meta.get(attribute) or "").strip().lower()
                if name:
                    out.setdefault(name, content)
    return out


def _line(value: object, keep: bool = False) -> str | None:
    if not isinstance(value, str):
        return None
    said = value.strip() if keep else BLANKS.sub(" ", value).strip()
    return said or None


def _heading(tree: Any) -> str | None:
    headings = [_line(h.text_content()) for h in tree.iter("h1")]
    return next((h for h in headings if h), None)


def _title(tree: Any) -> str | None:
    return next((_line(t.text_content()) for t in tree.iter("title")), None)


def _name(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return _line(value.get("name")) if isinstance(value, dict) else _line(value)


def _outlet(
    article: dict[str, Any],
    linked: list[dict[str, Any]],
    metas: dict[str, str],
    tree: Any,
    title: str | None,
) -> str | None:
    publisher = article.get("publisher")
    if isinstance(publisher, dict) and "name" not in publisher and publisher.get("@id"):
        publisher = next((n for n in linked if n.get("@id") == publisher["@id"] and "name" in n), None)
    told = _name(publisher) or metas.get("og:site_name") or metas.get("application-name")
    if told:
        return told
    # "Headline - Outlet": what follows the page's own headline in its title
    whole = _title(tree)
    if whole and title and whole.startswith(title) and whole != title:
        rest = _SEPARATED.split(" " + whole[len(title) :].strip())
        named = [part.strip() for part in rest if part.strip(" |-–—")]
        return named[-1] if named and len(named[-1]) <= 60 else None
    return None


def _address(article: dict[str, Any], metas: dict[str, str], tree: Any) -> str | None:
    canonical = next((a.get("href") for a in tree.iter("link") if (a.get("rel") or "") == "canonical"), None)
    told = (_line(canonical), metas.get("og:url"), _line(article.get("url")))
    for address in told:
        if address:
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.netloc:
                return address
    return None


def _published(article: dict[str, Any], metas: dict[str, str], tree: Any) -> tuple[str | None, str | None]:
    """The date that the page states, and a note where it stands in its words only."""
    told = [_line(article.get("datePublished")), *(metas.get(name) for name in PUBLISHED)]
    times = [t for t in tree.iter("time") if t.get("datetime")]
    told += [t.get("datetime") for t in times if (t.get("itemprop") or "").lower() == "datepublished"]
    for words in told:
        if words and (date := _date(words)):
            return date, None
    near = list(_near_heading(tree))
    for element in near:
        if element.tag == "time" and (date := _date(element.get("datetime") or element.text_content())):
            return date, None
    for element in near:
        words = re.sub(
            r"^[^\w]+|^\s*(?:published|posted|date)\b(?: on| at)?\s*:?\s*", "", _own(element), flags=re.I
        )
        if 6 <= len(words) <= 80 and (date := _date(words.strip())):
            return date, "date read from the words below the page's headline"
    return None, None


def _near_heading(tree: Any) -> Iterator[Any]:
    """Elements between the headline and the first real paragraph (or the next 40)."""
    heading = next(iter(tree.iter("h1")), None)
    if heading is None:
        return
    begun, count = False, 0
    for element in tree.iter():
        if element is heading:
            begun = True
        elif begun and isinstance(element.tag, str):
            count += 1
            if count > 40 or (element.tag == "p" and len(element.text_content()) > 120):
                return
            yield element


def _own(element: Any) -> str:
    return BLANKS.sub(" ", element.text or "").strip()


def _date(words: str) -> str | None:
    try:
        return partial_date(words)
    except UnclearDate:
        return None
