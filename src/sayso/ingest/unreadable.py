"""The one way in which a step of this room says that an input cannot become an article."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from sayso.records import Rejection

REASONS = {
    "bad address": "the address is malformed or its scheme is not http or https",
    "bad JSON": "the line is not a JSON object, or the file not a list of them",
    "bad row": "the row has more cells than the table has columns, or cannot be taken apart",
    "bad XML": "the feed, list of feeds or sitemap cannot be taken apart",
    "binary": "the bytes are no text: image, office document, program, or NUL bytes",
    "broken record": "the record of a web archive is damaged or cut off",
    "empty": "there is no text, only white space",
    "encrypted": "the PDF or the archive's member asks for a password",
    "inside an archive": "an archive within an archive, or a list of addresses within one, is not followed",
    "internal error": "the article broke the reader; the detail is the error, and worth a report",
    "missing package": "this kind needs an extra that is not installed; the detail says how to get it",
    "missing text": "the JSON object has no text, or it is no string; the detail names its keys",
    "no readable files": "the folder or archive holds no file with a known ending",
    "no such file": "the argument is no file, folder or address, and has no white space as a sentence would",
    "no text column": "the table has no column of texts; the detail names those it has, and how to name one",
    "no text in HTML": "the page holds no running text",
    "no text in PDF": "the PDF holds pictures of pages and no text",
    "not English": "the language is another one; the detail names it",
    "private address": "the address lies inside the own network and `--allow-private` was not given",
    "robots.txt": "the site's robots.txt asks programs not to fetch the address",
    "too deep": "lists of lists of addresses lead too far",
    "too large": "it is over a cap of size; the detail says which",
    "too many": "a list or archive holds more entries than are followed; the detail says how many were",
    "too slow": "the download took longer than its time cap",
    "unknown encoding": "no encoding gives readable text",
    "unknown format": "the XML is no page, feed, list of feeds or sitemap",
    "unreachable": "the address did not answer with a page; the detail says why",
    "unreadable file": "the file exists and cannot be read; the detail says why",
    "zip bomb": "the archive unpacks to many times its size",
}


class Unreadable(Exception):
    """An input that cannot become an article. `reason` is a key of `REASONS`; never leaves this room."""

    def __init__(self, reason: str, detail: str | None = None, *, language: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail
        self.language = language

    def rejection(self, source: str, article_id: str | None = None) -> Rejection:
        """The row that is kept and counted.

        Args:
            source: where it was had, or the input as the caller wrote it.
            article_id: the article's id, if it is known.
        """
        return Rejection(
            article_id=article_id or source,
            stage="ingest",
            reason=self.reason,
            detail=self.detail,
            source=source,
            language=self.language,
        )


def needed(module: str) -> Any:
    """A module of the extra `formats`.

    Raises:
        Unreadable: `missing package`.
    """
    try:
        return import_module(module)
    except ImportError as problem:
        raise Unreadable("missing package", "pip install 'sayso[formats]'") from problem
