"""The front matter of a page in `docs/`."""

import re
from collections.abc import Iterator

import yaml

from rolebook.facts.token import FACT, facts_to_tokens
from rolebook.model.company import FACT_NAME
from rolebook.model.problem import Problem

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n.*?^---[ \t]*\r?$", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"[\"']?(\w+)[\"']?\s*:")


def split_front_matter(text: str) -> tuple[str, str]:
    """Return a page's front matter, and its body with the lines it has in the file."""
    front = _FRONT_MATTER.match(text)
    matter = front[0] if front else ""
    return matter, "\n" * matter.count("\n") + text[len(matter) :]


def front_matter_problems(matter: str, path: str) -> Iterator[Problem]:
    """Yield what is wrong with front matter: no YAML, or a fact given where a company should give it."""
    yield from _broken(matter, path)
    for number, line in enumerate(matter.split("\n"), 1):
        key = _KEY.match(line)
        if key and FACT_NAME.fullmatch(key[1]):
            message = f"{key[1]} is a fact; give it in the company's file, not in a page's front matter"
            yield Problem(path, number, message)


def _broken(matter: str, path: str) -> Iterator[Problem]:
    try:
        yaml.safe_load(matter.rstrip().removesuffix("---"))
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        message = 'the front matter is not valid YAML; put text that begins with "{{" or holds ": " in quotes'
        yield Problem(path, mark.line + 1 if mark else 1, message)
    except (yaml.YAMLError, ValueError) as error:
        yield Problem(path, 1, f"the front matter is not valid YAML: {error}")


def tokens_in_front_matter(value: str) -> str:
    """Return a front matter text with its facts as tokens."""
    return facts_to_tokens(value)[0] if FACT.search(value) else value
