"""Damage of any kind ends in articles and rejections with a reason, never in an error of our own."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest

from sayso.ingest import articles
from sayso.ingest.unreadable import REASONS
from sayso.records import Rejection
from tests.site import SENTENCES, html
from tests.test_ingest_archives import MEMBERS, PACKED, PLAIN, tarred, zipped
from tests.test_ingest_pdf import LINES, body, pdf
from tests.test_ingest_web import ATOM, LONG, NEWS, item, rss

OBJECTS = [{"id": str(number), "text": sentence} for number, sentence in enumerate(SENTENCES)]
JSON_LINES = "\n".join(map(json.dumps, OBJECTS)).encode()
HERE = "http://127.0.0.1:9"
WHOLE = {
    "a.txt": LONG.encode(),
    "a.html": html("Talks go on"),
    "a.pdf": pdf(body(*LINES), body(*LINES)),
    "a.jsonl": JSON_LINES,
    "a.jsonl.gz": gzip.compress(JSON_LINES),
    "a.json": json.dumps(OBJECTS).encode(),
    "a.csv": "\n".join(["id,text", *(f'{number},"{LONG}"' for number in range(9))]).encode(),
    "a.zip": zipped(MEMBERS),
    "a.tar.gz": tarred(MEMBERS, "w:gz"),
    "a.warc": b"".join(PLAIN),
    "a.warc.gz": b"".join(PACKED),
    "a.atom": ATOM.format(url=HERE, text=LONG).encode(),
    "a.rss": rss(item(f"{HERE}/a"), item(f"{HERE}/b")),
    "a.xml": NEWS.format(url=HERE).encode(),
    "a.opml": f'<opml><body><outline xmlUrl="{HERE}/feed"/></body></opml>'.encode(),
}
TRIES = 12  # of each kind; 30,000 were tried once and what they broke was mended


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some changed, cut out, put in, told twice, or the end cut off."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at, other = chance.randrange(len(made) + 1), chance.randrange(len(made) + 1)
        match chance.randrange(8):
            case 0 | 1 | 2 | 3:
                made[at : at + 1] = bytes([chance.randrange(256)])
            case 4:
                del made[at : at + 50]
            case 5:
                made[at:at] = chance.randbytes(20)
            case 6:
                made[at:at] = made[other : other + 200]
            case 7:
                del made[at:]
    return bytes(made)


@pytest.mark.parametrize("name", WHOLE)
def test_damage(tmp_path: Path, name: str) -> None:
    chance = random.Random(name)
    for number in range(TRIES):
        path = tmp_path / (name if number % 4 else "no_ending")
        path.write_bytes(damaged(WHOLE[name], chance))
        for outcome in articles([path]):
            if isinstance(outcome, Rejection):
                assert outcome.reason in REASONS
                assert outcome.reason != "internal error", outcome.detail
