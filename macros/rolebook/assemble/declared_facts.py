"""Declared facts against the facts in use: nothing undefined is ever printed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rolebook.facts.address import is_address
from rolebook.model.company import Company, DeclaredFact, FactKind
from rolebook.model.problem import Problem, did_you_mean, listed, warning
from rolebook.model.role import FactUse, Role

Declared = Mapping[str, DeclaredFact]
Uses = Sequence[tuple[str, FactUse]]


def declared_facts(
    declared: Declared | None,
    companies: Iterable[Company],
    others: Iterable[str] = (),
    in_facts_file: Iterable[str] = (),
) -> Declared:
    """Return the declared facts; without `facts.yml`, every fact that some company gives.

    A fact that only ever is an address counts as one. Names from files that cannot be read count too: those
    of `others`, companies that lack what they give; those `in_facts_file` as facts that may have a default.
    """
    if declared is not None:
        return declared
    given: dict[str, list[str]] = {}
    for company in companies:
        for name, value in company.facts.items():
            given.setdefault(name, []).append(value)
    unread = {name: DeclaredFact(name) for name in others}
    unread |= {name: DeclaredFact(name, default="") for name in in_facts_file}
    return unread | {name: DeclaredFact(name, kind=_kind(values)) for name, values in given.items()}


def _kind(values: Sequence[str]) -> FactKind:
    return FactKind.URL if all(map(is_address, values)) else FactKind.TEXT


def value_of(name: str, company: Company, declared: Declared) -> str | None:
    """Return a fact's value for a company, or its default."""
    if name in company.facts:
        return company.facts[name]
    return declared[name].default if name in declared else None


def uses_in(roles: Iterable[Role]) -> Uses:
    """Return where each fact is used in the specs: path and use."""
    return [(role.path, use) for role in roles for use in role.facts]


def undeclared_problems(uses: Uses, declared: Declared) -> Iterator[Problem]:
    """Yield each place that names a fact which is not declared."""
    for path, use in dict.fromkeys(uses):
        if use.name not in declared:
            yield Problem(path, use.line, _undeclared(path, use.name, declared))


def lacking_problems(
    uses: Uses, companies: Sequence[tuple[Company, set[str]]], declared: Declared
) -> Iterator[Problem]:
    """Yield each place that names a fact which companies lack.

    `companies` come with the paths of the texts that are in their handbooks.
    """
    names = {use.name for _, use in uses if use.name in declared}
    lacking = {name: [r for r in companies if value_of(name, r[0], declared) is None] for name in names}
    for path, use in dict.fromkeys(uses):
        without = tuple(company.id for company, paths in lacking.get(use.name, ()) if path in paths)
        if without:
            message = f"{{{{{use.name}}}}} has no value for {listed(without)}; give it in the company's file"
            message += " or a default in companies/facts.yml"
            yield Problem(path, use.line, message, companies=without)


def _undeclared(path: str, name: str, declared: Declared) -> str:
    braces = f"{{{{{name}}}}}"
    hint = did_you_mean(name, declared)
    as_text = f"{{% raw %}}{braces}{{% endraw %}}" if path.startswith("docs/") else f"\\{braces}"
    return f"{braces} is not a declared fact{hint} (to print the braces, write {as_text})"


def company_fact_problems(company: Company, declared: Declared) -> Iterator[Problem]:
    """Yield the facts a company gives that are not declared, or not of their kind."""
    for name, value in company.facts.items():
        line = company.line("facts", name)
        fact = declared.get(name)
        if fact is None:
            message = f"{name} is not declared in companies/facts.yml{did_you_mean(name, declared)}"
            yield Problem(company.path, line, message)
        elif fact.kind is FactKind.URL and not is_address(value):
            message = f'{name} must be an address such as https://example.com/, not "{value}"'
            yield Problem(company.path, line, message)


def unused_problems(uses: Uses, declared: Declared | None, path: str) -> Iterator[Problem]:
    """Yield the facts that `facts.yml` declares and no text uses, but for those that allow words to all."""
    used = {use.name for _, use in uses}
    for name, fact in (declared or {}).items():
        if name not in used and not fact.public_values:
            message = f"{name} is declared but used nowhere; use it or remove it"
            yield warning(Problem(path, fact.line, message))
