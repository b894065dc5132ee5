"""Transcripts: proceedings, briefings and interviews that put a speaker's name and a colon before what is said.

The Chair: I call the delegate of Peru.            QUESTION: Will you free the crew?
Ms. Rao (India): We warn against any adventure.    A: They are our guests.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.claims.drafts import Draft
from sayso.claims.phrases import words_in
from sayso.claims.quotations import Quotations
from sayso.claims.selectors import word_sets
from sayso.reader.parse import Parse
from sayso.records import Span

# A label: words with a capital, small words between them, brackets behind a name; then a colon and a blank.
_WORD = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*"
_SMALL = r"(?:of|for|the|and|de|la|al|van|von|bin|to)"
_LABEL = re.compile(rf"[\"\u201c]?(?P<name>{_WORD}(?: (?:{_WORD}|{_SMALL}))*(?: \([^()\n]{{1,60}}\))*):\s+(?=\S)")
_ASKS = frozenset({"q", "question", "interviewer", "reporter", "journalist", "moderator"})
_ANSWERS = frozenset({"a", "answer", "interviewee"})
ASKING = "journalist"
"""The code of whoever asks the questions."""
LEAST_TURNS = 3
LEAST_SHARE = 0.5
"""So many turns, and such a share of all paragraphs, make a transcript. Of 1282 articles (our own annotated ones and
PolNeAR's of train and dev) ten have as many, all of them talks; lists and captions stay below 0.45."""
TURN = "turn"
_SCORE = 0.6


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: the span of the speaker's label, and of what is said, paragraph by paragraph."""

    label: Span
    said: tuple[Span, ...]


def is_label(word: str) -> bool:
    """Whether a label stands for a part in the talk and no name: "Q", "Answer"."""
    return word.lower() in _ASKS | _ANSWERS


def asks(word: str) -> bool:
    """Whether a label is that of the one who asks."""
    return word.lower() in _ASKS


def answers(word: str) -> bool:
    """Whether a label is that of the one who answers, and no name."""
    return word.lower() in _ANSWERS


def find_turns(quotations: Quotations) -> list[Turn]:
    """The turns of a transcript, in text order; none if the text is none.

    What stands between two turns belongs to the first of them, what stands behind the last is the narrator's.
    """
    text, paragraphs = quotations.text, quotations.paragraphs
    labels = [(n, m) for n, p in enumerate(paragraphs) if (m := _LABEL.match(text, p.start, p.end))]
    heads = [(n, m) for n, m in labels if m["name"].lower() not in word_sets()["heading"]]
    parts = [m["name"].split()[0] for _, m in heads]  # "Question (Reuters)"
    if any(map(asks, parts)) and any(map(answers, parts)):
        heads = [head for head, part in zip(heads, parts, strict=True) if is_label(part)]
    if len(heads) < LEAST_SHARE * len(paragraphs):
        heads = _of_a_talk(heads)
    if len(heads) < LEAST_TURNS:
        return []
    ends = [n for n, _ in heads[1:]] + [heads[-1][0] + 1]
    return [
        Turn(Span(*m.span("name")), (Span(m.end(), paragraphs[n].end), *paragraphs[n + 1 : end]))
        for (n, m), end in zip(heads, ends, strict=True)
    ]


def _of_a_talk(heads: list[tuple[int, re.Match[str]]]) -> list[tuple[int, re.Match[str]]]:
    """The labels of a talk that an article only quotes from: those of at least two speakers who speak again."""
    count = Counter(m["name"] for _, m in heads)
    again = {name for name, times in count.items() if times > 1}
    return [(n, m) for n, m in heads if m["name"] in again] if len(again) > 1 else []


def with_turns(parse: Parse, drafts: list[Draft], quotations: Quotations) -> list[Draft]:
    """Drafts with those of the turns, without what else took a label for a source or for something said."""
    turns = list(_turn_drafts(parse, find_turns(quotations)))
    labels = {i for d in turns if d.source is not None for i in range(*d.source)}
    return [d for d in drafts if not _takes(d, labels)] + turns


def _takes(draft: Draft, labels: set[int]) -> bool:
    """A draft whose source is a label, or whose cue lies in one."""
    parts = [part for part in (draft.source, draft.cue) if part is not None]
    return any(not labels.isdisjoint(range(*part)) for part in parts)


def _turn_drafts(parse: Parse, turns: list[Turn]) -> Iterator[Draft]:
    for turn in turns:
        source = words_in(parse, turn.label)
        content = tuple(words for part in turn.said if (words := words_in(parse, part)) is not None)
        if source is not None and content:
            yield Draft(None, source, content, TURN, _SCORE)
