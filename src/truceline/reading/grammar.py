"""The function words and small closed sets of a language that the reader's rules ask for."""

from __future__ import annotations

import re
from functools import cache

from truceline.reading.pack import PackShape, load_pack

Words = frozenset[str]


class PronounsWords(PackShape):
    """Pronouns, by what they stand for."""

    alone: Words
    first: Words
    ours: Words
    nobodys: Words
    person: Words
    thing: Words
    many: Words
    relative: Words
    relative_subjects: Words
    holder: Words
    feminine: Words
    masculine: Words
    owners: dict[str, str]
    possessive: Words


class VerbsWords(PackShape):
    """Auxiliary verbs."""

    conditional: Words
    supposing: Words
    would: Words
    future: Words
    owing: Words
    negation: Words
    have: Words
    perfect: Words
    turned: Words
    whether: Words
    asked_for: Words
    open_questions: Words
    to_be: Words
    plural: Words
    singular: Words
    equated: Words
    prospective: Words
    awaited: Words
    able: Words
    failing: Words
    none: Words
    merely: Words
    may: Words
    managed: Words
    beside: Words
    meanwhile: Words
    before_that: Words
    perceived: Words


class AttributionWords(PackShape):
    """Who is said to say what."""

    kin: Words
    relatives: Words
    epithets: Words
    as_if: re.Pattern[str]
    supposed: re.Pattern[str]
    on_topic: Words
    perceiving: Words
    showing: Words
    shown_by: Words
    evidence: Words
    implying: Words
    measured_at: Words
    among_them: Words
    under_way: Words
    seen_by: Words
    leading_in: Words
    against: Words
    afterwards: Words
    conditions: re.Pattern[str]
    likening: Words
    made_by: Words
    carried_in: Words
    carriers: Words
    passed_on: Words
    of_state: Words
    reporters: Words
    any_body: Words
    bearing_out: Words
    only_papers: Words
    sources: Words
    offices_of: Words
    armed_people: Words
    honorifics: Words
    addresses: Words
    standing_for: Words
    of_neither: Words
    indefinite: Words
    spokespeople: Words
    anybody: Words
    joins: Words
    aged: Words
    place_openers: Words
    small_in_names: Words
    we_demand: Words
    kickers: Words
    sections: Words
    not_speakers: re.Pattern[str]
    definite: re.Pattern[str]
    tail: re.Pattern[str]
    apart: re.Pattern[str]
    telegram_marks: re.Pattern[str]
    pledge: re.Pattern[str]
    pointers: Words
    belonging: Words
    employed: Words
    day_openers: Words
    crowds: Words
    new: Words
    to_outlet: Words
    talks: Words
    by_statement: Words
    further: Words
    for_what: Words
    of_what: Words
    turning: Words
    signs: Words
    told_to: Words
    said_by: Words
    more_of_them: Words
    holding: Words
    readiness_nouns: Words
    awaiting: Words
    demanding: Words
    ready: Words
    compiled: Words
    worked_in: Words
    referring: Words
    reading_out: Words
    inscribed: Words
    ones_words: Words
    strings: Words
    named_as: Words
    turning_down: Words
    offers: Words
    reasons: Words
    done_by: Words


class ActsWords(PackShape):
    """Who does what to whom."""

    where: Words
    whose: Words
    at_whom: Words


class NamesWords(PackShape):
    """Names, roles and common nouns."""

    body_joins: Words
    body_of: Words
    state_words: Words
    of_a_nation: Words
    definite: Words
    partitive: Words
    belongs: Words
    quantities: Words
    particles: Words
    place_before: Words
    way_before: Words
    place_of: Words
    spoken_by: Words
    goes_on: Words


class LabelsWords(PackShape):
    """Loaded labels."""

    articles: Words
    definite: Words
    other_side: Words


class FiguresWords(PackShape):
    """Figures and what they count."""

    plural_es: tuple[str, ...]
    no_plural: tuple[str, ...]
    after_number: Words
    pronouns: Words
    determiners: Words
    one_after: Words
    one_before: Words
    will: Words
    be: Words
    name_ends: Words
    sure_scales: Words
    doubtful_signs: Words
    games: Words
    people_words: Words
    after_share: Words
    of_them: Words
    partitive: Words
    planned_modifiers: Words
    planned_verbs: Words
    upon: Words
    planning_verbs: Words
    other_than_that_day: Words
    share_of: Words


class TimesWords(PackShape):
    """Times."""

    be: Words
    whole_months: Words
    not_after_year: Words
    before_decade: Words
    not_before_old_year: Words
    before_same: Words
    after_beside: Words
    between_days: Words
    sure_months: Words
    openers: Words


class CalendarWords(PackShape):
    """The calendar."""

    months: tuple[str, ...]
    months_also_words: Words
    weekdays: tuple[str, ...]
    short_weekdays: tuple[str, ...]
    date_labels: tuple[str, ...]
    after_label: tuple[str, ...]
    of_day: tuple[str, ...]


class WritingWords(PackShape):
    """How copy is written."""

    hyphened: tuple[str, ...]
    dateline_ends: tuple[str, ...]
    owner_marks: tuple[str, ...]
    dateline_small: tuple[str, ...]
    short_titles: tuple[str, ...]
    goes_on: Words
    links_end: str
    endings: tuple[str, ...]
    prefixes: tuple[str, ...]
    people_endings: tuple[str, ...]
    people_endings_cut: tuple[str, ...]
    capitals: Words
    no_names: Words
    more_names: Words
    letters: Words
    plurals: dict[str, str]
    truce: tuple[str, ...]


class Grammar(PackShape):
    """`grammar.yaml`, by the part of the reader that asks."""

    pronouns: PronounsWords
    verbs: VerbsWords
    attribution: AttributionWords
    acts: ActsWords
    names: NamesWords
    labels: LabelsWords
    figures: FiguresWords
    times: TimesWords
    calendar: CalendarWords
    writing: WritingWords


@cache
def grammar(language: str = "en") -> Grammar:
    """The function words of a language; raises `PackError` with file and key."""
    return load_pack(language, "grammar.yaml", Grammar)
