"""A handbook: the roles as one company sees them, assembled and cross-referenced."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from rolebook.model.company import Company
from rolebook.model.role import Competency, Matrix, Metric, Reference, Role, Text, Tool, Workflow


@dataclass(frozen=True)
class Department:
    """Roles that stand in one folder; `id` is the folder's name, `slug` its place in the indexes."""

    id: str
    slug: str
    name: Text
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class Manager:
    """A role one reports to; `role` is None where no spec describes it.

    `joint` is what stands before it in the spec, such as " or " between two managers.
    """

    name: Text
    role: Role | None
    joint: str = ""


@dataclass(frozen=True)
class Post:
    """A place in the reporting tree, with the posts that report to it."""

    name: Text
    role: Role | None
    reports: tuple["Post", ...]


@dataclass(frozen=True)
class Citation:
    """A role that cites a work, and the words in which it does."""

    role: Role
    reference: Reference


@dataclass(frozen=True)
class Work:
    """A cited work; works are the same when their address is. `also_at`: the title's other addresses."""

    id: str
    title: Text
    url: str
    other_titles: tuple[Text, ...]
    citations: tuple[Citation, ...]
    also_at: tuple[str, ...] = ()


@dataclass(frozen=True)
class ToolUse:
    """A role that uses a tool, and under which category it says so."""

    role: Role
    tool: Tool
    category: Text


@dataclass(frozen=True)
class ToolEntry:
    """A tool with every role that uses it."""

    id: str
    name: Text
    uses: tuple[ToolUse, ...]


@dataclass(frozen=True)
class CompetencyUse:
    """A row of one role's matrix."""

    role: Role
    matrix: Matrix
    competency: Competency


@dataclass(frozen=True)
class CompetencyEntry:
    """A competency with every role that expects it."""

    id: str
    name: Text
    uses: tuple[CompetencyUse, ...]


@dataclass(frozen=True)
class MetricUse:
    """A role that is measured by a metric."""

    role: Role
    metric: Metric


@dataclass(frozen=True)
class MetricEntry:
    """A metric with every role that is measured by it."""

    id: str
    name: Text
    uses: tuple[MetricUse, ...]


@dataclass(frozen=True)
class WorkflowUse:
    """A role's workflow."""

    role: Role
    workflow: Workflow


@dataclass(frozen=True)
class WorkflowEntry:
    """Workflows of the same name with every role that follows one."""

    id: str
    name: Text
    uses: tuple[WorkflowUse, ...]


@dataclass(frozen=True)
class Handbook:
    """Everything an edition is made of, but for the company's facts.

    `new_on_the_way` names, for a role's id and that of a role it leads to, the competencies that only
    the other's ladder has. `levels` are the names of all levels as the specs spell them, in order of
    appearance.
    """

    company: Company
    roles: tuple[Role, ...]
    departments: tuple[Department, ...]
    department_of: Mapping[str, Department]
    managers: Mapping[str, tuple[Manager, ...]]
    reports: Mapping[str, tuple[Role, ...]]
    comes_from: Mapping[str, tuple[Role, ...]]
    leads_to: Mapping[str, tuple[Role, ...]]
    new_on_the_way: Mapping[tuple[str, str], tuple[Competency, ...]]
    organization: tuple[Post, ...]
    works: tuple[Work, ...]
    work_of_reference: Mapping[Reference, Work]
    tools: tuple[ToolEntry, ...]
    competencies: tuple[CompetencyEntry, ...]
    metrics: tuple[MetricEntry, ...]
    workflows: tuple[WorkflowEntry, ...]
    levels: tuple[str, ...]

    @cached_property
    def _by_id(self) -> Mapping[str, Role]:
        return {role.id: role for role in self.roles}

    def role(self, role_id: str) -> Role | None:
        """Return a role by its id."""
        return self._by_id.get(role_id)
