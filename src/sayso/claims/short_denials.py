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
from sayso.claims.cast import Cast, Identity
from sayso.claims.chains import Chains
from sayso.claims.factuality_words import DENYING, governor_class, is_telling, names_of
from sayso.claims.phrases import head_of, noun_phrase, words_in
from sayso.claims.uninvolved import SHARES, subject_before
from sayso.reader.parse import Parse
from sayso.records import Claim, SaySo, content_id

RULE = "denied in short"
# These take an offer or demand as well: they need to say that it is untrue, or of what is told.
_REJECTING = frozenset({"reject", "dismiss"})
_CALLING = frozenset({"call", "brand", "label", "describe", "denounce", "dismiss", "reject"})
_SAYING = frozenset(
    "say insist maintain reply respond counter retort state assert argue claim tell repeat stress swear declare".split()
)
_IT = frozenset({"it", "this", "that"})
_THEY = frozenset({"it", "they", "he", "she", "we", "i"})
_PERSONS = frozenset({"he", "she", "i", "we", "who", "which", "that", "others", "country"})
_DID = frozenset({"did", "had", "has", "have", "does", "do", "was", "were", "is", "are"})
_BE = frozenset({"is", "was", "are", "were", "'s", "’s"})
_TRUE = frozenset({"true", "correct", "so"})
# "Did no such thing", "denies having done so", "denied doing that".
_NO_SUCH_THING = ("no", "such", "thing")
_DONE = frozenset({"done", "doing"})
_SO = frozenset({"so", "that", "it", "this"})
_DETERMINERS = frozenset({"the", "these", "those", "such", "all", "both"})
_GOES_ON = frozenset({"as", "and", "but", "while", "on", "in", "at", "through", "when"})
_CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "\u2013", "\u2014", "and", "but"})
_UNTRUE_LINKS = frozenset({"told", "subj"})
# Words between "called that" and "a lie", before a verb and its "not", and between "which" and its verb.
_NEAR = 4
# How many sentences back that which is denied may stand.
_REACH = 2
# The last deed is denied, of those with so much of the score of the surest: "sent shells" is no shelling.
_SURE = 0.7
# The chance that such words deny the deed: of 23 invented sentences 22 came out right.
_RIGHT = 0.96
# "Disputes the second part" is no denial of a deed.
_SHARES = SHARES - {"part", "share"}
# Types of words that refuse, which are none where they deny.
_REFUSING = frozenset({"REJECT", "ACCUSE"})
# What one answers, and what is said of it: no deeds that one denies.
_SAYINGS = frozenset({"ACCUSE", "REQUEST", "THREATEN", "REJECT", "AGREE", "SUPPORT", "CONCEDE"})
_TOLD = frozenset({"CT+", "PR+", "PS+"})


class Denial(NamedTuple):
    """The words that deny, and the verb whose subject does."""

    words: tuple[int, int]
    verb: int

    def of_told(self, parse: Parse) -> bool:
        """Whether the words name what they deny by a noun for what is told: "the allegations", "the claims"."""
        return any(is_telling(parse, i) for i in range(self.verb + 1, min(self.verb + _NEAR, len(parse))))


def with_short_denials(parse: Parse, cast: Cast, chains: Chains, claims: Sequence[Claim]) -> list[Claim]:
    """The claims with those that are denied in short; refusing is no event where it means such a denial, unless it is
    one of the user's own."""
    told = sorted(claims, key=_place)
    found = [claim for denial in denials(parse) if (claim := _denied(parse, cast, chains, denial, told)) is not None]
    taken = {claim.trigger.start for claim in found}
    kept = [c for c in claims if not (c.trigger.start in taken and c.event in _REFUSING)]
    return sorted([*kept, *found], key=lambda claim: claim.trigger)


def _place(claim: Claim) -> int:
    return claim.trigger.start


def _denied(parse: Parse, cast: Cast, chains: Chains, denial: Denial, claims: Sequence[Claim]) -> Claim | None:
    subject = subject_before(parse, denial.verb)
    if subject is None or parse.folded[subject] in _PERSONS:
        return None
    by = cast.identity(subject)
    codes = by.codes
    told = [claim for claim in _last_told(parse, denial, claims) if not set(codes).isdisjoint(claim.actor.codes)]
    told = [c for c in told if _is_others_word(c, by, _sectors_of_teller(parse, cast, chains, c))]
    told = [c for c in told if not c.say_so or parse.folded[subject] not in c.say_so[-1].source.casefold().split()]
    if not told:
        return None
    surest = max(claim.score or 0.0 for claim in told)
    last = [claim for claim in told if (claim.score or 0.0) >= _SURE * surest][-1]
    return _denial_of(parse, chains, denial, last, _source(parse, chains, denial, subject, codes))


def _last_told(parse: Parse, denial: Denial, claims: Sequence[Claim]) -> list[Claim]:
    """The deeds of the last sentence before a denial that tells of events.

    `claims` are those of the article in text order.
    """
    here = parse.sentence_of(denial.verb)
    starts = [parse.starts[parse.sentences[n][0]] for n in range(max(0, here - _REACH), here + 1)]
    end = bisect_left(claims, parse.starts[min(denial.verb, denial.words[0])], key=_place)
    for start in reversed(starts):
        found = list(claims[bisect_left(claims, start, key=_place) : end])
        if denial.of_told(parse):  # what the article itself is sure of is no allegation
            found = [claim for claim in found if _is_deed(claim) and (claim.say_so or claim.factuality != "CT+")]
        if found:
            return [claim for claim in found if _is_deed(claim)]
    return []


def _is_deed(claim: Claim) -> bool:
    return claim.factuality in _TOLD and claim.auxiliary is None and claim.plover not in _SAYINGS


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


def denials(parse: Parse) -> Iterator[Denial]:
    """The places of a text where somebody denies what was told without naming it."""
    for verb in range(len(parse)):
        if parse.upos[verb] not in ("VERB", "AUX") or _is_denied(parse, verb):
            continue
        found = _plain(parse, verb) or _called_untrue(parse, verb) or _says_not(parse, verb)
        if found is not None:
            yield Denial(found, verb)


def _is_denied(parse: Parse, verb: int) -> bool:
    start = parse.sentences[parse.sentence_of(verb)][0]
    return not NEGATIVE.isdisjoint(parse.folded[max(start, verb - _NEAR + 1) : verb])


def _plain(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Denied it", "denies the allegations", "which Moscow denies"."""
    names = names_of(parse, verb)
    denies, rejects = not DENYING.isdisjoint(names), not _REJECTING.isdisjoint(names)
    if not (denies or rejects) or parse.xpos[verb] == "VB":
        return None
    end, told = _object(parse, verb + 1)
    if end is None and (share := _share(parse, verb + 1)) is not None:
        end, told = share, True
    if denies and (done := _having_done(parse, verb + 1)) is not None:
        return done
    which = "which" in parse.folded[max(0, verb - _NEAR) : verb] and _ends(parse, verb + 1)
    if denies and (which or end is not None):
        return verb, verb + 1
    return (verb, verb + 1) if end is not None and (told or _untrue(parse, end) is not None) else None


def _having_done(parse: Parse, i: int) -> tuple[int, int] | None:
    """The "done so" or "doing that" that begins at a word, or behind "having" there."""
    i += parse.folded[i : i + 1] == ["having"]
    done = parse.folded[i : i + 2]
    ends = len(done) == 2 and done[0] in _DONE and done[1] in _SO and _ends(parse, i + 2)
    return (i, i + 2) if ends else None


def _object(parse: Parse, i: int) -> tuple[int | None, bool]:
    """Where the object ends that begins at a word and points back, and whether it is a noun for what is told."""
    if i < len(parse) and parse.folded[i] in _IT and _ends(parse, i + 1):
        return i + 1, False
    if i >= len(parse) or parse.folded[i] not in _DETERMINERS:
        return None, False
    noun = i + 1
    while noun < len(parse) - 1 and parse.upos[noun] in ("ADJ", "DET"):
        noun += 1
    return (
        (noun + 1, True) if noun < len(parse) and is_telling(parse, noun) and _ends(parse, noun + 1) else (None, False)
    )


def _share(parse: Parse, i: int) -> int | None:
    """Where the "responsibility" or "any involvement" ends that begins at a word and ends the clause."""
    while i < len(parse) - 1 and (parse.upos[i] in ("DET", "ADJ") or parse.deprels[i] == "nmod:poss"):
        i += 1
    share = i < len(parse) and not _SHARES.isdisjoint(names_of(parse, i)) and parse.upos[i] == "NOUN"
    return i + 1 if share and _ends(parse, i + 1) and parse.folded[i + 1 : i + 2] not in (["in"], ["on"]) else None


def _ends(parse: Parse, i: int) -> bool:
    """Whether nothing of an object follows."""
    return i >= len(parse) or parse.upos[i] in ("PUNCT", "ADV") or parse.folded[i] in _GOES_ON


def _untrue(parse: Parse, i: int) -> int | None:
    """The word by which something is called untrue, near behind: "as complete nonsense", "a lie"."""
    for word in range(i, min(i + _NEAR, len(parse))):
        if parse.upos[word] == "PUNCT" or parse.folded[word] in NEGATIVE:
            return None
        if governor_class(parse, word, word, links=_UNTRUE_LINKS) == "negates":
            return word
    return None


def _called_untrue(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Called that a lie", "branded the claims false"."""
    if _CALLING.isdisjoint(names_of(parse, verb)):
        return None
    noun = verb + 1
    if noun < len(parse) and parse.folded[noun] in _DETERMINERS:
        noun += 1
        if noun >= len(parse) or not is_telling(parse, noun):
            return None
    elif noun >= len(parse) or parse.folded[noun] not in _IT:
        return None
    untrue = _untrue(parse, noun + 1)
    return None if untrue is None or not _ends(parse, untrue + 1) else (untrue, untrue + 1)


def _says_not(parse: Parse, verb: int) -> tuple[int, int] | None:
    """ "Says it did not", "said that was not true"."""
    if _SAYING.isdisjoint(names_of(parse, verb)):
        return None
    behind = parse.folded[verb + 1 : verb + 3]
    first = verb + 2 if behind[:1] == ["that"] and not _THEY.isdisjoint(behind[1:]) else verb + 1
    words = parse.folded[first : first + 4]
    if len(words) < 3:
        return None
    if words[0] in _THEY and words[1] in _DID and words[2] in NEGATIVE and _stops(parse, first + 3):
        return first + 1, first + 3
    if (thing := _no_such_thing(parse, first)) is not None:
        return thing
    if words[0] not in _IT or words[1] not in _BE:
        return None
    if words[2] in NEGATIVE:
        return (first + 2, first + 4) if words[3:] and words[3] in _TRUE and _stops(parse, first + 4) else None
    untrue = _untrue(parse, first + 2)
    return None if untrue is None or not _stops(parse, untrue + 1) else (untrue, untrue + 1)


def _no_such_thing(parse: Parse, first: int) -> tuple[int, int] | None:
    """ "It did no such thing", "they had done no such thing"."""
    verb = next((i for i in range(first + 1, first + 3) if parse.folded[i : i + 1] in (["did"], ["done"])), None)
    if verb is None or parse.folded[first] not in _THEY:
        return None
    thing = tuple(parse.folded[verb + 1 : verb + 4]) == _NO_SUCH_THING and _stops(parse, verb + 4)
    return (verb, verb + 4) if thing else None


def _stops(parse: Parse, i: int) -> bool:
    """Whether the clause is over; what is quoted goes on."""
    return i >= len(parse) or parse.folded[i] in _CLOSING
