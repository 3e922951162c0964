"""Near-copies: ours beside `datasketch` and `rensa`, from plain text to pairs, in one run.

    python -m benchmarks.copies [--pages 6000] [--json]

Made pages (seed printed): a third are copies of an earlier page with every tenth to fiftieth word
changed, some with half of the page replaced. Recall is the share of the planted pairs that are found;
the others are given the bands at which they find as many as ours, or as many as they can.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import time
from collections.abc import Callable
from functools import partial

from truceline.weighing.near import NearCopies

SEED = 11
WORDS = 350
BATCH = 500
_WORD = re.compile(r"\w+")
Pairs = set[tuple[int, int]]


def pages(count: int, seed: int = SEED) -> tuple[list[str], Pairs]:
    """Pages and the planted pairs (the earlier first)."""
    rng = random.Random(seed)  # noqa: S311
    letters = "abcdefghijklmnoprstuvw"
    words = ["".join(rng.choices(letters, k=rng.randint(2, 9))) for _ in range(30_000)]
    often = words[:600]
    made: list[list[str]] = []
    pairs: Pairs = set()
    for n in range(count):
        if n > 10 and rng.random() < 1 / 3:
            lead = rng.randrange(n)
            copy = list(made[lead])
            rate = rng.choice([0.02, 0.05, 0.1])
            copy = [rng.choice(words) if rng.random() < rate else w for w in copy]
            if rng.random() < 0.2:
                half = len(copy) // 2
                copy[half:] = [rng.choice(words) for _ in copy[half:]]
            pairs.add((lead, n))
            made.append(copy)
        else:
            made.append([rng.choice(often if rng.random() < 0.5 else words) for _ in range(WORDS)])
    return [" ".join(m) for m in made], pairs


def ours(texts: list[str]) -> Pairs:
    """As the pages come in, five hundred at a time."""
    index = NearCopies()
    found: Pairs = set()
    for n in range(0, len(texts), BATCH):
        found |= {(p.one, p.other) for p in index.add(texts[n : n + BATCH])}
    return found


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[k : k + 4]) for k in range(len(words) - 3)]


def by_rensa(texts: list[str], bands: int) -> Pairs:
    """Its quickest way: all digests at once, all asked at once."""
    from rensa import RMinHash, RMinHashLSH

    digests = RMinHash.from_token_sets([_shingles(t) for t in texts], 128, 1)
    index = RMinHashLSH(threshold=0.1, num_perm=128, num_bands=bands)
    index.insert_many(digests)
    return {(other, n) for n, near in enumerate(index.query_all(digests)) for other in near if other < n}


def by_datasketch(texts: list[str], bands: int) -> Pairs:
    """MinHash of 128 numbers in bands, queried as the pages come in."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(num_perm=128, params=(bands, 128 // bands))
    found: Pairs = set()
    for n, text in enumerate(texts):
        mine = MinHash(num_perm=128)
        mine.update_batch([s.encode() for s in _shingles(text)])
        found |= {(int(k), n) for k in index.query(mine)}
        index.insert(n, mine)
    return found


def measured(name: str, way: Callable[[], Pairs], texts: list[str], planted: Pairs) -> dict[str, object]:
    """Microseconds a page, recall of the planted pairs, and how many pairs are proposed."""
    start, busy = time.perf_counter(), time.process_time()
    found = way()
    clock, busy = time.perf_counter() - start, time.process_time() - busy
    return {
        "by": name,
        "microseconds_a_page": round(busy / len(texts) * 1e6, 1),
        "by_the_clock": round(clock / len(texts) * 1e6, 1),
        "recall": round(len(found & planted) / len(planted), 4),
        "pairs": len(found),
    }


def compared(count: int) -> list[dict[str, object]]:
    """Ours, and each other with bands of 4, 2 and 1 numbers: the fewer, the more is found."""
    texts, planted = pages(count)
    ours(texts[:BATCH])  # tables are made once
    rows = [measured("truceline", lambda: ours(texts), texts, planted)]
    for name, way in (("rensa", by_rensa), ("datasketch", by_datasketch)):
        for bands in (32, 64):
            told = f"{name}, {bands} bands of {128 // bands}"
            rows.append(measured(told, partial(way, texts, bands), texts, planted))
    return rows


def measure() -> None:
    """Print what finding near-copies among 3,000 pages takes."""
    for row in compared(3000):
        print(f"copies: {row['by']}: {row['microseconds_a_page']} us a page, recall {row['recall']}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=6000)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = compared(options.pages)
    print(json.dumps(rows) if options.json else "\n".join([f"seed {SEED}", *map(str, rows)]))


if __name__ == "__main__":
    main()
