"""When a predicate lies as its source sees it: past, ongoing or future.

Whether it lies ahead is a logistic regression over the tense, what the rules found and what the heads see; the weights
are the rows of role `future` in `data/certainty_weights.csv`. Of what does not lie ahead, the tense says whether it
goes on: "is shelling", "said that it was shelling", "the shelling continues".
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.certainty import TABLE, Told, voice_of
from sayso.claims.factuality import kind_of_step
from sayso.claims.linear import Features, fitted, total
from sayso.claims.tense import FINITE, clause_form, form_of
from sayso.claims.weighing import HEADS
from sayso.reader.parse import Parse

TIMES = ("past", "ongoing", "future")
FUTURE = "future"
# Verbs and adjectives that say that what a noun names goes on.
LASTING = frozenset({"continue", "persist", "last", "remain", "keep", "go"})
CURRENT = frozenset({"ongoing", "continuing", "current", "continued"})
# Signs that end a sentence; a headline, whose present tense tells of the past, has none.
ENDS = frozenset({".", "?", "!", '"', "\u201d"})


def features_of(told: Told) -> Features:
    """What speaks for and against an event that is still to come."""
    return dict.fromkeys(_plain(told), 1.0) | dict(_of_heads(told))


def _plain(told: Told) -> Iterable[str]:
    parse, i, judged = told.parse, told.trigger, told.judged
    form, clause = form_of(parse, i), clause_form(parse, i)
    yield "any"
    yield f"rules {judged.value}, {judged.auxiliary}"
    yield f"form {form}"
    yield f"clause {clause}"
    yield f"form {form}, clause {clause}"
    yield f"form {form}, {judged.auxiliary}"
    for step in judged.steps:
        yield f"step {kind_of_step(step)}"
    yield f"voice {voice_of(parse, told.attribution)}"
    yield f"{parse.upos[i]} {parse.deprels[i].split(':')[0]}"


def _of_heads(told: Told) -> Iterable[tuple[str, float]]:
    parse, i = told.parse, told.trigger
    yield f"{HEADS} happened", told.happened
    slots = parse.slots.get(i)
    for name, chance in (slots.auxiliary if slots else {}).items():
        yield f"{HEADS} auxiliary {name}", chance
    for name, chance in (slots.factuality if slots else {}).items():
        yield f"{HEADS} value {name}", chance


def time_of(told: Told, auxiliary: str | None) -> str | None:
    """When the event lies; `auxiliary` is the claim's, which time follows. None where nothing has been fitted."""
    known = fitted(TABLE)[FUTURE]
    if not known:
        return None
    ahead = total(known, features_of(told)) > 0
    if auxiliary == "future" or (ahead and auxiliary != "historical"):
        return FUTURE
    lasts = auxiliary != "historical" and goes_on(told.parse, told.trigger, told.attribution is not None)
    return "ongoing" if lasts else "past"


def goes_on(parse: Parse, word: int, told: bool) -> bool:
    """Whether the tense says that something goes on; `told` by a source, to which "was shelling" is the present."""
    form = form_of(parse, word)
    if parse.word(parse.sentences[parse.sentence_of(word)][1] - 1) not in ENDS:
        return form == "progressive"
    if parse.upos[word] == "NOUN":
        return _lasts(parse, word)
    form = form if form in FINITE else clause_form(parse, word)
    return form in ("present", "progressive") or (told and form == "past progressive")


def _lasts(parse: Parse, noun: int) -> bool:
    """ "The shelling continues", "ongoing talks", "talks are under way"."""
    if any(parse.word(c).casefold() in CURRENT for c in parse.children(noun)):
        return True
    above = parse.heads[noun]
    subject = above >= 0 and parse.deprels[noun].startswith("nsubj")
    return subject and clause_form(parse, above) == "present" and parse.lemmas[above].casefold() in LASTING
