"""Articles: the list, and one article with its attributions and claims."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sayso.app.web.brackets import Bracketed
from sayso.app.web.rendering import render
from sayso.app.web.viewing import MissingError, page
from sayso.errors import InputError
from sayso.events.judged import judged
from sayso.events.stance import stance
from sayso.store import Store
from sayso.store.holdings import articles, copies_of, events_of, versions
from sayso.store.recalling import readings

SIZE = 50


@page
def listed(request: Request, store: Store) -> Response:
    """One page of articles."""
    query = request.query_params
    publisher, words = query.get("publisher"), query.get("title", "").strip()[:200]
    found = articles(store.sql, publisher=publisher, words=words, after=query.get("after"), size=SIZE)
    given = [(name, value) for name, value in (("publisher", publisher), ("title", words)) if value]
    values = {"rows": found.rows, "after": found.after, "publisher": publisher, "title": words, "given": given}
    return render(request, "articles.html", values)


@page
def shown(request: Request, store: Store) -> Response:
    """One article in its current version, or in the one that the address names."""
    key = request.path_params["key"]
    known = versions(store.sql, key)
    if not known:
        raise MissingError("article", key, table="articles")
    version = _version(request.query_params.get("version", ""), known)
    decided = request.app.state.desk.remembered("decisions", store.decisions)
    reading = judged(next(readings(store.sql, [(key, version)])), decided)
    events = {claim: event for (_, claim), event in events_of(store.sql, [key]).items()}
    faint = {claim.id for claim in reading.faint if claim.id in events}
    text = Bracketed(reading, faint)
    copies = copies_of(store.sql, [key])
    values: dict[str, Any] = {
        "article": reading.article,
        "headline": reading.headline,
        "reader": reading.version,
        "paragraphs": list(text.paragraphs()),
        "said": text.said,
        "claims": text.claims,
        "faint": faint,
        "events": events,
        "stances": {margin.claim.id: stance(margin.claim) for margin in text.claims},
        "versions": known,
        "chosen": version,
        "repeats": [row for row in copies if row["article"] == key],
        "repeated_by": [row for row in copies if row["of"] == key],
    }
    return render(request, "article.html", values)


def _version(asked: str, known: list[dict[str, Any]]) -> int:
    if not asked:
        return int(next(row["version"] for row in known if row["current"]))
    if asked not in {str(row["version"]) for row in known}:
        raise InputError(f"There is no version {asked[:10]} of this article.", "Leave out the version.")
    return int(asked)


ROUTES = [Route("/articles", listed), Route("/article/{key:path}", shown)]
