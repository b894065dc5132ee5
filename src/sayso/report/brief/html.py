"""A brief as one HTML page: no script, no other host, every word of an article escaped and shown as text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import IO

from sayso.report.brief.shape import Brief, Quote, Section, Statement, Table
from sayso.report.exports.cells import readable

SIGNS = {"asserted": "●", "denied": "⊘", "doubted": "◌", "planned": "▷", "contested": "◐"}
"""A sign beside each word, so that nothing is told by colour alone."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What the page may load: nothing but its own style."""
STYLE = """
:root{--ink:#1c2530;--dim:#566270;--paper:#fff;--line:#d7dde4;--soft:#f4f6f8;--link:#0b5394;--deny:#9c2b1a;--plan:#5b4a9c}
@media(prefers-color-scheme:dark){:root{--ink:#e6eaee;--dim:#a5b0bb;--paper:#14191f;--line:#36414c;--soft:#1d242c;
--link:#8fc1f0;--deny:#f0a090;--plan:#c0b4f0}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:62rem;padding:1.5rem;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;overflow-wrap:break-word}
h1{font-size:1.7rem;line-height:1.25}h2{margin-top:2.2rem;border-bottom:2px solid var(--line);font-size:1.25rem}
h3{font-size:1rem;margin:0 0 .3rem}a{color:var(--link)}
nav ul{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;padding:0;list-style:none}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;margin:.2rem 0}dt{color:var(--dim)}dd{margin:0}
article{border:1px solid var(--line);border-radius:.4rem;padding:.8rem 1rem;margin:.8rem 0;break-inside:avoid}
blockquote{margin:.5rem 0 0;padding:.1rem 0 .1rem .8rem;border-left:3px solid var(--line)}
blockquote p{margin:0}blockquote footer{color:var(--dim);font-size:.88rem}
.denied,.contested{color:var(--deny)}.planned,.doubted{color:var(--plan)}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
th,td{border:1px solid var(--line);padding:.3rem .5rem;text-align:left;vertical-align:top;white-space:pre-line;
min-width:5rem}th{background:var(--soft);white-space:nowrap}
dd,h3,blockquote,code{overflow-wrap:anywhere}
@media print{body{max-width:none;padding:0}nav{display:none}}
@media(max-width:40rem){dl{grid-template-columns:1fr}dt{margin-top:.3rem}}
"""


def write(brief: Brief, file: IO[bytes]) -> None:
    """Write a brief as HTML."""
    for line in _page(brief):
        file.write(line.encode("utf-8", "xmlcharrefreplace") + b"\n")


def _text(words: str) -> str:
    """Words as text, kept apart from the direction of what stands around them."""
    return f"<bdi>{escape(readable(words))}</bdi>"


def _page(brief: Brief) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(readable(brief.title))}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f"<header><h1>{_text(brief.title)}</h1>"
    yield from _facts(brief.facts)
    yield '</header>\n<nav aria-label="Sections"><ul>'
    yield from (f'<li><a href="#{one.anchor}">{escape(one.title)}</a></li>' for one in brief.sections)
    yield "</ul></nav>\n<main>"
    for section in brief.sections:
        yield from _section(section)
    yield "</main>\n</body>\n</html>"


def _facts(facts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    yield "<dl>"
    yield from (f"<dt>{escape(label)}</dt><dd>{_text(value)}</dd>" for label, value in facts)
    yield "</dl>"


def _section(section: Section) -> Iterator[str]:
    yield f'<section id="{section.anchor}"><h2>{escape(section.title)}</h2>'
    yield from (f"<p>{_text(words)}</p>" for words in section.paragraphs)
    if section.points:
        yield "<ul>" + "".join(f"<li>{_text(words)}</li>" for words in section.points) + "</ul>"
    for statement in section.statements:
        yield from _statement(statement)
    if section.table:
        yield from _table(section.table)
    yield "</section>"


def _statement(statement: Statement) -> Iterator[str]:
    yield f"<article><h3>{_text(statement.heading)} {_sign(statement.status)}</h3>"
    yield from _facts(statement.facts)
    yield from map(_quote, statement.quotes)
    if statement.more:
        yield f"<p>and {statement.more} more {'claim' if statement.more == 1 else 'claims'} of the same</p>"
    yield "</article>"


def _sign(stance: str) -> str:
    return f'<span class="{escape(stance)}">{SIGNS.get(stance, "")} {escape(stance)}</span>'


def _quote(quote: Quote) -> str:
    where = _text(quote.article)
    if quote.url and quote.url.startswith(("http://", "https://")):
        where = f'<a href="{escape(readable(quote.url))}" rel="noopener noreferrer nofollow">{where}</a>'
    key = f"<code>{escape(readable(quote.key))}</code>"
    return (
        f"<blockquote><p>“{_text(quote.words)}”</p>"
        f"<footer>{_sign(quote.stance)} by {_text(quote.said)} — {where} {key}</footer></blockquote>"
    )


def _table(table: Table) -> Iterator[str]:
    yield '<div class="scroll" tabindex="0"><table><thead><tr>'
    yield "".join(f'<th scope="col">{escape(name)}</th>' for name in table.head) + "</tr></thead><tbody>"
    for row in table.rows:
        yield "<tr>" + "".join(f"<td>{_text(words)}</td>" for words in row) + "</tr>"
    yield "</tbody></table></div>"
