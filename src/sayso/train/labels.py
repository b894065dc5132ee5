"""The label sets of the reader's heads, and how a lemma is written as an edit of its word."""

from __future__ import annotations

from itertools import takewhile

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
