"""Measure the pages of `sayso serve` on a large store: time of the server, p50 and p95, and bytes, page by page.

    python benchmarks/pages.py [--claims 1000000] [--seed STORE] [--store FILE] [--rounds 20] [--only /events]

The store is made by recombining the records of a seed: its articles again and again under other ids, dates, actors and
sources, and their events joined so that most are told once and a few by hundreds of articles. `--seed` names a store to
take them from; without one, the articles of this repository are read first. `--store` keeps it, or uses it if it is
there. Every page, and every picture in them, is asked for with other ids and filters each time: milliseconds as
`Server-Timing` counts them, and those that the processors worked for it (on a busy machine the better measure).
"""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.testclient import TestClient

from sayso.app.adding import add_and_tell
from sayso.app.web.application import application
from sayso.app.web.desk import Desk
from sayso.events.merging import merge
from sayso.store import Store
from sayso.store.indexing import TIE_EVENTS

ROOT = Path(__file__).parents[1]
AT_ONCE = 20
"""Copies of the seed that are written together; bounds the memory."""
LIMIT_MS = 300

_VARIABLES = """
SET VARIABLE codes = (SELECT list(code ORDER BY code) FROM (SELECT DISTINCT unnest(actor) AS code FROM seed.claims));
SET VARIABLE names = (SELECT list(origin ORDER BY origin) FROM
    (SELECT DISTINCT origin FROM seed.event_claims WHERE origin IS NOT NULL));
"""
_ROUND = """
CREATE OR REPLACE TEMP TABLE round AS
SELECT k, (k * 37) % 5000 AS days FROM range({first}, {last}) r(k);

INSERT INTO articles BY NAME SELECT a.* REPLACE (
    a.id || '~' || k AS id, (TRY_CAST(a.published AS DATE) - CAST(days AS INTEGER))::VARCHAR AS published,
    sha256(a.text_sha256 || k) AS text_sha256) FROM seed.articles a, round WHERE a.current;

INSERT INTO claims BY NAME SELECT c.* REPLACE (
    c.article || '~' || k AS article, substr(md5(c.id || k), 1, 16) AS id,
    {actor} AS actor, {recipient} AS recipient, (c.when_first - CAST(days AS INTEGER)) AS when_first,
    (c.when_last - CAST(days AS INTEGER)) AS when_last, (c.when_first - CAST(days AS INTEGER))::VARCHAR AS "when",
    replace(c.record, c.id, substr(md5(c.id || k), 1, 16)) AS record) FROM seed.claims c, round;

INSERT INTO attributions BY NAME SELECT t.* REPLACE (t.article || '~' || k AS article) FROM seed.attributions t, round;

INSERT INTO event_claims BY NAME SELECT
    substr(md5(t.event || (k // CASE WHEN h < 80 THEN 1 WHEN h < 95 THEN 4 WHEN h < 99 THEN 20 ELSE 200 END)), 1, 16)
        AS event,
    t.article || '~' || k AS article,
    CASE WHEN t.faint THEN t.claim ELSE substr(md5(t.claim || k), 1, 16) END AS claim, t.faint, t.stance,
    CASE WHEN t.origin IS NULL THEN NULL ELSE getvariable('names')[
        1 + (list_position(getvariable('names'), t.origin) + (k % 2) * k * 3) % len(getvariable('names'))] END AS origin
    FROM (SELECT *, hash(event) % 100 AS h FROM seed.event_claims) t, round;
"""
_SHIFTED = """CASE WHEN k % 2 = 0 THEN c.{0} ELSE list_transform(c.{0}, lambda x: coalesce(getvariable('codes')[
    1 + (list_position(getvariable('codes'), x) + k * 7) % len(getvariable('codes'))], x)) END"""
_EVENTS = """
INSERT INTO events BY NAME
WITH t AS (
    SELECT t.event AS id, t.article, t.claim, t.stance, t.origin, c.event AS type, c.actor, c.recipient, c."when",
           c.when_first, c.when_last, c."where", c.object, c.quad, c.trigger_start, c.trigger_end, a.published,
           a.publisher
    FROM event_claims t JOIN claims c ON c.article = t.article AND c.id = t.claim JOIN articles a ON a.id = c.article
), e AS (
    SELECT id, mode(type) AS event, first(actor) AS actor, first(recipient) AS recipient, min("when") AS "when",
           min(when_first) AS when_first, min(when_last) AS when_last, min("where") AS "where", min(object) AS object,
           min(published) AS first_reported, count(DISTINCT article) AS articles,
           count(DISTINCT publisher) AS publishers,
           coalesce(list(DISTINCT origin) FILTER (stance = 'asserted' AND origin IS NOT NULL), []) AS origins,
           coalesce(list(DISTINCT origin) FILTER (stance = 'doubted' AND origin IS NOT NULL), []) AS doubted_by,
           coalesce(list(DISTINCT origin) FILTER (stance = 'denied' AND origin IS NOT NULL), []) AS denied_by,
           list_sort(list(DISTINCT stance)) AS stances, any_value(quad) AS quad,
           list({{'article': article, 'claim': claim, 'trigger': {{'start': trigger_start, 'end': trigger_end}},
                 'stance': stance, 'origin': origin}} ORDER BY published) AS told
    FROM t WHERE hash(id) % {parts} = {part} GROUP BY id
)
SELECT * EXCLUDE (told), to_json({{'id': id, 'event': event, 'claims': told, 'quantities': json('{{}}')}}) AS record
FROM e
"""
PARTS = 8
"""Parts in which events are made; bounds the memory."""


def make(path: Path, seed: Path, claims: int) -> None:
    """A store of so many claims from the records of a seed.

    Args:
        path: of the new store.
        seed: of the one whose records are taken.
        claims: how many, at least.
    """
    with Store(path) as store:
        connection = store._connection
        connection.execute(f"ATTACH '{seed}' AS seed (READ_ONLY)")
        connection.execute(_VARIABLES)
        each = store.sql("SELECT count(*) FROM seed.claims").one()
        rounds = -(-claims // each)
        shifted = {slot: _SHIFTED.format(slot) for slot in ("actor", "recipient")}
        for first in range(0, rounds, AT_ONCE):
            last = min(first + AT_ONCE, rounds)
            connection.execute("BEGIN")
            connection.execute(_ROUND.format(first=first, last=last, **shifted))
            connection.execute("COMMIT")
            print(f"  {last:,} of {rounds:,} rounds", flush=True)
        for part in range(PARTS):
            connection.execute(_EVENTS.format(parts=PARTS, part=part))
        store.index()
        connection.execute(TIE_EVENTS)
        connection.execute("CHECKPOINT")


def seeded(folder: Path) -> Path:
    """A store of the articles of this repository, read now."""
    path = folder / "seed.duckdb"
    add_and_tell([ROOT / "examples" / "articles.jsonl", *sorted((ROOT / "annotation" / "own").glob("*.jsonl"))],
                 store=path, no_refresh=True)  # fmt: skip
    with Store(path) as store:
        store.refresh(merge=merge)
    return path


def addresses(store: Store, rounds: int) -> dict[str, list[str]]:
    """For every kind of page, addresses to ask for, each with another id or filter."""

    def some(query: str) -> list[Any]:
        found = list(store.sql(f"SELECT * FROM ({query}) USING SAMPLE reservoir({rounds} ROWS) REPEATABLE (7)"))
        return [row[0] if len(row) == 1 else row for row in found]

    events = some("SELECT id FROM events")
    told = some("SELECT id FROM events ORDER BY articles DESC LIMIT 200")
    articles = some("SELECT id FROM articles")
    codes = some(
        "SELECT code FROM (SELECT unnest(actor) AS code FROM claims) GROUP BY code ORDER BY count(*) DESC LIMIT 60"
    )
    types = some("SELECT DISTINCT event FROM events")
    sources = some(
        "SELECT origin FROM event_claims WHERE origin IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 300"
    )
    pairs = list(zip(codes, reversed(codes), strict=True))
    publishers = some("SELECT publisher FROM articles GROUP BY 1")
    reviewed = some("SELECT article || '/' || id FROM judged_claims")
    words = ("drone", "weapons", "minister denied", "ceasefire", "sanctions", "Ministry of Defence", "grain")
    return {
        "overview": ["/"],
        "events": ["/events", *(f"/events?order={order}" for order in ("day", "articles", "origins", "denials"))],
        "events, a type": [f"/events?event={one}" for one in types],
        "events, an actor": [f"/events?actor={quote(one)}" for one in codes],
        "events, contested": ["/events?stance=contested", *(f"/events?stance=denied&event={one}" for one in types)],
        "events, a year": [f"/events?since={year}&until={year}" for year in range(2012, 2026)],
        "events, far back": [f"/events?after=20{year:02d}-06-01~8{year}" for year in range(12, 26)],
        "an event": [f"/event/{one}" for one in events],
        "an event, much told": [f"/event/{one}" for one in told],
        "an event, not there": [f"/event/{one[:9]}0000000" for one in events],
        "articles": ["/articles", *(f"/articles?publisher={quote(one or '')}" for one in publishers)],
        "an article": [f"/article/{quote(one, safe='')}" for one in articles],
        "an actor": [f"/actor/{quote(one, safe='')}" for one in codes],
        "a dyad": [f"/dyad/{quote(one, safe='')}/{quote(other, safe='')}" for one, other in pairs],
        "sources": ["/sources", *(f"/sources?q={quote(one)}" for one in words)],
        "a source": [f"/source/{quote(one, safe='')}" for one in sources],
        "a source, by its code": [f"/source/{quote(one, safe='')}" for one in codes],
        "network": ["/network", *(f"/network?event={one}" for one in types)],
        "map": ["/map", *(f"/map?event={one}" for one in types)],
        "search": [f"/search?q={quote(one)}" for one in words],
        "search, phrases": [f"/search?q={quote(one)}" for one in ('"said that"', "ceasefire talks", "denied any role")],
        "data": ["/data", "/data?reason=empty"],
        "review": ["/review", *(f"/review?claim={quote(one, safe='')}" for one in reviewed)],
        "review, an event": [f"/review?event={one}" for one in told],
        "review, an article": [f"/review?article={quote(one, safe='')}" for one in articles],
        "review, merge": [f"/review/merge?claim={quote(one, safe='')}" for one in reviewed],
        "review, split": [f"/review/split?claim={quote(one, safe='')}" for one in reviewed],
        "review, log": ["/review/log"],
        "SQL": ["/sql"],
        "picture: a pair": [
            f"/picture/dyad.svg?actor={quote(one)}&recipient={quote(other)}" for one, other in pairs if one != other
        ],
        "picture: network": [f"/picture/network.svg?event={one}" for one in types],
        "picture: map": [f"/picture/map.svg?event={one}" for one in types],
    }


def measured(client: TestClient, asked: Sequence[str], rounds: int) -> tuple[list[float], list[float], int, set[int]]:
    """Milliseconds of each answer, those of the processors, the most bytes, and the codes."""
    times, worked, most, codes = [], [], 0, set()
    for number in range(rounds):
        before = time.process_time()
        answer = client.get(asked[number % len(asked)])
        worked.append((time.process_time() - before) * 1000)
        timing = answer.headers.get("server-timing", "")
        times.append(float(timing.rpartition("=")[2]) if timing else float("nan"))
        most = max(most, len(answer.content))
        codes.add(answer.status_code)
    return times, worked, most, codes


def report(store: Path, rounds: int, only: str) -> Iterator[str]:
    """A line for every kind of page."""
    with Store(store, read_only=True) as file:
        counts = [f"{file.sql(f'SELECT count(*) FROM {t}').one():,} {t}" for t in ("articles", "claims", "events")]
        asked = addresses(file, rounds)
    yield f"{', '.join(counts)}; {store.stat().st_size / 1e6:,.0f} MB\n"
    yield f"{'page':22} {'first':>8} {'p50':>8} {'p95':>8} {'most':>8} {'CPU p50':>8} {'CPU p95':>8} {'kB':>6}  (ms)"
    for kind, addresses_of in asked.items():
        if not any(one.startswith(only) for one in addresses_of):
            continue
        desk = Desk(store)  # a new one a page: nothing is remembered from the page before
        with TestClient(application(desk, by="Ann"), base_url="http://127.0.0.1") as client:
            times, worked, most, codes = measured(client, addresses_of, rounds)
        p95 = _p95(times)
        mark = "" if p95 <= LIMIT_MS else "  over"
        mark += "" if codes <= {200} else f"  {sorted(codes)}"
        yield (f"{kind:22} {times[0]:8.0f} {statistics.median(times):8.0f} {p95:8.0f} {max(times):8.0f} "
               f"{statistics.median(worked):8.0f} {_p95(worked):8.0f} {most / 1000:6.0f}{mark}")  # fmt: skip


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def main() -> None:
    """Make the store if it is not there, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--seed", type=Path)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--only", default="/")
    options = parser.parse_args()
    random.seed(7)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or Path(folder) / "pages.duckdb"
        if not store.exists():
            began = time.monotonic()
            make(store, options.seed or seeded(Path(folder)), options.claims)
            print(f"  made in {time.monotonic() - began:.0f} s")
        for line in report(store, options.rounds, options.only):
            print(line, flush=True)


if __name__ == "__main__":
    main()
