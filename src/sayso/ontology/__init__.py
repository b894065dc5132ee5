"""What can happen: PLOVER's event types and modes, CAMEO's codes and Goldstein scores, the ways between them, and the
measures of the UN Security Council."""

from __future__ import annotations

from sayso.ontology.cameo import Cameo, cameo_codes, to_cameo, to_plover
from sayso.ontology.cues import contexts_of
from sayso.ontology.measures import Measure, Rule, un_measures
from sayso.ontology.plover import EventType, Mode, auxiliaries, contexts, event_types, modes, plover_score, sectors

__all__ = [
    "Cameo",
    "EventType",
    "Measure",
    "Mode",
    "Rule",
    "auxiliaries",
    "cameo_codes",
    "contexts",
    "contexts_of",
    "event_types",
    "modes",
    "plover_score",
    "sectors",
    "to_cameo",
    "to_plover",
    "un_measures",
]
