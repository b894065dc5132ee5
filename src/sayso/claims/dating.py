"""Which date a text gives an event: a choice between the dates of its sentence, those told before or ahead, and none.

Features say how the date hangs in the tree as seen from the event, how far it is, how it is worded, whether tense and
time agree, and what the events before were dated; see `sayso.claims.choices`.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.claims.calendar import as_date, bounds, granularity
from sayso.claims.choices import (
    Event,
    chances,
    clause_of,
    event_at,
    is_own,
    names_event,
    type_of,
    way,
)
from sayso.claims.date_readings import words
from sayso.claims.dates import DateMention
from sayso.claims.distances import days_apart, is_long_before, moved, moved_years, stands_with, years_before
from sayso.claims.elsewhere import (
    aside,
    goes_on,
    is_apart,
    is_of_clause,
    is_of_deed,
    is_of_reaction,
    is_of_thing,
    when_clause,
)
from sayso.claims.forms import stem
from sayso.claims.given import is_known, noun_given
from sayso.claims.grammar import Grammar
from sayso.claims.linear import Features
from sayso.claims.phrases import head_of, words_in
from sayso.reader.parse import Parse

# A date is given from this chance on.
CHANCE = 0.3
# What speaks for the date that a clause is about ("in 1979, when Vietnam was attacked"), in log odds.
SAID = 5.0
# How many sentences back an event that names no date may find one, and how many dates there.
REACH = 6
MEMORY = 3
# A headline's date may stand in the first sentences of the article.
AHEAD = 2
# How many dates at the head of an article may be that of its story.
LEAD = 2
# How many dates that hang on the same word, and on one of the same type, are looked at, the last before the event:
# only texts as long as books have more.
ALIKE = 8
# A date that ended more days than this before the article is old.
OLD = 365
# "Extended the embargo until May": a date of these says how long, not when; "held them until May, when it let them go"
# dates the going.
LIMITS = frozenset({"until", "till"})
# In an aside, dates of these rules may be of the article's news, and a day so near it too; it is too easily misplaced.
FRESH = frozenset({"weekday", "day word", "overnight"})
WEEK = 7
# Within so many words of its sentence's start a date opens it: "In May 2019 ...".
OPENING = 4
# Words of a date up to its last one: "for the 3rd of May".
LONGEST_DATE = 5
# Auxiliaries of what is to come, of what has been, and of what lasts.
COMING = frozenset({"will", "shall", "'ll", "\u2019ll"})
PLANNED = frozenset({"to", "would", "going"})
GONE = frozenset({"had", "was", "were"})
LASTING = frozenset({"has", "have", "'ve", "\u2019ve"})
TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "VBG": "gerund", "VBN": "participle"}


@dataclass(frozen=True, slots=True)
class Dated:
    """A date mention in the tree: its head word, its clause, and the stems and types of the events above it."""

    mention: DateMention
    head: int
    clause: int | None
    hosts: frozenset[str]
    types: frozenset[str]


class Dating:
    """The dates of one article and the events that they belong to, asked for in text order.

    Args:
        grammar: the tree.
        dates: the date mentions of the text; the dateline dates no event and is left out.
        published: ISO date of the article, or None.
    """

    def __init__(self, grammar: Grammar, dates: Iterable[DateMention], published: str | None) -> None:
        self.grammar, self.parse, self.published = grammar, grammar.parse, as_date(published)
        self._helping: dict[int, set[str]] = {}
        self._at: dict[int, list[Dated]] = defaultdict(list)
        for date in dates:
            words = words_in(self.parse, date.span)
            if not words or date.rule == "dateline":
                continue
            head = head_of(self.parse, words)
            if date.preposition not in LIMITS or when_clause(self.parse, head) is not None:
                self._at[self.parse.sentence_of(head)].append(self._place(head, date))
        self._sentences = sorted(self._at)
        self._often = Counter(date.mention.value for placed in self._at.values() for date in placed)
        self._ordered = sorted((d for placed in self._at.values() for d in placed), key=lambda date: date.head)
        self._by_stem = _by_name((date, name) for date in self._ordered for name in date.hosts)
        self._by_type = _by_name((date, name) for date in self._ordered for name in date.types)
        self._last: tuple[int, str | None] | None = None
        self.old: dict[int, float] = {}
        self.sure: dict[int, float] = {}
        self.beside_old: set[int] = set()

    def when(self, trigger: int, verb: int | None = None) -> DateMention | None:
        """The date of an event, resolved; None if the text gives it none. Mentions of one value speak together."""
        event = event_at(self.grammar, trigger, verb)
        found = self.candidates(event)
        verbal = event.trigger == event.clause
        beside = [SAID if verbal and self._is_said(event, date) else 0.0 for date in found]
        single = chances("dating", [self.features(event, date) for date in found], beside)
        together: dict[str | None, float] = defaultdict(float)
        for date, chance in zip(found, single, strict=True):
            together[date.mention.value] += chance
        self.old[trigger] = sum(c for date, c in zip(found, single, strict=True) if self._time(date.mention) == "old")
        value, most = max(together.items(), key=lambda pair: pair[1], default=(None, 0.0))
        self.sure[trigger] = most
        self.learn(trigger, value if most >= CHANCE else None)
        if most < CHANCE:
            return None
        best = max(range(len(found)), key=lambda n: (found[n].mention.value == value, single[n]))
        return found[best].mention

    def learn(self, trigger: int, when: str | None) -> None:
        """Keep what an event was dated, for the events after it."""
        self._last = (trigger, when)

    def candidates(self, event: Event) -> list[Dated]:
        """The dates of the event's sentence, those near before it, those of like events, those of the lead."""
        here = self.parse.sentence_of(event.trigger)
        apart = [d for d in self._at.get(here, ()) if self._is_background(event, d)]
        near = [self._as_told(event, d) for d in self._at.get(here, ()) if d not in apart]
        far = self._far_off(event, here) if years_before(self.parse, event.trigger) is None else []
        if far and (days := days_apart(self.parse, event.trigger, self.parse.sentences[here][0] - 1)):
            far = [] if near else self._off(event, far, days)
        apart += [
            date for date in far if self._is_limit(date) or self._is_aside(event, date) or self._is_untied(event, date)
        ]
        if any(self._time(date.mention) == "old" for date in apart):
            self.beside_old.add(event.trigger)
        return list(dict.fromkeys([*near, *(date for date in far if date not in apart)]))

    def _off(self, event: Event, far: list[Dated], days: int) -> list[Dated]:
        """ "The raid came two days after rebels killed nine": what is told there has the date of the raid, so much off.
        That of "two days after the attack" may be the very one that the text gave the attack."""
        if is_told(self.parse, event.trigger):
            return far
        return [replace(d, mention=replace(d.mention, value=moved(d.mention.value, days))) for d in far]

    def _far_off(self, event: Event, here: int) -> list[Dated]:
        """The dates of other sentences than the event's that it may have, the nearest ones before it first."""
        before = [date for s in range(max(0, here - REACH), here) for date in self._at.get(s, ())][-MEMORY:]
        alike = self._alike(event, here)
        lead = [date for s in self._sentences[:LEAD] if s < here for date in self._at[s]]
        ahead = [date for s in range(1, AHEAD + 1) for date in self._at.get(s, ())] if here == 0 else []
        return [*reversed(before), *reversed([*alike, *lead[:LEAD]]), *ahead]

    def _is_limit(self, date: Dated) -> bool:
        return date.mention.preposition in LIMITS

    def _is_aside(self, event: Event, date: Dated) -> bool:
        """ "The worst attack since the truce collapsed in 2022. ...": the date of an aside is that of no other
        sentence's event, unless that goes on with it."""
        return date.head in self._asides and not goes_on(self.parse, event.trigger, date.head)

    @cached_property
    def _asides(self) -> frozenset[int]:
        """The dates long past that stand in asides, by their heads."""
        past = (d for d in self._ordered if d.mention.preposition == "since" or self._time(d.mention) == "old")
        return frozenset(d.head for d in past if aside(self.parse, d.head) is not None)

    def _is_background(self, event: Event, date: Dated) -> bool:
        """ "Lifted sanctions that it imposed in 2019": a date of a relative clause dates what is told there, "the 2019
        sanctions" and "ten years after he fled" only these."""
        parse, trigger, time = self.parse, event.trigger, self._time(date.mention)
        if self._is_limit(date):
            return not self._is_said(event, date)
        if is_of_deed(self.grammar, event, date.head, date.mention.rule):
            return True
        if is_of_reaction(self.grammar, event, date.head):
            return True
        if is_long_before(parse, trigger, date.head):
            return True
        if time == "old" and (is_apart(parse, trigger, date.head) or is_of_thing(self.grammar, trigger, date.head)):
            return True
        behind = time == "old" or date.head > trigger
        return behind and self._is_over(date.mention) and is_of_clause(self.grammar, trigger, date.head)

    def _is_over(self, date: DateMention) -> bool:
        """Whether a date lies too far back to be that of the article's news."""
        if date.value is None or self.published is None or date.rule in FRESH:
            return False
        days = (self.published - bounds(date.value)[1]).days
        return days > (WEEK if granularity(date.value) == "day" else 0)

    def _is_untied(self, event: Event, date: Dated) -> bool:
        """Whether nothing ties an event to a date long past of another sentence: the same word for it, a pronoun that
        goes on with its story, or a date that opens its sentence and so may hold for the next ones."""
        parse, trigger = self.parse, event.trigger
        if self._time(date.mention) != "old" or self._same(event, date):
            return False
        if date.head > trigger or self._tense(event) in ("present", "perfect", "future"):
            return True
        if date.head - parse.sentences[parse.sentence_of(date.head)][0] < OPENING:
            return False
        subject = self._subject(event.clause)
        return subject is None or parse.upos[subject] != "PRON"

    def _subject(self, clause: int | None) -> int | None:
        """The subject of a clause, or of the one that it is joined to and shares its subject with."""
        parse, grammar = self.parse, self.grammar
        while clause is not None and parse.deprels[clause] == "conj" and grammar.child(clause, "nsubj") is None:
            clause = parse.heads[clause]
        return grammar.child(clause, "nsubj", "nsubj:pass") if clause is not None else None

    def _alike(self, event: Event, here: int) -> list[Dated]:
        """The last dates before a sentence that hang on the same word, or on one of the same type, in text order."""
        names = stem(self.parse.lemmas[event.trigger]), type_of(self.parse, event.trigger)
        found: dict[int, Dated] = {}
        for hosts, name in zip((self._by_stem, self._by_type), names, strict=True):
            dates = hosts.get(name, [])
            last = bisect_left(dates, self.parse.sentences[here][0], key=lambda date: date.head)
            found |= {id(date): date for date in dates[max(0, last - ALIKE) : last]}
        return sorted(found.values(), key=lambda date: date.head)

    # -- placing dates ----------------------------------------------------------------------------------------------

    def _place(self, head: int, date: DateMention) -> Dated:
        clause = self.parse.heads[head] if self.grammar.is_verbal(head) else clause_of(self.grammar, head)
        ahead = date.preposition == "for" and self._is_planned(head)
        value = date.resolve("future" if ahead else self._direction(clause)) or date.value
        if ahead:
            date = replace(date, past=value, future=value)
        hosts = [a for a in self.parse.ancestors(head) if names_event(self.parse, a)]
        stems, types = {stem(self.parse.lemmas[a]) for a in hosts}, {type_of(self.parse, a) for a in hosts}
        return Dated(replace(date, value=value), head, clause, frozenset(stems), frozenset(types))

    def _is_planned(self, head: int) -> bool:
        """ "Planned for Friday", "announced for Saturday", where no verb of the past tells it."""
        parse = self.parse
        link = next((i for i in range(head - 1, max(1, head - LONGEST_DATE), -1) if parse.folded[i] == "for"), None)
        if link is None or parse.lemmas[link - 1].lower() not in words("planning"):
            return False
        return parse.upos[link - 1] in ("VERB", "ADJ") and parse.upos[link - 2] in ("NOUN", "PROPN", "PUNCT")

    def _as_told(self, event: Event, date: Dated) -> Dated:
        """A date whose own clause does not say whether it is past or future, read as the event's clause is; for what
        was "two days after" it, so much off."""
        if days := days_apart(self.parse, event.trigger, date.head):
            return replace(date, mention=replace(date.mention, value=moved(date.mention.value, days)))
        if (years := years_before(self.parse, event.trigger)) and not stands_with(self.parse, event.trigger, date.head):
            return replace(date, mention=replace(date.mention, value=moved_years(date.mention.value, years)))
        way_of_event = None if self._direction(date.clause) else self._direction(event.clause)
        value = date.mention.resolve(way_of_event) if way_of_event else None
        value = value or date.mention.value
        if value and self._is_said(event, date):
            value = value.partition("/")[0]
        return date if value == date.mention.value else replace(date, mention=replace(date.mention, value=value))

    def _is_said(self, event: Event, date: Dated) -> bool:
        """Whether the event's clause is the one that a date is followed by: "in 1979, when Vietnam was attacked"."""
        clause = when_clause(self.parse, date.head)
        return clause is not None and (clause == event.clause or self._goes_with(event, clause))

    def _goes_with(self, event: Event, clause: int) -> bool:
        return self.parse.deprels[event.trigger] == "conj" and self.parse.heads[event.trigger] == clause

    def _direction(self, clause: int | None) -> str | None:
        """Whether a clause tells of the past or the future, by its verb and auxiliaries; None if they do not say."""
        if clause is None or clause < 0:
            return None
        auxiliaries = self._auxiliaries(clause)
        if auxiliaries & COMING:
            return "future"
        past = self.parse.xpos[clause] == "VBD" or bool(auxiliaries & (GONE | LASTING))
        past = past or noun_given(self.parse, clause) is not None
        return "past" if past and self.parse.upos[clause] in ("VERB", "AUX") else None

    def _auxiliaries(self, clause: int) -> set[str]:
        if clause not in self._helping:
            below = self.parse.children(clause)
            self._helping[clause] = {
                self.parse.word(c).lower() for c in below if self.grammar.base(c) in ("aux", "mark")
            }
        return self._helping[clause]

    def _same(self, event: Event, date: Dated) -> bool:
        return stem(self.parse.lemmas[event.trigger]) in date.hosts

    def _same_type(self, event: Event, date: Dated) -> bool:
        return type_of(self.parse, event.trigger) in date.types

    # -- features ---------------------------------------------------------------------------------------------------

    def features(self, event: Event, date: Dated) -> Features:
        """What speaks for and against a date; an event without any date has no features."""
        here = self.parse.sentence_of(event.trigger) == self.parse.sentence_of(date.head)
        side, found = ("near", self._near(event, date)) if here else ("far", self._far(event, date))
        kind = "verb" if self.grammar.is_verbal(event.trigger) else "noun"
        named = (
            f"{self._tense(event)} {self._time(date.mention)}",
            f"{kind} {self.grammar.base(event.trigger)}",
            f"rule {date.mention.rule}",
            f"preposition {date.mention.preposition}",
            f"type {type_of(self.parse, event.trigger)}",
            self._after_last(event, date),
        )
        return found | {f"{side} {name}": 1.0 for name in named}

    def _near(self, event: Event, date: Dated) -> Features:
        others = [d for d in self._at[self.parse.sentence_of(date.head)] if d.head != date.head]
        distance = abs(date.head - event.trigger)
        own = is_own(self.grammar, event, date.head)
        return {
            "near": 1.0,
            **way(self.grammar, event, date.head),
            "rivals": math.log1p(len(others)),
            "nearer rivals": math.log1p(sum(abs(d.head - event.trigger) < distance for d in others)),
            "own rival": float(not own and any(is_own(self.grammar, event, d.head) for d in others)),
        }

    def _far(self, event: Event, date: Dated) -> Features:
        parse, told = self.parse, is_told(self.parse, event.trigger)
        gap = parse.sentence_of(event.trigger) - parse.sentence_of(date.head)
        low, high = sorted((date.head, event.trigger))
        passed = self._passed(low, high)
        same, alike = self._same(event, date), self._same_type(event, date)
        root = date.clause is not None and date.clause >= 0 and parse.heads[date.clause] < 0
        steps = f"gap {min(gap, 3)}" if gap > 0 else "ahead"
        return {
            "far": 1.0,
            steps: 1.0,
            f"{steps} {self._tense(event)}": 1.0,
            f"far {granularity(date.mention.value) if date.mention.value else 'unknown'}": 1.0,
            "gap": math.log1p(max(gap, 0)),
            "passed": math.log1p(passed),
            "same": float(same),
            "same, told": float(same and told),
            "same, last": float(same and not passed),
            "same type": float(alike),
            "same type, told": float(alike and told),
            "told": float(told),
            "lead": float(parse.sentence_of(date.head) <= LEAD),
            "first": float(parse.sentence_of(date.head) == self._sentences[0]),
            "often": math.log1p(self._often[date.mention.value]),
            "root": float(root),
            "both roots": float(root and parse.heads[event.trigger] < 0),
            "paragraphs": math.log1p(self._breaks(parse.starts[low], parse.starts[high])),
            "own dates": float(bool(self._at.get(parse.sentence_of(event.trigger)))),
            "own, last": float(bool(date.hosts) and not passed),
        }

    def _breaks(self, start: int, end: int) -> int:
        """How many line breaks a stretch of the text has."""
        return bisect_left(self._lines, end) - bisect_left(self._lines, start)

    @cached_property
    def _lines(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.parse.text)]

    def _passed(self, low: int, high: int) -> int:
        """How many dates stand between two words."""
        first = bisect_right(self._ordered, low, key=lambda date: date.head)
        return max(0, bisect_left(self._ordered, high, key=lambda date: date.head) - first)

    def _after_last(self, event: Event, date: Dated) -> str:
        """Whether the event told right before has this date, another or none, and how near it is."""
        if self._last is None:
            return "first event"
        trigger, when = self._last
        gap = min(abs(self.parse.sentence_of(event.trigger) - self.parse.sentence_of(trigger)), 2)
        return f"{'as' if when == date.mention.value else 'unlike' if when else 'undated'} last {gap}"

    def _tense(self, event: Event) -> str:
        """Tense of the event's clause; of a noun that of the verb above it."""
        if event.clause is None:
            return "none"
        auxiliaries = self._auxiliaries(event.clause)
        if auxiliaries & (COMING | PLANNED):
            return "future"
        if auxiliaries & LASTING:
            return "perfect"
        return "past" if auxiliaries & GONE else TENSES.get(self.parse.xpos[event.clause], "bare")

    def _time(self, date: DateMention) -> str:
        """Where a date lies as seen from the article's: after, old, before, around."""
        if date.value is None or self.published is None:
            return "unknown"
        first, last = bounds(date.value)
        if first > self.published:
            return "after"
        days = (self.published - last).days
        return "old" if days > OLD else "before" if days > 0 else "around"


def _by_name(pairs: Iterable[tuple[Dated, str]]) -> dict[str, list[Dated]]:
    found: dict[str, list[Dated]] = {}
    for date, name in pairs:
        found.setdefault(name, []).append(date)
    return found


def is_told(parse: Parse, noun: int) -> bool:
    """Whether a noun speaks of what is known already: "the rally", "that attack", "his murder"."""
    return parse.upos[noun] == "NOUN" and is_known(parse, noun)
