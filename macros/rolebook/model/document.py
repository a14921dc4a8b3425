"""A document: what can be printed, and how the files are called."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role


class Product(StrEnum):
    """A kind of document; the values are its names on the command line and of its template."""

    POSTER = "poster"
    LADDER = "ladder"
    BOOKLET = "booklet"
    LEVEL_SHEET = "level-sheet"
    ASSESSMENT = "assessment"
    BOOK = "book"


NEED_A_LADDER = frozenset({Product.POSTER, Product.LADDER, Product.LEVEL_SHEET, Product.ASSESSMENT})
"""Products that are about levels; a role without an Evaluation Matrix has none of them."""

ON_THE_SITE = (Product.LADDER, Product.BOOKLET, Product.POSTER)
"""The products of a role that lie beside the site when a company asks for them; the book does too."""


@dataclass(frozen=True)
class Document:
    """A document to set; `role` is None for the book."""

    product: Product
    role: Role | None = None

    @property
    def file_name(self) -> str:
        """Return what the file is called; no two documents of a company share a name."""
        return f"{self.role.id}-{self.product}.pdf" if self.role else f"{self.product}.pdf"


def documents(handbook: Handbook, products: Sequence[Product], roles: Sequence[Role]) -> Iterator[Document]:
    """Yield the documents of products and roles; the book holds every role of the handbook."""
    for role in roles:
        for product in products:
            if product is not Product.BOOK and (role.ladders or product not in NEED_A_LADDER):
                yield Document(product, role)
    if Product.BOOK in products and handbook.roles:
        yield Document(Product.BOOK)
