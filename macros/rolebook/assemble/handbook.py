"""The handbook of one company."""

from collections.abc import Iterator, Sequence
from types import MappingProxyType

from rolebook.assemble.choice import choice_problems, chosen
from rolebook.assemble.departments import departments
from rolebook.assemble.indexes import competencies, metrics, tools, workflows
from rolebook.assemble.names import name_key
from rolebook.assemble.paths import comes_from, leads_to, new_on_the_way, path_problems
from rolebook.assemble.reporting import managers, organization, reporting_problems, reports, role_names
from rolebook.assemble.twice import twice_problems
from rolebook.assemble.works import works
from rolebook.model.company import Company
from rolebook.model.handbook import Handbook
from rolebook.model.problem import Problem, did_you_mean, warning
from rolebook.model.role import Role
from rolebook.reading.plain import plain


def assemble(all_roles: Sequence[Role], company: Company) -> Handbook:
    """Return the roles a company chose, in order of department and title, cross-referenced."""
    grouped = departments(chosen(all_roles, company))
    roles = tuple(role for department in grouped for role in department.roles)
    names = role_names(roles)
    managed_by = {role.id: managers(role, names) for role in roles}
    leads = leads_to(roles, names, managed_by)
    cited, work_of_reference = works(roles)
    return Handbook(
        company=company,
        roles=roles,
        departments=grouped,
        department_of=MappingProxyType(
            {r.id: department for department in grouped for r in department.roles}
        ),
        managers=MappingProxyType(managed_by),
        reports=MappingProxyType(dict(reports(roles, managed_by))),
        comes_from=MappingProxyType(dict(comes_from(roles, leads))),
        leads_to=MappingProxyType(dict(leads)),
        new_on_the_way=MappingProxyType(dict(new_on_the_way(roles, leads))),
        organization=organization(roles, managed_by),
        works=cited,
        work_of_reference=MappingProxyType(work_of_reference),
        tools=tools(roles),
        competencies=competencies(roles),
        metrics=metrics(roles),
        workflows=workflows(roles),
        levels=levels_of(roles),
    )


def levels_of(roles: Sequence[Role]) -> tuple[str, ...]:
    """Return the names of all levels, as the specs spell them, in order of appearance."""
    levels = (plain(level) for role in roles for matrix in role.matrices for level in matrix.levels)
    return tuple(dict.fromkeys(levels))


def role_problems(roles: Sequence[Role]) -> Iterator[Problem]:
    """Yield what is wrong with roles and between them, whichever company reads them."""
    names = role_names(roles)
    yield from twice_problems(roles)
    yield from reporting_problems(roles, names)
    yield from path_problems(roles, names)


def company_problems(roles: Sequence[Role], levels: Sequence[str], company: Company) -> Iterator[Problem]:
    """Yield what is wrong between a company's file and the roles, whose levels are `levels`."""
    yield from choice_problems(roles, company)
    known = {name_key(level) for level in levels}
    for name in company.levels:
        if name_key(name) not in known:
            message = f'levels: no role has a level "{name}"{did_you_mean(name, levels)}'
            yield warning(Problem(company.path, company.line("levels", name), message))
