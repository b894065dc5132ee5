"""Base forms of inflected words, for look-ups that must not hang on the reader's lemma alone."""

from __future__ import annotations

from functools import cache, lru_cache

from sayso.ontology.tables import rows
from sayso.reader.parse import Parse

# Regular endings and what stands in their place in the base form.
ENDINGS = (
    ("ies", "y"), ("ied", "y"), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"),
)  # fmt: skip

# As many letters make two words the same stem ("attack" and "attackers"; "shot" and "shoot" are not seen as one).
STEM = 5


def stem(word: str) -> str:
    """The beginning that a word shares with its derivations, in lower case."""
    return word.lower()[:STEM]


@lru_cache(maxsize=20_000)
def base_forms(word: str) -> tuple[str, ...]:
    """What an inflected form may come from, likelier ones first: `seizes`, `seized`, `seizing` seize, `shot` shoot."""
    found = list(irregular_verbs().get(word, ()))
    for ending, instead in ENDINGS:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < 2:
            continue
        found.append(rest + instead)
        if ending in ("ed", "ing") and not instead and rest[-1] == rest[-2]:
            found.append(rest[:-1])
    return tuple(found)


def forms(parse: Parse, i: int) -> tuple[str, ...]:
    """The forms that a word may be looked up under, in lower case: its lemma, itself, its possible base forms."""
    return _forms(parse.lemmas[i], parse.word(i))


@lru_cache(maxsize=20_000)
def _forms(lemma: str, word: str) -> tuple[str, ...]:
    lemma, word = lemma.lower(), word.lower()
    return tuple(dict.fromkeys((lemma, word, *base_forms(word))))


@cache
def irregular_verbs() -> dict[str, tuple[str, ...]]:
    """The verbs that an irregular past form may come from."""
    found: dict[str, tuple[str, ...]] = {}
    for row in rows("irregular_verbs", room="claims"):
        found[row["form"]] = (*found.get(row["form"], ()), row["lemma"])
    return found
