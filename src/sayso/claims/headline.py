"""What the headline claims and the body does not: unsupported, or without the attribution or the hedge it has there.

A body claim supports a headline's if their event types are compatible and they share an actor or recipient or the word
that names the event. A headline's claim that no body claim supports is reported only if no sentence of the body has
that word either: what the program may have failed to see in the body is not held against the headline.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from sayso.claims.attributions import headline_words
from sayso.claims.forms import stem
from sayso.claims.quotations import find_quotations
from sayso.reader.parse import Parse
from sayso.records import Article, Attribution, Claim, HeadlineFinding, Reading, Slot, Span

_SURE = frozenset({"CT+", "CT-"})


@dataclass(frozen=True, slots=True)
class Headline:
    """The headline's words and claims: `where` is `title` or `text`, `span` its words there."""

    where: str
    text: str
    span: Span
    claims: tuple[Claim, ...]
    attributions: tuple[Attribution, ...]


def headline_findings(
    article: Article,
    parse: Parse,
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    *,
    title_reading: Reading | None = None,
) -> tuple[HeadlineFinding, ...]:
    """Compare the headline with the body.

    Args:
        article: the article; its title is the headline unless the first line of the text is.
        parse: the parse of the text.
        claims: the claims of the text, headline included where it is part of the text.
        attributions: the attributions of the text.
        title_reading: the reading of the title alone, as an article whose text is the title.

    Returns:
        Findings in the order of the headline's claims; none if there is no headline or no body.
    """
    headline = _headline(article, parse, claims, attributions, title_reading)
    if headline is None:
        return ()
    first = headline.span.end if headline.where == "text" else 0
    body = [claim for claim in claims if claim.trigger.start >= first]
    if not parse.text[first:].strip():
        return ()
    found = (f for claim in headline.claims for f in _judge(headline, claim, body, _Body(parse, first, attributions)))
    return tuple(dict.fromkeys(found))


def has_headline(parse: Parse) -> bool:
    """Whether a text begins with its headline; its title is none then."""
    start, end = _headline_words(parse)
    return end > start


def _headline_words(parse: Parse) -> tuple[int, int]:
    return headline_words(parse, find_quotations(parse.text))


@dataclass(frozen=True, slots=True)
class _Body:
    parse: Parse
    first: int
    attributions: Sequence[Attribution]

    def has_word(self, stem: str) -> bool:
        """Whether a content word of the body begins like this."""
        parse = self.parse
        return any(
            parse.lemmas[i].lower().startswith(stem) and parse.upos[i] in ("VERB", "NOUN", "ADJ", "PROPN")
            for i in range(len(parse))
            if parse.starts[i] >= self.first
        )


def _headline(
    article: Article,
    parse: Parse,
    claims: Sequence[Claim],
    attributions: Sequence[Attribution],
    title_reading: Reading | None,
) -> Headline | None:
    words = _headline_words(parse)
    if words[1] > words[0]:
        span = parse.span(*words)
        inside = tuple(c for c in claims if span.contains(c.trigger))
        said = tuple(a for a in attributions if all(span.contains(part) for part in a.content))
        return Headline("text", parse.text, span, inside, said)
    if title_reading is None or not article.title:
        return None
    title = title_reading.article.text
    return Headline("title", title, Span(0, len(title)), title_reading.claims, title_reading.attributions)


def _judge(headline: Headline, claim: Claim, body: Sequence[Claim], rest: _Body) -> Iterator[HeadlineFinding]:
    words = headline.text
    supports = [b for b in body if supports_claim(claim, words, b, rest.parse.text)]
    if not supports:
        if claim.auxiliary is None and not rest.has_word(stem(claim.trigger.of(words))):
            yield _finding("unsupported", headline, claim, None, rest)
        return
    plain = [b for b in supports if not b.say_so]
    if not claim.say_so and not plain:
        yield _finding("attribution dropped", headline, claim, supports[0], rest)
    if claim.factuality in _SURE and claim.auxiliary != "hypothetical" and not any(_sure(b) for b in supports):
        yield _finding("hedge dropped", headline, claim, supports[0], rest)


def _sure(claim: Claim) -> bool:
    return claim.factuality in _SURE and claim.auxiliary != "hypothetical"


def supports_claim(claim: Claim, text: str, other: Claim, other_text: str) -> bool:
    """Whether two claims may tell the same happening.

    Args:
        claim: one claim, with its spans in `text`.
        other: the other one, with its spans in `other_text`.
    """
    same_word = stem(claim.trigger.of(text)) == stem(other.trigger.of(other_text))
    compatible = claim.plover == other.plover or (claim.plover, other.plover) in _compatible()
    if not compatible and not same_word:
        return False
    mine, theirs = _codes(claim.actor, claim.recipient), _codes(other.actor, other.recipient)
    return same_word or bool(mine & theirs) or not mine


def _codes(*slots: Slot) -> set[str]:
    return {code for slot in slots for code in slot.codes}


@cache
def _compatible() -> frozenset[tuple[str, str]]:
    table = resources.files("sayso.claims") / "data" / "compatible_events.csv"
    with table.open("r", encoding="utf-8") as file:
        pairs = [(row["event"], row["also"]) for row in csv.DictReader(file)]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def _finding(kind: str, headline: Headline, claim: Claim, support: Claim | None, body: _Body) -> HeadlineFinding:
    said = envelope(claim, headline.span)
    span = None if support is None else _with_attribution(support, body)
    return HeadlineFinding(
        kind=kind,
        where=headline.where,
        headline=said,
        headline_text=said.of(headline.text),
        body=span,
        body_text=None if span is None else span.of(body.parse.text),
    )


def envelope(claim: Claim, within: Span) -> Span:
    """From the first to the last word of a claim's trigger and slots, as far as they lie in a span."""
    parts = [claim.trigger, *claim.actor.spans, *claim.recipient.spans, *([claim.object] if claim.object else [])]
    return _around(part for part in parts if within.contains(part))


def _around(parts: Iterable[Span]) -> Span:
    known = list(parts)
    return Span(min(p.start for p in known), max(p.end for p in known))


def _with_attribution(claim: Claim, body: _Body) -> Span:
    """A claim's words in its sentence, with the source and cue that they hang on if those stand in it too."""
    parse = body.parse
    at = next((n for n, (_, end) in enumerate(parse.sentences) if parse.ends[end - 1] > claim.trigger.start), 0)
    sentence = parse.span(*parse.sentences[at])
    links = {link.attribution_id for link in claim.say_so}
    told = [a for a in body.attributions if a.id in links]
    marks = [span for a in told for span in (a.source, a.cue) if span is not None and sentence.contains(span)]
    return _around([envelope(claim, sentence), *marks])
