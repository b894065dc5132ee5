"""Quotations with the speaker's name behind a dash: "We want peace." - Ana Rey, Lima."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sayso.claims.drafts import Draft
from sayso.claims.phrases import words_in
from sayso.claims.quotations import Quotation, Quotations
from sayso.reader.parse import Parse
from sayso.records import Span

_NAME = r"[A-Z\u00c0-\u00de][\w.'\u2019-]*(?: [A-Z\u00c0-\u00de][\w.'\u2019-]*){0,4}"
_DASH = r"--|[\u2015\u2014\u2013]|(?<=\s)-"
_SIGNATURE = re.compile(rf"\s*(?P<cue>{_DASH})\s*(?P<source>{_NAME})(?P<rest>[^\n]{{0,40}})(?=\n|$)")
"""A dash and a name at the end of a line; behind it at most a place, a title or a date."""
_SCORE = 0.5


def signed_drafts(parse: Parse, quotations: Quotations) -> Iterator[Draft]:
    """The attributions of quotations that are signed."""
    for quotation in quotations.all:
        match = _SIGNATURE.match(parse.text, quotation.span.end)
        if match and not quotation.single and (draft := _signed(parse, quotation, match)) is not None:
            yield draft


def _signed(parse: Parse, quotation: Quotation, match: re.Match[str]) -> Draft | None:
    cue, source, rest = (words_in(parse, Span(*match.span(name))) for name in ("cue", "source", "rest"))
    content = [words for part in quotation.parts if (words := words_in(parse, part)) is not None]
    if cue is None or source is None or not content:
        return None
    if not any(parse.upos[i] == "PROPN" for i in range(*source)):
        return None
    if any(parse.upos[i] in ("VERB", "AUX") for i in range(*(rest or (0, 0)))):
        return None
    return Draft(cue, source, tuple(content), "signature", _SCORE)
