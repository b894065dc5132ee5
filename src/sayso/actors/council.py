"""Whether "the Council" and "the Committee" of an article are those of the United Nations' Security Council."""

from __future__ import annotations

import re

COUNCIL = "UN Security Council"
_SPOKEN_OF = re.compile(
    r"\b(?:Security Council|sanctions committee|panel of experts|arms embargo|resolution \d{3,4})\b", re.IGNORECASE
)
_OTHER = re.compile(r"\b(?!(?:The|Security|Sanctions|UN|This|That)\b)[A-Z][\w'\u2019-]+ (?:Council|Committee)\b")

_ITS_SANCTIONS = re.compile(
    r"\b(?:UN|U\.N\.|United Nations|Security Council)(?:['\u2019]s)? (?:arms )?(?:sanctions|embargo)\b"
)
_EMBARGO = re.compile(r"\b(?:arms|weapons) embargo\b", re.IGNORECASE)
_EMBARGO_OF_OTHERS = re.compile(
    r"\b(?:EU|European(?: Union)?|US|U\.S\.|American|ECOWAS|AU)(?:['\u2019]s)? (?:arms )?embargo\b"
)


def imposes_sanctions(text: str) -> bool:
    """Whether "the embargo" and "the sanctions" of a text, of which it does not say whose they are, are the Security
    Council's: it has its sanctions, or an arms embargo, the Council and nobody else's embargo."""
    if _ITS_SANCTIONS.search(text):
        return True
    named = "Security Council" in text and _EMBARGO.search(text) is not None
    return named and _EMBARGO_OF_OTHERS.search(text) is None


def is_of_the_council(text: str) -> bool:
    """Whether a text speaks of the Security Council's work, and names no other council or committee."""
    return _SPOKEN_OF.search(text) is not None and _OTHER.search(text) is None
