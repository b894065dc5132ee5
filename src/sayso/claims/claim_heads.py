"""What the model's claim heads say of a claim, where the tables and rules are silent.

The heads score, for every word that may name an event, which words are its actor, recipient, object and place, and how
certain it is. They fill what the tables leave empty; what a table has filled stays. The chances below
which they keep silent were chosen on the articles of `annotation/held_out.txt`, with a look at claims/dev.
"""

from __future__ import annotations

from sayso.actors.home import dash_of
from sayso.actors.provenance import is_made_there, told_by
from sayso.actors.tables import word_list
from sayso.actors.tree import remembered
from sayso.claims.answers import answers_it
from sayso.claims.factuality import Certainty
from sayso.claims.factuality_words import leaves_something
from sayso.claims.grammar import Grammar
from sayso.claims.hyphened import is_backer
from sayso.claims.matching import Filled, Match
from sayso.claims.others import is_condemned
from sayso.claims.outsiders import outsiders
from sayso.claims.phrases import head_of, runs
from sayso.claims.recorders import takes_no_part
from sayso.claims.replies import is_after_no
from sayso.claims.selectors import word_sets
from sayso.claims.silence import is_denied, is_spoken_of
from sayso.reader.parse import Frame, Parse, Slots

# From this chance on a word belongs to a slot.
SURE_OF_FILLER = 0.5
# From this chance on a word in a list with a filler belongs to the slot as well.
SHARES_A_LIST = 0.25
# From this chance on a slot without words is left empty on purpose, or means the actor's own side.
SURE_OF_KIND = 0.8
# From this chance on the heads' certainty stands where the rules found nothing that bears on it.
SURE_OF_VALUE = 0.6
# From this chance on the heads' auxiliary stands against the rules', where it goes with their certainty. At 0.5 to 0.9
# dev and held_out hardly differ; seed is best at 0.5.
SURE_AGAINST = 0.5
# A future or a supposition that the rules saw goes only from this chance of "none" on: at 0.5 headlines ("Chad to expel
# miners") lose theirs.
SURE_OF_NO_AUXILIARY = 0.7
# The rule that a slot filled by the heads names.
CLAIM_HEAD = "claim head"
# The rule of a recipient that denies the accusation.
DENIER = "who denies it"
# Types whose doer is often nobody that the words name.
BY_NOBODY = frozenset({"ASSAULT"})
DESCRIBING = frozenset({"amod", "compound", "nmod:poss", "flat", "nmod:desc"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM"})


def with_claim_heads(grammar: Grammar, match: Match) -> Match:
    """The match with its empty slots filled by the heads."""
    slots = grammar.parse.slots.get(match.trigger)
    outside = outsiders(grammar, match.trigger, match.row.event)
    if outside and not outside.isdisjoint(match.slots["actor"].words):
        match.slots["actor"] = Filled()  # of a verb that is light elsewhere: "a judge stopped the strike"
    if match.row.event == "ACCUSE" and not match.slots["recipient"].words:
        match.slots["recipient"] = _accused(grammar, match)
    if slots is not None:
        for role in ("actor", "recipient", "object"):
            if not match.slots[role].words and not match.slots[role].special:
                match.slots[role] = _filled(grammar, match, role, slots)
    return match


def _accused(grammar: Grammar, match: Match) -> Filled:
    """ "Rejected the accusation": who denies it is the accused."""
    own = grammar.child(match.trigger, "nmod:poss") is not None
    deniers = _deniers(grammar, match) if is_denied(grammar.parse, match.trigger) and not own else []
    taken = match.slots["actor"].words
    return Filled([w for w in deniers if w not in taken], DENIER) if deniers else match.slots["recipient"]


def _deniers(grammar: Grammar, match: Match) -> list[int]:
    """The subject of the verb that an accusation is denied, or not answered, by."""
    if not is_spoken_of(grammar.parse, match.trigger):
        return []
    return grammar.surface_subjects(grammar.parse.heads[match.trigger])


def _spelt_out(parse: Parse, noun: int) -> list[int]:
    """The words of the clause that spells out an accusation that is denied: who acts there does not accuse."""
    clauses = [c for c in parse.children(noun) if parse.deprels[c].startswith("acl")]
    return [w for c in clauses for w in parse.subtree(c)] if is_denied(parse, noun) else []


def _filled(grammar: Grammar, match: Match, role: str, slots: Slots) -> Filled:
    taken = {word for filled in match.slots.values() for word in filled.words}
    seen = fillers(grammar, match.trigger, slots.roles.get(role, {}))
    heads = [w for w in (whole(grammar.parse, seen) if role == "object" else seen) if w not in taken]
    if role == "actor" and match.row.event == "ACCUSE":
        others = {*_deniers(grammar, match), *_spelt_out(grammar.parse, match.trigger)}
        heads = [w for w in heads if w not in others]
    outside = outsiders(grammar, match.trigger, match.row.event, role)
    heads = [w for w in heads if w not in outside and _takes_part(grammar.parse, match, role, w, taken=taken)]
    if heads:
        return Filled(heads, CLAIM_HEAD)
    kinds = slots.kinds.get(role, {})
    for kind, special in (("empty", "none"), ("self", "self")):
        if kinds.get(kind, 0.0) >= SURE_OF_KIND:
            return Filled(rule=f"{CLAIM_HEAD}: {special}", special=special)
    return match.slots[role]


def _takes_part(parse: Parse, match: Match, role: str, word: int, *, taken: set[int]) -> bool:
    """Whether nothing around a word says that it is nobody, stands in another slot, or only tells of the deed."""
    trigger = match.trigger
    if _counts(parse, word) or _is_counted(parse, word, taken):
        return False
    if role == "actor" and answers_it(parse, trigger, word):
        return False
    if _is_elsewhere(parse, trigger, word) or takes_no_part(parse, trigger, role, word):
        return False
    if role == "actor" and _is_beside_war(parse, trigger, word):
        return False
    harmed = role == "actor" and match.row.event in BY_NOBODY
    return not (harmed and (_describes(parse, word, taken) or dies_of(parse, trigger, word)))


def _is_beside_war(parse: Parse, trigger: int, word: int) -> bool:
    """ "Norway follows the war in Sudan": of a war only its own phrase says who wages it."""
    noun = parse.upos[trigger] == "NOUN" and parse.lemmas[trigger].lower() in word_sets()["warfare"]
    return noun and word not in parse.subtree(trigger)


def _is_elsewhere(parse: Parse, trigger: int, word: int) -> bool:
    """Whether a word names who is told of, who told it, or where the tool comes from: nobody who takes part."""
    told = told_by(parse, word)
    return _tells_of(parse, trigger, word) or is_made_there(parse, word) or (told is not None and told != trigger)


def _tells_of(parse: Parse, trigger: int, word: int) -> bool:
    """ "An inquiry found that the group had fled": who is told of takes no part in the inquiry that tells it."""
    told = _frames_by_source(parse).get(trigger, ())
    return any(word in range(*part) for frame in told for part in frame.content)


@remembered
def _frames_by_source(parse: Parse) -> dict[int, list[Frame]]:
    """The frames of attributions by the words of their sources."""
    found: dict[int, list[Frame]] = {}
    for frame in parse.frames:
        for i in range(*(frame.source or (0, 0))):
            found.setdefault(i, []).append(frame)
    return found


def _counts(parse: Parse, word: int) -> bool:
    """ "Twelve" of "twelve villagers": a number, where its noun has not been seen, is nobody."""
    return parse.deprels[word] == "nummod" and parse.upos[word] in ("NUM", "PROPN", "NOUN")


def _is_counted(parse: Parse, word: int, taken: set[int]) -> bool:
    """ "Dozens of people were detained": "people" are who stand in another slot by their number."""
    number = parse.heads[word]
    return number in taken and parse.deprels[word] == "nmod" and parse.word(number).lower() in word_list("quantity")


def dies_of(parse: Parse, trigger: int, word: int) -> bool:
    """ "Five soldiers died in an ambush": who dies of it did not do it."""
    verbs = [c for c in parse.children(word) if parse.deprels[c].startswith("acl")]
    verbs += [parse.heads[word]] if parse.deprels[word].startswith("nsubj") else []
    dying = (v for v in verbs if v != trigger and parse.lemmas[v].lower() in word_sets()["perish"])
    return any(trigger in parse.subtree(v) for v in dying)


def _describes(parse: Parse, word: int, taken: set[int]) -> bool:
    """ "The Lebanese president was killed": a word of the victim's own description is nobody else."""
    return parse.heads[word] in taken and parse.deprels[word] in DESCRIBING


def fillers(grammar: Grammar, trigger: int, chances: dict[int, float]) -> list[int]:
    """The heads of the phrases that the model sees in a slot, in text order."""
    found = []
    for start, end in runs(i for i, chance in chances.items() if chance >= SURE_OF_FILLER and i != trigger):
        head = head_of(grammar.parse, (start, end))
        elsewhere = is_backer(grammar.parse, head) and grammar.parse.heads[head] != trigger
        elsewhere = elsewhere or dash_of(grammar.parse, head) is not None  # a dateline does nothing
        if grammar.parse.upos[head] in NOMINAL and not elsewhere:
            found.append(_list_head(grammar, head, chances))
    return list(dict.fromkeys(found))


def _list_head(grammar: Grammar, word: int, chances: dict[int, float]) -> int:
    """The first of the list that a filler stands in, if its other members may fill the slot too."""
    parse = grammar.parse
    while parse.deprels[word] == "conj" and chances.get(parse.heads[word], 0.0) >= SHARES_A_LIST:
        word = parse.heads[word]
    return word


def whole(parse: Parse, words: list[int]) -> list[int]:
    """The nouns of words of which the model has seen only the beginning of the phrase: "the" of "the convictions"."""
    inside = ("det", "compound", "amod", "nummod", "nmod:poss")
    return [parse.heads[w] if parse.deprels[w] in inside and parse.heads[w] > w else w for w in words]


def certainty(parse: Parse, trigger: int, judged: Certainty) -> Certainty:
    """The certainty of the rules; where they saw nothing at work, that of the heads if they are sure of another."""
    slots = parse.slots.get(trigger)
    if slots is None:
        return judged
    if judged.rule != "plain":
        return _against(parse, slots, judged)
    value, chance = _best(slots.factuality)
    if chance < SURE_OF_VALUE or value == judged.value:
        return judged
    left = any(leaves_something(parse, c) for c in parse.children(trigger))
    if value.endswith("-") and (left or is_condemned(parse, trigger) or is_after_no(parse, trigger)):
        return judged
    auxiliary, _ = _best(slots.auxiliary)
    return Certainty(value, None if auxiliary in ("", "none") else auxiliary, CLAIM_HEAD)


def historical(parse: Parse, trigger: int) -> float:
    """The chance that the heads give an event to be background."""
    slots = parse.slots.get(trigger)
    return slots.auxiliary.get("historical", 0.0) if slots else 0.0


def _against(parse: Parse, slots: Slots, judged: Certainty) -> Certainty:
    """What the rules found, with the auxiliary of the heads if they are as good as certain of one that goes with it."""
    auxiliary, chance = _best(slots.auxiliary)
    open_ones = ("future", "hypothetical")
    if any(parse.folded[w : w + 2] == ["would", "have"] for w in judged.words):
        return judged
    agrees = auxiliary in open_ones and judged.auxiliary in open_ones
    carried = judged.rule.startswith("light ")  # "will respond with sanctions": the heads look at the noun alone
    plain = auxiliary == "none" and judged.value == "CT+" and judged.auxiliary in open_ones and not carried
    if chance < (SURE_OF_NO_AUXILIARY if plain else SURE_AGAINST) or not (agrees or plain):
        return judged
    return Certainty(judged.value, None if plain else auxiliary, judged.rule)


def places(grammar: Grammar, trigger: int) -> list[int]:
    """The head words of the places that the heads see for a trigger."""
    slots = grammar.parse.slots.get(trigger)
    return fillers(grammar, trigger, slots.roles.get("where", {})) if slots else []


def _best(chances: dict[str, float]) -> tuple[str, float]:
    return max(chances.items(), key=lambda pair: pair[1], default=("", 0.0))
