"""From the claims of many articles to events: what of it is told twice, and by whom first."""

from __future__ import annotations
