"""The works that roles cite, each once."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from rolebook.facts.slug import slugify, unique
from rolebook.model.handbook import Citation, Work
from rolebook.model.role import Reference, Role, Text
from rolebook.parse.plain import normal, plain


def works(roles: Sequence[Role]) -> tuple[Work, ...]:
    """Return every cited work by title; references with one address are one work."""
    cited: dict[str, list[Citation]] = {}
    for role in roles:
        for reference in role.references:
            cited.setdefault(work_key(reference), []).append(Citation(role, reference))
    addresses = _addresses_by_title(cited)
    taken: set[str] = set()
    ordered = sorted(cited.values(), key=lambda citations: _order(citations[0].reference))
    return tuple(_work(citations, addresses, taken) for citations in ordered)


def work_key(reference: Reference) -> str:
    """Return what makes two references the same work: the address, or the title where there is none."""
    if not reference.url:
        return normal(reference.title)
    try:
        parts = urlsplit(reference.url.strip())
    except ValueError:
        return reference.url
    host = parts.netloc.casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"{host}{parts.path.rstrip('/')}{query}{fragment}"


def works_by_reference(roles: Sequence[Role], found: Sequence[Work]) -> Mapping[Reference, Work]:
    """Return the work that each reference of each role stands for."""
    return {citation.reference: work for work in found for citation in work.citations}


def _order(reference: Reference) -> tuple[str, str]:
    return plain(reference.title).casefold(), reference.url


def _addresses_by_title(cited: Mapping[str, Sequence[Citation]]) -> Mapping[str, tuple[str, ...]]:
    addresses: dict[str, dict[str, None]] = {}
    for citations in cited.values():
        url = citations[0].reference.url
        for title in {normal(citation.reference.title) for citation in citations}:
            addresses.setdefault(title, {})[url] = None
    return {title: tuple(sorted(urls)) for title, urls in addresses.items()}


def _work(
    citations: Sequence[Citation], addresses: Mapping[str, tuple[str, ...]], taken: set[str]
) -> Work:
    first = citations[0].reference
    titles = {normal(citation.reference.title): citation.reference.title for citation in reversed(citations)}
    others: tuple[Text, ...] = tuple(title for key, title in titles.items() if key != normal(first.title))
    return Work(
        id=unique(slugify(plain(first.title)), taken),
        title=first.title,
        url=first.url,
        other_titles=tuple(sorted(others)),
        citations=tuple(_once_per_role(citations)),
        also_at=tuple(url for url in addresses[normal(first.title)] if url and url != first.url),
    )


def _once_per_role(citations: Sequence[Citation]) -> list[Citation]:
    return list({citation.role.id: citation for citation in reversed(citations)}.values())[::-1]
