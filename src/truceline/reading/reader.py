"""The way through reading: a report in, its `Reading` out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from truceline.errors import AccordNotFound
from truceline.model.accord import Vocabulary
from truceline.model.reading import Reading
from truceline.model.report import Report
from truceline.reading.acts import find_acts
from truceline.reading.attribution import attribute
from truceline.reading.choose import choose
from truceline.reading.figures import find_figures
from truceline.reading.mentions import find_mentions
from truceline.reading.parser import Parser
from truceline.reading.places.find import find_places
from truceline.reading.posts import with_posts
from truceline.reading.segment import make_page
from truceline.reading.spoken_days import as_spoken
from truceline.reading.strangers import strangers, with_strangers
from truceline.reading.tie import tie
from truceline.reading.times import find_times
from truceline.reading.topics import topics_of

LANGUAGES = ("en",)


def read_report(
    report: Report,
    parser: Parser,
    vocabularies: Mapping[str, Vocabulary],
    accord: str = "auto",
    *,
    fast: bool = False,
) -> Reading:
    """Read one report.

    `accord` is a key of `vocabularies`, "none", or "auto": chosen by the parties and places
    that the report names, with none where the signs are weak. A report in a language without
    a pack comes back with `read` False. `fast` leaves attribution to the rules alone. Raises `AccordNotFound` for an unknown accord.
    """
    if report.language not in LANGUAGES:
        return Reading(
            report.id,
            read=False,
            why_unread=f"no language pack for {report.language!r}; there are packs for {', '.join(LANGUAGES)}",
        )
    page = make_page(report, parser)
    chosen, why = _accord_of(report, vocabularies, accord)
    vocabulary = vocabularies[chosen] if chosen else None
    named = with_strangers(page, vocabulary)
    strange = strangers(vocabulary, named)
    mentions = with_posts(page, find_mentions(page, named), strange)
    times = find_times(page, vocabulary)
    figures = find_figures(page, times, vocabulary)
    claims = attribute(page, mentions, times, named, fast)
    times = as_spoken(times, claims, page.text)
    movements = [e.id for e in strange if e.party == e.id and not e.country]
    placed = find_places(page, mentions, vocabulary, movements=movements)
    acts = find_acts(page, placed, times)
    reading = tie(
        Reading(
            report.id,
            read=True,
            accord=chosen,
            accord_why=why,
            claims=claims,
            figures=figures,
            times=times,
            mentions=placed,
            acts=acts,
            blocks=tuple(b.as_block() for b in page.blocks),
        ),
        report.text,
    )
    if vocabulary is None:
        return reading
    topics = {
        c.id: topics_of(c, page, reading.acts, reading.figures, reading.mentions, vocabulary)
        for c in reading.claims
    }
    return replace(reading, claims=tuple(replace(c, topics=topics[c.id]) for c in reading.claims))


def _accord_of(report: Report, vocabularies: Mapping[str, Vocabulary], accord: str) -> tuple[str | None, str]:
    if accord == "none":
        return None, "reading without an accord was asked for"
    if accord != "auto":
        if accord not in vocabularies:
            known = ", ".join(sorted(vocabularies)) or "none"
            raise AccordNotFound(f"no accord is called {accord!r}", mend=f"installed: {known}")
        return accord, "named in the call"
    return choose(report, vocabularies)
