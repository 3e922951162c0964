"""`python -m evals.train_ranker`: fit the ranker of `truceline.reading.ranker` anew.

Trained from the train split of PolNeAR (Newell, Margolin & Ruths, LREC 2018), of which every
tenth text or so is left out as a tuning slice: thresholds are chosen and errors read there.
Seeded and single-threaded: the same corpus, parser and rules give the same weights. What is
written holds trees over parse labels, and rates of stems that occur in 20 texts or more.

    python -m evals.train_ranker [--out FILE] [--texts N] [--prepared FOLDER]
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.measures import shared_folder
from truceline.intake import take_all
from truceline.model.report import Report
from truceline.reading.attribution.claims import distinct, spoken
from truceline.reading.attribution.propose import propose
from truceline.reading.pack import attribution_pack
from truceline.reading.page import Page
from truceline.reading.parser import Parser
from truceline.reading.ranker import features as f
from truceline.reading.ranker.join import WEIGHTS, head_row
from truceline.reading.ranker.tokens import (
    FRAMES,
    LINK_OF_DEP,
    N_LINKS,
    TAGS,
    UP_LINK,
    Tokens,
    Words,
    rows_in,
    tokens_of,
)
from truceline.reading.ranker.trees import Floats, Ints, Trees
from truceline.reading.segment import make_page

SEED = 11
LEAST_TEXTS = 20
"""A stem is kept only where so many texts have it."""
PROPER = (TAGS.index("NNP") + 1, TAGS.index("NNPS") + 1)
CUE_TREES = {"num_leaves": 31, "min_data_in_leaf": 30, "num_iterations": 250}
SPAN_TREES = {"num_leaves": 63, "min_data_in_leaf": 60, "num_iterations": 160}
COMMON = {
    "objective": "binary",
    "learning_rate": 0.08,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "max_depth": 10,
    "lambda_l2": 1.0,
    "num_threads": 1,
    "deterministic": True,
    "force_row_wise": True,
    "seed": SEED,
    "verbosity": -1,
}

Wide = npt.NDArray[np.float64]
Gold = tuple[int, Ints, Ints]
"""Row of the cue's head, rows of the source, rows of the content."""


@dataclass(slots=True)
class Sample:
    """A text with its columns and what its annotator marked."""

    name: str
    tokens: Tokens
    gold: list[Gold]
    ruled: list[tuple[int, Ints, Ints]]


def in_tuning(name: str) -> bool:
    """Whether a text of the train split belongs to the tuning slice (by a hash of its name)."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 == 0


def corpus(shared: Path, split: str = "train") -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Texts and gold, by the shared scorer's own reader."""
    sys.path.insert(0, str(shared / "score"))
    from attribution_polnear import load  # type: ignore[import-not-found]

    found: dict[str, tuple[str, list[dict[str, Any]]]] = load(shared / "bench" / "polnear", split)
    return found


def read_samples(pages: Iterator[tuple[str, Page]], gold: dict[str, Any]) -> list[Sample]:
    """Columns and gold rows of each page; `row` holds numbers of stems of a list that grows."""
    pack = attribution_pack("en")
    growing: dict[str, int] = _Growing()
    words = Words(growing)
    out = []
    for name, page in pages:
        proposals = spoken(distinct(propose(page, pack)))
        t = tokens_of(page, proposals, words, pack)
        if t is None:
            continue
        marked = []
        for g in gold[name][1]:
            cue = rows_in(t.start, t.end, g.get("cue", []))
            content = rows_in(t.start, t.end, g["content"])
            if len(cue) and len(content):
                marked.append((head_row(t, cue), rows_in(t.start, t.end, g.get("source", [])), content))
        ruled = [
            (
                head_row(t, c),
                rows_in(t.start, t.end, p.content),
                rows_in(t.start, t.end, [p.source] if p.source else []),
            )
            for p, c in zip(proposals, t.rule_cues, strict=True)
            if len(c)
        ]
        out.append(Sample(name, t, marked, ruled))
    _STEMS.extend(growing)
    return out


class _Growing(dict[str, int]):
    """Rows for every stem, in order of first sight; row 0 stays free."""

    def get(self, key: str, default: Any = None) -> int:
        return self.setdefault(key, len(self) + 1)


_STEMS: list[str] = []


@dataclass(frozen=True, slots=True)
class Counts:
    """How often stems occur in texts, and as what; rows are stems.

    `word`: as cue, source head and content head, then all; `framed`: cues and all by company;
    `content`, `source`: by the link on which it hangs.
    """

    word: Wide
    cued: Wide
    framed: Wide
    content: Wide
    source: Wide

    @classmethod
    def of(cls, s: Sample, stems: int) -> Counts:
        """Counts of one text."""
        t = s.tokens
        word, cued, framed = np.zeros((stems, 4)), np.zeros((stems, FRAMES)), np.zeros((stems, FRAMES))
        links = {f.CONTENT: np.zeros((stems, N_LINKS)), f.SOURCE: np.zeros((stems, N_LINKS))}
        np.add.at(word[:, 3], t.row, 1)
        np.add.at(framed, (t.row, t.frame), 1)
        for cue, source, content in s.gold:
            word[t.row[cue], f.CUE] += 1
            cued[t.row[cue], t.frame[cue]] += 1
            for rows, column in ((source, f.SOURCE), (content, f.CONTENT)):
                if len(rows):
                    head = head_row(t, rows)
                    word[t.row[head], column] += 1
                    links[column][t.row[cue], _link(t, cue, head)] += 1
        return cls(word, cued, framed, links[f.CONTENT], links[f.SOURCE])

    def less(self, other: Counts) -> Counts:
        return Counts(*(getattr(self, k) - getattr(other, k) for k in self.__dataclass_fields__))

    def rates(self) -> f.Rates:
        """Log-odds, drawn to what holds for a stem at large and for all stems."""
        prior = self.word[:, :3].sum(axis=0) / max(self.word[:, 3].sum(), 1)
        word = (self.word[:, :3] + 8 * prior) / (self.word[:, 3:4] + 8)
        at_large = self.cued.sum(axis=0) / np.maximum(self.framed.sum(axis=0), 1)
        lift = at_large / max(self.cued.sum() / max(self.framed.sum(), 1), 1e-6)
        drawn = np.clip(word[:, f.CUE : f.CUE + 1] * np.sqrt(lift), 0, 0.9)
        framed = (self.cued + 6 * drawn) / (self.framed + 6)
        links = []
        for c in (self.content, self.source):
            of_all = c.sum(axis=0) / max(c.sum(), 1)
            links.append((c + 5 * of_all) / (c.sum(axis=1, keepdims=True) + 5))
        return f.Rates(*(_log_odds(x) for x in (word, framed, *links)))


def _log_odds(share: Wide) -> Floats:
    return np.asarray(np.log(share + 1e-5) - np.log(1 - share + 1e-5), np.float32)


def _link(t: Tokens, cue: int, head: int) -> int:
    """The link of a cue to the child under which a row stands."""
    at = head
    for _ in range(40):
        up = int(t.head[at])
        if up == cue and at != cue:
            return int(LINK_OF_DEP[t.dep[at]])
        if up == at:
            break
        at = up
    return UP_LINK


def closed_list(samples: Sequence[Sample], stems: int) -> npt.NDArray[np.bool_]:
    """Which stems are kept: seldom proper names, in 20 texts or more, and a cue or a source's head."""
    texts, total, proper = np.zeros(stems), np.zeros(stems), np.zeros(stems)
    cues, sources = np.zeros(stems), np.zeros(stems)
    for s in samples:
        t = s.tokens
        mine = np.bincount(t.row, minlength=stems)
        texts += mine > 0
        total += mine
        proper += np.bincount(t.row[np.isin(t.tag, PROPER)], minlength=stems)
        for cue, source, _ in s.gold:
            cues[t.row[cue]] += 1
            if len(source):
                sources[t.row[head_row(t, source)]] += 1
    keep = (texts >= LEAST_TEXTS) & (proper < 0.5 * total) & ((cues >= 4) | (sources >= 15))
    keep[0] = False
    return np.asarray(keep)


def fit(rows: Floats, labels: npt.NDArray[np.bool_], settings: dict[str, Any]) -> Any:
    """A forest for one question."""
    import lightgbm

    return lightgbm.train(
        COMMON | settings, lightgbm.Dataset(rows, labels.astype(np.int8), free_raw_data=True)
    )


def flat(booster: Any) -> Trees:
    """The forest as flat arrays."""
    roots: list[int] = []
    feature: list[Any] = []
    threshold: list[Any] = []
    left: list[Any] = []
    value: list[Any] = []
    depth = 0
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(feature))
        line: list[tuple[Any, int, int]] = [(tree["tree_structure"], len(feature), 0)]
        for column, empty in ((feature, 0), (threshold, np.inf), (left, 0), (value, 0.0)):
            column.append(empty)
        while line:
            node, at, deep = line.pop(0)
            depth = max(depth, deep)
            if "split_feature" not in node:
                value[at], left[at] = node["leaf_value"], at
                continue
            feature[at], threshold[at], left[at] = node["split_feature"], node["threshold"], len(feature)
            for k in ("left_child", "right_child"):
                line.append((node[k], len(feature), deep + 1))
                for column, empty in ((feature, 0), (threshold, np.inf), (left, 0), (value, 0.0)):
                    column.append(empty)
    return Trees(
        np.array(roots, np.int32),
        np.array(feature, np.int32),
        np.array(threshold, np.float32),
        np.array(left, np.int32),
        np.array(value, np.float32),
        depth,
    )


def cue_part(s: Sample, rates: f.Rates) -> tuple[Ints, Floats, npt.NDArray[np.bool_]]:
    """Candidates of a text with their features and labels."""
    rows = f.candidates(s.tokens, rates)
    return rows, f.cue_rows(s.tokens, rates, rows), np.isin(rows, [g[0] for g in s.gold])


def likely_of(s: Sample, rates: f.Rates, trees: Any) -> Floats:
    """Each token's probability of being a cue."""
    rows = f.candidates(s.tokens, rates)
    out = np.zeros(len(s.tokens), np.float32)
    if len(rows):
        out[rows] = trees.predict(f.cue_rows(s.tokens, rates, rows))
    return out


def span_part(
    s: Sample, rates: f.Rates, likely: Floats
) -> tuple[Floats, npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Pairs of a text's gold cues with tokens: features, whether content, whether source."""
    t = s.tokens
    cues = np.array(sorted({g[0] for g in s.gold}), np.int32)
    number, row = f.pairs_of(t, cues)
    own = f.ruled_pairs(t, s.ruled, cues, number, row)
    rows = f.pair_rows(t, rates, likely, cues, own, number, row)
    gold = np.zeros((2, len(cues), len(t)), bool)
    place = {int(c): k for k, c in enumerate(cues)}
    for cue, source, content in s.gold:
        gold[0, place[cue], content] = True
        gold[1, place[cue], source] = True
    return rows, gold[0, number, row], gold[1, number, row]


def train(samples: Sequence[Sample], stems: Sequence[str], say: Any = print) -> dict[str, npt.NDArray[Any]]:
    """Everything that the ranker keeps, as named arrays."""
    began = time.monotonic()
    known = closed_list(samples, len(stems) + 1)
    kept = np.flatnonzero(known)
    rows_now = np.zeros(len(known), np.int32)
    rows_now[kept] = np.arange(1, len(kept) + 1)
    samples = [replace(s, tokens=replace(s.tokens, row=rows_now[s.tokens.row])) for s in samples]
    counts = [Counts.of(s, len(kept) + 1) for s in samples]
    total = Counts(*(np.asarray(sum(getattr(c, k) for c in counts)) for k in Counts.__dataclass_fields__))
    own_rates = [total.less(c).rates() for c in counts]
    parts = [cue_part(s, r) for s, r in zip(samples, own_rates, strict=True)]
    found = sum(int(p[2].sum()) for p in parts)
    say(
        f"{known.sum()} stems; {sum(len(p[0]) for p in parts)} candidates hold {found} of {sum(len({g[0] for g in s.gold}) for s in samples)} cues"
    )
    fold = np.arange(len(samples)) % 3
    likely: list[Floats] = [np.empty(0, np.float32)] * len(samples)
    for k in range(3):
        mine = [p for p, j in zip(parts, fold, strict=True) if j != k]
        model = fit(np.concatenate([p[1] for p in mine]), np.concatenate([p[2] for p in mine]), CUE_TREES)
        for i in np.flatnonzero(fold == k):
            likely[i] = likely_of(samples[i], own_rates[i], model)
    say(f"cues, three folds: {time.monotonic() - began:.0f} s")
    cue = fit(np.concatenate([p[1] for p in parts]), np.concatenate([p[2] for p in parts]), CUE_TREES)
    del parts
    spans = [span_part(s, r, x) for s, r, x in zip(samples, own_rates, likely, strict=True) if s.gold]
    rows = np.concatenate([p[0] for p in spans])
    content, source = np.concatenate([p[1] for p in spans]), np.concatenate([p[2] for p in spans])
    del spans
    say(f"{len(rows)} pairs, {rows.shape[1]} features: {time.monotonic() - began:.0f} s")
    out = flat(cue).arrays("cue")
    for name, labels in (("content", content), ("source", source)):
        out |= flat(fit(rows, labels, SPAN_TREES)).arrays(name)
        say(f"{name}: {time.monotonic() - began:.0f} s")
    out["stems"] = np.array([stems[int(k) - 1] for k in kept])
    rates = total.rates()
    out |= {f"rates.{k}": getattr(rates, k) for k in ("word", "frame", "content", "source")}
    return out


def pages_of(texts: Sequence[Report]) -> Iterator[tuple[str, Page]]:
    """Each report parsed, by the name of its file."""
    parser = Parser()
    for report in texts:
        yield Path(report.path).stem, make_page(report, parser)


def main() -> int:
    asked = argparse.ArgumentParser(prog="evals.train_ranker", description=__doc__)
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked.add_argument("--texts", type=int, default=0, help="train from so many texts only")
    options = asked.parse_args()
    shared = shared_folder()
    if shared is None:
        print("train_ranker: the shared folder with PolNeAR is not beside the checkout")
        return 1
    gold = corpus(shared)
    folder = shared / "bench" / "polnear" / "train" / "text"
    taken, _ = take_all([p for p in sorted(folder.glob("*.txt")) if not in_tuning(p.stem)])
    reports = [t.report for t in taken][: options.texts or None]
    samples = read_samples(pages_of(reports), gold)
    print(f"{len(samples)} texts, {sum(len(s.gold) for s in samples)} attributions")
    arrays = train(samples, _STEMS)
    np.savez_compressed(options.out, **arrays)  # type: ignore[arg-type]
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
