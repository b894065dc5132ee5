"""Which earlier entity a pronoun stands for: a log-linear choice between the entities that agree with it.

Weights are in `data/salience.csv`, one column a class of pronoun (person, thing, many), fitted on GUM's training
documents by `benchmarks/coreference.py --fit`. Features are the old ones of the trade (Hobbs 1978; Lappin, Leass 1994):
recency, role, parallelism, frequency, agreement.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable
from functools import cache
from importlib import resources

from sayso.actors.tree import remembered
from sayso.claims.cues import cue_at
from sayso.claims.entities import Entity
from sayso.claims.linear import Features, total
from sayso.claims.mentions import Referring
from sayso.claims.quotations import Quotations
from sayso.reader.parse import Parse

REACH = 10
"""Sentences back to which a pronoun is looked for; in GUM's training documents 99 of 100 are nearer."""

_PLACES = frozenset({"GPE", "LOC"})
_SPEAKERS = frozenset({"ORG", "GPE", "PER"})


def pronoun_class(mention: Referring) -> str:
    """`person` for he and she, `many` for they, `thing` for it."""
    return "many" if mention.number == "plur" else "person" if mention.animate else "thing"


@cache
def weights() -> dict[str, Features]:
    """Weights by class of pronoun and feature."""
    with (resources.files("sayso.claims") / "data" / "salience.csv").open("r", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return {kind: {r["feature"]: float(r[kind]) for r in rows} for kind in ("person", "thing", "many")}


def score(features: Features, kind: str) -> float:
    """How well an entity fits; only the order among the candidates of one pronoun means anything."""
    return total(weights()[kind], features)


def agrees(parse: Parse, pronoun: Referring, entity: Entity) -> bool:
    """Whether an entity can be meant at all: gender, number and animacy do not clash, and the syntax allows it."""
    if pronoun.gender in ("m", "f") and (entity.gender not in (None, pronoun.gender) or entity.number == "plur"):
        return False
    if pronoun.gender == "n" and (entity.gender in ("m", "f") or (entity.number == "plur")):
        return False
    if pronoun.gender in ("m", "f") and entity.animate is False:
        return False
    return not any(_clash(parse, pronoun, m) for m in entity.recent(pronoun.sentence))


def _clash(parse: Parse, pronoun: Referring, mention: Referring) -> bool:
    """Two arguments of one verb are two things unless the pronoun is reflexive; a phrase is not its own possessor."""
    i, k = pronoun.head, mention.head
    if mention.kind == "group":
        return i in mention.members
    if _inside(parse, i, k) or (mention.kind == "nominal" and _inside(parse, k, i)):
        return True
    if parse.word(i).lower().endswith(("self", "selves")) or pronoun.role == "poss":
        return False
    together = parse.heads[i] == parse.heads[k] and parse.heads[i] >= 0
    return (together and _argument(parse, i) and _argument(parse, k)) or _is_shared_subject(parse, i, k)


def _is_shared_subject(parse: Parse, i: int, k: int) -> bool:
    """ "Chad left after accusing it": the understood subject of a verb is not its object either."""
    verb = parse.heads[i]
    if verb < 0 or parse.deprels[i] not in ("obj", "iobj") or not parse.deprels[k].startswith("nsubj"):
        return False
    own = any(parse.deprels[c].startswith("nsubj") for c in parse.children(verb))
    shares = parse.deprels[verb] in ("advcl", "conj") and parse.xpos[verb] != "VBN"
    return shares and not own and parse.heads[k] == parse.heads[verb]


def _inside(parse: Parse, i: int, top: int) -> bool:
    """Whether a word hangs in the noun phrase of another one, not in a clause within it nor in a conjunct of it."""
    while parse.heads[i] >= 0:
        if parse.deprels[i] in ("conj", "appos", "parataxis"):
            return False
        i = parse.heads[i]
        if i == top:
            return True
        if parse.upos[i] in ("VERB", "AUX"):
            return False
    return False


def _argument(parse: Parse, i: int) -> bool:
    return parse.deprels[i].startswith(("nsubj", "obj", "iobj", "obl"))


def features(parse: Parse, pronoun: Referring, entity: Entity, *, rank: int, quotations: Quotations) -> Features:
    """What speaks for and against an entity; `rank` is the number of other candidates mentioned after it."""
    last = entity.last
    gap = pronoun.sentence - last.sentence
    told: tuple[tuple[str, float], ...] = (
        (f"gap{min(gap, 3)}", 1.0),
        ("gap", math.log1p(gap)),
        ("rank", math.log1p(rank)),
        ("distance", math.log1p(max(0, pronoun.head - last.head))),
        (f"role_{last.role}", 1.0),
        (f"same_role_{pronoun.role}", last.role == pronoun.role),
        (f"kind_{last.kind}", 1.0),
        ("named", entity.named),
        ("count", math.log(len(entity.mentions))),
        ("definite", last.definite),
        ("ahead", last.head > pronoun.head),
        *_agreement(pronoun, entity),
        *_syntax(parse, pronoun, last),
        *_speech(parse, pronoun, entity, quotations),
    )
    return {name: float(value) for name, value in told if value}


def _agreement(pronoun: Referring, entity: Entity) -> Iterable[tuple[str, bool]]:
    last, shape = entity.last, (pronoun.gender, pronoun.number)
    clash = entity.number is not None and entity.number != pronoun.number and not entity.collective
    return (
        ("same_pronoun", last.kind == "pronoun" and (last.gender, last.number) == shape),
        ("any_same_pronoun", shape in entity.pronouns),
        ("gender_known", entity.gender is not None and entity.gender == pronoun.gender),
        ("animate", entity.animate is True),
        ("inanimate", entity.animate is False),
        ("number_clash", clash),
        ("collective", entity.collective),
        ("place", not entity.kinds.isdisjoint(_PLACES)),
        ("body", "ORG" in entity.kinds),
        ("date", "DATE" in entity.kinds),
        ("opening", entity.mentions[0].sentence <= 1),
    )


def _speech(parse: Parse, pronoun: Referring, entity: Entity, quotations: Quotations) -> Iterable[tuple[str, bool]]:
    """Who speaks, thinks or owns a quotation is a person or a body; a quotation seldom calls its speaker "he"."""
    verb, last = parse.heads[pronoun.head], entity.last
    speaks = pronoun.role == "subj" and verb >= 0 and cue_at(parse, verb) is not None
    able = entity.animate is True or entity.collective or not entity.kinds.isdisjoint(_SPEAKERS)
    around = quotations.at(parse.starts[pronoun.head])
    crossing = around is not None and not around.span.contains(parse.span(last.head, last.head + 1))
    governor = parse.heads[last.head]
    speaker = crossing and last.role == "subj" and governor >= 0 and cue_at(parse, governor) is not None
    return (
        ("able_to_speak", speaks and able),
        ("unable_to_speak", speaks and not able),
        ("able", able),
        ("quotation_crossed", crossing),
        ("own_speaker", speaker and pronoun.sentence - last.sentence <= 1),
        ("other_speaker", around is None and quotations.at(parse.starts[last.head]) is not None),
    )


def _syntax(parse: Parse, pronoun: Referring, last: Referring) -> Iterable[tuple[str, bool]]:
    same, subject = last.sentence == pronoun.sentence, last.role == "subj"
    if not same and not subject:
        return ()
    clause = _clause(parse, pronoun.head)
    governor = parse.heads[pronoun.head] if pronoun.role != "poss" else clause
    next_sentence = pronoun.sentence - last.sentence == 1
    return (
        ("subject_of_same_clause", same and subject and parse.heads[last.head] == clause),
        ("subject_before", same and subject and last.head < pronoun.head),
        ("subject_of_root", subject and _is_root(parse, parse.heads[last.head])),
        ("governs", same and governor in parse.ancestors(last.head)),
        ("both_subjects_next", pronoun.role == "subj" and subject and next_sentence),
    )


@remembered
def _clause(parse: Parse, i: int) -> int:
    return next((a for a in parse.ancestors(i) if parse.upos[a] in ("VERB", "AUX")), -1)


def _is_root(parse: Parse, i: int) -> bool:
    return i >= 0 and parse.heads[i] < 0
