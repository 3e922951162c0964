"""Reports of invented conflicts, two and three at a time, with what a careful reader says of their figures."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from truceline import read
from truceline.model.weighing import Finding, QuestionKind
from truceline.weighing import weigh


@dataclass(frozen=True)
class Asked:
    """Reports (outlet, day or nothing, text), the words of figures that answer one question, and how they stand: each of
    `stand` is a verdict or a reason; nothing where the figures must not stand together unexplained."""

    name: str
    reports: tuple[tuple[str, str, str], ...]
    figures: tuple[tuple[int, str], ...]
    stand: tuple[str, ...] = ()


def findings_on(asked: Asked, home: Path, *kinds: QuestionKind) -> list[Finding]:
    """The findings of some kinds in which all the words asked for stand; the reports are written to `home`."""
    for n, (outlet, day, text) in enumerate(asked.reports):
        (home / f"{n}.txt").write_text(text, "utf-8")
        meta = {"outlet": outlet, "published": day} if day else {"outlet": outlet}
        (home / f"{n}.meta.json").write_text(json.dumps(meta), "utf-8")
    pairs = sorted(read([home]), key=lambda p: p[0].path)
    reports = [report for report, _ in pairs]
    weighed = weigh(reports, [reading for _, reading in pairs], None)
    places = []
    for n, words in asked.figures:
        at = re.search(rf"\b{re.escape(words)}\b", reports[n].text)
        assert at is not None, words
        places.append((reports[n].id, at.start(), at.end()))
    return [
        f
        for f in weighed.findings
        if f.kind in kinds
        and all(
            any(
                e.span.report == report and e.span.start < end and start < e.span.end
                for v in f.values
                for e in v.evidence
            )
            for report, start, end in places
        )
    ]


ASKED = (
    Asked(
        "the same dead by other nouns",
        (
            (
                "Medra Wire",
                "2027-03-03",
                "Three marines were killed on Tuesday when islanders fired on a landing craft off Cape Orsa, the "
                "navy said.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "At Cape Orsa, monitors were shown the bodies of three troops. They could not establish who fired.",
            ),
        ),
        ((0, "Three"), (1, "three")),
        ("corroborated",),
    ),
    Asked(
        "a bound and the count within it",
        (
            (
                "Medra Wire",
                "2027-03-03",
                "Navy spokesman Ivo Lanter said more than 30 rockets had hit the jetty of Port Sella overnight.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "At Port Sella, inspectors counted 34 impacts of rockets around the jetty.",
            ),
        ),
        ((0, "more than 30"), (1, "34")),
        ("bound",),
    ),
    Asked(
        "since one day, told by its name and by a date without a year",
        (
            (
                "Medra Wire",
                "2027-03-04",
                "Shells have killed 12 fishermen on the quay of Port Sella since Monday, residents said.",
            ),
            (
                "Strait Monitor",
                "",
                "Shells have killed 15 fishermen on the quay of Port Sella since March 1, a doctor said.",
            ),
        ),
        ((0, "12"), (1, "15")),
        ("unexplained",),
    ),
    Asked(
        "none at all, and some",
        (
            (
                "Medra Wire",
                "2027-06-10",
                "Not one of the 18 patrol boats that the Front is to hand over by 15 June has left its berth, the "
                "coast guard said on Thursday.",
            ),
            (
                "Tavi Front Press Office",
                "2027-06-10",
                "The Front has handed over nine of its eighteen patrol boats at Port Sella. The other nine will "
                "follow by 15 June.",
            ),
        ),
        ((0, "Not one"), (1, "nine")),
        ("contested", "dispute"),
    ),
    Asked(
        "what is to be done, and what is done",
        (
            (
                "Medra Wire",
                "2027-06-10",
                "Under the Orsa accord the Front is to hand over 18 patrol boats by 15 June.",
            ),
            (
                "Strait Monitor",
                "2027-06-11",
                "Inspectors have verified the presence of nine patrol boats at Port Sella, where the Front agreed "
                "to leave them.",
            ),
        ),
        ((0, "18"), (1, "nine")),
        ("planned",),
    ),
    Asked(
        "a toll that rises",
        (
            (
                "Kaldo Times",
                "2027-09-01",
                "Six miners were killed in an attack on a bus at Kaldo on Tuesday, the governor said.",
            ),
            (
                "Upland Radio",
                "2027-09-03",
                "A seventh miner has died of burns, bringing the number of miners killed in Tuesday's attack at "
                "Kaldo to seven, the hospital said.",
            ),
        ),
        ((0, "Six"), (1, "seven")),
        ("update",),
    ),
    Asked(
        "one night, and all since the truce",
        (
            (
                "Kaldo Times",
                "2027-09-01",
                "Four gendarmes were killed at the Ruvo bridge on Tuesday, the governor said.",
            ),
            (
                "Upland Radio",
                "2027-09-03",
                "Eleven gendarmes have been killed since the truce was signed on 6 July, the interior minister "
                "told deputies on Thursday.",
            ),
        ),
        ((0, "Four"), (1, "Eleven")),
        ("cumulative", "window"),
    ),
    Asked(
        "some of them in a week",
        (
            (
                "Truce Commission",
                "2027-08-20",
                "Since the truce took effect on 6 July, the Commission has logged 96 breaches, 17 of them in the "
                "week of 9 to 15 August.",
            ),
        ),
        ((0, "96"), (0, "17")),
        ("window", "cumulative"),
    ),
    Asked(
        "villagers alone, and villagers with a fighter",
        (
            (
                "Truce Commission",
                "2027-08-21",
                "In Ruvo, observers saw the bodies of three villagers.",
            ),
            (
                "Upland Movement",
                "2027-08-21",
                "The guns of the capital opened fire on Ruvo. Four of our people perished there: three villagers "
                "and one partisan of the home guard. The Movement asks the Commission to say so.",
            ),
        ),
        ((0, "three"), (1, "Four")),
        ("category",),
    ),
    Asked(
        "a running count",
        (
            (
                "Kaldo Times",
                "2027-08-10",
                "The Commission had registered 412 partisans at the Ruvo depot by Monday evening.",
            ),
            (
                "Upland Radio",
                "2027-08-12",
                "The Commission said on Thursday that it had registered 455 guerrillas at the Ruvo depot by noon.",
            ),
        ),
        ((0, "412"), (1, "455")),
        ("update",),
    ),
    Asked(
        "exact, and rounded",
        (
            (
                "Kaldo Times",
                "2027-08-12",
                "The Commission had registered 455 partisans at the Ruvo depot by Thursday noon.",
            ),
            (
                "Upland Radio",
                "2027-08-12",
                "About 450 fighters were at the Ruvo depot on Thursday, according to the Commission.",
            ),
        ),
        ((0, "455"), (1, "About 450")),
        ("rounding",),
    ),
    Asked(
        "a number without its noun",
        (
            (
                "Kaldo Times",
                "2027-08-12",
                "The accord foresees that 600 partisans report to the depot. By Thursday the Commission had "
                "registered 455.",
            ),
            (
                "Upland Radio",
                "2027-08-12",
                "The Commission had registered 455 guerrillas by Thursday, its spokeswoman said.",
            ),
        ),
        ((0, "455"), (1, "455")),
        ("corroborated", "single", "compatible"),
    ),
    Asked(
        "a wrong figure taken back",
        (
            (
                "Trans-Sierra",
                "2027-08-30",
                "(Corrects number of released sailors in paragraph 2 to 23, not 32)\n\nThe islanders have "
                "released 23 sailors since the accord, the Red Cross said on Monday.",
            ),
            (
                "Kaldo Times",
                "2027-08-30",
                "Twenty-three sailors have been set free since the accord, the Red Cross said.",
            ),
        ),
        ((0, "32"), (0, "23 sailors")),
        ("correction",),
    ),
    Asked(
        "the strength of a unit",
        (
            (
                "Kaldo Times",
                "2027-08-01",
                "A police report puts the strength of the Falcon band at 147.",
            ),
            (
                "Upland Radio",
                "2027-08-02",
                "The Falcon band's 150 or so gunmen have not come down from the hills, the prefect said.",
            ),
        ),
        ((0, "147"), (1, "150 or so")),
        ("rounding",),
    ),
    Asked(
        "one day's, and all so far",
        (
            (
                "Kaldo Times",
                "2027-08-12",
                "Fifty-three mortars were handed in during the day, a Commission official said.",
            ),
            (
                "Upland Radio",
                "2027-08-13",
                "The Commission has received 310 mortars since the truce took effect on 6 July, the prefect said.",
            ),
        ),
        ((0, "Fifty-three"), (1, "310")),
        ("cumulative", "window"),
    ),
    Asked(
        "two places",
        (
            ("Strait Monitor", "2027-03-04", "At Port Sella, inspectors counted 34 craters."),
            ("Medra Wire", "2027-03-04", "At Cape Orsa, inspectors counted 12 craters, the navy said."),
        ),
        ((0, "34"), (1, "12")),
    ),
    Asked(
        "two places, and one that only the next sentence names",
        (
            ("Strait Monitor", "2027-03-04", "At Port Sella, a clerk said inspectors counted 34 craters."),
            (
                "Medra Wire",
                "2027-03-04",
                'At Cape Orsa a clerk watched. "I counted 12 craters," the clerk said. "Boats leave for Port Sella."',
            ),
        ),
        ((0, "34"), (1, "12")),
    ),
    Asked(
        "soldiers and villagers",
        (
            ("Medra Wire", "2027-03-04", "Five soldiers were killed at Ruvo on Tuesday, the army said."),
            (
                "Strait Monitor",
                "2027-03-04",
                "Three villagers were killed at Ruvo on Tuesday, monitors said.",
            ),
        ),
        ((0, "Five"), (1, "Three")),
    ),
    Asked(
        "the wounded of one side and the dead of the other",
        (
            ("Medra Wire", "2027-03-04", "Five marines were wounded at Ruvo on Tuesday, the navy said."),
            ("Strait Monitor", "2027-03-04", "Five villagers were killed at Ruvo on Tuesday, monitors said."),
        ),
        ((0, "Five"), (1, "Five")),
    ),
    Asked(
        "rockets and shells",
        (
            (
                "Medra Wire",
                "2027-03-04",
                "More than 40 rockets fell on Port Sella on Tuesday, the navy said.",
            ),
            (
                "Strait Monitor",
                "2027-03-04",
                "Monitors counted 25 shells that fell on Port Sella on Tuesday.",
            ),
        ),
        ((0, "More than 40"), (1, "25")),
    ),
    Asked(
        "those who fled abroad and those who fled within, told in one breath",
        (
            (
                "Strait Monitor",
                "2027-03-04",
                "The relief agency said that 40,000 people had fled abroad while 120,000 were displaced within "
                "the islands.",
            ),
            (
                "Medra Wire",
                "2027-03-05",
                "The fighting has displaced more than 120,000 people within the islands, the relief agency said.",
            ),
        ),
        ((0, "40,000"), (1, "more than 120,000")),
    ),
    Asked(
        "two counts of sacks in one claim, one of them told again",
        (
            (
                "Kaldo Times",
                "2027-09-01",
                "The mill took in 900 sacks of rye and 250 sacks of barley, the miller said.",
            ),
            ("Upland Radio", "2027-09-02", "The miller said that 250 sacks had reached the mill."),
        ),
        ((0, "900"), (1, "250")),
    ),
    Asked(
        "some of them, and all",
        (
            ("Medra Wire", "2027-03-03", "Nine of the 24 sailors were freed on Tuesday, the navy said."),
            ("Strait Monitor", "2027-03-05", "The navy said 24 sailors were freed."),
        ),
        ((0, "Nine"), (1, "24")),
        ("differing", "compatible"),
    ),
)
