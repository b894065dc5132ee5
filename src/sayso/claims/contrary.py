"""Sources that said the opposite of what a text tells: "did not send rockets, as a French paper had claimed".

Behind a denial, "as X claimed" names who holds what is denied. The denial is not on the say-so of X.
"""

from __future__ import annotations

from collections.abc import Sequence

from sayso.claims.asides import NEGATIVE
from sayso.reader.parse import Parse
from sayso.records import Span

# Verbs by which a text keeps its distance; "as the ministry said", "as it promised" bear out what was told.
_DISTANT = frozenset("claim allege suggest speculate insinuate purport assert assume imagine charge".split())
# These do so in the pluperfect or where no evidence was found: "as a paper had reported".
_REPORTING = frozenset({"report"})
_EVIDENCE = frozenset({"evidence", "proof", "sign", "signs", "indication", "trace", "confirmation"})
_DENYING = NEGATIVE | {"no", "nobody", "none", "neither", "nor"}
_PRONOUNS = frozenset({"it", "he", "she", "they", "we", "i"})
_SOURCE_LENGTH = 12
"""Words from "as" to the verb: longer ones tell something else."""


def is_contrary(parse: Parse, cue: tuple[int, int], contents: Sequence[Span]) -> bool:
    """Whether an attribution is an "as" clause behind a denial that its source holds to be untrue."""
    verb = cue[1] - 1
    opener = _opener(parse, cue[0])
    if opener is None or parse.folded[opener + 1] in _PRONOUNS:
        return False
    start = parse.sentences[parse.sentence_of(verb)][0]
    before = [i for i in range(start, opener) if any(c.start <= parse.starts[i] < c.end for c in contents)]
    words = {parse.folded[i] for i in range(before[0] if before else opener, opener)}
    if not before or _DENYING.isdisjoint(words):
        return False
    lemma, perfect = parse.lemmas[verb].lower(), parse.folded[verb - 1] == "had"
    return lemma in _DISTANT or (lemma in _REPORTING and (perfect or not _EVIDENCE.isdisjoint(words)))


def _opener(parse: Parse, cue: int) -> int | None:
    """The "as" behind a comma that opens the clause of a cue."""
    start = parse.sentences[parse.sentence_of(cue)][0]
    for i in range(cue - 1, max(start, cue - _SOURCE_LENGTH) - 1, -1):
        if parse.folded[i] == "as":
            return i if i > start and parse.word(i - 1) == "," else None
        if parse.upos[i] in ("PUNCT", "VERB"):
            return None
    return None
