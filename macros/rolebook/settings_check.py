"""What companies set, held against what pages ask for."""

from collections.abc import Iterator, Sequence

from rolebook.docs.names import ANY_SETTING
from rolebook.load.schema import SWITCHES
from rolebook.model.company import Company
from rolebook.model.docs_page import DocsPage
from rolebook.model.problem import Problem, did_you_mean, warning


def settings_problems(company: Company, pages: Sequence[DocsPage]) -> Iterator[Problem]:
    """Yield the settings of a company that are no switch of Rolebook's, and that no page asks for."""
    asked = {use.name for page in pages for use in page.settings}
    for name in company.settings:
        if name not in SWITCHES and asked.isdisjoint((name, ANY_SETTING)):
            hint = did_you_mean(name, [*SWITCHES, *asked]) or "; remove it, or ask for it on a page"
            message = f"settings.{name}: no page or template reads it{hint}"
            yield warning(Problem(company.path, company.line("settings", name), message))
