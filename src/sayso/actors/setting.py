"""Where the story is at a word: the country that unnamed people and bodies there belong to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property

from sayso.actors.article import ArticleNames
from sayso.actors.generic import is_country
from sayso.actors.home import Home
from sayso.actors.matching import TOLD, TOLD_PLACE
from sayso.actors.provenance import is_origin
from sayso.actors.tree import Tree

DOMESTIC_SHARE = 0.4
"""Share of an article's mentions of countries from which on it is the story of one country. Of 0.4 to 0.6 it names
most participants rightly, both in our own international articles and in the domestic ones of the training set."""

EVEN = 0.9
"""From this share of the first country's mentions on the second is spoken of as much."""

FOCUS_WEIGHT = 0.3
"""What an article's most spoken-of country counts against a mention in the word's own sentence."""

FADING = 0.5
"""How much less a mention counts with every sentence that lies between, and again with every paragraph."""

SHARED = 0.3
"""From this share of the first country's mentions on the second makes an article one about both. Chosen on our own
articles and claims/train together with `counterparts.PRESENT`."""

NEARBY = 0.2
"""Presence from which on a country is spoken of here."""

REACH = 40
"""Sentences before a word, and behind it, in which mentions are counted: what is farther off has a presence below
FADING ** REACH, which is nothing."""

MOST = 60
"""Mentions before a word, and behind it, that are counted: only endless sentences have more within REACH."""

AHEAD = 0.5
"""A mention behind the word counts so much of one before it."""

_KINDS = frozenset({"country", "adjective", "people", "seat", "capital", "place", "agency"})


class Setting:
    """Which countries an article speaks of around a word.

    A domestic article has one setting throughout, its focus. In an international one it changes with the sentence:
    a mention counts the less the more sentences and paragraphs lie between.
    """

    def __init__(self, tree: Tree, names: ArticleNames) -> None:
        self._tree, self._names = tree, names
        self._known: dict[int, list[str]] = {}
        self._near: dict[int, dict[str, float]] = {}
        self._places: dict[int, tuple[int, int]] = {}

    @cached_property
    def international(self) -> bool:
        """Whether no country has most of the article's mentions, or two have as good as the same number."""
        counts = sorted(self._names.counts.values(), reverse=True)
        if len(counts) < 2:
            return False
        return counts[0] < DOMESTIC_SHARE * sum(counts) or counts[1] >= EVEN * counts[0]

    @cached_property
    def balance(self) -> float:
        """How much the second country is spoken of beside the first one, between 0 and 1."""
        counts = sorted(self._names.counts.values(), reverse=True)
        return counts[1] / counts[0] if len(counts) > 1 and counts[0] else 0.0

    @property
    def is_of_two(self) -> bool:
        """Whether the article is about two countries."""
        return self.balance >= SHARED

    @property
    def focus(self) -> str | None:
        """The country that the whole article speaks of most."""
        return self._names.focus

    def at(self, i: int) -> str | None:
        """The country to which unnamed people at a word belong; None if the article speaks of none.

        That is the one which the report is from, as long as no other leads the paragraph, else that of the story.
        """
        return self.home.at(i) or self.story(i)

    def story(self, i: int) -> str | None:
        """The country that is spoken of at a word, wherever the report is from; None if the article speaks of none."""
        if not self.international:
            return self._names.focus
        return next((code for code in self.ranked(i) if code in self._names.counts), None)

    def other(self, i: int, codes: Iterable[str], least: float = NEARBY) -> str | None:
        """The most present country around a word besides some, if it is named in the sentence or right before.

        `least` is the presence asked for, from 0 (anywhere) to 1 (right at the word).
        """
        if i not in self._known:
            self.ranked(i)
        near, left_out = self._near[i], set(codes)
        return next((c for c in self._known[i] if c not in left_out and near.get(c, 0.0) >= least), None)

    def ranked(self, i: int) -> list[str]:
        """The countries spoken of around a word, the most present first."""
        if i not in self._known:
            scores = self._scores(i)
            self._known[i] = sorted(scores, key=lambda code: (-scores[code], code))
        return self._known[i]

    def _scores(self, i: int) -> dict[str, float]:
        counts, total = self._names.counts, sum(self._names.counts.values()) or 1.0
        scores = defaultdict(float, {code: FOCUS_WEIGHT * counts[code] / total for code in counts})
        self._near[i] = near = self._presences(i)
        for code, presence in near.items():
            scores[code] += presence
        return scores

    def _around(self, i: int) -> list[tuple[int, str]]:
        """The mentions in the sentences around a word beyond which none is present."""
        sentence, bounds = self._tree.sentence_of(i), self._tree.sentences
        start = bounds[max(0, sentence - REACH)][0]
        end = bounds[min(len(bounds) - 1, sentence + REACH)][1]
        return [*self.between(start, i)[-MOST:], *self.between(i, end)[:MOST]]

    def between(self, start: int, end: int) -> list[tuple[int, str]]:
        """The mentions among the words `[start, end)`."""
        return self.mentions[bisect_left(self.mentions, (start, "")) : bisect_left(self.mentions, (end, ""))]

    def _presences(self, i: int) -> dict[str, float]:
        """How present each country is at a word, between 0 and 1: the last mention of the sentence counts most."""
        near: dict[str, float] = {}
        sentence, paragraph = self._place(i)
        for at, code in self._around(i):
            other = self._place(at)
            side = 1.0 if at <= i else AHEAD
            apart = abs(sentence - other[0]) + abs(paragraph - other[1])
            near[code] = max(near.get(code, 0.0), side * FADING**apart / (1 + abs(i - at) / 100))
        return near

    def _place(self, i: int) -> tuple[int, int]:
        """Sentence and paragraph of a word."""
        if i not in self._places:
            self._places[i] = self._tree.sentence_of(i), self._paragraph(i)
        return self._places[i]

    @cached_property
    def home(self) -> Home:
        """Where the report is from."""
        return Home(self._tree, self._names.match_at, self.mentions)

    @cached_property
    def mentions(self) -> list[tuple[int, str]]:
        """Words that name a country, a people, a place of one or an official, with the code, in text order."""
        held = self._names.match_at.values()
        named = {m.start: m.entry for m in held if m.entry.kind in _KINDS or m.entry.office == TOLD}
        counted = {i: entry for i, entry in named.items() if entry.office != TOLD_PLACE}
        found = [(i, entry.home or entry.code) for i, entry in counted.items() if not is_origin(self._tree, i)]
        officials = [p for p in self._names.people if p.entry is not None]
        found += [(start, p.entry.code) for p in officials if p.entry for start, _ in p.mentions]
        return sorted((i, code) for i, code in found if is_country(code))

    def _paragraph(self, i: int) -> int:
        return bisect_right(self._breaks, self._tree.starts[i])

    @cached_property
    def _breaks(self) -> list[int]:
        text = self._tree.text
        return [i for i in range(1, len(text)) if text[i] == "\n" and text[i - 1] != "\n"]
