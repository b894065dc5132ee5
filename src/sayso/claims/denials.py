"""Reports that somebody denies: "Mali denied claims that it had attacked" is Mali's denial, "the paper wrongly reported
that Mali attacked" the narrator's, "the paper withdrew its report" its own."""

from __future__ import annotations

from typing import NamedTuple

from sayso.claims.chains import Chains
from sayso.claims.factuality_order import report_before, verdict_behind
from sayso.claims.factuality_words import governor_class, is_telling
from sayso.claims.phrases import head_of
from sayso.claims.silence import falsely_told, is_not_accepted
from sayso.reader.parse import Parse
from sayso.records import Attribution


class Denied(NamedTuple):
    """The attributions that are left when the report in the denial goes, and the head word of the denying cue."""

    around: list[Attribution]
    cue: int | None


def denied_report(parse: Parse, chains: Chains, i: int) -> Denied | None:
    """The chain of a word inside a report that is denied, else None.

    Where the source around it denies it, the report's own attribution is left out: the guide gives a denial to its
    denier, as CT-.
    """
    around, heads = _inner(parse, chains, i)
    if not heads or heads[-1] is None or not is_telling(parse, heads[-1]):
        return None
    cue = parse.heads[heads[-1]]
    found = governor_class(parse, heads[-1], cue) if cue >= 0 else None
    found = "negates" if is_not_accepted(parse, heads[-1]) else found
    if found == "negates" and len(heads) > 1 and cue == heads[-2]:
        return Denied(around[:-1], cue)
    return Denied(around, cue) if found in _TAKING_BACK and _is_own(parse, around[-1], cue) else None


def false_report(parse: Parse, chains: Chains, i: int) -> Denied | None:
    """The chain of a word inside a report that the text itself calls false, without who reported it; likewise where
    the report was given the source of the cue around it for want of its own ("could not confirm the report")."""
    around, heads = _inner(parse, chains, i)
    if not heads or heads[-1] is None:
        return None
    outer = heads[-2] if len(heads) > 1 else None
    borrowed = outer is not None and parse.heads[heads[-1]] == outer and around[-1].source == around[-2].source
    wrong = falsely_told(parse, heads[-1]) is not None or _is_called_false(parse, i, heads[-1])
    wrong = wrong or (borrowed and is_telling(parse, heads[-1]))
    return Denied(around[:-1], outer) if wrong else None


def _is_called_false(parse: Parse, i: int, report: int) -> bool:
    """ "Claims by villagers that soldiers had killed a herder are false": said of the report around a word."""
    verdict = verdict_behind(parse, i)
    told = report_before(parse, i)
    of_it = told == report or (told == report - 1 and parse.xpos[report] == "VBG")  # "an article saying that"
    return verdict is not None and verdict.kind == "negates" and of_it


def _inner(parse: Parse, chains: Chains, i: int) -> tuple[list[Attribution], list[int | None]]:
    """The attributions around a word, and the head words of their cues."""
    around = chains.around(i)
    return around, [head_of(parse, words) if (words := chains.cues[a.id]) else None for a in around]


_TAKING_BACK = frozenset({"negates", "doubt"})


def _is_own(parse: Parse, report: Attribution, verb: int) -> bool:
    """ "Withdrew its report": whether it is the subject's own, by a pronoun or by the subject itself."""
    if report.source is None:
        return False
    if report.source.of(parse.text).lower() in ("its", "his", "her", "their"):
        return True
    subjects = (c for c in parse.children(verb) if parse.deprels[c] == "nsubj")
    return any(report.source.start <= parse.starts[c] < report.source.end for c in subjects)
