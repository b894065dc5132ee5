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
from sayso.claims.asides import FINITE
from sayso.claims.called_off import is_after_it_began
from sayso.claims.carried import gone_to, is_driven, is_enacted, shares_have
from sayso.claims.clauses import ACCUSING
from sayso.claims.factuality_order import report_before, second_look, verdict_behind
from sayso.claims.factuality_scope import (
    is_answered,
    is_cleft,
    is_command,
    is_one_more,
    is_would,
    scoped,
    singled_out,
    verdict,
    was,
)
from sayso.claims.factuality_state import (
    Certainty,
    State,
    applied,
    certainty_of,
    kind_of_step,
    negative_effect,
    positive_effect,
)
from sayso.claims.factuality_words import (
    DENYING,
    PRESUPPOSING,
    UNTRUE,
    governor_class,
    governors,
    is_telling,
    links_of,
    names_of,
    own_words,
)
from sayso.claims.given import DEFINITE, given, is_given_of_subject, noun_given
from sayso.claims.history import is_historical
from sayso.claims.listed import is_weighed, whole_of
from sayso.claims.presupposed import borne, is_any, is_asked_about, is_others_deed, past_asides
from sayso.claims.silence import (
    CONFIRMING,
    falsely_told,
    is_asked,
    is_denied,
    is_hearsay,
    is_nobodys,
    is_not_accepted,
    is_spoken_of,
    is_unclaimed,
    is_untold,
)
from sayso.claims.uninvolved import Uninvolved, uninvolved
from sayso.reader.parse import Parse

__all__ = ["Certainty", "is_historical", "judge", "kind_of_step"]


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
    state = _own(parse, trigger, State())
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
        state = _mood(parse, word, trigger, state)
    if state.presupposed and stop is not None and is_given_of_subject(parse, trigger, stop):
        state = state.because("factive relative", trigger)
    state = _second_look(parse, trigger, stop, _missed_cue(parse, trigger, stop, state))
    return certainty_of(_untold(parse, trigger, stop, state))


def _uninvolved(parse: Parse, none: Uninvolved, deed: int, stop: int | None) -> State:
    """ "Played no part in the attack": the subject did not attack; an attack with a doer of its own is given."""
    if none.subject is None:
        return State(settled=True, presupposed=True).because("factive no part", none.verb)
    if none.denial == none.verb and _negated(parse, none.verb, deed):
        return replace(State().weaken("U").because("does not deny", none.verb), settled=True)
    rule = f"negates {parse.folded[none.verb]}" if none.denial == none.verb else "no part"
    state = _own(parse, none.verb, State().negate().because(rule, none.denial), negation=False)
    return replace(state, settled=none.verb == stop)


def _as_whole(parse: Parse, whole: int, stop: int | None) -> Certainty | None:
    """ "Is studying measures, including a ban": the ban is as open as the measures; None where they are taken."""
    if is_weighed(parse, whole):
        return certainty_of(State(level="U", hypothetical=True).because("condition weighed", whole))
    judged = judge(parse, whole, stop=stop)
    return None if judged.value == "CT+" else judged


def _untold(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """ "Made no comment on the claim that": what others tell is left open by who keeps silent about it."""
    if stop is None or not _asserts(state) or not is_untold(parse, trigger, stop):
        return state
    if (told := report_before(parse, trigger)) is not None and is_not_accepted(parse, told):
        return _class_effect(parse, stop, "negates", state)
    declines = governor_class(parse, trigger, stop, links=frozenset({"inf"})) == "negates"
    silent = declines or _negated(parse, stop, trigger) or _is_undone(parse, stop)
    return state.weaken("U", hypothetical=True).because("source does not say", stop) if silent else state


def _second_look(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """What stands around an event that seems asserted, whatever the tree says; what is outside of its cue does not."""
    if state.level == "PR" and not state.positive and verdict_behind(parse, trigger) is not None:
        return replace(state, level="CT")  # what is said of the report holds for certain
    if not _asserts(state):
        return state
    for kind, word, is_governor in second_look(parse, trigger):
        seen = any(word == step for _, step in state.steps)
        if seen or (stop is not None and (word < stop < trigger or trigger < stop < word)):
            continue
        if kind == "negates" and report_before(parse, trigger) is not None:
            state = replace(state, level="CT")  # as in `_is_settled`
        found = _class_effect(parse, word, kind, state) if is_governor else None
        return found or applied(kind, state).because(f"{kind} {parse.folded[word]}", word)
    return state


def _asserts(state: State) -> bool:
    certain = state.level in ("CT", "PR") and state.positive and not (state.future or state.hypothetical)
    return certain and not any(rule.startswith("factive") for rule, _ in state.steps)


def _missed_cue(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """The walk did not pass the cue, for the tree hangs differently: a wish or order still leaves its content open."""
    if stop is None or state.at_cue or state.presupposed or state.level != "CT" or state.future or not state.positive:
        return state
    found = _open_class(parse, trigger, stop) if _may_be_asked(parse, trigger, stop) else None
    if not found or parse.upos[stop] != "VERB" or parse.sentence_of(stop) != parse.sentence_of(trigger):
        return state
    return _class_effect(parse, stop, found, state)


def _may_be_asked(parse: Parse, word: int, cue: int) -> bool:
    """Not "they go on shelling us," he told reporters: of verbs before the cue only an infinitive may be asked for."""
    return word > cue or parse.upos[word] not in ("VERB", "AUX") or parse.xpos[word] == "VB"


def _open_class(parse: Parse, word: int, cue: int) -> str | None:
    """The class of a cue that leaves a verb or noun open, however that hangs on it."""
    wanted = {"inf", "ing"} if parse.upos[word] in ("VERB", "AUX") else {"noun"}
    rows = [row for name in names_of(parse, cue) for row in governors().get(name, ())]
    return next((row.kind for row in rows if row.kind in _OPEN and row.links & wanted), None)


# Classes of cues that leave what they are about open.
_OPEN = frozenset({"request", "intend", "permit"})


# What hangs on one word


def _own(parse: Parse, word: int, state: State, *, below: int | None = None, negation: bool = True) -> State:
    """Apply the negation, modals, adverbs, determiners and conjunctions of one word, the narrowest scope first."""
    for kind, child in dict.fromkeys((*own_words(parse, word, below=below), *scoped(parse, word, below=below))):
        if kind == "negation" and is_one_more(parse, word, child):
            state = state.because("factive one of a row", child)
        elif (kind != "negation" or negation) and not _agrees(parse, word, child):
            state = applied(kind, state).because(f"{kind} {parse.folded[child]}", child)
    return state


# From a word to the one that governs it


def _step(parse: Parse, word: int, state: State, stop: int | None) -> State:
    head = parse.heads[word]
    if word in past_asides(parse):
        return replace(state, settled=True, presupposed=True)
    found = _governor(parse, word)
    if is_asked(parse, head):
        return replace(state.weaken("U", hypothetical=True), settled=True).because("asked", head)
    told = parse.upos[word] == "NOUN" or "clause" not in links_of(parse, word, head)
    if told and is_unclaimed(parse, head):
        return replace(state, settled=True, presupposed=True).because("factive unclaimed", head)
    if state.level == "PR" and _is_settled(parse, word, found):
        state = replace(state, level="CT")
    if found == "must" and (noun := _object(parse, head)) is not None:
        return _by_object(parse, word, noun, state)
    if (said := verdict(parse, word)) is not None:
        state = _class_effect(parse, said[1], said[0], state)
        state = _own(parse, said[1], state, below=word)
        if head != stop or found == said[0]:  # "rejected as false the report" denies it once
            return replace(state, settled=True)
    if found == "negates" and is_others_deed(parse, word):
        return replace(state, settled=True, presupposed=True).because("factive rejected", head)
    if found == "negates" and is_answered(parse, word) and not is_telling(parse, word):
        return replace(state, settled=True, presupposed=True).because("factive answered", head)
    if is_not_accepted(parse, word):
        return replace(_class_effect(parse, head, "negates", state), settled=True, at_cue=head == stop)
    if found == "negates" and is_after_it_began(parse, word, head):
        return replace(state, settled=True, presupposed=True).because("factive called off", head)
    enacted = found in _RESOLVED and is_enacted(parse, head)
    found = "implies" if enacted else found
    if (
        head == stop and not enacted and not (found == "light" and "with" in links_of(parse, word, head))
    ):  # "responded with sanctions"
        return _at_cue(parse, word, found, state)
    if found == "negates" and _is_left_open(parse, word, head):
        return replace(state.weaken("U", hypothetical=True).because("not ruled out", head), settled=True)
    if found == "negates" and _is_denial(parse, word, head) and _negated(parse, head, word):
        return replace(state.weaken("U").because("does not deny", head), settled=True)
    if found:
        return _govern(parse, word, found, state)
    if parse.deprels[word].startswith("conj"):
        return _conjunct(parse, word, state)
    return _unlisted(parse, word, state)


_RESOLVED = frozenset({"intend", "request", "risk"})


def _governor(parse: Parse, word: int) -> str | None:
    """The class of what governs a word, as it bears on the event."""
    found = governor_class(parse, word, parse.heads[word]) or borne(parse, word) or gone_to(parse, word)
    if found in ("condition", "request") and is_asked_about(parse, word):
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
    return _class_effect(parse, noun, found, state, negated=_negated(parse, noun, word))


def _is_denial(parse: Parse, word: int, head: int) -> bool:
    """ "Denied that they attacked", "denied attacking": a verb of saying, whose negation says nothing of the event."""
    return "clause" in links_of(parse, word, head) or not DENYING.isdisjoint(names_of(parse, head))


def _is_left_open(parse: Parse, word: int, head: int) -> bool:
    """ "Did not rule out attacking", "refused to exclude a strike": a possibility that somebody keeps."""
    names = names_of(parse, head)
    rules_out = "out" in (parse.folded[c] for c in parse.children(head)) and "rule" in names
    rules_out = rules_out or not _EXCLUDING.isdisjoint(names)
    return rules_out and (_negated(parse, head, word) or _is_undone(parse, head))


_EXCLUDING = frozenset({"exclude", "preclude"})


def _at_cue(parse: Parse, word: int, found: str | None, state: State) -> State:
    """The cue's own class counts, for it says what the source does with the content; what hangs on the cue does not."""
    cue = parse.heads[word]
    negated = _negated(parse, cue, word) or _is_undone(parse, cue)
    if found is None and parse.xpos[word] in ("VB", "VBG") and _may_be_asked(parse, word, cue):
        found = _open_class(parse, word, cue)
    if found in _AIMS and _is_denied_aim(parse, cue):
        found, negated = "intend", True
    if found == "negates" and _is_left_open(parse, word, cue):
        told = "that" in links_of(parse, word, cue)
        state = state.weaken("U", hypothetical=not told).because("source does not rule out", cue)
    elif negated and found == "negates" and _is_denial(parse, word, cue):
        state = state.weaken("U").because("source does not deny", cue)
    elif found == "allege" and is_nobodys(parse, cue):
        state = _class_effect(parse, cue, found, state)
    elif found and found not in _SAYING:
        state = _class_effect(parse, cue, found, state, negated=negated)
    elif negated and (found in _SAYING or _is_content(parse, word, cue)):
        state = state.weaken("U", hypothetical=True).because("source does not say", cue)
    return replace(state, settled=True, at_cue=True)


# "Tried to", "meant to", "wanted to": who denies that denies the deed as well.
_AIMS = frozenset({"try", "intend", "request"})
_DENIABLE = frozenset(
    "try attempt seek aim intend mean plan plot conspire scheme endeavour endeavor strive want wish hope desire".split()
)


def _is_denied_aim(parse: Parse, aim: int) -> bool:
    """ "Denied that they had tried to", "rejected claims that they wanted to": not where others are asked to do it."""
    aimed = not _DENIABLE.isdisjoint(names_of(parse, aim))
    if not aimed or any(parse.deprels[c] in ("obj", "iobj") for c in parse.children(aim)):
        return False
    told = parse.heads[aim]
    if told >= 0 and is_denied(parse, told):
        return not _negated(parse, parse.heads[told], told)
    return told >= 0 and _denies(parse, told, aim)


def _denies(parse: Parse, verb: int, below: int) -> bool:
    """Whether a verb denies a word below it, and is not denied itself."""
    denial = not DENYING.isdisjoint(names_of(parse, verb)) and not _negated(parse, verb, below)
    return denial and governor_class(parse, below, verb) == "negates"


def _is_content(parse: Parse, word: int, cue: int) -> bool:
    """A clause, what is spoken "of", or a noun for what is told ("has not commented on reports that")."""
    return parse.deprels[word] == "ccomp" or "of" in links_of(parse, word, cue) or is_telling(parse, word)


def _is_undone(parse: Parse, cue: int) -> bool:
    """ "Stopped short of accusing", "refused to say": what governs the cue says that it was not said."""
    head = parse.heads[cue]
    if tuple(parse.folded[max(0, cue - 3) : cue]) == _UNFIT:
        return True
    if head < 0 or parse.deprels[cue] == "root" or is_denied(parse, cue):
        return False
    found = governor_class(parse, cue, head)
    denied = found == "negates" and not (_is_denial(parse, cue, head) and _negated(parse, head, cue))
    return denied or (found == "able" and _negated(parse, head, cue))


_UNFIT = ("no", "position", "to")


# A cue of these classes adds nothing of its own: certainty is relative to the source.
_SAYING = frozenset({"report", "allege", "light", "evidence"})


def _negated(parse: Parse, word: int, below: int) -> bool:
    found = own_words(parse, word, below=below)
    return any(kind == "negation" and not (is_denied(parse, word) and _agrees(parse, word, c)) for kind, c in found)


def _agrees(parse: Parse, told: int, child: int) -> bool:
    """ "Denied the false claims that": the adjective of a noun for what is told does not deny the denial."""
    return parse.folded[child] in UNTRUE and is_telling(parse, told)


def _govern(parse: Parse, word: int, found: str, state: State) -> State:
    head = parse.heads[word]
    found = "reported" if found == "report" and is_hearsay(parse, head, word) else found
    denied = found in _AIMS and _is_denied_aim(parse, head)
    found = "intend" if denied else found
    negated = denied or _negated(parse, head, word) or (found in PRESUPPOSING and _is_undone(parse, head))
    state = _class_effect(parse, head, found, state, negated=negated)
    if found in _TELLING and (falsely := falsely_told(parse, head)) is not None:
        state = state.negate().because("falsely", falsely)
    if state.settled or found in _CLOSED:
        return state
    return _own(parse, head, state, below=word, negation=found in _TRANSPARENT)


_TELLING = frozenset({"report", "reported", "allege", "believe"})


# The governor's own negation reaches the event through these classes; for the others `_class_effect` says what it does.
_TRANSPARENT = frozenset({"implies", "negates", "light"})
_CLOSED = frozenset({"report", "believe"})


def _class_effect(parse: Parse, head: int, found: str, state: State, *, negated: bool = False) -> State:
    negated = negated and found not in _TRANSPARENT
    state = state.because(f"{'not ' if negated else ''}{found} {parse.folded[head]}", head)
    if found in PRESUPPOSING and negated and not CONFIRMING.isdisjoint(names_of(parse, head)):
        return replace(state.weaken("U", hypothetical=True), settled=True)
    if found in PRESUPPOSING:
        return replace(state, settled=True, presupposed=True)
    if found in ("implies", "light") or (found == "able" and not negated and was(parse, head)):
        return state
    if found == "negates":
        return state.negate()
    return negative_effect(found, state) if negated else positive_effect(found, state)


def _conjunct(parse: Parse, word: int, state: State) -> State:
    """A verb joined by "and" shares what hangs on the first one, unless it has a subject or tense of its own."""
    head, below = parse.heads[word], parse.children(word)
    own = any(parse.deprels[c].startswith(("nsubj", "aux", "mark", "csubj")) for c in below)
    finite = parse.xpos[word] in FINITE or any(parse.xpos[c] in FINITE for c in below if parse.deprels[c] == "aux")
    finite = finite and not shares_have(parse, word, head)
    if finite and _infinitive(parse, head):
        return replace(state, settled=True)
    nominal = parse.upos[word] not in ("VERB", "AUX")
    determined = nominal and any(parse.deprels[c] in ("det", "nmod:poss") for c in below)
    if own or determined or (finite and parse.xpos[head] != parse.xpos[word]):
        return state
    nor = any(parse.folded[c] == "nor" for c in parse.children(word))
    shared = not nor and state.positive and not _is_of_object(parse, head, word)
    return _own(parse, head, state, below=word, negation=shared)


def _is_of_object(parse: Parse, verb: int, conjunct: int) -> bool:
    """ "Signed no contract and attacked the base": what was done to nothing says nothing of the next verb."""
    found = (*own_words(parse, verb, below=conjunct), *scoped(parse, verb, below=conjunct))
    negations = [c for kind, c in found if kind == "negation"]
    return bool(negations) and all(parse.deprels[c] in ("obj", "iobj") for c in negations)


def _unlisted(parse: Parse, word: int, state: State) -> State:
    """A governor that no table names."""
    relation, head = parse.deprels[word], parse.heads[word]
    if relation in ("xcomp", "ccomp", "csubj", "csubj:pass"):
        return _complement(parse, word, state)
    if relation.startswith(("advcl", "acl")):
        return _adverbial(parse, word, state)
    in_compound = relation in ("compound", "amod", "nummod") and parse.upos[head] in ("NOUN", "PROPN")
    if in_compound or (relation in _NEW and _is_new(parse, word) and parse.upos[head] == "VERB"):
        return _own(parse, head, state, below=word)
    return replace(state, settled=True, presupposed=not _is_new(parse, word))


# An event noun lives and dies with its verb if it is new in the text: "did not sign a treaty", "may draft a law".
# "Did not condemn the attack" leaves the attack as it is.
_NEW = frozenset({"obj", "nsubj:pass"})


def _is_new(parse: Parse, word: int) -> bool:
    below = parse.children(word)
    return not any(parse.deprels[c] == "nmod:poss" or parse.folded[c] in DEFINITE for c in below)


def _complement(parse: Parse, word: int, state: State) -> State:
    head = parse.heads[word]
    if _infinitive(parse, word):
        return replace(state.weaken("U", hypothetical=True), settled=True).because("infinitive", head)
    if parse.deprels[word] == "xcomp":
        return _own(parse, head, state, below=word)
    if _negated(parse, head, word):
        state = state.weaken("U").because("not said", head)
    return state


def _infinitive(parse: Parse, word: int) -> bool:
    return any(parse.deprels[c] == "mark" and parse.folded[c] == "to" for c in parse.children(word))


# "As long as they continue shelling us": what goes on is done now.
_GOING_ON = frozenset({"continue", "keep", "persist"})
# Clauses of time share the time of the main clause: "when he visits, he will ..." is still to come.
_TIME_MARKS = frozenset({"when", "once", "until", "till", "before", "after", "as"})


def _adverbial(parse: Parse, word: int, state: State) -> State:
    marks = {parse.folded[c] for c in parse.children(word) if parse.deprels[c] in ("mark", "case", "advmod")}
    if _infinitive(parse, word) and singled_out(parse, word):
        return replace(state, settled=True).because("singled out", parse.heads[word])
    if _infinitive(parse, word):
        purpose = parse.deprels[word].startswith("advcl")
        state = state.weaken("U", hypothetical=not purpose).because("purpose" if purpose else "infinitive", word)
    elif is_cleft(parse, parse.heads[word]):
        state = _own(parse, parse.heads[word], state, below=word)
        return replace(_mood(parse, parse.heads[word], word, state), settled=True)
    elif parse.deprels[word].startswith("acl"):
        state = replace(state, presupposed=True)
    elif marks & _TIME_MARKS and (parse.xpos[word] != "VBD" or is_would(parse, parse.heads[word])):
        state = _in_time(parse, word, replace(state, presupposed=True))
    elif not marks and parse.xpos[word] in ("VBG", "VBN"):
        return _own(parse, parse.heads[word], state, below=word)
    return replace(state, settled=True, presupposed=state.presupposed or bool(marks & _TIME_MARKS))


def _in_time(parse: Parse, word: int, state: State) -> State:
    head = parse.heads[word]
    if not _GOING_ON.isdisjoint(names_of(parse, word)):
        return state
    ahead = _own(parse, head, State(), below=word)
    if not (ahead.future or ahead.hypothetical):
        return state
    return state.weaken("U", hypothetical=ahead.hypothetical, future=True).because("time to come", head)


# The sentence as a whole


def _mood(parse: Parse, root: int, trigger: int, state: State) -> State:
    """Questions and commands commit to nothing."""
    start, end = parse.sentences[parse.sentence_of(root)]
    if any(parse.word(i) == "?" for i in range(max(start, end - 3), end)):
        return state.weaken("U", hypothetical=True).because("question", root)
    if is_command(parse, root):
        return state.weaken("U", hypothetical=True).because("command", root)
    return state
