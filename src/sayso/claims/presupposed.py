"""Deeds that a text takes for granted in the midst of what is asked, planned or turned down.

"Threatened to close the port, where police had beaten dockers": who beat them is no threat. "Rejected the Israeli
strikes": the strikes took place. "Was asked about Japan's arrest of a captain": so did the arrest. Read by the order
of words and by the noun phrase, for the tree hangs such clauses in many places.
"""

from __future__ import annotations

from sayso.actors.tree import remembered
from sayso.claims.factuality_words import is_telling, names_of
from sayso.claims.given import is_known
from sayso.claims.selectors import word_sets
from sayso.claims.uninvolved import names_doer
from sayso.reader.parse import Parse

_OPENERS = frozenset({"where", "when", "who", "whom", "which", "whose"})
_HELPERS = frozenset({"had", "has", "have", "was", "were", "been"})
_ASKING = frozenset({"ask", "question", "quiz", "press"})
_ABOUT = frozenset({"about", "on", "over"})
_DONE_TO_OTHERS = frozenset({"ASSAULT", "COERCE"})
_IMPOSED = frozenset({"SANCTION"})
_BORNE = frozenset({"ASSAULT", "COERCE", "THREATEN", "MOBILIZE"})
_GOODS = frozenset({"sale", "sales", "delivery", "deliveries", "shipment", "shipments", "supply", "supplies"})
_LULLS = frozenset({"ceasefire", "cease-fire", "truce", "armistice", "lull", "pause", "halt"})
_NOT_YET = frozenset({"any", "future", "further", "possible", "potential", "every"})
_INDEFINITE = frozenset({"a", "an", "such"})
_UNSURE = frozenset({"possible", "potential", "future", "likely", "planned", "proposed", "alleged", "any"})


@remembered
def past_asides(parse: Parse) -> dict[int, int]:
    """Verb and opener of each clause behind a comma that tells in the past what became of a place or of somebody."""
    found = {}
    for i in range(2, len(parse)):
        if parse.folded[i] in _OPENERS and _is_behind_comma(parse, i) and (verb := _past_verb(parse, i)) is not None:
            found[verb] = i
    return found


def _is_behind_comma(parse: Parse, i: int) -> bool:
    """ ", where", ", two of whom"."""
    before = i - 1
    while parse.word(before) != "," and before > i - LONGEST_START and before > 0 and _may_start(parse, before):
        before -= 1
    return parse.word(before) == "," and parse.sentence_of(before) == parse.sentence_of(i)


LONGEST_START = 4
"""Words from the comma to the relative word: ", at least two of whom", ", the raid over which"."""


def _may_start(parse: Parse, i: int) -> bool:
    named = parse.upos[i] in ("NOUN", "ADJ") and "ADP" in parse.upos[i + 1 : i + LONGEST_START]
    return named or parse.upos[i] in ("ADP", "NUM", "PRON", "DET", "ADV")


def _past_verb(parse: Parse, opener: int) -> int | None:
    """The verb of the clause that a relative word opens, if it is one of the past."""
    helped = False
    for i in range(opener + 1, parse.sentences[parse.sentence_of(opener)][1]):
        if parse.word(i) in (",", ";", ":", "?") or parse.xpos[i] == "MD" or parse.folded[i] == "to":
            return None
        if parse.upos[i] == "AUX":
            if parse.folded[i] not in _HELPERS:
                return None
            helped = True
        elif parse.upos[i] == "VERB" and parse.xpos[i] not in ("VBG", "VB") and parse.deprels[i] != "amod":
            past = parse.xpos[i] == "VBD" or parse.folded[i].endswith("ed") or (helped and parse.xpos[i] == "VBN")
            return i if past else None
    return None


def is_others_deed(parse: Parse, noun: int) -> bool:
    """Whether "rejected" has as its object a deed of somebody else, who has done it: a rejection of what is told, of a
    demand, or of a thing that has no doer is a denial or an answer."""
    verb = parse.heads[noun]
    if "reject" not in names_of(parse, verb) or parse.upos[noun] not in ("NOUN", "PROPN") or is_telling(parse, noun):
        return False
    return _is_definite(parse, noun) and _is_harm(parse, noun) and _has_doer(parse, noun)


def _is_definite(parse: Parse, noun: int) -> bool:
    """A known noun or a plural, and no mere possibility."""
    below = parse.children(noun)
    if any(parse.folded[c] in ("a", "an") or parse.folded[c] in _UNSURE for c in below):
        return False
    plural = parse.xpos[noun] in ("NNS", "NNPS")
    return plural or is_known(parse, noun)


def _is_harm(parse: Parse, noun: int) -> bool:
    """A deed that is done to others, goods that go to them, a sanction that somebody imposed; no lull in a war."""
    if parse.folded[noun] in _LULLS or noun >= len(parse.hints):
        return False
    if parse.folded[noun] in _GOODS:
        return any(parse.folded[d] == "to" for c in parse.children(noun) for d in parse.children(c))
    kind = _likeliest(parse, noun)
    imposed = kind in _IMPOSED and (_is_done_by(parse, noun) or _are_of_state(parse, noun))
    return imposed or kind in _DONE_TO_OTHERS


def _are_of_state(parse: Parse, noun: int) -> bool:
    """ "The American sanctions", "Chadian tariffs": in the plural, and of a people, they are in force."""
    peoples = (c for c in parse.children(noun) if parse.deprels[c] == "amod" and parse.xpos[noun] == "NNS")
    return any(parse.word(c)[:1].isupper() for c in peoples)


def _likeliest(parse: Parse, word: int) -> str:
    """The type that the model finds likeliest for a word, should it name an event."""
    kinds = parse.hints[word].kinds
    return max(kinds, key=lambda kind: kinds[kind], default="")


def _has_doer(parse: Parse, noun: int) -> bool:
    """ "The Israeli strikes", "the arrest by Chad", "the sanctions imposed by Chad"; "its strikes" may be one's own."""
    owners = [c for c in parse.children(noun) if parse.deprels[c] == "nmod:poss"]
    if any(parse.upos[c] == "PRON" for c in owners):
        return False
    return names_doer(parse, noun) or _is_done_by(parse, noun)


def _is_done_by(parse: Parse, noun: int) -> bool:
    """ "The sanctions imposed by Chad", "the expulsion of its envoy by Chad"; an embargo may be a mere proposal."""
    participles = [c for c in parse.children(noun) if parse.deprels[c] == "acl" and parse.xpos[c] == "VBN"]
    return any(
        parse.folded[d] == "by" for p in (noun, *participles) for c in parse.children(p) for d in parse.children(c)
    )


def is_asked_about(parse: Parse, noun: int) -> bool:
    """ "Asked about the arrest of three men": a deed with an article, a doer or a victim that the press asks about."""
    asking = parse.heads[noun]
    if _ASKING.isdisjoint(names_of(parse, asking)) or parse.upos[noun] != "NOUN" or is_telling(parse, noun):
        return False
    about = any(parse.folded[c] in _ABOUT for c in parse.children(noun) if parse.deprels[c] in ("case", "mark"))
    return about and _is_definite(parse, noun) and (names_doer(parse, noun) or _has_victim(parse, noun))


def _has_victim(parse: Parse, noun: int) -> bool:
    """ "The attack on Qom", "the arrest of three men"."""
    phrases = [c for c in parse.children(noun) if parse.deprels[c].startswith("nmod") and c > noun]
    return any(parse.folded[d] in ("of", "on", "against") for c in phrases for d in parse.children(c))


def is_any(parse: Parse, noun: int) -> bool:
    """ "Will respond to any attack", "would respond to an attack": none that has been."""
    if parse.upos[noun] != "NOUN":
        return False
    below = {parse.folded[c] for c in parse.children(noun)}
    to_come = any(parse.xpos[c] == "MD" for c in parse.children(parse.heads[noun]))
    return not below.isdisjoint(_NOT_YET) or (to_come and not below.isdisjoint(_INDEFINITE))


def borne(parse: Parse, word: int) -> str | None:
    """ "Cannot accept their interference": a harm that one does not accept is there; talks are not."""
    head = parse.heads[word]
    if parse.deprels[word] != "obj" or "accept" not in names_of(parse, head) or word >= len(parse.hints):
        return None
    return "factive" if _likeliest(parse, word) in _BORNE else None


_HAPPENING = frozenset({("take", "place"), ("take", "effect")})
"""Verbs and their objects that say that the event itself takes place or not."""


def stands(parse: Parse, word: int, verb: int) -> bool:
    """ "The riot had nothing to do with politics", "did not carry out his threat": an event of which the verb tells
    something else, or words that are spoken whether or not they are acted on, stand though the verb is denied."""
    below = parse.children(verb)
    if parse.deprels[word] == "nsubj":
        objects = [c for c in below if parse.deprels[c] == "obj" and c > verb]
        happens = any((name, parse.folded[c]) in _HAPPENING for c in objects for name in names_of(parse, verb))
        return bool(objects) and not happens and not is_telling(parse, word)
    carried = any(parse.deprels[c] == "compound:prt" and parse.folded[c] == "out" for c in below)
    return carried and parse.deprels[word] == "obj" and not word_sets()["spoken vow"].isdisjoint(names_of(parse, word))
