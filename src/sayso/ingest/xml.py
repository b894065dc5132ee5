"""Elements of XML that somebody else wrote: entities are not resolved, nothing is fetched, and what is cut off ends."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element


def elements(data: bytes, name: str) -> Iterator[_Element]:
    """Every element of a local name, whatever its namespace, as far as the XML can be read."""
    from lxml.etree import XMLPullParser, XMLSyntaxError

    parser = XMLPullParser(
        ("end",), tag=f"{{*}}{name}", recover=True, resolve_entities=False, no_network=True, load_dtd=False
    )
    try:
        for start in range(0, len(data), 2**16):
            parser.feed(data[start : start + 2**16])
            for _, element in parser.read_events():
                yield element
                element.clear()
    except XMLSyntaxError:
        return


def text_of(element: _Element, name: str) -> str | None:
    """The text of the first element of a local name within another."""
    for child in element.iter(f"{{*}}{name}"):
        return (child.text or "").strip() or None
    return None
