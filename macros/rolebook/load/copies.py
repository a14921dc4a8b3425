"""Which of two files is the copy, by the names that people and programs give to copies."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

_NUMBER = r"(?:[ _-]*\(?\d+\)?)?"
_COPY = r"(?:copy|copie|kopie|kopia|kopi|kopio|c[oó]pia|backup|bak|old|orig|副本|复制|拷贝|コピー|사본)"
_MARKS = [
    re.compile(mark, re.IGNORECASE)
    for mark in (
        rf"[ _\u2013-]*\(\s*{_COPY}{_NUMBER}\s*\)$",
        rf"[ _\u2013-]+{_COPY}{_NUMBER}$",
        r"(?:のコピー|의 사본)$",
        r"[ _-]*\(\d+\)$",
        r"[ _-]\d+$",
        rf"^{_COPY}{_NUMBER}[ _-]+(?:(?:of|von|de|di|van|av|af)[ _-]+)?",
    )
]


def originals_first(files: Iterable[Path]) -> list[Path]:
    """Return files with the copies of others at the end, so that what both have is the original's."""
    given = list(files)
    known = {(file.parent, file.stem.casefold()) for file in given}
    return sorted(given, key=lambda file: any((file.parent, name) in known for name in _originals(file)))


def _originals(file: Path) -> Iterator[str]:
    """Yield the names of which a file's may be that of a copy, and of a copy of a copy."""
    names = [file.stem.casefold()]
    for name in names:
        for shorter in (mark.sub("", name).strip() for mark in _MARKS):
            if shorter and shorter not in names:
                names.append(shorter)
                yield shorter
