"""The words that a search goes by: split and made small by DuckDB, alike for texts and questions, and stemmed here."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from sayso.actors.names import plain_words as plain_words  # as `WORDS` makes them
from sayso.errors import InputError

WORDS = r"regexp_extract_all(strip_accents(lower(text)), '[\p{L}\p{M}\p{N}]+')"
"""The words of a column `text`: letters and digits, small, without accents."""
PLAIN = r"' ' || regexp_replace(strip_accents(lower({text})), '[^\p{{L}}\p{{N}}|]+', ' ', 'g') || ' '"
"""The same of `text` as one text, with a space before and after each word, so that whole words can be found in it."""
SMALL = frozenset(
    "a an the and or but if nor of to in on at by for from with as into than then that this these those it its he "
    "him his she her they them their we us our you your i my me is are was were be been being has have had do does did "
    "will would shall not no so such who whom whose which what there here s t".split()
)
"""Words that are in too many texts to find one by; they keep their place, so that a phrase may hold any of them."""


@cache
def _stemmer() -> Any:
    try:
        from snowballstemmer import stemmer
    except ImportError as problem:
        raise InputError(
            "Searching needs snowballstemmer.", 'Install it with: pip install "sayso[store]".'
        ) from problem
    return stemmer("english")


KNOWN = 1 << 15
"""Stems of words that were met last are kept, for a stem takes longer to make than to look up; articles bring new words
without end."""


@lru_cache(maxsize=KNOWN)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def stems(words: Iterable[str]) -> list[str]:
    """The stem of each word (Porter's second English stemmer); numbers stay as they are.

    Args:
        words: as `WORDS` gives them.

    Raises:
        InputError: the stemmer is not installed.
    """
    return list(map(_stem, words))
