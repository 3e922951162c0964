"""What one side says and another denies, in invented reports."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.brief.test_bracketing import made

HEAD = """LAKE POST

Guns at Dunmere

The Orvel army and the Brunmark League signed a truce in Dunmere on 4 May.

"""
ANSWER = " Brunmark League commander Osk Tarn rejected the claim that the guns were old or broken.\n"


@pytest.mark.parametrize(
    ("charge", "paired"),
    [
        (
            "Orvel army spokesman Ilka Varga said that the guns of the Brunmark League were old or broken.",
            True,
        ),
        ("The Orvel army disputed a further 15 guns that the Red Cross had counted.", False),
        ("The Orvel army said that guns that the Red Cross saw lie at the bridge of Vellin.", False),
    ],
)
def test_a_denial_stands_beside_what_it_denies(charge: str, paired: bool, tmp_path: Path) -> None:
    """Not beside what only shares its small words, and not beside another denial."""
    found = [
        i for s in made(tmp_path, f"{HEAD}{charge}{ANSWER}").sections if s.key == "denied" for i in s.items
    ]
    assert bool(found) is paired
