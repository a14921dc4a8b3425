"""What a folder's `mkdocs.yml` adds to what Rolebook knows."""

from dataclasses import dataclass, field

from rolebook.parse.kinds import Kinds, kinds_by_name


@dataclass(frozen=True)
class Additions:
    """Names of sections, and names that pages in `docs/` may use beside the macros.

    `names` is None where modules of the folder's own may define any name.
    """

    kinds: Kinds = field(default_factory=kinds_by_name)
    names: frozenset[str] | None = frozenset()
