"""The text of `facts.yml` as declared facts."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import ValidationError

from rolebook.facts.address import is_address
from rolebook.load.schema import FactEntry, no_fact_name
from rolebook.load.schema_problems import validation_problems
from rolebook.model.company import FACT_NAME, DeclaredFact, FactKind
from rolebook.model.problem import Problem
from rolebook.yaml.text import YamlText, read_yaml


def parse_facts(text: str, path: str) -> tuple[Mapping[str, DeclaredFact] | None, tuple[Problem, ...]]:
    """Return the declared facts by name, None when the file cannot be read, and every problem of it.

    A fact whose entry is wrong is declared all the same, with its default, so that its uses are not wrong
    as well.
    """
    source, wrong = read_yaml(text, path)
    if not source:
        return None, wrong
    if not isinstance(source.data, dict):
        message = "facts.yml holds one entry for each fact, such as `COMPANY_NAME: The company's name`"
        return None, (*wrong, Problem(path, 1, message))
    declared: dict[str, DeclaredFact] = {}
    problems = [*wrong]
    for name in map(str, source.data):
        line = source.lines.get(name, 1)
        if FACT_NAME.fullmatch(name):
            declared[name], of_entry = _declared(name, line, source, path)
            problems += of_entry
        else:
            problems.append(Problem(path, line, f"{name} {no_fact_name(name)}"))
    return MappingProxyType(declared), tuple(problems)


def _declared(name: str, line: int, source: YamlText, path: str) -> tuple[DeclaredFact, tuple[Problem, ...]]:
    entry = source.data[name]
    try:
        fact = FactEntry.model_validate({"meaning": entry or ""} if _is_short(entry) else entry)
    except ValidationError as error:
        given = entry.get("default") if isinstance(entry, dict) else None
        default = None if given is None else str(given)
        wrong = validation_problems(error, source, path, FactEntry, name)
        return DeclaredFact(name, default=default, line=line), tuple(wrong)
    default = fact.default if "default" in fact.model_fields_set else None
    public = fact.public if isinstance(fact.public, bool) else False
    values = () if isinstance(fact.public, bool) else tuple(fact.public)
    return DeclaredFact(name, fact.meaning, default, fact.kind, public, values, line), tuple(
        Problem(path, source.lines.get(f"{name}.{key}", line), message)
        for key, message in _contradictions(name, fact, default)
    )


def _is_short(entry: object) -> bool:
    """Tell the short form, `NAME: what it means`, or a name alone."""
    return entry is None or isinstance(entry, str)


def _contradictions(name: str, fact: FactEntry, default: str | None) -> list[tuple[str, str]]:
    wrong = []
    if fact.required and default is not None:
        wrong.append(("required", f"{name} is required and has a default; keep one of the two"))
    if fact.kind is FactKind.URL and default is not None and not is_address(default):
        message = f'{name} must be an address such as https://example.com/ (kind: url), not "{default}"'
        wrong.append(("default", message))
    return wrong
