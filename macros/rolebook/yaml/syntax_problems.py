"""What is wrong with a text that is no YAML, in the words of somebody who has never heard of a scalar."""

import re

import yaml

from rolebook.model.problem import Problem
from rolebook.yaml.indentation import lines_of, misfit

_MUST_BE_QUOTED = "text that begins with {} must be in quotes"
BRACES = _MUST_BE_QUOTED.format('"{" or "["')
"""What to say of text that YAML takes for a mapping or a list."""

_WHERE_FOUND = (
    (r"mapping values", 'there is a ": " where none can be; put text that holds ": " in quotes'),
    (r"character '(.)' that cannot start", _MUST_BE_QUOTED.format('"{0}"')),
    (r"alias", _MUST_BE_QUOTED.format('"*"')),
    (r"anchor", _MUST_BE_QUOTED.format('"&"')),
    (r"\btag\b", _MUST_BE_QUOTED.format('"!"')),
    (r"unhashable key", _MUST_BE_QUOTED.format('"{{" or "["')),
    (r"block scalar", _MUST_BE_QUOTED.format('"|" or ">"')),
    (
        r"unknown escape",
        'a "\\" in double quotes begins a special character; write "\\\\", or use single quotes',
    ),
    (
        r"block end.*'<scalar>'",
        "there is text after a closing quote; put all of the text in one pair of quotes",
    ),
    (r"block end", "this line does not fit those above it; look at its indentation"),
    (r"another document", "a line `---` begins a second document; a file holds one"),
    (r"<stream end>", 'the file ends where a value is expected; a "[" or "{{" may not be closed'),
    (r"directive", _MUST_BE_QUOTED.format('"%"')),
    (r"for merging", '"<<" takes over what a mapping holds, and there is none'),
    (r"expected '<document start>'", "this line does not fit those above it; look at its indentation"),
    (r"expected the node content, but found '([^<].*)'", 'no value can begin with "{0}"; put text in quotes'),
    (r"expected the node content", "a value is missing here"),
    (r"recursive", "an alias names what it stands in"),
)
_WHERE_BEGUN = (
    (r"quoted scalar.*end of stream", "a quote is never closed"),
    (r"flow mapping", 'a "{{" is not closed; put text that begins with "{{" in quotes'),
    (r"flow sequence", 'a "[" is not closed; put text that begins with "[" in quotes'),
    (r"expected ':'", "this line is not `key: value`"),
)
_TAB_INDENTS = "a tab cannot indent a line; use spaces"
_MAY_BE_INDENTATION = re.compile(r"mapping values|block end|<block mapping start>|<block sequence start>")
_TAB = re.compile(r"character '\\t'")


def yaml_problem(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    """Return what the author of a text did, at the line to look at."""
    said = f"{error.context or ''} {error.problem or ''}"
    special = _layout(said, error.problem_mark, text, path)
    if special:
        return special
    for known, mark in ((_WHERE_BEGUN, error.context_mark), (_WHERE_FOUND, error.problem_mark)):
        for pattern, message in known:
            match = re.search(pattern, said)
            if match and mark:
                return Problem(path, mark.line + 1, f"not valid YAML: {message.format(*match.groups())}")
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return Problem(path, line, f"not valid YAML: {error.problem}")


def _layout(said: str, mark: yaml.Mark | None, text: str, path: str) -> Problem | None:
    """Return what is wrong with the white space of a line, if that is it."""
    if not mark:
        return None
    line = "".join(lines_of(text)[mark.line : mark.line + 1])
    message, before = "", line[: mark.column].rstrip()
    if _TAB.search(said):
        message = "a tab cannot stand here; use a space" if before else _TAB_INDENTS
    elif "<scalar>" in said and before.endswith(("}", "]")):
        message = BRACES
    elif _MAY_BE_INDENTATION.search(said):
        message = misfit(text, mark.line)
        if message and "mapping values" in said:
            message += "; if it is more of the text above, put all of that text in quotes"
    return Problem(path, mark.line + 1, f"not valid YAML: {message}") if message else None
