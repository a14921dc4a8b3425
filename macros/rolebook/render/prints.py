"""The documents that lie beside a site, as its pages name them."""

from collections.abc import Sequence
from dataclasses import dataclass

from rolebook.model.document import ON_THE_SITE, Document, Product, documents
from rolebook.model.handbook import Handbook
from rolebook.model.role import Role
from rolebook.render.links import Links
from rolebook.render.lookup import Lookup

PRINTS = "assets/print"
"""The folder of a site in which its documents lie."""

_NAMES = {
    Product.LADDER: "Career ladder",
    Product.BOOKLET: "The whole role",
    Product.POSTER: "Poster",
    Product.BOOK: "The whole handbook",
}


@dataclass(frozen=True)
class PrintLink:
    """A document as a page offers it; `size` is the token of its size."""

    name: str
    address: str
    size: str


def documents_on_the_site(handbook: Handbook) -> tuple[Document, ...]:
    """Return the documents that a company's setting `print` asks for."""
    if not handbook.company.settings.get("print"):
        return ()
    return tuple(documents(handbook, (*ON_THE_SITE, Product.BOOK), handbook.roles))


def print_links(lookup: Lookup, links: Links, role: Role | None = None) -> Sequence[PrintLink]:
    """Return the documents of a role, or those of the whole handbook, as a page links to them."""
    if not lookup.handbook.company.settings.get("print"):
        return []
    products, roles = (ON_THE_SITE, [role]) if role else ((Product.BOOK,), [])
    return [
        PrintLink(
            _NAMES[document.product], links.to(f"{PRINTS}/{document.file_name}"), lookup.print_size(document)
        )
        for document in documents(lookup.handbook, products, roles)
    ]
