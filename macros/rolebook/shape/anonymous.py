"""A company without a face: what a shape is built for, so that it cannot hold a fact."""

from collections.abc import Sequence
from glob import escape
from pathlib import PurePosixPath

from rolebook.assemble.choice import chosen, role_path
from rolebook.model.company import Brand, Company
from rolebook.model.role import Role

_ADDRESS = "https://handbook.invalid/"


def anonymous(company: Company, include: tuple[str, ...]) -> Company:
    """Return a company with the settings of another, its language, and its choice of roles (`exact_choice`).

    Nothing of what is printed is left: no name, no facts, no colours, no names for levels; of address
    and pictures only whether there are any, and of which format. Two companies of which this gives
    equal ones share a shape.
    """
    return Company(
        id="",
        path="",
        name="",
        url=_ADDRESS if company.url else "",
        language=company.language,
        brand=Brand(logo=_any(company.brand.logo), favicon=_any(company.brand.favicon)),
        include=include,
        settings=dict(sorted(company.settings.items())),
    )


def exact_choice(company: Company, roles: Sequence[Role]) -> tuple[str, ...]:
    """Return patterns that choose what a company does, whichever way it says so; none for all roles."""
    mine = chosen(roles, company)
    return () if len(mine) == len(roles) else tuple(map(_exactly, mine))


def _any(picture: str) -> str:
    return f"any{PurePosixPath(picture).suffix.lower()}" if picture else ""


def _exactly(role: Role) -> str:
    """Return the pattern that a role's path matches and no other's."""
    return escape(role_path(role))
