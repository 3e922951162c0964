"""Reading copies of a wire: each distinct paragraph is parsed and heard once, and what comes out is the same."""

from __future__ import annotations

import hashlib
import json
import time
from dataclasses import replace

from benchmarks.reading import texts
from truceline.model.report import Report
from truceline.reading.format import reading_json
from truceline.reading.parser import Parser
from truceline.reading.ranker.join import heard
from truceline.reading.reader import read_report

OUTLETS = 40
ROUNDS = 3


def copies(reports: list[Report]) -> list[Report]:
    """Each report as forty outlets would carry it: a line of its own first, and paragraphs left out."""
    out: list[Report] = []
    for r in reports:
        for k in range(OUTLETS):
            lines = [line for i, line in enumerate(r.text.split("\n")) if i < 4 or (i + k) % 9]
            text = f"Outlet {k} brings this report.\n" + "\n".join(lines)
            digest = hashlib.sha256(text.encode()).hexdigest()
            out.append(replace(r, id=f"{r.id}-{k}", text=text, text_sha256=digest, outlet=f"Outlet {k}"))
    return out


def measure() -> None:
    """Words a second of processor time with what was parsed and heard kept, and forgotten before each
    report; a difference in what comes out is told."""
    what, reports = texts()
    carried = copies(sorted(reports, key=lambda r: len(r.text))[len(reports) // 2 :][:3])
    words = sum(len(r.text.split()) for r in carried)
    keeping, plain = Parser(), Parser(0)

    def read(report: Report, parser: Parser) -> object:
        if parser is plain:
            heard().forget()
        return reading_json(report, read_report(report, parser, {}, "none"))

    took: dict[str, float] = {}
    out: dict[str, str] = {}
    for _ in range(ROUNDS):
        for name, parser in (("kept", keeping), ("not kept", plain)):
            parser.forget()
            heard().forget()
            start = time.process_time()
            readings = [read(r, parser) for r in carried]
            took[name] = min(took.get(name, 1e9), time.process_time() - start)
            out[name] = json.dumps(readings)
    same = "the same bytes" if out["kept"] == out["not kept"] else "NOT the same"
    print(f"syndicated: 3 of {what}, each by {OUTLETS} outlets, {words} words, best of {ROUNDS} rounds")
    for name, seconds in took.items():
        print(f"  paragraphs {name:9}         {words / seconds:8.0f} words/s")
    print(f"  {took['not kept'] / took['kept']:.2f} times as fast, {same}")
