"""What a brief says of made-up material, in each of its three forms."""

from __future__ import annotations

import io
import itertools
import re
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given as for_all
from hypothesis import settings
from hypothesis import strategies as st
from rich.console import Console
from tests.brief.made import COURIER, GAZETTE, SECRET, accord, at, blocks, claim, given, lineage, report

from truceline import brief
from truceline.errors import Misaligned, Unsourced
from truceline.model.brief import Brief, Sentence
from truceline.model.reading import Reading
from truceline.model.report import DateBasis, Handling
from truceline.model.span import Span
from truceline.model.standing import EvidenceLevel, State, Step
from truceline.model.weighing import QuestionKind, Weighing


def sentences(made: Brief) -> list[Sentence]:
    return [s for x in made.sections for i in x.items for s in i.sentences]


def words(made: Brief) -> str:
    return "\n".join(s.text for s in sentences(made))


def section(made: Brief, key: str) -> list[tuple[str, list[str]]]:
    found = next(x for x in made.sections if x.key == key)
    return [(i.lead, [s.text for s in i.sentences]) for i in found.items]


def on_screen(made: Brief, width: int = 100) -> str:
    console = Console(width=width, record=True, file=io.StringIO())
    brief.terminal(made, console)
    return console.export_text()


class Reader(HTMLParser):
    """Collects links, ids and marked words, and refuses what a brief must never hold."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.ids: dict[str, str] = {}
        self.attributes: list[tuple[str, str | None]] = []
        self._open: list[str] = []
        self._headings: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        if re.fullmatch(r"h[1-6]", tag):
            self._headings.append(int(tag[1]))
        if named.get("href"):
            self.hrefs.append(str(named["href"]))
        if named.get("id"):
            assert named["id"] not in self.ids, "an id stands twice"
            self.ids[str(named["id"])] = ""
        if tag == "mark":
            self._open.append(named.get("id") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for one in self._open:
            if one:
                self.ids[one] += data

    @property
    def headings(self) -> list[int]:
        return self._headings


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_what_moved_is_told_with_who_said_so_and_counted_once() -> None:
    """The clause, how it stands and stood, when it was due, the statement, and its second carrier."""
    moved = dict(section(brief.compose(given()), "moved"))
    assert moved["Talks on the border posts begin"] == [
        "Now “kept late”, on the word of the Ministry of Peace of Thessar alone, due by 10 March; on 5 March “not due”.",
        "12 March (in part also in The Courier): The Ministry of Peace of Thessar said that talks on the border posts of "
        "the lakes have begun in Vellin.",
    ]
    assert moved["Leave the bridge at Orsk Ford"] == [
        "Now “disputed” (a refusal by an official of Averland is reported on 13 March; deeds that would break it told by "
        "Brunmark (reported 13 March)); on 5 March “not due”.",
        "Reported 13 March: An official of Averland (not named) said that the country would not leave the bridge at Orsk Ford.",
        'Reported 13 March: Brunmark warned that any attempt to stay at the bridge [the bridge at Orsk Ford] would be a "grave breach" of the agreement.',
    ]


def test_one_side_s_charge_stands_apart_and_in_neutral_words() -> None:
    """A label of the outlet's is replaced, in brackets, by what it stands for."""
    ((lead, told),) = section(brief.compose(given()), "alleged")
    assert lead == "Keep the guns silent"
    assert (
        told[-1]
        == "Reported 14 March: The Relief Office of Brunmark said that [Averland's army] shelled two villages last week."
    )


def test_labels_are_recorded_as_the_outlet_s_words() -> None:
    """How they told it: the label in quotation marks, and for whom it stands."""
    assert section(brief.compose(given()), "told") == [
        (
            "The Courier",
            ["The Courier, outside quotation marks: “usurper army” (for Averland's army)."],
        )
    ]
    assert "usurper" not in words(brief.compose(given())).replace("“usurper army”", "")


def test_values_that_differ_stand_side_by_side() -> None:
    """Never averaged, each with who gives it."""
    made = brief.compose(given())
    (table,) = next(x for x in made.sections if x.key == "figures").tables
    rows = [tuple(c.text for c in row) for row in table.rows]
    assert rows == [
        (
            "Prisoners exchanged so far",
            "Differing: told on different days. Not explained in these reports",
            "120",
            "The Gazette, own voice, 13 March",
        ),
        ("", "", "about 150", "The Courier, own voice, 14 March"),
    ]
    assert [row[2].spans[0].report for row in table.rows] == ["gazette", "courier"]
    page = brief.html(brief.compose(given()))
    assert '<th scope="row" rowspan="2">Prisoners exchanged so far' in page


def test_what_differs_but_cannot_stand_side_by_side_is_not_said_not_to_be() -> None:
    """That none differ is said only where none does; else how many do, and where they are to be had."""
    one = given()
    (found,) = one.weighing.findings
    worded = replace(found, kind=QuestionKind.POSITION)
    quiet = {
        n: next(
            s
            for s in brief.compose(replace(one, weighing=replace(one.weighing, findings=some))).sections
            if s.key == "figures"
        ).empty
        for n, some in enumerate([(), (worded,)])
    }
    assert quiet[0] == "No figures, dates or statements were found that differ on one question."
    assert quiet[1].startswith("1 question is answered in ways that differ")
    assert "`truceline findings --contested`" in quiet[1]


def test_a_direct_quotation_keeps_its_words_and_its_speaker() -> None:
    """The words between the marks are those of the report."""
    assert (
        "Reported 13 March: The Ministry of Peace (Thessar) said: “We will not rest until every post is open”."
        in words(brief.compose(given())).splitlines()
    )


def test_nothing_is_said_twice() -> None:
    """No sentence stands twice, and no statement is told in two sections."""
    told = [s.text for s in sentences(brief.compose(given())) if not s.text.startswith("See above")]
    told = [t for t in told if "said" in t or "warned" in t or "own voice" in t]
    assert len(told) == len(set(told))


def test_without_an_accord_it_tells_who_says_what_and_what_differs() -> None:
    """No clause, no standing; statements, answers that differ, and what goes back to one origin."""
    made = brief.compose(given(accord=None, standings=(), before=(), by_day=()))
    keys = [s.key for s in made.sections if s.key != "quoted"]
    assert keys == ["short", "figures", "positions", "reported", "more", "answers", "told"]
    told = words(made)
    assert "said that talks on the border posts of the lakes have begun in Vellin." in told
    assert told.count("(in part also in The Courier)") == 1
    assert "Brunmark called on the mediators to send observers." in told


def test_a_draft_and_a_narrow_level_say_so() -> None:
    """Banners stand on every form."""
    made = brief.compose(given(accord=accord("draft"), level=Handling.INTERNAL))
    for text in (brief.markdown(made), brief.html(made), on_screen(made, 400)):
        assert "Draft: no official text" in text
        assert "internal. Not for a wider circle" in text


def test_a_report_above_the_level_leaves_no_trace() -> None:
    """Neither its words nor its outlet, nor a standing, lineage or finding in which it took part."""
    secret = report("secret", SECRET, "Quiet Desk", "2031-03-14", Handling.MEDIATOR)
    told = claim(
        "s1", "secret", SECRET, "Averland will leave the bridge on Friday", "told", "Envoys", "envoys"
    )
    base = given()
    weighing = Weighing(
        (*base.weighing.lineages, lineage("envoys", "envoys", None, told)), base.weighing.findings
    )
    signals = base.standings[1].signals
    leaning = replace(base.standings[1], signals=(*signals, replace(signals[0], report="secret", claim="s1")))
    made = brief.compose(
        replace(
            base,
            reports=(*base.reports, secret),
            readings=(*base.readings, Reading("secret", True, claims=(told,), blocks=blocks(SECRET))),
            weighing=weighing,
            standings=(leaning, *base.standings),
        )
    )
    for text in (brief.markdown(made), brief.html(made), on_screen(made)):
        assert "Quiet" not in text
        assert "Friday" not in text
        assert "nvoys" not in text


def test_a_sentence_without_words_behind_it_cannot_be_built() -> None:
    """The type itself refuses."""
    with pytest.raises(Unsourced):
        Sentence("It rained.", ())


def test_a_span_that_does_not_read_what_the_report_reads_is_refused() -> None:
    """A brief is never built on words that are not there."""
    base = given()
    first = base.reports[0]
    changed = replace(first, text=GAZETTE.replace("bridge at Orsk Ford", "bridge at Orsk Mill"))
    broken = base.readings[0].claims[3].content[0]
    assert broken.quote.endswith("Orsk Ford")
    with pytest.raises(Misaligned):
        brief.compose(replace(base, reports=(changed, base.reports[1])))


def test_how_a_clause_stands_cites_the_words_behind_its_note_and_behind_how_it_stood() -> None:
    """An amount in a note, and an allegation of the earlier day, lead to their words."""
    base = given()
    amount, charge = at("courier", COURIER, "About 150 prisoners"), base.standings[2].signals
    noted = replace(
        base.standings[0], note="at least 150 in all", trace=(Step("amounts", "at least 150", (amount,)),)
    )
    stood = replace(
        base.before[0],
        shown="breach alleged by Brunmark",
        evidence=EvidenceLevel.ALLEGED,
        signals=charge,
        state=State.DUE,
    )
    made = brief.compose(
        replace(base, standings=(noted, *base.standings[1:]), before=(stood, *base.before[1:]))
    )
    told = next(s for s in sentences(made) if "at least 150 in all" in s.text and "breach alleged" in s.text)
    cited = " ".join(s.quote for s in told.spans)
    assert "About 150 prisoners were exchanged" in cited
    assert "shelled two villages" in cited


def test_every_citation_in_the_page_leads_to_its_words() -> None:
    """Each link has its target, and the marked words are those of the span."""
    made = brief.compose(given())
    reader = read(brief.html(made))
    for href in reader.hrefs:
        assert not href.startswith("#") or href[1:] in reader.ids, href
    marked = [v for k, v in reader.ids.items() if k.startswith("w")]
    for sentence in sentences(made):
        for span in sentence.spans:
            if span.report in ("gazette", "courier"):
                assert span.quote in marked


def test_the_page_asks_for_nothing_outside_and_runs_nothing() -> None:
    """No script, no style attribute, nothing fetched; a policy that forbids all but the one style."""
    page = brief.html(brief.compose(given()))
    reader = read(page)
    assert not {"script", "link", "iframe", "img", "object", "embed", "form", "base"} & set(reader.tags)
    names = [n for n, _ in reader.attributes]
    assert "src" not in names
    assert "style" not in names
    assert not [n for n in names if n.startswith("on")]
    assert "default-src 'none'" in page
    assert "url(" not in page.replace('fill="url(#p-', "")
    assert "@import" not in page


def test_headings_go_down_one_step_at_a_time() -> None:
    """One h1; no level is skipped."""
    levels = read(brief.html(brief.compose(given()))).headings
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_the_picture_has_a_table_that_says_the_same() -> None:
    """Every run of days of the picture stands in the table."""
    page = brief.html(brief.compose(given()))
    assert "<svg" in page
    table = page[page.index("The same as a table") :]
    assert "14 March: breach alleged by Brunmark" in table
    assert "5 March to 6 March: not due" in table


def test_the_same_input_gives_the_same_bytes() -> None:
    """Twice composed, twice written: equal, and whatever the order of reports and findings."""
    base = given()
    turned = replace(
        base,
        reports=base.reports[::-1],
        readings=base.readings[::-1],
        weighing=Weighing(base.weighing.lineages[::-1], base.weighing.findings),
    )
    assert brief.html(brief.compose(base)) == brief.html(brief.compose(turned))
    assert brief.markdown(brief.compose(base)) == brief.markdown(brief.compose(given()))


def test_colours_are_left_out_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR is kept."""
    monkeypatch.setenv("NO_COLOR", "1")
    console = Console(width=100, force_terminal=True, record=True, file=io.StringIO())
    with console.capture() as got:
        brief.terminal(brief.compose(given()), console)
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", got.get())


HOSTILE = st.lists(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            '"><svg/onload=alert(1)>',
            "{{ 7*7 }}",
            "{% raw %}",
            "\u202etxet\u202c",
            "\u2066\u2069\u2069",
            "\x1b[31mred\x1b[0m",
            "[link](javascript:alert(1))",
            "![x](http://example.org/x.png)",
            "| a | b |",
            "`code`",
            "# heading",
            "&lt;b&gt;",
            "]]>",
            "القدس",
            "[bold red]x[/]",
        ]
    )
    | st.text(max_size=12).filter(lambda t: "\n" not in t and "\r" not in t),
    min_size=1,
    max_size=5,
).map(" ".join)


@settings(max_examples=60, deadline=None)
@for_all(content=HOSTILE, outlet=HOSTILE, address=HOSTILE)
def test_hostile_text_never_becomes_markup(content: str, outlet: str, address: str) -> None:
    """Whatever a report holds, the page keeps its elements, and no control character gets through."""
    text = f"Brunmark said that {content} is so. More."
    start, end = len("Brunmark said that "), len(f"Brunmark said that {content} is so")
    one = replace(
        claim("h1", "r", "Brunmark said that", "Brunmark", holder="Brunmark"),
        content=(Span.of("r", text, start, end),),
        cue=Span.of("r", text, 10, 14),
        source=Span.of("r", text, 0, 9),
    )
    made = replace(
        given(accord=None, standings=(), before=(), by_day=()),
        reports=(replace(report("r", text, outlet, "2031-03-13"), address=address),),
        readings=(Reading("r", True, claims=(one,)),),
        weighing=Weighing((lineage("o", outlet, None, one),), ()),
    )
    composed = brief.compose(made)
    page = brief.html(composed)
    plain = read(
        brief.html(brief.compose(replace(made, reports=(report("r", text, "Plain", "2031-03-13"),))))
    )
    reader = read(page)
    allowed = {
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "a",
        "header",
        "h1",
        "p",
        "strong",
        "nav",
        "ul",
        "li",
        "main",
        "section",
        "h2",
        "article",
        "h3",
        "span",
        "bdi",
        "ol",
        "mark",
        "div",
    }
    assert set(reader.tags) <= allowed
    assert set(plain.tags) <= allowed
    assert not [n for n, _ in reader.attributes if n.startswith("on") or n in ("style", "src")]
    assert not [h for h in reader.hrefs if not h.startswith(("#", "http://", "https://"))]
    screen = on_screen(composed)
    for made_text in (page, brief.markdown(composed), screen):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b\x00-\x08]", made_text)


WORDS = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\r"), max_size=200)


@settings(max_examples=60, deadline=None)
@for_all(text=WORDS)
def test_citations_hold_the_words_cited_in_any_text(text: str) -> None:
    """Whole sentences around a span always hold it, and read what the text reads."""
    from truceline.brief.sentences import Page, blocks_of

    page = Page("r", text, blocks_of(text, ()))
    for start, end in page.sentences:
        assert text[start:end].strip()
        middle = (start + end) // 2
        (whole,) = page.citing([page.span(middle, middle + 1)])
        assert whole.start <= middle < whole.end
        whole.check(text)


def mirrored(value: Any) -> Any:
    """`value` with the two parties exchanged in every word (their names are of one length)."""
    if isinstance(value, StrEnum):
        return value
    if isinstance(value, str):
        for a, b in (("Averland", "Brunmark"), ("averland", "brunmark")):
            value = value.replace(a, "\0").replace(b, a).replace("\0", b)
        return value
    if isinstance(value, tuple):
        return tuple(mirrored(v) for v in value)
    if isinstance(value, dict):
        return {mirrored(k): mirrored(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return type(value)(**{f.name: mirrored(getattr(value, f.name)) for f in fields(value)})
    return value


def test_exchanging_the_parties_exchanges_them_in_the_brief_and_changes_nothing_else() -> None:
    """The mirror test: the same words, the same order, the same places."""
    base = given()
    assert mirrored(mirrored(base)) == base
    assert brief.compose(mirrored(base)) == mirrored(brief.compose(base))
    bare = given(accord=None, standings=(), before=(), by_day=())
    ours, theirs = brief.compose(mirrored(bare)), mirrored(brief.compose(bare))
    assert sorted(words(ours).splitlines()) == sorted(words(theirs).splitlines())


def test_courier_and_gazette_are_made_up() -> None:
    """The material of these tests is our own."""
    assert "Orsk" in GAZETTE
    assert "Thessar" in COURIER


def test_a_label_in_what_an_outlet_tells_of_others_is_not_laid_at_its_door() -> None:
    """It is listed as standing in the retold words of whoever is named."""
    made = given()
    courier = next(r for r in made.readings if r.report == "courier")
    [loaded] = [m for m in courier.mentions if m.loaded]
    tied = replace(
        courier, mentions=tuple(replace(m, claim="c2") if m is loaded else m for m in courier.mentions)
    )
    readings = tuple(tied if r is courier else r for r in made.readings)
    [(lead, told)] = section(brief.compose(replace(made, readings=readings)), "told")
    assert lead == "The Courier"
    assert told == [
        "The Courier, outside quotation marks, where it tells what others say: “usurper army” (for Averland's army) "
        "(telling what the Relief Office of Brunmark said)."
    ]


def test_a_report_without_a_date_is_not_dated_by_the_day_it_was_added() -> None:
    """Its statements bear no day, and the list of sources says why."""
    made = given()
    undated = tuple(
        replace(r, published=None, available_at="2031-03-14", date_basis=DateBasis.NONE) for r in made.reports
    )
    told = brief.compose(replace(made, reports=undated))
    assert "13 March: " not in words(told)
    assert "The Gazette, no date (added 14 March 2031)" in [s.label for s in told.sources]


def test_undated_sources_come_last() -> None:
    """A report without a date headed the list, as if it were the oldest."""
    made = given()
    first, *rest = made.reports
    undated = replace(first, published=None, available_at="2031-03-14", date_basis=DateBasis.NONE)
    told = brief.compose(replace(made, reports=(undated, *rest)))
    assert ["no date" in s.label for s in told.sources if s.report in {r.id for r in made.reports}] == [
        *[False] * len(rest),
        True,
    ]


def test_a_brief_without_an_accord_begins_with_the_weightiest_of_several_sides() -> None:
    """At most three statements of one side, each told there and nowhere else."""
    made = brief.compose(given(accord=None, standings=(), before=(), by_day=()))
    head = section(made, "short")
    assert 0 < len(head) <= 12
    told = [t for _, some in head for t in some]
    assert sum(bool(re.search(r": (?:The Relief Office of )?Brunmark (?!and)", t)) for t in told) <= 3
    assert not any(
        t in some for key in ("positions", "reported") for _, some in section(made, key) for t in told
    )


def test_what_was_alleged_before_does_not_go_away_with_the_end_of_a_duty() -> None:
    """The charge is told still, though the clause stands as ended now."""
    made = given()
    alleged = next(s for s in made.standings if s.clause == "B3")
    ended = replace(
        alleged, state=State.ENDED, evidence=EvidenceLevel.SILENT, shown="ended", signals=(), holders=()
    )
    now = tuple(ended if s.clause == "B3" else s for s in made.standings)
    before = tuple(alleged if s.clause == "B3" else s for s in made.before)
    told = section(brief.compose(replace(made, standings=now, before=before)), "alleged")
    assert [(lead, len(some)) for lead, some in told] == [("Keep the guns silent", 1)]
    assert "shelled two villages" in told[0][1][0]
