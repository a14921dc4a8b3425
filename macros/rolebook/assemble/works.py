"""The works that roles cite, each once."""

from collections.abc import Mapping, Sequence, Set
from urllib.parse import urlsplit

from rolebook.assemble.names import name_key, order_key
from rolebook.facts.slug import slugify, unique
from rolebook.model.handbook import Citation, Work
from rolebook.model.role import Reference, Role, Text
from rolebook.reading.plain import plain


def works(roles: Sequence[Role]) -> tuple[tuple[Work, ...], Mapping[Reference, Work]]:
    """Return every cited work by title, and the work that each reference stands for.

    References with one address are one work; one without an address is the work of its title.
    """
    citations = [Citation(role, reference) for role in roles for reference in role.references]
    by_title = _addressed_by_title(citations)
    cited: dict[str, list[Citation]] = {}
    for citation in citations:
        cited.setdefault(_key(citation.reference, by_title), []).append(citation)
    addresses = _addresses_by_title(cited)
    taken: set[str] = set()
    ordered = sorted(cited.values(), key=lambda citing: _order(citing[0].reference))
    cited_works = [(_work(citations, addresses, taken), citations) for citations in ordered]
    of_reference = {citation.reference: work for work, citations in cited_works for citation in citations}
    return tuple(work for work, _ in cited_works), of_reference


def _addressed_by_title(citations: Sequence[Citation]) -> Mapping[str, Set[str]]:
    addresses: dict[str, set[str]] = {}
    for reference in (citation.reference for citation in citations):
        if reference.url:
            addresses.setdefault(name_key(reference.title), set()).add(address_key(reference.url))
    return addresses


def _key(reference: Reference, by_title: Mapping[str, Set[str]]) -> str:
    """Return what makes two references the same work: the address, or the title where there is none."""
    if reference.url:
        return address_key(reference.url)
    title = name_key(reference.title)
    same_title = by_title.get(title, frozenset())
    return next(iter(same_title)) if len(same_title) == 1 else title


def address_key(url: str) -> str:
    """Return what two spellings of an address have in common: scheme, `www.` and a last slash aside."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    host = parts.netloc.casefold().removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    fragment = f"#{parts.fragment}" if parts.fragment else ""
    return f"//{host}{parts.path.rstrip('/')}{query}{fragment}"


def _order(reference: Reference) -> tuple[tuple[str, str, str], str]:
    return order_key(reference.title), reference.url


def _url(citations: Sequence[Citation]) -> str:
    return next((citation.reference.url for citation in citations if citation.reference.url), "")


def _addresses_by_title(cited: Mapping[str, Sequence[Citation]]) -> Mapping[str, tuple[str, ...]]:
    addresses: dict[str, set[str]] = {}
    for citations in cited.values():
        for citation in citations:
            addresses.setdefault(name_key(citation.reference.title), set()).add(_url(citations))
    return {title: tuple(sorted(urls - {""})) for title, urls in addresses.items()}


def _work(citations: Sequence[Citation], addresses: Mapping[str, tuple[str, ...]], taken: set[str]) -> Work:
    first, url = citations[0].reference, _url(citations)
    titles = {
        name_key(citation.reference.title): citation.reference.title for citation in reversed(citations)
    }
    others: tuple[Text, ...] = tuple(title for key, title in titles.items() if key != name_key(first.title))
    return Work(
        id=unique(slugify(plain(first.title)), taken),
        title=first.title,
        url=url,
        other_titles=tuple(sorted(others)),
        citations=tuple(_once_per_role(citations)),
        also_at=tuple(address for address in addresses[name_key(first.title)] if address != url),
    )


def _once_per_role(citations: Sequence[Citation]) -> list[Citation]:
    return list({citation.role.id: citation for citation in reversed(citations)}.values())[::-1]
