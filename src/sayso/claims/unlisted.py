"""Sources that no table has: people by their employer or country, bodies by place, names and things by their words."""

from __future__ import annotations

import re
from functools import cached_property

from sayso.actors.generic import is_country
from sayso.actors.resolution import is_guess
from sayso.claims.coreference import Coreference, HeadResolver
from sayso.claims.documents import document_nouns
from sayso.claims.factuality_words import NOBODY
from sayso.claims.mentions import noun_class
from sayso.claims.phrases import Range, noun_phrase
from sayso.reader.parse import Parse

ALOOF = frozenset(
    (
        "media press outlet publication newspaper radio station tabloid broadcaster diplomat expert analyst observer"
        " scientist researcher economist forecaster meteorologist commentator pundit journalist correspondent source"
    ).split()
)
"""Nouns for people and bodies who watch a story rather than belong to its country: of those without an owner our own
annotators named 30 by their words and 6 by a country."""
_SOMEBODY = frozenset({"people", "person", "somebody", "someone", "individual", "source"})
_INSIDER = re.compile(
    r"(?:directly |closely )?(?:familiar|briefed|acquainted|close to|privy to|aware of)\b"
    r"|with (?:direct |first-?hand )?knowledge\b"
)
"""What follows a word for people who know of a matter and of whom no more is said."""
CALLED = frozenset(
    (
        "newspaper paper station tabloid broadcaster outlet magazine daily weekly website channel network agency"
        " blog portal group charity union association federation organisation organization company firm"
    ).split()
)
"""Nouns right before the name of a body that speaks for no state: "the daily Norvo", "rights group Open Door"."""
_PRIVATE = re.compile(
    r"(?:\b[A-Z][\w\u2019'&.-]* )+"
    r"(?:Association|Confederation|Federation|Forum|Foundation|Fund|Institute|League|Observatory|Red Cross|Society"
    r"|Trust|Union|University|(?:Center|Centre)(?= for))\b"
    r"(?: (?:of|for|on)(?: the)?(?: [A-Z][\w\u2019-]*)+(?: (?:and|of|for)(?: [A-Z][\w\u2019-]*)+)*)?"
)
"""Names of bodies that speak for no state though a country stands in them: "the Chadian Rowing Federation"."""
_PAPERS = frozenset(
    "chronicle express gazette globe herald journal magazine mail mirror newspaper post reporter star sun telegraph"
    " times tribune weekly".split()
)
"""Last words of what papers are called."""
_SCHOOL = frozenset({"University", "Institute"})
_LOOSE = ("of ", "no actor", "focus", "unknown name", "place of")
"""Beginnings of the resolver's rules for words of which it knows at most where they belong."""
_OTHERS = frozenset("neighbour neighbor rival enemy ally opponent critic counterpart colleague foe partner".split())
"""People who are others than those whose they are."""
_POSTED = frozenset({"ambassador", "attach\u00e9", "consul", "delegate", "diplomat", "envoy", "representative"})
"""People who live abroad for their country."""
_OF_STATE = frozenset("national state federal royal government european african soviet".split())
_INSIDE_NAMES = frozenset({".", "-", "&", "/", "\u2013", "@"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "his", "her", "its", "their", "here", "local"})
_DEPTH = 3


def _is_usual(code: str, name: str, rule: str) -> bool:
    """Whether a code is what a body is usually called, "IMF", and not some other name that stands near a person."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    known = not rule.startswith("described") or code == initials
    return known and not is_country(code) and code not in name


class Unlisted:
    """Codes of sources that neither the resolver nor coreference knows."""

    def __init__(self, parse: Parse, resolver: HeadResolver, coreference: Coreference) -> None:
        self._parse = parse
        self._resolver = resolver
        self._coreference = coreference

    def known(self, i: int, source: Range | None) -> tuple[str, ...]:
        """Codes of one member of a source; where the resolver only guesses, those of the body that it belongs to."""
        codes = self._coreference.codes(i)
        if source is not None and not source[0] <= i < source[1]:
            source = noun_phrase(self._parse, i)  # a pronoun's antecedent is described where it stands itself
        if source is not None and (name := self._own_name(i, source, codes)):
            return (name,)
        if source is not None and (owned := self._owned(i, source)):
            return owned
        if source is not None and (not codes or self._is_open(i)):
            codes = self._employed(i, source) or self._aloof(i, source) or codes
        if source is not None and self._is_unknown_person(i, source) and (home := self.home(i)):
            return (home,)
        return self._named(i, self._unsplit(i, codes or self.codes(i)))

    def _owned(self, i: int, source: Range) -> tuple[str, ...]:
        """ "Its envoy in Lima", "the union's head, Ann Lee": codes of who has such people, where only the story tells
        of the person."""
        parse, rule = self._parse, self._resolver.resolve_head(i).rule
        posted = rule.startswith("agent, in") and parse.lemmas[i].lower() in _POSTED
        if not (posted or rule.startswith("focus")) or self._employer(i, source):
            return ()
        for k in range(*source):
            people = parse.heads[k]
            if parse.deprels[k] == "nmod:poss" and (people == i or i in self._beside(people)):
                noun = parse.lemmas[people].lower()
                if noun in _OTHERS or noun_class(noun) not in ("person", "people"):
                    return ()
                codes = self._coreference.codes(k)
                pronoun = self._resolver.resolve_head(k).pronoun is not None
                body = noun_class(parse.lemmas[k].lower()) == "body" and not any(map(is_country, codes))
                return codes if pronoun or body else ()
        return ()

    def _beside(self, noun: int) -> set[int]:
        """Words of names that say who a noun is: "its envoy, Ann Lee"."""
        below = self._parse.children(noun)
        found = {c for c in below if self._parse.deprels[c] in ("appos", "flat", "nmod:desc")}
        return found | {c for c in self._parse.children(self._parse.heads[noun]) if self._parse.upos[c] == "PROPN"}

    def _own_name(self, i: int, source: Range, codes: tuple[str, ...]) -> str | None:
        """The name of a body that speaks for no state, or for which a person speaks: by its last noun, or the noun
        right before it; None where the codes are known to be those of another body."""
        parse, rule = self._parse, self._resolver.resolve_head(i).rule
        if rule.startswith(("name:", "office")):
            return None
        open_rule = rule.startswith(_LOOSE) or is_guess(rule)
        if i > source[0] and parse.upos[i] == "PROPN" and parse.word(i - 1) in CALLED and open_rule:
            return parse.span(i, self._end_of_name(i)).of(parse.text)
        if (outlet := self._outlet(i, source)) is not None and (open_rule or rule.startswith("agent, modifier")):
            return outlet
        name = self._private(i, source)
        if name is None or any(_is_usual(code, name, rule) for code in codes):
            return None
        if any(_PRIVATE.fullmatch(code) for code in codes):
            return None
        known = any(map(is_country, codes)) and not open_rule
        return None if known and not _SCHOOL.isdisjoint(name.split()) else name

    def _end_of_name(self, i: int) -> int:
        while i < len(self._parse) and self._parse.upos[i] == "PROPN":
            i += 1
        return i

    def _outlet(self, i: int, source: Range) -> str | None:
        """ "The Lima Herald", "Pulse magazine", and "Pulse" where the text calls it so elsewhere."""
        parse, word = self._parse, self._parse.word(i)
        before = i - 1 if i > source[0] and parse.word(i - 1)[:1].isupper() else None
        if before is not None and word.lower() in _PAPERS and parse.word(before).lower() not in ("the", "a", "an"):
            if word.islower():
                return parse.word(before) if parse.word(before) in self._titled else None
            first = next(k for k in range(source[0], i) if parse.word(k)[:1].isupper() and parse.folded[k] != "the")
            return parse.span(first, i + 1).of(parse.text)
        return word if word in self._titled and source[1] - source[0] == 1 else None

    @cached_property
    def _titled(self) -> set[str]:
        """Words with a capital before the word for a paper, of which the resolver knows nothing: "Pulse magazine"."""
        parse = self._parse
        behind = (i for i in range(1, len(parse)) if parse.word(i) in _PAPERS and parse.upos[i - 1] == "PROPN")
        found = [i - 1 for i in behind if parse.heads[i - 1] == i and self._is_unknown(i - 1)]
        return {parse.word(i) for i in found}

    def _is_unknown(self, i: int) -> bool:
        found = self._resolver.resolve_head(i)
        return not found.codes or is_guess(found.rule)

    def _private(self, i: int, source: Range) -> str | None:
        """ "The Chadian Rowing Federation", "Northfield University expert Ann Lee"."""
        parse = self._parse
        person = self._kind(i) == "PER" or noun_class(parse.lemmas[i].lower()) in ("person", "people")
        found = _PRIVATE.search(parse.span(*source).of(parse.text))
        if found is None:
            return None
        name = found.group().removeprefix("The ")
        if not _OF_STATE.isdisjoint(name.lower().split()) or not (person or parse.word(i) in name.split()):
            return None
        return name

    def _named(self, i: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """ "The news agency Norvo", "trade paper Oil Daily": the name alone, without what it is."""
        words = codes[0].split() if len(codes) == 1 and self._parse.upos[i] == "PROPN" else []
        first = next((n for n, word in enumerate(words) if not word.islower()), 0)
        return (" ".join(words[first:]),) if first else codes

    def _is_unknown_person(self, i: int, source: Range) -> bool:
        """A name that nobody knows, of a person by its kind or by the title in front ("Deputy Governor Ann Lee")."""
        if self._resolver.resolve_head(i).rule != "unknown name" or self._employer(i, source):
            return False
        words = (self._parse.lemmas[k].lower() for k in range(*source))
        return self._kind(i) == "PER" or any(noun_class(w) == "person" for w in words)

    def _employed(self, i: int, source: Range) -> tuple[str, ...]:
        """The body that a person is named with, here or where the text named the person before."""
        before = [k for k in self._coreference.earlier(i) if self._kind(i) == "PER"]
        places = [(i, source), *((k, noun_phrase(self._parse, k)) for k in before)]
        return next((codes for k, words in places if (codes := self._employer(k, words))), ())

    def _unsplit(self, i: int, codes: tuple[str, ...]) -> tuple[str, ...]:
        """ "A&B Power", "Brightwater.com": a name cut at its sign is whole where it stands in for a code."""
        if len(codes) != 1 or self._parse.upos[i] not in ("PROPN", "NOUN") or codes[0] != self._parse.word(i):
            return codes
        start, end = i, i + 1
        while start > 0 and self._touch(start - 1) and not self._closes(start - 1):
            start -= 1
        while end < len(self._parse) and self._touch(end - 1) and not self._closes(end):
            end += 1
        return (self._parse.span(start, end).of(self._parse.text),)

    def _touch(self, i: int) -> bool:
        """Whether a word and the next stand together without a blank."""
        return i + 1 < len(self._parse) and self._parse.ends[i] == self._parse.starts[i + 1]

    def _closes(self, i: int) -> bool:
        """A mark or ending that is no part of a name: a comma, a quotation mark, "'s"; a stop or sign inside one is."""
        if self._parse.upos[i] not in ("PUNCT", "PART", "SYM"):
            return False
        return self._parse.word(i) not in _INSIDE_NAMES or not self._touch(i) or not self._touch(i - 1)

    def _is_open(self, i: int) -> bool:
        """Whether nothing but the setting of the story says where an unnamed or unknown person belongs."""
        return self._resolver.resolve_head(i).rule.removeprefix("counted, ").startswith("focus")

    def _employer(self, head: int, source: Range) -> tuple[str, ...]:
        """ "Lee Moss of Brightwater Marine", "a Tesco manager": the body named with a person."""
        noun = noun_class(self._parse.lemmas[head].lower())
        if noun not in ("person", "people") and self._kind(head) != "PER":
            return ()
        names = dict.fromkeys(name for k in range(*source) for name in self._parse.names_at(k))
        for name in names:
            inside = source[0] <= name.start and name.end <= source[1] and not name.start <= head < name.end
            if inside and name.kind == "ORG" and not any(map(self._is_public, range(name.start, name.end))):
                return self._body(name.start, name.end)
        return ()

    def _is_public(self, i: int) -> bool:
        """A word in the name of a body of the state or of a party: these count for their country."""
        noun = self._parse.lemmas[i].lower()
        return noun_class(noun) == "body" or document_nouns().get(noun) == "organ"

    def _body(self, start: int, end: int) -> tuple[str, ...]:
        found = self._resolver.resolve_head(end - 1)
        if found.codes and found.rule.startswith("name"):
            return tuple(found.codes)
        return (self._whole(start, end),)

    def _whole(self, start: int, end: int) -> str:
        """The words of a name with what the tagger left out: proper nouns beside it, and "of" between them."""
        parse = self._parse
        while start > 0 and parse.upos[start - 1] == "PROPN":
            start -= 1
        while end < len(parse) and (parse.upos[end] == "PROPN" or self._joins(end)):
            end += 1
        return parse.span(start, end).of(parse.text)

    def _joins(self, i: int) -> bool:
        return self._parse.word(i) in ("of", "&") and i + 1 < len(self._parse) and self._parse.upos[i + 1] == "PROPN"

    def _aloof(self, head: int, source: Range) -> tuple[str, ...]:
        """ "Diplomats", "foreign media", "one analyst": of no country that the text tells."""
        noun = self._parse.lemmas[head].lower()
        below = self._parse.children(head)
        owned = any(self._parse.upos[i] == "PROPN" and not self._counts(i) for i in range(*source))
        owned = owned or any(self._parse.word(i).lower() in _KNOWN for i in below if i < head)
        organ = any(document_nouns().get(self._parse.lemmas[i].lower()) == "organ" for i in range(*source))
        if self.is_insider(head, source):
            return (self._parse.span(*source).of(self._parse.text),)
        return (self.words(head),) if noun in ALOOF and not owned and not organ else ()

    def is_insider(self, head: int, source: Range) -> bool:
        """ "Two people familiar with the matter", "a person briefed on Iran's plan"."""
        behind = self._parse.span(head + 1, source[1]).of(self._parse.text) if head + 1 < source[1] else ""
        return self._parse.lemmas[head].lower() in _SOMEBODY and _INSIDER.match(behind.lower()) is not None

    def _counts(self, i: int) -> bool:
        """A number word, whatever the tagger takes it for: "two diplomats"."""
        return self._parse.deprels[i] == "nummod"

    def codes(self, head: int) -> tuple[str, ...]:
        """A source that no table has: a name by its own words, people by the article's country, else the words."""
        if self._parse.upos[head] == "PRON":
            found = self._coreference.resolve(head)
            if self._parse.folded[head] in NOBODY:
                return self._of_place(head)
            return () if found is None or self._parse.upos[found.head] == "PRON" else self.codes(found.head)
        if owned := self._of_place(head):
            return owned
        kind = self._kind(head)
        group = noun_class(self._parse.lemmas[head].lower())
        if (group in ("person", "people", "body") or kind == "PER") and (home := self.home(head)):
            return (home,)
        return (self._name(head) if self._parse.upos[head] == "PROPN" else self.words(head),)

    def _of_place(self, head: int, depth: int = 0) -> tuple[str, ...]:
        """Codes of what an unknown source belongs to: "the headman of a village in Ladakh", "no one in Bishkek"."""
        if self._parse.upos[head] == "PROPN" or depth > _DEPTH:
            return ()
        for c in self._parse.children(head):
            if self._parse.deprels[c] not in ("nmod", "nmod:poss"):
                continue
            known = self._resolver.resolve_head(c)
            codes = tuple(known.codes) if not is_guess(known.rule) else ()
            if codes := codes or self._of_place(c, depth + 1):
                return codes
        return ()

    def home(self, i: int) -> str | None:
        """The country of the story at a word, where the resolver knows one; else that of the whole article."""
        setting = getattr(self._resolver, "setting", None)
        found = setting.at(i) if setting is not None else self._resolver.focus
        return found if isinstance(found, str) else None

    def _name(self, head: int) -> str:
        """The words of a name: the named entity if the model saw one, else the proper nouns around the head."""
        for name in self._parse.names_at(head):
            if name.kind in ("ORG", "MISC", "PER"):
                return self._parse.span(name.start, name.end).of(self._parse.text)
        start, end = head, head + 1
        while start > 0 and self._parse.upos[start - 1] == "PROPN":
            start -= 1
        while end < len(self._parse) and self._parse.upos[end] == "PROPN":
            end += 1
        return self._parse.span(start, end).of(self._parse.text)

    def _kind(self, head: int) -> str | None:
        return next((n.kind for n in self._parse.names_at(head)), None)

    def words(self, head: int, *, conjuncts: bool = False) -> str:
        """The words of a noun phrase."""
        return self._parse.span(*noun_phrase(self._parse, head, conjuncts=conjuncts)).of(self._parse.text)
