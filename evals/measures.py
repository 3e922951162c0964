"""What is measured: each measure runs a public command of Truceline and one of the shared scorers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evals import drafts, plover
from evals.cold import KINDS, TEXTS, UNREAD, UNSEEN, cold_readings
from evals.origins import traced
from evals.questions import questions_of

Figures = dict[str, float]
OPEN_SEEDS = ("000", "003", "004")


def shared_folder() -> Path | None:
    """The shared folder: $TRUCELINE_SHARED, else `shared` beside the checkout."""
    named = os.environ.get("TRUCELINE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    return folder if (folder / "score").is_dir() else None


def run(*words: str | Path, out: Path | None = None) -> str:
    """Run a command; its standard output, also written to `out`."""
    done = subprocess.run([str(w) for w in words], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 5):
        raise RuntimeError(
            f"{' '.join(map(str, words))} ended with {done.returncode}:\n{done.stderr[-2000:]}"
        )
    if out:
        out.write_text(done.stdout, "utf-8")
    return done.stdout


def truceline(*words: str | Path, out: Path | None = None) -> str:
    """Run the command under test."""
    return run(sys.executable, "-m", "truceline", *words, out=out)


def scored(shared: Path, script: str, *words: str | Path) -> dict[str, Any]:
    """What one of the scorers prints with --json."""
    found: dict[str, Any] = json.loads(run(sys.executable, shared / "score" / script, *words, "--json"))
    return found


def seeds(shared: Path, scratch: Path) -> Figures:
    """The three open reports against what a careful reader finds in them."""
    reading = scratch / "seeds.jsonl"
    files = [f for n in OPEN_SEEDS for f in sorted((shared / "seeds").glob(f"{n}_*.txt"))]
    truceline("read", *files, "--json", out=reading)
    found = scored(shared, "score.py", "--gold", shared / "gold", "--reading", reading)
    shares = ("holder party", "stance", "chain")
    return {f"seeds.{k}": found[k]["share" if k in shares else "f1"] for k in found}


def cross(shared: Path, scratch: Path) -> Figures:
    """The three open reports weighed together."""
    weighing = scratch / "weighing.json"
    files = [f for n in OPEN_SEEDS for f in sorted((shared / "seeds").glob(f"{n}_*.txt"))]
    truceline("weigh", *files, "--json", out=weighing)
    found = scored(shared, "cross.py", "--gold", shared / "gold", "--weighing", weighing)
    return {
        "cross.origins": found["origins"]["f1"],
        "cross.none forbidden": float(found["forbidden"] == 0),
        "cross.verdicts macro": found["macro"],
        "cross.covered": found["covered"] / found["questions"],
    }


def board(shared: Path, scratch: Path) -> Figures:
    """Raw reports to a board, for two pairs of dates."""
    case, out = scratch / "case", scratch / "board.jsonl"
    files = [f for n in OPEN_SEEDS for f in sorted((shared / "seeds").glob(f"{n}_*.txt"))]
    truceline("init", case, "--accord", "gaza-2025-01")
    truceline("add", "--case", case, *files)
    pairs = json.loads((shared / "gold" / "board.json").read_text("utf-8"))["pairs"]
    out.write_text(
        "\n".join(
            truceline("board", "--case", case, "--as-of", p["as_of"], "--known-at", p["known_at"], "--json")
            for p in pairs
        ),
        "utf-8",
    )
    found = scored(shared, "board.py", "--board", out)
    return {
        "board.spoken": found["spoken"]["share right"],
        "board.silent": found["silent"]["share right"],
        "board.no false adverse": float(found["FALSE ADVERSE"] == 0),
        "board.nothing overclaimed": float(found["overclaimed"] == 0),
    }


def _bench(
    shared: Path, scratch: Path, name: str, script: str, source: Path, *options: str
) -> dict[str, Any]:
    texts, reading = scratch / name, scratch / f"{name}.jsonl"
    run(sys.executable, shared / "score" / script, "prepare", source, texts)
    truceline("read", *sorted(texts.glob("*.txt")), "--json", *options, out=reading)
    return scored(shared, script, "score", source, reading)


def polnear(shared: Path, scratch: Path) -> Figures:
    """Who said what, in political news (dev: measured only, never studied), in both modes of reading."""
    out: Figures = {}
    for mode, options in (("polnear", ()), ("polnear --fast", ("--fast",))):
        source = shared / "bench" / "polnear"
        found = _bench(shared, scratch, mode, "attribution_polnear.py", source, *options)
        out |= {
            f"{mode}.content": found["attribution (content)"]["f1"],
            f"{mode}.and source": found["attribution (and source)"]["f1"],
            f"{mode}.direct": found["direct"]["f1"],
        }
    return out


def wikiwars(shared: Path, scratch: Path) -> Figures:
    """Times in narrative texts."""
    found = _bench(shared, scratch, "wikiwars", "times.py", shared / "bench" / "wikiwars")
    return {f"wikiwars.{k}": v["f1"] for k, v in found.items() if isinstance(v, dict) and "f1" in v}


def newsquant(shared: Path, scratch: Path) -> Figures:
    """Figures in news sentences."""
    source = shared / "bench" / "quantities" / "newsquant.json"
    found = _bench(shared, scratch, "newsquant", "quantities.py", source)
    return {f"newsquant.{k}": v["f1"] for k, v in found.items() if isinstance(v, dict) and "f1" in v}


def places(shared: Path, scratch: Path) -> Figures:
    """Place names found and put on the map."""
    out: Figures = {}
    for name in ("lgl", "TR-News"):
        found = _bench(shared, scratch, name, "places.py", shared / "bench" / "places" / f"{name}.xml")
        out[f"places.{name}.exact"] = found["exact"]["f1"]
        near = found["within 161 km"]
        out[f"places.{name}.within 161 km"] = near["share"] if isinstance(near, dict) else near
    return out


def plover_acts(shared: Path, scratch: Path) -> Figures:
    """Who did what to whom, against the gold records of PLOVER."""
    source, texts, reading = shared / "bench" / "plover", scratch / "plover", scratch / "plover.jsonl"
    truceline("read", *plover.prepare(source, texts), "--json", out=reading)
    return plover.score(source, reading)


def truth(shared: Path, scratch: Path) -> Figures:
    """The best-supported value against what is known: a ranking of support, no verdict of truth."""
    from truceline.weighing import support

    out: Figures = {}
    for name in ("book", "population"):
        source, folder = shared / "bench" / "truth" / name, scratch / name
        run(sys.executable, shared / "score" / "truth.py", "prepare", source, folder)
        lines = (folder / "observations.jsonl").read_text("utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        answer = scratch / f"{name}.json"
        supported = support([(r["source"], r["item"], r["value"]) for r in rows])
        answer.write_text(json.dumps(supported.best()), "utf-8")
        found = scored(shared, "truth.py", "score", source, answer)
        out[f"truth.{name}"] = found["accuracy"]["share"]
    return out


def strangers(shared: Path, scratch: Path) -> Figures:
    """Who said what in reports of invented conflicts, whose names no pack and no accord knows."""
    return _cold("strangers", TEXTS)


def unread(shared: Path, scratch: Path) -> Figures:
    """The same on two more conflicts, whose texts and gold were written by somebody who had not seen the
    code: what is reached here is nearer to what a new conflict will find."""
    return _cold("unread", UNREAD)


def drafted(shared: Path, scratch: Path) -> Figures:
    """From raw text to board on ten agreements, by invented reports that speak of some clauses; the later
    sets have other turns of phrase, and agreements with `accord.yaml` alone. On the second set nothing was
    mended: what is reached there is nearer to what new reports will find."""
    out: Figures = {}
    sets = (
        ("drafts", drafts.DRAFTS),
        ("drafts third", drafts.THIRD),
        ("drafts fourth", drafts.FOURTH),
        ("drafts fifth", drafts.FIFTH),
        ("drafts second", drafts.SECOND),
    )
    for name, folder in sets:
        found = drafts.score(scratch / name, folder)
        for words in found.wrong:
            print(f"  wrong ({name}): {words}")
        for words in found.adverse:
            print(f"  an adverse word that no report supports ({name}): {words}")
        out |= {
            f"{name}.spoken": found.spoken_right / found.spoken,
            f"{name}.silent": found.silent_right / found.silent,
            f"{name}.no false adverse": float(not found.adverse),
            f"{name}.placed": found.placed / found.reports,
        }
    return out


def assumed(shared: Path, scratch: Path) -> Figures:
    """The same agreements and reports where no rules were written for them: what the titles of clauses tell."""
    library, out = drafts.bare(scratch), Counter[str]()
    for folder in (drafts.DRAFTS, drafts.THIRD, drafts.FOURTH):
        found = drafts.score(scratch / folder.name, folder, library)
        out.update(spoken=found.spoken, spoken_right=found.spoken_right)
        out.update(silent=found.silent, silent_right=found.silent_right, adverse=len(found.adverse))
    return {
        "drafts bare.spoken": out["spoken_right"] / out["spoken"],
        "drafts bare.silent": out["silent_right"] / out["silent"],
        "drafts bare.no false adverse": float(not out["adverse"]),
    }


def origins(shared: Path, scratch: Path) -> Figures:
    """Relays traced to one origin in reports of invented conflicts, by another's gold."""
    return _traced("origins", KINDS)


def unseen(shared: Path, scratch: Path) -> Figures:
    """All of it on a third conflict by the writer of `kinds`, on which nothing was mended: keep it so."""
    return (
        _cold("unseen", UNSEEN) | _traced("unseen origins", UNSEEN) | questions_of(UNSEEN, "unseen questions")
    )


def _traced(name: str, folder: Path) -> Figures:
    found = list(traced(folder).values())
    for score in found:
        for kind in ("missed", "wrong"):
            for words in getattr(score, kind):
                print(f"  {kind}: {words}")
    asked, joined, forbidden = (sum(getattr(s, k) for s in found) for k in ("asked", "joined", "forbidden"))
    return {
        f"{name}.f1": 2 * joined / (joined + forbidden + asked),
        f"{name}.joined": joined / asked,
        f"{name}.look-alikes apart": 1 - forbidden / sum(s.apart for s in found),
    }


def kinds(shared: Path, scratch: Path) -> Figures:
    """Who said what on pages of many kinds, on two more invented conflicts by yet another writer: telexes, a
    release, a communique, an interview, a live page, a forum, a blog, an opinion piece, a party's paper."""
    return _cold("kinds", KINDS)


def _cold(name: str, folder: Path) -> Figures:
    found = list(cold_readings(folder).values())
    matched, right = (sum(getattr(h, k) for h in found) for k in ("matched", "by_the_right_one"))
    each = sum(h.asked + h.proposed for h in found)
    for h in found:
        for kind in ("wrongly_given", "missed", "added"):
            for words in getattr(h, kind):
                print(f"  {kind.replace('_', ' ')}: {words}")
    return {
        f"{name}.content": 2 * matched / each,
        f"{name}.and source": 2 * right / each,
        f"{name}.none wrongly given": 1 - sum(len(h.wrongly_given) for h in found) / max(1, right),
    }


MEASURES: dict[str, Callable[[Path, Path], Figures]] = {
    "strangers": strangers,
    "unread": unread,
    "origins": origins,
    "kinds": kinds,
    "unseen": unseen,
    "drafts": drafted,
    "drafts bare": assumed,
    "questions": lambda shared, scratch: questions_of(),
    "seeds": seeds,
    "cross": cross,
    "board": board,
    "polnear": polnear,
    "wikiwars": wikiwars,
    "newsquant": newsquant,
    "places": places,
    "plover": plover_acts,
    "truth": truth,
}
