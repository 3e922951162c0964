"""Observations, the incident register and the coverage log, from the command line to the board."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.test_commands import good, truceline

NAME = "minsk-2015-02"
LOOK = ("--by", "Line Watch", "--from", "2015-02-20", "--clause", "M1", "--method", "patrol")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case on an agreement, with nothing in it."""
    good("init", tmp_path / "case", "--accord", NAME, "--person", "A. Monitor")
    return tmp_path / "case"


def board(case: Path, clause: str = "M1", day: str = "2015-02-22") -> str:
    cells = json.loads(good("board", "--case", case, "--as-of", day, "--json"))["cells"]
    return str(next(c["shown"] for c in cells if c["clause"] == clause))


def test_a_look_moves_the_board_and_the_coverage(case: Path) -> None:
    """Silence before; no access after a patrol was turned back; what was seen after the next."""
    assert board(case) == "unknown (no report)"
    barred = (
        *LOOK,
        "--actor",
        "osce-smm",
        "--basis",
        "saw",
        "--found",
        "no-access",
        "--place",
        "the rail bridge",
    )
    told = good("observe", "add", "--case", case, *barred, "--barred-by", "cadlr")
    assert "M1: no access, its word counts as: verifier" in told
    assert board(case) == "unknown (no access)"
    seen = ("--by", "Line Watch", "--actor", "osce-smm", "--from", "2015-02-21T08:00+02:00", "--clause", "M1")
    good("observe", "add", "--case", case, *seen, "--basis", "saw", "--found", "none", "--place", "the mill")
    assert board(case).startswith("in effect (observed none by Line Watch on 2015-02-21 at the mill")
    rows = [
        json.loads(x) for x in good("coverage", "--case", case, "--to", "2015-02-22", "--json").splitlines()
    ]
    assert [(r["day"], r["looked"], r["no_access"]) for r in rows] == [
        ("2015-02-20", [], ["Line Watch"]),
        ("2015-02-21", ["Line Watch"], []),
        ("2015-02-22", [], []),
    ]


def test_an_incident_grows_from_an_allegation_to_a_finding(case: Path) -> None:
    """Each word is kept as a report; the level follows the record, and nobody is blamed who is not named."""
    name = ("--incident", "mill-1", "--place", "the mill")
    call = (
        "--basis",
        "told",
        "--found",
        "alleged",
        "--method",
        "hotline",
        "--teller",
        "Kyiv",
        "--teller-actor",
        "ukraine",
    )
    good(
        "observe",
        "add",
        "--case",
        case,
        "--by",
        "Line Watch",
        "--from",
        "2015-02-20",
        "--clause",
        "M1",
        *name,
        *call,
    )
    assert board(case) == "breach alleged by Ukraine"

    def level() -> str:
        return str(json.loads(good("incidents", "--case", case, "--json"))["level"])

    assert level() == "alleged"
    good(
        "observe",
        "add",
        "--case",
        case,
        *LOOK,
        *name,
        "--basis",
        "saw",
        "--found",
        "incident",
        "--actor",
        "osce-smm",
    )
    assert level() == "verified"
    told = good("incidents", "--case", case, "--clause", "m1")
    assert "not known" in told and "Kyiv" in told and "Line Watch" in told
    assert good("incidents", "--case", case, "--verified", "attributed").count("\n") == 2


def test_a_correction_takes_the_place_of_an_observation_and_both_stay(case: Path) -> None:
    """The earlier version stays in the record and is found whole; the board follows the later."""
    first = json.loads(
        good("observe", "add", "--case", case, *LOOK, "--basis", "saw", "--found", "incident", "--json")
    )
    again = good(
        "observe",
        "add",
        "--case",
        case,
        *LOOK,
        "--basis",
        "saw",
        "--found",
        "none",
        "--corrects",
        first["id"][:12],
        "--json",
    )
    listed = [json.loads(x) for x in good("observe", "list", "--case", case, "--json").splitlines()]
    assert [o["id"] for o in listed] == [json.loads(again)["id"]]
    assert "Found: incident" in good("show", "--case", case, first["id"][:12])
    assert board(case).startswith("in effect (observed none")


def test_entering_twice_adds_nothing(case: Path) -> None:
    """The same observation is the same report."""
    words = (*LOOK, "--basis", "saw", "--found", "none")
    good("observe", "add", "--case", case, *words)
    head = good("verify", "--case", case)
    done = truceline("observe", "add", "--case", case, *words)
    assert "holds this observation already" in done.stderr and good("verify", "--case", case) == head


def test_a_file_of_observations_keeps_the_good_lines_and_names_the_bad(case: Path, tmp_path: Path) -> None:
    """JSON lines and tables alike; each line that cannot be taken has its place and remedy."""
    file = tmp_path / "log.jsonl"
    rows = [
        {"by": "Line Watch", "from": "2015-02-20", "found": "none", "basis": "saw", "clauses": ["M1"]},
        {"by": "Line Watch", "from": "2015-02-21", "found": "nothing", "basis": "saw"},
        {"by": "Line Watch", "from": "2015-02-21", "found": "none", "basis": "told"},
        {"by": "Line Watch", "from": "2015-02-21", "found": "none", "basis": "saw", "clauses": "M99"},
        {"by": "Line Watch", "from": "2015-02-21", "found": "none", "basis": "saw", "perpetratr": "x"},
    ]
    file.write_text("\n".join([*map(json.dumps, rows), "no json"]), "utf-8")
    done = truceline("observe", "import", "--case", case, file)
    assert done.stdout.startswith("1 observations kept") and done.returncode == 5
    assert all(f"log.jsonl:{n}" in done.stderr for n in (2, 3, 4, 5, 6)) and "perpetrator" in done.stderr
    table = tmp_path / "log.csv"
    table.write_text("by,from,found,basis,clauses\nLine Watch,2015-02-23,none,saw,M1;M2a\n", "utf-8")
    assert good("observe", "import", "--case", case, table).startswith("1 observations kept")


@pytest.mark.parametrize(
    "words",
    [
        ("--basis", "told", "--found", "none"),
        ("--basis", "saw", "--found", "alleged"),
        ("--basis", "saw", "--found", "breach"),
        ("--basis", "saw", "--found", "none", "--until", "2015-02-01"),
        ("--basis", "saw", "--found", "none", "--actor", "nobody-known"),
        ("--basis", "saw", "--found", "none", "--count", "many"),
        ("--basis", "saw", "--found", "none", "--reported", "2015-01-01"),
    ],
)
def test_what_cannot_have_been_observed_is_refused(case: Path, words: tuple[str, ...]) -> None:
    """Exit code 2, what is wrong, and how to mend it; nothing is kept."""
    head = good("verify", "--case", case)
    done = truceline("observe", "add", "--case", case, *LOOK, *words)
    assert done.returncode == 2 and " -- " in done.stderr and good("verify", "--case", case) == head


def test_a_file_from_outside_in_the_form_of_an_observation_is_only_a_file(case: Path, tmp_path: Path) -> None:
    """Words that look like an observation do not speak with a monitor's voice."""
    text = "Observation (truceline-observation/1)\nBy: X\nFrom: 2015-02-20\nUntil: 2015-02-20\nMethod: patrol\nBasis: saw\nClauses: M1\nFound: none\n"
    (tmp_path / "observation:1.txt").write_text(text, "utf-8")
    good("add", "--case", case, "--published", "2015-02-20", tmp_path / "observation:1.txt")
    assert good("observe", "list", "--case", case, "--json") == ""


def test_a_claim_is_put_to_an_incident_and_taken_back(case: Path, tmp_path: Path) -> None:
    """What a report tells becomes an allegation or a denial of an incident, signed, and undone."""
    good(
        "observe",
        "add",
        "--case",
        case,
        *LOOK,
        "--basis",
        "saw",
        "--found",
        "incident",
        "--incident",
        "mill-1",
    )
    (tmp_path / "a.txt").write_text(
        "The governor said on 21 February 2015 that nobody had fired at the mill.\n", "utf-8"
    )
    good("add", "--case", case, "--published", "2015-02-21", "--outlet", "Hill Post", tmp_path / "a.txt")
    claim = json.loads(good("claims", "--case", case, "--outlet", "Hill Post", "--json").splitlines()[0])[
        "id"
    ]
    made = good("observe", "link", "--case", case, "mill-1", claim, "--as", "denial")
    assert json.loads(good("incidents", "--case", case, "--json"))["denials"]
    good("judge", "--case", case, made.split()[0], "undo")
    assert not json.loads(good("incidents", "--case", case, "--json"))["denials"]
    assert truceline("observe", "link", "--case", case, "nowhere", claim).returncode == 3


def incidents_of(case: Path) -> list[dict[str, object]]:
    return [json.loads(x) for x in good("incidents", "--case", case, "--json").splitlines()]


def test_an_allegation_in_a_report_opens_an_incident_and_meets_what_was_seen(
    case: Path, tmp_path: Path
) -> None:
    """As alleged at first; one incident with the patrol at that place and day; apart again when a person
    says so, and one again when that is taken back."""
    report = tmp_path / "report.txt"
    report.write_text(
        "Kyiv accused the separatists of violating the ceasefire with mortar fire near Shyrokyne on 21 February.\n",
        "utf-8",
    )
    good("add", "--case", case, report, "--outlet", "Harbour News", "--published", "2015-02-22")
    [alleged] = incidents_of(case)
    assert (alleged["level"], alleged["opened_by"], alleged["clauses"]) == ("alleged", "report", ["M1"])
    assert alleged["place"] == "Shyrokyne" and alleged["from"] == "2015-02-21"
    shown = good("incidents", "--case", case)
    assert "alleged by" in shown and "nobody has looked" in shown
    seen = ("--by", "Line Watch", "--actor", "osce-smm", "--from", "2015-02-21", "--clause", "M1")
    more = ("--method", "patrol", "--basis", "saw", "--found", "incident", "--place", "east of Shyrokyne")
    good("observe", "add", "--case", case, *seen, *more, "--incident", "shyrokyne-1")
    [one] = incidents_of(case)
    assert (one["incident"], one["level"], one["merged"]) == (
        "shyrokyne-1",
        "verified",
        [alleged["incident"]],
    )
    claim = str(alleged["incident"]).removeprefix("alleged-")
    told = good("observe", "link", "--case", case, "shyrokyne-1", claim, "--as", "apart")
    assert {i["incident"] for i in incidents_of(case)} == {"shyrokyne-1", alleged["incident"]}
    good("judge", "--case", case, told.split()[0], "undo")
    assert [i["incident"] for i in incidents_of(case)] == ["shyrokyne-1"]


def test_whoever_is_no_verifier_verifies_nothing(case: Path) -> None:
    """An unknown body that heard of it, and one that saw it, are told apart from a verifier's look."""
    heard = (
        "--by",
        "Hill Club",
        "--from",
        "2015-02-21",
        "--clause",
        "M1",
        "--method",
        "post",
        "--place",
        "the mill",
    )
    good(
        "observe",
        "add",
        "--case",
        case,
        *heard,
        "--basis",
        "heard",
        "--found",
        "incident",
        "--incident",
        "mill-2",
    )
    [told] = incidents_of(case)
    assert (told["level"], told["why"]) == ("reported", "heard by Hill Club, and not seen")
    good(
        "observe",
        "add",
        "--case",
        case,
        *heard,
        "--basis",
        "saw",
        "--found",
        "incident",
        "--incident",
        "mill-2",
    )
    [told] = incidents_of(case)
    assert (told["level"], told["why"], told["verifier"]) == (
        "observed",
        "observed by Hill Club, who is no verifier of M1",
        None,
    )


OUTPUTS = """board
board --json
clause M1
clause M1 --json
brief
brief --format md
brief --format html
brief --json
diff --from 2015-02-16 --to 2015-02-22
diff --from 2015-02-16 --to 2015-02-22 --json
due --days 30
due --days 30 --json
due --days 30 --format ics
whatif --late M2a=8
whatif --late M2a=8 --json
watchlist
watchlist --json
pam
pam --json
incidents
incidents --json
coverage
coverage --json""".splitlines()


def test_every_output_of_a_draft_says_that_it_is_one(case: Path) -> None:
    """Whatever the form: nobody reads a draft as the agreement."""
    seen = (
        "--by",
        "Line Watch",
        "--actor",
        "osce-smm",
        "--from",
        "2015-02-21",
        "--clause",
        "M1",
        "--place",
        "mill",
    )
    good(
        "observe",
        "add",
        "--case",
        case,
        *seen,
        "--basis",
        "saw",
        "--found",
        "incident",
        "--incident",
        "mill-1",
    )
    for words in OUTPUTS:
        told = good(*words.split(), "--case", case).replace("\r\n ", "").casefold()
        assert "draft: no official text" in " ".join(told.split()), words
    assert "draft:" in good("accord", "graph", NAME).casefold()
    assert "draft:" in good("accord", "show", NAME).casefold()
    assert "draft" in good("accord", "list")


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (("incidents", "--clause", "Z9"), "no clause 'Z9' -- did you mean"),
        (("coverage", "--clause", "Z9"), "no clause 'Z9' -- did you mean"),
        (("coverage", "--from", "2015-03-02", "--to", "2015-03-01"), "lies after --to 2015-03-01"),
        (
            ("observe", "add", "--by", "", "--from", "2015-03-02", "--found", "incident", "--basis", "saw"),
            "--by",
        ),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused_with_what_to_give(
    tmp_path: Path, call: tuple[str, ...], says: str
) -> None:
    """An empty table would read as "nothing happened"."""
    good("init", tmp_path / "case", "--accord", "minsk-2015-02", "--person", "A. Monitor")
    done = truceline(*call, "--case", tmp_path / "case")
    assert done.returncode in (2, 3) and says in done.stderr


def test_a_case_without_an_agreement_says_that_nothing_listens_and_how_it_gets_one(tmp_path: Path) -> None:
    """An empty register is not the silence of the reports; and nobody has to make the case anew for an agreement."""
    case = tmp_path / "bare"
    good("init", case, "--accord", "none", "--person", "A. Monitor")
    told = truceline("incidents", "--case", case).stderr
    assert "no report can open an incident in a case without an agreement" in told and "was heard" not in told
    asked = truceline("board", "--case", case)
    assert asked.returncode == 2 and "truceline settings --accord NAME" in asked.stderr
    good("settings", "--case", case, "--accord", "gaza-2025-01")
    assert "\nclause\t" in good("board", "--case", case)
    assert "no incident was heard in the reports" in truceline("incidents", "--case", case).stderr
