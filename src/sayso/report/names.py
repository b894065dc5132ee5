"""What codes are called: RUS is Russia, EU the European Union."""

from __future__ import annotations

from functools import cache

from sayso.actors.tables import body_names, country_names


@cache
def actor_name(code: str) -> str:
    """The usual name of a country or body; other codes are names already."""
    if code in country_names():
        return country_names()[code]
    known = body_names().get(code, ())
    return known[1] if len(known) > 1 and code.isupper() else code
