"""Who the sources of an article are: what its attributions and the text around say of them."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from sayso.events.accounts import Account
from sayso.events.sources import Source, described, is_pronoun
from sayso.events.words import stem
from sayso.records import Attribution, Reading, SaySo

_BESIDE = 80
_TITLES = re.compile(r"^(?:mr|mrs|ms|dr|gen|col|lt|capt|sgt)\.?$", re.IGNORECASE)


class Naming:
    """The sources of articles.

    Args:
        readings: the articles with their attributions and names.
    """

    def __init__(self, readings: Iterable[Reading]) -> None:
        self._readings = {reading.article.id: reading for reading in readings}
        self._attributions = {(r.article.id, a.id): a for r in self._readings.values() for a in r.attributions}
        self._known: dict[tuple[str, str], Source] = {}

    def outermost(self, account: Account) -> Source | None:
        """The outermost source of an account, None if its article says it itself."""
        return self.source(account.page.id, account.say_so[0]) if account.say_so else None

    def innermost(self, account: Account) -> Source | None:
        """The innermost source, which is the one that denies or doubts."""
        return self.source(account.page.id, account.say_so[-1]) if account.say_so else None

    def source(self, article: str, link: SaySo) -> Source:
        """The source of a link of a chain."""
        key = article, link.attribution_id or link.source
        if key not in self._known:
            self._known[key] = self._source(self._readings[article], link)
        return self._known[key]

    def _source(self, reading: Reading, link: SaySo) -> Source:
        attribution = self._attributions.get((reading.article.id, link.attribution_id or ""))
        text = _words(link, attribution)
        people = _people(reading, text)
        around = " ".join(_around(reading.article.text, name) for name in sorted(people))
        codes = (link.code or "").split("+") if link.code else ()
        return described(text, codes, map(stem, people), around)


def _words(link: SaySo, attribution: Attribution | None) -> str:
    """The words that name a source: its own, or of a pronoun those that it stands for."""
    spoken = attribution.speaker_text if attribution else None
    return spoken if spoken and is_pronoun(link.source) else link.source


def _people(reading: Reading, text: str) -> set[str]:
    """The names of people in the words for a source, but for given names before a surname."""
    found = {w for m in reading.mentions if m.kind == "PER" for w in _surnames(m.span.of(reading.article.text))}
    return {word for word in found if re.search(rf"\b{re.escape(word)}\b", text)}


def _surnames(name: str) -> list[str]:
    words = [re.sub(r"(?:'s|’s|[’'])$", "", word) for word in name.split() if not _TITLES.match(word)]
    said = [word for word in words if len(word) > 2 and word[0].isupper()]
    return [word for word in said if len(said) == 1 or word.lower() not in given_names()]


@cache
def given_names() -> frozenset[str]:
    """Given names, in lower case."""
    with (resources.files("sayso.actors") / "data" / "given_names.csv").open("r", encoding="utf-8") as rows:
        return frozenset(name for row in csv.DictReader(rows) for name in row["names"].split())


def _around(text: str, name: str) -> str:
    """What stands beside the first mention of a name: the title before it and the apposition behind it."""
    match = re.search(rf"\b{re.escape(name)}\b", text)
    if match is None:
        return ""
    before = re.split(r"[.,;:\n\"“”]", text[max(0, match.start() - _BESIDE) : match.start()])[-1]
    behind = text[match.end() : match.end() + _BESIDE]
    apposition = re.split(r"[,.;:\n\"“”)]", behind[1:])[0] if behind[:1] == "," else ""
    return f"{before} {apposition}"
