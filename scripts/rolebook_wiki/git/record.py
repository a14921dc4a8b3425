"""What Rolebook wrote into a git wiki, as a file in the wiki: by any page's id, its file and its digest."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

RECORD = ".rolebook.json"
"""The record's file; wikis do not show it."""


@dataclass(frozen=True)
class Kept:
    """The file that Rolebook gave a page, and the digest of what it wrote there."""

    file: str
    digest: str


@dataclass(frozen=True)
class GitRecord:
    """What was published, by page id, and of which company."""

    handbook: str = ""
    pages: Mapping[str, Kept] = field(default_factory=dict)


def read_record(content: bytes) -> GitRecord:
    """Return a record; an empty one where a person made it unreadable, since each page has its mark too."""
    try:
        stored = json.loads(content)
        pages = {page_id: Kept(kept["file"], kept["digest"]) for page_id, kept in stored["pages"].items()}
        return GitRecord(str(stored["handbook"]), pages)
    except (ValueError, KeyError, TypeError, AttributeError):
        return GitRecord()


def written_record(record: GitRecord) -> str:
    """Return the text of a record, a line for each page, so that git shows what changed."""
    pages = ",\n".join(
        f"  {json.dumps(page_id)}: {json.dumps(asdict(kept), ensure_ascii=False)}"
        for page_id, kept in sorted(record.pages.items())
    )
    about = "Rolebook's record of what it published. Leave it to Rolebook."
    return (
        f'{{\n "about": {json.dumps(about)},\n "handbook": {json.dumps(record.handbook)},\n'
        f' "pages": {{\n{pages}\n }}\n}}\n'
    )
