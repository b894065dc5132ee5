"""Where a claim stands to its happening: asserted, denied, doubted or planned.

The one place that derives it. `data/stance.csv` gives the stance of every factuality and auxiliary; `data/denying.csv`
the cues of a source that has nothing to do with the deed it speaks of ("denied responsibility for the attack");
`data/refuting.csv` the words of one that is said to have done it and calls that untrue ("the absurd rumour that our
army attacked"). What is left open ("did not say whether it had fired") is doubted, unless it lies ahead.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from sayso.claims.cues import cues
from sayso.events.words import WORD, stem
from sayso.ontology.tables import rows
from sayso.records import Claim

ASSERTED, DENIED, DOUBTED, PLANNED = STANCES = ("asserted", "denied", "doubted", "planned")
SAYINGS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE"})
"""Types that are sayings themselves: who rejects one does not say that it was not made."""
GIVEN = ("factive participle", "factive relative", "no longer denied")
"""The steps of `sayso.claims.factuality` by which a deed is given, whatever is denied around it."""
_OPEN = re.compile(
    r"\bcondition whether\b|\bcondition if < condition asked\b|\b(?:source )?does not deny\b|\bsource does not say\b"
)
"""The steps by which it is left open whether a deed was done: "could not say whether", "did not deny that"."""
_AHEAD = re.compile(r"\b(?:future|purpose|intend|request|obliged)\b")
"""The steps by which what is left open lies ahead: "did not say whether it would fire"."""
_TO = re.compile(r"\bwhether\s+(?:or\s+not\s+)?to\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
KINDS = ("noun", "adjective")
_CALLING = re.compile(r"\b(?:call|brand|describ|label|term|denounc|dismiss)\w*\b", re.IGNORECASE)
_NEAR = 30
_TIME = re.compile(r"\b(?:before|after|since|during|amid)\b|, (?:when|where|who|whom|whose|which)\b", re.IGNORECASE)
_NO = frozenset({"not", "n't", "never", "cannot", "neither", "nor"})


def stance(claim: Claim, sentence: str = "", start: int = 0) -> str:
    """One of `STANCES`: that of the claim's own source, or denied where that source will have nothing to do with it.

    Args:
        claim: what is said.
        sentence: the words in which it is said.
        start: where these begin in the article.
    """
    plain = table().get((claim.factuality, ""), ASSERTED)
    found = table().get((claim.factuality, claim.auxiliary or ""), plain)
    if found in (ASSERTED, DOUBTED) and _disowns(claim, sentence, start):
        return DENIED
    if found == PLANNED and _is_open(claim, sentence, start):
        return DOUBTED
    return DENIED if found != DENIED and _refutes(claim, sentence, start) else found


def _is_open(claim: Claim, sentence: str, start: int) -> bool:
    """ "Asked whether the army had fired": nobody says that it did, or that it will; "whether to fire" is a plan."""
    if _TO.search(sentence[: max(0, claim.trigger.start - start)]):
        return False
    rule = claim.rules.get("factuality", "")
    return _OPEN.search(rule) is not None and _AHEAD.search(rule) is None


def _disowns(claim: Claim, sentence: str, start: int) -> bool:
    """ "The ministry denied responsibility for the attack": the cue denies what no word negates. Who rejects a charge,
    a demand or a threat does not deny that it was made, nor who denies something of "the ship seized by Iran" that it
    was seized."""
    rule = claim.rules.get("factuality", "")
    if not claim.say_so or claim.plover in SAYINGS or any(step in rule for step in GIVEN):
        return False
    return denies(claim.say_so[-1].cue) and not _is_beside(claim, sentence, start)


def _is_beside(claim: Claim, sentence: str, start: int) -> bool:
    """ "Had rejected the plan two days before the attack": a deed that says only when something else was denied."""
    before = sentence[: max(0, claim.trigger.start - start)]
    _, cue, behind = before.rpartition(claim.say_so[-1].cue)
    return bool(cue) and _TIME.search(behind) is not None


def _refutes(claim: Claim, sentence: str, start: int) -> bool:
    """ "Moscow spoke of rumours that it had attacked": who is said to have done it calls that untrue."""
    if claim.auxiliary is not None or not claim.say_so or not _is_own(claim):
        return False
    if _has_negation([word.lower() for word in WORD.findall(claim.say_so[-1].cue)]):
        return False
    before, behind = sentence[: max(0, claim.trigger.start - start)], sentence[max(0, claim.trigger.end - start) :]
    ahead, after, called = refuting()
    return bool(ahead.search(before) or after.search(behind) or (_CALLING.search(before) and called.search(behind)))


def _is_own(claim: Claim) -> bool:
    """Whether the innermost source is who did it."""
    codes = (claim.say_so[-1].code or "").split("+")
    return not claim.actor.codes or not frozenset(codes).isdisjoint(claim.actor.codes)


def denies(cue: str) -> bool:
    """Whether a cue is one of denial; "did not deny" is none."""
    words = [word.lower() for word in WORD.findall(cue)]
    return not _has_negation(words) and any(stem(word) in denying() or word in denying() for word in words)


def keeping_away(cue: str) -> str:
    """What the cue of a source that does not say its content means: "denied" that it denies it, "refused to say" and
    "did not say" that it is not said."""
    words = [word.lower() for word in WORD.findall(cue)]
    refuses = not {stem(word) for word in words}.isdisjoint(_refusing())
    return "not said" if _has_negation(words) or refuses else "denies it"


def _has_negation(words: Sequence[str]) -> bool:
    return not _NO.isdisjoint(words) or any(word.endswith(("n't", "n’t")) for word in words)


@cache
def _refusing() -> frozenset[str]:
    """The stems of words by which a source refuses to say something."""
    return frozenset(stem(cue.lemma) for cue in cues().values() if cue.stance == "refuses")


@cache
def table() -> Mapping[tuple[str, str], str]:
    """The stance by factuality and auxiliary; where an auxiliary has no row, it changes nothing."""
    return {(row["factuality"], row["auxiliary"]): row["stance"] for row in rows("stance", room="events")}


@cache
def denying() -> frozenset[str]:
    """The stems of words that deny."""
    return frozenset(row["cue"] for row in rows("denying", room="events"))


@cache
def refuting() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What calls a deed untrue: before it ("rumours that", "false reports of", "the alleged"), behind it ("is false",
    "as a lie"), and behind it where a word of calling goes before ("called the attack a lie")."""
    kinds = {
        kind: _any_of(row["words"] for row in rows("refuting", room="events") if row["kind"] == kind) for kind in KINDS
    }
    noun, adjective = kinds["noun"], kinds["adjective"]
    told = r"(?:that|of|about)\b[^;:]*"
    ahead = rf"\b(?:{noun})\b[^;:]{{0,{_NEAR}}}\b{told}$|\b(?:{adjective})\s+(?:\w+\s+{told})?$"
    after = rf"^[^;:]*\b(?:is|was|are|were|as|an?)\s+(?:\w+\s+)?(?:{noun}|{adjective})\b"
    called = rf"^[^;:]*\b(?:{noun}|{adjective})\b"
    return re.compile(ahead, re.IGNORECASE), re.compile(after, re.IGNORECASE), re.compile(called, re.IGNORECASE)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(words)
