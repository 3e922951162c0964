"""Vocabularies: how reports name what an agreement speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.accord.vocabulary import load_vocabulary, vocabulary_from
from truceline.errors import AccordError, AccordNotFound
from truceline.model.accord import AliasKind, Role

ACCORDS = Path(__file__).resolve().parents[2] / "accords"
SMALL = """\
accord: lowmark-2031-05
signs: [uplands]
dates: {start: 2031-05-04}
entities:
  - id: uplands
    name: Uplands
    type: party
    roles: [party]
    aliases: [Uplands, {text: Uplander, kind: demonym, mirror: demonym}]
  - {id: long-river, name: Long River, type: place}
measures:
  - {id: boats_passed, name: boats let through, counted: [boat*]}
topics:
  - {id: traffic, name: traffic on the river, patterns: [{all: [["@long-river"]]}], measures: [boats_passed]}
"""


def test_a_plain_string_is_a_name_and_a_party_stands_for_itself() -> None:
    """What the file leaves out has one meaning."""
    v = vocabulary_from(SMALL, "vocabulary.yaml")
    uplands = v.entity("uplands")
    assert uplands is not None
    assert [a.kind for a in uplands.aliases] == [AliasKind.NAME, AliasKind.DEMONYM]
    assert uplands.party == "uplands"
    assert v.dates == (("start", "2031-05-04"),)


@pytest.mark.parametrize(
    ("old", "new", "line", "word"),
    [
        ("signs: [uplands]", "signs: [lowlands]", 2, "lowlands"),
        ("measures: [boats_passed]", "measures: [boots_passed]", 14, "boots_passed"),
        ("@long-river", "@short-river", 14, "short-river"),
        ("id: long-river", "id: uplands", 10, "twice"),
        ("type: place", "type: plaice", 10, "plaice"),
        ("signs:", "sings:", 2, "sings"),
        ("kind: demonym", "kind: label", 9, "neutral"),
        ("start: 2031-05-04", "start: soon", 3, "soon"),
    ],
)
def test_a_fault_is_told_with_its_line(old: str, new: str, line: int, word: str) -> None:
    """What leads nowhere, stands twice or is no word of the format is refused, and where."""
    assert old in SMALL
    with pytest.raises(AccordError) as e:
        vocabulary_from(SMALL.replace(old, new, 1), "vocabulary.yaml")
    assert e.value.line == line
    assert word in str(e.value)


def test_a_missing_file_says_what_to_name(tmp_path: Path) -> None:
    """No vocabulary there: an error that says how to go on."""
    with pytest.raises(AccordNotFound, match=r"vocabulary\.yaml"):
        load_vocabulary(tmp_path)


def test_bytes_that_are_no_utf8_are_refused(tmp_path: Path) -> None:
    """A wrongly encoded file is told as such."""
    (tmp_path / "vocabulary.yaml").write_bytes(b"accord: \xff\xfe")
    with pytest.raises(AccordError, match="UTF-8"):
        load_vocabulary(tmp_path)


@pytest.mark.parametrize("folder", sorted(ACCORDS.glob("*/vocabulary.yaml")), ids=lambda p: p.parent.name)
def test_shipped_vocabularies_hold_together(folder: Path) -> None:
    """Each shipped vocabulary loads, is of its folder's accord, and names its parties' aliases for the
    mirror test in the same classes on both sides."""
    v = load_vocabulary(folder.parent)
    assert v.accord == folder.parent.name
    assert set(v.signs) <= {e.id for e in v.entities}
    parties = [e for e in v.entities if Role.PARTY in e.roles]
    assert len(parties) >= 2
    classes = [{a.mirror for a in e.aliases if a.mirror} for e in parties[:2]]
    assert "name" in classes[0] | classes[1]


def test_the_gaza_parties_mirror_each_other() -> None:
    """Every class of alias of the one party has its counterpart on the other side."""
    v = load_vocabulary(ACCORDS / "gaza-2025-01")
    sides = {
        party: {a.mirror for e in v.entities if e.party == party for a in e.aliases if a.mirror}
        for party in ("israel", "hamas")
    }
    assert sides["israel"] == sides["hamas"]
