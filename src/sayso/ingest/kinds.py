"""What kind of file something is: by its ending, by what a server says of it, or by how it begins."""

from __future__ import annotations

import re
from pathlib import PurePath

from sayso.ingest.columns import guessed
from sayso.ingest.lines import is_record

ENDINGS = {
    **dict.fromkeys((".txt", ".text", ".md", ".markdown"), "text"),
    **dict.fromkeys((".html", ".htm", ".xhtml"), "html"),
    **dict.fromkeys((".jsonl", ".ndjson"), "lines"),
    ".json": "json",
    **dict.fromkeys((".csv", ".tsv", ".tab"), "table"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    ".pdf": "pdf",
    ".warc": "warc",
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), "xml"),
    ".opml": "opml",
    ".zip": "zip",
    **dict.fromkeys((".tar", ".tgz"), "tar"),
}
DOCUMENTS = frozenset(
    (".doc", ".docx", ".eml", ".epub", ".msg", ".odt", ".ods", ".pages", ".ppt", ".pptx", ".rtf", ".xls", ".xlsx")
)
"""Endings of documents that hold texts which are not read; whoever has them in a folder is told."""
WHOLE_ENDINGS = {".tar.gz": "tar", ".warc.zst": "warc"}
PACKED = {".gz": "", ".tgz": ".tar"}
MEDIA_TYPES = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
    "text/csv": "table",
    "text/tab-separated-values": "table",
    "application/json": "json",
    "application/x-ndjson": "lines",
    "application/jsonl": "lines",
    "application/warc": "warc",
    "application/zip": "zip",
}
# A text kind may turn out to be one of these after all: servers call feeds HTML, and tables plain text.
LISTS = ("feed", "opml", "sitemap")
HEAD = 64 * 2**10  # bytes that are looked at
_MAGIC = (
    (b"%PDF", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "warc"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_ROOTS = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"opml": "opml",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    **dict.fromkeys((b"html", b"head", b"body"), "html"),
}
_ROOT = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>\s*)*<(?:[\w.-]+:)?([\w.-]+)", re.S | re.I
)
_CELL = 40  # characters; the name of a column is no sentence


def by_ending(path: PurePath) -> str | None:
    """The kind that a name's ending tells, whether or not `.gz` follows it; hidden files have none."""
    name = path.name.lower()
    if name.startswith("."):
        return None
    for ending, kind in WHOLE_ENDINGS.items():
        if name.endswith(ending):
            return kind
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return ENDINGS.get(inner.suffix.lower())


def by_magic(head: bytes) -> str | None:
    """The kind of what begins as only one kind does."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    return "tar" if head[257:262] == b"ustar" else None


def xml_root(head: bytes) -> str | None:
    """The kind of XML that the first element names."""
    match = _ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    return _ROOTS.get(match.group(1).lower()) if match else None


def by_look(head: bytes) -> str | None:
    """The kind of what has neither ending nor magic: JSON, a table, a list, a page; None for plain text and unknown."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first, _, more = start.partition(b"\n")
    if start.startswith(b"{"):
        return "lines" if is_record(first) and more.strip() else "json"
    if re.match(rb"\[\s*\{", start):
        return "json"
    if start.startswith(b"<"):
        return xml_root(start) or ("unknown" if start.startswith(b"<?xml") else None)
    return "table" if _is_header(first) else None


def _is_header(line: bytes) -> bool:
    """Whether a line names the columns of a table: one of texts and at least one more that is known."""
    text = line.decode("utf-8", errors="replace").strip()
    for separator in "\t,;|":
        names = [name.strip(' "') for name in text.split(separator)]
        if len(names) > 1 and all(0 < len(name) <= _CELL for name in names):
            found = guessed(tuple(names))
            return "text" in found and len(found) > 1
    return False


def of_answer(head: bytes, said: str | None, path: PurePath) -> str:
    """The kind of what a server gave.

    Args:
        head: its first bytes.
        said: the kind that its media type stands for.
        path: the address's path.
    """
    magic = by_magic(head)
    if magic == "gzip":
        return "warc" if by_ending(path) == "warc" else "gzip"
    root = xml_root(head)
    if magic or root in LISTS:
        return str(magic or root)
    if said and said != "text":
        return said
    return by_ending(path) or by_look(head) or "text"


def of_file(head: bytes, path: PurePath) -> str:
    """The kind of a file: what its ending says, else what it begins like."""
    kind, magic = by_ending(path), by_magic(head)
    if kind == "warc":
        return kind
    if path.suffix.lower() in PACKED or (kind is None and magic == "gzip"):
        return "gzip"
    if kind == "xml":
        return xml_root(head) or "unknown"
    if kind == "json":
        return "lines" if by_look(head) == "lines" else "json"
    return kind or magic or by_look(head) or "text"


def within(path: PurePath) -> PurePath:
    """The name of what a packed file holds."""
    return path.with_suffix(PACKED.get(path.suffix.lower(), path.suffix))
