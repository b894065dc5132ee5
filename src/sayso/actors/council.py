"""Whether "the Council" and "the Committee" of an article are those of the United Nations' Security Council."""

from __future__ import annotations

import re

COUNCIL = "UN Security Council"
_SPOKEN_OF = re.compile(
    r"\b(?:Security Council|sanctions committee|panel of experts|arms embargo|resolution \d{3,4})\b", re.IGNORECASE
)
_OTHER = re.compile(r"\b(?!(?:The|Security|Sanctions|UN|This|That)\b)[A-Z][\w'\u2019-]+ (?:Council|Committee)\b")


def is_of_the_council(text: str) -> bool:
    """Whether a text speaks of the Security Council's work, and names no other council or committee."""
    return _SPOKEN_OF.search(text) is not None and _OTHER.search(text) is None
