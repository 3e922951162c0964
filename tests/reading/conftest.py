"""One parser for the tests of reading: loading it takes half a second."""

from __future__ import annotations

import pytest

from truceline.reading.parser import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()
