"""What each document of a company says, as data for Typst."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from rolebook.load.revisions import Revision
from rolebook.model.document import Document, Product
from rolebook.model.handbook import Handbook
from rolebook.model.paper import Paper
from rolebook.model.role import Role
from rolebook.presentation.source_paths import role_page
from rolebook.printing.role_content import RoleContent
from rolebook.printing.texts import CanSet, Texts
from rolebook.render.lookup import Lookup
from rolebook.stamp.brand import palette
from rolebook.stamp.values import Values

Data = dict[str, Any]

_UNDATED = date(2000, 1, 1)
"""PDF/A wants a date; a document of specs that git does not know carries this one."""

_WITH_SECTIONS = (Product.BOOKLET, Product.BOOK)


@dataclass(frozen=True)
class Manuscript:
    """A handbook ready to be set.

    `can_set` tells whether the fonts have letters for a text. `pictures` are the site paths of the pictures
    that specs show, `logo` is the path of the company's in the sandbox, `fonts` names the families it adds.
    With `fillable`, fields can be filled in on screen.
    """

    handbook: Handbook
    values: Values
    messages: Mapping[str, str]
    revisions: Mapping[str, Revision]
    can_set: CanSet = bool
    pictures: Iterable[str] = ()
    logo: str = ""
    fonts: Sequence[str] = ()
    fillable: bool = False

    def data(self, document: Document, paper: Paper) -> Data:
        """Return all that a document's template needs."""
        roles = (document.role,) if document.role else self.handbook.roles
        return {
            "paper": paper,
            "language": self.handbook.company.language.partition("-")[0],
            "messages": dict(self.messages),
            "company": self._company,
            "day": self._day(roles),
            **(self._of_role(document.role, document.product) if document.role else self._book()),
        }

    @cached_property
    def _company(self) -> Data:
        company = self.handbook.company
        return {
            "name": " ".join(company.name.split()),
            "logo": self.logo,
            "colours": dict(palette(company.brand)),
            "fonts": list(self.fonts),
        }

    @cached_property
    def _lookup(self) -> Lookup:
        return Lookup.of(self.handbook)

    @cached_property
    def _texts(self) -> Texts:
        suffix = ".html" if self.handbook.company.settings.get("offline") else "/"
        return Texts(self.values, self.handbook.company.url, suffix, self.pictures, self.can_set)

    def _translate(self, message: str) -> str:
        return self.messages.get(message, message)

    def _of_role(self, role: Role, product: Product) -> Data:
        texts = self._texts.anew(role_page(role.id))
        content = RoleContent(self._lookup, texts, self.revisions, self._translate)
        head = content.head(role)
        if product in _WITH_SECTIONS:
            return {"role": head, "sections": content.sections(role), "notes": texts.notes}
        fillable = {"fillable": True} if self.fillable and product is Product.ASSESSMENT else {}
        return {"role": head, "ladders": content.ladders(role), "notes": texts.notes, **fillable}

    def _book(self) -> Data:
        chapters = {role.id: self._of_role(role, Product.BOOK) for role in self.handbook.roles}
        departments = [
            {
                "name": self._texts.plain(department.name),
                "roles": [chapters[role.id] for role in department.roles],
            }
            for department in self.handbook.departments
        ]
        return {"departments": departments}

    def _day(self, roles: Iterable[Role]) -> list[int]:
        days = (self.revisions[role.path].day for role in roles if role.path in self.revisions)
        day = max(days, default=_UNDATED)
        return [day.year, day.month, day.day]
