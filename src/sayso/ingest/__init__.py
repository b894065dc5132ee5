"""From files, folders, addresses, standard input and sentences to `Article`s, or to `Rejection`s that say why not."""

from __future__ import annotations

from sayso.ingest.inputs import articles

__all__ = ["articles"]
