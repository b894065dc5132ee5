"""What can happen: PLOVER's event types and modes, CAMEO's codes and Goldstein scores, the ways between them, and the
measures of the UN Security Council; classes of what is sent, taken or used, and weapon systems by name."""

from __future__ import annotations

from sayso.ontology.cameo import Cameo, cameo_codes, to_cameo, to_plover
from sayso.ontology.cues import contexts_of
from sayso.ontology.measures import Measure, Rule, un_measures
from sayso.ontology.plover import EventType, Mode, auxiliaries, contexts, event_types, modes, plover_score, sectors
from sayso.ontology.things import ObjectClass, System, object_classes, systems, things

__all__ = [
    "Cameo",
    "EventType",
    "Measure",
    "Mode",
    "ObjectClass",
    "Rule",
    "System",
    "auxiliaries",
    "cameo_codes",
    "contexts",
    "contexts_of",
    "event_types",
    "modes",
    "object_classes",
    "plover_score",
    "sectors",
    "systems",
    "things",
    "to_cameo",
    "to_plover",
    "un_measures",
]
