"""Reports that their source denies: "Mali denied claims that it had attacked" is Mali's denial."""

from __future__ import annotations

from typing import NamedTuple

from sayso.claims.chains import Chains
from sayso.claims.factuality_words import governor_class, is_telling
from sayso.claims.phrases import head_of
from sayso.reader.parse import Parse
from sayso.records import Attribution


class Denied(NamedTuple):
    """The attributions that are left when the report in the denial goes, and the head word of the denying cue."""

    around: list[Attribution]
    cue: int


def denied_report(parse: Parse, chains: Chains, i: int) -> Denied | None:
    """The chain of a word inside a report that the source around it denies, else None.

    The report's own attribution is left out: the guide gives a denial to its denier, as CT-.
    """
    around = chains.around(i)
    heads = [head_of(parse, words) if (words := chains.cues[a.id]) else None for a in around]
    if len(around) < 2 or heads[-1] is None or heads[-2] is None or not is_telling(parse, heads[-1]):
        return None
    report, cue = heads[-1], heads[-2]
    if parse.heads[report] != cue or governor_class(parse, report, cue) != "negates":
        return None
    return Denied(around[:-1], cue)
