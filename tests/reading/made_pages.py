"""Pages made of our own sentences, for the tests of reading."""

from __future__ import annotations

import hashlib

from truceline.model.report import Report
from truceline.reading.page import Page
from truceline.reading.parser import Parser
from truceline.reading.segment import make_page


def report_of(text: str, title: str | None = None, outlet: str = "The Marsh Courier") -> Report:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Report(digest, digest, text, digest, digest, "made.txt", outlet, None, title, "en", "2031-05-06")


def page_of(text: str, parser: Parser, title: str | None = None, outlet: str = "The Marsh Courier") -> Page:
    return make_page(report_of(text, title, outlet), parser)
