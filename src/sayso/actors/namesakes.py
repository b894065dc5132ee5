"""Names of the tables that are only part of a longer name here, or that somebody else bears here.

"Mocimboa da Praia" is not Praia, a "Confederation of Workers" no town, "Governor John Kerry Otieno" no American, and
"Colombia's Defence Minister Pedro Sánchez" not the premier of Spain.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.actors.generic import singular
from sayso.actors.lexicon import agents, titles
from sayso.actors.tables import Entry, country_names, word_list
from sayso.actors.tree import GENITIVES, Tree
from sayso.actors.voice import STATE_SECTORS

# Small words inside names of places and bodies; "of" joins bodies in English.
_PARTICLES = frozenset({"de", "da", "do", "das", "dos", "del", "du", "di"})
# Those with an article, behind which mostly a common noun stands ("of the beach"); behind "de" a place does: "Palma de
# Mallorca".
_WITH_ARTICLE = frozenset({"da", "do", "das", "dos", "del", "du"})
# Kinds that a longer name may have at either end: a country stays one in "Santiago de Cuba".
_TOWNS = frozenset({"place", "capital"})
_NATIONS = frozenset({"country", "adjective", "people"})
# Words with which longer names of states' bodies begin.
_RANKS = frozenset({"Independent", "National", "Regional", "Provincial", "Municipal", "Interim"})
_AMERICAN = frozenset({"American", "Americans", "America"})
_PARTS_OF_AMERICA = frozenset("Latin Central South North Pan Inter Ibero Meso Spanish".split())
# Words up to which an office stands between a country and a name: "Colombia's acting deputy defence minister X".
_OFFICE_WORDS = 6
# Those who hold an office for a state; an ally or guest of one country may be of another.
_OFFICIALS = STATE_SECTORS | {"PTY"}

_PLACE_NAMES = frozenset({"GPE", "LOC"})
_OFFICE = "office told by the text"

Raw = tuple[int, int, list[Entry]]
Nations = Mapping[int, list[Entry]]
"""Names of countries by where they end."""


def without_namesakes(tree: Tree, found: Sequence[Raw]) -> list[Raw]:
    """Names with those who may bear them, without those of longer names and of office-holders of another country."""
    nations = {end: options for _, end, options in found if options[0].kind in _NATIONS}
    homes = {end: {entry.home or entry.code for entry in options} for _, end, options in found if _is_place(options)}
    kept = []
    for start, end, options in found:
        if any(entry.user for entry in options):
            kept.append((start, end, options))
        elif not _is_part_of_name(tree, start, end, options) and not _is_of_body(tree, (start, end), options, homes):
            kept.append((start, end, _bearers(tree, start, options, nations)))
    return kept


def _bearers(tree: Tree, start: int, options: list[Entry], nations: Nations) -> list[Entry]:
    """Those who may bear a name; where the text gives its bearer an office of another country, somebody of that."""
    nation = _nation_before(tree, start, nations) if any(entry.kind == "official" for entry in options) else None
    if nation is None:
        return options
    codes = {entry.code for entry in nation}
    may_be = [entry for entry in options if entry.code not in country_names() or {entry.code, entry.home} & codes]
    stranger = Entry(options[0].name, nation[0].code, "official", "GOV", home=nation[0].code, office=_OFFICE)
    return may_be or [stranger]


def _is_of_continent(tree: Tree, start: int, options: Sequence[Entry]) -> bool:
    """ "Latin American leaders", "the Pan-American Highway": of a continent and not of the United States."""
    before = start - 2 if start > 1 and tree.word(start - 1) == "-" else start - 1
    american = tree.word(start) in _AMERICAN and {entry.code for entry in options} == {"USA"}
    return american and before >= 0 and tree.word(before).capitalize() in _PARTS_OF_AMERICA


def _is_part_of_name(tree: Tree, start: int, end: int, options: Sequence[Entry]) -> bool:
    kinds = {entry.kind for entry in options}
    if _is_of_continent(tree, start, options):
        return True
    if kinds == {"official"}:
        return _is_of_longer_person(tree, start, end)
    if kinds <= _TOWNS and _goes_on(tree, end, _PARTICLES | ({"of"} if kinds == {"place"} else frozenset())):
        return True
    return kinds <= _TOWNS and (_goes_before(tree, start) or (kinds == {"place"} and _begins_before(tree, start, end)))


def _begins_before(tree: Tree, start: int, end: int) -> bool:
    """ "Ain Zarqa", a village that is not Zarqa: the tagger sees one name that begins with a word of its own before the
    one of the table, and not with where in or around that it is ("Greater Tunis")."""
    longer = (name for name in tree.names_at(start) if name.kind in _PLACE_NAMES and name.start == start - 1)
    name = next((name for name in longer if name.end == end), None)
    if name is None or not _is_capital(tree, start - 1) or tree.upos[start - 1] != "PROPN":
        return False
    return tree.word(start - 1).lower() not in word_list("of_a_town")


def _is_place(options: Sequence[Entry]) -> bool:
    return {entry.kind for entry in options} <= _TOWNS | {"country", "seat"}


def _is_of_body(tree: Tree, words: tuple[int, int], options: Sequence[Entry], homes: Mapping[int, set[str]]) -> bool:
    """Whether a name is part of another body's: "The Independent Electoral Panel", "Lagos Metropolitan Police"."""
    start, end = words
    if all(entry.sector == "MED" for entry in options) and tree.word(start).lower() == "the":
        near = end < len(tree) and tree.sentence_of(end) == tree.sentence_of(start)
        return near and _is_capital(tree, end) and tree.upos[end] in ("PROPN", "NOUN", "ADJ")
    own = {entry.home or entry.code for entry in options}
    if {entry.kind for entry in options} != {"agency"} or not own <= country_names().keys():
        return False
    before = tree.word(start - 1) if start else ""
    return before in _RANKS or (start in homes and not own & homes[start] and tree.word(start) != "The")


def _goes_on(tree: Tree, end: int, links: frozenset[str]) -> bool:
    """Whether a name goes on behind a small word: "Santa Rosa de Copán"."""
    return end + 1 < len(tree) and tree.word(end) in links and _is_capital(tree, end + 1)


def _goes_before(tree: Tree, start: int) -> bool:
    """Whether a name ends here that began before a small word: "Mocimboa da Praia"."""
    return start > 1 and tree.word(start - 1) in _WITH_ARTICLE and _is_capital(tree, start - 2)


def _is_of_longer_person(tree: Tree, start: int, end: int) -> bool:
    """Whether the tagger sees a person here whose last name comes behind this name: "John Kerry Otieno"."""
    longer = (name for name in tree.names_at(start) if name.kind == "PER" and name.end > end)
    last = next((tree.word(name.end - 1) for name in longer if tree.word(end) not in GENITIVES), "")
    return last[:1].isupper() and last.lower() not in titles() and last.rstrip(".") not in {"Jr", "Sr", "II", "III"}


def _nation_before(tree: Tree, start: int, nations: Nations) -> list[Entry] | None:
    """The country whose office the words before a name tell: "Dominican police chief", "Colombia's minister"."""
    if not _is_office_word(tree, start - 1):
        return None
    first = tree.sentences[tree.sentence_of(start)][0]
    for i in range(start - 1, max(first, start - _OFFICE_WORDS) - 1, -1):
        if i + 1 in nations and i + 1 < start and tree.word(i + 1) != "-":
            return nations[i + 1]
        if tree.upos[i] not in {"NOUN", "PROPN", "ADJ", "PART"} and tree.word(i) not in {"-", *GENITIVES}:
            return None
    return None


def _is_office_word(tree: Tree, i: int) -> bool:
    if i < 0:
        return False
    word = tree.word(i).lower()
    agent = agents().get(singular(word))
    return word in titles() or (agent is not None and agent.person and agent.sector in _OFFICIALS)


def _is_capital(tree: Tree, i: int) -> bool:
    return tree.word(i)[:1].isupper()
