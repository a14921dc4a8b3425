"""What a folder's `mkdocs.yml` adds to what Rolebook knows."""

from dataclasses import dataclass, field

from rolebook.model.docs_page import NameUse
from rolebook.model.problem import Problem
from rolebook.parse.kinds import Kinds, kinds_by_name


@dataclass(frozen=True)
class Additions:
    """Names of sections, names that pages in `docs/` may use beside the macros, languages of the theme.

    `names` is None where modules of the folder's own may define any name, `languages` where the theme is
    not known. `nav` is what a menu of the folder's own names, empty where it has none; `acts_on_pages` is
    what may make something else of a finished page; `problems` is what is wrong with the configuration.
    """

    kinds: Kinds = field(default_factory=kinds_by_name)
    names: frozenset[str] | None = frozenset()
    nav: tuple[NameUse, ...] = ()
    problems: tuple[Problem, ...] = ()
    languages: frozenset[str] | None = None
    acts_on_pages: tuple[tuple[str, str], ...] = ()
