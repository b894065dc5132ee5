"""From a word to a governor that no table of certainty names: joined verbs, complements, clauses of time and purpose.

Asked by the walk of `sayso.claims.factuality`; each function takes where the walk stands at a word and gives where it
stands at the word's head.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.asides import FINITE
from sayso.claims.carried import shares_have
from sayso.claims.factuality_effects import in_mood, is_negated, with_own_words
from sayso.claims.factuality_scope import is_cleft, is_would, scoped, singled_out
from sayso.claims.factuality_state import State
from sayso.claims.factuality_words import names_of, own_words
from sayso.claims.given import is_known
from sayso.reader.parse import Parse

# An event noun lives and dies with its verb if it is new in the text: "did not sign a treaty", "may draft a law".
# "Did not condemn the attack" leaves the attack as it is.
_NEW = frozenset({"obj", "nsubj:pass"})
# "As long as they continue shelling us": what goes on is done now.
_GOING_ON = frozenset({"continue", "keep", "persist"})
# Clauses of time share the time of the main clause: "when he visits, he will ..." is still to come.
_TIME_MARKS = frozenset({"when", "once", "until", "till", "before", "after", "as"})


def joined_verb(parse: Parse, word: int, state: State) -> State:
    """A verb joined by "and" shares what hangs on the first one, unless it has a subject or tense of its own."""
    head, below = parse.heads[word], parse.children(word)
    own = any(parse.deprels[c].startswith(("nsubj", "aux", "mark", "csubj")) for c in below)
    finite = parse.xpos[word] in FINITE or any(parse.xpos[c] in FINITE for c in below if parse.deprels[c] == "aux")
    finite = finite and not shares_have(parse, word, head)
    if finite and _is_infinitive(parse, head):
        return replace(state, settled=True)
    nominal = parse.upos[word] not in ("VERB", "AUX")
    determined = nominal and any(parse.deprels[c] in ("det", "nmod:poss") for c in below)
    if own or determined or (finite and parse.xpos[head] != parse.xpos[word]):
        return state
    nor = any(parse.folded[c] == "nor" for c in parse.children(word))
    shared = not nor and state.positive and not _is_of_object(parse, head, word)
    return with_own_words(parse, head, state, below=word, negation=shared)


def is_behind_semicolon(parse: Parse, verb: int, head: int) -> bool:
    """ "Was unable to say who fired; its team was turned away": a clause of its own, wherever the tree hangs it."""
    if head >= verb or parse.upos[verb] != "VERB" or ";" not in parse.folded[head:verb]:
        return False
    below = parse.children(verb)
    helped = any(parse.deprels[c] in ("aux", "aux:pass") and parse.xpos[c] in FINITE for c in below)
    finite = parse.xpos[verb] in FINITE or helped
    own = [c for c in below if parse.deprels[c].startswith("nsubj")]
    return finite and bool(own) and ";" in parse.folded[head : own[0]]


def _is_of_object(parse: Parse, verb: int, conjunct: int) -> bool:
    """ "Signed no contract and attacked the base": what was done to nothing says nothing of the next verb."""
    found = (*own_words(parse, verb, below=conjunct), *scoped(parse, verb, below=conjunct))
    negations = [c for kind, c in found if kind == "negation"]
    return bool(negations) and all(parse.deprels[c] in ("obj", "iobj") for c in negations)


def under_unlisted(parse: Parse, word: int, state: State) -> State:
    """A governor that no table names."""
    relation, head = parse.deprels[word], parse.heads[word]
    if relation in ("xcomp", "ccomp", "csubj", "csubj:pass"):
        return _complement(parse, word, state)
    if relation.startswith(("advcl", "acl")):
        return _adverbial(parse, word, state)
    in_compound = relation in ("compound", "amod", "nummod") and parse.upos[head] in ("NOUN", "PROPN")
    if in_compound or (relation in _NEW and not is_known(parse, word) and parse.upos[head] == "VERB"):
        return with_own_words(parse, head, state, below=word)
    known = is_known(parse, word)
    state = replace(state, settled=True, presupposed=known)
    owned = known and any(parse.deprels[c] == "nmod:poss" for c in parse.children(word))
    return state.because("factive known", head) if owned and is_negated(parse, head, word) else state


def _complement(parse: Parse, word: int, state: State) -> State:
    head = parse.heads[word]
    if _is_infinitive(parse, word):
        return replace(state.weaken("U", hypothetical=True), settled=True).because("infinitive", head)
    if parse.deprels[word] == "xcomp":
        return with_own_words(parse, head, state, below=word)
    if is_negated(parse, head, word):
        state = state.weaken("U").because("not said", head)
    return state


def _is_infinitive(parse: Parse, word: int) -> bool:
    return any(parse.deprels[c] == "mark" and parse.folded[c] == "to" for c in parse.children(word))


def _adverbial(parse: Parse, word: int, state: State) -> State:
    marks = {parse.folded[c] for c in parse.children(word) if parse.deprels[c] in ("mark", "case", "advmod")}
    if _is_infinitive(parse, word) and singled_out(parse, word):
        return replace(state, settled=True).because("singled out", parse.heads[word])
    if _is_infinitive(parse, word):
        purpose = parse.deprels[word].startswith("advcl")
        state = state.weaken("U", hypothetical=not purpose).because("purpose" if purpose else "infinitive", word)
    elif is_cleft(parse, parse.heads[word]):
        state = with_own_words(parse, parse.heads[word], state, below=word)
        return replace(in_mood(parse, parse.heads[word], state), settled=True)
    elif parse.deprels[word].startswith("acl"):
        state = replace(state, presupposed=True)
    elif marks & _TIME_MARKS and (parse.xpos[word] != "VBD" or is_would(parse, parse.heads[word])):
        state = _in_time(parse, word, replace(state, presupposed=True))
    elif not marks and parse.xpos[word] in ("VBG", "VBN"):
        return with_own_words(parse, parse.heads[word], state, below=word)
    return replace(state, settled=True, presupposed=state.presupposed or bool(marks & _TIME_MARKS))


def _in_time(parse: Parse, word: int, state: State) -> State:
    head = parse.heads[word]
    if not _GOING_ON.isdisjoint(names_of(parse, word)):
        return state
    ahead = with_own_words(parse, head, State(), below=word)
    if not (ahead.future or ahead.hypothetical):
        return state
    return state.weaken("U", hypothetical=ahead.hypothetical, future=True).because("time to come", head)
