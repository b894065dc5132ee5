"""Denials that do not name the deed: "Minsk denies it", "Tehran says it did not", "Algiers called that a lie".

Who is said to have done something denies it in a few words. That is a claim of its own: type and sides of what was told
last of them, CT-, on their say-so, at the words that deny.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from sayso.actors.voice import STATE_SECTORS
from sayso.claims.asides import NEGATIVE
from sayso.claims.bare_denials import (
    ACCUSATIONS,
    BE,
    DID,
    DOCUMENTS,
    IT,
    NEAR,
    THEY,
    Said,
    answers,
    apposed,
    end_of,
    names_told,
    said_untrue,
    stops,
    untrue,
)
from sayso.claims.cast import Cast, Identity
from sayso.claims.chains import Chains
from sayso.claims.claim_heads import CLAIM_HEAD
from sayso.claims.factuality_words import DENYING, is_telling, names_of
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.claims.turns import TURN
from sayso.claims.uninvolved import SHARES, subject_before
from sayso.reader.parse import Parse
from sayso.records import Attribution, Claim, SaySo, content_id

RULE = "denied in short"
# These take an offer or demand as well: they need to say that it is untrue, or of what is told.
_REJECTING = frozenset({"reject", "dismiss"})
_CALLING = frozenset({"call", "brand", "label", "describe", "denounce", "dismiss", "reject"})
_SAYING = frozenset(
    "say insist maintain reply respond counter retort state assert argue claim tell repeat stress swear declare".split()
)
_PERSONS = frozenset({"he", "she", "i", "we", "who", "which", "that", "others", "country"})
_TRUE = frozenset({"true", "correct", "so"})
# "Did no such thing", "denies having done so", "denied doing that".
_NO_SUCH_THING = ("no", "such", "thing")
_DONE = frozenset({"done", "doing"})
_SO = frozenset({"so", "that", "it", "this"})
_DETERMINERS = frozenset({"the", "these", "those", "such", "all", "both"})
_GOES_ON = frozenset({"as", "and", "but", "while", "on", "in", "at", "through", "when"})
# How many sentences back that which is denied may stand.
_REACH = 2
# In a transcript a label and "Could you confirm this?" stand between.
_REACH_OF_TURN = 6
# The last deed is denied, of those with so much of the score of the surest: "sent shells" is no shelling.
_SURE = 0.7
# The chance that such words deny the deed: of 23 invented sentences 22 came out right.
_RIGHT = 0.96
# "Disputes the second part" is no denial of a deed.
_SHARES = SHARES - {"part", "share"}
# Types of words that refuse, which are none where they deny.
_REFUSING = frozenset({"REJECT", "ACCUSE"})
# Words for one more of those who told.
_ONE_MORE = frozenset({"another", "second", "third", "fourth", "colleague"})
# "None did", "no such promise": words that deny whatever was told.
_NOBODYS = frozenset({"none", "no"})
# What one answers, and what is said of it: no deeds that one denies.
_SAYINGS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
_ANSWERS = frozenset({"ACCUSE", "REQUEST", "REJECT"})
_TOLD = frozenset({"CT+", "PR+", "PS+"})


class Denial(NamedTuple):
    """The words that deny, and the verb whose subject does.

    `told` is the noun by which they name what they deny, or which they stand in apposition to; `apposed` whether they
    do; `by` who denies it in a passive, `answer` the attribution of what is said without a verb in front of it.
    """

    words: tuple[int, int]
    verb: int
    told: int | None = None
    apposed: bool = False
    by: int | None = None
    answer: Attribution | None = None

    def of_told(self, parse: Parse) -> bool:
        """Whether the words name what they deny by a noun for what is told: "the allegations", "the claims"."""
        return self.told is not None or self._noun(parse) is not None

    def _noun(self, parse: Parse) -> int | None:
        if self.apposed or self.answer is not None:
            return None
        near = range(self.verb + 1, min(self.verb + NEAR, len(parse)))
        return next((i for i in near if is_telling(parse, i)), None)

    def of_anybody(self, parse: Parse) -> bool:
        """Whether another than the one whose deed was told may deny it so: a report, what is in apposition to it, a
        charge only where it is called untrue."""
        if self.apposed:
            return True
        noun = self._noun(parse) if self.told is None else self.told
        if noun is None:
            return parse.folded[self.words[0]] in _NOBODYS
        charged = not ACCUSATIONS.isdisjoint(names_of(parse, noun))
        called = self.words[0] != self.verb or self.answer is not None
        return not charged or called or untrue(parse, noun + 1) is not None


def with_short_denials(parse: Parse, cast: Cast, chains: Chains, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those that are denied in short; refusing is no event where it means such a denial, unless it is
    one of the user's own."""
    said = list(denials(parse, chains))
    verdicts = [denial for denial in said if denial.apposed]
    claims = [_without_verdict(parse, chains, claim, verdicts) for claim in claims]
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
    if denial.told is not None and parse.folded[denial.told] in DOCUMENTS:
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
    return replace(
        told,
        id=content_id(told.article_id, trigger.start, trigger.end, told.event),
        trigger=trigger,
        factuality="CT-",
        auxiliary="negation",
        say_so=(*around, source),
        attribution_id=source.attribution_id,
        certainty={"CT-": _RIGHT, "U": round(1 - _RIGHT, 2)},
        scores=told.scores | {"factuality": _RIGHT} if told.scores else {},
        rules=told.rules | {"trigger": RULE, "factuality": RULE},
    )


def _source(parse: Parse, chains: Chains, denial: Denial, subject: int, codes: Sequence[str]) -> SaySo:
    """Who denies it, by the attribution whose cue the verb is, else by the words."""
    attribution = chains.own(denial.verb)
    if attribution is not None and attribution.source is not None:
        return chains.link(attribution)
    words = parse.span(*noun_phrase(parse, subject)).of(parse.text)
    return SaySo(source=words, code="+".join(codes), cue=parse.word(denial.verb))


# -- the words that deny ----------------------------------------------------------------------------------------------


def denials(parse: Parse, chains: Chains) -> Iterator[Denial]:
    """The places of a text where somebody denies what was told without naming it, each once."""
    seen: set[int] = set()
    for denial in (
        *_by_verbs(parse),
        *(Denial(s.words, s.words[0], s.told, answer=a) for s, a in answers(parse, chains)),
    ):
        if denial.words[0] not in seen:
            seen.add(denial.words[0])
            yield denial


def _by_verbs(parse: Parse) -> Iterator[Denial]:
    for verb in range(len(parse)):
        if parse.upos[verb] not in ("VERB", "AUX") or _is_denied(parse, verb):
            continue
        if (verdict := apposed(parse, verb)) is not None:
            yield Denial(verdict.words, verb, verdict.told, apposed=True, by=verdict.by)
            continue
        found = _plain(parse, verb) or _called_untrue(parse, verb)
        if found is not None:
            yield Denial(found, verb)
        elif (said := _says_not(parse, verb)) is not None:
            yield Denial(said.words, verb, said.told)


def _is_denied(parse: Parse, verb: int) -> bool:
    start = parse.sentences[parse.sentence_of(verb)][0]
    return not NEGATIVE.isdisjoint(parse.folded[max(start, verb - NEAR + 1) : verb])


def _plain(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Denied it", "denies the allegations", "which Moscow denies"."""
    names = names_of(parse, verb)
    denies, rejects = not DENYING.isdisjoint(names), not _REJECTING.isdisjoint(names)
    if not (denies or rejects) or parse.xpos[verb] == "VB":
        return None
    end, told = _object(parse, verb + 1)
    if end is None and (share := _share(parse, verb + 1)) is not None:
        end, told = share, True
    if denies and (done := _having_done(parse, verb + 1) or _that_they_did(parse, verb + 1)) is not None:
        return done
    which = "which" in parse.folded[max(0, verb - NEAR) : verb] and _ends(parse, verb + 1)
    if denies and (which or end is not None):
        return verb, verb + 1
    return (verb, verb + 1) if end is not None and (told or untrue(parse, end) is not None) else None


def _having_done(parse: Parse, i: int) -> tuple[int, int] | None:
    """The "done so" or "doing that" that begins at a word, or behind "having" there."""
    i += parse.folded[i : i + 1] == ["having"]
    done = parse.folded[i : i + 2]
    ends = len(done) == 2 and done[0] in _DONE and done[1] in _SO and _ends(parse, i + 2)
    return (i, i + 2) if ends else None


def _that_they_did(parse: Parse, i: int) -> tuple[int, int] | None:
    """The "did" of "that its officers did" behind "denies"."""
    if parse.folded[i : i + 1] != ["that"]:
        return None
    did = next((k for k in range(i + 2, min(i + 2 + NEAR, len(parse))) if parse.folded[k] in DID), None)
    return (did, did + 1) if did is not None and stops(parse, did + 1) else None


def _object(parse: Parse, i: int) -> tuple[int | None, bool]:
    """Where the object ends that begins at a word and points back, and whether it is a noun for what is told."""
    if i < len(parse) and parse.folded[i] in IT and _ends(parse, i + 1):
        return i + 1, False
    if i >= len(parse) or parse.folded[i] not in _DETERMINERS:
        return None, False
    noun = i + 1
    while noun < len(parse) - 1 and parse.upos[noun] in ("ADJ", "DET"):
        noun += 1
    return (noun + 1, True) if names_told(parse, noun) and _ends(parse, noun + 1) else (None, False)


def _share(parse: Parse, i: int) -> int | None:
    """Where the "responsibility" or "any involvement" ends that begins at a word and ends the clause."""
    while i < len(parse) - 1 and (parse.upos[i] in ("DET", "ADJ") or parse.deprels[i] == "nmod:poss"):
        i += 1
    share = i < len(parse) and not _SHARES.isdisjoint(names_of(parse, i)) and parse.upos[i] == "NOUN"
    return i + 1 if share and _ends(parse, i + 1) and parse.folded[i + 1 : i + 2] not in (["in"], ["on"]) else None


def _ends(parse: Parse, i: int) -> bool:
    """Whether nothing of an object follows."""
    return i >= len(parse) or parse.upos[i] in ("PUNCT", "ADV") or parse.folded[i] in _GOES_ON


def _called_untrue(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Called that a lie", "branded the claims false"."""
    if _CALLING.isdisjoint(names_of(parse, verb)):
        return None
    noun = verb + 1
    if noun < len(parse) and parse.folded[noun] in _DETERMINERS:
        noun += 1
        if not names_told(parse, noun):
            return None
    elif noun >= len(parse) or parse.folded[noun] not in IT:
        return None
    wrong = untrue(parse, noun + 1)
    if wrong is None:
        return None
    end = end_of(parse, wrong)
    return (wrong, end) if _ends(parse, end) else None


def _says_not(parse: Parse, verb: int) -> Said | None:
    """ "Says it did not", "said that was not true", "said the memo was a forgery"."""
    if _SAYING.isdisjoint(names_of(parse, verb)):
        return None
    behind = parse.folded[verb + 1 : verb + 3]
    first = verb + 2 if len(behind) == 2 and behind[0] == "that" and behind[1] not in BE else verb + 1
    words = parse.folded[first : first + 3]
    if len(words) == 3 and words[0] in THEY and words[1] in DID and words[2] in NEGATIVE and stops(parse, first + 3):
        return Said((first + 1, first + 3))
    if (thing := _no_such_thing(parse, first)) is not None:
        return Said(thing)
    return said_untrue(parse, first)


def _no_such_thing(parse: Parse, first: int) -> tuple[int, int] | None:
    """ "It did no such thing", "they had done no such thing"."""
    verb = next((i for i in range(first + 1, first + 3) if parse.folded[i : i + 1] in (["did"], ["done"])), None)
    if verb is None or parse.folded[first] not in THEY:
        return None
    thing = tuple(parse.folded[verb + 1 : verb + 4]) == _NO_SUCH_THING and stops(parse, verb + 4)
    return (verb, verb + 4) if thing else None
