"""What must be built: the shapes that are missing, and the editions that are not what they should be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolebook.assemble.choice import chosen
from rolebook.assemble.declared_facts import Declared
from rolebook.calls import names_for_calls
from rolebook.check import declared_in, problems_of, sound_companies
from rolebook.cores import all_cores
from rolebook.load.companies import read_company, with_its_files
from rolebook.load.content import Content, ReadCompany, content
from rolebook.load.input_digests import Inputs, digest
from rolebook.load.tracking.opened import Opened
from rolebook.model.company import Company
from rolebook.model.problem import Problem
from rolebook.shape.anonymous import anonymous, exact_choice
from rolebook_build.cache import Cache
from rolebook_build.library import library_of
from rolebook_build.record import EditionSources, sources_of

_PAGE_TEMPLATES = "overrides/pages/"


@dataclass(frozen=True)
class Edition:
    """An edition to be stamped: whose, from which shape, and what it will be made of."""

    company: Company
    shape: str
    made_of: EditionSources


@dataclass(frozen=True)
class BuildPlan:
    """What there is to do. `shapes` are the anonymous companies that shapes are built for, by key.

    `bases` has the digest of what all pages of a shape are made of alike. `configured` is what was opened to
    read the configuration. `broken` are the companies that `problems` keep from being built.
    """

    content: Content
    configured: Opened
    declared: Declared
    shapes: Mapping[str, Company]
    bases: Mapping[str, str]
    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]

    @property
    def has_several(self) -> bool:
        """Tell whether there is more than one company, so that one could read of another."""
        return len(self.content.companies) + len(self.content.unreadable) > 1


def plan(inputs: Inputs, companies: Sequence[str], cache: Cache) -> BuildPlan:
    """Return what must be done to build companies, were nothing built yet. Raises `BuildError`."""
    read = library_of(inputs, cache, all_cores())
    read_content = content(read.library, _companies(inputs, cache))
    problems = problems_of(read_content, companies)
    sound = sound_companies(read_content, companies, problems)
    declared = declared_in(read_content)
    planner = _BuildPlanner(inputs, read_content, declared)
    editions = tuple(planner.edition(read_content.companies[company]) for company in sound)
    return BuildPlan(
        content=read_content,
        configured=read.opened,
        declared=declared,
        shapes=planner.shapes,
        bases=planner.bases,
        editions=editions,
        problems=problems,
        broken=tuple(company for company in companies if company not in set(sound)),
    )


def _companies(inputs: Inputs, cache: Cache) -> list[ReadCompany]:
    """Return all companies, those read before from the cache."""
    cache_key = digest([str(inputs.root), inputs.engines])
    known: dict[str, ReadCompany] = cache.recall("companies", cache_key) or {}
    keys = {digest([path, of]): path for path, of in inputs.companies.items()}
    read = {
        key: known.get(key) or read_company(inputs.root, inputs.root / path) for key, path in keys.items()
    }
    if read.keys() != known.keys():
        cache.remember("companies", cache_key, read)
    return [with_its_files(inputs.root, one) for one in read.values()]


class _BuildPlanner:
    """Finds the shape of each company; what companies choose alike is looked up once."""

    def __init__(self, inputs: Inputs, read_content: Content, declared: Declared) -> None:
        self.shapes: dict[str, Company] = {}
        self.bases: dict[str, str] = {}
        self._inputs = inputs
        self._roles = read_content.roles
        self._declared = repr(sorted(declared.items()))
        self._common = digest([inputs.rest, *sorted(declared), *inputs.specs])
        self._base = digest([str(inputs.root), *_common_to_pages(inputs, read_content, declared)])
        self._choices: dict[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], str]] = {}

    def edition(self, company: Company) -> Edition:
        """Return a company's edition, and note its shape."""
        include, specs = self._choice(company)
        shape = anonymous(company, include)
        key = digest([self._common, specs, repr(shape)])
        if key not in self.shapes:
            self.shapes[key] = shape
            self.bases[key] = digest([self._base, repr(shape)])
        sources = sources_of(self._inputs, company)
        made_of = sources.with_key(digest([key, self._declared, *_stamped(company, sources)]))
        return Edition(company, key, made_of)

    def _choice(self, company: Company) -> tuple[tuple[str, ...], str]:
        """Return which roles a company chooses, and the digest of their specs."""
        asked = (company.include, company.exclude)
        if asked not in self._choices:
            specs = digest(self._inputs.specs[role.path] for role in chosen(self._roles, company))
            self._choices[asked] = exact_choice(company, self._roles), specs
        return self._choices[asked]


def _common_to_pages(inputs: Inputs, read_content: Content, declared: Declared) -> Iterator[str]:
    """Yield what all generated pages depend on; what each asks of roles and pages, it notes itself."""
    yield from (inputs.engines, *sorted(declared), "")
    names = names_for_calls(read_content.roles)
    yield from (*names.departments, "", *names.tags, "")
    has_templates = any(path.startswith(_PAGE_TEMPLATES) for path in inputs.pages)
    for path, of in inputs.pages.items():
        # A page's template can take in any page of `docs/`; those that ship take in none.
        if has_templates or not path.startswith(("docs/", "roles/")):
            yield from (path, of)


def _stamped(company: Company, sources: EditionSources) -> Iterator[str]:
    """Yield what a company puts into its shape."""
    yield from (company.name, company.url, repr(company.brand), sources.revisions)
    for mapping in (company.facts, company.levels, sources.brand):
        yield from (part for item in sorted(mapping.items()) for part in (*item, ""))
