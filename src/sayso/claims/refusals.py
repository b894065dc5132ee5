"""Refusals that are told by a negation: "does not accept the offer" is a refusal that took place, and so is "will
not accept"; who "has not accepted" anything has refused nothing yet."""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.factuality_state import Certainty
from sayso.claims.factuality_words import names_of
from sayso.claims.silence import ACCEPTING
from sayso.reader.parse import Parse

_REFUSAL = "REJECT"
_PERFECT = frozenset({"have", "'ve", "\u2019ve", "has", "had", "having"})


def refused(parse: Parse, trigger: int, event: str, judged: Certainty) -> Certainty:
    """What is judged of a trigger, without the negation where that is what makes an accepting verb a refusal."""
    if event != _REFUSAL or judged.auxiliary != "negation" or ACCEPTING.isdisjoint(names_of(parse, trigger)):
        return judged
    if any(parse.deprels[c] == "aux" and parse.folded[c] in _PERFECT for c in parse.children(trigger)):
        return judged
    if judged.value == "U":  # "was said to fail to agree"
        return judged
    return replace(judged, value=f"{judged.value[:2]}+", auxiliary=None)
