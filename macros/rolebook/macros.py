"""The macros: what a page in `docs/` or a page template can put on a page.

A role is named by its id, such as `"backend-engineer"`. Every macro returns HTML that stands on
its own lines in Markdown, except `role_link`, which stands in a sentence.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Signature, signature
from types import MappingProxyType
from typing import Any, TypeAlias

from rolebook.assemble.comparisons import longest_ladder, pairs_to_compare
from rolebook.calls import CallableNames, wrong_call
from rolebook.model.docs_page import MacroCall
from rolebook.model.role import Role, SectionKind, Workflow
from rolebook.pages import INDEXES
from rolebook.rendered_page import RenderedPage

AnyRole: TypeAlias = Role | str


class MacroError(Exception):
    """A macro was asked for something the handbook does not hold; the message is for the author."""


class Macros:
    """The public building blocks.

    `names` are those that macros may be called with, `current` is the page that asks, and `env` is
    mkdocs-macros, whose environment renders page templates.
    """

    def __init__(self, names: CallableNames, current: Callable[[], RenderedPage], env: Any) -> None:
        self._names = names
        self._current = current
        self._env = env

    def public(self) -> Mapping[str, Callable[..., str]]:
        """Return every macro by its name; called wrongly, it raises `MacroError`."""
        return {name: self._checked(name, getattr(self, name)) for name in macro_names()}

    def _checked(self, name: str, macro: Callable[..., str]) -> Callable[..., str]:
        @wraps(macro)
        def checked(*given: object, **named: object) -> str:
            wrong = wrong_call(MacroCall(name, given, named=named), SIGNATURES[name], self._names)
            if wrong:
                raise MacroError(wrong)
            return macro(*given, **named)

        return checked

    # Whole pages

    def role_page(self, role: AnyRole) -> str:
        """Render the page of a role."""
        return self._page("role", role=self._role(role))

    def ladder_page(self, role: AnyRole) -> str:
        """Render the career ladder page of a role."""
        return self._page("ladder", role=self._role(role))

    def checklist_page(self, role: AnyRole) -> str:
        """Render the checklist page of a role."""
        return self._page("checklist", role=self._role(role))

    def workflow_page(self, role: AnyRole, workflow: Workflow | str) -> str:
        """Render the page of one workflow of a role."""
        shown = self._role(role)
        return self._page("workflow", role=shown, flow=self._workflow(shown, workflow))

    def index_page(self, name: str) -> str:
        """Render an index page: "roles", "ladders", "tools" and so on."""
        return self._page(name)

    # Heads of pages

    def home_header(self) -> str:
        """Show the company's name and what the handbook is."""
        return self._part("home_header")

    def index_header(self, name: str) -> str:
        """Show the title of an index page and what it lists."""
        title, lead = INDEXES[name]
        return self._part("index_header", name=name, title=title, lead=lead)

    def page_header(self, role: AnyRole, kind: str, workflow: Workflow | str = "") -> str:
        """Show the head of a role's "ladder", "checklist" or "workflow" page."""
        shown = self._role(role)
        flow = self._workflow(shown, workflow) if workflow else None
        return self._part("page_header", role=shown, kind=kind, workflow=flow)

    # Ways in

    def home_search(self) -> str:
        """Offer the search, as the main action of a home page."""
        return self._part("home_search")

    def ways_in(self) -> str:
        """Offer the three ways in by need: what is expected, the next level, writing a role."""
        return self._part("ways_in")

    def departments(self, full: bool = False) -> str:
        """Show the departments as cards that name their roles; in full, with each role's summary."""
        return self._part("departments", full=full)

    def role_cards(self, department: str = "", tag: str = "") -> str:
        """Show roles as cards: all, those of a department (its folder), or those with a tag."""
        roles = [
            role
            for role in self._current().handbook.roles
            if (not department or self._is_in(role, department)) and (not tag or tag in role.meta.tags)
        ]
        return self._part("role_cards", roles=roles)

    def role_link(self, role: AnyRole) -> str:
        """Link to a role by its title, within a sentence."""
        return self._current().inline("role_link", role=self._role(role)).strip()

    def prints(self, role: AnyRole = "") -> str:
        """Offer the documents to print of a role, or of the whole handbook, with their sizes."""
        return self._part("prints", role=self._role(role) if role else None)

    # Parts of a role

    def role_header(self, role: AnyRole) -> str:
        """Show a role's title, where it stands, and what one can do with it."""
        shown = self._role(role)
        return self._part(
            "role_header", role=shown, department=self._current().handbook.department_of[shown.id]
        )

    def role_sections(self, role: AnyRole) -> str:
        """Show all sections of a role, headings included, in the order of its spec."""
        return self._part("role_sections", role=self._role(role))

    def role_paths(self, role: AnyRole) -> str:
        """Show where a role leads, where people come from, and who else is near."""
        return self._part("role_paths", role=self._role(role))

    def identity(self, role: AnyRole) -> str:
        """Show the Identity of a role."""
        return self._kind(role, SectionKind.IDENTITY)

    def objectives(self, role: AnyRole) -> str:
        """Show the objectives of a role."""
        return self._kind(role, SectionKind.OBJECTIVES)

    def responsibilities(self, role: AnyRole) -> str:
        """Show the responsibility areas of a role and their duties."""
        return self._kind(role, SectionKind.RESPONSIBILITIES)

    def workflows(self, role: AnyRole) -> str:
        """Show the workflows of a role as cards that lead to their pages."""
        return self._kind(role, SectionKind.WORKFLOWS)

    def workflow(self, role: AnyRole, workflow: Workflow | str) -> str:
        """Show the steps of one workflow."""
        shown = self._role(role)
        return self._part("workflow", role=shown, workflow=self._workflow(shown, workflow))

    def tools(self, role: AnyRole) -> str:
        """Show the tools of a role by category."""
        return self._kind(role, SectionKind.TOOLS)

    def metrics(self, role: AnyRole) -> str:
        """Show the metrics of a role."""
        return self._kind(role, SectionKind.METRICS)

    def matrix(self, role: AnyRole) -> str:
        """Show the Evaluation Matrix of a role in brief."""
        return self._kind(role, SectionKind.MATRIX)

    def career_ladder(self, role: AnyRole) -> str:
        """Show the career ladder of a role: competencies down, levels across."""
        return self._part("ladder", role=self._role(role))

    def references(self, role: AnyRole = "") -> str:
        """Show the works a role leans on; all works of the handbook when no role is named."""
        return self._kind(role, SectionKind.REFERENCES) if role else self._part("works")

    def checklist(self, role: AnyRole) -> str:
        """Show the Self-Assessment Checklist of a role."""
        return self._part("checklist", role=self._role(role))

    def learning(self, role: AnyRole) -> str:
        """Show the ways to learn of a role."""
        return self._kind(role, SectionKind.LEARNING)

    # Indexes

    def role_filter(self) -> str:
        """Offer to filter the departments below, as `departments(full=true)` lists them."""
        return self._part("role_filter")

    def ladder_index(self) -> str:
        """List the career ladders by department."""
        return self._part("ladder_index")

    def workflow_index(self) -> str:
        """List the workflows; same-named ones of several roles stand together."""
        return self._part("workflow_index")

    def checklist_index(self) -> str:
        """List the checklists by department."""
        return self._part("checklist_index")

    def competency_index(self) -> str:
        """List the competencies with the roles that expect them, and at which levels."""
        return self._part("competency_index")

    def tool_index(self) -> str:
        """List the tools with the roles that use them."""
        return self._part("tool_index")

    def metric_index(self) -> str:
        """List the metrics with the roles they measure."""
        return self._part("metric_index")

    def compare(self) -> str:
        """Offer to compare two roles, or one role at two levels."""
        handbook = self._current().handbook
        pairs, ladder = pairs_to_compare(handbook), longest_ladder(handbook)
        return self._part("compare", pairs=pairs, ladder=ladder)

    def assessment(self) -> str:
        """Offer a self-assessment by the ladder of any role."""
        return self._part("assessment")

    def org_chart(self) -> str:
        """Show the reporting tree."""
        return self._part("org_chart")

    def career_paths(self) -> str:
        """Show which role leads to which: a table, and a picture of one role's ways in and on."""
        return self._part("career_paths")

    def _part(self, name: str, /, **given: Any) -> str:
        return self._current().block(name, **given)

    def _page(self, name: str, /, **given: Any) -> str:
        return self._current().page(self._env, name, **given)

    def _role(self, role: AnyRole) -> Role:
        return role if isinstance(role, Role) else self._current().role(str(role))

    def _workflow(self, role: Role, workflow: Workflow | str) -> Workflow:
        if isinstance(workflow, Workflow):
            return workflow
        return next(each for each in role.workflows if each.id == workflow)

    def _is_in(self, role: Role, department: str) -> bool:
        return department in (role.folder, self._current().handbook.department_of[role.id].name)

    def _kind(self, role: AnyRole, kind: SectionKind) -> str:
        shown = self._role(role)
        sections = shown.in_section(kind)
        return "\n\n".join(self._part("section_body", role=shown, section=section) for section in sections)


def macro_names() -> frozenset[str]:
    """Return the names of all macros."""
    return frozenset(name for name in vars(Macros) if not name.startswith("_") and name != "public")


def _signature(macro: Callable[..., str]) -> Signature:
    bound = signature(macro)
    return bound.replace(parameters=[each for each in bound.parameters.values() if each.name != "self"])


SIGNATURES: Mapping[str, Signature] = MappingProxyType(
    {name: _signature(getattr(Macros, name)) for name in macro_names()}
)
"""What each macro takes, by its name."""


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros; everything is read from its configuration."""
    plugin = env.conf.plugins["rolebook"]
    for name, macro in plugin.macros(env).public().items():
        env.macro(macro, name)
