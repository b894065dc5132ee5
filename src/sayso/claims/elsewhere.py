"""Dates that belong to something else than the event they stand near: an aside, or the deed that an act is about.

"The deadliest attack since the war began in April 2023. The Network blamed the militia." dates the war; "charged
twelve men over an attack on 22 September" dates the attack. Neither dates what is told beside it.
"""

from __future__ import annotations

from sayso.claims.choices import Event, clause_of, names_event, type_of
from sayso.claims.date_readings import words
from sayso.claims.forms import stem
from sayso.claims.given import is_known
from sayso.claims.grammar import Grammar
from sayso.reader.parse import Parse

# What opens an aside about another time, whether or not the parser sees the clause.
RELATIVE = frozenset({"which", "who", "whom", "whose"})
OPENERS = RELATIVE | {"since", "after", "when", "before", "until", "once", "following"}
# Of these some never give their time to the clause around them; others do: "was arrested when he came back in 2019".
APART = RELATIVE | {"since"}
# These may tell when the story of a paragraph was: "was killed when rebels attacked his convoy in May 2022. They ...".
TELLING = frozenset({"when", "after", "until", "once", "following"})
# Where the search for an opener ends.
BREAKS = frozenset({",", ";", ":", "(", ")", "\u2013", "\u2014", '"', "\u201c", "\u201d"})
# Acts that answer to a deed, and the prepositions by which they name it.
ANSWERS = frozenset({"ACCUSE", "SANCTION", "COERCE", "CONCEDE", "SUPPORT"})
ABOUT = frozenset({"for", "of", "over", "about", "with"})
# A phrase with one of these tells when the clause around it was: "killed in the 2015 attacks".
DURING = frozenset({"in", "during", "throughout", "at", "amid"})
# Types of what is said of a deed afterwards.
REACTIONS = frozenset({"ACCUSE", "SUPPORT", "REQUEST", "REJECT"})
# Dates of the calendar; those counted from the article's day are of its news: "charged with killing two on Tuesday".
CALENDAR = frozenset({"iso", "day", "days", "month", "month and year", "year"})


def aside(parse: Parse, head: int) -> tuple[int, int] | None:
    """The words `[start, end)` of the relative clause or subordinate phrase that a date stands in; None without one."""
    opener = _opener(parse, head)
    if opener is not None:
        return opener, _end(parse, head)
    clause = next((a for a in parse.ancestors(head) if parse.deprels[a] == "acl:relcl"), None)
    if clause is None:
        return None
    words = parse.subtree(clause)
    return min(words), max(words) + 1


def is_apart(parse: Parse, event: int, head: int) -> bool:
    """Whether a date of the event's sentence stands behind a "since" or "which" that the event does not, nor names
    what is spoken of there ("the talks, which began in 2021")."""
    opener = _opener(parse, head)
    if opener is None or parse.word(opener).lower() not in APART:
        return False
    spoken_of = parse.word(opener).lower() in RELATIVE and opener - 2 <= event < opener
    return not spoken_of and not opener < event < _end(parse, head)


def is_of_clause(grammar: Grammar, event: int, head: int) -> bool:
    """Whether a date stands in a relative clause, a participle's or one behind "after" that the event is not told in,
    nor is what it speaks of ("the sanctions imposed in 2019"); by the tree, and by the words where that fails. What
    happened "in a bombing that was carried out on 7 May" has the day of that."""
    parse = grammar.parse
    above = (event, *parse.ancestors(event))
    for clause in parse.ancestors(head):
        spoken_of = parse.heads[clause]
        relative = parse.deprels[clause].startswith("acl") and parse.lemmas[clause] != "date"
        if not relative and not (parse.deprels[clause] == "advcl" and _has_mark(parse, clause, "after")):
            continue
        if clause not in above and event != spoken_of and not (relative and parse.heads[event] == spoken_of):
            return not _tells_when(grammar, event, spoken_of)
    inner = _inner(parse, head)
    if inner is None or inner in above or event >= inner - 1 or _tells_when(grammar, event, inner - 1):
        return False
    return parse.upos[event] == "VERB" or event not in parse.ancestors(inner - 1)


def _tells_when(grammar: Grammar, event: int, thing: int) -> bool:
    """Whether a noun behind "in" or "during" says in the event's own clause at which happening that was."""
    if not DURING & set(grammar.prepositions(thing)):
        return False
    parse, clause = grammar.parse, clause_of(grammar, thing)
    while clause is not None and clause > event and parse.deprels[clause] == "conj":
        clause = parse.heads[clause]
    return clause in (event, *parse.ancestors(event))


def _inner(parse: Parse, head: int) -> int | None:
    """The word before a date, no comma between, that opens a clause about a noun: "that" or "where", or the participle
    of a deed ("three men arrested in 2022"), or an "after" with a pronoun ("after they were kidnapped in May")."""
    start = parse.sentences[parse.sentence_of(head)][0]
    for i in range(head - 1, start, -1):
        if parse.word(i) in BREAKS or parse.deprels[i] == "conj":
            return None
        word, before = parse.folded[i], parse.upos[i - 1]
        noun = before in ("NOUN", "PROPN")
        if word in RELATIVE or (word == "after" and parse.upos[i + 1] == "PRON" and i + 1 < head):
            return i
        if (word == "that" and noun and parse.xpos[i] == "WDT") or (word == "where" and (noun or before == "PUNCT")):
            return i
        if noun and _is_participle(parse, i):
            return i
    return None


def _is_participle(parse: Parse, i: int) -> bool:
    """Whether a word behind a noun is a participle that tells what was done, not what the noun is ("a man named")."""
    if parse.deprels[i] not in ("acl", "advcl") or parse.xpos[i] not in ("VBN", "VBD", "JJ"):
        return False
    alone = not any(parse.deprels[c].startswith(("nsubj", "aux")) for c in parse.children(i))
    return alone and parse.folded[i] not in words("state")


def _has_mark(parse: Parse, clause: int, mark: str) -> bool:
    return any(parse.deprels[c] == "mark" and parse.folded[c] == mark for c in parse.children(clause))


def when_clause(parse: Parse, head: int) -> int | None:
    """The verb of the clause that tells what was at a date: "since 1979, when Vietnam was attacked"."""
    when = next((i for i in (head + 1, head + 2) if i < len(parse.folded) and parse.folded[i] == "when"), None)
    if when is None or (when > head + 1 and parse.word(head + 1) != ","):
        return None
    return parse.heads[when] if parse.heads[when] > when else None


def is_of_thing(grammar: Grammar, event: int, head: int) -> bool:
    """Whether a date is part of what names a thing ("the 1973 coup", "the lines of 1967") that the event neither is nor
    is told of inside its phrase, and that does not tell when the event was ("killed in the 2015 attacks")."""
    parse, thing = grammar.parse, _thing(grammar, head)
    if thing is None or thing == event or thing in parse.ancestors(event):
        return False
    return not _tells_when(grammar, event, thing)


def _thing(grammar: Grammar, head: int) -> int | None:
    """The noun that a date stands before in its phrase, or right behind "of"; not one of time ("the night of 4 May
    1998"), nor an occasion whose year is that of what is done about it ("contested the 2018 election")."""
    parse, thing = grammar.parse, grammar.parse.heads[head]
    if thing < 0 or (thing < head and parse.folded[head - 1] != "of") or (thing > head and grammar.prepositions(head)):
        return None
    while parse.heads[thing] > thing and parse.deprels[thing] in ("compound", "amod", "nmod", "nummod"):
        thing = parse.heads[thing]
    name = parse.lemmas[thing].lower()
    of_time = name in words("time") or name in words("occasion")
    return thing if parse.upos[thing] in ("NOUN", "PROPN") and not of_time else None


def goes_on(parse: Parse, event: int, head: int) -> bool:
    """Whether an event of another sentence goes on with the aside of a date: it is told by the same word ("the arrest"
    after "arrested in 2019"), or in the paragraph whose time the aside may be."""
    found = aside(parse, head)
    if found is None:
        return True
    first, name = parse.word(found[0]).lower(), stem(parse.lemmas[event])
    low, high = sorted((event, head))
    same = "\n" not in parse.text[parse.starts[low] : parse.ends[high]]
    return (same and first in TELLING) or any(stem(parse.lemmas[i]) == name for i in range(*found))


def is_of_deed(grammar: Grammar, event: Event, head: int, rule: str) -> bool:
    """Whether a date tells when the deed was that an act is about: it follows the words for it behind a preposition.

    A deed without an article ("charged with murder on 22 September") is a class of deeds and has no day.
    """
    parse, act = grammar.parse, event.trigger
    if rule not in CALENDAR or head < act or type_of(parse, act) not in ANSWERS or _is_own_phrase(grammar, event, head):
        return False
    between = range(act + 1, _phrase_start(parse, head))
    if any(parse.word(i) in BREAKS for i in between):
        return False
    about = next((i for i in between if parse.word(i).lower() in ABOUT and act in parse.ancestors(i)), None)
    return about is not None and any(_is_deed(grammar, about, i) for i in between if i > about)


def is_of_reaction(grammar: Grammar, event: Event, head: int) -> bool:
    """ "Condemned the attack last Thursday": the date of a reaction is not that of the known deed it speaks of, nor
    is "Monday's" that of the reaction in "condemned Monday's attack"."""
    parse, trigger, over = grammar.parse, event.trigger, grammar.parse.heads[head]
    if over < 0 or over == trigger:
        return False
    if type_of(parse, trigger) in REACTIONS and parse.upos[trigger] == "VERB":
        return parse.deprels[head] == "nmod:poss" and parse.heads[over] == trigger and names_event(parse, over)
    reacts = parse.upos[over] == "VERB" and type_of(parse, over) in REACTIONS
    own = any(parse.deprels[c] == "nmod:poss" and parse.upos[c] == "PRON" for c in parse.children(trigger))
    spoken_of = parse.heads[trigger] == over and parse.deprels[trigger] == "obj"
    return reacts and spoken_of and is_known(parse, trigger) and not own


def _is_deed(grammar: Grammar, about: int, i: int) -> bool:
    """A gerund right behind the preposition, or a noun with an article that the event head knows."""
    parse = grammar.parse
    if parse.xpos[i] == "VBG" and i == about + 1:
        return True
    return names_event(parse, i) and grammar.child(i, "det", "nmod:poss") is not None


def _is_own_phrase(grammar: Grammar, event: Event, head: int) -> bool:
    """Whether a date stands right behind its verb: "charged on 22 September for an attack"."""
    return _phrase_start(grammar.parse, head) <= event.trigger + 1


def _phrase_start(parse: Parse, head: int) -> int:
    """The first word of a date with its preposition."""
    return min([head, *(c for c in parse.children(head) if c < head)])


def _opener(parse: Parse, head: int) -> int | None:
    """The word before a date in its sentence that opens an aside, no comma between them."""
    start = parse.sentences[parse.sentence_of(head)][0]
    for i in range(head - 1, start - 1, -1):
        if parse.word(i) in BREAKS:
            return None
        if parse.word(i).lower() in OPENERS:
            return i
    return None


def _end(parse: Parse, head: int) -> int:
    """Behind the words that follow a date up to the next comma."""
    last = parse.sentences[parse.sentence_of(head)][1]
    return next((i for i in range(head, last) if parse.word(i) in BREAKS), last)
