"""The tables of a store: every column with its kind and what it holds, and the steps that brought a store this far.

`TABLES` is the one list that the file, the Parquet parts, the docs and the tests follow. Rows of `articles`,
`attributions`, `mentions`, `claims` and `rejections` are written once and never changed, but for `current`; `copies`,
`events`, `event_claims` and what `SEARCHED` names are derived and can be made again from the others; `judgements` only
grow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sayso.report.rows import COLUMNS


class Column(NamedTuple):
    """Its name, its kind (a key of `SQL_TYPES`), what it holds, and whether its long values are had one by one: DuckDB
    compresses 2,048 together, and to read one of these is to read all."""

    name: str
    kind: str
    what: str
    singly: bool = False


SQL_TYPES = {
    "text": "VARCHAR",
    "texts": "VARCHAR[]",
    "number": "BIGINT",
    "numbers": "BIGINT[]",
    "float": "DOUBLE",
    "flag": "BOOLEAN",
    "date": "DATE",
    "time": "TIMESTAMP",
    "json": "JSON",
}

_DATES = {"when_first", "when_last"}
"""Columns that are dates here, and texts where there is no such type."""
_SAID = {name: Column(name, "date" if name in _DATES else kind, what) for name, kind, what in COLUMNS}
_OF_ARTICLE = (
    Column("article", "text", "id of the article"),
    Column("version", "number", "version of the article"),
    Column("position", "number", "place among those of the article, from 0"),
)
_RECORD = Column("record", "json", "the whole record, its `article_id` left empty")
_ELSEWHERE = {"article_id", "title", "date", "publisher", "url", "claim_id", "version", "where_country"}
"""Columns of reports that claims here have under other names, or other tables have."""
_AFTER = {
    "parent": (Column("plover", "text", "PLOVER type: `parent` where there is one, else `event`"),),
    "factuality": (Column("stance", "text", "asserted, denied, doubted or planned"),),
}


def _claim_columns() -> tuple[Column, ...]:
    """What a row of `sayso read --format csv` holds, without what is the article's, and what is here to filter by."""
    columns = [*_OF_ARTICLE, Column("id", "text", "id of the claim")]
    for name, column in _SAID.items():
        if name not in _ELSEWHERE:
            columns += [column, *_AFTER.get(name, ())]
    return (*columns, _RECORD)


def _judged_columns() -> tuple[Column, ...]:
    """What claims are filtered by: their columns as judged, those of their articles, and where each lies."""
    own = tuple(column for column in _claim_columns() if column != _RECORD)
    return (
        Column("claim", "number", "number of the claim: its `rowid` in `claims`"),
        Column("current", "flag", "whether its article is in its current version"),
        *own,
        Column("judged", "text", "right or corrected, where a person said so"),
        Column("source_codes", "texts", "codes of all sources of the chain, each once"),
        Column(
            "actor_words",
            "text",
            "words of `actor_text`, small, without accents, a space before and after each, a bar between texts",
        ),
        Column("recipient_words", "text", "`recipient_text` in the same way"),
        Column("source_words", "text", "`say_so` in the same way"),
        Column("first_day", "date", "`when_first`, or the date of publication where that is unknown"),
        Column("last_day", "date", "`when_last`, or the same"),
        Column("title", "text", "title of the article"),
        Column("published", "text", "date of publication, ISO"),
        Column("publisher", "text", "who published it"),
        Column("url", "text", "address of the article"),
        Column("sentence_start", "number", "where the sentence of the trigger starts in the text"),
        Column("sentence_end", "number", "where it ends"),
        Column("sentence", "text", "its words"),
        Column("event_id", "text", "id of the event that it tells"),
        Column("origins", "number", "how many distinct origins that event has"),
        Column("event_articles", "number", "how many articles tell it"),
        Column("contested", "flag", "whether some assert that event and some deny it"),
        Column("origin", "text", "the origin that it tells it from, as in `event_claims`"),
    )


TABLES: Mapping[str, tuple[Column, ...]] = {
    "meta": (
        Column(
            "key",
            "text",
            "`schema`, `program` (which made the schema), `made` (when), `stale` (articles came since `refresh`), "
            "`merged by` and `merged` (by which method and with which judgements events were made)",
        ),
        Column("value", "text", "its value"),
    ),
    "migrations": (
        Column("number", "number", "the step, from 1; the highest is the version of the schema"),
        Column("name", "text", "what it did"),
        Column("program", "text", "version of the program that took it"),
        Column("at", "time", "when, in UTC"),
    ),
    "articles": (
        Column("id", "text", "id that the input gave; a content hash where it gave none"),
        Column("version", "number", "1, and one more for each other text that came later"),
        Column("current", "flag", "whether no later version is there"),
        Column("given", "flag", "whether the input gave the id"),
        Column("title", "text", "title"),
        Column("published", "text", "date of publication, ISO; null if unknown"),
        Column("publisher", "text", "who published it"),
        Column("url", "text", "its address"),
        Column("retrieved", "text", "when it was had"),
        Column("language", "text", "its language"),
        Column("text", "text", "the text that all offsets point into, counted in characters"),
        Column("raw_sha256", "text", "SHA-256 of the bytes as they were had"),
        Column("text_sha256", "text", "SHA-256 of the text in UTF-8"),
        Column("source", "text", "file or address it was had from"),
        Column("added", "time", "when it came into the store, in UTC"),
        Column("reader", "text", "version of the model and rules that read it"),
        Column("claims", "number", "how many claims it has"),
        Column("attributions", "number", "how many attributions"),
        Column("mentions", "number", "how many mentions"),
        Column("headline", "json", "list of what the headline claims and the body does not"),
        Column("faint", "json", "list of claims too unlikely to stand alone, which events may take up"),
        Column("record", "json", "the whole record, its `text` left empty"),
    ),
    "attributions": (
        *_OF_ARTICLE,
        Column("id", "text", "unique in the article"),
        Column("parent", "text", "id of the attribution whose content holds this one"),
        Column("form", "text", "direct, indirect or mixed"),
        Column("negated", "flag", "whether the source keeps away from the content: denies it, or does not say it"),
        Column("source", "text", "words of the source; null where the text gives none"),
        Column("source_start", "number", "where they start"),
        Column("source_end", "number", "where they end"),
        Column("cue", "text", "words that link source and content"),
        Column("cue_start", "number", "where they start"),
        Column("cue_end", "number", "where they end"),
        Column("speaker", "texts", "codes of the source"),
        Column("speaker_text", "text", "words that name it, here or in a neighbouring paragraph"),
        Column("score", "float", "how sure the reader is, 0 to 1"),
        _RECORD,
    ),
    "mentions": (
        *_OF_ARTICLE,
        Column("start", "number", "where it starts in the text"),
        Column("end", "number", "where it ends"),
        Column("kind", "text", "PER, ORG, GPE, LOC, MISC, DATE, WEAPON or a kind of amount"),
        Column("text", "text", "the words"),
        Column("entity", "texts", "codes"),
        Column("score", "float", "how sure the reader is, 0 to 1"),
        Column("record", "json", "the whole record"),
    ),
    "claims": _claim_columns(),
    "rejections": (
        Column("article", "text", "id of the article, or the input as it was named"),
        Column("source", "text", "file or address it was had from"),
        Column("stage", "text", "`ingest` or `read`"),
        Column("reason", "text", "a fixed phrase"),
        Column("detail", "text", "what went wrong in particular"),
        Column("language", "text", "the language, where that is the reason"),
        Column("at", "time", "when, in UTC"),
    ),
    "addresses": (
        Column("url", "text", "address of a page or of a list of pages"),
        Column("etag", "text", "what the server called the version that was had"),
        Column("modified", "text", "when it was changed last, as the server wrote it"),
    ),
    "copies": (
        Column("article", "text", "id of the article that repeats"),
        Column("of", "text", "id of the article that it repeats"),
        Column("kind", "text", "copy, rewrite or partial"),
        Column("similarity", "float", "share of its words that the other accounts for, 0 to 1"),
    ),
    "copy_keys": (
        Column("article", "text", "id of an article in its current version"),
        Column("version", "number", "that version"),
        Column("keys", "numbers", "the keys under which it meets its copies"),
        Column("specifics", "numbers", "hashes of its names and numbers"),
        Column("runs", "numbers", "hashes of its runs of five words"),
    ),
    "copy_pairs": (
        Column("a", "text", "id of an article"),
        Column("a_version", "number", "its version"),
        Column("b", "text", "id of another that shares a key with it"),
        Column("b_version", "number", "its version"),
        Column("counts", "flag", "whether one repeats the other, wholly or in part"),
        Column("record", "json", "what the two are to one another; null if nothing"),
    ),
    "events": (
        Column("id", "text", "id of the event"),
        Column("event", "text", "PLOVER type, or one of your own"),
        Column("actor", "texts", "codes of who did it"),
        Column("recipient", "texts", "codes of whom it was done to"),
        Column("when", "text", "ISO date, month, year or range"),
        Column("when_first", "date", "first day of `when`"),
        Column("when_last", "date", "last day of `when`"),
        Column("where", "text", "the place in words"),
        Column("object", "text", "what was given, demanded, tested, used"),
        Column("first_reported", "text", "earliest date of publication, ISO"),
        Column("articles", "number", "how many articles tell it"),
        Column("publishers", "number", "how many publishers"),
        Column("origins", "texts", "the distinct origins that assert it, or else plan, or else doubt it"),
        Column("doubted_by", "texts", "those that doubt it"),
        Column("denied_by", "texts", "those that deny it"),
        Column("words", "texts", "words of its triggers, the most frequent first"),
        Column("stances", "texts", "how its claims stand to it: asserted, denied, doubted, planned, each once"),
        Column("quad", "number", "quad class of its type, as in `claims`; null for a type of your own"),
        Column("record", "json", "the whole record"),
    ),
    "event_claims": (
        Column("event", "text", "id of the event"),
        Column("article", "text", "id of the article, in its current version"),
        Column("claim", "text", "id of the claim"),
        Column("stance", "text", "asserted, denied, doubted or planned"),
        Column("origin", "text", "the outermost distinct source; null for what repeats another article"),
        Column("faint", "flag", "whether it stands in `articles.faint` and not in `claims`"),
    ),
    "event_pages": (
        Column("article", "text", "id of an article in its current version, whose claims are merged"),
        Column("version", "number", "that version"),
        Column("day", "number", "first day on which it may have been published, from the year 1; null if unknown"),
        Column("names", "texts", "the rare names in it"),
        Column("first", "number", "number of its first claim as merging looks at it; the others follow. Null: none"),
        Column("record", "json", "what is compared and shown of its claims; see `sayso.events.kept`", singly=True),
    ),
    "event_accounts": (
        Column("account", "number", "number of a claim, or faint claim, as merging looks at it"),
        Column("article", "text", "id of the article"),
        Column("version", "number", "its version"),
        Column("claim", "text", "id of the claim"),
        Column("place", "number", "place among those of the article, from 0"),
        Column("faint", "flag", "whether it is too unlikely to stand alone"),
        Column("gone", "flag", "whether it is to be taken out of its event"),
        Column("part", "number", "lowest number of those that it is joined with or held against; null if new"),
        Column("stub", "json", "by what it is found: spans of days, anchors, parties, type, day, trigger"),
    ),
    "event_spans": (
        Column("unit", "number", "a span of days"),
        Column("account", "number", "number of a claim that stands in it"),
    ),
    "event_pairs": (
        Column("unit", "number", "where the two meet: a span of days, an article (-2), or related articles (below)"),
        Column("a", "number", "number of a claim"),
        Column("b", "number", "number of another that it is compared with"),
        Column("odds", "number", "log odds that both tell one happening, in parts of 1024"),
    ),
    "event_due": (
        Column("unit", "number", "where claims are to be compared anew"),
        Column("account", "number", "number of a claim that is to be joined anew"),
    ),
    "judged_claims": _judged_columns(),
    "claim_words": (
        Column("term", "text", "stem of a word of the sentence, or of words for actor, recipient or object elsewhere"),
        Column("claim", "number", "number of the claim"),
        Column("position", "number", "which word it is, from 1; from 1000 on for words from elsewhere"),
        Column("length", "number", "how many words the claim has"),
    ),
    "article_words": (
        Column("term", "text", "stem of a word of the title or the text"),
        Column("article", "number", "number of the article: its `rowid` in `articles`"),
        Column("position", "number", "which word it is, from 1; from 1000 on in the text"),
        Column("length", "number", "how many words the article has"),
    ),
    "judgements": (
        Column("id", "text", "id of the judgement"),
        Column("verdict", "text", "same, different, wrong, right, correct, entity or undo"),
        Column("subject", "text", "key of a claim (`ARTICLE/CLAIM`), id of an event or of a judgement, or a name"),
        Column("other", "text", "what it is tied to"),
        Column("slot", "text", "the slot that is corrected"),
        Column("value", "text", "its right value"),
        Column("by", "text", "who decided"),
        Column("at", "text", "when, ISO, in UTC"),
        Column("note", "text", "why"),
    ),
}

STAGED = ("articles", "attributions", "mentions", "claims", "rejections")
"""The tables that readings and rejections fill; Parquet parts hold these."""
OF_ARTICLES = ("attributions", "mentions", "claims")
"""The tables whose rows belong to a version of an article."""
DERIVED = ("copies", "events", "event_claims")
"""The tables that `refresh` makes from the others."""
MERGED = ("event_pages", "event_accounts", "event_spans", "event_pairs", "event_due")
"""The tables that `refresh` keeps, so that what was worked out for events is not worked out again."""
SEARCHED = ("judged_claims", "claim_words", "article_words")
"""The tables that filters and searches ask, made from the others article by article."""

STALE = "stale"
"""The key of `meta` that says that articles or judgements came since copies and events were made."""
MERGED_BY = "merged by"
"""The key of `meta` that says by which method events were made; none where they were made by another function."""

VIEWS: Mapping[str, tuple[str, str]] = {
    "current_claims": (
        "claims of articles in their current version, with `title`, `published`, `publisher` and `url` of the article",
        "SELECT c.*, a.title, a.published, a.publisher, a.url FROM claims c "
        "JOIN articles a ON a.id = c.article AND a.version = c.version WHERE a.current",
    ),
}


def creation() -> list[str]:
    """The statements that make every table and view of a new store."""
    tables = [f"CREATE TABLE {table} ({definition(columns)})" for table, columns in TABLES.items()]
    return tables + [f"CREATE VIEW {name} AS {query}" for name, (_, query) in VIEWS.items()]


def definition(columns: Iterable[Column]) -> str:
    """The columns as `CREATE TABLE` wants them."""
    singly = " USING COMPRESSION uncompressed"
    return ", ".join(f'"{c.name}" {SQL_TYPES[c.kind]}{singly if c.singly else ""}' for c in columns)


class Migration(NamedTuple):
    """One step from a version of the schema to the next: its name, and its statements."""

    name: str
    statements: tuple[str, ...]


def _new(tables: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"CREATE TABLE IF NOT EXISTS {table} ({definition(TABLES[table])})" for table in tables)


MIGRATIONS: tuple[Migration, ...] = (
    Migration("the first schema", ()),
    Migration(
        "what merging keeps, and the words of events",
        ("ALTER TABLE events ADD COLUMN IF NOT EXISTS words VARCHAR[]", *_new(MERGED)),
    ),
    Migration(
        "claims as judged know more of the event that they tell",
        (
            "ALTER TABLE judged_claims ADD COLUMN IF NOT EXISTS event_articles BIGINT",
            "ALTER TABLE judged_claims ADD COLUMN IF NOT EXISTS contested BOOLEAN",
            "ALTER TABLE judged_claims ADD COLUMN IF NOT EXISTS origin VARCHAR",
            """
            UPDATE judged_claims SET event_articles = e.articles, contested = e.contested, origin = e.origin FROM (
                SELECT j.claim, v.articles, t.origin,
                       list_contains(v.stances, 'denied') AND list_contains(v.stances, 'asserted') AS contested
                FROM judged_claims j JOIN event_claims t ON t.article = j.article AND t.claim = j.id AND j.current
                JOIN events v ON v.id = t.event
            ) e WHERE e.claim = judged_claims.claim
            """,
        ),
    ),
    Migration(
        "what copies are held against one another by",
        (
            "ALTER TABLE copy_keys ADD COLUMN IF NOT EXISTS specifics BIGINT[]",
            "ALTER TABLE copy_keys ADD COLUMN IF NOT EXISTS runs BIGINT[]",
            "DELETE FROM copy_keys",
        ),
    ),
)
"""Steps in order; a new store is made as it is after the last. Append, never change one that was released."""
