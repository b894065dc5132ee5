"""One article: from parse, attributions and identities to claims."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from msgspec.structs import replace

from sayso.claims import certainty, claim_heads
from sayso.claims.cast import Cast
from sayso.claims.casualties import with_casualties
from sayso.claims.certainty import AUXILIARY, CERTAINTY, Told
from sayso.claims.chains import Chains
from sayso.claims.circumstances import Circumstances, Where
from sayso.claims.contexts import Topics, event_of
from sayso.claims.continued import Continued
from sayso.claims.dates import DateMention
from sayso.claims.denials import denied_report, false_report
from sayso.claims.event_head import EVENT_HEAD
from sayso.claims.extract import Mentions, admit_all, find_all, trigger_span
from sayso.claims.factuality import Certainty, judge
from sayso.claims.grammar import Grammar
from sayso.claims.happened import graded
from sayso.claims.history import is_historical
from sayso.claims.how_many import quantity_of
from sayso.claims.instruments import without_instruments
from sayso.claims.linear import Features
from sayso.claims.matching import Match
from sayso.claims.mishaps import is_mishap
from sayso.claims.modes import mode_of
from sayso.claims.objects import object_words
from sayso.claims.own_types import OwnTypes, named
from sayso.claims.quantities import Counted
from sayso.claims.refusals import refused
from sayso.claims.replies import is_after_no
from sayso.claims.retold import Retold
from sayso.claims.roles import RoleFiller
from sayso.claims.scoring import features_of, is_faint, is_faint_stranger, is_kept, score_of
from sayso.claims.short_denials import with_short_denials
from sayso.claims.sides import parted
from sayso.claims.silence import claims_nothing, falsely_told, is_spoken_of, nobody_owns
from sayso.claims.slot_scores import Seen, scores_of
from sayso.claims.speech import Act, acts_of, governing_act, with_act
from sayso.claims.things import things_of
from sayso.claims.timing import time_of
from sayso.claims.topics import is_figure_of_speech, is_named_deed, is_political
from sayso.claims.triggers import PredicateIndex, built_in_index
from sayso.claims.unsaid import giver, said_only
from sayso.claims.weighing import Case, Evidence, told_of, weigh
from sayso.reader.parse import Parse
from sayso.records import Article, Attribution, Claim, SaySo, Slot, content_id

# From this chance on that an event's date lies over a year back it is background, though no single date is likely; with
# the heads' chance for background added, from the second on. Chosen on annotated articles: of auxiliaries right, 82 to
# 84 of 100 on held_out, none lost on dev and seed.
OLD_BY_DATES = 0.2
OLD_BY_BOTH = 0.6
# In how many sentences the news itself is told first: the title and the lead.
LEAD = 2


@dataclass(slots=True)
class Scene:
    """Everything known of one article when its claims are built.

    `published` is its date, stated or from the text; `amounts` are the numbers of its text that count or measure; `own`
    are the user's own event types.
    """

    article: Article
    published: str | None
    grammar: Grammar
    cast: Cast
    chains: Chains
    circumstances: Circumstances
    roles: RoleFiller
    dates: tuple[DateMention, ...] = ()
    amounts: tuple[Counted, ...] = ()
    own: OwnTypes | None = None


LEAST_KIND = 0.05
"""Chance of a type from which it is told beside the others."""
Filled = list[tuple[Match, Slot, Slot]]
"""Event mentions with their actor and recipient."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What may be a claim, before it is said how certain it is: with what it was made from."""

    match: Match
    claim: Claim
    told: Told
    around: tuple[Attribution, ...]
    sure: dict[str, float]
    story: bool


@dataclass(frozen=True, slots=True)
class Described:
    """What may be a claim, with what speaks for and against it, and what its slots were made from."""

    claim: Claim
    features: Features
    seen: Seen


class Found(NamedTuple):
    """The claims of an article in text order: those that are likely enough, and those that would be if another article
    told the same."""

    claims: tuple[Claim, ...]
    faint: tuple[Claim, ...]


def build_claims(scene: Scene, index: PredicateIndex | None = None) -> tuple[Claim, ...]:
    """The claims of an article in text order, those that are likely enough."""
    return find_claims(scene, index).claims


def find_claims(scene: Scene, index: PredicateIndex | None = None) -> Found:
    """The claims of an article, and those too faint to stand alone."""
    story, topics, continued = is_story(scene), Topics(scene.grammar.parse), Continued(scene.chains)
    seen = _seen(scene, index)
    claims, faint = [], []
    for match, claim in _scored(scene, drafts(scene, _filled(scene, seen.sure))):
        if match.row.own or is_kept(claim, story=story):
            claims.append(_finished(scene, topics, continued, match, claim))
        elif is_faint(claim):
            faint.append(_finished(scene, topics, continued, match, claim))
    more = _scored(scene, drafts(scene, _filled(scene, seen.faint)))
    strangers = ((match, claim) for match, claim in more if is_faint_stranger(claim))
    faint += [_finished(scene, topics, continued, match, claim) for match, claim in strangers]
    claims = with_short_denials(scene.grammar.parse, scene.cast, scene.chains, claims)
    return Found(tuple(claims), tuple(sorted(faint, key=lambda claim: claim.trigger)))


def _scored(scene: Scene, found: Sequence[Draft]) -> Iterator[tuple[Match, Claim]]:
    """Drafts as claims with their scores."""
    for draft in found:
        each = described(draft)
        claim = replace(each.claim, score=score_of(each.features))
        yield draft.match, replace(claim, scores=scores_of(each.seen, claim))


def _finished(scene: Scene, topics: Topics, continued: Continued, match: Match, claim: Claim) -> Claim:
    """A claim with its contexts and the source that its clause goes on from, under the user's own name for it if there
    is one."""
    contexts = topics.contexts(event_of(topics.parse, match, claim))
    links = claim.say_so or continued.links(match.trigger)
    claim = replace(claim, context=contexts, say_so=links)
    return claim if scene.own is None else scene.own.renamed(topics.parse, match, claim)


def drafts(scene: Scene, filled: Filled) -> list[Draft]:
    """All that may be a claim, by the mentions that the rules have filled."""
    evidence = evidence_of(scene, filled)
    roles = {m.trigger: _weighed(scene, evidence, m, (actor, recipient)) for m, actor, recipient in filled}
    roles = with_casualties(scene.grammar.parse, [m for m, *_ in filled], roles)
    acts = acts_of(scene.grammar, [m for m, *_ in filled], {i: actor for i, ((actor, _), _) in roles.items()})
    return [_draft(scene, m, roles[m.trigger], acts=acts) for m, *_ in filled]


def _draft(scene: Scene, match: Match, roles: Weighed, *, acts: Mapping[int, Act]) -> Draft:
    links, judged = _say_so(scene, match, acts)
    judged = refused(scene.grammar.parse, match.trigger, match.row.event, judged)
    around = tuple(scene.chains.by_id[link.attribution_id] for link in links if link.attribution_id)
    when = scene.circumstances.when(match.trigger, match.light_verb)
    given = _given(scene, match.trigger, judged, when)
    inner = around[-1] if links and links[-1].attribution_id else None
    parse = scene.grammar.parse
    happened = graded(parse, match.trigger)
    told = Told(parse, match.trigger, judged, given, match.row.event, inner, len(links), happened)
    claim = _claim(scene, match, (roles[0][0], roles[1][0]), links=links, when=when)
    return Draft(match, claim, told, around, _sure(scene, match, roles), is_story(scene))


def described(draft: Draft) -> Described:
    """The draft with its certainty, and what speaks for and against it."""
    claim, parse = _certain(draft.claim, draft.told, story=draft.story), draft.told.parse
    features = features_of(parse, draft.match, claim, story=draft.story)
    return Described(claim, features, Seen(parse, draft.match, claim, draft.around, draft.sure, draft.story))


def _given(scene: Scene, trigger: int, judged: Certainty, when: DateMention | None) -> Certainty:
    """The certainty by rules and heads, with what the dates say of the past."""
    found = claim_heads.certainty(scene.grammar.parse, trigger, judged)
    return found if found.auxiliary else dataclasses.replace(found, auxiliary=_background(scene, trigger, when))


def _certain(claim: Claim, told: Told, *, story: bool) -> Claim:
    """The claim with its certainty, its chances, and its time."""
    features = certainty.features_of(told)
    values, auxiliaries = (certainty.chances(features, role) for role in (CERTAINTY, AUXILIARY))
    stands = not story or (told.given.rule == "plain" and is_after_no(told.parse, told.trigger))
    found = told.given if stands else certainty.overruled(told.given, values, auxiliaries)
    return replace(
        claim,
        auxiliary=found.auxiliary,
        factuality=found.value,
        certainty={value: round(chance, 3) for value, chance in values.items()},
        time=time_of(told, found.auxiliary),
        rules=claim.rules | {"factuality": found.rule},
    )


def _sure(scene: Scene, match: Match, roles: Weighed) -> dict[str, float]:
    """How sure the fitted choices of the slots were, where there was a choice."""
    at, circumstances = match.trigger, scene.circumstances
    dated, placed = circumstances.dating.sure.get(at), circumstances.placing.sure.get(at)
    found = {"actor": roles[0][1], "recipient": roles[1][1], "when": dated, "where": placed}
    return {slot: chance for slot, chance in found.items() if chance is not None}


def filled_by_rules(scene: Scene, index: PredicateIndex | None = None) -> Filled:
    """The event mentions of an article with actor and recipient as the rules fill them."""
    return _filled(scene, _seen(scene, index).sure)


def _seen(scene: Scene, index: PredicateIndex | None) -> Mentions:
    """What may be event mentions, and what is too faint for it."""
    admits = scene.own.admits if scene.own else admit_all
    found = find_all(scene.grammar, scene.cast, index or built_in_index(), story=is_story(scene), admits=admits)
    return found._replace(sure=without_instruments(scene.grammar.parse, found.sure))


def _filled(scene: Scene, found: list[Match]) -> Filled:
    matches = _political(scene, found)
    places = {m.trigger: scene.circumstances.where(m.trigger, m.light_verb) for m in matches}
    return [(m, *scene.roles.fill(m, _country(places[m.trigger]), speaker_of(scene, m.trigger))) for m in matches]


def evidence_of(scene: Scene, filled: Filled) -> Evidence:
    """What the weighing of slots asks of an article."""
    told = Retold(told_of(scene.cast, *each) for each in filled)
    return Evidence(scene.cast, scene.roles.setting, scene.roles.focus, told, story=is_story(scene))


def is_story(scene: Scene) -> bool:
    """Whether a text is long enough to be about a country, and its words have been judged by the reader's heads."""
    return bool(scene.roles.focus and scene.grammar.parse.hints)


def speaker_of(scene: Scene, trigger: int) -> tuple[str, ...]:
    """Codes of the innermost source around a word."""
    around = scene.chains.around(trigger)
    return around[-1].speaker if around else ()


Weighed = tuple[tuple[Slot, float | None], tuple[Slot, float | None]]
"""Actor and recipient, each with the chance that the weighing gives it."""


def _weighed(scene: Scene, evidence: Evidence, match: Match, roles: tuple[Slot, Slot]) -> Weighed:
    """Actor and recipient, the one after the other, as all the evidence has it; an actor is no recipient."""
    speaker = speaker_of(scene, match.trigger)
    actor, sure = weigh(evidence, Case(match, "actor", roles[0], roles[1], speaker))
    given = giver(match.row.event, actor, roles, has_object=bool(match.slots["object"].words))
    actor, sure = given, sure if given is actor else None
    asked = Case(match, "recipient", roles[1], actor, speaker)
    recipient, as_sure = weigh(evidence, asked)
    if not set() < set(recipient.codes) < set(actor.codes):
        return (actor, sure), (recipient, as_sure)
    sides = parted(match.row.event, actor, recipient)
    if sides is None:
        return (actor, sure), weigh(evidence, asked, apart=True)
    return (sides[0], sure if sides[0] is actor else None), (sides[1], as_sure if sides[1] is recipient else None)


def _political(scene: Scene, matches: list[Match]) -> list[Match]:
    """Without figures of speech, and in an article on another topic only deeds of political actors that a row knows."""
    parse = scene.grammar.parse
    plain = [match for match in matches if match.row.own or not _is_nothing(parse, match)]
    if is_political(parse):
        return plain
    return [m for m in plain if m.row.own or (m.row.id != EVENT_HEAD and is_named_deed(scene.cast, m))]


def _is_nothing(parse: Parse, match: Match) -> bool:
    """A figure of speech, a mishap, or that nobody claimed a deed."""
    return claims_nothing(parse, match.trigger) or is_figure_of_speech(parse, match) or is_mishap(parse, match)


def _country(place: Where | None) -> tuple[str, ...]:
    return place.codes if place is not None and place.own else ()


def _claim(
    scene: Scene, match: Match, roles: tuple[Slot, Slot], *, links: tuple[SaySo, ...], when: DateMention | None
) -> Claim:
    row = match.row
    trigger = trigger_span(scene.grammar.parse, match.words)
    words = object_words(scene.grammar, match, scene.amounts)
    things = things_of(scene.grammar.parse, words, scene.amounts) if words else ()
    actor, recipient = said_only(row.event, *roles, things, has_object=words is not None)
    claim = Claim(
        id=content_id(scene.article.id, trigger.start, trigger.end, row.event),
        article_id=scene.article.id,
        trigger=trigger,
        event=row.event,
        mode=mode_of(scene.grammar, match),
        actor=actor,
        recipient=recipient,
        object=scene.grammar.parse.span(*words) if words else None,
        things=things,
        quantity=quantity_of(scene.grammar.parse, match, words, things, scene.amounts),
        where=scene.circumstances.place(match.trigger, match.light_verb),
        when=when.value if when else None,
        when_span=when.span if when else None,
        attribution_id=next((link.attribution_id for link in reversed(links) if link.attribution_id), None),
        say_so=links,
        rules=_rules(match, actor, recipient),
        kinds=_kinds(scene.grammar.parse, match.trigger),
    )
    return named(claim, row)


def _kinds(parse: Parse, trigger: int) -> dict[str, float]:
    """The types that the model sees in a word, with the chance of each if it names an event; two digits."""
    seen = parse.hints[trigger].kinds if trigger < len(parse.hints) else {}
    whole = sum(seen.values())
    return {name: round(chance / whole, 2) for name, chance in seen.items() if chance / whole >= LEAST_KIND}


def _say_so(scene: Scene, match: Match, acts: Mapping[int, Act]) -> tuple[tuple[SaySo, ...], Certainty]:
    """The chain of a claim, and how sure its innermost source is."""
    trigger, chains = match.trigger, scene.chains
    act = governing_act(scene.grammar, trigger, acts)
    act = None if act is not None and chains.beside(act.trigger, trigger) else act
    denied = false_report(scene.grammar.parse, chains, trigger)
    if denied is None and act is None:
        denied = denied_report(scene.grammar.parse, chains, trigger)
    if denied is not None:
        links = tuple(chains.link(a) for a in denied.around)
        return links, judge(scene.grammar.parse, trigger, stop=denied.cue)
    if act is not None and falsely_told(scene.grammar.parse, act.trigger) is not None:
        return chains.links(act.trigger), judge(scene.grammar.parse, trigger, stop=None)
    verb = scene.grammar.parse.heads[trigger] if is_spoken_of(scene.grammar.parse, trigger) else match.light_verb
    links = with_act(chains, trigger, act) if act else chains.links(trigger, verb)
    links = tuple(link for link in links if not nobody_owns(link.source, link.cue))
    own_act = act is not None and bool(links) and links[-1].attribution_id is None
    stop = act.trigger if act and own_act else chains.stop(trigger)
    return links, judge(scene.grammar.parse, trigger, stop=stop)


def _background(scene: Scene, trigger: int, when: DateMention | None) -> str | None:
    past = is_historical(scene.grammar.parse, trigger, when.value if when else None, scene.published)
    old = when is None and _seems_old(scene, trigger)
    return "historical" if past or old else None


def _seems_old(scene: Scene, trigger: int) -> bool:
    """Whether an event without a date seems to be background, by the dates around it and by the model's heads; not the
    news itself: the main verb of a lead in which an old date belongs to something else."""
    parse, old = scene.grammar.parse, scene.circumstances.dating.old.get(trigger, 0.0)
    lead = parse.heads[trigger] < 0 and parse.sentence_of(trigger) < LEAD
    if lead and trigger in scene.circumstances.dating.beside_old:
        return False
    return old >= OLD_BY_DATES or old + claim_heads.historical(parse, trigger) >= OLD_BY_BOTH


def _rules(match: Match, actor: Slot, recipient: Slot) -> dict[str, str]:
    rules = {"trigger": match.row.id}
    named = {"actor": actor.rule, "recipient": recipient.rule, "object": match.slots["object"].rule}
    return rules | {slot: rule for slot, rule in named.items() if rule}
