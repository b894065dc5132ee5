"""Who did it and to whom, weighed: of all that a slot may mean, what the evidence as a whole speaks for.

Rules and heads each propose; a conditional logit chooses. What may fill a slot (the rule's answer, the words that the
role head sees, the other side of the claim, the country of the story, the speaker, whoever the sentence names, whom the
doer deals with elsewhere, nobody) is described by named features; their weights, fitted on annotated articles by
`python -m sayso.train weights`, are the rows of `data/weights.csv`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from sayso.actors.generic import is_country
from sayso.actors.resolution import PUBLISHER
from sayso.actors.setting import Setting
from sayso.actors.tables import word_list
from sayso.claims.cast import Cast
from sayso.claims.forms import stem
from sayso.claims.linear import Features, fitted, softmax, total
from sayso.claims.matching import Match
from sayso.claims.mentions import is_first_person
from sayso.claims.outsiders import outsiders
from sayso.claims.partners import JUDGED, SAME, Partners, doer_of_judged, partners
from sayso.claims.phrases import noun_phrase
from sayso.claims.recorders import recorder, takes_no_part
from sayso.claims.reproach import POINTED_AT
from sayso.claims.retold import Group, Others, Retold, Told
from sayso.claims.sides import AMONG, is_own_victim, own_words
from sayso.ontology.plover import MUTUAL
from sayso.reader.parse import Slots
from sayso.records import Slot

Codes = tuple[str, ...]

TABLE = "weights.csv"
ROLES = ("actor", "recipient")
# Chance from which on a word of the role head is worth a choice of its own, and from which on it belongs to a group.
LEAST_WORD, GROUP_WORD = 0.1, 0.5
# Features of the heads begin so: they are weighed on articles that the heads have not been trained on.
HEADS = "head"
# The rule that a slot names where the weighing chose another than the rules.
WEIGHED = "weighed"
# The rule by which the rules fill a slot with who else the article speaks of.
OTHER = "other state"
_SIGNED = ("rule", "head", "self", "focus", "speaker")
_SILENT = Slots({}, {}, {}, {}, {})


@dataclass(slots=True)
class Choice:
    """One thing that a slot may mean: the slot as it would be, where it comes from, what speaks for it."""

    slot: Slot
    origins: set[str] = field(default_factory=set)
    features: Features = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known around the claims of one article: identities, the countries spoken of, the country of the story,
    all its claims as the rules have them, and whether it is a story at all."""

    cast: Cast
    setting: Setting | None = None
    focus: Codes = ()
    told: Retold = field(default_factory=lambda: Retold(()))
    story: bool = True
    _named: dict[int, set[str]] = field(default_factory=dict)

    def named(self, word: int) -> set[str]:
        """Codes of the names and peoples that the sentence of a word has."""
        at = self.cast.parse.sentence_of(word)
        if at not in self._named:
            self._named[at] = _named_among(self, *self.cast.parse.sentences[at])
        return self._named[at]


@dataclass(frozen=True, slots=True)
class Case:
    """One slot to be filled: the claim's match, which role, the slots so far, and who says it (innermost)."""

    match: Match
    role: str
    own: Slot
    other: Slot
    speaker: Codes = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What all choices of a slot are held against: chances by code of the role head, the codes that the sentence names,
    the article's other claims, and of a recipient those of whom the doer has to do with others."""

    chances: Mapping[str, float]
    named: set[str]
    shares: Sequence[tuple[str, Others]]
    partners: Partners | None


def choices(evidence: Evidence, case: Case) -> list[Choice]:
    """All that a slot may mean, each with its features; the rule's own answer is the first."""
    found: dict[frozenset[str], Choice] = {}
    named = evidence.named(case.match.trigger)
    outside, seen = _outside(evidence, case), _own_words(evidence.cast, case)
    others = _partners(evidence, case)
    for origin, slot in (*_proposals(evidence, case, named, seen), *_by_partners(evidence, case, others)):
        if origin != "rule" and not outside.isdisjoint(slot.codes):
            continue
        choice = found.setdefault(frozenset(code.casefold() for code in slot.codes), Choice(slot))
        choice.origins.add(origin)
    left = [
        c
        for c in found.values()
        if not (_is_own_victim(case, c) or _is_made_known(case, c) or _is_met_by_itself(case, c))
    ]
    around = Around(_chances(evidence, seen), named, _shares(evidence, case), others)
    for choice in left:
        choice.features = dict(_features(evidence, case, choice, around))
    return left


def _is_own_victim(case: Case, choice: Choice) -> bool:
    """Whether nothing but the victim's country speaks for a doer, where the rules know another."""
    seen = "rule" in choice.origins or "head" in choice.origins
    return not seen and is_own_victim(case.match.row.event, case.role, case.own, case.other, choice.slot.codes)


def _is_made_known(case: Case, choice: Choice) -> bool:
    """Whether nothing but the story speaks for a doer whom the words call unknown: "looted by unidentified gunmen"."""
    first = case.own.codes[0].split(" ", 1)[0].lower() if len(case.own.codes) == 1 else ""
    unknown = case.role == "actor" and first in word_list("unidentified")
    return unknown and choice.origins.isdisjoint(("rule", "head", "empty"))


def _is_met_by_itself(case: Case, choice: Choice) -> bool:
    """Whether nothing but the doers' own part in a meeting or deal speaks for them as its recipient: "both sides
    talked"; words that name somebody of them do ("the minister met the villagers")."""
    codes, doers = set(choice.slot.codes), set(case.other.codes)
    if case.role != "recipient" or case.match.row.event not in MUTUAL or not codes or not codes <= doers:
        return False
    alone = len(doers) > 1 or case.match.slots["recipient"].special == "none"
    return alone and choice.origins.isdisjoint(("rule", "head"))


def _outside(evidence: Evidence, case: Case) -> frozenset[str]:
    """Codes of who has no part in a deed that is told beside them."""
    words = outsiders(evidence.cast.grammar, case.match.trigger, case.match.row.event, case.role)
    return frozenset(code for word in words for code in evidence.cast.identity(word).codes)


def told_of(cast: Cast, match: Match, actor: Slot, recipient: Slot) -> Told:
    """A claim as `Evidence` keeps it."""
    codes = {"actor": frozenset(actor.codes), "recipient": frozenset(recipient.codes)}
    return Told(match.trigger, match.row.event, stem(cast.parse.lemmas[match.trigger]), codes)


def _proposals(
    evidence: Evidence, case: Case, named: set[str], seen: Mapping[int, float]
) -> Iterable[tuple[str, Slot]]:
    """Origins and what they propose; the same codes may be proposed by several."""
    yield "rule", case.own
    yield "empty", Slot(rule=f"{WEIGHED}: nobody")
    yield from _by_head(evidence, seen)
    if case.other.codes:
        yield "self", Slot(codes=case.other.codes, rule=f"{WEIGHED}: own side")
    if case.speaker:
        yield "speaker", Slot(codes=case.speaker, rule=f"{WEIGHED}: speaker")
    if evidence.focus:
        yield "focus", Slot(codes=evidence.focus, rule=f"{WEIGHED}: story")
    if evidence.setting is not None and evidence.focus:
        yield from _by_setting(evidence.setting, case)
    for code in sorted(named):
        yield "sentence", Slot(codes=(code,), rule=f"{WEIGHED}: sentence")


def _by_setting(setting: Setting, case: Case) -> Iterable[tuple[str, Slot]]:
    for origin, code in (
        ("setting", setting.story(case.match.trigger)),
        ("counterpart", setting.other(case.match.trigger, case.other.codes)),
        ("abroad", setting.other(case.match.trigger, case.other.codes, 0.0) if case.role == "recipient" else None),
    ):
        if code:
            yield origin, Slot(codes=(code,), rule=f"{WEIGHED}: {origin}")


def _partners(evidence: Evidence, case: Case) -> Partners | None:
    """Those of whom the doer has to do with others in the article; None of a slot of a doer, or of an unknown one's."""
    if case.role != "recipient" or not case.other.codes:
        return None
    return partners(evidence.told, case.match.row.event, frozenset(case.other.codes), besides=case.match.trigger)


def _by_partners(evidence: Evidence, case: Case, others: Partners | None) -> Iterable[tuple[str, Slot]]:
    """Whom the doer deals with elsewhere, and who did what it judges."""
    if others is None:
        return
    proposed = list(others.proposed())
    if judged := doer_of_judged(evidence.cast.parse, evidence.told, case.match, others.own):
        proposed.append((JUDGED, judged))
    for origin, codes in proposed:
        yield origin, Slot(codes=tuple(sorted(codes)), rule=f"{WEIGHED}: {origin}")


def _by_head(evidence: Evidence, chances: Mapping[int, float]) -> Iterable[tuple[str, Slot]]:
    """The words that the role head sees: each by itself, and those that it is sure of together."""
    cast = evidence.cast
    words = [w for w, chance in sorted(chances.items(), key=lambda pair: -pair[1]) if chance >= LEAST_WORD]
    coded = [(w, cast.identity(w)) for w in words]
    for word, identity in coded:
        if identity.codes:
            span = cast.parse.span(*noun_phrase(cast.parse, word))
            rule = f"{WEIGHED}: claim head"
            yield "head", Slot(codes=identity.codes, spans=(span,), sectors=identity.sectors, rule=rule)
    group = sorted(w for w, identity in coded if identity.codes and chances[w] >= GROUP_WORD)
    if len(group) > 1:
        codes = tuple(dict.fromkeys(code for w in group for code in cast.identity(w).codes))
        spans = tuple(dict.fromkeys(cast.parse.span(*noun_phrase(cast.parse, w)) for w in group))
        sectors = tuple(dict.fromkeys(sector for w in group for sector in cast.identity(w).sectors))
        yield "head", Slot(codes=codes, spans=spans, sectors=sectors, rule=f"{WEIGHED}: claim head")


def _own_words(cast: Cast, case: Case) -> dict[int, float]:
    return own_words(cast, case.match.trigger, case.match.row.event, role=case.role, other=case.other)


def _slots(cast: Cast, case: Case) -> Slots:
    return cast.parse.slots.get(case.match.trigger, _SILENT)


def _chances(evidence: Evidence, seen: Mapping[int, float]) -> dict[str, float]:
    """By code, the highest chance of a word of the role head that stands for it."""
    best: defaultdict[str, float] = defaultdict(float)
    for word, chance in seen.items():
        for code in evidence.cast.identity(word).codes:
            best[code] = max(best[code], chance)
    return best


def _named_among(evidence: Evidence, start: int, end: int) -> set[str]:
    """Codes of the names and peoples among the words of a sentence."""
    cast, parse = evidence.cast, evidence.cast.parse
    names = dict.fromkeys(name for i in range(start, end) for name in parse.names_at(i))
    heads = [name.end - 1 for name in names if name.start >= start and name.kind in ("GPE", "ORG", "PER")]
    found = {code for i in heads for code in cast.identity(i).codes}
    if evidence.setting is not None:
        found |= {code for _, code in evidence.setting.between(start, end)}
    return found


def _features(evidence: Evidence, case: Case, choice: Choice, around: Around) -> Iterable[tuple[str, float]]:
    event, codes = case.match.row.event, choice.slot.codes
    parse = evidence.cast.parse
    word = stem(parse.lemmas[case.match.trigger])
    for origin in choice.origins:
        yield origin, 1.0
        yield f"{origin}|{event}", 1.0
    yield "from " + ("+".join(o for o in _SIGNED if o in choice.origins) or "elsewhere"), 1.0
    if "rule" in choice.origins:
        relation, how = parts_of(case.own.rule)
        yield f"rule {relation}", 1.0
        yield f"rule {relation}, {how}", 1.0
        yield f"rule by {how}", 1.0
    for kind in ("empty", "self", "rule"):
        if kind in choice.origins:
            yield f"{kind}|{word}", 1.0
            yield f"{kind}|{'verb' if parse.upos[case.match.trigger] == 'VERB' else 'noun'}", 1.0
    if not codes:
        yield f"nobody|{'words' if case.match.slots[case.role].words else 'no words'}", 1.0
    else:
        yield from _of_codes(evidence, case, codes, around.named)
    yield f"{kind_of(codes)}|{case.match.row.id}", 1.0
    yield from _beside_the_other(case, choice)
    yield from _of_told(codes, around.shares)
    if around.partners is not None:
        yield from around.partners.features(frozenset(codes), event)
        yield from _of_two(evidence, case, choice)
    yield from _of_heads(case, choice, _slots(evidence.cast, case), around)


def _of_codes(evidence: Evidence, case: Case, codes: Codes, named: set[str]) -> Iterable[tuple[str, float]]:
    event = case.match.row.event
    kind = kind_of(codes)
    yield kind, 1.0
    yield f"{kind}|{event}", 1.0
    yield f"size {min(len(codes), 3)}", 1.0
    here = "here" if named.issuperset(codes) else "elsewhere"
    home = "story" if codes == evidence.focus else "abroad"
    yield f"{here}, {home}", 1.0
    yield f"{here}, {home}|{event}", 1.0
    if case.other.codes:
        yield f"{home}, other side {'story' if case.other.codes == evidence.focus else 'abroad'}", 1.0


def _beside_the_other(case: Case, choice: Choice) -> Iterable[tuple[str, float]]:
    """How the other side is told: a state named as one seldom acts on itself, nor is a doer untold the victim."""
    how = parts_of(case.other.rule)[1] if case.other.codes else "nobody"
    origin = next((o for o in ("self", "empty", "rule", "head", JUDGED, SAME) if o in choice.origins), "elsewhere")
    yield f"{origin}, other side by {how}", 1.0
    if case.role == "actor" and not case.match.slots["actor"].words:
        yield f"{origin}, no doer told|{case.match.row.event}", 1.0


def _of_two(evidence: Evidence, case: Case, choice: Choice) -> Iterable[tuple[str, float]]:
    """Whether the article speaks of two countries alike, of a recipient that is the doer or the other country."""
    origin = next((o for o in ("self", "counterpart", "abroad", "empty") if o in choice.origins), None)
    if origin is not None and evidence.setting is not None:
        about = "two" if evidence.setting.is_of_two else "one"
        yield f"{origin}, about {about}", 1.0
        yield f"{origin}, about {about}|{case.match.row.event}", 1.0
        if origin == "self" and evidence.setting.balance:
            yield f"balance|{case.match.row.event}", evidence.setting.balance


@lru_cache(maxsize=20_000)
def kind_of(codes: Codes) -> str:
    """What a slot's codes are: nobody, states, names, or words."""
    if not codes:
        return "nobody"
    return "state" if all(map(is_country, codes)) else "name" if codes[0][:1].isupper() else "words"


def _shares(evidence: Evidence, case: Case) -> list[tuple[str, Others]]:
    """The article's other claims, by what they share with this one: none, its type, its word, its other side."""
    event, trigger = case.match.row.event, case.match.trigger
    word, other_role = stem(evidence.cast.parse.lemmas[trigger]), ROLES[1 - ROLES.index(case.role)]
    asked: list[tuple[str, Group, str]] = [
        ("", (), case.role),
        (" of other role", (), other_role),
        (" of type", (event,), case.role),
        (" of word", (event, word), case.role),
    ]
    if case.other.codes:
        asked.append((" of partner", (other_role, frozenset(case.other.codes)), case.role))
    found = [(name, evidence.told.others(group, role, besides=trigger)) for name, group, role in asked]
    return [(name, others) for name, others in found if others is not None]


def _of_told(codes: Codes, shares: Iterable[tuple[str, Others]]) -> Iterable[tuple[str, float]]:
    """How the article's other claims have the codes: in this role, in the other, for this type, for this word."""
    kind, same = "somebody" if codes else "nobody", frozenset(codes)
    for name, others in shares:
        yield f"share{name}, {kind}", others.share(same)


def _of_heads(case: Case, choice: Choice, slots: Slots, around: Around) -> Iterable[tuple[str, float]]:
    codes, kinds, chances = choice.slot.codes, slots.kinds.get(case.role, {}), around.chances
    if not codes:
        yield f"{HEADS} kind empty", kinds.get("empty", 0.0)
        yield f"{HEADS} sees nobody", 1.0 - max(chances.values(), default=0.0)
        return
    chance = min(chances.get(code, 0.0) for code in codes)
    missed = max((c for code, c in chances.items() if code not in codes), default=0.0)
    yield f"{HEADS} chance", chance
    yield f"{HEADS} chance, {'here' if around.named.issuperset(codes) else 'elsewhere'}", chance
    yield f"{HEADS} missed", missed
    if "rule" in choice.origins:
        yield f"{HEADS} with rule", chance
    if "self" in choice.origins:
        yield f"{HEADS} kind self", kinds.get("self", 0.0)
    yield f"{HEADS} kind {'named' if chance else 'other'}", kinds.get("named" if chance else "other", 0.0)


@lru_cache(maxsize=20_000)
def parts_of(rule: str) -> tuple[str, str]:
    """Relation and resolution of a slot's rule, without what is particular: "subj@ACTOR; name: country"."""
    relation, _, how = rule.partition("; ")
    relation = relation.split("@")[0].split("+")[0]
    return relation or "nothing", how.split(";")[0].split(",")[0].split(":")[0] or "nothing"


def weights() -> defaultdict[str, dict[str, float]]:
    """Weights of the features by role (and of `claim`, see `scoring`); empty where none have been fitted."""
    return fitted(TABLE)


def weigh(evidence: Evidence, case: Case, *, apart: bool = False) -> tuple[Slot, float | None]:
    """The slot that the evidence speaks for, with its chance; the rule's own and None where nothing has been fitted.
    Asked for one that is `apart`, none of several on the other side is taken.

    A text of a sentence or two is no story and gives the weights little to go by; there the rules stand (weighed, 7
    more of the 216 minimal pairs had an invented event).
    """
    known = weights()[case.role]
    if not known or not evidence.story or _is_settled(evidence, case):
        return (Slot(rule=AMONG) if apart and _is_among(case, case.own) else case.own), None
    found = _without_recorder(evidence, case, choices(evidence, case))
    found = [one for one in found if not (apart and _is_among(case, one.slot))]
    sums = [round(total(known, choice.features), 6) for choice in found]
    best = max(range(len(found)), key=lambda n: (sums[n], "rule" in found[n].origins))
    return (case.own if "rule" in found[best].origins else found[best].slot), softmax(sums)[best]


def _is_settled(evidence: Evidence, case: Case) -> bool:
    """Whether no evidence makes a slot another: a "we" whose speaker nobody knows, "our troops" of one who is known,
    who acts as the publisher, who made "the move" that is condemned, and those whom somebody mediates between."""
    parse, words, own = evidence.cast.parse, case.match.said(case.role), case.own
    if own.rule == POINTED_AT or _is_between(case):
        return True
    if is_first_person(parse, words) and not own.codes:
        return not case.speaker
    ours = [c for word in words for c in parse.children(word) if parse.deprels[c] == "nmod:poss"]
    known = PUBLISHER in own.rule or (bool(own.codes) and is_first_person(parse, ours))
    return case.role == "actor" and own.rule.startswith("subj@") and known


def _is_among(case: Case, slot: Slot) -> bool:
    """Whether a slot holds some of several on the other side."""
    return set() < set(slot.codes) < set(case.other.codes)


def _is_between(case: Case) -> bool:
    """Whether the rules know several whom a meeting is held for: those whom a mediator mediates between."""
    return case.match.row.event == "CONSULT" and len(case.own.codes) > 1 and case.own.rule == OTHER


def _without_recorder(evidence: Evidence, case: Case, found: list[Choice]) -> list[Choice]:
    """The choices without who only records the event, unless the rules have it from elsewhere."""
    who = recorder(evidence.cast.parse, case.match.trigger)
    if who is None or not takes_no_part(evidence.cast.parse, case.match.trigger, case.role, who):
        return found
    codes = set(evidence.cast.identity(who).codes)
    return [one for one in found if "rule" in one.origins or not codes or codes.isdisjoint(one.slot.codes)]


def same_codes(codes: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two sets of codes are the same, without regard to case and order."""
    return {c.casefold() for c in codes} == {c.casefold() for c in others}
