"""A company file's text as a `Company`, and `facts.yml` as declared facts."""

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from rolebook.load.schema import CompanyFile, FactEntry, FACT_NAME, is_address, validation_problems
from rolebook.load.yaml_text import YamlText, read_yaml
from rolebook.model.company import Brand, Company, DeclaredFact, FactKind
from rolebook.model.problem import Problem

_WRITTEN_AS_TEXT = ("name", "facts", "levels")


def parse_company(text: str, path: str) -> tuple[Company | None, tuple[Problem, ...]]:
    """Return the company a file describes, or every problem that keeps it from being one."""
    source, broken = read_yaml(text, path)
    if broken:
        return None, broken
    if not isinstance(source.data, dict):
        return None, (Problem(path, 1, "a company file holds `name:` and `facts:`"),)
    missing = tuple(_empty_values(source, path))
    try:
        found = CompanyFile.model_validate(_as_written(source))
    except ValidationError as error:
        return None, missing + tuple(validation_problems(error, source, path, CompanyFile))
    return (None, missing) if missing else (_company(found, source, path), ())


def _as_written(source: YamlText) -> dict[str, Any]:
    """Return the data with names and facts as the author spelled them: `1.10` and `NO` stay text."""
    data = {str(key): value for key, value in source.data.items()}
    return data | {key: source.written[key] for key in _WRITTEN_AS_TEXT if key in data}


def _empty_values(source: YamlText, path: str) -> Iterator[Problem]:
    for block in ("facts", "levels"):
        values = source.data.get(block)
        for key, value in values.items() if isinstance(values, dict) else ():
            if value is None:
                line = source.lines[f"{block}.{key}"]
                yield Problem(path, line, f'{block}.{key} has no value; write "" if it is meant to be empty')


def _company(found: CompanyFile, source: YamlText, path: str) -> Company:
    given = {key: value for key, value in found.brand.model_dump().items() if value is not None}
    return Company(
        id=PurePosixPath(path).stem,
        path=path,
        name=found.name,
        facts=MappingProxyType(found.facts),
        url=_with_slash(found.site.url),
        language=found.site.language,
        brand=Brand(**given),
        include=tuple(found.roles.include),
        exclude=tuple(found.roles.exclude),
        levels=MappingProxyType(found.levels),
        settings=MappingProxyType(found.settings),
        lines=MappingProxyType(dict(source.lines)),
    )


def _with_slash(url: str | None) -> str:
    return f"{url.rstrip('/')}/" if url else ""


def parse_facts(text: str, path: str) -> tuple[Mapping[str, DeclaredFact], tuple[Problem, ...]]:
    """Return the declared facts by name, and every problem of the file."""
    source, broken = read_yaml(text, path)
    if broken:
        return {}, broken
    if not isinstance(source.data, dict):
        return {}, (Problem(path, 1, "facts.yml holds one entry for each fact, such as `COMPANY_NAME:`"),)
    declared: dict[str, DeclaredFact] = {}
    problems: list[Problem] = []
    for name in source.data:
        fact, wrong = _declared(str(name), source, path)
        problems += wrong
        if fact:
            declared[fact.name] = fact
    return MappingProxyType(declared), tuple(problems)


def _declared(name: str, source: YamlText, path: str) -> tuple[DeclaredFact | None, tuple[Problem, ...]]:
    line = source.lines.get(name, 1)
    if not FACT_NAME.fullmatch(name):
        return None, (Problem(path, line, f"{name} is no name for a fact; facts are written like COMPANY_NAME"),)
    entry, written = source.data[name] or {}, source.written[name] or {}
    if isinstance(entry, str):
        entry = written = {"meaning": entry}
    if isinstance(entry, dict) and entry.get("default") is not None:
        entry = entry | {"default": written["default"]}
    try:
        found = FactEntry.model_validate(entry)
    except ValidationError as error:
        return None, tuple(validation_problems(error, source, path, FactEntry, prefix=name))
    if found.required and found.default is not None:
        return None, (Problem(path, line, f"{name} is required and has a default; keep one of the two"),)
    if found.kind is FactKind.URL and found.default is not None and not is_address(found.default):
        message = f'{name} is an address (kind: url), but its default is "{found.default}"'
        return None, (Problem(path, source.lines.get(f"{name}.default", line), message),)
    return DeclaredFact(name, found.meaning, found.default, found.kind, line), ()
