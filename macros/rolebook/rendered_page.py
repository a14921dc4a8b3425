"""What macros ask of the page that is rendered."""

from typing import Any, Protocol

from rolebook.model.handbook import Handbook
from rolebook.model.role import Role


class RenderedPage(Protocol):
    """The page that is rendered: what macros ask of its handbook, and how they put parts on it."""

    @property
    def handbook(self) -> Handbook:
        """The handbook as the page sees it."""

    def role(self, role_id: str) -> Role:
        """Return a role of which the page may show all."""

    def block(self, name: str, /, **given: Any) -> str:
        """Render a template of `overrides/parts/` as a block."""

    def inline(self, name: str, /, **given: Any) -> str:
        """Render one within a sentence."""

    def page(self, env: Any, name: str, /, **given: Any) -> str:
        """Render a template of `overrides/pages/`."""
