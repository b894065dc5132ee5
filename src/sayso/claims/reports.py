"""Nouns for what is told that look like verbs: "the US claim that Chad attacked is false", "claims by Chad that"."""

from __future__ import annotations

from sayso.claims.factuality_order import said_behind
from sayso.reader.parse import Parse

_REPORTS = frozenset({"claim", "claims", "report", "reports", "charge", "charges"})
_NOUNS = frozenset(
    "allegation allegations accusation accusations assertion assertions statement statements rumours rumors".split()
)
"""No forms of any verb."""
_ADVERSE = frozenset({"VBN", "VBG", "VBD", "VB"})
"""Tags of forms that these words do not have, or that stand for a verb without doubt."""
_LONGEST_BY = 9
"""Words from "claims by" to "that"."""


def is_report(parse: Parse, i: int) -> bool:
    """Whether a word that is tagged as a verb is the noun.

    A determiner or genitive right before it makes it one ("the claims that"), "by" and a later "that" behind it, and
    that its clause is followed by what is said of it ("the British claim that they attacked is absurd"): of a verb the
    clause would be the last.
    """
    if parse.folded[i] in _NOUNS:
        return True
    if parse.folded[i] not in _REPORTS or parse.xpos[i] in _ADVERSE or i + 2 >= len(parse):
        return False
    owned = i > 0 and (parse.xpos[i - 1] in ("DT", "PRP$", "POS"))
    if parse.folded[i + 1] == "by":
        return "that" in parse.folded[i + 2 : i + _LONGEST_BY] and parse.xpos[i] != "VB"
    if parse.folded[i + 1] != "that":
        return False
    found = None if owned else said_behind(parse, i, i + 1)
    return owned or (found is not None and found.kind == "negates")
