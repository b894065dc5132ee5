"""A second look at what seems to have happened: words that bear on certainty, found by their order in the sentence.

The walk of `factuality.judge` follows the tree, and the tree of a long sentence hangs some words elsewhere. English
word order is stricter than that: what is said of a report follows it behind a form of "be" or "prove", the verb of a
gerund stands before its preposition, "nowhere" opens its clause before the auxiliary. Each function here looks for one
such order around a trigger, whatever the tree says; it is asked only where the walk leaves the event asserted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from sayso.claims.factuality_words import (
    NOBODY,
    PURPOSES,
    governor_class,
    is_answer,
    is_bound,
    is_telling,
    leaves_something,
    names_of,
)
from sayso.claims.selectors import word_sets
from sayso.claims.verdicts import GROUNDS, ends_denial, no_truth_in
from sayso.reader.parse import Parse


class Finding(NamedTuple):
    """A word that bears on the trigger: as a governor of a class of `factuality.csv`, or as a modifier of a kind."""

    kind: str
    word: int
    is_governor: bool = True


# What may stand between "be" and what is said: "turned out to be entirely false", "has been shown to be a hoax".
_BETWEEN = frozenset({"ADV", "PART", "AUX", "DET", "ADP"})
_COPULAR = frozenset({"be", "prove", "turn", "remain", "look", "seem", "sound", "appear", "show", "rate"})
_LONGEST_NAMING = 7
"""Words from "as" to the report: "as fabricated a Chinese newspaper report"."""
_CLAUSE_OPENERS = frozenset({"that", "of", "about", "claiming", "alleging", "saying", "suggesting"})
_NEVER = frozenset({"nowhere", "never", "rarely", "seldom", "hardly", "scarcely", "barely", "nor", "neither"})
# "And at no moment did they attack".
_AT = frozenset({"at", "under", "in", "on", "by"})
_DO = frozenset({"do", "does", "did"})
_GERUND_MARKS = frozenset({"of", "from", "for", "against", "at", "on"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM", "PART", "ADP", "CCONJ"})
# "In the event that they attack", "in case of an attack", "as long as they attack": what opens a supposed clause.
_SUPPOSED = [phrase.split() for phrase in (
    "in the event that", "in the event of", "in case", "in case of", "on condition that", "as long as", "so long as",
    "assuming that",
)]  # fmt: skip
_SUPPOSED_ENDS = frozenset(phrase[-1] for phrase in _SUPPOSED)
_BUT_FOR = frozenset({"failing", "barring"})
_TRUE = frozenset({"true", "correct", "accurate"})
_APPEARING = frozenset({"look", "seem", "appear", "sound"})
_INDEFINITE = frozenset({"anyone", "anybody", "those", "whoever", "people", "everyone", "everybody"})
_MISTAKEN = frozenset({"mistaken", "wrong", "deluded", "lying", "dreaming", "fooling", "misinformed", "naive"})
# "Stopped short of imposing sanctions", "fell short of a threat": what comes before "short of".
_SHORT = frozenset({"stop", "fall", "come"})
_SAYS_OF = frozenset({"negates", "doubt", "unlikely"})
_TOLD = frozenset({"told", "subj"})
_NONE = (NOBODY - {"neither"}) | {"no"}
# What may stand between a verb and "no" besides a taker: how the taker or the goods hang on it.
_TO = frozenset({"on", "upon", "at", "to", "from", "against", "into", "of"})
_NEAR_NONE = 4
_BUT = frozenset({"but", "except", "other"})
# "To no avail", "no longer", "no doubt": with what success, and until when.
_HOW = PURPOSES | {"longer", "sooner", "doubt", "matter", "secret", "time"}
# Steps between a verb and the preposition of its gerund: "prevented the rebels of the north from attacking".
_NEAR = 8


def second_look(parse: Parse, trigger: int) -> Iterator[Finding]:
    """What bears on a trigger by the order of words, each finding once."""
    for look in LOOKS:
        if (found := look(parse, trigger)) is not None:
            yield found


def _bounds(parse: Parse, word: int) -> tuple[int, int]:
    return parse.sentences[parse.sentence_of(word)]


def verdict_behind(parse: Parse, trigger: int) -> Finding | None:
    """ "The report that they attacked proved false": what a sentence says of a report that holds the trigger."""
    noun = report_before(parse, trigger)
    if noun is None:
        return None
    if (no := no_truth_in(parse, noun)) is not None:
        return Finding("negates", no)
    return _called_before(parse, noun) or said_behind(parse, noun, trigger)


def said_behind(parse: Parse, noun: int, after: int) -> Finding | None:
    """What a sentence says of a report behind its clause, of which a word is given."""
    naming = any(_names(parse, i) for i in range(max(0, noun - 4), noun))
    for word in range(after + 1, _bounds(parse, after)[1]):
        if parse.folded[word] in (";", ":", "who", "which", "but") or (
            parse.folded[word] == "and" and not _joins_inside(parse, after, word)
        ):
            return None
        if parse.folded[word - 1] == "without" and not GROUNDS.isdisjoint(names_of(parse, word)):
            return Finding("negates", word)
        kind = governor_class(parse, noun, word, links=_TOLD)
        if kind in _SAYS_OF and (_is_predicate(parse, after, word) or (naming and _names_it(parse, word))):
            return Finding(kind, word)
        if ends_denial(parse, after, word):
            return Finding("negates", word)
    return None


def _joins_inside(parse: Parse, after: int, joint: int) -> bool:
    """Whether "and" joins a verb or noun to one of the clause: "killed two men and a boy", "and wounded a third"."""
    for k in range(joint + 1, min(joint + _NEAR_NONE, _bounds(parse, after)[1])):
        if parse.deprels[k] == "conj" and after <= parse.heads[k] < joint:
            verb = parse.upos[k] == "VERB" and parse.upos[parse.heads[k]] == "VERB"
            own = any(parse.deprels[c].startswith(("nsubj", "cop", "aux")) for c in parse.children(k))
            return (verb and not own) or (parse.upos[k] in ("NOUN", "PROPN") and not own)
    return False


def _names(parse: Parse, verb: int) -> bool:
    """ "Called the report a fabrication", "branded claims of torture baseless"."""
    names = names_of(parse, verb)
    return "dismiss" in names or not word_sets()["naming"].isdisjoint(names)


def _called_before(parse: Parse, noun: int) -> Finding | None:
    """ "Branded as lies the paper's claim that they attacked": what a report is called before it is named."""
    start = max(_bounds(parse, noun)[0], noun - _LONGEST_NAMING)
    for word in range(noun - 1, start, -1):
        if parse.folded[word] == "as" or parse.upos[word] == "PUNCT":
            return None
        if parse.folded[word - 1] == "as" and governor_class(parse, noun, word, links=_TOLD) == "negates":
            named = word > 1 and _names(parse, word - 2)
            return Finding("negates", word) if named else None
    return None


def report_before(parse: Parse, trigger: int) -> int | None:
    """The noun for something told whose clause or phrase holds the trigger by the order of words."""
    start, _ = _bounds(parse, trigger)
    for opener in range(trigger - 1, start, -1):
        form = parse.folded[opener]
        if form in (",", ";", ":", '"', "\u201c"):
            return None
        if form in _CLAUSE_OPENERS and is_telling(parse, opener - 1):
            return opener - 1
        if form == "that" and (told := _told_over_phrase(parse, opener, start)) is not None:
            return told
    return None


def _told_over_phrase(parse: Parse, opener: int, start: int) -> int | None:
    """ "Reports on social media that", "claims by villagers that": the noun behind which a phrase says where or by whom
    it is told."""
    for word in range(opener - 2, max(start, opener - LONGEST_TELLER) - 1, -1):
        if parse.upos[word] not in _OF_PHRASES:
            return None
        if parse.upos[word] == "ADP":
            word -= parse.folded[word - 1] in _SPREADING  # "reports circulating on social media"
            told = word > start and is_telling(parse, word - 1)
            link = parse.folded[word + 1] if parse.folded[word] in _SPREADING else parse.folded[word]
            by = link in _TELLERS or (link in _IN and parse.folded[opener - 1] in _MEDIA)
            return word - 1 if by and told else None
    return None


_OF_PHRASES = frozenset({"NOUN", "PROPN", "ADJ", "DET", "ADP", "NUM"})
_TELLERS = frozenset({"by", "from", "among"})
_SPREADING = frozenset("circulating spreading circulated published posted spread appearing shared carried".split())
_IN = frozenset({"on", "in"})
_MEDIA = frozenset("media press internet newspaper newspapers television web networks platforms outlets online".split())
LONGEST_TELLER = 6
"""Words from "reports" to "that": "reports in some local newspapers that"."""


def _is_predicate(parse: Parse, trigger: int, word: int) -> bool:
    """Whether a word is what is said of something, after a form of "be" and little else, not denied."""
    for i in range(word - 1, trigger, -1):
        if parse.folded[i] in ("not", "n't", "n\u2019t", "never"):
            return False
        if not _COPULAR.isdisjoint(names_of(parse, i)):
            return True
        if parse.upos[i] not in _BETWEEN:
            return False
    return False


def _names_it(parse: Parse, word: int) -> bool:
    adjective = parse.upos[word] == "ADJ" or parse.folded[word].endswith("less")  # "baseless" may be tagged as a verb
    first = word - (parse.heads[word - 1] == word and parse.deprels[word - 1] in ("compound", "amod"))  # "a fairy tale"
    return adjective or parse.folded[first - 1] in ("a", "an", "as")


def _nobody_before(parse: Parse, trigger: int) -> Finding | None:
    """ "Nothing suggests that they attacked", "none of them attacked": a subject that denies the verb behind it."""
    start, _ = _bounds(parse, trigger)
    for verb in (trigger, _that_governor(parse, trigger)):
        if verb is None or parse.upos[verb] not in ("VERB", "AUX"):
            continue
        before = verb - 1
        while before > start and parse.upos[before] in ("AUX", "ADV"):
            before -= 1
        if before >= start and parse.folded[before] in NOBODY:
            return Finding("negation", before, is_governor=False)
    return None


def _nobody_behind(parse: Parse, trigger: int) -> Finding | None:
    """ "Fired on no village", "sent Chad no arms", "took delivery of no weapon": what is done to nobody is not done."""
    if parse.upos[trigger] != "VERB":
        return None
    end = min(_bounds(parse, trigger)[1], trigger + _NEAR_NONE)
    for i in range(trigger + 1, end):
        if parse.folded[i] in _NONE:
            return Finding("negation", i, is_governor=False) if _is_nobody(parse, i) else None
        if parse.folded[i] not in _TO and not (i == trigger + 1 and parse.upos[i] in ("NOUN", "PROPN", "PRON")):
            return None
    return None


def _is_nobody(parse: Parse, i: int) -> bool:
    """Whether "no" and the like leave nobody: not "no fewer than", "to no avail", "nothing but"."""
    behind = parse.folded[i + 1 : i + 1 + _NEAR_NONE]
    but = (not _BUT.isdisjoint(behind[:2]) and parse.folded[i] != "no") or leaves_something(parse, i)
    how = parse.folded[i - 1] in ("with", "like", "for", "in", "by")
    return not (is_bound(parse, i) or is_answer(parse, i) or but or how or (behind and behind[0] in _HOW))


def _that_governor(parse: Parse, trigger: int) -> int | None:
    """The word right before the "that" of the trigger's clause."""
    start, _ = _bounds(parse, trigger)
    for i in range(trigger - 1, start, -1):
        if parse.folded[i] == "that":
            return i - 1
        if parse.upos[i] in ("VERB", "PUNCT"):
            return None
    return None


def _inverted(parse: Parse, trigger: int) -> Finding | None:
    """ "Nowhere did they attack", "at no time have they attacked": a denial that opens the clause before its verb."""
    start, _ = _bounds(parse, trigger)
    for auxiliary in range(trigger - 1, start, -1):
        helps = parse.upos[auxiliary] == "AUX" or parse.folded[auxiliary] in _DO
        if not helps and parse.upos[auxiliary] in ("VERB", "PUNCT"):
            return None
        if not helps or auxiliary == trigger - 1:
            continue
        opening = {parse.folded[i] for i in range(max(start, auxiliary - 4), auxiliary)}
        first = parse.folded[auxiliary - 1]
        at_no_time = "no" in opening and bool(opening & _AT) and auxiliary - 4 <= start
        phrase = parse.folded[max(start, auxiliary - 3) : auxiliary - 1]  # "at no" of "at no moment"
        at_no_time = at_no_time or (len(phrase) == 2 and phrase[0] in _AT and phrase[1] == "no")
        if first in _NEVER or at_no_time:
            return Finding("negation", auxiliary - 1, is_governor=False)
    return None


def _before_gerund(parse: Parse, trigger: int) -> Finding | None:
    """ "Stopped them from attacking", "stopped short of imposing sanctions": the verb before a gerund's preposition.

    The gerund is the trigger, or the verb whose object the trigger is.
    """
    gerund = _gerund_of(parse, trigger)
    if gerund is None:
        return None
    mark = parse.folded[gerund - 1] if gerund else ""
    if mark == "of" and _is_short(parse, gerund - 2):
        return Finding("negates", gerund - 3)
    if mark not in _GERUND_MARKS:
        return _governs(parse, gerund, gerund - 1, "ing")
    for verb in range(gerund - 2, max(_bounds(parse, gerund)[0], gerund - _NEAR) - 1, -1):
        if parse.upos[verb] == "VERB" or parse.xpos[verb] == "VBN":
            return _governs(parse, gerund, verb, mark)
        if parse.upos[verb] not in _NOMINAL:
            return None
    return None


def _is_short(parse: Parse, word: int) -> bool:
    """Whether a word is the "short" of "stopped short of", whatever it hangs on."""
    return word > 0 and parse.folded[word] == "short" and not _SHORT.isdisjoint(names_of(parse, word - 1))


def _is_time_of(parse: Parse, noun: int) -> bool:
    """ "Acquitted of killing a man during the war": what says when a deed was done is not denied with it."""
    return any(parse.deprels[c] == "case" and parse.folded[c] in _TIMES for c in parse.children(noun))


_TIMES = frozenset({"during", "after", "before", "since", "amid", "following", "throughout", "until"})


def _gerund_of(parse: Parse, trigger: int) -> int | None:
    """The trigger if it is a gerund, or the gerund right before the phrase that ends with it."""
    start, _ = _bounds(parse, trigger)
    for word in range(trigger, start - 1, -1):
        if parse.xpos[word] == "VBG" and (word == trigger or parse.heads[trigger] == word):
            return None if word != trigger and _is_time_of(parse, trigger) else word
        if parse.upos[word] not in _NOMINAL:
            return None
    return None


def _governs(parse: Parse, trigger: int, verb: int, link: str) -> Finding | None:
    start, _ = _bounds(parse, trigger)
    kind = governor_class(parse, trigger, verb, links=frozenset({link, f"{link}+pass"})) if verb >= start else None
    return Finding(kind, verb) if kind == "negates" else None


def _said_to_be_true(parse: Parse, trigger: int) -> Finding | None:
    """ "If the reports are true, they attacked"."""
    start, end = _bounds(parse, trigger)
    words = parse.folded[start:end]
    if words[0] not in ("if", "assuming", "provided") or parse.near(trigger).isdisjoint(_TRUE):
        return None
    true = next(i for i, word in enumerate(words) if word in _TRUE)
    told = any(is_telling(parse, start + i) for i in range(true))
    return Finding("condition", start, is_governor=False) if told and start + true < trigger else None


def _supposed(parse: Parse, trigger: int) -> Finding | None:
    """ "In the event that they attack": what opens the trigger's own clause makes it a supposition."""
    start, _ = _bounds(parse, trigger)
    for end in range(trigger, start, -1):
        if parse.folded[end - 1] in _SUPPOSED_ENDS and _ends_supposition(parse.folded[start:end]):
            return Finding("condition", end - 1, is_governor=False)
        if parse.upos[end - 1] in ("VERB", "PUNCT"):
            return None
    return None


def _ends_supposition(words: list[str]) -> bool:
    return any(words[-len(phrase) :] == phrase for phrase in _SUPPOSED)


def _failing(parse: Parse, trigger: int) -> Finding | None:
    """ "Failing a deal, they strike": neither the deal nor the strike has happened."""
    start, _ = _bounds(parse, trigger)
    opens = parse.folded[start] in _BUT_FOR and trigger > start
    return Finding("condition", start, is_governor=False) if opens else None


def _were_to(parse: Parse, trigger: int) -> Finding | None:
    """ "Were they to attack": the inverted verb that opens the trigger's clause supposes it."""
    start, _ = _bounds(parse, trigger)
    if trigger == start or parse.folded[trigger - 1] != "to":
        return None
    for word in range(trigger - 2, start - 1, -1):
        if parse.folded[word] == "were":
            opens = word == start or parse.word(word - 1) == ","
            return Finding("condition", word, is_governor=False) if opens else None
        if parse.upos[word] not in _NOMINAL:
            return None
    return None


def _asked_whether(parse: Parse, trigger: int) -> Finding | None:
    """ "Asked whether they had attacked": what opens the trigger's clause, no other verb between, leaves it open."""
    start, _ = _bounds(parse, trigger)
    for word in range(trigger - 1, start - 1, -1):
        if parse.folded[word] == "whether":
            return Finding("condition", word, is_governor=False)
        if parse.upos[word] in ("VERB", "PUNCT", "SCONJ"):
            return None
    return None


def _offered_as_proof(parse: Parse, trigger: int) -> Finding | None:
    """ "Passed round as proof that they attacked": what is only offered as evidence shows nothing."""
    noun = report_before(parse, trigger)
    if noun is None or noun == 0 or parse.folded[noun - 1] != "as":
        return None
    return Finding("possible", noun - 1, is_governor=False)


def _looks_like(parse: Parse, trigger: int) -> Finding | None:
    """ "What looked like an attack"."""
    start, _ = _bounds(parse, trigger)
    for i in range(trigger - 1, start, -1):
        if parse.folded[i] == "like":
            seeming = not _APPEARING.isdisjoint(names_of(parse, i - 1))
            return Finding("possible", i - 1, is_governor=False) if seeming else None
        if parse.upos[i] not in _NOMINAL:
            return None
    return None


def _thinker_is_wrong(parse: Parse, trigger: int) -> Finding | None:
    """ "Anyone who thinks that they attacked is mistaken"."""
    start, end = _bounds(parse, trigger)
    words = parse.folded[start:end]
    if words[0] not in _INDEFINITE or "who" not in words[1:3]:
        return None
    wrong = (i for i in range(trigger + 1, end) if parse.folded[i] in _MISTAKEN)
    return next((Finding("negates", i) for i in wrong if _is_predicate(parse, trigger, i)), None)


def _foiled_behind(parse: Parse, trigger: int) -> Finding | None:
    """ "Attack on mine foiled": the participle that ends a headline about an event noun."""
    start, end = _bounds(parse, trigger)
    if parse.upos[trigger] != "NOUN" or parse.word(end - 1) == ".":
        return None
    finite = [i for i in range(start, end) if parse.upos[i] == "AUX" or parse.xpos[i] in ("VBZ", "VBP", "MD")]
    verbs = [i for i in range(trigger + 1, end) if parse.xpos[i] in ("VBN", "VBD")]
    if finite or len(verbs) != 1:
        return None
    kind = governor_class(parse, trigger, verbs[0], links=frozenset({"noun", "noun+pass"}))
    return Finding(kind, verbs[0]) if kind == "negates" else None


LOOKS: tuple[Callable[[Parse, int], Finding | None], ...] = (
    verdict_behind,
    _thinker_is_wrong,
    _nobody_before,
    _nobody_behind,
    _inverted,
    _before_gerund,
    _foiled_behind,
    _said_to_be_true,
    _supposed,
    _failing,
    _were_to,
    _asked_whether,
    _offered_as_proof,
    _looks_like,
)
