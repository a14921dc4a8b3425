"""The mark by which Rolebook knows its pages in a git wiki: a comment at the end that no wiki shows."""

import re
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import quote, unquote

_MARK = re.compile(
    r"\n*^<!-- rolebook (?P<kind>page|moved) id=(?P<id>\S*) name=(?P<name>\S*) digest=(?P<digest>\w*) -->"
    r"[ \t]*$",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Mark:
    """What a page's mark says: its id, the file Rolebook gave it, the digest of its text.

    `moved` tells a page that only says where another one is now; `id` is that page's.
    """

    id: str
    name: str
    digest: str
    moved: bool = False


def marked(text: str, mark: Mark) -> str:
    """Return a text with its mark at the end."""
    kind = "moved" if mark.moved else "page"
    return (
        f"{text.rstrip()}\n\n<!-- rolebook {kind} id={_safe(mark.id)} name={_safe(mark.name)} "
        f"digest={mark.digest} -->\n"
    )


def read(content: str) -> tuple[str, Mark | None]:
    """Return a page's text, and its mark if it has one, wherever a person has moved that to."""
    content = content.replace("\r\n", "\n")
    match = _MARK.search(content)
    if not match:
        return content.rstrip() + "\n", None
    mark = Mark(unquote(match["id"]), unquote(match["name"]), match["digest"], match["kind"] == "moved")
    return (content[: match.start()] + content[match.end() :]).rstrip() + "\n", mark


def digest(text: str) -> str:
    """Return the digest of a text; how a web form ends its lines makes no difference."""
    return sha256(text.replace("\r\n", "\n").rstrip().encode()).hexdigest()[:24]


def _safe(value: str) -> str:
    """Return words without what would end a comment."""
    return quote(value, safe="/.").replace("--", "-%2D")
