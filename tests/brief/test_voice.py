"""How one claim is told again: in which frame, by which name, and when it is quoted instead."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.brief.made import accord, claim, given, report

from truceline.brief.material import Material
from truceline.brief.voice import tell
from truceline.brief.wording import balanced, quoted, small_start, tidy
from truceline.model.reading import Link, LinkKind, Manner, Mention, MentionType, Reading, Stance
from truceline.model.report import Rendering
from truceline.model.span import Span


def told(text: str, content: str | tuple[str, ...], cue: str, source: str | None, **more: Any) -> str | None:
    """The sentence for one claim of a report that holds `text`."""
    mentions = more.pop("mentions", ())
    rendering = more.pop("rendering", Rendering.ORIGINAL)
    one = claim("x", "r", text, content, cue, source, **more)
    made = Material(
        replace(
            given(accord=accord(), standings=(), before=(), by_day=()),
            reports=(report("r", text, "The Herald", "2031-03-13", rendering=rendering),),
            readings=(Reading("r", True, claims=(one,), mentions=mentions),),
        )
    )
    sentence = tell(one, made)
    return sentence.text if sentence else None


@pytest.mark.parametrize(
    ("text", "content", "cue", "source", "more", "expected"),
    [
        (
            "The mayor of Vellin said that the bridge was open.",
            "the bridge was open",
            "said",
            "The mayor of Vellin",
            {"holder": "mayor of Vellin"},
            "The mayor of Vellin said that the bridge was open.",
        ),
        (
            "The mayor of Vellin claimed that the bridge was open.",
            "the bridge was open",
            "claimed",
            "The mayor of Vellin",
            {"holder": "mayor of Vellin"},
            "The mayor of Vellin said that the bridge was open.",
        ),
        (
            "The mayor of Vellin denied that the bridge was closed.",
            "the bridge was closed",
            "denied",
            "The mayor of Vellin",
            {"holder": "mayor of Vellin", "stance": Stance.DENIES},
            "The mayor of Vellin denied that the bridge was closed.",
        ),
        (
            "The bridge is open again, the mayor of Vellin announced.",
            "The bridge is open again",
            "announced",
            "the mayor of Vellin",
            {"holder": "mayor of Vellin"},
            "The mayor of Vellin said that the bridge is open again.",
        ),
        (
            "The mayor of Vellin called on both sides to keep the bridge open.",
            "both sides to keep the bridge open",
            "called on",
            "The mayor of Vellin",
            {"holder": "mayor of Vellin", "stance": Stance.DEMANDS},
            "The mayor of Vellin called on both sides to keep the bridge open.",
        ),
        (
            "The Bridge Watch documented forty crossings in one night.",
            "forty crossings in one night",
            "documented",
            "The Bridge Watch",
            {"holder": "Bridge Watch"},
            "The Bridge Watch said that it had documented forty crossings in one night.",
        ),
        (
            "The Bridge Watch celebrated forty crossings in one night.",
            "forty crossings in one night",
            "celebrated",
            "The Bridge Watch",
            {"holder": "Bridge Watch"},
            "The Herald writes: “The Bridge Watch celebrated forty crossings in one night.”",
        ),
        (
            "According to the Bridge Watch, forty lorries crossed.",
            "forty lorries crossed",
            "According to",
            "the Bridge Watch",
            {"holder": "Bridge Watch"},
            "According to the Bridge Watch, forty lorries crossed.",
        ),
    ],
)
def test_a_statement_is_told_in_its_own_frame(
    text: str, content: str, cue: str, source: str, more: dict[str, Any], expected: str
) -> None:
    """Said stays said, a charge a charge, a finding what somebody says; the rest is quoted."""
    assert told(text, content, cue, source, **more) == expected


def test_a_statement_to_an_agency_keeps_the_agency() -> None:
    """Who was told stands in the sentence."""
    text = "Two officials told Lakes News Agency that the talks had begun."
    agency = Link("Lakes News Agency", LinkKind.AGENCY, span=Span.of("r", text, 19, 36))
    chain = (Link("The Herald", LinkKind.OUTLET), agency, Link("two officials", LinkKind.ANONYMOUS))
    sentence = told(
        text,
        "the talks had begun",
        "told",
        "Two officials",
        holder="two officials",
        anonymous=True,
        chain=chain,
    )
    assert sentence == "Two officials (not named) told Lakes News Agency that the talks had begun."


def test_words_between_two_quotations_are_not_the_speaker_s() -> None:
    """What the outlet puts between the marks stays out."""
    text = '"We did our part," he said, speaking of the bridge. "Now it is their turn."'
    sentence = told(
        text, text, "he said|said", "he said|he", holder="the mayor of Vellin", manner=Manner.DIRECT
    )
    assert sentence == "The mayor of Vellin said: “We did our part … Now it is their turn.”"


def test_a_label_without_a_neutral_word_makes_a_quotation_of_it() -> None:
    """We never put the outlet's label into our own sentence."""
    text = "The mayor of Vellin said that the butchers had left."
    label = Mention(
        Span.of("r", text, 34, 42), None, MentionType.GROUP, loaded=True, neutral=None, voice="outlet"
    )
    assert text[34:42] == "butchers"
    sentence = told(
        text,
        "the butchers had left",
        "said",
        "The mayor of Vellin",
        holder="mayor of Vellin",
        mentions=(label,),
    )
    assert sentence == "The Herald writes: “The mayor of Vellin said that the butchers had left.”"


def test_a_digest_is_never_quoted_as_the_outlet_s_words() -> None:
    """A digest's words are ours."""
    text = "The bridge was opened to lorries on Monday."
    sentence = told(
        text,
        "The bridge was opened to lorries on Monday",
        "opened",
        None,
        manner=Manner.OWN,
        rendering=Rendering.DIGEST,
    )
    assert sentence == "The Herald, in its own voice: The bridge was opened to lorries on Monday."


def test_a_statement_with_nobody_behind_it_is_not_told() -> None:
    """It counts for no one."""
    text = "The bridge is expected to open."
    assert told(text, "to open", "is expected", None, manner=Manner.UNSOURCED) is None


def test_small_things_of_wording() -> None:
    """Quotation marks pair up, names keep their capitals, stops are not doubled."""
    assert quoted('"It is open," he wrote') == "“‘It is open,’ he wrote”"
    assert quoted("“It is open.”") == "“It is open.”"
    assert tidy('asked them "to open the bridge."') == 'asked them "to open the bridge"'
    assert small_start("The bridge") == "the bridge"
    assert small_start("Brunmark left") == "Brunmark left"
    assert balanced("a “b” c")
    assert not balanced("b” c")


def test_a_statement_that_its_sentence_denies_is_told_with_the_denial() -> None:
    """Cut off from its end, a charge stands unanswered that was answered in one breath."""
    text = "Brunmark said that two men of Vellin were killed by gunners; Averland denies that."
    whole = told(text, "two men of Vellin were killed by gunners", "said", "Brunmark", holder="Brunmark")
    assert whole is not None and "Averland denies that" in whole
    alone = text.replace("; Averland denies that", "")
    assert told(alone, "two men of Vellin were killed by gunners", "said", "Brunmark", holder="Brunmark") == (
        "Brunmark said that two men of Vellin were killed by gunners."
    )


def test_a_statement_whose_sentence_takes_a_part_back_is_told_with_it() -> None:
    """ "But it is not known if they will" is the doubt that the statement is told with."""
    text = "Brunmark said that 40 lorries would pass Vellin, but it is not known if they did."
    whole = told(text, "40 lorries would pass Vellin", "said", "Brunmark", holder="Brunmark")
    assert whole is not None and "but it is not known" in whole
