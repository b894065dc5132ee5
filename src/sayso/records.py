"""The records that every room passes on: frozen, typed, and the same in memory, in JSON and in Arrow.

Offsets are half-open character offsets into `Article.text`, which never changes after ingest.
Unknown is `None` or an empty tuple, never a sentence in a data field.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec
from msgspec import inspect

if TYPE_CHECKING:
    from arro3.core import DataType, RecordBatch, Schema


class Span(msgspec.Struct, frozen=True, order=True):
    """Half-open character offsets `[start, end)` into `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One news article or statement, as it was had.

    `published` is an ISO date (`YYYY-MM-DD`) or None; then relative dates in the text stay unresolved. `source` is
    where it was had: a path, an address, or a place within one (`path#line`, `archive#member`, `crawl#record`), and
    `raw_sha256` the hash of the bytes that lay there.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    retrieved: str | None = None
    language: str | None = None
    raw_sha256: str | None = None
    source: str | None = None


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """How much or how many. `value` is the number said, of a range its lower end, and `upper` its upper end.

    `bound` is exact, at least, at most or about. `unit` is the ISO code of a currency (its noun where several states
    have one of that name), a unit of measure or time, `%`, or the noun that is counted; None if there is none.
    """

    span: Span
    value: float | None = None
    upper: float | None = None
    bound: str = "exact"
    unit: str | None = None


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that words name: its class (see `sayso.ontology.object_classes`), the weapon system if they name one,
    the countries that made that, and how many."""

    span: Span
    kind: str | None = None
    system: str | None = None
    makers: tuple[str, ...] = ()
    quantity: Quantity | None = None


class Mention(msgspec.Struct, frozen=True):
    """A name or amount in the text. `kind` is PER, ORG, GPE, LOC, MISC, DATE, WEAPON, MONEY, COUNT, PERCENT, DURATION
    or MEASURE; `entity` are codes, if resolved; `value` the ISO date of a date; `thing` what a weapon is; `quantity`
    what an amount comes to."""

    span: Span
    kind: str
    entity: tuple[str, ...] = ()
    score: float | None = None
    value: str | None = None
    thing: Thing | None = None
    quantity: Quantity | None = None


class Attribution(msgspec.Struct, frozen=True, kw_only=True):
    """A text's mark that a content belongs to a source (PARC, PolNeAR).

    `source` and `cue` are None where the text gives none (a bare quotation has neither). `content` has two spans where
    the source interrupts it. `parent` is the id of the attribution whose content holds this one. `form` is `direct`,
    `indirect` or `mixed`. `speaker` are the entity codes of the source, resolved across sentences; `speaker_text` the
    words that name it, here or in a neighbouring paragraph.
    """

    id: str
    article_id: str
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    parent: str | None = None
    form: str = "indirect"
    speaker: tuple[str, ...] = ()
    speaker_text: str | None = None
    negated: bool = False
    rule: str = ""
    score: float | None = None


class SaySo(msgspec.Struct, frozen=True, kw_only=True):
    """One link of a chain of sources: the words for the source, its codes joined by `+`, and the cue."""

    source: str
    code: str | None
    cue: str
    attribution_id: str | None = None


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """One filled role of a claim: entity codes, the words in the text, and the rule or head that filled it."""

    codes: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()
    sectors: tuple[str, ...] = ()
    rule: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One mention of a political event: PLOVER's words for what happened, FactBank's for how sure its source is.

    `say_so` is the chain, outermost first; empty means that the article itself says so. `factuality` is one of CT+ PR+
    PS+ CT- PR- PS- U, relative to the innermost source. `auxiliary` is historical, future, hypothetical, negation or
    None. `when` is an ISO date, `YYYY-MM`, `YYYY` or a range `A/B`. `things` are what the object names, `quantity`
    how many: of the object, or of those whom it befell or who protested. `parent` is the PLOVER type that an event
    type of the user's own falls under, None for PLOVER's. `rules` names, slot by slot, what filled it. `kinds` are the
    PLOVER types that the model sees in the trigger, with its chance of each, where it names an event at all.
    """

    id: str
    article_id: str
    trigger: Span
    event: str
    parent: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    actor: Slot = Slot()
    recipient: Slot = Slot()
    object: Span | None = None
    things: tuple[Thing, ...] = ()
    quantity: Quantity | None = None
    where: Span | None = None
    when: str | None = None
    when_span: Span | None = None
    auxiliary: str | None = None
    attribution_id: str | None = None
    say_so: tuple[SaySo, ...] = ()
    factuality: str = "CT+"
    certainty: dict[str, float] = {}
    time: str | None = None
    rules: dict[str, str] = {}
    score: float | None = None
    scores: dict[str, float] = {}
    kinds: dict[str, float] = {}

    @property
    def plover(self) -> str:
        """The PLOVER type: the one that an own type falls under, else the event type itself."""
        return self.parent or self.event


class HeadlineFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What the headline claims and the body does not.

    `kind` is `unsupported` (no claim of the body says it), `attribution dropped` or `hedge dropped`. `where` says
    whether `headline` points into the `title` or into the `text`; `body` points into the text, None if there is none.
    """

    kind: str
    where: str
    headline: Span
    headline_text: str
    body: Span | None = None
    body_text: str | None = None


class Rejection(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be read, kept and counted. `stage` is `ingest` or `read`; `reason` a fixed phrase.

    `article_id` is the article's id, or where it was had if it has none. `source` is where it was had, `language` the
    code (ISO 639) of an article that is not English.
    """

    article_id: str
    stage: str
    reason: str
    detail: str | None = None
    source: str | None = None
    language: str | None = None


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that one article says: what `read` returns.

    `faint` are claims that are too unlikely to stand alone; events take them up where a claim tells the same.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    claims: tuple[Claim, ...] = ()
    faint: tuple[Claim, ...] = ()
    headline: tuple[HeadlineFinding, ...] = ()
    version: str = ""

    def _repr_html_(self) -> str:
        from sayso.notebook import reading_html

        return reading_html(self)


class Copy(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One article that repeats another. `kind` is `copy` (its words, cut, re-headlined or credited), `rewrite` (its
    sentences in other words, its quotations kept) or `partial` (a paragraph or quotations of it within an article of
    its own). `similarity` is the share of this article's words that the other one accounts for, 0 to 1."""

    article: str
    of: str
    kind: str
    similarity: float


class Told(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One claim of an event. `stance` is asserted, denied, doubted or planned; `origin` the name of the outermost
    distinct source that it goes back to, None for a claim that repeats what another article had. `faint` says that the
    claim is one of the reading's `faint` ones."""

    article: str
    claim: str
    trigger: Span
    stance: str
    origin: str | None = None
    faint: bool = False


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """The claims of all articles that speak of the same happening.

    `when`, `where` and `object` are those that most origins give. `first_reported` is the earliest date of publication
    of an article that tells it. `words` are those of its triggers, the most frequent first. `origins` are the distinct
    origins that assert it or, where none does, that plan it, or else that doubt it; `doubted_by` and `denied_by` those
    that doubt or deny it. `quantities` maps an origin to the amount it gives, in its words.
    """

    id: str
    event: str
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    when: str | None = None
    where: str | None = None
    object: str | None = None
    first_reported: str | None = None
    articles: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    doubted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    quantities: dict[str, str] = {}
    words: tuple[str, ...] = ()
    claims: tuple[Told, ...] = ()

    def _repr_html_(self) -> str:
        from sayso.notebook import event_html

        return event_html(self)


class Judgement(msgspec.Struct, frozen=True, kw_only=True):
    """What a person decided; never changed, only followed by another that undoes it.

    `verdict` is `same`, `different`, `wrong`, `right`, `correct`, `entity` or `undo`. `subject` is the key of a claim
    (`ARTICLE/CLAIM`), the id of an event, a name, or, of `undo`, the id of a judgement; `other` what `same`,
    `different` and `entity` tie it to; `slot` and `value` what `correct` changes. `at` is an ISO time in UTC.
    """

    id: str
    verdict: str
    subject: str
    other: str | None = None
    slot: str | None = None
    value: str | None = None
    by: str = ""
    at: str = ""
    note: str | None = None


_HASHED = 16


def content_id(*parts: object) -> str:
    """A short id that is the same for the same parts on every machine (first 16 hex digits of SHA-256)."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_HASHED]


def is_hashed(article: Article) -> bool:
    """Whether an article has an id that says nothing to people, as `content_id` makes them."""
    return len(article.id) == _HASHED and set(article.id) <= set("0123456789abcdef")


def arrow_schema(record: type[msgspec.Struct]) -> Schema:
    """The Arrow schema of a record, derived from its fields: texts, numbers, lists, structs and maps."""
    from arro3.core import Field, Schema

    described = inspect.type_info(record)
    assert isinstance(described, inspect.StructType)
    return Schema([Field(f.encode_name, _arrow_type(f.type), nullable=_nullable(f.type)) for f in described.fields])


def arrow_batches(records: Iterable[msgspec.Struct], record: type[msgspec.Struct]) -> list[RecordBatch]:
    """The records, all of the type `record`, as Arrow record batches that pyarrow, DuckDB and Polars read uncopied."""
    from arro3.io import read_json

    lines = b"".join(msgspec.json.encode(one) + b"\n" for one in records)
    return list(read_json(io.BytesIO(lines), arrow_schema(record)))


def _nullable(kind: inspect.Type) -> bool:
    return isinstance(kind, inspect.UnionType)


def _arrow_type(kind: inspect.Type) -> DataType:
    from arro3.core import DataType, Field

    match kind:
        case inspect.UnionType(types=(inner, inspect.NoneType())):
            return _arrow_type(inner)
        case inspect.VarTupleType(item_type=item):
            return DataType.list(Field("item", _arrow_type(item)))
        case inspect.StructType(fields=fields):
            return DataType.struct(
                [Field(f.encode_name, _arrow_type(f.type), nullable=_nullable(f.type)) for f in fields]
            )
        case inspect.DictType(key_type=key, value_type=value):
            entry = Field("key", _arrow_type(key), nullable=False), Field("value", _arrow_type(value))
            return DataType.map(*entry, False)
    plain = {
        inspect.StrType: "string",
        inspect.IntType: "int64",
        inspect.FloatType: "float64",
        inspect.BoolType: "bool",
    }
    arrow: DataType = getattr(DataType, plain[type(kind)])()
    return arrow
