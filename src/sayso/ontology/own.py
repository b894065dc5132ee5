"""A user's own event types: TOML files, read and checked. What they mean for reading is for `sayso.claims.own_types`.

In an example `[...]` holds words for who did it, `{...}` for whom it was done to, and `*...*` the words that name the
event; each may stand several times, the last at least once.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

import msgspec

from sayso.errors import OntologyError
from sayso.ontology.plover import event_types, modes
from sayso.records import Span

ENDING = ".toml"
NAME = re.compile(r"[A-Z][A-Z0-9_]*")
WORDS = re.compile(r"(?P<said>[^=!()]+?)(?:\s*\((?P<pos>verb|noun|adjective)\))?(?P<conditions>(?:\s*!?=[^=!]+)*)")
CONDITION = re.compile(r"(!?)=([^=!]+)")
POS = {"verb": "VERB", "noun": "NOUN", "adjective": "ADJ"}
MARKS = {"[": ("actor", "]"), "{": ("recipient", "}"), "*": ("trigger", "*")}


class Marked(msgspec.Struct, frozen=True):
    """An example without its marks, and the spans that they stood around."""

    text: str
    trigger: tuple[Span, ...]
    actor: tuple[Span, ...] = ()
    recipient: tuple[Span, ...] = ()


class Word(msgspec.Struct, frozen=True):
    """Words that may name an event: their base forms, part of speech (None: any), and what must or must not go with
    them as object, in a phrase with a preposition, or in front of a noun."""

    lemma: tuple[str, ...]
    pos: str | None = None
    beside: tuple[str, ...] = ()
    not_beside: tuple[str, ...] = ()


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which claims of another type an own type takes over; all that is given must hold.

    `words` are base forms of the trigger, `object_words` of the object or of what is put before or after the trigger;
    `actor` and `recipient` hold codes one of which must be there.
    """

    event: str
    mode: str | None = None
    words: tuple[str, ...] = ()
    object_words: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    context: tuple[str, ...] = ()


class OwnType(msgspec.Struct, frozen=True, kw_only=True):
    """An event type of the user's own; `parent` is the PLOVER type it falls under, None for none of them."""

    name: str
    parent: str | None = None
    mode: str | None = None
    description: str = ""
    words: tuple[Word, ...] = ()
    examples: tuple[Marked, ...] = ()
    counterexamples: tuple[str, ...] = ()
    when: tuple[When, ...] = ()
    path: str = ""


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    parent: str | None = None
    mode: str | None = None
    description: str = ""
    words: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()
    when: tuple[When, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    event: tuple[_Table, ...]
    lists: dict[str, tuple[str, ...]] = {}


def is_ontology(path: Path) -> bool:
    """Whether a file of the user's own holds event types, by its ending."""
    return path.suffix == ENDING


def ontology_files(paths: str | Path | Iterable[str | Path]) -> tuple[Path, ...]:
    """One or several files of event types, as paths.

    Raises:
        OntologyError: one has another ending than `.toml`.
    """
    found = tuple(map(Path, [paths] if isinstance(paths, str | Path) else paths))
    for path in found:
        if not is_ontology(path):
            _refuse(path, "a file of event types ends in .toml", "Rename it, or give a table of actors as such")
    return found


def load_ontology(paths: Iterable[Path]) -> tuple[OwnType, ...]:
    """The event types of ontology files, in their order.

    Raises:
        OntologyError: a file cannot be read, is no TOML, or says something that cannot be; the message names file and
            type.
    """
    found = [kind for path in paths for kind in _read(path)]
    names = [kind.name for kind in found]
    for kind in found:
        if names.count(kind.name) > 1:
            _refuse(kind.path, f"{kind.name} is defined twice", "Give one of the two another name")
        for rule in kind.when:
            _check_event(rule, kind, names)
    return tuple(found)


def _read(path: Path) -> Iterator[OwnType]:
    try:
        file = msgspec.toml.decode(path.read_bytes(), type=_File)
    except OSError as problem:
        _refuse(path, f"it cannot be read: {problem.strerror}", "Name a TOML file")
    except msgspec.ValidationError as problem:
        _refuse(path, _in_words(str(problem)), "Mend the entry; docs/own_types.md lists what there is")
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        _refuse(path, f"it is no TOML: {problem}", "Mend the line")
    for table in file.event:
        try:
            yield _own_type(table, file.lists, str(path))
        except ValueError as problem:
            fact, _, remedy = str(problem).partition("|")
            _refuse(path, f"{table.name}: {fact}", remedy or "Mend the entry")


def _in_words(problem: str) -> str:
    """ "... - at `$.event[0].words`" with the number of the event in human counting."""
    found = re.fullmatch(r"(.*) - at `\$(?:\.event(?:\[(\d+|\.\.\.)\])?)?\.?(.*)`", problem)
    if found is None:
        return problem
    said, number, entry = found.groups()
    where = f"event {int(number) + 1}" if number and number.isdigit() else "an event" if number else "the file"
    return f"{said} in {where}" + (f", entry {entry}" if entry else "")


def _own_type(table: _Table, lists: Mapping[str, Sequence[str]], path: str) -> OwnType:
    _check(table)
    return OwnType(
        name=table.name,
        parent=table.parent,
        mode=table.mode,
        description=table.description,
        words=tuple(parse_word(text, lists) for text in table.words),
        examples=tuple(map(parse_marked, table.examples)),
        counterexamples=tuple(map(_unmarked, table.counterexamples)),
        when=tuple(_with_lists(rule, lists) for rule in table.when),
        path=path,
    )


def _check(table: _Table) -> None:
    """Raises ValueError with fact and remedy."""
    if not NAME.fullmatch(table.name):
        raise ValueError("the name has more than capitals, digits and _|Write it like CYBER_ATTACK")
    if table.name in event_types():
        raise ValueError("PLOVER has a type of this name|Choose another one, and make this its parent")
    if table.parent is not None and table.parent not in event_types():
        raise ValueError(f"{table.parent!r} is no PLOVER type|{_near(table.parent, event_types())}")
    if table.mode is not None and (table.parent or "", table.mode) not in modes():
        known = sorted(mode for event, mode in modes() if event == table.parent)
        raise ValueError(f"{table.mode!r} is no mode of {table.parent or 'a type without parent'}|{_near('', known)}")
    if not (table.words or table.examples or table.when):
        raise ValueError("nothing says what it is|Give words, examples or when")
    if table.words and not table.examples:
        raise ValueError("it has words and no example|Give one or more sentences with [actor], {recipient}, *trigger*")


def _check_event(rule: When, kind: OwnType, names: Sequence[str]) -> None:
    if rule.event not in event_types() and rule.event not in names:
        _refuse(kind.path, f"{kind.name}: when: {rule.event!r} is no event type", _near(rule.event, event_types()))
    if rule.mode is not None and rule.event in event_types() and (rule.event, rule.mode) not in modes():
        known = sorted(mode for event, mode in modes() if event == rule.event)
        _refuse(kind.path, f"{kind.name}: when: {rule.mode!r} is no mode of {rule.event}", _near(rule.mode, known))


def _near(word: str, known: Iterable[str]) -> str:
    listed = list(known)
    near = difflib.get_close_matches(word.upper(), listed, n=1) or difflib.get_close_matches(word, listed, n=1)
    return f"Did you mean {near[0]}?" if near else f"There is {', '.join(listed) or 'none'}"


def parse_word(text: str, lists: Mapping[str, Sequence[str]] | None = None) -> Word:
    """`take down = site/website`, `hack (verb)`, `breach != contract`, `push back = @people` with a list of the file.

    Raises ValueError with fact and remedy.
    """
    found = WORDS.fullmatch(text.strip().lower())
    if found is None:
        raise ValueError(f"{text!r} cannot be read|Write it like `take down = site/website`")
    sides: dict[str, tuple[str, ...]] = {"": (), "!": ()}
    for mark, listed in CONDITION.findall(found["conditions"]):
        sides[mark] += _listed([word.strip() for word in listed.split("/")], lists or {})
    if "" in (*sides[""], *sides["!"]):
        raise ValueError(f"{text!r} has an empty word|Take out the stray /")
    return Word(tuple(found["said"].split()), POS.get(found["pos"] or ""), sides[""], sides["!"])


def _with_lists(rule: When, lists: Mapping[str, Sequence[str]]) -> When:
    words, things = _listed(rule.words, lists), _listed(rule.object_words, lists)
    return msgspec.structs.replace(rule, words=words, object_words=things)


def _listed(words: Iterable[str], lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Words in small letters, with those of a list where one of its name stands (`@people`)."""
    found: list[str] = []
    for word in words:
        if word.startswith("@") and word[1:] not in lists:
            raise ValueError(f"there is no list {word[1:]!r}|{_near(word[1:], lists)}")
        found += [each.lower() for each in (lists[word[1:]] if word.startswith("@") else [word])]
    return tuple(found)


def parse_marked(text: str) -> Marked:
    """An example with its marks taken out. Raises ValueError with fact and remedy."""
    spans: dict[str, list[Span]] = {"actor": [], "recipient": [], "trigger": []}
    plain, closing, start = "", "", 0
    for char in text:
        if closing and char == closing[-1]:
            slot, closing = closing[:-1], ""
            spans[slot].append(Span(start, len(plain)))
        elif not closing and char in MARKS:
            slot, end = MARKS[char]
            closing, start = slot + end, len(plain)
        elif char in "[]{}*":
            raise ValueError(f"the marks of {text!r} do not close|Write [actor], {{recipient}} and *trigger*")
        else:
            plain += char
    if closing:
        raise ValueError(f"the marks of {text!r} do not close|Write [actor], {{recipient}} and *trigger*")
    if not spans["trigger"]:
        raise ValueError(f"no trigger is marked in {text!r}|Put asterisks around the words that name the event")
    if any(not span.of(plain).strip() for found in spans.values() for span in found):
        raise ValueError(f"a mark of {text!r} is empty|Put it around words")
    return Marked(plain, tuple(spans["trigger"]), tuple(spans["actor"]), tuple(spans["recipient"]))


def _unmarked(text: str) -> str:
    if set(text) & set("[]{}*"):
        raise ValueError(f"the counterexample {text!r} has marks|Take them out: nothing in it is such an event")
    return text


def _refuse(path: Path | str, fact: str, remedy: str) -> NoReturn:
    raise OntologyError(f"{path}: {fact}.", remedy if remedy.endswith("?") else f"{remedy}.")
