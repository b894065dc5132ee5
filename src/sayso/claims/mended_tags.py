"""Tags and names that cannot be: before a tree is mended, what the reader took for another part of speech.

Each function takes a parse and gives one of its columns anew; the parse is left as it is.
"""

from __future__ import annotations

from sayso.claims.reports import is_report
from sayso.claims.surface import whole_names
from sayso.claims.whom import is_noun, is_participle
from sayso.reader.parse import Name, Parse

# The longest particles are "not" and "n't".
LONGEST_PARTICLE = 3
OBJECT_PRONOUNS = frozenset({"them", "him", "her", "it", "us", "me", "you"})
_OWNERS = frozenset({"its", "their", "our"})
WITH_BARE_INFINITIVE = frozenset({"help", "let", "make", "see", "watch", "have", "do"})


def parts_of_speech(parse: Parse) -> list[str]:
    """The parts of speech: a noun or preposition that has an auxiliary and the tag of a verb form is a verb.

    No particle of English is as long as "blockade", which behind "'s" may be taken for one, and nobody is called "Its".
    """
    with_auxiliary = {parse.heads[i] for i in range(len(parse)) if parse.deprels[i] in ("aux", "aux:pass")}
    finite = {parse.heads[i] for i, relation in enumerate(parse.deprels) if relation == "compound:prt"}
    verbs = {
        i
        for i in with_auxiliary | finite
        if i >= 0 and parse.upos[i] in ("NOUN", "ADP") and parse.xpos[i].startswith("VB")
    }
    agents = (i for i, relation in enumerate(parse.deprels) if relation == "obl:agent")
    verbs |= {parse.heads[i] for i in agents if is_participle(parse, i)}
    offices = {name.end - 1 for name in parse.names if _is_office(parse, name)}
    tags = ["VERB" if i in verbs else tag for i, tag in enumerate(parse.upos)]
    nouns = offices | {i for i, tag in enumerate(tags) if tag == "PART" and len(parse.word(i)) > LONGEST_PARTICLE}
    nouns |= {i for i, tag in enumerate(tags) if tag == "VERB" and i not in verbs and is_noun(parse, i)}
    nouns |= {i for i, tag in enumerate(tags) if tag == "VERB" and is_report(parse, i)}
    backs = {i for i, word in enumerate(parse.folded) if word == "back" and way_back(parse, i) is not None}
    owners = {i for i, word in enumerate(parse.folded) if word in _OWNERS and parse.deprels[i] == "nmod:poss"}
    return [
        "PRON" if i in owners else "NOUN" if i in nouns else "ADV" if i in backs else tag for i, tag in enumerate(tags)
    ]


def way_back(parse: Parse, i: int) -> int | None:
    """ "Hand back the money", "take it back": the verb whose adverb "back" is, right behind it or behind a pronoun that
    it is done to. A verb of its own has an auxiliary or a "to", or stands under "help" and the like."""
    if parse.folded[i] != "back" or i == 0 or any(c < i for c in parse.children(i)):
        return None
    verb = i - 2 if i > 1 and parse.folded[i - 1] in OBJECT_PRONOUNS else i - 1
    return verb if parse.upos[verb] == "VERB" and parse.lemmas[verb] not in WITH_BARE_INFINITIVE else None


def word_forms(parse: Parse) -> list[str]:
    """The tags of word forms: no infinitive ends in "ing", but for "bring" and the like, which are their own lemmas,
    and a noun in "s" whose lemma has none ("the parties") is a plural."""
    return [
        _word_form(tag, form, lemma) for tag, form, lemma in zip(parse.xpos, parse.folded, parse.lemmas, strict=True)
    ]


def _word_form(tag: str, form: str, lemma: str) -> str:
    if tag == "VB" and form.endswith("ing") and lemma.casefold() != form:
        return "VBG"
    if tag == "NN" and form.endswith("s") and not lemma.casefold().endswith("s"):
        return "NNS"
    return tag


def names(parse: Parse) -> list[Name]:
    """The named entities, without those that are an office."""
    return [name for name in whole_names(parse) if not _is_office(parse, name)]


def _is_office(parse: Parse, name: Name) -> bool:
    """ "Thailand's prime minister": no person's name ends with a small letter's word."""
    return name.kind == "PER" and parse.word(name.end - 1).isalpha() and parse.word(name.end - 1).islower()
