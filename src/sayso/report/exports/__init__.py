"""Exports: claims, events and transfers in the formats of the tools that people already have.

One small module a format; `docs/exports.md` lists what each holds.
"""

from __future__ import annotations

from sayso.report.exports.registry import ENDINGS, FORMATS, KINDS, format_of, write_export

__all__ = ["ENDINGS", "FORMATS", "KINDS", "format_of", "write_export"]
