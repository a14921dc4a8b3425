"""What is wrong with a text that is no YAML, in the words of somebody who has never heard of a scalar."""

import re

import yaml

from rolebook.model.problem import Problem

_MUST_BE_QUOTED = "text that begins with {} must be in quotes"
_WHERE_FOUND = (
    (r"mapping values", 'there is a ": " where none can be; put text that holds ": " in quotes'),
    (r"character '\\t'", "a tab cannot indent a line; use spaces"),
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
    (r"recursive", "an alias names what it stands in"),
)
_WHERE_BEGUN = (
    (r"quoted scalar.*end of stream", "a quote is never closed"),
    (r"flow mapping", 'a "{{" is not closed; put text that begins with "{{" in quotes'),
    (r"flow sequence", 'a "[" is not closed; put text that begins with "[" in quotes'),
    (r"expected ':'", "this line is not `key: value`"),
)


def yaml_problem(error: yaml.MarkedYAMLError, path: str) -> Problem:
    """Return what the author did, at the line to look at."""
    said = f"{error.context or ''} {error.problem or ''}"
    for known, mark in ((_WHERE_BEGUN, error.context_mark), (_WHERE_FOUND, error.problem_mark)):
        for pattern, words in known:
            match = re.search(pattern, said)
            if match and mark:
                return Problem(path, mark.line + 1, f"not valid YAML: {words.format(*match.groups())}")
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return Problem(path, line, f"not valid YAML: {error.problem}")
