"""What is written about the format is what the format is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from truceline import accord
from truceline.accord.phrase import moment
from truceline.accord.shape import AccordShape
from truceline.accord.situations import CasesShape
from truceline.model.accord import ChangeKind, ClauseKind, DeadlineKind, QuantityKind, SignalKind

DOCS = Path(__file__).resolve().parents[2] / "docs"
REFERENCE = (DOCS / "reference" / "accord-format.md").read_text("utf-8")
HOW_TO = (DOCS / "how-to" / "write-an-accord.md").read_text("utf-8")


def shapes(shape: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    """A shape and all shapes inside it."""

    def inside(annotation: object) -> Iterator[type[BaseModel]]:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from shapes(annotation, seen)
        for part in getattr(annotation, "__args__", ()):
            yield from inside(part)

    if shape not in seen:
        seen.add(shape)
        yield shape
        for f in shape.model_fields.values():
            yield from inside(f.annotation)


@pytest.mark.parametrize("top", [AccordShape, CasesShape])
def test_every_field_is_explained(top: type[BaseModel]) -> None:
    """No field of the format is missing from its reference."""
    named = {n for code in re.findall(r"`([^`]+)`", REFERENCE) for n in re.findall(r"\w+", code)}
    missing = {f for s in shapes(top, set()) for f in s.model_fields} - named
    assert missing == set()


@pytest.mark.parametrize("kinds", [DeadlineKind, QuantityKind, ClauseKind, ChangeKind, SignalKind])
def test_every_word_of_the_format_is_explained(kinds: type[DeadlineKind]) -> None:
    """No kind is missing from the reference."""
    assert [k.value for k in kinds if f"`{k.value}`" not in REFERENCE] == []


def test_the_phrases_of_the_reference_are_moments() -> None:
    """Each phrase in the table of moments is read as one."""
    table = REFERENCE.split("### Moments")[1].split("With a precondition")[0]
    phrases = [p for row in re.findall(r"(?m)^\| (`.+?) \|", table) for p in re.findall(r"`([^`]+)`", row)]
    assert len(phrases) > 12
    for phrase in phrases:
        moment(phrase.replace("A; B", "day 3; day 5"))


def test_the_accord_of_the_how_to_is_right(tmp_path: Path) -> None:
    """Whoever follows the how-to word for word gets an accord without a fault, and cases that load."""
    blocks = re.findall(r"(?ms)^```yaml\n(.*?)^```", HOW_TO)
    cases = next(b for b in blocks if b.startswith("accord:"))
    text = "".join(b for b in blocks if b is not cases)
    folder = tmp_path / "river-2031-05"
    folder.mkdir()
    (folder / "accord.yaml").write_text(text, "utf-8")
    (folder / "cases.yaml").write_text(cases, "utf-8")
    assert [str(e) for e in accord.check(folder)] == []
    assert len(accord.cases(folder)) == 2


def test_the_error_of_the_how_to_is_the_one_that_is_told(valid: str, written: Callable[..., Path]) -> None:
    """The error shown to a newcomer has the form of a real one."""
    (error,) = accord.check(
        written(valid.replace("obligors: [uplands]\n    bene", "obligors: [upland]\n    bene"))
    )
    assert re.search(
        r"accord\.yaml:\d+ \(clause B1\): there is no actor 'upland' -- did you mean 'uplands'\?$", str(error)
    )
    assert "(clause B1): there is no actor 'upland' -- did you mean 'uplands'?" in HOW_TO


def test_each_example_of_a_feature_is_a_shipped_clause_that_has_it() -> None:
    """The table of features names clauses that exist and use the fields it speaks of, and situations
    or tests that show them at work."""
    table = REFERENCE.split("## What it can say")[1].split("What it cannot say yet")[0]
    rows = re.findall(r"(?m)^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", table)
    rows = [r for r in rows if r[0] != "feature"]
    shipped = {name: accord.load(accord.find(name)) for name in accord.installed()}
    shown = {s.name for name in shipped for s in accord.cases(accord.find(name))}
    assert len(rows) > 65
    for feature, how, examples, by in rows:
        for name, _, id in (e.partition("/") for e in re.findall(r"`([^`]+)`", examples)):
            a = shipped[name]
            assert not id or a.clause(id) is not None, (feature, name, id)
            block = _block(a.text, id) if id else a.text
            for word in re.findall(r"`([a-z_]{4,})`", how):
                assert word in a.text or word in FACTS or word in LATER, (feature, word)
            for word in re.findall(
                r"`(kind: \w+|\w+: true|obligors: \[unnamed\]|due: day \d+|every: [\w ]+)`", how
            ):
                assert word in block, (feature, word)
        test = re.fullmatch(r"`(tests/[\w/]+\.py)(::\w+)?`", by)
        told = by == "`accord show`" or by in shown
        assert (DOCS.parent / test[1]).is_file() if test else told, (feature, by)


FACTS = {k.value for k in SignalKind}
LATER: set[str] = set()
"""Fields that no shipped accord needs; a test shows them."""


def _block(text: str, id: str) -> str:
    """The lines of one clause."""
    return re.split(r"(?m)^  - id: |^\w", text.split(f"  - id: {id}\n", 1)[1])[0]
