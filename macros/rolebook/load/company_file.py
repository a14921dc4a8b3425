"""A company file's text as a `Company`."""

import re
from pathlib import PurePosixPath
from types import MappingProxyType

from pydantic import ValidationError

from rolebook.load.schema import CompanyFile
from rolebook.load.schema_problems import validation_problems
from rolebook.model.company import Brand, Company, WikiTarget
from rolebook.model.problem import Problem
from rolebook.yaml.text import YamlText, read_yaml

_FACT_KEY = re.compile(r"\b[A-Z][A-Z0-9_]*(?=\s*:)")
_GIVEN = re.compile(
    r"""\b(?P<key>[A-Z][A-Z0-9_]*|name|url)\s*:[ \t]+(?P<value>"[^"\n]*"|'[^'\n]*'|[^,}\n]*)"""
)


def parse_company(text: str, path: str) -> tuple[Company | None, tuple[Problem, ...]]:
    """Return the company a file describes, or every problem that keeps it from being one.

    Names, facts and levels are texts as the author spelled them; only settings have types.
    """
    source, wrong = read_yaml(text, path, typed=("settings",))
    if not source:
        return None, wrong
    if not isinstance(source.data, dict):
        return None, (*wrong, Problem(path, 1, "a company file holds `name:` and `facts:`"))
    try:
        file = CompanyFile.model_validate(source.data)
    except ValidationError as error:
        return None, (*wrong, *validation_problems(error, source, path, CompanyFile))
    return (None, wrong) if wrong else (_company(file, source, path), ())


def facts_named_in(text: str) -> frozenset[str]:
    """Return the names of facts that a file of companies/ seems to give, readable as YAML or not."""
    return frozenset(_FACT_KEY.findall(text))


def remains_of(text: str, path: str) -> Company:
    """Return what a company file with errors seems to say of its company: its name, facts and address.

    It serves to keep them from others, and for nothing else.
    """
    given = {match["key"]: match["value"].strip().strip("\"'") for match in _GIVEN.finditer(text)}
    facts = {key: value for key, value in given.items() if key.isupper()}
    company = PurePosixPath(path).stem
    return Company(
        company, path, given.get("name", company), MappingProxyType(facts), url=given.get("url", "")
    )


def _company(file: CompanyFile, source: YamlText, path: str) -> Company:
    return Company(
        id=PurePosixPath(path).stem,
        path=path,
        name=file.name,
        facts=MappingProxyType(file.facts),
        url=f"{file.site.url.rstrip('/')}/" if file.site.url else "",
        language=file.site.language,
        brand=Brand(**file.brand.model_dump(exclude_unset=True) | {"fonts": tuple(file.brand.fonts)}),
        include=tuple(file.roles.include),
        exclude=tuple(file.roles.exclude),
        levels=MappingProxyType(file.levels),
        settings=MappingProxyType(file.settings.model_dump(exclude_unset=True)),
        wiki=MappingProxyType({name: WikiTarget(**block.model_dump()) for name, block in file.wiki.items()}),
        lines=MappingProxyType(dict(source.lines)),
    )
