"""People decide: what waits is ranked, decisions are kept, told, undone, and never lost to another."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from tests.desk.conftest import serving, visitor

from truceline.case import Case
from truceline.model.judgement import Decision, SubjectKind

AS_OF = "2025-02-28"


@pytest.fixture
def own(own_desk: str) -> Iterator[httpx.Client]:
    """A client of a desk on a case of one's own; a POST goes on to the page it leads to."""
    with visitor(own_desk) as client:
        yield client


Decide = Callable[..., httpx.Response]


def bears(html: str) -> dict[str, str]:
    """What the first form of a page bears."""
    found = {n: re.search(rf'name="{n}" value="([^"]*)"', html) for n in ("token", "seen", "key")}
    return {n: m[1] for n, m in found.items() if m}


def decide(
    client: httpx.Client, path: str = "/decide", page: str = "/review", **fields: Any
) -> httpx.Response:
    """Send a form as the page at `page` would."""
    return client.post(path, data=bears(client.get(page).text) | {"next": "/review"} | fields)


def first(client: httpx.Client) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/review.json", params={"as_of": AS_OF}).json()["claim"]
    return found


def test_what_changes_a_standing_waits_first(own: httpx.Client) -> None:
    """The first claim names the clauses that would read otherwise without it."""
    claim = first(own)
    assert claim["changes"] and all(c["now"] != c["then"] for c in claim["changes"])
    assert claim["words"] in own.get(f"/review?item={claim['id']}").text.replace("&#39;", "'")


def test_who_asks_for_data_is_sent_on_to_data(own: httpx.Client) -> None:
    """What waits is shown as known today; asked for as known before, a program got a page that it cannot read."""
    answer = own.get("/review.json", params={"as_of": AS_OF, "known_at": AS_OF})
    assert answer.url.path == "/review.json" and answer.json()["known_at"] > AS_OF


def test_a_clause_that_a_person_moved_is_told_as_decided_on_the_first_page(
    own: httpx.Client, own_case: Path
) -> None:
    """The move stood there with somebody else's words under it, or with nothing."""
    with Case.open(own_case) as case:
        clause = next(s.clause for s in case.view().standings(AS_OF) if s.state.value == "in_effect")
        case.judge(
            Decision.CORRECT,
            SubjectKind.STANDING,
            f"{clause}@{AS_OF}",
            change={"state": "overdue"},
            by="A. Reader",
        )
    page = own.get("/", params={"as_of": AS_OF}).text
    row = page[page.index('aria-labelledby="moved"') :]
    row = row[row.index(f"/clause/{clause}") :].partition("</li>")[0]
    assert "Decided by A. Reader on" in row and 'class="voice"' not in row
    assert row.count('<p class="by">') == 1


def test_without_the_first_claim_the_board_really_reads_otherwise(own: httpx.Client, own_case: Path) -> None:
    """What review foretells of a rejection is what the whole board says after it."""
    claim = own.get("/review.json").json()["claim"]
    decide(own, decision="reject", kind="claim", subject=claim["id"], reason="checked by phone")
    with Case.open(own_case) as case:
        view = case.view()
        stands = {s.clause: s.shown for s in view.standings(view.last_day)}
    for change in claim["changes"]:
        assert stands[change["clause"]] == change["then"]


def test_a_decision_is_kept_signed_and_undone(own: httpx.Client, own_case: Path) -> None:
    """The next page says what was done, and offers the way back."""
    for decision in ("confirm", "reject"):
        claim = first(own)
        after = decide(own, decision=decision, kind="claim", subject=claim["id"], reason="seen the minutes")
        assert "Undo" in after.text and first(own)["id"] != claim["id"]
        with Case.open(own_case) as case:
            made = case.judgements()[-1]
        told = (made.decision.value, made.subject, made.by, made.reason)
        assert told == (decision, claim["id"], "A. Reader", "seen the minutes")
        assert "Undone" in decide(own, "/undo", subject=made.id).text
        assert first(own)["id"] == claim["id"]
    with Case.open(own_case) as case:
        assert len(case.judgements()) == 4


def test_a_correction_keeps_only_what_was_changed(own: httpx.Client, own_case: Path) -> None:
    """And one that changes nothing is told."""
    claim = first(own)
    same = {
        f"set_{k}": claim[k] or "" for k in ("holder", "party", "stance", "modality", "manner", "said_on")
    }
    same["set_topics"] = ["-", *claim["topics"]]
    told = decide(own, decision="correct", kind="claim", subject=claim["id"], **same)
    assert told.status_code == 400 and "nothing was changed" in told.text
    decide(own, decision="correct", kind="claim", subject=claim["id"], **(same | {"set_stance": "denies"}))
    with Case.open(own_case) as case:
        assert case.judgements()[-1].change == {"stance": "denies"}


def test_two_people_on_one_claim_are_told_and_both_decisions_are_in_the_log(
    own: httpx.Client, own_case: Path
) -> None:
    """The second gets a page with both, HTTP 409, and may still have it their way."""
    claim = first(own)["id"]
    pages = [bears(own.get(f"/review?item={claim}").text) for _ in range(2)]
    common = {"kind": "claim", "subject": claim, "next": "/review"}
    assert own.post("/decide", data=pages[0] | common | {"decision": "confirm"}).status_code == 200
    late = own.post("/decide", data=pages[1] | common | {"decision": "reject", "reason": "not so"})
    assert late.status_code == 409
    assert "Somebody else decided first" in late.text and "not so" in late.text
    log = own.get("/log.json").json()["judgements"]
    assert sorted((j["decision"], j["state"]) for j in log) == [("confirm", "holds"), ("reject", "late")]
    again = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', late.text))
    assert own.post("/decide", data=again).status_code == 200
    with Case.open(own_case) as case:
        assert [j.decision for j in case.judgements()] == [Decision.CONFIRM, Decision.REJECT]
        case.verify()


def test_who_goes_against_what_another_decided_before_sees_both_and_decides_again(
    own: httpx.Client, own_case: Path
) -> None:
    """Looked at after the other one decided, it is a clash all the same: nobody overrules without being told."""
    claim = first(own)["id"]
    with Case.open(own_case) as case:
        case.judge(Decision.REJECT, SubjectKind.CLAIM, claim, reason="misquoted", by="Ines")
    page = bears(own.get(f"/review?item={claim}").text)
    told = own.post("/decide", data=page | {"kind": "claim", "subject": claim, "decision": "confirm"})
    assert told.status_code == 409 and "Ines" in told.text and "misquoted" in told.text
    again = dict(re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', told.text))
    assert own.post("/decide", data=again).status_code == 200
    states = {
        j["decision"]: j["state"] for j in own.get("/log.json").json()["judgements"] if j["state"] != "late"
    }
    assert states == {"reject": "overruled", "confirm": "holds"}
    assert "overruled" in own.get("/log").text


def test_a_double_click_decides_once(own: httpx.Client, own_case: Path) -> None:
    """The same form sent twice is one decision."""
    form = bears(own.get("/review").text) | {
        "kind": "claim",
        "subject": first(own)["id"],
        "decision": "confirm",
    }
    assert {own.post("/decide", data=form).status_code for _ in range(2)} == {200}
    with Case.open(own_case) as case:
        assert len(case.judgements()) == 1


def test_a_form_from_elsewhere_changes_nothing(own: httpx.Client, own_case: Path) -> None:
    """Without the token of the page nothing is taken, at any address that changes something."""
    subject = first(own)["id"]
    paths = ("/decide", "/undo", "/sign", "/add", "/job", "/search/save", "/review/preview")
    for token, path in itertools.product(("", "guessed"), paths):
        fields = {"token": token, "decision": "confirm", "kind": "claim", "subject": subject, "text": "x"}
        assert own.post(path, data=fields).status_code == 400, path
        assert own.post(path, data=fields, headers={"origin": "http://evil.example"}).status_code == 403, path
        assert own.get(path, params={"token": "x"}).status_code in (200, 404, 405), path
    with Case.open(own_case) as case:
        assert not case.judgements()


def test_no_form_leads_out_of_the_desk(own: httpx.Client) -> None:
    """An open redirect would lend the desk's name to others."""
    for place in ("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"):
        answer = decide(own, "/sign", by="Ines", next=place)
        assert answer.status_code == 400 and answer.url.host == "127.0.0.1", place


def test_who_decides_can_be_said_in_each_browser(own: httpx.Client, own_case: Path) -> None:
    """Else the name of the case signs."""
    decide(own, "/sign", by="Ínes Dörn <x>")
    decide(own, decision="confirm", kind="claim", subject=first(own)["id"])
    with Case.open(own_case) as case:
        assert case.judgements()[-1].by == "Ínes Dörn <x>"


def test_a_missed_claim_is_added_with_its_words(own: httpx.Client, own_case: Path) -> None:
    """By its sentence, by its words in it, and never by words that do not stand there."""
    with Case.open(own_case) as case:
        report = case.reports()[0]
    page = f"/report/{report.id[:12]}/add"
    sentences = own.get(page + ".json").json()["sentences"]
    chosen = sentences[1]
    add = {
        "decision": "add",
        "kind": "claim",
        "subject": report.id,
        "sentence": f"{chosen['start']}:{chosen['end']}",
    }
    words = " ".join(chosen["text"].split()[1:4])
    assert decide(own, page=page, **add, words=words, set_holder="The harbour office").status_code == 200
    assert decide(own, page=page, **add, words="these words stand nowhere").status_code == 422
    assert decide(own, page=page, **add | {"sentence": "5:1"}).status_code == 422
    with Case.open(own_case) as case:
        [made] = case.judgements()
        assert report.text[int(str(made.change["start"])) : int(str(made.change["end"]))] == words
        [claim] = [c for c in case.view().claims if c.words == words and c.holder == "The harbour office"]
        assert claim.id in case.view().confirmed
    decide(own, "/undo", subject=made.id)
    with Case.open(own_case) as case:
        assert claim.id not in {c.id for c in case.view().claims}


def test_several_are_decided_on_after_a_look_and_undone_at_once(own: httpx.Client, own_case: Path) -> None:
    """The look keeps nothing; what it foretells comes true; one undo takes all back."""
    waiting = own.get("/review/list.json").json()["waiting"]
    chosen = [w["claim"] for w in waiting[:3]]
    look = decide(own, "/review/preview", subject=chosen, decision="reject")
    assert "Nothing is kept yet" in look.text
    with Case.open(own_case) as case:
        assert not case.judgements()
        before = {s.clause: s.shown for s in case.view().standings(case.view().last_day)}
    decide(own, decision="reject", kind="claim", subject=chosen)
    with Case.open(own_case) as case:
        made = case.judgements()
        after = {s.clause: s.shown for s in case.view().standings(case.view().last_day)}
    assert [j.subject for j in made] == chosen and len({str(j.change["bulk"]) for j in made}) == 1
    for clause in after:
        if after[clause] != before[clause]:
            assert clause in look.text
    decide(own, "/undo", bulk=str(made[0].change["bulk"]))
    with Case.open(own_case) as case:
        assert {s.clause: s.shown for s in case.view().standings(case.view().last_day)} == before


def test_statements_are_merged_split_and_kept_apart(own: httpx.Client, own_case: Path) -> None:
    """Each is a decision about origins, in the log and undone from there."""
    with Case.open(own_case) as case:
        lines = [x for x in case.view().lineages if not x.own_voice]
        one, other = lines[0], lines[1]
        many = next(x for x in lines if len(x.members) > 1)
    decide(own, decision="merge", kind="lineage", subject=one.origin, others=[other.origin, ""])
    with Case.open(own_case) as case:
        merged = case.view().lineage_of(other.members[0].claim)
        assert merged and merged.origin == one.origin
    decide(own, decision="split", kind="lineage", subject=many.origin, others=many.members[-1].claim)
    decide(
        own,
        decision="not-the-same",
        kind="claim",
        subject=many.members[0].claim,
        others=many.members[-1].claim,
    )
    assert decide(own, decision="merge", kind="lineage", subject=one.origin).status_code == 400
    log = own.get("/log.json").json()["judgements"]
    assert [j["decision"] for j in log] == ["not-the-same", "split", "merge"]


def test_nothing_of_the_machine_confirms_itself(own: httpx.Client, own_case: Path) -> None:
    """However pages are opened, read and searched: without a decision, nothing is confirmed."""
    for path in ("/", "/review", "/review/list", "/log", "/add", "/search?q=talks", "/review.json"):
        own.get(path)
    with Case.open(own_case) as case:
        assert not case.view().confirmed and not case.judgements()


def test_the_log_tells_how_to_check_the_record(own: httpx.Client, own_case: Path) -> None:
    """The head that it shows is the one that `verify` takes."""
    decide(own, decision="confirm", kind="claim", subject=first(own)["id"])
    head = own.get("/log.json").json()["record"]["head"]
    assert f"truceline verify --head {head}" in own.get("/log").text
    with Case.open(own_case) as case:
        assert case.verify(head).head == head


def test_the_log_is_filtered(own: httpx.Client) -> None:
    """By person, decision, kind and state."""
    ids = [w["claim"] for w in own.get("/review/list.json").json()["waiting"][:3]]
    decide(own, decision="confirm", kind="claim", subject=ids[0])
    decide(own, "/sign", by="Omar")
    decide(own, decision="reject", kind="claim", subject=ids[1])
    undone = own.get("/log.json", params={"by": "Omar"}).json()["judgements"]
    assert [j["subject"] for j in undone] == [ids[1]]
    decide(own, "/undo", subject=undone[0]["id"])
    states = own.get("/log.json", params={"state": "undone"}).json()["judgements"]
    assert [j["id"] for j in states] == [undone[0]["id"]]
    assert len(own.get("/log.json", params={"decision": "undo"}).json()["judgements"]) == 1


def test_a_case_that_nobody_signs_asks_for_a_name(tmp_path: Path) -> None:
    """Every decision is signed; without a name none is taken."""
    with Case.create(tmp_path / "c", None):
        pass
    with serving(tmp_path / "c") as address, visitor(address) as own:
        page = own.get("/add")
        assert "Say who you are" in page.text
        assert decide(own, "/add", page="/add", text="Two trucks crossed.", outlet="A").status_code == 400
        assert "There is no report yet" in own.get("/review").text


def test_any_kind_of_subject_can_be_judged(own: httpx.Client, own_case: Path) -> None:
    """Forms of other pages send a source's grade or a finding's confirmation to the same place."""
    with Case.open(own_case) as case:
        outlet = next(r.outlet for r in case.view().reports.values() if r.outlet)
        finding = case.view().weighing.findings[0].id
    decide(own, decision="grade", kind="source", subject=outlet, set_reliability="B")
    decide(own, decision="confirm", kind="finding", subject=finding)
    with Case.open(own_case) as case:
        assert [(j.kind, dict(j.change)) for j in case.judgements()] == [
            (SubjectKind.SOURCE, {"reliability": "B"}),
            (SubjectKind.FINDING, {}),
        ]
    assert (
        decide(own, decision="grade", kind="source", subject=outlet, set_reliability="Z").status_code == 422
    )
    assert decide(own, decision="praise", kind="claim", subject="x").status_code == 400
