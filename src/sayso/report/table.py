"""The table: who, did what, to whom, with what, when and where, on whose say-so, how sure; a block an article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from sayso.records import Claim, HeadlineFinding, Quantity, Reading, SaySo, Slot
from sayso.report.explain import explained
from sayso.report.grid import GAP, plain, row_lines
from sayso.report.shape import classes, whole
from sayso.report.terms import named

HEADER = ("who", "did what", "to whom", "with what", "when, where", "on whose say-so", "how sure")
SHARES = (15, 17, 15, 14, 12, 20, 12)  # of the width, in the order of the header
WIDTH = 118  # where no terminal says otherwise; with the gaps of six columns
NARROWEST, WIDEST = 80, 200
FACTUALITY = {
    "CT+": "certain",
    "PR+": "probable",
    "PS+": "possible",
    "CT-": "not so",
    "PR-": "probably not",
    "PS-": "possibly not",
    "U": "uncommitted",
}
FINDINGS = {
    "unsupported": "the headline says what the article does not",
    "attribution dropped": "the headline leaves out who says so",
    "hedge dropped": "the headline drops the doubt",
}


def write_table(
    readings: Iterable[Reading],
    file: IO[bytes],
    *,
    terms: str = "plover",
    explain: bool = False,
    width: int | None = None,
) -> None:
    """A block an article, written as soon as it is read; `width` in characters, `WIDTH` if None."""
    for number, reading in enumerate(readings):
        lines = block(reading, terms=terms, explain=explain, width=width)
        file.write(("\n" if number else "").encode() + "\n".join([*lines, ""]).encode())
        file.flush()


def block(reading: Reading, *, terms: str = "plover", explain: bool = False, width: int | None = None) -> Iterator[str]:
    """The lines of one article: its title, its claims, what its headline does, and on demand why."""
    yield _title(reading)
    widths = _widths(width or WIDTH)
    if reading.claims:
        yield from row_lines(HEADER, widths)
        yield GAP.join("─" * w for w in widths)
    else:
        yield "no claims found"
    for number, claim in enumerate(reading.claims):
        yield from [""] if number else []
        yield from row_lines(_cells(claim, reading.article.text, terms), widths)
    if reading.headline:
        yield ""
    yield from map(_finding, reading.headline)
    if explain:
        yield from explained(reading)


def _title(reading: Reading) -> str:
    article = reading.article
    about = [part for part in (article.publisher, article.published) if part]
    title = plain(article.title or article.text[:80])
    return title + (f" ({plain(', '.join(about))})" if about else "")


def _widths(width: int) -> list[int]:
    free = min(max(width, NARROWEST), WIDEST) - len(GAP) * (len(SHARES) - 1)
    return [share * free // sum(SHARES) for share in SHARES]


def _cells(claim: Claim, text: str, terms: str) -> Sequence[str]:
    where = claim.where.of(text) if claim.where else ""
    sure = FACTUALITY.get(claim.factuality, claim.factuality)
    return (
        _slot(claim.actor, text),
        f"{named(claim, terms)}\n“{plain(claim.trigger.of(text))}”",
        _slot(claim.recipient, text),
        _what(claim, text),
        "\n".join(filter(None, ((claim.when or "").replace("/", "/ "), plain(where)))),
        chain(claim.say_so),
        f"{sure}\n{claim.auxiliary or ''}".strip(),
    )


def _what(claim: Claim, text: str) -> str:
    """The words of the object, its classes, and the number where the words have it not in digits."""
    words = claim.object or (claim.quantity and claim.quantity.span)
    said = plain(words.of(text)) if words else ""
    number = _number(claim.quantity) if claim.quantity else ""
    shown = SIGNS.get(claim.quantity.bound, "") + number if claim.quantity and number not in said else ""
    named = f"[{', '.join(classes(claim))}]" if classes(claim) else ""
    return "\n".join(filter(None, (said, named, shown)))


SIGNS = {"at least": "≥ ", "at most": "≤ ", "about": "~ "}


def _number(quantity: Quantity) -> str:
    """A number, of a range both ends."""
    return "–".join(f"{whole(n):,}" for n in (quantity.value, quantity.upper) if n is not None)


def _slot(slot: Slot, text: str) -> str:
    """The codes, and below them the words if they say something else."""
    codes = ", ".join(slot.codes)
    words = plain(", ".join(span.of(text) for span in slot.spans))
    return words if not codes else codes if words in ("", codes) else f"{plain(codes)}\n{words}"


def chain(say_so: Sequence[SaySo]) -> str:
    """The sources, outermost first; the article itself where there is none."""
    return " › ".join(map(_link, say_so)) or "the article"


def _link(link: SaySo) -> str:
    source = plain(link.source)
    return f"{source} [{plain(link.code)}]" if link.code and link.code != source else source


def _finding(finding: HeadlineFinding) -> str:
    words = f": “{plain(finding.headline_text)}”"
    body = f"; the body: “{plain(finding.body_text)}”" if finding.body_text else ""
    return f"headline: {FINDINGS.get(finding.kind, finding.kind)}{words}{body}"
