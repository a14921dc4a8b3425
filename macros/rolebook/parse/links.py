"""Links in a spec's text: reference links written out, links to other files of the handbook found."""

import re
from collections.abc import Callable, Mapping

from markdown_it.common.utils import normalizeReference

from rolebook.parse.source import lines_and_code

_REFERENCE = re.compile(r"(?<![\\!\]])\[((?:[^\[\]\\]|\\.)+)\](?:\[([^\[\]]*)\])?(?![\[(:])")
_DESTINATION = re.compile(r"(\]\(\s*)(<[^<>\n]+>|[^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)")
_DEFINITION = re.compile(r"^( {0,3}\[[^\]]+\]:\s*)(\S+)")
_NOT_LOCAL = re.compile(r"^(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|/|#|\ue0f0|$)")


def expand_references(text: str, references: Mapping[str, Mapping[str, str]]) -> str:
    """Return the text with `[title][label]` as `[title](address)`, so that it stands alone."""
    if not references or "[" not in text:
        return text

    def expand(match: re.Match[str]) -> str:
        found = references.get(normalizeReference(match[2] or match[1]))
        return f"[{match[1]}](<{found['href']}>)" if found else match[0]

    return _REFERENCE.sub(expand, text)


def replace_local_links(text: str, target: Callable[[str, int], str]) -> str:
    """Return the text with each link to a file replaced by `target(link, line)`; code stays."""

    def replace(line: str, number: int) -> str:
        def destination(match: re.Match[str]) -> str:
            link = match[2].removeprefix("<").removesuffix(">")
            if _NOT_LOCAL.match(link):
                return match[0]
            return f"{match[1]}<{target(link, number)}>"

        return _DEFINITION.sub(destination, _DESTINATION.sub(destination, line))

    numbered = enumerate(lines_and_code(text), 1)
    return "\n".join(line if in_code else replace(line, number) for number, (line, in_code) in numbered)
