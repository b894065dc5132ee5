"""Which slots of a claim have a score: a module of its own, so that commands know the names without reading."""

SCORED = ("event", "actor", "recipient", "object", "when", "where", "say_so", "factuality")
"""Slots with a score; `event` is the claim's own."""
