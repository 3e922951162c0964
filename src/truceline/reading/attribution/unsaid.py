"""What is no act of speech: words that look like a cue and tell none."""

from __future__ import annotations

from collections.abc import Sequence

from truceline.model.reading import Modality, Stance
from truceline.reading.attribution.headings import label_end, only_place
from truceline.reading.attribution.proposal import Proposal
from truceline.reading.attribution.quotes import Quotation
from truceline.reading.attribution.verbs import is_nominal, is_of_a_thing
from truceline.reading.grammar import grammar
from truceline.reading.pack import AttributionPack
from truceline.reading.page import PageBlock
from truceline.reading.parsed import Token

_SHORT = 9
"""Words that a content has at most that only says that nothing was said."""
_TWO, _WORD = 2, 12
"""Words from which on a content may tell something, and characters of one word at the most."""
_NAME = 4
"""Words that a quotation has at most that is a name."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def is_word(p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> bool:
    """Whether a cue tells words at all: trying to do something, knowing or not saying tells none."""
    quoted = any(q.start < e and s < q.end and not q.holds(p.cue[0]) for q in quotes for s, e in p.content)
    if not quoted and block.text[p.cue[0] : p.cue[1]].lower() in pack.deeds:
        return False
    if (
        _brings(p, block, pack)
        or _purpose_of_thing(p, block, pack)
        or _empty(p, block)
        or _paper_that_says(p, block, pack)
    ):
        return False
    if p.kind != "phrase" and pack.beyond.match(block.text, p.cue[0] - 2, block.end):
        return False
    if p.kind == "agentless" and any(
        m.start() < p.cue[0] < m.end() for m in pack.beyond.finditer(block.text, block.start, p.cue[1] + 1)
    ):
        return False
    if _no_word(block, p, quotes, pack) or _only_names(p, block, quotes, pack) or _only_topic(p, block, pack):
        return False
    if p.kind == "ranked" and (p.cue[0] < label_end(block, pack) or _by_nobody(p, block)):
        return False
    if _only_seen(p, block, quotes, pack):
        return False
    if not quoted and (
        _only_when(p, block)
        or _of_those_asked(p, block)
        or _only_shown(p, block)
        or _only_paper(p, block, pack)
        or _does_to_thing(p, block, pack)
    ):
        return False
    verb = block.token_at(p.cue[0])
    if verb is not None and (_unreal(verb) or _owed(verb, pack) or _not_of_noun(p, verb, block)):
        return False
    if verb is not None and (_only_charged(p, verb, pack) or _by_event(verb, pack)):
        return False
    by_somebody = quoted and p.source is not None
    if (
        verb is not None
        and _told_reader(verb)
        and not (by_somebody or any(q.holds(p.cue[0]) for q in quotes))
    ):
        return False
    if verb is None or quoted or not verb.tag_.startswith("VB"):
        return True
    if is_nominal(verb) or grammar().attribution.as_if.match(block.text, p.content[0][0]):
        return False
    mental = any(v.mental for v in pack.verbs.get(verb.lower_, ()))
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl") and mental:
        return False
    if _only_perceived(p, block, verb, pack):
        return False
    if p.kind != "ranked":
        return True
    if is_of_a_thing(verb, pack):
        return False
    first = block.token_at(p.content[0][0])
    asks = first is not None and (
        first.tag_ in ("WP", "WRB", "WDT")
        or first.lower_ in grammar().verbs.whether
        or (first.lower_ in grammar().verbs.conditional and verb.lower_ not in pack.verbs)
    )
    if asks and verb.lower_ not in pack.verbs:
        return False
    negated = any(c.dep_ == "neg" for c in verb.children)
    return not (verb.tag_ == "VBN" and verb.dep_ == "acl") and not (negated and asks)


def _brings(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether what threatens, promises or shows something only happens ("the raids threaten to end the truce",
    "the fighting indicates that ...")."""
    implies = any(v.base in grammar().attribution.implying for v in pack.verbs.get(p.word, ()))
    if p.source is None or not (p.kind == "infinitive" or implies):
        return False
    run = block.doc.char_span(p.source[0] - block.start, p.source[1] - block.start, alignment_mode="expand")
    return run is not None and run.root.lower_ in pack.events - pack.documents


def _only_charged(p: Proposal, verb: Token, pack: AttributionPack) -> bool:
    """Whether a cue is a deed that somebody is accused of ("was accused of refusing to leave"): the accuser's
    word; who is accused of claiming that something is so is told to have said it."""
    if p.kind in ("clause", "quote"):
        return False
    while verb.dep_ == "conj":
        verb = verb.head
    leads = verb.head
    if verb.dep_ != "pcomp" or leads.lower_ not in grammar().attribution.for_what:
        return False
    while leads.dep_ == "conj":
        leads = leads.head
    over = leads.head
    while over.pos_ in ("NOUN", "PROPN", "ADP") and over.head.i != over.i:
        over = over.head
    return any(v.stance is Stance.ACCUSES for v in pack.verbs.get(over.lower_, ()))


def _purpose_of_thing(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether what is told is what a thing is for ("the truce aims to revive a deal")."""
    if p.kind != "ranked" or p.source is None or p.modality is not Modality.INTENTION:
        return False
    head = next((t for t in block.doc if block.start + t.idx + len(t.text) == p.source[1]), None)
    return head is not None and head.lower_ in pack.documents


def _by_event(verb: Token, pack: AttributionPack) -> bool:
    """Whether only what happened tells something ("the massacre reveals their contempt")."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    return subject is not None and subject.lower_ in pack.events - pack.documents


def _empty(p: Proposal, block: PageBlock) -> bool:
    """Whether a content is a small word and nothing else ("But as experience has shown, ...")."""
    if sum(e - s for s, e in p.content) > _WORD:
        return False
    inside = [t for t in block.doc if any(s <= block.start + t.idx < e for s, e in p.content)]
    words = [t for t in inside if not t.is_punct]
    if all(t.lower_ in grammar().verbs.none or t.pos_ == "ADP" for t in words):
        return True  # "asked for nothing"
    return len(words) < _TWO and all(t.pos_ in ("CCONJ", "SCONJ", "ADV", "ADP", "DET") for t in words)


def _paper_that_says(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether a cue only issues the paper whose own word tells what is said ("issued a statement welcoming ...")."""
    verb = block.token_at(p.cue[0])
    if p.kind not in ("object", "ranked") or verb is None or verb.lower_ not in pack.issues:
        return False
    paper = next((c for c in verb.children if c.dep_ == "dobj" and c.lower_ in pack.statements), None)
    said = [c for c in paper.children if c.dep_ == "acl" and c.tag_ == "VBG"] if paper is not None else []
    return any(c.lower_ in pack.verbs for c in said)


def _unreal(verb: Token) -> bool:
    """Whether a cue tells of a statement that is only wanted or never was ("should have passed a
    resolution demanding ..."), or that a condition is ("only if the envoy calls a halt to ...")."""
    if _without_a_sign(verb) or _not_to_say(verb):
        return True
    if any(c.dep_ == "mark" and c.lower_ in grammar().verbs.conditional for c in verb.children):
        return True
    if verb.dep_ != "acl" or verb.tag_ != "VBG" or verb.head.dep_ != "dobj":
        return False
    return any(
        c.tag_ in ("MD", "TO") or c.dep_ == "neg"
        for c in verb.head.head.children
        if c.dep_ in ("aux", "neg") and c.i < verb.head.head.i
    )


def _goes_on_beside(clause: Token) -> bool:
    """Whether a clause tells what else goes on ("while the army took over")."""
    return any(c.dep_ == "mark" and c.lower_ in grammar().verbs.meanwhile for c in clause.children)


def _not_to_say(verb: Token) -> bool:
    """Whether it takes back what might be read into words before ("This is not to say that ...")."""
    over = verb.head
    to = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return to and over.pos_ == "AUX" and over is not verb and any(c.dep_ == "neg" for c in over.children)


def _owed(cue: Token, pack: AttributionPack) -> bool:
    """Whether a cue is what somebody should say, and has not ("the army should make clear that ..."); who says
    of themselves that they must say it says it, and what they had to say they said."""
    verb = cue if cue.pos_ in ("VERB", "AUX") else cue.head
    if not any(
        c.dep_ == "mark" for t in verb.children if t.dep_ in ("ccomp", "xcomp", "acomp") for c in t.subtree
    ):
        return False
    owes = [c for c in verb.children if c.dep_ == "aux" and c.tag_ == "MD"]
    if verb.dep_ == "xcomp" and verb.tag_ == "VB" and verb.head.tag_ in ("VBZ", "VBP", "MD"):
        owes.append(verb.head)
    if not any(t.lower_ in pack.modality["obligation"] or t.lower_ in grammar().verbs.owing for t in owes):
        return False
    beside = [c for t in (verb, *owes) for c in t.children]
    passive = any(c.dep_ in ("auxpass", "expl") for c in beside)
    return not passive and not any(c.dep_ == "nsubj" and c.lower_ in grammar().pronouns.first for c in beside)


def _told_reader(verb: Token) -> bool:
    """Whether a cue is what a page tells its reader to do ("Always refer to the full text")."""
    others = ("nsubj", "nsubjpass", "csubj", "expl", "aux", "auxpass")
    bare = verb.tag_ in ("VB", "VBP") and verb.dep_ == "ROOT" and verb.pos_ == "VERB"
    return bare and not any(c.dep_ in others for c in verb.children)


def _without_a_sign(cue: Token) -> bool:
    """Whether nothing tells of what a cue would tell ("no evidence that the army knew ...")."""
    top = cue.head if cue.dep_ == "acomp" else cue
    noun = top.head
    if top.dep_ not in ("relcl", "acl", "ccomp") or noun.lower_ not in grammar().attribution.signs:
        return False
    return any(c.lower_ in grammar().verbs.none for c in noun.children)


def _not_of_noun(p: Proposal, noun: Token, block: PageBlock) -> bool:
    """Whether an infinitive is no content of its noun ("his announcement is unlikely to calm them")."""
    if p.kind != "ranked" or noun.pos_ != "NOUN" or noun.dep_ not in ("nsubj", "nsubjpass"):
        return False
    to = block.token_at(p.content[0][0])
    over = to.head.head if to is not None and to.tag_ == "TO" else None
    return over is not None and (
        over.pos_ == "ADJ" or any(c.dep_ == "acomp" and c.i > noun.i for c in over.children)
    )


def _only_names(p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> bool:
    """Whether a quotation is the name of what stands before the verb ("in groups called "tables"")."""
    verb = block.token_at(p.cue[0])
    named = [v for v in pack.verbs.get(verb.lower_, ()) if "naming" in v.takes] if verb is not None else []
    if (
        verb is None
        or not named
        or any(c.dep_ == "nsubj" and not _named_itself(verb, c) for c in verb.children)
        or any("object" in v.takes for v in pack.verbs[verb.lower_])
    ):
        return False
    bare = len(p.content) == 1 and 0 <= p.content[0][0] - p.cue[1] <= 1
    whole = bare and any((q.start, q.end) == p.content[0] for q in quotes)
    short = len(block.text[slice(*p.content[0])].split()) <= _NAME
    return whole and short and not any(c.dep_ in ("dobj", "prep") for c in verb.children if c.i < verb.i + 2)


def _named_itself(verb: Token, subject: Token) -> bool:
    """Whether what the parse takes for the subject of a verb of naming is what is named ("talks with
    groups called "tables""): it stands right before the verb, and no name or pronoun does."""
    if subject.tag_ == "WDT":
        return True
    return subject.tag_ == "NNS" and subject.i + 1 == verb.i and verb.tag_ in ("VBD", "VBN")


def _only_topic(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether the content of a noun of saying is only what it is about ("a statement on the war")."""
    noun, first = block.token_at(p.cue[0]), block.token_at(p.content[0][0])
    if p.kind != "ranked" or noun is None or noun.pos_ != "NOUN" or first is None or first.i == 0:
        return False
    said = noun.lower_ in pack.statements or pack.nouns.get(noun.lower_) is Stance.ASSERTS
    return said and first.nbor(-1).lower_ in grammar().attribution.on_topic


def _by_nobody(p: Proposal, block: PageBlock) -> bool:
    """Whether what stands before a colon is a mark of the copy ("Q: ...", "Breaking: ...")."""
    if p.source is None or block.text[p.cue[0] : p.cue[1]].strip() != ":":
        return False
    who = block.text[slice(*p.source)]
    if only_place(who.split(), block.text[p.content[0][0] : p.content[-1][1]]):
        return True
    return grammar().attribution.not_speakers.match(who) is not None


def _only_when(p: Proposal, block: PageBlock) -> bool:
    """Whether a content is nothing but when it was said ("On Mon, 3 May, Ilves wrote:")."""
    calendar = grammar().calendar
    when = {*calendar.weekdays, *calendar.months}
    words = [t for t in block.doc if any(s <= block.start + t.idx < e for s, e in p.content)]
    words = [t for t in words if not (t.is_punct or t.like_num or t.pos_ in ("ADP", "DET", "NUM"))]
    return all(t.lower_.rstrip(".") in when or t.lower_.rstrip(".") in {w[:3] for w in when} for t in words)


def _only_shown(p: Proposal, block: PageBlock) -> bool:
    """Whether what somebody shows is what they are or can do ("have shown what they are")."""
    verb, first = block.token_at(p.cue[0]), block.token_at(p.content[0][0])
    shows = verb is not None and verb.lower_ in grammar().attribution.showing
    return shows and first is not None and first.tag_ in ("WP", "WRB")


def _of_those_asked(p: Proposal, block: PageBlock) -> bool:
    """Whether a cue tells only of whom a sentence is, and its content is what they do ("Nobody we asked expects a
    vote")."""
    verb = block.token_at(p.cue[0])
    if p.kind != "ranked" or verb is None or verb.dep_ != "relcl":
        return False
    who = verb.head
    lost = [
        c for c in verb.children if c.dep_ == "xcomp" and c.tag_ in _FINITE
    ]  # "nobody whom we asked expects"
    acts = [who.head] if who.dep_ in ("nsubj", "nsubjpass") else lost
    told, named = (
        any(s <= block.start + t.idx < e for t in ts for s, e in p.content) for ts in (acts, [who])
    )
    return told and not named


def _only_paper(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether all that is told is that somebody issued a paper ("issued a statement of two pages")."""
    verb = block.token_at(p.cue[0])
    if verb is None or verb.lower_ not in pack.issues or p.kind not in ("object", "ranked"):
        return False
    inside = [t for t in verb.subtree if any(s <= block.start + t.idx < e for s, e in p.content)]
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c in inside), None)
    told = any(t.tag_ in _FINITE or t.tag_ in ("TO", "VBG") for t in inside)
    return thing is not None and thing.lower_ in pack.statements and not told


def _does_to_thing(p: Proposal, block: PageBlock, pack: AttributionPack) -> bool:
    """Whether with its object a verb of saying tells a deed ("claimed nine lives")."""
    verb = block.token_at(p.cue[0])
    if verb is None or not verb.tag_.startswith("VB"):
        return False
    things = {w for v in pack.verbs.get(verb.lower_, ()) for w in pack.not_said_of.get(v.base, ())}
    return bool(things) and any(c.dep_ == "dobj" and c.lower_ in things for c in verb.children)


def _only_seen(p: Proposal, block: PageBlock, quotes: Sequence[Quotation], pack: AttributionPack) -> bool:
    """Whether what was seen is told with some words of it in marks, and not what somebody called it; "could be
    seen" tells no words of anybody's."""
    words = block.text[slice(*p.cue)].lower().split()
    if len(words) > 1 and words[0] in grammar().verbs.managed and words[-1] in grammar().verbs.perceived:
        return True
    verb = block.token_at(p.cue[0])
    inside = sum(
        min(q.end, e) - max(q.start, s) for q in quotes for s, e in p.content if q.start < e and s < q.end
    )
    if p.kind != "ranked" or verb is None or 2 * inside > sum(e - s for s, e in p.content):
        return False
    naming = any(c.lower_ in grammar().attribution.named_as for c in verb.children)
    return not naming and _only_perceived(p, block, verb, pack)


def _only_perceived(p: Proposal, block: PageBlock, verb: Token, pack: AttributionPack) -> bool:
    """Whether what somebody saw or found is a thing or something going on, and no clause ("found two men dead")."""
    if verb.lower_ not in grammar().attribution.perceiving:
        return False
    if any(c.dep_ == "nsubj" and c.lower_ in pack.statements for c in verb.children):
        return False
    beside = [c for c in verb.subtree if c.dep_ == "advcl" and _goes_on_beside(c)]
    meanwhile = {t for c in beside for t in c.subtree}
    inside = [t for t in verb.subtree if any(s <= block.start + t.idx < e for s, e in p.content)]
    inside = [t for t in inside if t not in meanwhile]
    finite = any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") and t.dep_ != "amod" for t in inside)
    return not finite and not any(t.dep_ == "mark" for t in inside)


def _no_word(block: PageBlock, p: Proposal, quotes: Sequence[Quotation], pack: AttributionPack) -> bool:
    """Whether a short content is that nothing was said ("said it would have no comment"); what somebody said in
    a sentence of their own tells something ("We cannot confirm it because they left")."""
    words = " ".join(block.text[s:e] for s, e in p.content)
    own = any((q.start, q.end) == p.content[0] for q in quotes) and len(p.content) == 1
    return len(words.split()) <= (_NAME if own else _SHORT) and pack.no_comment.search(words) is not None
