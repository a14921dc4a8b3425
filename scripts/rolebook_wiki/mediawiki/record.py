"""What is published in a MediaWiki, as the text of a page there."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

_ABOUT = "Which pages Rolebook published here. It reads this page, so leave it as it is."
_RECORD = re.compile(r"<pre>\n?(.*?)\n?</pre>", re.DOTALL)


@dataclass(frozen=True)
class MediaWikiRecord:
    """The titles of what was published, by id; `handbooks` are the ids that its company has and had."""

    handbooks: tuple[str, ...] = ()
    pages: Mapping[str, str] = field(default_factory=dict)


def read_record(text: str) -> MediaWikiRecord:
    """Return what a page says; an empty record for a page that is not there. Raises `ValueError`."""
    match = _RECORD.search(text)
    if not match:
        return MediaWikiRecord()
    try:
        given = json.loads(match[1])
        return MediaWikiRecord(tuple(given["handbooks"]), dict(given["pages"]))
    except (KeyError, TypeError) as error:
        raise ValueError("not as it was written") from error


def written_record(record: MediaWikiRecord) -> str:
    """Return the text of the page."""
    given = asdict(record) | {"pages": dict(sorted(record.pages.items()))}
    return f"{_ABOUT}\n<pre>\n{json.dumps(given, indent=1)}\n</pre>"
