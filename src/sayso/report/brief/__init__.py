"""Briefs: what is claimed between some actors, by whom, how many, denied by whom; as HTML, Word or Markdown."""

from __future__ import annotations

from sayso.report.brief.writing import ENDINGS, write_brief

__all__ = ["ENDINGS", "write_brief"]
