"""Who did what to whom, and on whose say-so.

What is promised, and nothing else: the records, `read`, `read_batch`, `articles`, the store, and the errors. Every
name is loaded when it is touched, so that `import sayso` costs nothing.

    >>> import sayso
    >>> reading = sayso.read("The minister said on Monday that Russia had shelled Kharkiv.", date="2024-05-07")
    >>> for claim in reading.claims: ...
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.claims import read_batch
    from sayso.engines import read, read_all
    from sayso.errors import (
        DictionaryError,
        InputError,
        ModelError,
        OntologyError,
        OutputError,
        RejectedError,
        SaysoError,
        StoreError,
        StoreWriteError,
    )
    from sayso.ingest import articles
    from sayso.records import (
        Article,
        Attribution,
        Claim,
        HeadlineFinding,
        Mention,
        Reading,
        Rejection,
        SaySo,
        Slot,
        Span,
    )
    from sayso.store import ClaimFilter, Filter, Store

__version__ = "0.1.0"

__all__ = [
    "Article",
    "Attribution",
    "Claim",
    "ClaimFilter",
    "DictionaryError",
    "Filter",
    "HeadlineFinding",
    "InputError",
    "Mention",
    "ModelError",
    "OntologyError",
    "OutputError",
    "Reading",
    "RejectedError",
    "Rejection",
    "SaySo",
    "SaysoError",
    "Slot",
    "Span",
    "Store",
    "StoreError",
    "StoreWriteError",
    "__version__",
    "articles",
    "read",
    "read_all",
    "read_batch",
]

_ROOMS = {
    "ClaimFilter": "store",
    "Filter": "store",
    "Store": "store",
    "articles": "ingest",
    "read": "engines",
    "read_all": "engines",
    "read_batch": "claims",
}


def __getattr__(name: str) -> object:
    if name.startswith("_") or name not in __all__:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    room = _ROOMS.get(name) or ("errors" if name.endswith("Error") else "records")
    return getattr(import_module(f"sayso.{room}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)
