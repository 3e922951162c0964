"""What the pages tell of the sample: the board, a clause, statements, outlets, sources, people, days."""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from tests.desk.conftest import ACCORD, serving, visitor

AT = {"as_of": "2025-02-28", "known_at": "2025-02-28"}


@pytest.fixture
def ask(http: httpx.Client) -> Any:
    """`ask(path, **more)`: the data of a page on 28 February."""

    def answer(path: str, **more: str) -> Any:
        found = http.get(path, params=AT | more)
        assert found.status_code == 200, found.text
        return found.json()

    return answer


def test_the_board_has_every_clause_and_each_day_once(ask: Any) -> None:
    """The runs of a row follow each other without a gap, from the first day to the page's day."""
    data = ask("/board.json")
    assert sum(t["clauses"] for t in data["tally"]) == len(data["clauses"])
    for clause in data["clauses"]:
        runs = clause["life"]
        assert runs[0]["first"] == "2025-01-19" and runs[-1]["last"] == "2025-02-28"
        assert all(a["last"] < b["first"] and a["shown"] != b["shown"] for a, b in pairwise(runs))
        assert clause["shown"].startswith(runs[-1]["shown"].partition(" (")[0])


@pytest.mark.parametrize("chosen", [{"party": "hamas"}, {"phase": "2"}, {"state": "disputed"}])
def test_a_filter_leaves_out_rows_and_changes_none(ask: Any, chosen: dict[str, str]) -> None:
    """What is left stands as it stood, in the list, in what moved and in what is due."""
    whole = {c["id"]: c for c in ask("/board.json")["clauses"]}
    part = ask("/board.json", **chosen)
    ids = {c["id"] for c in part["clauses"]}
    assert 0 < len(ids) < len(whole) and all(c == whole[c["id"]] for c in part["clauses"])
    assert {m["clause"] for m in part["moved"]} | {d["clause"] for d in part["due"]} <= ids


def test_what_moved_is_what_the_command_tells(ask: Any, sample_case: Any) -> None:
    """The board and `truceline diff` give one answer."""
    from truceline import Case
    from truceline.case.telling import diff_rows

    with Case.open(sample_case) as case:
        rows = diff_rows(case, "2025-02-03", "2025-02-28", None)
    told = ask("/board.json", since="2025-02-03")["moved"]
    assert [(m["clause"], m["before"], m["after"]) for m in told] == [
        (r["clause"], r["before"], r["after"]) for r in rows
    ]


def test_a_clause_shows_both_sides_and_what_decides(ask: Any) -> None:
    """Sentences for and against stand apart, each in its report's own words; those that decide are marked."""
    data = ask("/clause/P2-talks.json")
    groups = {g["group"]: g for g in data["evidence"]}
    assert {"for", "against"} <= groups.keys()
    for group in data["evidence"]:
        for s in group["signals"]:
            words = s["words"]
            text = ask(f"/report/{words['report'][:12]}.json")["text"]
            assert text[words["start"] : words["end"]] == words["text"]
            assert words["before"].removeprefix("… ") + words["text"] in text
    assert any(s["decides"] for s in groups["against"]["signals"])
    assert data["settle"] and data["trace"] and data["computed"]
    assert sum(r["chosen"] for r in data["readings"]) == 1


def test_a_sentence_stands_once_in_its_group_however_much_it_tells(ask: Any) -> None:
    """One claim may be a signal twice, of two amounts or days: it is one sentence, and counted as one."""
    for clause in ("R1", "E0", "AID1"):
        for group in ask(f"/clause/{clause}.json", all="1")["evidence"]:
            claims = [s["claim"] for s in group["signals"]]
            assert len(claims) == len(set(claims)) == group["count"], (clause, group["group"])
            assert group["origins"] <= group["count"]


def test_people_of_one_name_are_told_apart_by_who_names_them(ask: Any) -> None:
    """Two rows of the list that read alike name the outlets in which each stands."""
    rows = [p for page in ("1", "2") for p in ask("/people.json", page=page)["people"]]
    named = [p["name"] for p in rows]
    alike = [p for p in rows if named.count(p["name"]) > 1]
    assert alike, "the sample has officials without a name in several reports"
    for p in alike:
        assert p["known"] or p["in"], p


def test_an_unknown_clause_names_those_there_are(http: httpx.Client) -> None:
    """The error leads on."""
    answer = http.get("/clause/Z99", params=AT)
    assert answer.status_code == 404 and "P2-talks" in answer.text


def test_a_statement_counts_once_however_many_carry_it(ask: Any) -> None:
    """The members of a lineage are told apart by relay, and each stands in the tree once."""
    for line in ask("/lineage.json")["lineages"][:6]:
        whole = ask(f"/lineage/{line['origin']}.json")
        claims = [m["claim"] for m in whole["members"]]
        assert len(claims) == len(set(claims)) == line["members"] == whole["found"]["total"]
        assert len({m["relay"] for m in whole["members"]}) == line["relays"]


def test_left_out_is_said_only_of_an_outlet_that_published_then(ask: Any) -> None:
    """A cell says "left out" where the case holds a report from those days, else "no report then"."""
    data = ask("/compare.json")
    days: dict[str, list[str]] = {}
    for r in ask("/report.json")["reports"]:
        days.setdefault(r["outlet"], []).append(r["published"])
    seen = set()
    for row in data["statements"]:
        for cell in row["cells"]:
            seen.add(cell["how"])
            near = [d for d in days[cell["outlet"]] if row["day"] <= d <= _later(row["day"], 3)]
            assert cell["how"] == "carried" or (cell["how"] == "left out") == bool(near)
    assert seen == {"carried", "left out", "no report then"}


def test_without_a_date_nobody_left_anything_out_and_without_an_agreement_the_shared_comes_first(
    tmp_path: Any,
) -> None:
    """The day on which somebody added a report is no day on which its outlet published; it stands with its year."""
    from truceline import Case

    said = "The harbour office of Orrim said that 40 boats had left the north quay on Monday.\n"
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        for n, more in enumerate(("", "", "The mayor of Orrim said that the bridge was shut.\n")):
            (tmp_path / f"{n}.txt").write_text(f"{said}\n{more or f'Nine trucks came by road {n}.'}", "utf-8")
            case.add([tmp_path / f"{n}.txt"], outlet=f"Orrim {n}")
    with serving(tmp_path / "case") as address, visitor(address) as http:
        told = http.get("/compare.json", params={"alone": "1", "as_of": "2021-03-01"}).json()["statements"]
        assert {c["how"] for row in told for c in row["cells"]} == {"carried", "no date"}
        assert http.get("/start.json").json()["carried"][0]["relays"] > 1
        assert "Carried by most outlets" in http.get("/").text
        listed = http.get("/lineage", params={"as_of": "2021-03-01"}).text
        assert f" {dt.datetime.now(dt.UTC).year}" in listed.partition('data-head="first known">')[2][:40]


def _later(day: str, by: int) -> str:
    import datetime as dt

    return (dt.date.fromisoformat(day) + dt.timedelta(days=by)).isoformat()


def test_chosen_outlets_are_the_columns(ask: Any, http: httpx.Client) -> None:
    """The address names them; one that is not in the case is left out."""
    named = ["Daily Sabah", "KEYT", "Nobody's Paper"]
    assert http.get("/compare.json", params={**AT, "outlet": named}).json()["outlets"] == [
        "Daily Sabah",
        "KEYT",
    ]


def test_shares_of_a_source_are_all_its_claims(ask: Any) -> None:
    """Own words, speakers, other outlets and nobody named add up; silence is counted to the page's day."""
    for s in ask("/sources.json")["sources"]:
        assert sum(x["count"] for x in s["shares"]) == s["claims"]
        assert s["silent"] >= 0 and s["first"] <= s["last"] <= "2025-02-28" and s["grade"] is None


def test_labels_are_never_forms_of_a_name(ask: Any) -> None:
    """What an outlet called somebody in loaded words stands apart from the forms."""
    for e in ask("/people.json")["people"][:10]:
        whole = ask(f"/people/{e['id']}.json")
        assert not {f["form"] for f in whole["forms"]} & {x["form"] for x in whole["labels"]}
        assert sum(o["count"] for o in whole["outlets"]) <= whole["named"]


def test_the_timeline_has_each_day_once_and_tells_nothing_later(ask: Any) -> None:
    """The latest day first; what is told of a day comes from reports known by the page's date."""
    days = ask("/timeline.json", days="56")["days"]
    assert [d["day"] for d in days] == sorted({d["day"] for d in days}, reverse=True) and len(days) == 56
    for d in days:
        for e in d["events"]:
            assert all((s["on"] or s["known_on"])[:10] == d["day"] for s in e["signals"])
            assert all(s["known_on"] <= "2025-02-28" for s in e["signals"])


def test_a_grade_is_signed_and_an_empty_one_is_refused(own_desk: str) -> None:
    """A grade outside the scale, or of nobody, changes nothing and says why."""
    with visitor(own_desk) as http:
        refused = http.post("/sources/grade", data={"outlet": "KEYT", "reliability": "Z"})
        assert refused.status_code == 422 and "A, B, C" in refused.text
        assert http.post("/sources/grade", data={"outlet": " ", "reliability": "B"}).status_code == 400
        done = http.post(
            "/sources/grade", data={"outlet": "KEYT", "reliability": "B", "reason": "seen often"}
        )
        assert done.status_code == 200
        [found] = http.get("/sources.json", params={"q": "KEYT"}).json()["sources"]
    assert found["grade"]["grade"] == "B" and found["grade"]["by"] == "A. Reader"


def test_only_who_is_bound_by_the_agreement_is_called_a_party(ask: Any) -> None:
    """A mediator has a state's name like a party's, and is none."""
    what = {p["id"]: p["what"] for p in ask("/people.json")["people"]}
    assert (what["israel"], what["hamas"]) == ("party", "party")
    assert (what["egypt"], what["qatar"]) == ("state or movement", "state or movement")


def test_a_claim_leads_to_its_place_in_its_report(ask: Any, http: httpx.Client) -> None:
    """The address of a claim opens its report with its words lit; its data says who says it."""
    claim = ask("/people/hamas.json")["claims"][0]
    landed = http.get(f"/claim/{claim['id']}", params=AT)
    assert landed.status_code == 200 and f"claim={claim['id']}" in str(landed.url)
    assert f'id="c-{claim["id"]}"' in landed.text
    assert ask(f"/claim/{claim['id']}.json")["holder"] == claim["holder"]


def test_an_earlier_version_is_shown_as_one_and_compared(tmp_path: Any) -> None:
    """Both versions have a page; the later one tells word by word what changed; text runs its own way."""
    from truceline import Case

    file = tmp_path / "a.txt"
    about: dict[str, Any] = {
        "outlet": "Orrim Star",
        "published": "2031-03-01",
        "address": "https://example.org/a",
    }
    with Case.create(tmp_path / "case", None, person="A. Reader") as case:
        for boats in (40, 42):
            file.write_text(f"The harbour office of Orrim said that {boats} boats had left.\n", "utf-8")
            case.add([file], **about)
        (tmp_path / "b.txt").write_text("قال متحدث باسم الميناء إن 40 قاربا غادرت.\n", "utf-8")
        case.add([tmp_path / "b.txt"], outlet="الميناء", published="2031-03-01")
        case.readings()
        old, new, other = case.reports()
    query = "?as_of=2031-03-02&known_at=2031-03-02"
    with serving(tmp_path / "case") as address, visitor(address) as http:
        assert "was corrected later" in http.get(f"/report/{old.id[:12]}{query}").text
        told = http.get(f"/report/{new.id[:12]}.json{query}&versus={old.id[:12]}").json()["changes"]
        assert [c["words"].strip() for c in told if c["what"] != "same"] == ["40", "42"]
        unread = http.get(f"/report/{other.id[:12]}{query}").text
        assert '<div class="text" lang="ar">' in unread and 'dir="auto"' in unread and "Unread" in unread
        assert f"/report/{other.id[:12]}/add" in unread, "whoever reads it can add its claims"
        assert f"/report/{old.id[:12]}/add" not in http.get(f"/report/{old.id[:12]}{query}").text


def test_what_only_one_outlet_could_tell_is_left_to_a_link(ask: Any, http: httpx.Client) -> None:
    """A row that compares nothing stands behind a link that says how many there are; the link has them all."""
    data = ask("/compare.json")
    for row in data["statements"]:
        assert sum(c["how"] != "no report then" for c in row["cells"]) > 1
    assert data["alone"] > 0
    assert f"{data['alone']} statements more" in http.get("/compare", params=AT).text
    assert ask("/compare.json", alone="1")["found"]["total"] == data["found"]["total"] + data["alone"]


def test_the_next_page_of_a_comparison_keeps_its_outlets(http: httpx.Client) -> None:
    """Every chosen outlet is in the address of the page that follows, and in that of its data."""
    named = ["Anews", "The Palestine Chronicle", "Caliber.Az"]
    page = http.get("/compare", params={**AT, "outlet": named, "alone": "1"}).text
    for address in re.findall(r'href="([^"]*/compare(?:\.json)?\?[^"]*)"', page):
        asked = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
        if "alone" in asked:
            assert asked["outlet"] == named, address


def test_what_is_done_is_not_told_once_more_as_resumed(ask: Any) -> None:
    """One origin on one day tells each thing of a clause once."""
    seen: set[str] = set()
    for d in ask("/timeline.json", days="56")["days"]:
        for e in d["events"]:
            of = {x["kind"]: set(x["clauses"]) for x in e["says"]}
            seen |= of.keys()
            assert all(of.values())
            assert not of.get("resumed", set()) & (of.get("performed", set()) | of.get("begun", set()))
    assert "performed" in seen and len(seen) > 3


def test_a_clause_that_only_counts_more_has_not_moved(ask: Any, http: httpx.Client) -> None:
    """The board tells apart what stands otherwise from what is told in more detail; nothing is lost."""
    moved = ask("/board.json")["moved"]
    page = http.get("/board", params=AT).text
    section = page[page.index('aria-labelledby="moved"') : page.index('aria-labelledby="due"')]
    first, _, folded = section.partition("<details")
    for m in moved:
        same = m["before"].partition(" (")[0] == m["after"].partition(" (")[0]
        more = same and m["grade_before"] == m["grade_after"]
        assert f"<b>{m['clause']}</b>" in (folded if more else first), m
    assert folded and "Only the calendar" not in folded


def test_every_key_of_review_does_something_there(own_desk: str) -> None:
    """The page of keys lists what the pages of review hear, and nothing else."""
    with visitor(own_desk) as http:
        groups = {g["where"]: g["keys"] for g in http.get("/keys.json").json()["groups"]}
        listed = {k for keys, _ in groups["In review"] for k in keys.split()}
        page = http.get("/review").text
        claim = http.get("/review.json").json()["claim"]["id"]
        form = {n: re.search(rf'name="{n}" value="([^"]*)"', page)[1] for n in ("token", "seen", "key")}  # type: ignore[index]
        after = http.post(
            "/decide",
            data=form | {"kind": "claim", "subject": claim, "decision": "reject", "next": "/review"},
        ).text
        second = http.get("/review/list.json").json()["waiting"][1]["claim"]
        some = page + after + http.get("/review", params={"item": second}).text
        many = next(
            w["claim"]
            for w in http.get("/review/list.json").json()["waiting"]
            if http.get("/review.json", params={"item": w["claim"]}).json()["claim"]["relay_count"]
        )
        some += http.get("/review", params={"item": many}).text
    own = set(re.findall(r'data-press="([^"]+)"', some)) - {"[", "]"}
    assert own == listed


def test_an_empty_case_with_an_agreement_says_that_only_the_calendar_speaks(tmp_path: Any) -> None:
    """Nothing is told of a clause without a report, and the way to add one stands there."""
    from truceline import Case

    Case.create(tmp_path / "case", ACCORD).close()
    with serving(tmp_path / "case") as address, visitor(address) as http:
        board = http.get("/board", params=AT).text
        assert "the board tells the calendar only" in board and 'href="/add?' in board
        clause = http.get("/clause/AID1", params=AT).text
        assert "silence, not compliance" in clause and 'href="/add?' in clause
