"""Pages that carry the words of several: forums, digests of messages, statements that a body signs."""

from __future__ import annotations

import pytest
from tests.reading.made_pages import report_of

from truceline.model.reading import Claim, Manner
from truceline.reading.parser import Parser
from truceline.reading.reader import read_report

FORUM = """Re: Is the Halvik truce over?
Posted by reedcutter on 4 May 2031, 21:02

The guns at the weir have been silent since noon. My aunt in Halvik says the road is open.

----

Re: Is the Halvik truce over?
Posted by lock_keeper_9 on 4 May 2031, 21:40

[quote=reedcutter]The guns at the weir have been silent since noon.[/quote]

They were not silent here. From the wire:

```
HALVIK, May 4 (Canal Press) - Two people were hurt at the weir on Sunday, the council said.

The northern command has not answered.
```

Nobody repairs the bridge.
"""
DIGEST = """Brenn watch, morning digest

🔴 07:10 Northern Command: two barges sunk at the weir overnight

📌 07:55 @brenn_river (pro-command): "The council's men are burning the reeds."

❗️08:20 Mayor Orsa Lindqvarn says the strip will stay empty — via Canal Press

Forwarded from Halvik Council Press:
A drone struck the lock at 05:30. The northern command keeps no truce.

09:15 UPD: The command denies: "No drone was flown."
"""
STATEMENT = """VALLEY DEFENCE COUNCIL

To our people and to the guarantors.

1. The invaders shelled our mill on Tuesday and killed four of our millers.

2. The Council has kept every article of the Sarn Accord. We will not leave the ridge before our prisoners come home.

3. We call on the guarantors to open the road.

Jor Tavel
Secretary of the Council
"""


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def claims(text: str, parser: Parser, outlet: str = "The Marsh Courier", *, fast: bool = True) -> list[Claim]:
    return list(read_report(report_of(text, outlet=outlet), parser, {}, "none", fast=fast).claims)


def words(c: Claim) -> str:
    return " … ".join(" ".join(s.quote.split()) for s in c.content)


def chain(c: Claim) -> list[str]:
    return [link.name for link in c.chain[1:]]


def told(text: str, parser: Parser, outlet: str = "The Marsh Courier") -> dict[str, Claim]:
    return {words(c): c for c in claims(text, parser, outlet)}


def test_a_post_is_its_writers_and_what_it_tells_of_others_stands_in_it(parser: Parser) -> None:
    found = told(FORUM, parser)
    post = found["The guns at the weir have been silent since noon"]
    assert (post.holder, post.manner) == ("reedcutter", Manner.DIRECT)
    assert chain(found["the road is open"]) == ["reedcutter", "My aunt in Halvik"]
    assert found["Nobody repairs the bridge"].holder == "lock_keeper_9"


def test_what_a_post_quotes_by_tags_is_the_others(parser: Parser) -> None:
    silent = [c for c in claims(FORUM, parser) if words(c).startswith("The guns at the weir")]
    assert [c.holder for c in silent] == ["reedcutter", "reedcutter"]
    assert not any("[quote" in words(c) or "[/quote" in words(c) for c in claims(FORUM, parser))


def test_a_wire_between_fences_stands_with_its_agency_in_the_chain(parser: Parser) -> None:
    found = told(FORUM, parser)
    assert chain(found["Two people were hurt at the weir on Sunday"]) == ["Canal Press", "council"]
    own = found["The northern command has not answered"]
    assert (own.manner, own.holder, chain(own)) == (Manner.OWN, "Canal Press", ["Canal Press"])


def test_one_line_with_a_writer_and_a_day_is_a_byline(parser: Parser) -> None:
    text = (
        "Posted by Mara Ilves on 4 May 2031\n\nThe road to Orlu is open.\n\nThe mill burned down in March.\n"
    )
    assert {c.holder for c in claims(text, parser)} == {"The Marsh Courier"}


def test_an_entry_with_a_name_before_its_colon_is_that_names(parser: Parser) -> None:
    found = told(DIGEST, parser)
    assert found["two barges sunk at the weir overnight"].holder == "Northern Command"
    assert found['"The council\'s men are burning the reeds."'].holder == "@brenn_river"
    assert found['"No drone was flown."'].holder == "Northern Command"


def test_whence_an_entry_comes_stands_in_the_chain_and_in_no_content(parser: Parser) -> None:
    assert chain(told(DIGEST, parser)["the strip will stay empty"]) == ["Canal Press", "Orsa Lindqvarn"]


def test_a_forwarded_message_is_whoevers_it_comes_from_up_to_the_next_entry(parser: Parser) -> None:
    found = told(DIGEST, parser)
    assert found["A drone struck the lock at 05:30"].holder == "Halvik Council Press"
    assert found["The northern command keeps no truce"].holder == "Halvik Council Press"


def test_a_statement_in_the_first_person_of_the_body_at_its_top_is_that_bodys(parser: Parser) -> None:
    found = told(STATEMENT, parser)
    kept = found["The Council has kept every article of the Sarn Accord"]
    assert (kept.holder, kept.manner) == ("Valley Defence Council", Manner.DIRECT)
    asked = next(c for w, c in found.items() if w.startswith("We call on the guarantors"))
    assert (asked.holder, asked.stance.value) == ("Valley Defence Council", "demands")


def test_a_body_that_publishes_under_its_initials_speaks_as_we(parser: Parser) -> None:
    asked = next(c for c in claims(STATEMENT, parser, outlet="VDC Media") if c.stance.value == "demands")
    assert asked.holder == "Valley Defence Council"


def test_a_report_that_only_names_a_body_at_its_top_is_nobodys_statement(parser: Parser) -> None:
    text = "Valley Defence Council\n\nThe council met on Tuesday. We were not let in.\n\nThe road is shut.\n"
    assert {c.holder for c in claims(text, parser)} == {"The Marsh Courier"}
