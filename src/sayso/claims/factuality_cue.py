"""What the source of an event says of it by the cue itself: "denied attacking", "did not rule out", "refused to say".

The walk of `sayso.claims.factuality` ends at the cue of the innermost attribution: its class counts, what hangs on it
does not.
"""

from __future__ import annotations

from dataclasses import replace

from sayso.claims.factuality_effects import is_negated, under_class
from sayso.claims.factuality_order import report_before
from sayso.claims.factuality_state import State
from sayso.claims.factuality_words import DENYING, governor_class, governors, is_telling, links_of, names_of
from sayso.claims.silence import is_denied, is_nobodys, is_not_accepted, is_untold
from sayso.reader.parse import Parse

# "Tried to", "meant to", "wanted to": who denies that denies the deed as well.
AIMS = frozenset({"try", "intend", "request"})
_DENIABLE = frozenset(
    "try attempt seek aim intend mean plan plot conspire scheme endeavour endeavor strive want wish hope desire".split()
)
# A cue of these classes adds nothing of its own: certainty is relative to the source.
_SAYING = frozenset({"report", "allege", "light", "evidence"})
# Classes of cues that leave what they are about open.
_OPEN = frozenset({"request", "intend", "permit"})
_EXCLUDING = frozenset({"exclude", "preclude"})
# "It was in no position to confirm": also where the tree hangs "position" elsewhere.
_UNFIT = ("no", "position", "to")


def at_cue(parse: Parse, word: int, found: str | None, state: State) -> State:
    """The cue's own class counts, for it says what the source does with the content; what hangs on the cue does not."""
    cue = parse.heads[word]
    negated = is_negated(parse, cue, word) or is_undone(parse, cue)
    if found is None and parse.xpos[word] in ("VB", "VBG") and _may_be_asked(parse, word, cue):
        found = _open_class(parse, word, cue)
    if found in AIMS and is_denied_aim(parse, cue):
        found, negated = "intend", True
    if found == "negates" and is_left_open(parse, word, cue):
        told = "that" in links_of(parse, word, cue)
        state = state.weaken("U", hypothetical=not told).because("source does not rule out", cue)
    elif negated and found == "negates" and _no_longer(parse, cue):
        state = state.because("no longer denied", cue)
    elif negated and found == "negates" and is_denial(parse, word, cue):
        state = state.weaken("U").because("source does not deny", cue)
    elif found == "allege" and is_nobodys(parse, cue):
        state = under_class(parse, cue, found, state)
    elif found and found not in _SAYING:
        state = under_class(parse, cue, found, state, negated=negated)
    elif negated and asks_about(parse, word):
        state = state.because("factive question", word)
    elif negated and (found in _SAYING or _is_content(parse, word, cue)):
        state = state.weaken("U", hypothetical=True).because("source does not say", cue)
    return replace(state, settled=True, at_cue=True)


def at_missed_cue(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """The walk did not pass the cue, for the tree hangs differently: a wish or order still leaves its content open."""
    if stop is None or state.at_cue or state.presupposed or state.level != "CT" or state.future or not state.positive:
        return state
    found = _open_class(parse, trigger, stop) if _may_be_asked(parse, trigger, stop) else None
    if not found or parse.upos[stop] != "VERB" or parse.sentence_of(stop) != parse.sentence_of(trigger):
        return state
    return under_class(parse, stop, found, state)


def left_untold(parse: Parse, trigger: int, stop: int | None, state: State) -> State:
    """ "Made no comment on the claim that": what others tell is left open by who keeps silent about it."""
    if stop is None or not state.asserts or not is_untold(parse, trigger, stop):
        return state
    if (told := report_before(parse, trigger)) is not None and is_not_accepted(parse, told):
        return under_class(parse, stop, "negates", state)
    declines = governor_class(parse, trigger, stop, links=frozenset({"inf"})) == "negates"
    silent = declines or is_negated(parse, stop, trigger) or is_undone(parse, stop)
    return state.weaken("U", hypothetical=True).because("source does not say", stop) if silent else state


def _may_be_asked(parse: Parse, word: int, cue: int) -> bool:
    """Not "they go on shelling us," he told reporters: of verbs before the cue only an infinitive may be asked for."""
    return word > cue or parse.upos[word] not in ("VERB", "AUX") or parse.xpos[word] == "VB"


def _open_class(parse: Parse, word: int, cue: int) -> str | None:
    """The class of a cue that leaves a verb or noun open, however that hangs on it."""
    wanted = {"inf", "ing"} if parse.upos[word] in ("VERB", "AUX") else {"noun"}
    rows = [row for name in names_of(parse, cue) for row in governors().get(name, ())]
    return next((row.kind for row in rows if row.kind in _OPEN and row.links & wanted), None)


def is_denied_aim(parse: Parse, aim: int) -> bool:
    """ "Denied that they had tried to", "rejected claims that they wanted to": not where others are asked to do it."""
    aimed = not _DENIABLE.isdisjoint(names_of(parse, aim))
    if not aimed or any(parse.deprels[c] in ("obj", "iobj") for c in parse.children(aim)):
        return False
    told = parse.heads[aim]
    if told >= 0 and is_denied(parse, told):
        return not is_negated(parse, parse.heads[told], told)
    return told >= 0 and _denies(parse, told, aim)


def _denies(parse: Parse, verb: int, below: int) -> bool:
    """Whether a verb denies a word below it, and is not denied itself."""
    denial = not DENYING.isdisjoint(names_of(parse, verb)) and not is_negated(parse, verb, below)
    return denial and governor_class(parse, below, verb) == "negates"


def _is_content(parse: Parse, word: int, cue: int) -> bool:
    """A clause, what is spoken "of", or a noun for what is told ("has not commented on reports that")."""
    return parse.deprels[word] == "ccomp" or "of" in links_of(parse, word, cue) or is_telling(parse, word)


def _no_longer(parse: Parse, verb: int) -> bool:
    """ "No longer denies that", "did not deny any longer that": who denied it has come round."""
    return any(parse.folded[c] == "longer" for c in parse.children(verb))


def asks_about(parse: Parse, verb: int) -> bool:
    """ "Did not say who had fired", "asked why it fired": a question that takes the deed for granted."""
    if any(parse.xpos[c] == "MD" for c in parse.children(verb)):
        return False
    return parse.upos[verb] in ("VERB", "AUX") and parse.folded[min(parse.subtree(verb))] in _QUESTIONS


_QUESTIONS = frozenset({"who", "whom", "whose", "what", "which", "why", "when", "where", "how"})


def is_undone(parse: Parse, cue: int) -> bool:
    """ "Stopped short of accusing", "refused to say": what governs the cue says that it was not said."""
    head = parse.heads[cue]
    if tuple(parse.folded[max(0, cue - 3) : cue]) == _UNFIT:
        return True
    if head < 0 or parse.deprels[cue] == "root" or is_denied(parse, cue):
        return False
    found = governor_class(parse, cue, head)
    denied = found == "negates" and not (is_denial(parse, cue, head) and is_negated(parse, head, cue))
    return denied or (found == "able" and is_negated(parse, head, cue))


def is_denial(parse: Parse, word: int, head: int) -> bool:
    """ "Denied that they attacked", "denied attacking": a verb of saying, whose negation says nothing of the event."""
    return "clause" in links_of(parse, word, head) or not DENYING.isdisjoint(names_of(parse, head))


def is_left_open(parse: Parse, word: int, head: int) -> bool:
    """ "Did not rule out attacking", "refused to exclude a strike": a possibility that somebody keeps."""
    names = names_of(parse, head)
    rules_out = "out" in (parse.folded[c] for c in parse.children(head)) and "rule" in names
    rules_out = rules_out or not _EXCLUDING.isdisjoint(names)
    return rules_out and (is_negated(parse, head, word) or is_undone(parse, head))
