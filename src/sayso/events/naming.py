"""Who the sources of an article are: what its attributions and the text around say of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.actors.lexicon import given_names
from sayso.actors.names import name_key
from sayso.actors.tables import index
from sayso.events.sources import Source, described, is_of_somebody, is_pronoun, is_title
from sayso.events.words import stem
from sayso.records import Attribution, Reading, SaySo

_BESIDE = 80
_POINTING = frozenset("the this that its his her their whose".split())
_FEW = 2
_PLACES = ("GPE", "LOC")
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|gen|col|lt|capt|sgt)\.?$", re.IGNORECASE)


class Naming:
    """The sources of an article.

    Args:
        reading: the article with its attributions and names.
    """

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._attributions = {one.id: one for one in reading.attributions}
        self._known: dict[str, Source] = {}

    def source(self, link: SaySo) -> Source:
        """The source of a link of a chain."""
        key = link.attribution_id or link.source
        if key not in self._known:
            self._known[key] = self._source(link)
        return self._known[key]

    def _source(self, link: SaySo) -> Source:
        attribution = self._attributions.get(link.attribution_id or "")
        text = _words(link, attribution)
        if attribution is not None and names_nobody(text):
            text = self._before(attribution) or text
        elif attribution is not None and is_pronoun(text):
            text = self._before(attribution, attribution.speaker) or text
        people = _people(self._reading, text)
        around = " ".join(_around(self._reading.article.text, name) for name in sorted(people))
        codes = (link.code or "").split("+") if link.code else ()
        return described(text, codes, map(stem, people), around)

    def _before(self, attribution: Attribution, codes: Sequence[str] = ()) -> str | None:
        """The words for the last source before one that names somebody, of the same codes if there are any."""
        at = attribution.source.start if attribution.source else -1
        text = self._reading.article.text
        others = (one for one in self._attributions.values() if not codes or set(codes) & set(one.speaker))
        spans = sorted((one.source.start, one.source.end) for one in others if one.source)
        told = [text[start:end] for start, end in spans if end <= at]
        named = [words for words in told if not (names_nobody(words) or is_pronoun(words))]
        return named[-1] if named else None


def _words(link: SaySo, attribution: Attribution | None) -> str:
    """The words that name a source: its own, or of a pronoun or "the spokesman" those that it stands for."""
    spoken = attribution.speaker_text if attribution else None
    if spoken is None or is_pronoun(spoken):
        return link.source
    plain = is_pronoun(link.source) or (is_plain(link.source) and len(spoken.split()) >= len(link.source.split()))
    return spoken if plain else link.source


def names_nobody(text: str) -> bool:
    """Whether words are for a text or a spokesman of somebody who is not named in them: "the same report"."""
    return not is_pronoun(text) and text.islower() and is_of_somebody(text)


def is_plain(text: str) -> bool:
    """Whether words point to somebody named before: "the spokesman", "its statement"."""
    first, *others = text.split() or [""]
    return first.lower() in _POINTING and 0 < len(others) <= _FEW and all(word.islower() for word in others)


def _people(reading: Reading, text: str) -> set[str]:
    """The names of people in the words for a source, but for given names before a surname, titles, and what is also
    the name of a place."""
    whole = reading.article.text
    called = (m.span.of(whole) for m in reading.mentions if m.kind == "PER")
    found = {word for name in called if not _is_place(name) for word in _untitled(_surnames(name))}
    places = {w for m in reading.mentions if m.kind in _PLACES for w in m.span.of(whole).split()}
    return {word for word in found - places if re.search(rf"\b{re.escape(word)}\b", text)}


def _is_place(name: str) -> bool:
    """Whether what was taken for a person is the name of a place or a people: "Mogadishu", "South Korean"."""
    key = name_key(name)
    return bool(index().places.get(key)) or any(entry.kind == "country" for entry in index().get(key))


def _untitled(words: list[str]) -> list[str]:
    """The words of a name without titles before it; none of what is nothing else ("Border Guard")."""
    if len(words) > 1 and all(map(is_title, words)):
        return []
    return [*(word for word in words[:-1] if not is_title(word)), *words[-1:]]


def _surnames(name: str) -> list[str]:
    words = [re.sub(r"(?:'s|’s|[’'])$", "", word) for word in name.split() if not _TITLES.match(word)]
    said = [word for word in words if len(word) > 2 and word[0].isupper()]
    return [word for word in said if len(said) == 1 or word.lower() not in given_names()]


def _around(text: str, name: str) -> str:
    """What stands beside the first mention of a name: the title before it and the apposition behind it."""
    match = re.search(rf"\b{re.escape(name)}\b", text)
    if match is None:
        return ""
    before = re.split(r"[.,;:\n\"“”]", text[max(0, match.start() - _BESIDE) : match.start()])[-1]
    behind = text[match.end() : match.end() + _BESIDE]
    apposition = re.split(r"[,.;:\n\"“”)]", behind[1:])[0] if behind[:1] == "," else ""
    return f"{before} {apposition}"
