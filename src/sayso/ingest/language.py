"""Is it English? Function words settle most texts at once; a detector is asked only about the rest."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

# Words that English texts cannot do without and that its neighbours do not share ("in", "is", "was", "of", "to" and
# "on" are left out: German, Dutch, Polish and French have them too).
FUNCTION_WORDS = frozenset(
    (
        *(
            "the",
            "and",
            "that",
            "with",
            "said",
            "says",
            "from",
            "has",
            "have",
            "had",
            "which",
            "their",
            "would",
            "were",
        ),
        *(
            "been",
            "by",
            "for",
            "his",
            "they",
            "who",
            "its",
            "after",
            "will",
            "not",
            "this",
            "are",
            "but",
            "it",
            "about",
        ),
        *("into", "than", "when", "also", "other", "could", "should", "our", "we", "you", "he", "she", "there", "what"),
    )
)
# 1,197 English news texts hold 9 to 33 of them in 100 words (half of them 22 and more); sentences in 12 other
# languages at most 4.
ENGLISH_SHARE = 0.08
SHORTEST = 40  # letters; below that neither words nor a detector tell
SURE = 0.8  # the detector's probability for its two best guesses, neither of them English, that is believed
SAMPLE = 20_000  # characters
_ENGLISH = ("en", "pcm", "sco", "jam")
_WORD = re.compile(r"[^\W\d_]+")


def other_language(text: str) -> str | None:
    """Code of the language (ISO 639) if the text is surely not English, else None.

    A text of less than `SHORTEST` letters passes as English unless it is written in another script.
    """
    words = _WORD.findall(text[:SAMPLE].lower())
    letters = sum(map(len, words))
    latin = sum(c < "\u0250" for word in words for c in word)
    if latin * 2 < letters:
        return _ranked(text)[0][0]
    if letters < SHORTEST or _english_share(words) >= ENGLISH_SHARE:
        return None
    return _detected(text)


def _english_share(words: list[str]) -> float:
    return sum(word in FUNCTION_WORDS for word in words) / len(words) if words else 0.0


def _detected(text: str) -> str | None:
    """Two guesses, for the probability is split between near languages (Indonesian and Malay, Danish and Norwegian)."""
    (best, first), (second, after), *_ = _ranked(text)
    sure = first + after >= SURE and not {best, second} & set(_ENGLISH)
    return best if sure else None


def _ranked(text: str) -> list[tuple[str, float]]:
    """Languages with their probabilities, best first."""
    ranked: list[tuple[str, float]] = _identifier().rank(text[:SAMPLE].lower())
    return ranked


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
