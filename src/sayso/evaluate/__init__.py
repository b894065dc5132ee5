"""How good a reading is: measures of claims and of attributions against annotated articles."""

from __future__ import annotations

from sayso.evaluate.attributions import AttributionScore, score_attributions
from sayso.evaluate.claims import ClaimScore, score_claims
from sayso.evaluate.files import load

__all__ = ["AttributionScore", "ClaimScore", "load", "score_attributions", "score_claims"]
