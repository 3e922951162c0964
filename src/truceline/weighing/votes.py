"""Which value is best supported where sources differ and copy each other.

An item whose values are single things is weighed after X. Yin, J. Han and P. Yu, "Truth
discovery with multiple conflicting information providers on the web" (KDD 2007): values
given by trusted sources are trusted, and the other way round. An item whose values are lists
is weighed part by part with two qualities of a source, how much of what is there it names
and how much it names that is not there (B. Zhao, B. Rubinstein, J. Gemmell and J. Han, "A
Bayesian approach to discovering truth from conflicting sources", VLDB 2012): leaving out is
weaker evidence than naming. Only items that two sources or more speak of tell anything of a
source. Sources that share values which others contradict are likely to be copies (X. L. Dong,
L. Berti-Equille and D. Srivastava, "Integrating conflicting data: the role of source
dependence", VLDB 2009), and a copied value adds little. The result ranks support: it says
nothing of truth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log

ROUNDS = 8
COPYING = 0.8
"""How much of its values a copier takes over."""
DEPENDENT = 0.02
"""How likely two sources depend on one another before anything is seen."""
TRUST = 0.9
DAMPING = 0.3
"""Sources are never wholly independent: what they say together counts for this much."""
NAMES, ADDS = 0.7, 0.01
"""How much of what is there a source names, and how much that is not, before anything is seen."""
CROWD = 60
"""On an item with more sources than this, only so many are compared for copying."""
LEAST_SHARED = 5
"""Fewer shared items cannot tell a copier from a like-minded source."""
PART = "|"
"""Parts the things of a list within a value."""


@dataclass(frozen=True, slots=True)
class Supported:
    """One value of an item: its share of the support (0..1), who gives it, and how many of
    them count as independent (a copier counts in part)."""

    item: str
    value: str
    support: float
    sources: tuple[str, ...]
    independent: float


@dataclass(frozen=True, slots=True)
class Copying:
    """Two sources that seem to depend on one another, and how likely (0..1)."""

    one: str
    other: str
    likelihood: float
    shared: int
    """Items on which they give the same value."""


@dataclass(frozen=True, slots=True)
class Support:
    """Values by item, best supported first; accuracy by source; pairs that depend on one another."""

    values: Mapping[str, tuple[Supported, ...]]
    accuracy: Mapping[str, float]
    copying: tuple[Copying, ...]

    def best(self) -> dict[str, str]:
        """The best-supported value of each item."""
        return {item: values[0].value for item, values in self.values.items()}


Items = Mapping[str, Mapping[str, Sequence[str]]]
Weights = Mapping[str, Mapping[str, float]]
"""Item -> source -> how much of its vote there is its own."""


def support(observations: Iterable[tuple[str, str, str]]) -> Support:
    """Support for each value of each item, from (source, item, value) triples.

    A value that lists several things parts them with "|". Order and repetition change
    nothing; of several values that one source gives for an item, all are kept.
    """
    claims: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for source, item, value in observations:
        claims[item][value].add(source)
    items = {i: {v: tuple(sorted(claims[i][v])) for v in sorted(claims[i])} for i in sorted(claims)}
    belief, accuracy = _believe(items, {})
    dependent, shared = _dependence(items, belief, accuracy)
    weights = _weights(items, dependent, accuracy)
    if dependent:
        belief, accuracy = _believe(items, weights)
    values = {}
    for item, given in items.items():
        ranked = [
            Supported(item, value, round(belief[item][value], 9), ss, round(_own(weights, item, ss), 6))
            for value, ss in given.items()
        ]
        values[item] = tuple(sorted(ranked, key=lambda s: (-s.support, -s.independent, s.value)))
    copying = tuple(
        Copying(a, b, round(p, 6), shared[(a, b)]) for (a, b), p in sorted(dependent.items()) if p >= 0.5
    )
    return Support(values, accuracy, copying)


def _own(weights: Weights, item: str, ss: Sequence[str]) -> float:
    of = weights.get(item, {})
    return sum(of.get(s, 1.0) for s in ss)


def _believe(items: Items, weights: Weights) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    """Belief in each value (shares of 1 an item), and how far each source is to be trusted."""
    lists = {i: vs for i, vs in items.items() if any(PART in v for v in vs)}
    single = {i: vs for i, vs in items.items() if i not in lists}
    belief, trust = _trusted(single, weights)
    parts, named = _by_parts(lists, weights)
    return belief | parts, {**trust, **named}


def _trusted(items: Items, weights: Weights) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    trust: dict[str, float] = defaultdict(lambda: TRUST)
    score: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        total: dict[str, float] = defaultdict(float)
        count: Counter[str] = Counter()
        for item, values in items.items():
            own = weights.get(item, {})
            score[item] = {
                v: sum(-log(1 - trust[s]) * own.get(s, 1.0) for s in ss) for v, ss in values.items()
            }
            if sum(map(len, values.values())) < 2:
                continue
            for value, ss in values.items():
                sure = 1 / (1 + exp(-DAMPING * score[item][value]))
                for s in ss:
                    total[s] += sure
                    count[s] += 1
        trust = defaultdict(lambda: TRUST, {s: min(0.99, total[s] / count[s]) for s in sorted(count)})
    return {item: _share(of) for item, of in score.items()}, dict(trust)


def _by_parts(items: Items, weights: Weights) -> tuple[dict[str, dict[str, float]], dict[str, float]]:
    names: dict[str, float] = defaultdict(lambda: NAMES)
    adds: dict[str, float] = defaultdict(lambda: ADDS)
    told = {item: _parts(values) for item, values in items.items()}
    there: dict[str, dict[str, float]] = {}
    for _ in range(ROUNDS):
        of: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0, 0.0])
        for item, parts in told.items():
            own = weights.get(item, {})
            speaking = sorted({s for ss in items[item].values() for s in ss})
            there[item] = {}
            for part in sorted(parts):
                odds = 0.0
                for s in speaking:
                    named = s in parts[part]
                    step = log(names[s] / adds[s]) if named else log((1 - names[s]) / (1 - adds[s]))
                    odds += step * own.get(s, 1.0)
                p = 1 / (1 + exp(-max(-50.0, min(50.0, odds))))
                there[item][part] = p
                if len(speaking) < 2:
                    continue
                for s in speaking:
                    n = of[s]
                    n[1] += p
                    n[3] += 1 - p
                    if s in parts[part]:
                        n[0] += p
                        n[2] += 1 - p
        names = defaultdict(lambda: NAMES, {s: (n[0] + 4) / (n[1] + 8) for s, n in of.items()})
        adds = defaultdict(lambda: ADDS, {s: (n[2] + 1) / (n[3] + 200) for s, n in of.items()})
    belief = {}
    for item, values in items.items():
        score = {}
        for value in values:
            have = set(value.split(PART))
            score[value] = sum(
                log(max(1e-9, p if part in have else 1 - p)) for part, p in there[item].items()
            )
        belief[item] = _share(score)
    return belief, dict(names)


def _parts(values: Mapping[str, Sequence[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for value, ss in values.items():
        for part in value.split(PART):
            found[part].update(ss)
    return found


def _share(score: Mapping[str, float]) -> dict[str, float]:
    top = max(score.values())
    spread = {v: exp(max(s - top, -200.0)) for v, s in score.items()}
    total = sum(spread.values())
    return {v: s / total for v, s in spread.items()}


def _dependence(
    items: Items, belief: Mapping[str, Mapping[str, float]], trust: Mapping[str, float]
) -> tuple[dict[tuple[str, str], float], Counter[tuple[str, str]]]:
    """How likely each pair of sources depends on one another, and on how many items they agree.

    Agreeing on a value tells the more, the less likely two sources were to hit on it alone:
    by how far each is right, and by how common the value is among all others.
    """
    evidence: dict[tuple[str, str], float] = defaultdict(float)
    agree: Counter[tuple[str, str]] = Counter()
    right = {s: 0.5 + 0.45 * min(1.0, t) for s, t in trust.items()}
    for item, values in items.items():
        flat = sorted((s, v) for v, ss in values.items() for s in ss)
        if len(flat) < 2:
            continue
        others = len(flat)
        flat = flat[:CROWD]
        for n, (a, v) in enumerate(flat):
            p = right.get(a, 0.9)
            for b, w in flat[n + 1 :]:
                if a == b:
                    continue
                q = right.get(b, 0.9)
                if v != w:
                    evidence[(a, b)] -= log(1 - COPYING)
                    continue
                agree[(a, b)] += 1
                true = belief[item][v]
                common = (len(values[v]) - 1.5) / max(others - 1, 1)
                alone = max(0.01, min(1.0, true * p * q + (1 - true) * common, max(common, true * p * q)))
                evidence[(a, b)] += log(alone / (COPYING + (1 - COPYING) * alone))
    prior = log((1 - DEPENDENT) / DEPENDENT)
    found = {}
    for pair in sorted(agree):
        if agree[pair] >= LEAST_SHARED:
            p = 1 / (1 + exp(min(200.0, max(-200.0, prior + evidence[pair]))))
            if p > 0.05:
                found[pair] = p
    return found, agree


def _weights(items: Items, dependent: Mapping[tuple[str, str], float], trust: Mapping[str, float]) -> Weights:
    """For each source of an item, the most trusted first, how much of its vote is its own."""
    partners: dict[str, dict[str, float]] = defaultdict(dict)
    for (a, b), p in dependent.items():
        partners[a][b] = p
        partners[b][a] = p
    found: dict[str, dict[str, float]] = {}
    for item, values in items.items():
        for ss in values.values():
            before: list[str] = []
            for s in sorted(ss, key=lambda s: (-round(trust.get(s, TRUST), 9), s)):
                known = partners.get(s)
                if known:
                    weight = 1.0
                    for other in before:
                        weight *= 1 - COPYING * known.get(other, 0.0)
                    if weight < 1.0:
                        found.setdefault(item, {})[s] = weight
                before.append(s)
    return found
