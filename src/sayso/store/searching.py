"""Searching a store: the claims and articles that have the words, best first, with the words marked; and claims that
are like another claim or like a text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec

from sayso.errors import StoreError
from sayso.events.words import sentences
from sayso.records import Span
from sayso.store.asked import hits, items_of, length_factor, length_of, parse, terms_of
from sayso.store.filters import Filter, Parameters, conditions
from sayso.store.rows import Sql
from sayso.store.terms import plain_words, stems

_WORD = re.compile(r"[^\W_]+")
LIMIT = 20
TELLING = 20
"""Words of a claim, the rarest, that others like it are found by: on the dev stories (benchmarks/likeness.py) 6 find a
claim of the same happening among the first five in 71 of 100 cases, 10 in 82, 15 in 90, 20 in 91, 30 in 91."""
MOST = 100_000
"""Claims with one of these words that are looked at, so that a frequent word costs no more than a search."""
WORDS_PART = 0.6
"""How much of the likeness is in the words, the rest being in type, actor and recipient: of 0 to 1 the best there."""
NEAR = 400
"""Claims with the likest words that are compared by type, actor and recipient too."""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A claim or article that a search found: `score` tells how well it fits, beside others of the same search.

    `snippet` are words of the text from `start` on; `marks` the spans within the snippet that were searched for. Of an
    article, `claim` and what a claim has are empty.
    """

    score: float
    article: str
    version: int
    claim: str | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    event: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    when: str | None = None
    stance: str | None = None
    start: int = 0
    snippet: str = ""
    marks: tuple[Span, ...] = ()


_DETAILS = """
SELECT claim, article, version, id, title, published, publisher, event, plover, actor, recipient, "when",
       stance, sentence_start, sentence
FROM judged_claims WHERE claim IN ({numbers})
"""


def searched(asked: Filter | str) -> Filter:
    """The filter of a search; words alone are its `text`."""
    return Filter(text=asked) if isinstance(asked, str) else asked


def search_claims(sql: Sql, asked: Filter, *, limit: int = LIMIT, offset: int = 0) -> list[Hit]:
    """The claims whose sentence, or whose words for actor, recipient and object, hold what `asked.text` says.

    Args:
        sql: what asks the store.
        asked: `text`, and which claims.
        limit: the most hits.
        offset: hits to leave out before.

    Raises:
        InputError: there is no word to search for.
    """
    given = Parameters()
    words = parse(asked.text or "")
    found = hits(words, given, table="claim_words", number="claim")
    return _claims(sql, found, asked, given, limit=limit, offset=offset, terms=terms_of(words))


def _claims(
    sql: Sql, found: str, asked: Filter, given: Parameters, *, limit: int, offset: int, terms: Collection[str]
) -> list[Hit]:
    """The best of the claims that a query for `number` and `score` finds."""
    best = _best(sql, found, asked, given, limit=limit, offset=offset)
    details = _details(sql, [number for number, _ in best])
    return [_hit(details[number], score, terms) for number, score in best]


def _best(
    sql: Sql, found: str, asked: Filter, given: Parameters, *, limit: int, offset: int = 0
) -> list[tuple[int, float]]:
    """Numbers and scores of the best of these claims, of those that are asked for."""
    query = f"""
    SELECT h.number, h.score FROM ({found}) h JOIN judged_claims c ON c.claim = h.number
    WHERE {conditions(asked, given)}
    ORDER BY h.score DESC, h.number LIMIT {limit:d} OFFSET {offset:d}
    """
    return list(sql(query, given))


def _details(sql: Sql, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What is shown of claims, by their numbers."""
    if not numbers:
        return {}
    listed = ", ".join(str(int(number)) for number in numbers)
    return {row["claim"]: row for row in sql(_DETAILS.format(numbers=listed)).dicts()}


def _hit(row: Mapping[str, Any], score: float, terms: Collection[str]) -> Hit:
    snippet, marks = marked(row["sentence"], terms)
    same = ("article", "version", "title", "published", "publisher", "event", "when", "stance")
    return Hit(
        score=round(score, 4), claim=row["id"], start=row["sentence_start"], snippet=snippet, marks=marks,
        actor=tuple(row["actor"] or ()), recipient=tuple(row["recipient"] or ()), **{name: row[name] for name in same},
    )  # fmt: skip


def search_articles(sql: Sql, asked: Filter, *, limit: int = LIMIT, offset: int = 0) -> list[Hit]:
    """The articles whose title or text hold what `asked.text` says, and that have a claim of those asked for, if any
    are.

    Args:
        sql: what asks the store.
        asked: `text`, and which claims.
        limit: the most hits.
        offset: hits to leave out before.

    Raises:
        InputError: there is no word to search for.
    """
    given = Parameters()
    words = parse(asked.text or "")
    found = hits(words, given, table="article_words", number="article")
    query = f"""
    SELECT h.number, h.score FROM articles a JOIN ({found}) h ON h.number = a.rowid
    WHERE {article_conditions(asked, given)} ORDER BY h.score DESC, h.number LIMIT {limit:d} OFFSET {offset:d}
    """
    best: list[tuple[int, float]] = list(sql(query, given))
    if not best:
        return []
    numbers = ", ".join(str(int(number)) for number, _ in best)
    details = {row.pop("number"): row for row in sql(_ARTICLES.format(numbers=numbers)).dicts()}
    return [_article_hit({**details[number], "score": score}, terms_of(words)) for number, score in best]


_ARTICLES = """
SELECT rowid AS number, id AS article, version, title, published, publisher, text AS snippet
FROM articles WHERE rowid IN ({numbers})
"""


def article_conditions(asked: Filter, given: Parameters) -> str:
    """The condition over `articles` as `a` that it has a claim of those asked for; without its `text`."""
    version = "true" if asked.all_versions else "a.current"
    if msgspec.structs.replace(asked, text=None, all_versions=False) == Filter():
        return version
    claims = f"SELECT c.article, c.version FROM judged_claims c WHERE {conditions(asked, given)}"
    return f"{version} AND (a.id, a.version) IN ({claims})"


def _article_hit(row: Mapping[str, Any], terms: Collection[str]) -> Hit:
    """Its sentence that holds the most of the words."""
    text = row["snippet"]
    bounds = sentences(text) or [(0, len(text))]
    found = [marked(text[start:end], terms) for start, end in bounds]
    held = [{_stem(span.of(snippet)) for span in marks} for snippet, marks in found]
    best = max(range(len(bounds)), key=lambda n: (len(held[n]), -n))
    snippet, marks = found[best]
    return Hit(**{**row, "snippet": snippet, "marks": marks, "start": bounds[best][0], "score": round(row["score"], 4)})


def marked(text: str, terms: Collection[str]) -> tuple[str, tuple[Span, ...]]:
    """A text without white space at its end, and where its words have one of the stems."""
    return text.rstrip(), tuple(Span(*word.span()) for word in _WORD.finditer(text) if _stem(word[0]) in terms)


@lru_cache(maxsize=65536)
def _stem(word: str) -> str:
    """The stem of a word as it stands in a text."""
    return stems(plain_words(word)[:1] or [""])[0]


class Model(NamedTuple):
    """What others are to be like: words, and what a claim says."""

    number: int
    words: str
    event: str | None = None
    actor: Sequence[str] = ()
    recipient: Sequence[str] = ()


_MODEL = """
SELECT claim, array_to_string(list_prepend(sentence, list_filter(list_distinct(list_concat(
           actor_text, recipient_text, [object])), lambda w: NOT contains(sentence, w))), ' '), plover, actor, recipient
FROM judged_claims WHERE current AND id = $claim AND ($article = '' OR article = $article)
"""


def like(sql: Sql, key: tuple[str, str], asked: Filter, *, limit: int = LIMIT) -> list[Hit]:
    """The claims that are most like a claim, without it; `score` is 1 for one that says the same in the same words.

    Args:
        sql: what asks the store.
        key: id of the article, empty if it is not known, and of the claim.
        asked: which claims.
        limit: the most hits.

    Raises:
        StoreError: there is no such claim.
    """
    found = list(sql(_MODEL, {"article": key[0], "claim": key[1]}))
    if not found:
        raise StoreError(f"There is no claim {'/'.join(filter(None, key))}.", "Ids are shown by `sayso search WORDS`.")
    return similar(sql, Model(*found[0]), asked, limit=limit)


def similar(sql: Sql, model: Model | str, asked: Filter, *, limit: int = LIMIT) -> list[Hit]:
    """The claims that are most like a text or a claim.

    Args:
        sql: what asks the store.
        model: a text, or what a claim says.
        asked: which claims.
        limit: the most hits.

    Raises:
        InputError: there is no word to go by.
    """
    wanted = Model(-1, model) if isinstance(model, str) else model
    telling = _telling(sql, wanted.words)
    given = Parameters()
    found = _with_any(telling, length_of(wanted.words), given)
    near = _best(sql, found, asked, given, limit=max(NEAR, limit))
    details = _details(sql, [number for number, _ in near])
    scored = [(_likeness(wanted, details[number], score), number) for number, score in near]
    best = sorted((one for one in scored if one[1] != wanted.number), key=lambda one: (-one[0], one[1]))
    return [_hit(details[number], score, set(telling)) for score, number in best[:limit]]


def _with_any(telling: Mapping[str, float], length: int, given: Parameters) -> str:
    """The query for the claims with any of these words, and what those tell by BM25, each as if it stood there once, as
    a share of what a claim of this length tells that has all of them."""
    whole = f"{given(sum(telling.values()))} * {length_factor(str(length))}"
    words = ", ".join(f"({given(term)}, {given(idf)}::DOUBLE)" for term, idf in telling.items())
    listed = ", ".join(given(term) for term in telling)
    return f"""
    SELECT w.claim AS number, sum(t.idf * {length_factor("w.length")}) / ({whole}) AS score
    FROM claim_words w JOIN (VALUES {words}) t(term, idf) USING (term) WHERE w.term IN ({listed}) GROUP BY w.claim
    """


def _likeness(model: Model, other: Mapping[str, Any], words: float) -> float:
    """How like a claim is: its words, as a share of what the model's would score, and its slots."""
    words = min(1.0, float(words))
    if model.event is None:
        return words
    same: list[bool] = [model.event == other["plover"]]
    for wanted, codes in ((model.actor, other["actor"]), (model.recipient, other["recipient"])):
        if wanted:
            same.append(not set(wanted).isdisjoint(codes or ()))
    return WORDS_PART * words + (1 - WORDS_PART) * (sum(same) / len(same))


def _telling(sql: Sql, words: str) -> dict[str, float]:
    """The rarest words of a text that others have too, and how much each tells."""
    terms = list(dict.fromkeys(term for item in items_of(words) for term, _ in item.terms))
    asked = Parameters()
    listed = ", ".join(asked(term) for term in terms)
    query = f"""SELECT term, count(*) AS times, ln(1 + (SELECT count(*) FROM judged_claims) / count(*)) AS idf
    FROM claim_words WHERE term IN ({listed}) GROUP BY term ORDER BY times, term"""
    found: dict[str, float] = {}
    seen = 0
    for term, times, idf in sql(query, asked):
        if len(found) < TELLING and (seen + times <= MOST or not found):
            found[term] = idf
            seen += times
    return found or {terms[0]: 1.0}


def shown(hit: Hit, before: str = "«", after: str = "»") -> str:
    """The snippet with the words marked."""
    return "".join(_pieces(hit, before, after))


def _pieces(hit: Hit, before: str, after: str) -> Iterator[str]:
    at = 0
    for span in hit.marks:
        yield f"{hit.snippet[at : span.start]}{before}{span.of(hit.snippet)}{after}"
        at = span.end
    yield hit.snippet[at:]
