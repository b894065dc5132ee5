"""What one word leaves of the certainty of an event: the words that hang on it, its class, the mood of its sentence.

The steps of which the walk of `sayso.claims.factuality` is made; each takes where the walk stands and gives where it
stands after.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.factuality_scope import is_command, is_one_more, is_only_late, scoped, was
from sayso.claims.factuality_state import State, applied, negative_effect, positive_effect
from sayso.claims.factuality_words import PRESUPPOSING, UNTRUE, is_telling, names_of, own_words
from sayso.claims.silence import CONFIRMING, is_denied
from sayso.reader.parse import Parse

# The governor's own negation reaches the event through these classes; for the others `under_class` says what it does.
TRANSPARENT = frozenset({"implies", "negates", "light"})


def with_own_words(parse: Parse, word: int, state: State, *, below: int | None = None, negation: bool = True) -> State:
    """Apply the negation, modals, adverbs, determiners and conjunctions of one word, the narrowest scope first."""
    for kind, child in dict.fromkeys((*own_words(parse, word, below=below), *scoped(parse, word, below=below))):
        if kind == "negation" and is_one_more(parse, word, child):
            state = state.because("factive one of a row", child)
        elif kind == "negation" and is_only_late(parse, word):
            state = state.because("factive not until", child)
        elif (kind != "negation" or negation) and not _agrees(parse, word, child):
            state = applied(kind, state).because(f"{kind} {parse.folded[child]}", child)
    return state


def is_negated(parse: Parse, word: int, below: int) -> bool:
    """Whether a word is denied by what hangs on it, but for the dependent that the walk comes from."""
    found = own_words(parse, word, below=below)
    return any(kind == "negation" and not (is_denied(parse, word) and _agrees(parse, word, c)) for kind, c in found)


def _agrees(parse: Parse, told: int, child: int) -> bool:
    """ "Denied the false claims that": the adjective of a noun for what is told does not deny the denial."""
    return parse.folded[child] in UNTRUE and is_telling(parse, told)


def under_class(parse: Parse, head: int, found: str, state: State, *, negated: bool = False) -> State:
    """The state under a governor of a class, or under the negation of one."""
    negated = negated and found not in TRANSPARENT
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


def in_mood(parse: Parse, root: int, state: State) -> State:
    """Questions and commands commit to nothing."""
    start, end = parse.sentences[parse.sentence_of(root)]
    if any(parse.word(i) == "?" for i in range(max(start, end - 3), end)):
        return state.weaken("U", hypothetical=True).because("question", root)
    if is_command(parse, root):
        return state.weaken("U", hypothetical=True).because("command", root)
    return state
