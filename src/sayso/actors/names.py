"""Keys under which names are looked up: lower case, no diacritics, no full stops, hyphens and dashes left out.

"Yoo Sang-bum", "Yoo Sang Bum" and "YOO SANG-BUM" share one key, as do "U.S." and "US". Case is checked apart, by
`has_case`, because "us" is no country and "turkey" no state.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "a", "’": "'"}
)
_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w)|'s\b|\w+\.(?=\s|$)|\w+|&")
_WORD = re.compile(r"[^\W_]+")
_SKIPPED = frozenset("-‐‑–—'’ʼʻ.,")


def word_key(word: str) -> str:
    """The key of one word of a text; empty for hyphens, dashes, commas and apostrophes."""
    if word in _SKIPPED:
        return ""
    if not word.isascii():
        word = _plain(word)
    return word.replace(".", "").casefold()


def _plain(word: str) -> str:
    spread = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return "".join(c for c in spread if not unicodedata.combining(c))


def name_key(name: str) -> str:
    """The key of a whole name: the keys of its words, joined by spaces."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return name.lower()
    plain = name if name.isascii() else _plain(name)
    return " ".join(filter(None, (word_key(token) for token in _TOKEN.findall(plain))))


def is_acronym(name: str) -> bool:
    """Whether a name is written in capitals only, so that the text must write it so too ("US", "IS", "WHO")."""
    letters = [c for c in name if c.isalpha()]
    return len(letters) <= 6 and name.replace(".", "").replace("-", "").replace("+", "").isupper()


def has_case(name: str, words: Iterable[str]) -> bool:
    """Whether the words of a text have the case that a name asks for: capitals where it has them at word starts."""
    found = [word for word in words if word not in _SKIPPED]
    if is_acronym(name):
        return all(word.isupper() or not word.isalpha() for word in found if word != "'s")
    if name.islower():
        return True
    first = next((word for word in found if word.casefold() != "the"), "")
    return not first[:1].islower()


def plain_words(text: str) -> list[str]:
    """The words of a text: letters and digits, small, without accents; searches and filters go by them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return _WORD.findall(bare)
