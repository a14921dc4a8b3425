"""The documents that lie beside an edition."""

from pathlib import Path

from rolebook.assemble.handbook import assemble
from rolebook.engine.prints import DocumentsError, print_beside
from rolebook.load.content import Library, content
from rolebook.model.company import Company
from rolebook.model.problem import BuildError
from rolebook.printing.open_renderer import PrintError
from rolebook.render.lookup import Lookup
from rolebook.stamp.values import Values


def set_documents(
    library: Library, company: Company, company_values: Values, site: Path, earlier: Path | None
) -> Values:
    """Set a company's documents, and return their sizes as values for its pages.

    Those that are unchanged are taken from `earlier`, the edition of before, where there is one.
    Raises `BuildError`.
    """
    lookup = Lookup.of(assemble(library.roles, company))
    try:
        return print_beside(site, earlier, content(library, ()), lookup, company_values)
    except (PrintError, DocumentsError) as error:
        raise BuildError(f"documents cannot be printed:\n{error}") from error
