"""What a reading looks like: table, JSON Lines, CSV, Parquet, and the explanation of every slot."""

from __future__ import annotations

from sayso.report.formats import FORMATS, write

__all__ = ["FORMATS", "write"]
