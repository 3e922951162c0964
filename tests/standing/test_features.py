"""Each feature that the reference says the language has is felt: without it, something else comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from truceline import accord as accords
from truceline.case.trying import tried
from truceline.errors import UsageError
from truceline.model.accord import (
    Accord,
    ClauseKind,
    DeadlineKind,
    Moment,
    QuantityKind,
    SignalKind,
    Situation,
)

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "docs" / "reference" / "accord-format.md").read_text("utf-8")
TABLE = REFERENCE.split("## What it can say")[1].split("What it cannot say yet")[0]
ROWS = [r for r in re.findall(r"(?m)^\| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", TABLE) if r[0] != "feature"]
PLAIN = {ClauseKind: ClauseKind.DUTY, DeadlineKind: DeadlineKind.BY, QuantityKind: QuantityKind.EXACT}
INSIDE = ("deadline", "quantity", "opens", "due", "until", "begin_by")
LISTS = ("readings", "documents", "actors", "monitors", "changes", "rules", "parts")
BY_ROLE = {"bound": "bound", "guarantor": "guarantors"}
KINDS = {k.value for k in SignalKind}


@cache
def loaded(name: str) -> tuple[Accord, dict[str, Situation]]:
    folder = accords.find(name)
    return accords.load(folder), {s.name: s for s in accords.cases(folder)}


def empty(f: Field[Any], value: Any) -> Any:
    """What a field holds where nothing is written."""
    if f.default is not MISSING:
        return f.default
    return () if isinstance(value, tuple) else "" if isinstance(value, str) else value


def without(thing: Any, word: str, kind: str | None) -> Iterator[Any]:
    """The thing with one field of that name emptied (with `kind`: a field that holds this made plain, or a
    moment of these words taken away), here or inside."""
    for f in fields(thing):
        value = getattr(thing, f.name)
        if f.name == word and kind is not None and value == kind:
            yield replace(thing, **{f.name: PLAIN[type(value)]})
        elif f.name == word and kind is None and value != empty(f, value):
            more = {"then": None} if word == "ramp" else {}
            yield replace(thing, **{f.name: empty(f, value)}, **more)
        if isinstance(value, Moment) and word == "" and re.fullmatch(kind or "", value.words):
            yield replace(thing, **{f.name: None})
        if f.name in INSIDE and is_dataclass(value):
            yield from (replace(thing, **{f.name: v}) for v in without(value, word, kind))
        if f.name in LISTS and isinstance(value, tuple) and all(map(is_dataclass, value)):
            for i, one in enumerate(value):
                before, after = value[:i], value[i + 1 :]
                yield from (
                    replace(thing, **{f.name: (*before, v, *after)}) for v in without(one, word, kind)
                )


def robbed(accord: Accord, clause: str, word: str, kind: str | None) -> Iterator[Accord]:
    """The accord without what the word names: in the clause, or else in the whole."""
    own = False
    for i, c in enumerate(accord.clauses):
        for changed in without(c, word, kind) if c.id == clause else ():
            own = True
            yield replace(accord, clauses=(*accord.clauses[:i], changed, *accord.clauses[i + 1 :]))
    if not own:
        yield from without(accord, word, kind)


def named(how: str) -> Iterator[tuple[str, str | None]]:
    """(field, the kind that it has, if one is named) of each code in the column; ("", words) of a moment."""
    for code in re.findall(r"`([^`]+)`", how):
        field, _, value = code.partition(": ")
        if field == "kind":
            yield field, value
        elif re.fullmatch("[a-z_]+", field):
            yield BY_ROLE.get(field, field), None
        else:
            yield "", re.escape(code).replace(r"\.\.\.", ".+")


def falls(accord: Accord, situation: Situation, file: Path) -> bool:
    """Whether the situation does not stand as it was written."""
    try:
        return bool(tried(accord, situation, file))
    except UsageError:
        return True


@pytest.mark.parametrize(("feature", "how", "example", "by"), ROWS, ids=[r[0] for r in ROWS])
def test_without_the_feature_something_else_comes_out(feature: str, how: str, example: str, by: str) -> None:
    """The situation beside it no longer stands as it was written; where `accord show` is named, that page
    is another one; a test that is named is there."""
    if by.startswith("`tests/"):
        place, _, test = by.strip("`").partition("::")
        assert f"def {test}" in (ROOT / place).read_text("utf-8")
        return
    name, _, clause = re.findall(r"`([^`]+)`", example)[0].partition("/")
    accord, situations = loaded(name)
    file = accords.find(name) / "cases.yaml"
    words = [w for w in named(how) if by == "`accord show`" or w[0] not in TOLD]
    assert words
    for word, kind in words:
        if word in KINDS:
            s = situations[by]
            bare = replace(s, facts=tuple(f for f in s.facts if f.kind != word))
            assert falls(accord, bare, file), (feature, word)
            continue
        changed = [*robbed(accord, clause, word, kind)]
        if by == "`accord show`":
            plain = accords.show(accord)
            assert any(accords.show(a) != plain for a in changed), (feature, word, kind)
        else:
            assert any(falls(a, situations[by], file) for a in changed), (feature, word, kind)


TOLD = {"words"}
"""What stands in a row beside the field that decides, and decides nothing."""
