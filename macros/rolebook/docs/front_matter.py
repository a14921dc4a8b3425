"""The front matter of a page in `docs/`."""

import re
from collections.abc import Iterator

from rolebook.facts.token import FACT, facts_to_tokens
from rolebook.model.company import FACT_NAME
from rolebook.model.problem import Problem, warning
from rolebook.yaml.front_matter import FrontMatter

_READ_AS_KEY = re.compile(r" {0,3}[A-Za-z0-9_-]+:")

_WITHOUT_MACROS = frozenset({"render_macros", "ignore_macros"})
"""What mkdocs-macros reads, and what would show facts as they stand."""


def front_matter_problems(matter: FrontMatter, path: str) -> Iterator[Problem]:
    """Yield what a page's front matter should not hold: facts, a switch for macros, what is meant as text."""
    for key in filter(FACT_NAME.fullmatch, map(str, matter.values)):
        message = f"{key} is a fact; give it in the company's file, not in a page's front matter"
        yield Problem(path, matter.lines[key], message)
    for key in _WITHOUT_MACROS.intersection(map(str, matter.values)):
        message = "facts and macros work on every page; remove it, and wrap code in {% raw %} … {% endraw %}"
        yield Problem(path, matter.lines[key], f"{key}: {message}")
    if matter.first_line == 1 and _READ_AS_KEY.match(matter.body):
        message = "MkDocs reads a page's first line as front matter where it begins with a word and a colon"
        yield warning(Problem(path, 1, f"{message}, and does not show it; leave a blank line above it"))


def tokens_in_front_matter(value: str) -> str:
    """Return a front matter text with its facts as tokens."""
    return facts_to_tokens(value)[0] if FACT.search(value) else value
