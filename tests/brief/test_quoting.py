"""A page is not left empty while good sentences lie in the list of claims."""

from __future__ import annotations

from pathlib import Path

from truceline.case import Case
from truceline.case.telling import brief_of
from truceline.model.brief import Brief, Section
from truceline.model.report import Handling

STRANGERS = Path(__file__).parents[2] / "evals" / "strangers"
DIGESTS = (
    ("Orvel army suspends its part in Vellin truce talks", "2021-05-09"),
    ("Guarantors urge Orvel and the Lake Front to extend the ceasefire", "2021-05-08"),
    ("90 abducted around Sall in two weeks, lawyers say", "2021-05-07"),
    ("40,000 displaced by fighting on the lakes", "2021-05-06"),
    ("Choir of Vellin wins song prize", "2021-05-10"),
)
COMMUNIQUE = """Statement of the Lake Mission

The Lake Mission met the officers of Orvel in Vellin on 5 May.

It regrets that the army has left the ceasefire talks. It calls on the parties to go on with the exchange of prisoners.
"""


FEED = """## {head}
 - [https://post.example/{n}](https://post.example/{n})
 - RSS feed: https://post.example/rss
 - date published: {day} 20:42:38+00:00

Rain fell on the lakes while the ceasefire between Orvel and the Lake Front was in its {n}th week.
"""


def _brief(folder: Path, *texts: tuple[str, str]) -> Brief:
    for n, (text, day) in enumerate(texts):
        (folder / f"{n}.txt").write_text(f"{text}\n", "utf-8")
        (folder / f"{n}.meta.json").write_text(f'{{"outlet": "Post {n}", "published": "{day}"}}', "utf-8")
    with Case.create(folder / "c", None, person="test") as case:
        case.add(sorted(folder.glob("*.txt")))
        return brief_of(case, None, None, None, Handling.SHAREABLE)


def _quoted(brief: Brief) -> list[str]:
    some: list[Section] = [s for s in brief.sections if s.key == "quoted"]
    return [t.text for s in some for i in s.items for t in i.sentences]


def _all(brief: Brief) -> str:
    return "\n".join(t.text for s in brief.sections for i in s.items for t in i.sentences)


def test_reports_of_one_line_are_told_by_it(tmp_path: Path) -> None:
    """Each that has to do with a ceasefire, the newest first, with its day and its outlet."""
    brief = _brief(tmp_path, *DIGESTS)
    told = _all(brief)
    for text, _ in DIGESTS[:4]:
        assert text in told, text
    assert "song prize" not in told
    days = [x.split(":")[0] for x in _quoted(brief)]
    assert days == sorted(days, reverse=True)


def test_a_sentence_that_leans_is_quoted_with_the_one_before(tmp_path: Path) -> None:
    """Whose regret it is stands in the line above."""
    told = _all(_brief(tmp_path, (COMMUNIQUE, "2021-05-06")))
    assert "left the ceasefire talks" in told and "exchange of prisoners" in told


def test_no_section_says_that_nothing_was_found_where_sentences_are_quoted(tmp_path: Path) -> None:
    """An empty section refers to them."""
    brief = _brief(tmp_path, *DIGESTS)
    assert _quoted(brief)
    some = [s for s in brief.sections if s.key in ("short", "positions", "reported", "more")]
    assert some and not any(s.empty.startswith("No") and "None" not in s.empty for s in some)


def test_where_enough_is_told_nothing_is_quoted_besides(tmp_path: Path) -> None:
    """A dozen statements and more need no lower bar."""
    with Case.create(tmp_path / "c", None, person="test") as case:
        case.add([STRANGERS / "orsk"])
        assert not _quoted(brief_of(case, None, None, None, Handling.SHAREABLE))


def test_of_a_feed_the_headlines_are_told_that_stand_nowhere_else(tmp_path: Path) -> None:
    """What an entry is about stands in its heading; what is asked, and what no ceasefire has to do with, is left out."""
    heads = (
        ("Orvel accuses the Lake Front of breaching the ceasefire at Sall", "2021-05-06"),
        ("Orvel suspends truce talks in Vellin", "2021-05-07"),
        ("Will the ceasefire on the lakes hold?", "2021-05-08"),
        ("Choir of Vellin wins song prize", "2021-05-09"),
    )
    texts = [(FEED.format(head=h, n=n + 4, day=d), d) for n, (h, d) in enumerate(heads)]
    told = "\n".join(_quoted(_brief(tmp_path, *texts)))
    assert all(f"headline: “{h}”" in told for h, _ in heads[:2])
    assert not any(h in told for h, _ in heads[2:])
