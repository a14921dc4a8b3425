"""The names that templates of pages, of parts and of the theme share: one thing is called one name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import Environment

from rolebook.facts.slug import slugify
from rolebook.model.handbook import Handbook
from rolebook.reading.plain import plain

FILTERS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"plain": plain, "slug": lambda text: slugify(plain(text))}
)
"""`plain` takes the markup out of role text, `slug` makes an id of it."""


class Settings(dict[str, Any]):
    """A company's settings as templates see them: one that it does not set is empty, and so false."""

    def __missing__(self, _name: str) -> str:
        return ""


def give_vocabulary(environment: Environment, translate: Callable[[str], str]) -> None:
    """Let all templates of an environment say messages in the handbook's language, and make plain words."""
    environment.filters |= FILTERS
    environment.globals |= translations(translate)


def translations(translate: Callable[[str], str]) -> Mapping[str, Callable[..., str]]:
    """Return what says messages: `_("…")`, and `_n("{n} role", "{n} roles", number)` for one or many."""
    return {
        "_": translate,
        "_n": lambda one, many, number: translate(one if number == 1 else many).format(n=number),
    }


def about_handbook(handbook: Handbook) -> Mapping[str, Any]:
    """Return what templates of parts and of the theme know of the handbook, wherever they stand."""
    return {"handbook": handbook, "settings": Settings(handbook.company.settings)}
