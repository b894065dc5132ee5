"""Clauses that go on with what somebody said before: "The jet was hit, the army said. It fell on our soil."

A report names its source once and goes on without it. What comes next is either more of the same or what the paper
itself knows; it is taken for more of the same only where its words show it: a tense that steps back or ahead ("The two
men had been fished out of the sea", "It will send a patrol"), the same source again right behind it, or a plain detail
of what was just told ("The shooting lasted an hour", "Two of its units were destroyed"). What looks to another day or
place, names somebody new or weighs the news ("It was the second raid in a month") is the paper's own. Behind a colon
that follows a cue all is said ("Nonsense, replied the chief: no shot was fired").
"""

from __future__ import annotations

import re
from functools import cached_property

from msgspec.structs import replace

from sayso.claims.chains import IMPLICIT, Chains
from sayso.claims.cues import cue_at, cues
from sayso.claims.date_readings import words as date_words
from sayso.claims.documents import document_nouns
from sayso.claims.phrases import head_of, words_in
from sayso.claims.quotations import Quotations, find_quotations
from sayso.claims.said import SURE_OF_EVENT
from sayso.claims.selectors import word_sets
from sayso.claims.tense import form_of
from sayso.records import Attribution, SaySo

_SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "expl")
_MAIN = ("conj", "parataxis", "ccomp")
_OURS = frozenset({"we", "one", "you", "nobody"})
_THAT_SHOW = frozenset({"data", "evidence", "figure", "footage", "image", "photograph", "video", "picture"})
_RUNNING = frozenset({"last", "begin", "start", "end", "stop", "cease", "come"})
_PAST = frozenset({"past", "past progressive"})
_DEFINITE = frozenset({"the", "these", "those", "both"})
_THINGS = frozenset({"it", "they"})
_PRONOUNS = _THINGS | {"he", "she"}
_OWNERS = frozenset({"his", "her", "its", "their"})
_NOBODY = frozenset({"nobody", "no", "none"})
_RELATIVES = frozenset({"who", "which", "that"})
_COMING = frozenset({"will", "'ll", "\u2019ll", "wo"})
_DATES = ("month", "month_short", "weekday", "weekday_short")
_YEAR = re.compile(r"(?:19|20)\d\d")


class Continued:
    """What goes on from clause to clause in one article.

    Args:
        chains: the attributions of the article.
    """

    def __init__(self, chains: Chains) -> None:
        self._chains = chains
        self._parse = chains.parse
        self._known: dict[int, Attribution | None] = {}

    def links(self, i: int) -> tuple[SaySo, ...]:
        """The source of a word that stands in no content, if its clause goes on with what was said before; else
        nothing."""
        if self._quotations.at(self._parse.starts[i]) is not None:
            return ()
        number = self._parse.sentence_of(i)
        found = self._behind_stop(number, i) if number in self._speaking else self._of(number)
        return () if found is None else (replace(self._chains.link(found), cue=IMPLICIT),)

    @cached_property
    def _quotations(self) -> Quotations:
        return find_quotations(self._parse.text)

    @cached_property
    def _speaking(self) -> dict[int, list[Attribution]]:
        """The attributions that stand under no other, by the sentence of their cue."""
        found: dict[int, list[Attribution]] = {}
        for a in self._chains.by_id.values():
            words = self._chains.cues[a.id]
            if words is not None and a.parent is None:
                found.setdefault(self._parse.sentence_of(words[0]), []).append(a)
        return found

    def _of(self, number: int) -> Attribution | None:
        """The source of a whole sentence without a cue of its own."""
        if number not in self._known:
            self._known[number] = self._before(number)
        return self._known[number]

    def _before(self, number: int) -> Attribution | None:
        last, (start, end) = number - 1, self._parse.sentences[number]
        if number == 0 or "\n" in self._between(last, number):
            return None
        found = self._told(last) if last in self._speaking else self._of(last)
        if found is None:
            return None
        return found if self._goes_on(self._root((start, end)), (start, end), found) else None

    def _between(self, one: int, other: int) -> str:
        parse = self._parse
        return parse.text[parse.starts[parse.sentences[one][0]] : parse.starts[parse.sentences[other][0]]]

    def _root(self, words: tuple[int, int]) -> int:
        """The topmost word of a clause."""
        parse, (start, end) = self._parse, words
        tops = (i for i in range(start, end) if not start <= parse.heads[i] < end and parse.upos[i] != "PUNCT")
        return next(tops, start)

    def _told(self, number: int, end: int | None = None) -> Attribution | None:
        """The source of a whole sentence, or of what stands before a word of it: the last one, whose cue is its main
        verb or stands beside it."""
        parse = self._parse
        start, last = parse.sentences[number]
        root = self._root((start, last))
        found = [(words, a) for a in self._speaking[number] if (words := self._chains.cues[a.id]) is not None]
        words, a = max((pair for pair in found if end is None or pair[0][1] <= end), default=(None, None))
        if words is None or a is None or not self._is_somebody(a):
            return None
        above = [head_of(parse, words), *parse.ancestors(head_of(parse, words))]
        main = all(parse.heads[k] < 0 or parse.deprels[k] in _MAIN for k in above)
        holds = any(span.start <= parse.starts[root] < span.end for span in a.content)
        return a if main or holds else None

    def _is_somebody(self, a: Attribution) -> bool:
        """Whether a source is known, and not the paper itself."""
        parse = self._parse
        words = words_in(parse, a.source) if a.source else None
        if words is None:
            return False
        head = parse.lemmas[head_of(parse, words)].lower()
        return parse.folded[words[0]] not in _OURS and head not in word_sets()["staff"] and head not in _THAT_SHOW

    def _behind_stop(self, number: int, i: int) -> Attribution | None:
        """ "Nonsense, replied the chief: no shot was fired", "called this obscene; no soldier had fired"."""
        parse = self._parse
        start, end = parse.sentences[number]
        stop = next((k for k in range(i, start, -1) if parse.word(k) in (":", ";")), None)
        if stop is None:
            return None
        words = (stop + 1, next((k for k in range(i, end) if parse.word(k) == ";"), end))
        cued = (self._chains.cues[a.id] for a in self._speaking[number])
        found = self._told(number, stop)
        if found is None or any(cue is not None and stop < cue[0] for cue in cued):
            return None
        if parse.word(stop) == ":":
            return found if self._ends_at(stop, found) else None
        return found if self._goes_on(self._root(words), words, found) else None

    def _ends_at(self, stop: int, a: Attribution) -> bool:
        """Whether nothing but who says it stands between a cue and a colon: "replied the chief of police:"."""
        parse = self._parse
        edges = (words_in(parse, span) for span in (a.cue, a.source) if span is not None)
        return max((words[1] for words in edges if words), default=0) == stop

    def _goes_on(self, root: int, words: tuple[int, int], before: Attribution) -> bool:
        """Whether a clause is more of what was said before it."""
        parse = self._parse
        tells = not before.negated and self._kind_of_cue(before) == "say"
        helpers = {parse.folded[c] for c in parse.children(root) if parse.deprels[c] in ("aux", "aux:pass", "cop")}
        moved = self._moves(words)
        if "had" in helpers or "would" in helpers:
            return not moved
        subject = next((c for c in parse.children(root) if parse.deprels[c] in _SUBJECTS), None)
        if not tells or subject is None:
            return False
        first = min(parse.subtree(subject))
        kind = self._kind(root, first, subject)
        if helpers & _COMING:
            return kind not in ("", "counted")
        if moved or form_of(parse, root) not in _PAST or parse.upos[words[0]] == "ADP":
            return False
        if kind == "person":
            return False
        return bool(kind) or self._speaks_again(parse.sentence_of(root) + 1, before)

    def _kind_of_cue(self, a: Attribution) -> str:
        """How a source says it; plainly where the table has no such word."""
        words = self._chains.cues[a.id]
        phrase = cues().get((" ".join(self._parse.folded[slice(*words)]), "ADP")) if words else None
        row = phrase or (cue_at(self._parse, head_of(self._parse, words)) if words else None)
        return row.kind if row else "say"

    def _is_cleft(self, root: int) -> bool:
        """ "It was Armenian mortars which opened fire": who did it, against who is said to have."""
        parse = self._parse
        end = parse.sentences[parse.sentence_of(root)][1]
        behind = range(root + 1, end)
        return any(parse.folded[i] in _RELATIVES and parse.upos[i - 1] in ("NOUN", "PROPN") for i in behind)

    def _moves(self, words: tuple[int, int]) -> bool:
        """Whether a clause looks to another day, or weighs what it tells against others."""
        parse, moving = self._parse, word_sets()["elsewhen"]
        if not moving.isdisjoint(parse.folded[slice(*words)]):
            return True
        named = {parse.word(i).rstrip(".").casefold() for i in range(*words) if parse.word(i)[0].isupper()}
        dated = any(not named.isdisjoint(date_words(kind)) for kind in _DATES)
        return dated or any(_YEAR.fullmatch(parse.word(i)) for i in range(*words))

    def _kind(self, root: int, first: int, subject: int) -> str:
        """What the subject of a clause shows: it takes up what was told before; empty if it is new."""
        parse = self._parse
        phrase, word = parse.subtree(subject), parse.folded[first]
        if parse.folded[subject] in _PRONOUNS:
            if parse.upos[root] != "VERB" and not self._is_cleft(root):
                return ""  # "It was not clear who", "It was a long night"
            return "thing" if parse.folded[subject] in _THINGS else "person"
        said = cue_at(parse, subject)
        if (said is not None and said.kind == "say") or document_nouns().get(parse.lemmas[subject]) == "document":
            return ""  # "The announcement came after"
        if word in _NOBODY:
            return "own" if parse.lemmas[root].lower() in word_sets()["harmed"] else ""
        if word in _OWNERS:
            return "own"
        if any(parse.upos[k] == "PROPN" for k in phrase):
            return ""
        if any(parse.upos[k] == "NUM" and parse.deprels[k] in ("nummod", "nsubj", "nsubj:pass") for k in phrase):
            return "counted"
        told = subject < len(parse.hints) and parse.hints[subject].score >= SURE_OF_EVENT
        detail = parse.lemmas[root].lower() in _RUNNING or not told  # "The shooting lasted an hour"
        return "known" if detail and word in _DEFINITE else ""

    def _speaks_again(self, number: int, before: Attribution) -> bool:
        """Whether the next sentence is told by the same source again."""
        if number >= len(self._parse.sentences) or "\n" in self._between(number - 1, number):
            return False
        again = self._speaking.get(number, [])
        return any(a.source and a.speaker == before.speaker != () and self._is_same(a, before) for a in again[:1])

    def _is_same(self, one: Attribution, other: Attribution) -> bool:
        """Whether two sources of one code are called alike: by a pronoun, or by the same noun."""
        parse = self._parse
        heads = [head_of(parse, w) for a in (one, other) if a.source and (w := words_in(parse, a.source)) is not None]
        return len(heads) == 2 and (parse.upos[heads[0]] == "PRON" or parse.folded[heads[0]] == parse.folded[heads[1]])
