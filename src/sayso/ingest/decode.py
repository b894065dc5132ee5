"""From bytes to text: UTF-8 first, byte order marks, declared encodings, then detection. Binary is refused."""

from __future__ import annotations

import codecs

from sayso.ingest.unreadable import Unreadable

MAGIC = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG image",
    b"\xff\xd8\xff": "JPEG image",
    b"GIF8": "GIF image",
    b"PK\x03\x04": "ZIP archive or office document",
    b"\xd0\xcf\x11\xe0": "office document",
    b"{\\rtf": "RTF document",
    b"\x1f\x8b": "gzip archive",
    b"\x7fELF": "program",
    b"PAR1": "Parquet",
    b"SQLite format 3": "SQLite database",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Control characters that no encoding of a text leaves behind in numbers; a page may hold a stray one.
_CONTROLS = {chr(c) for c in (*range(9), *range(14, 32), 127)}
CONTROL_SHARE = 0.01
# English with a few bytes above 127 gives a detector too little to go by; the web's rule for it is windows-1252.
ASCII_SHARE = 0.9


def decode(data: bytes, *, declared: str | None = None) -> str:
    """Text of the bytes, every character kept but a byte order mark, and `\\r\\n` made `\\n`.

    Args:
        data: the raw bytes.
        declared: the encoding that a header or the page itself names, if any.

    Raises:
        Unreadable: `binary` or `unknown encoding`.
    """
    for magic, kind in MAGIC.items():
        if data.startswith(magic):
            raise Unreadable("binary", kind)
    text = _marked(data) or _utf8(data) or _declared(data, declared) or _guessed(data)
    if sum(map(text.count, _CONTROLS)) > CONTROL_SHARE * len(text):
        raise Unreadable("binary", "control characters")
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def decoded_line(line: bytes, declared: str | None) -> str:
    """A line of a stream, each by itself: UTF-8, else the encoding declared, else that of the web."""
    return _utf8(line) or _declared(line, declared) or line.decode("cp1252", errors="replace")


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if b"\0" in data:
        return _wide(data)
    return None


def _wide(data: bytes) -> str:
    """UTF-16 without a mark has a NUL in nearly every second byte of Latin text; other NULs are binary."""
    sample = data[:4096]
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) > 0.7 * len(sample[first::2]) and not sample[1 - first :: 2].count(0):
            return data.decode(encoding, errors="replace")
    raise Unreadable("binary", "NUL bytes")


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data)


def _damaged_utf8(data: bytes) -> str | None:
    """UTF-8 with a few broken bytes (cut off, or two files in one) stays UTF-8; the broken ones become U+FFFD."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    whole = sum(c > "\x7f" for c in text) - broken
    return text if whole > 2 * broken else None


def _declared(data: bytes, encoding: str | None) -> str | None:
    try:
        return data.decode(encoding) if encoding else None
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes) -> str:
    if sum(byte < 128 for byte in data) >= ASCII_SHARE * len(data):
        return data.decode("cp1252", errors="replace")
    from charset_normalizer import from_bytes

    best = from_bytes(data).best()
    if best is None:
        raise Unreadable("unknown encoding")
    return str(best)
