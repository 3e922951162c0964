"""What is told besides the deeds of an agreement is heard as none of them, whatever names it bears: by no rule of
any agreement that ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.accord.background import NO_BREACH, OF_OTHERS, OF_SIDES, OF_TERMS, told

from truceline import Case
from truceline.accord import load
from truceline.case import Library
from truceline.model.accord import SignalKind as K

ACCORDS = Path(__file__).parents[2] / "accords"
DEEDS = {K.PERFORMED, K.BEGUN, K.COMPLETED, K.CONDITION_MET, K.NOT_PERFORMED, K.REFUSED, K.POSTPONED}
TURNS = {K.SUSPENDED, K.RESUMED, K.ENDED, K.EXTENDED}
ADVERSE = {K.BREACH_ALLEGED, K.INCIDENT, K.NOT_PERFORMED}


@pytest.fixture(scope="module", params=sorted(p.parent.name for p in ACCORDS.glob("*/watch.yaml")))
def heard(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> list[tuple[str, K, str]]:
    """Rule, kind and words of all that is heard in the background of an agreement."""
    accord = load(ACCORDS / request.param)
    folder = tmp_path_factory.mktemp(request.param)
    groups = (OF_SIDES, OF_OTHERS, OF_TERMS, NO_BREACH)
    text = "\n\n".join(line for group in groups for line in told(accord, group))
    (folder / "in.txt").write_text(text, "utf-8")
    published = f"{int(accord.start[:4]) + 1}{accord.start[4:]}"
    about = {"outlet": "Herald", "published": published, "title": "", "address": "https://example.org/1"}
    (folder / "in.meta.json").write_text(json.dumps(about), "utf-8")
    with Case.create(folder / "case", request.param, library=Library()) as case:
        case.add([folder / "in.txt"])
        signals = case.view(published).signals
    return [(s.rule, s.kind, s.spans[0].quote) for s in signals]


def of(heard: list[tuple[str, K, str]], sentences: tuple[str, ...]) -> list[tuple[str, K, str]]:
    """Those whose words stand in one of the sentences, whatever names are put in."""
    parts = [[p for p in s.replace("{", "}").split("}") if " " in p.strip()] for s in sentences]
    return [h for h in heard if any(p.strip() in h[2] for own in parts for p in own[:2])]


def test_what_sides_do_besides_is_no_deed_of_theirs(heard: list[tuple[str, K, str]]) -> None:
    assert not [h for h in of(heard, OF_SIDES) if h[1] in DEEDS | TURNS | ADVERSE]


def test_what_others_do_is_no_deed_of_the_sides(heard: list[tuple[str, K, str]]) -> None:
    assert not [h for h in of(heard, OF_OTHERS) if h[1] in DEEDS | TURNS]


def test_what_is_owed_wanted_or_talked_about_is_not_done(heard: list[tuple[str, K, str]]) -> None:
    assert not [h for h in of(heard, OF_TERMS) if h[1] in DEEDS | TURNS]


def test_that_breaches_are_looked_into_or_fewer_than_before_charges_nobody(
    heard: list[tuple[str, K, str]],
) -> None:
    assert not [h for h in of(heard, NO_BREACH) if h[1] in ADVERSE]
