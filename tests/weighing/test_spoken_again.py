"""What somebody says at another time or place is another act of speech, also within one report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from truceline import read
from truceline.weighing import weigh

INTERVIEW = (
    "Foreign Minister Ana Brell said on Sunday that the ferry to Ossa would sail again within a week. She said the "
    "islanders had been promised fuel.\n\n"
    "Later on Sunday, in an interview on Coast Radio's morning show, Brell said the harbour would stay closed to "
    'warships.\n\n"I will not let one gunboat in," she said.'
)
POSTS = (
    'BRELLE PORT (Strait Monitor) - "No frigate will leave!" Admiral Jon Tarr tweeted on Monday. "Our crews are '
    'ready," he told reporters in Sella, where he inspected the docks. In another tweet, the admiral wrote that the '
    "mines had been cleared."
)
EARLIER = (
    "The Northern Command said its guns had struck twelve depots in the Ilma valley, to weaken the raiders' hold on "
    "the road.\n\nEarlier on Friday, the Northern Command wrote in a statement that it held the raiders to account "
    "for their attacks on lorries."
)
PERFECT = (
    "The Northern Command said its guns had struck twelve depots in the Ilma valley.\n\n"
    "The Northern Command had declared a halt to all fire from May 4 on account of the flood."
)
ONE_SPEECH = (
    'President Lio Maro said the truce would hold. "We shall keep our word," Maro told reporters in Orm. He said the '
    "prisoners would be home by spring, and added that the bridge was open."
)


def origins(home: Path, *reports: tuple[str, str, str], holding: tuple[tuple[int, str], ...]) -> list[str]:
    """Of each of some words (of which report, the words) the origin of the claim that holds them."""
    for n, (outlet, day, text) in enumerate(reports):
        (home / f"{n}.txt").write_text(text, "utf-8")
        (home / f"{n}.meta.json").write_text(json.dumps({"outlet": outlet, "published": day}), "utf-8")
    pairs = sorted(read([home]), key=lambda p: p[0].path)
    weighed = weigh([r for r, _ in pairs], [x for _, x in pairs], None)
    of = {m.claim: line.origin for line in weighed.lineages for m in line.members}
    found = []
    for n, words in holding:
        claims = [c for c in pairs[n][1].claims if any(words in s.quote for s in c.content)]
        assert claims, f"no claim holds {words!r}"
        found.append(of[min(claims, key=lambda c: c.end - c.start).id])
    return found


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (INTERVIEW, "the ferry to Ossa", "would stay closed"),
        (INTERVIEW, "had been promised fuel", "one gunboat"),
        (POSTS, "No frigate", "Our crews"),
        (EARLIER, "twelve depots", "to account"),
        (PERFECT, "twelve depots", "halt to all fire"),
    ],
)
def test_what_is_said_at_another_time_or_place_is_another_statement(
    text: str, before: str, after: str, tmp_path: Path
) -> None:
    one, other = origins(tmp_path, ("Strait Monitor", "2031-05-05", text), holding=((0, before), (0, after)))
    assert one != other


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        (INTERVIEW, "the ferry to Ossa", "had been promised fuel"),
        (INTERVIEW, "would stay closed", "one gunboat"),
        (ONE_SPEECH, "would hold", "by spring"),
        (ONE_SPEECH, "keep our word", "bridge was open"),
    ],
)
def test_what_goes_on_at_one_place_stays_one_statement(
    text: str, before: str, after: str, tmp_path: Path
) -> None:
    one, other = origins(tmp_path, ("Strait Monitor", "2031-05-05", text), holding=((0, before), (0, after)))
    assert one == other


@pytest.mark.parametrize(
    ("first", "later"),
    [
        (
            "The Coast Brigade said it had shelled army posts at Sella and Orm overnight.",
            "Army posts at Sella, Brell and Orm had come under fire of its guns, the Coast Brigade said.",
        ),
        (
            "The Coast Brigade claimed that its boats had hit eight tankers near Sella.",
            "Three tankers were hit by boats of the Coast Brigade near Sella, the Coast Brigade said.",
        ),
        (
            "Radio Ilma reported that shells had fallen on the market of Tarr.",
            "Shells fell on Tarr and Ossa and on the market there, Radio Ilma reported.",
        ),
    ],
)
def test_like_words_without_a_day_told_days_apart_of_other_places_or_counts_are_two_statements(
    first: str, later: str, tmp_path: Path
) -> None:
    """What happened on Monday happened again on Friday, and was said again."""
    days = (("2031-05-05", True), ("2031-05-09", False))
    for n, (day, together) in enumerate(days):
        home = tmp_path / str(n)
        home.mkdir()
        reports = (("Strait Monitor", "2031-05-05", first), ("Medra Wire", day, later))
        one, other = origins(home, *reports, holding=((0, ""), (1, "")))
        assert (one == other) is together


def test_a_short_sentence_is_copied_with_the_long_ones_around_it(tmp_path: Path) -> None:
    """Of two reports of which one holds two long sentences of the other, a short sentence in both is one statement;
    where they share no long one it may have been said to each."""
    shore = "An old ferry sank in the north of the lake on Monday after men on the shore had fired at it for an hour.\n\n"
    calm = "\n\nThe ferry carried grain, salt and timber to the three islands of the lake on every market day of the year."
    first = (
        f"{shore}Orm says it shot nine raiders. The Orrin Front rejects that, saying it had no losses.{calm}"
    )
    for name, later, together in (
        ("copied", f"{shore}Nine raiders were shot. The Orrin Front says it had no losses.{calm}", True),
        ("by itself", "The league met in Sella. The Orrin Front says it had no losses.", False),
    ):
        home = tmp_path / name
        home.mkdir()
        reports = (("Strait Monitor", "2031-05-05", first), ("Medra Wire", "2031-05-06", later))
        one, other = origins(home, *reports, holding=((0, "no losses"), (1, "no losses")))
        assert (one == other) is together, name
