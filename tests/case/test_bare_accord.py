"""An accord that a stranger wrote, with nothing beside its `accord.yaml`: useful, cautious, and open about
what it does not hear. All parties, places and reports are invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from truceline.case import Case, Library
from truceline.model.standing import Standing

HEAD = """\
id: {id}
name: Understanding of Lowmark
short_name: Lowmark understanding
review: draft
text_status: announced
start: 2031-05-01
actors:
  - {{id: velmar, name: Velmar, roles: [party], names: [Velmari, Velmaris]}}
  - {{id: orsk, name: Orsk League, roles: [party], names: [Orsk, the League]}}
  - {{id: ferry-guild, name: Ferry Guild, roles: [mediator]}}
  - {{id: river-watch, name: River Watch, roles: [verifier]}}
day_counts:
  - {{id: day1, first: 1, words: 1 May is day 1}}
clauses:
{clauses}sources:
  gazette: "https://example.org/lowmark"
"""
BOTH, ONE, OTHER = "[velmar, orsk]", "[velmar]", "[orsk]"
CLAUSES = {
    "T1": ("Both sides cease all hostilities", BOTH, "{kind: during, opens: day 1}", ""),
    "W1": ("Velmar withdraws its troops from the Tarn valley", ONE, "{kind: by, due: day 10}", ""),
    "W2": ("Velmar withdraws its troops from Port Selby", ONE, "{kind: by, due: day 20}", ""),
    "R1": (
        "Velmar releases 40 Orsk prisoners",
        ONE,
        "{kind: by, due: day 12}",
        "quantity: {kind: exact, value: 40, unit: person}",
    ),
    "R2": (
        "The League frees 12 captives",
        OTHER,
        "{kind: by, due: day 12}",
        "quantity: {kind: exact, value: 12, unit: person}",
    ),
    "A1": ("Aid trucks are let in every day", ONE, "{kind: recurring, every: day, opens: day 1}", ""),
    "N1": ("Talks on the river border begin", BOTH, "{kind: by, due: day 9, begins: true}", ""),
    "B1": ("The Lowmark commission meets", BOTH, "{kind: by, due: day 5}", ""),
    "Q1": ("Both sides act in the spirit of good neighbours", BOTH, "{kind: during, opens: day 1}", ""),
}


def folder(tmp: Path, clauses: dict[str, tuple[str, str, str, str]] = CLAUSES) -> Path:
    place = tmp / "accords" / "lowmark-2031-05"
    place.mkdir(parents=True, exist_ok=True)
    written = ""
    for id, (title, obligors, deadline, more) in clauses.items():
        written += f"  - id: {id}\n    title: {title}\n    obligors: {obligors}\n    deadline: {deadline}\n"
        written += f"    {more}\n" if more else ""
        written += "    sources: [gazette]\n"
    (place / "accord.yaml").write_text(HEAD.format(id=place.name, clauses=written), "utf-8")
    return place


LIBRARY: dict[str, Library] = {}


def board(
    tmp: Path, *reports: tuple[str, str, str], as_of: str = "2031-05-16", level: str = ""
) -> dict[str, Standing]:
    """The board after reports, each (outlet, day, text)."""
    library = Library([folder(tmp).parent])
    if "parser" in LIBRARY:
        library._parser = LIBRARY["parser"]._parser
    with Case.create(tmp / "case", "lowmark-2031-05", library=library) as case:
        for n, (outlet, day, text) in enumerate(reports):
            file = tmp / f"{n}.txt"
            file.write_text(text + "\n", "utf-8")
            case.add([file], outlet=outlet, published=day)
        found = {s.clause: s for s in case.view("2031-06-30").standings(as_of)}
    LIBRARY["parser"] = library
    return found


def test_an_accord_named_by_its_folder_hears_as_one_named_by_its_name(tmp_path: Path) -> None:
    """Reports of a case on an accord that is not installed are read as being about it."""
    place = folder(tmp_path)
    file = tmp_path / "report.txt"
    file.write_text(
        "Velmari troops have withdrawn from the Tarn valley, witnesses said on Thursday.\n", "utf-8"
    )
    library = Library([])
    with Case.create(tmp_path / "case", str(place), library=library) as case:
        case.add([file], outlet="Orsk Herald", published="2031-05-14")
        found = {s.clause: s for s in case.view("2031-06-30").standings("2031-05-16")}
    assert found["W1"].shown.startswith("kept")


def test_it_says_that_its_rules_are_general_and_which_clauses_nothing_hears(tmp_path: Path) -> None:
    """The banner names the clauses for which no rule listens."""
    accord = Library([folder(tmp_path).parent]).accord("lowmark-2031-05")
    assert accord.assumed
    assert accord.unheard == ("Q1",)
    assert "general rules" in accord.banner and "1 of 9 clauses is not watched" in accord.banner


def test_without_reports_nothing_is_kept_or_broken(tmp_path: Path) -> None:
    """Silence stays silence on every clause."""
    for s in board(tmp_path).values():
        assert s.shown.split(" (")[0] in ("unknown", "not due", "in effect", "due") or s.shown.startswith(
            "unknown"
        ), (s.clause, s.shown)


@pytest.mark.parametrize(
    ("clause", "report", "wanted"),
    [
        ("W1", "Velmari troops have withdrawn from the Tarn valley, witnesses said on Thursday.", "kept"),
        ("W2", "Velmari troops have withdrawn from the Tarn valley, witnesses said on Thursday.", "not due"),
        ("W1", "Velmar will withdraw its troops from the Tarn valley next week, its army said.", "due"),
        ("W1", "Velmari troops have withdrawn from the southern hills, witnesses said.", "unknown"),
        ("W1", "Some Velmari troops have withdrawn from the Tarn valley, witnesses said on Thursday.", "due"),
        ("W1", "Velmari troops have partially withdrawn from the Tarn valley, witnesses said.", "due"),
        ("R1", "Velmar released 40 Orsk prisoners on 8 May, the Red Cross said.", "kept"),
        ("R2", "Velmar released 40 Orsk prisoners on 8 May, the Red Cross said.", "unknown"),
        ("R2", "The League freed 12 captives on 9 May, aid workers said.", "kept"),
        ("R1", "The League freed 12 captives on 9 May, aid workers said.", "unknown"),
        ("R1", "Velmar is to release 40 Orsk prisoners soon, a radio station said.", "due"),
        ("N1", "Talks on the river border began on 8 May in Lowmark, the Ferry Guild said.", "kept"),
        ("N1", "The League said the talks on the river border have not begun.", "overdue"),
        ("T1", "The ceasefire is holding, the Ferry Guild said on 12 May.", "in effect"),
        ("T1", "The Orsk League accused Velmar of violating the ceasefire.", "breach alleged by Orsk League"),
        ("A1", "Aid trucks have entered the valley every day since 3 May, aid workers said.", "in effect"),
        ("B1", "The Lowmark commission held its first meeting on 4 May under the truce.", "kept"),
        ("Q1", "The Ferry Guild praised the spirit of good neighbours.", "unknown"),
    ],
)
def test_a_report_moves_the_clause_that_it_speaks_of_and_no_other(
    tmp_path: Path, clause: str, report: str, wanted: str
) -> None:
    """One sentence, one clause, one word on the board."""
    shown = board(tmp_path, ("Lowmark Herald", "2031-05-13", report))[clause].shown
    assert shown.startswith(wanted), shown


@pytest.mark.parametrize(
    "report",
    [
        "Velmar said that it would respond to any violation of the ceasefire.",
        "Velmari troops fought in the Tarn valley in 2027, a historian writes.",
        "The two sides held talks in Lowmark, and both denied that the truce was broken.",
        "If the League does not free the captives, the truce may end, an analyst said.",
        "Will Velmar release the prisoners? Nobody in Lowmark knows.",
        "The mayor of Port Selby said the harbour needs new cranes and more trucks.",
        "Prices of food and fuel rose again in the markets of Lowmark.",
        "Before the truce, Velmar shelled Port Selby and closed the roads to aid.",
    ],
)
def test_what_accuses_nobody_gives_no_adverse_word(tmp_path: Path, report: str) -> None:
    """Threats, history, questions, conditions and the price of bread break no clause and keep none."""
    for s in board(tmp_path, ("Lowmark Herald", "2031-05-13", report)).values():
        for word in ("breach", "overdue", "kept", "suspended", "ended"):
            assert not s.shown.startswith(word), (s.clause, s.shown)
