"""Where batches are read, and nothing else. One engine so far: this process."""

from __future__ import annotations

from sayso.engines.local import read, read_all

__all__ = ["read", "read_all"]
