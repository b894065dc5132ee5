"""Where a report stands: the country of its dateline, to which unnamed people and bodies belong.

"DHAKA - Police arrested three Pakistanis": the police are of the country that the report is from, however many others
it names for what they suffer, own or are on their way to. Not where the report is one from abroad ("DUBAI - Yemen's
Houthis struck a ship"), nor where another country leads the paragraph.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import takewhile

from sayso.actors.generic import is_country
from sayso.actors.matching import Match
from sayso.actors.tables import rows, word_list
from sayso.actors.tree import Tree, relation

DASHES = frozenset({"-", "\u2013", "\u2014", "--"})

LETTERS = 3
"""Letters from which on a word in capitals is the place of a dateline."""

_NEAR = 8
"""Words among which the dash of a dateline may stand behind whatever words."""
_FAR = 22
"""Words among which it may stand behind names, numbers and signs alone: "ABUJA, Nigeria, March 3, 2026 (XYZ) -"."""
_SIGNS = frozenset({",", ".", "/", "(", ")", "'s", "\u2019s", "de", "of", "la"})

FOREIGN = 3
"""Mentions of another country from which on a report that names its own less often, and no country as the subject of
its first sentence, is one from abroad."""

MOST = 60
"""Mentions before a word that are looked at: only endless paragraphs have more."""
_HEAD = 4
"""Sentences at the start of a text of which one may begin with a dateline, behind a headline and a name."""
_PLACES = frozenset({"country", "capital", "place"})
_BELOW = frozenset({"compound", "flat", "amod", "nmod", "appos", "conj"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CLIMB = 4


def dash_of(tree: Tree, i: int) -> int | None:
    """The dash that ends the dateline which a word begins; None where it begins none."""
    word = tree.word(i)
    if not word.isupper() or len(word) + _more(tree, i) < LETTERS or not _opens_line(tree, i):
        return None
    after = range(i + 1, min(i + _FAR, len(tree)))
    line = takewhile(lambda j: j < i + _NEAR or all(_is_of_dateline(tree, k) for k in range(i, j)), after)
    return next((j for j in line if tree.word(j) in DASHES and tree.starts[j] > tree.ends[j - 1]), None)


def _more(tree: Tree, i: int) -> int:
    """Letters of a second word in capitals: "LA PAZ -"."""
    return len(tree.word(i + 1)) if i + 1 < len(tree) and tree.word(i + 1).isupper() else 0


def _is_of_dateline(tree: Tree, i: int) -> bool:
    word = tree.word(i)
    return word in _SIGNS or not word[:1].islower()


def _opens_line(tree: Tree, i: int) -> bool:
    """Whether nothing but blanks stands between a word and the start of its line."""
    before = tree.text[tree.ends[i - 1] if i else 0 : tree.starts[i]].strip(" \t")
    return i == 0 or before[-1:].isspace()


def filed(tree: Tree, at: Mapping[int, Match]) -> tuple[str | None, int]:
    """The code of the country of a text's dateline and the dash that ends it.

    None for a text without one, for places of two countries and for the seats of international bodies. `at` holds the
    names of the tables by the word that they stand at.
    """
    starts = ((first, dash_of(tree, first)) for first, _ in tree.sentences[:_HEAD])
    lines = (range(i, dash) for i, dash in starts if dash is not None)
    line = next((line for line in lines if all(_is_of_dateline(tree, i) for i in line)), range(0))
    places = [
        m
        for i in takewhile(lambda i: tree.word(i) != "(", line)
        if (m := at.get(i)) is not None and m.entry.kind in _PLACES
    ]
    named = {m.entry.code for m in places if m.entry.kind == "country"}
    found = named if len(named) == 1 else {m.entry.code for m in places}
    if len(found) != 1 or any(tree.word(i).lower() in word_list("seat_of_bodies") for i in line):
        return None, line.stop
    return next((code for code in found if is_country(code)), None), line.stop


def of_the_country(tree: Tree, matches: Sequence[Match]) -> list[Match]:
    """The names of an article, those that bodies of many states bear being of the state that it is filed from, or of
    that of them which is named beside.

    "NAIROBI - The Electoral Commission rejected the complaint": not the British one, of which the article says no word.
    "The convoy left Michoacan. Nine men of the National Guard died": not the American one, named elsewhere.
    """
    if not any(match.entry.kind == "agency" and match.entry.name in common_names() for match in matches):
        return list(matches)
    code, _ = filed(tree, {i: match for match in matches for i in range(match.start, match.end)})
    sure = [(m.start, m.entry.home or m.entry.code) for m in matches if m.entry.name not in common_names()]
    return [_at_home(match, code, sure) for match in matches]


def _at_home(match: Match, code: str | None, sure: Sequence[tuple[int, str]]) -> Match:
    known = common_names().get(match.entry.name)
    if known is None or match.entry.kind != "agency" or match.entry.user or match.entry.code == code:
        return match
    sector, others = known
    if code is None or any(named == match.entry.code for _, named in sure):
        may_be = {match.entry.code, *others, *([code] if code else [])}
        before = [named for at, named in sure if at < match.start and named in may_be]
        behind = [named for at, named in sure if at > match.start and named in may_be]
        code = next(iter([*before[-1:], *behind[:1]]), match.entry.code)
    return replace(match, entry=match.entry._replace(code=code, home=code, sector=sector))


@cache
def common_names() -> Mapping[str, tuple[str, tuple[str, ...]]]:
    """Sector and other states by the names that bodies of many states bear, one of which alone is in the tables."""
    return {row["name"]: (row["sector"], tuple(row["others"].split("|"))) for row in rows("common_names")}


class Home:
    """The country that a report is from.

    Args:
        tree: the parsed text.
        at: the names of the tables by the word that they stand at.
        mentions: the words that name a country, a place or an official of one, with its code, in text order.
    """

    def __init__(self, tree: Tree, at: Mapping[int, Match], mentions: Sequence[tuple[int, str]]) -> None:
        self._tree, self._at, self._mentions = tree, at, mentions

    @cached_property
    def code(self) -> str | None:
        """The code of the country; None without a dateline, and for a report from abroad."""
        return self.filed if self.filed is not None and not self._is_from_abroad(self.filed) else None

    @property
    def filed(self) -> str | None:
        """The code of the country of the dateline, whatever the report is about; None without one."""
        return self._filed[0]

    @property
    def start(self) -> int:
        """The word at which the dateline ends and the report begins."""
        return self._filed[1]

    @cached_property
    def _filed(self) -> tuple[str | None, int]:
        return filed(self._tree, self._at)

    def at(self, i: int) -> str | None:
        """The country at a word; None where another one leads the paragraph up to it, or there is none."""
        if (home := self.code) is None:
            return None
        start = self._tree.text.rfind("\n", 0, self._tree.starts[i]) + 1
        last = bisect_left(self._mentions, (i, ""))
        before = reversed(self._mentions[max(0, last - MOST) : last])
        here = takewhile(lambda mention: self._tree.starts[mention[0]] >= start, before)
        lead = next((code for word, code in here if self._leads(word) is not None), home)
        return home if lead == home else None

    def _is_from_abroad(self, home: str) -> bool:
        """Whether another country leads the first sentence or, where none does, is what the report speaks of.

        That goes too where one is led by and home only tells it: "a Belarusian was poisoned, a Polish clinic said".
        """
        dash = self._filed[1]
        end = self._tree.sentences[self._tree.sentence_of(min(dash + 1, len(self._tree) - 1))][1]
        behind = [(i, code) for i, code in self._mentions if i > dash]
        first = next((i for i in range(dash, end) if self._tree.deprels[i] in _SUBJECTS), -1)
        led = ((self._leads(i), code) for i, code in behind if i < end)
        lead = [code for i, code in led if i is not None and (i == first or self._is_of_main_verb(i))]
        counts = Counter(code for _, code in behind)
        if lead and (home not in lead or home == lead[0]):
            return home not in lead
        others = max((count for code, count in counts.items() if code != home), default=0)
        return others >= FOREIGN and others > counts[home]

    def _is_of_main_verb(self, subject: int) -> bool:
        return self._tree.deprels[self._tree.heads[subject]] == "root"

    def _leads(self, i: int) -> int | None:
        """The subject that a name is or is part of; None for other words."""
        for _ in range(_CLIMB):
            if self._tree.deprels[i] in _SUBJECTS:
                return i
            if relation(self._tree, i) not in _BELOW or self._tree.heads[i] < 0:
                return None
            i = self._tree.heads[i]
        return None
