"""How far a predicate happened, on UDS' scale of -3 (certainly not) to 3 (certainly).

The reader's head and a ridge regression over the words each say a number, and their mean stands: the head reads the
whole sentence, the regression knows verbs, governors and particles from all of UDS' training predicates, and the two
err at different places. The regression is fitted without the head's value, which is too good on what the head was
trained on; neither is weighed against the other for the same reason. Its weights are in `data/happened_weights.csv`,
fitted by `python -m sayso.train weights`.
"""

from __future__ import annotations

from collections.abc import Iterable

from sayso.claims.factuality import judge, kind_of_step
from sayso.claims.linear import fitted, total
from sayso.claims.tense import clause_form, form_of
from sayso.reader.parse import Parse

TABLE, HAPPENED = "happened_weights.csv", "happened"
MOST = 3.0
# Parts of speech of the words that bear on the verb that they hang on, or stand beside.
BEARING_PARTS = frozenset({"AUX", "PART", "SCONJ", "ADV"})
# Words whose mere presence in the sentence bears on what happened.
NEAR = frozenset("if ? please not n't never would could should may might can will must hope want think".split())
_BEFORE = 3


def graded(parse: Parse, word: int) -> float:
    """How far the predicate at a word happened; 0 where neither the head nor the regression knows anything."""
    known = fitted(TABLE)[HAPPENED]
    said = [parse.happened[word]] if parse.happened else []
    said += [by_words(known, parse, word)] if known else []
    return sum(said) / len(said) if said else 0.0


def by_words(known: dict[str, float], parse: Parse, word: int) -> float:
    """What the regression makes of a predicate."""
    return max(-MOST, min(MOST, total(known, dict.fromkeys(features_of(parse, word), 1.0))))


def features_of(parse: Parse, word: int) -> list[str]:
    """What is known of a predicate by its words and the rules of certainty, each feature once."""
    return list(dict.fromkeys([*_of_rules(parse, word), *_of_words(parse, word), *_of_neighbours(parse, word)]))


def _of_rules(parse: Parse, word: int) -> Iterable[str]:
    judged = judge(parse, word, stop=None)  # as the claim asks that is on the article's own word
    yield "any"
    yield f"rules {judged.value}"
    yield f"rules {judged.value}, {judged.auxiliary}"
    for step in judged.steps:
        yield f"step {kind_of_step(step)}"
        yield f"step {step}"


def _of_words(parse: Parse, word: int) -> Iterable[str]:
    form, clause, head = form_of(parse, word), clause_form(parse, word), parse.heads[word]
    above = parse.lemmas[head].casefold() if head >= 0 else "root"
    yield f"form {form}"
    yield f"clause {clause}"
    yield f"form {form}, clause {clause}"
    yield f"{parse.upos[word]} {parse.deprels[word]}"
    yield parse.xpos[word]
    yield f"lemma {parse.lemmas[word].casefold()}"
    yield f"under {above}"
    yield f"under {above} {parse.deprels[word].split(':')[0]}"


def _of_neighbours(parse: Parse, word: int) -> Iterable[str]:
    head = parse.heads[word]
    start, end = parse.sentences[parse.sentence_of(word)]
    for c in parse.children(word):
        if parse.upos[c] in BEARING_PARTS or parse.upos[c] in ("DET", "PRON"):
            yield f"below {parse.folded[c]} {parse.deprels[c].split(':')[0]}"
    for c in parse.children(head) if head >= 0 else ():
        if c != word and parse.upos[c] in BEARING_PARTS:
            yield f"beside {parse.folded[c]}"
    yield f"ends {parse.word(end - 1)}"
    yield from (f"near {each}" for each in sorted(parse.near(word) & NEAR))
    yield from (f"before {parse.folded[i]}" for i in range(max(start, word - _BEFORE), word))
