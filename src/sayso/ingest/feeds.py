"""RSS and Atom feeds, and OPML, the lists of them: the pages of the entries, or the entries that hold their text."""

from __future__ import annotations

import hashlib
import io
import re
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from sayso.ingest.compose import Known, compose
from sayso.ingest.dispatch import follow
from sayso.ingest.html import blocks
from sayso.ingest.opened import Opened, Options, Outcome, as_far_as_it_goes, guarded
from sayso.ingest.unreadable import Unreadable, needed

ENTRIES_CAP = 10_000  # entries of one feed; the longest in use hold some hundreds, a feed that was kept for years more
FEEDS_CAP = 5000  # feeds of one list
AT_A_TIME = 16  # feeds whose entries are taken in turns; each holds its parsed feed in memory
# Words from which on the text of an entry counts as the whole article: more than twice the 55 words that are the usual
# length of an excerpt in WordPress, which most feeds come from.
FULL = 120
_CUT = re.compile(r"(?:\.\.\.|…|\b(?:read|continue reading|more|full story))\W*$", re.I)


def from_feed(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles of the entries, in the feed's order.

    Raises:
        Unreadable: `bad XML` or `missing package`; or what cut the feed short, after the entries before that.
    """
    feedparser = needed("feedparser")
    data, ended = as_far_as_it_goes(opened, "feed")
    feed = _parsed(feedparser, data, opened.known.url)
    if not feed.entries and feed.bozo:
        raise ended or Unreadable("bad XML", str(feed.bozo_exception))
    publisher = opened.known.publisher or _words(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries[:ENTRIES_CAP], start=1):
        known = _known(entry, publisher)
        yield from _entry(entry, known, f"{opened.source}#{entry.get('id') or number}", opened=opened, options=options)
    if len(feed.entries) > ENTRIES_CAP:
        raise Unreadable("too many", f"{ENTRIES_CAP} of {len(feed.entries)} entries were taken")
    if ended:
        raise ended


def _parsed(feedparser: Any, data: bytes, url: str | None) -> Any:
    """The feed, its relative addresses resolved."""
    headers = {"content-location": url} if url else {}
    try:
        return feedparser.parse(io.BytesIO(data), response_headers=headers)
    except Exception as problem:  # a damaged feed can break the library
        raise Unreadable("bad XML", f"{type(problem).__name__}: {problem}") from problem


def _entry(entry: Any, known: Known, source: str, *, opened: Opened, options: Options) -> Iterator[Outcome]:
    text, raw = _text(entry)
    is_full = len(text.split()) >= FULL and not _CUT.search(text)
    if known.url and not is_full and not opened.archived:
        yield from follow([(known.url, known)], opened, options)
    elif not known.url or options.web.is_new(known.url):
        yield from guarded(_article(text, raw, known, source=source, opened=opened, options=options), source)


def _article(text: str, raw: str, known: Known, *, source: str, opened: Opened, options: Options) -> Iterator[Outcome]:
    had = Known(source=source, raw_sha256=hashlib.sha256(raw.encode()).hexdigest(), retrieved=opened.known.retrieved)
    yield compose(text, had.or_else(known), date=options.date)


def _text(entry: Any) -> tuple[str, str]:
    """The longest text that an entry holds, and the markup it had."""
    raws = [content.get("value") or "" for content in entry.get("content", [])] + [entry.get("summary") or ""]
    return max(((blocks(raw), raw) for raw in raws), key=lambda found: len(found[0]))


def _known(entry: Any, publisher: str | None) -> Known:
    when = entry.get("published_parsed") or entry.get("updated_parsed")
    return Known(
        url=_words(entry.get("link")),
        title=_words(entry.get("title")),
        published=_day(when) if when else None,
        publisher=_words((entry.get("source") or {}).get("title")) or publisher,
    )


def _day(when: Any) -> str | None:
    try:
        return datetime(*when[:3]).date().isoformat()
    except ValueError:
        return None


def _words(value: object) -> str | None:
    """A field of a feed as plain text."""
    return " ".join(blocks(value).split()) or None if isinstance(value, str) else None


def from_opml(opened: Opened, options: Options) -> Iterator[Outcome]:
    """The articles of every feed of the list.

    Raises:
        Unreadable: `bad XML`, or `too many` after the feeds before.
    """
    data, ended = as_far_as_it_goes(opened, "opml")
    feeds = list(islice(_outlines(data), FEEDS_CAP + 1))
    if not feeds:
        raise ended or Unreadable("bad XML", "no outline with an xmlUrl")
    yield from _in_turns([follow([feed], opened, options) for feed in feeds[:FEEDS_CAP]])
    if len(feeds) > FEEDS_CAP:
        raise Unreadable("too many", f"{FEEDS_CAP} feeds were taken")
    if ended:
        raise ended


def _in_turns(streams: Iterable[Iterator[Outcome]]) -> Iterator[Outcome]:
    """Something of each stream in turn, of so many at a time, so that one host's pause is spent on the others."""
    waiting = iter(streams)
    turns = deque(islice(waiting, AT_A_TIME))
    while turns:
        stream = turns.popleft()
        outcome = next(stream, None)
        if outcome is not None:
            yield outcome
            turns.append(stream)
        elif (another := next(waiting, None)) is not None:
            turns.append(another)


def _outlines(data: bytes) -> Iterable[tuple[str, Known]]:
    from sayso.ingest.xml import elements

    for element in elements(data, "outline"):
        fields = {name.lower(): value.strip() for name, value in element.attrib.items()}
        if url := fields.get("xmlurl"):
            yield url, Known(publisher=fields.get("title") or fields.get("text") or None)
