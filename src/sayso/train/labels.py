"""The label sets of the reader's heads, and how a lemma is written as an edit of its word."""

from __future__ import annotations

from itertools import takewhile

from sayso.ontology import modes

UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
NAMES = ["O", *(f"{place}-{kind}" for kind in ("PER", "ORG", "GPE", "LOC", "MISC") for place in "BI")]
BIO = ["O", "B", "I"]
EVENTS = [
    "O",
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
FACTUALITY = ["CT+", "PR+", "PS+", "CT-", "U"]
"""FactBank's values as far as the annotation tells them apart; PR- and PS- are too rare and count as CT-."""
HAPPENED_SHIFT, HAPPENED_STEPS = 3, 100
"""UDS' graded factuality (-3 certainly not to 3 certainly) is kept in its layer as (value + shift) * steps, so that it
is a whole number that no label for silence can be."""
AUXILIARY = ["none", "historical", "future", "hypothetical", "negation"]
MODES = ["none", *sorted({mode for _, mode in modes()})]
"""PLOVER's modes; a name that several event types share ("assist") is one class."""
KINDS = ["named", "self", "other", "empty"]
"""How a claim's actor or recipient is given: by words of the text, as the other of the two, by what the article says
elsewhere, or not at all."""
ROLES = ("actor", "recipient", "object", "where", "said")
"""What the role head scores for a pair of a trigger and a word: the first four are membership, `said` points to the
first word of the cue of the innermost attribution that the claim stands in."""
LINKS = ("source_start", "source_end", "content", "content_start", "content_end")
"""What the link head scores for a pair of a cue and a word."""
DISTANCES = 32
"""Buckets of the signed distance between a cue and a word (see `distance_bucket`)."""
IGNORE = -100


def lemma_script(word: str, lemma: str) -> str:
    """The edit that turns a word into its lemma: `k` or `l` (keep or lower the case), letters to cut, letters to add.

    >>> lemma_script("Talks", "talk"), lemma_script("went", "go"), lemma_script("Kim", "Kim")
    ('l1:', 'l4:go', 'k0:')
    """
    keep = "k" if lemma != lemma.lower() else "l"
    form = word if keep == "k" else word.lower()
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(form, lemma, strict=False)))
    return f"{keep}{len(form) - common}:{lemma[common:]}"
