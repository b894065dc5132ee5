"""An attribution while it is being made."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.claims.phrases import Range


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution over words, before it has an id, a parent and a speaker. `rule` says what found it."""

    cue: Range | None
    source: Range | None
    content: tuple[Range, ...]
    rule: str = "model"
    score: float = 1.0

    @property
    def words(self) -> set[int]:
        """Indexes of the content's words."""
        return {i for part in self.content for i in range(*part)}
