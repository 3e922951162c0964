"""Briefs of real reports, which stay outside the repository: what must hold of every one of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Brief
from truceline.model.report import Handling

FOLDERS = (
    ("seeds", "gaza-2025-01"),
    ("reports/us-iran-2026", None),
)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")


@pytest.fixture(scope="module", params=FOLDERS, ids=lambda f: str(f[0]))
def real(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shared: Path
) -> tuple[Brief, set[str]]:
    """A brief, and the evaluative labels that the outlets use outside quotations."""
    folder, accord = request.param
    with Case.create(tmp_path_factory.mktemp("case") / "c", accord, person="test") as case:
        case.add(sorted((shared / folder).glob("*.txt")))
        made = brief_of(case, None, None, "2000-01-01", Handling.SHAREABLE)
        labels = {
            m.span.quote.casefold()
            for r in case.readings().values()
            for m in r.mentions
            if m.loaded and m.voice in (None, "outlet")
        }
    return made, labels


def test_no_label_stands_in_our_own_words(real: tuple[Brief, set[str]]) -> None:
    """Labels stand between quotation marks only."""
    made, labels = real
    for section in made.sections:
        for item in section.items:
            for sentence in item.sentences:
                ours = QUOTED.sub(" ", sentence.text).casefold()
                assert not [x for x in labels if re.search(rf"\b{re.escape(x)}\b", ours)], sentence.text


def test_no_statement_stands_twice(real: tuple[Brief, set[str]]) -> None:
    """Each sentence that tells who said what is there once."""
    made, _ = real
    told = [
        s.text
        for x in made.sections
        if x.key in ("short", "moved", "alleged", "positions", "more", "reported")
        for i in x.items
        for s in i.sentences
        if not re.search(r"\b[Nn]ow “", s.text) and "carr" not in s.text
    ]
    assert told
    assert len(told) == len(set(told))


def test_a_quotation_holds_words_of_its_spans(real: tuple[Brief, set[str]]) -> None:
    """What stands between our quotation marks stands in the words cited, mark for mark of its letters."""
    made, _ = real
    letters = re.compile(r"[\W_]+")
    for section in made.sections:
        if section.key not in ("short", "moved", "alleged", "positions", "more", "reported"):
            continue
        for item in section.items:
            for sentence in item.sentences:
                if re.search(r"\b(?:[Nn]ow|all now) “", sentence.text):
                    continue
                cited = letters.sub("", " ".join(s.quote for s in sentence.spans)).casefold()
                for quotation in re.findall(r"“([^”]*)”", sentence.text):
                    for part in quotation.split("…"):
                        part = re.sub(r"\[[^\]]*\]|\(\d{1,2} [A-Z][a-z]+\)", "", part)
                        words = letters.sub("", part).casefold()
                        source = (
                            cited if words in cited else letters.sub("", _plain(sentence.spans)).casefold()
                        )
                        assert words in source, sentence.text


def _plain(spans: tuple[object, ...]) -> str:
    return re.sub(r"\[[^\]]*\]", "", " ".join(str(getattr(s, "quote", "")) for s in spans))


def test_a_reading_and_an_alleging_body_are_cited_with_whose_they_are(shared: Path, tmp_path: Path) -> None:
    """How a clause stands "read otherwise by" a side cites who holds that reading; and "breach alleged by" a
    side, though of the earlier day, the entry that counts the body that said so with that side."""
    with Case.create(tmp_path / "c", "gaza-2025-01", person="test") as case:
        case.add(sorted((shared / "seeds").glob("*.txt")))
        made = brief_of(case, None, None, "2025-03-01", Handling.SHAREABLE)
    told = [
        s for x in made.sections for i in x.items for s in i.sentences if re.search(r"\b[Nn]ow “", s.text)
    ]
    readings = [s for s in told if "read otherwise by" in s.text]
    earlier = [s for s in told if re.search("; on .* “breach alleged by", s.text)]
    assert readings
    assert earlier
    assert all(any("holders:" in x.quote for x in s.spans) for s in readings)
    assert any("party:" in x.quote for s in earlier for x in s.spans)
