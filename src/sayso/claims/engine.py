"""One article: from parse, attributions and identities to claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from sayso.claims import claim_heads
from sayso.claims.cast import Cast
from sayso.claims.chains import Chains
from sayso.claims.circumstances import Circumstances, Where
from sayso.claims.dates import DateMention
from sayso.claims.denials import denied_report
from sayso.claims.extract import EVENT_HEAD, find_events, trigger_span
from sayso.claims.factuality import Certainty, judge
from sayso.claims.grammar import Grammar
from sayso.claims.history import is_historical
from sayso.claims.matching import Match
from sayso.claims.phrases import noun_phrase
from sayso.claims.roles import RoleFiller
from sayso.claims.speech import Act, acts_of, governing_act, with_act
from sayso.claims.topics import is_figure_of_speech, is_named_deed, is_political
from sayso.claims.triggers import PredicateIndex, built_in_index
from sayso.ontology import contexts_of
from sayso.reader.parse import Parse
from sayso.records import Article, Claim, SaySo, Slot, Span, content_id


@dataclass(slots=True)
class Scene:
    """Everything known of one article when its claims are built; `published` is its date, stated or from the text."""

    article: Article
    published: str | None
    grammar: Grammar
    cast: Cast
    chains: Chains
    circumstances: Circumstances
    roles: RoleFiller


def build_claims(scene: Scene, index: PredicateIndex | None = None) -> tuple[Claim, ...]:
    """The claims of an article in text order."""
    matches = _political(scene, find_events(scene.grammar, scene.cast, index or built_in_index()))
    places = {m.trigger: scene.circumstances.where(m.trigger, m.light_verb) for m in matches}
    roles = {m.trigger: scene.roles.fill(m, _country(places[m.trigger])) for m in matches}
    acts = acts_of(scene.grammar, matches, {i: actor for i, (actor, _) in roles.items()})
    return tuple(_claim(scene, m, roles[m.trigger], places[m.trigger], acts=acts) for m in matches)


def _political(scene: Scene, matches: list[Match]) -> list[Match]:
    """Without figures of speech, and in an article on another topic only deeds of political actors that a row knows."""
    parse = scene.grammar.parse
    plain = [match for match in matches if not is_figure_of_speech(parse, match)]
    if is_political(parse):
        return plain
    return [match for match in plain if match.row.id != EVENT_HEAD and is_named_deed(scene.cast, match)]


def _country(place: Where | None) -> tuple[str, ...]:
    return place.codes if place is not None and place.own else ()


def _claim(
    scene: Scene, match: Match, roles: tuple[Slot, Slot], where: Where | None, *, acts: Mapping[int, Act]
) -> Claim:
    row, (actor, recipient) = match.row, roles
    trigger = trigger_span(scene.grammar.parse, match.words)
    when = scene.circumstances.when(match.trigger, match.light_verb)
    links, judged = _say_so(scene, match, acts)
    certainty = claim_heads.certainty(scene.grammar.parse, match.trigger, judged)
    return Claim(
        id=content_id(scene.article.id, trigger.start, trigger.end, row.event),
        article_id=scene.article.id,
        trigger=trigger,
        event=row.event,
        mode=claim_heads.mode(scene.grammar.parse, match.trigger, row.event, row.mode),
        context=_contexts(scene.grammar.parse, match.trigger),
        actor=actor,
        recipient=recipient,
        object=_object(scene, match),
        where=where.span if where else claim_heads.where(scene.grammar, match.trigger),
        when=when.value if when else None,
        when_span=when.span if when else None,
        auxiliary=certainty.auxiliary or _background(scene, match.trigger, when),
        factuality=certainty.value,
        attribution_id=next((link.attribution_id for link in reversed(links) if link.attribution_id), None),
        say_so=links,
        rules=_rules(match, actor, recipient) | {"factuality": certainty.rule},
    )


def _say_so(scene: Scene, match: Match, acts: Mapping[int, Act]) -> tuple[tuple[SaySo, ...], Certainty]:
    """The chain of a claim, and how sure its innermost source is."""
    trigger, chains = match.trigger, scene.chains
    act = governing_act(scene.grammar, trigger, acts)
    if act is None and (denied := denied_report(scene.grammar.parse, chains, trigger)) is not None:
        links = tuple(chains.link(a) for a in denied.around)
        return links, judge(scene.grammar.parse, trigger, stop=denied.cue)
    links = with_act(chains, trigger, act) if act else chains.links(trigger, match.light_verb)
    own_act = act is not None and bool(links) and links[-1].attribution_id is None
    stop = act.trigger if act and own_act else chains.stop(trigger)
    return links, judge(scene.grammar.parse, trigger, stop=stop)


def _background(scene: Scene, trigger: int, when: DateMention | None) -> str | None:
    past = is_historical(scene.grammar.parse, trigger, when.value if when else None, scene.published)
    return "historical" if past else None


def _contexts(parse: Parse, trigger: int) -> tuple[str, ...]:
    """PLOVER's contexts by the words of the trigger's sentence."""
    start, end = parse.sentences[parse.sentence_of(trigger)]
    return _contexts_of(tuple(parse.lemmas[start:end]))


@lru_cache(maxsize=256)
def _contexts_of(words: tuple[str, ...]) -> tuple[str, ...]:
    return contexts_of(words)


def _object(scene: Scene, match: Match) -> Span | None:
    words = match.slots["object"].words
    return scene.grammar.parse.span(*noun_phrase(scene.grammar.parse, words[0])) if words else None


def _rules(match: Match, actor: Slot, recipient: Slot) -> dict[str, str]:
    rules = {"trigger": match.row.id}
    named = {"actor": actor.rule, "recipient": recipient.rule, "object": match.slots["object"].rule}
    return rules | {slot: rule for slot, rule in named.items() if rule}
