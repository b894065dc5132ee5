"""Who is spoken of around a word: what the mentions of each actor show, as numbers for a choice among them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from sayso.actors.tree import Tree, relation

Features = dict[str, float]
Mention = tuple[int, str]
"""A word and the code of whom it stands for."""

REACH = 6
"""Sentences before a word, and a third of that behind it, in which mentions are looked at one by one."""

MOST = 60
"""Actors that are looked at wherever they are named, those spoken of most; only texts as long as books have more."""

FADING = 0.6
"""How much less a mention before the word counts with every sentence between."""

_PARTS = frozenset({"compound", "flat", "amod", "nmod", "appos", "conj", "nummod", "det", "fixed", "goeswith"})
_CLAUSES = frozenset({"VERB", "AUX"})
_DEEPEST = 8


class Surroundings:
    """The mentions of actors in one article, and what they show around a word.

    Args:
        tree: the parsed text.
        mentions: words that stand for actors, with their codes.
        counts: how much the article speaks of each code, if more is known than the number of its mentions.
    """

    def __init__(self, tree: Tree, mentions: Iterable[Mention], counts: Mapping[str, float] | None = None) -> None:
        self._tree = tree
        self._mentions = sorted(set(mentions))
        self._words = [i for i, _ in self._mentions]
        self._counts = counts

    @cached_property
    def shares(self) -> dict[str, float]:
        """The part of the article's mentions that each code has."""
        counts = self._counts or Counter(code for _, code in self._mentions)
        total = sum(counts.values()) or 1.0
        return {code: count / total for code, count in counts.items()}

    @cached_property
    def _ranks(self) -> dict[str, int]:
        ranked = sorted(self.shares, key=lambda code: (-self.shares[code], code))
        return {code: rank for rank, code in enumerate(ranked)}

    @cached_property
    def _leading(self) -> list[str]:
        return list(self._ranks)[:MOST]

    def features(self, i: int) -> dict[str, Features]:
        """What speaks for each code at a word; each feature is between 0 and 1."""
        found: defaultdict[str, Features] = defaultdict(dict)
        above, recent, near = self.clauses(i), dict[str, None](), self._near(i)
        for code in [*self._leading, *(code for _, code in near)]:
            found[code] |= {"share": self.shares.get(code, 0.0), f"rank{min(self._ranks.get(code, 2), 2)}": 1.0}
        for at, code in reversed(near):
            recent.setdefault(code) if at < i else None
            for name, value in self._shown(i, at, above):
                found[code][name] = max(value, found[code].get(name, 0.0))
        for rank, code in enumerate(recent):
            found[code]["recency"] = 1 / (1 + rank)
        return dict(found)

    def _near(self, i: int) -> Sequence[Mention]:
        sentence, sentences = self._tree.sentence_of(i), self._tree.sentences
        start = sentences[max(0, sentence - REACH)][0]
        end = sentences[min(len(sentences) - 1, sentence + REACH // 3)][1]
        return self._mentions[bisect_left(self._words, start) : bisect_left(self._words, end)]

    def clauses(self, i: int) -> list[int]:
        """The verbs above a word, the nearest first, with itself if it is one."""
        found, steps = [], 0
        while i >= 0 and steps < 3 * _DEEPEST:
            if self._tree.upos[i] in _CLAUSES:
                found.append(i)
            i, steps = self._tree.heads[i], steps + 1
        return found[:_DEEPEST]

    def _shown(self, i: int, at: int, above: list[int]) -> list[tuple[str, float]]:
        between = self._tree.sentence_of(i) - self._tree.sentence_of(at)
        if between < 0:
            return [("behind", FADING ** (-1 - between))]
        top, role = self._place(at)
        if between:
            fading = FADING ** (between - 1)
            return [("before", fading), (f"before_{role}", fading)]
        side = "left" if at < i else "right"
        near = 1 / (1 + abs(i - at) / 10)
        shown = [(side, 1.0), (f"{side}_near", near), (f"same_{role}", 1.0)]
        if top in above:
            place = "own" if top == above[0] else "outer"
            shown.append((f"{place}_{role}", 1.0))
        return shown

    def _place(self, at: int) -> tuple[int, str]:
        """The verb on which the phrase of a mention hangs, and as what: subj, obj, obl, part (of such a phrase)."""
        word, steps = at, 0
        while relation(self._tree, word) in _PARTS and self._tree.heads[word] >= 0 and steps < _DEEPEST:
            word, steps = self._tree.heads[word], steps + 1
        kind = relation(self._tree, word)
        role = {"nsubj": "subj", "csubj": "subj", "obj": "obj", "iobj": "obj", "obl": "obl"}.get(kind, "other")
        return self._tree.heads[word], role if word == at or role == "other" else f"{role}_part"
