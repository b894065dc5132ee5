"""Office files, which are zip archives: the same content gives the same bytes, whenever it is written."""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO

NO_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip archive can say."""
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


def write_settled(archive: bytes, file: IO[bytes]) -> None:
    """Write an archive without the time at which it was made: that of its members and of its properties."""
    with zipfile.ZipFile(io.BytesIO(archive)) as held, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as settled:
        for name in held.namelist():
            content = held.read(name)
            if name == "docProps/core.xml":
                content = _STAMP.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", content)
            one = zipfile.ZipInfo(name, NO_DATE)
            one.compress_type, one.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            settled.writestr(one, content)
