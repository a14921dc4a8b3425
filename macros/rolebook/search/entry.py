"""What can be found: a page, or a place on one."""

from dataclasses import dataclass

from rolebook.model.role import Text


@dataclass(frozen=True)
class SearchEntry:
    """A page or a place on one, and what is written there.

    `location` is an address in the site, with an anchor where it is a place. Texts are plain words, facts and
    level names as tokens; whoever shows them escapes them. A line is a block on the page: an item, a row.
    `kind` is that of the page or of the role's section, `role` the id of the role whose page it is, `level`
    the name of the level it is about, `tags` other names, `boost` the weight among others.
    """

    location: str
    title: Text
    lines: tuple[Text, ...]
    kind: str
    role: str = ""
    level: Text = ""
    tags: tuple[Text, ...] = ()
    boost: float = 1
