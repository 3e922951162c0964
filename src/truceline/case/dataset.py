"""A case as a data set: tables that name their sources, and a codebook that says what they were made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from truceline.case.tabular import csv_text, json_lines
from truceline.case.view import View
from truceline.case.watching import PAM_COLUMNS, pam_rows
from truceline.model.report import Report

__all__ = ["FORMAT", "FORMS", "TABLES", "dataset"]

FORMAT = "truceline-dataset/1"
FORMS = {"csv": csv_text, "jsonl": json_lines}
PLACE = {
    "start": "where the words begin in the report's text, in code points",
    "end": "where they end",
    "words": "the exact words, as published",
}
CARRIED = {
    "report": "id of the report",
    "outlet": "who carried it",
    "published": "its date; empty where nobody knows it",
    "known_on": "the day from which it could be known",
}
TABLES: Mapping[str, Mapping[str, str]] = {
    "reports": {
        **CARRIED,
        "published_from": "where the date was taken from",
        "title": "headline",
        "address": "where it stands",
        "language": "ISO 639",
        "rendering": "original, translation, or digest in our own words",
        "handling": "who may see it",
        "read": "whether its language can be read; unread is not silent",
        "withdrawn": "whether a person marked it as withdrawn by its outlet",
        "version_of": "id of the version before",
        "text_sha256": "of its text",
        "file": "the name of the file that was added",
    },
    "claims": {
        "claim": "id of the claim",
        **CARRIED,
        "holder": "who is said to say it; the outlet where it speaks itself; empty for nobody named",
        "entity": "whom that name stands for, where it is known",
        "party": "the party whose interest the word is",
        "anonymous": "whether the speaker is not named",
        "statement": "id of the origin that it goes back to: claims of one statement count once",
        "chain": "from the carrying outlet down to the origin",
        "manner": "direct, indirect, mixed, own, unsourced ...",
        "stance": "what the holder does with it: asserts, denies, promises ...",
        "modality": "how it is put: actual, future, negated ...",
        "said_on": "the day on which it was said, where told",
        "topics": "topics of the agreement",
        "confirmed": "whether a person confirmed, corrected or added it; else it is the machine's reading",
        **PLACE,
    },
    "answers": {
        "finding": "id of the question",
        "question": "in words",
        "kind": "figure, date, participants, occurrence, position",
        "verdict": "single, corroborated, compatible, differing, contested; never true or false",
        "reason": "why the answers differ, where that is known",
        "why": "the same in words",
        "confirmed": "whether a person confirmed or corrected the finding",
        "answer": "which of its answers, counted from 1",
        "text": "the answer as reported",
        "low": "lower bound; empty where open",
        "high": "upper bound; empty where open",
        "date": "of an answer that is a day",
        "mode": "done, planned, conditional, denied, alleged",
        "holders": "who gives it",
        "parties": "whose interests stand behind it",
        "statements": "ids of the independent origins behind it",
        "claim": "id of the claim in which it stands",
        **CARRIED,
        **PLACE,
    },
    "board": {
        "clause": "id of the clause",
        "title": "what is owed",
        "topic": "of the agreement",
        "as_of": "the world's date",
        "known_at": "the day by which it could be known",
        "reading": "the day count and reading",
        "state": "what the agreement says of it on that date, given what is reported",
        "evidence": "how well that is known",
        "shown": "what a reader may say of it: state and evidence in words",
        "note": "what stands beside it",
        "watched": "whether any rule listens for what it asks",
        "confirmed": "whether a person decided it",
        "opens": "first day",
        "due": "last day",
        "until": "day on which it ends",
        "holders": "on whose word",
        "claims": "ids of the claims that decide",
        "banner": "what is to be said wherever the agreement is spoken of",
    },
    "levels": dict.fromkeys(PAM_COLUMNS, "of the levels of implementation: docs/reference/pam.md"),
}
"""The tables, their columns, and what each says."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a data set was made of, beside the view."""

    version: str
    head: str
    as_of: str
    reading: str | None
    form: str


def dataset(view: View, made: Made) -> dict[str, str]:
    """The files of the data set by name: a table each, and `dataset.json`, the codebook. The same record, dates and
    program give the same bytes."""
    rows: dict[str, Callable[[], Iterable[Mapping[str, Any]]]] = {
        "reports": lambda: _reports(view),
        "claims": lambda: _claims(view),
        "answers": lambda: _answers(view),
    }
    if view.accord is not None:
        rows["board"] = lambda: _board(view, made)
        rows["levels"] = lambda: pam_rows(view, [made.as_of], made.reading)
    files, about = {}, {}
    for table, of in rows.items():
        columns, told = TABLES[table], list(of())
        words = FORMS[made.form](list(columns), told)
        name = f"{table}.{made.form}"
        files[name] = words
        sha = sha256(words.encode("utf-8")).hexdigest()
        about[name] = {"rows": len(told), "sha256": sha, "columns": dict(columns)}
    stand = view.standings(made.as_of, made.reading) if view.accord else ()
    book = {
        "format": FORMAT,
        "truceline": made.version,
        "record": made.head,
        "accord": view.accord.id if view.accord else None,
        "banner": view.accord.banner if view.accord else "",
        "as_of": made.as_of,
        "known_at": view.known_at,
        "reading": made.reading or next((s.reading for s in stand), None),
        "level": view.level.value,
        "files": about,
    }
    files["dataset.json"] = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    return files


def _carried(report: Report | None, id: str) -> dict[str, Any]:
    told = (report.outlet, report.published, report.known_on) if report else (None, None, None)
    return dict(zip(CARRIED, (id, *told), strict=True))


def _reports(view: View) -> Iterator[dict[str, Any]]:
    for r in view.reports.values():
        yield {
            **_carried(r, r.id),
            "published_from": r.date_basis.value,
            "title": r.title,
            "address": r.address,
            "language": r.language,
            "rendering": r.rendering.value,
            "handling": r.handling.value,
            "read": view.readings[r.id].read if r.id in view.readings else False,
            "withdrawn": r.id in view.withdrawn,
            "version_of": r.version_of,
            "text_sha256": r.text_sha256,
            "file": r.path.rpartition("/")[2],
        }


def _claims(view: View) -> Iterator[dict[str, Any]]:
    for c in view.claims:
        line = view.lineage_of(c.id)
        yield {
            "claim": c.id,
            **_carried(view.reports.get(c.report), c.report),
            "holder": c.holder,
            "entity": c.entity,
            "party": c.party,
            "anonymous": c.anonymous,
            "statement": line.origin if line else None,
            "chain": [link.name for link in c.chain],
            "manner": c.manner.value,
            "stance": c.stance.value,
            "modality": c.modality.value,
            "said_on": c.said_on,
            "topics": list(c.topics),
            "confirmed": c.id in view.confirmed,
            "start": c.start,
            "end": c.end,
            "words": c.words,
        }


def _answers(view: View) -> Iterator[dict[str, Any]]:
    for f in view.weighing.findings:
        head = {
            "finding": f.id,
            "question": f.question,
            "kind": f.kind.value,
            "verdict": f.verdict.value,
            "reason": f.reason.value if f.reason else None,
            "why": f.why,
            "confirmed": f.confirmed,
        }
        for n, v in enumerate(f.values, 1):
            answer = {
                "answer": n,
                "text": v.text,
                "low": _number(v.low),
                "high": _number(v.high),
                "date": v.date,
                "mode": v.mode,
                "holders": list(v.holders),
                "parties": list(v.parties),
                "statements": list(v.origins),
            }
            for e in v.evidence:
                carried = _carried(view.reports.get(e.span.report), e.span.report)
                place = dict(zip(PLACE, (e.span.start, e.span.end, e.span.quote), strict=True))
                yield {**head, **answer, "claim": e.claim, **carried, **place}


def _board(view: View, made: Made) -> Iterator[dict[str, Any]]:
    titles = {c.id: c.title for c in view.agreement.clauses}
    for s in view.standings(made.as_of, made.reading):
        yield {
            "clause": s.clause,
            "title": titles[s.clause],
            "topic": s.topic,
            "as_of": s.as_of,
            "known_at": s.known_at,
            "reading": s.reading,
            "state": s.state.value,
            "evidence": s.grade,
            "shown": s.shown,
            "note": s.note,
            "watched": s.watched,
            "confirmed": s.confirmed,
            "opens": s.dates.opens,
            "due": s.dates.due,
            "until": s.dates.until,
            "holders": list(s.holders),
            "claims": list(dict.fromkeys(x.claim for x in s.signals)),
            "banner": view.agreement.banner,
        }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value
