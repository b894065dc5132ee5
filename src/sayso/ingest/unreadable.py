"""The one way in which a step of this room says that an input cannot become an article."""

from __future__ import annotations

from sayso.records import Rejection

REASONS = {
    "bad address": "the address is malformed or its scheme is not http or https",
    "bad JSON": "the line is not a JSON object",
    "binary": "the bytes are no text: PDF, image, archive, or NUL bytes",
    "empty": "there is no text, only white space",
    "missing text": "the JSON object has no `text`, or it is no string",
    "no readable files": "the folder holds no file with a known ending",
    "no such file": "the argument is no file, folder or address, and has no white space as a sentence would",
    "no text in HTML": "the page holds no running text",
    "not English": "the language is another one; the detail names it",
    "private address": "the address lies inside the own network and `--allow-private` was not given",
    "too large": "the download is over the size cap",
    "unknown encoding": "no encoding gives readable text",
    "unreachable": "the address did not answer with a page; the detail says why",
    "unreadable file": "the file exists and cannot be read; the detail says why",
}


class Unreadable(Exception):
    """An input that cannot become an article. `reason` is a key of `REASONS`; never leaves this room."""

    def __init__(self, reason: str, detail: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.detail = detail

    def rejection(self, name: str) -> Rejection:
        """The row that is kept and counted; `name` is the article's id, or the input as the caller wrote it."""
        return Rejection(article_id=name, stage="ingest", reason=self.reason, detail=self.detail)
