"""Words that deny without a verb of denying: "That is a lie", "Nothing of the sort happened", "No, we did not".

They are what somebody says, be it behind a verb ("said the memo was a forgery"), as a quotation with the verb behind it
("The report is an invention, the ministry said") or as an answer in a transcript. Also here is the verdict in
apposition: "..., a claim denied by Damascus", "..., something Algiers has always denied".
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.claims.asides import NEGATIVE
from sayso.claims.chains import Chains
from sayso.claims.factuality_words import DENYING, governor_class, is_telling, names_of
from sayso.claims.selectors import word_sets
from sayso.claims.turns import ASKING
from sayso.reader.parse import Parse
from sayso.records import Attribution

Words = tuple[int, int]
IT = frozenset({"it", "this", "that"})
THEY = frozenset({"it", "they", "he", "she", "we", "i"})
DID = frozenset({"did", "had", "has", "have", "does", "do", "was", "were", "is", "are"})
BE = frozenset({"is", "was", "are", "were", "'s", "\u2019s"})
ACCUSATIONS = frozenset({"charge", "accusation", "allegation"})
"""Nouns for what is told of the one who denies it; a report may be denied by anybody."""
_THESE = frozenset({"these", "those", "such"})
_DETERMINERS = _THESE | {"the", "this", "that"}
_TRUE = frozenset({"true", "correct", "accurate", "so"})
_WELL = frozenset({"simply", "absolutely", "completely", "just", "totally", "utterly", "entirely", "at", "all"})
_CLOSING = frozenset({".", ",", ";", ":", "!", "?", ")", "\u2013", "\u2014", "and", "but"})
_QUOTES = frozenset({'"', "\u201c", "\u201d", "''", "``", "'", "\u2018", "\u2019"})
_OPENING = frozenset({"\u201c", "\u2018", "``"})
_OPENERS = _DETERMINERS | IT | {"what", "no", "nothing", "none", "there"}
_SORT = frozenset({"sort", "kind"})
_HAPPENED = frozenset({"happened", "occurred", "took", "exists", "existed"})
_SAID = frozenset({"said", "say", "mentioned", "described", "claim", "claimed", "asked"})
REJECTING = frozenset({"reject", "dismiss"})
"""These take an offer or demand as well: they need to say that it is untrue, or of what is told."""
_UNTRUE_LINKS = frozenset({"told", "subj"})
NEAR = 4
_LONGEST_APPOSED = 10
"""Words from the comma to the verb: "a claim that the government in Lima has always"."""


_LONGEST_VERDICT = 8
"""Words of a sentence that is a verdict and nothing else: "These reports are completely untrue."."""


class Said(NamedTuple):
    """The words that deny, and the noun by which they name what they deny, if they do."""

    words: Words
    told: int | None = None


class Apposed(NamedTuple):
    """A verdict in apposition: the words that deny, the noun for what is told ("which": none), who denies it in a
    passive."""

    words: Words
    told: int | None
    by: int | None


def is_document(parse: Parse, noun: int) -> bool:
    """Whether a word is a noun for what shows or tells of a deed, which no clause spells out."""
    return not word_sets()["document"].isdisjoint(names_of(parse, noun))


def calls(parse: Parse, verb: int) -> bool:
    """Whether a verb may call something untrue: "branded", "dismissed"."""
    names = names_of(parse, verb)
    return not (REJECTING.isdisjoint(names) and word_sets()["naming"].isdisjoint(names))


def untrue(parse: Parse, i: int) -> int | None:
    """The word by which something is called untrue, near behind: "as complete nonsense", "a lie"."""
    for word in range(i, min(i + NEAR, len(parse))):
        if parse.folded[word] in _QUOTES:
            continue
        if parse.upos[word] == "PUNCT" or parse.folded[word] in NEGATIVE:
            return None
        if governor_class(parse, word, word, links=_UNTRUE_LINKS) == "negates":
            return word
    return None


def end_of(parse: Parse, wrong: int) -> int:
    """Where the phrase of a word that calls something untrue ends: "baseless accusations", "fake news"."""
    noun = wrong + 1
    told = noun < len(parse) and parse.upos[noun] == "NOUN" and (parse.upos[wrong] == "ADJ" or is_telling(parse, noun))
    return noun + 1 if told else noun


def stops(parse: Parse, i: int) -> bool:
    """Whether the clause is over; what is quoted goes on."""
    if i >= len(parse) or parse.folded[i] in _CLOSING:
        return True
    return parse.folded[i] in _QUOTES and parse.folded[i] not in _OPENING and parse.xpos[i] != "``"


def names_told(parse: Parse, noun: int) -> bool:
    """Whether a word is a noun for what is told or what shows it."""
    return noun < len(parse) and (is_telling(parse, noun) or is_document(parse, noun))


def said_untrue(parse: Parse, first: int) -> Said | None:
    """What denies in the words that begin at one: "that is a lie", "the memo was a forgery", "none did"."""
    words = parse.folded[first : first + 6]
    if len(words) < 2 or words[0] not in _OPENERS:
        return None
    if words[0] == "none":
        return Said((first, first + 2)) if words[1] in DID and stops(parse, first + 2) else _none_of_it(parse, first)
    if words[0] == "nothing":
        return _nothing(parse, first)
    if words[0] == "there":
        no_such = words[1] in BE and words[2:4] == ["no", "such"] and stops(parse, first + 5)
        return Said((first + 2, first + 5)) if no_such else None
    if words[0] == "no":
        return _no(parse, first)
    if words[0] in IT and (never := _never(parse, first)) is not None:
        return never
    found = _subject(parse, first)
    return None if found is None else _verdict(parse, *found)


def _nothing(parse: Parse, first: int) -> Said | None:
    of_kind = parse.folded[first + 1 : first + 3] == ["of", "the"] and parse.folded[first + 3 : first + 4]
    if not of_kind or of_kind[0] not in _SORT:
        return None
    end = first + 4
    if end < len(parse) and parse.folded[end] in DID:
        end += 1
    happened = stops(parse, end) or parse.folded[end] in _HAPPENED
    return Said((first, first + 4)) if happened else None


def _none_of_it(parse: Parse, first: int) -> Said | None:
    """ "None of it happened", "none of this is true"."""
    of, it, verb, true = (parse.folded[first + 1 : first + 5] + [""] * 4)[:4]
    untold = verb in _HAPPENED or (verb in BE and true in _TRUE and stops(parse, first + 5))
    return Said((first, first + 4)) if of == "of" and it in IT | _THESE and untold else None


def _never(parse: Parse, first: int) -> Said | None:
    """ "It never happened", "this did not happen"."""
    words = parse.folded[first + 1 : first + 4]
    if words[:1] == ["never"] and words[1:2] and words[1] in _HAPPENED:
        return Said((first + 1, first + 3))
    did_not = len(words) == 3 and words[0] == "did" and words[1] in NEGATIVE and words[2] in ("happen", "occur")
    return Said((first + 1, first + 4)) if did_not else None


def _no(parse: Parse, first: int) -> Said | None:
    """ "No, we did not", "no such incident took place"."""
    if parse.folded[first + 1] == "such":
        happened = parse.folded[first + 3 : first + 4]
        return Said((first, first + 3)) if happened and happened[0] in _HAPPENED | {"was", "were"} else None
    start = first + 2 if parse.folded[first + 1] in (",", ".") else first + 1
    words = parse.folded[start : start + 3]
    denies = len(words) == 3 and words[0] in THEY and words[1] in DID and words[2] in NEGATIVE
    return Said((start + 1, start + 3)) if denies and stops(parse, start + 3) else None


def _subject(parse: Parse, first: int) -> tuple[int, int | None] | None:
    """Where the verb behind a subject that points back is to stand, and the noun of the subject for what is told."""
    word = parse.folded[first]
    if word == "what":
        said = parse.folded[first + 2 : first + 3]
        return (first + 3, None) if said and said[0] in _SAID and parse.upos[first + 1] == "PRON" else None
    if word in _DETERMINERS and names_told(parse, first + 1):
        return first + 2, first + 1
    return (first + 1, None) if word in IT or word in _THESE - {"such"} else None


def _verdict(parse: Parse, be: int, told: int | None) -> Said | None:
    """ "Is not true", "are baseless accusations", "was a forgery"."""
    if be >= len(parse) or parse.folded[be] not in BE:
        return None
    i = be + 1
    while i < len(parse) and parse.folded[i] in _WELL:
        i += 1
    if i + 1 < len(parse) and parse.folded[i] in NEGATIVE:
        true = parse.folded[i + 1] in _TRUE and stops(parse, i + 2 + 2 * (parse.folded[i + 2 : i + 4] == ["at", "all"]))
        return Said((i, i + 2), told) if true else None
    word = untrue(parse, i)
    if word is None:
        return None
    end = end_of(parse, word)
    return Said((word, end), told) if stops(parse, end) else None


def answers(parse: Parse, chains: Chains) -> Iterator[tuple[Said, Attribution]]:
    """What is said to deny in a quotation, an answer, or before its verb of saying, and the attribution that has it."""
    for start, end in parse.sentences:
        for i in range(start, end - 1):
            if parse.folded[i] not in _OPENERS:
                continue
            if i > start and parse.folded[i - 1] not in _QUOTES and parse.folded[i - 1] not in (":", ";"):
                continue
            said = said_untrue(parse, i)
            around = [] if said is None else chains.around(said.words[0])
            if parse.folded[i] == "what":  # "what you said" is said by nobody
                around = [a for a in around if a.speaker]
            if said is None or not around or around[-1].negated or around[-1].speaker == (ASKING,):
                continue
            if parse.word(end - 1) != "?":
                yield said, around[-1]


def verdicts(parse: Parse, chains: Chains) -> Iterator[Said]:
    """What the text itself says of what the sentence before tells: "This is fiction.", "The reports are untrue."."""
    for start, end in parse.sentences:
        if parse.folded[start] not in _OPENERS or end - start > _LONGEST_VERDICT or parse.word(end - 1) == "?":
            continue
        said = said_untrue(parse, start)
        spoken = said is None or any(chains.own(i) is not None or chains.around(i) for i in range(start, end))
        if said is not None and not spoken:
            yield said


def apposed(parse: Parse, verb: int) -> Apposed | None:
    """ "A claim Moscow called nonsense", "something Algiers has always denied", by the verb."""
    names = names_of(parse, verb)
    denies = not DENYING.isdisjoint(names)
    if not denies and not calls(parse, verb):
        return None
    first = _opening(parse, verb)
    if first is None:
        return None
    told = _told(parse, first)
    if told is None and parse.folded[first] not in ("something", "which"):
        return None
    named = told is not None and not REJECTING.isdisjoint(names)
    by, end = None, verb + 1
    if parse.folded[verb + 1 : verb + 2] == ["by"] and told is not None:
        by = next((c for c in parse.children(verb) if c > verb and parse.upos[c] in ("NOUN", "PROPN")), None)
        return Apposed((verb, verb + 1), told, by) if (denies or named) and by is not None else None
    wrong = untrue(parse, end)
    if denies and parse.folded[end : end + 1] == ["having"]:  # "denies having received"
        end += 2
    ends = end >= len(parse) or parse.upos[end] in ("PUNCT", "ADV") or parse.folded[end] in ("and", "but", "as")
    if wrong is not None or ((denies or named) and ends):
        return Apposed((verb, verb + 1), told, None)
    return None


def _opening(parse: Parse, verb: int) -> int | None:
    """The word behind the comma before a verb, with no other verb between."""
    start = parse.sentences[parse.sentence_of(verb)][0]
    for i in range(verb - 1, max(start, verb - _LONGEST_APPOSED), -1):
        if parse.word(i) in (",", "\u2013", "\u2014", "-"):
            return i + 1 if i + 1 < verb else None
        if parse.upos[i] == "VERB" or parse.folded[i] in NEGATIVE:
            return None
    return None


def _told(parse: Parse, first: int) -> int | None:
    """The noun for what is told in the phrase that begins at a word: "a claim", "an unproven allegation", "charges"."""
    if parse.xpos[first] == "NNS" and is_telling(parse, first):
        return first
    if parse.folded[first] not in ("a", "an"):
        return None
    return next((i for i in (first + 1, first + 2) if names_told(parse, i)), None)
