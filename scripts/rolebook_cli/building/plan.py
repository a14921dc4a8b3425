"""What must be built: the shapes that are missing, and the editions that are not what they should be."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rolebook.assemble.choice import chosen
from rolebook.assemble.declared import Declared, declared_facts
from rolebook.check import problems_of, sound_companies
from rolebook.load.companies import ReadCompany, read_company, with_its_files
from rolebook.load.folder import Content, content
from rolebook.load.inputs import Inputs, digest
from rolebook.model.company import Company
from rolebook.model.problem import Problem
from rolebook.shape.faceless import faceless
from rolebook_cli.building.cache import Cache
from rolebook_cli.building.library import library_of
from rolebook_cli.building.record import Sources, sources_of


@dataclass(frozen=True)
class Edition:
    """An edition to be stamped: whose, from which shape, and what it will be made of."""

    company: Company
    shape: str
    made_of: Sources


@dataclass(frozen=True)
class Plan:
    """What there is to do. `shapes` are the faceless companies that shapes are built for, by key.

    `broken` are the companies that `problems` keep from being built.
    """

    content: Content
    declared: Declared
    shapes: Mapping[str, Company]
    editions: tuple[Edition, ...]
    problems: tuple[Problem, ...]
    broken: tuple[str, ...]


def plan(inputs: Inputs, companies: Sequence[str], cache: Cache) -> Plan:
    """Return what must be done to build companies, were nothing built yet. Raises `BuildError`."""
    library = library_of(inputs, cache)
    found = content(library, _companies(inputs, cache))
    sound = sound_companies(found, companies)
    declared = declared_facts(found.declared, found.companies.values(), found.facts_in_broken_files)
    planner = _Planner(inputs, found, declared)
    editions = tuple(planner.edition(found.companies[company]) for company in sound)
    return Plan(
        content=found,
        declared=declared,
        shapes=planner.shapes,
        editions=editions,
        problems=problems_of(found, companies),
        broken=tuple(company for company in companies if company not in sound),
    )


def _companies(inputs: Inputs, cache: Cache) -> list[ReadCompany]:
    """Return all companies, those read before from the cache."""
    place = digest([str(inputs.root), inputs.engines])
    known: dict[str, ReadCompany] = cache.recall("companies", place) or {}
    keys = {digest([path, of]): path for path, of in inputs.companies.items()}
    read = {
        key: known.get(key) or read_company(inputs.root, inputs.root / path) for key, path in keys.items()
    }
    if read.keys() != known.keys():
        cache.remember("companies", place, read)
    return [with_its_files(inputs.root, one) for one in read.values()]


class _Planner:
    """Finds the shape of each company."""

    def __init__(self, inputs: Inputs, found: Content, declared: Declared) -> None:
        self.shapes: dict[str, Company] = {}
        self._inputs = inputs
        self._content = found
        self._declared = repr(sorted(declared.items()))
        self._common = digest([inputs.rest, *sorted(declared), *inputs.specs])

    def edition(self, company: Company) -> Edition:
        """Return a company's edition, and note its shape."""
        shape = faceless(company, self._content.roles)
        key = self._shape_key(shape)
        self.shapes.setdefault(key, shape)
        sources = sources_of(self._inputs, company)
        return Edition(
            company, key, sources.with_key(digest([key, self._declared, *_stamped(company, sources)]))
        )

    def _shape_key(self, shape: Company) -> str:
        """Return the digest of what a shape is made of: the roles it holds, and that there are others."""
        specs = (self._inputs.specs[role.path] for role in chosen(self._content.roles, shape))
        return digest([self._common, repr(shape), *specs])


def _stamped(company: Company, sources: Sources) -> Iterator[str]:
    """Yield what a company puts into its shape."""
    yield from (company.name, company.url, repr(company.brand), sources.revisions)
    for mapping in (company.facts, company.levels, sources.brand):
        yield from (part for item in sorted(mapping.items()) for part in (*item, ""))
