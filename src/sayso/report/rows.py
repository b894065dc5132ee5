"""A `Reading` as flat rows, one a claim: what CSV and Parquet hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.actors.coordinates import locate
from sayso.claims.calendar import first_day, last_day
from sayso.records import Claim, Reading
from sayso.report.shape import claim_shape

Row = dict[str, Any]

# Column, its kind (text, texts, number, float), and what it holds. The docs and the Parquet schema follow this list.
COLUMNS: tuple[tuple[str, str, str], ...] = (
    ("article_id", "text", "id of the article"),
    ("title", "text", "its title"),
    ("date", "text", "its date of publication, ISO"),
    ("publisher", "text", "who published it"),
    ("url", "text", "its address"),
    ("claim_id", "text", "id of the claim"),
    ("trigger", "text", "the words that name the event"),
    ("trigger_start", "number", "where they start in the text"),
    ("trigger_end", "number", "where they end"),
    ("event", "text", "PLOVER type, or one of your own"),
    ("parent", "text", "PLOVER type that a type of your own falls under"),
    ("mode", "text", "PLOVER mode"),
    ("context", "texts", "PLOVER contexts"),
    ("actor", "texts", "codes of who did it"),
    ("actor_text", "texts", "the words for them"),
    ("actor_sector", "texts", "sectors of the actor: GOV, MIL, REB and so on"),
    ("recipient", "texts", "codes of whom it was done to"),
    ("recipient_text", "texts", "the words for them"),
    ("recipient_sector", "texts", "sectors of the recipient"),
    ("object", "text", "what was given, demanded, tested, used"),
    ("object_class", "texts", "its classes"),
    ("quantity", "float", "how many or how much: the number said, of a range its lower end"),
    ("quantity_upper", "float", "the upper end of a range"),
    ("quantity_bound", "text", "exact, at least, at most or about"),
    ("quantity_unit", "text", "ISO code of a currency, unit of measure, or the noun that is counted"),
    ("when", "text", "ISO date, month, year or range"),
    ("when_first", "text", "first day of `when`"),
    ("when_last", "text", "last day of `when`"),
    ("where", "text", "the place in words"),
    ("where_country", "text", "code of the country that the place lies in, where a table knows it"),
    ("auxiliary", "text", "historical, future, hypothetical or negation"),
    ("time", "text", "past, ongoing or future, as its source sees it"),
    ("say_so", "texts", "the sources' words, outermost first; empty: the article itself"),
    ("say_so_code", "texts", "their codes, empty text where unresolved"),
    ("say_so_cue", "texts", "the words that link each source to what it says"),
    ("attribution_id", "text", "id of the innermost attribution"),
    ("factuality", "text", "FactBank value relative to the innermost source"),
    ("cameo", "text", "CAMEO code"),
    ("quad", "number", "quad class: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict"),
    ("goldstein", "float", "Goldstein score of the CAMEO code, -10 to 10"),
    ("plover_score", "float", "PLOVER's own score, -10 to 10"),
    ("score", "float", "how sure the reader is, 0 to 1"),
    ("score_actor", "float", "how sure it is of the actor, 0 to 1"),
    ("score_recipient", "float", "how sure it is of the recipient, 0 to 1"),
    ("score_say_so", "float", "how sure it is of the chain, 0 to 1"),
    ("score_factuality", "float", "how sure it is of the factuality, 0 to 1"),
    ("version", "text", "of the model and rules that made the claim"),
)


def rows(reading: Reading) -> Iterator[Row]:
    """One row a claim, its keys in the order of `COLUMNS`."""
    for claim in reading.claims:
        values = {**_article(reading), **_claim(claim, reading.article.text)}
        yield {name: values[name] for name, _, _ in COLUMNS}


def _article(reading: Reading) -> Row:
    article = reading.article
    return {
        "article_id": article.id,
        "title": article.title,
        "date": article.published,
        "publisher": article.publisher,
        "url": article.url,
        "version": reading.version,
    }


def _claim(claim: Claim, text: str) -> Row:
    full, quantity = claim_shape(claim, text), claim.quantity
    return {
        **full,
        "claim_id": claim.id,
        "trigger": claim.trigger.of(text),
        "trigger_start": claim.trigger.start,
        "trigger_end": claim.trigger.end,
        "actor_text": [span["text"] for span in full["actor_text"]],
        "recipient_text": [span["text"] for span in full["recipient_text"]],
        **days_of(claim.when),
        "where_country": country_of(full["where"], (*claim.actor.codes, *claim.recipient.codes)),
        "quantity": quantity and quantity.value,
        "quantity_upper": quantity and quantity.upper,
        "quantity_bound": quantity and quantity.bound,
        "quantity_unit": quantity and quantity.unit,
        "say_so": [link.source for link in claim.say_so],
        "say_so_code": [link.code or "" for link in claim.say_so],
        "say_so_cue": [link.cue for link in claim.say_so],
        "attribution_id": claim.attribution_id,
        "factuality": claim.factuality,
        **{f"score_{slot}": claim.scores.get(slot) for slot in ("actor", "recipient", "say_so", "factuality")},
    }


def days_of(when: str | None) -> dict[str, str | None]:
    """First and last day of a date, month, year or range, as ISO dates; None for both without one."""
    first, last = first_day(when), last_day(when)
    return {"when_first": first.isoformat() if first else None, "when_last": last.isoformat() if last else None}


def country_of(where: str | None, parties: Iterable[str]) -> str | None:
    """Code of the country that a place lies in; None without one, or where no table knows it.

    Args:
        where: words for the place.
        parties: codes of those who take part: of several places of one name that of theirs is meant.
    """
    found = locate(where, parties=tuple(parties)) if where else None
    return (found.code or None) if found else None
