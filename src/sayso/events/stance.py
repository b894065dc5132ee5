"""Where a claim stands to its happening: asserted, denied, doubted or planned.

The one place that derives it. `data/stance.csv` gives the stance of every factuality and auxiliary; `data/denying.csv`
the cues of a source that has nothing to do with what it speaks of ("denied responsibility for the attack").
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib import resources

from sayso.events.words import WORD, stem
from sayso.records import Claim

ASSERTED, DENIED, DOUBTED, PLANNED = STANCES = ("asserted", "denied", "doubted", "planned")
_NO = frozenset({"not", "n't", "never", "cannot", "neither", "nor"})


def stance(claim: Claim) -> str:
    """One of `STANCES`: that of the claim's own source, or denied where that source denies having to do with it."""
    found = table().get((claim.factuality, claim.auxiliary or ""), ASSERTED)
    return DENIED if found in (ASSERTED, DOUBTED) and _disowns(claim) else found


def _disowns(claim: Claim) -> bool:
    """ "The ministry denied responsibility for the attack": the cue denies what no word negates."""
    return bool(claim.say_so) and denies(claim.say_so[-1].cue)


def denies(cue: str) -> bool:
    """Whether a cue is one of denial; "did not deny" is none."""
    words = [word.lower() for word in WORD.findall(cue)]
    negated = not _NO.isdisjoint(words) or any(word.endswith(("n't", "n’t")) for word in words)
    return not negated and any(stem(word) in denying() or word in denying() for word in words)


@cache
def table() -> Mapping[tuple[str, str], str]:
    """The stance by factuality and auxiliary."""
    with (resources.files("sayso.events") / "data" / "stance.csv").open("r", encoding="utf-8") as rows:
        return {(row["factuality"], row["auxiliary"]): row["stance"] for row in csv.DictReader(rows)}


@cache
def denying() -> frozenset[str]:
    """The stems of words that deny."""
    with (resources.files("sayso.events") / "data" / "denying.csv").open("r", encoding="utf-8") as rows:
        return frozenset(row["cue"] for row in csv.DictReader(rows))
