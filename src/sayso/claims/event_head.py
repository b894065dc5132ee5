"""Claims of the event head alone: words that it is sure of and that no row of the predicate tables fits.

The head sees one word in its sentence and does not know what the sentence does with it. Left out is what does something
to another event and names none of its own, and what is only a way of being: those are the conditions below, each with
what it was on our annotated articles.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from sayso.actors.tree import remembered
from sayso.claims.cast import Cast
from sayso.claims.claim_heads import with_claim_heads
from sayso.claims.cues import Cue, cue_at
from sayso.claims.factuality_words import governor_class, is_telling
from sayso.claims.fitting_types import fitting_type, types_told
from sayso.claims.grammar import Arguments, Grammar
from sayso.claims.matching import Match, Matcher
from sayso.claims.outsiders import outsiders
from sayso.claims.predicates import Example, Predicate
from sayso.claims.recorders import records
from sayso.claims.selectors import parse_selectors, word_sets
from sayso.claims.triggers import Candidate
from sayso.claims.word_parts import is_part_of_word
from sayso.reader.parse import Parse

# From this chance that a word names an event on the head makes a claim of a word that no row fits. Chosen on the
# articles of annotation/held_out.txt and claims/dev: 0.6 to 0.8 is best for full claims (held-out found F1 55.6
# without, 69.3 at 0.7).
HINT_ADD = 0.7
# The same in a story, where the score of the finished claim decides whether it stays.
HINT_MAYBE = 0.35
# The same for words that no known actor has to do with, which are looked at only beside other claims: of 0.35 and 0.7
# the better for events on the dev stories.
HINT_FAINT = 0.7
# From this chance on such words are claims of a story like others ("the ban was lifted"). Of 0.9, 0.8, 0.7 and 0.5 the
# best for claims found: held-out 75.0 to 75.5, dev 72.3 to 73.6.
HINT_STRANGER = 0.8
# And where no word near it is an event of the tables: five claims more in annotated articles and none that is wrong; at
# 0.55 one more of each.
HINT_ALONE = 0.7
# And of a word that governs another event ("wants Chile to extradite him", "telephoned him to discuss").
HINT_ACT = 0.9
# And for those among them that the tables know as words for that type ("the ship was captured", "the shipment").
HINT_FAINT_KNOWN = 0.35
# From this chance on a word that something is done to is an event itself.
HINT_INNER = 0.5
# The generic frame of a word that only the event head knows: who does it, whom it may be done to, what it is about.
GENERIC_ACTOR = "subj@ACTOR|poss@ACTOR|nmod:by@ACTOR"
GENERIC_RECIPIENT = (
    "obj@ACTOR|iobj@ACTOR|obl:against@ACTOR|obl:to@ACTOR|obl:with@ACTOR|obl:on@ACTOR|of@ACTOR"
    "|obj>poss@ACTOR|obj>compound@ACTOR|obj>amod@ACTOR"
)
SUFFERER = "subj@ACTOR"
GENERIC_OBJECT = "obj@GOODS|of@GOODS|xcomp"
EVENT_HEAD = "event head"
# Classes of governors that do something to the event below them and are none.
TURNING = frozenset({"negates", "condition"})
# Classes of governors that are acts themselves. Of words that no table knows as a governor none with an infinitive is.
OF_ACTS = frozenset({"request", "risk", "allege", "doubt"})
WISHES = frozenset({"want", "wish", "need", "like", "hope"})
# Relations of what a word may govern.
INNER = frozenset({"obj", "xcomp", "ccomp", "advcl", "obl", "nsubj"})
DENIAL, JUDGEMENT = "denial", "judgement"
# Relations in which one event only stands beside another ("boarded and seized"), and in a story, where the score of the
# finished claim decides, those too where it goes along with it or is its occasion ("pounded the town, killing five",
# "the shelling destroyed a school", "called in the envoy over the charge").
BESIDE = frozenset({"conj", "parataxis"})
BESIDE_IN_STORY = BESIDE | {"advcl", "nsubj", "obl"}
HAPPENING = frozenset({"take", "happen", "occur", "exist"})
# What strikes of workers do and those of arms do not: "the strike goes on".
LASTING = frozenset({"go", "continue", "enter", "last", "persist", "drag", "begin", "spread"})
EVENT_TAGS = frozenset({"VERB", "NOUN", "ADJ", "PROPN"})
QUESTIONS = frozenset({"whether", "if"})
PARTICIPLES = frozenset({"VBN", "VBD", "JJ"})
# A clause without subject and auxiliary ("announced targeted sanctions") is none.
ATTRIBUTES = frozenset({"amod", "compound", "ccomp"})

FindArguments = Callable[[Grammar, int], tuple[Arguments, int | None]]


def told_by_head(
    matcher: Matcher,
    matches: Sequence[Match],
    rows: Mapping[int, Sequence[Candidate]],
    arguments: FindArguments,
    *,
    story: bool,
    strangers: bool = False,
) -> list[Match]:
    """Claims of the event head alone, where no row fits.

    Left out is the word that governs an event which a row knows ("denied supplying", "stopped short of sanctions"):
    what it does to that event is its certainty. So is a noun without any row that fills a slot of another event
    ("withdrew its troops").

    Args:
        matcher: holds rows against the parse.
        matches: the claims of the tables.
        rows: the words that a row has been tried on.
        arguments: the arguments of a trigger, and its light verb.
        story: whether the claims will be scored, so that a smaller chance is enough and more may stand beside.
        strangers: whether a word that no known actor has to do with counts too.
    """
    parse = matcher.parse
    taken = {i for match in matches for i in match.words}
    beside = BESIDE_IN_STORY if story else BESIDE
    least = HINT_FAINT_KNOWN if strangers else HINT_MAYBE if story else HINT_ADD
    known = {i for match in matches for i in (match.trigger, match.light_verb) if i is not None}
    governing = {parse.heads[i] for i in known if parse.deprels[i].partition(":")[0] not in beside}
    filling = {
        i for match in matches for filled in match.slots.values() for w in filled.words for i in parse.subtree(w)
    }
    hinted = [i for i in _hinted_words(parse, taken, least) if not _is_attribute(parse, i, known)]
    things = {i for i in filling if _is_thing(parse, i, rows)}
    words = [i for i in hinted if (i not in governing or _is_act(parse, i)) and i not in things]
    if strangers:
        words = [i for i in words if parse.hints[i].score >= HINT_FAINT or _is_known(parse, i, rows)]
    told = types_told(parse, matches) if story else None
    events = {i: _event(parse, i, told) for i in words if not _is_no_event(parse, i)}
    generic = (_generic(matcher, i, event, *arguments(matcher.grammar, i)) for i, event in events.items())
    return [
        match
        for match in generic
        if match is not None
        and (strangers or _is_sure(parse, match.trigger, known, story=story) or _has_part(matcher, match))
    ]


def _is_sure(parse: Parse, i: int, known: set[int], *, story: bool) -> bool:
    """Whether the head is so sure of a word that it counts though no known actor has to do with it: in a story, and
    surer of one right beside the word of another event."""
    below = parse.children(i)
    near = {i - 1, i + 1, parse.heads[i], *below, *(g for c in below for g in parse.children(c))}
    return story and parse.hints[i].score >= (HINT_ALONE if known.isdisjoint(near) else HINT_STRANGER)


def _is_thing(parse: Parse, i: int, rows: Mapping[int, Sequence[Candidate]]) -> bool:
    """Whether a word that fills a slot of another event is no event of its own: a noun that no row is under.

    A clause in such a slot is one ("turned down a request to inspect the cargo", "had the gates welded to the wall").
    """
    return i not in rows and parse.upos[i] != "VERB"


def _is_attribute(parse: Parse, i: int, known: set[int]) -> bool:
    """ "Targeted sanctions", "announced targeted sanctions": a participle right before a noun that names the event."""
    before = i + 1 in known and parse.upos[i + 1] == "NOUN" and parse.xpos[i] in PARTICIPLES
    plain = not any(parse.deprels[c].startswith(("nsubj", "aux")) for c in parse.children(i))
    return before and plain and parse.deprels[i] in ATTRIBUTES


def _is_act(parse: Parse, i: int) -> bool:
    """Whether a word that governs another event is as good as certain to name one of its own ("warned it would").

    What only turns the event below ("rushed to", "ended up", "held talks") is none, nor is a wish. What is done to a
    thing is one ("cancelled the treaty"), and so is what a deed is called ("calling the inquiry a farce").
    """
    if parse.upos[i] != "VERB" or parse.lemmas[i] in WISHES:
        return False
    if parse.lemmas[i] in word_sets()["naming"]:
        return True
    if parse.hints[i].score < HINT_ACT:
        return False
    things = [c for c in parse.children(i) if parse.deprels[c].partition(":")[0] in INNER]
    objects = [c for c in things if parse.deprels[c] == "obj"]
    clauses = any(parse.deprels[c] in ("xcomp", "ccomp") for c in things)
    if objects and not clauses and all(parse.upos[c] in ("NOUN", "PROPN") for c in objects):
        return governor_class(parse, objects[0], i) != "light"
    below = [*things, *(c for thing in things if parse.upos[thing] == "NOUN" for c in parse.children(thing))]
    kinds = {c: governor_class(parse, c, i) for c in below}
    return all(kind in OF_ACTS if kind else parse.deprels[c] != "xcomp" for c, kind in kinds.items())


def _is_known(parse: Parse, i: int, rows: Mapping[int, Sequence[Candidate]]) -> bool:
    """Whether the tables know a word for the type that the head sees in it."""
    return any(candidate.row.event == parse.hints[i].event for candidate in rows.get(i, ()))


def _is_no_event(parse: Parse, i: int) -> bool:
    """Whether a word names no event of its own here."""
    cue = cue_at(parse, i)
    if records(parse, i) or is_part_of_word(parse, i):
        return True
    return (
        (cue is None and _turns(parse, i)) or _denies(parse, i, cue) or _is_state(parse, i, cue) or _asks(parse, i, cue)
    )


def _denies(parse: Parse, i: int, cue: Cue | None) -> bool:
    """Whether a word denies a clause or something said before, rather than refuses a thing ("denied bail").

    "Denied the report", "denied any attack" are denials; "rejected the report" is told as a refusal.
    """
    things = [c for c in parse.children(i) if parse.deprels[c] in ("obj", "nsubj:pass") and parse.upos[c] == "NOUN"]
    if parse.lemmas[i] == "deny":
        things = [c for c in things if not is_telling(parse, c) and parse.hints[c].score < HINT_INNER]
    return cue is not None and cue.kind == DENIAL and not things


def _turns(parse: Parse, i: int) -> bool:
    """ "Delayed the withdrawal", "mulls a ban": what it does to the event below is that one's certainty."""
    own = parse.children(i)
    below = [*own, *(c for thing in own if parse.deprels[thing] == "obj" for c in parse.children(thing))]
    turned = (c for c in below if governor_class(parse, c, i) in TURNING)
    return any(parse.hints[w].score >= HINT_ADD for c in turned for w in parse.subtree(c))


def _is_state(parse: Parse, i: int, cue: Cue | None) -> bool:
    """ "Kept silent", "left them naked": a way of being (either word), if no judgement ("called the vote unfair")."""
    if parse.upos[i] == "ADJ" and parse.deprels[i] == "xcomp":
        return True
    ways = any(parse.deprels[c] == "xcomp" and parse.upos[c] == "ADJ" for c in parse.children(i))
    return ways and not (cue is not None and cue.kind == JUDGEMENT)


def _asks(parse: Parse, i: int, cue: Cue | None) -> bool:
    """ "Asked whether", "asked: \"Who?\"": a question, where nothing is asked for."""
    if parse.lemmas[i] != "ask" or cue is None:
        return False
    start, end = parse.sentences[parse.sentence_of(i)]
    marks = (parse.word(m).lower() for c in parse.children(i) for m in parse.children(c) if parse.deprels[m] == "mark")
    return not QUESTIONS.isdisjoint(marks) or any(parse.word(w) == "?" for w in range(start, end))


def _has_part(matcher: Matcher, match: Match) -> bool:
    """Whether known actors have to do with it: who did or suffered it, or who judges it or acts against it."""
    outside = outsiders(matcher.grammar, match.trigger, match.row.event)
    return _has_actor(matcher.cast, match) or any(map(matcher.cast.is_actor, outside))


def _has_actor(cast: Cast, match: Match) -> bool:
    return any(cast.is_actor(word) for slot in ("actor", "recipient") for word in match.slots[slot].words)


def _hinted_words(parse: Parse, taken: set[int], least: float) -> list[int]:
    """Words that the event head is sure of and no row fits; of neighbours of one type only the head."""
    sure = {i: hint.event for i, hint in enumerate(parse.hints) if hint.event is not None and hint.score >= least}
    found = []
    for i, event in sure.items():
        inner = parse.heads[i] in (i - 1, i + 1) and sure.get(parse.heads[i]) == event and not _took_place(parse, i)
        near = any(j in taken and sure.get(j) == event for j in (i - 1, i + 1))
        empty = any(_took_place(parse, c) and sure.get(c) == event for c in parse.children(i))
        if i not in taken and not (inner or near or empty) and parse.upos[i] in EVENT_TAGS:
            found.append(i)
    return found


def _took_place(parse: Parse, i: int) -> bool:
    """ "No such combat took place": the noun names the event, and not its verb."""
    head = parse.heads[i]
    happens = head >= 0 and parse.lemmas[head] in HAPPENING and parse.deprels[i].startswith("nsubj")
    return happens and parse.upos[i] == "NOUN"


def _generic(matcher: Matcher, i: int, event: str, own: Arguments, verb: int | None) -> Match | None:
    suffers = matcher.parse.lemmas[i].lower() in word_sets()["perish"]
    match = matcher.match(generic_row(event, suffers=suffers), (i,), own)
    if match is not None:
        match.light_verb = verb
        with_claim_heads(matcher.grammar, match)
    return match


def _event(parse: Parse, i: int, told: Mapping[str, float] | None) -> str:
    """The type that the event head gives a word, in a story by what that tells of; a bare "strike" is one of arms where
    the text has no word of work, unless somebody is "on strike"."""
    event = str(parse.hints[i].event if told is None else fitting_type(parse, i, told))
    if parse.folded[max(0, i - 1)] == "on":
        return event
    noun = parse.upos[i] == "NOUN" or parse.deprels[i] in ("obj", "obl", "nmod")
    if event != "PROTEST" or not noun or parse.lemmas[i].lower() != "strike":
        return event
    bare = not any(parse.deprels[c] in ("compound", "amod", "nmod") for c in parse.children(i) if c < i)
    bare = bare and not (parse.deprels[i].startswith("nsubj") and parse.lemmas[parse.heads[i]] in LASTING)
    return "ASSAULT" if bare and not speaks_of_work(parse) else event


@remembered
def speaks_of_work(parse: Parse) -> bool:
    """Whether a text has words of work and its disputes, with which a strike is one of workers."""
    return not word_sets()["work"].isdisjoint(parse.folded)


@cache
def generic_row(event: str, *, suffers: bool = False) -> Predicate:
    """The row of a word that no table knows, for a type that the event head gives it.

    Args:
        event: the type.
        suffers: whether the word says what happens to its subject ("nine villagers died"), who then does nothing.
    """
    doer, sufferer = ("", SUFFERER) if suffers else (GENERIC_ACTOR, GENERIC_RECIPIENT)
    actor, recipient, thing = map(parse_selectors, (doer, sufferer, GENERIC_OBJECT))
    nothing = Example("", (0, 0), (), ())
    return Predicate(
        EVENT_HEAD, event, ("*",), "VERB", (), None, actor, recipient, thing, (), (), nothing, counterexample=""
    )
