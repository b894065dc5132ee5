"""Markdown as a plain text: what its front matter says of it, and the text without the marks."""

from __future__ import annotations

import re

from sayso.ingest.columns import guessed, known_of
from sayso.ingest.compose import Known

ENDINGS = (".md", ".markdown")
_FRONT = re.compile(r"\s*---[ \t]*\n((?:[ \t]*\n|[ \t#-].*\n|[\w-]+[ \t]*:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_ENTRY = re.compile(r"([\w-]+)[ \t]*:[ \t]*(.+)")
_MARKS = (
    (re.compile(r"<!--.*?-->", re.S), ""),
    (re.compile(r"!\[[^\]\n]*\]\([^()\s]*(?: \"[^\"\n]*\")?\)"), ""),
    (re.compile(r"\[([^\]\n]+)\]\([^()\s]*(?: \"[^\"\n]*\")?\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$", re.M), r"\1"),
    (re.compile(r"^[ \t]{0,3}>[ \t]?", re.M), ""),
    (re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])([^*\n]*[^\s*])\1(?![\w*])"), r"\2"),
    (re.compile(r"(?<![\w_])(_{1,3})(?=[^\s_])([^_\n]*[^\s_])\1(?![\w_])"), r"\2"),
)


def told_apart(text: str) -> tuple[str, Known]:
    """The text without front matter and marks, and what the front matter says.

    >>> told_apart("---\\ntitle: Talks\\ndate: 2024-05-03\\n---\\nThe **envoy** left.\\n")[0]
    'The envoy left.\\n'
    """
    said = Known()
    if front := _FRONT.match(text):
        entries = {m[1]: m[2].strip().strip("\"'") for line in front[1].splitlines() if (m := _ENTRY.match(line))}
        if entries:
            said, text = known_of(entries, guessed(tuple(entries))), text[front.end() :].lstrip("\n")
    for mark, kept in _MARKS:
        text = mark.sub(kept, text)
    return text, said
