"""Who is heard in reports of conflicts that are in no pack and no accord: invented ones, in our own words.

A new conflict is the normal case for a new user. The texts of `evals/strangers/` name states,
movements and persons that exist nowhere else; `gold.yaml` beside them says what a careful reader
finds. Claims and gold are matched one to one by their words (intersection over union of at least
a half, the best pairs first).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from truceline import read
from truceline.model.reading import Claim, Manner

__all__ = ["KINDS", "TEXTS", "UNREAD", "UNSEEN", "Heard", "cold_readings", "heard"]

TEXTS = Path(__file__).parent / "strangers"
UNREAD = Path(__file__).parent / "unread"
KINDS = Path(__file__).parent / "kinds"
UNSEEN = Path(__file__).parent / "unseen"
_SAME = 0.5
_ARTICLES = {"the", "a", "an"}


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard in one text: the gold claims that were matched, and what was wrong."""

    asked: int
    proposed: int
    matched: int
    by_the_right_one: int
    wrongly_given: tuple[str, ...]
    """Words in the mouth of somebody who must not hold them."""
    missed: tuple[str, ...]
    added: tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[\w']+", text.replace("’", "'").casefold())) - _ARTICLES


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _is_named(holder: str, claim: Claim) -> bool:
    """Whether a claim's holder, or the words that name its source, are `holder`."""
    named = [claim.holder or "", claim.source.quote if claim.source else ""]
    return any(_share(_words(holder), _words(name)) >= _SAME for name in named)


def _is_right(gold: dict[str, str], claim: Claim) -> bool:
    joint = "and" in _words(gold["holder"])
    return _is_named(gold["holder"], claim) and joint == ("and" in _words(claim.holder or ""))


def _pairs(gold: list[dict[str, str]], claims: list[Claim]) -> Iterator[tuple[int, int]]:
    """Rows of gold and claims that say the same, the best first, each used once."""
    found = sorted(
        (
            (-share, not _is_right(g, c), i, j)
            for i, g in enumerate(gold)
            for j, c in enumerate(claims)
            if (share := _share(_words(g["words"]), _words(c.words))) >= _SAME
        ),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    for _, _, i, j in found:
        if i not in rows and j not in columns:
            rows.add(i)
            columns.add(j)
            yield i, j


def _told(holder: str | None, words: str) -> str:
    return f"{holder or 'nobody'}: {words}"


def heard(gold: dict[str, Any], claims: list[Claim]) -> Heard:
    """Score the sourced claims of one text against its `gold` (`claims`, `allowed`, `never`)."""
    asked, never = gold["claims"], gold.get("never", ())
    rows = [*asked, *gold.get("allowed", ())]
    pairs = [(i, j) for i, j in _pairs(rows, claims)]
    needed = [(i, j) for i, j in pairs if i < len(asked)]
    allowed = {j for i, j in pairs if i >= len(asked)}
    used = {j for _, j in pairs}
    hit = {i for i, _ in needed}
    return Heard(
        len(asked),
        len(claims) - len(allowed),
        len(needed),
        sum(_is_right(rows[i], claims[j]) for i, j in needed),
        tuple(
            _told(c.holder, c.words)
            for g in never
            for c in claims
            if _words(g["holder"]) == _words(c.holder or "") and g["words"].casefold() in c.words.casefold()
        ),
        tuple(_told(g["holder"], g["words"]) for i, g in enumerate(asked) if i not in hit),
        tuple(_told(c.holder, c.words) for j, c in enumerate(claims) if j not in used),
    )


def cold_readings(folder: Path = TEXTS) -> dict[str, Heard]:
    """Read the texts of `folder` cold, each by itself, and score each against its gold."""
    gold: dict[str, dict[str, Any]] = yaml.safe_load((folder / "gold.yaml").read_text("utf-8"))
    found = {}
    for name, entry in gold.items():
        ((_, reading),) = read([folder / f"{name}.txt"])
        told = [c for c in reading.claims if c.manner not in (Manner.OWN, Manner.UNSOURCED)]
        found[name] = heard(entry, told)
    return found
