"""Sources that do not tell, or tell what is not so: "could not confirm that", "had no comment on claims that", "wrongly
reported that"."""

from __future__ import annotations

from sayso.claims.factuality_order import report_before
from sayso.reader.parse import Parse

CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "verify", "corroborate", "substantiate", "concede"})
"""Verbs that presuppose what they tell, but under a negation leave it open: "has not confirmed that"."""
_FALSELY = frozenset({"falsely", "wrongly", "mistakenly", "erroneously", "incorrectly", "inaccurately"})


def is_untold(parse: Parse, trigger: int, cue: int) -> bool:
    """Whether a word stands in what others tell, spoken of by the source of a cue before it ("comment on reports")."""
    told = report_before(parse, trigger)
    return told is not None and cue < told


def falsely_told(parse: Parse, verb: int) -> int | None:
    """The word by which the text says that what is told is not so: "was wrongly reported to have attacked"."""
    return next((c for c in parse.children(verb) if parse.folded[c] in _FALSELY), None)
