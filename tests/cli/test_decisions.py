"""What people decide about origins, sources and findings, end to end."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.cli.test_commands import good, truceline

REPORTS = {
    "a": (
        "Hill Post",
        "2021-05-04",
        "The mayor of Tarn said on Monday that 40 prisoners had been freed at the northern bridge.\n\n"
        "Nine trucks crossed the river after noon.\n",
    ),
    "b": (
        "Vale Echo",
        "2021-05-04",
        "Forty prisoners had been freed at the northern bridge, the mayor of Tarn said on Monday.\n",
    ),
    "c": (
        "Coast Wire",
        "2021-05-05",
        "The governor of Sela said that 25 prisoners had been freed at the bridge.\n",
    ),
}


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case without an accord: two outlets with one statement, and a third with another."""
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (outlet, published, text) in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
        (folder / f"{name}.meta.json").write_text(json.dumps({"outlet": outlet, "published": published}))
    good("init", tmp_path / "case", "--accord", "none", "--person", "A. Monitor")
    good("add", "--case", tmp_path / "case", folder)
    return tmp_path / "case"


def claim_of(case: Path, outlet: str) -> str:
    """The statement about prisoners that an outlet carries."""
    rows = [json.loads(x) for x in good("claims", "--case", case, "--outlet", outlet, "--json").splitlines()]
    found = [c for c in rows if "prisoners" in " ".join(s["text"] for s in c["content"])]
    return str(found[0]["id"])


def origin_of(case: Path, claim: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(good("lineage", claim, "--case", case, "--json"))
    return found


def findings(case: Path, *more: str) -> list[dict[str, object]]:
    return [json.loads(x) for x in good("findings", "--case", case, "--json", *more).splitlines()]


def test_origins_are_parted_and_put_together_by_hand(case: Path) -> None:
    """A person's not-the-same parts what the machine joined; merge joins it again; undo takes both back."""
    one, other = claim_of(case, "Hill Post"), claim_of(case, "Vale Echo")
    joined = origin_of(case, one)["origin"]
    assert origin_of(case, other)["origin"] == joined
    parted = json.loads(good("judge", one, "not-the-same", other, "--case", case, "--json"))
    assert origin_of(case, one)["origin"] != origin_of(case, other)["origin"]
    merged = json.loads(good("judge", one, "merge", other, "--case", case, "--json"))
    assert origin_of(case, one)["origin"] == origin_of(case, other)["origin"]
    good("judge", merged["id"], "undo", "--case", case)
    good("judge", parted["id"], "undo", "--case", case)
    assert origin_of(case, one)["origin"] == origin_of(case, other)["origin"] == joined


def test_an_origin_is_split_by_report(case: Path) -> None:
    """A split leaves each report with an origin of its own."""
    one, other = claim_of(case, "Hill Post"), claim_of(case, "Vale Echo")
    good("judge", str(origin_of(case, one)["origin"]), "split", "--case", case)
    assert origin_of(case, one)["origin"] != origin_of(case, other)["origin"]


def test_what_rests_on_a_withdrawn_origin_says_so_and_earlier_answers_stay(case: Path) -> None:
    """The tree and every finding name the withdrawal; as known on an earlier day nothing has changed."""
    claim = claim_of(case, "Hill Post")
    before = good("findings", "--case", case, "--json", "--known-at", "2021-05-06")
    good("judge", str(origin_of(case, claim)["origin"]), "withdraw", "--why", "retracted", "--case", case)
    resting = [f for f in findings(case) if claim in json.dumps(f)]
    assert resting and all("Withdrawn since" in str(f["why"]) for f in resting)
    assert "withdrawn" in good("lineage", claim, "--case", case)
    assert good("findings", "--case", case, "--json", "--known-at", "2021-05-06") == before


def test_sources_and_claims_are_graded_apart(case: Path) -> None:
    """Reliability belongs to a source and credibility to a claim; both show, and neither moves a verdict."""
    claim = claim_of(case, "Hill Post")
    verdicts = [(f["id"], f["verdict"]) for f in findings(case)]
    good("judge", "hill post", "grade", "--set", "reliability=B", "--case", case)
    good("judge", claim, "grade", "--set", "credibility=2", "--case", case)
    graded = findings(case)
    values = [v for f in graded for v in f["values"]]  # type: ignore[attr-defined]
    assert any(
        v["reliability"].get("Hill Post") == "B" and v["credibility"].get(claim) == "2" for v in values
    )
    assert [(f["id"], f["verdict"]) for f in graded] == verdicts
    shown = next(f for f in graded if claim in json.dumps(f))
    assert "reliability of Hill Post: B" in good("why", str(shown["id"]), "--case", case)
    wrong = truceline("judge", "hill post", "grade", "--set", "credibility=2", "--case", case)
    assert wrong.returncode and "reliability" in wrong.stderr


def test_a_finding_says_of_each_claim_how_it_was_traced(case: Path) -> None:
    """In words and as data, the same as the tree of the claim's origin says."""
    claim = claim_of(case, "Vale Echo")
    found = next(str(f["id"]) for f in findings(case) if claim in json.dumps(f))
    line = origin_of(case, claim)
    member = next(m for m in line["members"] if m["claim"] == claim)  # type: ignore[attr-defined]
    told = json.loads(good("why", found, "--case", case, "--json"))["traced"][claim]
    assert told == {"origin": line["origin"], **{k: member[k] for k in ("why", "how", "parent")}}
    assert f"traced to {line['origin']}: the text is copied" in good("why", found, "--case", case)


def test_the_tree_is_written_as_a_picture(case: Path, tmp_path: Path) -> None:
    """`lineage --svg` writes a picture that names the outlets."""
    good("lineage", claim_of(case, "Hill Post"), "--case", case, "--svg", tmp_path / "tree.svg")
    picture = (tmp_path / "tree.svg").read_text("utf-8")
    assert "Hill Post" in picture and "Vale Echo" in picture


def freed(case: Path) -> str:
    """The finding on how many prisoners were freed."""
    return str(next(f["id"] for f in findings(case) if "prisoners" in str(f["question"])))


def test_who_decided_and_why_stands_where_the_finding_stands(case: Path) -> None:
    """The name, the day and the reason are told by `findings`, by `why`, and in the data."""
    found = freed(case)
    good("judge", found, "confirm", "--why", "asked the mayor", "--by", "B. Checker", "--case", case)
    for told in (good("findings", "--case", case), good("why", found, "--case", case)):
        assert "onfirmed by B. Checker on " in told and ": asked the mayor" in told
    [kept] = [f for f in findings(case) if f["id"] == found]
    assert str(kept["decided"]).startswith("confirmed by B. Checker on ")


def test_a_rejected_finding_is_told_as_left_out_and_by_whom(case: Path) -> None:
    """Nothing goes in silence: `findings` and `why` name who rejected it, and how it comes back."""
    found = freed(case)
    good("judge", found, "reject", "--why", "two matters", "--by", "B. Checker", "--case", case)
    for call in (("findings",), ("why", found)):
        done = truceline(*call, "--case", case)
        assert "rejected by B. Checker" in done.stderr and "two matters" in done.stderr, call
        assert "undo" in done.stderr


def test_the_log_tells_what_a_decision_set(case: Path) -> None:
    """A grade without its letter would say nothing."""
    good("judge", "Hill Post", "grade", "--set", "reliability=B", "--case", case)
    assert "reliability=B" in good("log", "--case", case)


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (("correct", "--set", "verdict=sure"), "contested"),
        (("correct", "--set", "colour=red"), "verdict"),
        (("withdraw",), "confirm"),
        (("merge",), "confirm"),
    ],
)
def test_a_decision_that_nothing_could_come_of_is_refused_and_says_what_can_be(
    case: Path, decision: tuple[str, ...], said: str
) -> None:
    """A slip in a word never reaches the record, where it would stop every answer."""
    found = freed(case)
    done = truceline("judge", found, *decision, "--case", case)
    assert done.returncode == 5 and said in done.stderr
    assert freed(case) == found


def test_a_withdrawn_origin_is_not_counted_and_says_who_withdrew_it(case: Path) -> None:
    """Beside the answer that rests on it, in the tree, and in the finding."""
    origin, found = str(origin_of(case, claim_of(case, "Coast Wire"))["origin"]), freed(case)
    good("judge", origin, "withdraw", "--why", "taken back", "--case", case)
    assert "0 origins, 1 withdrawn" in good("findings", "--case", case)
    for told in (good("why", found, "--case", case), good("lineage", origin, "--case", case)):
        assert "marked as withdrawn by A. Monitor on " in told and "taken back" in told


def test_a_picture_that_cannot_be_written_is_an_error_in_words(case: Path) -> None:
    """A folder that is missing is named, for the tree and for the brief."""
    origin = str(origin_of(case, claim_of(case, "Hill Post"))["origin"])
    nowhere = case / "nowhere" / "a"
    for call in (("lineage", origin, "--svg"), ("brief", "--format", "html", "--out")):
        done = truceline(*call, nowhere, "--case", case)
        assert done.returncode == 2 and "cannot be written" in done.stderr and "Traceback" not in done.stderr


def test_an_answer_tells_who_denies_and_reports_known_only_later_are_not_passed_over(tmp_path: Path) -> None:
    """A denial is marked as one; a case whose reports lie ahead says so instead of asking for reports."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "The army of Tarn accused the Orrin Front of shelling the bridge on Monday.\n\n"
        'The Orrin Front denied that it had shelled the bridge. "We did not shell the bridge," it said.\n'
    )
    (tmp_path / "in" / "a.meta.json").write_text('{"outlet": "Hill Post", "published": "2021-05-04"}')
    good("init", tmp_path / "c", "--accord", "none", "--person", "A")
    good("add", "--case", tmp_path / "c", tmp_path / "in")
    assert "[says that it is not so]  -  Orrin Front" in good("findings", "--case", tmp_path / "c")
    early = truceline("findings", "--known-at", "2021-05-01", "--case", tmp_path / "c")
    assert "1 report could only be known later" in early.stderr


def test_a_text_that_very_many_outlets_carry_is_flagged_where_people_look(tmp_path: Path) -> None:
    """It counts once, and the brief and `findings` ask to look whether it is a wire or a flood."""
    text = (
        "The army of Tarn said on Monday that 400 fighters had been killed at the northern bridge of Orrin.\n\n"
        "Its units would stay in their positions along the river until the monitors came back, it said.\n\n"
        "The bridge remained closed to lorries, and the market of the town had opened again by noon.\n"
    )
    (tmp_path / "in").mkdir()
    for n in range(27):
        (tmp_path / "in" / f"{n:02}.txt").write_text(text)
        about = {"outlet": f"New Site {n}", "published": "2021-05-04"}
        (tmp_path / "in" / f"{n:02}.meta.json").write_text(json.dumps(about))
    good("init", tmp_path / "c", "--accord", "none", "--person", "A")
    good("add", "--case", tmp_path / "c", tmp_path / "in")
    asked = "which counts once: look whether it is a wire or a flood"
    assert asked in good("brief", "--format", "md", "--case", tmp_path / "c")
    assert asked in truceline("findings", "--case", tmp_path / "c").stderr


def test_who_goes_against_another_person_is_told_and_both_decisions_are_kept(case: Path) -> None:
    """The earlier one holds until it is undone or decided over; the log says of each what became of it."""
    claim = claim_of(case, "Hill Post")
    good("judge", claim, "reject", "--why", "misquoted", "--by", "Ines", "--case", case)
    first = json.loads(good("log", "--case", case, "--json"))["id"]
    late = truceline("judge", claim, "confirm", "--why", "on tape", "--by", "Omar", "--case", case)
    assert late.returncode == 4
    assert all(
        w in late.stderr for w in ("Ines", "misquoted", "Omar", "on tape", f"judge {first} undo", "--over")
    )
    shown = good("claims", "--case", case, "--json")
    assert claim not in shown
    rows = [json.loads(x) for x in good("log", "--case", case, "--json").splitlines()]
    assert [(r["by"], r["state"], r["against"]) for r in rows] == [
        ("Ines", "holds", None),
        ("Omar", "no effect", first),
    ]
    good("judge", claim, "confirm", "--by", "Omar", "--over", first[:6], "--case", case)
    assert claim in good("claims", "--case", case, "--json")
    states = [json.loads(x)["state"] for x in good("log", "--case", case, "--json").splitlines()]
    assert states == ["overruled", "no effect", "holds"]
    good("judge", claim, "confirm", "--by", "Lea", "--case", case)
    good("verify", "--case", case)


@pytest.fixture
def agreed(tmp_path: Path) -> Path:
    """A case with an agreement whose last report, of 9 February 2025, tells that a clause was kept."""
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The spokesman of the Israeli army said on Sunday that its forces had completed the withdrawal from the "
        "Netzarim corridor.\n",
        "utf-8",
    )
    (folder / "a.meta.json").write_text(json.dumps({"outlet": "Hill Post", "published": "2025-02-09"}))
    good("init", tmp_path / "case", "--accord", "gaza-2025-01", "--person", "A. Monitor")
    good("add", "--case", tmp_path / "case", folder)
    return tmp_path / "case"


@pytest.mark.parametrize(
    ("sets", "said"),
    [
        ("party=isreal", "did you mean israel"),
        ("topics=withdrawl", "is no topic of the agreement"),
        ("said_on=09/02/2025", "can be read in two ways"),
        ("said_on=23/02/2025", "did you mean 2025-02-23"),
    ],
)
def test_a_slip_in_a_correction_never_reaches_the_record(agreed: Path, sets: str, said: str) -> None:
    """A party, topic or day that nobody knows is refused, with what may have been meant."""
    claim = json.loads(good("claims", "--case", agreed, "--json").splitlines()[0])["id"]
    done = truceline("judge", claim, "correct", "--set", sets, "--case", agreed)
    assert done.returncode and said in done.stderr
    assert good("log", "--case", agreed, "--json") == ""


def test_a_place_that_cuts_a_word_is_refused_with_that_of_the_whole_words(agreed: Path) -> None:
    """What a person adds is quoted as they marked it, so a slip of the hand would stand in the brief."""
    report = json.loads(good("reports", "--case", agreed, "--json").splitlines()[0])["id"]
    done = truceline("judge", report, "add", "--span", "6:20", "--case", agreed)
    assert done.returncode == 5 and "--span 4:20" in done.stderr
    good("judge", report, "add", "--span", "4:20", "--case", agreed)


def test_what_is_found_is_cited_by_the_day_it_was_published(case: Path, tmp_path: Path) -> None:
    """A text that was changed since says from when the new words are known, and keeps its date."""
    outlet, published, text = REPORTS["c"]
    changed = tmp_path / "in" / "c.txt"
    changed.write_text(text + "\nThe ferry was closed.\n", "utf-8")
    good("add", "--case", case, changed)
    found = good("search", "ferry", "--case", case)
    assert f"{outlet}, {published} (known from " in found
    assert f"{outlet}, {published}\n" in good(
        "search", "governor", "--known-at", "2021-06-01", "--case", case
    )


def test_an_id_of_a_finding_leads_from_lineage_to_why(case: Path) -> None:
    """Whoever mixes up the two commands is told the other one."""
    found = str(findings(case)[0]["id"])
    done = truceline("lineage", found, "--case", case)
    assert done.returncode == 3 and f"truceline why {found}" in done.stderr


def test_what_moved_names_whose_words_count_no_more(agreed: Path) -> None:
    """A clause whose only witness was rejected moved by that decision, not by the calendar."""
    day = ("--from", "2025-02-10", "--to", "2025-02-10", "--to-known", "2099-01-01", "--case", agreed)
    assert [json.loads(x) for x in good("diff", *day, "--json").splitlines()] == []
    for line in good("claims", "--case", agreed, "--json").splitlines():
        good("judge", json.loads(line)["id"], "reject", "--why", "misread", "--case", agreed)
    [row] = [json.loads(x) for x in good("diff", *day, "--json").splitlines()]
    assert row["clause"] == "W3" and row["gone"] and not row["by_calendar"]
    assert f"no longer counted: {row['gone'][0]}" in good("diff", *day)


def clause(case: Path, name: str, *more: str) -> dict[str, object]:
    """How a clause stands."""
    board = json.loads(good("board", "--case", case, "--json", *more))
    return next(r for r in board["cells"] if r["clause"] == name)


def test_a_standing_is_judged_for_the_day_that_the_board_shows(agreed: Path) -> None:
    """Without a day it is the day of the last report, and the command says from when on it holds."""
    told = good("judge", "W3", "correct", "--set", "state=overdue", "--why", "seen", "--case", agreed)
    assert "it holds on 2025-02-09 and later" in told
    assert str(clause(agreed, "W3")["shown"]).startswith("overdue")
    assert not str(clause(agreed, "W3", "--as-of", "2025-02-08")["shown"]).startswith("overdue")


def test_a_confirmation_of_what_one_corrected_keeps_the_correction(agreed: Path) -> None:
    """Who confirms, confirms what stands there now, be it by their own hand."""
    good("judge", "W3", "correct", "--set", "state=overdue", "--why", "seen", "--case", agreed)
    good("judge", "W3", "confirm", "--why", "yes", "--case", agreed)
    assert str(clause(agreed, "W3")["shown"]).startswith("overdue")
    assert [json.loads(x)["state"] for x in good("log", "--case", agreed, "--json").splitlines()] == [
        "holds",
        "holds",
    ]


def test_a_diff_says_that_a_decision_was_made_after_its_dates(agreed: Path) -> None:
    """Each date is taken as known then: who decided today and sees no move is told why."""
    dates = ("diff", "--from", "2025-02-01", "--to", "2025-02-09", "--case", agreed)
    assert "do not count" not in truceline(*dates).stderr
    good("judge", "F2", "correct", "--set", "state=in_effect", "--why", "seen", "--case", agreed)
    told = truceline(*dates)
    assert "decisions made after 2025-02-09 do not count: 1 (by A. Monitor on " in told.stderr
    assert (
        "F2" in good(*dates, "--to-known", dt.datetime.now(dt.UTC).date().isoformat())
        and "F2" not in told.stdout
    )


def test_who_agrees_that_a_clause_is_unknown_has_not_said_that_it_is_kept(agreed: Path) -> None:
    """Only the bare word of a state can be confirmed; what is unknown, disputed or alleged is decided by a state."""
    before = clause(agreed, "F2")["shown"]
    done = truceline("judge", "F2", "confirm", "--why", "so it is", "--case", agreed)
    assert str(before).startswith("unknown") and done.returncode == 5
    assert f"stands as '{before}'" in done.stderr and "correct --set state=" in done.stderr
    assert clause(agreed, "F2")["shown"] == before and good("log", "--case", agreed, "--json") == ""
    told = good("judge", "F2", "correct", "--set", "state=in_effect", "--why", "seen", "--case", agreed)
    assert "F2 now stands as 'in effect'" in told


def test_a_rejected_standing_is_told_as_rejected_and_its_words_stay_to_be_read(agreed: Path) -> None:
    """The word of the machine goes, not what was reported: nobody may read that no report was there."""
    before = clause(agreed, "W3")
    good("judge", "W3", "reject", "--why", "another corridor", "--case", agreed)
    after = clause(agreed, "W3")
    assert after["shown"] == "unknown (rejected)"
    assert "rejected by A. Monitor" in str(after["note"]) and str(before["shown"]) in str(after["note"])
    assert after["trace"][: len(before["trace"])] == before["trace"]  # type: ignore[index, arg-type]
    assert "no words on it were found: Withdraw" not in good("brief", "--case", agreed, "--format", "md")


def test_names_in_two_scripts_are_asked_about_merged_kept_apart_and_taken_back(tmp_path: Path) -> None:
    """A name that a report gives in another script in brackets, and two spellings of one, with the reason of each."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n, text in enumerate(
        (
            "Marko Lisenko (Марко Лисенко), the governor of Sela, said on Sunday that the bridge was shut.",
            "Марко Лисенко said on Sunday that the bridge was shut.",
            "Abdullah al-Masri, a spokesman for the Delta Front, said on Wednesday that talks had begun.",
            "Abdallah al-Masri said on Friday that talks had ended. Marko Lisenko said that the bridge was open.",
        )
    ):
        (folder / f"{n}.txt").write_text(text + "\n", "utf-8")
        (folder / f"{n}.meta.json").write_text(json.dumps({"outlet": f"Post {n}", "published": "2021-05-04"}))
    case = tmp_path / "case"
    good("init", case, "--accord", "none", "--person", "A. Monitor")
    good("add", "--case", case, folder)

    def told() -> tuple[dict[str, set[str]], dict[frozenset[str], str]]:
        found = json.loads(good("entities", "--case", case, "--json"))
        forms = {e["id"]: {f["form"] for f in e["forms"]} for e in found["entities"]}
        return forms, {frozenset((p["one"], p["other"])): p["why"] for p in found["may_be_one"]}

    forms, pairs = told()
    latin, other = "marko-lisenko", "марко-лисенко"
    assert "Марко Лисенко" in pairs[frozenset((latin, other))]
    alike = next(p for p in pairs if "nearly alike" in pairs[p])
    assert {"Abdullah al-Masri", "Abdallah al-Masri"} <= set.union(*(forms[id] for id in alike))
    nobody = truceline("judge", latin, "merge", "marko-lisenk", "--case", case)
    assert nobody.returncode == 3 and latin in nobody.stderr and "truceline entities" in nobody.stderr
    good("judge", latin, "merge", other, "--why", "one governor", "--case", case)
    merged, left = told()
    assert {"Марко Лисенко", "Marko Lisenko"} <= merged[latin] and other not in merged
    assert frozenset((latin, other)) not in left
    shown = good("entities", "governor", "--case", case) + good("entities", "лисенко", "--case", case)
    assert "one governor" in shown and "A. Monitor" in shown
    one, two = sorted(alike)
    good("judge", one, "not-the-same", two, "--why", "two men", "--case", case)
    assert alike not in told()[1]
    first = json.loads(good("log", "--case", case, "--json").splitlines()[0])["id"]
    good("judge", first, "undo", "--case", case)
    again, pairs = told()
    assert again[latin] == forms[latin] and frozenset((latin, other)) in pairs and alike not in pairs


def test_who_rejects_the_one_claim_heard_is_told_what_reads_otherwise_and_what_else_was_said(
    agreed: Path, tmp_path: Path
) -> None:
    """The clause fell to "no report" in silence, while other sentences with the words of its title stood by."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "b.txt").write_text(
        "A teacher said that the Netzarim corridor might be a road one day.\n", "utf-8"
    )
    (folder / "b.meta.json").write_text(json.dumps({"outlet": "Vale Echo", "published": "2025-02-09"}))
    good("add", "--case", agreed, folder)
    claim = next(
        json.loads(x)["id"]
        for x in good("claims", "--case", agreed, "--json").splitlines()
        if "completed" in x
    )
    before = clause(agreed, "W3")["shown"]
    told = good("judge", claim, "reject", "--preview", "--case", agreed)
    assert f"W3: '{before}' -> 'unknown" in told and good("log", "--case", agreed, "--json") == ""
    assert "W3: 1 other statement has words of its title, heard as no evidence" in told
    assert "truceline search corridor netzarim" in told
    assert told in good("judge", claim, "reject", "--case", agreed)
    assert str(clause(agreed, "W3")["shown"]).startswith("unknown")
