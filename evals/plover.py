"""Acts against the gold records of PLOVER: the event, its root and mode, who did it and to whom.

The records give one main event a sentence and the words that carry it. They are of 2016; its
eighteen types are folded into the sixteen roots of 2021 by the table that comes with them. A reading
is asked for its acts under the root that PLOVER itself gives an act that is only spoken of (`plover`
of an act: a promised release is AGREE).

- event: share of records with an act on the event's words;
- root: share where an act on the event's words has the root of the record;
- main root: share where the one act that touches most of the event's words (the first of several) has it;
- mode: share, of the records that have a mode of 2021, where an act with the right root has the mode;
- actor, recipient: F1 of the main act's parties, matched by a name or head word that they share. A
  meeting has no direction: actors and recipients are taken together there, on both sides.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
ROOTS = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MODES = {
    ("CONSULT", "visit"): "visit",
    ("CONSULT", "host"): "visit",
    ("CONSULT", "third-party"): "third-party",
    ("THREATEN", "violence"): "violence",
    ("THREATEN", "restrict"): "restrict",
    ("THREATEN", "relations"): "relations",
    ("THREATEN", "curfew"): "restrict",
    ("PROTEST", "strike-hun"): "hunger",
    ("PROTEST", "strike-gen"): "boycott",
    ("PROTEST", "obstruct"): "obstruct",
    ("PROTEST", "riot-spon"): "riot",
    ("PROTEST", "demo-org"): "demo",
    ("PROTEST", "demo-spon"): "demo",
    ("MOBILIZE", "weapons"): "weapons",
    ("MOBILIZE", "police"): "police",
    ("MOBILIZE", "troops"): "troops",
    ("COERCE", "destroy"): "destroy",
    ("COERCE", "censor"): "restrict",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "arrest"): "arrest",
    ("COERCE", "detain"): "arrest",
    ("COERCE", "confiscate"): "seize",
    ("FIGHT", "deport"): "deport",
}
"""Modes of 2016 as those of 2021; those of ASSAULT and FIGHT keep their names."""
WEAK = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "his",
        "her",
        "in",
        "its",
        "of",
        "on",
        "or",
        "some",
        "that",
        "the",
        "their",
        "this",
        "to",
        "which",
        "with",
    ]
)
WORD = re.compile(r"\w+(?:\.\w+)*")


def records(folder: Path) -> list[dict[str, Any]]:
    """The records of the open half."""
    return [json.loads(line) for line in (folder / "records.jsonl").read_text("utf-8").splitlines()]


def prepare(folder: Path, out: Path) -> list[Path]:
    """Each record's sentence as a file of its own, with its date beside it."""
    out.mkdir(parents=True, exist_ok=True)
    made = []
    for r in records(folder):
        file = out / f"{r['id']}.txt"
        file.write_text(r["text"], "utf-8")
        meta = {"outlet": "PLOVER", "published": r["date"]}
        (out / f"{r['id']}.meta.json").write_text(json.dumps(meta), "utf-8")
        made.append(file)
    return made


def gold_root(r: Record) -> frozenset[str]:
    """The root of 2021; an embargo was SANCTION once and is COERCE now."""
    root = str(ROOTS.get(r["root"], r["root"]))
    if (r["root"], r["mode"]) in (("FIGHT", "deport"),):
        root = "COERCE"
    roots = {root}
    if r["root"] == "SANCTION" and "sanctions" in r["event_text"]:
        roots = {"COERCE"}
    if (r["root"], r["mode"]) == ("COERCE", "destroy"):
        roots = {"ASSAULT"}
    return frozenset(roots)


def gold_mode(r: Record) -> str | None:
    """The mode of 2021, None where the record has none."""
    if not r["mode"]:
        return None
    if r["root"] in ("ASSAULT", "FIGHT") and r["mode"] != "deport":
        return str(r["mode"])
    return MODES.get((r["root"], r["mode"]))


def event_words(r: Record) -> list[tuple[int, int]]:
    """Where the words of the event stand: those marked in the sentence, in order."""
    spans, at = [], 0
    low = r["text"].lower()
    for marked in re.findall(r"\(EVT: ([^)]*)\)", r["markup"]) or [r["event_text"]]:
        for word in WORD.findall(marked.lower()):
            found = re.compile(rf"\b{re.escape(word)}").search(low, at) or re.compile(
                rf"\b{re.escape(word)}"
            ).search(low)
            if found and word not in WEAK:
                spans.append((found.start(), found.start() + len(word)))
                at = found.end()
    return spans


def touched(act: Record, words: Sequence[tuple[int, int]]) -> int:
    """How many of the event's words an act's own words, or the thing it is done with, touch."""
    own = [(act["start"], act["end"])]
    return sum(any(s < e2 and s2 < e for s, e in own) for s2, e2 in words)


def names(texts: Iterable[str]) -> set[str]:
    """The words by which two ways of naming a party are taken for the same."""
    return {w for t in texts for w in (x.lower().rstrip("s") for x in WORD.findall(t)) if w not in WEAK}


def party_hits(found: Sequence[set[str]], gold: Sequence[set[str]]) -> int:
    """How many of the gold parties are found, each by one."""
    left, hits = list(found), 0
    for g in gold:
        match = next((f for f in left if f & g), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def f1(hits: int, found: int, gold: int) -> float:
    return 2 * hits / (found + gold) if found + gold else 1.0


def parties(act: Record, key: str) -> list[set[str]]:
    """The parties of one side of an act: the words that name each."""
    return [
        names([p.get("text") or "", (p.get("entity") or "").replace("-", " ")])
        for p in act["plover"].get(key, ())
    ]


def score(folder: Path, reading: Path, show: bool = False) -> dict[str, float]:
    """The figures of a reading of what `prepare` wrote."""
    read = {
        Path(r["report"]["path"]).stem: r for r in map(json.loads, reading.read_text("utf-8").splitlines())
    }
    n = event = root = main = modes = mode_right = 0
    sides = {"actor": [0, 0, 0], "recipient": [0, 0, 0]}
    for r in records(folder):
        n += 1
        acts = read.get(r["id"], {}).get("acts", [])
        words = event_words(r)
        on = [a for a in acts if touched(a, words)]
        event += bool(on)
        wanted = gold_root(r)
        right = [a for a in on if a["plover"]["root"] in wanted]
        root += bool(right)
        best = max(on, key=lambda a: (touched(a, words), -a["start"]), default=None)
        main += bool(best and best["plover"]["root"] in wanted)
        mode = gold_mode(r)
        if mode:
            modes += 1
            mode_right += any(a["plover"]["mode"] == mode for a in right)
        chosen = right[0] if right else best
        found = {k: parties(chosen, k) if chosen else [] for k in sides}
        gold = {k: [names([p["text"]]) for p in r[k]] for k in sides}
        if r["root"] == "CONSULT":
            for x in (found, gold):
                x["actor"], x["recipient"] = x["actor"] + x["recipient"], []
        for k, s in sides.items():
            hits = party_hits(found[k], gold[k])
            s[0] += hits
            s[1] += len(found[k])
            s[2] += len(gold[k])
        if show:
            told = [(a["text"], a["plover"]["root"], a["plover"]["mode"], a["modality"]) for a in acts]
            bad = [k for k in sides if party_hits(found[k], gold[k]) < max(len(gold[k]), len(found[k]))]
            if not right or (mode and not any(a["plover"]["mode"] == mode for a in right)) or bad:
                print(
                    r["id"][13:],
                    "OK" if right else "WRONG",
                    sorted(wanted),
                    mode,
                    "|",
                    r["event_text"],
                    "||",
                    r["text"],
                )
                print("    acts:", told)
                for k in bad:
                    print(f"    {k}: found", found[k], "gold", gold[k])
    return {
        "plover.event": event / n,
        "plover.root": root / n,
        "plover.main root": main / n,
        "plover.mode": mode_right / modes,
        "plover.actor": f1(*sides["actor"]),
        "plover.recipient": f1(*sides["recipient"]),
    }
