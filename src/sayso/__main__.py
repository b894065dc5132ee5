"""`python -m sayso` is `sayso`."""

from __future__ import annotations

from sayso.app.cli import main

main()
