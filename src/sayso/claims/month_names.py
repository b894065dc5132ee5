"""Whether a word that may be a month is one, where no day or year stands beside it: "May" and "Jan" are people too."""

from __future__ import annotations

import re
from functools import lru_cache

# What may stand before a month that has neither day nor year.
_MONTH_BEFORE = re.compile(
    r"\b(?:in|since|until|till|by|from|of|during|before|after|through|throughout|to|around|between|for|or|and)\s+$",
    re.IGNORECASE,
)
_THE_BEFORE = re.compile(r"\b(?:the|a|an|its|his|her|their|this|scheduled|planned|snap)\s+$|['’]s\s+$", re.IGNORECASE)
_NOUN_AFTER = re.compile(
    r"['’]s\s|\s+(?!on\b|for\b|to\b|of\b|in\b|and\b|said\b|is\b|are\b|was\b|were\b|has\b|have\b|will\b)[a-z]{3,}"
)
_PERSON_BEFORE = re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|Mr\.?|Brian|Prime Minister)\s+May\b")
# Somebody called Jan: "Jan Kubis", "Jan Marsalek"; the month is written with a full stop, a day or a year.
_JAN = re.compile(r"\bJan\s+(?:van\s+|de\s+|der\s+)*[A-Z][a-z]+")


@lru_cache(maxsize=4)
def _tells_of_jan(text: str) -> bool:
    """Whether a text speaks of somebody called Jan."""
    return _JAN.search(text) is not None


@lru_cache(maxsize=4)
def _tells_of_may(text: str) -> bool:
    """Whether a text speaks of somebody called May."""
    return _PERSON_BEFORE.search(text) is not None


def is_month(name: str, text: str, start: int, end: int) -> bool:
    """Whether a word is a month.

    Args:
        name: the word in small letters.
        text: the text.
        start: where the word begins.
        end: where the date of which it is part ends.
    """
    before, after = text[max(0, start - 14) : start], text[end : end + 16]
    if name == "may" and _tells_of_may(text):
        return bool(re.search(r"\b(?:in|since|during)\s+$", before, re.IGNORECASE))
    if name == "jan" and _tells_of_jan(text):
        return False
    if re.match(r"\s+[A-Z][a-z]", after) and name in ("may", "march", "april", "june", "august"):
        return bool(re.search(r"\b(?:in|since|until|during)\s+$", before, re.IGNORECASE))
    return bool(_MONTH_BEFORE.search(before) or (_THE_BEFORE.search(before) and _NOUN_AFTER.match(after)))
