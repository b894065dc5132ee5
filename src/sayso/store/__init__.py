"""What was read, kept: a DuckDB file with articles, claims, attributions, mentions, and what follows from them."""

from __future__ import annotations

from sayso.store.filters import Filter
from sayso.store.queries import ClaimFilter
from sayso.store.store import Added, Store

__all__ = ["Added", "ClaimFilter", "Filter", "Store"]
