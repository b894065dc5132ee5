"""Where a claim stands to its happening: asserted, denied, doubted or planned."""

from __future__ import annotations

from sayso.records import Claim


def stance(claim: Claim) -> str:
    """By factuality and auxiliary."""
    if claim.auxiliary == "negation" or claim.factuality.endswith("-"):
        return "denied"
    if claim.factuality == "U" or claim.auxiliary == "future":
        return "planned"
    return "doubted" if claim.factuality == "PS+" or claim.auxiliary == "hypothetical" else "asserted"
