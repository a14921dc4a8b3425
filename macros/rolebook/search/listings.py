"""What the indexes say that list entries by letter: works, tools, competencies, metrics, workflows."""

from collections.abc import Iterator

from rolebook.model.handbook import CompetencyUse
from rolebook.presentation.presented import entry_of
from rolebook.reading.plain import plain
from rolebook.render.addresses import followed
from rolebook.render.templates import host
from rolebook.search.heading import SearchHeading, Told, in_one_line
from rolebook.search.known import KnownHandbook
from rolebook.search.parts import details_told


def workflows_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield each workflow with the roles that follow one of its name."""
    for entry in known.handbook.workflows:
        yield SearchHeading(entry.id, plain(entry.name), "workflows")
        yield from (plain(use.role.title) for use in entry.uses)


def tools_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield each tool with the roles that use it."""
    for entry in known.handbook.tools:
        yield SearchHeading(entry.id, plain(entry.name), "tools")
        yield from (in_one_line(plain(use.role.title), plain(use.category)) for use in entry.uses)


def metrics_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield each metric with the roles it measures."""
    for entry in known.handbook.metrics:
        yield SearchHeading(entry.id, plain(entry.name), "metrics")
        for use in entry.uses:
            yield in_one_line(plain(use.role.title), *details_told(entry_of(use.metric).details, known))


def competencies_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield each competency with the roles that expect it, from which level to which."""
    for entry in known.handbook.competencies:
        yield SearchHeading(entry.id, plain(entry.name), "competencies")
        yield from (in_one_line(plain(use.role.title), _span(use, known)) for use in entry.uses)


def _span(use: CompetencyUse, known: KnownHandbook) -> str:
    ends = dict.fromkeys([*use.matrix.levels[:1], *use.matrix.levels[-1:]])
    return in_one_line(*map(known.lookup.level, ends))


def works_told(known: KnownHandbook) -> Iterator[Told]:
    """Yield each work: where it is, its other titles and places, who cites it."""
    for work in known.handbook.works:
        yield SearchHeading(work.id, plain(work.title), "references")
        yield host(work.url) if followed(work.url) else ""
        yield in_one_line(*map(plain, work.other_titles))
        yield in_one_line(*map(host, work.also_at))
        cited_by = ", ".join(plain(citation.role.title) for citation in work.citations)
        yield f"{known.translate('Cited by')} {cited_by}"
