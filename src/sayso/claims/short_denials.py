"""Denials that do not name the deed: "Minsk denies it", "Tehran says it did not", "Algiers called that a lie".

Who is said to have done something denies it in a few words. That is a claim of its own: type and sides of what was told
last of them, CT-, on their say-so, at the words that deny.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.actors.voice import STATE_SECTORS
from sayso.claims.bare_denials import is_document
from sayso.claims.bare_denials import verdicts as own_verdicts
from sayso.claims.cast import Cast, Identity
from sayso.claims.chains import Chains
from sayso.claims.claim_heads import CLAIM_HEAD
from sayso.claims.denial_words import Denial, denials
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.claims.turns import TURN
from sayso.claims.uninvolved import subject_before
from sayso.reader.parse import Parse
from sayso.records import Claim, SaySo, content_id

RULE = "denied in short"
_PERSONS = frozenset({"he", "she", "i", "we", "who", "which", "that", "others", "country"})
# How many sentences back that which is denied may stand.
_REACH = 2
# In a transcript a label and "Could you confirm this?" stand between.
_REACH_OF_TURN = 6
# The last deed is denied, of those with so much of the score of the surest: "sent shells" is no shelling.
_SURE = 0.7
# The chance that such words deny the deed: of 23 invented sentences 22 came out right.
_RIGHT = 0.96
# Types of words that refuse, which are none where they deny.
_REFUSING = frozenset({"REJECT", "ACCUSE"})
# Words for one more of those who told.
_ONE_MORE = frozenset({"another", "second", "third", "fourth", "colleague"})
# What one answers, and what is said of it: no deeds that one denies.
_SAYINGS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
_ANSWERS = frozenset({"ACCUSE", "REQUEST", "REJECT"})
_TOLD = frozenset({"CT+", "PR+", "PS+"})


def with_short_denials(parse: Parse, cast: Cast, chains: Chains, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those that are denied in short; refusing is no event where it means such a denial, unless it is
    one of the user's own."""
    said = list(denials(parse, chains))
    verdicts = [denial for denial in said if denial.apposed]
    claims = [_without_verdict(parse, chains, claim, verdicts) for claim in claims]
    claims = _denied_by_text(parse, chains, claims)
    told = sorted(claims, key=_place)
    pairs = [(denial, claim) for denial in said if (claim := _denied(parse, cast, chains, denial, told)) is not None]
    found = list({claim.trigger.start: claim for _, claim in pairs}.values())
    taken = {parse.starts[i] for denial, _ in pairs for i in range(*denial.words)}
    taken |= {parse.starts[denial.told] for denial, _ in pairs if denial.told is not None}
    kept = [c for c in claims if c.event not in _REFUSING or c.trigger.start not in taken]
    return sorted([*kept, *found], key=lambda claim: claim.trigger)


def _without_verdict(parse: Parse, chains: Chains, claim: Claim, said: Sequence[Denial]) -> Claim:
    """A claim without the source that denies it in apposition to its clause: "..., a charge the ministry rejects"."""
    for denial in said:
        start, end = parse.starts[parse.sentences[parse.sentence_of(denial.verb)][0]], parse.starts[denial.verb]
        if not start <= claim.trigger.start < end:
            continue
        own = chains.own(denial.verb)
        links = tuple(link for link in claim.say_so if own is None or link.attribution_id != own.id)
        denied = claim.auxiliary == "negation"
        if denied and not links:  # "blacklisted him for arming a gang, which he denies": nobody else tells it
            continue
        inner = next((link.attribution_id for link in reversed(links) if link.attribution_id), None)
        claim = replace(claim, say_so=links, attribution_id=inner)
        if denied and claim.rules.get("factuality") == CLAIM_HEAD:
            chances = claim.certainty | {a: claim.certainty.get(b, 0.0) for a, b in (("CT+", "CT-"), ("CT-", "CT+"))}
            claim = replace(claim, factuality="CT+", auxiliary=None, certainty=chances)
    return claim


def _denied_by_text(parse: Parse, chains: Chains, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with what others tell denied where the next sentence, in the text's own voice, calls that untrue."""
    denied: set[str] = set()
    for said in own_verdicts(parse, chains):
        here = parse.sentence_of(said.words[0])
        start, end = (parse.starts[parse.sentences[n][0]] for n in (max(0, here - 1), here))
        told = [c for c in claims if start <= c.trigger.start < end and _is_deed(c, wide=False) and c.say_so]
        if told:
            denied.add(_outermost(parse, told[-1], told).id)
    return [_denied_so(claim) if claim.id in denied else claim for claim in claims]


def _denied_so(claim: Claim, *say_so: SaySo) -> Claim:
    """A claim as it is denied by these sources, by the text itself without any."""
    return replace(
        claim,
        factuality="CT-",
        auxiliary="negation",
        say_so=say_so,
        attribution_id=say_so[-1].attribution_id if say_so else None,
        certainty={"CT-": _RIGHT, "U": round(1 - _RIGHT, 2)},
        scores=claim.scores | {"factuality": _RIGHT} if claim.scores else {},
        rules=claim.rules | {"factuality": RULE},
    )


def _place(claim: Claim) -> int:
    return claim.trigger.start


def _denied(parse: Parse, cast: Cast, chains: Chains, denial: Denial, claims: Sequence[Claim]) -> Claim | None:
    denier = _denier(parse, cast, chains, denial)
    if denier is None:
        return None
    told = [claim for claim in _last_told(parse, denial, claims) if not _is_sources_own(denier, claim)]
    own = [claim for claim in told if not set(denier.who.codes).isdisjoint(claim.actor.codes)]
    own = [c for c in own if _is_others_word(c, denier.who, _sectors_of_teller(parse, cast, chains, c))]
    if not own and (denier.one_more or denial.of_anybody(parse)):
        own = [c for c in told if _is_told_by_others(c, denier) or (denial.apposed and c.say_so)]
    if denial.told is not None and is_document(parse, denial.told):
        own = [c for c in own if any(parse.folded[denial.told] in link.source.casefold() for link in c.say_so)]
    if not own:
        return None
    surest = max(claim.score or 0.0 for claim in own)
    last = [claim for claim in own if (claim.score or 0.0) >= _SURE * surest][-1]
    return _denial_of(parse, chains, denial, _outermost(parse, last, own), denier.source)


class _Denier(NamedTuple):
    """Who denies: codes and sectors, as a source, its words, and whether it is one more of unnamed sources."""

    who: Identity
    source: SaySo
    word: str
    one_more: bool = False


def _denier(parse: Parse, cast: Cast, chains: Chains, denial: Denial) -> _Denier | None:
    if denial.answer is not None:
        said = denial.answer
        words = words_in(parse, said.source) if said.source is not None else None
        head = head_of(parse, words) if words is not None else None
        sectors = cast.identity(head).sectors if head is not None else ()
        word = parse.folded[head] if head is not None else ""
        return _Denier(Identity(said.speaker, sectors=sectors), chains.link(said), word)
    subject = subject_before(parse, denial.verb) if denial.by is None else denial.by
    if subject is None or parse.folded[subject] in _PERSONS:
        return None
    by = cast.identity(subject)
    source = _source(parse, chains, denial, subject, by.codes)
    return _Denier(by, source, parse.folded[subject], _one_more(parse, subject))


def _one_more(parse: Parse, subject: int) -> bool:
    """ "Another", "a third person", "a colleague": one more of those who told or were named."""
    near = {parse.folded[subject], *(parse.folded[c] for c in parse.children(subject) if c < subject)}
    return not near.isdisjoint(_ONE_MORE)


def _is_sources_own(denier: _Denier, claim: Claim) -> bool:
    """Whether who denies a deed told it."""
    return bool(claim.say_so) and bool(denier.word) and denier.word in claim.say_so[-1].source.casefold().split()


def _is_told_by_others(claim: Claim, denier: _Denier) -> bool:
    """Whether a deed stands on the say-so of another than who denies it."""
    own = set(denier.who.codes)
    if denier.one_more:
        return bool(claim.say_so) and claim.say_so[-1].source.rpartition(" ")[2].islower()
    return any(link.code is None or own.isdisjoint(link.code.split("+")) for link in claim.say_so)


def _outermost(parse: Parse, claim: Claim, claims: Sequence[Claim]) -> Claim:
    """The deed whose phrase holds another's: of "had lifted restrictions" the lifting."""
    by_word = {words[0]: c for c in claims if (words := words_in(parse, c.trigger)) is not None}
    word = next((i for i, c in by_word.items() if c is claim), None)
    while word is not None and parse.heads[word] >= 0 and not parse.deprels[word].startswith(("conj", "parataxis")):
        word = parse.heads[word]
        claim = by_word.get(word, claim)
    return claim


def _last_told(parse: Parse, denial: Denial, claims: Sequence[Claim]) -> list[Claim]:
    """The deeds of the last sentence before a denial that tells of events.

    `claims` are those of the article in text order.
    """
    here = parse.sentence_of(denial.verb)
    wide = denial.of_anybody(parse)
    reach = _REACH_OF_TURN if denial.answer is not None and denial.answer.rule == TURN else _REACH
    reach = 0 if denial.apposed else reach
    starts = [parse.starts[parse.sentences[n][0]] for n in range(max(0, here - reach), here + 1)]
    end = bisect_left(claims, parse.starts[min(denial.verb, denial.words[0])], key=_place)
    for start in reversed(starts):
        found = claims[bisect_left(claims, start, key=_place) : end]
        deeds = [claim for claim in found if _is_deed(claim, wide=wide)]
        if denial.of_told(parse) or wide:  # what the article itself is sure of is no allegation
            found = deeds = [claim for claim in deeds if claim.say_so or claim.factuality != "CT+"]
        if found:
            return deeds
    return []


def _is_deed(claim: Claim, *, wide: bool) -> bool:
    """Whether one may deny it; `wide`: promises, praise and concessions too, which "the report" may tell of."""
    saying = claim.plover in (_ANSWERS if wide else _SAYINGS)
    return claim.factuality in _TOLD and claim.auxiliary is None and not saying


def _sectors_of_teller(parse: Parse, cast: Cast, chains: Chains, claim: Claim) -> tuple[str, ...]:
    """The sectors of the innermost source of a claim."""
    words = words_in(parse, claim.trigger)
    around = chains.around(words[0]) if words and claim.say_so else []
    source = next((a.source for a in around if a.id == claim.say_so[-1].attribution_id), None)
    named = words_in(parse, source) if source is not None else None
    return cast.identity(head_of(parse, named)).sectors if named is not None else ()


def _is_others_word(claim: Claim, by: Identity, teller: Sequence[str]) -> bool:
    """Whether others tell of a deed: those of another code, or, at home, of another sector than the police who did it
    and deny it."""
    others_deed = set(by.sectors).isdisjoint(claim.actor.sectors) and bool(claim.actor.sectors)
    if others_deed and by.sectors and STATE_SECTORS.isdisjoint(by.sectors):
        return False  # bandits do not answer for the army's
    if not claim.say_so or set((claim.say_so[-1].code or "").split("+")).isdisjoint(claim.actor.codes):
        return True
    at_home = claim.actor.codes == by.codes and not set(by.sectors).isdisjoint(claim.actor.sectors)
    return at_home and bool(teller) and set(teller).isdisjoint(by.sectors)


def _denial_of(parse: Parse, chains: Chains, denial: Denial, told: Claim, source: SaySo) -> Claim:
    trigger = parse.span(*denial.words)
    around = tuple(link for link in chains.links(denial.verb) if link.attribution_id != source.attribution_id)
    denied = _denied_so(told, *around, source)
    key = content_id(told.article_id, trigger.start, trigger.end, told.event)
    return replace(denied, id=key, trigger=trigger, rules=denied.rules | {"trigger": RULE})


def _source(parse: Parse, chains: Chains, denial: Denial, subject: int, codes: Sequence[str]) -> SaySo:
    """Who denies it, by the attribution whose cue the verb is, else by the words."""
    attribution = chains.own(denial.verb)
    if attribution is not None and attribution.source is not None:
        return chains.link(attribution)
    words = parse.span(*noun_phrase(parse, subject)).of(parse.text)
    return SaySo(source=words, code="+".join(codes), cue=parse.word(denial.verb))
