"""A claim in PLOVER's or CAMEO's terms."""

from __future__ import annotations

from typing import Any

from sayso.ontology import Cameo, event_types, plover_score, to_cameo
from sayso.records import Claim


def coded(claim: Claim) -> dict[str, Any]:
    """`cameo` code, `quad` class, `goldstein` and `plover_score` of a claim; None where the tables have none."""
    cameo = _cameo(claim)
    kind = event_types().get(claim.plover)
    return {
        "cameo": cameo and cameo.code,
        "quad": kind and kind.quad,
        "goldstein": cameo and cameo.goldstein,
        "plover_score": plover_score(claim.plover, claim.mode),
    }


def named(claim: Claim, terms: str) -> str:
    """What happened in words, for a table: PLOVER type and mode, or CAMEO code and name."""
    if terms == "plover":
        return f"{claim.event} {claim.mode}" if claim.mode else claim.event
    cameo = _cameo(claim)
    return f"{cameo.code} {cameo.name}" if cameo else "no code"


def _cameo(claim: Claim) -> Cameo | None:
    return to_cameo(claim.plover, claim.mode, claim.context, auxiliary=claim.auxiliary)
