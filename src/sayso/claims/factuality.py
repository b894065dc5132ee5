"""How sure a text is of an event: the words that scope over its trigger, read from the inside out.

The value is FactBank's: CT (certain), PR (probable), PS (possible) with + or -, or U (uncommitted). The auxiliary is
PLOVER's: negation, future, hypothetical, or None. The walk starts at the trigger with CT+, applies what hangs on each
word (negation, modals, hedging adverbs and adjectives, conjunctions such as "if"), then the class of the word that
governs it ("fail to", "urge", "plan to"), and goes on upwards until the cue of the innermost attribution, a word whose
complement is presupposed, or the root. The classes are in `data/factuality.csv`, after the signatures of implicative
and factive verbs in Nairn, Condoravdi and Karttunen (2006) and the event selecting predicates of FactBank (Sauri and
Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import replace

from sayso.actors.tree import remembered
from sayso.claims.called_off import is_after_it_began
from sayso.claims.carried import gone_to, has_an_end, is_driven, is_enacted
from sayso.claims.clauses import ACCUSING
from sayso.claims.factuality_clauses import is_behind_semicolon, joined_verb, under_unlisted
from sayso.claims.factuality_cue import (
    AIMS,
    asks_about,
    at_cue,
    at_missed_cue,
    is_denial,
    is_denied_aim,
    is_left_open,
    is_undone,
    left_untold,
)
from sayso.claims.factuality_effects import TRANSPARENT, in_mood, is_negated, under_class, with_own_words
from sayso.claims.factuality_order import report_before, second_look, verdict_behind
from sayso.claims.factuality_scope import is_answered, verdict
from sayso.claims.factuality_state import Certainty, State, applied, certainty_of, kind_of_step
from sayso.claims.factuality_words import PRESUPPOSING, governor_class, is_telling, links_of, names_of
from sayso.claims.given import given, is_given_of_subject, is_known, noun_given
from sayso.claims.listed import is_weighed, whole_of
from sayso.claims.presupposed import borne, is_any, is_asked_about, is_others_deed, past_asides, stands
from sayso.claims.silence import (
    falsely_told,
    is_asked,
    is_denied,
    is_evaded,
    is_hearsay,
    is_not_accepted,
    is_spoken_of,
    is_unclaimed,
    unknown,
)
from sayso.claims.uninvolved import Uninvolved, uninvolved
from sayso.reader.parse import Parse

__all__ = ["Certainty", "judge", "kind_of_step"]

# Classes of what is resolved, asked or risked, which may then be carried out.
_RESOLVED = frozenset({"intend", "request", "risk"})
_TELLING = frozenset({"report", "reported", "allege", "believe"})
_CLOSED = frozenset({"report", "believe"})


@remembered
def judge(parse: Parse, trigger: int, *, stop: int | None = None) -> Certainty:
    """How sure the innermost source is that the event happened.

    Args:
        parse: words and tree.
        trigger: index of the head word of the event.
        stop: head word of the cue of the innermost attribution whose content holds the trigger; None in the article's
            own voice. What scopes over the cue says how sure the saying is, not the event.
    """
    if (noun := noun_given(parse, trigger)) is not None:
        return certainty_of(given(parse, trigger, noun))
    state = with_own_words(parse, trigger, State())
    if is_spoken_of(parse, trigger):
        return certainty_of(state.because("spoken of", parse.heads[trigger]))
    if (whole := whole_of(parse, trigger)) is not None and (open_one := _as_whole(parse, whole, stop)) is not None:
        return open_one
    word = trigger
    if (none := uninvolved(parse, trigger)) is not None:
        word, state = none.verb, _uninvolved(parse, none, trigger, stop)
    while not state.settled and parse.heads[word] >= 0:
        state = _step(parse, word, state, stop)
        word = parse.heads[word]
    if not state.settled:
        state = in_mood(parse, word, state)
    if state.presupposed and stop is not None and is_given_of_subject(parse, trigger, stop):
        state = state.because("factive relative", trigger)
    state = _second_look(parse, trigger, stop, at_missed_cue(parse, trigger, stop, state))
    return certainty_of(left_untold(parse, trigger, stop, state))


def _uninvolved(parse: Parse, none: Uninvolved, deed: int, stop: int | None) -> State:
    """ "Played no part in the attack": the subject did not attack; an attack with a doer of its own is given."""
    if none.subject is None:
        return State(settled=True, presupposed=True).because("factive no part", none.verb)
    if none.denial == none.verb and is_negated(parse, none.verb, deed):
        return replace(State().weaken("U").because("does not deny", none.verb), settled=True)
    rule = f"negates {parse.folded[none.verb]}" if none.denial == none.verb else "no part"
    state = with_own_words(parse, none.verb, State().negate().because(rule, none.denial), negation=False)
    return replace(state, settled=none.verb == stop)


def _as_whole(parse: Parse, whole: int, stop: int | None) -> Certainty | None:
    """ "Is studying measures, including a ban": the ban is as open as the measures; None where they are taken."""
    if is_weighed(parse, whole):
        return certainty_of(State(level="U", hypothetical=True).because("condition weighed", whole))
    judged = judge(parse, whole, stop=stop)
    return None if judged.value == "CT+" else judged


def _second_look(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """What stands around an event that seems asserted, whatever the tree says; what is outside of its cue does not."""
    if state.level == "PR" and not state.positive and verdict_behind(parse, trigger) is not None:
        return replace(state, level="CT")  # what is said of the report holds for certain
    if not state.asserts:
        return state
    for kind, word, is_governor in second_look(parse, trigger):
        seen = any(word == step for _, step in state.steps)
        if seen or (stop is not None and (word < stop < trigger or trigger < stop < word)):
            continue
        if kind == "negates" and _is_aside(parse, trigger, state):
            continue
        if kind == "negates" and report_before(parse, trigger) is not None:
            state = replace(state, level="CT")  # as in `_is_settled`
        found = under_class(parse, word, kind, state) if is_governor else None
        return found or applied(kind, state).because(f"{kind} {parse.folded[word]}", word)
    return state


def _is_aside(parse: Parse, noun: int, state: State) -> bool:
    """ "The report that Chad was paid for its abstention": the report takes the known deed for granted."""
    return state.presupposed and parse.upos[noun] == "NOUN" and parse.deprels[noun] == "obl" and is_known(parse, noun)


# From a word to the one that governs it


def _step(parse: Parse, word: int, state: State, stop: int | None) -> State:
    """Where the walk stands at the head of a word, from where it stands at the word."""
    head = parse.heads[word]
    if word in past_asides(parse):
        return replace(state, settled=True, presupposed=True)
    if is_behind_semicolon(parse, word, head):
        return replace(state, settled=True)
    if stop is not None and unknown(parse, word) not in (None, stop):
        return replace(state.weaken("U", hypothetical=True).because("source does not say", head), settled=True)
    found = _governor(parse, word)
    if is_asked(parse, head):
        return replace(state.weaken("U", hypothetical=True), settled=True).because("asked", head)
    if state.level == "PR" and _is_settled(parse, word, found):
        state = replace(state, level="CT")
    if found == "must" and (noun := _object(parse, head)) is not None:
        return _by_object(parse, word, noun, state)
    if (said := verdict(parse, word)) is not None:
        state = under_class(parse, said[1], said[0], state)
        state = with_own_words(parse, said[1], state, below=word)
        if head != stop or found == said[0]:  # "rejected as false the report" denies it once
            return replace(state, settled=True)
    if (took_place := _took_place(parse, word, found)) is not None:
        return replace(state, settled=True, presupposed=True).because(f"factive {took_place}", head)
    if is_not_accepted(parse, word):
        return replace(under_class(parse, head, "negates", state), settled=True, at_cue=head == stop)
    if found in _RESOLVED and is_enacted(parse, head):
        return _under_listed(parse, word, "implies", state)
    if head == stop and not (found == "light" and "with" in links_of(parse, word, head)):  # "responded with sanctions"
        return at_cue(parse, word, found, state)
    return _to_head(parse, word, found, state)


def _took_place(parse: Parse, word: int, found: str | None) -> str | None:
    """Why an event took place although its governor denies it or is denied itself, else None."""
    head = parse.heads[word]
    told = parse.upos[word] == "NOUN" or "clause" not in links_of(parse, word, head)
    if told and is_unclaimed(parse, head):
        return "unclaimed"
    if found == "light" and stands(parse, word, head) and is_negated(parse, head, word):
        return "stands"
    if found != "negates":
        return None
    if is_others_deed(parse, word):
        return "rejected"
    if is_answered(parse, word) and not is_telling(parse, word):
        return "answered"
    return "called off" if is_after_it_began(parse, word, head) else None


def _to_head(parse: Parse, word: int, found: str | None, state: State) -> State:
    """The step to a head that is no cue: one of a class, the first of joined verbs, or any other."""
    head = parse.heads[word]
    if found == "negates" and is_left_open(parse, word, head):
        return replace(state.weaken("U", hypothetical=True).because("not ruled out", head), settled=True)
    if found == "negates" and is_denial(parse, word, head) and is_negated(parse, head, word):
        return replace(state.weaken("U").because("does not deny", head), settled=True)
    if found:
        return _under_listed(parse, word, found, state)
    if parse.deprels[word].startswith("conj"):
        return joined_verb(parse, word, state)
    return under_unlisted(parse, word, state)


def _governor(parse: Parse, word: int) -> str | None:
    """The class of what governs a word, as it bears on the event."""
    found = governor_class(parse, word, parse.heads[word]) or borne(parse, word) or gone_to(parse, word)
    if found in ("condition", "request") and is_asked_about(parse, word):
        return "factive"
    if found == "negates" and is_evaded(parse, word):
        return "factive"
    if found == "intend" and has_an_end(parse, word):
        return "light"
    if found == "request" and asks_about(parse, word):
        return "factive"
    if found == "request" and is_driven(parse, word):
        return "implies"
    return "condition" if found in PRESUPPOSING and is_any(parse, word) else found


def _is_settled(parse: Parse, noun: int, found: str | None) -> bool:
    """ "Denied claims that", "confirmed reports that", "acquitted of charges of": what is denied or confirmed is not
    half so."""
    if not is_telling(parse, noun):
        return False
    if found == "negates" and not ACCUSING.isdisjoint(names_of(parse, parse.heads[noun])):
        return True
    return found in PRESUPPOSING or is_denied(parse, noun) or verdict(parse, noun) is not None


def _object(parse: Parse, verb: int) -> int | None:
    return next((c for c in parse.children(verb) if parse.deprels[c] == "obj"), None)


def _by_object(parse: Parse, word: int, noun: int, state: State) -> State:
    """ "Had no plans to attack": the noun governs, even where the tree hangs the infinitive on the verb."""
    found = governor_class(parse, word, noun) or "request"
    return under_class(parse, noun, found, state, negated=is_negated(parse, noun, word))


def _under_listed(parse: Parse, word: int, found: str, state: State) -> State:
    """The step to a head of a class."""
    head = parse.heads[word]
    found = "reported" if found == "report" and is_hearsay(parse, head, word) else found
    denied = found in AIMS and is_denied_aim(parse, head)
    found = "intend" if denied else found
    negated = denied or is_negated(parse, head, word) or (found in PRESUPPOSING and is_undone(parse, head))
    state = under_class(parse, head, found, state, negated=negated)
    if found in _TELLING and (falsely := falsely_told(parse, head)) is not None:
        state = state.negate().because("falsely", falsely)
    if state.settled or found in _CLOSED:
        return state
    return with_own_words(parse, head, state, below=word, negation=found in TRANSPARENT)
