"""From readings and rejections to the rows of a store and back: one way for the file, the Parquet parts and engines.

`tables(outcomes)` gives one Arrow table for each of `STAGED`, with every column of the schema but those that only a
store can know (`articles.added`, `rejections.at`; null). `version` counts the articles of one id among the outcomes
from 1, and `current` marks the last of them, as if nothing had been stored before. `reading_of` is the way back.
"""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import structs

from sayso.events.accounts import stances
from sayso.records import (
    Article,
    Attribution,
    Claim,
    HeadlineFinding,
    Mention,
    Reading,
    Rejection,
    Span,
    content_id,
)
from sayso.report.rows import rows
from sayso.store.schema import STAGED, TABLES

if TYPE_CHECKING:
    from arro3.core import Schema, Table

Outcome = Reading | Rejection
Row = dict[str, Any]
Rows = dict[str, list[Row]]

_ARTICLE = msgspec.json.Decoder(Article)
_ATTRIBUTION = msgspec.json.Decoder(Attribution)
_CLAIM = msgspec.json.Decoder(Claim)
_FAINT = msgspec.json.Decoder(tuple[Claim, ...])
_HEADLINE = msgspec.json.Decoder(tuple[HeadlineFinding, ...])
_MENTION = msgspec.json.Decoder(Mention)


def tables(outcomes: Iterable[Outcome]) -> dict[str, Table]:
    """The Arrow tables of some outcomes, by name, all of `STAGED` whether they have rows or not.

    Args:
        outcomes: readings and rejections, in order.
    """
    return {name: arrow_table(name, found) for name, found in table_rows(outcomes).items()}


def table_rows(outcomes: Iterable[Outcome]) -> Rows:
    """The same as lists of dicts."""
    found: Rows = {name: [] for name in STAGED}
    seen: Counter[str] = Counter()
    for outcome in outcomes:
        if isinstance(outcome, Rejection):
            found["rejections"].append(_rejection_row(outcome))
            continue
        seen[outcome.article.id] += 1
        for name, more in reading_rows(outcome, seen[outcome.article.id]).items():
            found[name] += more
    for row in found["articles"]:
        row["current"] = row["version"] == seen[row["id"]]
    return found


def arrow_table(name: str, found: Sequence[Row]) -> Table:
    """Rows of one table as Arrow.

    Args:
        name: of the table, a key of `TABLES`.
        found: its rows; a column that a row lacks is null.
    """
    from arro3.core import Table
    from arro3.io import read_json

    lines = b"".join(_line(row) for row in found)
    return Table.from_batches(list(read_json(io.BytesIO(lines), arrow_schema(name))), schema=arrow_schema(name))


def arrow_schema(name: str) -> Schema:
    """The Arrow schema of a table, derived from its columns."""
    from arro3.core import DataType, Field, Schema

    kinds = {
        "text": DataType.string(),
        "texts": DataType.list(Field("item", DataType.string())),
        "number": DataType.int64(),
        "numbers": DataType.list(Field("item", DataType.int64())),
        "float": DataType.float64(),
        "flag": DataType.bool(),
        "date": DataType.date32(),
        "time": DataType.timestamp("us"),
        "json": DataType.string(),
    }
    return Schema([Field(column.name, kinds[column.kind]) for column in TABLES[name]])


def _line(row: Row) -> bytes:
    """One row as JSON; half of a surrogate pair, as names of files may hold, is spelled out."""
    try:
        return msgspec.json.encode(row) + b"\n"
    except UnicodeEncodeError:
        return msgspec.json.encode({name: _whole(value) for name, value in row.items()}) + b"\n"


def _whole(value: Any) -> Any:
    return value.encode("utf-8", "backslashreplace").decode("utf-8") if isinstance(value, str) else value


def reading_rows(reading: Reading, version: int = 1) -> Rows:
    """The rows of one reading, by table.

    Args:
        reading: one article and what it says.
        version: of the article.
    """
    text = reading.article.text
    return {
        "articles": [_article_row(reading, version)],
        "attributions": _placed(reading, version, (_attribution_row(a, text) for a in reading.attributions)),
        "mentions": _placed(reading, version, (_mention_row(m, text) for m in reading.mentions)),
        "claims": _placed(reading, version, _claim_rows(reading)),
    }


def _placed(reading: Reading, version: int, found: Iterable[Row]) -> list[Row]:
    """Rows with what says whose they are and where they stand."""
    key = {"article": reading.article.id, "version": version}
    return [{**row, **key, "position": position} for position, row in enumerate(found)]


def _article_row(reading: Reading, version: int) -> Row:
    article = reading.article
    return {
        "id": article.id,
        "version": version,
        "given": is_given(article),
        "title": article.title,
        "published": article.published,
        "publisher": article.publisher,
        "url": article.url,
        "retrieved": article.retrieved,
        "language": article.language,
        "text": article.text,
        "raw_sha256": article.raw_sha256,
        "text_sha256": text_sha256(article.text),
        "source": getattr(article, "source", None) or article.url,
        "reader": reading.version,
        "claims": len(reading.claims),
        "attributions": len(reading.attributions),
        "mentions": len(reading.mentions),
        "headline": _json(reading.headline),
        "faint": _json([structs.replace(claim, article_id="") for claim in reading.faint]),
        "record": _json(structs.replace(article, text="")),
    }


def text_sha256(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def is_given(article: Article) -> bool:
    """Whether the input gave the article's id; ingest makes one from address, title, date and text otherwise."""
    return article.id != content_id(article.url, article.title, article.published, article.text)


def _attribution_row(attribution: Attribution, text: str) -> Row:
    return {
        "id": attribution.id,
        "parent": attribution.parent,
        "form": attribution.form,
        "negated": attribution.negated,
        **_words("source", attribution.source, text),
        **_words("cue", attribution.cue, text),
        "speaker": attribution.speaker,
        "speaker_text": attribution.speaker_text,
        "score": attribution.score,
        "record": _json(structs.replace(attribution, article_id="")),
    }


def _words(name: str, span: Span | None, text: str) -> Row:
    return {name: span.of(text), f"{name}_start": span.start, f"{name}_end": span.end} if span else {}


def _mention_row(mention: Mention, text: str) -> Row:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "kind": mention.kind,
        "text": mention.span.of(text),
        "entity": mention.entity,
        "score": mention.score,
        "record": _json(mention),
    }


def _claim_rows(reading: Reading) -> Iterator[Row]:
    """What `sayso.report.rows` gives of a claim, and what is here to filter by."""
    for claim, row, stance in zip(reading.claims, rows(reading), stances(reading), strict=True):
        yield {
            **{name: row[name] for name in _REPORTED},
            "id": claim.id,
            "plover": claim.plover,
            "stance": stance,
            "record": _json(structs.replace(claim, article_id="")),
        }


_REPORTED = [
    column.name
    for column in TABLES["claims"]
    if column.name not in {"article", "version", "position", "id", "plover", "stance", "record"}
]


def _rejection_row(rejection: Rejection) -> Row:
    known = getattr(rejection, "language", None)
    return {
        "article": rejection.article_id,
        "source": getattr(rejection, "source", None),
        "stage": rejection.stage,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "language": known or (rejection.detail if rejection.reason == "not English" else None),
    }


def _json(record: Any) -> str:
    return msgspec.json.encode(record).decode()


def reading_of(article: Mapping[str, Any], found: Mapping[str, Sequence[str]]) -> Reading:
    """The reading that rows were made of, equal to it but for an id that an earlier version of the article had.

    Args:
        article: a row of `articles`: `id`, `text`, `reader`, `faint`, `headline` and `record` of it.
        found: the `record` column of its `attributions`, `mentions` and `claims`, each in the order of `position`.
    """
    key = article["id"]
    return Reading(
        article=article_of(key, article["record"], article["text"]),
        mentions=tuple(map(_MENTION.decode, found["mentions"])),
        attributions=tuple(attribution_of(key, record) for record in found["attributions"]),
        claims=tuple(claim_of(key, record) for record in found["claims"]),
        faint=faint_of(key, article["faint"]),
        headline=_HEADLINE.decode(article["headline"]),
        version=article["reader"],
    )


def faint_of(article: str, records: str | None) -> tuple[Claim, ...]:
    """The faint claims of a row of `articles`: its id and its `faint`."""
    return tuple(structs.replace(claim, article_id=article) for claim in _FAINT.decode(records or "[]"))


def article_of(key: str, record: str, text: str) -> Article:
    """The article of a row: its id, `record` and `text`."""
    return structs.replace(_ARTICLE.decode(record), id=key, text=text)


def claim_of(article: str, record: str) -> Claim:
    """The claim of a row: the id of its article and its `record`."""
    return structs.replace(_CLAIM.decode(record), article_id=article)


def attribution_of(article: str, record: str) -> Attribution:
    """The attribution of a row: the id of its article and its `record`."""
    return structs.replace(_ATTRIBUTION.decode(record), article_id=article)
