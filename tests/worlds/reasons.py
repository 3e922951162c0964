"""Questions whose answers differ for a known reason, told by two outlets and copied by others.

Each account is carried word for word by other outlets with the probability `copying`: a copy is no
second witness, and no reason. Places, parties and words are invented and come from a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.weighing.build import Built, Said
from tests.worlds.world import PLACES

from truceline.model.judgement import Decision, Judgement, SubjectKind
from truceline.model.reading import Modality
from truceline.model.report import Report

START = date(2031, 3, 1)
ONE = ("Velia interior ministry", "velia", "velia-interior-ministry")
OTHER = ("Sall health council", "sall", "sall-health-council")
ACTS = {
    "kill": ("{n} people were killed in {p} when {w}", "In {p} {w} and killed {n} people"),
    "free": ("{n} prisoners were released in {p} when {w}", "In {p} {w} and {n} prisoners were released"),
    "flee": ("{n} people were displaced in {p} as {w}", "In {p} {w} and displaced {n} people"),
    "hurt": ("{n} people were injured in {p} when {w}", "In {p} {w} and injured {n} people"),
}
WHAT = (
    "the quay was shelled",
    "the depot burnt",
    "the bridge fell",
    "the mill was raided",
    "the yard was stormed",
)


@dataclass
class Account:
    """What one outlet tells, on which day after the start of the question."""

    said: Said
    after: int = 0
    corrects: bool = False
    """A new version of the first account's report."""


@dataclass
class Asked:
    """A question with what is known of it."""

    place: str
    verdict: str
    reason: str | None
    withdrawn: bool = False
    """Its first account was taken back."""


@dataclass
class Reasons:
    """Reports with their questions; `judgements` withdraw what was planted as withdrawn."""

    seed: int
    built: Built = field(default_factory=Built)
    asked: list[Asked] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)


class _Teller:
    """Sentences on one count, in one place."""

    def __init__(self, rng: random.Random, place: str) -> None:
        self.rng, self.place = rng, place
        self.forms = list(ACTS[rng.choice(sorted(ACTS))])
        self.what = rng.choice(WHAT)
        self.counted = "prisoners" if "prisoners" in self.forms[0] else "people"

    def tell(
        self, words: str, low: float | None, high: float | None, way: int, thing: str = "", **more: object
    ) -> Said:
        counted = thing or self.counted
        form = self.forms[way].replace(self.counted, counted)
        text = form.format(n=words, p=self.place, w=self.what)
        holder = more.pop("by", (None, None, None))
        return Said(
            text + str(more.pop("tail", "")),
            *holder,  # type: ignore[misc]
            figures=((words, low, high, counted),),
            places=(self.place,),
            **more,  # type: ignore[arg-type]
        )

    def exact(self, n: float, way: int, **more: object) -> Said:
        return self.tell(f"{n:g}", n, n, way, **more)  # type: ignore[arg-type]


Told = tuple[str, str | None, list[Account]]


def _single(t: _Teller) -> Told:
    return "single", None, [Account(t.exact(t.rng.randint(12, 90), 0))]


def _corroborated(t: _Teller) -> Told:
    n = t.rng.randint(12, 90)
    return "corroborated", None, [Account(t.exact(n, 0)), Account(t.exact(n, 1))]


def _rounding(t: _Teller) -> Told:
    n = t.rng.randint(11, 89) * 100
    near = n + t.rng.choice([-1, 1]) * t.rng.randint(3, 30)
    said = t.tell(f"about {n:,}", n, n, 1, approximate=True)
    return "compatible", "rounding", [Account(t.exact(near, 0)), Account(said)]


def _bound(t: _Teller) -> Told:
    n = t.rng.randint(20, 90)
    low = n - t.rng.randint(1, 3)
    return "compatible", "bound", [Account(t.exact(n, 0)), Account(t.tell(f"at least {low}", low, None, 1))]


def _window(t: _Teller) -> Told:
    n = t.rng.randint(200, 400)
    first = t.exact(n, 0, tail=" since the winter", cumulative=True, window="2031-01-02/2031-03-20")
    other = t.exact(n // 4, 1, tail=" in the last fortnight", cumulative=True, window="2031-03-05/2031-03-20")
    return "compatible", "window", [Account(first), Account(other)]


def _cumulative(t: _Teller) -> Told:
    n = t.rng.randint(12, 40)
    total = t.exact(n + t.rng.randint(60, 300), 1, cumulative=True, tail=" so far")
    return "compatible", "cumulative", [Account(t.exact(n, 0, cumulative=False)), Account(total)]


def _category(t: _Teller) -> Told:
    n = t.rng.randint(30, 60)
    return "compatible", "category", [Account(t.exact(n, 0)), Account(t.exact(n // 3, 1, category="women"))]


def _object(t: _Teller) -> Told:
    n = t.rng.randint(30, 60)
    one, other = t.rng.sample(["fishermen", "guards", "clerks", "miners", "drivers"], k=2)
    return (
        "compatible",
        "object",
        [Account(t.exact(n, 0, thing=one)), Account(t.exact(n // 3, 1, thing=other))],
    )


def _planned(t: _Teller) -> Told:
    """What somebody has agreed to do, and what came of it."""
    t.forms, t.counted = list(ACTS["free"]), "prisoners"
    n = t.rng.randint(30, 60)
    plan = t.exact(n + t.rng.randint(5, 20), 1, mode="planned", modality=Modality.FUTURE)
    done = t.exact(n, 0, cumulative=True, tail=" so far")
    return "compatible", "planned", [Account(plan), Account(done, 1)]


def _update(t: _Teller) -> Told:
    n = t.rng.randint(12, 40)
    more = n + t.rng.randint(8, 30)
    return "compatible", "update", [Account(t.exact(n, 0)), Account(t.exact(more, 1), t.rng.randint(1, 3))]


def _correction(t: _Teller) -> Told:
    n = t.rng.randint(30, 60)
    right = Account(t.exact(n - t.rng.randint(5, 20), 0), corrects=True)
    return "differing", "correction", [Account(t.exact(n, 0)), right]


def _misquotation(t: _Teller) -> Told:
    n = t.rng.randint(30, 60)
    said = [t.exact(k, 0, by=ONE, on=START.isoformat()) for k in (n, n + t.rng.randint(8, 30))]
    return "differing", "misquotation", [Account(s) for s in said]


def _dispute(t: _Teller) -> Told:
    n = t.rng.randint(12, 40)
    other = t.exact(n + t.rng.randint(20, 40), 1, by=OTHER)
    return "contested", "dispute", [Account(t.exact(n, 0, by=ONE)), Account(other)]


def _unexplained(t: _Teller) -> Told:
    n = t.rng.randint(12, 40)
    other = t.exact(n + t.rng.randint(20, 40), 1)
    return "differing", "unexplained", [Account(t.exact(n, 0)), Account(other)]


def _count_start(t: _Teller) -> Told:
    """One counts the day itself, the other from the day after: a day apart."""
    first = START + timedelta(days=t.rng.randint(5, 25))
    told = []
    for n in (0, 1):
        day = (first + timedelta(days=n)).strftime("%-d %B")
        text = (
            f"the aid for {t.place} was due to begin on {day}",
            f"aid to {t.place} is due to begin on {day}",
        )[n]
        when = (first + timedelta(days=n)).isoformat()
        told.append(Said(text, times=((day, when),), places=(t.place,), modality=Modality.FUTURE))
    return "differing", "count_start", [Account(s) for s in told]


KINDS: tuple[Callable[[_Teller], Told], ...] = (
    _single,
    _corroborated,
    _rounding,
    _bound,
    _window,
    _cumulative,
    _category,
    _object,
    _planned,
    _update,
    _correction,
    _misquotation,
    _dispute,
    _unexplained,
    _count_start,
)


def make_reasons(seed: int, each: int = 4, copying: float = 0.5) -> Reasons:
    """`each` questions of every kind, a few days apart, among which one in five is withdrawn."""
    rng = random.Random(seed)
    made = Reasons(seed)
    kinds = [k for k in KINDS for _ in range(each)]
    rng.shuffle(kinds)
    for n, kind in enumerate(kinds):
        place = rng.choice(PLACES) + "aeiou"[n % 5] + "klmnprst"[n // 5 % 8] + "o" * (n // 40)
        verdict, reason, accounts = kind(_Teller(rng, place))
        day = START + timedelta(days=rng.randint(0, 40) if kind is not _misquotation else 0)
        reports: list[Report] = []
        for k, account in enumerate(accounts):
            when = (day + timedelta(days=account.after)).isoformat()
            outlet = f"Post {n}-{0 if account.corrects else k}"
            before = reports[0] if account.corrects else None
            reports.append(made.built.add(outlet, when, account.said, before=before))
            for c in range(2):
                if rng.random() < copying and kind is not _correction:
                    made.built.add(f"Echo {n}-{k}-{c}", when, account.said)
        made.asked.append(Asked(place.lower(), verdict, reason))
        if rng.random() < 0.2 and kind is not _correction:
            made.asked[-1].withdrawn = True
            if verdict == "corroborated":
                made.asked[-1].verdict = "single"
            elif reason in ("dispute", "unexplained", "update"):
                made.asked[-1].verdict, made.asked[-1].reason = "differing", "correction"
            made.judgements.append(
                Judgement(
                    f"j{n}",
                    Decision.WITHDRAW,
                    SubjectKind.LINEAGE,
                    made.built.readings[made.built.reports.index(reports[0])].claims[0].id,
                    "an analyst",
                    "2031-06-01T00:00:00Z",
                )
            )
    return made
